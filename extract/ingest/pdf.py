"""PDF with a text layer → blocks: visual lines with boxes, columns in reading order, ruled tables as rows."""

from __future__ import annotations

from typing import Any

import pypdfium2

from extract.ingest.base import IngestError, Source, SourceWarning
from extract.ingest.pdf_furniture import running, without_stamps
from extract.ingest.pdf_lines import Line, bands, margins, read_lines, to_block
from extract.ingest.pdf_words import Fonts, Word, page_words


def read_pdf(data: bytes, source: Source) -> None:
    """Fill the source's blocks. Raises IngestError `encrypted` or `broken_file`.

    A page without text gets the warning `page_without_text`; whether it is to be read by optical character recognition is
    for the caller to say.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise IngestError(
                "encrypted", "the file is locked with a password.", "Open it with its password and save it without one."
            ) from error
        raise IngestError(
            "broken_file", f"the file is a damaged PDF ({error}).", "Fetch the file again, or print it into a new PDF."
        ) from error
    try:
        _read(document, data, source)
    finally:
        document.close()


def _read(document: Any, data: bytes, source: Source) -> None:
    fonts = Fonts()
    count = len(document)
    source.pages = count
    pages: list[list[Line]] = []
    areas: list[tuple[float, float]] = []
    for number in range(count):
        words: list[Word] = []
        width = height = 0.0
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            source.warnings.append(SourceWarning("broken_page", f"page {number + 1} cannot be opened"))
        else:
            width, height = page.get_size()
            words = _words(page, height, fonts)
            page.close()
        source.page_sizes.append((width, height))
        if not words:
            source.warnings.append(SourceWarning("page_without_text", f"page {number + 1} holds no text"))
        found = bands(without_stamps(words))
        area = margins(found)
        areas.append(area)
        pages.append(read_lines(found, area))
    gone = running(pages, [h for _, h in source.page_sizes])
    for p, lines in enumerate(pages):
        source.blocks += [to_block(line, p + 1, areas[p]) for i, line in enumerate(lines) if (p, i) not in gone]


def _words(page: Any, height: float, fonts: Fonts) -> list[Word]:
    textpage = page.get_textpage()
    try:
        left, bottom, _, _ = page.get_bbox()
        return page_words(textpage, height, fonts, left, bottom)[0]
    finally:
        textpage.close()
