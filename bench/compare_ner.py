"""The same plans through `underthesea.ner` and through kehoach, side by side; writes docs/ner-comparison.md.

`ner` tags words as PER, ORG and LOC without offsets, without joining mentions and without full names, so only what it can do is
compared: is a body (a person) of the gold found, under any of the ways the text names it, and how much of what is tagged is one?

Run: python bench/compare_ner.py [GOLD_DIR SOURCE_DIR[,SOURCE_DIR…] …]   (corpus/gold with corpus/files where nothing is given)
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from underthesea import ner

from bench.measure_confidence import squash, ways
from extract.ingest import read_source
from extract.pipeline import load, make_doc
from extract.state import plan_of

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "ner-comparison.md"


def tagged(text: str) -> tuple[set[str], set[str], set[str]]:
    """(organisations, persons, everything) that `ner` tags, joined from its B- and I- words."""
    found: dict[str, set[str]] = {"ORG": set(), "PER": set(), "LOC": set()}
    for line in text.split("\n"):
        words: list[str] = []
        kind = ""
        for word, _, _, tag in [*ner(line), ("", "", "", "O")] if line.strip() else []:
            if tag.startswith("I-") and kind:
                words.append(word)
                continue
            if kind in found and words:
                found[kind].add(squash(" ".join(words).replace("_", " ")))
            kind, words = (tag[2:], [word]) if tag.startswith("B-") else ("", [])
    return found["ORG"], found["PER"], found["ORG"] | found["PER"] | found["LOC"]


def score(found: list[set[str]], gold: list[dict], *fields: str) -> tuple[int, int, int]:
    """(gold found, gold, predictions that no gold names); each prediction is a set of ways to name one thing. Optional gold excuses."""
    must = [ways(g, *fields) for g in gold if not g.get("optional")]
    every = [ways(g, *fields) for g in gold]
    hit = sum(any(w & f for f in found) for w in must)
    return hit, len(must), sum(not any(w & f for w in every) for f in found)


def main(*args: str) -> None:
    pairs = [(Path(args[i]), [Path(p) for p in args[i + 1].split(",")]) for i in range(0, len(args) - 1, 2)]
    pairs = pairs or [(ROOT / "corpus" / "gold", [ROOT / "corpus" / "files"])]
    nlp = load()
    sums = {"ner": [0] * 6, "kehoach": [0] * 6}
    spent, size, documents, any_tag = {"ner": 0.0, "kehoach": 0.0}, 0, 0, 0
    nlp("UBND tỉnh giao Sở Nội vụ chủ trì.")  # tables and patterns are read at first use
    for gold_dir, sources in pairs:
        for path in sorted(gold_dir.glob("*.json")):
            gold = json.loads(path.read_text("utf-8"))
            source = next((d / gold["doc"] for d in sources if (d / gold["doc"]).is_file()), None)
            if source is None:
                continue
            documents += 1
            doc = make_doc(read_source(source), nlp)
            at = time.perf_counter()
            for name, component in nlp.pipeline:
                if name in ("plan_structure", "plan_units", "plan_officials"):
                    doc = component(doc)
            spent["kehoach"] += time.perf_counter() - at
            plan = plan_of(doc)
            at = time.perf_counter()
            orgs, people, anything = tagged(plan.text)
            spent["ner"] += time.perf_counter() - at
            size += len(plan.text)
            persons = [g for g in gold.get("officials", []) if g.get("name")]
            mine_u = [{squash(u.name), *(squash(m.text) for m in u.mentions)} for u in plan.units]
            mine_p = [{squash(o.name), *(squash(m.text) for m in o.mentions)} for o in plan.officials if o.name]
            any_tag += score([{x} for x in anything], gold.get("units", []), "name", "accept", "surfaces")[0]
            for who, units, named in (("ner", [{o} for o in orgs], [{p} for p in people]), ("kehoach", mine_u, mine_p)):
                a = score(units, gold.get("units", []), "name", "accept", "surfaces")
                b = score(named, persons, "name", "surfaces")
                sums[who] = [x + y for x, y in zip(sums[who], (*a, *b), strict=True)]
    OUT.write_text(page(sums, spent, size, documents, any_tag), "utf-8")
    print(OUT.read_text("utf-8"))


def page(sums: dict[str, list[int]], spent: dict[str, float], size: int, documents: int, any_tag: int) -> str:
    rows = []
    for who, label in (("ner", "`underthesea.ner`"), ("kehoach", "kehoach")):
        h, n, x, hp, np_, xp = sums[who]
        rows.append(
            f"| {label} | {h} of {n} ({h / max(n, 1):.0%}) | {x} | {hp} of {np_} ({hp / max(np_, 1):.0%}) | {xp} | {size / spent[who] / 1000:.0f} kB/s |"
        )
    return f"""# Units and officials beside a general tagger

{documents} plans with gold ({size // 1000} kB) through `underthesea.ner` and through kehoach's structure, units and officials, written by
`bench/compare_ner.py`. Found: the gold body is named under any of its ways to stand in the text. Wrong: what is tagged and no gold
body, required or optional. The tagger's mentions are not joined, have no offsets, no kind, no level, no full name; none of that is counted here.
The tagger calls most bodies a place or a person: under any tag it names {any_tag} of {sums["ner"][1]}.

| | bodies found | wrong | persons found | wrong | speed |
|---|---|---|---|---|---|
{chr(10).join(rows)}

The speed of kehoach is without the word segmentation, which both need. Times are of one process on a shared machine.
"""


if __name__ == "__main__":
    main(*sys.argv[1:])
