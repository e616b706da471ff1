"""Plain text that draws two columns with blanks: the head of a letter and its close, taken apart column by column."""

from __future__ import annotations

import regex

from extract.text.flattened import Piece
from extract.text.lines import DOC_TYPE

_GAP = regex.compile(r"(?<=\S)(?P<gap>[ \u00a0]*\t[ \t\u00a0]*|[ \u00a0]{3,})(?=\S)")
_RIGHT = regex.compile(
    r"(?i)c[ộô]ng h\S{1,3}\s*x[ãa]\s+h[ộô]i|đ[ộô]c l[ậâ]p|đ[ảa]ng c[ộô]ng s[ảa]n vi[ệê]t nam|ngày[\s.…\d]*tháng|đoàn (?:tncs|thanh niên cộng sản) h[ồô]"
)
#: the blank between the two columns was lost: "ỦY BAN NHÂN DÂNCỘNG HÒA XÃ HỘI …", "HUYỆN XĐộc lập - …", "/KH-UBNDPleiku, ngày"
_GLUED = regex.compile(
    r"(?<=[\p{L}\d])(?=CỘNG H[ÒO][AÀ]\s+XÃ\s+HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*[-–]\s*Tự do)|(?<=[-/]\p{Lu}{2,12})(?=\p{Lu}\p{Ll}[\p{L} ]{0,40},\s*ngày)"
)
_DATE_BLANK = regex.compile(r"(?i)(?:ngày|tháng|năm|số\s*:?|/)\s*$")
_RECIPIENTS = regex.compile(r"(?i)\s*n[ơo]i\s+nh[ậâ]n\s*:")
_SIGNS = regex.compile(
    r"(?:T/?M|KT|TL|TUQ|Q|P)\s*[./]|T/M\s|\p{Lu}{3,}|(?i:người lập|duyệt|xác nhận|thủ trưởng|hiệu trưởng|giám đốc)"
)
#: a line of two signers, side by side
_TWO_SIGN = regex.compile(
    r"(?:(?:T/?M|KT|TL|TUQ)\s*[./]?\s*\p{Lu}{2}|(?:PHÓ |TỔNG )*(?:CHỦ TỊCH|GIÁM ĐỐC|BÍ THƯ|TRƯỞNG|CHÁNH|HIỆU TRƯỞNG|CHỦ NHIỆM|CỤC TRƯỞNG)|(?i:người lập|duyệt|xác nhận|thủ trưởng đơn vị|hiệu trưởng|giám đốc))"
)


def in_columns(pieces: list[Piece]) -> list[Piece]:
    """Part the lines of the head and of the close that hold two columns; the left column stands before the right one."""
    head = next((i for i, p in enumerate(pieces[:60]) if DOC_TYPE.match(p.text)), 0)
    close = next((i for i in range(len(pieces) - 1, -1, -1) if _RECIPIENTS.match(pieces[i].text)), len(pieces))
    out = _part(pieces[:head], _RIGHT)
    for i in range(max(head + 1, close - 25), close):
        g = _gap(pieces[i], _TWO_SIGN)
        if g and _TWO_SIGN.match(pieces[i].text) and _TWO_SIGN.match(pieces[i].block.text, g):
            signers = _part(pieces[i:close], _TWO_SIGN)
            pieces = [*pieces[:i], *signers, *pieces[close:]]
            break
    middle = pieces[head:close]
    tail = pieces[close : close + 40]
    end = next((k for k, p in enumerate(tail) if k and p.width > 110), len(tail))
    return [*out, *middle, *_part(tail[:end], _SIGNS), *tail[end:], *pieces[close + 40 :]]


def _part(pieces: list[Piece], sign: regex.Pattern[str]) -> list[Piece]:
    """These pieces as left column, then right, if one of them has a wide gap with `sign` behind it; else as they are."""
    if any(p.row or p.column is not None for p in pieces):
        return pieces
    gaps = [_gap(p, sign) for p in pieces]
    rights = [g for p, g in zip(pieces, gaps, strict=True) if g and sign.match(p.block.text, g)]
    if not rights:
        return pieces
    drawn = [
        g for p, g in zip(pieces, gaps, strict=True) if g and sign.match(p.block.text, g) and p.block.text[g - 1] == " "
    ]
    edge = min(drawn) - 12 if drawn else 30
    left: list[Piece] = []
    right: list[Piece] = []
    for p, g in zip(pieces, gaps, strict=True):
        start = len(p.block.text) - len(p.block.text.lstrip())
        if start >= edge or p.block.text[:1] == "\t":
            right.append(p)
        elif g and (g >= edge or p.block.text[g - 1] != " "):
            a, b = _split(p, g)
            left.append(a)
            right.append(b)
        else:
            left.append(p)
    if not left or not right:
        return pieces
    for n, column in enumerate((left, right)):
        for p in column:
            p.column = n
    return left + right


def _gap(p: Piece, sign: regex.Pattern[str]) -> int:
    """Where the right column begins in the block's text: where its sign stands, else behind its widest gap; 0 without one."""
    text = p.block.text
    if len(text) > 400:
        return 0
    gaps = list(_GAP.finditer(text))
    for m in gaps:
        if sign.match(text, m.end()):
            return m.end()
    glued = _GLUED.search(text)
    if glued:
        return glued.start()
    found = max(
        (m for m in gaps if "\t" in m[0] or not _DATE_BLANK.search(text, 0, m.start())),
        key=lambda m: m.end() - m.start(),
        default=None,
    )
    return found.end() if found else 0


def _split(p: Piece, at: int) -> tuple[Piece, Piece]:
    cut = next((o for o, _, s, _ in p.clean.runs if s >= at), len(p.clean.text))
    for o, n, s, w in p.clean.runs:
        if s < at < s + w and n == w:
            cut = o + at - s
    b = Piece(p.clean.cut(cut, len(p.clean.text)), p.at, p.block, width=p.width, bold=p.bold)
    a = Piece(p.clean.cut(0, cut), p.at, p.block, gap=p.gap, width=p.width, bold=p.bold)
    return a, b
