"""PDF with a text layer → blocks: visual lines with boxes, columns in reading order, ruled tables as rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from extract.ingest.base import Block, IngestError, Source, SourceWarning
from extract.ingest.limits import current
from extract.ingest.ocr_image import Rulings
from extract.ingest.pdf_furniture import running, without_stamps
from extract.ingest.pdf_layer import needs_recognition
from extract.ingest.pdf_lines import Band, Flow, Line, bands, margins, read_lines, to_block
from extract.ingest.pdf_notes import take_notes
from extract.ingest.pdf_pictures import Pictures
from extract.ingest.pdf_tables import (
    TableFinder,
    TablePart,
    find_cells,
    join_parts,
    may_hold_table,
    parts_of,
    same_table,
)
from extract.ingest.pdf_words import Fonts, Word, page_words
from extract.ingest.tables import rows_to_blocks

_FEW = 12  # bands; a page with fewer says little about its margins


@dataclass(slots=True)
class _Page:
    width: float = 0.0
    height: float = 0.0
    slabs: list[list[Band]] = field(
        default_factory=list
    )  # one more than tables: above the first, between, below the last
    tables: list[TablePart] = field(default_factory=list)
    area: tuple[float, float] = (0.0, 0.0)
    items: list[Line | TablePart] = field(default_factory=list)


def read_pdf(data: bytes, source: Source) -> None:
    """Fill the source's blocks. Raises IngestError `encrypted`, `broken-file`, `too-many-pages` or `ocr-missing`.

    Boxes are (x0, top, x1, bottom) in points from the page's upper left corner. A page without a usable text layer is
    recognised from its picture; where that cannot be done it gets a warning, and the file is refused if no page is left.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise IngestError(
                "encrypted", "the file is locked with a password.", "Open it with its password and save it without one."
            ) from error
        raise IngestError(
            "broken-file", f"the file is a damaged PDF ({error}).", "Fetch the file again, or print it into a new PDF."
        ) from error
    finder = TableFinder(data)
    try:
        pages = _read(document, finder, source)
    finally:
        finder.close()
        document.close()
    if finder.failed:
        source.warnings.append(
            SourceWarning("tables-unread", "the tables of some pages could not be found and stand as lines")
        )
    fill(source, pages)


def fill(source: Source, pages: list[_Page]) -> None:
    """Pages of words and tables → the source's blocks."""
    source.pages = len(pages)
    source.page_sizes = [(p.width, p.height) for p in pages]
    source.blocks = _blocks(pages)


def _read(document: Any, finder: TableFinder, source: Source) -> list[_Page]:
    fonts, limits = Fonts(), current()
    if len(document) > limits.pages:
        message = f"the file has {len(document):,} pages, more than {limits.pages:,}."
        raise IngestError("too-many-pages", message, "Raise --max-pages if it really is one plan, or split it.")
    pages: list[_Page] = []
    pictures = Pictures(source)
    for number in range(len(document)):
        out = _Page()
        pages.append(out)
        try:
            page = _opened(document, number)
        except pypdfium2.PdfiumError:
            source.warnings.append(SourceWarning("broken-page", f"page {number + 1} cannot be opened"))
            continue
        out.width, out.height = page.get_size()
        if max(out.width, out.height) > limits.page_points:
            message = f"page {number + 1} is {max(out.width, out.height):,.0f} points long and was left out"
            source.warnings.append(SourceWarning("page-too-large", message))
            page.close()
            continue
        try:
            words, turned = _words(page, fonts)
            words = without_stamps(words)
            if turned:
                out.width, out.height = out.height, out.width
        except pypdfium2.PdfiumError:
            source.warnings.append(SourceWarning("broken-page", f"the text of page {number + 1} cannot be read"))
            page.close()
            continue
        if needs_recognition(page, words) and pictures.add(number, page, words):
            page.close()
            continue
        if words and not turned and may_hold_table(page):
            out.tables, words = finder.parts(number, words)
        page.close()
        out.slabs = _slabs(words, out.tables)
    for number, words, rulings in pictures.done(pages):
        pages[number] = page_of(number, pages[number].width, pages[number].height, words, rulings)
    return pages


def page_of(number: int, width: float, height: float, words: list[Word], rulings: Rulings) -> _Page:
    """A page that was recognised from its picture; `number` counts from 0."""
    tables, words = parts_of(find_cells(rulings), number, words)
    return _Page(width, height, _slabs(words, tables), tables)


def _opened(document: Any, number: int) -> Any:
    """A page with its annotations printed into it.

    Registries stamp the number and the date of a letter as fields of a digital signature, which are no part of the page's own text.
    """
    page = document[number]
    if pdfium.FPDFPage_GetAnnotCount(page.raw) <= 0:
        return page
    done = pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    if done != pdfium.FLATTEN_SUCCESS:
        return page
    page.close()
    return document[number]


def _words(page: Any, fonts: Fonts) -> tuple[list[Word], bool]:
    """The page's words, and whether they were read with the page turned on its side.

    A page may be stored or turned so that all of its text runs upwards or downwards; then it is read as its text runs.
    """
    textpage = page.get_textpage()
    try:
        own = page.get_rotation()
        words, across = page_words(textpage, page.get_bbox(), own, fonts)
        if across <= max(4 * len(words), 3):
            return words, False
        others = {r: page_words(textpage, page.get_bbox(), r, fonts)[0] for r in (0, 90, 180, 270) if r != own}
        best = max(others, key=lambda r: (_rising(others[r]), len(others[r])))
        return others[best], (best - own) % 180 == 90
    finally:
        textpage.close()


def _rising(words: list[Word]) -> int:
    """How many words stand behind the one before on their line: text shown upside down runs backwards."""
    return sum(-1 if w.x0 < before.x0 else 1 for before, w in pairwise(words) if abs(w.base - before.base) < 1)


def _slabs(words: list[Word], tables: list[TablePart]) -> list[list[Band]]:
    cuts = [t.box[1] for t in tables]
    slabs: list[list[Word]] = [[] for _ in range(len(cuts) + 1)]
    for w in words:
        slabs[sum(w.base > cut + 2 for cut in cuts)].append(w)
    return [bands(s) for s in slabs]


def _blocks(pages: list[_Page]) -> list[Block]:
    _set_areas(pages)
    for p in pages:
        for i, slab in enumerate(p.slabs):
            p.items += read_lines(slab, p.area)
            if i < len(p.tables):
                p.items.append(p.tables[i])
    lines = [[x for x in p.items if isinstance(x, Line)] for p in pages]
    gone = {id(lines[p][i]) for p, i in running(lines, [p.height for p in pages])}
    blocks: list[Block] = []
    table: list[TablePart] = []
    number = 0

    def close() -> None:
        nonlocal number
        if table:
            number += 1
            cells, places = join_parts(table)
            for block in rows_to_blocks(cells, number):
                page, top, bottom = places[block.cells[0].row]
                block.page, block.bbox = page + 1, (table[0].box[0], top, table[0].box[2], bottom)
                blocks.append(block)
            table.clear()

    flow = Flow()
    for n, p in enumerate(pages):
        above: Line | None = None
        pitch = _pitch(lines[n])
        for item, notes in _with_notes(p.items, gone, n + 1):
            if isinstance(item, TablePart):
                above = None
                flow.stop()
                if table and not (item.page == table[-1].page + 1 and same_table(table[-1], item)):
                    close()
                table.append(item)
            else:
                close()
                if above is not None and above.column == item.column is None and item.base - above.base > 1.55 * pitch:
                    blocks.append(
                        Block("", page=n + 1, wrapped=True)
                    )  # room that no line spacing makes: a paragraph ends
                block = to_block(item, n + 1, p.area)
                block.continues = flow.goes_on(item, n, p.area, pitch) and not block.centred
                blocks.append(block)
                blocks += notes
                above = item
    close()
    return blocks


def _with_notes(
    items: list[Line | TablePart], gone: set[int], page: int
) -> Iterator[tuple[Line | TablePart, list[Block]]]:
    """A page's items without its furniture and footnotes, each with the footnotes that belong behind it."""
    lines = iter(take_notes([x for x in items if isinstance(x, Line) and id(x) not in gone], page))
    ahead = next(lines, None)
    for x in items:
        if isinstance(x, TablePart):
            yield x, []
        elif ahead is not None and (ahead[0] is x or ahead[0].words[0] is x.words[0]):
            yield ahead
            ahead = next(lines, None)


def _pitch(lines: list[Line]) -> float:
    """The distance of baselines within the page's paragraphs: the smallest that is frequent."""
    steps: dict[int, int] = {}
    for above, line in pairwise(lines):
        step = round(line.base - above.base)
        if above.column is None and line.column is None and 0.9 * line.size < step < 3 * line.size:
            steps[step] = steps.get(step, 0) + 1
    if not steps:
        return 1.3 * max((line.size for line in lines), default=12.0)
    often = max(steps.values())
    return float(min(s for s, n in steps.items() if n * 3 >= often))


def _set_areas(pages: list[_Page]) -> None:
    """Left and right edge of each page's text; a page with little on it takes those of its neighbours of the same width."""
    known: dict[int, tuple[float, float]] = {}
    together: dict[int, list[Band]] = {}
    own = [[b for s in p.slabs for b in s] for p in pages]
    for p, bands_ in zip(pages, own, strict=True):
        together.setdefault(round(p.width), []).extend(bands_)
        if len(bands_) >= _FEW:
            p.area = margins(bands_)
            known.setdefault(round(p.width), p.area)
    for p, bands_ in zip(pages, own, strict=True):
        if len(bands_) < _FEW:
            p.area = known.setdefault(round(p.width), margins(together[round(p.width)]))
