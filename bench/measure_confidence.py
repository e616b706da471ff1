"""Measures how often each rule is right, on gold, and writes extract/lexicon/confidence.tsv.

A rule's confidence is its precision: of the items that carry it as `evidence`, the share that a gold file has. Optional gold counts as
right. With few cases the share is drawn to 0.8, as if five cases had been seen before (a rule seen once and right is not sure).

Run: python bench/measure_confidence.py [GOLD_DIR SOURCE_DIR …]   (pairs; corpus/gold and corpus/files always take part)
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

from extract.pipeline import read

ROOT = Path(__file__).parents[1]
OUT = ROOT / "extract" / "lexicon" / "confidence.tsv"
PRIOR, WEIGHT = 0.8, 5
HEAD = """\
# How sure each rule is: its precision on gold, measured by bench/measure_confidence.py on {documents} documents.
# Source: the gold beside the plans of corpus/ and the shared ones. With few cases the figure is drawn to 0.8.
# Columns: rule, precision, cases.
"""


def squash(text: str | None) -> str:
    s = unicodedata.normalize("NFD", str(text or "").lower())
    s = re.sub(
        "([\u0300\u0301\u0303\u0309\u0323])([a-z\u0302\u0306\u031b]+)", r"\2\1", s
    )  # the tone at the syllable's end
    return " ".join(re.findall(r"[\w\u0300-\u036f]+", s))


def ways(gold: dict, *fields: str) -> set[str]:
    out = set()
    for f in fields:
        value = gold.get(f)
        out |= {squash(v) for v in value} if isinstance(value, list) else {squash(value)} if value else set()
    return out


def judge(record: dict, gold: dict) -> list[tuple[str, bool]]:
    """(rule, right) for every item of the kinds that the gold file lists."""
    out: list[tuple[str, bool]] = []
    if "units" in gold:
        known = [ways(g, "name", "accept", "surfaces") for g in gold["units"]]
        for u in record["units"]:
            mine = {squash(u["name"]), *(squash(m["text"]) for m in u["mentions"])}
            out.append((u["evidence"], any(mine & k for k in known)))
    if "officials" in gold:
        for o in record["officials"]:
            mine = {squash(m["text"]) for m in o["mentions"]}
            fits = [g for g in gold["officials"] if squash(g.get("name")) == squash(o["name"])]
            right = bool(o["name"] and fits) or any(mine & ways(g, "surfaces") for g in fits)
            right = right or any(
                squash(o["title"]) in ways(g, "title", "accept_titles")
                and squash(o["unit"]) in ways(g, "unit", "accept_units")
                for g in fits
            )
            out.append((o["evidence"], right))
    for kind, field in (("slogans", "text"), ("indicators", "quote"), ("deadlines", "quote"), ("dates", "quote")):
        if kind in gold:
            quotes = [squash(g[field]) for g in gold[kind]]
            for item in record[kind]:
                mine = squash(item["text"])
                out.append((item["evidence"], any(q in mine or mine in q for q in quotes if q)))
    if "references" in gold:
        codes = {
            squash(f"{g.get('number') or ''} {g.get('symbol') or ''}") or squash(g.get("title"))
            for g in gold["references"]
        }
        for item in record["references"]:
            mine = squash(f"{item['number'] or ''} {item['symbol'] or ''}") or squash(item["title"])
            out.append((item["evidence"], mine in codes))
    return out


def main(*args: str) -> None:
    pairs = [(ROOT / "corpus" / "gold", [ROOT / "corpus" / "files"])]
    pairs += [(Path(args[i]), [Path(p) for p in args[i + 1].split(",")]) for i in range(0, len(args) - 1, 2)]
    right: dict[str, Counter[bool]] = defaultdict(Counter)
    documents = 0
    for gold_dir, sources in pairs:
        for path in sorted(gold_dir.glob("*.json")):
            gold = json.loads(path.read_text("utf-8"))
            source = next((d / gold["doc"] for d in sources if (d / gold["doc"]).is_file()), None)
            if source is None:
                continue
            documents += 1
            for rule, ok in judge(json.loads(read(source).to_json()), gold):
                right[rule][ok] += 1
    lines = []
    for rule, seen in sorted(right.items()):
        n = seen[True] + seen[False]
        lines.append(f"{rule}\t{(seen[True] + PRIOR * WEIGHT) / (n + WEIGHT):.3f}\t{n}")
    OUT.write_text(HEAD.format(documents=documents) + "\n".join(lines) + "\n", "utf-8")
    print(f"{documents} documents, {len(lines)} rules")


if __name__ == "__main__":
    main(*sys.argv[1:])
