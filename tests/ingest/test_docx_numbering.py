"""Automatic numbers of Word documents, as Word shows them."""

from __future__ import annotations

import pytest

from extract.ingest import read_bytes
from extract.ingest.docx_numbering import format_number
from tests.ingest.build import abstract, docx, level, num, p

DECIMAL3 = abstract(0, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."), level(2, "decimal", "%1.%2.%3."))
ROMAN = abstract(1, level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)"))
LEGAL = abstract(2, level(0, "upperRoman", "Điều %1."), level(1, "decimal", "%1.%2.", more="<w:isLgl/>"))
BULLETS = abstract(
    3, level(0, "bullet", "-"), level(1, "bullet", "+"),
    level(2, "bullet", "\uf0b7", more='<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>'),
    level(3, "bullet", "\uf0a7", more='<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'),
)  # fmt: skip
RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'

# (what the case is about, numbering.xml, [(numId, ilvl) …], labels that Word shows)
CASES = [
    ("one level counts on", DECIMAL3 + num(1, 0), [(1, 0), (1, 0), (1, 0)], ["1.", "2.", "3."]),
    ("a lower level starts again below each upper one", DECIMAL3 + num(1, 0), [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)], ["1.", "1.1.", "1.2.", "2.", "2.1."]),
    ("three levels", DECIMAL3 + num(1, 0), [(1, 0), (1, 1), (1, 2), (1, 2), (1, 1)], ["1.", "1.1.", "1.1.1.", "1.1.2.", "1.2."]),
    ("a level that was jumped over shows its first number", DECIMAL3 + num(1, 0), [(1, 0), (1, 2)], ["1.", "1.1.1."]),
    ("Roman, decimal, letter", ROMAN + num(1, 1), [(1, 0), (1, 1), (1, 2), (1, 2), (1, 0), (1, 1)], ["I.", "1.", "a)", "b)", "II.", "1."]),
    ("isLgl shows the upper level's Roman number as a decimal", LEGAL + num(1, 2), [(1, 0), (1, 0), (1, 1)], ["Điều I.", "Điều II.", "2.1."]),
    ("bullets keep their sign, symbol fonts are put into Unicode", BULLETS + num(1, 3), [(1, 0), (1, 1), (1, 2), (1, 3)], ["-", "+", "•", "▪"]),
    ("two lists of one kind share their counter", DECIMAL3 + num(1, 0) + num(2, 0), [(1, 0), (1, 0), (2, 0)], ["1.", "2.", "3."]),
    ("startOverride restarts once", DECIMAL3 + num(1, 0) + num(2, 0, RESTART), [(1, 0), (1, 0), (2, 0), (2, 0)], ["1.", "2.", "1.", "2."]),
    ("a level may be overridden as a whole", DECIMAL3 + num(1, 0, f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1/")}</w:lvlOverride>'), [(1, 0), (1, 0)], ["A/", "B/"]),
    ("a list may start elsewhere", abstract(0, level(0, "decimal", "%1)", start=5)) + num(1, 0), [(1, 0), (1, 0)], ["5)", "6)"]),
    ("lvlRestart 0 lets a level run on", abstract(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", more='<w:lvlRestart w:val="0"/>')) + num(1, 0), [(1, 0), (1, 1), (1, 0), (1, 1)], ["I.", "1.", "II.", "2."]),
    ("decimalZero", abstract(0, level(0, "decimalZero", "%1.")) + num(1, 0), [(1, 0)], ["01."]),
    ("no text, no label", abstract(0, level(0, "none", "")) + num(1, 0), [(1, 0)], [None]),
    ("numId 0 takes the number away", DECIMAL3 + num(1, 0), [(1, 0), (0, 0), (1, 0)], ["1.", None, "2."]),
    ("a list that is not there", DECIMAL3 + num(1, 0), [(9, 0)], [None]),
    ("no numbering.xml at all", "", [(1, 0)], [None]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "numbering", "items", "labels"), CASES, ids=[c[0] for c in CASES])
def test_labels(what, numbering, items, labels):
    body = "".join(p("Nội dung", num=n) for n in items)
    source = read_bytes(docx(body, numbering), "a")
    assert [b.label for b in source.blocks] == labels
    assert all(b.text == "Nội dung" for b in source.blocks)


STYLES = (
    '<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Muc"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="MucCon"><w:name w:val="Muc con"/><w:basedOn w:val="Muc"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="KhongSo"><w:name w:val="Khong so"/><w:basedOn w:val="Muc"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="numbering" w:styleId="DanhSach"><w:name w:val="Danh sach"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
)


def test_numbers_that_sit_on_styles():
    numbering = abstract(
        0,
        level(0, "upperRoman", "%1.", more='<w:pStyle w:val="Muc"/>'),
        level(1, "decimal", "%2.", more='<w:pStyle w:val="MucCon"/>'),
    ) + num(1, 0)
    body = (
        p("Mục đích", style="Muc")
        + p("Yêu cầu", style="MucCon")
        + p("Ghi chú", style="KhongSo")
        + p("Nội dung", style="Muc")
    )
    source = read_bytes(docx(body, numbering, STYLES), "a")
    assert [(b.label, b.label_level) for b in source.blocks] == [("I.", 0), ("1.", 1), (None, None), ("II.", 0)]


def test_numid_0_on_a_paragraph_beats_its_style():
    numbering = abstract(0, level(0, "upperRoman", "%1.", more='<w:pStyle w:val="Muc"/>')) + num(1, 0)
    body = p("Mục đích", style="Muc") + p("không số", style="Muc", num=(0, 0)) + p("Yêu cầu", style="Muc")
    assert [b.label for b in read_bytes(docx(body, numbering, STYLES), "a").blocks] == ["I.", None, "II."]


def test_a_list_that_links_to_a_numbering_style():
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="DanhSach"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="DanhSach"/>{level(0, "lowerLetter", "%1)")}</w:abstractNum>'
        + num(1, 0)
        + num(2, 1)
    )
    body = p("một", num=(1, 0)) + p("hai", num=(1, 0))
    assert [b.label for b in read_bytes(docx(body, numbering, STYLES), "a").blocks] == ["a)", "b)"]


def test_a_custom_format_with_zeros():
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>'
    )
    assert read_bytes(docx(p("x", num=(1, 0)), abstract(0, custom) + num(1, 0)), "a").blocks[0].label == "001"


def test_deleted_and_hidden_paragraphs_do_not_count():
    numbering = DECIMAL3 + num(1, 0)
    gone = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del w:id="2"><w:r><w:delText>bỏ</w:delText></w:r></w:del></w:p>'
    hidden = p("ẩn", num=(1, 0), rpr="<w:vanish/>")
    source = read_bytes(docx(p("một", num=(1, 0)) + gone + hidden + p("hai", num=(1, 0)), numbering), "a")
    assert [(b.label, b.text) for b in source.blocks] == [("1.", "một"), ("2.", "hai")]


@pytest.mark.parametrize(
    ("n", "fmt", "shown"),
    [
        (4, "upperRoman", "IV"), (49, "lowerRoman", "xlix"), (26, "lowerLetter", "z"), (27, "upperLetter", "AA"), (28, "lowerLetter", "bb"),
        (7, "decimalZero", "07"), (15, "vietnameseCounting", "mười lăm"), (21, "vietnameseCounting", "hai mươi mốt"),
        (24, "vietnameseCounting", "hai mươi tư"), (3, "aFormatOfTomorrow", "3"), (0, "upperRoman", "0"),
    ],
)  # fmt: skip
def test_number_formats(n, fmt, shown):
    assert format_number(n, fmt) == shown
