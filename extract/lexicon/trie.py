"""Many words as one pattern: an alternation shares its beginnings, so that a position is tried once and not once a word."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DASH = re.compile(r"\s?-\s?")


def trie(words: Iterable[str]) -> str:
    """A regular expression for any of `words` (plain text), the longest first. A dash stands for one with or without spaces."""
    root: dict = {}
    for word in words:
        node = root
        for ch in _DASH.sub("-", word):
            node = node.setdefault(ch, {})
        node[""] = {}
    return _pattern(root)


def _pattern(node: dict) -> str:
    # one child after the other without a group, to keep the nesting flat
    pieces, end = [], "" in node
    for ch, child in sorted(node.items()):
        if ch:
            pieces.append((" ?- ?" if ch == "-" else re.escape(ch)) + _pattern(child))
    if not pieces:
        return ""
    if len(pieces) == 1 and not end:
        return pieces[0]
    return f"(?:{'|'.join(pieces)})" + ("?" if end else "")
