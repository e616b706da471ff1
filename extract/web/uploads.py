"""Files that callers send: bounded in size, number and time, read in the same guarded workers as the batch."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import replace

from fastapi import Request

from extract import __version__
from extract.batch.guard import Guard
from extract.batch.inputs import Item
from extract.batch.worker import Job, Result
from extract.web.problems import Problem
from extract.web.settings import Settings

MIB = 1 << 20


class Uploads:
    """One guarded pool for all callers; it is started with the first file."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._guard: Guard | None = None
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(settings.uploads_at_once)
        self._times: deque[float] = deque()

    def admit(self) -> None:
        """Take a place among the uploads of this minute. Raises Problem 429 where there is none."""
        now = time.monotonic()
        with self._lock:
            while self._times and now - self._times[0] > 60:
                self._times.popleft()
            if len(self._times) >= self.settings.uploads_a_minute:
                wait = 61 - int(now - self._times[0])
                raise Problem(
                    429,
                    "too-many",
                    "Too many files in one minute; send the next one later.",
                    {"Retry-After": str(wait)},
                )
            self._times.append(now)

    async def read_body(self, request: Request) -> bytes:
        """The body of a request, at most the size allowed. Raises Problem 413 before a larger one is in memory."""
        most = self.settings.upload_mb * MIB
        length = request.headers.get("content-length", "")
        if length.isdigit() and int(length) > most:
            raise self._too_large()
        data = bytearray()
        async for chunk in request.stream():
            data += chunk
            if len(data) > most:
                raise self._too_large()
        return bytes(data)

    def _too_large(self) -> Problem:
        return Problem(413, "too-large", f"The file is larger than {self.settings.upload_mb} MiB.")

    def extract(self, data: bytes, name: str) -> Result:
        """Read one file. Raises Problem 422 where it ends in quarantine, 503 where too many are being read."""
        if not data:
            raise Problem(422, "empty", "The file is empty.")
        if not self._places.acquire(timeout=10):
            raise Problem(
                503, "busy", "Too many files are being read at once; send it again later.", {"Retry-After": "10"}
            )
        try:
            with self._lock:
                if self._guard is None:
                    self._guard = Guard(
                        self.settings.workers, replace(self.settings.limits, file_mb=self.settings.upload_mb)
                    )
            job = Job(Item(name, len(data)), None, __version__, "{}", self.settings.limits, data=data)
            results = self._guard.one(job)
        finally:
            self._places.release()
        found = [r for r in results if r.record is not None]
        if not found:
            entry = results[-1].entry
            raise Problem(
                422, entry.code or "unreadable", f"{entry.message or 'cannot be read.'} {entry.remedy or ''}".strip()
            )
        return found[0]

    def close(self) -> None:
        with self._lock:
            if self._guard:
                self._guard.close(at_once=True)
                self._guard = None
