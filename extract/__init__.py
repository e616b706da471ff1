"""Vietnamese plan documents (kế hoạch) into data: who does what by when, with exact character offsets.

>>> import extract
>>> record = extract.read("plan.docx")              # doctest: +SKIP
>>> record.to_dataframe("deadlines")                 # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from extract.pipeline import load, read
    from extract.record import Record, RecordVersionError, load_records
    from extract.store.collection import open

# name → module: imported when first used, so that `kehoach --help` does not load a tokeniser
_PUBLIC = {
    "read": "extract.pipeline",
    "load": "extract.pipeline",
    "Record": "extract.record",
    "RecordVersionError": "extract.record",
    "load_records": "extract.record",
    "open": "extract.store.collection",
}

__all__ = ["Record", "RecordVersionError", "load", "load_records", "open", "read"]


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        from importlib import import_module

        return getattr(import_module(_PUBLIC[name]), name)
    raise AttributeError(f"module 'extract' has no attribute {name!r}")
