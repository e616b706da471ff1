"""What opens a line as a label, and what only looks like one."""

from __future__ import annotations

import pytest

from extract.text.markers import letter_number, marker, roman_value

LABELS = [
    ("capital letter", "B. NỘI DUNG", "letter", "B"),
    ("Roman with stop", "II. YÊU CẦU", "roman", "II"),
    ("Roman with dash", "III- TỔ CHỨC", "roman", "III"),
    ("Roman with slash", "IV/ KINH PHÍ", "roman", "IV"),
    ("Roman without a sign", "V TỔ CHỨC THỰC HIỆN", "roman", "V"),
    ("OCR reads I as l", "ll. NHIỆM VỤ", "roman", "II"),
    ("part in words", "PHẦN THỨ HAI", "part", "II"),
    ("part in numbers", "Phần I: Kết quả", "part", "I"),
    ("chapter", "Chương II", "chapter", "II"),
    ("article", "Điều 12. Hiệu lực", "điều", "12"),
    ("arabic", "7. Phòng Y tế", "arabic", "7"),
    ("arabic without blank", "7.Phòng Y tế", "arabic", "7"),
    ("arabic with dash", "2- Thời gian", "arabic", "2"),
    ("arabic with slash", "3/ Địa điểm", "arabic", "3"),
    ("blank before the stop", "4 . Kinh phí", "arabic", "4"),
    ("leading zero kept", "01. Sơ kết", "arabic", "01"),
    ("decimal with stop", "2.1. Nội dung", "decimal", "2.1"),
    ("decimal without stop", "2.1.3 Nội dung", "decimal", "2.1.3"),
    ("decimal with a comma by slip", "1,2. Nội dung", "decimal", "1.2"),
    ("Roman and arabic", "II.3. Nội dung", "decimal", "II.3"),
    ("in brackets", "(2) Đường xã", "paren", "(2)"),
    ("in brackets with stop", "(2). Đường xã", "paren", "(2)"),
    ("after a dash", "- (2). Đường xã", "paren", "(2)"),
    ("half bracket", "2) Đường xã", "paren", "2"),
    ("small Roman", "(ii) đường thôn", "paren", "(ii)"),
    ("letter, bracket", "đ) Công an xã", "alpha", "đ"),
    ("letter, stop", "a. Công an xã", "alpha", "a"),
    ("letter, dash", "b- Công an xã", "alpha", "b"),
    ("letter and number", "a1) Công an xã", "alpha", "a1"),
    ("bullet", "- Trạm y tế", "bullet", ""),
    ("bullet of a symbol font", "\uf0b7 Trạm y tế", "bullet", ""),
    ("plus", "+ Lần một", "plus", ""),
    ("star", "* Giải pháp", "plus", ""),
    ("small o", "o Thôn Hạ", "plus", ""),
    ("appendix", "PHỤ LỤC", "appendix", "PL"),
    ("appendix with Roman", "Phụ lục II", "appendix", "PL II"),
    ("appendix with number", "Phụ lục số 3: Biểu giao", "appendix", "PL 3"),
]
NONE = [
    ("year", "2025. Kết quả"),
    ("sum", "1.500 ha lúa"),
    ("sum in thousands", "250.000 cây keo"),
    ("date", "15/6/2024 là hạn"),
    ("code", "283/KH-UBND ngày"),
    ("clock", "7h30 khai mạc"),
    ("share", "95% số hộ"),
    ("decimal quantity", "2.5 triệu đồng"),
    ("comma quantity", "1,5 ha"),
    ("range", "5 - 10 hộ"),
    ("negative", "-10 độ"),
    ("word part", "Phần mềm quản lý"),
    ("appendix in a sentence", "Phụ lục kèm theo Kế hoạch này"),
    ("article in a sentence", "Điều 5 của Luật"),
    ("name of a town", "TP. Vinh"),
    ("nothing", ""),
]


@pytest.mark.parametrize(("name", "text", "kind", "label"), LABELS, ids=[c[0] for c in LABELS])
def test_label(name: str, text: str, kind: str, label: str) -> None:
    m = marker(text)
    assert m is not None
    assert (m.kind, m.label) == (kind, label)
    assert text[m.end :].strip() == "" or text[m.end :][0] != " "


@pytest.mark.parametrize(("name", "text"), NONE, ids=[c[0] for c in NONE])
def test_no_label(name: str, text: str) -> None:
    assert marker(text) is None


def test_orders() -> None:
    assert [roman_value(x) for x in ("I", "IV", "IX", "XIV", "XL")] == [1, 4, 9, 14, 40]
    assert [letter_number(x) for x in "abcdđegh"] == [1, 2, 3, 4, 5, 6, 7, 8]
