"""Which reader reads these bytes: decided by their content, never by the file's name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from extract.ingest.base import IngestError, Source
from extract.ingest.encodings import repair_blocks


@dataclass(frozen=True, slots=True)
class Format:
    """A format and its reader.

    `matches` sees the file's bytes and answers quickly. `reader` is "module:function", imported when the first such file
    comes; the function takes (data, source) and fills the source's blocks, pages and warnings. A format without a reader
    is one that is known and refused, with `remedy` as the way out.
    """

    name: str
    media_type: str
    matches: Callable[[bytes], bool]
    reader: str | None = None
    remedy: str = ""
    code: str = "unsupported-format"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_SAVE_AS = "Save it as .docx or .pdf and convert that file."


def _zip_has(data: bytes, *names: bytes) -> bool:
    # member names stand uncompressed in the central directory at the end of the file
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06") and any(n in data[-200_000:] or n in data[:4096] for n in names)


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]  # Acrobat accepts rubbish before the mark, and mail gateways put it there


def _is_docx(data: bytes) -> bool:
    return _zip_has(data, b"word/document", b"word/")


def _is_html(data: bytes) -> bool:
    from extract.ingest.html import looks_like_html

    return looks_like_html(data)


def _is_markdown(data: bytes) -> bool:
    from extract.ingest.markdown import looks_like_markdown

    return looks_like_markdown(data)


_OFFICE = "application/vnd.openxmlformats-officedocument."

#: in the order in which they are asked; the first that matches reads the file
FORMATS: list[Format] = [
    Format("pdf", "application/pdf", _is_pdf, "extract.ingest.pdf:read_pdf"),
    Format("docx", _OFFICE + "wordprocessingml.document", _is_docx, "extract.ingest.docx:read_docx"),
    Format("odt", "application/vnd.oasis.opendocument.text", lambda d: _zip_has(d, b"opendocument.text"), None, _SAVE_AS),
    Format("xlsx", _OFFICE + "spreadsheetml.sheet", lambda d: _zip_has(d, b"xl/workbook"), None, "It is a workbook, not a plan; convert the plan it belongs to."),
    Format("pptx", _OFFICE + "presentationml.presentation", lambda d: _zip_has(d, b"ppt/presentation"), None, "It is a slide show, not a plan; convert the plan it belongs to."),
    Format("zip", "application/zip", lambda d: d[:4] in (b"PK\x03\x04", b"PK\x05\x06"), None, "Unpack the archive and convert the files in it."),
    Format(
        "encrypted office file", "application/x-ole-storage",
        lambda d: d[:8] == _OLE and "EncryptedPackage".encode("utf-16-le") in d,
        None, "Open it with its password and save it without one.", "encrypted",
    ),
    Format("doc", "application/msword", lambda d: d[:8] == _OLE, None, _SAVE_AS),
    Format("rtf", "application/rtf", lambda d: d.lstrip()[:5] == b"{\\rtf", None, _SAVE_AS),
    Format("image", "image/*", lambda d: d.startswith(_IMAGES), "extract.ingest.image:read_image"),
    Format("html", "text/html", _is_html, "extract.ingest.html:read_html"),
    Format("markdown", "text/markdown", _is_markdown, "extract.ingest.markdown:read_markdown"),
    Format("text", "text/plain", lambda d: True, "extract.ingest.text:read_text"),
]  # fmt: skip


def detect(data: bytes) -> Format:
    """The format of a file's bytes. Never fails: what nothing else claims is plain text, and its reader may refuse it."""
    return next(f for f in FORMATS if f.matches(data))


def dispatch(data: bytes, source: Source) -> Source:
    """Fill a source whose identity (uri, sha256, size) is set. Raises IngestError where the bytes cannot be read."""
    if not data:
        raise IngestError("empty-file", "the file is empty.", "Fetch the file again from where it came from.")
    chosen = detect(data)
    source.reader, source.media_type = chosen.name, chosen.media_type
    if chosen.reader is None:
        what = f"the file is a {chosen.name} file" if " " not in chosen.name else f"the file is an {chosen.name}"
        raise IngestError(chosen.code, what + ", which is not read here.", chosen.remedy)
    module, function = chosen.reader.split(":")
    getattr(import_module(module), function)(data, source)
    repair_blocks(source.blocks)
    return source
