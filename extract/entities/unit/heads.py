"""The heads of unit names and what may follow them, as compiled patterns over the data files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

import regex

from extract import record as r
from extract.lexicon import expand_abbreviations, rows
from extract.lexicon.trie import trie

Shape = Literal["closed", "field", "open", "proper", "house"]

#: level words of places, as they stand behind a name: "Công an tỉnh", "UBND TP. Vinh"
LEVEL_WORD = (
    r"tỉnh(?! táo)|thành phố|tp\b\.?|huyện|quận|thị xã|tx\b\.?|phường|xã(?! hội)|thị trấn|tt\b\.?(?= \p{Lu})|đặc khu"
)


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


@dataclass(frozen=True, slots=True)
class HeadMatch:
    """Where a head stands."""

    text: str
    at: int

    def start(self) -> int:
        return self.at

    def end(self) -> int:
        return self.at + len(self.text)

    def __getitem__(self, group: int) -> str:
        return self.text


# what makes of a head the tail of another word ("đại hội", "xã hội") or of a document code ("15/KH-UBND")
_BEFORE = regex.compile(r"(?:[\p{L}\d]|\d/|/\s?[\p{L}&]{1,8}\s?-\s?|(?<![\p{L}])(?i:đại|xã|quốc|hiệp|lễ|cán|địa) )\Z")


class Heads:
    """Finds heads. The pattern is one trie over the text in small letters; abbreviations are checked against the text itself."""

    def __init__(self) -> None:
        self.table: dict[str, Head] = {}
        self.refused: dict[str, str] = {}
        surfaces: set[str] = set()
        for row in rows("unit_heads"):
            names, canon, kind, shape, level, complete, alone = (*row, "", "")[:7]
            spellings = names.split("|")
            head = Head(
                canon or spellings[0].partition("!")[0],
                cast(r.UnitKind, kind),
                cast(Shape, shape),
                cast(r.Level, level) if level else None,
                complete,
                alone == "y",
            )
            for spelled in spellings:
                s, _, refused = spelled.partition("!")
                self.table[_norm(s)] = head
                surfaces.add(s.lower())
                if refused:
                    self.refused[_norm(s)] = refused
        self.pattern = re.compile(rf"(?<![^\W_])(?:{trie(surfaces)})(?![^\W_])")
        self.short = {_norm(s) for row in rows("unit_heads") for s in row[0].split("|") if _is_short(s)}

    def match(self, t: str, at: int) -> HeadMatch | None:
        """The longest head that stands at `at`."""
        low = t[at : at + 60].lower()
        m = self.pattern.match(low)
        return self._checked(t, at, m.end(), low) if m else None

    def find(self, t: str) -> Iterator[HeadMatch]:
        """All heads in document order; they may overlap what a name goes on with."""
        low = t.lower()
        if len(low) != len(t):  # a letter whose small form is longer: none of Vietnamese
            low = "".join(c.lower() if len(c.lower()) == 1 else c for c in t)
        at = 0
        while m := self.pattern.search(low, at):
            found = self._checked(t, m.start(), m.end() - m.start(), low[m.start() : m.end() + 12])
            if found:
                yield found
            at = m.start() + 1
            while at < m.end() and low[at].isalnum():
                at += 1

    def _checked(self, t: str, at: int, length: int, low: str) -> HeadMatch | None:
        while length:
            surface = t[at : at + length]
            norm = _norm(surface)
            refused = self.refused.get(norm)
            if (norm in self.short and not _is_short(surface)) or (refused and low[length:].startswith(" " + refused)):
                m = self.pattern.match(low[: length - 1])  # a shorter head may still stand here
                length = m.end() if m else 0
                continue
            break
        if not length or _BEFORE.search(t, max(0, at - 14), at):
            return None
        return HeadMatch(t[at : at + length], at)


def _is_short(s: str) -> bool:
    """Is the spelling an abbreviation as a whole, which small letters are not: "UBND", "TT."?"""
    return s.replace(".", "").replace(" ", "").isupper() or s == "TTr"


@cache
def heads() -> Heads:
    """The finder of heads, built once."""
    return Heads()


def head_of(surface: str) -> Head:
    """The row of a spelling that the finder met."""
    return heads().table[_norm(surface)]


_JOINED = re.compile(r"\s?-\s?")


def _norm(surface: str) -> str:
    return _JOINED.sub("-", surface.lower()).rstrip(".")


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
                pieces.append(
                    (f"(?i:{regex.escape(left)})" if left else "")
                    + short_form
                    + (f"(?i:{regex.escape(right)})" if right else "")
                )
    pieces.sort(key=len, reverse=True)
    short = {}
    for row in rows("abbreviations"):
        if (
            row[1].lower() in names
            or expand_abbreviations(f"{canon} {row[0].replace('·', '')}")[len(canon) + 1 :].lower() in names
        ):
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
