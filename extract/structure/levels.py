"""At which depth each label stands: decided over the whole document, from what continues what.

A label that continues a list that is open stands in that list. One that begins a list stands below what is open, unless its
kind ranks higher by the rule of the trade (part, chapter, A., I., 1., 1.1., then letters and numbers in brackets), and even
then where the list above it goes on behind it ("a) … 1. … 2. … b)"). A number that neither begins nor continues anything is
a quantity, a year or the tail of a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.text.markers import Marker, letter_number

_RANK = {"appendix": 0.0, "part": 1.0, "chapter": 2.0, "mục": 3.0, "điều": 4.0, "letter": 5.0, "roman": 6.0, "arabic": 7.0, "decimal": 8.0, "paren": 9.0, "alpha": 9.0}  # fmt: skip
_INNER = 9.0
_AHEAD = 200  # labels looked at to see whether a list goes on; no plan has longer lists between two of its items


@dataclass(slots=True)
class Placed:
    """A label with its place: index of its parent among the placed (-1 at the root)."""

    line: int
    marker: Marker
    parent: int


@dataclass(slots=True)
class _Open:
    index: int  # among the placed
    style: str
    rank: float
    number: int
    label: str


def rank(m: Marker) -> float:
    """Outer kinds rank lower; a decimal by its number of parts."""
    if m.kind == "decimal":
        return 8.0 + min(len(m.parts), 900) / 1000
    if m.style == "a1":  # "a1)" below "a)"
        return _INNER + 0.5
    return _RANK[m.kind]


def place(found: list[tuple[int, Marker]]) -> list[Placed]:
    """The places of these labels, (index of line, marker) in document order; what is no label after all is left out."""
    return _Placer(found).run()


class _Placer:
    def __init__(self, found: list[tuple[int, Marker]]) -> None:
        self.found = found
        self.open: list[_Open] = []
        self.out: list[Placed] = []
        self.nested: dict[tuple[str, str], int] = {}  # "1." below "a)" was met, in the list below this one
        self.last: dict[str, int] = {}  # number last seen of each style, open or not

    def run(self) -> list[Placed]:
        for k, (line, marker) in enumerate(self.found):
            m = self._which(marker, k)
            if self._place(k, line, m):
                self.last[m.style] = m.number
        return self.out

    # --------------------------------------------------------- which kind it is

    def _which(self, m: Marker, k: int) -> Marker:
        """One capital may be a Roman number or a letter: C., D., I., V., X. That which continues an open list wins."""
        if m.style == "(i)" and len(m.letter) == 1:
            number = letter_number(m.letter)
            if any(o.style == "(a)" and o.number == number - 1 for o in self.open):  # "(h) … (i)"
                return replace(m, style="(a)", number=number)
        if len(m.letter) != 1 or not m.letter.isupper() or m.kind not in ("roman", "letter"):
            return m
        letter = replace(m, kind="letter", style="A", number=letter_number(m.letter), label=m.letter)
        if m.kind == "letter":
            return m
        in_letters = next((o for o in reversed(self.open) if o.style == "A"), None)
        in_romans = next((o for o in reversed(self.open) if o.style == m.style), None)
        follows_letter = in_letters is not None and 0 < letter.number - in_letters.number <= 2
        follows_roman = in_romans is not None and m.number - in_romans.number == 1
        if follows_roman and not (follows_letter and in_letters and in_romans and in_letters.index > in_romans.index and letter.number - in_letters.number == 1):  # fmt: skip
            return m
        if follows_letter and in_letters is not None:
            if m.number == 1 and letter.number - in_letters.number != 1:
                return m
            return letter
        if m.number >= 50 or (m.number == 1 and self.last.get("A") == letter.number - 1 and not self._begins(m, k)):
            return letter
        return m

    def _begins(self, m: Marker, k: int) -> bool:
        return any(x.style == m.style and x.number == 2 for _, x in self.found[k + 1 : k + 60])

    # ----------------------------------------------------------------- places

    def _place(self, k: int, line: int, m: Marker) -> bool:
        if m.kind == "appendix":
            self.open = []
            return self._push(line, m, 0.0)
        own = rank(m)
        at = self._in_open(m)
        if m.kind == "decimal" and at is None:
            return self._decimal(line, m, own)
        if at is not None:
            step = m.number - self.open[at].number
            if m.number == 1 and step <= 0:
                under = self._under(k, m, own, at)
                if under is not None:
                    del self.open[under + 1 :]
                    return self._push(line, m, own)
            elif step > 3 and (own >= 7.0 or m.kind == "letter") and m.kind != "decimal" and not self._known(k, m):
                return False
            del self.open[at:]
            return self._push(line, m, own)
        if not self._plausible(k, m):
            return False
        if own < _INNER:
            under = self._under(k, m, own, None) if m.number == 1 else None
            if under is not None:
                del self.open[under + 1 :]
            else:
                while self.open and self.open[-1].rank >= own:
                    self.open.pop()
        elif own > _INNER:
            while self.open and self.open[-1].rank > own:
                self.open.pop()
        elif m.number != 1:
            # an item of a list whose beginning is lost: beside the list of the same rank that is open
            while self.open and self.open[-1].rank >= own:
                self.open.pop()
        return self._push(line, m, own)

    def _push(self, line: int, m: Marker, own: float) -> bool:
        parent = self.open[-1].index if self.open else -1
        self.out.append(Placed(line, m, parent))
        self.open.append(_Open(len(self.out) - 1, m.style, own, m.number, m.label.strip("()")))
        return True

    def _in_open(self, m: Marker) -> int | None:
        """The open list that this label belongs to: the innermost of its style (for decimals, of as many parts and one stem)."""
        stem = ".".join(m.parts[:-1]) if m.kind == "decimal" else ""
        for i in range(len(self.open) - 1, -1, -1):
            o = self.open[i]
            if o.style != m.style:
                continue
            if m.kind != "decimal":
                return i
            if o.label.count(".") == len(m.parts) - 1 and o.label.rpartition(".")[0] == stem:
                return i
        if m.number > 1 and m.kind in ("alpha", "paren") and m.style != "a1":
            # "a) … b. …": a slip in the sign behind the letter
            for i in range(len(self.open) - 1, -1, -1):
                o = self.open[i]
                if o.rank == _INNER and o.style[-2:-1] == m.style[-2:-1] and o.number == m.number - 1:
                    return i
        return None

    def _decimal(self, line: int, m: Marker, own: float) -> bool:
        """ "2.1" stands below "2", "2.1.3" below "2.1", wherever that is open; else by its number of parts."""
        stem = ".".join(m.parts[:-1])
        for i in range(len(self.open) - 1, -1, -1):
            if self.open[i].label == stem and self.open[i].rank < own:
                del self.open[i + 1 :]
                return self._push(line, m, own)
        while self.open and self.open[-1].rank >= own:
            self.open.pop()
        return self._push(line, m, own)

    def _under(self, k: int, m: Marker, own: float, at: int | None) -> int | None:
        """The innermost open list of lower standing that goes on behind this one, below which it therefore stands."""
        for i in range(len(self.open) - 1, at if at is not None else -1, -1):
            o = self.open[i]
            if o.rank < own or o.style == m.style:
                return None
            above = self.open[i - 1].index if i else -1
            if self.nested.get((o.style, m.style)) == above or self._goes_on(k, o, own):
                self.nested[o.style, m.style] = above
                return i
        return None

    def _goes_on(self, k: int, o: _Open, own: float) -> bool:
        for _, x in self.found[k + 1 : k + _AHEAD]:
            if x.style == o.style:
                return x.number == o.number + 1
            if rank(x) < min(own, o.rank):
                return False
        return False

    # ------------------------------------------------------------- plausible

    def _plausible(self, k: int, m: Marker) -> bool:
        if m.kind in ("part", "chapter", "mục", "điều", "decimal") or m.style == "a1":
            return True
        if m.style == "1,":  # "… tại mục / 1, Phần III": a comma labels only where a list of them is seen
            return m.number == self.last.get(m.style, -9) + 1 or self._known(k, m)
        if m.number == 1 or m.number == self.last.get(m.style, -9) + 1:
            return True
        if m.kind == "roman":
            return m.number <= 3 or self._known(k, m)
        if m.number <= 3 and m.kind in ("arabic", "paren") and m.style != "(i)":
            return True
        return self._known(k, m)

    def _known(self, k: int, m: Marker) -> bool:
        """The next number of the same style stands somewhere behind it, before the list begins anew."""
        for _, x in self.found[k + 1 : k + 60]:
            if x.style == m.style:
                return x.number == m.number + 1
        return False
