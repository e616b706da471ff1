"""blocks → the canonical text, its lines and pages, and the offset map back to the source.

The text is NFC; marks of Markdown and HTML and page furniture are out; lines that a wrap or a page break cut are joined; one
line a block, a table's row one line with tabs between the cells; a footnote follows the line that refers to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.ingest.base import BBox, Source
from extract.text.clean import Clean
from extract.text.columns import in_columns
from extract.text.flattened import Piece
from extract.text.furniture import drop_furniture
from extract.text.lines import Joiner, glue
from extract.text.offsets import OffsetMap
from extract.text.pieces import pieces_of


@dataclass(slots=True)
class Line:
    """One line of the canonical text: a block after cleaning and joining. `end` excludes the line end.

    `cells` holds (start, end) of each cell where the line is a table row, as many as the row has columns; an empty cell has
    start == end. `zone` is filled by the structure step: header, body, signature, recipients, appendix, footnote.
    """

    start: int
    end: int
    page: int | None = None
    bbox: BBox | None = None
    kind: str = "paragraph"
    bold: bool = False
    italic: bool = False
    centred: bool = False
    size: float | None = None
    indent: float | None = None
    heading_level: int | None = None
    label: str | None = None
    column: int | None = None
    table: int | None = None
    header_row: bool = False
    cells: list[tuple[int, int]] = field(default_factory=list)
    bold_prefix: int = 0
    zone: str = "body"
    blocks: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Canonical:
    """The text with its lines, its pages as (number, start, end), and the way back to the source."""

    text: str
    lines: list[Line]
    pages: list[tuple[int, int, int]]
    offsets: OffsetMap = field(default_factory=OffsetMap)


def canonicalise(source: Source) -> Canonical:
    """The canonical text of a source. Never fails; an empty source gives an empty text."""
    pieces = drop_furniture(pieces_of(source), source.media_type)
    if source.media_type == "text/plain":
        pieces = in_columns(pieces)
    notes = [p for p in pieces if p.block.kind == "footnote" and not p.row]
    body = [p for p in pieces if p.block.kind != "footnote" or p.row] if notes else pieces
    joiner = Joiner(body)
    groups: list[list[Piece]] = []
    text = ""
    for i, p in enumerate(body):
        if groups and joiner.joins(i, groups[-1][-1], text, groups[-1][0]):
            groups[-1].append(p)
            text = (text + glue(text, p.text) + p.text)[-4000:]  # its end decides; a longer line has no other news
        else:
            groups.append([p])
            text = p.text
    if notes:
        groups = _with_notes(groups, notes)
    writer = _Writer(source)
    for group in groups:
        writer.write(group)
    return writer.done()


def _with_notes(groups: list[list[Piece]], notes: list[Piece]) -> list[list[Piece]]:
    # a note stands behind the line that was open where the reader met it
    out: list[list[Piece]] = []
    k = 0
    for n, group in enumerate(groups):
        out.append(group)
        after = groups[n + 1][0].at if n + 1 < len(groups) else None
        while k < len(notes) and (after is None or notes[k].at < after):
            out.append([notes[k]])
            k += 1
    return out


class _Writer:
    def __init__(self, source: Source) -> None:
        self.parts: list[str] = []
        self.at = 0
        self.lines: list[Line] = []
        self.offsets = OffsetMap(pages={i: b.page for i, b in enumerate(source.blocks) if b.page is not None})
        self.breaks: list[tuple[int, int]] = []  # (page, where it begins)

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.at += len(text)

    def _clean(self, c: Clean, block: int) -> None:
        for o, n, s, w in c.runs:
            self.offsets.add(self.at + o, n, block, s, w)
        self._put(c.text)

    def write(self, group: list[Piece]) -> None:
        first = group[0]
        b = first.block
        if self.lines:
            self._put("\n")
        line = Line(
            self.at, self.at, page=b.page, bbox=_around([p.block.bbox for p in group]), kind="row" if first.row else b.kind,
            bold=all(p.bold for p in group), italic=all(p.block.italic for p in group), centred=b.centred, size=b.size,
            indent=b.indent, heading_level=b.heading_level or first.level, label=b.label, column=first.column,
            table=first.table if first.row else b.table, header_row=first.header_row,
        )  # fmt: skip
        if first.row:
            for k, cell in enumerate(first.cells):
                if k:
                    self._put("\t")
                start = self.at
                for n, (c, block) in enumerate(cell):
                    if n and c.text and self.at > start:
                        self._put(" ")
                    self._clean(c, block)
                    line.blocks.append(block)
                line.cells.append((start, self.at))
            self._page(b.page, line.start)
        else:
            label = (b.label or "").strip()
            if label and not first.text.startswith(label):
                self.offsets.add(self.at, len(label), first.at, 0, 0)
                self._put(label + (" " if first.text else ""))
            text = ""
            bold = 0
            unbroken = True
            for p in group:
                between = glue(text, p.text) if text else ""
                self._put(between)
                self._page(p.block.page, self.at)
                if unbroken and (p.bold or p.bold_prefix):
                    bold = self.at - line.start + (len(p.text) if p.bold else p.bold_prefix)
                unbroken = unbroken and p.bold
                self._clean(p.clean, p.at)
                text = p.text
                line.blocks.append(p.at)
            line.bold_prefix = bold
        line.blocks = list(dict.fromkeys(line.blocks))
        line.end = self.at
        self.lines.append(line)

    def _page(self, page: int | None, at: int) -> None:
        if page is not None and (not self.breaks or self.breaks[-1][0] < page):
            self.breaks.append((page, at))

    def done(self) -> Canonical:
        text = "".join(self.parts)
        ends = [at for _, at in self.breaks[1:]] + [len(text)]
        pages = [(n, at, end) for (n, at), end in zip(self.breaks, ends, strict=True)] if self.breaks else []
        return Canonical(text, self.lines, pages, self.offsets)


def _around(boxes: list[BBox | None]) -> BBox | None:
    have = [b for b in boxes if b is not None]
    if not have:
        return None
    return min(b[0] for b in have), min(b[1] for b in have), max(b[2] for b in have), max(b[3] for b in have)
