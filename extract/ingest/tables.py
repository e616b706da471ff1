"""What the readers of all formats share about tables: rows of cells → blocks, header rows, layout against data."""

from __future__ import annotations

import regex

from extract.ingest.base import Block, Cell

#: the first cell of a head row names the running number ("TT", "STT", "Số TT", "Số thứ tự", "No.")
_COUNT = regex.compile(r"(?i)\s*(?:s?[ốô]?\.?\s*t\.?\s*t\.?|s[ốô]\s*tt|s[ốô]\s+th[ứư]\s+t[ựư]|stt|tt|no\.?)\s*")
#: words of the two layout tables that every official letter has: its head (Nghị định 30/2020, cells 1 to 4) and its close (7, 9)
_LETTER_HEAD = regex.compile(
    r"(?i)c[ộô]ng\s+h[òo]?[aà]\s+x[ãa]\s+h[ộô]i|đ[ảa]ng\s+c[ộô]ng\s+s[ảa]n\s+vi[ệê]t\s+nam|đ[ộô]c\s+l[ậâ]p\s*[-–—]\s*t[ựư]\s+do"
)
_LETTER_CLOSE = regex.compile(r"(?i)n[ơo]i\s+nh[ậâ]n\s*:|(?-i:\b(?:TM|KT|TL|TUQ|T/M)\b\s*[./]?\s+\p{Lu})")


def looks_like_letterhead(texts: list[str]) -> bool:
    """True where these cells together are an official letter's head or its signature block, with or without borders."""
    joined = "\n".join(texts)[:4000]
    return bool(_LETTER_HEAD.search(joined) or _LETTER_CLOSE.search(joined))


def rows_to_blocks(
    cells: list[Cell], table: int, page: int | None = None, marked: set[int] | None = None
) -> list[Block]:
    """Cells of one table → a block a row. `marked` are the rows that the source itself calls head rows.

    `text` of a row is its cells' texts with tabs between; the cells carry the grid. A row whose cells all stand in a merged
    cell of the row above gives no block.
    """
    by_row: dict[int, list[Cell]] = {}
    for c in cells:
        by_row.setdefault(c.row, []).append(c)
    heads = head_rows(by_row, marked or set())
    out = []
    for r in sorted(by_row):
        row = sorted(by_row[r], key=lambda c: c.col)
        filled = [c for c in row if c.text.strip()]
        if not filled and all(c.rowspan == 1 for c in row):
            continue
        out.append(
            Block(
                "\t".join(c.text for c in row), kind="row", page=page, bold=bool(filled) and all(c.bold for c in filled),
                table=table, cells=row, header_row=r in heads,
            )
        )  # fmt: skip
    return out


def head_rows(by_row: dict[int, list[Cell]], marked: set[int]) -> set[int]:
    """The rows of a table that are its head: marked ones, else a first row that is bold or counts "TT", with what it spans."""
    if not by_row:
        return set()
    first = min(by_row)
    heads = {r for r in marked if r in by_row}
    row = sorted(by_row[first], key=lambda c: c.col)
    filled = [c for c in row if c.text.strip()]
    if not heads and len(row) > 1 and len(by_row) > 1:
        bold = len(filled) > 1 and all(c.bold for c in filled)
        bold_below = sum(1 for r, cs in by_row.items() if r != first and all(c.bold for c in cs if c.text.strip()))
        if (bold and bold_below * 2 < len(by_row)) or (filled and _COUNT.fullmatch(filled[0].text)):
            heads.add(first)
    if first in heads:
        # a head of two storeys: cells of its first row reach down over the second
        reach = max(
            (c.row + c.rowspan for c in row if c.rowspan > 1 and any(d.rowspan == 1 and d.colspan > 1 for d in row)),
            default=first + 1,
        )
        heads |= {r for r in by_row if r < reach}
    return heads


def merge_columns(texts: list[str]) -> str:
    """Texts of nested cells as one cell text."""
    return " ".join(t for t in (t.strip() for t in texts) if t)
