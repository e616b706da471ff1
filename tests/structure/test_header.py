"""Heads of plans as different authorities write them, 2008 to 2025."""

from __future__ import annotations

import pytest

from tests.structure.helper import read

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"

HEADS = [
    (
        "ward",
        f"ỦY BAN NHÂN DÂN\nPHƯỜNG BÌNH MINH\nSố: 14/KH-UBND\n{MOTTO}\nBình Minh, ngày 09 tháng 02 năm 2021\nKẾ HOẠCH\nTổ chức Tết trồng cây năm 2021",
        {"issuer": "Ủy ban nhân dân phường Bình Minh", "number": "14", "symbol": "KH-UBND", "code": "14/KH-UBND", "place": "Bình Minh", "issued_on": "2021-02-09", "doc_type": "Kế hoạch", "title": "Tổ chức Tết trồng cây năm 2021", "parent_issuer": None},
    ),
    (
        "department of a province, number never filled",
        f"UBND TỈNH KON TUM\nSỞ NỘI VỤ\nSố:      /KH - SNV\n{MOTTO}\nKon Tum, ngày     tháng 11 năm 2016\nKẾ HOẠCH\nRà soát hồ sơ cán bộ",
        {"issuer": "Sở Nội vụ tỉnh Kon Tum", "parent_issuer": "Ủy ban nhân dân tỉnh Kon Tum", "number": None, "symbol": "KH-SNV", "code": None, "issued_on": "2016-11"},
    ),
    (
        "day and month left in dots",
        f"UBND HUYỆN ĐẠI LỘC\nPHÒNG Y TẾ\nSố: …/KH-YT\n{MOTTO}\nĐại Lộc, ngày … tháng … năm 2019\nKẾ HOẠCH\nPhòng, chống sốt xuất huyết",
        {"issuer": "Phòng Y tế huyện Đại Lộc", "parent_issuer": "Ủy ban nhân dân huyện Đại Lộc", "number": None, "issued_on": "2019"},
    ),
    (
        "party committee",
        f"ĐẢNG BỘ TỈNH LÂM ĐỒNG\nĐẢNG ỦY XÃ HÀM THUẬN\n*\nSố 07-KH/ĐU\n{PARTY}\nHàm Thuận, ngày 03 tháng 9 năm 2025\nKẾ HOẠCH\nhọc tập nghị quyết\n-----",
        {"issuer": "Đảng ủy xã Hàm Thuận", "parent_issuer": "Đảng bộ tỉnh Lâm Đồng", "number": "07", "symbol": "KH/ĐU", "code": "07-KH/ĐU", "title": "Học tập nghị quyết", "issued_on": "2025-09-03"},
    ),
    (
        "board of a party committee",
        f"TỈNH ỦY GIA LAI\nBAN DÂN VẬN\n*\nSố 21-KH/BDVTU\n{PARTY}\nPleiku, ngày 2 tháng 4 năm 2013\nKẾ HOẠCH\nkhảo sát mô hình dân vận khéo",
        {"issuer": "Ban Dân vận Tỉnh ủy Gia Lai", "parent_issuer": "Tỉnh ủy Gia Lai", "code": "21-KH/BDVTU"},
    ),
    (
        "school below a district's office",
        f"PHÒNG GD&ĐT HUYỆN ĐAN PHƯỢNG\nTRƯỜNG TIỂU HỌC HOA MAI\nSố: 8/KH-THHM\n{MOTTO}\nĐan Phượng, ngày 15 tháng 9 năm 2022\nKẾ HOẠCH\nNgày hội đọc sách",
        {"issuer": "Trường Tiểu học Hoa Mai", "parent_issuer": "Phòng Giáo dục và Đào tạo huyện Đan Phượng"},
    ),
    (
        "hospital",
        f"SỞ Y TẾ THÁI BÌNH\nBỆNH VIỆN ĐA KHOA HUYỆN TIỀN HẢI\nSố: 31/KH-BV\n{MOTTO}\nTiền Hải, ngày 4 tháng 1 năm 2018\nKẾ HOẠCH\nCải tiến chất lượng",
        {"issuer": "Bệnh viện Đa khoa huyện Tiền Hải", "parent_issuer": "Sở Y tế tỉnh Thái Bình"},
    ),
    (
        "front",
        f"ỦY BAN MTTQ VIỆT NAM\nHUYỆN CẦN GIỜ\nSố: 21/KH-MTTQ-BTT\n{MOTTO}\nCần Giờ, ngày 12 tháng 4 năm 2021\nKẾ HOẠCH\nGiám sát dân chủ cơ sở",
        {"issuer": "Ủy ban Mặt trận Tổ quốc Việt Nam huyện Cần Giờ", "symbol": "KH-MTTQ-BTT"},
    ),
    (
        "union",
        f"LIÊN ĐOÀN LAO ĐỘNG TỈNH PHÚ THỌ\nCÔNG ĐOÀN VIÊN CHỨC\nSố: 08/KH-CĐVC\n{MOTTO}\nPhú Thọ, ngày 20 tháng 02 năm 2020\nKẾ HOẠCH\nHội thao cán bộ",
        {"issuer": "Công đoàn Viên chức tỉnh Phú Thọ", "parent_issuer": "Liên đoàn Lao động tỉnh Phú Thọ"},
    ),
    (
        "police, urgent, secret",
        f"CÔNG AN TỈNH HÀ NAM\nCÔNG AN THÀNH PHỐ PHỦ LÝ\nSố: 15/KH-CATP\nMẬT\nHỎA TỐC\n{MOTTO}\nPhủ Lý, ngày 9 tháng 12 năm 2014\nKẾ HOẠCH\nTuần tra đêm",
        {"issuer": "Công an thành phố Phủ Lý", "confidentiality": "Mật", "urgency": "Hỏa tốc"},
    ),
    (
        "columns glued by OCR",
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHUYỆN BA VÌ Độc lập - Tự do - Hạnh phúc\nSố: 88 /KH-UBND Ba Vì, ngày 9 tháng 10 năm 2012\n\nKẾ HOẠCH\nPhòng dịch gia cầm",
        {"issuer": "Ủy ban nhân dân huyện Ba Vì", "code": "88/KH-UBND", "place": "Ba Vì", "issued_on": "2012-10-09"},
    ),
    (
        "columns drawn with blanks",
        "   UBND THÀNH PHỐ CẦN THƠ             CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n     SỞ DU LỊCH                          Độc lập - Tự do - Hạnh phúc\n  Số: 5/KH-SDL                       Cần Thơ, ngày 02 tháng 3 năm 2017\n\n                KẾ HOẠCH\n        Đón khách mùa lễ hội",
        {"issuer": "Sở Du lịch thành phố Cần Thơ", "code": "5/KH-SDL", "issued_on": "2017-03-02", "title": "Đón khách mùa lễ hội"},
    ),
    (
        "no head at all: the body that speaks",
        "KẾ HOẠCH\nTổng vệ sinh môi trường\n\nĐể chào mừng ngày lễ, UBND thị xã Hồng Lĩnh ban hành Kế hoạch tổng vệ sinh như sau:\nI. MỤC ĐÍCH",
        {"issuer": "Ủy ban nhân dân thị xã Hồng Lĩnh", "title": "Tổng vệ sinh môi trường", "number": None, "issued_on": None},
    ),
    (
        "title in capitals over two lines takes the body's case",
        f"UBND TỈNH KON TUM\nSỞ Y TẾ\n{MOTTO}\nKẾ HOẠCH\nTIÊM CHỦNG CHO TRẺ EM\nTẠI HUYỆN ĐĂK TÔ NĂM 2015\nNhằm bảo vệ trẻ em tại huyện Đăk Tô, Sở Y tế tổ chức tiêm chủng như sau:\nI. MỤC TIÊU",
        {"title": "Tiêm chủng cho trẻ em tại huyện Đăk Tô năm 2015"},
    ),
    (
        "type and title on one line",
        f"UBND XÃ AN HÒA\n{MOTTO}\nKẾ HOẠCH Phát động thi đua năm 2017\n\nI. MỤC ĐÍCH",
        {"doc_type": "Kế hoạch", "title": "Phát động thi đua năm 2017", "issuer": "Ủy ban nhân dân xã An Hòa"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), HEADS, ids=[c[0] for c in HEADS])
def test_head(name: str, text: str, expected: dict[str, str | None]) -> None:
    plan = read(text)
    assert {k: getattr(plan.header, k) for k in expected} == expected
    for a, b in plan.header_spans.values():
        assert 0 <= a <= b <= len(plan.text)


def test_a_note_in_brackets_is_no_title() -> None:
    plan = read("KẾ HOẠCH\nChuyển đổi số năm 2024\n(Ban hành kèm theo Quyết định số 5/QĐ-SYT)\n\nI. MỤC TIÊU")
    assert plan.header.title == "Chuyển đổi số năm 2024"


def test_bare_text_has_no_header() -> None:
    plan = read("Các xã báo cáo trước ngày 5 hằng tháng.")
    assert plan.header.model_dump(exclude_none=True) == {}
    assert plan.signer is None
    assert plan.recipients == []
