"""Footnotes of a PDF page: small lines at its foot that open with a raised mark which also stands in the text above."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from extract.ingest.base import BBox, Block
from extract.ingest.pdf_lines import Line, joined
from extract.ingest.pdf_words import Word

_MARK = regex.compile(r"[\[(]?(?:\d{1,3}|\*{1,3}|[†‡])[\])]?")


def _mark(w: Word) -> str | None:
    return w.text.strip("[]()") if w.raised and _MARK.fullmatch(w.text) else None


def take_notes(lines: list[Line], page: int) -> list[tuple[Line, list[Block]]]:
    """The page's lines without its footnotes, each with the notes it refers to and without their marks.

    A raised number that no note answers to (the 2 of m²) stays in the text.
    """
    opening = [ln for ln in lines if ln.column is None and _mark(ln.words[0])]
    if not opening:
        return [(ln, []) for ln in lines]
    opening.sort(key=lambda ln: ln.base)
    notes: list[tuple[str, list[Line]]] = []
    taken: set[int] = set()
    # from the first note down, every line as small as the notes belongs to them
    first = opening[0]
    foot = sorted((ln for ln in lines if ln.base > first.base - 1), key=lambda ln: ln.base)
    above = {m for ln in lines if ln.base < first.base - 1 for w in ln.words[1:] if (m := _mark(w))}
    for ln in foot:
        mark = _mark(ln.words[0])
        if mark in above:
            notes.append((mark or "", [ln]))
        elif notes and ln.size <= first.size + 0.6:
            notes[-1][1].append(ln)
        else:
            break
        taken.add(id(ln))
    texts = {mark: _block(own, page) for mark, own in notes}
    out: list[tuple[Line, list[Block]]] = []
    for ln in lines:
        if id(ln) in taken:
            continue
        found = [m for w in ln.words[1:] if (m := _mark(w)) in texts]
        own = [texts[m] for m in dict.fromkeys(found)]
        if found:
            ln = Line([w for i, w in enumerate(ln.words) if i == 0 or _mark(w) not in found], ln.column, ln.region)
            for m in found:
                texts.pop(m, None)
        out.append((ln, own))
    return out


def _block(lines: list[Line], page: int) -> Block:
    words = [w for ln in lines for w in ln.words][1:]
    return Block(joined(words), kind="footnote", page=page, bbox=_around(lines), size=round(lines[0].size, 1))


def _around(lines: Iterable[Line]) -> BBox:
    own = list(lines)
    return min(ln.x0 for ln in own), min(ln.top for ln in own), max(ln.x1 for ln in own), max(ln.bottom for ln in own)
