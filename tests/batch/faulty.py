"""A worker's function that misbehaves on files that ask for it, and is the real one on all others."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from pathlib import Path

from extract.batch.worker import Job, Result, convert


def work(job: Job) -> list[Result]:
    order = Path(job.item.uri).read_bytes()[:40] if Path(job.item.uri).is_file() else b""
    if order.startswith(b"HANG"):
        time.sleep(600)
    if order.startswith(b"NATIVE HANG"):  # holds the interpreter's lock, so that no thread could stop it
        ctypes.PyDLL(None).usleep(600_000_000)
    if order.startswith(b"CRASH"):
        os.kill(os.getpid(), signal.SIGSEGV)
    if order.startswith(b"EXIT"):
        os._exit(3)
    if order.startswith(b"KILL"):
        os.kill(os.getpid(), signal.SIGKILL)
    if order.startswith(b"SWELL"):
        hoard = [bytearray(1 << 20) for _ in range(1_000_000)]
        return [Result(hoard)]  # type: ignore[arg-type]
    if order.startswith(b"SLOW"):
        time.sleep(0.5)
    return convert(job)
