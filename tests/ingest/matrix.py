"""One plan in ten formats, and how far their records agree. `python -m tests.ingest.matrix` writes docs/formats.md."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from extract.evaluate import overlaps
from extract.ingest import read_source
from extract.pipeline import extract_source
from extract.record import Record

ROOT = Path(__file__).parents[2]
PLANS = ("quan-o-mon-dau-tu-cong-2015", "so-gtvt-vinh-long-cchc-2019")
FORMATS = ("docx", "txt", "md", "html", "tcvn3.docx", "doc", "rtf", "odt", "pdf", "scan.pdf")
TEXTUAL = FORMATS[:-1]
#: kind → (fields whose values must be the same, fields that are names or words)
KINDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "header": (("number", "symbol", "issued_on", "doc_type"), ("issuer", "place", "title")),
    "sections": (("label",), ("heading",)),
    "units": (("kind", "level"), ("name",)),
    "officials": (("title",), ("name",)),
    "slogans": ((), ("text",)),
    "indicators": (("value", "value_max", "unit", "comparator"), ("name",)),
    "deadlines": (("kind", "relation", "start_on", "due_on"), ()),
    "dates": (("role", "value"), ()),
    "references": (("code", "date"), ("doc_type",)),
    "tasks": (("_leads", "_due"), ("text",)),
}
Item = tuple[tuple[Any, ...], tuple[str, ...]]


def items(record: Record) -> dict[str, list[Item]]:
    """What a record says, kind by kind, without places in the text. Of the sections, those with a label count."""
    known = {x.id: x.name for x in [*record.units, *record.officials]}
    due = {d.id: d.due_on for d in record.deadlines}
    out: dict[str, list[Item]] = {}
    for kind, (hard, soft) in KINDS.items():
        found: list[Any] = [record.header] if kind == "header" else list(getattr(record, kind))
        rows: list[Item] = []
        for x in found:
            if kind == "sections" and not x.label:
                continue
            values = x.model_dump(mode="json")
            if kind == "tasks":
                values["_leads"] = tuple(sorted(str(known.get(i)) for i in x.lead))
                values["_due"] = tuple(sorted(str(due.get(i)) for i in [*x.deadlines, *x.inherited_deadlines]))
            rows.append((tuple(values[f] for f in hard), tuple(" ".join(str(values[f] or "").split()) for f in soft)))
        out[kind] = rows
    return out


def agree(a: list[Item], b: list[Item], exact: bool) -> int:
    """How many items of `a` have a partner in `b`: all fields the same, or names and words sharing half of their words."""
    left, hits = list(b), 0
    for hard, soft in a:
        for other in left:
            same = other[0] == hard and (
                other[1] == soft
                if exact
                else all(x == y or overlaps(x, y) for x, y in zip(soft, other[1], strict=True))
            )
            if same:
                left.remove(other)
                hits += 1
                break
    return hits


def compare(base: Record, other: Record, exact: bool) -> dict[str, tuple[int, int]]:
    """Kind → (items that agree, items of the longer side)."""
    a, b = items(base), items(other)
    return {kind: (agree(a[kind], b[kind], exact), max(len(a[kind]), len(b[kind]))) for kind in KINDS}


def share(result: dict[str, tuple[int, int]]) -> float:
    return sum(n for n, _ in result.values()) / max(sum(of for _, of in result.values()), 1)


def records(name: str, folder: Path) -> dict[str, Record]:
    """Render a plan of the corpus in every format and read each."""
    subprocess.run(
        [sys.executable, str(ROOT / "corpus/build.py"), "--matrix", name, str(folder)], check=True, timeout=280
    )
    return {
        f: extract_source(read_source(folder / f"{name}.{f}")) for f in FORMATS if (folder / f"{name}.{f}").exists()
    }


HEAD = """# One plan in ten formats

Made by `python -m tests.ingest.matrix`: plans of the corpus are rendered in every format (the scan: 300 dots an inch, turned by a
fraction of a degree, specks, a soft focus, JPEG), read, and their records compared with that of the Word file. A text format's
item agrees where all its values are the same: names, numbers, dates, leads, the words of a task. A scan's item agrees where
numbers, dates, kinds and leads are the same and names and wordings share at least half of their words.

"""


def main() -> None:
    out = [HEAD]
    for name in PLANS:
        with tempfile.TemporaryDirectory() as folder:
            found = records(name, Path(folder))
        out.append(f"## {name}\n\n| format | " + " | ".join(KINDS) + " | all |\n|" + "---|" * (len(KINDS) + 2) + "\n")
        for f, record in found.items():
            result = compare(found["docx"], record, f != "scan.pdf")
            cells = [f"{n}/{of}" if of else "–" for n, of in result.values()]
            out.append(f"| {f} | " + " | ".join(cells) + f" | {100 * share(result):.1f} % |\n")
        quality = found["scan.pdf"].source.quality if "scan.pdf" in found else None
        out.append(f"\nMean confidence of the scan's words: {quality}.\n\n" if quality else "\n")
    (ROOT / "docs/formats.md").write_text("".join(out).rstrip() + "\n", "utf-8")
    print("".join(out))


if __name__ == "__main__":
    main()
