"""Plain text → blocks: one block a visual line, blank lines kept as empty blocks, form feeds as page breaks."""

from __future__ import annotations

import codecs

import regex

from extract.ingest import encodings
from extract.ingest.base import Block, IngestError, Source, SourceWarning

# UTF-32 stands before UTF-16 because its little-endian mark begins with that of UTF-16
_MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
# the ends of lines of all systems; U+0085, U+2028 and the separators 1C–1E, which str.splitlines takes too, stay in the text
_LINE_END = regex.compile(r"\r\n|\r|\n|\u2028|\u2029|\v")
_PAGE_NUMBER = regex.compile(r"\s*(?:-\s*|–\s*|[Tt]rang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?(?:\s*[-–])?\s*")


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of its line ends, blanks and digits is zero, always on the same side."""
    head = data[:4000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * 10 < len(head) // 2:  # Vietnamese text has about a third of its characters above U+00FF
        return None
    if even == 0 or odd > 20 * even:
        return "utf-16-le"
    if odd == 0 or even > 20 * odd:
        return "utf-16-be"
    return None


def decode(data: bytes) -> tuple[str, str, bool]:
    """Bytes → (text, encoding, clean). Not clean: some bytes had no reading and stand as U+FFFD."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(name, "replace")
            return text, name, "\ufffd" not in text
    guess = _unmarked_utf16(data)
    if guess:
        text = data.decode(guess, "replace")
        return text, guess, "\ufffd" not in text
    try:
        return data.decode("utf-8"), "utf-8", True
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace"), "utf-8", False


def is_binary(text: str) -> bool:
    """True where so many control characters stand in the text that it cannot be text of any encoding."""
    head = text[:8000]
    odd = sum(1 for c in head if (c < " " and c not in "\t\n\v\f\r\x1b") or c == "\ufffd")
    return odd * 10 > len(head)


def text_of(data: bytes, source: Source, fonts: bool = False) -> str:
    """Decode for a reader: sets a warning where bytes were lost. With `fonts`, names of fonts in the text tell later which
    of its pieces are in an old code table, and these are left as they are. Raises IngestError `unsupported-format` for binary data."""
    text, encoding, clean = decode(data)
    if encoding == "utf-8" and fonts:
        if not clean:
            text = encodings.bytewise(data)
    elif encoding == "utf-8":
        text, encoding = encodings.decode(data)  # the old code tables, and what was saved through one of them
        clean = encoding != "utf-8?"
    if is_binary(text):
        raise IngestError(
            "unsupported-format",
            "the file is neither text nor of a format that is read here.",
            "Save it as .docx, .pdf or UTF-8 text.",
        )
    if not clean:
        source.warnings.append(SourceWarning("undecodable-bytes", "some bytes are no UTF-8 and stand as U+FFFD"))
    return text


def read_text(data: bytes, source: Source) -> None:
    """One wrapped block a line. Where form feeds part the pages, blocks carry the page and lone page numbers are dropped."""
    pages = text_of(data, source).split("\f")
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    paged = len(pages) > 1
    for number, page in enumerate(pages, 1):
        lines = _LINE_END.split(page)
        if paged:
            lines = _without_page_number(lines)
            source.pages = len(pages)
        elif lines and not lines[-1]:
            lines.pop()
        source.blocks += [
            Block(
                line, page=number if paged else None, wrapped=True, indent=float(len(line) - len(line.lstrip())) or None
            )
            for line in lines
        ]


def _without_page_number(lines: list[str]) -> list[str]:
    """Drop a lone page number that is the first or last line of a page, with the blank lines around it."""
    filled = [i for i, line in enumerate(lines) if line.strip()]
    for i in {filled[0], filled[-1]} if filled else ():
        if _PAGE_NUMBER.fullmatch(lines[i]):
            lines[i] = ""
    filled = [i for i, line in enumerate(lines) if line.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else []
