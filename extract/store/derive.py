"""What the database keeps beside the record's fields, worked out from them: labels, places, identities, sentences, spans."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from datetime import date
from pathlib import PurePosixPath

import regex

from extract import record as r
from extract.text.fold import bare, fold
from extract.text.sentences import sentences

_SPACE = regex.compile(r"\s+")
# "… thành phố Vinh", "… tỉnh Nghệ An": a type of place and the name up to the end or the next type
_TYPES = "thành phố|tỉnh|quận|huyện|thị xã|phường|xã|thị trấn|đặc khu|TP|Tp"
_PLACE = regex.compile(rf"\b(?:{_TYPES})\.?\s+((?:(?!\b(?:{_TYPES})\b)[^,;:()])+)", regex.I)
_TYPE_HEAD = regex.compile(rf"^(?:{_TYPES})\.?\s+", regex.I)
# "năm 2024", "năm học 2024 - 2025", "giai đoạn 2021-2025", "nhiệm kỳ 2025 – 2030"
_YEARS = regex.compile(
    r"\b(?:năm(?:\s+học)?|giai đoạn|nhiệm kỳ|thời kỳ)\s+((?:19|20)\d\d)(?:\s*-\s*(?:năm\s+)?((?:19|20)\d\d))?(?!\d)",
    regex.I,
)
# a law's own year says nothing of the plan: "Luật Việc làm năm 2025"
_LAW = regex.compile(r"\b(?:Luật|Bộ luật|Hiến pháp|Pháp lệnh)\b[^,;]*?\bnăm\s+(?:19|20)\d\d")


def squeeze(text: str) -> str:
    """On one line, single spaces."""
    return _SPACE.sub(" ", text).strip()


def key(text: str) -> str:
    """The same for two right spellings of a name (case, tone placement, dashes, spaces); accents kept."""
    return squeeze(fold(text)).casefold()


def folded(text: str | None) -> str | None:
    """For search: lower case, no diacritics, đ as d, single spaces."""
    return None if text is None else squeeze(bare(fold(text)))


_BULLET = regex.compile(r"^[-+•*]\s+(?=\S)")
_NO_WORD = regex.compile(r"[^\p{L}\p{N}]+")


def plain(text: str | None) -> str | None:
    """As :func:`folded`, and all but letters and digits as a space: what full-text search sees. Made by SQL on PostgreSQL."""
    return None if text is None else _NO_WORD.sub(" ", bare(fold(text)))


def folded_code(code: str | None) -> str | None:
    """ "182 / KH – UBND" and "182/KH-UBND" alike."""
    return None if code is None else folded(code).replace(" ", "")  # type: ignore[union-attr]


def day(value: str | None) -> date | None:
    """A whole ISO day, else None."""
    if value is None or len(value) != 10:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def first_day(value: str | None) -> date | None:
    """First day of YYYY, YYYY-MM or YYYY-MM-DD; None for what is none of these."""
    if value is None:
        return None
    parts = value.split("-")
    if len(parts) > 3 or not all(p.isdigit() for p in parts):
        return None
    try:
        return date(*(int(p) for p in parts + ["1"] * (3 - len(parts))))  # type: ignore[arg-type]
    except (ValueError, OverflowError):
        return None


def label(record: r.Record) -> str:
    """What to call the document in a list."""
    h = record.header
    return squeeze(h.code or h.title or PurePosixPath(record.source.uri.replace("\\", "/")).name or record.id)


def runs(header: r.Header) -> tuple[date | None, date | None]:
    """First and last day of the year or period in the title; from the date of issue where it names none.

    Recurring duties with no end of their own ("hằng tháng" in the plan of a year) are unrolled inside it. A period that ended
    before the plan was issued is somebody else's and does not count.
    """
    issued = first_day(header.issued_on)
    title = header.title or ""
    years: list[int] = []
    laws = [m.span() for m in _LAW.finditer(title)]
    for m in _YEARS.finditer(fold(title)):
        if not any(a <= m.start() < b for a, b in laws):
            years += [int(g) for g in m.groups() if g]
    if not years or (issued and max(years) < issued.year):
        return issued, None
    begin = date(min(years), 1, 1)
    return (max(begin, issued) if issued else begin), date(max(years), 12, 31)


def recurs_to(record: r.Record, rule: str) -> date | None:
    """Last day that a recurring duty with no end of its own can fall on.

    The end of the period in the title. Where it names none, what is done each day, week or month ("hằng ngày báo cáo") ends with
    the last year that the plan itself sets a deadline in or speaks of as its term, at least the year of issue; a yearly duty
    goes on, unless the plan speaks of later years. None where nothing tells.
    """
    issued, last = first_day(record.header.issued_on), runs(record.header)[1]
    if last is not None:
        return last
    days = [first_day(d.due_on) for d in record.deadlines if d.rrule is None]
    days += [first_day(d.end_value or d.value) for d in record.dates if d.role in ("term", "year")]
    years = {d.year for d in days if d is not None and (issued is None or issued.year <= d.year <= issued.year + 30)}
    if issued is not None:
        years.add(issued.year)
    yearly = "FREQ=YEARLY" in rule.upper()
    if not years or (yearly and max(years) == (issued.year if issued else min(years))):
        return None
    return date(max(years), 12, 31)


def place_name(text: str) -> str:
    """Without its type: "thành phố Vinh" → "Vinh"."""
    return _TYPE_HEAD.sub("", squeeze(text)) or squeeze(text)


def places_in(text: str) -> list[str]:
    """Names of the places in a body's name: "Ủy ban nhân dân phường A, thành phố B" → A, B."""
    return [squeeze(m[1]).rstrip(" .,") for m in _PLACE.finditer(text) if m[1].strip()]


def places_of_unit(unit: r.Unit) -> list[str]:
    found = (
        [place_name(p) for p in (unit.place.commune, unit.place.district, unit.place.province) if p]
        if unit.place
        else []
    )
    return _distinct(found)


def places_of_document(record: r.Record) -> list[str]:
    """Places of the issuer: of the unit with its name, in its name, else the place of issue.

    The place of issue comes last because a province's offices stand in, and sign from, its capital.
    """
    h = record.header
    found: list[str] = []
    for name in (h.issuer, h.parent_issuer):
        if name:
            found += places_in(name)
            for u in record.units:
                if key(u.name) == key(name):
                    found += places_of_unit(u)
    if not found and h.place:
        found = [place_name(h.place)]
    return _distinct(found)


def _distinct(names: list[str]) -> list[str]:
    return list({key(n): n for n in reversed(names) if key(n)}.values())[::-1]


def unit_identity(unit: r.Unit) -> str:
    """Id of the body across plans: a hash of name, place and level, the same in every database."""
    p = unit.place or r.Place()
    parts = [unit.name, unit.level or "", p.province or "", p.district or "", p.commune or ""]
    return "un-" + hashlib.sha256("\x1f".join(key(x) for x in parts).encode()).hexdigest()[:16]


class Sentences:
    """The sentence around an offset; lines are cut into sentences once, when first asked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)
        self._cuts: dict[int, list[int]] = {}

    def lines(self) -> list[tuple[int, int]]:
        """(start, end) of every line that is not blank."""
        ends = [s - 1 for s in self._starts[1:]] + [len(self._text)]
        return [(a, b) for a, b in zip(self._starts, ends, strict=True) if self._text[a:b].strip()]

    def around(self, start: int, end: int) -> str:
        """On one line, without a bullet before it; cells of a table row parted by " | ". From the sentence of `start` to the sentence of `end`."""
        if not self._text:
            return ""
        a, b = self._bounds(start)[0], self._bounds(max(start, end - 1))[1]
        cells = [squeeze(c) for c in self._text[a:b].split("\t")]
        return _BULLET.sub("", squeeze(" | ".join(c for c in cells if c)))

    def _bounds(self, offset: int) -> tuple[int, int]:
        i = bisect_right(self._starts, offset) - 1
        if i not in self._cuts:
            a = self._starts[i]
            b = self._starts[i + 1] - 1 if i + 1 < len(self._starts) else len(self._text)
            row = "\t" in self._text[a:b]  # a table row is shown whole
            self._cuts[i] = [a, *([] if row else (start for start, _ in sentences(self._text, a, b)[1:])), b]
        cuts = self._cuts[i]
        j = min(max(bisect_right(cuts, offset) - 1, 0), len(cuts) - 2)
        return cuts[j], cuts[j + 1]


def innermost(sections: list[r.Section]) -> tuple[list[int], list[str | None]]:
    """Breakpoints and, from each on, the id of the innermost section: look up with bisect. Sections are nested, in order."""
    starts: list[int] = [0]
    inner: list[str | None] = [None]
    stack: list[r.Section] = []

    def cut(at: int, section: r.Section | None) -> None:
        name = section.id if section else None
        if starts[-1] >= at:
            inner[-1] = name
        else:
            starts.append(at)
            inner.append(name)

    for s in sections:
        while stack and stack[-1].end <= s.start:
            done = stack.pop()
            cut(done.end, stack[-1] if stack else None)
        cut(s.start, s)
        stack.append(s)
    while stack:
        done = stack.pop()
        cut(done.end, stack[-1] if stack else None)
    return starts, inner
