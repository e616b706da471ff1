"""Personal names in a table's cell, one or several: "Trần Văn Bình, Lê Thị Hoa", one a line, "Đ/c Nguyễn Văn An - Trưởng phòng"."""

from __future__ import annotations

from bisect import bisect_left

import regex

from extract.lexicon.tables import rows
from extract.relations.grids import Span
from extract.state import Plan
from extract.text.canonical import Line

#: family names, of the Kinh and of other peoples
FAMILY = frozenset(name for row in rows("surnames") for cell in row for name in cell.split())
_SYLLABLE = r"\p{Lu}\p{Ll}{0,6}"
_NAME = regex.compile(
    rf"(?<![\p{{L}}\d])(?:{'|'.join(sorted(FAMILY, key=len, reverse=True))})(?:\s{_SYLLABLE}){{1,4}}(?![\p{{L}}\d])"
)


def names_in(plan: Plan, line: Line, span: Span) -> list[Span]:
    """Spans of the personal names in a cell. Names that the source parted by line ends only are kept apart."""
    a, b = span
    if b <= a:
        return []
    cuts = _cuts(plan, line, span)
    out: list[Span] = []
    for x, y in zip([a, *cuts], [*cuts, b], strict=True):
        for m in _NAME.finditer(plan.text, x, y):
            out.append(_trim(plan.text, m.start(), m.end()))
    return out


def _trim(text: str, a: int, b: int) -> Span:
    # a run of more than four syllables may be two names glued; a second family name parts them
    words = list(regex.finditer(r"\S+", text[a:b]))
    if len(words) > 4:
        for w in words[2:]:
            if w.group() in (
                "Nguyễn",
                "Trần",
                "Lê",
                "Phạm",
                "Hoàng",
                "Huỳnh",
                "Phan",
                "Vũ",
                "Võ",
                "Đặng",
                "Bùi",
                "Đỗ",
                "Hồ",
                "Ngô",
                "Dương",
                "Lý",
            ):
                return a, a + w.start() - 1
    return a, b


def _cuts(plan: Plan, line: Line, span: Span) -> list[int]:
    """Offsets inside the cell at which the source ended a line."""
    blocks = plan.source.blocks if plan.source else []
    if len(line.blocks) != 1 or line.blocks[0] >= len(blocks):
        return []
    cells = blocks[line.blocks[0]].cells
    starts = [c[0] for c in line.cells]
    k = bisect_left(starts, span[0])
    if len(cells) != len(line.cells) or k >= len(cells):
        return []
    at, out = span[0], []
    for part in cells[k].text.split("\n")[:-1]:
        words = part.split()
        if not words:
            continue
        found = plan.text.find(words[-1], at, span[1])
        for w in words:
            found = plan.text.find(w, at, span[1])
            if found < 0:
                break
            at = found + len(w)
        if found < 0:
            break
        out.append(at)
    return out
