"""Vietnamese number forms: "1.234,5", "0,08", "04", "2 triệu", "một trăm hai mươi lăm", and the quantities made of them.

A point parts thousands, a comma decimals (Nghị định 86/2012/NĐ-CP leaves both in use; common practice of official texts);
a point before one or two last digits is read as a decimal mark, as spreadsheets write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from extract.entities.once import once
from extract.lexicon.tables import rows

#: digits: "1.234.567,8", "1 234 567", "0,08", "99.7", "04"
DIGITS = r"\d{1,3}(?:\.\d{3}){1,6}(?:,\d{1,4})?(?![\d])|\d{1,3}(?:\s\d{3}){1,4}(?![\d.,])|\d{1,12}(?:[.,]\d{1,4})?"
_ONES = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "nhăm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
_SCALES = {
    "mươi": 10,
    "mười": 10,
    "chục": 10,
    "trăm": 100,
    "nghìn": 1000,
    "ngàn": 1000,
    "vạn": 10_000,
    "triệu": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
}
_WORD = "không|một|mốt|hai|ba|bốn|tư|năm|lăm|nhăm|sáu|bảy|bẩy|tám|chín|mươi|mười|chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ|linh|lẻ|rưỡi"
#: number words: "một", "mười lăm", "hai trăm linh năm", "ba triệu rưỡi"
WORDS = rf"(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười)(?:\s(?:{_WORD})(?!\p{{L}})){{0,12}}(?!\p{{L}})"
SCALE = r"(?:trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)(?:\s(?:tỷ|tỉ))?(?!\p{L})"


def parse_digits(text: str) -> float:
    """ "1.234,5" → 1234.5; "99.7" → 99.7; "04" → 4. Raises ValueError where it is no number."""
    t = text.strip().replace("\u00a0", " ")
    if once(r"\d{1,3}(?:[ ]\d{3})+").fullmatch(t):
        return float(t.replace(" ", ""))
    if "," in t and "." in t:
        # whichever stands last parts the decimals: "1.234,5", "1,234.5"
        t = t.replace(".", "").replace(",", ".") if t.rfind(",") > t.rfind(".") else t.replace(",", "")
    elif "," in t:
        t = t.replace(",", "") if once(r"[1-9]\d{0,2}(?:,\d{3}){2,}").fullmatch(t) else t.replace(",", ".", 1)
    elif "." in t and once(r"\d{1,3}(?:\.\d{3})+").fullmatch(t) and not t.startswith("0."):
        t = t.replace(".", "")
    return float(t)


def parse_words(text: str) -> float | None:
    """ "hai trăm linh năm" → 205; None where the words make no number."""
    total, group, ones = 0.0, 0.0, None
    for w in text.lower().split():
        if w in ("linh", "lẻ"):
            continue
        if w == "rưỡi":
            return total + group + (ones or 0) + _last_scale(text) / 2
        if w in _ONES:
            if ones is not None and w not in ("lăm", "mốt", "tư", "nhăm") and group == 0:
                return None
            group += ones or 0 if group else 0
            ones = _ONES[w] if ones is None else ones * 0 + _ONES[w]
        elif w in _SCALES:
            scale = _SCALES[w]
            if scale == 10:
                group += (ones if ones is not None else 1) * 10
            elif scale == 100:
                group += (ones if ones is not None else 1) * 100
            else:
                total += (group + (ones or 0) or 1) * scale
                group = 0
            ones = None
        else:
            return None
    return total + group + (ones or 0)


def _last_scale(text: str) -> int:
    scales = [_SCALES[w] for w in text.lower().split() if w in _SCALES]
    return scales[-1] if scales else 1


def scale_of(text: str | None) -> float:
    """ "triệu" → 1000000, "nghìn tỷ" → 10¹², None → 1."""
    out = 1.0
    for w in (text or "").lower().split():
        out *= _SCALES.get(w, 1)
    return out


# ── quantities ───────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class Quantity:
    """A number with its comparator and its unit. `start..end` has both; `number_start..number_end` the bare figures."""

    start: int
    end: int
    value: float
    value_max: float | None
    comparator: str
    unit: str | None
    kind: str
    """share, money, measure, time, count, or word (a unit that the lexicon does not know)."""
    number_start: int
    number_end: int
    unit_start: int
    of: float | None = None
    explicit: bool = False
    """A comparator word or sign stands by it."""
    words: bool = False


#: comparator words, the sign they stand for
BEFORE = {
    "từ": ">=", "đạt từ": ">=", "trên": ">", "hơn": ">", "lớn hơn": ">", "cao hơn": ">", "nhiều hơn": ">", "vượt": "=", "vượt trên": ">", "vượt mức": ">",
    "ít nhất": ">=", "tối thiểu": ">=", "ít nhất là": ">=", "tối thiểu là": ">=", "không dưới": ">=", "không thấp hơn": ">=", "không ít hơn": ">=", "không nhỏ hơn": ">=",
    "ít nhất từ": ">=", "tối thiểu từ": ">=", "tối thiểu đạt": ">=", "ít nhất đạt": ">=", "từ trên": ">", "đạt trên": ">", "tối thiểu có": ">=", "ít nhất có": ">=",
    "dưới": "<", "thấp hơn": "<", "nhỏ hơn": "<", "ít hơn": "<", "dưới mức": "<", "chưa đến": "<", "chưa tới": "<",
    "không quá": "<=", "tối đa": "<=", "tối đa là": "<=", "không vượt quá": "<=", "không cao hơn": "<=", "không lớn hơn": "<=", "nhiều nhất": "<=", "không trên": "<=",
    "tối đa không quá": "<=", "nhiều nhất là": "<=", "không nhiều hơn": "<=", "không hơn": "<=",
    "khoảng": "=", "xấp xỉ": "=", "gần": "=", "ước": "=", "ước đạt": "=", "chừng": "=", "trên dưới": "=", "bằng": "=", "đúng": "=",
    "≥": ">=", ">=": ">=", "=>": ">=", "≤": "<=", "<=": "<=", "=<": "<=", ">": ">", "<": "<", "~": "=", "=": "=", "+": "=",
}  # fmt: skip


@cache
def measures() -> dict[str, tuple[str, str]]:
    """Lower-case surface → (canonical unit, kind)."""
    return {surface.lower(): (unit, kind) for surface, unit, _factor, kind in rows("measures")}


@cache
def _unit_pattern() -> str:
    surfaces = sorted((s for s, *_ in rows("measures")), key=len, reverse=True)
    out = []
    for s in surfaces:
        words = r"\s{1,2}".join(regex.escape(w) for w in s.split())
        out.append(words if not s[-1].isalnum() else rf"{words}(?![\p{{L}}\d])")
    return "|".join(out)


@cache
def quantity_pattern() -> regex.Pattern[str]:
    """A quantity from its number on; case is ignored. What stands before the number is read backwards, see `_before`."""
    unit = _unit_pattern()
    per = r"(?:\s?/\s?(?:1\.?000|10\.?000|100\.?000)\s(?:trẻ(?: đẻ(?: ra)? sống| em| sinh sống)?|dân|người(?: dân)?|bà mẹ|phụ nữ|ca|lao động|học sinh)(?!\p{L}))?(?:\s?/\s?(?:\d{1,3}\s)?(?:người|hộ|năm|tháng|tuần|ngày|quý|ha|km2|km²|m2|đơn vị|đầu người|lao động|lớp|trường|xã|huyện|tổ|ban|đoàn|lượt|vụ|giờ|cán bộ|học sinh|vạn dân|1\.000 dân|10\.000 dân|dân|sản phẩm|thôn|chi bộ|đảng viên)(?!\p{L})){0,3}"
    number = rf"(?P<n>{DIGITS})|(?P<w>{WORDS})"
    return regex.compile(
        rf"(?<![\p{{L}}\d.,/:+])(?<!\d-)(?:{number})"
        rf"(?:\s?/\s?(?P<of>\d{{1,6}})(?=\s\p{{L}}))?"
        rf"(?P<mid>(?:\s?(?:%|(?:{SCALE}|phần trăm)(?=\s(?:-|đến|tới))|(?:tỷ|triệu|nghìn)?\sđồng(?=\s?(?:-|đến|tới)\s?\d)))?)"
        rf"(?:\s{{0,2}}(?P<to>-|đến|tới|đến dưới)\s{{0,2}}(?P<n2>{DIGITS}))?"
        rf"(?:\s{{0,2}}(?P<scale>{SCALE}))?"
        rf"(?:\s{{0,2}}(?P<unit>{unit}))?(?P<per>{per})"
        rf"(?:\s{{1,2}}(?P<after>trở lên|trở xuống|trở lại)(?!\p{{L}}))?",
        regex.I,
    )


@cache
def _before() -> regex.Pattern[str]:
    """The comparator that ends where a number begins, read backwards."""
    words = "|".join(r"\s{1,2}".join(regex.escape(w) for w in b.split()) for b in sorted(BEFORE, key=len, reverse=True))
    return regex.compile(rf"(?r)(?<![\p{{L}}])(?P<before>{words})\s{{0,2}}", regex.I)


#: where a quantity may begin; `re` jumps to these several times faster than the whole pattern finds them by itself
_START = re.compile(r"\d+|\b(?:[Mm]ột|[Hh]ai|[Bb](?:a|ốn|ảy|ẩy)|[Nn]ăm|[Ss]áu|[Tt]ám|[Cc]hín|[Mm]ười)\b")


def _clean(value: float) -> float:
    """512.7 × 10⁹ without the dust of binary fractions."""
    return float(f"{value:.12g}")


_WORD_UNIT = regex.compile(r"\s{1,2}(?P<unit>\p{L}[\p{L}]*(?:\s\p{Ll}+)?)")


def find_quantities(folded: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """All quantities between `start` and `end` in order. Numbers in words count only with a unit or a comparator."""
    end = len(folded) if end is None else end
    pattern, before = quantity_pattern(), _before()
    at = start
    for s in _START.finditer(folded, start, end):
        if s.start() < at:
            continue
        m = pattern.match(folded, s.start(), end)
        if m is None:
            continue
        q = _quantity(m, before.match(folded, at, s.start()), folded)
        at = m.end()
        if q is not None:
            yield q


def _quantity(m: regex.Match[str], lead: regex.Match[str] | None, folded: str) -> Quantity | None:
    unit_text = m["unit"]
    before = once(r"\s+").sub(" ", lead["before"].lower()) if lead else None
    if m["w"]:
        value = parse_words(m["w"])
        if value is None or not (unit_text and (before or m["w"].lower() not in _ONES)):
            return None
        number_start, number_end = m.span("w")
    else:
        number_start, number_end = m.span("n")
        nxt = folded[m.end() : m.end() + 1]
        if m.end() == number_end and (nxt.isalpha() or (nxt in "/-:." and folded[m.end() + 1 : m.end() + 2].isalnum())):
            return None  # a code, a date, a time of day
        try:
            value = parse_digits(m["n"])
        except ValueError:
            return None
    mid = m["mid"].strip().lower()
    share = "%" in mid or mid == "phần trăm"
    scale = scale_of(m["scale"])
    first_scale = scale_of(mid.replace("đồng", "")) if mid and not share else scale
    unit, kind, unit_start = None, "word", m.end()
    end = m.end()
    if share and unit_text and measures()[once(r"\s+").sub(" ", unit_text.lower())][1] not in ("share",):
        # "100% cán bộ": the noun is what the share is of
        unit_text, end = None, m.end("n2") if m["n2"] else m.end("mid")
    if unit_text:
        unit, kind = measures()[once(r"\s+").sub(" ", unit_text.lower())]
        if kind == "count":
            unit = once(r"\s+").sub(" ", unit_text)
        unit_start = m.start("unit")
    elif share:
        unit, kind, unit_start = "%", "share", m.start("mid")
    elif "đồng" in mid or (m["scale"] and once(r"(?:nghìn |ngàn )?t[ỷỉ]$").match(m["scale"].lower())):
        unit, kind = "đồng", "money"
    if unit and m["per"] and end == m.end():
        unit += once(r"\s+").sub(" ", once(r"\s*/\s*").sub("/", m["per"]))
    elif m["per"] and once(r"\s?/\s?1[\d.]+\s").match(m["per"]):
        unit, kind = once(r"\s*/\s*").sub("/", m["per"]), "measure"  # "20/100.000 trẻ"
    low, high = value * first_scale, None
    comparator, explicit = "=", False
    if m["n2"]:
        try:
            high = parse_digits(m["n2"]) * scale
        except ValueError:
            return None
        if mid and not share and "đồng" not in mid:
            low = value * first_scale
        comparator = "range"
        if high < low:
            if before != "từ" and m["to"] == "-":
                return None
            high, comparator = None, "="
    elif before:
        comparator, explicit = BEFORE[before], True
    if comparator in ("=", ">", ">=") and m["after"] and end == m.end() and high is None:
        comparator, explicit = (">=" if m["after"].lower() == "trở lên" else "<="), True
    if before == "từ" and not m["n2"] and not m["after"] and kind not in ("share", "money"):
        comparator, explicit = "=", False
    of = float(m["of"]) if m["of"] else None
    if of is not None and (kind not in ("count",) or of < value):
        return None
    return Quantity(
        lead.start() if lead else m.start(),
        end,
        _clean(low),
        None if high is None else _clean(high),
        comparator,
        unit,
        kind,
        number_start,
        number_end,
        unit_start,
        of=of,
        explicit=explicit,
        words=bool(m["w"]),
    )
