"""One file in, its records written, what became of it out: the pure function that every engine runs."""

from __future__ import annotations

import gc
import hashlib
import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.batch.inputs import Item, read_item, shown
from extract.batch.journal import Entry, clock, now
from extract.ingest.limits import DEFAULT, Limits, use

MIB = 1 << 20
_UNSAFE = re.compile(r"[^\w.+-]+")
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


@dataclass(frozen=True)
class Job:
    """What a worker needs to know of one file. `folder` is None where records are handed back instead of written."""

    item: Item
    folder: str | None
    program: str
    options: str
    limits: Limits = DEFAULT
    tokens: bool = False
    rows: bool = False
    data: bytes | None = None  # the bytes themselves, where they lie in no file


@dataclass
class Result:
    """What became of one file, with its record as JSON where it was not written, and as database rows where asked for."""

    entry: Entry
    record: str | None = None
    rows: Any = None


def start_worker(limits: Limits = DEFAULT) -> None:
    """Load the pipeline and bound the memory of this process; run once in each worker."""
    from extract.pipeline import load

    load()
    _bound_memory(limits.memory_mb)
    gc.collect()
    gc.freeze()  # what the pipeline holds is never garbage: keep the collector from walking it for every file


def _bound_memory(mb: int) -> None:
    try:
        import resource

        used = _address_space()
        resource.setrlimit(resource.RLIMIT_AS, (used + mb * MIB, resource.getrlimit(resource.RLIMIT_AS)[1]))
    except (ImportError, ValueError, OSError):
        pass  # no such bound on this system; the time limit still holds


def _address_space() -> int:
    import psutil

    return int(psutil.Process().memory_info().vms)


def file_name(uri: str, record_id: str) -> str:
    """A name for a record's file that any file system takes: the source's own name, made safe, and part of its id."""
    stem = unicodedata.normalize("NFC", uri.replace("\\", "/").rsplit("/", 1)[-1])
    stem = _UNSAFE.sub("_", stem).strip("._") or "plan"
    if _RESERVED.match(stem):
        stem = "_" + stem
    while len(stem.encode("utf-8")) > 120:
        stem = stem[:-1]
    return f"{stem}-{record_id[3:11]}.json"


def write_aside(path: Path, text: str) -> None:
    """Write a file so that it is there whole or not at all."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        aside.write_text(text, "utf-8")
        os.replace(aside, path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def convert(job: Job) -> list[Result]:
    """Read, extract and write one file; never raises for anything in the file.

    A container gives one result for each file in it and one for itself. MemoryError and a full disk are not the file's fault
    alone: the first quarantines it, the second is raised, so that the run stops before it loses anything.
    """
    from extract.ingest import IngestError

    started = clock()
    item, limits = job.item, job.limits
    uri = shown(item.uri)
    base = Entry(
        uri,
        "quarantined",
        size=item.size,
        mtime_ns=item.mtime_ns,
        version=item.version,
        program=job.program,
        options=job.options,
    )
    if item.problem:
        base.code, base.message, base.remedy = item.problem
        return [_finish(Result(base), started)]
    try:
        data = job.data if job.data is not None else read_item(item.uri, limits.file_mb * MIB)
        base.size = len(data)
        if len(data) > limits.file_mb * MIB:
            raise IngestError(
                "too-large", f"larger than {limits.file_mb} MiB.", "Raise --max-file-mb if it really is a plan."
            )
        base.sha256 = hashlib.sha256(data).hexdigest()
        with use(limits):
            members = list(_members(data, uri, limits))
    except IngestError as error:
        return [_finish(Result(_quarantine(base, error.code, error.message, error.remedy)), started)]
    except FileNotFoundError:
        return [
            _finish(
                Result(_quarantine(base, "vanished", "was gone when its turn came.", "Run again if it is back.")),
                started,
            )
        ]
    except MemoryError:
        return [
            _finish(
                Result(
                    _quarantine(
                        base,
                        "memory",
                        f"needed more than {limits.memory_mb} MiB.",
                        "Raise --max-memory-mb, or split the file.",
                    )
                ),
                started,
            )
        ]
    except OSError as error:
        return [
            _finish(
                Result(
                    _quarantine(
                        base,
                        "unreadable",
                        f"cannot be read ({error.strerror or error}).",
                        "Check the disk and the permissions.",
                    )
                ),
                started,
            )
        ]
    if len(members) == 1 and members[0][0] == uri and not isinstance(members[0][1], IngestError):
        return [_finish(_one(base, data, job), started)]
    results = [_finish(_member(base, name, content, job), clock()) for name, content in members]
    base.outcome, base.code = "done", "container"
    base.message = f"{len(members)} files in it."
    if not members:
        _quarantine(base, "empty-container", "holds no file that could be read.", "Look into it.")
    return [_finish(Result(base), started), *results]


def _members(data: bytes, uri: str, limits: Limits) -> Any:
    try:
        from extract.ingest.containers import members
    except ImportError:
        return [(uri, data)]
    return members(data, uri, limits)


def _member(container: Entry, uri: str, content: Any, job: Job) -> Result:
    from extract.ingest import IngestError

    entry = Entry(
        uri,
        "quarantined",
        program=job.program,
        options=job.options,
        container=container.uri,
        mtime_ns=container.mtime_ns,
        version=container.version,
    )
    if isinstance(content, IngestError):
        return Result(_quarantine(entry, content.code, content.message, content.remedy))
    entry.size, entry.sha256 = len(content), hashlib.sha256(content).hexdigest()
    return _one(entry, content, job)


def _one(entry: Entry, data: bytes, job: Job) -> Result:
    from extract.ingest import IngestError, read_bytes
    from extract.pipeline import extract_source

    try:
        with use(job.limits):
            source = read_bytes(data, entry.uri)
        if sum(len(b.text) for b in source.blocks) > job.limits.characters:
            raise IngestError(
                "too-long",
                f"holds more than {job.limits.characters:,} characters.",
                "Raise --max-characters if it really is one plan.",
            )
        record = extract_source(source, tokens=job.tokens)
        rows = _rows(record) if job.rows else None
    except IngestError as error:
        return Result(_quarantine(entry, error.code, error.message, error.remedy))
    except MemoryError:
        return Result(
            _quarantine(
                entry,
                "memory",
                f"needed more than {job.limits.memory_mb} MiB.",
                "Raise --max-memory-mb, or split the file.",
            )
        )
    except RecursionError:
        return Result(
            _quarantine(
                entry, "nesting", "is nested deeper than any plan.", "Open it in an office program and save it anew."
            )
        )
    except Exception as error:
        message = f"the program failed on it ({type(error).__name__}: {str(error)[:300]})."
        return Result(_quarantine(entry, "internal-error", message, "Please report it, with the file if you may."))
    entry.record, entry.media_type, entry.pages = record.id, source.media_type, source.pages
    entry.ocr, entry.quality = source.ocr, source.quality
    entry.outcome = "partial" if source.warnings else "done"
    if source.warnings:
        entry.code, entry.message = (
            source.warnings[0].code,
            "; ".join(dict.fromkeys(w.message for w in source.warnings))[:1000],
        )
    kinds = (
        "sections",
        "units",
        "officials",
        "slogans",
        "indicators",
        "deadlines",
        "dates",
        "references",
        "tasks",
        "tables",
        "warnings",
    )
    entry.counts = {k: len(getattr(record, k)) for k in kinds}
    result = Result(entry, rows=rows)
    entry.output = file_name(entry.uri, record.id)
    if job.folder is None:
        result.record = record.to_json()
    else:
        write_aside(Path(job.folder) / entry.output, record.to_json())
    return result


def _rows(record: Any) -> Any:
    from extract.store import rows_of

    return rows_of(record)


def _quarantine(entry: Entry, code: str, message: str, remedy: str) -> Entry:
    entry.outcome, entry.code, entry.message, entry.remedy = "quarantined", code, message, remedy
    return entry


def _finish(result: Result, started: float) -> Result:
    result.entry.seconds = round(clock() - started, 4)
    result.entry.finished_at = now()
    return result
