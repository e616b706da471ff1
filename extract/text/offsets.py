"""The way back: from an offset of the canonical text to the character of the source that it came from."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple


class Origin(NamedTuple):
    """Where a canonical character came from: page (None without pages), index of the block, character in `block.text`."""

    page: int | None
    block: int
    char: int


@dataclass(slots=True)
class OffsetMap:
    """Runs of canonical characters and where they stand in the source, in canonical order.

    Run i covers ``starts[i] : starts[i] + sizes[i]`` of the canonical text and comes from `widths[i]` characters of block
    `blocks[i]` that begin at `chars[i]`. Where size and width are equal the characters stand one for one; else the run as a
    whole stands for them (a space for several, a composed letter for its parts, a label that the reader rebuilt for none).
    What stands between two runs (line ends, tabs between cells, the blank where two lines were joined) has no run and maps
    to the end of the run before it.
    """

    starts: list[int] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)
    chars: list[int] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    pages: dict[int, int] = field(default_factory=dict)  # block → page
    _back: dict[int, list[int]] | None = None

    def add(self, start: int, size: int, block: int, char: int, width: int) -> None:
        """Append a run; runs must come in canonical order."""
        self.starts.append(start)
        self.sizes.append(size)
        self.blocks.append(block)
        self.chars.append(char)
        self.widths.append(width)

    def origin(self, offset: int) -> Origin | None:
        """The source character of a canonical offset; None before the first run or in an empty text."""
        i = bisect_right(self.starts, offset) - 1
        if i < 0:
            return None
        inside = offset - self.starts[i]
        if inside >= self.sizes[i]:
            char = self.chars[i] + self.widths[i]
        elif self.sizes[i] == self.widths[i]:
            char = self.chars[i] + inside
        else:
            char = self.chars[i]
        return Origin(self.pages.get(self.blocks[i]), self.blocks[i], char)

    def offset(self, block: int, char: int) -> int | None:
        """The canonical offset of a source character, or of the next one that was kept; None where the block was dropped."""
        if self._back is None:
            self._back = {}
            for i, b in enumerate(self.blocks):
                self._back.setdefault(b, []).append(i)
            for each in self._back.values():
                each.sort(key=lambda i: (self.chars[i], self.widths[i]))
        runs = self._back.get(block)
        if not runs:
            return None
        k = bisect_right(runs, char, key=lambda i: self.chars[i]) - 1
        if k < 0:
            return self.starts[runs[0]]
        i = runs[k]
        inside = char - self.chars[i]
        if inside < self.widths[i]:
            return self.starts[i] + (inside if self.sizes[i] == self.widths[i] else 0)
        if k + 1 < len(runs):
            return self.starts[runs[k + 1]]
        return self.starts[i] + self.sizes[i]
