"""file → Source. `read_source` chooses the reader by content, never by name."""

from __future__ import annotations

import hashlib
from pathlib import Path

from extract.ingest.base import Block, Cell, IngestError, Source, SourceWarning
from extract.ingest.detect import FORMATS, Format, detect, dispatch

__all__ = [
    "FORMATS", "Block", "Cell", "Format", "IngestError", "Source", "SourceWarning", "detect", "read_bytes", "read_source",
]  # fmt: skip


def read_source(path: str | Path) -> Source:
    """Read a file. Raises IngestError, whose `code` says why and whose `remedy` says what to do, where it cannot be read."""
    p = Path(path)
    return read_bytes(p.read_bytes(), uri=str(path))


def read_bytes(data: bytes, uri: str) -> Source:
    """Read a file's bytes; `uri` goes into the record and into messages and does not choose the reader."""
    sha = hashlib.sha256(data).hexdigest()
    return dispatch(data, Source(uri, "application/octet-stream", sha, len(data), "", []))
