"""Atoms → expressions: what words of relation, ranges, lists, recurrences and anchors make of the atoms that scan.py found.

Read in this order, each step on the list that the one before it left:

1. `_relate`   the words before an atom: "chậm nhất", "trước 17h00 ngày", "từ", "trong";
2. `_ranges`   two atoms with "đến" or a dash between them, "từ nay đến", "từ … đến khi", "… và các năm tiếp theo";
3. `_lists`    atoms that share a relation, a month or a year: "trước ngày 15/6 và 15/12/2025";
4. `_recur`    frequencies, before or behind: "trước ngày 25 hằng tháng", "Hằng năm, trước ngày 15/12";
5. `_offsets`  durations with an anchor: "trong 05 ngày làm việc kể từ ngày nhận được".
"""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from extract.entities.temporal.normal import Point
from extract.entities.temporal.scan import Item, scan
from extract.record import Relation

# ---- words of relation: the longest chain of them that ends where the atom begins ---------------------------------------------

_CLOCK = r"(?:(?:lúc |hồi )?\d{1,2} ?(?:(?:h|g|giờ) ?(?:\d{2})?|:\d{2})(?: ?(?:phút|p|'))?(?: (?:sáng|chiều|tối|đêm|trưa))?,? ?(?:của )?)"
_WEEKDAY = (
    r"(?:(?:sáng |chiều |tối |trưa |cả ngày )?(?:\(?thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\)?,? ?(?:\(|ngày )?)"
)
_PART_OF_DAY = r"(?:(?:buổi )?(?:sáng|chiều|tối|trưa) )"
_WORD = (
    r"(?:xong trước|đến trước|trước(?! (?:đến|tới) )|chậm nhất|muộn nhất|trễ nhất|không quá|không muộn hơn|không chậm hơn|không trễ hơn|đến hết|cho đến|cho tới|đến|tới|hết|"
    r"hạn cuối cùng|hạn cuối|hạn chót|thời hạn|đúng hạn|kể từ|tính từ|bắt đầu từ|bắt đầu|từ|ngay sau|sau|ngay trong|trong vòng|trong khoảng|trong suốt|trong|"
    r"suốt|vào cuối|vào|tại thời điểm|tại|xong|là|dự kiến|khoảng|thời gian|thời điểm|mốc|nhân dịp|dịp|trọn|cả|các|ngày)"
)
#: "chậm nhất là trước 17h00 thứ Sáu, ngày 25/4" up to the atom; read backwards from it
RELATION = regex.compile(
    rf"(?r)(?<![\p{{L}}\d])(?P<words>(?:{_WORD}(?:, | và | hoặc |:? |: ?)){{1,4}})?(?P<clock>(?:(?P<hours>(?:từ )?{_CLOCK}(?:-|đến) ?))?{_CLOCK})?(?:{_WEEKDAY}|{_PART_OF_DAY})?"
)
_LABEL_WORD = regex.compile(r"(?:(?:thời gian|thời hạn|thời điểm|mốc)[ :]*|ngày (?=trước |sau |chậm ))")
#: "hạn nộp hồ sơ là ngày", "thời hạn gửi báo cáo: ": a word of time limit some words before the atom
LIMIT = regex.compile(
    r"(?:hạn (?:chót|cuối|nộp|gửi|báo cáo|hoàn thành)|thời hạn|hạn)\b[^.;:\n\t\d]{0,50}(?: là| vào|:| đến) ?(?:hết )?(?:ngày )?$"
)
_BY = regex.compile(
    r"chậm nhất|muộn nhất|trễ nhất|không quá|không muộn|không chậm|không trễ|đến|tới|hết|hạn|xong(?! trong)"
)
_GAP_RANGE = regex.compile(
    r",? ?(?:\) ?)?(?:-|~|(?:cho )?(?:đến|tới)(?P<before> trước)?(?: hết)?(?: ngày| khoảng| cuối ngày| thời điểm)?)(?: là)? ?(?:\d{1,2} ?(?:(?:h|giờ|g) ?\d{0,2}|:\d{2})(?: ?phút)?,? ?)?(?:ngày )?"
)
_GAP_LIST = regex.compile(r"(?: ?, ?| và | hoặc | ?; ?|, và | - ?| / )(?:(?:trước|vào|đến|hết|chậm nhất|trong) )?")
#: what opens an end that is an event: "đến khi tổ chức thành công Đại hội"
_TILL_EVENT = regex.compile(
    r",? ?(?:cho )?(?:đến|tới) (?:khi|lúc|ngày|hết|thời điểm)? ?(?=\p{L})[^.;\n\t]{2,110}?(?=[.;\n\t(]|, |$)"
)
_SO_FAR = regex.compile(r",? (?:cho )?(?:đến|tới) nay\b")
_ONWARD = regex.compile(
    r"(?: |, )(?:và |đến )?(?:(?:các|những) năm (?:tiếp theo|sau|sau đó|kế tiếp)|hằng năm tiếp theo|(?:các|những) (?:tháng|quý) tiếp theo)|,? trở đi|,? trở về sau"
)
_ANCHOR = regex.compile(
    r"(?: \([^)\n]{1,30}\))?,? (?:sau )?(?:(?:kể|tính) ?(?:từ|sau)(?: khi| ngày| thời điểm| lúc)?|(?:từ|sau) (?:khi|ngày|thời điểm)|trước (?:khi|ngày|thời điểm)|so với (?:ngày|khi|thời điểm)|sau(?= (?:đại hội|kỳ|hội nghị|cuộc|đợt|mỗi|khi|ngày|kết thúc)))"
)
_DUR_SPELT = regex.compile(r"(?:,? ?\(|, ?|: ?)(?:gồm |vào |từ |là |các )*(?:ngày )?")
_ANCHOR_TEXT = regex.compile(r"(?:(?! (?:mà|thì|để|phải|nếu|trường hợp|đề nghị|yêu cầu) )[^,;.:()\n\t]){0,80}(?!\w)")
#: words before a duration that make it a time limit; the weak ones only for short units or with an anchor behind
_DUR_STRONG = regex.compile(
    r"(?r)(?:(?:chậm nhất|muộn nhất)(?: là)? )?(?:trong vòng|trong thời hạn|thời hạn|thời gian|không quá|chậm nhất|muộn nhất|tối đa|đến|hạn)(?: (?:là|sau|không quá|tối đa|khoảng|trong|từ))*:? ?(?:dự kiến )?(?:khoảng )?"
)
_DUR_WEAK = regex.compile(
    r"(?r)(?:trong|sau|ít nhất|tối thiểu|trước|định kỳ|từ)(?: (?:khoảng|ít nhất|tối thiểu|suốt))* ?"
)
_PAST = regex.compile(
    r" (?:qua|vừa qua|gần đây|trở lại|liên tục|liền|liên tiếp|thực hiện|triển khai|học|tuổi|kinh nghiệm|công tác|xây dựng|thi hành|đầu|cuối|ngày|tù|kể từ|tháng)?"
)
_SENTENCE_END = regex.compile(r"[.;](?=\s|$)|[\n\t]")


@dataclass(slots=True)
class Expr:
    """One expression: its stretch of text with the words of relation, and what is known before any year is inferred."""

    start: int
    end: int
    item: Item
    last: Item | None = None  # end of a range
    core: int = 0  # where the atom itself begins
    relation: Relation | None = None
    words: str = ""
    clock: bool = False
    open_end: bool = False  # "năm 2025 và các năm tiếp theo", "đến khi …"
    before_last: bool = False  # "từ … đến trước …"
    now: bool = False  # "từ nay đến"
    so_far: bool = False  # "từ đầu năm 2025 đến nay": looks back
    freq: dict[str, object] | None = None
    offset: tuple[float, str] | None = None
    anchor_span: tuple[int, int] | None = None  # what a duration counts from
    anchor: Item | None = None
    limit: bool = False  # a word of time limit stands before it
    shared: int | None = None  # index of the expression whose year or month it shares
    drop: bool = False
    warnings: list[tuple[str, str]] = field(default_factory=list)


def parse(low: str) -> list[Expr]:
    """All time expressions of a folded text in lower case, in order; none overlaps another."""
    items = scan(low)
    exprs = _relate(low, items)
    _ranges(low, exprs)
    exprs = [e for e in exprs if not e.drop]
    _lists(low, exprs)
    _offsets(low, exprs)
    exprs = [e for e in exprs if not e.drop]
    _recur(low, exprs)
    return [e for e in exprs if not e.drop]


# ---- 1 -------------------------------------------------------------------------------------------------------------------------


def relation_of(words: str) -> Relation | None:
    """What a chain of words says: "chậm nhất là trước" → before; "đến hết" → by; "trước, trong và sau" → in."""
    if not words:
        return None
    if "trước" in words and "sau" in words:
        return "in"
    if "trước" in words:
        return "before"
    if _BY.search(words):
        return "by"
    if "sau" in words or regex.search(r"\btừ\b|bắt đầu", words):
        return "after"
    if regex.search(r"trong|suốt|\bcả\b|trọn", words):
        return "in"
    if regex.search(r"vào|tại|dịp", words):
        return "on"
    return None


def _relate(low: str, items: list[Item]) -> list[Expr]:
    exprs: list[Expr] = []
    floor = 0
    for it in items:
        e = Expr(it.start, it.end, it, core=it.start)
        m = RELATION.match(low, max(floor, it.start - 90), it.start)
        if m and m.end() == it.start and m.start() < it.start:
            words = (m["words"] or "").strip()
            e.words, e.clock = words, m["clock"] is not None
            e.relation = relation_of(words)
            if e.relation or e.clock or words in ("dự kiến", "khoảng"):
                e.start = m.start()
                label = _LABEL_WORD.match(low, e.start, it.start)
                if label:
                    e.start = label.end()
            if m["hours"]:  # "từ 7h30 đến 11h30 ngày 20/12": hours of one day
                e.relation, e.words = "on", ""
        if e.relation is None and it.timelike and LIMIT.search(low, max(floor, it.start - 80), it.start):
            e.relation, e.limit = "by", True
        exprs.append(e)
        floor = it.end
    return exprs


# ---- 2 -------------------------------------------------------------------------------------------------------------------------

_DATELIKE = {
    "day",
    "dayonly",
    "month",
    "quarter",
    "year",
    "yearpart",
    "npart",
    "week",
    "school",
    "feast",
    "lunar",
    "lastday",
    "bareperiod",
}
_LEVEL = {
    "day": 0,
    "dayonly": 0,
    "lunar": 0,
    "feast": 0,
    "lastday": 0,
    "week": 1,
    "month": 2,
    "quarter": 3,
    "npart": 3,
    "year": 4,
    "yearpart": 4,
    "school": 4,
    "bareperiod": 2,
}


def _ranges(low: str, exprs: list[Expr]) -> None:
    for i, e in enumerate(exprs):
        if e.drop or (e.item.form not in _DATELIKE and e.item.form != "now"):
            continue
        if e.item.point2 is not None:
            e.relation = "from_to"
            e.last = None
            _start_word(low, e)
            continue
        nxt = exprs[i + 1] if i + 1 < len(exprs) else None
        from_word = bool(regex.search(r"\btừ\b|bắt đầu|trong khoảng", e.words))
        p = e.item.point
        if p is not None and (p.m2 or p.q2) and from_word:  # "từ tháng 4 đến tháng 9/2024" is one atom
            e.relation = "from_to"
            continue
        if nxt is not None and nxt.item.form in _DATELIKE:
            gap = _GAP_RANGE.fullmatch(low, e.end, nxt.item.start)
            dash = gap is not None and "-" in gap.group()
            fits = (
                e.item.form == "now"
                or from_word
                or abs(_LEVEL[e.item.form] - _LEVEL[nxt.item.form]) <= 1
                or nxt.item.form == "feast"
            )
            if (
                gap
                and fits
                and e.relation != "before"
                and not (dash and e.relation == "by" and e.item.form != nxt.item.form)
                and not nxt.item.linked
            ):
                if e.item.form == "now":
                    e.now, e.item = True, nxt.item
                    e.start = e.core
                else:
                    e.last = nxt.item
                e.end, e.relation = nxt.end, "from_to"
                e.before_last = gap["before"] is not None
                e.words = e.words or "từ"
                nxt.drop = True
                _onward(low, e)
                continue
        if e.item.form == "now":
            e.drop = True
            continue
        if _SO_FAR.match(low, e.end):
            e.so_far = True
            continue
        if not _onward(low, e) and from_word and e.relation == "after":
            till = _TILL_EVENT.match(low, e.end, min(len(low), e.end + 140))
            if till and (nxt is None or nxt.start >= till.end()):
                e.end, e.open_end, e.relation = till.end(), True, "from_to"


def _start_word(low: str, e: Expr) -> None:
    if low[e.start : e.start + 3] != "từ " and low[max(0, e.start - 3) : e.start] == "từ ":
        e.start -= 3


def _onward(low: str, e: Expr) -> bool:
    m = _ONWARD.match(low, e.end)
    if m:
        e.end, e.open_end, e.relation = m.end(), True, "from_to"
    return m is not None


# ---- 3 -------------------------------------------------------------------------------------------------------------------------


def _lists(low: str, exprs: list[Expr]) -> None:
    for i in range(1, len(exprs)):
        a, b = exprs[i - 1], exprs[i]
        if a.item.point is None or b.item.point is None:
            continue
        alike = _LEVEL.get(a.item.form, 9) == _LEVEL.get(b.item.form, 8)
        joined = _GAP_LIST.fullmatch(low, a.end, b.core) or (b.relation and _GAP_LIST.fullmatch(low, a.end, b.start))
        if not b.item.linked and not (alike and joined):
            continue
        b.shared = i - 1
        if b.relation is None and a.relation != "from_to":
            b.relation, b.limit, b.clock, b.words = a.relation, a.limit, a.clock, b.words or a.words
    # a year or month that only the last of a list has belongs to all of it: "ngày 05/6, 10/6 và 15/7/2025"
    for i in range(len(exprs) - 1, 0, -1):
        b = exprs[i]
        if b.shared is None:
            continue
        pa, pb = exprs[b.shared].item.point, b.item.point
        if pa and pb and pa.unit == pb.unit:
            if pa.y is None and pb.y is not None and not exprs[b.shared].item.extra.get("yw"):
                pa.y = pb.y
            if pa.m is None and pb.m is not None and pa.unit == "day":
                pa.m = pb.m


# ---- 4 -------------------------------------------------------------------------------------------------------------------------

_FREQ_BEHIND = regex.compile(r" ?\(?(?:của |vào |trong )?")
_FREQ_BEFORE = regex.compile(r"(?: ?,? ?\(?| vào | là )(?:chậm nhất |vào |trước |đến |hoặc |là |trong )*(?:ngày )?")


def _recur(low: str, exprs: list[Expr]) -> None:
    n = len(exprs)
    for i, e in enumerate(exprs):
        if e.drop or e.item.form not in ("freq", "freqmore"):
            continue
        if e.item.form == "freqmore":  # only as a further member of a list of frequencies
            prev = exprs[i - 1] if i else None
            if (
                prev is None
                or prev.item.form not in ("freq", "freqmore")
                or prev.drop
                or not regex.fullmatch(r" ?[,;/] ?| và |, và ", low[prev.end : e.core])
            ):
                e.drop = True
                continue
            e.item.form = "freq"
        # behind: "trước ngày 15/6 và 15/12 hằng năm"
        k = i - 1
        joined = False
        while k >= 0 and not exprs[k].drop and _may_recur(exprs[k]) and exprs[k].freq is None:
            follows = exprs[k + 1]
            gap_ok = _FREQ_BEHIND.fullmatch(low, exprs[k].end, e.core) if k == i - 1 else follows.shared == k
            if not gap_ok:
                break
            exprs[k].freq = e.item.extra
            if not joined:
                exprs[k].end = e.end
            joined = True
            k -= 1
        if joined:
            e.drop = True
    # before: "Hằng năm, các xã báo cáo trước ngày 15/12": a day without a year, later in the sentence
    live: Expr | None = None
    routine = False  # the sentence began with "định kỳ": its days without a year come back
    used: set[int] = set()
    last_end = 0
    for i in range(n):
        e = exprs[i]
        if e.drop:
            continue
        if live is not None and _SENTENCE_END.search(low, last_end, e.core):
            live, routine = None, False
        routine = routine or (e.item.form in ("freq", "vague") and low.startswith("định", e.core))
        if e.item.form in ("freq", "vague") and (e.item.form == "freq" or low.startswith("định", e.core)):
            live = e
        elif live is not None and e.freq is None and _may_recur(e) and e.relation != "from_to":
            unit = live.item.extra.get("fu", "năm")
            want = "tháng" if e.item.form in ("dayonly", "bareperiod") else "năm"
            if (
                unit == want
                or (routine and e.item.form == "day")
                or (live.item.form == "vague" and e.item.form in ("day", "dayonly"))
                or (unit in ("tháng", "năm") and e.item.form == "day")
            ):
                e.freq = {"fu": want, "n": 1}
                if id(live) not in used and _FREQ_BEFORE.fullmatch(low, live.end, e.core):
                    e.start = live.start
                used.add(id(live))
        elif live is not None and (e.item.form in ("qmonth", "weekday", "monthday") or e.freq is not None):
            joined = _FREQ_BEFORE.fullmatch(low, live.end, e.start)
            if joined:  # "hằng quý (trước ngày 20 của tháng cuối quý)"
                e.start = live.start
            if joined or live.item.form == "vague":
                used.add(id(live))
        last_end = e.end
    for e in exprs:
        if id(e) in used:
            e.drop = True


def _may_recur(e: Expr) -> bool:
    p = e.item.point
    return e.item.form in ("bareperiod", "lastday") or (
        p is not None and p.y is None and not e.item.extra.get("yw") and p.unit != "years"
    )


# ---- 5 -------------------------------------------------------------------------------------------------------------------------

_UNITS = {"ngày": "day", "tuần": "week", "tháng": "month", "năm": "year"}


def _offsets(low: str, exprs: list[Expr]) -> None:
    for i, e in enumerate(exprs):
        if e.drop or e.item.form != "duration":
            continue
        n, unit = float(e.item.extra["n"]), e.item.extra["u"]
        floor = exprs[i - 1].end if i else 0
        left = max(floor, e.core - 60)
        strong, weak = _DUR_STRONG.match(low, left, e.core), _DUR_WEAK.match(low, left, e.core)
        anchor = _ANCHOR.match(low, e.end, min(len(low), e.end + 80))
        nxt = exprs[i + 1] if i + 1 < len(exprs) else None
        if anchor and nxt is not None and nxt.core < anchor.end() + 6 and nxt.last is not None:
            # "trong 3 tuần, từ ngày 10/11 đến ngày 28/11": the range says it
            head = strong or weak
            nxt.start, e.drop = head.start() if head else e.core, True
            continue
        short = unit in ("ngày", "giờ", "tiếng", "tuần")
        if nxt is not None and nxt.item.timelike and _DUR_SPELT.fullmatch(low, e.end, nxt.start):
            e.drop = True  # "trong 02 ngày (20 và 21/12/2024)": the days say it
            continue
        # an age or a record is no time limit: "trong 5 năm qua", "sau 10 năm thực hiện"
        follows = _PAST.match(low, e.end)
        past = anchor is None and follows is not None and follows.group() != " " and len(follows.group()) > 1
        if anchor and "trước" in anchor.group() and not strong and not (weak and weak.group()):
            anchor = None  # "báo cáo 6 tháng trước ngày 10/6": the months tell the report
        if not (
            anchor or (strong and not past) or (weak and short and not past and regex.match(r"trong|sau", weak.group()))
        ):
            e.drop = True
            continue
        head = strong or weak
        e.start = head.start() if head else e.core
        if anchor:
            words = head.group() if head else ""
            e.relation = (
                "before"
                if "trước" in anchor.group() or "so với" in anchor.group()
                else "after"
                if words.startswith("sau")
                else "by"
                if _BY.search(words) and "trong" not in words
                else "in"
            )
            tail = anchor.end()
            if nxt is not None and nxt.item.timelike and tail - 6 <= nxt.core <= tail + 2:
                e.anchor, e.end, nxt.drop = nxt.item, nxt.end, True
                e.anchor_span = (nxt.core, nxt.end)
            else:
                rest = _ANCHOR_TEXT.match(low, tail, min(len(low), tail + 80))
                end = rest.end() if rest else tail
                if nxt is not None and nxt.start < end:
                    end = nxt.start
                e.end = tail + len(low[tail:end].rstrip())
                at = regex.search(r"(?:khi|ngày|thời điểm|lúc)$", anchor.group())
                if e.end > tail:
                    first = (
                        anchor.start() + at.start() if at else tail + len(low[tail:end]) - len(low[tail:end].lstrip())
                    )
                    e.anchor_span = (first, e.end)
            if (
                e.anchor is None
                and nxt is not None
                and nxt.item.form == "day"
                and not nxt.drop
                and low[e.end : nxt.start].strip() in ("(", "là")
            ):
                e.anchor, nxt.drop = nxt.item, True  # "40 ngày trước ngày bầu cử (15/3/2026)"
                e.end = nxt.end
        else:
            words = head.group() if head else ""
            e.relation = (
                "after" if words.startswith("sau") else "by" if _BY.search(words) and "trong" not in words else "in"
            )
        if unit in ("giờ", "tiếng"):
            n, name = round(n / 24, 4), "day"
        elif unit in ("quý", "quí"):
            n, name = 3 * n, "month"
        else:
            name = _UNITS[unit]
        e.offset = (n, "working_day" if e.item.extra["wk"] else name)


__all__ = ["Expr", "Point", "parse", "relation_of"]
