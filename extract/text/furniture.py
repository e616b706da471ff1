"""Page furniture of plain text: running page numbers, and the lines that stand with them on every page."""

from __future__ import annotations

from collections import Counter

import regex

from extract.text.flattened import Piece

_NUMBER = regex.compile(
    r"(?:[-–—]\s*)?(?:(?i:trang|page)\s*)?(\d{1,4})(?:\s*(?:/|(?i:of|trên))\s*\d{1,4})?(?:\s*[-–—|]+)?"
)


def drop_furniture(pieces: list[Piece], media_type: str) -> list[Piece]:
    """Take out page numbers that run through the text, and lines that repeat beside them on every page.

    Only plain text is looked at; readers of paged formats do it with the page before their eyes. A lone number counts as a
    page number where it stands apart (an empty line beside it or far indented, and in no table) and continues the numbers
    before it by one; a single one needs the indent.
    """
    if media_type != "text/plain":
        return pieces
    candidates: list[tuple[int, int]] = []
    for i, p in enumerate(pieces):
        m = _NUMBER.fullmatch(p.text) if len(p.text) < 16 and not p.row and p.column is None and not p.pipes else None
        if m is None:
            continue
        apart = p.gap or (i + 1 < len(pieces) and pieces[i + 1].gap) or i + 1 == len(pieces)
        if apart or (p.block.indent or 0) >= 15:
            candidates.append((i, int(m[1])))
    run = _longest(candidates)
    if len(run) == 1 and (pieces[run[0]].block.indent or 0) < 15:
        run = []
    if not run:
        return pieces
    gone = set(run)
    beside = Counter(
        pieces[k].text for i in run for k in (i - 1, i + 1) if 0 <= k < len(pieces) and len(pieces[k].text) < 120
    )
    repeated = {
        t
        for t, n in beside.items()
        if n * 2 > len(run) and (n >= 3 or (n == len(run) == 2 and len(t) < 80 and not t.endswith((".", ";", ":"))))
    }
    gone |= {k for i in run for k in (i - 1, i + 1) if 0 <= k < len(pieces) and pieces[k].text in repeated}
    out = []
    gap = False
    for i, p in enumerate(pieces):
        if i in gone:
            gap = True
            continue
        p.gap = p.gap or gap
        gap = False
        out.append(p)
    return out


def _longest(candidates: list[tuple[int, int]]) -> list[int]:
    """Indices of the longest run of numbers that go up by one (a page that lost its number may leave a hole of one)."""
    best: dict[int, list[int]] = {}
    longest: list[int] = []
    for i, n in candidates:
        run = [*max((best.get(n - 1, []), best.get(n - 2, [])), key=len), i]
        if len(run) > len(best.get(n, [])):
            best[n] = run
        if len(run) > len(longest):
            longest = run
    return longest
