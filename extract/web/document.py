"""A record's text as a page shows it: blocks of headings, lists, paragraphs and tables, cut into pieces where items begin and end.

The pieces of a block, put together, are the text from the block's offset on, code point for code point: a selection in the
page can so be turned into offsets again.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Any

from extract import record as r
from extract.web.merge import FIELDS, KINDS, NAMED, bodies

_HEADS = {"part": 3, "chapter": 3, "appendix": 3, "table": 4, "roman": 3, "arabic": 4, "decimal": 5}
_ITEMS = {"bullet", "plus", "alpha", "paren"}
_LONG = 160
"""A numbered line longer than this is a paragraph with a number, no heading."""
CHUNK = 40
"""Blocks that a browser lays out, or leaves alone, as one."""


@dataclass
class Piece:
    """Words between two boundaries, the kinds and ids of the items over them, the shortest item first."""

    text: str
    kinds: str = ""
    ids: str = ""
    warn: bool = False


@dataclass
class Block:
    """One line of the text, or one table."""

    form: str  # head, item, text, table, letterhead
    start: int
    pieces: list[Piece] = field(default_factory=list)
    rows: list[list[Block]] = field(default_factory=list)
    level: int = 0
    section: str | None = None
    anchor: str | None = None
    page: int | None = None
    warnings: list[r.Warning_] = field(default_factory=list)


@dataclass
class Entry:
    """A line of the section tree."""

    id: str
    label: str
    heading: str
    depth: int


def spans(record: r.Record) -> list[tuple[int, int, str, str]]:
    """(start, end, kind, id) of every item and mention, in the order of the text."""
    out = []
    for kind in KINDS:
        for item in getattr(record, kind):
            places = item.mentions if kind in NAMED else [item]
            out += [(p.start, p.end, kind, item.id) for p in places if p.end > p.start]
    return sorted(out, key=lambda s: (s[0], -s[1]))


def outline(record: r.Record) -> list[Entry]:
    """The labelled sections."""
    return [
        Entry(s.id, s.label or "", s.heading, min(s.depth, 5))
        for s in record.sections
        if s.kind not in ("bullet", "plus", "paragraph") and (s.label or s.kind == "appendix")
    ]


def blocks(record: r.Record) -> list[Block]:
    """The whole text as blocks."""
    text = record.text
    heads = {s.start: s for s in reversed(record.sections)}
    first = min((s.start for s in record.sections), default=0)
    grids = sorted(
        (t.start, t.end) for t in record.tables if t.start is not None and t.end is not None and t.end > t.start
    )
    cutter = _Cutter(record)
    pages = {p.start: p.number for p in record.pages}
    page_starts = sorted(pages)
    anchors = {e.id for e in outline(record)}
    out: list[Block] = []
    at, here, shown_page = 0, None, 0
    warnings = sorted((w for w in record.warnings if w.start is not None), key=lambda w: w.start or 0)
    next_warning = 0
    for line in text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        section = heads.get(start)
        anchor = None
        if section is not None and section.id in anchors:
            here = anchor = section.id
        if not line.strip():
            continue
        in_grid = any(a <= start < b for a, b in _around(grids, start))
        if in_grid and "\t" in line:
            block = _row(out, cutter, start, line)
        else:
            block = Block(_form(section, line, start < first), start, cutter.cut(start, end))
            if block.form == "head" and section is not None:
                block.level = _HEADS[section.kind]
            elif block.form == "item" and section is not None:
                block.level = min(section.depth, 5)
            out.append(block)
        block.section, block.anchor = here, anchor or block.anchor
        i = bisect_right(page_starts, start) - 1
        if i >= 0 and pages[page_starts[i]] > shown_page:
            block.page = shown_page = pages[page_starts[i]]
        while next_warning < len(warnings) and (warnings[next_warning].start or 0) < at:
            block.warnings.append(warnings[next_warning])
            next_warning += 1
    return out


def chunks(found: list[Block]) -> list[list[Block]]:
    return [found[i : i + CHUNK] for i in range(0, len(found), CHUNK)]


def _around(grids: list[tuple[int, int]], at: int) -> list[tuple[int, int]]:
    i = bisect_right(grids, (at, 1 << 60))
    return grids[max(0, i - 1) : i]


def _form(section: r.Section | None, line: str, above: bool) -> str:
    if section is None:
        return "letterhead" if above and len(line) < 200 else "text"
    if section.kind in _HEADS and (len(line) <= _LONG or section.kind in ("part", "chapter", "roman", "appendix")):
        # an item of one line is an item, however short
        return "head" if section.end > section.start + len(line) or section.depth == 0 else "item"
    return "item" if section.kind in _ITEMS or section.kind in _HEADS else "text"


def _row(out: list[Block], cutter: _Cutter, start: int, line: str) -> Block:
    block = out[-1] if out and out[-1].form == "table" else Block("table", start)
    if not out or out[-1] is not block:
        out.append(block)
    cells, at = [], start
    for cell in line.split("\t"):
        cells.append(Block("cell", at, cutter.cut(at, at + len(cell))))
        at += len(cell) + 1
    block.rows.append(cells)
    return block


class _Cutter:
    """Cuts lines into pieces; every item is looked at once for each line it reaches."""

    def __init__(self, record: r.Record) -> None:
        self.text = record.text
        self.spans = spans(record)
        self.spans += [
            (w.start, w.end, "warn", "") for w in record.warnings if w.start is not None and w.end and w.end > w.start
        ]
        self.spans.sort(key=lambda s: (s[0], -s[1]))
        self.starts = [s[0] for s in self.spans]
        # the furthest end of all that begin before: how far back a line has to look
        self.reach: list[int] = []
        for s in self.spans:
            self.reach.append(max(s[1], self.reach[-1] if self.reach else 0))

    def cut(self, start: int, end: int) -> list[Piece]:
        last = bisect_left(self.starts, end)
        first = bisect_right(self.reach, start)
        over = [s for s in self.spans[first:last] if s[1] > start]
        if not over:
            return [Piece(self.text[start:end])] if end > start else []
        edges = sorted({start, end, *(max(s[0], start) for s in over), *(min(s[1], end) for s in over)})
        opening: dict[int, list[tuple[int, int, str, str]]] = {}
        for s in over:
            opening.setdefault(max(s[0], start), []).append(s)
        pieces: list[Piece] = []
        active: list[tuple[int, int, str, str]] = []
        for a, b in itertools.pairwise(edges):
            active = [s for s in active if s[1] > a] + opening.get(a, [])
            items = sorted((s for s in active if s[2] != "warn"), key=lambda s: s[1] - s[0])
            kinds = " ".join(dict.fromkeys(s[2] for s in items))
            ids = " ".join(dict.fromkeys(s[3] for s in items))
            pieces.append(Piece(self.text[a:b], kinds, ids, any(s[2] == "warn" for s in active)))
        return pieces


def facts(record: r.Record, said: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """id → what the page tells of an item: kind, normal form, rule, confidence, the fields that can be changed."""
    names = bodies(record)
    times = {d.id: d for d in record.deadlines}
    out: dict[str, dict[str, Any]] = {}
    for kind in KINDS:
        for item in getattr(record, kind):
            fields = {name: getattr(item, name) for name in FIELDS[kind]}
            if kind == "tasks":
                for role in ("lead", "support", "directs"):
                    fields[role] = [names[i] for i in fields[role] if i in names]
                fields["deadlines"] = [
                    {"text": times[i].text, "start": times[i].start} for i in item.deadlines if i in times
                ]
            place = min(item.mentions, key=lambda m: m.start, default=None) if kind in NAMED else item
            out[item.id] = {
                "kind": kind, "fields": fields, "rule": item.evidence, "confidence": item.confidence,
                "start": place.start if place else None, "end": place.end if place else None, "text": place.text if place else "",
            }  # fmt: skip
            if item.id in said:
                c = said[item.id]
                out[item.id] |= {"action": c.action, "who": c.who, "at": c.made_at, "number": c.number}
    return out
