"""Every expression of the tables comes out with its list, role, value and text, and nothing else does."""

from __future__ import annotations

import pytest

from extract import temporal
from extract.record import Date, Deadline
from tests.entities.temporal.tables import CASES, Case, load

ALL = [case for path in sorted(CASES.glob("*.txt")) for case in load(path.name)]


def shown(item: Deadline | Date) -> dict[str, str | None]:
    """An item in the notation of the tables."""
    out: dict[str, str | None] = {"text": item.text, "about": None, "amount": None, "unit": None, "anchor": None}
    if isinstance(item, Date):
        value = item.value or "-"
        return {
            **out,
            "list": "T",
            "word": item.role,
            "value": f"{value}/{item.end_value}" if item.end_value else value,
        }
    if item.offset is not None:
        out |= {"amount": f"{item.offset.amount:g}", "unit": item.offset.unit, "anchor": item.offset.anchor}
    if item.kind == "recurring":
        value = item.rrule or "FREQ-"
    else:
        value = f"{item.start_on or '-'}/{item.due_on or '-'}"
        out["about"] = " ~" if item.approximate else None
    return {**out, "list": "D", "word": item.relation or "-", "value": value}


@pytest.mark.parametrize("case", ALL, ids=str)
def test_case(case: Case) -> None:
    times = temporal.parse(case.text, issued_on=case.issued)
    assert [shown(item) for item in times] == case.items
    assert sorted({w.code for w in times.warnings}) == sorted(case.warnings)


@pytest.mark.parametrize("case", ALL, ids=str)
def test_offsets_ground_every_item(case: Case) -> None:
    for item in temporal.parse(case.text, issued_on=case.issued):
        assert case.text[item.start : item.end] == item.text


def test_the_tables_are_large_enough() -> None:
    """The tables hold at least 400 expressions, positive and negative."""
    assert sum(max(1, len(case.items)) for case in ALL) >= 400
