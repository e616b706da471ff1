"""Words of a page → its lines in reading order: bands of one baseline, columns told apart by the gaps they share."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter

import regex

from extract.ingest.base import Block
from extract.ingest.pdf_words import Word

#: a list label, after which a tab leaves a gap that parts no columns
_LABEL = regex.compile(r"[-–+•*▪➢o✓]|\(?(?:\d{1,3}|[a-zđA-ZĐ]|[IVXLC]{1,6})(?:\.\d{1,3}){0,4}[.):-]{0,2}|[*-]{1,3}")
#: the right half of an official letter's head begins with the national or the party motto
_MOTTO = regex.compile(r"(?i)c[ộô]ng\s+h[oò][aà]\s+x[ãa]|đ[ộô]c\s+l[ậâ]p\s*[-–—]|đ[ảa]ng\s+c[ộô]ng\s+s[ảa]n\s+vi")
_MOTTO_CUT = regex.compile(r"(?i)^c[ộô]ng\s+h[oò][aà]\s+x[ãa]\s+h[ộô]i(?:\s+ch[ủu](?:\s+ngh[ĩi]a(?:\s+vi[ệê]t)?)?)?$")
_MOTTO_REST = regex.compile(r"(?i)(?:ch[ủu]\s+)?(?:ngh[ĩi]a\s+)?(?:vi[ệê]t\s+)?nam")
_SPACE = 3.0  # points between two columns' edges at the least


class Segment:
    """Words of one band that stand together."""

    __slots__ = ("words", "x0", "x1")

    def __init__(self, word: Word) -> None:
        self.words = [word]
        self.x0, self.x1 = word.x0, word.x1

    def add(self, word: Word) -> None:
        self.words.append(word)
        if word.x1 > self.x1:
            self.x1 = word.x1

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def text(self) -> str:
        return joined(self.words)


_size_of = attrgetter("size")
_x0_of = attrgetter("x0")


@dataclass(slots=True)
class Band:
    """All that stands on one baseline."""

    base: float
    segments: list[Segment] = field(default_factory=list)

    @property
    def words(self) -> list[Word]:
        return [w for s in self.segments for w in s.words]


def bands(words: list[Word]) -> list[Band]:
    """Words grouped by baseline, from the top down, each band cut at gaps that no word space makes."""
    groups: list[list[Word]] = []
    for w in sorted(words, key=attrgetter("base")):
        last = groups[-1] if groups else None
        if last is not None and w.base - last[0].base < 0.33 * min(max(w.size, last[0].size), 30):
            last.append(w)
        else:
            groups.append([w])
    out: list[Band] = []
    for g in groups:
        g.sort(key=_x0_of)
        band = Band(max(g, key=_size_of).base, [Segment(g[0])])
        for before, w in pairwise(g):
            gap, size = w.x0 - before.x1, before.size if before.size > w.size else w.size
            if -0.3 * size < gap < 0.06 * size and w.order - before.order != 1 and not (w.raised or before.raised):
                w.glued = True  # letters that their font lacks, drawn later with another one
            if gap <= 0.4 * size:
                if (w.piece or before.piece) and gap < 0.1 * size:
                    w.glued = True
                band.segments[-1].add(w)
                continue
            head = band.segments[-1].words
            label = len(head) == 1 and _LABEL.fullmatch(head[0].text)
            apart = abs(w.order - before.order) != 1
            if (gap > 1.7 * size and not label) or (gap > 0.55 * size and apart) or _starts_motto(w, g):
                band.segments.append(Segment(w))
            else:
                band.segments[-1].add(w)
        if out and _beside(out[-1], band):
            out[-1].segments = sorted(out[-1].segments + band.segments, key=_x0_of)
        else:
            out.append(band)
    return out


def _beside(above: Band, below: Band) -> bool:
    """True for two columns whose lines stand side by side on baselines a little apart."""
    size = min(above.segments[0].words[0].size, below.segments[0].words[0].size)
    if below.base - above.base > 0.75 * size:
        return False
    return all(a.x1 + _SPACE < b.x0 or b.x1 + _SPACE < a.x0 for a in above.segments for b in below.segments)


def _starts_motto(w: Word, band: list[Word]) -> bool:
    if w.text[:1] not in "CcĐđ":
        return False
    at = band.index(w)
    return bool(_MOTTO.match(joined(band[at : at + 12])))


class Line:
    """A visual line: a band, or a band's part in one column of a region; regions are numbered over the slab."""

    __slots__ = ("base", "column", "region", "size", "words", "x0", "x1")

    def __init__(self, words: list[Word], column: int | None = None, region: int | None = None) -> None:
        self.words, self.column, self.region = words, column, region
        tallest = max(words, key=_size_of)
        self.base, self.size = tallest.base, tallest.size
        self.x0, self.x1 = words[0].x0, max([w.x1 for w in words])

    @property
    def top(self) -> float:
        return self.base - 0.8 * self.size

    @property
    def bottom(self) -> float:
        return self.base + 0.22 * self.size

    @property
    def text(self) -> str:
        return joined(self.words)


def joined(words: list[Word]) -> str:
    """Words with spaces between; a raised one stands right behind what it hangs on (m2)."""
    return "".join([w.text if not i or w.glued else " " + w.text for i, w in enumerate(words)])


def margins(all_bands: list[Band]) -> tuple[float, float]:
    """Left and right edge of the text: the outermost places where a fair share of what is written begins and ends."""
    if not all_bands:
        return 0.0, 0.0
    lefts: dict[int, float] = {}
    rights: dict[int, float] = {}
    for b in all_bands:
        x0, x1 = b.segments[0].x0, b.segments[-1].x1
        lefts[round(x0)] = lefts.get(round(x0), 0.0) + (x1 - x0)
        rights[round(x1)] = rights.get(round(x1), 0.0) + (x1 - x0)
    left = min(x for x, n in lefts.items() if n >= 0.25 * max(lefts.values()))
    # ragged text ends in many places: neighbours count together
    around = {x: rights.get(x - 1, 0.0) + n + rights.get(x + 1, 0.0) for x, n in rights.items()}
    right = max(x for x, n in around.items() if n >= 0.25 * max(around.values()))
    return float(left), float(right)


def read_lines(all_bands: list[Band], area: tuple[float, float]) -> list[Line]:
    """Bands → lines in reading order; where bands part into the same columns, column by column."""
    out: list[Line] = []
    i = region = 0
    while i < len(all_bands):
        end, begin = _region(all_bands, i, area)
        if end is None:
            out.append(Line(all_bands[i].words))
            i += 1
            continue
        while out and begin < i:  # single lines above that belong to a column already
            out.pop()
            i -= 1
        taken = all_bands[begin:end]
        columns = _columns(taken)
        for number, (x0, x1) in enumerate(columns):
            start = len(out)
            for b in taken:
                words = [w for s in b.segments if s.x0 >= x0 - 0.5 and s.x1 <= x1 + 0.5 for w in s.words]
                if not words:
                    continue
                if len(out) > start and _MOTTO_CUT.search(out[-1].text) and _MOTTO_REST.fullmatch(joined(words)):
                    out[-1] = Line(out[-1].words + words, number, region)  # too narrow a cell broke the motto
                    continue
                out.append(Line(words, number, region))
        region += 1
        i = end
    return out


def _columns(taken: list[Band]) -> list[tuple[float, float]]:
    """The x ranges that the segments of these bands cover together, parted where all leave a gap."""
    spans = sorted((s.x0, s.x1) for b in taken for s in b.segments)
    out = [list(spans[0])]
    for x0, x1 in spans[1:]:
        if x0 <= out[-1][1] + _SPACE:
            out[-1][1] = max(out[-1][1], x1)
        else:
            out.append([x0, x1])
    return [(a, b) for a, b in out]


def _region(all_bands: list[Band], i: int, area: tuple[float, float]) -> tuple[int | None, int]:
    """The bands from `begin` to `end` that stand in columns, where band i opens such a region; (None, i) where it does not."""
    first = all_bands[i]
    if len(first.segments) < 2:
        return None, i
    taken, end, multi = [first], i + 1, 1
    last_multi = end
    for j in range(i + 1, len(all_bands)):
        band = all_bands[j]
        if band.base - taken[-1].base > 130 or len(_columns([*taken, band])) < 2:
            break
        if len(band.segments) == 1 and not _belongs(band.segments[0], taken, area):
            break
        taken.append(band)
        end = j + 1
        if len(band.segments) > 1:
            multi += 1
            last_multi = end
    begin = i
    while begin > 0 and len(all_bands[begin - 1].segments) == 1:
        above = all_bands[begin - 1]
        near = taken[0].base - above.base < 2.2 * above.words[0].size
        if not near or len(_columns([above, *taken])) < 2 or not _belongs(above.segments[0], taken, area):
            break
        taken.insert(0, above)
        begin -= 1
    text = " ".join(s.text for b in taken for s in b.segments)
    letter = _MOTTO.search(text) or regex.search(r"(?i)n[ơo]i\s+nh[ậâ]n", text)
    if not letter and (multi < 2 or _is_running_text(taken)):
        return None, i
    if not letter:
        end = last_multi
    return end, begin


def _is_running_text(taken: list[Band]) -> bool:
    """Gaps in ordinary lines (blanks to fill in, tabs): the columns do not keep to edges or a centre of their own."""
    columns = _columns(taken)
    for x0, x1 in columns:
        parts = [[s for s in b.segments if s.x0 >= x0 - 0.5 and s.x1 <= x1 + 0.5] for b in taken]
        own = [(p[0].x0, p[-1].x1) for p in parts if p]
        if len(own) < 2:
            return True
        left = sum(abs(a - own[0][0]) < 3 for a, _ in own)
        middle = sum(abs(a + b - own[0][0] - own[0][1]) < 12 for a, b in own)
        if max(left, middle) * 2 <= len(own):
            return True
    return False


def _belongs(s: Segment, taken: list[Band], area: tuple[float, float]) -> bool:
    """True where a lone segment stands in one of the columns rather than centred on the whole page."""
    columns = _columns(taken)
    on_page = abs(s.centre - (area[0] + area[1]) / 2)
    for x0, x1 in columns:
        if s.x1 <= x0 or s.x0 >= x1:
            continue
        own = [t for b in taken for t in b.segments if t.x0 >= x0 - 0.5 and t.x1 <= x1 + 0.5]
        off = abs(s.centre - sum(t.centre for t in own) / len(own))
        if on_page < 8 and off > 20:
            return False
        if off < 14 or sum(abs(s.x0 - t.x0) < 3 for t in own) * 2 > len(own):
            return True
        return on_page > 14 and s.x0 >= x0 - 40 and s.x1 <= x1 + 40
    # beside every column so far: a column's next line may be longer on its outer side only
    return s.x0 > max(x1 for _, x1 in columns[:-1]) or s.x1 < min(x0 for x0, _ in columns[1:])


class Flow:
    """Follows the lines of a document and tells which surely go on a paragraph.

    Official letters begin every paragraph further in (Nghị định 30/2020/NĐ-CP, Phụ lục I: 1 cm to 1.27 cm). A line at the left edge goes on such a
    paragraph where the line before it had no room for its first word.
    """

    def __init__(self) -> None:
        self.stop()

    def stop(self) -> None:
        """Something stands between: what comes next goes on nothing."""
        self._last: Line | None = None
        self._indented = False
        self._page = -1
        self._area = (0.0, 0.0)

    def goes_on(self, line: Line, page: int, area: tuple[float, float], pitch: float) -> bool:
        """Take the next line of page `page`; its text area is (left, right), its line spacing `pitch`."""
        last, on = self._last, False
        if (
            last is not None
            and self._indented
            and line.column is None
            and abs(line.x0 - area[0]) < 4
            and abs(last.size - line.size) < 0.6
        ):
            first = line.words[0]
            full = last.x1 + 0.2 * line.size + first.x1 - first.x0 > self._area[1] + 0.5
            on = full and (page == self._page + 1 or (page == self._page and 0 < line.base - last.base < 1.2 * pitch))
        if not on:
            self._indented = line.column is None and 12 < line.x0 - area[0] < 80
        self._last = line if line.column is None else None
        self._page, self._area = page, area
        return on


def to_block(line: Line, page: int, area: tuple[float, float]) -> Block:
    """A line as a wrapped block; `indent` counts from the left edge of the page's text."""
    words = line.words
    left, right = area
    block = Block(
        line.text, page=page, bbox=(line.x0, line.top, line.x1, line.bottom), size=round(line.size, 1), wrapped=True,
        column=line.column, bold=all(w.bold for w in words), italic=all(w.italic for w in words),
    )  # fmt: skip
    if line.column is None:
        block.indent = round(max(line.x0 - left, 0.0), 1)
        block.centred = line.x0 - left > 18 and right - line.x1 > 18 and abs((line.x0 - left) - (right - line.x1)) < 5
    at = 0
    for w in words:
        if not w.bold:
            break
        at += len(w.text) + (not w.glued)
    block.bold_prefix = min(max(at - 1, 0), len(block.text))
    return block
