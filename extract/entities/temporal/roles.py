"""Deadline or date, and which date: what the sentence around an expression makes of it.

A time that bounds work is a deadline; a time that names, dates, compares or remembers something is a date (RECORD.md). The
rules look at the words of relation, at a bounded stretch of text on either side, at label lines ("Thời gian thực hiện: …")
and at the column of a table. Order matters and is the order of `role_of`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import regex

from extract.entities.once import once
from extract.entities.temporal.grammar import Expr

Role = Literal["deadline", "issued", "reference", "event", "term", "year", "other", "none"]

_DOC = (
    r"(?:bộ luật|luật|pháp lệnh|hiến pháp|nghị quyết liên tịch|nghị quyết|nghị định|quyết định|thông tư liên tịch|thông tư|chỉ thị|kết luận|quy định|quy chế|hướng dẫn|kế hoạch|"
    r"công văn|văn bản|công điện|thông báo|thông tri|tờ trình|đề án|chương trình|báo cáo|quy hoạch|thông cáo|giấy mời|giấy đề nghị|giấy phép|hợp đồng|biên bản|đơn|"
    r"tuyên bố|sắc lệnh|lệnh|điều lệ|phương án|ý kiến|phiếu trình)"
)
#: "Nghị định số 30/2020/NĐ-CP ngày", "Kế hoạch 182/KH-UBND, ban hành ngày", "Văn bản số 02 ngày": a number right before the date
#: Read backwards from the date.
CODE_BEFORE = regex.compile(
    r"(?r)(?P<code>\bsố:? ?\d[\w./\-]{0,30}(?: ?[/\-] ?[\w&]{1,15}){0,2}|[\p{L}\d] ?[/\-] ?[\p{L}\d.&/\-]{1,30})(?: ?\([^()\n]{1,30}\))?,? ?(?:(?:được )?(?:ban hành|ký|phê duyệt|thông qua))?,? ?(?:vào |ký )?"
)
#: "Đề án 08-ĐA/TU của Tỉnh ủy … ngày", "Luật Quản lý, sử dụng vũ khí … ngày", "Công văn của Bộ Nội vụ ngày"
DOC_BEFORE = regex.compile(rf"\b{_DOC}\b(?P<gap>[^.;:\n\t]{{0,140}})$")
#: a blank where the number was never filled: "số     /KH-UBND ngày"
_BLANK_CODE = regex.compile(r"(?:số)?[ .…:]*/\p{L}[\p{L}\d\-]*(?: ?- ?\p{L}+)?,? ?$")
_HOLDS = regex.compile(r"(?:^|[-+.;,:] ?)\s*(?:tổ chức|khai mạc|phát động|dự)\b[^.;:\n\t(]*$")
#: "Thị trấn A, ngày 12 tháng 5 năm 2024", alone in its line
_PLACE_LINE = regex.compile(r"\p{L}[\p{L} .\-]{1,40}, ?$")
#: "(Kèm theo Kế hoạch số 12/KH-UBND ngày …)": the appendix cites its own plan
_ENCLOSED = regex.compile(r"kèm theo (?:kế hoạch|chương trình|phương án|hướng dẫn)\b[^;\n\t]*$")
_RESULT = regex.compile(r",? (?:đã )?(?:đạt|là \d|có \d|tăng|giảm|chiếm)\b")
_HELD = regex.compile(
    r"\b(?:tổ chức|diễn ra|khai mạc|tiến hành|ra mắt|ra quân|phát động|thực hiện|hoàn thành)(?: vào| trong)? $"
)
_SEND = regex.compile(
    r"\b(?:nộp|gửi|nhận|báo cáo|hoàn thành|đăng ký|kéo dài|gia hạn|triển khai|thực hiện|tổ chức|áp dụng)\b[^.;]{0,60}$"
)
#: a line of the preamble; a title that begins with a verb ("Luật Tổ chức chính quyền địa phương")
_BASIS = regex.compile(r"[-+ ]*căn cứ\b")
_TITLE_VERB = regex.compile(r"^ (?:tổ chức|xây dựng|thực hiện|tiến hành|đăng ký|báo cáo)\b")
_LETTERS = regex.compile(r"\p{L}")
_VERB = regex.compile(
    r"\b(?:tổ chức|triển khai|thực hiện|hoàn thành|báo cáo về|gửi về|gửi|tham mưu|trình|khai mạc|bế mạc|diễn ra|bắt đầu|kết thúc|tiến hành|ra mắt|xây dựng|phấn đấu|đạt|"
    r"tại (?:hội trường|nhà|trụ sở)|trên địa bàn|tập huấn|tuyên truyền|đăng ký|nộp|xong)\b"
)
#: "08h00-11h30, ngày": hours, no code
CLOCK = regex.compile(r"\d ?(?:h|g|giờ) ?\d{0,2}$")
#: where a step of a schedule begins
STEP_OPENS = regex.compile(r"(?:^|[;\n\t+•*-]\s?)$")
LAW_BEFORE = regex.compile(r"\b(?:luật|bộ luật|hiến pháp|pháp lệnh|văn bản)\b(?P<gap>[^.;:\n\t“”\"]{0,90})$")
COMPARE = regex.compile(
    r"\b(?:so với|so sánh với|cùng kỳ|cùng thời điểm|tính đến|tính tới|tính từ|số liệu|thống kê|luỹ kế|lũy kế|cộng dồn|hiện có)\b[^.;:\n\t]{0,30}$|\b(?:qua|trải qua|sau) $|\b(?:có giá trị|được sử dụng|sử dụng) (?:đến|tới)(?: hết)? $"
)
VALID = regex.compile(
    r"\b(?:(?:có|hết) hiệu lực|hiệu lực thi hành|được ban hành|ban hành|được phê duyệt|được thông qua|thông qua|đã (?:được )?(?:ký|cấp|công bố)|(?<!phát |học |vệ |hy )sinh|được cấp|cấp)(?: (?!vào|tại|trong)[\p{L}]+){0,3} ?$"
    r"|\bđã\b[^.;:,\n\t]{0,45}$"
)
EVENT = regex.compile(
    r"\b(?:kỷ niệm|kỉ niệm|chào mừng|ngày thành lập|ngày truyền thống|lập thành tích|ngày lễ|các ngày lễ|ngày hội|ngày giải phóng|ngày sinh|ngày mất|thắng lợi|nhân dịp|dịp|mừng|đón|"
    r"hưởng ứng|ngày quốc tế|quốc khánh|cách mạng tháng tám|chiến thắng|ngày toàn dân|ngày thương binh|ngày nhà giáo|ngày thầy thuốc|ngày báo chí|ngày gia đình|ngày phụ nữ|ngày doanh nhân|nghỉ lễ|lễ hội)\b[^.;\n\t]{0,110}$"
)
#: "Ngày Nhà giáo Việt Nam (20/11)", "Ngày Chuyển đổi số quốc gia 10/10": a named day before the figures, in the text with capitals
#: "vào dịp …", "trong dịp kỷ niệm …": done on that day; "nhân dịp" only says what for
AT_FEAST = regex.compile(r"\b(?:trong|vào|đúng)(?: các)? (?:dịp|ngày kỷ niệm)\b[^.;:,\n\t]{0,70}$")
#: "Ngày hội tập trung vào 2 ngày"
HELD_ON = regex.compile(r"\b(?:tập trung|diễn ra|được tổ chức|khai mạc|ra quân|ấn định)\b[^,;.:\n\t]{0,14}$")
NAMED_DAY = regex.compile(r"\b[Nn]gày (?=\p{Lu})[^.;:\n\t]{3,80}?\(?$")
FOLLOWED_BY_YEARS = regex.compile(r" ?-? ?\d+ năm|\)? ?(?:và )?(?:ngày )?(?:thành lập|truyền thống)")
#: nouns that a month, a quarter or half a year only tells apart: "báo cáo tháng 6", "nhiệm vụ 6 tháng cuối năm"
ATTRIBUTE = regex.compile(
    r"\b(?:báo cáo|kết quả|số liệu|nhiệm vụ|công tác|chương trình|kế hoạch|lịch|dự toán|tiền lương|lương|kinh phí|chỉ tiêu|tình hình|sơ kết|tổng kết|kỳ họp|kỳ|phiên họp|hội nghị|đợt|"
    r"giao ban|thu|chi|nguồn|kinh tế - xã hội|xã hội|hoạt động|đánh giá|kỳ báo cáo)(?: (?:của )?\p{L}+){0,3} $"
)
GOAL_FREQ = regex.compile(
    r"\b(?:nhiệm vụ|chỉ tiêu|mục tiêu|nghị quyết|phát triển kinh tế|tăng trưởng|bình quân|trung bình|tỷ lệ|thu nhập|dự toán|vốn|doanh thu|sản lượng|năng suất|nguồn thu|số lượng|lượng)\b[^.;:\n\t]{0,70}$"
)
#: what is done every day, and what the word only colours
DAILY_DUTY = regex.compile(
    r"\b(?:báo cáo|cập nhật|kiểm tra|theo dõi|trực|vệ sinh|tuần tra|tổng hợp|thống kê|điểm danh|đo|quan trắc|giao ban|phát thanh|thông báo|rà soát|đăng tải|công khai|chấm công|ghi chép|khử khuẩn|thu gom|quét dọn|tưới|thực hiện|gửi)\b[^.;:\n\t]{0,60}$"
)
DAILY_NOUN = regex.compile(
    r"\b(?:công việc|đời sống|sinh hoạt|cuộc sống|nhiệm vụ|hoạt động|công tác|chỉ đạo|điều hành|giao tiếp|bữa ăn|nhu cầu|học tập|quản lý|việc làm) $"
)
DECIDED = regex.compile(
    r",? ?(?:đã )?(?:đề ra|được giao|giao|được phân bổ|thông qua|là|đạt|tăng|giảm|từ \d|trên \d|khoảng \d)\b"
)
#: "Thời gian thực hiện: ", "Tiến độ:", "Thời hạn hoàn thành:", in the line or just before
LABEL = regex.compile(
    r"(?:^|[\n\t;.\-+(*•] ?|\) ?|\d[.)] |\b)(?P<label>thời gian|thời hạn|tiến độ|thời điểm|lộ trình|hạn (?:cuối|chót|nộp|hoàn thành|báo cáo)|kỳ hạn|mốc thời gian|hoàn thành|kỳ báo cáo|định kỳ báo cáo|ngày thực hiện)"
    r"(?P<of>[^:;.\n\t]{0,60}):(?P<rest>[^\n\t]{0,160})$"
)
#: "Thời gian tổ chức từ ngày …", "Thời gian: dự kiến …" with no colon
LABEL_BARE = regex.compile(
    r"(?:^|[\n\t]|[.;] )(?:[-+•*] |\d{1,2}(?:\.\d{1,2})*[.)] |[a-zđ][.)] )?(?:thời gian|thời hạn|tiến độ|lộ trình)[^.;\n\t]{0,60}$"
)
TIME_HEADING = regex.compile(
    r"^(?:thời gian|thời hạn|mốc thời gian|thời điểm|hạn (?:nộp|chót|cuối)|(?:tiến độ|lộ trình)(?: và thời gian)?(?: thực hiện| triển khai| hoàn thành)?$)"
    r"|(?:^|, | và |- )thời gian (?:thực hiện|tổ chức|triển khai|và địa điểm)|^(?:địa điểm|đối tượng|nội dung), thời gian"
)
TIME_COLUMN = regex.compile(
    r"thời gian|thời hạn|tiến độ|hoàn thành|\bhạn\b|lộ trình|kỳ báo cáo|thời điểm|tần suất|định kỳ|ngày thực hiện|^ngày|^tháng|năm (?:thực hiện|hoàn thành|triển khai)"
)
DONE = regex.compile(
    r"\b(?:hoàn thành|xong|kết thúc)\b(?![^.;:\n\t]{0,40}(?:chiến lược|quy hoạch|đề án|chương trình|mục tiêu|chỉ tiêu))[^.;:,\n\t]{0,40}$"
)
#: "thường xuyên" as the time of a duty, not an adjective ("chi thường xuyên", "nhiệm vụ thường xuyên")
ROUTINE_BEFORE = regex.compile(
    r"(?:thực hiện|thời gian|tiến hành|triển khai|báo cáo|duy trì|hoạt động)(?: [\p{L}]+)?:? $"
)
ROUTINE_AFTER = regex.compile(r"(?:,? (?:liên tục|hằng năm|hàng năm|đột xuất|trong năm|cả năm))?\s*(?:[.;)\n\t]|$)")


@dataclass(slots=True)
class Place:
    """What is known of the place an expression stands in; offsets are of the whole text."""

    low: str
    text: str
    line_start: int
    line_end: int
    label: bool = False  # under a label, a heading or a column of time
    done_label: bool = False  # that asks for the day of completion
    heading: bool = False  # the label is the heading above
    whole: bool = False  # nothing else stands in the line or cell
    head: bool = False  # above the first section
    in_reference: bool = False
    issued: bool = False  # the header's date
    own: bool = False  # it is the day of issue
    goal: bool = False  # under a heading of goals or targets
    future: bool = False  # it begins after the day of issue
    gone: bool = False  # it ends before the day of issue
    issue_year: int | None = None


def is_reference(e: Expr, at: Place) -> bool:
    """Is this the date of a cited document?"""
    if (
        at.in_reference
        and e.freq is None
        and e.item.point is not None
        and e.item.form not in ("term", "school", "npart")
    ):
        return e.item.form != "year" or e.relation is None
    if e.freq is not None or e.item.form in (
        "dayonly",
        "freq",
        "duration",
        "vague",
        "term",
        "school",
        "weekday",
        "qmonth",
    ):
        return False
    left = at.low[max(at.line_start, e.core - 180) : e.core]
    if e.item.form in ("year", "yearpart"):
        if e.relation or e.item.form == "yearpart":
            return False
        m = LAW_BEFORE.search(left)
        return (
            m is not None
            and not _VERB.search(m["gap"])
            and not once(r"\b(?:trong|cho|từ|của (?:ủy|sở|thành|tỉnh|phường|xã))\b").search(m["gap"])
        )
    if e.relation in ("before", "by", "after", "from_to") and not left.endswith(("ban hành ", "ký ")):
        return False
    code = CODE_BEFORE.match(at.low, max(at.line_start, e.core - 90), e.core)
    if code and CLOCK.search(code["code"]):
        code = None
    # "các xã 15/20, ngày" is no code: a code holds letters, or the word số
    if _BLANK_CODE.search(left[-60:]) or (code and _LETTERS.search(code["code"])):
        return True
    m = DOC_BEFORE.search(left)
    if m is None or e.relation is not None or e.item.form not in ("day", "blank", "month"):
        return False
    if _BASIS.match(left):
        return True
    if at.future:  # a cited document is not of a later day than the plan
        return False
    gap = _TITLE_VERB.sub("", m["gap"])
    return not _VERB.search(gap) and (e.item.form != "month" or bool(once(r"[/\-]\p{L}").search(m["gap"])))


def role_of(e: Expr, at: Place, past: bool) -> Role:
    """The role of an expression; "deadline", or one of a date's roles, or "none" for what is no time after all.

    `past` says that it ends more than a month before the plan was issued.
    """
    form, rel = e.item.form, e.relation
    left = at.low[max(at.line_start, e.start - 180) : e.start]
    if (
        at.issued
        or form == "blank"
        or (
            rel is None
            and form == "day"
            and e.item.point is not None
            and e.item.point.y
            and _PLACE_LINE.match(left)
            and not at.low[e.end : at.line_end].strip(" .)")
        )
    ):
        return "issued"
    if at.own and _ENCLOSED.search(left):
        return "issued"
    if is_reference(e, at):
        return "reference"
    if e.freq is not None or form in ("freq", "weekday", "qmonth", "monthday"):
        return _frequency(e, at, left)
    if form == "vague":
        return _vague(e, at, left)
    if form == "duration":
        return "deadline"
    if e.item.naked and not _vouched(e, at):
        if e.item.point is not None and e.item.point.y is not None and at.low[e.start - 1 : e.start] == "(":
            return "other"
        if NAMED_DAY.search(at.text[max(at.line_start, e.start - 100) : e.start]) or EVENT.search(left):
            return "event"
        return "none"
    if form in ("term", "school"):
        return _term(e, at)
    if e.so_far:
        return "other" if e.item.point is not None and e.item.point.y is not None else "none"
    if form == "thisyear":
        return "deadline" if (at.label and not at.heading) or at.whole else "none"
    if form == "year":
        return _year(e, at, left, past)
    if form == "bareperiod":
        return "deadline" if e.item.extra.get("yw") and rel else "none"
    if form == "feast":
        if rel in ("before", "by", "after", "from_to"):
            return "deadline"
        # a feast with neither year nor day only colours the sentence: "mừng Quốc khánh"
        return (
            "event"
            if once(r"\d|tết nguyên đán").search(at.low[e.start : e.end]) or (e.item.point and e.item.point.can_chi)
            else "none"
        )
    return _day_or_month(e, at, left, past)


def _frequency(e: Expr, at: Place, left: str) -> Role:
    if e.item.form == "freq" and e.freq is None and (e.relation or e.clock):
        return "deadline"
    if e.item.form == "freq" and e.freq is None and not at.label and not at.low.startswith("định", e.start):
        if DECIDED.match(at.low, e.end):
            return "none"
        if (
            e.item.extra.get("fu") in ("ngày", "giờ")
            and e.item.extra.get("n", 1) == 1
            and "times" not in e.item.extra
            and not (DAILY_DUTY.search(left) and not DAILY_NOUN.search(left))
            and not (at.low.startswith(",", e.end) and not left.strip(" -+*•"))
        ):
            return "none"  # "công việc hằng ngày", "sinh hoạt hàng ngày"
        goal = GOAL_FREQ.search(left)
        if goal and not once(r"\b(?:xây dựng|ban hành|rà soát|báo cáo|đánh giá|kiểm tra|tổ chức)\b").search(
            goal.group()
        ):
            return "none"
    return "deadline"


def _vague(e: Expr, at: Place, left: str) -> Role:
    if at.low.startswith("định", e.core):
        return "deadline"
    if at.label or at.whole:
        return "deadline"
    return "deadline" if ROUTINE_BEFORE.search(left) and ROUTINE_AFTER.match(at.low, e.end) else "none"


def _term(e: Expr, at: Place) -> Role:
    if at.label:
        return "deadline"
    if e.item.form == "school":
        p = e.item.point
        if (p is not None and p.n) or (p is not None and p.part):
            return "deadline" if e.relation or (p.n and p.y) else "none" if p.y is None else "term"
        return "deadline" if e.relation in ("in", "from_to", "after", "before") else "term"
    return "term"


def _year(e: Expr, at: Place, left: str, past: bool) -> Role:
    rel = e.relation
    if at.label and not at.head and (rel or at.whole or not at.heading):
        return "deadline"
    if rel == "from_to":
        return "term" if past else "deadline"
    if rel in ("in", "on", "before"):
        return "other" if past else "deadline"
    if rel == "by":
        if past:
            return "other"
        if at.goal:
            return "year"
        soft = once(r"(?:cho )?(?:đến|tới)|.*(?:tính|có|nhìn) (?:đến|tới)").fullmatch(e.words) and not e.limit
        return "deadline" if not soft or (DONE.search(left) and "tầm nhìn" not in left) else "year"
    if rel == "after":
        return "other" if past or "sau" in e.words else "deadline"
    y = e.item.point.y if e.item.point else None
    if (
        y is not None
        and at.issue_year is not None
        and y < at.issue_year
        and (COMPARE.search(left) or once(r"\b(?:kết quả|đạt|thực hiện)\b[^.;:\n\t]{0,40}$").search(left))
    ):
        return "other"
    if y is not None and at.issue_year is not None and y < at.issue_year and _RESULT.match(at.low, e.end):
        return "other"
    return "other" if once(r"so với(?: cùng kỳ)? $").search(left) else "year"


def _day_or_month(e: Expr, at: Place, left: str, past: bool) -> Role:
    rel, form = e.relation, e.item.form
    bound = rel in ("before", "by", "from_to", "after")
    p = e.item.point
    if e.naming:
        return "other" if past else "deadline"
    if rel is None and at.future and form in ("day", "lunar"):
        if AT_FEAST.search(left):  # "ra quân trong dịp kỷ niệm ngày sinh Bác Hồ 19/5"
            return "deadline"
        if HELD_ON.search(left):
            return "deadline"
    if not at.label and rel in ("by", "on", "in", None) and COMPARE.search(left + at.low[e.start : e.core]):
        return "other"
    # "(19/5/1890 - 19/5/2024)": from the event to its anniversary
    jubilee = (
        e.last is not None
        and p is not None
        and p.y is not None
        and at.issue_year is not None
        and p.y < at.issue_year - 1
    )
    if (not bound or past or jubilee) and form in ("day", "lunar") and not (at.label and rel):
        named = NAMED_DAY.search(at.text[max(at.line_start, e.start - 100) : e.start])
        held = _HELD.search(left) or (
            at.future
            and p is not None
            and p.y is not None
            and at.low.startswith("ngày", e.core)
            and _HOLDS.search(left)
        )
        if (named or EVENT.search(left)) and (past or not held):
            return "event"
    if (
        at.gone
        and rel == "by"
        and not at.label
        and e.words in ("đến", "đến hết", "tới", "hết")
        and not _SEND.search(left)
    ):
        return "other"  # "kết quả đến ngày 30/11/2024 đạt 78%"
    if (
        form in ("day", "month", "lunar")
        and rel in ("after", "by", None, "on")
        and VALID.search(left)
        and not at.label
        and (past or rel in ("after", None))
    ):
        return "other"
    if form == "month" and rel is None and at.gone and p is not None and p.y is None and not at.label:
        return "none"  # "Tháng Nhân đạo (tháng 5)" of a plan of June
    if form == "dayonly" and not (rel or at.label or e.shared is not None):
        return "none"
    if past and not at.label and rel not in ("before", "by"):
        return "other"
    if (
        rel is None
        and not at.label
        and not at.whole
        and form in ("month", "quarter", "npart", "yearpart", "week")
        and _attributive(left)
    ):
        return "other" if p is not None and p.y is not None else "none"
    return "deadline"


def _attributive(left: str) -> bool:
    """ "báo cáo tháng 6" tells reports apart, "trình tại kỳ họp giữa năm 2024" says when."""
    m = ATTRIBUTE.search(left)
    return m is not None and not (
        m.group().startswith(("kỳ họp", "phiên họp", "hội nghị", "kỳ "))
        and once(r"(?:vào|tại|trong)(?: các)? $").search(left[: m.start()])
    )


def _vouched(e: Expr, at: Place) -> bool:
    """Do the words around bare figures say that they are a date?"""
    if e.relation in ("before", "by", "from_to", "after", "on") or at.label or at.whole or e.clock:
        return True
    p = e.item.point
    if e.shared is not None and e.relation:
        return True
    # "Tháng 3: rà soát; 4/2025: trình duyệt", "T6/2024"
    if at.low.startswith("t", e.core) or (
        p is not None
        and p.y
        and at.low.startswith(":", e.end)
        and STEP_OPENS.search(at.low[max(0, e.start - 4) : e.start])
    ):
        return True
    # "lớp 1: 25/6": no share of a whole, its first number is the larger
    return p is not None and p.d is not None and p.d > 12 and at.low[e.start - 2 : e.start] == ": "
