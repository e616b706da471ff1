"""PDF pages: columns, lines, running heads, tables, stamps, looks."""

from __future__ import annotations

import pytest

from extract.ingest import IngestError, read_bytes
from extract.ingest.limits import DEFAULT, use
from tests.ingest.build import Sheets, font

pytest.importorskip("reportlab", reason="reportlab draws the test pages")
pytestmark = pytest.mark.skipif(font() is None, reason="no TrueType font with Vietnamese letters is here")

LONG = "Tổ chức tuyên truyền sâu rộng trong cán bộ, công chức, viên chức và người lao động về ý nghĩa của phong trào; vận động mỗi người đăng ký một việc làm cụ thể, thiết thực."


def head(s: Sheets, shift: float = 0.0) -> None:
    """A letter's head; `shift` moves the right column off the left one's baselines."""
    for i, (text, bold) in enumerate(
        [("ỦY BAN NHÂN DÂN", False), ("HUYỆN THANH BÌNH", True), ("Số: 15/KH-UBND", False)]
    ):
        s.centre(160, 70 + 16 * i, text, 11, bold)
    for i, (text, bold) in enumerate(
        [
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True),
            ("Độc lập - Tự do - Hạnh phúc", True),
            ("Thanh Bình, ngày 05 tháng 3 năm 2024", False),
        ]
    ):
        s.centre(405, 70 + shift + 16 * i, text, 11, bold)
    s.centre(312, 140, "KẾ HOẠCH", 13, True)
    s.centre(312, 157, "Phát động phong trào trồng cây năm 2024", 13, True)
    s.y = 190


def close(s: Sheets) -> None:
    y = s.y + 10
    for i, text in enumerate(["Nơi nhận:", "- Như trên;", "- Thường trực Huyện ủy (b/c);", "- Lưu: VT."]):
        s.put(s.LEFT, y + 14 * i, text, 10, i == 0)
    for i, text in enumerate(["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]):
        s.centre(430, y + 4 + 16 * i, text, 12, True)
    s.centre(430, y + 120, "Lê Thị Minh Hà", 12, True)


def lines(data: bytes) -> list[tuple[str, int | None]]:
    return [(b.text, b.column) for b in read_bytes(data, "a").blocks if b.text]


@pytest.mark.parametrize("shift", [0.0, 3.0, 7.0])
def test_head_and_close_are_read_column_by_column(shift):
    s = Sheets()
    head(s, shift)
    s.paragraph(LONG)
    close(s)
    got = lines(s.data())
    assert got[:8] == [
        ("ỦY BAN NHÂN DÂN", 0), ("HUYỆN THANH BÌNH", 0), ("Số: 15/KH-UBND", 0),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1), ("Độc lập - Tự do - Hạnh phúc", 1), ("Thanh Bình, ngày 05 tháng 3 năm 2024", 1),
        ("KẾ HOẠCH", None), ("Phát động phong trào trồng cây năm 2024", None),
    ]  # fmt: skip
    assert got[-8:] == [
        ("Nơi nhận:", 0), ("- Như trên;", 0), ("- Thường trực Huyện ủy (b/c);", 0), ("- Lưu: VT.", 0),
        ("TM. ỦY BAN NHÂN DÂN", 1), ("KT. CHỦ TỊCH", 1), ("PHÓ CHỦ TỊCH", 1), ("Lê Thị Minh Hà", 1),
    ]  # fmt: skip


def test_lines_carry_their_place_and_look():
    s = Sheets()
    s.centre(312, 80, "KẾ HOẠCH", 14, True)
    s.y = 110
    s.put(121, 110, "1. Thời gian:", 13, True)
    s.put(
        121 + s.width("1. Thời gian: ", 13, True),
        110,
        "từ ngày 01/3/2024 đến ngày 15/4/2024.",
        13,
    )
    s.y = 130
    for _ in range(5):
        s.paragraph(LONG)
    source = read_bytes(s.data(), "a")
    title, item, first, second = [b for b in source.blocks if b.text][:4]
    assert (title.centred, title.bold, title.size, title.page, title.wrapped) == (True, True, 14.0, 1, True)
    assert item.text[: item.bold_prefix] == "1. Thời gian:"
    assert not item.bold
    assert (round(first.indent), round(second.indent)) == (36, 0)
    assert first.bbox[2] == pytest.approx(539, abs=2), "a full line ends at the right margin"
    assert source.pages == 1
    assert source.page_sizes[0] == pytest.approx((595.3, 841.9), abs=0.1)


def test_blanks_to_fill_in_are_no_columns():
    s = Sheets()
    for i, text in enumerate(["Họ và tên:", "Chức vụ:", "Đơn vị công tác:"]):
        s.put(85, 80 + 20 * i, text)
        s.put(300 + 25 * i, 80 + 20 * i, "ghi rõ")
    assert [t for t, _ in lines(s.data())] == ["Họ và tên: ghi rõ", "Chức vụ: ghi rõ", "Đơn vị công tác: ghi rõ"]


def test_page_numbers_and_running_heads_are_left_out():
    s = Sheets()
    for n in range(1, 4):
        if n > 1:
            s.centre(312, 40, str(n), 12)
        s.put(85, 815, "Cổng thông tin điện tử huyện", 8)
        s.paragraph(f"{LONG} Lần {n}.")
        s.paragraph("15")  # a number in the text stays
        s.page()
    got = [t for t, _ in lines(s.data())]
    assert not any("Cổng thông tin" in t for t in got)
    assert got.count("15") == 3
    assert {"2", "3"}.isdisjoint(got)


TABLE = [
    ["TT", "Nhiệm vụ", "Cơ quan chủ trì"],
    ["1", "Rà soát danh sách", "Phòng Nội vụ"],
    ["2", "Tổng hợp báo cáo", "Văn phòng"],
]


def draw(s: Sheets, rows: list[list[str]], top: float, xs=(85.0, 125.0, 330.0, 539.0), height: float = 40.0) -> float:
    ys = [top + height * i for i in range(len(rows) + 1)]
    s.grid(list(xs), ys)
    for y, row in zip(ys, rows, strict=False):
        for x, text in zip(xs, row, strict=False):
            for i, part in enumerate(text.split("\n")):
                s.put(x + 5, y + 15 + 15 * i, part, 12)
    return ys[-1]


def test_a_ruled_table_gives_rows_between_the_lines_around_it():
    s = Sheets()
    s.put(85, 80, "Danh mục nhiệm vụ:")
    end = draw(s, TABLE, 100)
    s.put(85, end + 30, "Hết danh mục.")
    got = read_bytes(s.data(), "a").blocks
    assert [(b.kind, b.text) for b in got] == [
        ("paragraph", "Danh mục nhiệm vụ:"), ("row", "TT\tNhiệm vụ\tCơ quan chủ trì"), ("row", "1\tRà soát danh sách\tPhòng Nội vụ"),
        ("row", "2\tTổng hợp báo cáo\tVăn phòng"), ("paragraph", "Hết danh mục."),
    ]  # fmt: skip
    assert [b.header_row for b in got if b.kind == "row"] == [True, False, False]


def test_lines_in_a_cell_wrap_or_part():
    s = Sheets()
    rows = [
        ["TT", "Nhiệm vụ", "Thời gian"],
        ["1", "Phối hợp với các cơ quan có\nliên quan rà soát số liệu", "Quý I\nHằng năm"],
        ["2", "- Việc thứ nhất;\n- Việc thứ hai.", "x"],
    ]
    draw(s, rows, 100)
    got = [b.text for b in read_bytes(s.data(), "a").blocks]
    assert got[1] == "1\tPhối hợp với các cơ quan có liên quan rà soát số liệu\tQuý I\nHằng năm"
    assert got[2] == "2\t- Việc thứ nhất;\n- Việc thứ hai.\tx"


def test_a_table_over_two_pages_is_one_and_its_repeated_head_stands_once():
    s = Sheets()
    draw(s, TABLE, 650)
    s.page()
    end = draw(s, [TABLE[0], ["3", "Kiểm tra, giám sát", "Thanh tra"]], 70)
    s.put(85, end + 30, "Hết danh mục.")
    got = read_bytes(s.data(), "a").blocks
    rows = [b for b in got if b.kind == "row"]
    assert [b.cells[0].text for b in rows] == ["TT", "1", "2", "3"]
    assert {b.table for b in rows} == {1}
    assert [b.page for b in rows] == [1, 1, 1, 2]
    assert [b.cells[0].row for b in rows] == [0, 1, 2, 3]


def test_a_row_that_the_page_break_cuts_is_put_together():
    s = Sheets()
    draw(s, TABLE, 650)
    s.page()
    draw(s, [["", "gửi Ủy ban nhân dân huyện", ""], ["3", "Kiểm tra", "Thanh tra"]], 70)
    rows = read_bytes(s.data(), "a").blocks
    assert rows[2].text == "2\tTổng hợp báo cáo gửi Ủy ban nhân dân huyện\tVăn phòng"
    assert rows[3].text == "3\tKiểm tra\tThanh tra"


def test_a_frame_around_text_is_no_table():
    s = Sheets()
    s.grid([80, 545], [60, 120])
    s.put(85, 80, "Đường dây nóng của huyện: gọi trong giờ hành chính.")
    assert [(b.kind, b.text) for b in read_bytes(s.data(), "a").blocks] == [
        ("paragraph", "Đường dây nóng của huyện: gọi trong giờ hành chính.")
    ]


def test_the_stamp_of_a_digital_signature_is_left_out():
    s = Sheets()
    for i, text in enumerate(
        ["Ký bởi: Ủy ban nhân dân", "Email: ubnd@thanhbinh.gov.vn", "Thời gian ký: 05.03.2024 10:15:22 +07:00"]
    ):
        s.put(380, 30 + 9 * i, text, 7)
    head(s)
    s.paragraph(LONG)
    got = [t for t, _ in lines(s.data())]
    assert got[0] == "ỦY BAN NHÂN DÂN"
    assert not any("ký" in t.lower() and "+07" in t for t in got)


def test_a_page_shown_turned_reads_as_it_is_seen():
    s = Sheets((595.3, 841.9))
    s.canvas.setPageRotation(90)
    s.canvas.translate(841.9, 0)
    s.canvas.rotate(90)
    s.put(85, 80, "PHỤ LỤC I", 13, True)
    s.put(85, 100, "Danh mục nhiệm vụ năm 2024")
    source = read_bytes(s.data(), "a")
    assert [b.text for b in source.blocks] == ["PHỤ LỤC I", "Danh mục nhiệm vụ năm 2024"]
    assert source.page_sizes[0] == pytest.approx((595.3, 841.9), abs=0.1)
    assert source.blocks[0].bbox[0] == pytest.approx(85, abs=1)
    assert source.blocks[0].bbox[3] == pytest.approx(80 + 0.22 * 13, abs=1)


def test_text_that_runs_across_the_page_is_left_out():
    s = Sheets()
    s.put(85, 80, "Căn cứ Luật Thi đua, khen thưởng;")
    s.canvas.rotate(90)
    s.canvas.setFont("R", 9)
    s.canvas.drawString(300, -40, "Bản sao y bản chính")
    assert [t for t, _ in lines(s.data())] == ["Căn cứ Luật Thi đua, khen thưởng;"]


def test_a_size_that_stands_in_a_matrix_is_the_size_that_is_seen():
    s = Sheets()
    s.canvas.saveState()
    s.canvas.scale(14, 14)
    s.canvas.setFont("R", 1)
    s.canvas.drawString(6, 50, "Tổ chức thực hiện")
    s.canvas.restoreState()
    assert read_bytes(s.data(), "a").blocks[0].size == 14.0


def raised(s: Sheets, x: float, y: float, text: str, mark: str, rest: str = "", size: float = 13) -> None:
    """A text, a superscript behind it, and what goes on."""
    s.put(x, y, text, size)
    x += s.width(text, size)
    s.put(x, y - 0.35 * size, mark, 0.6 * size)
    s.put(x + s.width(mark, 0.6 * size), y, rest, size)


@pytest.mark.parametrize(
    ("text", "mark", "rest", "line"),
    [("Diện tích 500 m", "2", " đất ở", "Diện tích 500 m2 đất ở"), ("Theo Luật", "[3]", ".", "Theo Luật[3].")],
)
def test_a_superscript_that_no_note_answers_stays_on_its_line(text, mark, rest, line):
    s = Sheets()
    raised(s, 85, 80, text, mark, rest)
    assert lines(s.data()) == [(line, None)]


def test_footnotes_follow_the_line_that_refers_to_them():
    s = Sheets()
    s.put(85, 60, "Các căn cứ ban hành Kế hoạch này:")
    raised(s, 85, 80, "Thực hiện Luật Thi đua, khen thưởng", "1", " và các văn bản")
    raised(s, 85, 97, "hướng dẫn thi hành", "2", " trên diện tích 20 ha.")
    s.put(85, 114, "Đoạn tiếp theo của kế hoạch.")
    raised(s, 85, 760, "", "1", " Luật số 06/2022/QH15.", 9)
    raised(s, 85, 772, "", "2", " Các văn bản do Bộ Nội vụ ban hành trong năm 2023", 9)
    s.put(85, 783, "và năm 2024.", 9)
    s.centre(312, 815, "1", 10)
    got = [(b.kind[:4], b.text) for b in read_bytes(s.data(), "a").blocks if b.text]
    assert got == [
        ("para", "Các căn cứ ban hành Kế hoạch này:"), ("para", "Thực hiện Luật Thi đua, khen thưởng và các văn bản"), ("foot", "Luật số 06/2022/QH15."),
        ("para", "hướng dẫn thi hành trên diện tích 20 ha."), ("foot", "Các văn bản do Bộ Nội vụ ban hành trong năm 2023 và năm 2024."),
        ("para", "Đoạn tiếp theo của kế hoạch."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "data", "code"),
    [
        ("cut off behind its head", b"%PDF-1.7\n1 0 obj <<", "broken-file"),
        ("nothing but the mark", b"%PDF-", "broken-file"),
    ],
)
def test_bad_files_are_refused(what, data, code):
    with pytest.raises(IngestError) as caught:
        read_bytes(data, "a.pdf")
    assert (caught.value.code, bool(caught.value.remedy)) == (code, True)


def test_a_locked_file_says_so():
    import io

    pikepdf = pytest.importorskip("pikepdf")

    s = Sheets()
    s.put(85, 80, "x")
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(s.data())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(IngestError) as caught:
        read_bytes(out.getvalue(), "a.pdf")
    assert caught.value.code == "encrypted"


def test_an_empty_page_is_nothing_to_warn_of():
    s = Sheets()
    s.put(85, 80, "Trang một")
    s.page()
    s.canvas.rect(10, 10, 100, 100)
    source = read_bytes(s.data(), "a")
    assert (source.pages, source.warnings) == (2, [])


@pytest.mark.parametrize(
    ("limit", "code"), [({"pages": 1}, "too-many-pages"), ({"page_points": 500}, "page-too-large")]
)
def test_bounds_on_pages(limit, code):
    s = Sheets()
    s.put(85, 80, "Trang một")
    s.page()
    s.put(85, 80, "Trang hai")
    with use(DEFAULT.replace(**limit)):
        try:
            got = [w.code for w in read_bytes(s.data(), "a").warnings]
        except IngestError as error:
            got = [error.code]
    assert set(got) == {code}


def test_lines_that_surely_go_on_are_marked():
    s = Sheets()
    for _ in range(3):
        s.paragraph(LONG)
    s.put(85, s.y, "Dòng sát lề.")
    got = [b for b in read_bytes(s.data(), "a").blocks if b.text]
    assert [b.continues for b in got] == [False, True, True] * 3 + [False]


def test_a_paragraph_goes_on_over_the_page():
    s = Sheets()
    s.y = s.size[1] - 85
    s.paragraph(LONG)
    got = read_bytes(s.data(), "a").blocks
    assert [(b.page, b.continues) for b in got] == [(1, False), (2, True), (2, True)]


def test_a_motto_that_a_narrow_cell_broke_is_one_line():
    s = Sheets()
    for i, text in enumerate(["UBND TỈNH B", "SỞ NỘI VỤ", "Số: 3/KH-SNV"]):
        s.centre(150, 70 + 16 * i, text, 11)
    for i, text in enumerate(["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT", "NAM", "Độc lập - Tự do - Hạnh phúc"]):
        s.centre(400, 70 + 16 * i, text, 11, True)
    assert [t for t, c in lines(s.data()) if c == 1] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]


def test_a_letter_drawn_later_in_another_font_is_put_in_its_place():
    s = Sheets()
    x = 85.0
    places = []
    for letter in "yêu cầu":
        places.append(x)
        if letter not in " ầ":
            s.put(x, 80, letter)
        x += s.width(letter)
    s.put(places[5], 80, "ầ", 13, True)
    s.put(x + s.width(" "), 80, "chung")
    assert [t for t, _ in lines(s.data())] == ["yêu cầu chung"]


def test_number_and_date_stamped_as_annotations_are_part_of_the_page():
    import io

    pikepdf = pytest.importorskip("pikepdf")

    s = Sheets()
    head(s)
    stamp = Sheets((60.0, 14.0))
    stamp.put(0, 10, "4321", 11)
    with pikepdf.open(io.BytesIO(s.data())) as pdf, pikepdf.open(io.BytesIO(stamp.data())) as other:
        form = pdf.copy_foreign(other.pages[0].as_form_xobject())
        box = [120, 841.9 - 118, 180, 841.9 - 104]
        annotation = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=box, F=4, AP=pikepdf.Dictionary(N=form)
        )
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(annotation)]))
        out = io.BytesIO()
        pdf.save(out)
    assert any("4321" in t for t, _ in lines(out.getvalue()))
