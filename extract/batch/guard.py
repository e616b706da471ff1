"""Guarded worker processes: a file that hangs, crashes or swells costs its worker, never the run."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, wait
from concurrent.futures import TimeoutError as FutureTimeout
from typing import Any

from extract.batch.inputs import is_remote, shown
from extract.batch.journal import Entry, now
from extract.batch.worker import Job, Result, convert, start_worker
from extract.ingest.limits import DEFAULT, Limits

RECYCLE = 500
"""Files after which a worker is replaced, so that what native code leaks stays bounded."""

_SLOW = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")


class Guard:
    """A pool of `count` workers (0: one a core), each with the pipeline loaded and its memory bounded."""

    def __init__(
        self,
        count: int = 0,
        limits: Limits = DEFAULT,
        work: Callable[[Job], list[Result]] = convert,
        start_method: str | None = None,
    ) -> None:
        from pebble import ProcessPool

        self.count, self.limits, self.work = count or os.cpu_count() or 1, limits, work
        method = start_method or ("spawn" if os.name == "nt" else "forkserver")
        context = multiprocessing.get_context(method)
        if method == "forkserver":
            context.set_forkserver_preload(["extract.batch.preload"])
        self._pool = ProcessPool(
            self.count, max_tasks=RECYCLE, initializer=start_worker, initargs=(limits,), context=context
        )

    def run(self, jobs: Iterable[Job]) -> Iterator[list[Result]]:
        """Results in the order in which they are ready; at most four files a worker wait in the pool."""
        window: deque[tuple[Job, Any]] = deque()
        for job in jobs:
            window.append((job, self._schedule(job)))
            while len(window) >= 4 * self.count:
                yield self._settle(*_take(window))
        while window:
            yield self._settle(*_take(window))

    def one(self, job: Job) -> list[Result]:
        """One file; safe to call from several threads."""
        return self._settle(job, self._schedule(job))

    def close(self, at_once: bool = False) -> None:
        """Let the workers go; `at_once` kills them in the middle of a file."""
        if at_once:
            self._pool.stop()
        else:
            self._pool.close()
        self._pool.join()

    def __enter__(self) -> Guard:
        return self

    def __exit__(self, kind: type[BaseException] | None, *exc: object) -> None:
        self.close(at_once=kind is not None)

    def _schedule(self, job: Job) -> Any:
        return self._pool.schedule(self.work, args=(job,), timeout=seconds_for(job, self.limits))

    def _settle(self, job: Job, future: Any) -> list[Result]:
        from pebble import ProcessExpired

        limit, taken = seconds_for(job, self.limits), None
        try:
            return future.result()
        except FutureTimeout:
            taken = limit
            what = "timeout", f"took longer than {limit:.0f} seconds.", "Raise --max-seconds, or look into the file."
        except ProcessExpired as error:
            message = f"the worker process ended while it read this file (exit code {error.exitcode})."
            what = "crashed", message, "Open it in an office program and save it anew."
        except MemoryError:
            message = f"needed more than {self.limits.memory_mb} MiB."
            what = "memory", message, "Raise --max-memory-mb, or split the file."
        item = job.item
        entry = Entry(shown(item.uri), "quarantined", *what, size=item.size, mtime_ns=item.mtime_ns)
        entry.version, entry.program, entry.options = item.version, job.program, job.options
        entry.finished_at, entry.seconds = now(), taken
        return [Result(entry)]


def _take(window: deque[tuple[Job, Any]]) -> tuple[Job, Any]:
    """The first finished job, or the first that finishes."""
    ready = wait([future for _, future in window], return_when=FIRST_COMPLETED).done
    for i, (job, future) in enumerate(window):
        if future in ready:
            del window[i]
            return job, future
    raise AssertionError("wait returned without a finished job")


def seconds_for(job: Job, limits: Limits) -> float:
    """Scans and what goes through an office program may take longer; the first bytes tell."""
    longer = max(limits.seconds, limits.ocr_seconds)
    if job.item.problem:
        return limits.seconds
    if job.data is not None:
        head = job.data[:4096]
    elif is_remote(job.item.uri):
        return longer
    else:
        try:
            with open(job.item.uri, "rb") as file:
                head = file.read(4096)
        except OSError:
            return limits.seconds
    slow = head.startswith(_SLOW) and b"[Content_Types].xml" not in head and b"word/" not in head
    return longer if slow else limits.seconds
