"""Which reader reads these bytes: decided by their content, never by the file's name."""

from __future__ import annotations

import io
import zipfile
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


_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_MOST_NAMES = 20_000


def _zip_kind(data: bytes) -> str | None:
    """What a zip package is, by the names in its directory; of a damaged one, by the names that can still be seen."""
    if data[:4] not in _ZIP:
        return None
    if data[30:38] == b"mimetype" and b"opendocument.text" in data[38:120]:
        return "odt"
    try:
        if data.count(b"PK\x01\x02") > _MOST_NAMES:
            raise ValueError("too many to look at")
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {n.lower().replace("\\", "/").lstrip("/") for n in archive.namelist()}
    except Exception:  # what a damaged archive raises has no common base
        seen = data[:4096] + data[-200_000:]
        for kind, mark in (("docx", b"word/"), ("xlsx", b"xl/"), ("pptx", b"ppt/")):
            if mark in seen and (b"[Content_Types].xml" in seen or b"_rels/.rels" in seen):
                return kind
        return "zip"
    if "[content_types].xml" in names or "_rels/.rels" in names:
        for kind, folder in (("docx", "word/"), ("xlsx", "xl/"), ("pptx", "ppt/")):
            if any(n.startswith(folder) for n in names):
                return kind
    if "word/document.xml" in names:
        return "docx"
    return "odt" if {"content.xml", "meta-inf/manifest.xml"} <= names else "zip"


def _zip_is(kind: str) -> Callable[[bytes], bool]:
    return lambda data: _zip_kind(data) == kind


def _ole_holds(data: bytes, name: str) -> bool:
    return data[:8] == _OLE and name.encode("utf-16-le") in data


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]  # Acrobat accepts rubbish before the mark, and mail gateways put it there


def _is_mail(data: bytes) -> bool:
    from extract.ingest.mail import looks_like_mail

    return looks_like_mail(data)


def _is_mhtml(data: bytes) -> bool:
    from extract.ingest.mail import looks_like_mhtml

    return looks_like_mhtml(data)


def _is_html(data: bytes) -> bool:
    from extract.ingest.html import looks_like_html

    return looks_like_html(data)


def _is_markdown(data: bytes) -> bool:
    from extract.ingest.markdown import looks_like_markdown

    return looks_like_markdown(data)


_OFFICE = "application/vnd.openxmlformats-officedocument."

_WORKBOOK = "It is a workbook, not a plan; convert the plan it belongs to."
_SLIDES = "It is a slide show, not a plan; convert the plan it belongs to."

#: in the order in which they are asked; the first that matches reads the file
FORMATS: list[Format] = [
    Format("pdf", "application/pdf", _is_pdf, "extract.ingest.pdf:read_pdf"),
    Format("docx", _OFFICE + "wordprocessingml.document", _zip_is("docx"), "extract.ingest.docx:read_docx"),
    Format("odt", "application/vnd.oasis.opendocument.text", _zip_is("odt"), "extract.ingest.office:read_odt"),
    Format("xlsx", _OFFICE + "spreadsheetml.sheet", _zip_is("xlsx"), None, _WORKBOOK),
    Format("pptx", _OFFICE + "presentationml.presentation", _zip_is("pptx"), None, _SLIDES),
    Format("zip", "application/zip", _zip_is("zip"), None, "Unpack the archive and convert the files in it."),
    Format(
        "encrypted office file", "application/x-ole-storage", lambda d: _ole_holds(d, "EncryptedPackage"),
        None, "Open it with its password and save it without one.", "encrypted",
    ),
    Format("doc", "application/msword", lambda d: _ole_holds(d, "WordDocument"), "extract.ingest.office:read_doc"),
    Format("msg", "application/vnd.ms-outlook", lambda d: _ole_holds(d, "__substg1.0_"), None, "Save its attachments, or save the mail as .eml."),
    Format("xls", "application/vnd.ms-excel", lambda d: _ole_holds(d, "Workbook"), None, _WORKBOOK),
    Format("ppt", "application/vnd.ms-powerpoint", lambda d: _ole_holds(d, "PowerPoint Document"), None, _SLIDES),
    Format("other office file", "application/x-ole-storage", lambda d: d[:8] == _OLE, None, "Save it as .docx or .pdf and convert that file."),
    Format("rtf", "application/rtf", lambda d: d[:200].lstrip()[:5] == b"{\\rtf", "extract.ingest.office:read_rtf"),
    Format("image", "image/*", lambda d: d.startswith(_IMAGES), "extract.ingest.image:read_image"),
    Format("mhtml", "multipart/related", _is_mhtml, "extract.ingest.mail:read_mhtml"),
    Format("mail", "message/rfc822", _is_mail, None, "Save its attachments and convert those."),
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
    if not any(block.text.strip() for block in source.blocks):
        broken = next((w for w in source.warnings if w.code != "undecodable-bytes"), None)
        if broken is not None:
            code = "broken-file" if broken.code == "broken-page" else broken.code
            raise IngestError(
                code, f"nothing of the file could be read: {broken.message}.", "Fetch the file again, or scan it anew."
            )
        raise IngestError("no-text", "the file holds no text.", "Look into it; it may be a blank form or a blank page.")
    repair_blocks(source.blocks)
    return source
