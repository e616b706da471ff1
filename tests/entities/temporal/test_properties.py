"""What holds for every date and every text: round trips, order, grounding, no crash, linear work."""

from __future__ import annotations

import random
import time
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract import temporal
from extract.entities.temporal import calendar as cal
from extract.entities.temporal import scan as scanning
from extract.text.fold import fold

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
#: every spelling of a full date that official writing knows
SPELLINGS = [
    "{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "{d:02}.{m}.{y}", "{d}-{m}-{y}", "{d}/ {m}/ {y}", "{d:02} / {m:02} / {y}", "{y}-{m:02}-{d:02}",
    "ngày {d}/{m}/{y}", "ngày {d:02}/{m:02}/{y}", "ngày {d:02}.{m:02}.{y}", "ngày {d} tháng {m} năm {y}", "ngày {d:02} tháng {m:02} năm {y}",
    "ngày {d} tháng {m}/{y}", "{d} tháng {m} năm {y}", "ngày {d}/{m} năm {y}", "ngày {d:02}-{m:02}-{y}", "ngày{d}/{m}/{y}",
]  # fmt: skip
QUICK = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(DAYS, st.sampled_from(SPELLINGS))
def test_any_date_in_any_spelling_comes_back(day: date, spelling: str) -> None:
    phrase = spelling.format(d=day.day, m=day.month, y=day.year)
    times = temporal.parse(f"Các đơn vị gửi báo cáo chậm nhất {phrase}.", issued_on=day - timedelta(days=60))
    assert [(d.due_on, d.start_on, d.relation) for d in times.deadlines] == [(day.isoformat(), None, "by")]
    assert not times.dates
    assert not times.warnings


@QUICK
@given(DAYS, st.sampled_from(SPELLINGS))
def test_before_is_the_day_before(day: date, spelling: str) -> None:
    phrase = spelling.format(d=day.day, m=day.month, y=day.year)
    times = temporal.parse(f"Nộp hồ sơ trước {phrase} để thẩm định.", issued_on=day - timedelta(days=60))
    assert [d.due_on for d in times.deadlines] == [(day - timedelta(days=1)).isoformat()]


@QUICK
@given(DAYS, st.integers(1, 400), st.sampled_from(SPELLINGS), st.sampled_from(SPELLINGS))
def test_a_span_comes_back_with_both_ends(first: date, length: int, one: str, other: str) -> None:
    last = first + timedelta(days=length)
    a = one.format(d=first.day, m=first.month, y=first.year)
    b = other.format(d=last.day, m=last.month, y=last.year)
    times = temporal.parse(f"Đợt cao điểm diễn ra từ {a} đến {b}.", issued_on=first - timedelta(days=30))
    assert [(d.start_on, d.due_on) for d in times.deadlines] == [(first.isoformat(), last.isoformat())]


@QUICK
@given(
    st.integers(1990, 2060),
    st.integers(1, 12),
    st.sampled_from(["tháng {m}/{y}", "tháng {m:02} năm {y}", "tháng {m}-{y}", "tháng {m:02}/{y}"]),
)
def test_any_month_comes_back(year: int, month: int, spelling: str) -> None:
    times = temporal.parse(f"Hoàn thành trong {spelling.format(m=month, y=year)}.", issued_on=date(year, month, 1))
    assert [(d.start_on, d.due_on) for d in times.deadlines] == [
        (date(year, month, 1).isoformat(), cal.month_end(year, month).isoformat())
    ]


#: pieces of the grammar, for texts that no person would write
PIECES = [
    "trước", "sau", "từ", "đến", "hết", "chậm nhất", "trong", "vào", "kể từ", "định kỳ", "hằng", "hàng", "mỗi", "thường xuyên", "ngày", "tháng", "quý", "năm",
    "tuần", "đầu", "giữa", "cuối", "nửa đầu", "và", ",", "-", "–", ";", ".", ":", "(", ")", "\n", "\t", "/", "05", "31", "30/6", "31/02/2025", "15/13/2024", "00/00/0000",
    "2024", "2025", "99", "II", "IV", "I, II", "giai đoạn", "nhiệm kỳ", "năm học", "học kỳ I", "2021-2025", "2025 - 2021", "Tết Nguyên đán", "Giáp Thìn", "Ất Tý",
    "giao thừa", "rằm tháng 7", "âm lịch", "ngày làm việc", "kể từ ngày", "nay", "tới", "số", "12/NĐ-CP", "17h00", "giờ", "thứ Sáu", "hàng tuần", "6 tháng",
    "một lần", "02 lần/năm", "của tháng cuối quý", "Thời gian:", "kỷ niệm", "Ngày Nhà giáo", "mùng 5", "cuối cùng", "0", "9999", "30 tháng 2", "ll/l2/2O24",
]  # fmt: skip


def check(text: str, issued: str | None) -> None:
    """The invariants of every reading."""
    times = temporal.parse(text, issued_on=issued)
    items = list(times)
    for item in items:
        assert text[item.start : item.end] == item.text
        assert item.text.strip()
    for a, b in pairwise(items):
        assert a.end <= b.start, (a.text, b.text)
    for d in times.deadlines:
        for value in (d.start_on, d.due_on):
            assert value is None or date.fromisoformat(value)
        assert not (d.start_on and d.due_on) or d.start_on <= d.due_on, d
        assert d.rrule is None or d.rrule.startswith("FREQ=")
    for t in times.dates:
        assert not (t.value and t.end_value) or t.value <= t.end_value, t


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(PIECES), max_size=14),
    st.sampled_from([None, "2024", "2024-06", "2024-06-17", "2099-12-31", "1900-01-01"]),
)
def test_fuzz_over_the_grammar(pieces: list[str], issued: str | None) -> None:
    check(" ".join(pieces), issued)
    check("".join(pieces), issued)


@QUICK
@given(st.text(max_size=300))
def test_any_text_at_all(text: str) -> None:
    check(text, "2024-06-17")


def test_bounded_fuzzer_of_long_sentences() -> None:
    """The same, seeded, with sentences long enough for lists of lists."""
    rng = random.Random(20250101)
    for _ in range(150):
        check(" ".join(rng.choices(PIECES, k=rng.randint(10, 80))), "2025-03-10")


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1.",
        "1/",
        "0 ",
        "15/6/2024 ",
        "15/",
        "ngày ",
        "ngày 1",
        "tháng 1, ",
        "từ 1/1 đến ",
        ".",
        "…",
        "quý I, ",
        "năm 2024, ",
        "2024-",
        "hằng ",
        "( ",
        "trước ",
        "số 1/",
        "ngày …",
        "o1l/",
    ],
)
def test_the_work_grows_with_the_length_only(unit: str) -> None:
    """Eight times the text may take at most some twenty times as long; a quadratic rule would take sixty-four times."""

    def cost(times: int) -> float:
        text = unit * times
        best = 1e9
        for _ in range(3):
            begun = time.perf_counter()
            temporal.parse(text, issued_on="2024-06-17")
            best = min(best, time.perf_counter() - begun)
        return best

    small, large = cost(400), cost(3200)
    assert large < 22 * small + 0.05


def test_places_tried_are_linear_on_a_megabyte_of_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, not timed: a line of digits has one place where a form may begin."""
    tried = 0

    class Counting:
        def match(self, low: str, at: int) -> object:
            nonlocal tried
            tried += 1
            return real.match(low, at)

    real = scanning.ATOMS
    monkeypatch.setattr(scanning, "ATOMS", Counting())
    assert scanning.scan(fold("7" * 1_000_000)) == []
    assert tried <= 2
