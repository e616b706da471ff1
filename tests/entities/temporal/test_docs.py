"""docs/time.md says what happens: its tables are run."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import temporal

PAGE = (Path(__file__).parents[3] / "docs" / "time.md").read_text("utf-8")
ISSUED = "2024-03-15"


def rows(heading: str) -> list[list[str]]:
    part = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    table = [[c.strip() for c in line.strip("|").split("|")] for line in part.splitlines() if line.startswith("|")]
    return table[2:]


def none(cell: str) -> str | None:
    return None if cell == "-" else cell


@pytest.mark.parametrize("row", rows("Deadlines"), ids=lambda r: r[0])
def test_deadlines(row: list[str]) -> None:
    times = temporal.parse(row[0], issued_on=ISSUED)
    found = [(d.relation, d.start_on, d.due_on) for d in times.deadlines]
    assert found == [(row[1], none(row[2]), none(row[3]))]
    assert not times.dates


@pytest.mark.parametrize("row", rows("Recurring deadlines"), ids=lambda r: r[0])
def test_recurring(row: list[str]) -> None:
    times = temporal.parse(row[0], issued_on=ISSUED)
    assert [(d.kind, d.rrule) for d in times.deadlines] == [("recurring", none(row[1]))]
    assert not times.dates


@pytest.mark.parametrize("row", rows("Dates"), ids=lambda r: r[0])
def test_dates(row: list[str]) -> None:
    times = temporal.parse(row[0], issued_on=ISSUED)
    assert [(t.role, t.value, t.end_value) for t in times.dates] == [(row[1], none(row[2]), none(row[3]))]
    assert not times.deadlines


def test_what_only_looks_like_a_date() -> None:
    part = PAGE.split("\n## What only looks like a date\n")[1].split("\n## ")[0]
    lines = [line[2:] for line in part.splitlines() if line.startswith("- ")]
    assert len(lines) >= 7
    for line in lines:
        assert not list(temporal.parse(line, issued_on=ISSUED)), line


@pytest.mark.parametrize("row", rows("Warnings"), ids=lambda r: r[0])
def test_warnings(row: list[str]) -> None:
    assert [w.code for w in temporal.parse(row[2], issued_on=ISSUED).warnings] == [row[0]]


def test_the_example_of_the_page() -> None:
    code = PAGE.split("```python\n")[1].split("```")[0]
    said = [line[2:] for line in code.splitlines() if line.startswith("# ")]
    printed: list[str] = []
    exec(code, {"print": lambda *a: printed.append(" ".join(map(str, a)))})
    assert printed == said
