"""HTML pages → blocks: paragraphs, lists with their numbers, layout tables column by column, data tables as rows, notes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import lxml.html
import regex
from lxml import etree

from extract.ingest.base import Block, Cell, IngestError, Source
from extract.ingest.docx_numbering import format_number
from extract.ingest.encodings import chart_of_font, repair_runs
from extract.ingest.html_look import BLOCK, SKIP, Look, css, hidden, look_of, number
from extract.ingest.html_notes import find_notes, plain_text
from extract.ingest.html_tables import grid_cells, is_layout, marked_rows
from extract.ingest.tables import rows_to_blocks
from extract.ingest.text import decode, is_binary, text_of

_CHARSET = regex.compile(
    rb"(?i)<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-z0-9_-]{2,40})|<\?xml[^>]{0,80}encoding=[\"']([a-z0-9_-]{2,40})"
)
_SURE = regex.compile(r"(?i)<!doctype\s+html|<html[\s>]|<body[\s>]|<head[\s>]")
_TAG = regex.compile(r"(?i)</(?:p|div|table|tr|td|li|ul|ol|h[1-6]|span|b|strong|em|i)>")
_DECLARATION = regex.compile(r"^\s*<\?xml[^>]*\?>")
_BLANKS = regex.compile(r"[ \t\r\n\f]+")

_LISTS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CSS_LISTS = {
    "decimal": "decimal", "decimal-leading-zero": "decimalZero", "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter", "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
}  # fmt: skip
_CSS_BULLETS = {"disc": "•", "circle": "◦", "square": "▪"}


def looks_like_html(data: bytes) -> bool:
    """True where the beginning holds the frame of a page, or begins with a tag and closes several."""
    head = decode(data[:20_000])[0]
    if _SURE.search(head[:4000]):
        return True
    return head.lstrip()[:1] == "<" and len(_TAG.findall(head)) >= 2


def read_html(data: bytes, source: Source) -> None:
    """Fill the source's blocks. Scripts and styles are dropped, nothing is fetched. Raises IngestError `broken-file` or `nesting`."""
    text = _decode(data, source)
    parser = lxml.html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(_DECLARATION.sub("", text).replace("\x00", ""), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise IngestError(
            "broken-file", f"the page holds no text ({error}).", "Save the page again from a browser."
        ) from error
    if any("depth" in str(entry.message).lower() for entry in parser.error_log):
        raise IngestError("nesting", "the page is nested deeper than any plan.", "Save the page again from a browser.")
    body = root.find("body")
    walker = _Walker(root)
    walker.walk(body if body is not None else root, Look())
    walker.flush(Look())
    source.blocks = walker.blocks


def _decode(data: bytes, source: Source) -> str:
    named = _CHARSET.search(data[:4000])
    if named and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = (named[1] or named[2]).decode("ascii").lower()
        if name not in ("utf-8", "utf8", "utf-16", "unicode"):
            try:
                text = data.decode({"iso-8859-1": "windows-1252"}.get(name, name))  # browsers read the one as the other
                if not is_binary(text):
                    return text
            except (LookupError, UnicodeDecodeError):
                pass
    return text_of(data, source, fonts=True)


class _Walker:
    def __init__(self, root: Any) -> None:
        self.blocks: list[Block] = []
        self._pieces: list[tuple[str, Look]] = []
        self._label: tuple[str, int] | None = None
        self._tables = 0
        self._lists = 0
        self._notes: list[tuple[str, Any]] = []
        self._note_of, self._note_bodies, self._backlinks = find_notes(root)

    # ------------------------------------------------------------------ flow

    def walk(self, e: Any, look: Look) -> None:
        """Everything in an element, in order."""
        self._text(e.text, look)
        for child in e:
            self._element(child, look)
            self._text(child.tail, look)

    def _element(self, e: Any, look: Look) -> None:
        tag = e.tag
        if not isinstance(tag, str) or tag in SKIP or e in self._note_bodies or hidden(e):
            return
        if e in self._backlinks:
            return
        if e in self._note_of:
            self._notes.append(self._note_of[e])
            return
        if tag == "br":
            self._pieces.append(("\n", look))
            return
        inner = look_of(e, look)
        if tag not in BLOCK:
            self.walk(e, inner)
            return
        self.flush(look)
        if tag == "table":
            self._table(e, look)
        elif tag in ("ol", "ul"):
            self._list(e, inner)
        else:
            self.walk(e, inner)
        self.flush(inner)

    def _text(self, text: str | None, look: Look) -> None:
        if text:
            self._pieces.append((text if look.pre else _BLANKS.sub(" ", text), look))

    def flush(self, look: Look) -> None:
        """Close the paragraph that is open."""
        pieces, self._pieces = _tidy(_to_unicode(self._pieces)), []
        text = "".join(t for t, _ in pieces)
        if text.strip():
            if look.pre:
                self.blocks += [Block(line, wrapped=True, column=look.column) for line in text.strip("\n").split("\n")]
            else:
                self._lines(pieces)
        notes, self._notes = self._notes, []
        for mark, note in notes:
            text = " ".join("".join(plain_text(note, self._backlinks)).split())
            if mark and text.startswith(mark):
                text = text[len(mark) :].lstrip(" .:")
            if text:
                self.blocks.append(Block(text, kind="footnote"))

    def _lines(self, pieces: list[tuple[str, Look]]) -> None:
        """A paragraph cut at its <br>: pages use it as an end of paragraph; where lines break in mid-sentence, they wrap."""
        lines: list[list[tuple[str, Look]]] = [[]]
        for piece in pieces:
            if piece[0] == "\n":
                lines.append([])
            else:
                lines[-1].append(piece)
        texts = ["".join(t for t, _ in line).strip() for line in lines]
        open_ends = sum(len(t) >= 50 and t[-1] not in ".;:!?" for t in texts[:-1])
        wrapped = len(texts) > 3 and open_ends * 2 > len(texts) - 1
        for text, line in zip(texts, lines, strict=True):
            if text:
                block = self._block(text, _tidy(line), line[0][1])
                block.wrapped = wrapped
                self.blocks.append(block)
            elif wrapped:
                self.blocks.append(Block("", wrapped=True))

    def _block(self, text: str, pieces: list[tuple[str, Look]], look: Look) -> Block:
        filled = [(t, lk) for t, lk in pieces if t.strip()]
        block = Block(
            text, bold=all(lk.bold for _, lk in filled), italic=all(lk.italic for _, lk in filled), centred=look.centred,
            heading_level=look.heading, column=look.column,
        )  # fmt: skip
        at = 0
        for t, lk in pieces:
            if t.strip() and not lk.bold:
                break
            at += len(t)
        block.bold_prefix = len(text[:at].rstrip()) if any(lk.bold for _, lk in filled) else 0
        if self._label is not None:
            label, level = self._label
            self._label = None
            if label and not text.startswith(label) and not (label in _CSS_BULLETS.values() and text[:1] in "-–+•*"):
                block.label, block.label_level = label, level
        return block

    # ----------------------------------------------------------------- lists

    def _list(self, e: Any, look: Look) -> None:
        items = [c for c in e if c.tag == "li"]
        step = -1 if e.tag == "ol" and e.get("reversed") is not None else 1
        at = number(e.get("start"), len(items) if step < 0 else 1)
        self._lists += 1
        for c in e:
            if c.tag != "li":
                self._element(c, look)
                continue
            at = number(c.get("value"), at)
            self.flush(look)
            self._label = (_label(e, c, at), self._lists - 1)
            self.walk(c, look_of(c, look))
            self.flush(look)
            self._label = None
            at += step
        self._lists -= 1

    # ---------------------------------------------------------------- tables

    def _table(self, e: Any, look: Look) -> None:
        cells = grid_cells(e)
        if not cells:
            return
        caption = e.find("caption")
        if caption is not None:
            self.walk(caption, look)
            self.flush(look)
        if is_layout(e, cells):
            columns = sorted({c.col for c, el in cells if "".join(el.itertext()).strip()})
            width = max(c.col + c.colspan for c, _ in cells)
            pending: list[tuple[Cell, Any]] = []

            def flush() -> None:
                for number, col in enumerate(columns):
                    for c, el in pending:
                        if c.col == col:
                            self._cell(el, replace(look, column=number if len(columns) > 1 else look.column))
                pending.clear()

            for c, el in cells:
                if c.colspan >= width and width > 1:
                    flush()
                    self._cell(el, look)
                else:
                    pending.append((c, el))
            flush()
            return
        self._tables += 1
        number, outer = self._tables, self.blocks
        notes: dict[int, list[Block]] = {}
        for c, el in cells:
            self.blocks = []
            self._cell(el, look)
            lines = [b for b in self.blocks if b.kind != "footnote"]
            notes.setdefault(c.row, []).extend(b for b in self.blocks if b.kind == "footnote")
            c.text = "\n".join(" ".join(filter(None, (b.label, b.text.replace("\t", " ")))) for b in lines)
            c.bold = bool(lines) and all(b.bold for b in lines)
        self.blocks = outer
        for block in rows_to_blocks([c for c, _ in cells], number, None, marked_rows(cells)):
            self.blocks.append(block)
            self.blocks += notes.get(block.cells[0].row, [])

    def _cell(self, el: Any, look: Look) -> None:
        inner = look_of(el, look)
        self.walk(el, inner)
        self.flush(inner)


def _label(parent: Any, item: Any, at: int) -> str:
    style = (
        css(item, "list-style-type")
        or css(item, "list-style")
        or css(parent, "list-style-type")
        or css(parent, "list-style")
    )
    words = style.split()
    if "none" in words:
        return ""
    for w in words:
        if w in _CSS_LISTS:
            return format_number(at, _CSS_LISTS[w]) + "."
        if w in _CSS_BULLETS:
            return _CSS_BULLETS[w]
    if parent.tag == "ul":
        return "•"
    return format_number(at, _LISTS.get(item.get("type") or parent.get("type") or "1", "decimal")) + "."


def _to_unicode(pieces: list[tuple[str, Look]]) -> list[tuple[str, Look]]:
    """Runs in fonts of an old code table, which the font's name tells, become Unicode."""
    if not any(chart_of_font(look.font) for _, look in pieces):
        return pieces
    texts = repair_runs([(text, look.font) for text, look in pieces])
    return [(text, look) for text, (_, look) in zip(texts, pieces, strict=True)]


def _tidy(pieces: list[tuple[str, Look]]) -> list[tuple[str, Look]]:
    """Blanks at the ends and beside line breaks dropped, several blanks over piece borders made one."""
    out: list[tuple[str, Look]] = []
    blank = True
    for text, look in pieces:
        if look.pre:
            out.append((text, look))
            blank = False
            continue
        if text == "\n":
            if out and out[-1][0].endswith(" "):
                out[-1] = (out[-1][0][:-1], out[-1][1])
            out.append((text, look))
            blank = True
            continue
        kept = text.lstrip(" ") if blank else text
        if kept:
            out.append((kept, look))
            blank = kept.endswith(" ")
    while out and not out[-1][0].strip(" \n") and not out[-1][1].pre:
        out.pop()
    if out and not out[-1][1].pre:
        out[-1] = (out[-1][0].rstrip(" \n"), out[-1][1])
    while out and not out[0][0].strip(" \n") and not out[0][1].pre:
        out.pop(0)
    return out
