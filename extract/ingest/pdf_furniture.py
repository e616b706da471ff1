"""What a page carries that is not the document: running heads and feet, page numbers, stamps of digital signatures."""

from __future__ import annotations

import regex

from extract.ingest.pdf_lines import Line
from extract.ingest.pdf_words import Word

_NUMBER = regex.compile(r"(?i)\s*(?:[-–—]\s*)?(?:trang|page)?\s*\d{1,4}(?:\s*/\s*\d{1,4})?(?:\s*[-–—])?\s*")
_DIGITS = regex.compile(r"\d+")
#: what signing programs print into the visible field: the signer, the office, the hour
_STAMP = regex.compile(
    r"(?i)\s*(?:ký bởi|được ký bởi|người ký|ngày ký|thời gian ký|signature (?:not verified|valid)|digitally signed|signed by|signing (?:date|time))\b"
)
_STAMP_MORE = regex.compile(r"(?i)\s*(?:email|cơ quan|tổ chức|chức vụ|đơn vị|date|reason|location|ngày|giờ)\s*:")


def running(pages: list[list[Line]], heights: list[float]) -> set[tuple[int, int]]:
    """(page, line) of lines that are no part of the text, both counted from 0.

    A line is one where it stands in the outer eighth of the page, alone on its band, and is a page number; or where the same
    words (numbers apart) stand at the same height on at least two pages and on half of the document's.
    """
    out: set[tuple[int, int]] = set()
    seen: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for p, lines in enumerate(pages):
        height = heights[p] or 842.0
        order = sorted(range(len(lines)), key=lambda i: lines[i].base)
        for i in dict.fromkeys(order[:3] + order[-3:]):
            line = lines[i]
            edge = line.base < height / 8 or line.base > height * 7 / 8
            if not edge:
                continue
            if _NUMBER.fullmatch(line.text) and line.column is None and i in (order[0], order[-1]):
                out.add((p, i))
                continue
            key = (_DIGITS.sub("#", line.text).strip().lower(), round(line.base / 6))
            seen.setdefault(key, []).append((p, i))
    for places in seen.values():
        if len({p for p, _ in places}) >= max(2, (len(pages) + 1) // 2):
            out |= set(places)
    return out


def without_stamps(words: list[Word]) -> list[Word]:
    """Words without the text of digital signature fields that a printer burnt into the page.

    A field is a run of small lines one under the other, one of which names the signer or the hour of signing.
    """
    if not any(w.text.lower().rstrip(":") in ("ký", "signature", "digitally", "signed", "signing") for w in words):
        return words
    lines: list[list[Word]] = []
    for w in words:  # the content stream keeps a field together
        last = lines[-1][-1] if lines else None
        if last is not None and abs(last.base - w.base) < 2 and -2 < w.x0 - last.x1 < 2 * w.size:
            lines[-1].append(w)
        else:
            lines.append([w])
    drop: set[int] = set()
    texts = [" ".join(w.text for w in ln) for ln in lines]
    for i, text in enumerate(texts):
        if not _STAMP.match(text) or lines[i][0].size > 11.5:
            continue
        hits = [
            j
            for j in range(max(i - 4, 0), min(i + 5, len(lines)))
            if _STAMP.match(texts[j]) or _STAMP_MORE.match(texts[j])
        ]
        if ":" not in text and len(hits) < 2:
            continue
        drop.add(i)
        for step in (1, -1):
            j = i + step
            while 0 <= j < len(lines) and abs(j - i) <= 6 and _same_field(lines[j], lines[j - step]):
                drop.add(j)
                j += step
    gone = {w.order for i in drop for w in lines[i]}
    return [w for w in words if w.order not in gone]


def _same_field(line: list[Word], beside: list[Word]) -> bool:
    a, b = line[0], beside[0]
    return (
        abs(a.size - b.size) < 0.6
        and a.size < 11.5
        and abs(a.x0 - b.x0) < 4
        and 0 < abs(a.base - b.base) < 1.8 * a.size
    )
