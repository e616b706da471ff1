"""The generator: any number of plans, the same from the same seed, each with gold that stands in its text."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import docx
import pytest

CORPUS = Path(__file__).parents[2] / "corpus"
sys.path.insert(0, str(CORPUS))

import check  # noqa: E402
import generate  # noqa: E402
from render_text import to_html, to_txt  # noqa: E402


def test_gold_of_generated_plans_stands_in_the_text() -> None:
    faults = [fault for plan in generate.plans(60, 3, ["txt", "html", "docx"]) for fault in check.faults(plan)]
    assert faults == []


def test_same_seed_same_bytes_and_no_two_alike() -> None:
    first, again = ([to_txt(p) for p in generate.plans(20, 5, ["txt"])] for _ in range(2))
    assert first == again
    assert len(set(first)) == 20
    assert first[:7] == [to_txt(p) for p in generate.plans(7, 5, ["txt"])]
    assert first != [to_txt(p) for p in generate.plans(20, 6, ["txt"])]


def test_word_file_holds_the_words_of_the_text() -> None:
    for plan in generate.plans(8, 2, ["docx"]):
        document = docx.Document(io.BytesIO(generate.quick_docx(plan)))
        found = [p.text for p in document.paragraphs]
        found += [c.text for t in document.tables for row in t.rows for c in row.cells]
        words = " ".join(found).split()
        assert sorted(words) == sorted(w for w in to_txt(plan).split() if w != "|")


def test_variety() -> None:
    """Authorities, years, numberings and tables all occur."""
    plans = list(generate.plans(120, 1, ["txt"]))
    issuers = {p.meta["gold"]["header"]["issuer"].split()[-2] for p in plans}
    years = {p.meta["gold"]["header"]["issued_on"][:4] for p in plans}
    first = {p.body[1].sign or p.body[1].text.plain[:4] for p in plans}
    assert len(issuers) > 15
    assert len(years) > 12
    assert len(first) >= 4
    assert any(p.appendices for p in plans)
    assert any("<h2>" in to_html(p) for p in plans)


def test_command_writes_files_and_gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["generate.py", "9", str(tmp_path), "--seed", "4"])
    generate.main()
    gold = [json.loads(f.read_text("utf-8")) for f in sorted((tmp_path / "gold").glob("*.json"))]
    assert {g["doc"] for g in gold} == {f.name for f in (tmp_path / "files").iterdir()}
    assert len(gold) == 9
