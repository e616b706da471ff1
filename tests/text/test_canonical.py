"""blocks → canonical text: what is cleaned, what is joined, what stays apart."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.ingest.base import Block, Cell, Source
from extract.text.canonical import canonicalise


def source(blocks: list[Block], media: str = "text/plain") -> Source:
    return Source("x", media, "0" * 64, 0, "test", blocks)


def plain(text: str) -> list[str]:
    return canonicalise(source([Block(t, wrapped=True) for t in text.split("\n")])).text.split("\n")


CLEAN = [
    ("blanks made one", "Số   người:\u00a0\u00a05", "Số người: 5"),
    ("decomposed letters", unicodedata.normalize("NFD", "Ủy ban nhân dân"), "Ủy ban nhân dân"),
    ("invisible characters", "Kế\u200b ho\u00adạch\ufeff năm\u202e nay", "Kế hoạch năm nay"),
    ("a mark parted from its letter", "a\u200b\u0301", "á"),
    ("strong marks", "**Sở Y tế** chủ trì", "Sở Y tế chủ trì"),
    ("strong marks, careless blanks", "**6. Sở Y tế: **Chủ trì", "6. Sở Y tế: Chủ trì"),
    ("emphasis", "các trang (*chính thức*) đã mở", "các trang (chính thức) đã mở"),
    ("underscores", "đây là _việc gấp_ nhé", "đây là việc gấp nhé"),
    ("heading marks", "## Nội dung", "Nội dung"),
    ("escapes", "1\\. Nội dung \\- phần đầu", "1. Nội dung - phần đầu"),
    ("entities and tags", "A&nbsp;&amp;&nbsp;B<br/>", "A & B"),
    ("a star that multiplies", "cỡ 3*4 m", "cỡ 3*4 m"),
    ("a star that notes", "số liệu (*) ước tính", "số liệu (*) ước tính"),
    ("a bullet star", "* Đối với trường", "* Đối với trường"),
    ("a blank to fill in", "Số: ____/KH-UBND", "Số: ____/KH-UBND"),
    ("name with underscore", "tệp bao_cao_thang", "tệp bao_cao_thang"),
    ("lone surrogate", "a\ud800b", "a\ufffdb"),
]


@pytest.mark.parametrize(("name", "text", "expected"), CLEAN, ids=[c[0] for c in CLEAN])
def test_clean(name: str, text: str, expected: str) -> None:
    assert plain(text) == [expected]


JOIN = [
    (
        "wrapped lines",
        "- Các tổ dân phố vận động nhân dân treo cờ trong dịp lễ và giữ gìn vệ\nsinh môi trường, bảo đảm an toàn giao thông trên các tuyến đường xã.\n- Nhà trường nhắc học sinh.",
        ["- Các tổ dân phố vận động nhân dân treo cờ trong dịp lễ và giữ gìn vệ sinh môi trường, bảo đảm an toàn giao thông trên các tuyến đường xã.", "- Nhà trường nhắc học sinh."],
    ),
    (
        "sentence cut by a page break",
        "Ủy ban nhân dân xã vận động các thôn tham gia giữ gìn vệ sinh đường\n\nlàng; treo cờ Tổ quốc.",
        ["Ủy ban nhân dân xã vận động các thôn tham gia giữ gìn vệ sinh đường làng; treo cờ Tổ quốc."],
    ),
    (
        "quantity behind a page break",
        "Phấn đấu trong năm nay toàn xã huy động các lực lượng trồng\n\n12.000 cây phi lao ven biển.",
        ["Phấn đấu trong năm nay toàn xã huy động các lực lượng trồng 12.000 cây phi lao ven biển."],
    ),
    (
        "heading and paragraph stay apart",
        "2.3. Tuyên truyền trong các hội nghị và trong các buổi sinh hoạt chi đoàn\n\nTổ chức hội nghị mỗi quý một lần.",
        ["2.3. Tuyên truyền trong các hội nghị và trong các buổi sinh hoạt chi đoàn", "Tổ chức hội nghị mỗi quý một lần."],
    ),
    ("items stay apart", "1. Mục đích\na) Nâng cao nhận thức\nb) Thống nhất hành động", ["1. Mục đích", "a) Nâng cao nhận thức", "b) Thống nhất hành động"]),
    ("bold heading over two lines", "**II. TỔ CHỨC\nTHỰC HIỆN**\n\n1. Sở Y tế", ["II. TỔ CHỨC THỰC HIỆN", "1. Sở Y tế"]),
    ("closing mark on its own line", "**ỦY BAN NHÂN DÂN\n**\nTỈNH AN HÒA\n\nKẾ HOẠCH", ["ỦY BAN NHÂN DÂN", "TỈNH AN HÒA", "KẾ HOẠCH"]),
    ("frame of the letter", "KẾ HOẠCH\nPhòng chống lụt bão\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn An",
     ["KẾ HOẠCH", "Phòng chống lụt bão", "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn An"]),
    ("code cut at its dash", "Thực hiện nghiêm các quy định của Nghị định số 30/2020/NĐ-\nCP ngày 05/3/2020.", ["Thực hiện nghiêm các quy định của Nghị định số 30/2020/NĐ-CP ngày 05/3/2020."]),
    ("ruler gone", "KẾ HOẠCH\n-------\n\nPhòng dịch", ["KẾ HOẠCH", "Phòng dịch"]),
    ("page numbers", "Đoạn đầu tiên của văn bản.\n\n2\n\nĐoạn thứ hai của văn bản.\n\n3\n\nĐoạn cuối.", ["Đoạn đầu tiên của văn bản.", "Đoạn thứ hai của văn bản.", "Đoạn cuối."]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), JOIN, ids=[c[0] for c in JOIN])
def test_join(name: str, text: str, expected: list[str]) -> None:
    assert plain(text) == expected


def test_enumeration_in_a_wrapped_sentence() -> None:
    text = (
        "Trường tổ chức các hoạt động gồm: (1) thi vẽ tranh về biển đảo quê hương;\n"
        "(2) thi kể chuyện theo sách dành cho học sinh khối lớp bốn và năm; (3) giao\nlưu bóng đá."
    )
    assert len(plain(text)) == 1


def test_pipe_table_of_one_cell_a_line() -> None:
    text = (
        "|\n**TT**\n|\n**Việc**\n|\n**Hạn**\n|\n|\n1\n|\nRà soát hồ\nsơ\n|\nTháng 3\n|\n|\n2\n|\nBáo cáo\n|\nTháng 9\n|"
    )
    c = canonicalise(source([Block(t, wrapped=True) for t in text.split("\n")]))
    assert c.text == "TT\tViệc\tHạn\n1\tRà soát hồ sơ\tTháng 3\n2\tBáo cáo\tTháng 9"
    assert [line.kind for line in c.lines] == ["row"] * 3
    assert c.lines[0].header_row
    assert not c.lines[1].header_row
    assert [c.text[a:b] for a, b in c.lines[1].cells] == ["1", "Rà soát hồ sơ", "Tháng 3"]


def test_letter_in_a_pipe_table_becomes_columns() -> None:
    text = "UBND XÃ AN HÒA\n-------\n|\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n|\n|\nSố: 5/KH-UBND\n|\nAn Hòa, ngày 2\ntháng 3 năm 2020\n|\n\nKẾ HOẠCH"
    c = canonicalise(source([Block(t, wrapped=True) for t in text.split("\n")]))
    assert c.text.split("\n") == ["UBND XÃ AN HÒA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 5/KH-UBND", "An Hòa, ngày 2 tháng 3 năm 2020", "KẾ HOẠCH"]  # fmt: skip
    assert [line.column for line in c.lines] == [0, 1, 0, 1, None]


def test_two_columns_drawn_with_blanks() -> None:
    text = "  UBND HUYỆN A            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n  PHÒNG Y TẾ                  Độc lập - Tự do - Hạnh phúc\n\n            KẾ HOẠCH"
    assert plain(text) == ["UBND HUYỆN A", "PHÒNG Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "KẾ HOẠCH"]  # fmt: skip


def test_row_with_spans_has_a_cell_for_each_column() -> None:
    cells = [Cell("Tổng", 0, 0, colspan=2), Cell("5", 0, 2)]
    c = canonicalise(source([Block("Tổng\t5", kind="row", cells=cells, table=1)], "application/pdf"))
    assert c.text == "Tổng\t\t5"
    assert [c.text[a:b] for a, b in c.lines[0].cells] == ["Tổng", "", "5"]


def test_footnote_stands_behind_the_line_that_was_open() -> None:
    blocks = [Block("Theo kế hoạch đã được phê duyệt từ đầu năm học này, các", wrapped=True, page=1), Block("1 Kế hoạch số 5.", kind="footnote", page=1),
              Block("tổ chuyên môn rà soát.", wrapped=True, page=2)]  # fmt: skip
    c = canonicalise(source(blocks, "application/pdf"))
    assert c.text == "Theo kế hoạch đã được phê duyệt từ đầu năm học này, các tổ chuyên môn rà soát.\n1 Kế hoạch số 5."
    assert [p[0] for p in c.pages] == [1, 2]
    assert c.text[c.pages[1][1] :].startswith("tổ chuyên môn")


def test_paragraphs_of_a_format_with_paragraphs_are_never_glued() -> None:
    blocks = [Block("Các đơn vị phối hợp"), Block("triển khai thực hiện")]
    assert canonicalise(source(blocks, "application/docx")).text == "Các đơn vị phối hợp\ntriển khai thực hiện"


def test_rebuilt_label_stands_in_the_text_and_maps_to_its_block() -> None:
    c = canonicalise(source([Block("Mục đích", label="1.1.")], "application/docx"))
    assert c.text == "1.1. Mục đích"
    assert c.offsets.origin(0) == (None, 0, 0)
    assert c.offsets.origin(5) == (None, 0, 0)
    assert c.offsets.offset(0, 4) == 9


WORDS = st.sampled_from(["kế hoạch", "I.", "1.", "- ", "**", "*", "|", "\u200b", "e\u0301", "Ủy", "\t", " ", "\u00a0", "2024", "\n", "\n\n", "./.", "Nơi nhận:", "KẾ HOẠCH", "😀", "(1)", "a)", "_", "#", "&amp;", "---", "=", "ý kiến;", "\ud800", "\x00"])  # fmt: skip


@given(st.lists(WORDS, max_size=60), st.sampled_from(["text/plain", "application/pdf"]))
@settings(max_examples=300, deadline=None)
def test_properties(parts: list[str], media: str) -> None:
    blocks = [Block(t, wrapped=True, page=1 + i // 5) for i, t in enumerate("".join(parts).split("\n"))]
    c = canonicalise(source(blocks, media))
    check(c, blocks)


@given(st.lists(st.text(max_size=40), max_size=12))
@settings(max_examples=300, deadline=None)
def test_properties_of_any_text(texts: list[str]) -> None:
    blocks = [Block(t) for t in texts]
    check(canonicalise(source(blocks, "application/docx")), blocks)


def check(c, blocks: list[Block]) -> None:
    assert unicodedata.is_normalized("NFC", c.text)
    assert "\n".join(c.text[x.start : x.end] for x in c.lines) == c.text
    for x in c.lines:
        line = c.text[x.start : x.end]
        assert "\n" not in line
        assert line == line.strip() or x.kind == "row"
    # every letter and digit came from the source, once, in order within its block, and the map leads there and back
    seen: list[tuple[int, int]] = []
    for i, ch in enumerate(c.text):
        if not ch.isalnum():
            continue
        origin = c.offsets.origin(i)
        assert origin is not None
        assert blocks[origin.block].page == origin.page
        raw = blocks[origin.block].text
        assert 0 <= origin.char < len(raw)
        seen.append((origin.block, origin.char))
    assert seen == sorted(seen) or any("|" in b.text for b in blocks)
    kept = "".join(ch for ch in c.text if ch.isalnum())
    if not any("&" in b.text or "<" in b.text for b in blocks):
        loose = unicodedata.normalize("NFD", "".join(b.text for b in blocks))
        bare = [ch for ch in loose if ch.isalnum()]
        pages = [ch for ch in unicodedata.normalize("NFD", kept) if ch.isalnum()]
        missing = len(bare) - len(pages)
        assert missing == 0 or any(b.text.strip(" -\u00a0\t*_").isdigit() for b in blocks)
