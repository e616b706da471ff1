"""Expression + context → first day, last day in time, rule of recurrence: the value of a deadline or a date."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from extract.entities.temporal import calendar as cal
from extract.entities.temporal.grammar import Expr
from extract.entities.temporal.normal import Point, Stretch, every, monthly, quarterly, stretch, times_per, yearly
from extract.record import Precision

DAY = timedelta(days=1)


@dataclass(slots=True)
class Context:
    """What the text around an expression says of the year; `year_from` names where it was found: sentence, section, title, issued_on."""

    year: int
    year_from: str
    month: int | None = None
    issued: date | None = None  # the day of issue, where it is known to the day
    issue_first: date | None = None  # the first day that the date of issue may mean
    issue_last: date | None = None  # and the last

    @property
    def rolls(self) -> bool:
        """May a day that has passed mean the next year? Only where the year comes from the date of issue."""
        return self.year_from == "issued_on"


@dataclass(slots=True)
class Value:
    """What came out. `first`, `last` are the stretch as written, `start_on`, `due_on` what the relation makes of it."""

    start_on: date | None = None
    due_on: date | None = None
    first: date | None = None
    last: date | None = None
    precision: Precision | None = None
    rrule: str | None = None
    approximate: bool = False
    inferred: list[str] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)


def year_word(e_extra: dict[str, object], ctx: Context) -> int | None:
    """ "năm nay", "năm tới" count from the year of issue."""
    word = e_extra.get("yw")
    base = ctx.issue_first.year if ctx.issue_first else ctx.year
    return (
        {"nay": base, "này": base, "tới": base + 1, "sau": base + 1, "trước": base - 1, "ngoái": base - 1}.get(
            str(word)
        )
        if word
        else None
    )


def value_of(e: Expr, ctx: Context, label_by: bool = False) -> Value:
    """The value of an expression read as a deadline. `label_by`: a label asks for the day of completion, so a bare day is its end."""
    if e.freq is not None or e.item.form in ("freq", "weekday", "qmonth", "monthday"):
        return Value(rrule=_rule(e, ctx), precision=None)
    if e.item.form == "vague":
        return Value()
    if e.item.form == "duration":
        return _offset(e, ctx)
    out = Value()
    if e.item.form == "bareperiod":
        return _bare_period(e, ctx)
    first = _stretch(e, e.item.point, e.item.extra, ctx, out)
    last = first
    second = e.last.point if e.last else e.item.point2
    if second is not None and first is not None:
        last = _second(e, second, ctx, out, first)
    if first is None or last is None:
        return out
    for s in (first, last) if last is not first else (first,):
        out.warnings += s.warnings
        out.approximate = out.approximate or s.approximate
    out.first, out.last, out.precision = first.first, last.last, first.precision if last is first else "span"
    if e.relation is None and label_by and first is last and first.precision == "day":
        e.relation = "by"
    relation = e.relation
    end = last.first - DAY if e.before_last else last.last
    if e.now:
        out.start_on, out.due_on = ctx.issued or ctx.issue_first, end
        if out.start_on:
            out.inferred.append("start:issued_on")
    elif relation == "before":
        out.due_on = first.last if e.clock else first.first - DAY
    elif relation == "by":
        out.due_on = last.last
    elif relation == "after":
        out.start_on = first.last + DAY if "sau" in e.words else first.first
    elif e.open_end:
        out.start_on = first.first
    else:
        out.start_on, out.due_on = first.first, end
    if out.start_on and out.due_on and out.due_on < out.start_on:
        _mend_span(e, out, last)
    return out


def _mend_span(e: Expr, out: Value, last: Stretch) -> None:
    """A span that ends before it begins: over the turn of the year where the start has no year of its own, else swapped."""
    if e.now or out.start_on is None or out.due_on is None:
        return
    p = e.item.point
    if e.last is not None and p is not None and p.y is None and out.start_on.month > out.due_on.month:
        out.start_on = cal.add_months(out.start_on, -12)
        out.first = out.start_on
        return
    out.warnings.append(
        ("reversed-span", f"the span ends ({out.due_on}) before it begins ({out.start_on}); read the other way round")
    )
    out.start_on, out.due_on = out.due_on, out.start_on
    out.first, out.last = out.start_on, out.due_on


def _stretch(e: Expr, p: Point | None, extra: dict[str, object], ctx: Context, out: Value) -> Stretch | None:
    if p is None:
        return None
    word_year = year_word(extra, ctx)
    if p.y is None and word_year:
        s = stretch(p, word_year, ctx.month)
        out.inferred.append("year:issued_on")
        return s
    if p.y is not None or p.can_chi:
        if p.m is None and p.unit in ("day", "week", "lastday"):
            out.inferred.append("month:sentence")
        return stretch(p, p.y or ctx.year, ctx.month)
    second = e.last.point if e.last else None
    if second is not None and second is not p and second.y is not None:
        year, source = second.y, ""
        month = second.m
    else:
        year, source, month = ctx.year, ctx.year_from, ctx.month
        if second is not None and second.m is not None:
            month = second.m
    if p.unit == "day" and p.m is None and month is None:
        return None
    if p.unit in ("lunar", "feast") and ctx.issue_first and ctx.year_from != "sentence" and year == ctx.year:
        year = _lunar_year(p, ctx)
    s = stretch(p, year, month)
    if s is None:
        return None
    if source and ctx.rolls and ctx.issue_first and s.last < ctx.issue_first - timedelta(days=40):
        s = stretch(p, year + 1, month) or s
    if source:
        out.inferred.append(f"year:{source}")
    if p.m is None and p.unit in ("day", "week", "lastday") and not (second is not None and second.m):
        out.inferred.append("month:sentence" if ctx.month else "month:issued_on")
    return s


def _lunar_year(p: Point, ctx: Context) -> int:
    """The year of a feast or a lunar day that names none: the first one that is not over when the plan is issued.

    The title's year holds where it is not over either; not for the last month, which falls into the next solar year.
    """
    assert ctx.issue_first is not None
    years = [ctx.issue_first.year - 1, ctx.issue_first.year, ctx.issue_first.year + 1]
    if p.m != 12 and ctx.year_from != "issued_on":
        years.insert(0, ctx.year)
    for year in years:
        s = stretch(p, year)
        if s is not None and s.last >= ctx.issue_first:
            return year
    return ctx.year


def _second(e: Expr, p: Point, ctx: Context, out: Value, first: Stretch) -> Stretch | None:
    extra = e.last.extra if e.last else e.item.extra
    word_year = year_word(extra, ctx)
    y = p.y or word_year or first.first.year
    month = p.m or first.first.month
    s = stretch(p, y, month)
    if s is not None and p.y is None and s.last < first.first:
        s = stretch(p, y + 1, month) or s  # "từ tháng 10/2024 đến tháng 3"
    return s


def _bare_period(e: Expr, ctx: Context) -> Value:
    """ "cuối tháng này", "đầu quý sau"."""
    out = Value(approximate=True, inferred=["month:issued_on"])
    base = ctx.issue_first
    if base is None:
        return out
    unit, part = str(e.item.extra["fu"]), str(e.item.extra["part"])
    months = {"tháng": 1, "quý": 3}.get(unit)
    if months is None:
        return out
    if e.item.extra.get("yw") == "sau":
        base = cal.add_months(base, months)
    p = (
        Point("month", base.year, base.month, part=part)
        if unit == "tháng"
        else Point("quarter", base.year, q=(base.month + 2) // 3, part=part)
    )
    s = stretch(p, base.year)
    if s:
        out.first, out.last, out.precision = s.first, s.last, s.precision
        out.due_on = s.first - DAY if e.relation == "before" else s.last
        out.start_on = None if e.relation in ("before", "by") else s.first
    return out


# ---- recurrence ----------------------------------------------------------------------------------------------------------------


def _rule(e: Expr, ctx: Context) -> str | None:
    before = e.relation == "before" and not e.clock
    item = e.item
    if item.form == "weekday":
        days = list(item.extra["days"])
        week = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
        if before:
            days = [week[week.index(d) - 1] for d in days]
        place = str(item.extra["place"])
        return f"FREQ={'MONTHLY' if place else 'WEEKLY'};BYDAY={','.join(place + d for d in days)}"
    if item.form == "monthday":
        return monthly(int(item.extra["d"]), before)
    if item.form == "qmonth":
        return quarterly(item.extra["d"], int(item.extra["which"]), before)
    freq = e.freq or item.extra
    unit, n = str(freq["fu"]), int(str(freq.get("n") or 1))
    if unit == "kỳ":
        return None
    if "bymonth" in freq:
        return f"FREQ=YEARLY;BYMONTH={freq['bymonth']}" + (f";BYMONTHDAY={freq['byday']}" if freq.get("byday") else "")
    times = freq.get("times")
    plain = times_per(int(str(times)), unit) if times else every(unit, n)
    p = item.point
    if item.form == "bareperiod":
        return _end_of_period(e, unit, before) or plain
    if p is None:
        return plain
    if p.unit in ("day", "lastday") and p.m is None:
        d = p.d if p.unit == "day" else (1 if p.part == "đầu" else -1)
        second = e.last.point if e.last else item.point2
        if unit == "tháng" and p.d and second is not None and second.d and p.d < second.d <= 31:
            return f"FREQ=MONTHLY;BYMONTHDAY={','.join(str(k) for k in range(p.d, second.d + 1))}"
        if unit in ("tháng", "quý", "quí") and d is not None:
            return monthly(d, before, 3 if unit != "tháng" else 1)
        return plain
    second = e.last.point if e.last else item.point2
    if unit == "năm" and second is not None and p.m and second.m and p.m <= second.m:
        if p.m == second.m and p.d and second.d and p.d < second.d:
            return f"FREQ=YEARLY;BYMONTH={p.m};BYMONTHDAY={','.join(str(k) for k in range(p.d, second.d + 1))}"
        return f"FREQ=YEARLY;BYMONTH={','.join(str(k) for k in range(p.m, second.m + 1))}"
    if unit == "năm":
        return yearly(p, before, ctx.year) or plain
    if unit == "tháng" and p.unit == "day" and p.d:
        return monthly(p.d, before)
    return plain


def _end_of_period(e: Expr, unit: str, before: bool) -> str | None:
    period, part = e.item.extra["fu"], e.item.extra["part"]
    if period == "quý" and unit in ("quý", "quí", "năm"):
        return quarterly(None, {"đầu": 1, "giữa": 2}.get(str(part), 3), before)
    return "FREQ=MONTHLY" if period == "tháng" else None


# ---- offsets ---------------------------------------------------------------------------------------------------------------------


def _offset(e: Expr, ctx: Context) -> Value:
    """The day that an anchor gives; the anchor's own day is not counted (Bộ luật Dân sự 2015, Điều 147)."""
    assert e.offset is not None
    amount, unit = e.offset
    out = Value(precision="day")
    anchor: date | None = None
    if e.anchor is not None and e.anchor.point is not None:
        s = _stretch(Expr(e.start, e.end, e.anchor), e.anchor.point, e.anchor.extra, ctx, out)
        if s is not None:
            out.warnings += s.warnings
            anchor = s.last
    elif e.anchor_span is not None and "_issue" in e.item.extra:
        anchor = ctx.issued
        if anchor:
            out.inferred.append("anchor:issued_on")
    if anchor is None:
        return out
    sign = -1 if e.relation == "before" else 1
    whole = int(amount) if amount >= 1 else 1
    try:
        if unit == "working_day":
            due = cal.add_working_days(anchor, sign * whole)
        elif unit == "day":
            due = anchor + timedelta(days=sign * whole)
        elif unit == "week":
            due = anchor + timedelta(days=7 * sign * whole)
        else:
            due = cal.add_months(anchor, sign * whole * (12 if unit == "year" else 1))
    except (OverflowError, ValueError):
        return out
    if e.relation == "after" and e.before_event:
        out.start_on, out.due_on = anchor, due  # "quyết toán sau Tết 15 ngày"
    elif e.relation == "after":
        out.start_on = due + DAY
    else:
        out.due_on = due
    return out
