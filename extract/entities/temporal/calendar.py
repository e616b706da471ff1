"""The calendar: days of months, working days, public and lunar holidays of Viet Nam.

Lunar dates follow the time zone UTC+7 that Quyết định 121/CP of 1967 set for the North and that holds for the whole country
since 1976: Tết of Ất Sửu was kept on 21 January 1985, a month before the Chinese one.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1800, 2099

CAN = ("giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý")
CHI = ("tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi")
#: spellings of one branch or stem that both stand in official writing
CAN_CHI_SPELLINGS = {"kỉ": "kỷ", "quí": "quý", "tí": "tý", "tị": "tỵ", "mẹo": "mão"}

#: fixed holidays and anniversaries that stand in for their day: name → (month, day)
SOLAR_FEASTS = {
    "tết dương lịch": (1, 1),
    "quốc khánh": (9, 2),
    "quốc tế lao động": (5, 1),
    "giáng sinh": (12, 25),
    "giải phóng miền nam": (4, 30),
}
#: lunar feasts: name → (lunar month, lunar day)
LUNAR_FEASTS = {
    "tết nguyên đán": (1, 1),
    "tết": (1, 1),
    "30 tết": (1, 0),
    "29 tết": (1, -1),
    "28 tết": (1, -2),
    "tết âm lịch": (1, 1),
    "tết cổ truyền": (1, 1),
    "tết nguyên tiêu": (1, 15),
    "tết thanh minh": (3, 3),
    "giỗ tổ hùng vương": (3, 10),
    "giỗ tổ": (3, 10),
    "lễ phật đản": (4, 15),
    "tết đoan ngọ": (5, 5),
    "lễ vu lan": (7, 15),
    "tết trung thu": (8, 15),
    "trung thu": (8, 15),
}


def month_end(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of that month where it has no such day (Bộ luật Dân sự 2015, Điều 148)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    month += 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@lru_cache(maxsize=256)
def lunar_day(year: int, month: int, day: int) -> date | None:
    """The solar day of a lunar day of the lunar year that begins in the solar year `year`; None outside 1900 to 2100.

    Day 0 is the day before the month, so (2024, 1, 0) is the eve of Tết, day -1 the one before it.
    """
    from lunar_vn import convert_lunar_to_solar, solar_to_lunar

    try:
        if day <= 0:
            return convert_lunar_to_solar(1, month, year, 0) - timedelta(days=1 - day)
        found = convert_lunar_to_solar(day, month, year, 0)
        if solar_to_lunar(found).month != month:  # the 30th of a month that has 29 days is its last
            found -= timedelta(days=1)
        return found
    except (ValueError, TypeError, OverflowError):
        return None


def can_chi_year(can: str, chi: str, near: int) -> int | None:
    """The year with that name nearest to `near`: ("giáp", "thìn", 2023) → 2024; None where stem and branch never meet."""
    can, chi = CAN_CHI_SPELLINGS.get(can, can), CAN_CHI_SPELLINGS.get(chi, chi)
    years = [y for y in range(near - 30, near + 31) if CAN[(y - 4) % 10] == can and CHI[(y - 4) % 12] == chi]
    return min(years, key=lambda y: abs(y - near)) if years else None


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    """Days off in a year, with the days that replace those on a weekend (Bộ luật Lao động 2019, Điều 112)."""
    import holidays

    return frozenset(holidays.country_holidays("VN", years=year))


def is_working_day(day: date) -> bool:
    """Monday to Friday and no public holiday (Quyết định 188/1999/QĐ-TTg: a week of forty hours for offices of the State)."""
    return day.weekday() < 5 and day not in public_holidays(day.year)


def add_working_days(day: date, amount: int) -> date:
    """The working day `amount` working days after `day`, which itself is not counted."""
    step = 1 if amount >= 0 else -1
    left = abs(amount)
    while left:
        day += timedelta(days=step)
        if is_working_day(day):
            left -= 1
    return day


def clamp_day(year: int, month: int, day: int) -> tuple[date, bool]:
    """The day, or the last day of the month where it has no such day; the flag says that it was impossible."""
    last = monthrange(year, month)[1]
    return date(year, month, max(1, min(day, last))), not 1 <= day <= last
