"""One block's characters → clean ones: NFC, blanks made one, invisible characters and marks of markup out, with the way back."""

from __future__ import annotations

import html
import unicodedata
from dataclasses import dataclass, field

import regex

Run = tuple[int, int, int, int]
"""(first clean character, how many, first source character, how many)."""

# invisible: zero-width and joiners, soft hyphen, bidi controls, byte order marks, tags, controls that are no blanks
_INVISIBLE = (
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff"
)
_BLANK = r"\s\x1c-\x1f\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u2800"
_TAGS = r"b|i|u|s|em|strong|br|p|div|span|sub|sup|font|center|small|big|mark|ins|del|a|hr|h[1-6]|ul|ol|li|table|t[rdh]|tbody|thead"
#: what a plain block never holds; a block without any of it is taken as it is
_ODD = regex.compile(
    rf"[{_INVISIBLE}\ud800-\udfff]|[{_BLANK}]{{2,}}|[^\S ]|[\x1c-\x1f\x85\u2800]|^[{_BLANK}]|[{_BLANK}]$"
)
_MARKUP = regex.compile(
    rf"(?P<entity>&(?:[a-zA-Z]{{2,8}}|#\d{{1,6}}|#[xX][0-9a-fA-F]{{1,5}});)"  # &nbsp; &amp; &#8211;
    rf"|(?P<tag></?(?i:{_TAGS})(?:\s[^<>\n]{{0,300}})?/?>)"  # <br/>, <span style="...">
    r"|(?P<escape>\\(?=[-*_.#()\[\]+!`|>~\\]))"  # 1\. and \- as pandoc writes them
)


@dataclass(slots=True)
class Clean:
    """A block's clean text and its runs."""

    text: str
    runs: list[Run] = field(default_factory=list)

    def cut(self, a: int, b: int) -> Clean:
        """The part from `a` to `b`, without the blanks around it."""
        while a < b and self.text[a] == " ":
            a += 1
        while b > a and self.text[b - 1] == " ":
            b -= 1
        runs: list[Run] = []
        for at, size, src, width in self.runs:
            lo, hi = max(at, a), min(at + size, b)
            if lo < hi:
                if size == width:
                    runs.append((lo - a, hi - lo, src + lo - at, hi - lo))
                else:
                    runs.append((lo - a, hi - lo, src, width))
        return Clean(self.text[a:b], runs)


def clean(text: str, drop: list[tuple[int, int]] | None = None, markup: bool = False) -> Clean:
    """Clean one block's text.

    `drop` are ranges of `text` that are marks of markup and go out (sorted, disjoint); with `markup` HTML tags go out and
    entities and escapes are read. The result is NFC, has single plain spaces and neither begins nor ends with one.
    """
    plain = not drop and not (markup and ("&" in text or "<" in text or "\\" in text)) and not _ODD.search(text)
    if plain and unicodedata.is_normalized("NFC", text):
        return Clean(text, [(0, len(text), 0, len(text))] if text else [])
    pieces = _pieces(text, drop or [], markup)
    if not unicodedata.is_normalized("NFC", "".join(p[0] for p in pieces)):
        pieces = _compose(pieces)
    return _assemble(pieces)


Piece = tuple[str, int, int]  # clean string, first source character, how many


def _pieces(text: str, drop: list[tuple[int, int]], markup: bool) -> list[Piece]:
    out: list[Piece] = []
    cuts: list[tuple[int, int, str]] = [(a, b, "") for a, b in drop]
    if markup:
        taken = {i for a, b in drop for i in range(a, b)} if drop else set()
        for m in _MARKUP.finditer(text):
            if m.start() in taken:
                continue
            if m["entity"]:
                read = html.unescape(m["entity"])
                if read != m["entity"]:
                    cuts.append((m.start(), m.end(), read))
            else:
                cuts.append((m.start(), m.end(), " " if m["tag"] else ""))
        cuts.sort()
    at = 0
    for a, b, read in cuts:
        if a < at:
            continue
        _plain(text, at, a, out)
        if read:
            read = regex.sub(rf"[{_INVISIBLE}]", "", read)
            out.append((" " if not read.strip() else read, a, b - a))
        at = b
    _plain(text, at, len(text), out)
    return out


_CUT = regex.compile(rf"(?P<gone>[{_INVISIBLE}]+)|(?P<blank>[{_BLANK}]+)|(?P<lone>[\ud800-\udfff])")


def _plain(text: str, a: int, b: int, out: list[Piece]) -> None:
    at = a
    for m in _CUT.finditer(text, a, b):
        if m["blank"] == " ":
            continue
        if m.start() > at:
            out.append((text[at : m.start()], at, m.start() - at))
        if m["blank"]:
            out.append((" ", m.start(), m.end() - m.start()))
        elif m["lone"]:
            out.append(("\ufffd", m.start(), 1))
        at = m.end()
    if b > at:
        out.append((text[at:b], at, b - at))


_CLUSTER = regex.compile(r"[^\p{M}\u1160-\u11ff\u3099\u309a][\p{M}\u1160-\u11ff\u3099\u309a]*|[\p{M}\u1160-\u11ff]+")


def _compose(pieces: list[Piece]) -> list[Piece]:
    # marks of composition may be parted from their letter by something that went out: compose over the pieces
    chars = "".join(p[0] for p in pieces)
    src: list[tuple[int, int]] = []
    for s, at, width in pieces:
        src += [(at + k, 1) for k in range(width)] if len(s) == width else [(at, width)] * len(s)
    out: list[Piece] = []
    plain = 0  # start of a stretch that is already composed and stands one for one
    for m in _CLUSTER.finditer(chars):
        whole = m.group()
        one = unicodedata.normalize("NFC", whole)
        if one == whole:
            continue
        for k in range(plain, m.start()):
            out.append((chars[k], *src[k]))
        first, (last, wide) = src[m.start()][0], src[m.end() - 1]
        out.append((one, first, last + wide - first))
        plain = m.end()
    out += [(chars[k], *src[k]) for k in range(plain, len(chars))]
    return out


def _assemble(pieces: list[Piece]) -> Clean:
    parts: list[str] = []
    runs: list[Run] = []
    at, blank = 0, True
    for s, src, width in pieces:
        one = len(s) == width
        k = 0
        if blank:  # a blank after a blank, or at the start, goes out
            while k < len(s) and s[k] == " ":
                k += 1
        if k:
            s, src, width = s[k:], src + k if one else src, width - k if one else width
        if not s:
            continue
        parts.append(s)
        at = _run(runs, at, len(s), src, width)
        blank = s[-1] == " "
    text = "".join(parts)
    done = Clean(text, runs)
    return done.cut(0, len(text)) if text[:1] == " " or text[-1:] == " " else done


def _run(runs: list[Run], at: int, size: int, src: int, width: int) -> int:
    if runs and size == width:
        a, n, b, w = runs[-1]
        if n == w and b + w == src and a + n == at:
            runs[-1] = (a, n + size, b, w + width)
            return at + size
    runs.append((at, size, src, width))
    return at + size
