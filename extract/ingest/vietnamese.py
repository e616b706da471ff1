"""How Vietnamese a text is: the measure that tells a good text layer from rubbish and one code table from another."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

import regex

_TONES = "\u0301\u0300\u0309\u0303\u0323"
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")

# Vietnamese syllable: onset, nucleus with its tone, coda; stop codas take only sắc and nặng.
# Source: the orthography as taught (Quy định về chính tả tiếng Việt, 1980); rhymes by nucleus and the codas it takes.
_ONSETS = ["", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "q", "r",
           "s", "t", "th", "tr", "v", "x"]  # fmt: skip
_OPEN = ["a", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "ai", "ao", "au", "ay", "âu", "ây", "eo", "êu", "ia", "iu", "iêu",
         "oa", "oai", "oay", "oe", "oi", "oeo", "oao", "ôi", "ơi", "ua", "uây", "uê", "ui", "uôi", "uơ", "uy", "uya", "uyu", "ưa", "ưi",
         "ưu", "ươi", "ươu", "yêu", "uai", "uao", "ue", "uau", "uay", "ya"]  # fmt: skip
_CLOSED = {
    "a": "c ch m n ng nh p t", "ă": "c m n ng p t", "â": "c m n ng p t", "e": "c m n ng p t", "ê": "ch m n nh p t c",
    "i": "ch m n nh p t", "o": "c m n ng p t", "ô": "c m n ng p t", "ơ": "m n p t", "u": "c m n ng p t", "ư": "c m n ng t",
    "y": "ch m n nh t p", "iê": "c m n ng p t", "yê": "m n ng t", "oa": "c ch m n ng nh p t", "oă": "c m n ng t", "oe": "m n t ng",
    "oo": "c ng", "uâ": "n ng t", "uê": "ch n nh", "uô": "c m n ng t", "ươ": "c m n ng p t", "uy": "ch n nh p t", "uyê": "n t",
    "ua": "c ch n ng nh t m p", "uă": "n ng t", "ue": "n t", "uơ": "n",
}  # fmt: skip


@lru_cache(maxsize=1)
def syllables() -> frozenset[str]:
    """Every syllable that the orthography allows, small letters, NFC, both ways of placing the tone (hoà, hòa)."""
    import unicodedata

    def toned(rhyme: str, tones: str) -> list[str]:
        out = []
        vowels = [i for i, c in enumerate(rhyme) if c in "aăâeêioôơuưy"]
        for tone in tones:
            out += [unicodedata.normalize("NFC", rhyme[: i + 1] + tone + rhyme[i + 1 :]) for i in vowels]
        return [rhyme, *out]

    rhymes = {r for rhyme in _OPEN for r in toned(rhyme, _TONES)}
    for nucleus, codas in _CLOSED.items():
        for coda in codas.split():
            stops = coda in ("c", "ch", "p", "t")
            rhymes.update(toned(nucleus + coda, "\u0301\u0323" if stops else _TONES))
    return frozenset(o + r for o, r in product(_ONSETS, rhymes))


def vietnamese_share(text: str, most: int = 20_000) -> float:
    """0 to 1: how much of the text's marked words are Vietnamese syllables.

    Only words with a letter outside ASCII count, since those are what a wrong code table spoils; a text without any gives the
    share of its plain words that are syllables without a tone, halved: Vietnamese that lost its marks is not good Vietnamese.
    """
    marked = good = plain = plain_good = 0
    known = syllables()
    for m in _WORD.finditer(text[:most].replace("\u00ad", "")):
        word = m.group().lower()
        if word.isascii():
            plain += 1
            plain_good += word in known
        else:
            marked += 1
            good += word in known
    if marked and marked * 8 >= plain:  # in running Vietnamese more than half of the words carry a mark
        return good / marked
    return 0.5 * (plain_good + good) / (plain + marked) if plain + marked else 0.0
