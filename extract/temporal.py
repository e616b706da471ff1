"""Vietnamese time expressions on their own, for those who want nothing else of a plan.

>>> from extract import temporal
>>> times = temporal.parse("Gửi báo cáo trước ngày 25 hằng tháng; tổng kết trong quý IV/2025.", issued_on="2025-03-10")
>>> [(d.text, d.due_on or d.rrule) for d in times.deadlines]
[('trước ngày 25 hằng tháng', 'FREQ=MONTHLY;BYMONTHDAY=24'), ('trong quý IV/2025', '2025-12-31')]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extract.entities.temporal.component import read_times
from extract.record import Date, Deadline, Warning_
from extract.state import Plan
from extract.text.canonical import Line


@dataclass(frozen=True, slots=True)
class Times:
    """What a text says of time; every offset is into the text that was given, and no two items overlap."""

    deadlines: list[Deadline]
    dates: list[Date]
    warnings: list[Warning_]

    def __iter__(self) -> Iterator[Deadline | Date]:
        """All items in the order of the text."""
        items: list[Deadline | Date] = [*self.deadlines, *self.dates]
        return iter(sorted(items, key=lambda item: item.start))

    def __len__(self) -> int:
        return len(self.deadlines) + len(self.dates)


def parse(text: str, issued_on: date | str | None = None, title: str | None = None) -> Times:
    """Every time expression of `text`, as a deadline or as a date (see docs/time.md).

    `issued_on` is the day the text was issued, a date or "2025-03-10", "2025-03" or "2025": years and months that the text leaves
    out are taken from it. Without it they come from the text's own head, or else from today, and `inferred` says which. `title` is
    the title of the document, whose year goes before the year of issue. Raises ValueError where `issued_on` is no date.
    """
    lines, at = [], 0
    for piece in text.split("\n"):
        lines.append(Line(at, at + len(piece)))
        at += len(piece) + 1
    plan = Plan(text, lines)
    plan.header.title = title
    if isinstance(issued_on, str):
        parts = issued_on.split("-")
        date.fromisoformat("-".join([*parts, "01", "01"][:3]))  # ValueError where it is none
        plan.header.issued_on = issued_on
    else:
        plan.issued_on = issued_on
    read_times(plan)
    return Times(plan.deadlines, plan.dates, plan.warnings)


__all__ = ["Times", "parse"]
