"""Vietnamese number forms and quantities."""

from __future__ import annotations

import pytest

from extract.entities.numbers import find_quantities, parse_digits, parse_words, scale_of

DIGITS = [
    ("04", 4), ("100.000", 100_000), ("1.234,5", 1234.5), ("0,08", 0.08), ("99.7", 99.7), ("99,70", 99.7), ("2.989,5", 2989.5), ("12.345.678", 12_345_678),
    ("1 500", 1500), ("12 345 678", 12_345_678), ("0.750", 0.75), ("1,234.5", 1234.5), ("1,234,567", 1_234_567), ("7", 7), ("3,5", 3.5), ("1.5", 1.5),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), DIGITS, ids=[d[0] for d in DIGITS])
def test_digits(text, value):
    assert parse_digits(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "abc", "1.2.3", "-"])
def test_no_digits(text):
    with pytest.raises(ValueError, match="could not convert"):
        parse_digits(text)


WORDS = [
    ("một", 1), ("mười", 10), ("mười lăm", 15), ("hai mươi", 20), ("hai mươi mốt", 21), ("ba mươi tư", 34), ("chín mươi chín", 99), ("một trăm", 100),
    ("hai trăm linh năm", 205), ("hai trăm lẻ năm", 205), ("một trăm hai mươi lăm", 125), ("năm nghìn", 5000), ("một nghìn hai trăm", 1200), ("ba triệu", 3_000_000),
    ("ba triệu rưỡi", 3_500_000), ("hai tỷ", 2_000_000_000), ("mười hai ngàn", 12_000),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), WORDS, ids=[w[0] for w in WORDS])
def test_words(text, value):
    assert parse_words(text) == value


def test_words_that_are_no_number():
    assert parse_words("hai phường") is None


@pytest.mark.parametrize(
    ("text", "value"), [("triệu", 1e6), ("nghìn tỷ", 1e12), ("ngàn", 1e3), (None, 1), ("tỉ", 1e9), ("vạn", 1e4)]
)
def test_scale(text, value):
    assert scale_of(text) == value


# (text, [(comparator, value, value_max, unit)])
QUANTITIES = [
    ("từ 98% trở lên", [(">=", 98, None, "%")]),
    ("98% trở xuống", [("<=", 98, None, "%")]),
    ("dưới 0,08%", [("<", 0.08, None, "%")]),
    ("46-47%", [("range", 46, 47, "%")]),
    ("46%-47%", [("range", 46, 47, "%")]),
    ("từ 46 đến 47%", [("range", 46, 47, "%")]),
    ("115 đến 120 triệu đồng", [("range", 115e6, 120e6, "đồng")]),
    ("từ 1 triệu đến 2 triệu đồng", [("range", 1e6, 2e6, "đồng")]),
    ("từ 500 nghìn đến 1 triệu đồng", [("range", 500e3, 1e6, "đồng")]),
    ("1.234,5 tỷ đồng", [("=", 1_234_500_000_000, None, "đồng")]),
    ("55 triệu đồng/người/năm", [("=", 55e6, None, "đồng/người/năm")]),
    ("2 triệu học sinh", [("=", 2e6, None, "học sinh")]),
    ("một trăm phần trăm", [("=", 100, None, "%")]),
    ("12%/năm", [("=", 12, None, "%/năm")]),
    ("04 sao", [("=", 4, None, "sao")]),
    ("12,5km", [("=", 12.5, None, "km")]),
    ("≥96%", [(">=", 96, None, "%")]),
    ("≤ 5 %", [("<=", 5, None, "%")]),
    ("100% cán bộ", [("=", 100, None, "%")]),
    ("không quá 05 ngày làm việc", [("<=", 5, None, "ngày làm việc")]),
    ("hơn 3 nghìn tỷ đồng", [(">", 3e12, None, "đồng")]),
    ("ngày 05/8/2024", []),
    ("số 12/KH-UBND", []),
    ("13h30", []),
    ("lớp 10A", []),
    ("một số nội dung", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), QUANTITIES, ids=[q[0] for q in QUANTITIES])
def test_quantities(text, expected):
    assert [(q.comparator, q.value, q.value_max, q.unit) for q in find_quantities(text)] == expected


def test_whole_of_a_fraction():
    (q,) = find_quantities("12/19 chỉ tiêu")
    assert (q.value, q.of, q.unit) == (12, 19, "chỉ tiêu")
