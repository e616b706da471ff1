"""A PDF page → words with their boxes: as few calls into PDFium a word as will do, none a character but its code."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium
import regex

from extract.ingest.encodings import chart_of_font, repair
from extract.ingest.symbols import symbol

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
    glued: bool = False  # no space parts it from the word before
    piece: bool = (
        False  # a letter out of a word that was drawn out of order; its neighbours on the line tell where it belongs
    )

    @property
    def top(self) -> float:
        return self.base - 0.8 * self.size

    @property
    def bottom(self) -> float:
        return self.base + 0.22 * self.size


def _as_address(function: Any, *arguments: Any) -> Any:
    """A PDFium function whose pointers are taken as plain addresses: half the price where only their identity counts."""
    return ctypes.CFUNCTYPE(ctypes.c_void_p, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_text_object = _as_address(pdfium.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_int)
_font_of = _as_address(pdfium.FPDFTextObj_GetFont, ctypes.c_void_p)


class Fonts:
    """The fonts of a page, each looked up once a size; the key holds PDFium's address, which is good while its page is open."""

    def __init__(self) -> None:
        self._seen: dict[tuple[int, float], tuple[float, bool, bool]] = {}
        self._old: dict[int, str] = {}
        self.old: str | None = None  # name of the font last asked for, where it is of an old code table
        self._buffer = ctypes.create_string_buffer(256)
        self._flags = ctypes.c_int()
        self._matrix = pdfium.FS_MATRIX()

    def new_page(self) -> None:
        """Forget the addresses: another page's fonts may come to stand there."""
        self._seen.clear()
        self._old.clear()

    def __call__(self, raw: Any, index: int) -> tuple[float, bool, bool]:
        """(size in points as it is seen, bold, italic) of a character."""
        size = pdfium.FPDFText_GetFontSize(raw, index)
        obj = _text_object(raw, index)
        key = ((_font_of(obj) if obj else 0) or 0, size)
        found = self._seen.get(key)
        if found is None:
            found = self._measure(raw, index, size, key[0])
            # programs that write "size 1" carry the true one in a matrix, which may change from word to word
            if key[0] and size > 3:
                self._seen[key] = found
        self.old = self._old.get(key[0]) if self._old else None
        return found

    def _measure(self, raw: Any, index: int, size: float, font: int) -> tuple[float, bool, bool]:
        n = pdfium.FPDFText_GetFontInfo(raw, index, self._buffer, 256, self._flags)
        name = self._buffer.raw[: max(n - 1, 0)].decode("utf-8", "replace") if 0 < n <= 256 else ""
        if chart_of_font(name):
            self._old[font] = name
        name = name.lower()
        flags = self._flags.value
        bold = "bold" in name or "black" in name or "heavy" in name or bool(flags & 0x40000)
        bold = bold or pdfium.FPDFText_GetFontWeight(raw, index) >= 600
        italic = "italic" in name or "oblique" in name or bool(flags & 0x40)
        if pdfium.FPDFText_GetMatrix(raw, index, self._matrix):
            m = self._matrix
            size *= (m.c**2 + m.d**2) ** 0.5 or 1.0
            italic = italic or (m.b == 0 and m.c > 0.15 * abs(m.d or 1.0))
        return size or 1.0, bold, italic


def page_words(
    textpage: Any, box: tuple[float, float, float, float], rotation: int, fonts: Fonts
) -> tuple[list[Word], int]:
    """Words of a text page in stream order, and how many that stand across the page were left out (marginal stamps).

    `box` is the page's box (left, bottom, right, top) in its own coordinates, `rotation` 0, 90, 180 or 270 degrees.
    """
    raw = textpage.raw
    text = _page_text(raw, textpage.count_chars())
    words: list[Word] = []
    across = 0
    first, last = pdfium.FS_RECTF(), pdfium.FS_RECTF()
    loose, origin = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
    x, y = ctypes.c_double(), ctypes.c_double()
    left, _, _, top = box
    fonts.new_page()
    for found in _WORD.finditer(text):
        start, end = found.span()
        loose(raw, start, first)
        if end - start > 1:
            loose(raw, end - 1, last)
            low, high, right = last.bottom, last.top, last.right
        else:
            low, high, right = first.bottom, first.top, first.right
        # a word whose last letter stands clear above or below its first one runs across the page
        if rotation or low >= first.top or high <= first.bottom or (across and end - start == 1):
            word = _turned(
                raw, start, first, last if end - start > 1 else first, box, rotation, fonts, found[0], len(words)
            )
            if word is None:
                across += 1
            else:
                words.append(word)
            continue
        size, bold, italic = fonts(raw, start)
        shown = _from_old(found[0], fonts.old) if fonts.old else found[0]
        origin(raw, start, x, y)
        x0 = x.value - left  # the pen's place: the box of a letter with marks may reach out further
        before = words[-1] if words else None
        if (
            before is not None
            and -0.5 * size < x0 - before.x1 < 0.08 * size
            and abs(top - y.value - before.base) < 0.1 * size
        ):
            # PDFium puts a space where the font changes inside a word
            glued = pdfium.FPDFText_IsGenerated(raw, start - 1) == 1
        else:
            glued = False
        if right < first.right:  # letters of another font were drawn after the rest of the word
            words += _letters(raw, start, found[0], box, (size, bold, italic), len(words))
            continue
        word = Word(shown, x0, max(right - left, x0), top - y.value, size, bold, italic, len(words), glued=glued)
        words.append(word)
        ends = word.text[-1] in _DIGITS or word.text[0] in _DIGITS
        mixed = _MIXED.fullmatch(word.text) if ends and len(shown) == end - start else None
        if mixed:
            head, tail = (1, 2) if mixed[1] else (3, 4)
            cut = start + mixed.end(head)
            loose(raw, cut, last)
            size, bold, italic = fonts(raw, cut)
            if abs(size - word.size) > 0.15 * max(size, word.size):  # a mark grown together with its word
                origin(raw, cut, x, y)
                words.append(
                    Word(
                        mixed[tail],
                        last.left - left,
                        word.x1,
                        top - y.value,
                        size,
                        bold,
                        italic,
                        len(words),
                        glued=True,
                    )
                )
                word.text, word.x1 = mixed[head], last.left - left
    for w in words:
        if w.text.isascii():
            continue
        if "\ufffe" in w.text or "\x02" in w.text:
            w.text = w.text.replace("\ufffe", "-").replace("\x02", "-")  # PDFium's sign for a hyphen at a line's end
        if len(w.text) == 1 and "\ue000" <= w.text <= "\uf8ff":
            w.text = symbol(ord(w.text), None)  # a bullet out of a symbol font
    _raise(words)
    return words, across


def _page_text(raw: Any, count: int) -> str:
    """All characters of a page, one code point a character of PDFium, so that places in it are PDFium's indexes."""
    buffer = (ctypes.c_ushort * (count + 1))()
    got = pdfium.FPDFText_GetText(raw, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(got - 1, 0)].decode("utf-16-le", "surrogatepass")
    if len(text) == count and "\x02" not in text:
        return text
    # characters without a code are left out of that text, and wide ones take two places: ask for each
    codes = (pdfium.FPDFText_GetUnicode(raw, k) for k in range(count))
    return "".join(
        " " if c < 32 and c != 2 else chr(c) if c <= 0x10FFFF and not 0xD800 <= c < 0xE000 else "\ufffd" for c in codes
    )


def _turned(
    raw: Any,
    start: int,
    first: Any,
    last: Any,
    box: tuple[float, float, float, float],
    rotation: int,
    fonts: Fonts,
    text: str,
    order: int,
) -> Word | None:
    """A word of a page that is shown turned, as it is seen; None where it still runs across the page then."""
    left, bottom, right, top = box

    def turn(x: float, y: float) -> tuple[float, float]:
        if rotation == 90:
            return y - bottom, x - left
        if rotation == 180:
            return right - x, y - bottom
        if rotation == 270:
            return top - y, right - x
        return x - left, top - y

    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    if pdfium.FPDFText_GetMatrix(raw, start, matrix):
        along, athwart = (matrix.a, matrix.b) if rotation in (0, 180) else (matrix.b, matrix.a)
        if abs(athwart) > abs(along):
            return None
    pdfium.FPDFText_GetCharOrigin(raw, start, x, y)
    xs = [turn(r.left, r.bottom)[0] for r in (first, last)] + [turn(r.right, r.top)[0] for r in (first, last)]
    size, bold, italic = fonts(raw, start)
    return Word(
        _from_old(text, fonts.old) if fonts.old else text,
        min(xs),
        max(xs),
        turn(x.value, y.value)[1],
        size,
        bold,
        italic,
        order,
    )


def _from_old(text: str, font: str) -> str:
    # PDFium takes byte AD for a soft hyphen; in TCVN3 it is the letter ư
    return repair(text.replace("\ufffe", "\xad").replace("\x02", "\xad"), font)


def _letters(
    raw: Any, start: int, text: str, box: tuple[float, float, float, float], look: tuple[float, bool, bool], order: int
) -> list[Word]:
    """Each letter of a word on its own, for the line to put in order."""
    rect, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    out = []
    for i, letter in enumerate(text):
        pdfium.FPDFText_GetLooseCharBox(raw, start + i, rect)
        pdfium.FPDFText_GetCharOrigin(raw, start + i, x, y)
        out.append(
            Word(letter, rect.left - box[0], rect.right - box[0], box[3] - y.value, *look, order + i, piece=True)
        )
    return out


_WORD = regex.compile(r"[^\s\x00]+")
_DIGITS = frozenset("0123456789]")
#: letters and a number without a space between: where their sizes differ, one is a superscript (luật1, m2, 1Luật)
_MIXED = regex.compile(r"(.*[^\d\s.,/:-])(\[?\d{1,3}\]?)|(?=\d)(\d{1,3})(\p{L}.*)")


def _raise(words: list[Word]) -> None:
    """Superscripts get the baseline of the word they hang on: the one before, or at a note's beginning the one behind."""
    for i in range(1, len(words)):
        before, w = words[i - 1], words[i]
        if before.raised and -1 < w.x0 - before.x1 < 0.08 * w.size and not w.glued:
            w.glued = abs(w.base - before.base) < 0.1 * w.size
        if before.base == w.base:
            continue
        if not before.raised and _above(w, before) and -1 < w.x0 - before.x1 < before.size:
            w.glued = w.x0 - before.x1 < 0.12 * before.size
            w.base, w.raised = before.base, True
        elif not before.raised and _above(before, w) and -1 < w.x0 - before.x1 < w.size:
            before.base, before.raised = w.base, True


def _above(w: Word, other: Word) -> bool:
    return w.size < 0.85 * other.size and 0.12 * other.size < other.base - w.base < 0.7 * other.size
