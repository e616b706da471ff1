"""Blocks → pieces: one a visual line, clean, with what joining needs to know of it; and the tables that plain text draws."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extract.ingest.base import Block, Source
from extract.text.clean import Clean, clean
from extract.text.drawn import drawn_tables, whole_counts
from extract.text.flattened import Piece, flattened
from extract.text.marks import RULER, Marks, find_marks

_PLAIN = ("text/plain",)  # the other readers take their marks out themselves
_PIPES = regex.compile(r"[ \t]*\|[| \t]*")
_PIPED_ROW = regex.compile(r"[ \t]*\|.*\|[ \t]*")
_PIPED_RULE = regex.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*")


def pieces_of(source: Source) -> list[Piece]:
    """All pieces of a source, in its order. Empty blocks leave a gap, rulers nothing."""
    plain = source.media_type in _PLAIN
    blocks = source.blocks
    if plain or any("**" in b.text for b in blocks):
        marks = find_marks([_no_pipe(b.text) if plain else _strong_only(b.text) for b in blocks])
    else:
        marks = []
    out: list[Piece] = []
    state = _State()
    for i, b in enumerate(blocks):
        if plain and b.kind == "paragraph" and "|" in b.text and _piped(b, i, out, state):
            continue
        if b.kind == "row" or b.cells:
            state.gap, state.pipes = False, 0
            out.append(_row(b, i, plain))
            continue
        before = len(out)
        for k, (a, z) in enumerate(_lines(b.text)):
            piece = _piece(b, i, a, z, marks[i] if marks else None, plain)
            if piece is None:
                state.gap = True
                continue
            if k and b.label and before < len(out):
                piece.gap = False
            piece.gap, piece.barrier, piece.pipes = state.gap or piece.gap, state.pipes > 0, state.pipes
            piece.after_pipe = state.pipes > 0 and state.gap
            piece.column = b.column
            state.gap, state.pipes = False, 0
            out.append(piece)
        if b.label and before == len(out):
            out.append(Piece(Clean(""), i, b, gap=state.gap))
    if plain:
        out = drawn_tables(out)
    whole_counts(out)
    return flattened(out) if any(p.pipes for p in out) else out


@dataclass(slots=True)
class _State:
    gap: bool = False
    pipes: int = 0
    tables: int = 0


def _no_pipe(text: str) -> str:
    return "" if _PIPES.fullmatch(text) else text


def _strong_only(text: str) -> str:
    # outside plain text only ** is taken for a mark, and only where it comes in pairs
    if "**" not in text or text.count("**") % 2 or RULER.fullmatch(text):
        return "x"
    return regex.sub(r"(?<!\*)\*(?!\*)|[_#`]", "x", text)


def _lines(text: str) -> list[tuple[int, int]]:
    if "\n" not in text:
        return [(0, len(text))]
    out, at = [], 0
    for part in text.split("\n"):
        out.append((at, at + len(part)))
        at += len(part) + 1
    return out


def _piece(b: Block, i: int, a: int, z: int, marks: Marks | None, plain: bool) -> Piece | None:
    drop = [(max(s, a) - a, min(e, z) - a) for s, e in marks.drop if s < z and e > a] if marks else []
    raw = b.text[a:z] if z - a < len(b.text) else b.text
    if not plain and RULER.fullmatch(raw) and not b.label:
        return None
    c = clean(raw, drop, plain)
    if not c.text:
        return None
    if a:
        c.runs = [(o, n, s + a, w) for o, n, s, w in c.runs]
    bold, prefix = b.bold, b.bold_prefix if not a else 0
    if marks and marks.bold:
        covered = _covered(c, marks.bold)
        bold = bold or covered >= len(c.text)
        prefix = prefix or (0 if bold else covered)
    elif prefix:
        prefix = sum(n for _, n, s, w in c.runs if s + w <= prefix) or min(prefix, len(c.text))
    return Piece(c, i, b, width=len(raw.rstrip()), bold=bold, bold_prefix=prefix, open=bool(marks and marks.open), level=marks.level if marks else None)  # fmt: skip


def _covered(c: Clean, bold: list[tuple[int, int]]) -> int:
    # how many clean characters from the start stand in strong marks; blanks and a bullet's dash between marks count
    reach = k = 0
    for at, size, src, width in c.runs:
        while k < len(bold) and bold[k][1] <= src:
            k += 1
        inside = k < len(bold) and bold[k][0] <= src
        if inside and src + width <= bold[k][1]:
            reach = at + size
        elif c.text[at : at + size].strip(" -–•"):
            return at + bold[k][1] - src if inside else reach
    return reach


def _row(b: Block, i: int, plain: bool) -> Piece:
    texts, starts, at = [], [], 0
    ordered = sorted(b.cells, key=lambda c: c.col)
    if ordered and b.text == "\t".join(c.text for c in ordered):
        width = max((c.col + max(1, c.colspan) for c in ordered), default=0)
        by_col: dict[int, tuple[str, int]] = {}
        for c in ordered:
            by_col.setdefault(c.col, (c.text, at))
            at += len(c.text) + 1
        for col in range(min(width, 2000)):
            text, start = by_col.get(col, ("", 0))
            texts.append(text)
            starts.append(start)
    else:
        for part in b.text.split("\t"):
            texts.append(part)
            starts.append(at)
            at += len(part) + 1
    cells = []
    for text, start in zip(texts, starts, strict=True):
        tidy = clean(text, None, plain)
        if start:
            tidy.runs = [(o, n, s + start, w) for o, n, s, w in tidy.runs]
        cells.append([(tidy, i)])
    return Piece(Clean(""), i, b, row=True, cells=cells, bold=b.bold, table=b.table, header_row=b.header_row, barrier=True, column=b.column)  # fmt: skip


def _piped(b: Block, i: int, out: list[Piece], state: _State) -> bool:
    """Lines of a table that Markdown draws with pipes, and lone pipes, which part cells. True where the line is done with."""
    t = b.text
    if _PIPED_RULE.fullmatch(t) and "|" in t:
        if out and out[-1].row:
            out[-1].header_row = True
        return True
    if _PIPES.fullmatch(t):
        state.gap, state.pipes = False, state.pipes + 1
        return True
    if not _PIPED_ROW.fullmatch(t):
        return False
    at = t.index("|") + 1
    end = t.rstrip().rindex("|")
    cells = []
    marks = find_marks([t])[0]
    for part in regex.split(r"(?<!\\)\|", t[at:end]):
        drop = [(s - at, e - at) for s, e in marks.drop if s >= at and e <= at + len(part)]
        c = clean(part, drop, True)
        c.runs = [(o, n, s + at, w) for o, n, s, w in c.runs]
        cells.append([(c, i)])
        at += len(part) + 1
    if len(cells) < 2:
        return False
    follows = bool(out) and out[-1].row and out[-1].at >= i - 2 and not state.gap
    if not follows:
        state.tables += 1
    table = state.tables
    out.append(Piece(Clean(""), i, b, row=True, cells=cells, table=table, barrier=True))
    state.gap, state.pipes = False, 0
    return True
