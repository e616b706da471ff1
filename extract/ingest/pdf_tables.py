"""Ruled tables of a PDF page: a quick look whether there are any, their cells by pdfplumber, their words by PDFium."""

from __future__ import annotations

import ctypes
import io
import logging
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium
import regex

from extract.ingest.base import Cell
from extract.ingest.pdf_lines import Band, bands, joined
from extract.ingest.pdf_words import Word
from extract.ingest.tables import looks_like_letterhead

Box = tuple[float, float, float, float]

_ITEM = regex.compile(r"[-–+•*▪➢✓o]\s|\(?(?:\d{1,3}|[a-zđ]|[IVX]{1,5})[.)]\s")
_MAX_OBJECTS = 40_000


@dataclass(slots=True)
class TablePart:
    """The part of a table that stands on one page. Rows and columns of its cells count from 0 within the part."""

    box: Box
    cells: list[Cell]
    edges: list[float]  # x positions of its column borders
    rows: dict[int, tuple[float, float]] = field(default_factory=dict)  # row → top and bottom
    page: int = 0


def may_hold_table(page: Any) -> bool:
    """True where lines of both directions stand on the page at two places each. Costs far less than a table finder."""
    left, right, low, high = (ctypes.c_float() for _ in range(4))
    horizontal: set[int] = set()
    vertical: set[int] = set()

    def look(count: int, get: Any, parent: Any, depth: int) -> bool:
        for i in range(min(count, _MAX_OBJECTS)):
            obj = get(parent, i)
            kind = pdfium.FPDFPageObj_GetType(obj)
            if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 4:
                if look(pdfium.FPDFFormObj_CountObjects(obj), pdfium.FPDFFormObj_GetObject, obj, depth + 1):
                    return True
            elif kind == pdfium.FPDF_PAGEOBJ_PATH and pdfium.FPDFPageObj_GetBounds(obj, left, low, right, high):
                w, h = right.value - left.value, high.value - low.value
                if w > 15:
                    horizontal.update(
                        (round(low.value / 4), round(high.value / 4)) if h > 8 else (round(low.value / 4),)
                    )
                if h > 8:
                    vertical.update(
                        (round(left.value / 4), round(right.value / 4)) if w > 15 else (round(left.value / 4),)
                    )
                if len(horizontal) > 1 and len(vertical) > 1:
                    return True
        return False

    return look(pdfium.FPDFPage_CountObjects(page.raw), pdfium.FPDFPage_GetObject, page.raw, 0)


class TableFinder:
    """pdfplumber over one document, opened when the first page with lines comes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pdf: Any = None
        self.failed = False

    def parts(self, number: int, words: list[Word]) -> tuple[list[TablePart], list[Word]]:
        """The tables of page `number` (from 0), and the words that stand outside them."""
        return parts_of(self._find(number), number, words)

    def _find(self, number: int) -> list[list[Box]]:
        if self.failed:
            return []
        try:
            if self._pdf is None:
                import pdfplumber

                logging.getLogger("pdfminer").setLevel(
                    logging.CRITICAL
                )  # it complains line by line about every damaged file
                self._pdf = pdfplumber.open(io.BytesIO(self._data))
            page = self._pdf.pages[number]
            x, y = page.bbox[0], page.bbox[1]
            found = [[(c[0] - x, c[1] - y, c[2] - x, c[3] - y) for c in t.cells] for t in page.find_tables()]
            page.close()
            return found
        except (
            Exception
        ):  # pdfminer raises whatever a damaged file makes it raise; the words are there without the table
            self.failed = True
            return []

    def close(self) -> None:
        """Free the parsed document."""
        if self._pdf is not None:
            with suppress(Exception):  # closing looks at all pages again, damaged ones too
                self._pdf.close()


def parts_of(boxes: list[list[Box]], number: int, words: list[Word]) -> tuple[list[TablePart], list[Word]]:
    """Cell boxes of the tables of page `number` (from 0) → the tables, and the words that stand outside them."""
    out: list[TablePart] = []
    for cells in boxes:
        part, rest = _part(cells, words)
        if part is not None:
            part.page = number
            out.append(part)
            words = rest
    out.sort(key=lambda t: t.box[1])
    return out, words


def find_cells(rulings: list[Box]) -> list[list[Box]]:
    """Lines seen on a picture of a page → the cell boxes of each table that they make."""
    if not rulings:
        return []
    from pdfplumber import table

    edges = [
        {"x0": x0, "x1": x1, "top": y0, "bottom": y1, "width": x1 - x0, "height": y1 - y0,
         "object_type": "line", "orientation": "v" if x0 == x1 else "h"}
        for x0, y0, x1, y1 in rulings
    ]  # fmt: skip
    edges = table.merge_edges(edges, 4, 4, 6, 6)
    cells = table.intersections_to_cells(table.edges_to_intersections(edges, 5, 5))
    return [list(t) for t in table.cells_to_tables(cells)]


def _part(boxes: list[Box], words: list[Word]) -> tuple[TablePart | None, list[Word]]:
    """Cell boxes of one table → its part with texts, and the words left over; None where it is no data table."""
    if len(boxes) < 2:
        return None, words
    xs = _edges([b[0] for b in boxes] + [b[2] for b in boxes])
    ys = _edges([b[1] for b in boxes] + [b[3] for b in boxes])
    if len(xs) < 3:
        return None, words  # one column: a box around running text
    outer = (xs[0], ys[0], xs[-1], ys[-1])
    inside: list[list[Word]] = [[] for _ in boxes]
    rest: list[Word] = []
    for w in words:
        x, y = (w.x0 + w.x1) / 2, w.base - 0.3 * w.size
        if outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]:
            at = next((i for i, b in enumerate(boxes) if b[0] <= x <= b[2] and b[1] <= y <= b[3]), None)
            if at is not None:
                inside[at].append(w)
                continue
        rest.append(w)
    filled = [ws for ws in inside if ws]
    if len(filled) < 2:
        return None, words
    part = TablePart(outer, [], xs)
    for box, ws in zip(boxes, inside, strict=True):
        row, below = _index(ys, box[1]), _index(ys, box[3])
        col, right = _index(xs, box[0]), _index(xs, box[2])
        text, bold = cell_text(ws, box)
        part.cells.append(Cell(text, row, col, max(below - row, 1), max(right - col, 1), bold))
    part.cells.sort(key=lambda c: (c.row, c.col))
    if looks_like_letterhead([c.text for c in part.cells]) and len(ys) <= 4:
        return None, words
    part.rows = {r: (ys[r], ys[r + 1]) for r in range(len(ys) - 1)}
    return part, rest


def _edges(values: list[float]) -> list[float]:
    out: list[float] = []
    for v in sorted(values):
        if not out or v - out[-1] > 3:
            out.append(v)
    return out


def _index(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))


def cell_text(words: list[Word], box: Box) -> tuple[str, bool]:
    """The text of a cell, wrapped lines joined, and whether it is all bold.

    A line ends its paragraph where the next line's first word would still have fitted on it, or where that line opens a
    list item.
    """
    if not words:
        return "", False
    lines: list[Band] = bands(words)
    pad = min(min(w.x0 for w in words) - box[0], 8.0)
    room = box[2] - box[0] - 2 * max(pad, 2.0)
    out: list[str] = []
    for i, line in enumerate(lines):
        ws = line.words
        text = joined(ws)
        if i:
            before = lines[i - 1].words
            used = max(w.x1 for w in before) - min(w.x0 for w in before)
            fits = used + 0.3 * ws[0].size + (ws[0].x1 - ws[0].x0) + 1 < room - max(
                before[0].x0 - box[0] - 2 * pad, 0
            ) * _is_left(lines, box)
            if (fits and not _ends_open(out[-1], text)) or _opens_item(out, text):
                out.append(text)
                continue
            glue = "" if out[-1].endswith(("/", "-")) and not out[-1].endswith((" -", " /")) else " "
            out[-1] += glue + text
        else:
            out.append(text)
    return "\n".join(out), all(w.bold for w in words)


def _opens_item(before: list[str], text: str) -> bool:
    """A dash or number at the start of a line opens an item where the text before is closed or is an item itself."""
    if not _ITEM.match(text + " "):
        return False
    return before[-1].endswith((".", ";", ":", ",", "…")) or any(_ITEM.match(b) for b in before)


def _is_left(lines: list[Band], box: Box) -> bool:
    starts = [line.segments[0].x0 for line in lines]
    return max(starts) - min(starts) < 3


def _ends_open(before: str, text: str) -> bool:
    """A line that ends in a comma or is followed by a small letter goes on, however much room was left."""
    return before.endswith((",", "-", "–", "(")) or text[:1].islower()


def join_parts(table: list[TablePart]) -> tuple[list[Cell], dict[int, tuple[int, float, float]]]:
    """Parts of one table on consecutive pages → its cells with rows counted on, and row → (page, top, bottom).

    A head that is repeated on the next page is dropped; a row that the page break cut is put together again.
    """
    cells: list[Cell] = []
    places: dict[int, tuple[int, float, float]] = {}
    offset = 0
    head = _row_texts(table[0], 0)
    numbered = _numbered(table)
    for n, part in enumerate(table):
        rows = sorted({c.row for c in part.cells})
        skip: set[int] = set()
        if n:
            for r in rows:
                if _row_texts(part, r) != _row_texts(table[0], r) or r >= len(rows) - 1 or not head:
                    break
                skip.add(r)
            first = next((r for r in rows if r not in skip), None)
            if first is not None and cells and _continues(part, first, cells, numbered):
                _append_row(part, first, cells)
                skip.add(first)
        kept = [r for r in rows if r not in skip]
        new = {r: offset + i for i, r in enumerate(kept)}
        for c in part.cells:
            if c.row in new:
                last = max(new[r] for r in kept if r < c.row + c.rowspan)
                cells.append(Cell(c.text, new[c.row], c.col, last - new[c.row] + 1, c.colspan, c.bold))
        for r in kept:
            top, bottom = part.rows.get(r, (part.box[1], part.box[3]))
            places[new[r]] = (part.page, top, bottom)
        offset += len(kept)
    return cells, places


def same_table(above: TablePart, below: TablePart) -> bool:
    """True where two parts have the same column borders."""
    return len(above.edges) == len(below.edges) and all(
        abs(a - b) < 6 for a, b in zip(above.edges, below.edges, strict=True)
    )


def _row_texts(part: TablePart, row: int) -> list[str]:
    texts = [c.text for c in sorted(part.cells, key=lambda c: c.col) if c.row == row]
    return texts if any(texts) else []


def _numbered(table: list[TablePart]) -> bool:
    """True where the rows' first cells are filled as a rule, so that an empty one speaks of a cut row."""
    first = [c for part in table for c in part.cells if c.col == 0 and c.row]
    return len(first) > 1 and sum(bool(c.text) for c in first) * 2 > len(first)


def _continues(part: TablePart, row: int, cells: list[Cell], numbered: bool) -> bool:
    own = [c for c in part.cells if c.row == row]
    first = next((c for c in own if c.col == 0), None)
    if not numbered or first is None or first.text or first.rowspan > 1 or not any(c.text for c in own):
        return False
    last = max(c.row for c in cells)
    return {c.col for c in own} <= {c.col for c in cells if c.row <= last < c.row + c.rowspan}


def _append_row(part: TablePart, row: int, cells: list[Cell]) -> None:
    last = max(c.row for c in cells)
    for c in part.cells:
        if c.row != row or not c.text:
            continue
        target = next(t for t in cells if t.col == c.col and t.row <= last < t.row + t.rowspan)
        if not target.text:
            target.text = c.text
        else:
            starts = _ITEM.match(c.text + " ") or (target.text.endswith((".", ";", ":")) and c.text[:1].isupper())
            target.text += ("\n" if starts else " ") + c.text
