"""Code tables from before Unicode: told by the font's name where there is one, by the text itself where there is none.

>>> repair("KÕ ho¹ch", ".VnTime")
'Kế hoạch'
>>> repair("Keá hoaïch", "VNI-Times")
'Kế hoạch'
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from typing import Any

from extract.ingest.base import Block
from extract.ingest.vietnamese import vietnamese_share

_TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")

#: font name → code table. Source: the naming of the font families themselves (ABC: .Vn…; VNI-…; VPS …)
_FONTS = [
    (re.compile(r"^\.?vn(?!i)[a-z0-9 ]*h$", re.I), "tcvn3-capitals"),
    (re.compile(r"^\.vn", re.I), "tcvn3"),
    (
        re.compile(r"^vn(?:3d|arial|avant|book|black|century|clarendon|cooper|courier|helve|time|univers)", re.I),
        "tcvn3",
    ),
    (re.compile(r"^vni[- ]", re.I), "vni"),
    (re.compile(r"^vps[ _-]", re.I), "vps"),
    (re.compile(r"^(?:vi ?|visc|hoang|minh ?quan|phuong ?thao|unhoai)", re.I), "viscii?"),
]


@lru_cache(maxsize=1)
def _charts() -> dict[str, dict[str, str]]:
    import yaml

    return yaml.safe_load(files("extract.lexicon").joinpath("legacy_encodings.yaml").read_text("utf-8"))


@lru_cache(maxsize=8)
def letters(name: str) -> dict[str, str]:
    """Unicode letter → what stands for it, as a string of code points below 256."""
    out: dict[str, str] = {}
    for base, row in _charts()[name].items():
        for tone, code in zip(_TONES, row.split(), strict=False):
            if code == "--":
                continue
            raw = bytes.fromhex(code).decode("latin-1") if name in ("vps", "viscii") else code
            out[unicodedata.normalize("NFC", base + tone)] = raw
    return out


@lru_cache(maxsize=8)
def _reader(name: str) -> tuple[Any, dict[str, str]]:
    back = {raw: letter for letter, raw in letters(name).items() if raw != letter}
    # longest first: in VNI a mark follows its letter
    pattern = re.compile("|".join(re.escape(raw) for raw in sorted(back, key=len, reverse=True)))
    return pattern, back


def from_chart(text: str, name: str) -> str:
    """Text as one code table has it (bytes shown as ISO 8859-1 or windows-1252) → Unicode, NFC. `name`: tcvn3, tcvn3-capitals, vni, vps, viscii."""
    chart = "tcvn3" if name.startswith("tcvn3") else name
    pattern, back = _reader(chart)
    as_bytes = _as_latin(text)
    out = pattern.sub(lambda m: back[m.group()], as_bytes)
    if name == "tcvn3-capitals":
        out = out.upper()
    return unicodedata.normalize("NFC", out)


def to_chart(text: str, name: str) -> str:
    """The other way round, for tests and for making samples; a letter that the table lacks is written small where that exists."""
    table = letters(name)
    return "".join(table.get(c, table.get(c.lower(), c)) for c in unicodedata.normalize("NFC", text))


def _as_latin(text: str) -> str:
    # what was read as windows-1252 has its 0x80–0x9F as typographic marks: back to the byte
    return "".join(_WINDOWS.get(c, c) for c in text)


_WINDOWS = {bytes([b]).decode("cp1252"): chr(b) for b in range(0x80, 0xA0) if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_QUOTES = {0x93: "“", 0x94: "”", 0x91: "‘", 0x92: "’", 0x96: "–", 0x97: "—", 0x85: "…", 0x95: "•"}


def _restore_marks(text: str, chart: str) -> str:
    # TCVN3 and VNI leave 0x80–0x9F to Windows' typographic marks; VPS and VISCII use them for letters
    return text if chart in ("vps", "viscii") else text.translate(_QUOTES)


# ABCDEF+.VnTime,Bold: what PDF puts before and behind a font's own name (ISO 32000-1, 9.6.4)
_DRESSED = re.compile(r"^[A-Z]{6}\+|(?i:(?:[,-]\s?| )?(?:bold|italic|oblique|regular|normal|mt)+)+$")


@lru_cache(maxsize=1024)
def chart_of_font(font: str | None) -> str | None:
    """The code table that a font's name promises; a "?" at the end says that the text must confirm it."""
    if not font:
        return None
    name = _DRESSED.sub("", _DRESSED.sub("", font.strip()))
    for pattern, chart in _FONTS:
        if pattern.search(name):
            return chart
    return None


_SUSPECT = re.compile(r"[\x80-\xff]")
_MODERN = re.compile(r"[ăđĩũơưĂĐĨŨƠƯ\u0300-\u0323\u1ea0-\u1ef9]")


def repair(text: str, font: str | None = None) -> str:
    """One run of text with its font's name → Unicode. Text that is Unicode already comes back as it is."""
    chart = chart_of_font(font)
    if chart is None:
        return text
    if _MODERN.search(text):
        return _through_1258(text, chart)
    if chart.endswith("?"):
        return repair_by_content(text)
    if chart != "tcvn3-capitals" and not _SUSPECT.search(_as_latin(text)):
        return text
    return _restore_marks(from_chart(text, chart), chart)


def _through_1258(text: str, chart: str) -> str:
    """Unicode typed in an old font is Unicode; but bytes shown through windows-1258 look like it and are not."""
    try:
        raw = text.encode("cp1258").decode("latin-1")
    except UnicodeEncodeError:
        return text
    read = _restore_marks(from_chart(raw, chart.rstrip("?")), chart)
    return read if vietnamese_share(read) > vietnamese_share(text) + 0.3 else text


def repair_runs(runs: list[tuple[str, str | None]]) -> list[str]:
    """The runs of one paragraph as (text, font) → their texts in Unicode.

    A VNI letter may be cut from its mark at the end of a run; the mark goes to its letter first.
    """
    texts = [text for text, _ in runs]
    for i in range(1, len(runs)):
        if chart_of_font(runs[i - 1][1]) == chart_of_font(runs[i][1]) == "vni" and texts[i - 1][-1:].isalpha():
            mark = _VNI_MARKS.match(texts[i])
            if mark:
                texts[i - 1] += mark[0]
                texts[i] = texts[i][mark.end() :]
    return [repair(text, font) for text, (_, font) in zip(texts, runs, strict=True)]


# what may follow a letter in VNI but begins none: the tone marks and hats of its chart
_VNI_MARKS = re.compile(
    "[\xf8\xf9\xfb\xf5\xef\xe2\xe1\xe0\xe5\xe3\xe4\xea\xe9\xe8\xfa\xfc\xeb\xd8\xd9\xdb\xd5\xcf\xc2\xc1\xc0\xc5\xc3\xc4\xca\xc9\xc8\xda\xdc\xcb]"
)


def repair_blocks(blocks: list[Block]) -> None:
    """Blocks whose text is that of an old code table though no font says so become Unicode, in place."""
    doubtful = [b for b in blocks if _SUSPECT.search(_as_latin(b.text)) and not _MODERN.search(b.text)]
    charts: dict[str, int] = {}
    for b in doubtful:
        chart = _chart_by_content(b.text)
        if chart:
            charts[chart] = charts.get(chart, 0) + len(b.text)
            _recode(b, chart)
    if not charts:
        return
    chart = max(charts, key=lambda c: charts[c])
    for b in doubtful:  # lines too short to judge alone go with the rest of the document
        text = b.text
        if _SUSPECT.search(_as_latin(text)) and not _MODERN.search(text):
            read = from_chart(text, chart)
            if vietnamese_share(read) > vietnamese_share(text) + 0.2:
                _recode(b, chart)


def _recode(block: Block, chart: str) -> None:
    def read(text: str) -> str:
        return _restore_marks(from_chart(text, chart), chart)

    prefix = len(read(block.text[: block.bold_prefix]))
    block.text = read(block.text)
    block.bold_prefix = min(prefix, len(block.text))
    for cell in block.cells:
        cell.text = read(cell.text)


def repair_by_content(text: str, least: float = 0.75) -> str:
    """Text without a font's name: the code table under which it is Vietnamese, if one is clearly better than none."""
    chart = _chart_by_content(text, least)
    return _restore_marks(from_chart(text, chart), chart) if chart else text


def _chart_by_content(text: str, least: float = 0.75) -> str | None:
    if len(text) < 8 or not _SUSPECT.search(_as_latin(text)):
        return None
    now = vietnamese_share(text)
    if now >= least:
        return None
    best, chart = max((vietnamese_share(from_chart(text, c)), c) for c in ("tcvn3", "vni", "vps", "viscii"))
    return chart if best >= least and best > now + 0.2 else None


def decode(data: bytes) -> tuple[str, str]:
    """Bytes of a text file → (text, encoding), by marks, by validity, then by which reading is Vietnamese.

    The encodings: utf-8, utf-8-sig, utf-16, windows-1258, tcvn3, vni, vps, viscii, windows-1252. Never fails: what is none of
    them is read as UTF-8 with replacement characters, encoding "utf-8?".
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, "replace"), name
    if b"\0" in data[:4096]:
        for name in ("utf-16-le", "utf-16-be"):
            try:
                text = data.decode(name)
            except UnicodeDecodeError:
                continue
            if text.isprintable() or vietnamese_share(text) > 0.4:
                return text, name
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        loose = data.decode("utf-8", "replace")
        bad, rest = loose.count("\ufffd"), sum(1 for c in loose if c > "\x7f")
        if bad * 4 < rest:  # in any other encoding, bytes that happen to be a letter of UTF-8 are rare
            return loose, "utf-8?"
        return _decode_legacy(data)
    if _twice_encoded(text):
        text = text.encode("cp1252").decode("utf-8")
    elif vietnamese_share(text) < 0.6:  # a legacy text that was saved as UTF-8 byte by byte
        better = repair_by_content(text)
        if better != text:
            return better, "utf-8 of a legacy code table"
    return text, "utf-8"


def bytewise(data: bytes) -> str:
    """Bytes that are no UTF-8, as windows-1258 where that is Vietnamese, else as windows-1252, one character a byte."""
    try:
        text = unicodedata.normalize("NFC", data.decode("cp1258"))
        if vietnamese_share(text) > 0.8:
            return text
    except UnicodeDecodeError:
        pass
    return data.decode("latin-1").translate({ord(c): u for u, c in _WINDOWS.items()})


def _twice_encoded(text: str) -> bool:
    """UTF-8 that was read as windows-1252 and saved as UTF-8 again: "Káº¿ hoáº¡ch"."""
    if "áº" not in text and "á»" not in text:
        return False
    try:
        return vietnamese_share(text.encode("cp1252").decode("utf-8")) > vietnamese_share(text)
    except (UnicodeEncodeError, UnicodeDecodeError):
        return False


def _decode_legacy(data: bytes) -> tuple[str, str]:
    latin = data.decode("latin-1")
    readings: list[tuple[str, Callable[[], str]]] = [
        ("windows-1258", lambda: unicodedata.normalize("NFC", data.decode("cp1258"))),
        ("tcvn3", lambda: _restore_marks(from_chart(latin, "tcvn3"), "tcvn3")),
        ("vni", lambda: _restore_marks(from_chart(latin, "vni"), "vni")),
        ("vps", lambda: from_chart(latin, "vps")),
        ("viscii", lambda: from_chart(latin, "viscii")),
        ("windows-1252", lambda: data.decode("cp1252")),
    ]
    best, text, encoding = 0.5, data.decode("utf-8", "replace"), "utf-8?"
    for name, read in readings:
        try:
            candidate = read()
        except UnicodeDecodeError:
            continue
        share = vietnamese_share(candidate)
        if share > best + 0.02:
            best, text, encoding = share, candidate, name
    return text, encoding
