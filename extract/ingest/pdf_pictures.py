"""The pages of a PDF that are recognised from their pictures, while the others are read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extract.ingest.base import IngestError, Source, SourceWarning
from extract.ingest.ocr import DPI, Recogniser
from extract.ingest.ocr_image import Rulings
from extract.ingest.pdf_layer import text_share
from extract.ingest.pdf_words import Word

_MOST_PIXELS = 40_000_000


class Pictures:
    """Collects pages; `done` gives their words. Where recognition is missing, pages are lost one by one, not the file."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._recogniser: Recogniser | None = None
        self._missing: IngestError | None = None
        self._lost: list[int] = []
        self._layers: dict[int, list[Word]] = {}

    def add(self, number: int, page: Any, words: list[Word]) -> bool:
        """Take page `number` with the words of its text layer; False where the page must do with them."""
        if self._recogniser is None and self._missing is None:
            try:
                self._recogniser = Recogniser(self._source.sha256)
            except IngestError as error:
                self._missing = error
        if self._recogniser is None:
            self._lost.append(number)
            return True
        width, height = page.get_size()
        scale = min(DPI / 72, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        self._layers[number] = words
        self._recogniser.add(number, lambda: page.render(scale=scale, grayscale=True).to_pil(), width, height)
        return True

    def done(self, pages: list[Any]) -> Iterator[tuple[int, list[Word], Rulings]]:
        """(page, words, lines drawn) of each page taken; sets the source's `ocr` and `quality`. Raises IngestError where
        nothing of the file could be read."""
        source, trust = self._source, []
        read = any(s for p in pages for s in p.slabs)
        failure = self._missing
        for number, page in self._recogniser.done() if self._recogniser else ():
            layer = self._layers[number]
            if isinstance(page, IngestError):
                failure = failure or page
                message = f"page {number + 1}: {page.message}"
                source.warnings.append(SourceWarning(page.code, message))
                continue
            said = text_share(page.words)
            if layer and said * len(page.words) <= text_share(layer) * len(layer):
                read = True
                yield number, layer, []
                continue
            if page.words:
                pages[number].width, pages[number].height = page.width, page.height
                read, source.ocr = True, True
                trust.append((page.quality, len(page.words)))
                yield number, page.words, page.rulings
        if failure is not None and not read:
            raise IngestError(
                failure.code, "the file is a scan, or its text layer is rubbish: " + failure.message, failure.remedy
            )
        if self._missing is not None:
            for number in self._lost:
                message = (
                    f"page {number + 1} has no usable text layer and tesseract is not here. {self._missing.remedy}"
                )
                source.warnings.append(SourceWarning(self._missing.code, message))
        if trust:
            total = sum(n for _, n in trust)
            source.quality = round(sum(q * n for q, n in trust) / total, 3)
