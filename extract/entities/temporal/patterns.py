"""What a time expression looks like: one named pattern a form, each with the example it is there for.

All patterns run on text that is folded (extract.text.fold) and in lower case, so that they need no flags. Every repetition is
bounded: the cost of a position does not depend on what stands around it, and a text is read in one pass (see `ATOMS`).
"""

from __future__ import annotations

import re

import regex

# ---- pieces ----------------------------------------------------------------------------------------------------------------

#: word and number boundaries; a slash or a point before a number makes it a piece of a code or of a longer number
WORD = r"(?<![\p{L}\d])"
NUM = r"(?<![\p{L}\d/.,:])(?<!\d ?/ )"
YEAR4 = r"(?:19|20)\d\d"
#: what may not follow a year or a date: "2024/NĐ-CP", "2024/QH15", "2024-QĐ", "2024.5", "20245"
END = r"(?!\d|[/.]\d| ?/ ?\p{L}|-\p{L}|\p{L})"
Y = rf"(?P<y>{YEAR4}){END}"
YEAR_TAIL = rf"(?: ?[/.\-] ?{Y}|,? ?(?:của )?năm {Y}| {Y})"
#: "năm 2025", "của năm 2025", "/2025", "năm nay", "năm tới"
YEAR_OR_WORD = (
    rf"(?:{YEAR_TAIL}|,? (?:của )?năm (?P<yw>nay|này|tới|sau|trước|ngoái)(?! (?:ngày|tháng|quý|năm|khi|thời|\d)))"
)
DAY_WORD = r"(?:(?P<word>ngày|hôm|tháng) {0,2}(?:mùng |mồng )?|(?:mùng|mồng) )"
NUMERAL = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười một": 11,
    "mười hai": 12,
    "mười lăm": 15,
    "hai mươi": 20,
    "ba mươi": 30,
    "giêng": 1,
    "chạp": 12,
}
NUMERAL_RE = r"(?:mười lăm|mười một|mười hai|mười|hai mươi|ba mươi|một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín)"
MONTH_NAME = r"(?:giêng|mười một|mười hai|mười|một|hai|ba|tư|sáu|bảy|bẩy|tám|chín|chạp)"
COUNT = rf"(?:\d{{1,3}}|{NUMERAL_RE})(?: ?\([\p{{L}} \d]{{1,20}}\))?"
PART = r"(?:đầu|giữa|cuối|nửa đầu|nửa cuối|nửa sau|thượng tuần|trung tuần|hạ tuần|những ngày đầu|những ngày cuối|các ngày cuối|những tháng đầu|những tháng cuối|các tháng cuối|các tháng đầu)"
UNIT = r"(?:ngày|tuần|tháng|quý|quí|năm)"
#: units of a frequency: "mỗi giờ một lần"
FREQ_UNIT = r"(?:giờ|ngày|tuần|tháng|quý|quí|năm)"
CAN = r"(?:giáp|ất|bính|đinh|mậu|k[ỷỉ]|canh|tân|nhâm|qu[ýí])"
CHI = r"(?:t[ýí]|sửu|dần|mão|mẹo|thìn|t[ỵị]|ngọ|mùi|thân|dậu|tuất|hợi)"
WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ nhật)(?!\p{L})"

# ---- forms, in the order in which they are tried at a position ---------------------------------------------------------------

FORMS: dict[str, str] = {
    # "ngày     tháng 6 năm 2024", "ngày ….tháng…năm 2026": blanks left for the clerk's pen
    "blank": rf"{WORD}ngày[ .…_]{{0,20}}tháng[ .…_]{{0,20}}(?P<m>\d{{1,2}})?[ .…_]{{0,20}}năm[ .…_]{{0,6}}{Y}"
    rf"|{WORD}ngày[ .…_]{{0,20}}/[ .…_]{{0,8}}(?P<m>\d{{1,2}})? ?/ ?{Y}"
    rf"|{WORD}ngày (?P<d>\d{{1,2}}) tháng[ .…_]{{1,20}}năm {Y}",
    # "2024-06-30"
    "iso": rf"{NUM}(?P<y>{YEAR4})-(?P<m>0[1-9]|1[0-2])-(?P<d>\d\d)(?!\d)",
    # "từ ngày 03 đến 05/5/2024", "ngày 03-05/5", "các ngày 05, 12 và 19/5/2024", "10-12/5/2024"
    "days": rf"(?:{WORD}(?:các )?(?:ngày|hôm) {{0,2}}|(?<=từ )|(?<=\()(?=\d{{1,2}} ?- ?\d{{1,2}}/\d{{1,2}}\))|(?<=[:(] ?)(?=\d{{1,2}}(?: ?, ?\d{{1,2}}){{1,6}} ?/ ?\d{{1,2}} ?/ ?2)|{NUM}(?=\d{{1,2}} ?- ?\d{{1,2}} ?/ ?\d{{1,2}} ?/))"
    r"(?P<days>(?:mùng )?\d{1,2}(?:(?: ?, ?| và | hoặc |; | ?- ?| đến (?:hết )?| tới )(?:ngày )?(?:mùng )?\d{1,2}(?=\D)(?! ?(?:lần|giờ|phút|h\b))){1,10})"
    rf"(?: ?(?P<sep>/) ?(?P<m>\d{{1,2}})(?: ?/ ?{Y}| năm {Y}|(?!\d| ?/))| ?tháng (?P<m>\d{{1,2}})(?:{YEAR_TAIL}|(?!\d| ?[/-] ?\d))|(?P<of> hằng tháng| hàng tháng| mỗi tháng))",
    # "28/2/2025", "01.7.2024", "1-7-2024", "30/ 6/ 2024", "ngày O5/l2/2024" (OCR), "tháng 15/6/2022" (wrong word)
    "dmy": rf"(?:{WORD}{DAY_WORD}|{NUM})(?P<d>[\doli]{{1,2}}) ?(?P<sep>[/.\-]) ?(?P<m>[\doli]{{1,2}}) ?(?P=sep) ?(?:năm )?(?P<y>1[89]\d\d|2[0o][\doil]{{2}}){END}",
    # "ngày 05 tháng 12 năm 2024", "ngày 5 tháng 12/2024", "ngày 15/11 năm 2024", "30/6 năm nay"
    "long": rf"(?:{WORD}{DAY_WORD}|{NUM})(?P<d>\d{{1,2}}) {{0,2}}tháng {{0,2}}(?P<m>\d{{1,2}}){YEAR_OR_WORD}"
    rf"|(?:{WORD}{DAY_WORD}|{NUM})(?P<d>\d{{1,2}})(?P<sep>[/.\-])(?P<m>\d{{1,2}}),? (?:của )?năm (?:{Y}|(?P<yw>nay|này|tới|sau|trước|ngoái))",
    # "ngày 10 tháng 3 âm lịch", "mùng 10/3 âm lịch", "rằm tháng Bảy", "23 tháng Chạp"
    "lunar": rf"(?:{WORD}{DAY_WORD}|{NUM})(?P<d>\d{{1,2}})(?:/| tháng )(?P<m>\d{{1,2}}|{MONTH_NAME}) ?\(?(?:âm lịch|al\b)\)?(?:,? năm {Y})?"
    rf"|{WORD}(?:ngày )?rằm tháng (?P<m>\d{{1,2}}|{MONTH_NAME})(?!\p{{L}})(?: năm {Y})?"
    rf"|(?:{WORD}{DAY_WORD}|{NUM})(?P<d>\d{{1,2}}) tháng (?P<m>chạp|giêng)(?!\p{{L}})(?: năm (?:{Y}|(?P<can>{CAN}) (?P<chi>{CHI})))?",
    # "mùng 3 Tết", "30 Tết"
    "newyear": rf"{WORD}(?:ngày |đêm |chiều )?(?:(?:mùng|mồng) {{0,2}}(?P<d>\d{{1,2}})|(?P<d>2[89]|30)) tết(?! (?:dương|trung))(?:,? (?:năm )?(?P<can>{CAN}) (?P<chi>{CHI}))?(?!\p{{L}})",
    # "30/6/24", "ngày 15-6-22": two figures for the year
    "dmyy": rf"(?:{WORD}{DAY_WORD}|{NUM})(?P<d>\d{{1,2}})(?P<sep>[/\-])(?P<m>\d{{1,2}})(?P=sep)(?P<yy>\d\d)(?![\d/%]|[.,]\d|-?\p{{L}}| ?%)",
    # "ngày 15 của tháng cuối quý", "tháng đầu của quý": a month of every quarter
    "qmonth": rf"(?:{WORD}(?:ngày {{0,2}}(?P<d>\d{{1,2}}) )?(?:của )?){WORD}tháng (?P<which>cuối|đầu|thứ hai|thứ 2|thứ ba|thứ 3|giữa)(?: cùng| tiên)?,? (?:của )?(?:hằng |hàng |mỗi |các |từng )?qu[ýí](?! ?(?:[1-4ivx]|n?ày))"
    rf"(?:{YEAR_TAIL}| sau| tiếp theo| kế tiếp| báo cáo)?|{WORD}ngày {{0,2}}(?P<d>\d{{1,2}}) (?:của )?(?P<which>cuối|đầu) (?:hằng |hàng |mỗi )?qu[ýí]",
    # "ngày 05 tháng sau", "ngày 25 của tháng báo cáo": a day of every month
    "monthday": rf"{WORD}ngày {{0,2}}(?P<d>\d{{1,2}}),? (?:của )?(?:đầu )?tháng (?:sau|kế tiếp|tiếp theo|liền kề|kế sau|báo cáo)(?!\p{{L}})(?: liền kề| đó)?",
    # "ngày 15/11", "ngày 15 tháng 11", "15/11" (a bare one needs a word of time before it, see grammar.py), "mùng 5/5"
    "dm": rf"{WORD}{DAY_WORD}(?P<d>\d{{1,2}}) ?(?P<sep>[/.\-]) ?(?P<m>\d{{1,2}})(?![\d/]|[.,]\d| ?%| ?/ ?\p{{L}}|-?\p{{L}})"
    rf"|(?:{WORD}{DAY_WORD}|{NUM})(?P<d>\d{{1,2}}) tháng (?P<m>\d{{1,2}})(?![\d/]|[.,]\d)"
    rf"|{NUM}(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})(?P<naked>)(?![\d/]|[.,]\d|\p{{L}}| ?%| ?/|-\p{{L}})",
    # "ngày cuối tháng", "ngày làm việc cuối cùng của tháng", "ngày cuối cùng của tháng 6/2025"
    "lastday": rf"{WORD}ngày (?:làm việc )?(?P<which>cuối cùng|cuối|đầu tiên|đầu)(?: của)? (?:tháng|hằng tháng|hàng tháng)(?: (?P<m>\d{{1,2}})(?:{YEAR_TAIL})?)?",
    # "tuần đầu tháng 6", "tuần thứ hai của tháng 3/2025", "tuần 3 tháng 5", "tuần cuối tháng"
    "week": rf"{WORD}tuần (?:lễ )?(?:thứ )?(?P<which>đầu tiên|đầu|cuối cùng|cuối|nhất|hai|ba|tư|[1-5iv]{{1,3}})(?:(?:,| và| -|-) ?(?:tuần )?(?P<which2>[2-5]))?,? (?:của )?(?:hằng |hàng |mỗi )?tháng(?: (?P<m>\d{{1,2}})(?:{YEAR_OR_WORD})?)?(?!\p{{L}})",
    # "6 tháng đầu năm 2024", "hai tháng cuối năm", "10 ngày đầu tháng 6", "2 tuần cuối tháng 5/2025"
    "npart": rf"{WORD}(?:(?P<n>{COUNT}) (?P<u>tháng|tuần|ngày|quý)|(?P<u>tháng)(?= (?:đầu|cuối)(?: của)? qu[ýí])) (?P<part>đầu|cuối)(?: của)? (?:(?P<in>năm)(?: {Y}| (?P<yw>nay|này|tới|sau|trước)(?! (?:ngày|tháng|quý|năm|khi|thời|\d))| học)?|(?P<in>quý) (?P<q>i{{1,3}}|iv|[1-4])(?:{YEAR_TAIL})?|(?P<in>tháng) (?P<m>\d{{1,2}})(?:{YEAR_TAIL})?)(?!\p{{L}})",
    # "quý IV/2024", "Quý 4", "quý II, III năm 2025", "Quí IV-2025", "cuối quý I/2025"
    "quarter": rf"{WORD}(?:(?P<part>{PART})(?: của)? )?(?:các )?(?:qu[ýí] ?(?P<q>i{{1,3}}|iv|[1-4])|q(?P<q>[1-4])(?=[/ \-]))(?!\p{{L}})(?:(?P<join> ?, ?| và | hoặc | ?- ?| đến (?:hết )?)(?:qu[ýí] ?)?(?P<q2>i{{1,3}}|iv|[1-4])(?![\p{{L}}\d])){{0,3}}(?:{YEAR_OR_WORD})?(?!\d)",
    # "tháng 6/2024", "tháng 6 năm 2024", "tháng 6", "tháng 6-7/2024", "các tháng 3, 6, 9 và 12", "cuối tháng 5"
    "month": rf"{WORD}(?:(?P<part>{PART})(?: của)? )?(?:các )?tháng {{0,2}}(?P<m>\d{{1,2}}|{MONTH_NAME}(?!\p{{L}}))(?!\d)(?:(?P<join> ?, ?| và | hoặc | ?- ?| đến (?:hết )?)(?:tháng )?(?P<m2>\d{{1,2}})(?! ?(?:/ ?\d{{1,2}} ?/|%|(?!năm (?:19|20|nay|tới|sau|này)|của năm|hằng|hàng|mỗi|và|hoặc|đến|là)\p{{L}}))(?!\d)){{0,11}}(?:{YEAR_OR_WORD})?(?! ?%|[.,]\d)",
    # "học kỳ I năm học 2024-2025", "năm học 2024 - 2025", "học kỳ II"
    "school": rf"{WORD}(?:(?P<part>đầu|cuối) |(?:khi |thời điểm )?(?P<part>kết thúc|bế giảng|tổng kết|khai giảng) )?(?:học k[ỳì] (?P<n>i{{1,2}}|1|2|một|hai)(?!\p{{L}})(?:,? (?:của )?năm học (?P<y>{YEAR4}) ?- ?(?P<y2>{YEAR4}))?|(?:năm học(?: mới)?|niên khóa|niên khoá) (?P<y>{YEAR4}) ?- ?(?P<y2>{YEAR4}){END})",
    # "giai đoạn 2021 - 2025", "nhiệm kỳ 2020-2025", "5 năm (2021-2025)", "giai đoạn từ năm 2021 đến năm 2025", "2021-2025"
    "term": rf"{WORD}(?:(?P<termword>giai đoạn(?: \d{{1,2}} năm)?|nhiệm k[ỳì]|thời k[ỳì]|k[ỳì]|khóa|khoá|\d{{1,2}} năm)[ :,]{{0,2}}\(? ?)(?:từ )?(?:năm )?(?P<y>{YEAR4}) ?(?:-|đến) ?(?:năm )?(?P<y2>{YEAR4}){END}"
    rf"|(?:{WORD}năm )?{NUM}(?P<y>{YEAR4}) ?- ?(?:năm )?(?P<y2>{YEAR4}){END}",
    # "cuối năm 2025", "giữa năm", "đầu năm tới", "năm 2025", "năm nay"; the word năm is also five: "năm 2" is no year
    "year": rf"{WORD}(?:(?P<part>{PART})(?: của)? )?năm (?:{Y}(?:(?:, ?(?:và )?| và | hoặc )(?:năm )?(?P<more>{YEAR4}){END}(?! ?-)){{0,8}}|(?P<yw>nay|tới)(?!\p{{L}}))"
    rf"|{WORD}(?P<part>{PART})(?: của)? (?P<bare>năm|tháng|quý|tuần)(?: (?P<yw>này|sau))?(?! ?\d|\p{{L}}| học)",
    # "cả năm", "trong năm": only as what a label or a column of time says
    "thisyear": rf"{WORD}(?:cả|trong|suốt) năm(?! ?(?:\d|học|nay|này|tới|qua|sau|trước|đầu|ngân)|\p{{L}})",
    # "10/2024", "T6/2024": a month in figures; "tới 2030": a bare year after a word of time
    "my": rf"(?:{NUM}|{WORD}t)(?P<m>\d{{1,2}}) ?/ ?{Y}",
    "bareyear": rf"(?<=\b(?:trước|từ|đến|sau|vào|trong|tới|hết) ){Y}(?! ?(?:đồng|người|hộ|tỷ|triệu|m2|ha|km|%|lượt|cán bộ|học sinh|đơn vị|công trình|căn|tấn))",
    # "mỗi năm 2 lần", "hằng tháng", "định kỳ 6 tháng", "6 tháng một lần", "6 tháng/lần", "02 lần/năm"
    "rate": rf"{WORD}(?:định k[ỳì] )?(?P<n>{COUNT}) (?P<fu>{FREQ_UNIT})(?: ?/ ?| )(?:01|1|một|mỗi) lần|{WORD}(?:định k[ỳì] )?(?P<n>{COUNT}) (?P<fu>{FREQ_UNIT}) ?/ ?lần"
    rf"|{WORD}(?P<times>{COUNT}) lần(?: ?/ ?| mỗi | một | trong (?:một |1 )?| trong mỗi | trên )(?P<fu>{UNIT})(?!\p{{L}}| \d)"
    rf"|{WORD}(?:mỗi|một|hằng|hàng|01|1) (?P<fu>{FREQ_UNIT})(?: ít nhất| tối thiểu)? (?P<times>{COUNT}) (?:lần|buổi|kỳ|lượt|ca)(?!\p{{L}})"
    # "phát thanh ngày hai buổi"
    r"|(?<![\p{L}\d]|(?:\d|trong|vào|các|hai|ba) )(?P<fu>ngày) (?P<times>0?[123]|một|hai|ba) (?:lần|buổi)(?!\p{L})",
    # "cuối mỗi học kỳ", "hằng năm học": terms of a school have no frequency in the calendar
    "termly": rf"{WORD}(?:(?P<part>đầu|giữa|cuối) )?(?:mỗi|hằng|hàng|từng) (?P<fu>học k[ỳì]|năm học)(?! (?:\d|ii?\b))(?: (?P<times>{COUNT}) lần)?",
    # "hằng tháng", "hàng quý", "mỗi tuần", "định kỳ 6 tháng", "định kỳ theo quý", "định kỳ tháng, quý, 6 tháng, năm"
    "freq": rf"{WORD}(?:định k[ỳì],? ?(?:báo cáo |vào |theo )?)?(?<!(?:khách|mặt|ngân|bán|đơn|giao|nhập|xuất|cửa|gian|nhà|xếp) )(?:hằng|hàng|mỗi) (?:(?P<n>\d{{1,2}}|sáu|ba) )?(?P<fu>{UNIT})(?! ?\d|\p{{L}})"
    rf"|{WORD}định k[ỳì] (?:báo cáo )?(?:theo )?(?:từng )?(?:(?P<n>\d{{1,2}}|sáu|ba|hai) )?(?P<fu>{UNIT})(?! ?\d|\p{{L}}| (?:sinh|học))",
    # a further frequency of a list: "định kỳ hằng quý, 6 tháng, năm"
    "freqmore": r"(?<=[,;] | và |/)(?:(?P<n>\d{1,2}|sáu|ba|hai) )?(?P<fu>tháng|quý|năm)(?= ?(?:[,;./)\n]|và |hoặc |$|một lần))",
    # "thứ Sáu hàng tuần", "sáng thứ Hai đầu tháng"
    "weekday": rf"{WORD}(?:ngày |sáng |chiều |tối )?(?P<wd>{WEEKDAY})(?:(?:,| và|,? hoặc) (?P<wd2>{WEEKDAY}))?,? (?P<of>(?:của )?(?:hằng|hàng|mỗi) tuần|(?:tuần )?(?:đầu tiên|đầu|cuối cùng|cuối)(?: của)? (?:hằng |hàng |mỗi )?tháng(?! ?\d))",
    # "từ nay đến …"
    "now": rf"{WORD}(?:kể )?từ (?:nay|bây giờ)(?!\p{{L}}| trở)",
    # "Tết Nguyên đán Ất Tỵ", "Quốc khánh 2/9", "Giỗ Tổ Hùng Vương"
    "feast": rf"{WORD}(?:(?:dịp|lễ|ngày) )?(?P<feast>tết (?:nguyên đán|âm lịch|cổ truyền|dương lịch|nguyên tiêu|trung thu|thanh minh|đoan ngọ)|(?:đêm )?giao thừa|(?<!tập )trung thu|quốc khánh|giỗ tổ(?: hùng vương)?|lễ vu lan|giáng sinh|lễ phật đản|quốc tế lao động)"
    rf"(?: \(?(?:ngày )?\d{{1,2}}[/\-]\d{{1,2}}(?:[/\-](?P<y>(?:19|20)\d\d))?\)?(?!/))?(?:,? (?:xuân )?(?:năm )?(?P<can>{CAN}) (?P<chi>{CHI}))?(?: ?-? ?\(?(?:năm )?(?P<y>(?:19|20)\d\d)\)?)?"
    # "trước Tết", "sau Tết 15 ngày": the one that needs no name
    rf"|(?<=\b(?:trước|sau|đến|tới|hết|nghỉ) )(?P<feast>tết)(?= ?(?:[.,;:)\n\d]|$|ít nhất|tối thiểu|khoảng|phải|và |chậm))"
    rf"|{WORD}tết (?:năm )?(?P<can>{CAN}) (?P<chi>{CHI})(?: ?-? ?(?P<y>(?:19|20)\d\d))?",
    # "ngày 25": the month comes from elsewhere ("hằng tháng", "từ ngày 03 đến ngày 05/5")
    "day": rf"{WORD}ngày {{0,2}}(?:mùng |mồng )?(?P<d>\d{{1,2}})(?!\d|[/.\-]\d|[.,]\d| ?(?:lần|ca|buổi|giờ|tiếng|người|%|tháng))",
    # "05 ngày làm việc", "72 giờ", "ba tháng": counts only with a word before or an anchor behind it (grammar.py)
    "duration": rf"{WORD}(?P<n>{COUNT}) (?P<u>ngày(?! ?\d)|giờ(?! ?\d| ?,? ?ngày| sáng| chiều| tối| trưa| thứ| cùng)|tiếng|tuần|tháng|quý|năm)(?P<wk> làm việc)?(?!\p{{L}}| học)",
    # no frequency named
    "vague": rf"{WORD}(?:định k[ỳì]|thường xuyên)(?!\p{{L}})",
}

ATOMS = regex.compile("|".join(f"(?P<f_{name}>{form})" for name, form in FORMS.items()))

_U = r"(?:ngày|tuần|tháng|quý|quí|năm|giờ|lần)"
#: a word of frequency at the end of its clause: "định kỳ hằng quý, 6 tháng, năm."
_ENDS = r"(?= ?(?:[,;./)\n]|$|và |hoặc |một lần))"
#: A place where a form may begin, with as much of what must follow as one look can tell. Finding these first is several times
#: faster than trying all forms everywhere; `re` jumps over what no branch can begin with, which `regex` does not.
START = re.compile(
    r"(?<![^\W_])(?:"
    r"\d(?:(?=\d?\d? {0,2}(?:[/.\-] {0,2}[\doli]|[/\-] ?năm|/ ?(?:ngày|tuần|tháng|quý|lần)|(?:ngày|tuần|tháng|quý|quí|năm|giờ|tiếng|lần|đến|tới|và|hoặc|tết)(?![^\W_])|\([^\W_]|[,;] ?\d))|(?:(?<=1)9|(?<=2)0)\d\d(?!\d)|[oli]?[/.\-][\doli])"
    r"|[oli][\doli]?[/.\-][\doli]"
    rf"|n(?:gày(?=[ .…_/]{{0,20}}(?:[\doli…._/]|tháng|mùng|mồng|cuối|đầu|làm|thứ|chủ|rằm|tết|lễ|giáng|giỗ|quốc|{NUMERAL_RE} ))|ăm (?=19|20|nay|tới|học|\(|{_U})|ăm{_ENDS}|hững (?:ngày|tháng)|iên kh|hiệm k|ửa )"
    rf"|t(?:háng {{0,2}}(?=[\dgmhbtsncđ])|háng{_ENDS}|uần |ừ (?:nay|bây)|ết(?![^\W_])|(?=\d{{1,2}} ?/ ?[12])|rung (?:thu|tuần)|hường xuyên|h(?:ứ (?=[hbtnsc2-7])|ời k|ượng tuần)|ối (?:thứ|chủ)|rong năm|ừng (?:học|năm)|(?:ám|ư) (?:\(|{_U}))"
    rf"|qu(?:[ýí](?= ?[\divx])|[ýí]{_ENDS}|ốc (?:khánh|tế lao))|q[1-4]"
    rf"|h(?:ôm |ọc k|[ằà]ng (?:[\dsb]|n|t|q|h|giờ)|ạ tuần|ai (?:mươi )?(?:\(|{_U}))"
    rf"|m(?:ùng |ồng |ỗi |ột (?:\(|{_U})|ười )"
    r"|rằm |gi(?:ai đoạn|ao thừa|áng sinh|ỗ |ữa )"
    r"|k(?:[ỳì] \d|ết thúc (?:học|năm)|hai giảng|hi (?:kết thúc|bế giảng|khai giảng|tổng kết) (?:học|năm)|hó[aá] |ho[aá] |ể từ (?:nay|bây))"
    r"|đ(?:ịnh k|êm (?:giao|tết)|ầu (?:của )?(?:năm|tháng|qu|tuần|học|mỗi|hằng|hàng))"
    rf"|c(?:ả năm|hủ nhật|uối (?:của )?(?:năm|tháng|qu|tuần|học|mỗi|hằng|hàng)|hiều (?:thứ|chủ)|ác (?:ngày|hôm|tháng|qu[ýí])|ủa tháng|hín (?:\(|{_U}))"
    rf"|s(?:áng (?:thứ|chủ)|uốt năm|áu (?:\(|{_U}))|dịp (?:tết|lễ|trung|quốc|giỗ|giáng|giao)|lễ (?:tết|vu|phật|quốc|giỗ|giáng|trung)"
    rf"|b(?:a|ốn|ảy|ẩy) (?:mươi |\(|{_U}))"
)
