"""One paragraph of a Word document → a block: runs, fields, tracked changes, symbols, notes, its automatic number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import regex

from extract.ingest.base import Block
from extract.ingest.docx_numbering import Numbering, W
from extract.ingest.docx_styles import RunLook, Styles
from extract.ingest.encodings import chart_of_font, repair_runs
from extract.ingest.symbols import symbol

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_BOX = W + "txbxContent"
_HEADING = regex.compile(r"heading ([1-9])")
_PASS = {
    W + n
    for n in (
        "hyperlink",
        "smartTag",
        "sdt",
        "sdtContent",
        "ins",
        "moveTo",
        "fldSimple",
        "customXml",
        "dir",
        "bdo",
        "rubyBase",
    )
}
_SYMBOL_FONTS = {"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings"}


@dataclass(slots=True)
class Para:
    """A paragraph's block with what hangs on it: text boxes, and the notes it refers to as (kind, id)."""

    block: Block
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    only_boxes: bool = False


@dataclass(slots=True)
class _Pieces:
    """What is collected over a paragraph: pieces of text with their look."""

    pieces: list[tuple[str, RunLook]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    hidden: bool = False
    page: int | None = None  # on which the first letter stands


class Reader:
    """Reads paragraphs in document order; numbers and fields run on from one to the next."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._fields: list[bool] = []  # open complex fields; True while their instruction is being read
        self._carried: _Pieces | None = None  # text of a paragraph whose end was deleted: it runs on in the next one
        self.page_breaks = 0

    @property
    def page(self) -> int:
        return self.page_breaks + 1

    def paragraph(self, p: Any) -> Para | None:
        """A w:p as a block; None where nothing of it is left (its end deleted, or all of it hidden)."""
        props = p.find(W + "pPr")
        style = (
            props.find(W + "pStyle").get(W + "val")
            if props is not None and props.find(W + "pStyle") is not None
            else None
        )
        page = self.page
        got, self._carried = self._carried or _Pieces(), None
        self._collect(p, got, style)
        mark = props.find(W + "rPr") if props is not None else None
        if mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None):
            self._carried = got
            return None
        self._to_unicode(got)
        text = "".join(t for t, _ in got.pieces)
        look = self._styles.paragraph(style, props)
        if got.hidden and not text.strip() and not got.boxes:
            return None
        block = Block(text, page=got.page or page, centred=look.centred)
        if look.indent is not None or look.first is not None:
            block.indent = (look.indent or 0.0) + (look.first or 0.0)
        _dress(block, got.pieces)
        outline = look.outline if look.outline is not None and look.outline < 9 else None
        heading = _HEADING.fullmatch(self._styles.name(style or self._styles.default("paragraph")))
        if heading:
            block.heading_level = int(heading[1])
        elif outline is not None:
            block.heading_level = outline + 1
        if look.num_id not in (None, "0") and look.num_id in self._numbering:
            self._number(block, look.num_id, look.ilvl, style, look.num_style)
        return Para(block, got.boxes, got.notes, bool(got.boxes))

    def _number(self, block: Block, num_id: str, ilvl: int | None, style: str | None, num_style: str | None) -> None:
        if (
            num_style is not None
        ):  # the style brought the list: the level bound to the style counts, its own or inherited
            for s in (style, num_style):
                bound = self._numbering.level_of_style(num_id, s) if s else None
                if bound is not None:
                    ilvl = bound
                    break
        at = min(max(ilvl or 0, 0), 8)
        label = self._numbering.label(num_id, at)
        block.label, block.label_level = label or None, at
        level = self._numbering.level(num_id, at)
        if block.indent is None and level is not None and level.indent is not None:
            block.indent = level.indent + (level.first or 0.0)

    @staticmethod
    def _to_unicode(got: _Pieces) -> None:
        """Runs in fonts of an old code table, which the font's name tells, become Unicode."""
        if not any(chart_of_font(look.font) for _, look in got.pieces):
            return
        texts = repair_runs([(text, look.font) for text, look in got.pieces])
        got.pieces = [
            (text.upper() if look.caps else text, look) for text, (_, look) in zip(texts, got.pieces, strict=True)
        ]

    # ---------------------------------------------------------------- inline

    def _collect(self, parent: Any, got: _Pieces, style: str | None) -> None:
        for e in parent:
            tag = e.tag
            if tag == W + "r":
                self._run(e, got, style)
            elif tag in _PASS or tag == W + "ruby":
                self._collect(e, got, style)
            elif tag == _MC + "AlternateContent":
                chosen = _choose(e)
                if chosen is not None:
                    self._collect(chosen, got, style)
            elif tag in (_MC + "Choice", _MC + "Fallback"):
                self._collect(e, got, style)
            elif isinstance(tag, str) and tag.startswith(
                "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
            ):
                math = "".join(t.text or "" for t in e.iter(_MATH))
                if math:
                    got.pieces.append((math, RunLook()))

    def _run(self, r: Any, got: _Pieces, style: str | None) -> None:
        props = r.find(W + "rPr")
        char_style = None
        if props is not None and props.find(W + "rStyle") is not None:
            char_style = props.find(W + "rStyle").get(W + "val")
        look = self._styles.run(style, char_style, props)
        for e in r:
            tag = e.tag
            if tag == W + "fldChar":
                kind = e.get(W + "fldCharType")
                if kind == "begin":
                    self._fields.append(True)
                elif kind == "separate" and self._fields:
                    self._fields[-1] = False
                elif kind == "end" and self._fields:
                    self._fields.pop()
                continue
            if tag == W + "lastRenderedPageBreak":
                self.page_breaks += 1
                continue
            if any(self._fields):
                continue
            if look.hidden:
                got.hidden = True
                continue
            if tag == W + "t":
                text = e.text or ""
                if look.caps and chart_of_font(look.font) is None:
                    text = text.upper()
                elif (look.font or "").lower() in _SYMBOL_FONTS or any("\ue000" <= c <= "\uf8ff" for c in text):
                    text = "".join(
                        symbol(ord(c), look.font)
                        if ord(c) > 0xF000 or ((look.font or "").lower() in _SYMBOL_FONTS and c > " ")
                        else c
                        for c in text
                    )
                if text:
                    got.pieces.append((text, look))
                    if got.page is None and text.strip():
                        got.page = self.page
            elif tag in (W + "tab", W + "ptab"):
                got.pieces.append(("\t", look))
            elif tag in (W + "br", W + "cr"):
                got.pieces.append(("\n", look))
            elif tag == W + "noBreakHyphen":
                got.pieces.append(("-", look))
            elif tag == W + "sym":
                try:
                    got.pieces.append((symbol(int(e.get(W + "char", "2022"), 16), e.get(W + "font")), look))
                except ValueError:
                    got.pieces.append(("•", look))
            elif tag in (W + "footnoteReference", W + "endnoteReference"):
                got.notes.append((tag[len(W) :].removesuffix("Reference"), e.get(W + "id", "")))
            elif tag == W + "ruby":
                self._collect(e, got, style)
            elif tag in (W + "drawing", W + "pict", W + "object"):
                got.boxes += _boxes(e)
            elif tag == _MC + "AlternateContent":
                chosen = _choose(e)
                if chosen is not None:
                    got.boxes += _boxes(chosen)


def _boxes(e: Any) -> list[Any]:
    """The outermost text boxes below an element, each once: of alternates inside it, one branch is taken."""
    out: list[Any] = []
    for child in e:
        if child.tag == _BOX:
            out.append(child)
        elif child.tag == _MC + "AlternateContent":
            chosen = _choose(child)
            if chosen is not None:
                out += _boxes(chosen)
        else:
            out += _boxes(child)
    return out


def _choose(alternate: Any) -> Any | None:
    """Of the forms of one thing, DrawingML and VML, the first that holds text; else none."""
    for branch in alternate:
        if branch.tag in (_MC + "Choice", _MC + "Fallback") and next(branch.iter(W + "t"), None) is not None:
            return branch
    return None


def _dress(block: Block, pieces: list[tuple[str, RunLook]]) -> None:
    """Bold, italic and size of the whole, and how far the bold beginning reaches."""
    total = bold = italic = 0
    sizes: dict[float, int] = {}
    prefix, still = 0, True
    for text, look in pieces:
        weight = sum(not c.isspace() for c in text)
        total += weight
        bold += weight * look.bold
        italic += weight * look.italic
        if look.size:
            sizes[look.size] = sizes.get(look.size, 0) + weight
        if still and (look.bold or not weight):
            prefix += len(text)
        elif weight:
            still = False
    block.bold = total > 0 and bold == total
    block.italic = total > 0 and italic == total
    block.size = max(sizes, key=lambda s: sizes[s]) if sizes else None
    text = block.text
    block.bold_prefix = len(text[:prefix].rstrip()) if bold else 0
