"""Automatic numbers of a Word document, rebuilt from numbering.xml as Word shows them (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import regex

from extract.ingest.symbols import symbol

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = regex.compile(r"%([1-9])")


def roman(n: int) -> str:
    """4 → "IV"; 0 and below, which Roman numbers cannot write, stay as digits."""
    if not 0 < n < 32768:
        return str(n)
    out = ""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        count, n = divmod(n, value)
        out += sign * count
    return out


def letter(n: int) -> str:
    """1 → "a", 26 → "z", 27 → "aa", 28 → "bb": Word doubles the letter, it does not count on. No đ: Word has no such list."""
    if n < 1:
        return str(n)
    times, index = divmod(n - 1, 26)
    return chr(97 + index) * min(times + 1, 30)


_UNITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def vietnamese(n: int) -> str:
    """numFmt vietnameseCounting: 1 → "một", 15 → "mười lăm", 21 → "hai mươi mốt"; from 100 on digits."""
    if not 0 <= n < 100:
        return str(n)
    tens, unit = divmod(n, 10)
    if tens == 0:
        return _UNITS[unit]
    head = "mười" if tens == 1 else _UNITS[tens] + " mươi"
    if unit == 0:
        return head
    tail = "mốt" if unit == 1 and tens > 1 else "lăm" if unit == 5 else "tư" if unit == 4 and tens > 1 else _UNITS[unit]
    return f"{head} {tail}"


def format_number(n: int, fmt: str) -> str:
    """A counter in one of Word's number formats (ST_NumberFormat); what no Vietnamese plan uses is shown as a decimal."""
    match fmt:
        case "upperRoman":
            return roman(n)
        case "lowerRoman":
            return roman(n).lower()
        case "upperLetter":
            return letter(n).upper()
        case "lowerLetter":
            return letter(n)
        case "decimalZero":
            return f"{n:02d}"
        case "none":
            return ""
        case "vietnameseCounting":
            return vietnamese(n)
        case "numberInDash":
            return f"- {n} -"
        case "decimalEnclosedParen":
            return f"({n})"
        case "decimalEnclosedFullstop":
            return f"{n}."
        case "hex":
            return f"{n:X}"
        case _:
            return str(n)


@dataclass(slots=True)
class Level:
    """One level of a list: how its number is counted and shown."""

    start: int = 1
    fmt: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    font: str | None = None
    style: str | None = None
    indent: float | None = None
    first: float | None = None
    zeros: int = 0  # width of a custom format "001, 002, …"


@dataclass(slots=True)
class _Num:
    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


def _int(element: Any, default: int | None = None) -> int | None:
    try:
        return int(element.get(W + "val"))
    except (AttributeError, TypeError, ValueError):
        return default


def _on(element: Any) -> bool:
    return element is not None and element.get(W + "val", "1") not in ("0", "false", "off")


def _points(element: Any, name: str) -> float | None:
    try:
        return int(element.get(W + name)) / 20
    except (AttributeError, TypeError, ValueError):
        return None


def _level(e: Any) -> Level:
    level = Level(start=_int(e.find(W + "start"), 0) or 0)
    fmt = e.find(W + "numFmt")
    if fmt is None:  # newer formats stand in an alternate: Choice carries "001, 002, …", Fallback "decimal"
        fmt = next(e.iter(W + "numFmt"), None)
    if fmt is not None:
        level.fmt = fmt.get(W + "val", "decimal")
        shown = fmt.get(W + "format", "").split(",")[0].strip()
        if level.fmt == "custom":
            level.fmt, level.zeros = "decimal", len(shown) if shown.isdigit() else 0
    text = e.find(W + "lvlText")
    level.text = text.get(W + "val", "") if text is not None else ""
    level.legal = _on(e.find(W + "isLgl"))
    level.restart = _int(e.find(W + "lvlRestart"))
    style = e.find(W + "pStyle")
    level.style = style.get(W + "val") if style is not None else None
    fonts = e.find(f"{W}rPr/{W}rFonts")
    if fonts is not None:
        level.font = fonts.get(W + "ascii") or fonts.get(W + "hAnsi")
    ind = e.find(f"{W}pPr/{W}ind")
    if ind is not None:
        level.indent = _points(ind, "left") or _points(ind, "start")
        first, hanging = _points(ind, "firstLine"), _points(ind, "hanging")
        level.first = -hanging if hanging is not None else first
    return level


class Numbering:
    """The document's lists with their running counters; `label` is to be called once a numbered paragraph, in order."""

    def __init__(self, root: Any | None, style_num: dict[str, str] | None = None) -> None:
        """`root` is the element w:numbering or None; `style_num` maps a numbering style's id to its numId."""
        self._abstract: dict[str, dict[int, Level]] = {}
        self._nums: dict[str, _Num] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._overridden: set[tuple[str, int]] = set()
        if root is None:
            return
        links = {}
        for a in root.findall(W + "abstractNum"):
            ident = a.get(W + "abstractNumId")
            self._abstract[ident] = {_int_attr(lv): _level(lv) for lv in a.findall(W + "lvl")}
            link = a.find(W + "numStyleLink")
            if link is not None:
                links[ident] = link.get(W + "val")
        for n in root.findall(W + "num"):
            num = _Num(n.find(W + "abstractNumId").get(W + "val") if n.find(W + "abstractNumId") is not None else "")
            for o in n.findall(W + "lvlOverride"):
                at = _int_attr(o)
                if o.find(W + "lvl") is not None:
                    num.levels[at] = _level(o.find(W + "lvl"))
                start = _int(o.find(W + "startOverride"))
                if start is not None:
                    num.starts[at] = start
            self._nums[n.get(W + "numId")] = num
        # a list that only points to a numbering style takes the levels of the list that the style points to
        for num in self._nums.values():
            seen: set[str] = set()
            while num.abstract in links and num.abstract not in seen:
                seen.add(num.abstract)
                target = self._nums.get((style_num or {}).get(links[num.abstract], ""))
                if target is None:
                    break
                num.abstract = target.abstract

    def __contains__(self, num_id: str) -> bool:
        num = self._nums.get(num_id)
        return num is not None and num.abstract in self._abstract

    def level(self, num_id: str, ilvl: int) -> Level | None:
        """The level as this list shows it, or None."""
        num = self._nums.get(num_id)
        if num is None:
            return None
        return num.levels.get(ilvl) or self._abstract.get(num.abstract, {}).get(ilvl)

    def level_of_style(self, num_id: str, style: str) -> int | None:
        """The level that is bound to a paragraph style, which beats the one the style names."""
        num = self._nums.get(num_id)
        if num is None:
            return None
        levels = {**self._abstract.get(num.abstract, {}), **num.levels}
        return next((i for i, lv in sorted(levels.items()) if lv.style == style), None)

    def label(self, num_id: str, ilvl: int) -> str | None:
        """Count one paragraph and return its number as Word shows it, "" where the level shows none, None where no list is."""
        num = self._nums.get(num_id)
        level = self.level(num_id, ilvl)
        if num is None or level is None:
            return None
        counters = self._counters.setdefault(num.abstract, {})
        if ilvl in num.starts and (num_id, ilvl) not in self._overridden:
            # a restart counts the first time its list comes; lists of one kind share their counters otherwise
            self._overridden.add((num_id, ilvl))
            counters[ilvl] = num.starts[ilvl]
        elif ilvl in counters:
            counters[ilvl] += 1
        else:
            counters[ilvl] = level.start
        for upper in range(ilvl):
            if upper not in counters:  # a level that was jumped over shows its first number
                above = self.level(num_id, upper)
                counters[upper] = num.starts.get(upper, above.start if above else 1)
        for lower in [i for i in counters if i > ilvl]:
            below = self.level(num_id, lower)
            restart = below.restart if below else None
            if restart is None or (restart > 0 and ilvl < restart):
                del counters[lower]
        if level.fmt == "bullet":
            return "".join(symbol(ord(c), level.font) for c in level.text).strip()

        def number(match: regex.Match[str]) -> str:
            at = int(match[1]) - 1
            shown = self.level(num_id, at)
            value = counters.get(at, shown.start if shown else 1)
            fmt = shown.fmt if shown else "decimal"
            if level.legal and fmt not in ("none",):
                fmt = "decimal"
            text = format_number(value, fmt)
            return text.zfill(shown.zeros) if shown and shown.zeros else text

        return _PLACE.sub(number, level.text).strip()


def _int_attr(element: Any) -> int:
    try:
        return int(element.get(W + "ilvl", "0"))
    except ValueError:
        return 0
