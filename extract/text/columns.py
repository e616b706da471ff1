"""Plain text that draws two columns with blanks: the head of a letter and its close, taken apart column by column."""

from __future__ import annotations

import regex

from extract.text.flattened import Piece
from extract.text.lines import DOC_TYPE

_GAP = regex.compile(r"\S(?P<gap>[ \t\u00a0]{3,})(?=\S)")
_RIGHT = regex.compile(
    r"(?i)c[ộô]ng h\S{1,3}\s*x[ãa]\s+h[ộô]i|đ[ộô]c l[ậâ]p|đ[ảa]ng c[ộô]ng s[ảa]n vi[ệê]t nam|ngày[\s.…\d]*tháng"
)
_RECIPIENTS = regex.compile(r"(?i)\s*n[ơo]i\s+nh[ậâ]n\s*:")
_SIGNS = regex.compile(r"(?:T/?M|KT|TL|TUQ|Q)\s*[./]|\p{Lu}{3,}")


def in_columns(pieces: list[Piece]) -> list[Piece]:
    """Part the lines of the head and of the close that hold two columns; the left column stands before the right one."""
    head = next((i for i, p in enumerate(pieces[:60]) if DOC_TYPE.match(p.text)), 0)
    close = next((i for i in range(len(pieces) - 1, -1, -1) if _RECIPIENTS.match(pieces[i].text)), len(pieces))
    out = _part(pieces[:head], _RIGHT)
    middle = pieces[head:close]
    tail = pieces[close : close + 40]
    end = next((k for k, p in enumerate(tail) if k and p.width > 110), len(tail))
    return [*out, *middle, *_part(tail[:end], _SIGNS), *tail[end:], *pieces[close + 40 :]]


def _part(pieces: list[Piece], sign: regex.Pattern[str]) -> list[Piece]:
    """These pieces as left column, then right, if one of them has a wide gap with `sign` behind it; else as they are."""
    if any(p.row or p.column is not None for p in pieces):
        return pieces
    gaps = [_gap(p) for p in pieces]
    rights = [g for p, g in zip(pieces, gaps, strict=True) if g and sign.match(p.block.text, g)]
    if not rights:
        return pieces
    edge = min(rights) - 12
    left: list[Piece] = []
    right: list[Piece] = []
    for p, g in zip(pieces, gaps, strict=True):
        start = len(p.block.text) - len(p.block.text.lstrip())
        if g and g >= edge:
            a, b = _split(p, g)
            left.append(a)
            right.append(b)
        elif start >= edge:
            right.append(p)
        else:
            left.append(p)
    if not left or not right:
        return pieces
    for n, column in enumerate((left, right)):
        for p in column:
            p.column = n
    return left + right


def _gap(p: Piece) -> int:
    """Where the right column begins in the block's text: behind its widest gap, 0 without one."""
    found = max(_GAP.finditer(p.block.text), key=lambda m: m.end() - m.start(), default=None)
    return found.end() if found else 0


def _split(p: Piece, at: int) -> tuple[Piece, Piece]:
    cut = next((o for o, _, s, _ in p.clean.runs if s >= at), len(p.clean.text))
    for o, n, s, w in p.clean.runs:
        if s < at < s + w and n == w:
            cut = o + at - s
    b = Piece(p.clean.cut(cut, len(p.clean.text)), p.at, p.block, width=p.width, bold=p.bold)
    a = Piece(p.clean.cut(0, cut), p.at, p.block, gap=p.gap, width=p.width, bold=p.bold)
    return a, b
