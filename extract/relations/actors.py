"""Who is named where: the mentions of units and officials in one order, and lists of them as a sentence strings them together."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

import regex

from extract.state import Plan


@dataclass(slots=True, frozen=True)
class Actor:
    """One mention of a unit or official. `start`, `end` are offsets into the plan's text."""

    start: int
    end: int
    id: str
    official: bool
    collective: bool
    named: bool = False
    """A person with a name."""


#: what may stand between two members of a list: ", " "; " " và " ", cùng với các " " (có liên quan), "
_BETWEEN = regex.compile(
    r"""(?:\s*(?:có\s+liên\s+quan|liên\s+quan|khác|nêu\s+trên|trong\s+tỉnh|trực\s+thuộc))?
    (?:\s*\([^()]{0,160}\))?
    (?:\s*trên\s+địa\s+bàn[^,;.:()\n]{0,50})?
    \s*(?:(?:[,;/&+]|-(?=\s)|và|cùng\s+với|cùng|với|hoặc|kể\s+cả|các|những|toàn\s+thể|đồng\s+chí|đ/c|ông|bà|thầy|cô
        |trong\s+đó\s+có|(?:gồm|bao\s+gồm)\s*:?)\.?\s*)+""",
    regex.X | regex.I,
)
#: the rest of a member that the mention did not cover: "… có liên quan", "… trên địa bàn thành phố", "(Cơ quan thường trực)"
TAIL = regex.compile(
    r"(?:\s*(?:có\s+liên\s+quan|liên\s+quan|khác|nêu\s+trên|nói\s+trên))*(?:\s*trên\s+địa\s+bàn[^,;.:()\n]{0,40}(?=[,;.:(\n]|$))?(?:\s*\([^()\n]{0,200}\))?",
    regex.I,
)
#: what may stand before the first member: "các", "đồng chí", "toàn thể", "mỗi"
_BEFORE = regex.compile(
    r"\s*(?:(?:các|những|mỗi|từng|toàn\s+thể|tất\s+cả|riêng|đồng\s+chí|đ/c|ông|bà|thầy|cô|(?:GS|PGS|TS|Th\.?S|BS(?:\.?CK(?:II|I|1|2)?)?|DS(?:\.?CK(?:II|I|1|2)?)?|CN(?:ĐD)?|KS|KTS|CV|ĐD|LS|NGƯT|NGND|Đại\s+tá|Thượng\s+tá|Trung\s+tá|Thiếu\s+tá|Thiếu\s+tướng)(?=[.\s]))\.?\s*)*",
    regex.I,
)
_POST_AFTER = regex.compile(  # "Đồng chí X, Phó Chủ tịch UBND Thành phố": the post's body is no second actor
    r"\s*[,(–-]\s*(?:(?:Phó\s+)?(?:Bí\s+thư|Chủ\s+tịch|Giám\s+đốc|Trưởng|Chủ\s+nhiệm|Hiệu\s+trưởng|Chánh|Viện\s+trưởng|Cục\s+trưởng|Tổ\s+trưởng|Chỉ\s+huy)"
    r"|Ủy\s+viên|Thành\s+viên|Thư\s+ký|Chuyên\s+viên|Công\s+chức|Cán\s+bộ|Kế\s+toán)(?:\s|,|-)[^.;:\n()]{0,60}$",
    regex.I,
)
_CLOSES = regex.compile(r"\s{0,2}\)")
_POST_BEFORE = regex.compile(  # "Hiệu trưởng (thầy | X", "Trưởng phòng Nội vụ (đồng chí | X"
    r"(?:^|[\n.;:,]|\s-|[-+•*])\s*((?:Phó\s+)?(?:Bí\s+thư|Chủ\s+(?:tịch|nhiệm)|Giám\s+đốc|Trưởng|Hiệu\s+trưởng|Chánh|Tổ\s+trưởng|Đội\s+trưởng|Viện\s+trưởng|Cục\s+trưởng|Kế\s+toán|Thư\s+ký)(?:\s[^.;:,()\n]{0,50})?\s*\(\s*(?:(?:thầy|cô|ông|bà|đồng\s+chí|đ/c)\.?\s+)?)$",
    regex.I,
)
_PARENT_IN_BRACKETS = regex.compile(r"\s*\(\s*(?:thuộc\s+)?$", regex.I)


class Actors:
    """The outermost mentions of a plan's units and officials, in text order."""

    def __init__(self, plan: Plan) -> None:
        self.text = plan.folded
        found = [Actor(m.start, m.end, u.id, False, u.collective) for u in plan.units for m in u.mentions]
        found += [
            Actor(m.start, m.end, o.id, True, o.collective, o.name is not None)
            for o in plan.officials
            for m in o.mentions
        ]
        found.sort(key=lambda a: (a.start, -a.end, not a.official))
        self.all: list[Actor] = []
        end = -1
        for a in found:
            if a.start < end and a.end <= end:  # inside a longer one ("Công an tỉnh" in "Giám đốc Công an tỉnh")
                if (
                    a.start == self.all[-1].start
                    and a.end == self.all[-1].end
                    and a.id != self.all[-1].id
                    and a.official == self.all[-1].official
                ):
                    self.all.append(a)  # one wording that stands for two: "Các Phòng: Y tế, Giáo dục"
                continue
            last = self.all[-1] if self.all else None
            if (
                last
                and last.official
                and not a.official
                and a.start - last.end < 70
                and _POST_AFTER.fullmatch(self.text, last.end, a.start)
            ):
                end = max(end, a.end)
                continue
            self.all.append(a)
            end = max(end, a.end)
        self.all = [self._with_post(a) if a.named else a for a in self.all]
        self._starts = [a.start for a in self.all]

    def _with_post(self, a: Actor) -> Actor:
        """ "Hiệu trưởng (thầy X)": the post before the brackets belongs to the person in them."""
        close = _CLOSES.match(self.text, a.end)
        m = _POST_BEFORE.search(self.text, max(0, a.start - 90), a.start) if close else None
        return replace(a, start=m.start(1), end=close.end()) if m and close else a

    def between(self, start: int, end: int) -> list[Actor]:
        """Actors that lie within start..end."""
        i = bisect_left(self._starts, start)
        out = []
        while i < len(self.all) and self.all[i].start < end:
            if self.all[i].end <= end:
                out.append(self.all[i])
            i += 1
        return out

    def first(self, start: int, end: int) -> Actor | None:
        """The first actor that begins in start..end."""
        i = bisect_left(self._starts, start)
        return self.all[i] if i < len(self.all) and self.all[i].start < end else None

    def list_at(self, start: int, end: int) -> tuple[list[Actor], int]:
        """The list of actors that begins at `start` (blanks, "các", "đồng chí" are stepped over), and where it ends.

        ``([], start)`` where no actor stands there. "A, B và các đơn vị liên quan (nếu có) …" is one list of three.
        """
        i = bisect_left(self._starts, start)
        if i >= len(self.all) or self.all[i].end > end or not _BEFORE.fullmatch(self.text, start, self.all[i].start):
            return [], start
        out, at = [self.all[i]], self.all[i].end
        while True:
            i += 1
            if i >= len(self.all) or self.all[i].end > end:
                break
            nxt = self.all[i]
            if nxt.start <= at:
                out.append(nxt)
                at = max(at, nxt.end)
                continue
            if nxt.start - at > 260:
                break
            if _PARENT_IN_BRACKETS.fullmatch(self.text, at, nxt.start):
                # "Trung tâm … (Sở Nội vụ)": the house of the one before; "các cơ sở (A, B)": the members of a group
                close = self.text.find(")", nxt.end, end)
                if close < 0:
                    break
                inside = self.between(nxt.start, close)
                if out[-1].collective and len(inside) > 1:
                    out += inside
                i += len(inside) - 1
                at = close + 1
                continue
            if not _BETWEEN.fullmatch(self.text, at, nxt.start):
                break
            out.append(nxt)
            at = nxt.end
        tail = TAIL.match(self.text, at, end)
        return out, tail.end() if tail else at


def skip(t: str, at: int, end: int) -> int:
    """The first offset from `at` that holds no blank and no comma."""
    while at < end and t[at] in " ,\t":
        at += 1
    return at


def ids(actors: list[Actor]) -> list[str]:
    """Their ids, each once, in order."""
    return list(dict.fromkeys(a.id for a in actors))
