"""Markdown → blocks: headings, lists with their marks as typed, pipe tables as rows, footnotes."""

from __future__ import annotations

from typing import Any

import regex
from markdown_it import MarkdownIt

from extract.ingest.base import Block, Cell, Source
from extract.ingest.tables import rows_to_blocks
from extract.ingest.text import decode, text_of

_HEADING = regex.compile(r"(?m)^#{1,6}[ \t]+\S")
_DELIMITER = regex.compile(r"(?m)^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)+\|?[ \t]*$")
_BOLD_LINE = regex.compile(r"(?m)^\*\*[^*\n]+\*\*[ \t]*$")
_OPEN_BOLD = regex.compile(r"(?m)^\*\*[^*\n]*$|^[^*\n]*\*\*[ \t]*$")
_LONE_PIPE = regex.compile(r"(?m)^[ \t]*\|[ \t]*$")
_NOTE_BODY = regex.compile(r"(?m)^\[\^([^\]\s]{1,40})\]:[ \t]+(.*(?:\n[ \t]{2,}\S.*)*)")
_NOTE_MARK = regex.compile(r"\[\^([^\]\s]{1,40})\]")
_FRONT = regex.compile(r"\A---[ \t]*\n(?:.{0,400}\n){0,60}?---[ \t]*\n")
_SIZE = 400_000  # characters that are looked at to decide


def looks_like_markdown(data: bytes) -> bool:
    """Decide by a measure between Markdown and plain text with stray marks.

    Headings with # and tables with a delimiter row are what only Markdown has. Marks that a converter left behind from a
    flattened table speak against it: lone pipes, bold marks that open on one line and close on another.
    """
    text = decode(data[: 4 * _SIZE])[0][:_SIZE].replace("\r\n", "\n")
    sure = len(_HEADING.findall(text)) + 2 * len(_DELIMITER.findall(text))
    if not sure:
        return False
    stray = len(_LONE_PIPE.findall(text)) + len(_OPEN_BOLD.findall(text))
    return sure + len(_BOLD_LINE.findall(text)) > stray


def read_markdown(data: bytes, source: Source) -> None:
    """Fill the source's blocks; a paragraph's source lines are wrapped blocks with an empty one behind them."""
    text = _FRONT.sub("", text_of(data, source).replace("\r\n", "\n").replace("\r", "\n"))
    notes = {m[1]: " ".join(m[2].split()) for m in _NOTE_BODY.finditer(text)}
    text = _NOTE_BODY.sub("", text)
    # rules that would change what was typed stay off: indented text is no code here, and "text\n---" is no heading
    parser = (
        MarkdownIt("commonmark", {"html": False})
        .enable("table")
        .enable("strikethrough")
        .disable(["code", "lheading", "html_block", "html_inline", "reference"])
    )
    source.blocks = _Walker(notes).walk(parser.parse(text))


class _Walker:
    def __init__(self, notes: dict[str, str]) -> None:
        self._notes = notes
        self._blocks: list[Block] = []
        self._label: str | None = None
        self._lists: list[tuple[int, int, list[str]]] = []  # (first number, items so far, numbers as typed)
        self._tables = 0

    def walk(self, tokens: list[Any]) -> list[Block]:
        heading: int | None = None
        cells: list[Cell] = []
        rows = cols = 0
        in_table = False
        marked: set[int] = set()
        for i, t in enumerate(tokens):
            match t.type:
                case "heading_open":
                    heading = int(t.tag[1])
                case "heading_close":
                    heading = None
                    self._end()
                case "paragraph_close":
                    self._end()
                case "ordered_list_open":
                    typed = [x.info for x in _own_items(tokens, i)]
                    self._lists.append((int(t.attrs.get("start", 1)), 0, typed))
                case "bullet_list_open":
                    self._lists.append((0, 0, []))
                case "ordered_list_close" | "bullet_list_close":
                    self._lists.pop()
                case "list_item_open":
                    self._label = self._next(t)
                case "table_open":
                    in_table, cells, rows = True, [], -1
                    self._tables += 1
                    marked = set()
                case "tr_open":
                    rows, cols = rows + 1, 0
                case "th_open":
                    marked.add(rows)
                case "td_close" | "th_close":
                    cols += 1
                case "table_close":
                    in_table = False
                    for block in rows_to_blocks([c for c in cells if c], self._tables, None, marked):
                        self._blocks.append(block)
                    self._end()
                case "inline" if in_table:
                    lines = _lines(t)
                    cells.append(Cell("\n".join(_text(x) for x in lines), rows, cols, bold=_all(lines, "bold")))
                case "inline":
                    self._paragraph(t, heading)
                case "fence" | "code_block":
                    self._blocks += [Block(line, wrapped=True) for line in t.content.rstrip("\n").split("\n")]
                    self._end()
        return self._blocks

    def _next(self, token: Any) -> str:
        first, count, typed = self._lists[-1]
        self._lists[-1] = (first, count + 1, typed)
        if not typed:
            return token.markup
        # "1. 1. 1." is Markdown for 1. 2. 3.; other numbers are meant as they stand
        repeated = len(typed) > 1 and len(set(typed)) == 1
        number = str(first + count) if repeated else token.info
        return number + token.markup

    def _paragraph(self, token: Any, heading: int | None) -> None:
        seen: list[str] = []
        lines = _lines(token)
        for n, pieces in enumerate(lines):
            text = "".join(p[0] for p in pieces)
            seen += _NOTE_MARK.findall(text)
            block = Block(
                _NOTE_MARK.sub(lambda m: "" if m[1] in self._notes else m[0], text).strip(), wrapped=heading is None
            )
            filled = [p for p in pieces if p[0].strip()]
            block.bold = heading is not None or (bool(filled) and all(p[1] for p in filled))
            block.italic = bool(filled) and all(p[2] for p in filled)
            block.heading_level = heading
            if n == 0 and self._label is not None:
                block.label, block.label_level, self._label = self._label, len(self._lists) - 1, None
            prefix = ""
            for p in pieces:
                if p[0].strip() and not p[1]:
                    break
                prefix += p[0]
            block.bold_prefix = (
                len(block.text) if block.bold else len(prefix.rstrip()) if any(p[1] for p in filled) else 0
            )
            self._blocks.append(block)
        self._blocks += [Block(self._notes[k], kind="footnote") for k in dict.fromkeys(seen) if k in self._notes]

    def _end(self) -> None:
        if self._blocks and self._blocks[-1].text:
            self._blocks.append(Block("", wrapped=True))


def _own_items(tokens: list[Any], at: int) -> list[Any]:
    """The items of the list that opens at `at`, without those of lists in it."""
    level, out = tokens[at].level, []
    for t in tokens[at + 1 :]:
        if t.level == level and t.nesting == -1:
            break
        if t.type == "list_item_open" and t.level == level + 1:
            out.append(t)
    return out


_Piece = tuple[str, bool, bool]


def _lines(token: Any) -> list[list[_Piece]]:
    """An inline token's lines as pieces (text, bold, italic); line breaks of both kinds part them."""
    lines: list[list[_Piece]] = [[]]
    bold = italic = 0
    for t in token.children or ():
        match t.type:
            case "strong_open":
                bold += 1
            case "strong_close":
                bold -= 1
            case "em_open":
                italic += 1
            case "em_close":
                italic -= 1
            case "softbreak" | "hardbreak":
                lines.append([])
            case "text" | "code_inline" | "text_special":
                for n, part in enumerate(regex.split(r"(?i)<br\s*/?>", t.content)):
                    if n:
                        lines.append([])
                    if part:
                        lines[-1].append((part, bold > 0, italic > 0))
            case "image":
                lines[-1].append((t.content, bold > 0, italic > 0))
    return [x for x in lines if "".join(p[0] for p in x).strip()]


def _text(pieces: list[_Piece]) -> str:
    return "".join(p[0] for p in pieces).strip()


def _all(lines: list[list[_Piece]], what: str) -> bool:
    pieces = [p for x in lines for p in x if p[0].strip()]
    return bool(pieces) and all(p[1 if what == "bold" else 2] for p in pieces)
