"""Accuracy on corpus/, which the rules were tuned on, and on corpus/heldout/, which they were not: docs/accuracy.md.

corpus/heldout/first.json keeps the first figures of the held-out set. It is written once and never again: those are the
honest ones, since whoever mends a rule afterwards has seen what went wrong.
"""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extract.batch import Options, run
from extract.evaluate import evaluate

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
HELD_OUT = CORPUS / "heldout"
FIRST = HELD_OUT / "first.json"
PAGE = ROOT / "docs" / "accuracy.md"

Figures = dict[str, dict[str, dict[str, float]]]
"""kind → overlap, value, strict → p, r, f1 (each 0 to 1)."""


def measure(folder: Path) -> tuple[int, Figures]:
    """Convert the file that each gold file of `folder` names, and score it: (documents, figures)."""
    docs = [json.loads(g.read_text("utf-8"))["doc"] for g in sorted((folder / "gold").glob("*.json"))]
    with tempfile.TemporaryDirectory() as out:
        run([str(folder / "files" / doc) for doc in docs], out, Options(jobs=1))
        found = evaluate(out, folder / "gold")
    return len(docs), rounded(found["all"])


def rounded(figures: dict[str, Any]) -> Figures:
    """The figures without the counts, to four places."""
    return {
        kind: {way: {name: round(values[name], 4) for name in ("p", "r", "f1")} for way, values in ways.items()}
        for kind, ways in figures.items()
    }


def cells(ways: dict[str, dict[str, float]]) -> list[str]:
    """Overlap F1, value P, R and F1, strict F1 of one kind, in per cent."""
    value = ways["value"]
    return [
        f"{100 * x:.1f}" for x in (ways["overlap"]["f1"], value["p"], value["r"], value["f1"], ways["strict"]["f1"])
    ]


def table(columns: dict[str, Figures]) -> list[str]:
    """One row a kind; each set has five columns."""
    heads = ("overlap F1", "value P", "value R", "value F1", "strict F1")
    rows = ["| kind | " + " | ".join(f"{name}: {head}" for name in columns for head in heads) + " |"]
    rows.append("|---|" + "---:|" * (len(heads) * len(columns)))
    for kind in next(iter(columns.values())):
        values = [cell for figures in columns.values() for cell in cells(figures[kind])]
        rows.append(f"| {kind} | " + " | ".join(values) + " |")
    return rows


def page(corpus: tuple[int, Figures], now: tuple[int, Figures], first: dict[str, Any], day: str) -> str:
    """docs/accuracy.md."""
    lines = [
        "# Accuracy",
        "",
        f"Made by `python -m bench heldout`, {day}. Figures in per cent. *Overlap*: the item is found in the right place; *value*: what it",
        "means is right too (names, days, numbers, who leads); *strict*: and it stands exactly where the gold says, under the gold's first reading.",
        "",
        "## What the two sets are",
        "",
        f"- **corpus** ({corpus[0]} plans): the project's own plans. The rules were tuned while looking at their errors, so the figures say",
        "  how well what is known is handled, not what to expect of other plans.",
        f"- **held out** ({first['documents']} plans, `corpus/heldout/`): written by another hand for other authorities and in other manners. Its gold was",
        "  finished before the program was run on it, and nobody had tuned a rule on it at the first measurement. It is small, its",
        "  plans were made to hold much that is awkward, and they are invented as well: a figure can be off by several points.",
        "",
        f"## Held out, first measurement ({first['measured_on']})",
        "",
        "These figures are the ones to go by; they are never written anew.",
        "",
        *table({"held out, first": first["figures"]}),
        "",
        *[f"- {note}" for note in first["notes"]],
        "",
        "## Side by side, now",
        "",
        "After the first measurement the classes of errors found here went to those who mend rules, so that the held-out figures of",
        "today are no longer those of unseen plans.",
        "",
        *table({"corpus": corpus[1], "held out": now[1]}),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure both sets, write and print the page; the first figures are kept as they are."""
    day = datetime.now(UTC).date().isoformat()
    now = measure(HELD_OUT)
    if not FIRST.exists():
        first = {"measured_on": day, "documents": now[0], "figures": now[1], "notes": []}
        FIRST.write_text(json.dumps(first, ensure_ascii=False, indent=1) + "\n", "utf-8")
    first = json.loads(FIRST.read_text("utf-8"))
    PAGE.write_text(page(measure(CORPUS), now, first, day), "utf-8")
    print(PAGE.read_text("utf-8"))
