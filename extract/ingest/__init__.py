"""file → Source. `read_source` chooses the reader by content, never by name."""

from __future__ import annotations

import hashlib
from pathlib import Path

from extract.ingest.base import Block, Cell, IngestError, Source

__all__ = ["Block", "Cell", "IngestError", "Source", "read_bytes", "read_source"]


def read_source(path: str | Path) -> Source:
    """Read a file. Raises IngestError, which names the file and the remedy, where it cannot be read."""
    p = Path(path)
    return read_bytes(p.read_bytes(), uri=str(path))


def read_bytes(data: bytes, uri: str) -> Source:
    """Read a file's bytes; `uri` goes into the record and into messages and does not choose the reader."""
    sha = hashlib.sha256(data).hexdigest()
    if data[:4] == b"%PDF":
        import pypdfium2

        doc = pypdfium2.PdfDocument(data)
        blocks = [
            Block(line, page=i + 1, wrapped=True)
            for i in range(len(doc))
            for line in doc[i].get_textpage().get_text_range().replace("\r\n", "\n").split("\n")
        ]
        return Source(uri, "application/pdf", sha, len(data), "pdf", blocks, pages=len(doc))
    if data[:2] == b"PK":
        import io

        import docx

        document = docx.Document(io.BytesIO(data))
        blocks = [Block(p.text) for p in document.paragraphs]
        return Source(uri, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", sha, len(data), "docx", blocks)
    text = data.decode("utf-8", "replace")
    return Source(uri, "text/plain", sha, len(data), "text", [Block(line, wrapped=True) for line in text.splitlines()])
