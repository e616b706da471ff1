"""Tables that plain text draws with pipes, what such a table stands for, and the numbers of rows that a narrow column broke."""

from __future__ import annotations

from itertools import groupby

import regex

from extract.text.clean import Clean
from extract.text.flattened import LETTER, Piece
from extract.text.marks import RULER

_NARROW = regex.compile(r"[\dIVXLCST](?: ?[\dIVXLCST]){1,5}")
_COUNT_HEAD = regex.compile(r"(?i)s ?t ?t|t ?t|s ?ố ?t ?t")


def drawn_tables(pieces: list[Piece]) -> list[Piece]:
    """Runs of lines with as many bare pipes each become rows; a drawn table that holds the letter's frame becomes columns."""
    out: list[Piece] = []
    tables = max((p.table or 0 for p in pieces), default=0)
    i = 0
    while i < len(pieces):
        j = i
        width = _pipes(pieces[i])
        while width and j < len(pieces) and _pipes(pieces[j]) == width and (j == i or not pieces[j].gap):
            j += 1
        if width and (j - i >= 3 or (j - i == 2 and width >= 2)):
            tables += 1
            out += [_row(p, tables, n == 0) for n, p in enumerate(pieces[i:j])]
            i = j
            continue
        out.append(pieces[i])
        i += 1
    if not any(p.row for p in out):
        return out
    done: list[Piece] = []
    for table, group in groupby(out, key=lambda p: p.table if p.row else None):
        run = list(group)
        letter = (
            table is not None
            and len(run) < 30
            and any(LETTER.search(c.text) for p in run for cell in p.cells for c, _ in cell)
        )
        if letter and max(len(p.cells) for p in run) <= 3:
            done += _columns(run)
        else:
            done += run
    return done


def _pipes(p: Piece) -> int:
    # a bar at either end is for the reader of Markdown tables, and "a|b" without blanks parts no cells
    return 0 if p.row or "|" not in p.text or len(p.text) > 2000 else p.text.count(" | ")


def _row(p: Piece, table: int, first: bool) -> Piece:
    cells = []
    at = 0
    for part in p.text.split(" | "):
        cells.append([(p.clean.cut(at, at + len(part)), p.at)])
        at += len(part) + 3
    return Piece(
        Clean(""), p.at, p.block, row=True, cells=cells, bold=p.bold, table=table, barrier=True, header_row=first
    )


def _columns(rows: list[Piece]) -> list[Piece]:
    out = []
    for n in range(max(len(p.cells) for p in rows)):
        for p in rows:
            for c, block in p.cells[n] if n < len(p.cells) else []:
                if c.text and not RULER.fullmatch(c.text):
                    out.append(Piece(c, block, p.block, width=len(c.text), bold=p.bold, column=n))
    return out


def whole_counts(pieces: list[Piece]) -> None:
    """Put "S T T", "1 0" and "V I" of a narrow first column together again."""
    for _, group in groupby((p for p in pieces if p.row and p.table is not None), key=lambda p: p.table):
        run = list(group)
        if not (run[0].cells and len(run[0].cells[0]) == 1 and _COUNT_HEAD.fullmatch(run[0].cells[0][0][0].text)):
            continue
        for p in run:
            if p.cells and len(p.cells[0]) == 1:
                c, block = p.cells[0][0]
                if " " in c.text and _NARROW.fullmatch(c.text):
                    p.cells[0] = [(_without_blanks(c), block)]


def _without_blanks(c: Clean) -> Clean:
    text, runs, at = "", [], 0
    for part in c.text.split(" "):
        kept = c.cut(at, at + len(part))
        runs += [(o + len(text), n, s, w) for o, n, s, w in kept.runs]
        text += kept.text
        at += len(part) + 1
    return Clean(text, runs)
