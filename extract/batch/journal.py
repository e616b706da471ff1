"""What became of each file: one SQLite table beside the output, written as the run goes."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FORMAT = 1
OUTCOMES = ("done", "partial", "quarantined")

_SCHEMA = """
create table if not exists meta (key text primary key, value text not null) without rowid;
create table if not exists files (
    uri text primary key,         -- the input as it was named; members of a container are container!/member
    container text,               -- the input that held it
    outcome text not null check (outcome in ('done', 'partial', 'quarantined')),
    code text,                    -- reason code of a partial or quarantined file (docs/outcomes.md)
    message text,
    remedy text,
    record text,                  -- id of the record
    output text,                  -- the record's file, relative to the output folder
    sha256 text,
    size integer,
    mtime_ns integer,
    version text,                 -- what a remote store says of the content
    program text not null,        -- version of the program that did it
    options text not null,        -- what the result depends on beside the bytes
    finished_at text not null,    -- UTC, ISO 8601
    seconds real,
    media_type text,
    pages integer,
    ocr integer,
    quality real,
    counts text,                  -- {"tasks": 12, …} as JSON
    run integer not null
) without rowid;
create index if not exists files_outcome on files (outcome, code);
create index if not exists files_sha on files (sha256);
create index if not exists files_container on files (container);
create table if not exists runs (
    run integer primary key, started_at text not null, ended_at text, program text not null, arguments text, state text not null
);
"""


class BusyError(RuntimeError):
    """Another run is writing to the same output."""


class JournalVersionError(RuntimeError):
    """The journal was written by another, incompatible version of the program."""


@dataclass(slots=True)
class Entry:
    """One file of the journal."""

    uri: str
    outcome: str
    code: str | None = None
    message: str | None = None
    remedy: str | None = None
    record: str | None = None
    output: str | None = None
    sha256: str | None = None
    size: int | None = None
    mtime_ns: int | None = None
    version: str | None = None
    program: str = ""
    options: str = ""
    finished_at: str = ""
    seconds: float | None = None
    media_type: str | None = None
    pages: int | None = None
    ocr: bool = False
    quality: float | None = None
    counts: dict[str, int] = field(default_factory=dict)
    container: str | None = None


_COLUMNS = list(Entry.__dataclass_fields__)


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class Journal:
    """The journal of one output folder. Opening it for a run takes a lock that the operating system drops with the process."""

    def __init__(self, folder: str | Path, write: bool = True) -> None:
        self.folder = Path(folder)
        self.path = self.folder / "journal.db"
        self._lock: int | None = None
        if write:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._take_lock()
        elif not self.path.exists():
            raise FileNotFoundError(
                f"{self.folder}: no journal in it. Name a folder that `kehoach extract … -o` wrote."
            )
        self.db = sqlite3.connect(self.path, isolation_level=None, timeout=30)
        self.db.row_factory = sqlite3.Row
        if write:
            self.db.execute("pragma journal_mode = wal")
            self.db.execute("pragma synchronous = normal")
            self.db.executescript(_SCHEMA)
            self.db.execute("insert or ignore into meta values ('format', ?)", (str(FORMAT),))
        row = self.db.execute("select value from meta where key = 'format'").fetchone()
        if row is None or int(row[0]) != FORMAT:
            self.close()
            found = row[0] if row else "none"
            raise JournalVersionError(
                f"{self.path}: journal of format {found}, this program writes {FORMAT}. Use a new output folder."
            )
        self.run = 0

    def _take_lock(self) -> None:
        fd = os.open(self.folder / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(fd)
        except OSError:
            holder = os.read(fd, 100).decode("utf-8", "replace").strip()
            os.close(fd)
            raise BusyError(
                f"{self.folder}: another run is writing here ({holder or 'process unknown'}). Wait for it, or name another output folder."
            ) from None
        os.ftruncate(fd, 0)
        os.write(fd, f"process {os.getpid()}, since {now()}".encode())
        self._lock = fd

    def begin(self, program: str, arguments: dict[str, Any]) -> None:
        """Open a run; one that never ended before is marked so."""
        self.db.execute("update runs set state = 'interrupted', ended_at = ? where state = 'running'", (now(),))
        cursor = self.db.execute(
            "insert into runs (started_at, program, arguments, state) values (?, ?, ?, 'running')",
            (now(), program, json.dumps(arguments, ensure_ascii=False, sort_keys=True)),
        )
        self.run = int(cursor.lastrowid or 0)

    def end(self, state: str = "ended") -> None:
        self.db.execute("update runs set state = ?, ended_at = ? where run = ?", (state, now(), self.run))

    def get(self, uri: str) -> Entry | None:
        row = self.db.execute("select * from files where uri = ?", (_clean(uri),)).fetchone()
        return _entry(row) if row else None

    def by_hash(self, sha256: str) -> Entry | None:
        """The first file, in the order of names, with these bytes and a record of its own."""
        row = self.db.execute(
            "select * from files where sha256 = ? and outcome <> 'quarantined' and coalesce(code, '') <> 'duplicate' order by uri",
            (sha256,),
        ).fetchone()
        return _entry(row) if row else None

    def put(self, entries: list[Entry]) -> None:
        """Write what became of some files, all or none."""
        if not entries:
            return
        rows = []
        for e in entries:
            values = asdict(e)
            values["counts"] = json.dumps(e.counts, sort_keys=True)
            values["ocr"] = int(e.ocr)
            rows.append([_clean(values[c]) for c in _COLUMNS] + [self.run])
        marks = ", ".join("?" * (len(_COLUMNS) + 1))
        self.db.execute("begin immediate")
        try:
            self.db.executemany(f"insert or replace into files ({', '.join(_COLUMNS)}, run) values ({marks})", rows)
            self.db.execute("commit")
        except BaseException:
            self.db.execute("rollback")
            raise

    def remove_members(self, container: str) -> list[Entry]:
        """Forget what a container held, before it is read anew; gives what was forgotten."""
        gone = [_entry(r) for r in self.db.execute("select * from files where container = ?", (container,))]
        self.db.execute("delete from files where container = ?", (container,))
        return gone

    def entries(self, outcome: str | None = None) -> Iterator[Entry]:
        """All files in the order of their names."""
        where, values = ("where outcome = ?", (outcome,)) if outcome else ("", ())
        for row in self.db.execute(f"select * from files {where} order by uri", values):
            yield _entry(row)

    def summary(self) -> dict[str, Any]:
        """Counts by outcome and code, formats, times, the last run: what `kehoach status` shows."""
        one = self.db.execute
        outcomes = dict.fromkeys(OUTCOMES, 0) | {
            r[0]: r[1] for r in one("select outcome, count(*) from files group by 1")
        }
        last = one("select * from runs order by run desc limit 1").fetchone()
        return {
            "folder": str(self.folder),
            "files": sum(outcomes.values()),
            "outcomes": outcomes,
            "reasons": [
                {"outcome": r[0], "code": r[1], "files": r[2], "example": r[3], "message": r[4], "remedy": r[5]}
                for r in one(
                    "select outcome, code, count(*), min(uri), min(message), min(remedy) from files where code is not null group by 1, 2 order by 3 desc, 2"
                )
            ],
            "formats": {
                r[0]: r[1]
                for r in one(
                    "select coalesce(media_type, 'unknown'), count(*) from files group by 1 order by 2 desc, 1"
                )
            },
            "pages": one("select coalesce(sum(pages), 0) from files").fetchone()[0],
            "ocr_files": one("select count(*) from files where ocr").fetchone()[0],
            "seconds": round(one("select coalesce(sum(seconds), 0) from files").fetchone()[0], 1),
            "slowest": [
                {"uri": r[0], "seconds": r[1]}
                for r in one(
                    "select uri, seconds from files where seconds is not null order by seconds desc, uri limit 10"
                )
            ],
            "quality": _quality(one("select quality from files where quality is not null").fetchall()),
            "last_run": dict(last) if last else None,
        }

    def close(self) -> None:
        self.db.close()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def _clean(value: Any) -> Any:
    # SQLite takes no lone surrogates; names of files may hold bytes that are no UTF-8
    return (
        value.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        if isinstance(value, str)
        else value
    )


def _entry(row: sqlite3.Row) -> Entry:
    values = {c: row[c] for c in _COLUMNS}
    values["counts"] = json.loads(values["counts"] or "{}")
    values["ocr"] = bool(values["ocr"])
    return Entry(**values)


def _quality(rows: list[Any]) -> dict[str, float] | None:
    if not rows:
        return None
    values = sorted(float(r[0]) for r in rows)
    return {"files": len(values), "lowest": values[0], "median": values[len(values) // 2], "highest": values[-1]}


def _lock(fd: int) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        import fcntl

        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)


def clock() -> float:
    """Seconds from a clock that is never set back."""
    return time.monotonic()
