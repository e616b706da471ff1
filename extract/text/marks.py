"""Which characters of plain text are marks of Markdown: emphasis, headings, rulers, fences. Only where they are marks."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

_STARS = regex.compile(r"\*+|_+|^[ \t]{0,3}#{1,6}(?=[ \t]+\S)|`{3,}.*|(?<=\S)[ \t]+#{1,6}[ \t]*$")
#: "-------", "=====", "* * *", "_____": a line drawn, nothing said
RULER = regex.compile(r"[ \t]*(?:[-–—=_~]{3,}|(?:[*_]{1,3}[ \t]*)+|-(?:[ \t]*-){2,})[ \t]*")
_IN_BRACKETS = regex.compile(r"\(\*{1,4}\)")  # a footnote mark: "(*) Số liệu ước thực hiện"


#: a line with more stars and underscores than this is noise, and its signs are kept as they stand
_MOST_MARKS = 2000


@dataclass(slots=True)
class Marks:
    """What one block loses: `drop` ranges; `bold` ranges stood in strong marks, `level` is that of a # heading.

    `open` says that emphasis which began in this block or before it goes on in the next line.
    """

    drop: list[tuple[int, int]] = field(default_factory=list)
    bold: list[tuple[int, int]] = field(default_factory=list)
    level: int | None = None
    open: bool = False


def find_marks(texts: list[str]) -> list[Marks]:
    """Marks of each of these lines. Emphasis may run over several lines, but not over an empty one."""
    out = [Marks() for _ in texts]
    i = 0
    while i < len(texts):
        j = i
        while j < len(texts) and texts[j].strip():
            j += 1
        _stretch(texts, out, i, j)
        i = j + 1
    return out


def _stretch(texts: list[str], out: list[Marks], a: int, b: int) -> None:
    strong: tuple[int, int] | None = None  # where an open ** stands
    single: dict[str, tuple[int, int] | None] = {"*": None, "_": None}
    wrapped: list[tuple[int, int]] = []  # lines over which a closed emphasis runs
    for i in range(a, b):
        t = texts[i]
        if RULER.fullmatch(t):
            if strong is not None and t.count("**") % 2:
                strong = None  # it closes on a line of its own: the line before it ends there
            out[i].drop = [(0, len(t))]
            continue
        if "*" not in t and "_" not in t and "#" not in t and "```" not in t:
            continue
        if len(t) > 4 * _MOST_MARKS and t.count("*") + t.count("_") > _MOST_MARKS:
            continue
        kept = {k for m in _IN_BRACKETS.finditer(t) for k in range(m.start(), m.end())}
        for m in _STARS.finditer(t):
            s, e, sign = m.start(), m.end(), m.group().lstrip()[:1]
            if s in kept:
                continue
            if sign in "#`":
                out[i].drop.append((s, e))
                if s == 0 or not t[:s].strip():
                    out[i].level = e - s if sign == "#" else None
                continue
            if sign == "_" and e - s != 1 and e - s != 2:
                continue  # a blank to fill in: "Số: ____/KH-UBND"
            if e - s >= 2 and sign == "*":
                out[i].drop.append((s, e))
                if e - s in (2, 3):
                    strong = _toggle(out, texts, strong, i, s, e, wrapped)
                if e - s == 3:  # "***": one mark of each
                    single["*"] = (i, e - 1) if single["*"] is None else None
                continue
            single[sign] = _single(out, t, single[sign], i, s, e, wrapped)
    for lo, hi in wrapped:
        for k in range(lo, hi):
            out[k].open = True
    for k in range(a, b):
        out[k].drop = _disjoint(out[k].drop)


def _toggle(out: list[Marks], texts: list[str], strong: tuple[int, int] | None, i: int, s: int, e: int, wrapped: list[tuple[int, int]]) -> tuple[int, int] | None:  # fmt: skip
    if strong is None:
        return (i, e)
    first, at = strong
    for k in range(first, i + 1):
        out[k].bold.append((at if k == first else 0, s if k == i else len(texts[k])))
    if first < i and texts[i][:s].strip():
        wrapped.append((first, i))
    return None


def _single(out: list[Marks], t: str, open_: tuple[int, int] | None, i: int, s: int, e: int, wrapped: list[tuple[int, int]]) -> tuple[int, int] | None:  # fmt: skip
    before, after = t[s - 1 : s], t[e : e + 1]
    if t[s] == "_":
        opens = not before.isalnum() and bool(after.strip())
        closes = bool(before.strip()) and not after.isalnum()
    else:
        bullet = not t[:s].strip() and after.isspace() and t.count("*") % 2 == 1  # "* Đối với tập thể"
        opens = bool(after.strip()) and not (before.isdigit() and after.isdigit())
        closes = not bullet and not (before.isspace() and after.isspace() and open_ is None)
        if bullet and open_ is None:
            return None
    if open_ is not None and closes:
        first, at = open_
        out[first].drop.append((at, at + 1))
        out[i].drop.append((s, e))
        if first < i:
            wrapped.append((first, i))
        return None
    return (i, s) if opens else open_


def _disjoint(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for a, b in sorted(ranges):
        if out and a < out[-1][1]:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out
