"""A PDF page → words with their boxes: as few calls into PDFium a word as will do, none a character but its code."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

_SUBSTITUTE = {
    0xFFFE: "-",
    0x0002: "-",
}  # PDFium marks a hyphen at a line's end so; Vietnamese hyphens there are real ones


@dataclass(slots=True)
class Word:
    """One word; lengths in points, y grows downwards from the page's top. `order` is its place in the content stream."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    italic: bool
    order: int
    raised: bool = False  # a superscript

    @property
    def top(self) -> float:
        return self.base - 0.8 * self.size

    @property
    def bottom(self) -> float:
        return self.base + 0.22 * self.size


class Fonts:
    """Bold and italic of a font, by its name and flags; looked up once a font."""

    def __init__(self) -> None:
        self._seen: dict[int, tuple[bool, bool]] = {}
        self._buffer = ctypes.create_string_buffer(256)
        self._flags = ctypes.c_int()

    def look(self, page: Any, index: int, obj: Any) -> tuple[bool, bool]:
        font = pdfium.FPDFTextObj_GetFont(obj) if obj else None
        key = ctypes.addressof(font.contents) if font else 0
        if key and key in self._seen:
            return self._seen[key]
        n = pdfium.FPDFText_GetFontInfo(page, index, self._buffer, 256, self._flags)
        name = self._buffer.raw[: max(n - 1, 0)].decode("utf-8", "replace").lower() if 0 < n <= 256 else ""
        flags = self._flags.value
        bold = "bold" in name or "black" in name or "heavy" in name or bool(flags & 0x40000)
        if not bold and pdfium.FPDFText_GetFontWeight(page, index) >= 600:
            bold = True
        italic = "italic" in name or "oblique" in name or bool(flags & 0x40)
        if key:
            self._seen[key] = (bold, italic)
        return bold, italic


def page_words(
    textpage: Any, box: tuple[float, float, float, float], rotation: int, fonts: Fonts
) -> tuple[list[Word], int]:
    """Words of a text page in stream order, and how many that stand across the page were left out (marginal stamps).

    `box` is the page's box (left, bottom, right, top) in its own coordinates, `rotation` 0, 90, 180 or 270 degrees.
    """
    raw = textpage.raw
    count = textpage.count_chars()
    get = pdfium.FPDFText_GetUnicode
    words: list[Word] = []
    across = start = 0
    letters: list[str] = []
    ox, oy = ctypes.c_double(), ctypes.c_double()
    matrix = pdfium.FS_MATRIX()
    rect = pdfium.FS_RECTF()
    left, bottom, right, top = box

    def turn(x: float, y: float) -> tuple[float, float]:
        """A point of the page's own coordinates as it is seen, from the upper left corner."""
        if rotation == 90:
            return y - bottom, x - left
        if rotation == 180:
            return right - x, y - bottom
        if rotation == 270:
            return top - y, right - x
        return x - left, top - y

    def close(end: int) -> None:
        nonlocal across
        text = "".join(letters)
        if not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        pdfium.FPDFText_GetCharOrigin(raw, start, ox, oy)
        size = pdfium.FPDFText_GetFontSize(raw, start)
        a = b = 1.0
        if pdfium.FPDFText_GetMatrix(raw, start, matrix):
            a, b = (matrix.a, matrix.b) if rotation in (0, 180) else (matrix.b, matrix.a)
            size *= (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
            if abs(b) > abs(a):
                across += 1
                return
        pdfium.FPDFText_GetLooseCharBox(raw, start, rect)
        xs = [turn(rect.left, rect.bottom)[0], turn(rect.right, rect.top)[0]]
        if end - 1 > start:
            pdfium.FPDFText_GetLooseCharBox(raw, end - 1, rect)
            xs += [turn(rect.left, rect.bottom)[0], turn(rect.right, rect.top)[0]]
        bold, italic = fonts.look(raw, start, pdfium.FPDFText_GetTextObject(raw, start))
        if rotation == 0 and matrix.c > 0.15 * abs(matrix.d or 1.0):
            italic = True
        words.append(Word(text, min(xs), max(xs), turn(ox.value, oy.value)[1], size or 1.0, bold, italic, len(words)))

    for k in range(count):
        code = get(raw, k)
        if code in _BLANK:
            if letters:
                close(k)
                letters = []
            continue
        if not letters:
            start = k
        letters.append(_SUBSTITUTE.get(code) or (chr(code) if code <= 0x10FFFF else "\ufffd"))
    if letters:
        close(count)
    _raise(words)
    return words, across


_BLANK = frozenset((0, 9, 10, 13, 32, 160, 0x2002, 0x2003, 0x2009, 0x3000))


def _raise(words: list[Word]) -> None:
    """Superscripts get the baseline of the word they hang on."""
    for i in range(1, len(words)):
        w, before = words[i], words[i - 1]
        size = before.size if not before.raised else w.size / 0.65
        if w.size < 0.85 * size and 0.12 * size < before.base - w.base < 0.7 * size and -1 < w.x0 - before.x1 < size:
            w.base, w.raised = before.base, True
