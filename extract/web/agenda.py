"""What is due: by state, relative to a day, and as a month."""

from __future__ import annotations

from calendar import Calendar
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Literal

from extract.store.scope import Ask
from extract.web.overlay import Overlay, Rows

State = Literal["overdue", "soon", "later", "undated"]
STATES: tuple[State, ...] = ("overdue", "soon", "later", "undated")
SOON = 30
_LAST = date(2100, 12, 31)
_FIRST = date(1945, 9, 2)


@dataclass
class Part:
    """The deadlines of one state: how many there are, and the rows of one page of them."""

    state: State
    total: int = 0
    rows: Rows = field(default_factory=list)


def span(state: State, today: date) -> tuple[date | None, date | None]:
    return {
        "overdue": (_FIRST, today - timedelta(1)),
        "soon": (today, today + timedelta(SOON)),
        "later": (today + timedelta(SOON + 1), _LAST),
        "undated": (None, None),
    }[state]


def agenda(overlay: Overlay, ask: Ask, today: date, only: State | None, page: int, per_page: int) -> list[Part]:
    """All states, each with its first rows; with `only`, that one's page. Overdue ones the latest first.

    What recurs counts in the next thirty days, once for each day; for the rest it stands among those without a day, by its rule.
    """
    out = []
    for state in STATES:
        first, last = span(state, today)
        if ask.first or ask.last:  # a span of the caller's own, cut by the state's
            if state == "undated":
                out.append(Part(state))
                continue
            first, last = max(first or _FIRST, ask.first or _FIRST), min(last or _LAST, ask.last or _LAST)
            if first > last:
                out.append(Part(state))
                continue
        mine = replace(ask, first=first, last=last)
        if state == "undated":
            found = overlay.undated(replace(mine, first=None, last=None))
        else:
            found = overlay.once(mine)
            if state == "soon":
                found = sorted(found + overlay.often(mine), key=lambda x: x[1])
        if state == "overdue":
            found.reverse()
        part = Part(state, len(found))
        if only is None or only == state:
            at = (page - 1) * per_page if only else 0
            part.rows = overlay.told(found[at : at + per_page])
        out.append(part)
    return out


@dataclass
class Day:
    """One cell of the month."""

    day: date
    inside: bool
    rows: Rows = field(default_factory=list)


def month(overlay: Overlay, ask: Ask, first: date) -> tuple[list[list[Day]], int]:
    """The weeks of a month, Monday first, with what is due on each day; and how much that is."""
    weeks = [
        [Day(day, day.month == first.month) for day in week]
        for week in Calendar(0).monthdatescalendar(first.year, first.month)
    ]
    last = (first.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
    mine = replace(ask, first=first, last=last, limit=None)
    found = sorted(overlay.once(mine) + overlay.often(mine), key=lambda x: x[1])[:2000]
    days: dict[Any, Rows] = {}
    for row in overlay.told(found):
        days.setdefault(row["due_on"], []).append(row)
    for week in weeks:
        for cell in week:
            if cell.inside:
                # what falls on this day alone before what comes every day or month
                cell.rows = sorted(
                    days.get(cell.day, []), key=lambda row: (row["rrule"] is not None, "DAILY" in (row["rrule"] or ""))
                )
    return weeks, len(found)


def neighbours(first: date) -> tuple[date, date]:
    """The first days of the month before and the month after."""
    return (first - timedelta(1)).replace(day=1), (first.replace(day=28) + timedelta(4)).replace(day=1)
