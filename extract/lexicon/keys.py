"""Look-up keys: what two spellings of one name may differ in, made one."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import regex

_TONE = regex.compile("([\u0300\u0301\u0303\u0309\u0323])([\\p{L}\u0302\u0306\u031b]+)")
_GAP = regex.compile(r"[\s.,;:]+")
_DASH = regex.compile(r"\s*[-‐-―−]\s*")


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """Lower case, one space, one dash, the tone at the syllable's end ("hoà" and "hòa" are one); diacritics are kept."""
    s = unicodedata.normalize("NFD", name.lower())
    s = _TONE.sub(r"\2\1", s)
    return _GAP.sub(" ", _DASH.sub("-", s)).strip()


@lru_cache(maxsize=65536)
def bare_key(name: str) -> str:
    """`key` without any diacritics, for text that lost them."""
    s = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    s = "".join(c for c in s if not unicodedata.combining(c))
    return _GAP.sub(" ", _DASH.sub("-", s)).strip()
