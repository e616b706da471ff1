"""Whether a PDF page's text layer can be trusted, or the page must be recognised from its picture."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium
import regex

from extract.ingest.pdf_words import Word
from extract.ingest.vietnamese import vietnamese_share

#: pages of good Vietnamese measure 0.95 and more, mojibake and broken character maps 0.05 to 0.35, English about 0.1
USABLE = 0.6
_FEW_WORDS = 15
_NO_TEXT = regex.compile(r"[\ufffd\ufffe\uffff\p{Co}\p{Cn}\p{Cc}]")


def text_share(words: list[Word]) -> float:
    """How Vietnamese a page's words are, 0 to 1; characters that are no text count against it."""
    text = " ".join(w.text for w in words)
    bad = len(_NO_TEXT.findall(text))
    return vietnamese_share(text) * (1 - min(3 * bad / max(len(text), 1), 1.0))


def needs_recognition(page: Any, words: list[Word]) -> bool:
    """True where the page shows a picture instead of text, or where its text is rubbish."""
    if len(words) < _FEW_WORDS:
        return image_share(page) > (0.4 if words else 0.1)
    return text_share(words) < USABLE


def image_share(page: Any) -> float:
    """The part of the page that its largest picture covers; pages drawn as outlines alone count as pictures."""
    left, right, low, high = (ctypes.c_float() for _ in range(4))
    width, height = page.get_size()
    best, paths = 0.0, 0
    stack = [(page.raw, pdfium.FPDFPage_CountObjects(page.raw), pdfium.FPDFPage_GetObject, 0)]
    seen = 0
    while stack:
        parent, count, get, depth = stack.pop()
        for i in range(min(count, 20_000 - seen)):
            seen += 1
            obj = get(parent, i)
            kind = pdfium.FPDFPageObj_GetType(obj)
            if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 4:
                inner = pdfium.FPDFFormObj_CountObjects(obj)
                stack.append((obj, inner, pdfium.FPDFFormObj_GetObject, depth + 1))
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE and pdfium.FPDFPageObj_GetBounds(obj, left, low, right, high):
                if depth:
                    best = max(best, 0.5)  # its place is told in the form's own measure
                area = max(min(right.value, width) - max(left.value, 0), 0) * max(
                    min(high.value, height) - max(low.value, 0), 0
                )
                best = max(best, area / max(width * height, 1.0))
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                paths += 1
    return max(best, 1.0 if paths > 400 else 0.0)  # letters turned into curves make hundreds of paths
