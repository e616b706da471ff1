"""The model card: what is in models/kehoach_vi and how well it does, measured on corpus/gold: `python -m bench card`."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CARD = ROOT / "models" / "README.md"
BEGIN = "<!-- figures: written by `python -m bench card` -->"
END = "<!-- /figures -->"

WHAT = {
    "plan_structure": "header, zones, section tree, signature, recipients",
    "plan_references": "documents cited: type, number, symbol, date, issuer, role",
    "plan_deadlines": "time expressions: deadlines with normal forms, and all other dates with their role",
    "plan_units": "bodies and groups, completed and joined over the plan",
    "plan_officials": "people and posts with their bodies",
    "plan_slogans": "slogans, themes, mottos, movements",
    "plan_indicators": "targets: name, comparator, value or range, unit, year",
    "plan_tables": "tables with the role that their heads tell",
    "plan_tasks": "who leads, supports and directs what by when",
    "plan_checks": "contradictions that a person should look at",
}


def measured() -> dict[str, Any]:
    """Figures of the installed pipeline on the corpus."""
    from extract.evaluate import evaluate
    from extract.pipeline import read

    docs = [json.loads(p.read_text("utf-8"))["doc"] for p in sorted((ROOT / "corpus/gold").glob("*.json"))]
    with tempfile.TemporaryDirectory() as folder:
        for doc in docs:
            (Path(folder) / f"{doc}.json").write_text(read(ROOT / "corpus/files" / doc).to_json(), "utf-8")
        return evaluate(folder, ROOT / "corpus/gold")


def main() -> None:
    """Write the card."""
    from extract.pipeline import COMPONENTS, VERSION

    result = measured()
    lines = [
        "# kehoach_vi", "",
        "The assembled pipeline as a spaCy model directory, written by `make model` from the package's configuration. It holds rules, no",
        "weights, so the folder is small and needs the `kehoach` package to open:", "",
        "```python", "import spacy", 'nlp = spacy.load("models/kehoach_vi")',
        'doc = nlp("I. NHIỆM VỤ\\n1. Phòng Nội vụ báo cáo trước ngày 30/6/2024.")',
        'doc.spans["deadlines"], doc._.plan.deadlines', "```", "",
        f"Version {VERSION}. Language: Vietnamese, official writing of the administration, the Party and the mass organisations, 2008 to 2025.", "",
        "## What is in it", "", "| component | finds |", "|---|---|",
        "| `kehoach.Words.v1` | words by underthesea, as a tokenizer whose `doc.text` is the text to the character |",
        *[f"| `{name}` | {WHAT[name]} |" for name, _ in COMPONENTS], "",
        "Each is a registered factory (`nlp.add_pipe(\"plan_deadlines\")`): it can be used alone, left out, or replaced by a trained one.", "",
        "## How well it does", "",
        f"On the {len(result['documents'])} plans of `corpus/`, against their hand-written gold, by `kehoach evaluate` (overlap: found; value: found with the right",
        "normal form; strict: with the first reading of the gold). The rules were written with these plans in view, so plans of another hand score lower.", "",
        "| kind | overlap F1 | value P | value R | value F1 | strict F1 |", "|---|---:|---:|---:|---:|---:|",
    ]  # fmt: skip
    for kind, ways in result["all"].items():
        v = ways["value"]
        lines.append(
            f"| {kind} | {ways['overlap']['f1']:.3f} | {v['p']:.3f} | {v['r']:.3f} | {v['f1']:.3f} | {ways['strict']['f1']:.3f} |"
        )
    lines += [
        "", "## What it is not for", "",
        "Laws, contracts and letters have other structures; other languages are not read. It reports what a plan says, not whether it was done.",
        "`confidence` is the measured precision of the rule on gold, not a probability for the single case.",
    ]  # fmt: skip
    CARD.write_text("\n".join(lines) + "\n", "utf-8")
    write_readme(result)


def write_readme(result: dict[str, Any]) -> None:
    """Put the figures between the marks in the README."""
    readme = ROOT / "README.md"
    head, rest = readme.read_text("utf-8").split(BEGIN, 1)
    tail = rest.split(END, 1)[1]
    kinds = result["all"]
    first = json.loads((ROOT / "corpus/heldout/first.json").read_text("utf-8"))
    held = [f"{first['figures'][kind]['value']['f1']:.2f}" for kind in kinds]
    rows = [
        "F1, right meaning: found, and with the right normal form (canonical name, last day in time, number and unit, who leads and who supports).", "",
        "| | " + " | ".join(kinds) + " |", "|---|" + "---:|" * len(kinds),
        f"| {first['documents']} held-out plans, first run | " + " | ".join(held) + " |",
        f"| {len(result['documents'])} plans of the corpus | " + " | ".join(f"{ways['value']['f1']:.2f}" for ways in kinds.values()) + " |", "",
        "The held-out plans were written, with their gold, by another hand for awkward cases and measured before any rule was changed for them; the rules were",
        "tuned on the corpus. Expect plans of your own in between. [Accuracy](docs/accuracy.md) has precision, recall and what was found since,",
        "the [model card](models/README.md) each kind by overlap and strictly.",
    ]  # fmt: skip
    readme.write_text(head + BEGIN + "\n" + "\n".join(rows) + "\n" + END + tail, "utf-8")


if __name__ == "__main__":
    main()
