"""Many files: a pool of guarded workers, a journal, output that is never half written."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from extract import __version__
from extract.batch.guard import Guard
from extract.batch.inputs import Item, is_remote, list_inputs, read_item
from extract.batch.journal import Entry, Journal, clock
from extract.batch.worker import MIB, Job, Result, convert, write_aside
from extract.ingest.limits import DEFAULT, Limits


class OutOfSpaceError(RuntimeError):
    """The disk that holds the output is full."""


@dataclass
class Options:
    """How a run works; the first group decides what a record looks like, and so whether it is still good."""

    tokens: bool = False
    limits: Limits = DEFAULT
    jobs: int = 0
    retry: tuple[str, ...] = ()
    force: bool = False
    database: bool = True
    jsonl: bool = True
    engine: str = "pool"
    start_method: str | None = None
    work: Callable[[Job], list[Result]] = convert
    """The function that a worker runs on each file; it must be importable by name."""

    @property
    def key(self) -> str:
        """What a record depends on beside the bytes and the program."""
        return json.dumps({"tokens": self.tokens}, sort_keys=True)


@dataclass
class Progress:
    """Where a run stands."""

    total: int = 0
    finished: int = 0
    unchanged: int = 0
    outcomes: dict[str, int] = field(default_factory=lambda: {"done": 0, "partial": 0, "quarantined": 0})
    started: float = field(default_factory=clock)

    @property
    def seconds(self) -> float:
        return clock() - self.started

    @property
    def rate(self) -> float:
        """Files a second, of those that had to be read."""
        return self.finished / self.seconds if self.seconds > 0 else 0.0

    @property
    def remaining(self) -> float | None:
        """Seconds left, where that can be told."""
        left = self.total - self.unchanged - self.finished
        return left / self.rate if self.rate > 0 else None


class Sink(Protocol):
    """Where records go beside their files; the embedded database is one."""

    def put_rows(self, documents: Iterable[Any]) -> Any: ...

    def delete(self, ids: Iterable[str]) -> Any: ...

    def close(self) -> None: ...


Listener = Callable[[Progress, Entry | None], None]


def run(
    inputs: Iterable[str],
    output: str | Path,
    options: Options | None = None,
    list_file: str | None = None,
    listen: Listener | None = None,
) -> dict[str, Any]:
    """Convert every input that is new or changed; the journal's summary, with this run's counts under "run".

    Raises BusyError where another run writes to `output`, OutOfSpaceError where the disk is full; KeyboardInterrupt passes
    through after what is finished has been written down. Each of them leaves the output such that the next run goes on.
    """
    options = options or Options()
    folder = Path(output)
    inputs = list(inputs)
    progress = Progress()
    with Journal(folder) as journal:
        records = folder / "records"
        try:
            records.mkdir(exist_ok=True)
            _sweep(records)
            journal.begin(
                __version__, {"inputs": inputs, "list": list_file, "jobs": options.jobs, "engine": options.engine}
            )
            sink = _open_sink(folder) if options.database else None
            try:
                _plan(journal, list_inputs(inputs, list_file, exclude=folder), progress)
                writer = _Writer(journal, sink, records, progress, listen)
                jobs = _jobs(journal, records, options, progress, writer)
                engine = _engine(options)
                for result in engine(jobs, options):
                    writer.add(result)
                _mark_duplicates(journal, sink)
            finally:
                if sink is not None:
                    sink.close()
            if options.engine.startswith("ray"):
                from extract.batch.ray_engine import write_partitions

                write_partitions(journal, folder)
            if options.jsonl:
                _write_jsonl(journal, folder, changed=writer.written > 0)
            journal.end()
        except KeyboardInterrupt:
            journal.end("stopped")
            raise
        except (OSError, sqlite3.OperationalError) as error:
            if "full" not in str(error) and getattr(error, "errno", None) != 28:
                raise
            with contextlib.suppress(sqlite3.Error):
                journal.end("disk full")
            raise OutOfSpaceError(
                f"{folder}: the disk is full. What is finished is kept; free some space and run the same command again."
            ) from error
        summary = journal.summary()
        summary["run"] = {
            "files": progress.total,
            "unchanged": progress.unchanged,
            "finished": progress.finished,
            "outcomes": dict(progress.outcomes),
            "seconds": round(progress.seconds, 2),
            "files_per_second": round(progress.rate, 2),
        }
        from extract.batch.report import html_report

        write_aside(folder / "report.html", html_report(summary, journal))
        return summary


def _sweep(records: Path) -> None:
    """Remove what a killed run was in the middle of writing."""
    for left in records.glob(".*.tmp"):
        left.unlink(missing_ok=True)


def _plan(journal: Journal, items: Iterator[Item], progress: Progress) -> None:
    """Spool the listing into a temporary table: 100,000 files are counted and ordered without being held."""
    db = journal.db
    db.execute(
        "create temp table todo (uri text primary key, size int, mtime_ns int, version text, problem text) without rowid"
    )
    batch: list[tuple[Any, ...]] = []

    def flush() -> None:
        db.execute("begin")
        db.executemany("insert or ignore into todo values (?, ?, ?, ?, ?)", batch)
        db.execute("commit")
        batch.clear()

    for item in items:
        uri = item.uri.encode("utf-8", "surrogateescape").hex() if _odd(item.uri) else item.uri
        batch.append(
            (
                ("\0" + uri) if _odd(item.uri) else uri,
                item.size,
                item.mtime_ns,
                item.version,
                json.dumps(item.problem) if item.problem else None,
            )
        )
        if len(batch) >= 1000:
            flush()
    flush()
    progress.total = db.execute("select count(*) from todo").fetchone()[0]


def _odd(text: str) -> bool:
    return any("\ud800" <= c <= "\udfff" for c in text)


def _todo(journal: Journal) -> Iterator[Item]:
    last = ""
    while True:
        rows = journal.db.execute("select * from todo where uri > ? order by uri limit 500", (last,)).fetchall()
        if not rows:
            return
        for uri, size, mtime_ns, version, problem in rows:
            last = uri
            name = bytes.fromhex(uri[1:]).decode("utf-8", "surrogateescape") if uri.startswith("\0") else uri
            yield Item(name, size, mtime_ns, tuple(json.loads(problem)) if problem else None, version)


def _jobs(journal: Journal, records: Path, options: Options, progress: Progress, writer: _Writer) -> Iterator[Job]:
    for item in _todo(journal):
        entry = journal.get(item.uri)
        if entry and not options.force and _still_good(entry, item, records, options, journal):
            progress.unchanged += 1
            writer.tell(None)
            continue
        if entry and entry.code == "container":
            writer.forget(journal.remove_members(item.uri))
        yield Job(
            item, str(records), __version__, options.key, options.limits, tokens=options.tokens, rows=options.database
        )  # fmt: skip


def _still_good(entry: Entry, item: Item, records: Path, options: Options, journal: Journal) -> bool:
    """Was this file done before, from the same bytes, by the same program?"""
    if entry.program != __version__ or entry.options != options.key or entry.outcome in options.retry:
        return False
    if item.problem:
        return entry.code == item.problem[0]
    if entry.output and not (records / entry.output).exists():
        return False
    if entry.size != item.size or (entry.version or "") != item.version:
        return False
    if entry.mtime_ns == item.mtime_ns:
        return True
    if is_remote(item.uri) or not entry.sha256:
        return False
    try:
        same = hashlib.sha256(read_item(item.uri, options.limits.file_mb * MIB)).hexdigest() == entry.sha256
    except OSError:
        return False
    if same:
        entry.mtime_ns = item.mtime_ns
        journal.put([entry])
    return same


class _Writer:
    """Takes results in any order and writes them down at once: a killed run loses only the files in work."""

    def __init__(
        self, journal: Journal, sink: Sink | None, records: Path, progress: Progress, listen: Listener | None
    ) -> None:
        self.journal, self.sink, self.records, self.progress, self.listen = journal, sink, records, progress, listen
        self.waiting: list[Result] = []
        self.written = 0

    def tell(self, entry: Entry | None) -> None:
        if self.listen:
            self.listen(self.progress, entry)

    def add(self, results: list[Result]) -> None:
        for result in results:
            old = self.journal.get(result.entry.uri)
            if old and old.output and old.output != result.entry.output:
                (self.records / old.output).unlink(missing_ok=True)
                if self.sink and old.record and old.record != result.entry.record:
                    self.sink.delete([old.record])
            if result.record is not None and result.entry.output:  # made on another machine
                write_aside(self.records / result.entry.output, result.record)
                result.record = None
            self.progress.outcomes[result.entry.outcome] += 1
            self.waiting.append(result)
        self.progress.finished += 1
        self.tell(results[0].entry)
        self.flush()

    def flush(self) -> None:
        rows = []
        for result in self.waiting:
            first = self.journal.by_hash(result.entry.sha256) if result.entry.sha256 else None
            if result.rows is not None and (first is None or first.uri >= result.entry.uri):
                rows.append(result.rows)
            result.rows = None
        if self.sink and rows:
            self.sink.put_rows(rows)
        self.journal.put([r.entry for r in self.waiting])
        self.written += len(self.waiting)
        self.waiting.clear()

    def forget(self, entries: list[Entry]) -> None:
        for entry in entries:
            if entry.output:
                (self.records / entry.output).unlink(missing_ok=True)
            if self.sink and entry.record:
                self.sink.delete([entry.record])


def _mark_duplicates(journal: Journal, sink: Sink | None) -> None:
    """Of files with the same bytes the first by name counts; the others point to it."""
    journal.db.execute(
        """update files set code = 'duplicate',
             message = 'the same bytes as ' || (select min(f.uri) from files f where f.sha256 = files.sha256 and f.record is not null) || '.'
           where record is not null and outcome = 'done'
             and uri > (select min(f.uri) from files f where f.sha256 = files.sha256 and f.record is not null)"""
    )
    journal.db.execute(
        """update files set code = null, message = null where code = 'duplicate'
             and uri = (select min(f.uri) from files f where f.sha256 = files.sha256 and f.record is not null)"""
    )


_LINE_END = re.compile(r"\n *")


def _write_jsonl(journal: Journal, folder: Path, changed: bool) -> None:
    """All records in one file, a line each, in the order of the sources' names."""
    target = folder / "records.jsonl"
    if target.exists() and not changed:
        return
    aside = folder / f".records.jsonl.{os.getpid()}.tmp"
    try:
        with aside.open("w", encoding="utf-8") as out:
            for entry in journal.entries():
                if entry.output and entry.code != "duplicate":
                    path = folder / "records" / entry.output
                    if path.exists():
                        # line ends within strings are escaped in JSON, so every one in the file is layout
                        out.write(_LINE_END.sub("", path.read_text("utf-8")) + "\n")
        os.replace(aside, target)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def _open_sink(folder: Path) -> Sink | None:
    from extract.store import Store

    return Store.open(folder / "kehoach.db")


def _engine(options: Options) -> Callable[[Iterator[Job], Options], Iterator[list[Result]]]:
    if options.engine == "pool":
        return in_process if options.jobs == 1 and options.start_method == "none" else pool
    if options.engine.startswith("ray"):
        from extract.batch.ray_engine import ray_engine

        return ray_engine
    raise ValueError(f"no engine called {options.engine!r}; there are: pool, ray, ray://HOST:PORT")


def in_process(jobs: Iterator[Job], options: Options) -> Iterator[list[Result]]:
    """Without workers: for tests and profiles. No limit on time or memory is kept."""
    for job in jobs:
        yield options.work(job)


def pool(jobs: Iterator[Job], options: Options) -> Iterator[list[Result]]:
    """Guarded worker processes on this machine."""
    with Guard(options.jobs, options.limits, options.work, options.start_method) as guard:
        yield from guard.run(jobs)
