"""What a reader hands on: a Source of Blocks, as the file has them, before any cleaning."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

BBox = tuple[float, float, float, float]


@dataclass(slots=True)
class Cell:
    """One cell of a table row; `row` and `col` count from 0, spans are at least 1."""

    text: str
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    bold: bool = False


@dataclass(slots=True)
class Block:
    """One paragraph, visual line, table row or footnote of the source.

    `wrapped` says that the block is a visual line (hard-wrapped text, PDF), which may have to be joined with the next one;
    a block of a format with real paragraphs is never joined but at a page break. `label` is an automatic number that the
    reader rebuilt and that `text` does not hold ("1.1."). `column` tells the columns of a layout table apart (the header of
    an official letter stands in two); `table` counts the data tables of the document.
    """

    text: str
    kind: Literal["paragraph", "row", "footnote"] = "paragraph"
    page: int | None = None
    bbox: BBox | None = None
    bold: bool = False
    italic: bool = False
    centred: bool = False
    size: float | None = None
    indent: float | None = None
    heading_level: int | None = None
    label: str | None = None
    label_level: int | None = None
    column: int | None = None
    table: int | None = None
    cells: list[Cell] = field(default_factory=list)
    header_row: bool = False
    wrapped: bool = False
    continues: bool = (
        False  # the page's geometry leaves no doubt that this visual line goes on the paragraph of the one before
    )
    bold_prefix: int = 0  # code points of `text`, from its start, that are bold (a run-in heading)


@dataclass(slots=True)
class SourceWarning:
    code: str
    message: str


@dataclass(slots=True)
class Source:
    """A file as a reader saw it."""

    uri: str
    media_type: str
    sha256: str
    size: int
    reader: str
    blocks: list[Block]
    pages: int | None = None
    ocr: bool = False
    quality: float | None = None
    page_sizes: list[tuple[float, float]] = field(default_factory=list)
    warnings: list[SourceWarning] = field(default_factory=list)


class IngestError(Exception):
    """A file that cannot be read. `code` is one of docs/outcomes.md, `remedy` a sentence that says what to do."""

    def __init__(self, code: str, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()
