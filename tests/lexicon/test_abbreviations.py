"""Abbreviations written out: a table of (case, text, expected)."""

from __future__ import annotations

import pytest

from extract.lexicon import expand_abbreviations

CASES = [
    ("People's Committee", "UBND tỉnh", "Ủy ban nhân dân tỉnh"),
    ("the case behind stays", "UBND Thành phố; UBND huyện", "Ủy ban nhân dân Thành phố; Ủy ban nhân dân huyện"),
    ("two bodies with a dash", "Văn phòng HĐND-UBND", "Văn phòng Hội đồng nhân dân - Ủy ban nhân dân"),
    ("two bodies with a slash", "HĐND/UBND", "Hội đồng nhân dân - Ủy ban nhân dân"),
    ("the office of one body with a slash", "VP/UBND huyện", "Văn phòng Ủy ban nhân dân huyện"),
    ("the office with a point", "VP. UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
    ("the Front", "UBMTTQVN huyện", "Ủy ban Mặt trận Tổ quốc Việt Nam huyện"),
    ("the Front with a space", "UB MTTQ xã", "Ủy ban Mặt trận Tổ quốc xã"),
    ("standing committee", "BTV Huyện ủy", "Ban Thường vụ Huyện ủy"),
    ("executive committee", "BCH Đảng bộ", "Ban Chấp hành Đảng bộ"),
    ("military command", "BCH Quân sự xã", "Ban Chỉ huy Quân sự xã"),
    ("Thường trực", "TT. HĐND tỉnh, TT Huyện ủy", "Thường trực Hội đồng nhân dân tỉnh, Thường trực Huyện ủy"),
    ("Trung tâm", "TT Y tế huyện", "Trung tâm Y tế huyện"),
    ("thị trấn", "UBND TT Nghèn", "Ủy ban nhân dân thị trấn Nghèn"),
    ("city with a point and no space", "TP.Huế", "thành phố Huế"),
    ("city with a point and a space", "TP. Huế", "thành phố Huế"),
    ("Hồ Chí Minh City", "TP.HCM và TP HCM", "Thành phố Hồ Chí Minh và Thành phố Hồ Chí Minh"),
    ("town", "TX Kỳ Anh", "thị xã Kỳ Anh"),
    ("education with an ampersand", "Phòng GD&ĐT", "Phòng Giáo dục và Đào tạo"),
    ("education with a dash", "Sở GD-ĐT", "Sở Giáo dục và Đào tạo"),
    ("education with spaces", "Sở GD & ĐT", "Sở Giáo dục và Đào tạo"),
    ("education written together", "Sở GDĐT", "Sở Giáo dục và Đào tạo"),
    ("labour", "Sở LĐTBXH; Phòng LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội; Phòng Lao động - Thương binh và Xã hội"),
    ("agriculture with và", "Sở NN và PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
    ("agriculture of 2025", "Sở NN&MT", "Sở Nông nghiệp và Môi trường"),
    ("the second half only", "Sở Nông nghiệp và PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
    ("finance and planning", "Phòng TC-KH", "Phòng Tài chính - Kế hoạch"),
    ("culture of a division", "Phòng VH-TT", "Phòng Văn hóa - Thông tin"),
    ("culture of a department", "Sở VH&TT", "Sở Văn hóa và Thể thao"),
    ("culture, sports, tourism", "Sở VH,TT&DL; Sở VHTTDL", "Sở Văn hóa, Thể thao và Du lịch; Sở Văn hóa, Thể thao và Du lịch"),
    ("information technology in a name", "Trung tâm CNTT", "Trung tâm Công nghệ thông tin"),
    ("information technology in a sentence", "ứng dụng CNTT", "ứng dụng công nghệ thông tin"),
    ("chairman and deputies", "CT, các PCT UBND tỉnh", "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân tỉnh"),
    ("a document code stays", "Kế hoạch số 12/KH-UBND", "Kế hoạch số 12/KH-UBND"),
    ("a code of the council stays", "21/NQ-HĐND", "21/NQ-HĐND"),
    ("part of a word stays", "UBNDX, XUBND", "UBNDX, XUBND"),
    ("nothing to do", "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh"),
    ("empty", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_abbreviations_are_written_out(text: str, expected: str) -> None:
    assert expand_abbreviations(text) == expected


@pytest.mark.parametrize("text", [c[1] for c in CASES], ids=[c[0] for c in CASES])
def test_a_second_time_changes_nothing(text: str) -> None:
    once = expand_abbreviations(text)
    assert expand_abbreviations(once) == once
