"""Sentences of Vietnamese official text: where one ends and the next begins."""

from __future__ import annotations

import regex

#: words that end in a full stop without ending a sentence, in the case in which they do
_ABBREVIATIONS = """
    TP Tp tp TX Tx tx TT Tt VP Vp BCH BTV Q P H X T Th ĐU UB
    TM KT TL TUQ GS PGS TS Ts ThS Ths Th.S BS Bs BSCKI BSCKII DS KS CN LS NGƯT NGND NSND NSƯT HT
    đc Đc ĐC đ/c Đ/c Ô Ô/B
    tr Tr NXB Nxb No no Mr Mrs Ms Dr St vs
"""  # places and bodies (TP. Vinh, TT. HĐND), rights of signing and titles (TM. UBND, PGS. TS. Trần Văn B), print (tr. 15)
#: academic degrees and ranks, alone or behind one another: "ThS.BS. Hoàng Thị Thu Hà", "BS.CKII."
_DEGREES = frozenset(
    [
        "GS",
        "PGS",
        "TS",
        "TSKH",
        "ThS",
        "Ths",
        "BS",
        "Bs",
        "CKI",
        "CKII",
        "BSCKI",
        "BSCKII",
        "BSNT",
        "DS",
        "DSCKI",
        "KS",
        "KTS",
        "CN",
        "LS",
        "NSND",
        "NSƯT",
        "NGND",
        "NGƯT",
        "TTND",
        "TTƯT",
    ]
)
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())

_LABEL = regex.compile(  # "1. ", "2.1. ", "II. ", "a) ", "- (1). ", "Điều 5. ": the stop belongs to the number
    r"[ \t]*(?:[-+*•–][ \t]*)?(?:(?i:Điều|Mục|Chương|Phần|Khoản|Bước|Giai đoạn)[ \t]+\w{1,6}|\(?(?:\d{1,3}(?:\.\d{1,3}){0,6}|[IVXLl]{1,6}|\p{L})\)?)[.):/]{1,2}(?=[ \t])"
)
_END = regex.compile(
    r"""(?P<line>\n)|(?<![.!?…])[.!?…]++(?:/\.?)?["”’»)\]]{0,3}+   # . ... ? ! ./. and what closes with them: xong.”
    (?:(?P<gap>[ \t\u00a0]++)(?=["“‘«(\[]{0,2}[\p{Lu}\d]|[-+•*][ \t])   # then a capital, a digit or a dash
      |(?<=\p{Ll}{2}\.)(?=\p{Lu}\p{Ll})                       # "thực hiện.Các phòng": the space was lost
    )""",
    regex.X,
)
_WORD_BEFORE = regex.compile(r"(?r)[\p{L}\d./%]+")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Half-open (start, end) of the sentences of ``text[start:end]``, without the blanks around them, in order.

    A line end is always a sentence end. A full stop is none after an abbreviation (TP., TM., Th.U, v.v. in the middle),
    inside a number or a date (1.234, 01.7.2024) or after the number that labels the line ("2.1. "). A semicolon ends
    no sentence. Linear in the length of the range.
    """
    end = len(text) if end is None else end
    out: list[tuple[int, int]] = []
    at, free = start, _label_end(text, start, end)
    for m in _END.finditer(text, start, end):
        if m["line"] is None:
            if m.start() < free or (m["gap"] is None and _in_address(text, m.start(), start)) or not _ends(text, m, at):
                continue
            cut = m.start("gap") if m["gap"] is not None else m.end()
        else:
            cut = m.start()
        _add(out, text, at, cut)
        at = m.end()
        if m["line"] is not None:
            free = _label_end(text, at, end)
    _add(out, text, at, end)
    return out


def _label_end(text: str, at: int, end: int) -> int:
    m = _LABEL.match(text, at, end)
    return m.end() if m else at


def _add(out: list[tuple[int, int]], text: str, a: int, b: int) -> None:
    while a < b and text[a].isspace():
        a += 1
    while b > a and text[b - 1].isspace():
        b -= 1
    if a < b:
        out.append((a, b))


def _in_address(text: str, at: int, start: int) -> bool:
    # "www.Abc.vn": the stop inside an address
    head = text[max(start, at - 60) : at].rsplit(None, 1)[-1:]
    return bool(head) and ("www" in head[0] or "://" in head[0] or "@" in head[0])


def _ends(text: str, m: regex.Match, at: int) -> bool:
    """Whether the stop at `m` ends a sentence that began at `at`."""
    if text[m.start()] != "." or m.group().startswith(("..", "./")):
        return True
    before = _WORD_BEFORE.match(text, max(at, m.start() - 24), m.start())
    word = before.group() if before else ""
    tail = word.rsplit(".", 1)[-1]
    if word in ABBREVIATIONS or tail in _DEGREES:
        return False
    if len(tail) == 1 and tail.isupper() and tail not in "IVX":  # an initial: P.T.T. Huyền, A. Yersin
        return False
    # "01. 7. 2024", "1. 234": blanks strayed into a number
    return not (tail.isdigit() and len(tail) <= 3 and text[m.end() : m.end() + 1].isdigit())
