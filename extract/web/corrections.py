"""What people corrected, kept in OUT/corrections.db apart from the extraction: nothing is ever overwritten, an undone one stays."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

Action = Literal["accept", "change", "delete", "add"]
ACTIONS = ("accept", "change", "delete", "add")

_SCHEMA = """
create table if not exists corrections (
    number integer primary key autoincrement,
    document_id text not null,     -- kh-…: the source's bytes, so the same after every new extraction
    kind text not null,            -- the record's list: units, deadlines, …; "document" for the plan as a whole
    start_char integer not null,   -- where the words stood when it was made
    end_char integer not null,
    text text not null,            -- the words: what it is found again by, should the offsets change
    action text not null check (action in ('accept', 'change', 'delete', 'add')),
    fields text not null,          -- JSON: the values the person gave
    before text,                   -- JSON: the item as the program had found it
    who text not null,
    made_at text not null,
    undone_at text
);
create index if not exists corrections_document on corrections (document_id);
"""


@dataclass(frozen=True)
class Correction:
    """One thing a person said of one item. It belongs to the item by document, kind, words and place."""

    document_id: str
    kind: str
    start: int
    end: int
    text: str
    action: Action
    fields: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] | None = None
    who: str = ""
    made_at: str = ""
    number: int = 0

    @property
    def key(self) -> tuple[str, str, int, int, str]:
        return self.document_id, self.kind, self.start, self.end, self.text


class Corrections:
    """The corrections of one output folder. The file is made with the first one."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "corrections.db"

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        db = sqlite3.connect(self.path, isolation_level=None, timeout=30)
        try:
            db.execute("pragma journal_mode = wal")
            db.executescript(_SCHEMA)
            yield db
        finally:
            db.close()

    def add(self, c: Correction) -> Correction:
        """Write one down, with the time."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        before = None if c.before is None else json.dumps(c.before, ensure_ascii=False)
        row = [
            c.document_id,
            c.kind,
            c.start,
            c.end,
            c.text,
            c.action,
            json.dumps(c.fields, ensure_ascii=False),
            before,
            c.who,
            at,
        ]
        with self._open() as db:
            number = db.execute(
                "insert into corrections (document_id, kind, start_char, end_char, text, action, fields, before, who, made_at)"
                " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            ).lastrowid
        return Correction(*c.key, c.action, c.fields, c.before, c.who, at, int(number or 0))  # fmt: skip

    def undo(self, document_id: str, number: int) -> bool:
        """Take one back; what held before it holds again. False where there is none."""
        with self._open() as db:
            at = datetime.now(UTC).isoformat(timespec="seconds")
            query = "update corrections set undone_at = ? where number = ? and document_id = ? and undone_at is null"
            return db.execute(query, (at, number, document_id)).rowcount > 0

    def all(self, document_id: str | None = None) -> list[Correction]:
        """Those not taken back, in the order in which they were made."""
        if not self.path.exists():
            return []
        where, values = ("and document_id = ?", [document_id]) if document_id else ("", [])
        with self._open() as db:
            rows = db.execute(
                "select document_id, kind, start_char, end_char, text, action, fields, before, who, made_at, number"
                f" from corrections where undone_at is null {where} order by number",
                values,
            ).fetchall()
        return [
            Correction(r[0], r[1], r[2], r[3], r[4], r[5], json.loads(r[6]), json.loads(r[7]) if r[7] else None, *r[8:]) for r in rows
        ]  # fmt: skip

    def documents(self) -> list[str]:
        """Ids of the plans that anybody corrected."""
        return sorted({c.document_id for c in self.all()})


def in_force(corrections: Iterable[Correction]) -> list[Correction]:
    """The last word on each item."""
    last = {c.key: c for c in corrections}
    return sorted(last.values(), key=lambda c: c.number)
