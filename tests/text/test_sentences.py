"""Where sentences of official text end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.text.sentences import sentences

CASES = [
    ("two sentences", "Sở Y tế chủ trì. Các sở phối hợp.", ["Sở Y tế chủ trì.", "Các sở phối hợp."]),
    ("label at the line's start", "2.1. Rà soát văn bản. Báo cáo Sở.", ["2.1. Rà soát văn bản.", "Báo cáo Sở."]),
    ("dash and number", "- (1). Trồng cây. Chăm sóc.", ["- (1). Trồng cây.", "Chăm sóc."]),
    ("abbreviated place", "Họp tại TP. Vinh và TX. Hoàng Mai.", ["Họp tại TP. Vinh và TX. Hoàng Mai."]),
    ("right of signing", "Do TM. UBND ký.", ["Do TM. UBND ký."]),
    ("party symbol with a stop", "Theo 05-NQ/Th.U năm nay. Tiếp tục.", ["Theo 05-NQ/Th.U năm nay.", "Tiếp tục."]),
    ("v.v. in the middle", "Gồm sách, vở, v.v. do lớp góp.", ["Gồm sách, vở, v.v. do lớp góp."]),
    ("titles of persons", "PGS. TS. Lê Văn An dự.", ["PGS. TS. Lê Văn An dự."]),
    ("initials", "Giao ông P.T.T. Huyền làm.", ["Giao ông P.T.T. Huyền làm."]),
    ("thousands and dates", "Chi 1.234 đồng ngày 01.7.2024.", ["Chi 1.234 đồng ngày 01.7.2024."]),
    ("a share begins a sentence", "Đạt 95%. 100% trường học.", ["Đạt 95%.", "100% trường học."]),
    ("Roman number ends one", "Nghị quyết khóa XIV. Các xã.", ["Nghị quyết khóa XIV.", "Các xã."]),
    ("./. closes a plan", "Báo cáo Sở./.\nNơi nhận:", ["Báo cáo Sở./.", "Nơi nhận:"]),
    ("semicolon ends none", "Họp tháng 3; tổng kết tháng 9.", ["Họp tháng 3; tổng kết tháng 9."]),
    ("quotation closes", "Nói: “Làm ngay.” Sau đó nghỉ.", ["Nói: “Làm ngay.”", "Sau đó nghỉ."]),
    ("lost blank", "đã thực hiện.Các phòng báo cáo", ["đã thực hiện.", "Các phòng báo cáo"]),
    ("address", "Xem www.tinh.gov.vn để biết.", ["Xem www.tinh.gov.vn để biết."]),
    ("article", "Điều 5. Trách nhiệm. Thi hành.", ["Điều 5. Trách nhiệm.", "Thi hành."]),
    ("blank lines", "Một\n\n  Hai", ["Một", "Hai"]),
    ("nothing", "  \n ", []),
]


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[c[0] for c in CASES])
def test_table(name: str, text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in sentences(text)] == expected


def test_range_is_kept() -> None:
    text = "Bỏ. Giữ câu này. Bỏ."
    assert [text[a:b] for a, b in sentences(text, 4, 16)] == ["Giữ câu này."]


@given(st.text(alphabet="aÂ1.;:!? \n“”()/-IV", max_size=300))
@settings(max_examples=200, deadline=None)
def test_every_solid_character_is_in_exactly_one_sentence(text: str) -> None:
    spans = sentences(text)
    assert all(a < b for a, b in spans)
    assert all(x[1] <= y[0] for x, y in pairwise(spans))
    inside = "".join(text[a:b] for a, b in spans)
    assert "".join(inside.split()) == "".join(text.split())
