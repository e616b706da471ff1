"""PDF files written object by object, so that each can be wrong in its own way."""

from __future__ import annotations

import zlib

CONTENT = b"BT /F1 14 Tf 70 760 Td (So: 01/KH-UBND) Tj 0 -20 Td (Ke hoach kiem tra an toan lao dong nam 2024) Tj ET"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>"


def pdf(objects: dict[int, bytes], root: int = 1, trailer: bytes = b"", xref: bool = True) -> bytes:
    """A file of these objects; without `xref` a reader has to find them itself."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    size = max(objects) + 1
    if xref:
        out += b"xref\n0 %d\n0000000000 65535 f \n" % size
        for n in range(1, size):
            out += b"%010d %05d n \n" % (places[n], 0) if n in places else b"0000000000 65535 f \n"
    out += b"trailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, trailer, start)
    return bytes(out)


def stream(content: bytes, extra: bytes = b"", pack: bool = False) -> bytes:
    if pack:
        content, extra = zlib.compress(content, 9), extra + b"/Filter/FlateDecode"
    return b"<</Length %d%s>>stream\n" % (len(content), extra) + content + b"\nendstream"


def simple(
    content: bytes = CONTENT, page: bytes = b"", font: bytes = FONT, box: bytes = b"[0 0 595 842]", pack: bool = False,
    more: dict[int, bytes] | None = None, resources: bytes = b"", xref: bool = True,
) -> bytes:  # fmt: skip
    """One page with one font; `page` goes into the page's dictionary, `resources` into its resources."""
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%s>>%s>>"
            % (box, resources, page),
            4: stream(content, pack=pack),
            5: font,
            **(more or {}),
        },
        xref=xref,
    )


def many_pages(count: int) -> bytes:
    """`count` empty pages, all of them the same object."""
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, b"3 0 R " * count),
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        }
    )


def circular_tree() -> bytes:
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 5>>",
            3: b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 5>>",
        }
    )


def circular_form() -> bytes:
    form = stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 6 0 R>>>>")
    return simple(CONTENT + b" /X Do", more={6: form}, resources=b"/XObject<</X 6 0 R>>")


def xref_loop() -> bytes:
    """A cross-reference table whose /Prev points to itself."""
    whole = simple()
    start = int(whole.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    return whole.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % start)


def old_font(text: bytes, name: bytes) -> bytes:
    """Text in a font of an old code table, one byte a letter, without a map to Unicode."""
    escaped = text.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    font = b"<</Type/Font/Subtype/TrueType/BaseFont/%s/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 255/Widths[%s]>>" % (
        name, b"500 " * 224,
    )  # fmt: skip
    return simple(b"BT /F1 13 Tf 70 760 Td (%s) Tj ET" % escaped, font=font)
