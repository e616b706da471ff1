"""Expands the abbreviations of official style: "UBND" → "Ủy ban nhân dân"."""

from __future__ import annotations

from functools import cache

import regex

from extract.lexicon.tables import rows

# between two letter groups of one abbreviation: GD&ĐT, GD-ĐT, GD và ĐT, GDĐT, VH,TT&DL
_JOINT = r"(?:\s?[&\-–—.,]\s?|\s+và\s+|\s?)"
# a point and a slash after these are part of the abbreviation: "TP. Vinh", "VP/UBND", "TT.HĐND"
_POINTED = r"(?:(?<=TP|Tp|TT|VP|TX|CT|HCM)\.\s*|(?<=VP|PCT|CT|TT)/(?=UBND|HĐND))?"


@cache
def _pattern() -> tuple[
    regex.Pattern[str], dict[str, list[tuple[str, regex.Pattern[str] | None, regex.Pattern[str] | None]]]
]:
    table: dict[str, list[tuple[str, regex.Pattern[str] | None, regex.Pattern[str] | None]]] = {}
    for row in rows("abbreviations"):
        short, full, behind, ahead = (*row, "", "", "")[:4]
        table.setdefault(short, []).append(
            (full, regex.compile(f"(?:{behind})$") if behind else None, regex.compile(ahead) if ahead else None)
        )
    shorts = sorted(table, key=len, reverse=True)
    names = {f"a{i}": s for i, s in enumerate(shorts)}
    parts = "|".join(f"(?P<{g}>{_JOINT.join(map(regex.escape, s.split('·')))})" for g, s in names.items())
    # not inside a document code: "15/KH-UBND", "UBND-VX" stay as they are
    found = regex.compile(
        rf"(?<![\p{{L}}\d])(?<![\p{{L}}\d][/\-])(?:{parts})(?![\p{{L}}\d]|-\p{{Lu}}{{1,4}}\d|/\d){_POINTED}"
    )
    return found, {g: table[s] for g, s in names.items()}


_SLASHED = regex.compile(r"(?<=\bHĐND|\bVP|\bPCT|\bCT|\bTT|\bĐU|\bMTTQ)\s?[/\-–]\s?(?=UBND|HĐND|UB\s?MTTQ)")


def expand_abbreviations(text: str) -> str:
    """`text` with the abbreviations of official style written out; what stands around them keeps its case.

    An abbreviation that means two things is read by its neighbours: "TT. HĐND" is Thường trực, "TT Y tế" Trung tâm.
    Document codes ("15/KH-UBND") are left alone.
    """
    found, table = _pattern()

    def full(m: regex.Match[str]) -> str:
        for meaning, behind, ahead in table[m.lastgroup or ""]:
            end = m.end(m.lastgroup or 0)
            if behind and not behind.search(text, max(0, m.start() - 40), m.start()):
                continue
            if ahead and not ahead.match(text, end):
                continue
            glue = " " if m.end() > end else ""
            return meaning + glue
        return m[0]

    text = _SLASHED.sub(_slash, text)
    out = found.sub(full, text)
    return out if out == text else regex.sub(r" {2,}", " ", out)


def _slash(m: regex.Match[str]) -> str:
    # "HĐND-UBND", "HĐND/UBND" name two bodies; "VP/UBND" is the office of one
    return " - " if m.string[: m.start()].endswith(("HĐND", "ĐU")) else " "
