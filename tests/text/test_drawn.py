"""Columns and tables that plain text draws with blanks, tabs, pipes or nothing."""

from __future__ import annotations

import hashlib

import pytest

from extract.ingest.base import Block, Source
from extract.text.canonical import canonicalise


def lines(text: str) -> list[tuple[int | None, str]]:
    data = text.encode()
    source = Source("t.txt", "text/plain", hashlib.sha256(data).hexdigest(), len(data), "text", [Block(x, wrapped=True) for x in text.split("\n")])  # fmt: skip
    c = canonicalise(source)
    return [(line.column, c.text[line.start : line.end]) for line in c.lines]


HEADS = [
    ("one tab", "HUYỆN ỦY A LƯỚI\tĐẢNG CỘNG SẢN VIỆT NAM\nBAN DÂN VẬN\tA Lưới, ngày 2 tháng 3 năm 2020\nKẾ HOẠCH\nDân vận khéo"),
    ("three blanks", "HUYỆN ỦY A LƯỚI      ĐẢNG CỘNG SẢN VIỆT NAM\nBAN DÂN VẬN           A Lưới, ngày 2 tháng 3 năm 2020\nKẾ HOẠCH\nDân vận khéo"),
    ("bare pipes", "|HUYỆN ỦY A LƯỚI|ĐẢNG CỘNG SẢN VIỆT NAM|\n|BAN DÂN VẬN|A Lưới, ngày 2 tháng 3 năm 2020|\n\nKẾ HOẠCH\nDân vận khéo"),
]  # fmt: skip


@pytest.mark.parametrize("text", [x for _, x in HEADS], ids=[x for x, _ in HEADS])
def test_a_head_in_two_columns_is_read_column_by_column(text: str) -> None:
    assert lines(text)[:4] == [
        (0, "HUYỆN ỦY A LƯỚI"),
        (0, "BAN DÂN VẬN"),
        (1, "ĐẢNG CỘNG SẢN VIỆT NAM"),
        (1, "A Lưới, ngày 2 tháng 3 năm 2020"),
    ]


def test_columns_that_were_glued_are_parted() -> None:
    text = "ỦY BAN NHÂN DÂNCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ IA PNÔNĐộc lập - Tự do - Hạnh phúc\nSố: 9/KH-UBNDIa Pnôn, ngày 4 tháng 5 năm 2019\nKẾ HOẠCH\nTrồng cây"
    assert [t for _, t in lines(text)[:6]] == [
        "ỦY BAN NHÂN DÂN", "XÃ IA PNÔN", "Số: 9/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Ia Pnôn, ngày 4 tháng 5 năm 2019",
    ]  # fmt: skip


def test_a_date_line_whose_blanks_were_never_filled_stays_whole() -> None:
    text = "SỞ Y TẾ              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTRẠM KIỂM DỊCH           Độc lập - Tự do - Hạnh phúc\n                      Lào Cai, ngày     tháng     năm 2022\nKẾ HOẠCH\nKiểm dịch"
    assert (1, "Lào Cai, ngày tháng năm 2022") in lines(text)


def test_two_signers_side_by_side_are_two_columns() -> None:
    text = "KẾ HOẠCH\nPhối hợp\n\nHai ngành thực hiện./.\n\nGIÁM ĐỐC SỞ TƯ PHÁP            TRƯỞNG BAN DÂN TỘC\n\nLê Thị Hạ                      Hồ Văn Ngưm\n\nNơi nhận:\n- Như trên."
    found = lines(text)
    assert found.index((0, "Lê Thị Hạ")) < found.index((1, "TRƯỞNG BAN DÂN TỘC")) < found.index((1, "Hồ Văn Ngưm"))


def test_lines_with_as_many_pipes_are_rows() -> None:
    text = "KẾ HOẠCH\nThi đua\n\nNgày | Việc | Ai làm\n5/3 | Họp giao ban | Văn phòng\n6/3 | Kiểm tra thôn 2 | Ông Y Blưm\n\nHết."
    assert "5/3\tHọp giao ban\tVăn phòng" in [t for _, t in lines(text)]


def test_a_lone_line_with_pipes_is_no_table() -> None:
    assert (None, "Liên hệ: 0912 | 0913") in lines("KẾ HOẠCH\nThi đua\n\nLiên hệ: 0912 | 0913\n\nHết.")


def test_a_bracket_that_opens_a_wrapped_line_goes_on() -> None:
    text = "KẾ HOẠCH\nThi đua\nBan Tổ chức ngày hội văn hóa các dân tộc xã vùng cao biên giới lần thứ ba\n(sau đây gọi tắt là Ban Tổ chức) ban hành kế hoạch như sau:\n1. Mục đích"
    assert any(
        t.endswith("lần thứ ba (sau đây gọi tắt là Ban Tổ chức) ban hành kế hoạch như sau:") for _, t in lines(text)
    )


def test_a_running_header_of_two_pages_goes_out() -> None:
    text = "KẾ HOẠCH\nThi đua\n\n1. Mục đích rõ ràng.\n\n                         2\nUBND XÃ ĐẮK NIA\n\n2. Yêu cầu cụ thể.\n\n                         3\nUBND XÃ ĐẮK NIA\n\n3. Kinh phí."
    assert not any("ĐẮK NIA" in t for _, t in lines(text))


def test_noise_of_a_million_marks_is_kept_as_it_stands() -> None:
    assert lines("*a" * 9000) == [(None, "*a" * 9000)]
