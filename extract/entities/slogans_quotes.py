"""Pairs quotation marks as official texts really write them: curly, straight, doubled apostrophes, mixed, nested, unclosed."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extract.entities.once import once

OPENERS = "“„‟«‹❝〝"
CLOSERS = "”»›❞〞"
#: every mark that may open or close; '' and ,, are two characters; a prime behind a digit is a unit (13h30’)
_MARK = regex.compile(
    r"''|,,(?=\p{L})|[“”„‟«»‹›❝❞〝〞\"＂″]|(?<![\p{L}\d])[‘'](?=\p{L}|\d)|(?<=[\p{L}\d.!?%])[’'](?![\p{L}\d])"
)
_STOP = regex.compile(r"[.;](?=\s|$)|/\.")
#: the longest quotation that is read, in code points; one slogan never fills a page
LONGEST = 420


@dataclass(slots=True, frozen=True)
class Quote:
    """A quotation: `start..end` is what stands between the marks; `outer_start..outer_end` has the marks too."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool = True


def find_quotes(text: str) -> list[Quote]:
    """The outermost quotations of `text`, in order; one that a line end cuts goes on in the next line."""
    out: list[Quote] = []
    opened: regex.Match[str] | None = None
    depth = 0
    for m in _MARK.finditer(text):
        mark = m[0]
        if opened and _lost(text, opened, m.start()):
            out += _unclosed(text, opened)
            opened, depth = None, 0
        single = mark in ("‘", "’", "'")
        if opened is None:
            if _opens(text, m):
                opened, depth = m, 1
            continue
        if single != (opened[0] in ("‘", "’", "'")):
            continue  # marks of the other size are inner ones
        if mark[0] in OPENERS and _opens(text, m) and not _ends_word(text, m):
            depth += 1  # nested
            continue
        if not single and mark[0] not in CLOSERS and mark[0] not in OPENERS and _must_open(text, m):
            depth += 1  # a straight mark right before a word, while one is open
            continue
        depth -= 1
        if depth == 0 or (mark[0] in CLOSERS and opened[0][0] not in OPENERS):
            out.append(Quote(opened.end(), m.start(), opened.start(), m.end()))
            opened, depth = None, 0
    if opened:
        out += _unclosed(text, opened)
    return [q for q in (_trim(text, q) for q in out) if q.end > q.start]


def _opens(text: str, m: regex.Match[str]) -> bool:
    after = text[m.end() : m.end() + 2].lstrip(" ")[:1]
    if not after or after in "\n,.;:)":
        return False
    if m[0][0] in OPENERS:
        return True
    before = text[m.start() - 1 : m.start()] if m.start() else ""
    if not before or before in " \n\t(:,;-/[–":
        return m[0][0] not in CLOSERS or text[m.end() : m.end() + 1].isalnum()
    # "phong trào”Ngày chủ nhật xanh”": a closing or straight mark glued to the word before it
    return m[0][0] not in CLOSERS and not text[m.end() : m.end() + 1].isspace()


def _ends_word(text: str, m: regex.Match[str]) -> bool:
    """An opening mark typed where a closing one belongs: "„…“"."""
    before, after = text[m.start() - 1 : m.start()] if m.start() else " ", text[m.end() : m.end() + 1]
    return not before.isspace() and before not in "([" and not after.isalnum()


def _must_open(text: str, m: regex.Match[str]) -> bool:
    before, after = text[m.start() - 1 : m.start()] if m.start() else " ", text[m.end() : m.end() + 1]
    return before in " (" and after.isalnum()


def _lost(text: str, opened: regex.Match[str], at: int) -> bool:
    """The closing mark was forgotten: too far, or the line ended and a new sentence or item began."""
    if at - opened.end() > LONGEST:
        return True
    piece = text[opened.end() : at]
    for cut in once(r"\n+").finditer(piece):
        rest = piece[cut.end() :].lstrip()
        if (
            cut.end() - cut.start() > 2
            or once(r"(?:[-+•*]|\(?\d+(?:\.\d+)*[.)]|\(?\p{L}[.)]|[IVX]+\.)\s").match(rest)
            or piece[: cut.start()].rstrip().endswith((".", ":", ";"))
        ):
            return True
        if piece.count("\n") > 3:
            return True
    return False


def _unclosed(text: str, opened: regex.Match[str]) -> list[Quote]:
    limit = min(len(text), opened.end() + LONGEST)
    end = text.find("\n", opened.end(), limit)
    end = limit if end < 0 else end
    stop = _STOP.search(text, opened.end(), end)
    end = stop.start() if stop else end
    if 0 < end - opened.end() <= 250:
        return [Quote(opened.end(), end, opened.start(), end, closed=False)]
    return []


def _trim(text: str, q: Quote) -> Quote:
    start, end = q.start, q.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;"):
        end -= 1
    return Quote(start, end, q.outer_start, q.outer_end, q.closed)
