"""Word documents: reading order, tables, boxes, notes, tracked changes, fields, looks."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from extract.ingest import IngestError, read_bytes, read_source
from extract.ingest.limits import DEFAULT, use
from tests.ingest.build import abstract, docx, level, num, p, tbl, tc

SHARED = Path(__file__).parents[2] / "../shared/plans"


def blocks(body: str, **parts):
    return read_bytes(docx(body, **parts), "a").blocks


def texts(body: str, **parts) -> list[str]:
    return [b.text for b in blocks(body, **parts)]


def r(text: str, props: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{props}</w:rPr>" if props else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


BOX_TEXT = f"<w:txbxContent>{p('HỎA TỐC')}</w:txbxContent>"
BOX = (
    f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>{BOX_TEXT}</wps:txbx></wps:wsp></w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict><v:shape><v:textbox>{BOX_TEXT}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF muc1 \\h </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Phụ lục 1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)

# (what the case is about, children of w:body, texts of the blocks)
PARAGRAPHS = [
    ("insertions are kept, deletions are not", f'<w:p>{r("Giao Phòng ")}<w:del w:id="1"><w:r><w:delText>Nội vụ</w:delText></w:r></w:del><w:ins w:id="2">{r("Y tế")}</w:ins></w:p>', ["Giao Phòng Y tế"]),
    ("moved text stands once, where it went to", f'<w:p><w:moveFrom w:id="1">{r("trước ")}</w:moveFrom>{r("giữa ")}<w:moveTo w:id="2">{r("sau")}</w:moveTo></w:p>', ["giữa sau"]),
    ("a paragraph whose end was deleted runs on in the next", f'<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>{r("Tổ chức ")}</w:p>' + p("lễ phát động"), ["Tổ chức lễ phát động"]),
    ("hidden text is left out", f'<w:p>{r("hiện")}{r(" ẩn", "<w:vanish/>")}</w:p>', ["hiện"]),
    ("vanish switched off again", f'<w:p>{r("hiện", "<w:vanish w:val=&quot;0&quot;/>".replace("&quot;", chr(34)))}</w:p>', ["hiện"]),
    ("a field shows its result, not its instruction", f"<w:p>{r('Theo ')}{FIELD}{r('.')}</w:p>", ["Theo Phụ lục 1."]),
    ("a simple field", f'<w:p><w:fldSimple w:instr="DATE">{r("01/6/2024")}</w:fldSimple></w:p>', ["01/6/2024"]),
    ("links and content controls are seen through", f"<w:p><w:hyperlink>{r('trang tin')}</w:hyperlink><w:sdt><w:sdtContent>{r(' điện tử')}</w:sdtContent></w:sdt></w:p>", ["trang tin điện tử"]),
    ("a content control around paragraphs", f"<w:sdt><w:sdtContent>{p('một')}{p('hai')}</w:sdtContent></w:sdt>", ["một", "hai"]),
    ("soft line break and tab", "<w:p><w:r><w:t>KẾ HOẠCH</w:t><w:br/><w:t>Năm</w:t><w:tab/><w:t>2024</w:t></w:r></w:p>", ["KẾ HOẠCH\nNăm\t2024"]),
    ("hyphens that do not break, and those that only may", "<w:p><w:r><w:t>2020</w:t><w:noBreakHyphen/><w:t>2025 phát</w:t><w:softHyphen/><w:t>triển</w:t></w:r></w:p>", ["2020-2025 pháttriển"]),
    ("symbols come in Unicode", '<w:p><w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t xml:space="preserve"> 98%; </w:t><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>', ["≥ 98%; ✓"]),
    ("a text box stands once, behind the paragraph it is tied to", f"<w:p>{r('SỞ Y TẾ')}{BOX}</w:p>", ["SỞ Y TẾ", "HỎA TỐC"]),
    ("a paragraph that only carries a box gives no empty block", f"<w:p>{BOX}</w:p>", ["HỎA TỐC"]),
    ("text set in capitals reads as it is shown", p("Mục đích", rpr="<w:caps/>"), ["MỤC ĐÍCH"]),
    ("formulas keep their signs", "<w:p><m:oMath><m:r><m:t>x≥5</m:t></m:r></m:oMath></w:p>", ["x≥5"]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "body", "expected"), PARAGRAPHS, ids=[c[0] for c in PARAGRAPHS])
def test_paragraphs(what, body, expected):
    assert texts(body) == expected


def test_letterhead_is_read_column_by_column_with_or_without_borders():
    head = [
        [tc(p("UBND TỈNH B")), tc(p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))],
        [tc(p("Số: 5/KH-UBND")), tc(p("B, ngày 2 tháng 3 năm 2024"))],
    ]
    for borders in (True, False):
        got = blocks(tbl(*head, borders=borders))
        assert [(b.text, b.column) for b in got] == [
            ("UBND TỈNH B", 0), ("Số: 5/KH-UBND", 0), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1), ("B, ngày 2 tháng 3 năm 2024", 1),
        ]  # fmt: skip
        assert all(b.kind == "paragraph" for b in got)


def test_an_empty_column_between_two_is_no_column():
    got = blocks(tbl([tc(p("Nơi nhận:"), p("- Lưu: VT.")), tc(), tc(p("GIÁM ĐỐC"))], borders=False))
    assert [(b.text, b.column) for b in got] == [("Nơi nhận:", 0), ("- Lưu: VT.", 0), ("GIÁM ĐỐC", 1)]


def test_data_table_rows_carry_cells_and_a_head():
    rows = [
        [tc(p("TT")), tc(p("Nhiệm vụ")), tc(p("Thời hạn"))],
        [tc(p("1")), tc(p("Rà soát"), p("Tổng hợp")), tc(p("Quý I"))],
        [tc(p("2")), tc(p("Báo cáo")), tc()],
    ]
    got = blocks(tbl(*rows))
    assert [b.kind for b in got] == ["row"] * 3
    assert [b.header_row for b in got] == [True, False, False]
    assert got[1].text == "1\tRà soát\nTổng hợp\tQuý I"
    assert [(c.text, c.row, c.col) for c in got[2].cells] == [("2", 2, 0), ("Báo cáo", 2, 1), ("", 2, 2)]
    assert {b.table for b in got} == {1}


def test_merged_cells():
    rows = [
        [tc(p("TT"), merge="restart"), tc(p("Kinh phí"), span=2)],
        [tc(merge="go"), tc(p("Tỉnh")), tc(p("Huyện"))],
        [tc(p("1")), tc(p("20")), tc(p("30"))],
        [tc(p("2")), tc(p("40")), tc(p("50"))],
    ]
    got = blocks(tbl(*rows))
    assert [(c.text, c.col, c.rowspan, c.colspan) for c in got[0].cells] == [("TT", 0, 2, 1), ("Kinh phí", 1, 1, 2)]
    assert [(c.text, c.col) for c in got[1].cells] == [("Tỉnh", 1), ("Huyện", 2)]
    assert [b.header_row for b in got] == [True, True, False, False]


def test_automatic_numbers_in_cells_stand_in_the_text():
    numbering = abstract(0, level(0, "decimal", "%1")) + num(1, 0)
    rows = [[tc(p("TT")), tc(p("Việc"))], [tc(p(num=(1, 0))), tc(p("Rà soát"))], [tc(p(num=(1, 0))), tc(p("Báo cáo"))]]
    assert [b.text for b in blocks(tbl(*rows), numbering=numbering)] == ["TT\tViệc", "1\tRà soát", "2\tBáo cáo"]


def test_a_box_of_one_cell_is_running_text():
    got = blocks(tbl([tc(p("Một đoạn trong khung."), p("Đoạn thứ hai."))]))
    assert [(b.kind, b.text, b.column) for b in got] == [
        ("paragraph", "Một đoạn trong khung.", None),
        ("paragraph", "Đoạn thứ hai.", None),
    ]


def test_nested_tables():
    inner = tbl([tc(p("a")), tc(p("b"))], [tc(p("c")), tc(p("d"))])
    rows = [[tc(p("TT")), tc(p("Nội dung"))], [tc(p("1")), tc(p("gồm:"), inner, p())]]
    assert blocks(tbl(*rows))[1].text == "1\tgồm:\na b\nc d"
    layout = tbl(
        [
            tc(p("SỞ A")),
            tc(p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), tbl([tc(p("x")), tc(p("y"))], [tc(p("1")), tc(p("2"))]), p()),
        ],
        borders=False,
    )
    assert [b.kind for b in blocks(layout)] == ["paragraph", "paragraph", "row", "row", "paragraph"]


def test_deleted_rows_are_left_out():
    table = tbl([tc(p("TT")), tc(p("Việc"))], [tc(p("1")), tc(p("bỏ"))], [tc(p("2")), tc(p("giữ"))]).replace(
        "<w:tr><w:tc><w:tcPr></w:tcPr>" + p("1"),
        '<w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc><w:tcPr></w:tcPr>' + p("1"),
    )
    assert [b.text for b in blocks(table)] == ["TT\tViệc", "2\tgiữ"]


def test_footnote_follows_the_block_that_refers_to_it():
    notes = f'<w:footnote w:type="separator" w:id="-1">{p("---")}</w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{r(" Theo Luật số 1.")}</w:p></w:footnote>'
    body = f'<w:p>{r("Đoạn có chú thích")}<w:r><w:footnoteReference w:id="2"/></w:r>{r(" ở giữa.")}</w:p>' + p(
        "Đoạn sau."
    )
    assert [(b.kind, b.text) for b in blocks(body, footnotes=notes)] == [
        ("paragraph", "Đoạn có chú thích ở giữa."), ("footnote", "Theo Luật số 1."), ("paragraph", "Đoạn sau."),
    ]  # fmt: skip


STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:styleId="Dam"><w:name w:val="Dam"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Con"><w:name w:val="Con"/><w:basedOn w:val="Dam"/><w:rPr><w:sz w:val="26"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Manh"><w:name w:val="Manh"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>'
)


def test_looks_come_from_styles_and_runs():
    body = (
        p("a", style="Con")
        + p("b")
        + p("c", style="Con", rpr='<w:b w:val="0"/>')
        + p("d", style="Dam", rpr='<w:rStyle w:val="Manh"/>')
        + p("e", style="Heading2")
    )
    got = blocks(body, styles=STYLES)
    assert [(b.bold, b.centred, b.size) for b in got[:3]] == [
        (True, True, 13.0),
        (False, False, 14.0),
        (False, True, 13.0),
    ]
    assert not got[3].bold, "bold upon bold switches off"
    assert got[4].heading_level == 2


def test_bold_prefix_is_the_run_in_heading():
    got = blocks(f"<w:p>{r('1. Thời gian:', '<w:b/>')}{r(' Quý I.')}</w:p>")[0]
    assert (got.bold, got.text[: got.bold_prefix]) == (False, "1. Thời gian:")


def test_pages_only_where_word_left_all_its_breaks():
    app = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Pages>{}</Pages></Properties>'
    body = p("một") + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>hai</w:t></w:r></w:p>"
    sure = read_bytes(docx(body, extra={"docProps/app.xml": app.format(2).encode()}), "a")
    assert (sure.pages, [b.page for b in sure.blocks]) == (2, [1, 2])
    unsure = read_bytes(docx(body, extra={"docProps/app.xml": app.format(7).encode()}), "a")
    assert (unsure.pages, [b.page for b in unsure.blocks]) == (None, [None, None])


def test_strict_documents_are_read_too():
    data = docx(p("Kế hoạch"))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for n in old.namelist():
            new.writestr(
                n,
                old.read(n).replace(
                    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
                ),
            )
    assert [b.text for b in read_bytes(out.getvalue(), "a").blocks] == ["Kế hoạch"]


def _replaced(part: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(p("x")))) as old, zipfile.ZipFile(out, "w") as new:
        for n in old.namelist():
            new.writestr(n, content if n == part else old.read(n))
    return out.getvalue()


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'


@pytest.mark.parametrize(
    ("what", "data", "code"),
    [
        ("a document type", _replaced("word/document.xml", BOMB), "hostile-xml"),
        ("a document type in the relations", _replaced("_rels/.rels", BOMB), "hostile-xml"),
        ("XML that is cut off", _replaced("word/document.xml", b"<w:document"), "broken-file"),
        ("an empty part", _replaced("word/document.xml", b""), "broken-file"),
        ("a package cut in the middle", docx(p("x" * 5000))[:-60], "broken-file"),
        ("nested beyond measure", docx("<w:sdt><w:sdtContent>" * 400 + p("x") + "</w:sdtContent></w:sdt>" * 400), "nesting"),
    ],
)  # fmt: skip
def test_bad_packages_are_refused(what, data, code):
    with pytest.raises(IngestError) as caught:
        read_bytes(data, "a.docx")
    assert caught.value.code == code
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("limit", "code"),
    [({"unpacked_mb": 0}, "unpacked-too-large"), ({"members": 2}, "too-many-members"), ({"xml_depth": 3}, "nesting")],
)
def test_bounds_on_a_package(limit, code):
    with use(DEFAULT.replace(**limit)), pytest.raises(IngestError) as caught:
        read_bytes(docx(p("x" * 2000)), "a")
    assert (caught.value.code, bool(caught.value.remedy)) == (code, True)


def test_tables_too_deep_in_one_another_are_read_as_text():
    inner = p("trong cùng")
    for _ in range(4):
        inner = tbl([tc(inner), tc(p("bên cạnh"))], [tc(p("a")), tc(p("b"))], borders=False)
    with use(DEFAULT.replace(table_depth=2)):
        source = read_bytes(docx(inner), "a")
    assert "trong cùng" in " ".join(b.text for b in source.blocks)
    assert [w.code for w in source.warnings] == ["nested-tables"]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared plans are not here")
@pytest.mark.parametrize("name", ["laocai_sct_de_an_08", "laocai_sct_luat_pccc", "laocai_sct_KH-2242_kiem_tra_gcn"])
def test_real_letters_have_a_head_of_two_columns_and_a_close(name):
    source = read_source(SHARED / f"{name}.docx")
    head = source.blocks[:8]
    assert {b.column for b in head[:6]} == {0, 1}
    assert any(b.text.startswith("Nơi nhận") and b.column == 0 for b in source.blocks)
