"""Signature blocks and lists of recipients."""

from __future__ import annotations

import pytest

from tests.structure.helper import read

TOP = "UBND HUYỆN BA VÌ\nPHÒNG NỘI VỤ\nKẾ HOẠCH\nCải cách hành chính\n\nI. NỘI DUNG\n1. Rà soát thủ tục./.\n\n"
PARTY = "ĐẢNG BỘ TỈNH LÂM ĐỒNG\nĐẢNG ỦY XÃ HÀM THUẬN\nKẾ HOẠCH\nHọc tập nghị quyết\n\nI- NỘI DUNG\n1- Học tập.\n\n"

SIGNERS = [
    ("for the head", TOP + "KT. TRƯỞNG PHÒNG\nPHÓ TRƯỞNG PHÒNG\n\nĐặng Thu Hà", ("Đặng Thu Hà", "Phó Trưởng phòng", "Trưởng phòng", "KT")),
    ("the head himself", TOP + "TRƯỞNG PHÒNG\n(Đã ký)\nĐặng Thu Hà", ("Đặng Thu Hà", "Trưởng phòng", None, None)),
    ("party, collective", PARTY + "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n(Đã ký)\nLê Thị Nhung", ("Lê Thị Nhung", "Phó Bí thư", "Ban Thường vụ Đảng ủy xã Hàm Thuận", "TM")),
    ("both TM. and KT.", TOP + "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nBạch Công Tiến", ("Bạch Công Tiến", "Phó Chủ tịch", "Ủy ban nhân dân", "KT")),
    ("by order, post over a degree", TOP + "TL. GIÁM ĐỐC\nTRƯỞNG PHÒNG ĐÀO TẠO\nThS. Lê Quang", ("Lê Quang", "Trưởng phòng Đào tạo", "Giám đốc", "TL")),
    ("name in capitals", TOP + "HIỆU TRƯỞNG\n(ký tên, đóng dấu)\nNGUYỄN VĂN MẠNH", ("Nguyễn Văn Mạnh", "Hiệu trưởng", None, None)),
    ("rank of police", TOP + "TRƯỞNG CÔNG AN HUYỆN\nThượng tá Nguyễn Văn Bình", ("Nguyễn Văn Bình", "Trưởng Công an huyện", None, None)),
    ("list first", TOP + "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nCHỦ TỊCH\nHà Văn Tiến", ("Hà Văn Tiến", "Chủ tịch", None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), SIGNERS, ids=[c[0] for c in SIGNERS])
def test_signer(name: str, text: str, expected: tuple) -> None:
    s = read(text).signer
    assert s is not None
    authority = s.authority
    if expected[2] and authority and authority.startswith(expected[2]):
        authority = expected[2]  # the name may be completed with its place
    assert (s.name, s.title, authority, s.capacity) == expected


RECIPIENTS = [
    ("list", "Nơi nhận:\n- UBND huyện (b/c);\n- Các xã (để t/h);\n- Lưu: VT.", [("UBND huyện (b/c)", "UBND huyện", "b/c"), ("Các xã (để t/h)", "Các xã", "để t/h"), ("Lưu: VT", None, None)]),
    ("on one line", "Nơi nhận: - Sở Nội vụ; - TT Huyện ủy; - Lưu: VP.", [("Sở Nội vụ", "Sở Nội vụ", None), ("TT Huyện ủy", "TT Huyện ủy", None), ("Lưu: VP", None, None)]),
    ("party, commas", "Nơi nhận:\n- Ban Thường vụ Tỉnh ủy (để báo cáo),\n- Các chi bộ,\n- Lưu Văn phòng.", [("Ban Thường vụ Tỉnh ủy (để báo cáo)", "Ban Thường vụ Tỉnh ủy", "để báo cáo"), ("Các chi bộ", "Các chi bộ", None), ("Lưu Văn phòng", None, None)]),
    ("wrapped line", "Nơi nhận:\n- Ban Chỉ đạo phòng chống thiên tai\ntỉnh (b/c);\n- Lưu: VT.\n07 KH", [("Ban Chỉ đạo phòng chống thiên tai tỉnh (b/c)", "Ban Chỉ đạo phòng chống thiên tai tỉnh", "b/c"), ("Lưu: VT", None, None)]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), RECIPIENTS, ids=[c[0] for c in RECIPIENTS])
@pytest.mark.parametrize("sign", ["before", "behind"])
def test_recipients(name: str, text: str, expected: list, sign: str) -> None:
    block = "KT. TRƯỞNG PHÒNG\nPHÓ TRƯỞNG PHÒNG\nĐặng Thu Hà"
    plan = read(TOP + (f"{block}\n{text}" if sign == "before" else f"{text}\n{block}"))
    assert [(x.text, x.name, x.purpose) for x in plan.recipients] == expected
    assert all(plan.text[x.start : x.end] == x.text for x in plan.recipients)
    assert plan.signer is not None
    assert plan.signer.name == "Đặng Thu Hà"


def test_columns_drawn_with_blanks() -> None:
    close = "Nơi nhận:                          KT. GIÁM ĐỐC\n- UBND tỉnh (b/c);                 PHÓ GIÁM ĐỐC\n- Lưu: VT.\n                                   Trần Thị Kim Ngân"
    plan = read(TOP + close)
    assert [x.text for x in plan.recipients] == ["UBND tỉnh (b/c)", "Lưu: VT"]
    assert plan.signer is not None
    assert (plan.signer.name, plan.signer.title, plan.signer.capacity) == ("Trần Thị Kim Ngân", "Phó Giám đốc", "KT")


def test_what_follows_the_close_is_appendix() -> None:
    plan = read(
        TOP
        + "Nơi nhận:\n- Lưu: VT.\nTRƯỞNG PHÒNG\nĐặng Thu Hà\nPHỤ LỤC\nDANH SÁCH CÁC XÃ\n1. Xã Vật Lại\n2. Xã Phú Sơn"
    )
    assert [x.text for x in plan.recipients] == ["Lưu: VT"]
    assert [s.path for s in plan.sections if s.label][-3:] == ["PL", "PL/1", "PL/2"]
    assert next(s for s in plan.sections if s.path == "PL").heading == "DANH SÁCH CÁC XÃ"
