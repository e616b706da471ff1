"""Precision, recall and F1 of records against hand-written gold, in three ways of matching.

*overlap*  the item is found: the right body, the right sentence, the right time expression;
*value*    and its normal form is right: canonical name, ISO date, number with its unit, who leads;
*strict*   and it stands exactly where the gold says, under the gold's first reading.

A gold item marked ``optional`` costs nothing where it is missed and excuses whatever was found for it.
Gold files are JSON objects with ``doc`` (the name of the plan's file) and one list a kind; a kind that a file leaves out is not scored.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import regex

from extract.text.fold import fold

Item = dict[str, Any]
Grade = Callable[[Item, Item, "Names"], int]
WAYS = ("overlap", "value", "strict")

_MARKS = regex.compile(r"[*_`#|\\“”\"„‟«»'‘’]+")
_PUNCT = regex.compile(r"[\s;:,.]+")
_TIGHT = regex.compile(r"\s*([-/()])\s*")


def plain(value: object) -> str:
    """What two right spellings may differ in, made one: case, spaces, marks, dashes, quotation marks, tone placement."""
    text = fold(unicodedata.normalize("NFC", str(value if value is not None else ""))).lower()
    return _TIGHT.sub(r"\1", _PUNCT.sub(" ", _MARKS.sub("", text))).strip()


def overlaps(a: object, b: object) -> bool:
    """True where one text holds the other or at least half of the longer one's words are shared."""
    x, y = plain(a), plain(b)
    if not x or not y:
        return False
    if x in y or y in x:
        return True
    p, q = Counter(regex.findall(r"\w+", x)), Counter(regex.findall(r"\w+", y))
    return 2 * (p & q).total() >= max(p.total(), q.total())


@dataclass
class Tally:
    """Counts of one kind, matched in one way."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def add(self, other: Tally) -> None:
        self.right += other.right
        self.extra += other.extra
        self.missed += other.missed

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass
class Names:
    """How the names in one gold file and one record are compared: every accepted name points to the first one."""

    record: Item
    gold: Item
    canonical: dict[str, str] = field(default_factory=dict)
    who: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    due: dict[str, Item] = field(default_factory=dict)
    free: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.paths = {s["id"]: s["path"] for s in self.record.get("sections", [])}
        self.due = {d["id"]: d for d in self.record.get("deadlines", [])}
        units = {u["id"]: u["name"] for u in self.record.get("units", [])}
        self.who = dict(units)
        for o in self.record.get("officials", []):
            self.who[o["id"]] = o.get("name") or " ".join(filter(None, [o.get("title"), o.get("unit")]))
        for u in sorted(self.gold.get("units", []), key=lambda u: bool(u.get("optional"))):
            for name in [u["name"], *u.get("accept", []), *u.get("surfaces", [])]:
                self.canonical.setdefault(plain(name), plain(u["name"]))
            if u.get("optional") and self.canonical[plain(u["name"])] == plain(u["name"]):
                self.free.add(plain(u["name"]))
        signer = self.gold.get("signer") or {}
        for o in self.gold.get("officials", []):
            titles, houses = [o.get("title"), *o.get("accept_titles", [])], [o.get("unit"), *o.get("accept_units", [])]
            posts = [" ".join(filter(None, [t, h])) for t in titles for h in houses]
            # the signer's post, named apart from the signer, is the signer
            signs = (
                not o.get("name")
                and plain(o.get("title")) == plain(signer.get("title"))
                and signer.get("authority") in houses
            )
            key = plain(signer["name"] if signs and signer.get("name") else o.get("name") or posts[0])
            for name in [o.get("name"), *o.get("surfaces", []), *([] if o.get("name") else posts)]:
                if name:
                    self.canonical.setdefault(plain(name), key)
                    if o.get("optional"):
                        self.free.add(key)

    def party(self, names: Iterable[str]) -> set[str]:
        """The bodies and people of a task, without those that a reader may leave out."""
        return {self.canonical.get(plain(n), plain(n)) for n in names if n} - self.free

    def path(self, item: Item) -> str:
        return self.paths.get(item.get("section") or "", "")


def _readings(gold: Item, name: str) -> list[Any]:
    return [gold.get(name), *gold.get("accept", []), *gold.get(f"accept_{name}s", [])]


def _section(g: Item, p: Item, n: Names) -> int:
    a, b = sorted((plain(g["heading"])[:60], plain(p["heading"])[:60]), key=len)
    same = a == b or (len(a) >= 6 and b.startswith(a))
    if not same:
        return 0
    if g["path"] != p["path"]:
        return 1
    return 3 if plain(g["heading"]) == plain(p["heading"]) else 2


def _unit(g: Item, p: Item, n: Names) -> int:
    mine = {plain(p["name"])} | {plain(m["text"]) for m in p.get("mentions", [])}
    if not mine & {plain(x) for x in [*_readings(g, "name"), *g.get("surfaces", [])]}:
        return 0
    if plain(p["name"]) not in {plain(x) for x in _readings(g, "name")}:
        return 1
    return 3 if plain(p["name"]) == plain(g["name"]) and bool(p.get("collective")) == bool(g.get("collective")) else 2


def _official(g: Item, p: Item, n: Names) -> int:
    titles, houses = {plain(x) for x in _readings(g, "title")}, {plain(x) for x in _readings(g, "unit")}
    full = plain(p.get("title")) in titles and plain(p.get("unit")) in houses
    if g.get("name") or p.get("name"):
        if plain(g.get("name")) != plain(p.get("name")):
            return 0
    elif not full and not {plain(s) for s in g.get("surfaces", [])} & {plain(m["text"]) for m in p.get("mentions", [])}:
        return 0
    if not full:
        return 1
    return 3 if plain(p.get("title")) == plain(g.get("title")) and plain(p.get("unit")) == plain(g.get("unit")) else 2


def _slogan(g: Item, p: Item, n: Names) -> int:
    if plain(g["text"]) != plain(p["text"]):
        return 1 if overlaps(g["text"], p["text"]) else 0
    return 3 if p.get("kind") in [g.get("kind"), *g.get("accept_kinds", [])] else 2


def _number(x: Item) -> tuple[Any, ...]:
    def fixed(v: Any) -> float | None:
        return None if v is None else round(float(v), 6)

    return x.get("comparator"), fixed(x.get("value")), fixed(x.get("value_max"))


def _indicator(g: Item, p: Item, n: Names) -> int:
    if not overlaps(g["quote"], p["text"]):
        return 0
    unit = g.get("value") is None or plain(p.get("unit")) in {plain(u) for u in _readings(g, "unit")}
    if _number(g) != _number(p) or not unit:
        return 1
    return 3 if any(overlaps(x, p.get("name")) for x in _readings(g, "name")) and p.get("kind") == g.get("kind") else 2


def _at(g: Item, p: Item, n: Names) -> bool:
    return not g.get("path") or n.path(p) in [g["path"], *g.get("accept_paths", [])]


def _deadline(g: Item, p: Item, n: Names) -> int:
    def when(x: Item) -> tuple[Any, ...]:
        return x.get("start_on") or None, x.get("due_on") or None, plain((x.get("rrule") or "").upper())

    if not overlaps(g["quote"], p["text"]) or not _at(g, p, n):
        return 0
    if when(p) not in [when({**g, **other}) for other in [{}, *g.get("accept", [])]]:
        return 1
    return 3 if when(p) == when(g) and p.get("relation") == g.get("relation") and p.get("kind") == g.get("kind") else 2


def _date(g: Item, p: Item, n: Names) -> int:
    if not overlaps(g["quote"], p["text"]):
        return 0
    if (g.get("value"), g.get("end_value")) != (p.get("value"), p.get("end_value")):
        return 1
    return 3 if g.get("role") == p.get("role") and _at(g, p, n) else 2


def _reference(g: Item, p: Item, n: Names) -> int:
    def code(x: Item) -> str:
        return regex.sub(r"[\W_]+", "", plain(f"{x.get('number') or ''}/{x.get('symbol') or ''}"))

    if code(g) != code(p) or (not code(g) and not overlaps(g.get("title"), p.get("title"))):
        return 0
    if plain(g.get("doc_type")) != plain(p.get("doc_type")) or (g.get("date") or None) != (p.get("date") or None):
        return 1
    return 3 if plain(p.get("issuer")) in {plain(i) for i in _readings(g, "issuer")} else 2


def _task(g: Item, p: Item, n: Names) -> int:
    first = " ".join(p["text"].split()[: max(10, len(g["quote"].split()))])
    if not _at(g, p, n) or not overlaps(g["quote"], first):
        return 0
    for role in ("lead", "support"):
        if n.party(g.get(role, [])) != n.party(n.who.get(i, i) for i in p.get(role, [])):
            return 1
    own = [n.due[i] for i in p.get("deadlines", []) if i in n.due]
    found = {d.get("due_on") or d.get("rrule") for d in own} - {None}
    want = {g.get("due_on") or g.get("rrule")} - {None}
    if bool(found) != bool(want) or not want <= found:
        return 2
    return 3 if n.party(g.get("directs", [])) == n.party(n.who.get(i, i) for i in p.get("directs", [])) else 2


GRADES: dict[str, Grade] = {
    "sections": _section,
    "units": _unit,
    "officials": _official,
    "slogans": _slogan,
    "indicators": _indicator,
    "deadlines": _deadline,
    "dates": _date,
    "references": _reference,
    "tasks": _task,
}
_UNLABELLED = {"bullet", "plus", "paragraph", "table"}


def match(
    gold: list[Item], found: list[Item], grade: Grade, names: Names, least: int
) -> tuple[Tally, list[Item], list[Item]]:
    """Greedy one-to-one matching at a grade of at least `least`; gives the counts, what was missed and what was too much."""
    left, missed = list(found), []
    right = 0
    for g in (g for g in gold if not g.get("optional")):
        hit = next((p for p in left if grade(g, p, names) >= least), None)
        if hit is None:
            missed.append(g)
        else:
            left = [p for p in left if p is not hit]
            right += 1
    for g in (g for g in gold if g.get("optional")):
        left = [p for p in left if not grade(g, p, names)]
    return Tally(right, len(left), len(missed)), missed, left


def _fields(record: Item, gold: Item, least: int) -> Tally:
    """Header and signer, a field an item."""
    tally = Tally()
    for block in ("header", "signer"):
        have = record.get(block) or {}
        for key, want in (gold.get(block) or {}).items():
            if key.startswith("accept"):
                continue
            got, wants = have.get(key), [want, *gold[block].get(f"accept_{key}", [])]
            if want in (None, "") and got in (None, ""):
                continue
            right = (
                any(overlaps(w, got) for w in wants) if least == 1
                else plain(got) in {plain(w) for w in wants} if least == 2
                else got in wants
            )  # fmt: skip
            tally.right += right
            tally.missed += not right and want not in (None, "")
            tally.extra += not right and got not in (None, "")
    return tally


def _recipients(record: Item, gold: Item, least: int) -> Tally:
    def grade(g: Item, p: Item, n: Names) -> int:
        if g["text"] == p["text"]:
            return 3
        return 2 if plain(g["text"]) == plain(p["text"]) else int(overlaps(g["text"], p["text"]))

    wanted = [{"text": t} for t in gold.get("recipients", [])]
    return match(wanted, record.get("recipients", []), grade, Names(record, gold), least)[0]


def evaluate_one(record: Item, gold: Item) -> dict[str, dict[str, Tally]]:
    """One record against its gold: kind → way of matching → counts."""
    names = Names(record, gold)
    out: dict[str, dict[str, Tally]] = {}
    if "header" in gold or "signer" in gold:
        out["header"] = {way: _fields(record, gold, i) for i, way in enumerate(WAYS, 1)}
    if "recipients" in gold:
        out["recipients"] = {way: _recipients(record, gold, i) for i, way in enumerate(WAYS, 1)}
    for kind, grade in GRADES.items():
        if kind not in gold:
            continue
        found = record.get(kind, [])
        if kind == "sections":
            found = [s for s in found if s["kind"] not in _UNLABELLED]
        out[kind] = {way: match(gold[kind], found, grade, names, i)[0] for i, way in enumerate(WAYS, 1)}
    return out


def errors_of(record: Item, gold: Item, kind: str, way: str = "value") -> tuple[list[Item], list[Item]]:
    """What one kind missed and what it found too much, by one way of matching."""
    found = record.get(kind, [])
    if kind == "sections":
        found = [s for s in found if s["kind"] not in _UNLABELLED]
    _, missed, extra = match(gold.get(kind, []), found, GRADES[kind], Names(record, gold), WAYS.index(way) + 1)
    return missed, extra


def _read(path: Path) -> list[Item]:
    if not path.exists():
        raise FileNotFoundError(
            f"{path}: there is no such file or folder. Name a folder of *.json files or a .jsonl file."
        )
    if path.is_file() and path.suffix == ".jsonl":
        texts = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
    else:
        files = [path] if path.is_file() else sorted(path.rglob("*.json"))
        texts = [f.read_text("utf-8") for f in files]
    return [x for x in map(json.loads, texts) if isinstance(x, dict)]


def evaluate(records: str | Path, gold: str | Path) -> dict[str, Any]:
    """All records against all gold files; they belong together by the last part of ``source.uri`` and ``doc``.

    Returns ``{"all": {kind: {way: {p, r, f1, right, extra, missed}}}, "documents": {doc: …}, "missing": [doc]}``.
    Raises FileNotFoundError where a path is not there and ValueError where no gold file is found.
    """
    have = {r["source"]["uri"].replace("\\", "/").rsplit("/", 1)[-1]: r for r in _read(Path(records)) if "source" in r}
    golds = [g for g in _read(Path(gold)) if "doc" in g]
    if not golds:
        raise ValueError(f'{gold}: no gold in it. A gold file is a JSON object with the plan\'s file name under "doc".')
    total: dict[str, dict[str, Tally]] = {}
    documents: dict[str, Any] = {}
    for g in golds:
        scores = evaluate_one(have.get(g["doc"], {}), g)
        documents[g["doc"]] = {k: {w: _figures(t) for w, t in ways.items()} for k, ways in scores.items()}
        for kind, ways in scores.items():
            for way, tally in ways.items():
                total.setdefault(kind, {}).setdefault(way, Tally()).add(tally)
    return {
        "all": {k: {w: _figures(t) for w, t in ways.items()} for k, ways in total.items()},
        "documents": documents,
        "missing": [g["doc"] for g in golds if g["doc"] not in have],
    }


def _figures(t: Tally) -> dict[str, float | int]:
    figures = {"p": round(t.precision, 4), "r": round(t.recall, 4), "f1": round(t.f1, 4)}
    return {**figures, "right": t.right, "extra": t.extra, "missed": t.missed}
