"""Whole databases and answers as files of tables: Parquet, CSV, XLSX, JSON, JSONL."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from extract.store import frames
from extract.store.database import Store
from extract.store.export import sheets
from extract.store.export.headings import SHEETS


def names(store: Store) -> list[str]:
    """The tidy tables worth a file: all, but tokens only where some plan has them."""
    import sqlalchemy as sa

    with store.connect() as c:
        words = c.scalar(sa.select(frames.TABLES["tokens"].c.document_id).limit(1)) is not None
    return [n for n in frames.TABLES if n != "tokens" or words]


def parquet(store: Store, folder: Path) -> list[Path]:
    """One typed file a table, written batch by batch; lists are list columns, days are dates."""
    import pyarrow.parquet as pq

    folder.mkdir(parents=True, exist_ok=True)
    out = []
    for name in names(store):
        path = folder / f"{name}.parquet"
        with pq.ParquetWriter(path, frames.schema(name), compression="zstd") as writer:
            for batch in frames.batches(store, name):
                writer.write_batch(batch)
        out.append(path)
    return out


def csv(store: Store, folder: Path) -> list[Path]:
    """One file a table, UTF-8 with a byte order mark, which spreadsheet programs need to read Vietnamese."""
    folder.mkdir(parents=True, exist_ok=True)
    out = []
    for name in names(store):
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            sheets.write_csv(file, frames.schema(name).names, _rows(store, name))
        out.append(path)
    return out


def xlsx(store: Store, path: Path) -> list[Path]:
    """One workbook, a sheet a table; texts of whole documents are left to the other formats."""
    left_out = {"documents": {"text"}, "sections": {"text"}}
    book: dict[str, tuple[Sequence[str], Iterable[Mapping[str, Any]]]] = {}
    for name in names(store):
        if name not in ("tokens", "mentions", "pages"):
            columns = [c for c in frames.schema(name).names if c not in left_out.get(name, ())]
            book[SHEETS[name]] = (columns, _rows(store, name))
    sheets.write_xlsx(path, book)
    return [path]


def jsonl(store: Store, out: IO[str]) -> None:
    """One record a line, as extract.record.load_records reads them."""
    for record in store.records():
        out.write(record.to_json(indent=None) + "\n")


def _rows(store: Store, name: str) -> Iterator[dict[str, Any]]:
    for batch in frames.batches(store, name):
        yield from batch.to_pylist()


def answer_json(rows: Sequence[Mapping[str, Any]], lines: bool = False) -> str:
    """An answer as a JSON array, or one object a line."""
    if lines:
        return "".join(json.dumps(row, ensure_ascii=False, default=_plain) + "\n" for row in rows)
    return json.dumps(list(rows), ensure_ascii=False, indent=1, default=_plain) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return str(value)
