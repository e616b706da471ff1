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
