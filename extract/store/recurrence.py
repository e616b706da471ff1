"""Recurring deadlines unrolled: an RFC 5545 rule and a span → the days on which the work is due.

A rule of an official text often names no day: "hằng quý" says only that it is to be done each quarter. The work is then in
time to the last day of the period, as everywhere in a record: the last of the month, of March, June, September and December,
of the year; Sunday for a week.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

from dateutil.rrule import rrulestr

_PERIODS = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_DAYS = ("BYMONTHDAY", "BYDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS")


class RuleError(ValueError):
    """A recurrence rule that cannot be unrolled."""


@lru_cache(maxsize=4096)
def explicit(rule: str) -> str:
    """The rule with its day of the month or week said, so that every calendar reads it as it is meant.

    Months and days in a row are a span ("cuối năm" as BYMONTH=11,12), which is due at its end. A day that short months lack
    ("trước ngày 30 hằng tháng") is their last. Raises RuleError for what is no rule of whole days.
    """
    parts = _parts(rule)
    if "BYMONTH" in parts:
        parts["BYMONTH"] = _ends_of_runs(parts["BYMONTH"], 12)
    if not any(name in parts for name in _DAYS):
        if parts["FREQ"] == "WEEKLY":
            parts["BYDAY"] = "SU"
        elif parts["FREQ"] == "MONTHLY":
            parts["BYMONTHDAY"] = "-1"
        elif parts["FREQ"] == "YEARLY":
            parts.setdefault("BYMONTH", "12")
            parts["BYMONTHDAY"] = "-1"
    elif "BYMONTHDAY" in parts and "BYSETPOS" not in parts and "BYDAY" not in parts:
        days = _ends_of_runs(parts["BYMONTHDAY"], 31)
        parts["BYMONTHDAY"] = days
        if days in ("29", "30", "31"):
            parts["BYMONTHDAY"] = ",".join(str(d) for d in range(28, int(days) + 1))
            parts["BYSETPOS"] = "-1"
        if parts["FREQ"] == "YEARLY":
            parts.setdefault("BYMONTH", "12")
    return ";".join(f"{k}={v}" for k, v in parts.items())


def _parts(rule: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for piece in rule.strip().removeprefix("RRULE:").split(";"):
        name, _, value = piece.partition("=")
        if piece:
            parts[name.strip().upper()] = value.strip().upper()
    freq, interval = parts.get("FREQ"), parts.get("INTERVAL", "1")
    if freq not in _PERIODS or not interval.isdigit() or int(interval) == 0:
        raise RuleError(f"not a rule of days, weeks, months or years: {rule!r}")
    if "COUNT" in parts and not parts["COUNT"].isdigit():
        raise RuleError(f"COUNT is no number: {rule!r}")
    return parts


def _ends_of_runs(numbers: str, most: int) -> str:
    try:
        found = sorted({int(n) for n in numbers.split(",")})
    except ValueError as error:
        raise RuleError(f"not numbers: {numbers!r}") from error
    if not all(1 <= abs(n) <= most for n in found):
        raise RuleError(f"no days or months of a calendar: {numbers!r}")
    return ",".join(str(n) for n in found if n + 1 not in found or n < 0)


@lru_cache(maxsize=16384)
def occurrences(rule: str, first: date, last: date, anchor: date | None = None) -> tuple[date, ...]:
    """The due days from `first` to `last`, both included, in order.

    `anchor` is a day of the period from which every second week or third year is counted; months are counted from January, so
    that every third one ends a quarter. Raises RuleError.
    """
    if last < first:
        return ()
    start = anchor_of(rule, anchor or first)
    text = explicit(rule)
    until = _until(text)
    if until is not None:  # with or without a clock and a zone: a day is meant
        last = min(last, until)
        text = ";".join(p for p in text.split(";") if not p.startswith("UNTIL="))
    if "COUNT=" not in text and "INTERVAL=" not in text:
        start = max(start, date(max(first.year - 1, 1), 1, 1)) if start < first else date(first.year, 1, 1)
    try:
        rules = rrulestr(text, dtstart=datetime(start.year, start.month, start.day))
        found = rules.between(_midnight(first), _midnight(last), inc=True)
    except (ValueError, OverflowError, TypeError) as error:
        raise RuleError(f"not a recurrence rule: {rule!r}") from error
    return tuple(d.date() for d in found)


def anchor_of(rule: str, day: date) -> date:
    """The day from which the rule counts its periods, given one day of the first of them."""
    parts = _parts(explicit(rule))
    interval = int(parts.get("INTERVAL", "1"))
    if "COUNT" in parts:
        return day
    if parts["FREQ"] == "MONTHLY" and interval > 1 and "BYMONTH" not in parts:
        # every third month: the third, sixth …, wherever in the year the plan begins
        return date(day.year, (interval - 1) % 12 + 1, 1)
    if parts["FREQ"] == "WEEKLY":
        return day - timedelta(days=day.weekday())
    if parts["FREQ"] == "DAILY":
        return day
    return date(day.year, 1, 1)


@lru_cache(maxsize=4096)
def counted(rule: str) -> bool:
    """Whether its days depend on when it begins, so that two plans with the same rule may differ."""
    parts = _parts(rule)
    interval = int(parts.get("INTERVAL", "1"))
    return "COUNT" in parts or (interval > 1 and not (parts["FREQ"] == "MONTHLY" and 12 % interval == 0))


def first_occurrence(rule: str, begin: date, end: date | None = None) -> date | None:
    """The first due day on or after `begin`, within ten years of it; None where there is none. Raises RuleError."""
    last = min(end, _years_on(begin, 10)) if end else _years_on(begin, 10)
    found = occurrences(rule, begin, last, begin)
    return found[0] if found else None


def _years_on(day: date, years: int) -> date:
    return date(min(day.year + years, 9999), 12, 31)


def _until(rule: str) -> date | None:
    for piece in rule.split(";"):
        if piece.startswith("UNTIL="):
            try:
                return datetime.strptime(piece[6:14], "%Y%m%d").date()
            except ValueError as error:
                raise RuleError(f"UNTIL is no day: {rule!r}") from error
    return None


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)
