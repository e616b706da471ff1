"""Small files for the tests of the readers, made of raw parts so that each test shows the markup it is about."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NS = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def docx(
    body: str, numbering: str = "", styles: str = "", footnotes: str = "", extra: dict[str, bytes] | None = None
) -> bytes:
    """A .docx with these children of w:body, w:numbering, w:styles and w:footnotes."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS,
        "word/document.xml": f"<w:document {_NS}><w:body>{body}</w:body></w:document>",
    }
    if numbering:
        parts["word/numbering.xml"] = f"<w:numbering {_NS}>{numbering}</w:numbering>"
    if styles:
        parts["word/styles.xml"] = f"<w:styles {_NS}>{styles}</w:styles>"
    if footnotes:
        parts["word/footnotes.xml"] = f"<w:footnotes {_NS}>{footnotes}</w:footnotes>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, text in parts.items():
            z.writestr(name, text)
        for name, data in (extra or {}).items():
            z.writestr(name, data)
    return out.getvalue()


def p(text: str = "", num: tuple[int, int] | None = None, style: str = "", ppr: str = "", rpr: str = "") -> str:
    """A paragraph of one run; `num` is (numId, ilvl), `text` may hold run markup instead of plain text."""
    props = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num:
        props += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    props += ppr
    runs = (
        text
        if text.startswith("<")
        else f'<w:r>{f"<w:rPr>{rpr}</w:rPr>" if rpr else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'
    )
    return f"<w:p>{f'<w:pPr>{props}</w:pPr>' if props else ''}{runs if text else ''}</w:p>"


def level(ilvl: int, fmt: str, text: str, start: int = 1, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(ident: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{ident}">{"".join(levels)}</w:abstractNum>'


def num(ident: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{ident}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def tc(*content: str, span: int = 1, merge: str = "") -> str:
    props = (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + (
        merge and ("<w:vMerge/>" if merge == "go" else '<w:vMerge w:val="restart"/>')
    )
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{''.join(content) or p()}</w:tc>"


def tbl(*rows: list[str], borders: bool = True) -> str:
    edges = "".join(f'<w:{s} w:val="single"/>' for s in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return f"<w:tbl><w:tblPr>{f'<w:tblBorders>{edges}</w:tblBorders>' if borders else ''}</w:tblPr>{''.join(f'<w:tr>{chr(0).join(r).replace(chr(0), str())}</w:tr>' for r in rows)}</w:tbl>"


def font() -> tuple[Path, Path] | None:
    """A regular and a bold TrueType font with Vietnamese letters: of the system, else of matplotlib; None where there is none."""
    folders = [Path("/usr/share/fonts/truetype/dejavu")]
    try:
        import matplotlib

        folders.append(Path(matplotlib.__file__).parent / "mpl-data/fonts/ttf")
    except ImportError:
        pass
    for f in folders:
        for family in ("DejaVuSerif", "DejaVuSans"):
            pair = f / f"{family}.ttf", f / f"{family}-Bold.ttf"
            if all(x.exists() for x in pair):
                return pair
    return None


class Sheets:
    """A PDF under construction: y counts from the top in points; the text area is 85 to 539 wide on A4, as letters have it."""

    LEFT, RIGHT, TOP = 85.0, 539.0, 70.0

    def __init__(self, size: tuple[float, float] = (595.3, 841.9)) -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.pdfgen.canvas import Canvas

        fonts = font()
        assert fonts is not None
        pdfmetrics.registerFont(TTFont("R", str(fonts[0])))
        pdfmetrics.registerFont(TTFont("B", str(fonts[1])))
        self._metrics = pdfmetrics
        self._out = io.BytesIO()
        self.canvas = Canvas(self._out, pagesize=size)
        self.size = size
        self.y = self.TOP

    def width(self, text: str, size: float = 13, bold: bool = False) -> float:
        return self._metrics.stringWidth(text, "B" if bold else "R", size)

    def put(self, x: float, y: float, text: str, size: float = 13, bold: bool = False) -> None:
        self.canvas.setFont("B" if bold else "R", size)
        self.canvas.drawString(x, self.size[1] - y, text)

    def centre(self, x: float, y: float, text: str, size: float = 13, bold: bool = False) -> None:
        self.put(x - self.width(text, size, bold) / 2, y, text, size, bold)

    def paragraph(self, text: str, first: float = 36.0, bold: bool = False, size: float = 13) -> None:
        """Wrapped and justified like Word's; a new page where the old one is full."""
        words, line = text.split(), []
        room = self.RIGHT - self.LEFT - first
        for w in [*words, None]:
            if w is not None and self.width(" ".join([*line, w]), size, bold) <= room:
                line.append(w)
                continue
            if self.y > self.size[1] - 75:
                self.page()
            x = self.LEFT + first
            gap = (
                (room - self.width("".join(line), size, bold)) / (len(line) - 1)
                if w is not None and len(line) > 1
                else self.width(" ", size)
            )
            for token in line:
                self.put(x, self.y, token, size, bold)
                x += self.width(token, size, bold) + gap
            self.y += size * 1.3
            line, first, room = [w], 0.0, self.RIGHT - self.LEFT
        self.y += 6

    def grid(self, xs: list[float], ys: list[float]) -> None:
        for y in ys:
            self.canvas.line(xs[0], self.size[1] - y, xs[-1], self.size[1] - y)
        for x in xs:
            self.canvas.line(x, self.size[1] - ys[0], x, self.size[1] - ys[-1])

    def page(self) -> None:
        self.canvas.showPage()
        self.y = self.TOP

    def data(self) -> bytes:
        self.canvas.save()
        return self._out.getvalue()
