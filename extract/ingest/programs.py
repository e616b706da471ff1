"""Running a system program on a stranger's file: with a time limit, in a process group of its own, never outliving us."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

_PR_SET_PDEATHSIG = 1


def _die_with_parent() -> Callable[[], None] | None:
    """On Linux a child is killed when the worker that started it is; elsewhere its own time limit ends it."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        prctl = ctypes.CDLL(None).prctl
    except (OSError, AttributeError):
        return None
    return lambda: prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


_before = _die_with_parent()


def run(
    command: Sequence[str],
    seconds: float,
    data: bytes | None = None,
    folder: Path | None = None,
    env: dict[str, str] | None = None,
) -> tuple[int, bytes, bytes]:
    """(exit code, output, errors) of a program that reads `data`. Raises TimeoutError after killing its whole group, OSError
    where it cannot be started."""
    process = subprocess.Popen(
        list(command), stdin=subprocess.PIPE if data is not None else subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, cwd=folder, env={**os.environ, **(env or {})}, start_new_session=True, preexec_fn=_before,
    )  # fmt: skip
    try:
        out, errors = process.communicate(data, timeout=max(seconds, 0.1))
    except subprocess.TimeoutExpired:
        _kill(process)
        raise TimeoutError(f"{Path(command[0]).name} took longer than {seconds:.0f} seconds") from None
    except BaseException:
        _kill(process)
        raise
    return process.returncode, out, errors


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError, AttributeError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.communicate()
