"""The heads of unit names and what may follow them, as compiled patterns over the data files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

import regex

from extract import record as r
from extract.lexicon import expand_abbreviations, rows

Shape = Literal["closed", "field", "open", "proper", "house"]

#: level words of places, as they stand behind a name: "Công an tỉnh", "UBND TP. Vinh"
LEVEL_WORD = r"tỉnh(?! táo)|thành phố|tp\b\.?|huyện|quận|thị xã|tx\b\.?|phường|xã(?! hội)|thị trấn|tt\b\.?(?= \p{Lu})|đặc khu"


@dataclass(frozen=True, slots=True)
class Head:
    """One row of unit_heads.tsv."""

    canon: str
    kind: r.UnitKind
    shape: Shape
    level: r.Level | None
    complete: str  # province, issuer, party, house, none
    alone: bool


def spelling(surface: str) -> str:
    """A pattern for one spelling: abbreviations as they are, words in any case, a dash with or without spaces."""
    surface, _, refused = surface.partition("!")
    if refused:
        return spelling(surface) + rf"(?! (?i:{regex.escape(refused)}))"
    out = regex.escape(surface).replace(r"\ \-\ ", r"\s?-\s?").replace(r"\ ", " ").replace(r"\-", r"\s?-\s?")
    return out if surface.replace(".", "").isupper() else f"(?i:{out})"


@cache
def heads() -> tuple[regex.Pattern[str], dict[str, Head]]:
    """The pattern that finds a head (longest first), and the head of each spelling in small letters without a final point."""
    table: dict[str, Head] = {}
    surfaces: list[str] = []
    for row in rows("unit_heads"):
        names, canon, kind, shape, level, complete, alone = (*row, "", "")[:7]
        spellings = names.split("|")
        head = Head(canon or spellings[0].partition("!")[0], cast(r.UnitKind, kind), cast(Shape, shape), cast(r.Level, level) if level else None, complete, alone == "y")
        for s in spellings:
            table[_norm(s.partition("!")[0])] = head
            surfaces.append(s)
    surfaces.sort(key=len, reverse=True)
    # not the tail of a document code ("15/KH-UBND", "5/NQ-HĐND"), nor "đại hội", "xã hội"
    before = r"(?<![\p{L}\d])(?<!\d/)(?<!/\s?[\p{L}&]{1,8}\s?-\s?)(?<!(?i:đại|xã|quốc|hiệp|lễ|cán|địa) )"
    found = regex.compile(rf"{before}(?:{'|'.join(map(spelling, surfaces))})(?![\p{{L}}\d])")
    return found, table


def _norm(surface: str) -> str:
    return regex.sub(r"\s?-\s?", "-", surface.lower()).rstrip(".")


def head_of(surface: str) -> Head:
    """The row of a spelling that the pattern matched."""
    return heads()[1][_norm(surface)]


@cache
def fields(canon: str) -> regex.Pattern[str] | None:
    """Known fields of a head (of any head, where it has none of its own), with their abbreviations; longest first."""
    own, every = [], []
    for field, known in rows("unit_fields"):
        every.append(field)
        if canon in known.split("|"):
            own.append(field)
    names = {n.lower() for n in (own or every)}
    parts = sorted(own or every, key=len, reverse=True)
    pieces = [spelling(f).replace(" và ", "(?: và | & |, )") if f.count(" và ") else spelling(f) for f in parts]
    # an abbreviation inside a field: "Nông nghiệp và PTNT", "Lao động - TBXH"
    for f in parts:
        for row in rows("abbreviations"):
            if row[1].lower() in f.lower() and row[1].lower() != f.lower() and len(row[0]) > 2:
                at = f.lower().index(row[1].lower())
                left, right = f[:at], f[at + len(row[1]) :]
                short_form = r"\s?[&-]?\s?".join(map(regex.escape, row[0].split("·")))
                pieces.append((f"(?i:{regex.escape(left)})" if left else "") + short_form + (f"(?i:{regex.escape(right)})" if right else ""))
    pieces.sort(key=len, reverse=True)
    short = {}
    for row in rows("abbreviations"):
        if row[1].lower() in names or expand_abbreviations(f"{canon} {row[0].replace('·', '')}")[len(canon) + 1 :].lower() in names:
            short[row[0]] = r"(?:\s?[&\-.,]\s?| và |\s?)".join(map(regex.escape, row[0].split("·")))
    pieces += [short[s] for s in sorted(short, key=len, reverse=True)]
    return regex.compile(rf"(?:{'|'.join(pieces)})(?![\p{{L}}\d])") if pieces else None


@cache
def canonical_field(key: str) -> str | None:
    """A known field with the capitals that official style gives it."""
    return _field_case().get(key)


@cache
def _field_case() -> dict[str, str]:
    from extract.lexicon import key

    return {key(f): f for f, _ in rows("unit_fields")}


@cache
def stops() -> tuple[str, str]:
    """Alternations of words that end a name: (anywhere, anywhere but as the first word behind an open head)."""
    first, every = [], []
    for word, where, before, behind in ((*row, "", "")[:4] for row in rows("unit_stops")):
        piece = word
        if behind:
            piece = rf"(?<!(?i:{behind}) ){piece}"
        if before:
            piece += rf"(?! (?i:{before})(?!\p{{L}}))"
        every.append(piece)
        if where == "any":
            first.append(piece)

    def alt(words: list[str]) -> str:
        return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + r")(?!\p{L})"

    return alt(first), alt(every)


@cache
def open_starts() -> str:
    """What the description behind an open head begins with, where it is no capital: "Ban Chỉ đạo phòng, chống thiên tai"."""
    return "(?:" + "|".join(sorted((row[0] for row in rows("open_starts")), key=len, reverse=True)) + r")(?!\p{L})"
