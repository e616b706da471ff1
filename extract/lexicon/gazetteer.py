"""Place names of Việt Nam in both systems: the 63 provinces with districts to 30/6/2025 and the 34 without from 1/7/2025.

The look-up is without regard to case and tone placement. It is loaded once, at first use (about 30 ms).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

import regex

from extract.lexicon.keys import bare_key, key
from extract.lexicon.tables import HERE

Level = Literal["province", "district", "commune"]
System = Literal["old", "new"]

MERGER = date(2025, 7, 1)
"""From this day the districts are gone and the 34 provinces stand (Nghị quyết 202/2025/QH15, Luật 72/2025/QH15)."""

_LEVELS: dict[str, Level] = {"p": "province", "d": "district", "c": "commune"}
_TYPES = "tỉnh|thành phố|quận|huyện|thị xã|phường|xã|thị trấn|đặc khu"
_TYPE = regex.compile(rf"(?i)^(?P<type>{_TYPES}|tp\.?|tx\.?|tt\.?)\s*(?P<name>\S.*)$")
_SHORT = {"tp": "thành phố", "tx": "thị xã", "tt": "thị trấn"}


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """One administrative unit. `code` is that of the General Statistics Office, unique within system and level."""

    system: System
    level: Level
    type: str  # "Tỉnh", "Thành phố", "Quận", "Huyện", "Thị xã", "Phường", "Xã", "Thị trấn", "Đặc khu"
    name: str  # without the type: "Sa Đéc"
    code: str
    parent: str  # code of the unit above, empty for a province
    became: str  # code of the unit of the new system, empty for a district and in the new system

    @property
    def full(self) -> str:
        """Type and name as official style writes them inside a sentence: "tỉnh Nghệ An", "Thành phố Hồ Chí Minh", "Quận 1"."""
        if self.name == "Hồ Chí Minh" or self.name[:1].isdigit():
            return f"{self.type} {self.name}"
        return f"{self.type.lower()} {self.name}"


class Gazetteer:
    """All entries, by name and by code."""

    def __init__(self, entries: list[PlaceEntry]) -> None:
        self.entries = entries
        self._by_name: dict[str, list[PlaceEntry]] = {}
        self._by_bare: dict[str, list[PlaceEntry]] | None = None
        self._by_code: dict[tuple[str, str, str], PlaceEntry] = {}
        for e in entries:
            self._by_name.setdefault(key(e.name), []).append(e)
            self._by_code.setdefault((e.system, e.level, e.code), e)

    def lookup(
        self, name: str, level: Level | None = None, system: System | None = None, bare: bool = False
    ) -> list[PlaceEntry]:
        """Candidates for a name with or without its type ("thành phố Vinh", "Vinh"), provinces before districts before communes.

        With `bare`, diacritics are left out of account ("Nghe An"), for text that lost them.
        """
        kind, name = split_type(name)
        if bare:
            if self._by_bare is None:
                self._by_bare = {}
                for e in self.entries:
                    self._by_bare.setdefault(bare_key(e.name), []).append(e)
            found = self._by_bare.get(bare_key(name), [])
        else:
            found = self._by_name.get(key(name), [])
            if not found and name[:1] == "0" and name.isdigit():
                found = self._by_name.get(name.lstrip("0"), [])  # "Phường 01"
        return [
            e
            for e in found
            if (level is None or e.level == level)
            and (system is None or e.system == system)
            and (kind is None or e.type.lower() == kind)
        ]

    def parent(self, entry: PlaceEntry) -> PlaceEntry | None:
        """The unit above: a commune's district (its province in the new system), a district's province."""
        if not entry.parent:
            return None
        level = "district" if entry.level == "commune" and entry.system == "old" else "province"
        return self._by_code.get((entry.system, level, entry.parent))

    def province(self, entry: PlaceEntry, system: System | None = None) -> PlaceEntry | None:
        """The province an entry lies in, before the merger ("old"), after it ("new"), or in the entry's own system."""
        top: PlaceEntry | None = entry
        while top is not None and top.level != "province":
            top = self.parent(top)
        if top is None or system is None or top.system == system:
            return top
        if system == "new":
            return self._by_code.get(("new", "province", top.became))
        return None  # a new province may be several old ones

    def district(self, entry: PlaceEntry) -> PlaceEntry | None:
        """The district of a commune of the old system, or the district itself."""
        if entry.level == "district":
            return entry
        return self.parent(entry) if entry.level == "commune" and entry.system == "old" else None

    def successor(self, entry: PlaceEntry) -> PlaceEntry | None:
        """What a province or commune of the old system became part of in 2025; None for districts, which went away."""
        if entry.system == "new":
            return entry
        return self._by_code.get(("new", entry.level, entry.became)) if entry.became else None

    def best(
        self,
        name: str,
        level: Level | None = None,
        province: str | None = None,
        district: str | None = None,
        on: date | None = None,
    ) -> PlaceEntry | None:
        """The one candidate that fits the context, or None where several are left in different provinces.

        `province` and `district` are names that narrow the choice; `on` chooses the system in force on that day.
        """
        found = self.lookup(name, level)
        system: System | None = None if on is None else ("new" if on >= MERGER else "old")
        if system and any(e.system == system for e in found):
            found = [e for e in found if e.system == system]
        if province:
            p = key(split_type(province)[1])
            narrowed = [
                e for e in found if any(q and key(q.name) == p for q in (self.province(e), self.province(e, "new")))
            ]
            found = narrowed or found
        if district:
            d = key(split_type(district)[1])
            narrowed = [e for e in found if (q := self.district(e)) and key(q.name) == d]
            found = narrowed or found
        if not found:
            return None
        first = found[0]
        same = {(e.level, (top.name if (top := self.province(e)) else "")) for e in found if e.level == first.level}
        return first if len(same) == 1 else None


def split_type(name: str) -> tuple[str | None, str]:
    """("thành phố", "Vinh") of "TP. Vinh"; the type is None where the name stands alone."""
    name = name.strip()
    m = _TYPE.match(name)
    if not m:
        return None, name
    kind = m["type"].lower().rstrip(".")
    return _SHORT.get(kind, kind), m["name"].strip()


@cache
def load() -> Gazetteer:
    """The gazetteer, read from places.tsv once a process."""
    entries = []
    for line in (HERE / "places.tsv").read_text("utf-8").splitlines():
        if line[0] != "#":
            system, level, kind, name, code, parent, became = line.split("\t")
            name = name.removeprefix(f"{kind} ")  # "Quận 1" is named by its number
            entries.append(
                PlaceEntry("new" if system == "n" else "old", _LEVELS[level], kind, name, code, parent, became)
            )
    order = {"province": 0, "district": 1, "commune": 2}
    entries.sort(key=lambda e: (order[e.level], e.system))
    return Gazetteer(entries)


def lookup(name: str, level: Level | None = None, system: System | None = None) -> list[PlaceEntry]:
    """Candidates for a name; see Gazetteer.lookup."""
    return load().lookup(name, level, system)


@cache
def province_names() -> frozenset[str]:
    """Names of all provinces of both systems, without their type."""
    return frozenset(e.name for e in load().entries if e.level == "province")


# "tỉnh Nghệ An", "TP. Vinh", "Phường 12", "Thành phố Hồ Chí Minh", "xã Ea H'leo"
_TYPED = regex.compile(
    rf"(?i:\b(?P<type>{_TYPES})|\b(?P<short>T[PX]\.?))\s*"
    r"(?P<name>\d{1,2}\b|\p{Lu}[\p{L}\p{M}'’]*(?:\s?-\s?\p{Lu}[\p{L}'’]*|\s\p{Lu}[\p{L}\p{M}'’]*|\s\d{1,2}\b){0,4})"
)


def find(text: str) -> list[tuple[int, int, list[PlaceEntry]]]:
    """(start, end, candidates) of every place in `text` that stands with its type, and of province names standing alone.

    The longest known name wins: "thành phố Vinh Long An" is no place but "thành phố Vinh" is. Ordered, not overlapping.
    """
    g = load()
    out: list[tuple[int, int, list[PlaceEntry]]] = []
    for m in _TYPED.finditer(text):
        kind = (m["type"] or _SHORT[m["short"].lower().rstrip(".")]).lower()
        name, at = m["name"], m.start("name")
        while name:
            found = [e for e in g.lookup(name) if e.type.lower() == kind]
            if found:
                out.append((m.start(), at + len(name), found))
                break
            cut = max(name.rfind(" "), 0)
            name = name[:cut].rstrip(" -")
    taken = [(a, b) for a, b, _ in out]
    i = 0
    for m in _alone().finditer(text):
        while i < len(taken) and taken[i][1] <= m.start():
            i += 1
        if i == len(taken) or taken[i][0] >= m.end():
            found = g.lookup(m[0], "province")
            if found:
                out.append((m.start(), m.end(), found))
    out.sort(key=lambda x: x[0])
    return out


@cache
def _alone() -> regex.Pattern[str]:
    names = sorted(province_names(), key=len, reverse=True)
    return regex.compile(r"\b(?:" + "|".join(map(regex.escape, names)) + r")\b(?!\s\p{Lu})")
