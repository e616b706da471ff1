"""Normal forms: a point in time as it was written → its first and last day; a recurrence → its RFC 5545 rule."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from extract.entities.temporal import calendar as cal
from extract.record import Precision

#: days of a month that a part of it covers; None is the end. Thượng, trung and hạ tuần are exact, the rest is approximate.
MONTH_PARTS: dict[str, tuple[int, int | None, bool]] = {
    "đầu": (1, 10, True),
    "giữa": (11, 20, True),
    "cuối": (21, None, True),
    "nửa đầu": (1, 15, False),
    "nửa cuối": (16, None, False),
    "nửa sau": (16, None, False),
    "thượng tuần": (1, 10, False),
    "trung tuần": (11, 20, False),
    "hạ tuần": (21, None, False),
    "những ngày đầu": (1, 10, True),
    "những ngày cuối": (21, None, True),
    "các ngày cuối": (21, None, True),
}
#: months of a year that a part of it covers
YEAR_PARTS: dict[str, tuple[int, int, bool]] = {
    "đầu": (1, 2, True),
    "giữa": (6, 7, True),
    "cuối": (11, 12, True),
    "nửa đầu": (1, 6, False),
    "nửa cuối": (7, 12, False),
    "nửa sau": (7, 12, False),
    "những tháng đầu": (1, 3, True),
    "các tháng đầu": (1, 3, True),
    "những tháng cuối": (10, 12, True),
    "các tháng cuối": (10, 12, True),
    "những ngày đầu": (1, 1, True),
    "những ngày cuối": (12, 12, True),
    "các ngày cuối": (12, 12, True),
}
WEEKDAYS = {
    "hai": "MO",
    "2": "MO",
    "ba": "TU",
    "3": "TU",
    "tư": "WE",
    "4": "WE",
    "năm": "TH",
    "5": "TH",
    "sáu": "FR",
    "6": "FR",
    "bảy": "SA",
    "bẩy": "SA",
    "7": "SA",
    "nhật": "SU",
}
FREQUENCIES = {
    "giờ": ("HOURLY", 1),
    "ngày": ("DAILY", 1),
    "tuần": ("WEEKLY", 1),
    "tháng": ("MONTHLY", 1),
    "quý": ("MONTHLY", 3),
    "quí": ("MONTHLY", 3),
    "năm": ("YEARLY", 1),
}
PER_YEAR = {"năm": 12, "quý": 3, "quí": 3}


@dataclass(slots=True)
class Point:
    """A point or stretch of time as written; what the text leaves out is None.

    `unit`: day, month, quarter, year, years, week, npart, school, feast, lunar, lastday.
    """

    unit: str
    y: int | None = None
    m: int | None = None
    d: int | None = None
    q: int | None = None
    m2: int | None = None
    q2: int | None = None
    y2: int | None = None
    part: str | None = None
    n: int | None = None
    u: str | None = None
    name: str | None = None
    can_chi: tuple[str, str] | None = None
    warnings: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Stretch:
    """First and last day, and how exactly they are known."""

    first: date
    last: date
    precision: Precision
    approximate: bool = False
    warnings: list[tuple[str, str]] = field(default_factory=list)


def stretch(p: Point, year: int, month: int | None = None) -> Stretch | None:
    """The days that a point covers, in `year` (and `month`) where it names none itself. None where nothing can be made of it."""
    y = p.y or year
    if not cal.FIRST_YEAR <= y <= cal.LAST_YEAR:
        return None
    warnings = list(p.warnings)
    if p.unit == "day":
        return _day(p, y, p.m or month, warnings)
    if p.unit == "lastday":
        m = p.m or month
        if not m or not 1 <= m <= 12:
            return None
        day = date(y, m, 1) if p.part == "đầu" else cal.month_end(y, m)
        return Stretch(day, day, "day")
    if p.unit == "month":
        return _month(p, y, month, warnings)
    if p.unit == "quarter" and p.q:
        return _quarter(p, y)
    if p.unit == "year":
        if p.part:
            a, b, vague = YEAR_PARTS[p.part]
            return Stretch(date(y, a, 1), cal.month_end(y, b), "half_year" if not vague else "span", vague)
        return Stretch(date(y, 1, 1), date(y, 12, 31), "year")
    if p.unit == "years":
        a, b = sorted((y, p.y2 or y))
        return Stretch(date(a, 1, 1), date(b, 12, 31), "span")
    if p.unit == "week":
        return _week(p, y, p.m or month)
    if p.unit == "npart":
        return _npart(p, y)
    if p.unit == "school":
        return _school(p, y)
    if p.unit == "feast":
        return _feast(p, y)
    if p.unit == "lunar" and p.m:
        if p.can_chi:
            y = cal.can_chi_year(*p.can_chi, near=y) or y
        found = cal.lunar_day(y, min(p.m, 12), p.d or 15)
        return Stretch(found, found, "day") if found else None
    return None


def _day(p: Point, y: int, m: int | None, warnings: list[tuple[str, str]]) -> Stretch | None:
    d = p.d or 1
    if not m:
        return None
    if m > 12 and d <= 12:  # "6/15/2024": month and day changed places
        d, m = m, d
        warnings.append(("impossible-date", f"no month {d}; read as day {d} of month {m}"))
    elif not 1 <= m <= 12:
        old, m = m, max(1, min(m, 12))
        warnings.append(("impossible-date", f"no month {old}; read as month {m}"))
    day, impossible = cal.clamp_day(y, m, d)
    if impossible:
        warnings.append(("impossible-date", f"no day {d} in {y}-{m:02d}; read as {day.isoformat()}"))
    return Stretch(day, day, "day", warnings=warnings)


def _month(p: Point, y: int, month: int | None, warnings: list[tuple[str, str]]) -> Stretch | None:
    m = p.m or month
    if not m:
        return None
    if not 1 <= m <= 12:
        warnings.append(("impossible-date", f"no month {m}; read as month 12"))
        m = 12
    if p.m2:
        return Stretch(date(y, m, 1), cal.month_end(y, max(m, min(p.m2, 12))), "span", warnings=warnings)
    if p.part:
        a, b, vague = MONTH_PARTS.get(p.part, (1, None, True))
        return Stretch(date(y, m, a), date(y, m, b) if b else cal.month_end(y, m), "span", vague, warnings)
    return Stretch(date(y, m, 1), cal.month_end(y, m), "month", warnings=warnings)


def _quarter(p: Point, y: int) -> Stretch:
    q = p.q or 1
    a, b = 3 * q - 2, 3 * (p.q2 or q)
    if p.part in ("đầu", "những ngày đầu", "những tháng đầu", "các tháng đầu"):
        return Stretch(date(y, a, 1), cal.month_end(y, a), "span", True)
    if p.part == "giữa":
        return Stretch(date(y, a + 1, 1), cal.month_end(y, a + 1), "span", True)
    if p.part == "nửa đầu":
        return Stretch(date(y, a, 1), date(y, a + 1, 15), "span")
    if p.part in ("nửa cuối", "nửa sau"):
        return Stretch(date(y, a + 1, 16), cal.month_end(y, b), "span")
    if p.part:
        return Stretch(date(y, b, 1), cal.month_end(y, b), "span", True)
    return Stretch(date(y, a, 1), cal.month_end(y, b), "quarter" if a + 2 == b else "span")


def _week(p: Point, y: int, m: int | None) -> Stretch | None:
    if not m or not 1 <= m <= 12:
        return None
    end = cal.month_end(y, m)
    if p.n == -1:
        return Stretch(end - timedelta(days=6), end, "week", True)
    n, n2 = p.n or 1, p.m2 or p.n or 1
    first = date(y, m, min(7 * n - 6, end.day))
    return Stretch(first, min(date(y, m, min(7 * max(n, n2), end.day)), end), "week", True)


def _npart(p: Point, y: int) -> Stretch | None:
    """ "6 tháng đầu năm", "10 ngày cuối tháng 6": n units from the start or from the end of a longer one."""
    n = p.n or 1
    if p.name == "tháng":
        if not p.m or not 1 <= p.m <= 12:
            return None
        low, high = date(y, p.m, 1), cal.month_end(y, p.m)
    elif p.name == "quý":
        q = p.q or 1
        low, high = date(y, 3 * q - 2, 1), cal.month_end(y, 3 * q)
    else:
        low, high = date(y, 1, 1), date(y, 12, 31)
    months = {"tháng": 1, "quý": 3}.get(p.u or "")
    if months:
        first = low if p.part == "đầu" else cal.add_months(high + timedelta(days=1), -months * n)
        last = cal.add_months(low, months * n) - timedelta(days=1) if p.part == "đầu" else high
    else:
        days = n * (7 if p.u == "tuần" else 1)
        first = low if p.part == "đầu" else high - timedelta(days=days - 1)
        last = low + timedelta(days=days - 1) if p.part == "đầu" else high
    return Stretch(max(first, low), min(last, high), "half_year" if months and months * n == 6 else "span")


def _school(p: Point, y: int) -> Stretch:
    """School years run from 5 September to 31 May, the first term to mid January.

    The frame is that of the yearly decisions of the Ministry of Education on the time plan of the school year (as Quyết định
    2045/QĐ-BGDĐT of 2024: term I to before 18 January, lessons to before 31 May); the provinces move it by days: approximate.
    """
    a, b, mid = date(y, 9, 5), date(y + 1, 5, 31), date(y + 1, 1, 17)
    if p.part == "đầu":
        return Stretch(a, date(y, 9, 30), "span", True)
    if p.part == "khai giảng":
        return Stretch(a, a, "day", True)
    if p.part in ("kết thúc", "bế giảng", "tổng kết"):
        end = mid if p.n == 1 else b
        return Stretch(end, end, "day", True)
    if p.part == "cuối":
        return Stretch(date(y + 1, 5, 1), b, "span", True)
    if p.n == 1:
        return Stretch(a, mid, "span", True)
    if p.n == 2:
        return Stretch(mid + timedelta(days=1), b, "span", True)
    return Stretch(a, b, "span", True)


def _feast(p: Point, y: int) -> Stretch | None:
    name = p.name or ""
    if p.can_chi:
        y = cal.can_chi_year(*p.can_chi, near=y) or y
    found: date | None
    if "giao thừa" in name:
        found = cal.lunar_day(y, 1, 0)
    elif name in cal.SOLAR_FEASTS:
        m, d = cal.SOLAR_FEASTS[name]
        found = date(y, m, d)
    else:
        lunar = cal.LUNAR_FEASTS.get(name)
        found = cal.lunar_day(y, *lunar) if lunar else None
    return Stretch(found, found, "day") if found else None


# ---- recurrence --------------------------------------------------------------------------------------------------------------


def every(unit: str, n: int = 1) -> str:
    """ "hằng quý" → FREQ=MONTHLY;INTERVAL=3."""
    freq, step = FREQUENCIES[unit]
    step *= n
    return f"FREQ={freq}" + (f";INTERVAL={step}" if step > 1 else "")


def times_per(times: int, unit: str) -> str:
    """ "02 lần/năm" → FREQ=MONTHLY;INTERVAL=6; where the unit does not divide evenly, once a unit is all that can be said."""
    months = PER_YEAR.get(unit)
    if months and times > 1 and months % times == 0:
        step = months // times
        return "FREQ=MONTHLY" + (f";INTERVAL={step}" if step > 1 else "")
    return every(unit)


def monthly(d: int, before: bool, step: int = 1) -> str:
    """The day of every month; "trước ngày 25" is the 24th, before the 1st is the last day."""
    if before:
        d = d - 1 if d > 1 or d < 0 else -1
    return "FREQ=MONTHLY" + (f";INTERVAL={step}" if step > 1 else "") + f";BYMONTHDAY={d}"


def quarterly(d: int | None, which: int, before: bool) -> str:
    """A day of the first, second or last month of every quarter: BYMONTH=3,6,9,12."""
    months = [which + 3 * k for k in range(4)]
    if before and d == 1:
        months, d, before = sorted((m - 2) % 12 + 1 for m in months), -1, False
    elif before and d is None:  # before that month begins
        months, d = sorted((m - 2) % 12 + 1 for m in months), -1
    elif before and d is not None:
        d -= 1
    return f"FREQ=YEARLY;BYMONTH={','.join(map(str, months))}" + (f";BYMONTHDAY={d}" if d is not None else "")


def yearly(p: Point, before: bool, near: int) -> str | None:
    """The rule for a point that comes back every year. `near` is any year, for feasts that move (they get no BYMONTH)."""
    if p.unit in ("feast", "lunar") and (p.name or "") not in cal.SOLAR_FEASTS:
        return "FREQ=YEARLY"
    s = stretch(
        p, 2023 if p.unit in ("day", "month", "quarter", "year", "npart", "lastday") else near
    )  # no leap year: 28 February
    if s is None:
        return None
    if before:
        day = s.first - timedelta(days=1)
        # the last of February is not the same day every year
        d = -1 if day.month == 2 and day == cal.month_end(day.year, 2) else day.day
        return f"FREQ=YEARLY;BYMONTH={day.month};BYMONTHDAY={d}"
    if p.unit in ("day", "feast"):
        return f"FREQ=YEARLY;BYMONTH={s.first.month};BYMONTHDAY={s.first.day}"
    if p.unit == "lastday":
        return f"FREQ=YEARLY;BYMONTH={s.first.month};BYMONTHDAY={-1 if p.part != 'đầu' else 1}"
    if p.unit == "year" and not p.part:
        return "FREQ=YEARLY"
    return f"FREQ=YEARLY;BYMONTH={','.join(str(m) for m in range(s.first.month, s.last.month + 1))}"
