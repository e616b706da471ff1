"""Atoms → expressions: what words of relation, ranges, lists, recurrences and anchors make of the atoms that scan.py found.

Read in this order, each step on the list that the one before it left:

1. `_relate`   the words before an atom: "chậm nhất", "trước 17h00 ngày", "từ", "trong";
2. `_ranges`   two atoms with "đến" or a dash between them, "từ nay đến", "từ … đến khi", "… và các năm tiếp theo";
3. `_lists`    atoms that share a relation, a month or a year: "trước ngày 15/6 và 15/12/2025";
4. `recur`    frequencies, before or behind: "trước ngày 25 hằng tháng", "Hằng năm, trước ngày 15/12";
5. `offsets`  durations with an anchor: "trong 05 ngày làm việc kể từ ngày nhận được".
"""

from __future__ import annotations

from itertools import pairwise

import regex

from extract.entities.once import once
from extract.entities.temporal.attach import offsets, recur
from extract.entities.temporal.expr import Expr, relation_of
from extract.entities.temporal.scan import Item, scan

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
#: "từ ngày 01/5 [đến hết ngày] 31/5/2024", "01/4 [-] 30/6"
_GAP_RANGE = regex.compile(
    r",? ?(?:\) ?)?(?:-|~|(?:cho )?(?:đến|tới)(?P<before> trước)?(?: hết)?(?: ngày| khoảng| cuối ngày| thời điểm)?)(?: là)? ?(?:\d{1,2} ?(?:(?:h|giờ|g) ?\d{0,2}|:\d{2})(?: ?phút)?,? ?)?(?:ngày )?"
)
#: "10/5[, ]20/5[ và ]30/5/2024"
_GAP_LIST = regex.compile(r"(?: ?, ?| và | hoặc | ?; ?|, và | - ?| / )(?:(?:trước|vào|đến|hết|chậm nhất|trong) )?")
#: what opens an end that is an event: "đến khi tổ chức thành công Đại hội"
_TILL_EVENT = regex.compile(
    r",? ?(?:cho )?(?:đến|tới) (?:khi|lúc|ngày|hết|thời điểm)? ?(?=\p{L})[^.;\n\t]{2,110}?(?=[.;\n\t(]|, |$)"
)
#: "từ đầu năm đến nay"
_SO_FAR = regex.compile(r",? (?:cho )?(?:đến|tới) nay\b")
#: "năm 2025 và các năm tiếp theo", "từ ngày 01/10/2024 trở đi"
_ONWARD = regex.compile(
    r"(?: |, )(?:và |đến )?(?:(?:các|những) năm (?:tiếp theo|sau|sau đó|kế tiếp)|hằng năm tiếp theo|(?:các|những) (?:tháng|quý) tiếp theo)|,? trở đi|,? trở về sau"
)


def parse(low: str) -> list[Expr]:
    """All time expressions of a folded text in lower case, in order; none overlaps another."""
    items = scan(low)
    exprs = _same_day(low, _relate(low, items))
    _named_events(low, exprs)
    _ranges(low, exprs)
    exprs = [e for e in exprs if not e.drop]
    _lists(low, exprs)
    offsets(low, exprs)
    exprs = [e for e in exprs if not e.drop]
    recur(low, exprs)
    return [e for e in exprs if not e.drop]


# ---- 1 -------------------------------------------------------------------------------------------------------------------------


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
        if (e.relation is None and it.timelike) and (
            LIMIT.search(low, max(floor, it.start - 80), it.start)
            or (e.clock and LIMIT.search(low, max(floor, e.start - 80), e.start + 3))
        ):
            e.relation, e.limit = "by", True
        exprs.append(e)
        floor = it.end
    return exprs


#: "ngày 19/01/2023 [(tức] 28 tháng Chạp)": one day, told twice
_SAME = regex.compile(r",? ?\(?(?:tức|nhằm)(?: là| vào| ngày)*:? ?(?:ngày )?")


#: "từ 15/12/2023 đến 14/02/2024 (tức từ 03/11 năm Quý Mão đến mùng 5 tháng Giêng)"
_SAME_SPAN = regex.compile(r" ?\((?:tức|nhằm)[^()\n]{0,15} từ [^()\n]{4,110}\)")


def _same_day(low: str, exprs: list[Expr]) -> list[Expr]:
    """Of a solar day and its lunar name keep the solar one."""
    told = 0  # where a bracket "(tức từ … đến …)" ends
    for a, b in pairwise(exprs):
        if b.core < told:
            b.drop = True
            continue
        if a.item.form == "day" and (m := _SAME_SPAN.match(low, a.end)) and b.core < m.end():
            told, b.drop = m.end(), True
            continue
        if b.core - a.end > 20 or not _SAME.fullmatch(low, a.end, b.core):
            continue
        if b.item.form in ("lunar", "feast") and a.item.form in ("day", "dayonly"):
            b.drop = True
        elif a.item.form in ("lunar", "feast") and b.item.form == "day":
            a.drop, b.start, b.relation, b.words, b.clock = True, a.start, a.relation, a.words, a.clock
    return [e for e in exprs if not e.drop]


#: "trước [Ngày hội Đại đoàn kết toàn dân tộc] (18/11/2023)": a named event between the word of relation and its date
_EVENT_DATE = regex.compile(
    r"(?<!\p{L})(?P<words>(?:xong |hoàn thành |chậm nhất |ngay )?(?P<rel>trước|sau)) (?:khi )?(?P<event>(?:ngày (?=\p{L})|lễ |hội |đại hội|kỳ |khai |bế |cuộc |phiên |mùa |năm học|đợt |buổi |bầu cử|giỗ |tết |tổng kết|sơ kết)[^,;.:()\n\t]{0,70}?) ?\((?:ngày )?$"
)


def _named_events(low: str, exprs: list[Expr]) -> None:
    """A date in brackets behind an event takes the relation of the event."""
    for i, e in enumerate(exprs):
        if e.relation is not None or e.item.form not in ("day", "lunar") or "(" not in low[e.core - 6 : e.core]:
            continue
        m = _EVENT_DATE.search(low, max(0, e.core - 110), e.core)
        if m is None:
            continue
        within = [x for x in exprs[max(0, i - 3) : i] if x.end > m.start()]
        if i and exprs[i - 1].item.form == "duration" and exprs[i - 1].end >= m.start() - 1:
            continue  # "40 ngày trước ngày bầu cử (15/3/2026)": its anchor
        if any(x.item.form not in ("school", "term", "feast", "year") for x in within):
            continue
        for x in within:
            x.drop = True
        e.start, e.words, e.relation = m.start(), m["words"], relation_of(m["words"])
        e.naming = True
    exprs[:] = [e for e in exprs if not e.drop]


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
        if e.item.form == "term" and not e.drop:
            _onward(low, e)
        if e.drop or (e.item.form not in _DATELIKE and e.item.form != "now"):
            continue
        if e.item.point2 is not None and "both" in e.item.extra:
            e.relation = e.relation or "on"
            continue
        if e.item.point2 is not None:
            e.relation = "from_to"
            e.last = None
            _start_word(low, e)
            continue
        nxt = exprs[i + 1] if i + 1 < len(exprs) else None
        from_word = bool(once(r"\btừ\b|bắt đầu|trong khoảng").search(e.words))
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


__all__ = ["Expr", "parse", "relation_of"]
