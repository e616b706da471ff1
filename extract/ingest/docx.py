"""Word documents (.docx) → blocks: the package, its body in reading order, tables, text boxes and notes."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from extract.ingest.base import Block, Cell, IngestError, Source, SourceWarning
from extract.ingest.docx_numbering import Numbering, W, _int, _on
from extract.ingest.docx_runs import Para, Reader
from extract.ingest.docx_styles import Styles
from extract.ingest.limits import current
from extract.ingest.tables import looks_like_letterhead, merge_columns, rows_to_blocks
from extract.ingest.xml import parse_xml
from extract.ingest.zips import oversized, stated_members

_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_BROKEN = "Open the file in Word or LibreOffice and save it again."


def read_docx(data: bytes, source: Source) -> None:
    """Fill the source's blocks. Raises IngestError `broken-file`, `hostile-xml`, `encrypted`, `nesting`, `zip-bomb`,
    `unpacked-too-large` or `too-many-members`."""
    package = _Package(data)
    main = package.main_part()
    root = package.xml(main)
    if root is None:
        raise IngestError("broken-file", "the file is a zip package without a Word document in it.", _BROKEN)
    body = root.find(W + "body")
    if body is None:
        raise IngestError("broken-file", f"the part {main} holds no document body.", _BROKEN)
    try:
        walker = _Walker(package, main)
        walker.walk(body, None, 0)
    except RecursionError as error:
        raise IngestError("nesting", "the document is nested too deeply to be read.", _BROKEN) from error
    source.blocks = walker.blocks
    if walker.flattened:
        message = f"tables more than {current().table_depth} deep in one another stand as running text"
        source.warnings.append(SourceWarning("nested-tables", message))
    breaks = walker.reader.page_breaks
    if breaks and package.stated_pages() == breaks + 1:
        source.pages = (
            breaks + 1
        )  # Word left its page breaks from the last time it laid the document out, and all of them
    else:
        for b in source.blocks:
            b.page = None


def check_package(data: bytes) -> None:
    """Raise IngestError where a zip package is damaged or would unpack beyond the limits."""
    _Package(data).check()


class _Package:
    """The zip package, opened part by part; what is not asked for (pictures, embedded files) is never unpacked."""

    def __init__(self, data: bytes) -> None:
        self._limits = current()
        self._left = self._limits.unpacked_mb << 20
        count = stated_members(data)
        if count > self._limits.members:
            message = f"the file is a package of {count:,} parts, more than {self._limits.members:,}."
            raise IngestError("too-many-members", message, _BROKEN)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, RuntimeError) as error:
            raise IngestError(
                "broken-file",
                f"the file is a damaged zip package ({error}).",
                "Fetch the file again; it was cut or damaged on its way.",
            ) from error
        self._names = {n.lower().lstrip("/"): n for n in self._zip.namelist()}

    def bytes(self, part: str) -> bytes | None:
        """The part's bytes, None where it is not there."""
        name = self._names.get(part.lower().lstrip("/"))
        if name is None:
            return None
        info = self._zip.getinfo(name)
        if info.flag_bits & 1:
            raise IngestError(
                "encrypted", "the file is locked with a password.", "Open it with its password and save it without one."
            )
        problem = oversized(info, self._limits)
        if problem is not None:
            raise problem
        try:
            with self._zip.open(info) as stream:
                data = stream.read(self._left + 1)  # the size the directory states may lie
        except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, RuntimeError) as error:
            raise IngestError(
                "broken-file",
                f"the part {part} of the file cannot be unpacked ({error}).",
                "Fetch the file again; it was cut or damaged on its way.",
            ) from error
        except Exception as error:  # zlib.error and its kin share no base class
            raise IngestError(
                "broken-file",
                f"the part {part} of the file cannot be unpacked ({error}).",
                "Fetch the file again; it was cut or damaged on its way.",
            ) from error
        self._left -= len(data)
        if self._left < 0:
            message = f"the file unpacks to more than {self._limits.unpacked_mb} MiB."
            raise IngestError("unpacked-too-large", message, "Check where the file comes from; no plan is that long.")
        return data

    def check(self) -> None:
        """Raise IngestError where any part, asked for or not, would unpack beyond the limits."""
        total = 0
        for info in self._zip.infolist():
            problem = oversized(info, self._limits)
            total += info.file_size
            if problem is not None:
                raise problem
        if total > self._left:
            message = f"the file unpacks to more than {self._limits.unpacked_mb} MiB."
            raise IngestError("unpacked-too-large", message, "Check where the file comes from; no plan is that long.")

    def xml(self, part: str) -> Any | None:
        data = self.bytes(part)
        if data is None:
            return None
        if b"purl.oclc.org" in data[:4000]:
            for strict, transitional in _STRICT.items():
                data = data.replace(strict, transitional)
        return parse_xml(data, part)

    def related(self, part: str) -> dict[str, str]:
        """The parts that a part points to: last word of the relation's type → path. External targets are left alone."""
        folder, _, name = part.rpartition("/")
        root = self.xml(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
        out: dict[str, str] = {}
        for rel in root.iter(_REL) if root is not None else ():
            if rel.get("TargetMode") == "External":
                continue
            target = rel.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}" if folder else target
            out.setdefault(rel.get("Type", "").rsplit("/", 1)[-1], path)
        return out

    def main_part(self) -> str:
        return self.related("").get("officeDocument", "word/document.xml")

    def stated_pages(self) -> int | None:
        """How many pages Word says the document has."""
        data = self.bytes("docProps/app.xml")
        if data is None:
            return None
        for e in parse_xml(data, "docProps/app.xml"):
            if e.tag == "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Pages":
                return int(e.text) if (e.text or "").strip().isdigit() else None
        return None


class _Walker:
    def __init__(self, package: _Package, main: str) -> None:
        parts = package.related(main)
        folder = main.rpartition("/")[0]

        def part(kind: str, name: str) -> Any | None:
            return package.xml(parts.get(kind, f"{folder}/{name}" if folder else name))

        styles = Styles(part("styles", "styles.xml"))
        self.reader = Reader(styles, Numbering(part("numbering", "numbering.xml"), styles.style_nums()))
        self._notes = {
            kind: {n.get(W + "id"): n for n in root.findall(W + kind) if n.get(W + "type") in (None, "normal")}
            for kind in ("footnote", "endnote")
            if (root := part(kind + "s", kind + "s.xml")) is not None
        }
        self.blocks: list[Block] = []
        self.flattened = False
        self._nesting = current().table_depth
        self._tables = 0

    def walk(self, container: Any, column: int | None, depth: int) -> None:
        """Blocks of a body, a layout cell or a text box, in order."""
        for e in block_level(container):
            if e.tag == W + "p":
                para = self.reader.paragraph(e)
                if para is not None:
                    self._emit(para, column, depth)
            else:
                self._table(e, column, depth + 1)

    def _emit(self, para: Para, column: int | None, depth: int) -> None:
        block = para.block
        block.column = column
        if not block.text.strip():
            block.label = None  # Word shows and counts it, but outside a table a number alone says nothing
        if not (para.only_boxes and not block.text):
            self.blocks.append(block)
        for box in para.boxes:
            if depth < self._nesting:
                self.walk(box, column, depth + 1)
        self._emit_notes(para, depth)

    def _emit_notes(self, para: Para, depth: int) -> None:
        for kind, ident in para.notes:
            note = self._notes.get(kind, {}).pop(ident, None)  # a note that is referred to twice stands once
            for p in note.iter(W + "p") if note is not None else ():
                inner = self.reader.paragraph(p)
                if inner is not None and inner.block.text.strip():
                    inner.block.text = inner.block.text.strip()
                    inner.block.kind = "footnote"
                    self.blocks.append(inner.block)

    # ------------------------------------------------------------------ tables

    def _table(self, tbl: Any, column: int | None, depth: int) -> None:
        grid = _grid(tbl)
        if not grid:
            return
        width = max(c.col + c.span for row in grid for c in row)
        if depth > self._nesting:
            self.flattened = True
            text = merge_columns(["".join(t.itertext()) for t in tbl.iter(W + "t")])
            self.blocks.append(Block(text, column=column))
        elif _is_layout(tbl, grid, width):
            self._layout(grid, width, column, depth)
        else:
            self._data(tbl, grid, depth)

    def _layout(self, grid: list[list[_GridCell]], width: int, column: int | None, depth: int) -> None:
        """Column by column, between rows that reach over the whole width."""
        pending: list[list[_GridCell]] = []

        def flush() -> None:
            starts = sorted({c.col for row in pending for c in row if _has_text(c.element)})
            number = 0
            for at in starts:
                cells = [c for row in pending for c in row if c.col == at and _has_text(c.element)]
                for c in cells:
                    self.walk(c.element, number if len(starts) > 1 else column, depth)
                number += bool(cells)
            pending.clear()

        for row in grid:
            if len(row) == 1 and row[0].span >= width:
                flush()
                self.walk(row[0].element, column, depth)
            else:
                pending.append(row)
        flush()

    def _data(self, tbl: Any, grid: list[list[_GridCell]], depth: int) -> None:
        self._tables += 1
        cells: list[Cell] = []
        notes: dict[int, list[Para]] = {}
        open_: dict[int, Cell] = {}  # column → the cell that a vertical merge may still extend
        for r, row in enumerate(grid):
            for c in row:
                if c.merge == "continue" and c.col in open_:
                    open_[c.col].rowspan = r - open_[c.col].row + 1
                    self._cell(c.element, [])  # what Word hides in it still counts numbers
                    continue
                paras: list[Para] = []
                text, bold = self._cell(c.element, paras)
                notes.setdefault(r, []).extend(paras)
                cell = Cell(text, r, c.col, 1, c.span, bold)
                cells.append(cell)
                for at in range(c.col, c.col + c.span):
                    open_.pop(at, None)
                if c.merge == "restart":
                    open_[c.col] = cell
        marked = {r for r, tr in enumerate(_rows(tbl)) if _on(tr.find(f"{W}trPr/{W}tblHeader"))}
        for block in rows_to_blocks(cells, self._tables, self.reader.page, marked):
            self.blocks.append(block)
            for para in notes.get(block.cells[0].row, ()):
                for box in para.boxes:
                    if depth < self._nesting:
                        self.walk(box, None, depth + 1)
                self._emit_notes(para, depth)

    def _cell(self, element: Any, paras: list[Para]) -> tuple[str, bool]:
        """A data cell's text, paragraphs parted by line ends, and whether all of it is bold."""
        lines: list[str] = []
        bold = True
        for e in block_level(element):
            if e.tag == W + "p":
                para = self.reader.paragraph(e)
                if para is None:
                    continue
                paras.append(para)
                b = para.block
                text = " ".join(filter(None, (b.label, b.text.strip())))
                if text:
                    lines.append(text)
                    bold = bold and b.bold
            else:
                for row in _grid(e):
                    inner = [self._cell(c.element, paras)[0] for c in row]
                    lines.append(merge_columns(inner))
                    bold = False
        return "\n".join(x for x in lines if x), bold and bool(lines)


class _GridCell:
    __slots__ = ("col", "element", "merge", "span")

    def __init__(self, element: Any, col: int, span: int, merge: str | None) -> None:
        self.element, self.col, self.span, self.merge = element, col, span, merge


_WRAPPERS = {W + n for n in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def block_level(container: Any) -> Any:
    """Paragraphs and tables right under a container, seen through content controls, insertions and alternates."""
    for e in container:
        if e.tag in (W + "p", W + "tbl"):
            yield e
        elif e.tag in _WRAPPERS:
            yield from block_level(e)
        elif e.tag == _MC + "AlternateContent" and len(e):
            yield from block_level(e[0])


def _inner(container: Any, tag: str) -> Any:
    for e in container:
        if e.tag == tag:
            yield e
        elif e.tag in _WRAPPERS:
            yield from _inner(e, tag)


def _rows(tbl: Any) -> list[Any]:
    return [tr for tr in _inner(tbl, W + "tr") if tr.find(f"{W}trPr/{W}del") is None]


def _grid(tbl: Any) -> list[list[_GridCell]]:
    """The table's rows with every cell's grid column, span and vertical merge; deleted rows left out."""
    out = []
    for tr in _rows(tbl):
        at = min(_int(tr.find(f"{W}trPr/{W}gridBefore"), 0) or 0, 1000)
        row: list[_GridCell] = []
        for tc in _inner(tr, W + "tc"):
            props = tc.find(W + "tcPr")
            span, merge = 1, None
            if props is not None:
                span = min(max(_int(props.find(W + "gridSpan"), 1) or 1, 1), 1000)
                v, h = props.find(W + "vMerge"), props.find(W + "hMerge")
                if v is not None:
                    merge = v.get(W + "val") or "continue"
                if h is not None and h.get(W + "val", "continue") == "continue" and row:
                    row[-1].span += span
                    at += span
                    continue
            row.append(_GridCell(tc, at, span, merge))
            at += span
        if row:
            out.append(row)
    return out


def _has_text(element: Any) -> bool:
    return any(t.text and t.text.strip() for t in element.iter(W + "t", W + "sym"))


def _bordered(tbl: Any) -> bool:
    """True where lines between the cells are drawn, by the table, its cells or a style that its name tells."""
    seen = None
    borders = tbl.find(f"{W}tblPr/{W}tblBorders")
    for side in ("insideV", "insideH"):
        e = borders.find(W + side) if borders is not None else None
        if e is not None:
            seen = e.get(W + "val") not in ("nil", "none")
            if seen:
                break
    drawn = total = 0
    for tc in tbl.iter(W + "tc"):
        total += 1
        cell = tc.find(f"{W}tcPr/{W}tcBorders")
        if cell is not None:
            sides = [cell.find(W + s) for s in ("top", "left", "start", "bottom", "right", "end")]
            values = [s.get(W + "val") for s in sides if s is not None]
            drawn += sum(v not in ("nil", "none") for v in values) >= 3
            if seen and values and sum(v in ("nil", "none") for v in values) >= 3:
                drawn -= 1
    if total and drawn * 2 > total:
        return True
    if total and drawn * 2 < -total:
        return False
    if seen is not None:
        return seen
    style = tbl.find(f"{W}tblPr/{W}tblStyle")
    name = (style.get(W + "val") or "").lower() if style is not None else ""
    return bool(name) and "normal" not in name


def _is_layout(tbl: Any, grid: list[list[_GridCell]], width: int) -> bool:
    """A table that only places text: the letter's head and its signature, boxes of one column, tables without lines."""
    if width == 1 or all(len(row) == 1 for row in grid):
        return True
    texts = ["".join(t.text or "" for t in c.element.iter(W + "t")) for row in grid[:8] for c in row]
    if len(grid) <= 8 and max(len(row) for row in grid) <= 4 and looks_like_letterhead(texts):
        return True
    if _bordered(tbl):
        return False
    columns = max(sum(_has_text(c.element) for c in row) for row in grid)
    return columns <= 2 or len(grid) < 3
