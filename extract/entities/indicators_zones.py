"""What the headings above a line say of its figures: a list of targets, for when, or awards, papers and results."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extract import record as r
from extract.entities import indicators_patterns as p
from extract.entities.once import once
from extract.state import Plan


@dataclass(slots=True)
class Zone:
    """What the headings above a line say: is it a list of targets, are unnumbered ones counted, for when."""

    targets: bool = False
    named: bool = False
    barred: bool = False
    as_of: str | None = None


LABEL = regex.compile(
    r"\s*(?:[-+•*o]\s|\(?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|\p{L})[.)\-/](?!\d)|\(\w{1,3}\)|(?:PHẦN|Phần|Chương|CHƯƠNG)\s)"
)
_BULLET = regex.compile(r"\s*[-+•*]")


def _leaf(section: r.Section, end: int) -> bool:
    """Is the section no more than the line that ends at `end`? Then it is an item of a list, not a heading."""
    return section.end <= end + 2


class Zones:
    """The zone of each line, from the section tree, or from heading-like lines where there is none."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.heading = [False] * len(plan.lines)
        self._by_section: dict[str | None, Zone] = {}
        self._flat: list[Zone] = []
        self._starts = {s.start: s for s in plan.sections if s.kind not in ("bullet", "plus", "paragraph", "table")}
        self._lead: tuple[int, Zone] | None = None
        if not plan.sections:
            self._read_flat()
        else:
            for i, line in enumerate(plan.lines):
                s = self._starts.get(line.start)
                self.heading[i] = (
                    s is not None
                    and len(s.heading) <= 140
                    and line.end - line.start <= len(s.heading) + 12
                    and not _leaf(s, line.end)
                )

    def at(self, i: int) -> Zone:
        plan, line = self.plan, self.plan.lines[i]
        text = plan.folded[line.start : line.end]
        zone = self._flat[i] if self._flat else self._of_section(plan.section_id(line.start))
        if self._lead and self._lead[0] == i - 1 and (_BULLET.match(text) or LABEL.match(text)):
            # the list that a lead-in opened goes on while its items do
            self._lead = (i, self._lead[1])
            zone = Zone(True, zone.named or self._lead[1].named, zone.barred, self._lead[1].as_of or zone.as_of)
        if (
            text.rstrip().endswith(":")
            and p.LEAD_LINE.search(text)
            and not p.NOT_HEADING.search(text)
            and len(text) < 320
        ):
            self._lead = (i, Zone(True, "chỉ tiêu" in text.lower(), False, as_of(text)))
        return zone

    def _of_section(self, ident: str | None) -> Zone:
        if ident in self._by_section:
            return self._by_section[ident]
        section = self.plan.section_by_id.get(ident) if ident else None
        if section is None:
            zone = Zone()
        else:
            above = self._of_section(section.parent)
            if (
                section.kind in ("bullet", "plus", "paragraph", "table")
                or len(section.heading) > 140
                or (above.targets and _leaf(section, section.start + len(section.heading) + 12))
            ):
                zone = above  # a paragraph with a label is no heading, nor is an item of one line in a list of targets
            else:
                zone = _zone(section.heading, above)
        self._by_section[ident] = zone
        return zone

    def _read_flat(self) -> None:
        zone, roots = Zone(), Zone()
        for i, line in enumerate(self.plan.lines):
            text = self.plan.folded[line.start : line.end]
            short = len(text) < 130 and not once(r"\d\s?%").search(text)
            if short and LABEL.match(text) and not _BULLET.match(text) and not text.rstrip().endswith((".", ";", ",")):
                roots = Zone() if once(r"\s*(?:[IVX]+|[A-E]|PHẦN|Phần)[.\s-]").match(text) else roots
                zone = _zone(text, roots)
                if once(r"\s*(?:[IVX]+|[A-E]|PHẦN|Phần)[.\s-]").match(text):
                    roots = zone
                self.heading[i] = True
            elif (
                short
                and p.TARGET_HEADING.search(text)
                and (
                    text.rstrip().endswith(":")
                    or (len(text) < 60 and not text.rstrip().endswith((".", ";")) and not _BULLET.match(text))
                )
            ):
                zone = _zone(text, roots)
                self.heading[i] = True
            self._flat.append(zone)


def _zone(heading: str, above: Zone) -> Zone:
    head = heading[:160]
    targets = p.TARGET_HEADING.search(head) is not None and not p.NOT_HEADING.search(head)
    barred = p.NOT_TARGET_SECTION.search(head) is not None and not targets
    named = targets and p.NAMED_HEADING.search(head) is not None
    if not targets and above.targets and not barred and not p.NOT_HEADING.search(head):
        targets, named = True, above.named
    return Zone(targets, named, barred or (above.barred and not targets), as_of(head) or above.as_of)


def as_of(text: str) -> str | None:
    """The last year or day named as an end: "giai đoạn 2026 - 2030" → "2030"."""
    out = None
    for m in p.AS_OF.finditer(text):
        if m["y"]:
            out = (
                f"{m['y']}-{int(m['m']):02d}-{int(m['d']):02d}"
                if 1 <= int(m["m"]) <= 12 and 1 <= int(m["d"]) <= 31
                else m["y"]
            )
        else:
            out = m["end"] or m["school"] or m["year"]
    return out
