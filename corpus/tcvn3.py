"""Unicode Vietnamese to TCVN 5712 VN3 (ABC) as Word files of the .VnTime years hold it.

The code table has no accented capitals: capitals were typed as small letters in the .VnTimeH fonts.
Source: TCVN 5712:1993, table VN3.
"""

from __future__ import annotations

import re
import unicodedata

_ROWS = {
    "a": "µ¸¶·¹", "ă": "»¾¼½Æ", "â": "ÇÊÈÉË", "e": "ÌÐÎÏÑ", "ê": "ÒÕÓÔÖ", "i": "×ÝØÜÞ", "o": "ßãáâä", "ô": "åèæçé",
    "ơ": "êíëìî", "u": "ïóñòô", "ư": "õøö÷ù", "y": "úýûüþ",
}  # fmt: skip
TABLE = {"ă": "¨", "â": "©", "ê": "ª", "ô": "«", "ơ": "¬", "ư": "\xad", "đ": "®"}
TABLE |= {"Ă": "¡", "Â": "¢", "Ê": "£", "Ô": "¤", "Ơ": "¥", "Ư": "¦", "Đ": "§"}
for _base, _codes in _ROWS.items():
    for _tone, _code in zip("\u0300\u0301\u0309\u0303\u0323", _codes, strict=True):
        TABLE[unicodedata.normalize("NFC", _base + _tone)] = _code
TABLE |= {"“": "“", "”": "”", "–": "–"}


def encode(text: str) -> str:
    """Small letters and the seven capitals with codes of their own; anything else stays."""
    return "".join(TABLE.get(char, char) for char in text)


def encode_runs(text: str) -> list[tuple[str, str]]:
    """(encoded text, font): words all in capitals and lone accented capitals go to .VnTimeH."""
    out: list[tuple[str, str]] = []
    for piece in re.findall(
        r"[^\W\d_]*[ÀÁẢÃẠẰẮẲẴẶẦẤẨẪẬÈÉẺẼẸỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌỒỐỔỖỘỜỚỞỠỢÙÚỦŨỤỪỨỬỮỰỲÝỶỸỴ][^\W\d_]*|\W+|\w+", text
    ):
        if piece.isupper() and len(piece) > 1 and any(c not in TABLE and not c.isascii() for c in piece):
            chunks = [(encode(piece.lower()), ".VnTimeH")]
        elif piece[0].isupper() and piece[0] not in TABLE and not piece[0].isascii():
            chunks = [(encode(piece[0].lower()), ".VnTimeH"), (encode(piece[1:]), ".VnTime")]
        else:
            chunks = [(encode(piece), ".VnTime")]
        for chunk, font in chunks:
            if out and out[-1][1] == font:
                out[-1] = (out[-1][0] + chunk, font)
            elif chunk:
                out.append((chunk, font))
    return out
