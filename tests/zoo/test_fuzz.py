"""Any bytes give a record that fits the schema, or a refusal with a code and a way out. Bounded in number and the same in every run."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.batch.inputs import Item
from extract.batch.worker import Job, convert
from extract.ingest.limits import Limits
from extract.pipeline import extract_source
from extract.record import Record
from tests.batch.plans import PLAN
from tests.ingest import plan
from tests.ingest.build import font
from tests.ingest.test_containers import mail, packed
from tests.zoo import pdfs

LIMITS = Limits(file_mb=4, unpacked_mb=16, pages=50, characters=500_000)
TEXT = PLAN.format(number=3, day=9).encode()
BOUNDED = settings(
    max_examples=25, deadline=timedelta(seconds=20), derandomize=True, database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip


@pytest.fixture(autouse=True)
def _no_programs(monkeypatch):
    # what the system programs do with rubbish is theirs; here it is our own code that is looked at
    monkeypatch.setenv("KEHOACH_NO_OCR", "1")
    monkeypatch.setenv("KEHOACH_NO_OFFICE", "1")


def ends_well(data: bytes) -> None:
    """Convert bytes as the batch does and look at what comes out."""
    results = convert(Job(Item("thử.bin", len(data)), None, "test", "{}", LIMITS, data=data))
    for result in results:
        entry = result.entry
        assert entry.outcome in ("done", "partial", "quarantined")
        assert entry.code != "internal-error", entry.message
        if entry.outcome == "quarantined":
            assert entry.code
            assert entry.remedy
        elif entry.code != "container":
            assert result.record is not None
            record = Record.model_validate_json(result.record)
            for item in record.deadlines:
                assert record.text[item.start : item.end] == item.text


def changed(data: bytes, changes: list[tuple[int, int, int]]) -> bytes:
    """Bytes with some overwritten, cut out or doubled."""
    out = bytearray(data)
    for at, how, value in changes:
        at %= max(len(out), 1)
        if how == 0:
            out[at : at + 1] = bytes([value])
        elif how == 1:
            del out[at : at + value]
        elif how == 2:
            out[at:at] = out[max(at - value, 0) : at]
        else:
            out[at:at] = bytes([value]) * value
    return bytes(out)


CHANGES = st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 3), st.integers(0, 255)), min_size=1, max_size=12)
_STARTS = [b"", b"PK\x03\x04", b"%PDF-1.7\n", b"{\\rtf1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", b"From: a\nDate: b\nMIME-Version: 1.0\n\n", b"\x89PNG\r\n\x1a\n"]  # fmt: skip


@BOUNDED
@given(start=st.sampled_from(_STARTS), data=st.binary(max_size=3000))
def test_any_bytes(start, data):
    ends_well(start + data)


@BOUNDED
@given(text=st.text(max_size=2000))
def test_any_text(text):
    ends_well(text.encode("utf-8", "surrogatepass"))


@BOUNDED
@given(words=st.lists(st.sampled_from(["KẾ HOẠCH", "I.", "1.", "a)", "-", "\n", "trước ngày", "31/02/2024", "Sở Y tế", "giao", "chủ trì", "|", "\t", "“", "%", "đạt 95", "./.", "Nơi nhận:", "TM.", "\u0301", "\x00", "\u202e", "Điều 5", "quý V"]), max_size=150))  # fmt: skip
def test_any_order_of_what_plans_are_made_of(words):
    ends_well(" ".join(words).encode())


@BOUNDED
@given(changes=CHANGES)
@pytest.mark.parametrize(
    "make", [plan.as_docx, plan.as_html, plan.as_markdown, lambda: TEXT], ids=["docx", "html", "md", "txt"]
)
def test_damaged_plans(make, changes):
    ends_well(changed(make(), changes))


@BOUNDED
@given(changes=CHANGES)
def test_damaged_xml_inside_a_sound_package(changes):
    with zipfile.ZipFile(io.BytesIO(plan.as_docx())) as z:
        parts = {n: z.read(n) for n in z.namelist()}
    name = sorted(parts)[changes[0][0] % len(parts)]
    parts[name] = changed(parts[name], changes)
    ends_well(packed(*parts.items()))


@BOUNDED
@given(changes=CHANGES, pick=st.integers(0, 3))
def test_damaged_pdf(changes, pick):
    made = [pdfs.simple(), pdfs.simple(pack=True), pdfs.circular_form(), pdfs.many_pages(5)][pick]
    ends_well(changed(made, changes))


@settings(BOUNDED, max_examples=5)
@given(changes=CHANGES)
@pytest.mark.skipif(font() is None, reason="no TrueType font with Vietnamese letters is here")
def test_damaged_pdf_of_a_plan(changes):
    ends_well(changed(_pdf(), changes))


@lru_cache(maxsize=1)
def _pdf() -> bytes:
    return plan.as_pdf()


@BOUNDED
@given(changes=CHANGES, which=st.booleans())
def test_damaged_containers(changes, which):
    files = (("a.txt", TEXT), ("b.docx", plan.as_docx()))
    ends_well(changed(mail(*files) if which else packed(*files), changes))


def test_the_record_of_a_source_without_blocks_fits_the_schema():
    from extract.ingest import Source

    record = extract_source(Source("x", "text/plain", "0" * 64, 0, "text", []))
    assert Record.model_validate_json(record.to_json()) == record
