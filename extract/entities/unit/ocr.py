"""Gives back the diacritics that recognition lost in the words that names of bodies and posts are made of.

"Uy ban nhan dân", "So Nội vụ", "Phó Chu tịch" → the lexicon knows only one accented reading of two such neighbours. The text keeps
its length, so that every offset holds; what stands in the record is still the text as it was read.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise

import regex

from extract.entities.unit.parse import working_text
from extract.lexicon import bare_key, gazetteer, rows
from extract.state import Plan

_WORD = regex.compile(r"[\p{L}\p{M}]+")
Pairs = dict[tuple[str, str], tuple[str, str]]


@cache
def _bare(word: str) -> str:
    return bare_key(word)


@cache
def pairs() -> Pairs:
    """Neighbouring words of the lexicon without diacritics → with them; pairs of two readings are left out."""
    phrases = [s for row in rows("unit_heads") for s in row[0].split("|")]
    phrases += [row[0] for row in rows("unit_fields")] + [row[0] for row in rows("group_nouns")]
    phrases += [s for row in rows("posts") for s in row[0].split("|")] + [row[1] for row in rows("abbreviations")]
    phrases += [e.full for e in gazetteer.load().entries if e.level == "province"]
    # the head's last word beside the first of its fields: "So Nội vụ"
    phrases += [f"{head.split()[-1]} {row[0]}" for row in rows("unit_fields") for head in row[1].split("|")]
    phrases += [
        "Ủy ban nhân dân",
        "chủ trì",
        "phối hợp",
        "các sở",
        "các phòng",
        "các xã",
        "các phường",
        "các huyện",
        "đồng chí",
    ]
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for phrase in phrases:
        words = [w.lower() for w in _WORD.findall(phrase.replace("!", " ")) if not (w.isupper() and len(w) > 1)]
        for a, b in pairwise(words):
            found.setdefault((_bare(a), _bare(b)), set()).add((a, b))
    return {k: next(iter(v)) for k, v in found.items() if len(v) == 1 and k != next(iter(v))}


@cache
def _capital() -> frozenset[tuple[str, str, int]]:
    """(first, second, which of them) for words that the lexicon writes with a capital: "Bộ Chỉ huy", "Sở Nội vụ"."""
    out = set()
    for row in (*rows("unit_heads"), *rows("unit_fields")):
        for phrase in row[0].split("|"):
            words = _WORD.findall(phrase)
            for a, b in pairwise(words):
                out |= {(a.lower(), b.lower(), i) for i, w in enumerate((a, b)) if w.istitle()}
    return frozenset(out)


@cache
def _real() -> frozenset[str]:
    """Words that have no diacritics by right and are met everywhere: alone they are no sign of a loss ("dự thu", "xã An …")."""
    return frozenset(
        [
            "an",
            "anh",
            "ba",
            "ban",
            "bao",
            "bay",
            "ca",
            "cao",
            "cha",
            "che",
            "chi",
            "chia",
            "cho",
            "chung",
            "chuyên",
            "co",
            "con",
            "cu",
            "cung",
            "da",
            "dan",
            "do",
            "dong",
            "du",
            "dung",
            "em",
            "gia",
            "giao",
            "giang",
            "hai",
            "ham",
            "han",
            "hay",
            "hoa",
            "hoan",
            "ho",
            "hoi",
            "hop",
            "in",
            "kha",
            "khai",
            "khi",
            "kho",
            "kinh",
            "lan",
            "lao",
            "la",
            "lo",
            "long",
            "lan",
            "ma",
            "mai",
            "may",
            "minh",
            "nam",
            "nay",
            "ngang",
            "nghe",
            "nhanh",
            "nhau",
            "ni",
            "nu",
            "o",
            "oan",
            "pha",
            "phai",
            "phi",
            "pho",
            "phong",
            "phu",
            "qua",
            "quan",
            "quang",
            "quy",
            "quay",
            "ra",
            "rong",
            "sao",
            "sau",
            "sinh",
            "so",
            "son",
            "ta",
            "tai",
            "tan",
            "tay",
            "tham",
            "than",
            "thanh",
            "theo",
            "thi",
            "thu",
            "thanh",
            "thao",
            "tho",
            "thuy",
            "ti",
            "tin",
            "tinh",
            "to",
            "toan",
            "ton",
            "tra",
            "trang",
            "trong",
            "tu",
            "tung",
            "tuy",
            "van",
            "vang",
            "ve",
            "vi",
            "vinh",
            "vong",
            "xa",
            "xe",
            "xem",
            "xin",
            "xong",
            "xuan",
            "yen",
        ]
    )


# a word without diacritics; what stands beside it is read from the text
_PLAIN = re.compile(r"(?<![^\W_])[A-Za-zđĐ]{2,7}(?![^\W_])")
_ONE_BEHIND = re.compile(r" [^\W\d_]+")


def _pair_before(t: str, start: int, end: int) -> tuple[int, int]:
    if start < 2 or t[start - 1] != " ":
        return 0, 0
    at = start - 2
    while at >= 0 and t[at].isalpha() and start - at < 10:
        at -= 1
    return (at + 1, end) if at + 1 < start - 1 else (0, 0)


def _pair_behind(t: str, start: int, end: int) -> tuple[int, int]:
    m = _ONE_BEHIND.match(t, end)
    return (start, m.end()) if m else (0, 0)


def repair(t: str) -> str:
    """`t` with lost diacritics given back in pairs of words that the lexicon knows; same length."""
    table = pairs()
    edits: dict[int, str] = {}
    for m in _PLAIN.finditer(t):
        for a, b in (_pair_before(t, m.start(), m.end()), _pair_behind(t, m.start(), m.end())):
            if b <= a:
                continue
            first, _, second = t[a:b].partition(" ")
            low_a, low_b = edits.get(a, first).lower(), second.lower()
            hit = table.get((_bare(low_a), _bare(low_b)))
            if (
                hit
                and hit != (low_a, low_b)
                and _sure(low_a, hit[0], low_b, hit[1], first, second)
                and len(hit[0]) == len(first)
                and len(hit[1]) == len(second)
            ):
                edits[a] = _case(first, hit[0])
                edits[a + len(first) + 1] = _case(second, hit[1])
    if not edits:
        return t
    parts, at = [], 0
    for start, piece in sorted(edits.items()):
        if start < at:
            continue
        parts += [t[at:start], piece]
        at = start + len(piece)
    parts.append(t[at:])
    return "".join(parts)


def _sure(a: str, whole_a: str, b: str, whole_b: str, seen_a: str, seen_b: str) -> bool:
    if not (_lost(a, whole_a) and _lost(b, whole_b)):
        return False
    changed = [n for n, (w, whole) in enumerate(((a, whole_a), (b, whole_b))) if w != whole]
    if len(changed) == 2 or (a, b)[changed[0]] not in _real():
        return True
    # one lost word that is a word of its own proves nothing, unless it has the capital that the lexicon gives it ("Bộ Chi huy"), or is
    # a head before its field ("So Nội vụ")
    n = changed[0]
    if (seen_a, seen_b)[n].istitle() and (whole_a, whole_b, n) in _capital():
        return True
    return n == 0 and a in ("so", "phong")


def _lost(word: str, whole: str) -> bool:
    """Is `word` the whole word, or the whole word without some or all of its diacritics?"""
    return word == whole or (
        len(word) == len(whole) and all(a == b or a in _steps(b) for a, b in zip(word, whole, strict=True))
    )


@cache
def _steps(letter: str) -> frozenset[str]:
    """What a letter may have been read as: its letters with fewer marks ("ổ": ô, o)."""
    parts = unicodedata.normalize("NFD", letter)
    out = {_bare(letter)}
    for i in range(1, len(parts)):
        out.add(
            unicodedata.normalize("NFC", parts[:1] + parts[i:])
            if i > 1
            else unicodedata.normalize("NFC", parts[: len(parts) - 1])
        )
    return frozenset(out)


def _case(word: str, whole: str) -> str:
    return "".join(c.upper() if w.isupper() else c for w, c in zip(word, whole, strict=True))


def reading(plan: Plan) -> str:
    """The text that names are read from: folded, capitals lowered, lost diacritics given back. Kept for the steps that follow."""
    kept = plan.__dict__.get("_reading")
    if kept is None or kept[0] is not plan.folded:
        kept = plan.__dict__["_reading"] = (plan.folded, repair(working_text(plan.folded)))
    return kept[1]
