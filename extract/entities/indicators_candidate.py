"""One target as it was found, before it becomes the record's item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Comparator = Literal["=", ">=", ">", "<=", "<", "range"]


@dataclass(slots=True)
class Candidate:
    """One target, as offsets into the plan's text and the record's fields."""

    start: int
    end: int
    name: str
    rule: str
    comparator: Comparator | None = None
    value: float | None = None
    value_max: float | None = None
    unit: str | None = None
    of: float | None = None
    base: str | None = None
    as_of: str | None = None
