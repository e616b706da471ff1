"""The pieces that are joined to lines; tables that a converter flattened to one cell a line, with lone pipes between them."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from extract.ingest.base import Block
from extract.text.clean import Clean


@dataclass(slots=True)
class Piece:
    """A visual line, a paragraph, a footnote or a table row before joining.

    `gap` says that an empty line stands before it, `barrier` that something does over which nothing is ever joined.
    `width` is its length in the source with its indent; `cells` are those of a row. `runs` of the block's own text are in `clean`.
    """

    clean: Clean
    at: int  # index of the block
    block: Block
    gap: bool = False
    barrier: bool = False
    width: int = 0
    pipes: int = 0  # lone pipes since the piece before it, and whether an empty line follows the last of them
    after_pipe: bool = False
    bold: bool = False
    bold_prefix: int = 0
    open: bool = False  # emphasis goes on in the next line
    level: int | None = None
    column: int | None = None
    row: bool = False
    table: int | None = None
    header_row: bool = False
    cells: list[list[tuple[Clean, int]]] = field(default_factory=list)  # each of (clean text, index of the block) parts

    @property
    def text(self) -> str:
        return self.clean.text

    @property
    def wrapped(self) -> bool:
        return self.block.wrapped


LETTER = regex.compile(r"(?i)cộng h[òo][aà] xã hội|độc lập\s*-|đảng cộng sản việt nam$|nơi nhận\s*:|^số\s*:")
_COUNT = regex.compile(r"(?i)(?:s?tt|số\s*tt|số thứ tự)\.?")


def flattened(pieces: list[Piece]) -> list[Piece]:
    """Rebuild tables of which each cell stands on lines of its own with a line "|" before and behind it.

    A letter's head and close, which stand in such tables too, become columns (`column`); tables of data become rows.
    """
    out: list[Piece] = []
    i, tables = 0, max((p.table or 0 for p in pieces), default=0)
    while i < len(pieces):
        rows, i = _region(pieces, i, out)
        if not rows:
            continue
        cells = [c for row in rows for c in row]
        width = max(len(row) for row in rows)
        letter = any(LETTER.search(p.text) for c in cells for p in c)
        if not letter and ((len(rows) >= 2 and width >= 3) or (len(rows) >= 3 and width == 2)):
            tables += 1
            out += [_as_row(row, tables, n == 0) for n, row in enumerate(rows)]
        else:
            for row in rows:
                for n, cell in enumerate(row):
                    for p in cell:
                        p.column = n if width > 1 else None
                    out += cell
    return out


def _region(pieces: list[Piece], i: int, out: list[Piece]) -> tuple[list[list[list[Piece]]], int]:
    """The table that begins at piece `i` as rows of cells, and the index behind it; what stands before it goes to `out`."""
    if not (pieces[i].pipes and not pieces[i].after_pipe):
        # the first table of a file may have lost its opening pipe
        j = i
        while i == 0 and j + 1 < len(pieces) and not pieces[j + 1].pipes and not pieces[j + 1].gap:
            j += 1
        if not (i == 0 and j + 1 < len(pieces) and pieces[j + 1].pipes and not pieces[j + 1].after_pipe):
            out.append(pieces[i])
            return [], i + 1
    rows: list[list[list[Piece]]] = [[[pieces[i]]]]
    i += 1
    while i < len(pieces):
        p = pieces[i]
        if p.row or p.after_pipe or (not p.pipes and p.gap):
            break
        if not p.pipes:
            rows[-1][-1].append(p)
        elif p.pipes == 1:
            rows[-1].append([p])
        else:
            rows.append([[p]])
        i += 1
    return rows, i


def _as_row(row: list[list[Piece]], table: int, first: bool) -> Piece:
    head = row[0][0]
    texts = [" ".join(p.text for p in cell) for cell in row]
    pieces = [p for cell in row for p in cell]
    cells = [[(p.clean, p.at) for p in cell] for cell in row]
    bold = all(p.bold for p in pieces)
    return Piece(
        Clean(""), head.at, head.block, row=True, cells=cells, table=table, barrier=True, bold=bold,
        header_row=first and len(row) > 1 and (bold or bool(_COUNT.fullmatch(texts[0]))),
    )  # fmt: skip
