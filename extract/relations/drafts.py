"""A task in the making, before it has its number, and what a heading sets for those below it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Draft:
    """As extract.record.Task, with ids of units and officials; `extra_deadlines` are ranges whose deadlines are the task's own."""

    start: int
    end: int
    lead: list[str]
    evidence: str
    confidence: float
    support: list[str] = field(default_factory=list)
    directs: list[str] = field(default_factory=list)
    extra_deadlines: list[tuple[int, int]] = field(default_factory=list)
    inherited: list[str] = field(default_factory=list)
    deliverable: str | None = None
    reports_to: list[str] = field(default_factory=list)
    node: int = -1
    """Line of the outline that it was made from."""
    fixed: bool = False
    """Kept even where nobody leads it: a row of a task table, a block of label lines."""


@dataclass(slots=True)
class Context:
    """What a heading or lead-in sets for all below it."""

    lead: list[str] = field(default_factory=list)
    support: list[str] = field(default_factory=list)
    directs: list[str] = field(default_factory=list)
    deadlines: list[str] = field(default_factory=list)
    assigns: bool = False
    tells: bool = False
    quiet: bool = False
    within: bool = False
    """Below a line that is a task itself."""
    headed: bool = False
    """The lead stands in a heading, not in a running sentence."""
