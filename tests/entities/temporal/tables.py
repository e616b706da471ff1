"""Reads the tables of cases: one sentence a line, with everything that is to come out of it.

    issue date | sentence => item ;; item ! warning

An item is `D relation value "text"` or `T role value "text"`. The value of a deadline is start/due with - for none, or its
FREQ= rule ("FREQ-": recurring without one); that of a date is value or value/end. A ~ behind the text says approximate,
`@amount unit "anchor"` is the offset, and "none" that nothing comes out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import regex

CASES = Path(__file__).parent / "cases"
_ITEM = regex.compile(
    r'(?P<list>[DT]) (?P<word>\S+) (?P<value>\S+) "(?P<text>[^"]+)"(?P<about> ~)?(?: @(?P<amount>\S+) (?P<unit>\w+) (?:"(?P<anchor>[^"]+)"|-))?'
)


@dataclass
class Case:
    """One sentence with its date of issue, the items and the codes of the warnings that are to come out."""

    rule: str
    issued: str
    text: str
    items: list[dict[str, str | None]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.rule}: {self.text[:60]}"


def load(name: str) -> list[Case]:
    cases, rule = [], name.removesuffix(".txt")
    for line in (CASES / name).read_text("utf-8").splitlines():
        if line.startswith("## "):
            rule = line[3:].split(":")[0]
        if not line or line.startswith("#"):
            continue
        head, _, tail = line.partition(" => ")
        issued, _, text = head.partition(" | ")
        tail, _, warnings = tail.partition(" ! ")
        items = []
        for piece in [] if tail.strip() == "none" else tail.split(" ;; "):
            m = _ITEM.fullmatch(piece.strip())
            assert m, f"{name}: cannot read {piece!r}"
            items.append(m.groupdict())
        cases.append(Case(rule, issued, text, items, warnings.split()))
    return cases
