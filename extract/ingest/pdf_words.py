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
    textpage: Any, height: float, fonts: Fonts, left: float = 0.0, bottom: float = 0.0
) -> tuple[list[Word], int]:
    """Words of a text page in stream order, and how many rotated ones were left out (marginal stamps).

    `left` and `bottom` are the origin of the page's box, which is subtracted.
    """
    raw = textpage.raw
    count = textpage.count_chars()
    get = pdfium.FPDFText_GetUnicode
    words: list[Word] = []
    rotated = 0
    start = 0
    letters: list[str] = []
    ox, oy = ctypes.c_double(), ctypes.c_double()
    matrix = pdfium.FS_MATRIX()

    def close(end: int) -> None:
        nonlocal rotated
        text = "".join(letters)
        if any(0xD800 <= ord(c) < 0xE000 for c in text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        pdfium.FPDFText_GetLooseCharBox(raw, start, _RECT)
        first_left = _RECT.left
        if end - 1 > start:
            pdfium.FPDFText_GetLooseCharBox(raw, end - 1, _RECT)
        last_right = _RECT.right
        pdfium.FPDFText_GetCharOrigin(raw, start, ox, oy)
        size = pdfium.FPDFText_GetFontSize(raw, start)
        if pdfium.FPDFText_GetMatrix(raw, start, matrix):
            if abs(matrix.b) > abs(matrix.a):
                rotated += 1
                return
            size *= (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
        bold, italic = fonts.look(raw, start, pdfium.FPDFText_GetTextObject(raw, start))
        if matrix.c > 0.15 * abs(matrix.d or 1.0):
            italic = True
        words.append(
            Word(
                text,
                first_left - left,
                max(last_right, first_left) - left,
                height - (oy.value - bottom),
                size or 1.0,
                bold,
                italic,
                len(words),
            )
        )

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
    return words, rotated


_BLANK = frozenset((0, 9, 10, 13, 32, 160, 0x2002, 0x2003, 0x2009, 0x3000))
_RECT = pdfium.FS_RECTF()


def _raise(words: list[Word]) -> None:
    """Superscripts get the baseline of the word they hang on."""
    for i in range(1, len(words)):
        w, before = words[i], words[i - 1]
        size = before.size if not before.raised else w.size / 0.65
        if w.size < 0.85 * size and 0.12 * size < before.base - w.base < 0.7 * size and -1 < w.x0 - before.x1 < size:
            w.base, w.raised = before.base, True
