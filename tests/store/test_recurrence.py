"""Rules unrolled into due days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.store.recurrence import RuleError, counted, explicit, first_occurrence, occurrences


def days(*texts: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(t) for t in texts)


@pytest.mark.parametrize(
    ("why", "rule", "span", "expected"),
    [
        ("hằng tháng: the last day of each month, February's too", "FREQ=MONTHLY", "2024-01-15 2024-03-31", ("2024-01-31", "2024-02-29", "2024-03-31")),
        ("trước ngày 25 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=24", "2024-11-24 2025-01-24", ("2024-11-24", "2024-12-24", "2025-01-24")),
        ("hằng quý: the quarter's last day, wherever the span begins", "FREQ=MONTHLY;INTERVAL=3", "2024-02-10 2024-10-01", ("2024-03-31", "2024-06-30", "2024-09-30")),
        ("6 tháng một lần", "FREQ=MONTHLY;INTERVAL=6", "2024-01-01 2024-12-31", ("2024-06-30", "2024-12-31")),
        ("hằng năm", "FREQ=YEARLY", "2023-12-31 2024-12-30", ("2023-12-31",)),
        ("tháng 12 hằng năm", "FREQ=YEARLY;BYMONTH=12", "2024-01-01 2025-01-31", ("2024-12-31",)),
        ("cuối năm as its two months is one span, due at its end", "FREQ=YEARLY;BYMONTH=11,12", "2024-01-01 2024-12-31", ("2024-12-31",)),
        ("tháng 6 và tháng 12 are two", "FREQ=YEARLY;BYMONTH=6,12", "2024-01-01 2024-12-31", ("2024-06-30", "2024-12-31")),
        ("đầu tháng as its ten days is due on the tenth", "FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,6,7,8,9,10", "2024-01-01 2024-02-29", ("2024-01-10", "2024-02-10")),
        ("ngày 30 hằng tháng: February has none, and is not let off", "FREQ=MONTHLY;BYMONTHDAY=30", "2023-01-01 2023-03-31", ("2023-01-30", "2023-02-28", "2023-03-30")),
        ("hằng tuần: to the end of the week", "FREQ=WEEKLY", "2024-07-01 2024-07-14", ("2024-07-07", "2024-07-14")),
        ("thứ sáu hằng tuần", "FREQ=WEEKLY;BYDAY=FR", "2024-07-01 2024-07-14", ("2024-07-05", "2024-07-12")),
        ("hằng ngày", "FREQ=DAILY", "2024-02-28 2024-03-01", ("2024-02-28", "2024-02-29", "2024-03-01")),
        ("until, as calendars write it, with a clock and a zone", "FREQ=MONTHLY;UNTIL=20240229T235959Z", "2024-01-01 2024-12-31", ("2024-01-31", "2024-02-29")),
        ("no day twice where a span ends before it begins", "FREQ=DAILY", "2024-03-01 2024-02-01", ()),
        ("a day that no year has", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31", "2024-01-01 2024-12-31", ("2024-04-30",)),
    ],
)  # fmt: skip
def test_due_days(why, rule, span, expected):
    first, last = days(*span.split())
    assert occurrences(rule, first, last) == days(*expected), why


def test_periods_longer_than_a_year_count_from_the_plan():
    # hai năm một lần, in a plan of 2023: 2023, 2025, 2027
    assert occurrences("FREQ=YEARLY;INTERVAL=2", date(2024, 1, 1), date(2027, 12, 31), date(2023, 5, 5)) == days(
        "2025-12-31", "2027-12-31"
    )
    assert counted("FREQ=YEARLY;INTERVAL=2")
    assert not counted("FREQ=MONTHLY;INTERVAL=3")


def test_count_begins_with_the_plan():
    assert occurrences("FREQ=MONTHLY;COUNT=2", date(2024, 1, 1), date(2024, 12, 31), date(2024, 3, 10)) == days(
        "2024-03-31", "2024-04-30"
    )


def test_first_occurrence():
    assert first_occurrence("FREQ=MONTHLY;INTERVAL=3", date(2024, 4, 1)) == date(2024, 6, 30)
    assert first_occurrence("FREQ=YEARLY", date(2024, 4, 1), date(2024, 6, 1)) is None


@pytest.mark.parametrize("rule", ["", "FREQ=SECONDLY", "FREQ=HOURLY;INTERVAL=1", "hằng tháng", "FREQ=MONTHLY;INTERVAL=0", "FREQ=MONTHLY;BYMONTHDAY=x",
                                  "FREQ=MONTHLY;INTERVAL=-1", "FREQ=MONTHLY;BYMONTHDAY=99", "FREQ=MONTHLY;COUNT=x", "FREQ=WEEKLY;BYDAY=XX", "FREQ=MONTHLY;UNTIL=soon"])  # fmt: skip
def test_what_is_no_rule(rule):
    with pytest.raises(RuleError):
        occurrences(rule, date(2024, 1, 1), date(2024, 12, 31))


@given(
    st.text(max_size=20) | st.text("FREQ=MONTHLYDAI;BSC0123456789,-", max_size=40).map(lambda t: f"FREQ=MONTHLY;{t}")
)
def test_any_text_is_a_rule_or_an_error(rule):
    try:
        found = occurrences(rule, date(2024, 1, 1), date(2024, 3, 31))
    except RuleError:
        return
    assert list(found) == sorted(found)


@given(
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 6),
    st.dates(date(2020, 1, 1), date(2026, 12, 31)),
    st.integers(0, 900),
)
def test_a_wider_span_only_adds_days(freq, interval, first, length):
    rule = f"FREQ={freq};INTERVAL={interval}"
    anchor = date(2019, 3, 3)
    last = date.fromordinal(first.toordinal() + length)
    narrow = occurrences(rule, first, last, anchor)
    wide = occurrences(rule, date(2020, 1, 1), date(2029, 12, 31), anchor)
    assert narrow == tuple(d for d in wide if first <= d <= last)


def test_explicit_rules_say_the_same():
    for rule in (
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;INTERVAL=3",
        "FREQ=YEARLY;BYMONTH=11,12",
        "FREQ=MONTHLY;BYMONTHDAY=30",
        "FREQ=WEEKLY",
    ):
        assert explicit(explicit(rule)) == explicit(rule)
