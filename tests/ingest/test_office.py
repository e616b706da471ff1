"""Old Word, RTF and OpenDocument files through LibreOffice, and what happens without it."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from extract.ingest import IngestError, read_bytes
from extract.ingest.limits import DEFAULT, use
from extract.ingest.programs import run


def escaped(text: str) -> bytes:
    return "".join(c if c < "\x80" else f"\\u{ord(c)}?" for c in text).encode("ascii")


def rtf(body: bytes, fonts: bytes = b"{\\f0 Times New Roman;}") -> bytes:
    return b"{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl" + fonts + b"}\n" + body + b"\\par}"


def texts(data: bytes) -> list[str]:
    return [b.text for b in read_bytes(data, "a.rtf").blocks if b.text]


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_rich_text():
    assert texts(rtf(escaped("Kế hoạch kiểm tra năm 2024"))) == ["Kế hoạch kiểm tra năm 2024"]


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_old_fonts_inside_rich_text():
    from extract.ingest.encodings import to_chart

    fonts = b"{\\f0 Times New Roman;}{\\f1 .VnTime;}{\\f2 .VnTimeH;}{\\f3 VNI-Times;}"
    body = b"\\f1 " + b"".join(
        b"\\'%02x" % c if c > 127 else bytes([c]) for c in to_chart("Tổ chức thực hiện", "tcvn3").encode("latin-1")
    )
    body += b"\\par\\f2 " + b"".join(
        b"\\'%02x" % c if c > 127 else bytes([c]) for c in to_chart("kế hoạch", "tcvn3").encode("latin-1")
    )
    body += b"\\par\\f3 " + b"".join(
        b"\\'%02x" % c if c > 127 else bytes([c]) for c in to_chart("Kiểm tra", "vni").encode("latin-1")
    )
    assert texts(rtf(body, fonts)) == ["Tổ chức thực hiện", "KẾ HOẠCH", "Kiểm tra"]


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_several_at_once():
    files = [rtf(escaped(f"Kế hoạch số {i}")) for i in range(3)]
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(texts, files)) == [[f"Kế hoạch số {i}"] for i in range(3)]


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_a_conversion_that_takes_too_long_is_stopped():
    with use(DEFAULT.replace(seconds=0.05)), pytest.raises(IngestError) as caught:
        texts(rtf(b"x"))
    assert caught.value.code == "office-timeout"


def test_without_libreoffice(monkeypatch):
    monkeypatch.setenv("KEHOACH_NO_OFFICE", "1")
    with pytest.raises(IngestError) as caught:
        texts(rtf(b"x"))
    assert caught.value.code == "office-missing"
    assert "apt-get install libreoffice-writer" in caught.value.remedy


def test_a_locked_word_file_is_told_by_its_header():
    data = bytearray(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"\xec\xa5" + bytes(600) + "WordDocument".encode("utf-16-le")
    )
    data[523] = 1
    with pytest.raises(IngestError) as caught:
        read_bytes(bytes(data), "a.doc")
    assert caught.value.code == "encrypted"


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="there is no shell here")
def test_a_program_that_hangs_is_ended_with_its_children():
    with pytest.raises(TimeoutError):  # a child left alive would hold the pipe open
        run(["/bin/sh", "-c", "sleep 60 & sleep 60"], 0.3)
