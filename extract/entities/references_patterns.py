"""The named patterns of document citations: codes, dates, the words before and behind them.

All patterns run on `plan.folded`, or on its `plain` form, which has no diacritics but the same offsets, so that a head that
lost its tones ("Nghi quyet", "Quyêt định") is still read.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import regex

from extract.lexicon.tables import rows


def _plain_table() -> dict[int, str]:
    import unicodedata

    table = {ord("đ"): "d", ord("Đ"): "D", ord("\n"): " ", ord("\t"): " "}
    for code in [*range(0x00C0, 0x0250), *range(0x1EA0, 0x1F00)]:
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            table[code] = base
    return table


_PLAIN = _plain_table()


#: the same table as an array by code point: several times faster than str.translate on Vietnamese text
_PLAIN_ARRAY = np.array([ord(_PLAIN.get(c, chr(c))) for c in range(0x1F00)], dtype="<u4")


def plain(text: str) -> str:
    """`text` without diacritics, line ends and tabs as spaces; same length, case kept."""
    if len(text) < 200:
        return text.translate(_PLAIN)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    out = np.where(codes < 0x1F00, _PLAIN_ARRAY[np.minimum(codes, 0x1EFF)], codes)
    return out.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


# ── codes ────────────────────────────────────────────────────────────────────────────────────────────────────────────

#: "182", "05/2025", "13.4/2026", "12a", "1 5/2024" (cut by a space), "35-2022", "14423:2025"
NUMBER = (
    r"(?:\d{1,2}\.\d{3}(?=\s?/)|\d{1,2}(?:[ ]\d{1,2}(?=\s?/(?:19|20)\d\d\s?/))?\d{0,3}(?:\.\d{1,2})?[a-zA-Z]?)"
    r"(?:\s?[/.-]\s?(?:19|20)\d\d(?!\d))?"
)
#: one group of letters of a symbol: "KH", "TTg", "Th.U", "QH13", "BCĐ389", "NTMK"
_GROUP = r"\p{Lu}[\p{L}\d]{0,11}(?:\.(?:\p{Lu}{1,8}|u)(?!\p{Ll})|&\p{L}{1,8}){0,2}"
#: "KH-UBND", "NQ/Th.U", "VLN/CV-LV", "KH - UBND", "NĐ- CP", "TTLT-BNV-BTC"
SYMBOL = rf"{_GROUP}(?:\s?[/-]\s?(?:\p{{Lu}}[\p{{Lu}}\d]{{1,9}}(?!\p{{Ll}})(?:\.\p{{Lu}}{{1,8}}(?!\p{{Ll}}))?|TTg|Ttg|Th\.?[UuV]|CP)(?!\p{{L}}))?(?:[/-]\s?(?=\p{{Lu}}){_GROUP}){{0,4}}"
#: number and symbol: "126/KH-UBND", "12-KH/ĐU", "2033 - CV/Th.U", "11/2026CV-YVG"
CODE = regex.compile(
    rf"(?<![\p{{L}}\d./-])(?P<number>{NUMBER})(?:\s{{0,2}}[/-]\s{{0,2}}|(?<=/(?:19|20)\d\d)[ ]?)(?P<symbol>{SYMBOL})(?![\p{{L}}\d])"
)
#: a code that begins with letters, behind "số": "số YBB-SA032/26-LR", "TCVN 14423:2025" is none
LETTER_CODE_LEAD = re.compile(r"[sS][ốỐoO]:?\s{1,2}(?=[^\W\d_])")
LETTER_CODE = regex.compile(r"(?=[\p{Lu}./-]{0,20}\d)(?P<number>\p{Lu}[\p{Lu}\d./-]{3,29})(?<![./-])(?![\p{L}\d])")
#: a symbol's groups that begin codes of party, state and administrative documents though no head stands before them
SAFE_SYMBOL = regex.compile(
    r"(?:KH|QĐ|QD|NQ|CT|CTr|NĐ|TT|TTLT|HD|KL|TB|BC|CV|QH1\d|UBTVQH\d*|ĐA|TTr|PL|QC|QyĐ|QĐi|CĐ|VBHN)(?=[/-]|$)|QH1\d$|\p{Lu}[\p{L}]{2,9}[/-]\p{Lu}{2,}$"
)

# ── the words before a code ──────────────────────────────────────────────────────────────────────────────────────────


@cache
def doc_types() -> dict[str, tuple[str, str]]:
    """Plain lower-case name → (name, strengths) of each document type."""
    return {plain(name).lower(): (name, strength) for name, _symbols, strength in rows("document_types")}


@cache
def type_of_symbol() -> dict[str, str]:
    """First group of a symbol → document type: "KH" → "Kế hoạch"; the usual types come first in the table."""
    out: dict[str, str] = {}
    for name, symbols, _strength in rows("document_types"):
        for symbol in symbols.split():
            out.setdefault(symbol, name)
    return out


@cache
def heads() -> str:
    """Alternation of all document types on plain text, the longest first, for IGNORECASE."""
    return "|".join(r"\s{1,2}".join(map(regex.escape, h.split())) for h in sorted(doc_types(), key=len, reverse=True))


_SO = r"s[o0]\s{0,2}[:.]?\s{0,2}"


@cache
def head_before() -> regex.Pattern[str]:
    """ "Kế hoạch số " right before a code; read backwards from it."""
    return regex.compile(
        rf"(?r)(?<!\w)(?P<head>{heads()})(?:\s{{1,2}}khung)?\s{{0,2}}[,:(]?\s{{0,2}}(?:{_SO})?", regex.I
    )


@cache
def list_before() -> regex.Pattern[str]:
    """ "Chỉ thị số 01, 02 và " before a code whose symbol the bare numbers share."""
    return regex.compile(
        rf"(?<!\w)(?P<head>{heads()})\s{{1,2}}{_SO}(?P<numbers>(?:\d{{1,5}}(?:/(?:19|20)\d\d)?\s?(?:,|;|va|,\s?va)\s(?:{_SO})?){{1,12}})$",
        regex.I,
    )


#: the type in short before a code: "NQ 29-NQ/TW", "QĐ số 2735/QĐ-UBND"
SHORT_BEFORE = regex.compile(
    r"(?<![\p{L}\d/-])(?P<head>QĐ|NQ|TT|CV|NĐ|KH|CT|HD|KL|TB|BC|TTr|CTr|ĐA)\s{1,2}(?:số\s{0,2}:?\s{0,2})?$"
)
SO_BEFORE = regex.compile(rf"(?<!\w){_SO}$", regex.I)
#: "Luật Đấu thầu số 22/2023/QH15", "Luật Đầu tư công (Luật số …": the head stands before its name
LAW_BEFORE = regex.compile(
    rf"(?<!\w)(?P<head>Bo\s+luat|Luat|Phap\s+lenh)\s+(?P<name>[^;:.\n]{{2,110}}?)\s*[,(]?\s*(?:Luat\s+)?(?:{_SO})$"
)

# ── what follows a code ──────────────────────────────────────────────────────────────────────────────────────────────

_DAY = (
    r"ng[àa]y\s{0,2}(?P<d>\d{1,2})\s{0,2}(?:[/.-]\s{0,2}(?P<m>\d{1,2})\s{0,2}[/.-]\s{0,2}(?P<y>(?:19|20)\d\d)(?!\d)"
    r"|th[áa]ng\s{1,2}(?P<m2>\d{1,2}),?\s{1,2}n[ăa]m\s{1,2}(?P<y2>(?:19|20)\d\d)(?!\d))"
)
_MONTH = r"th[áa]ng\s{1,2}(?P<m3>\d{1,2})(?:\s?/\s?|\s{1,2}n[ăa]m\s{1,2})(?P<y3>(?:19|20)\d\d)(?!\d)"
#: right behind a code: " ngày 12/10/2020", ", ngày 03/4/2023", " (ban hành ngày 27 tháng 8 năm 2025"
DATE_BEHIND = regex.compile(
    rf"\s{{0,2}}[,(]?\s{{0,2}}(?:(?:được\s)?(?:ban hành|ký(?: ban hành)?|thông qua)\s)?(?P<same>cùng\s)?(?:{_DAY}|{_MONTH})",
    regex.I,
)
#: " Hội nghị Trung ương 8 khóa XI" between date and title: a plenum of the Central Committee adopted it
PLENUM = regex.compile(
    r"\s{0,2},?\s{0,2}(?:của\s)?Hội nghị\s(?:lần thứ\s[\p{L}\d]{1,8}(?:\s[\p{L}]{1,6})?,?\s)?(?:(?:BCH|Ban Chấp hành)\s)?Trung ương(?:\sĐảng)?(?:\s(?:lần thứ\s)?[\p{L}\d]{1,6})?(?:,?\s?\(?kh[oó][aá]\s[IVXL]+\)?)?",
)
#: what may stand between the codes of a list: ", ", " và ", "; số "
LIST_GAP = regex.compile(r"\s{0,2}(?:,|;|và|,\s?và|;\s?và|hoặc|,?\s?cùng|-)\s{0,2}(?:s[ốo]\s{0,2}:?\s{0,2})?", regex.I)

_STOP = (
    "về|ban hành|quy định|quyết định|phê duyệt|hướng dẫn|sửa đổi|triển khai|thực hiện|tổ chức|phát động|đẩy mạnh|tăng cường|nâng cao|tiếp tục|chấn chỉnh|"
    "công bố|giao|thành lập|kiện toàn|bổ sung|điều chỉnh|thông qua|tại|trong|năm|giai đoạn|nhiệm kỳ|ngày|số|trên|đối với|để|nhằm|với|liên quan|"
    "đã|được|có|cho|theo|bảo đảm|đảm bảo|yêu cầu|đề nghị|chỉ đạo|xây dựng|phát triển|bãi bỏ|thay thế|hợp nhất|phân công|phân cấp|ủy quyền|"
    "quy chế|khóa|khoá|nêu|đến|kèm|từ|chuẩn y|phân bổ|học tập|gắn|và(?=\\s\\p{Ll})|và(?=\\s(?:UBND|HĐND|Ủy ban|Hội đồng|Bộ|Sở|Tỉnh|Thành|Ban|Kế hoạch|Nghị|"
    "Quyết|Chỉ|Công văn|Thông|Hướng|Kết luận|Đề án|Chương trình|Luật|các|của)\\b)"
)
#: verbs that open a title in any case: "của Chính phủ Quy định về"
_STOP_ANY = "về|ban hành|quy định|phê duyệt|hướng dẫn|sửa đổi|triển khai|thực hiện|phát động|ngày"
#: " của Ban Chấp hành Đảng bộ Thành phố": who issued it, up to the verb, mark or clause that follows
ISSUER_BEHIND = regex.compile(
    rf"\s{{0,2}},?\s{{0,2}}(?:của|do)\s{{1,2}}(?P<issuer>(?=\p{{Lu}}|[ủu]y ban|hội đồng|liên |ban |thủ tướng|chính phủ|chủ tịch)[^;:.\"“”«»()\n\t]{{2,120}}?)"
    rf"(?=\s{{1,2}}(?i:{_STOP_ANY})(?!\p{{L}})|\s{{1,2}}(?:{_STOP})(?!\p{{L}})|,\s(?!\p{{Lu}}\p{{L}}*(?:\s\p{{Ll}}+)?(?:,\s\p{{L}}+\s\p{{L}}+)?\svà\s\p{{Lu}}|chống|\p{{Lu}}\p{{L}}+\svà)|\s*[;:.\"“”«»()\n\t]|\s*$)"
)
#: the verb or word that opens a title
TITLE_BEHIND = regex.compile(
    r"\s{0,2}[,:]?\s{0,2}[“\"(]?\s?(?=(?:về|V/v|quy định|ban hành|phê duyệt|hướng dẫn|sửa đổi|thực hiện|triển khai|tổ chức|phát động|tăng cường|đẩy mạnh|nâng cao|"
    r"tiếp tục|chấn chỉnh|công bố|giao|thành lập|kiện toàn|bổ sung|điều chỉnh|thông qua|phân công|phân cấp|ủy quyền|phân bổ|bãi bỏ|bảo đảm|đảm bảo|"
    r"học tập|xây dựng|phát triển|kế hoạch|nhiệm vụ|chương trình|đề án|chiến lược|quy chế|một số|chuẩn y|thi hành|đổi mới)(?!\p{L}))",
    regex.I,
)
#: where a title ends; a new clause that names who issues the plan ends it too
TITLE_END = regex.compile(
    r"[;\n\t]|\.(?=\s|$)|\s*\.?/\.|,?\s(?:gắn với|nhằm|để|như sau|và các văn bản)(?!\p{L})"
    r"|,\s(?=(?:UBND|Ủy ban|Uỷ ban|HĐND|Sở|Ban |BCH|BTV|Đảng ủy|Trường|Phòng|Công an|Hội |Liên đoàn|Chi bộ|Trung tâm|Bệnh viện|[Cc]ăn cứ|[Tt]hực hiện|cụ thể)(?!\p{L}))"
)

# ── documents cited without a code ───────────────────────────────────────────────────────────────────────────────────


@cache
def bare_number() -> regex.Pattern[str]:
    """ "Văn bản số 02 ngày …", "Nghị quyết 18", "Đề án số 06": what stands before `BARE_NUMBER`, read backwards from it."""
    return regex.compile(rf"(?r)(?<!\w)(?P<head>{heads()})\s{{1,2}}(?P<so>{_SO})?", regex.I)


#: a number that no symbol follows
BARE_NUMBER = regex.compile(
    r"(?<=[\p{L}.:] {0,2})(?P<number>(?!(?:19|20)\d\d(?!\d))\d{1,5})(?![\d\p{L}]|\s?[%]|[.,/-]\d|\s?[/-]\s?\p{Lu})"
)


#: a quantity, not a number of a document: "Kế hoạch 5 năm", "Quyết định 03 nội dung"
QUANTITY_BEHIND = regex.compile(
    r"\s{1,2}(?:nam|thang|quy|ngay|tuan|nguoi|can bo|don vi|co quan|noi dung|nhiem vu|muc tieu|truong|xa|phuong|huyen|lop|buoi|dot|cuoc|phong|to chuc|"
    r"tap the|ca nhan|nhom|loai|du an|giai|ban|chi tieu|tieu chi|ty|trieu|dong|ha|km|diem|bai|hoc sinh|giai phap|doan|to|mo hinh|san pham|cap|buoc|khau)\b",
    regex.I,
)


@cache
def dated_only() -> regex.Pattern[str]:
    """ "Kết luận của Ban Thường vụ ngày 05/3/2024", "Công văn ngày 12/3/2024 của Sở Y tế": a date in place of a number.

    Read backwards from what `DATED_TAIL` finds.
    """
    names = "|".join(
        r"\s".join(h.split()) for h, (_n, s) in sorted(doc_types().items(), key=lambda x: -len(x[0])) if "date" in s
    )
    return regex.compile(rf"(?r)(?<!\w)(?P<head>{names})", regex.I)


#: " ngày …", " của Ban Thường vụ ngày …" behind a type
DATED_TAIL = re.compile(r"(?i)\s(?:ngay\s|cua\s(?=[^;:.()]{3,110}?,?\sngay\s))")


def law_pattern(text_type: str) -> str:
    return r"\s{1,2}".join(map(regex.escape, text_type.split()))


@cache
def laws() -> regex.Pattern[str]:
    """A law by its name on plain text: the names of the lexicon, the longest first."""
    by_type: dict[str, list[str]] = {}
    for kind, name in rows("laws"):
        by_type.setdefault(plain(kind), []).append(plain(name))
    parts = []
    for kind, names in by_type.items():
        alternatives = "|".join(law_pattern(n) for n in sorted(names, key=len, reverse=True))
        parts.append(rf"{law_pattern(kind)}\s{{1,2}}(?:{alternatives})")
    return regex.compile(rf"(?=[BLP])(?<!\w)(?i:{'|'.join(parts)})(?!\w)")


#: "Luật sửa đổi, bổ sung một số điều của Luật Đầu tư công", which no list holds
LAW_AMENDING = regex.compile(
    r"(?<!\w)(?P<head>Bộ luật|Luật|Pháp lệnh)\s+(?P<name>[Ss]ửa đổi(?:,\s+bổ sung)?(?:\s+một số điều)?(?:\s+của)?\s+(?=(?:\d+\s+|các\s+)?(?:Bộ luật|Luật|Pháp lệnh)))"
)
#: a law that the lexicon does not know: capital after "Luật", up to a mark or a verb
LAW_UNKNOWN = regex.compile(
    r"(?<!\w|(?:[Đđ]ại học|[Kk]hoa|[Nn]gành|[Hh]ội|[Vv]ăn phòng|[Cc]ông ty)\s)(?P<head>Bộ luật|Luật|Pháp lệnh)\s+(?P<name>\p{Lu}\p{Ll}+(?:\s\p{Ll}+){1,11}?)"
    r"(?=\s*[;:.,()\n\"“”]|\s+(?:năm|số|ngày|và|được|quy định|có hiệu lực|đã|là|do|của|trên|cho|trong|tại|theo|vào|đến|với|để|khi|phải|cần|nhằm|gồm|này|hiện hành|mới)(?!\p{L})|$)"
)
#: behind a law's name: "năm 2025", "2019", "(sửa đổi)", "ngày 26/8/2024"
LAW_YEAR = regex.compile(r"\s{0,2}(?:\(sửa đổi\)\s?)?,?\s?(?:năm\s{1,2})?(?P<y>(?:19|20)\d\d)(?!\d|/)")
CONSTITUTION = regex.compile(
    r"(?<!\w)Hiến pháp(?:\s+nước Cộng hòa xã hội chủ nghĩa Việt Nam)?(?:\s+năm)?\s+(?P<y>(?:19|20)\d\d)(?!\d)"
)
#: "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XVII, nhiệm kỳ 2020 - 2025": cited by its title
CONGRESS = regex.compile(
    r"(?<!\w)(?P<head>Nghị quyết)\s+(?P<issuer>[Đđ]ại hội(?:\s+[Đđ]ại biểu)?(?:\s+toàn quốc)?(?:\s+(?:[Đđ]ảng bộ|[Cc]ông đoàn|[Đđ]oàn|[Hh]ội)[^;:.,()\n\"“”]{0,60}?)?"
    r"\s+(?:lần thứ|khóa|khoá)\s+(?:[IVXL]+|\d{1,2})(?:\s+của Đảng)?)(?!\w)"
)
