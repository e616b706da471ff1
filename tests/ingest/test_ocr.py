"""Scans, pictures and pages whose text layer is rubbish, read by recognition; and what happens where it is missing."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from extract.ingest import IngestError, read_bytes, read_source
from extract.ingest.limits import DEFAULT, use
from extract.ingest.ocr import _apart, read_hocr
from extract.ingest.pdf_words import Word
from tests.ingest.build import Sheets, font

Image = pytest.importorskip("PIL.Image", reason="Pillow draws the test pages")
pytest.importorskip("reportlab", reason="reportlab draws the test pages")
pytestmark = pytest.mark.skipif(font() is None, reason="no TrueType font with Vietnamese letters is here")
needs_tesseract = [
    pytest.mark.ocr,
    pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not here"),
]
SHARED = Path(__file__).parents[2] / "../shared/plans"

TEXT = "Văn phòng phối hợp với các phòng chuyên môn tổng hợp kết quả, báo cáo trước ngày 15 tháng 6 năm 2024."
SECOND = "Các đơn vị trực thuộc rà soát nhiệm vụ được giao, xây dựng kế hoạch chi tiết và tổ chức thực hiện nghiêm túc."


@pytest.fixture(autouse=True)
def _own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("KEHOACH_CACHE", str(tmp_path / "cache"))


def sheet(*paragraphs: str, table: bool = False) -> bytes:
    s = Sheets()
    for text in paragraphs or (TEXT, SECOND):
        s.paragraph(text)
    if table:
        rows = [
            ["TT", "Nhiệm vụ", "Chủ trì"],
            ["1", "Cung cấp cây giống", "Hợp tác xã"],
            ["2", "Báo cáo kết quả", "Văn phòng"],
        ]
        xs, top = [85.0, 130.0, 330.0, 539.0], s.y + 10
        for r, row in enumerate(rows):
            for x, text in zip(xs, row, strict=False):
                s.put(x + 6, top + 18 + 26 * r, text)
        s.grid(xs, [top + 26 * r for r in range(len(rows) + 1)])
    return s.data()


def picture(pdf: bytes, dots: int = 300, turn: float = 0.0):
    import pypdfium2

    page = pypdfium2.PdfDocument(pdf)[0].render(scale=dots / 72, grayscale=True).to_pil()
    return page.rotate(turn, expand=turn % 90 == 0, fillcolor=255, resample=3)


def as_scan(*pictures) -> bytes:
    out = io.BytesIO()
    pictures[0].save(out, "PDF", resolution=300, save_all=True, append_images=pictures[1:])
    return out.getvalue()


def huge_picture() -> bytes:
    """A PNG whose header promises 60,000 × 60,000 dots."""
    import struct
    import zlib

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")


def words(source) -> set[str]:
    return {w.strip(".,") for b in source.blocks for w in b.text.split()}


def share(source, text: str) -> float:
    wanted = {w.strip(".,") for w in text.split()}
    return len(wanted & words(source)) / len(wanted)


@pytest.mark.parametrize(
    "turn", [0, 1.2, -2.5, 90, 180], ids=["straight", "skew", "more skew", "on its side", "upside down"]
)
@pytest.mark.parametrize("mark", [pytest.param(0, marks=needs_tesseract)], ids=[""])
def test_a_scan_is_turned_upright_and_read(turn, mark):
    source = read_bytes(as_scan(picture(sheet(TEXT, SECOND, TEXT, SECOND), turn=turn)), "a")
    assert share(source, TEXT + " " + SECOND) >= 0.9
    assert source.ocr
    assert source.quality > 0.8
    lines = [b for b in source.blocks if b.text]
    assert lines[0].text.startswith("Văn phòng")
    assert lines[0].wrapped
    assert lines[1].continues, "the first line stands further in, the next at the edge"


@pytest.mark.ocr
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not here")
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_pictures_by_content(kind):
    out = io.BytesIO()
    page = picture(sheet())
    more = {"save_all": True, "append_images": [picture(sheet(SECOND, SECOND))]} if kind == "TIFF" else {}
    page.save(out, kind, dpi=(300, 300), **more)
    source = read_bytes(out.getvalue(), "a.pdf")
    assert source.media_type == f"image/{kind.lower()}"
    assert source.pages == (2 if kind == "TIFF" else 1)
    assert source.page_sizes[0] == pytest.approx((595, 842), abs=1.5)
    assert share(source, TEXT) >= 0.9


@pytest.mark.ocr
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not here")
def test_a_ruled_table_on_a_scan_is_a_table():
    source = read_bytes(as_scan(picture(sheet(table=True), turn=0.7)), "a")
    rows = [[c.text for c in b.cells] for b in source.blocks if b.kind == "row"]
    # lone figures are what recognition does worst: the first column is not looked at
    assert [r[1:] for r in rows] == [
        ["Nhiệm vụ", "Chủ trì"],
        ["Cung cấp cây giống", "Hợp tác xã"],
        ["Báo cáo kết quả", "Văn phòng"],
    ]


@pytest.mark.ocr
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not here")
def test_only_the_pages_without_text_are_recognised_and_the_second_run_costs_nothing(monkeypatch):
    pikepdf = pytest.importorskip("pikepdf")

    mixed = pikepdf.open(io.BytesIO(sheet()))
    mixed.pages.extend(pikepdf.open(io.BytesIO(as_scan(picture(sheet(SECOND, TEXT))))).pages)
    out = io.BytesIO()
    mixed.save(out)
    first = read_bytes(out.getvalue(), "a")
    assert next(b.text for b in first.blocks if b.page == 1 and b.text).startswith("Văn phòng")
    assert first.ocr
    monkeypatch.setattr("extract.ingest.ocr.run", lambda *a, **k: pytest.fail("recognised again"))
    again = read_bytes(out.getvalue(), "a")
    assert again == first


def test_without_the_engine_a_scan_is_refused_and_a_mixed_file_is_partial(monkeypatch):
    pikepdf = pytest.importorskip("pikepdf")

    monkeypatch.setenv("KEHOACH_NO_OCR", "1")
    scan = as_scan(picture(sheet(), 100))
    with pytest.raises(IngestError) as caught:
        read_bytes(scan, "a")
    assert caught.value.code == "ocr-missing"
    assert "apt-get install tesseract-ocr tesseract-ocr-vie" in caught.value.remedy
    mixed = pikepdf.open(io.BytesIO(sheet()))
    mixed.pages.extend(pikepdf.open(io.BytesIO(scan)).pages)
    out = io.BytesIO()
    mixed.save(out)
    source = read_bytes(out.getvalue(), "a")
    assert [w.code for w in source.warnings] == ["ocr-missing"]
    assert share(source, TEXT) == 1.0


@pytest.mark.ocr
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not here")
def test_recognition_that_takes_too_long():
    with use(DEFAULT.replace(ocr_seconds=0.01)), pytest.raises(IngestError) as caught:
        read_bytes(as_scan(picture(sheet(), 100)), "a")
    assert caught.value.code == "ocr-timeout"


@pytest.mark.parametrize(
    ("what", "data", "code"),
    [
        ("a picture cut short", b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "broken-file"),
        ("half a photograph", b"\xff\xd8\xff\xe0\0\x10JFIF", "broken-file"),
        ("a picture of a square kilometre", huge_picture(), "too-large"),
    ],
)  # fmt: skip
@pytest.mark.ocr
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not here")
def test_bad_pictures_are_refused(what, data, code):
    with pytest.raises(IngestError) as caught:
        read_bytes(data, "a")
    assert (caught.value.code, bool(caught.value.remedy)) == (code, True)


def test_hocr_to_words():
    text = (
        "<span class='ocr_line' id='line_1_1' title=\"bbox 100 100 900 160; baseline 0.01 -10; x_size 50; x_descenders 12\">"
        "<span class='ocrx_word' id='w1' title='bbox 100 100 200 150; x_wconf 90'>K&#39;hoạch</span>"
        "<span class='ocrx_word' id='w2' title='bbox 300 100 900 150; x_wconf 70'>n&amp;m</span>"
        "<span class='ocrx_word' id='w3' title='bbox 300 100 900 950; x_wconf 70'>seal</span>"
        "<span class='ocrx_word' id='w4' title='bbox 300 100 320 150; x_wconf 5'>~</span></span>"
    )
    got, quality = read_hocr(text, 0.24)
    assert [w.text for w in got] == ["K'hoạch", "n&m"]
    assert isinstance(got[0], Word)
    assert got[0].base == pytest.approx((150 + 0.01 * 50) * 0.24)
    assert got[0].size == pytest.approx(12.0)
    assert quality == pytest.approx((90 * 8 + 70 * 3) / 11 / 100, abs=0.02)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Chitiêu", ["Chi", "tiêu"]),
        ("tựchủ", ["tự", "chủ"]),
        ("nghiêng", ["nghiêng"]),
        ("KẾHOẠCH", ["KẾ", "HOẠCH"]),
        ("VIỆT", ["VIỆT"]),
        ("Krông", ["Krông"]),
        ("Pleiku", ["Pleiku"]),
        ("QĐ-UBND", ["QĐ-UBND"]),
        ("phâm", ["phâm"]),
    ],
)
def test_a_missed_space_between_two_syllables(said, words):
    assert [piece for piece, _, _ in _apart(said)] == words


@pytest.mark.ocr
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not here")
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared plans are not here")
def test_the_shared_scan_gives_its_head_and_its_parts():
    source = read_source(SHARED / "syt_kiengiang_2119_kh_syt_scan.pdf")
    assert source.ocr
    assert source.quality > 0.85
    texts = [b.text for b in source.blocks]
    assert sum("MỤC ĐÍCH" in t for t in texts) == 1
    assert any("KH-SYT" in t for t in texts[:6])


@pytest.mark.ocr
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not here")
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared plans are not here")
def test_the_shared_pdf_with_a_broken_text_layer_agrees_with_its_text():
    from collections import Counter

    import regex

    source = read_source(SHARED / "KH-1105-DKT.pdf")
    got = Counter(regex.findall(r"\w+", " ".join(b.text for b in source.blocks)))
    wanted = Counter(regex.findall(r"\w+", (SHARED / "KH-1105-DKT.txt").read_text("utf-8")))
    assert (got & wanted).total() / wanted.total() > 0.9
