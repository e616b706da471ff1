"""HTML pages: flow, lists, tables, notes, what is dropped."""

from __future__ import annotations

import pytest

from extract.ingest import detect, read_bytes


def blocks(body: str):
    return read_bytes(
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>t</title></head><body>{body}</body></html>".encode(),
        "a",
    ).blocks


FLOW = [
    ("blanks and line ends of the source are one blank", "<p>Kế\n  hoạch <b>năm</b>\n 2024</p>", ["Kế hoạch năm 2024"]),
    ("text between blocks is a paragraph", "Mở đầu<p>giữa</p>cuối", ["Mở đầu", "giữa", "cuối"]),
    ("scripts, styles, comments and hidden parts are dropped", "<script>x</script><style>p{}</style><!-- c --><p>a<span style='display:none'>b</span></p><p hidden>c</p>", ["a"]),
    ("br parts paragraphs", "<p>UBND TỈNH<br><b>SỞ Y TẾ</b></p>", ["UBND TỈNH", "SỞ Y TẾ"]),
    ("nested inline tags make no gaps", "<p>T<b>h</b><i>ực</i> hiện</p>", ["Thực hiện"]),
    ("characters by name and number", "<p>98&nbsp;% &ge; 95 &#7871;</p>", ["98\xa0% ≥ 95 ế"]),
    ("preformatted text keeps its lines", "<pre>a  b\n c</pre>", ["a  b", " c"]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "body", "expected"), FLOW, ids=[c[0] for c in FLOW])
def test_flow(what, body, expected):
    assert [b.text for b in blocks(body)] == expected


LISTS = [
    ("decimal", "<ol><li>a<li>b</ol>", ["1.", "2."]),
    ("start and value", "<ol start=3><li>a</li><li value=7>b</li><li>c</li></ol>", ["3.", "7.", "8."]),
    ("Roman and letters", "<ol type=I><li>a<ol type=a><li>b</li><li>c</li></ol></li><li>d</li></ol>", ["I.", "a.", "b.", "II."]),
    ("backwards", "<ol reversed><li>a</li><li>b</li></ol>", ["2.", "1."]),
    ("style names", "<ol style='list-style-type: upper-roman'><li>a</li></ol>", ["I."]),
    ("no mark", "<ol style='list-style:none'><li>1. a</li></ol>", [None]),
    ("bullets", "<ul><li>a</li><li>- b</li></ul>", ["•", None]),
    ("typed numbers are not doubled", "<ol><li>1. a</li></ol>", [None]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "body", "labels"), LISTS, ids=[c[0] for c in LISTS])
def test_lists(what, body, labels):
    assert [b.label for b in blocks(body)] == labels


def test_letterhead_stands_column_by_column():
    got = blocks(
        "<table><tr><td>SỞ Y TẾ</td><td><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b></td></tr><tr><td>Số: 1/KH-SYT</td><td>Huế, ngày 1 tháng 2 năm 2024</td></tr></table>"
    )
    assert [(b.text, b.column) for b in got] == [
        ("SỞ Y TẾ", 0), ("Số: 1/KH-SYT", 0), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1), ("Huế, ngày 1 tháng 2 năm 2024", 1),
    ]  # fmt: skip


def test_data_table_with_spans():
    got = blocks(
        "<table border=1><tr><th rowspan=2>TT</th><th colspan=2>Kinh phí</th></tr><tr><th>Tỉnh</th><th>Xã</th></tr><tr><td>1</td><td>20<br>triệu</td><td></td></tr></table>"
    )
    assert [b.kind for b in got] == ["row"] * 3
    assert [b.header_row for b in got] == [True, True, False]
    assert [(c.text, c.row, c.col, c.rowspan, c.colspan) for b in got for c in b.cells] == [
        ("TT", 0, 0, 2, 1), ("Kinh phí", 0, 1, 1, 2), ("Tỉnh", 1, 1, 1, 1), ("Xã", 1, 2, 1, 1), ("1", 2, 0, 1, 1), ("20\ntriệu", 2, 1, 1, 1), ("", 2, 2, 1, 1),
    ]  # fmt: skip


def test_footnotes_follow_the_paragraph_that_refers_to_them():
    got = blocks(
        '<p>Theo Luật<sup><a href="#n1" id="r1">[1]</a></sup> này.</p><p>Sau.</p><div id="n1"><a href="#r1">[1]</a> Luật số 1.</div>'
    )
    assert [(b.kind, b.text) for b in got] == [
        ("paragraph", "Theo Luật này."),
        ("footnote", "Luật số 1."),
        ("paragraph", "Sau."),
    ]


def test_a_table_of_contents_is_no_footnote():
    got = blocks('<p><a href="#m1">I. Mục đích</a></p><h2 id="m1">I. Mục đích</h2>')
    assert [b.text for b in got] == ["I. Mục đích", "I. Mục đích"]


def test_looks():
    a, b, c, d = blocks(
        "<h2>A</h2><p style='text-align:center;font-weight:700'>B</p><p><b>1. Thời gian:</b> quý I</p><p align=center><i>D</i></p>"
    )
    assert (a.heading_level, a.bold) == (2, True)
    assert (b.centred, b.bold) == (True, True)
    assert c.text[: c.bold_prefix] == "1. Thời gian:"
    assert (d.italic, d.centred) == (True, True)


def test_the_encoding_that_the_page_names():
    page = "<html><head><meta charset='windows-1252'></head><body><p>“Năm” – 2024</p></body></html>".replace("ă", "a")
    assert read_bytes(page.encode("windows-1252"), "a").blocks[0].text == "“Nam” – 2024"


def test_entities_of_a_document_type_are_not_expanded():
    page = b'<!DOCTYPE html [<!ENTITY a "bomb"><!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>a &x; b</p></body></html>'
    text = " ".join(b.text for b in read_bytes(page, "a").blocks)
    assert "root:" not in text


@pytest.mark.parametrize(
    ("what", "data", "reader"),
    [
        ("a page", b"<html><body>x</body></html>", "html"),
        ("a piece of a page", b"  <p>x</p><p>y</p>", "html"),
        ("text that names a tag", "Dùng thẻ <p> trong bài.".encode(), "text"),
        ("text with angle brackets", b"<10 ha; >5 ha", "text"),
    ],
)
def test_is_it_html(what, data, reader):
    assert detect(data).name == reader
