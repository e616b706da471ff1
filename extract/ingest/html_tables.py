"""Tables of a page: their cells on a grid, their head, layout against data."""

from __future__ import annotations

from typing import Any

import regex

from extract.ingest.base import Cell
from extract.ingest.html_look import hidden, number
from extract.ingest.tables import looks_like_letterhead


def grid_cells(table: Any) -> list[tuple[Cell, Any]]:
    """The table's own cells on its grid, spans resolved as browsers do."""
    rows = [tr for tr in table.iter("tr") if next(tr.iterancestors("table")) is table and not hidden(tr)]
    taken: dict[int, set[int]] = {}
    out = []
    for r, tr in enumerate(rows):
        col = 0
        for td in tr:
            if td.tag not in ("td", "th") or hidden(td):
                continue
            while col in taken.get(r, ()):
                col += 1
            colspan = min(max(number(td.get("colspan"), 1), 1), 1000)
            rowspan = number(td.get("rowspan"), 1)
            rowspan = min(max(rowspan if rowspan else len(rows) - r, 1), len(rows) - r)
            out.append((Cell("", r, col, rowspan, colspan), td))
            for below in range(r + 1, r + rowspan):
                taken.setdefault(below, set()).update(range(col, col + colspan))
            col += colspan
    return out


def marked_rows(cells: list[tuple[Cell, Any]]) -> set[int]:
    rows: dict[int, list[Any]] = {}
    for c, el in cells:
        rows.setdefault(c.row, []).append(el)
    return {r for r, els in rows.items() if all(el.tag == "th" for el in els) or el_in_head(els[0])}


def el_in_head(el: Any) -> bool:
    """True for a cell of a thead."""
    return any(a.tag == "thead" for a in el.iterancestors("thead", "table"))


def is_layout(table: Any, cells: list[tuple[Cell, Any]]) -> bool:
    width = max(c.col + c.colspan for c, _ in cells)
    rows = 1 + max(c.row for c, _ in cells)
    if width == 1 or table.get("role") in ("presentation", "none"):
        return True
    if any(el.tag == "th" for _, el in cells):
        return False
    if rows <= 8 and width <= 4 and looks_like_letterhead(["".join(el.itertext()) for _, el in cells]):
        return True
    style = (table.get("style") or "") + "".join(el.get("style") or "" for _, el in cells[:12])
    drawn = table.get("border") not in (None, "0", "") or regex.search(
        r"(?i)border[a-z-]*\s*:[^;]*\b(?:solid|double|dotted|dashed)", style
    )
    if drawn:
        return rows == 1 and width == 1
    if table.get("border") in ("0", ""):
        return width <= 2 or rows < 3
    return width <= 2 and rows <= 3
