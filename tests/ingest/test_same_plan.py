"""One plan in five formats gives one text: the readers' work seen from behind the text step."""

from __future__ import annotations

import pytest

from extract.ingest import read_bytes
from extract.text.canonical import canonicalise
from tests.ingest import plan
from tests.ingest.build import font

FORMATS = {
    "text": plan.as_text,
    "docx": plan.as_docx,
    "pdf": plan.as_pdf,
    "html": plan.as_html,
    "markdown": plan.as_markdown,
}


@pytest.mark.parametrize("reader", FORMATS)
def test_every_format_gives_the_same_lines(reader):
    if reader == "pdf" and font() is None:
        pytest.skip("no TrueType font with Vietnamese letters is here")
    source = read_bytes(FORMATS[reader](), "plan")
    assert source.reader == reader
    assert canonicalise(source).text.split("\n") == plan.expected()


@pytest.mark.parametrize("reader", ["docx", "pdf", "html", "markdown"])
def test_tables_are_rows_of_one_table_with_a_head(reader):
    if reader == "pdf" and font() is None:
        pytest.skip("no TrueType font with Vietnamese letters is here")
    rows = [b for b in read_bytes(FORMATS[reader](), "plan").blocks if b.kind == "row"]
    assert [[c.text for c in b.cells] for b in rows] == plan.TABLE
    assert [b.header_row for b in rows] == [True, False, False]
