"""blocks → canonical text with its offset map. (First cut.)"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

import regex

from extract.ingest.base import BBox, Source


@dataclass(slots=True)
class Line:
    """One line of the canonical text: a block after cleaning and joining. `end` excludes the line end.

    `cells` holds (start, end) of each cell where the line is a table row, as many as the row has columns; an empty cell has
    start == end. `zone` is filled by the structure step.
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
    text: str
    lines: list[Line]
    pages: list[tuple[int, int, int]]


def canonicalise(source: Source) -> Canonical:
    paragraphs: list[tuple[str, Line]] = []
    open_ = False
    for i, b in enumerate(source.blocks):
        t = unicodedata.normalize("NFC", b.text).replace("\u00ad", "").replace("\ufffe", "")
        t = regex.sub(r"[*_`|]+", "", t)
        t = regex.sub(r"\s+", " ", t).strip()
        if not t:
            open_ = False
            continue
        starts = regex.match(r"(?:[-+•*]|\(?\p{L}{1,4}[.)]|\(?\d+(?:\.\d+)*[.)])\s|Nơi nhận|Số\s*:", t)
        if b.wrapped and open_ and paragraphs and not starts and not (len(paragraphs[-1][0]) < 40 and t.isupper()):
            paragraphs[-1] = (paragraphs[-1][0] + " " + t, paragraphs[-1][1])
        else:
            paragraphs.append(((b.label + " " if b.label else "") + t, Line(0, 0, page=b.page, bold=b.bold, blocks=[i])))
        open_ = b.wrapped
    at, out, lines = 0, [], []
    for t, line in paragraphs:
        line.start, line.end = at, at + len(t)
        at += len(t) + 1
        out.append(t)
        lines.append(line)
    return Canonical("\n".join(out), lines, [])
