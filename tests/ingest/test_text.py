"""Plain text and Markdown, and which of the two a file is."""

from __future__ import annotations

import codecs

import pytest

from extract.ingest import IngestError, detect, read_bytes
from extract.ingest.text import decode

PLAN = "KẾ HOẠCH\nNăm 2024\n\nI. MỤC ĐÍCH\n- Nâng cao nhận thức;\n"


@pytest.mark.parametrize(
    ("what", "data", "encoding"),
    [
        ("UTF-8", PLAN.encode(), "utf-8"),
        ("UTF-8 with a mark", codecs.BOM_UTF8 + PLAN.encode(), "utf-8"),
        ("UTF-16 little end first, with a mark", codecs.BOM_UTF16_LE + PLAN.encode("utf-16-le"), "utf-16-le"),
        ("UTF-16 big end first, with a mark", codecs.BOM_UTF16_BE + PLAN.encode("utf-16-be"), "utf-16-be"),
        ("UTF-16 little end first, unmarked", PLAN.encode("utf-16-le"), "utf-16-le"),
        ("UTF-16 big end first, unmarked", PLAN.encode("utf-16-be"), "utf-16-be"),
        ("UTF-32 with a mark", codecs.BOM_UTF32_LE + PLAN.encode("utf-32-le"), "utf-32-le"),
    ],
)
def test_encodings(what, data, encoding):
    assert decode(data) == (PLAN, encoding, True)
    source = read_bytes(data, "x")
    assert source.reader == "text"
    assert [b.text for b in source.blocks] == ["KẾ HOẠCH", "Năm 2024", "", "I. MỤC ĐÍCH", "- Nâng cao nhận thức;"]
    assert all(b.wrapped for b in source.blocks)


def test_bytes_that_are_no_utf8_are_told():
    source = read_bytes("Kế hoạch năm học".encode() + b"\xff\xfe x", "x")
    assert [w.code for w in source.warnings] == ["undecodable-bytes"]


@pytest.mark.parametrize(
    ("what", "text", "lines"),
    [
        ("Windows and old Mac line ends", "a\r\nb\rc", ["a", "b", "c"]),
        ("Unicode line and paragraph separators", "a\u2028b\u2029c", ["a", "b", "c"]),
        (
            "NEL and the ASCII separators are no line ends",
            "một dòng\x85vẫn dòng ấy\x1cvà nữa",
            ["một dòng\x85vẫn dòng ấy\x1cvà nữa"],
        ),
        ("blank lines stay", "a\n\n\nb\n", ["a", "", "", "b"]),
    ],
)
def test_lines(what, text, lines):
    assert [b.text for b in read_bytes(text.encode(), "x").blocks] == lines


def test_form_feeds_part_pages_and_lone_page_numbers_go():
    source = read_bytes("Trang đầu\nhết trang,\n\f        2\n\ncâu còn lại. 15\n\f3\nTrang cuối\n\f".encode(), "x")
    assert source.pages == 3
    assert [(b.text, b.page) for b in source.blocks] == [
        ("Trang đầu", 1),
        ("hết trang,", 1),
        ("câu còn lại. 15", 2),
        ("Trang cuối", 3),
    ]


MARKDOWN = """# KẾ HOẠCH

**Năm 2024**

Đoạn văn bị ngắt
dòng ở đây[^1].

## I. MỤC ĐÍCH

1. Một
3. Ba **đậm**
   - con
   + cộng

a) chữ a
b) chữ b

| TT | Việc |
|----|------|
| 1 | **Làm** ngay<br>và luôn |

[^1]: Chú thích
    hai dòng.
"""


def test_markdown():
    source = read_bytes(MARKDOWN.encode(), "x.txt")
    assert source.reader == "markdown"
    got = [(b.label, b.text) for b in source.blocks if b.text]
    assert got == [
        (None, "KẾ HOẠCH"), (None, "Năm 2024"), (None, "Đoạn văn bị ngắt"), (None, "dòng ở đây."), (None, "Chú thích hai dòng."),
        (None, "I. MỤC ĐÍCH"), ("1.", "Một"), ("3.", "Ba đậm"), ("-", "con"), ("+", "cộng"), (None, "a) chữ a"), (None, "b) chữ b"),
        (None, "TT\tViệc"), (None, "1\tLàm ngay\nvà luôn"),
    ]  # fmt: skip
    by_text = {b.text: b for b in source.blocks}
    assert by_text["KẾ HOẠCH"].heading_level == 1
    assert by_text["I. MỤC ĐÍCH"].heading_level == 2
    assert by_text["Năm 2024"].bold
    assert by_text["Chú thích hai dòng."].kind == "footnote"
    assert [b.header_row for b in source.blocks if b.kind == "row"] == [True, False]


def test_numbers_repeated_in_markdown_are_counted():
    text = "# Kế hoạch\n\n1. một\n1. hai\n1. ba\n"
    assert [b.label for b in read_bytes(text.encode(), "x").blocks if b.label] == ["1.", "2.", "3."]


@pytest.mark.parametrize(
    ("what", "text", "reader"),
    [
        ("headings with #", "# Kế hoạch\n\nĐoạn.\n", "markdown"),
        ("a pipe table", "Bảng:\n\n| TT | Việc |\n|---|---|\n| 1 | x |\n", "markdown"),
        ("numbered text", "KẾ HOẠCH\n1. Mục đích\n- Một\n", "text"),
        ("a hashtag", "Gắn thẻ #ngayhoi trên mạng\n#ngayhoi\n", "text"),
        (
            "stray marks of a flattened table",
            "**ỦY BAN\n**\n-------\n|\n**CỘNG HÒA\nVIỆT NAM**\n|\n|\nSố: 1/KH\n|\n",
            "text",
        ),
        ("bold headings alone", "**I. Mục đích**\n\nĐoạn (*chính thống*).\n", "text"),
        ("stray marks outweigh one heading sign", "|\n|\n|\n**A\n**\n# 1\n|\n", "text"),
    ],
)
def test_markdown_or_text(what, text, reader):
    assert detect(text.encode()).name == reader


@pytest.mark.parametrize(
    ("what", "data", "code"),
    [
        ("an empty file", b"", "empty-file"),
        ("nothing but blanks", b"  \n", "no-text"),
        ("a page without anything", b"<html><body></body></html>", "no-text"),
        ("an old Word document", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "unsupported-format"),
        (
            "a locked Word document",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
        ),
        (
            "an Outlook mail",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__substg1.0_".encode("utf-16-le"),
            "unsupported-format",
        ),
        ("a zip of other things", b"PK\x05\x06" + b"\0" * 18, "unsupported-format"),
        ("bytes of no format", bytes(range(1, 9)) * 100, "unsupported-format"),
    ],
)
def test_what_is_not_read_is_refused_with_a_way_out(what, data, code):
    with pytest.raises(IngestError) as caught:
        read_bytes(data, "plan.docx")
    assert (caught.value.code, bool(caught.value.remedy)) == (code, True)


def test_the_name_does_not_choose_the_reader():
    assert read_bytes(PLAN.encode(), "plan.pdf").reader == "text"
    assert read_bytes(b"<html><body><p>x</p></body></html>", "plan.docx").reader == "html"
