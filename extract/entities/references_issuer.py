"""Full name of the body that issued a cited document: abbreviations expanded, completed from the plan's own place."""

from __future__ import annotations

from collections import Counter

import regex

from extract.entities.once import once
from extract.lexicon.abbreviations import expand_abbreviations
from extract.state import Plan

_LEVELS = "tỉnh|thành phố|huyện|thị xã|quận|phường|xã|thị trấn|đặc khu"
_HOUSE = regex.compile(rf"(?P<level>{_LEVELS})\s+(?P<name>\p{{Lu}}[\p{{L}}'’-]*(?:\s\p{{Lu}}[\p{{L}}'’-]*){{0,3}})")
_ENDS_IN_LEVEL = regex.compile(rf"(?:^|\s)(?P<level>{_LEVELS})$", regex.I)
#: "Tỉnh ủy", "Ban Thường vụ Thành ủy": a party committee without the name of its place
_PARTY = regex.compile(r"(?:^|\s)(?P<party>Tỉnh|Thành|Huyện|Thị|Quận|Đảng) ủy$", regex.I)
_PARTY_LEVELS = {
    "tỉnh": ("tỉnh", "thành phố"),
    "thành": ("thành phố",),
    "huyện": ("huyện",),
    "thị": ("thị xã",),
    "quận": ("quận",),
    "đảng": ("phường", "xã", "thị trấn"),
}
#: offices of the province that stand without its name: "Sở Nội vụ", "Giám đốc Sở Công Thương"
_PROVINCIAL = regex.compile(r"^(?:(?:Phó )?Giám đốc )?(?:Sở|Ban Dân tộc|Thanh tra tỉnh|Văn phòng Tỉnh ủy)(?:\s|$)")
_TERM = regex.compile(r"\s*[,(]?\s*(?:khóa|khoá|nhiệm kỳ)\s+[\dIVXL]+(?:\s*[-–]\s*\d{4})?\)?$", regex.I)
#: who issues what by the letters behind the dash (Luật Ban hành văn bản quy phạm pháp luật, Điều 4)
BY_SYMBOL = (
    (regex.compile(r"(?:^|[/-])(?:NĐ|NQ|CTr|TB)-CP$"), "Chính phủ"),
    (regex.compile(r"(?:^|[/-])T[Tt]g$"), "Thủ tướng Chính phủ"),
    (regex.compile(r"(?:^|[/-])UBTVQH\d*$"), "Ủy ban Thường vụ Quốc hội"),
    (regex.compile(r"(?:^|[/-])QH\d*$"), "Quốc hội"),
    (regex.compile(r"(?:^|[/-])VPCP(?:-\p{L}+)?$"), "Văn phòng Chính phủ"),
)


def places_of(plan: Plan) -> dict[str, str]:
    """Level → name of the place of that level that the plan is of: {"tỉnh": "Nghệ An", "thành phố": "Vinh"}.

    The header's bodies decide; where they are silent, the place the text names most often at that level.
    """
    out: dict[str, str] = {}
    for body in (plan.header.issuer, plan.header.parent_issuer):
        for m in _HOUSE.finditer(body or ""):
            out.setdefault(m["level"].lower(), m["name"])
    counted: dict[str, Counter[str]] = {}
    for m in _HOUSE.finditer(plan.text):
        counted.setdefault(m["level"], Counter())[m["name"]] += 1
    for level, names in counted.items():
        best = names.most_common(2)
        if best[0][1] >= 2 or len(names) == 1:
            out.setdefault(level, best[0][0])
    return out


def full_issuer(raw: str, places: dict[str, str]) -> str | None:
    """Canonical name of an issuer as written: "BCH Đảng bộ Thành phố" → "Ban Chấp hành Đảng bộ thành phố Vinh"."""
    text = once(r"\s+").sub(" ", raw).strip(" ,;:-")
    text = expand_abbreviations(text)
    text = once(r"\bTU$").sub("Tỉnh ủy", text.replace("Uỷ", "Ủy").replace("uỷ", "ủy"))
    text = once(r"\bủy ban\b").sub("Ủy ban", text)
    text = once(r"(?i)\b(ban) (chấp hành|thường vụ)\b").sub(lambda m: "Ban " + m[2].lower().capitalize(), text)
    text = once(r"(?i)\b(tỉnh|thành|huyện|thị|quận|đảng) (?:ủy|uỷ)\b").sub(lambda m: m[1].capitalize() + " ủy", text)
    text = once(r"\bTNHH\b").sub("trách nhiệm hữu hạn", once(r"\bMTV\b").sub("một thành viên", text))
    text = _TERM.sub("", text)
    # the level is a common noun before a name: "Thành phố Vinh" is "thành phố Vinh"; the metropolis keeps its capital
    text = regex.sub(rf"(?<=\s)({_LEVELS})(?=\s(?!ủy)|$)", lambda m: m[0].lower(), text, flags=regex.I)
    text = text.replace("thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh")
    if not text:
        return None
    text = text[0].upper() + text[1:]
    if m := _ENDS_IN_LEVEL.search(text):
        name = places.get(m["level"].lower())
        if name:
            return _metropolis(f"{text} {name}")
        return text
    if m := _PARTY.search(text):
        for level in _PARTY_LEVELS[m["party"].lower()]:
            if level in places:
                tail = f"{level} {places[level]}" if m["party"].lower() == "đảng" else places[level]
                return f"{text} {tail}"
        return text
    if _PROVINCIAL.match(text) and not _HOUSE.search(text):
        for level in ("tỉnh", "thành phố"):
            if level in places:
                return _metropolis(f"{text} {level} {places[level]}")
    return text


def _metropolis(text: str) -> str:
    return text.replace("thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh")


def issuer_of_symbol(symbol: str | None) -> str | None:
    """Who issues documents of this symbol, where only one body does."""
    for pattern, body in BY_SYMBOL:
        if symbol and pattern.search(symbol):
            return body
    return None
