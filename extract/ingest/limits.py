"""How much one file may cost. One object, with defaults that no honest plan reaches; see docs/limits.md."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, fields


@dataclass(frozen=True)
class Limits:
    """Bounds on one input file. Every one of them ends in a quarantined file with its own reason code, never in a hang."""

    seconds: float = 120.0
    """Wall time for one file, reading and extraction together; the worker is killed after it."""
    ocr_seconds: float = 900.0
    """Wall time for one file whose pages go through text recognition."""
    memory_mb: int = 3000
    """Address space that a worker may grow by, in MiB."""
    file_mb: int = 200
    """Size of one file, in MiB."""
    pages: int = 2000
    """Pages of a PDF or an image."""
    page_points: float = 14_400.0
    """Longest side of a page, in points."""
    characters: int = 10_000_000
    """Length of the text of one plan."""
    members: int = 5_000
    """Files in one zip container (a .docx is one)."""
    unpacked_mb: int = 500
    """What a zip container may unpack to, in MiB."""
    ratio: int = 200
    """How many times larger than packed one member may be, above 10 MiB."""
    nesting: int = 3
    """Containers within containers."""
    xml_depth: int = 250
    """Depth of elements in a document's XML."""
    table_depth: int = 8
    """Tables within tables."""

    def replace(self, **changes: float | int | None) -> Limits:
        """A copy with some bounds changed; None leaves one as it is. Raises ValueError for a name that is no bound."""
        names = {f.name for f in fields(self)}
        for name in changes:
            if name not in names:
                raise ValueError(f"no limit called {name!r}; there are: {', '.join(sorted(names))}")
        return Limits(**{**asdict(self), **{k: v for k, v in changes.items() if v is not None}})


DEFAULT = Limits()

_current: ContextVar[Limits] = ContextVar("limits", default=DEFAULT)


def current() -> Limits:
    """The bounds that hold for the file being read."""
    return _current.get()


@contextmanager
def use(limits: Limits) -> Iterator[Limits]:
    """Let these bounds hold for all files read inside the block, in this thread."""
    token = _current.set(limits)
    try:
        yield limits
    finally:
        _current.reset(token)
