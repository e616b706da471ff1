"""Files that were damaged on their way: every one is read or refused with a reason, none ends in another error."""

from __future__ import annotations

import random

import pytest

from extract.ingest import IngestError, read_bytes
from tests.ingest import plan
from tests.ingest.build import font

FORMATS = {
    "text": plan.as_text,
    "docx": plan.as_docx,
    "pdf": plan.as_pdf,
    "html": plan.as_html,
    "markdown": plan.as_markdown,
}


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with some changed, cut out, doubled, or the end missing."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 10)):
        at, how = chance.randrange(len(out)), chance.random()
        if how < 0.5:
            out[at] = chance.randrange(256)
        elif how < 0.7:
            del out[at : at + chance.randint(1, 60)]
        elif how < 0.9:
            out[at:at] = out[max(0, at - 40) : at]
        else:
            out = out[: max(50, at)]
    return bytes(out)


def outcome(data: bytes) -> str:
    """ "read", or the code of the refusal; any other error comes through."""
    try:
        source = read_bytes(data, "x")
    except IngestError as error:
        return error.code if error.remedy else "no remedy"
    return "read" if all(isinstance(b.text, str) for b in source.blocks) else "no text"


CODES = {
    "read",
    "empty-file",
    "unsupported-format",
    "encrypted",
    "broken-file",
    "hostile-xml",
    "nesting",
    "too-many-pages",
    "no-text",
}


@pytest.mark.parametrize("name", FORMATS)
def test_damaged_files_are_read_or_refused(name):
    if name == "pdf" and font() is None:
        pytest.skip("no TrueType font with Vietnamese letters is here")
    data, chance = FORMATS[name](), random.Random(name)
    assert {outcome(damaged(data, chance)) for _ in range(120)} <= CODES


def test_a_beginning_of_any_length():
    word, page = plan.as_docx(), plan.as_html()
    assert {outcome(x[:cut]) for x in (word, page) for cut in range(0, 1200, 37)} <= CODES
