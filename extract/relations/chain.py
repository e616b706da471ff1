"""The plan in its chain: which plan of a folder implements which, and contradictions between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from extract import record as r
from extract.lexicon.keys import bare_key
from extract.relations.checks import Finding, carried_out

#: how much of the shorter text's words two pieces of work share where they are the same work
_SAME_WORK = 0.75
_WORDS = regex.compile(r"\w+")
_COMMON = frozenset(
    [
        "và",
        "các",
        "của",
        "về",
        "cho",
        "trong",
        "theo",
        "với",
        "để",
        "từ",
        "đến",
        "trên",
        "có",
        "là",
        "tại",
        "do",
        "việc",
        "công",
        "tác",
        "thực",
        "hiện",
        "tổ",
        "chức",
        "triển",
        "khai",
        "kế",
        "hoạch",
    ]
)


@dataclass(slots=True)
class Link:
    """One plan of the chain. `record` is None for a document that is cited but not among the records."""

    name: str
    record: r.Record | None
    title: str | None = None
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    cited: r.Reference | None = None


@dataclass(slots=True, frozen=True)
class CrossFinding:
    """A contradiction between two records, by their ids; the place is in the first one's text."""

    record: str
    other: str
    finding: Finding


def code_key(code: str | None) -> str:
    """A code for comparing: "04-NQ/ThU", "04 - NQ/Th.U" are one."""
    return regex.sub(r"[\W_]+", "", bare_key(code or ""))


def build(records: list[r.Record]) -> dict[str, Link]:
    """Key → link for all records and for the documents that they carry out; keys are record ids or "code|year".

    A citation is taken for a record where code and year agree, and issuer too where both tell one. Of two records of
    the same code and year the one whose issuer is cited wins, then the first. A plan never implements itself.
    """
    chain: dict[str, Link] = {}
    by_code: dict[str, list[r.Record]] = {}
    for rec in records:
        h = rec.header
        chain[rec.id] = Link(_name(h.doc_type, h.code or h.symbol, h.issuer, rec), rec, h.title)
        if h.code:
            by_code.setdefault(code_key(h.code), []).append(rec)
    for rec in records:
        for ref in _implemented(rec):
            target = _find(ref, by_code, rec)
            if target is not None:
                key = target.id
            elif ref.code:
                key = f"{code_key(ref.code)}|{(ref.date or '')[:4]}"
                chain.setdefault(key, Link(_name(ref.doc_type, ref.code, ref.issuer, None), None, ref.title, cited=ref))
            else:
                continue
            if key != rec.id and key not in chain[rec.id].above:
                chain[rec.id].above.append(key)
                chain[key].below.append(rec.id)
    return chain


def _implemented(rec: r.Record) -> list[r.Reference]:
    ids = set(rec.implements or carried_out(rec.references))
    return [x for x in rec.references if x.id in ids]


def _name(doc_type: str | None, code: str | None, issuer: str | None, rec: r.Record | None) -> str:
    head = " ".join(filter(None, [doc_type or "Kế hoạch", code]))
    if not code and rec is not None:
        head = rec.header.title or rec.source.uri.rsplit("/", 1)[-1]
    return f"{head} · {issuer}" if issuer else head


def _find(ref: r.Reference, by_code: dict[str, list[r.Record]], citing: r.Record) -> r.Record | None:
    hits = [x for x in by_code.get(code_key(ref.code), []) if x is not citing] if ref.code else []
    if ref.date:
        hits = [x for x in hits if not x.header.issued_on or x.header.issued_on[:4] == ref.date[:4]]
        exact = [x for x in hits if x.header.issued_on == ref.date]
        hits = exact or hits
    if ref.issuer:
        same = [x for x in hits if x.header.issuer and _same_body(x.header.issuer, ref.issuer)]
        hits = same or [x for x in hits if not x.header.issuer or (ref.date and x.header.issued_on == ref.date)]
    return hits[0] if hits else None


def _same_body(a: str, b: str) -> bool:
    x, y = bare_key(a), bare_key(b)
    return x == y or x.startswith(y) or y.startswith(x)


def roots(chain: dict[str, Link]) -> list[str]:
    """Keys that implement nothing known, in order; of a circle of plans the first stands for all."""
    top = [k for k, link in chain.items() if not link.above and (link.below or link.record is not None)]
    reached: set[str] = set()

    def walk(key: str) -> None:
        stack = [key]
        while stack:
            k = stack.pop()
            if k not in reached:
                reached.add(k)
                stack += chain[k].below

    for k in top:
        walk(k)
    for k in chain:
        if k not in reached:
            top.append(k)
            walk(k)
    return top


def circles(chain: dict[str, Link]) -> set[str]:
    """Keys that stand above themselves."""
    out = set()
    for key in chain:
        seen, stack = set(), list(chain[key].above)
        while stack:
            k = stack.pop()
            if k == key:
                out.add(key)
                break
            if k not in seen:
                seen.add(k)
                stack += chain[k].above
    return out


def cross_check(records: list[r.Record]) -> list[CrossFinding]:
    """Contradictions between the plans of a folder: later than the superior plan, other values, issued too early, twice."""
    chain = build(records)
    out = list(_twice(records))
    turning = circles(chain)
    for rec in records:
        if rec.id in turning:
            out.append(
                CrossFinding(rec.id, rec.id, Finding("chain-circle", "the plan implements, over others, itself"))
            )
            continue
        for key in chain[rec.id].above:
            superior = chain[key].record
            if superior is not None:
                out += [CrossFinding(rec.id, superior.id, f) for f in _against(rec, superior)]
    return out


def _twice(records: list[r.Record]) -> Iterator[CrossFinding]:
    seen: dict[tuple[str, str, str], r.Record] = {}
    for rec in records:
        h = rec.header
        if not h.code or not h.issued_on:
            continue
        key = (code_key(h.code), h.issued_on, bare_key(h.issuer or ""))
        first = seen.setdefault(key, rec)
        if first is not rec and first.source.sha256 != rec.source.sha256:
            yield CrossFinding(
                rec.id, first.id, Finding("code-twice", f"{h.code} of {h.issued_on} is the code of two different files")
            )


def _against(rec: r.Record, superior: r.Record) -> Iterator[Finding]:
    name = superior.header.code or superior.header.title or superior.id
    a, b = rec.header.issued_on, superior.header.issued_on
    if a and b and len(a) == len(b) == 10 and a < b:
        yield Finding("issued-before-superior", f"issued on {a}, before {name} that it carries out ({b})")
    yield from _later(rec, superior, name)
    yield from _other_values(rec, superior, name)


def _later(rec: r.Record, superior: r.Record, name: str) -> Iterator[Finding]:
    """Work that ends later than the same work, or than all work, in the superior plan."""
    above = {d.id: d for d in superior.deadlines if d.due_on and not d.approximate}
    own = {d.id: d for d in rec.deadlines if d.due_on}
    works = [
        (frozenset(w), max(above[x].due_on or "" for x in t.deadlines if x in above))
        for t in superior.tasks
        if any(x in above for x in t.deadlines) and len(w := _words(t.text)) >= 5
    ]
    last = max((d.due_on or "" for d in above.values()), default="") if len(above) >= 3 else ""
    for t in rec.tasks:
        mine = [own[x] for x in t.deadlines if x in own]
        if not mine:
            continue
        d = max(mine, key=lambda x: x.due_on or "")
        words = _words(t.text)
        same = [due for w, due in works if len(words) >= 5 and len(w & words) >= _SAME_WORK * min(len(w), len(words))]
        if same and (d.due_on or "") > max(same):
            yield Finding(
                "deadline-after-superior",
                f"“{d.text}” ends on {d.due_on}; {name} wants the same work by {max(same)}",
                d.start,
                d.end,
            )
        elif not same and last and (d.due_on or "") > last:
            yield Finding(
                "deadline-after-superior",
                f"“{d.text}” ends on {d.due_on}, after the last deadline of {name} ({last})",
                d.start,
                d.end,
            )


def _other_values(rec: r.Record, superior: r.Record, name: str) -> Iterator[Finding]:
    above = {
        (bare_key(i.name), i.unit or "", i.as_of or ""): i
        for i in superior.indicators
        if i.name and i.value is not None
    }
    for i in rec.indicators:
        if not i.name or i.value is None:
            continue
        other = above.get((bare_key(i.name), i.unit or "", i.as_of or ""))
        if other is not None and (other.value, other.value_max) != (i.value, i.value_max):
            yield Finding("indicator-differs", f"{i.name}: “{i.text}”; {name} has “{other.text}”", i.start, i.end)


def _words(text: str) -> set[str]:
    return {w for w in _WORDS.findall(text.lower()) if w not in _COMMON and len(w) > 1}
