"""The grammar of what opens a line: numbers, letters, bullets (Nghị định 30/2020/NĐ-CP, Phụ lục I, and what practice adds).

`marker` reads the opening of one line. Whether it is a label there, and of which level, is decided over the whole document
by extract.structure.levels; here only what cannot be a label in any document is refused (a quantity, a date, a code).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import regex

Kind = Literal["part", "chapter", "mục", "điều", "roman", "letter", "arabic", "decimal", "paren", "alpha", "bullet", "plus", "appendix"]  # fmt: skip

#: order of the letters that label items: the Vietnamese alphabet without ă â ê ô ơ ư, and the English one
VIETNAMESE = "abcdđeghiklmnopqrstuvxy"
ENGLISH = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Marker:
    """An opening. `style` tells "1." from "1)"; `number` is the ordinal (of a letter in the Vietnamese order, from 1).

    `end` is where the text behind it begins. `letter` is the single capital or small letter as it stands, where the same
    sign may be a Roman number too.
    """

    kind: Kind
    label: str
    style: str
    number: int
    end: int
    letter: str = ""
    parts: tuple[str, ...] = ()  # of a decimal: ("2", "1", "3")
    dashed: bool = False  # "- (1). ..."


_UP = r"[\p{Lu}“\"‘«(\[]"
_GAP = r"(?:[ \t]+|(?=[\p{Lu}“\"]))"  # "1.Mục đích": the blank is lost
_ROMAN = r"(?=[IVXLC])(?:C{0,3})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})"
_ORDINAL = r"(?i:thứ\s+)?(?i:nhất|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười)"
_BULLET = r"[-–—−‐‑•·▪▫●○◦◉◎⚫⚪■□◼◻▬◆◇❖✦✧★☆✶✱❋♦►▶▸▹‣➔➜➢➣➤➝➡⮚⮞⇒→»✓✔✅☑☒❑❒❏⁃∙§\uf020-\uf0ff]"

_MARKER = regex.compile(
    rf"""(?:
    (?P<appendix>(?i:phụ\s+lục|phụ\s+biểu)(?:\s+(?i:số)?\s*:?\s*(?P<appno>\d{{1,3}}(?:[.\-]\d{{1,2}})?[A-Za-z]?|[IVXL]{{1,6}}|[A-HĐ])(?![\p{{L}}\d/]))?\s*(?P<apprest>[.:\-–)]\s*|$|(?=\p{{Lu}}|\()))
  | (?P<form>(?i:mẫu|biểu(?:\s+mẫu)?)\s+(?i:số)\s*:?\s*(?P<formno>\d{{1,3}}(?:[.\-]\d{{1,2}})?[A-Za-z]?|[IVXL]{{1,6}})(?![\p{{L}}\d/])\s*(?:[.:\-–)]|$|(?=\p{{Lu}})))
  | (?P<part>(?i:phần)\s+(?P<partno>(?i:thứ\s+)?(?:{_ROMAN}(?![\p{{L}}])|[A-HĐ](?![\p{{L}}])|\d{{1,2}}(?!\d)|{_ORDINAL}(?![\p{{L}}])))\s*(?:[.:\-–)]\s*|$|(?=[\p{{Lu}}“]{{2}}|\p{{Lu}}\p{{Ll}}+\s+\p{{Ll}})))
  | (?P<chapter>(?i:chương)\s+(?P<chapno>{_ROMAN}(?![\p{{L}}])|\d{{1,2}}(?!\d))\s*(?:[.:\-–)]\s*|$|(?=\p{{Lu}}{{2}})))
  | (?P<muc>(?i:mục)\s+(?P<mucno>{_ROMAN}(?![\p{{L}}])|\d{{1,2}}(?!\d))\s*(?:[.:]\s+(?=\p{{Lu}})|$|(?=\p{{Lu}}{{3}})))
  | (?P<dieu>Điều\s+(?P<dieuno>\d{{1,3}}[a-z]?)\s*(?:[.:]\s*(?={_UP}|$)|$))
  | (?P<dash>{_BULLET}[ \t]*)?(?:
      (?P<mixed>(?:(?P<mixroot>{_ROMAN}|[A-HĐ])[.\-](?P<mixno>\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}))(?:[.):/]+{_GAP}|[ \t]+(?={_UP})))
    | (?P<decimal>\d{{1,3}}(?:[.,]\d{{1,3}}){{1,200}})(?P<decend>[.):/]*|[ \t]?[-–](?=[ \t]+\p{{Lu}}))(?P<decgap>[ \t]*)(?={_UP}|\p{{Ll}}|$|[\d%*<>≥≤'…])
    | (?P<circled>[①-⑳])[.:)]?[ \t]*(?=\S)
    | (?P<paren>\((?P<parenno>\d{{1,3}}|[ivx]{{1,5}}|[a-zđA-HĐ])\)[.:;,]?(?:[ \t]+|(?=\p{{Lu}})))
    | (?P<arabic>\d{{1,3}})[ \t]?(?P<arabdel>[.):/]|,(?=[ \t]+\p{{Lu}}\p{{Ll}}+[ \t])|[ \t]?[-–](?=[ \t]))[:.]?(?P<arabgap>[ \t]+|(?=[\p{{Lu}}“"])|$)
    | (?P<romanocr>[Il1|]{{1,3}}[VX]?|[VX]+[Il1]{{1,3}})(?P<ocrdel>[.])[ \t]+(?=[\p{{Lu}}“"])
    | (?P<roman>{_ROMAN})(?<=[IVXLC])(?P<romdel>[ \t]?[.):/]+|[ \t]?[-–]+)(?:[ \t]+|(?=[\p{{Lu}}“"])|$)
    | (?P<bareroman>{_ROMAN})(?<=[IVX])[ \t]+(?=\p{{Lu}}{{2,}}[\s,]+\p{{Lu}}{{2}})
    | (?P<letter>[A-ZĐ])(?P<letdel>[ \t]?[.):/]|[ \t]?[-–](?=[ \t]))(?:[ \t]+|(?=\p{{Lu}}{{2}}))
    | (?P<alpha>[a-zđ])(?P<alno>\.?\d{{1,2}})?(?P<aldel>[ \t]?[).:/]|,(?=[ \t]+\p{{Lu}})|[-–](?=[ \t\p{{Lu}}])|[ \t][-–](?=[ \t]+\p{{Lu}}))\.?(?:[ \t]+|(?=[\p{{Lu}}“"]))
    )
  | (?P<plus>(?:\+{{1,3}}|\*)(?![\d*])[ \t]*(?=\S)|o[ \t]+(?=[\p{{Lu}}“"]))
  | (?P<bullet>{_BULLET}{{1,2}}(?![-–—\d])[ \t]*(?=\S)|{_BULLET}[ \t]+(?=\S))
  )""",
    regex.X,
)
_ROMAN_VALUE = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_WORDS = {"nhất": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}  # fmt: skip
_ROMAN_ONLY = regex.compile(_ROMAN)
_UPPER = regex.compile(_UP)
_CODE = regex.compile(r"\p{Lu}[\p{L}&]{0,6}(?:[-–/]|$|\s)")


def roman_value(s: str) -> int:
    """XIV → 14. The string must be a Roman number."""
    total = last = 0
    for c in reversed(s.upper()):
        v = _ROMAN_VALUE[c]
        total += v if v >= last else -v
        last = max(last, v)
    return total


def letter_number(c: str) -> int:
    """Place of a letter in the Vietnamese order of labels, from 1; letters it lacks (f, j, w, z) go behind the one before them."""
    c = c.lower()
    at = VIETNAMESE.find(c)
    return at + 1 if at >= 0 else VIETNAMESE.find(chr(ord(c) - 1)) + 2


def marker(text: str, start: int = 0, end: int | None = None) -> Marker | None:
    """The marker that opens ``text[start:end]``, or None. `text` should be folded (extract.text.fold) or plain NFC."""
    end = len(text) if end is None else end
    m = _MARKER.match(text, start, end)
    if m is None:
        return None
    return _read(m, text, end)


def _read(m: regex.Match[str], text: str, end: int) -> Marker | None:
    g = m
    if g["appendix"] is not None:
        no = g["appno"]
        label = f"PL {no}" if no else "PL"
        return Marker("appendix", label, "appendix", 0, m.end())
    if g["form"] is not None:
        return Marker("appendix", f"Mẫu {g['formno']}", "form", 0, m.end())
    if g["part"] is not None:
        no = g["partno"].split()[-1]
        n = _WORDS.get(no.lower()) or (
            int(no) if no.isdigit() else roman_value(no) if set(no) <= set("IVXLC") else letter_number(no)
        )
        label = no if no.lower() not in _WORDS else to_roman(n)
        return Marker("part", label, "phần", n, m.end())
    if g["chapter"] is not None:
        no = g["chapno"]
        return Marker("chapter", no, "chương", int(no) if no.isdigit() else roman_value(no), m.end())
    if g["muc"] is not None:
        no = g["mucno"]
        return Marker("mục", no, "mục", int(no) if no.isdigit() else roman_value(no), m.end())
    if g["dieu"] is not None:
        no = g["dieuno"]
        return Marker("điều", no, "điều", int(no.rstrip("abcdefghijklmnopqrstuvwxyz")), m.end())
    dashed = bool(g["dash"])
    if g["mixed"] is not None:
        parts = (g["mixroot"], *g["mixno"].split("."))
        return Marker("decimal", ".".join(parts), "mixed", int(parts[-1]), m.end(), parts=parts, dashed=dashed)
    if g["decimal"] is not None:
        return _decimal(m, text, end, dashed)
    if g["circled"] is not None:
        n = ord(g["circled"]) - ord("①") + 1
        return Marker("paren", f"({n})", "①", n, m.end(), dashed=dashed)
    if g["paren"] is not None:
        no = g["parenno"]
        if set(no) <= set("ivx"):
            return Marker("paren", f"({no})", "(i)", roman_value(no), m.end(), letter=no, dashed=dashed)
        if no.isdigit():
            return Marker("paren", f"({no})", "()", int(no), m.end(), dashed=dashed)
        return Marker("paren", f"({no})", "(a)", letter_number(no), m.end(), letter=no, dashed=dashed)
    if g["arabic"] is not None:
        delimiter = g["arabdel"].strip().replace("–", "-").replace(":", ".").replace(",", ".")
        if not g["arabgap"] and m.end() < end and delimiter not in ".)/":
            return None
        if delimiter == "-" and not text[m.end() : m.end() + 1].isupper():
            return None  # "5 - 10 hộ"
        if delimiter in "/:" and not (m.end() >= end or _UPPER.match(text, m.end())):
            return None
        if delimiter == "/" and not g["arabgap"] and _CODE.match(text, m.end(), end):
            return None  # "283/KH-UBND"
        no = g["arabic"]
        kind: Kind = "paren" if delimiter == ")" else "arabic"
        style = "1)" if delimiter == ")" else "1," if g["arabdel"] == "," else "1."
        return Marker(kind, no, style, int(no), m.end(), dashed=dashed)
    if g["romanocr"] is not None:
        raw = g["romanocr"]
        no = raw.replace("l", "I").replace("1", "I").replace("|", "I")
        if raw.isdigit() or not _ROMAN_ONLY.fullmatch(no):
            return None
        return Marker("roman", no, "I", roman_value(no), m.end(), letter=no if len(no) == 1 else "", dashed=dashed)
    if g["roman"] is not None or g["bareroman"] is not None:
        no = g["roman"] or g["bareroman"]
        return Marker("roman", no, "I", roman_value(no), m.end(), letter=no if len(no) == 1 else "", dashed=dashed)  # fmt: skip
    if g["letter"] is not None:
        no = g["letter"]
        if dashed and text[m.end() - 1] == "." and m.end() < end:
            return None  # "- P.KD: …": an office, not a letter that labels
        return Marker("letter", no, "A", letter_number(no), m.end(), letter=no, dashed=dashed)
    if g["alpha"] is not None:
        no = g["alpha"]
        if g["alno"]:
            label = no + g["alno"]
            return Marker("alpha", label, "a1", int(g["alno"].lstrip(".")), m.end(), dashed=dashed, parts=(no, g["alno"].lstrip(".")))  # fmt: skip
        delimiter = g["aldel"].strip().replace("–", "-").replace(":", ".")
        style = "a)" if delimiter == ")" else "a."
        return Marker("alpha", no, style, letter_number(no), m.end(), letter=no, dashed=dashed)
    sign = text[m.start()]
    if g["plus"] is not None:
        return Marker("plus", "", sign, 0, m.end())
    if g["bullet"] is not None:
        return Marker("bullet", "", "-" if sign in "-–—−‐‑\uf02d" else sign, 0, m.end())
    return None


def _decimal(m: regex.Match[str], text: str, end: int, dashed: bool) -> Marker | None:
    raw, closing, gap = m["decimal"], m["decend"].strip().replace("–", ".").replace("-", "."), m["decgap"]
    after = m.end()
    parts = tuple(raw.replace(",", ".").split("."))
    capital = after >= end or bool(_UPPER.match(text, after))
    if "," in raw and not (closing == "." and capital and gap):
        return None  # "1,5 ha", "2,5%"; but "1,1. Mục tiêu" is a slip of the pen or of the OCR
    if "/" in closing or (")" in closing and "." not in closing and not gap):
        return None
    if not gap and after < end and not (closing and capital):
        return None  # "1.200ha", "2.5%"
    if any(len(p) > 2 for p in parts[1:]) or (len(parts[0]) > 2):
        return None  # "1.200 ha", "100.000 cây xanh"
    if len(parts) == 3 and len(parts[2]) == 4:
        return None
    if not closing and not capital:
        return None  # "1.5 triệu đồng"
    if len(parts) <= 3 and any(p.startswith("0") and len(p) > 1 for p in parts[1:]) and not closing:
        return None  # "01.07 Ngày": a date more likely
    return Marker("decimal", ".".join(parts), "1.1", int(parts[-1]), after, parts=parts, dashed=dashed)


def to_roman(n: int) -> str:
    out = ""
    for value, sign in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while n >= value:
            out += sign
            n -= value
    return out
