"""What stands further away from an atom and changes it: frequencies (step 4 of grammar.py) and anchors (step 5)."""

from __future__ import annotations

import regex

from extract.entities.once import once
from extract.entities.temporal.expr import BY, Expr
from extract.entities.temporal.normal import Point
from extract.entities.temporal.scan import Item

#: a full stop inside "01.7.2024" ends no sentence
_SENTENCE_END = regex.compile(r"[.;](?=\s|$)|[\n\t]")
#: "05 ngày làm việc [kể từ ngày] nhận được", "10 ngày [sau khi] kết thúc", "05 ngày [so với ngày] họp"
_ANCHOR = regex.compile(
    r"(?: \([^)\n]{1,30}\))?,? (?:sau )?(?:bắt đầu (?:kể )?từ(?: ngày| khi)?|(?:kể|tính) ?(?:từ|sau)(?: khi| ngày| thời điểm| lúc)?|(?:từ|sau) (?:khi|ngày|thời điểm)|trước (?:khi|ngày|thời điểm)|so với (?:ngày|khi|thời điểm)|sau(?= (?:đại hội|kỳ|hội nghị|cuộc|đợt|mỗi|khi|ngày|kết thúc)))"
)
#: "02 ngày [(] ngày 20 và 21/12/2024)": what stands between a duration and the days that spell it out
_DUR_SPELT = regex.compile(r"(?:,? ?\(|, ?|: ?)(?:gồm |vào |từ |là |các )*(?:ngày )?")
#: the event that an anchor names, up to the end of its clause
_ANCHOR_TEXT = regex.compile(r"(?:(?! (?:mà|thì|để|phải|nếu|trường hợp|đề nghị|yêu cầu) )[^,;.:()\n\t]){0,80}(?!\w)")
#: words before a duration that make it a time limit; the weak ones only for short units or with an anchor behind
_DUR_STRONG = regex.compile(
    r"(?r)(?:(?:chậm nhất|muộn nhất)(?: là)? )?(?:trong vòng|trong thời hạn|thời hạn|thời gian|không quá|chậm nhất|muộn nhất|tối đa|đến|hạn)(?: (?:là|sau|không quá|tối đa|khoảng|trong|từ))*:? ?(?:dự kiến )?(?:khoảng )?"
)
_DUR_WEAK = regex.compile(
    r"(?r)(?:trong|sau|ít nhất|tối thiểu|trước|định kỳ|từ)(?: (?:khoảng|ít nhất|tối thiểu|suốt))* ?"
)
#: "5 năm [qua]", "10 năm [thực hiện]", "15 năm [công tác]": a record, no time limit
_PAST = regex.compile(
    r" (?:qua|vừa qua|gần đây|trở lại|liên tục|liền|liên tiếp|thực hiện|triển khai|học|tuổi|kinh nghiệm|công tác|xây dựng|thi hành|đầu|cuối|ngày|tù|kể từ|tháng)?"
)

#: "trước [Đại hội] 10 ngày", "xong trước khi [bão đổ bộ] 24 giờ", "sau [kỳ họp] ít nhất 03 ngày": the anchor stands before the duration
_EVENT_FIRST = regex.compile(
    r"(?<!\p{L})(?P<words>(?:xong |hoàn thành )?(?P<rel>trước|sau)) (?P<anchor>(?!đó|đây|hết|mắt|ngày \d)(?:(?!\b(?:trước|sau|tổ chức|thực hiện|triển khai|tập huấn|mở|có|trong|kéo dài|được|đã|qua|hơn)\b)[^,;.:()\n\t\d]){3,60}?)"
    r" (?:ít nhất |tối thiểu |chậm nhất |khoảng |đúng )?$"
)
#: between a feast or a date and a duration that counts from it: "trước Tết Nguyên đán [ít nhất] 10 ngày"
_GAP_COUNT = regex.compile(r" ?(?:ít nhất |tối thiểu |chậm nhất |khoảng |đúng )?")
#: "trước ngày 12/01, [chậm nhất] 17 giờ": an hour of the day
_HOUR_OF_DAY = regex.compile(r"(?:chậm nhất|muộn nhất|trước|đến)(?: là| vào| lúc)* ?$")

# ---- 4 -------------------------------------------------------------------------------------------------------------------------

#: "15/12 hằng năm", "ngày 20 (hằng tháng)"
_FREQ_BEHIND = regex.compile(r" ?\(?(?:của |vào |trong )?")
#: "Hằng năm, trước ngày 15/12", "hằng quý (trước ngày 20 của tháng cuối quý)"
_FREQ_BEFORE = regex.compile(r"(?: ?,? ?\(?| vào | là )(?:chậm nhất |vào |trước |đến |hoặc |là |trong )*(?:ngày )?")


def recur(low: str, exprs: list[Expr]) -> None:
    """Give the points that come back their frequency, and drop the frequencies that said only that."""
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
                or not once(r" ?[,;/] ?| và |, và ").fullmatch(low[prev.end : e.core])
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
            _same_clause(low, exprs, k, i - 1)
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
        elif live is not None and e.freq is None and _may_recur(e) and (e.last is None or _may_recur_point(e.last)):
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
    for i, e in enumerate(exprs):
        if not e.drop and e.item.form == "freq":
            _spelt_months(low, exprs, i)


#: "định kỳ 6 tháng một lần [(]tháng 6 và tháng 12)": what opens the months that a frequency means
_SPELT = regex.compile(r",? ?\((?:vào |gồm |các |trước )*(?:ngày )?")


def _spelt_months(low: str, exprs: list[Expr], i: int) -> None:
    """Months or days of the year in brackets behind a frequency say when it falls due: they are its rule."""
    e = exprs[i]
    points: list[tuple[Expr, Point]] = []
    end = e.end
    for k in range(i + 1, min(len(exprs), i + 13)):
        b = exprs[k]
        p = b.item.point
        if b.drop or p is None or p.y is not None or p.unit not in ("month", "day") or not p.m or b.last:
            break
        if not (_SPELT.fullmatch(low, end, b.core) if not points else len(low[end : b.core]) < 14):
            break
        points.append((b, p))
        end = b.end
        if p.m2:
            return
    if not points or low[end : end + 1] != ")":
        return
    days = {p.d for _, p in points}
    before = points[0][0].relation == "before"
    if len(days) > 1 or (before and None in days) or (before and 1 in days):
        return
    day = next(iter(days))
    for b, _ in points:
        b.drop = True
    months = sorted({p.m for _, p in points if p.m})
    e.item.extra |= {"bymonth": ",".join(map(str, months)), "byday": day - 1 if day and before else day}
    e.end = end + 1


def _same_clause(low: str, exprs: list[Expr], k: int, last: int) -> None:
    """ "sơ kết vào tháng 6, tổng kết vào tháng 12 hằng năm": what the sentence says in the same words comes back too."""
    a = exprs[k] if k >= 0 else None
    b = exprs[last]
    if (
        a is not None
        and not a.drop
        and a.freq is None
        and a.relation is not None
        and (a.item.form, a.relation) == (b.item.form, b.relation)
        and a.last is None
        and _may_recur(a)
        and b.start - a.end < 70
        and not _SENTENCE_END.search(low, a.end, b.start)
    ):
        a.freq = b.freq


def _event_first(low: str, exprs: list[Expr], i: int, n: float, unit: str, left: int) -> bool:
    """A duration that counts from what stands before it: from a feast or date just read, or from an event."""
    e = exprs[i]
    if unit not in ("ngày", "tuần", "giờ", "tháng") or _ANCHOR.match(low, e.end, min(len(low), e.end + 80)):
        return False
    prev = exprs[i - 1] if i else None
    if (
        prev is not None
        and not prev.drop
        and prev.relation in ("before", "after")
        and prev.last is None
        and prev.item.form in ("feast", "day", "lunar")
        and _GAP_COUNT.fullmatch(low, prev.end, e.core)
    ):
        e.start, e.relation, e.words = prev.start, prev.relation, prev.words
        e.anchor, e.anchor_span, prev.drop = prev.item, (prev.core, prev.end), True
    elif m := _EVENT_FIRST.search(low, left, e.core):
        e.start, e.relation = m.start(), "before" if m["rel"] == "trước" else "after"
        e.anchor_span = m.span("anchor")
    else:
        return False
    e.before_event = True
    if unit == "giờ":
        n, unit = round(n / 24, 4), "ngày"
    e.offset = (n, "working_day" if e.item.extra["wk"] else _UNITS[unit])
    return True


def _may_recur(e: Expr) -> bool:
    return e.item.form in ("bareperiod", "lastday") or _may_recur_point(e.item)


def _may_recur_point(item: Item) -> bool:
    p = item.point
    return p is not None and p.y is None and not item.extra.get("yw") and p.unit != "years"


# ---- 5 -------------------------------------------------------------------------------------------------------------------------

_UNITS = {"ngày": "day", "tuần": "week", "tháng": "month", "năm": "year"}


def offsets(low: str, exprs: list[Expr]) -> None:
    """Read durations as offsets from their anchor, and drop those that bound nothing."""
    for i, e in enumerate(exprs):
        if e.drop or e.item.form != "duration":
            continue
        n, unit = float(e.item.extra["n"]), e.item.extra["u"]
        floor = exprs[i - 1].end if i else 0
        left = max(floor, e.core - 90)
        if _event_first(low, exprs, i, n, unit, left):
            continue
        left = max(floor, e.core - 60)
        if unit == "giờ" and n <= 24 and _HOUR_OF_DAY.search(low, left, e.core) and not _ANCHOR.match(low, e.end):
            e.drop = True
            continue
        strong, weak = _DUR_STRONG.match(low, left, e.core), _DUR_WEAK.match(low, left, e.core)
        anchor = _ANCHOR.match(low, e.end, min(len(low), e.end + 80))
        nxt = exprs[i + 1] if i + 1 < len(exprs) else None
        if anchor and nxt is not None and nxt.core < anchor.end() + 6 and nxt.last is not None:
            # "trong 3 tuần, từ ngày 10/11 đến ngày 28/11": the range says it
            head = strong or weak
            nxt.start, e.drop = head.start() if head else e.core, True
            continue
        short = unit in ("ngày", "giờ", "tiếng", "tuần")
        if not anchor and nxt is not None and nxt.item.timelike and _DUR_SPELT.fullmatch(low, e.end, nxt.start):
            e.drop = True  # "trong 02 ngày (20 và 21/12/2024)": the days say it
            continue
        # an age or a record is no time limit: "trong 5 năm qua", "sau 10 năm thực hiện"
        follows = _PAST.match(low, e.end)
        past = anchor is None and follows is not None and follows.group() != " " and len(follows.group()) > 1
        if anchor and "trước" in anchor.group() and not strong and not (weak and weak.group()):
            anchor = None  # "báo cáo 6 tháng trước ngày 10/6": the months tell the report
        if not (
            anchor or (strong and not past) or (weak and short and not past and once(r"trong|sau").match(weak.group()))
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
                if BY.search(words) and "trong" not in words
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
                at = once(r"(?:khi|ngày|thời điểm|lúc)$").search(anchor.group())
                if e.end > tail:
                    first = (
                        anchor.start() + at.start() if at else tail + len(low[tail:end]) - len(low[tail:end].lstrip())
                    )
                    e.anchor_span = (first, e.end)
            if (
                e.anchor is None
                and nxt is not None
                and nxt.item.form == "day"
                and nxt.last is None
                and nxt.relation is None
                and not nxt.drop
                and low[e.end : nxt.start].strip() in ("(", "là")
            ):
                e.anchor, nxt.drop = nxt.item, True  # "40 ngày trước ngày bầu cử (15/3/2026)"
                e.end = nxt.end
        else:
            words = head.group() if head else ""
            e.relation = (
                "after" if words.startswith("sau") else "by" if BY.search(words) and "trong" not in words else "in"
            )
        if unit in ("giờ", "tiếng"):
            n, name = round(n / 24, 4), "day"
        elif unit in ("quý", "quí"):
            n, name = 3 * n, "month"
        else:
            name = _UNITS[unit]
        e.offset = (n, "working_day" if e.item.extra["wk"] else name)
