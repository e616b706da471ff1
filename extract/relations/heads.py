"""What a column head or the label of a label line says: "Đơn vị chủ trì" → lead, "Thời hạn" → deadline, "STT" → index."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import cast

import regex

from extract.lexicon.tables import rows
from extract.text.fold import fold

#: the nouns of bodies that a head may use, one or several: "Cơ quan, đơn vị chủ trì", "Phòng/ban phụ trách"
_NOUN = (
    r"(?:cơ quan|đơn vị|phòng|ban|bộ phận|ngành|sở|tổ chức|tổ|địa phương|cá nhân|người|cán bộ|công chức|giáo viên|tập thể|nơi|"
    r"đoàn thể|đồng chí|đ/c|thành viên|nhóm|tiểu ban|trường|khoa|lớp|chi bộ|cấp|bên|đảng bộ|cấp ủy|hội)"
)
_NOUNS = rf"{_NOUN}(?:(?: ?[,/;-] ?| và | hoặc ){_NOUN})*"
_BLANK = regex.compile(r"[\s_]+")


@cache
def _patterns() -> list[tuple[str, regex.Pattern]]:
    return [(row[0], regex.compile(regex.sub(r"\bN\b", lambda _: _NOUNS, row[1]))) for row in rows("table_heads")]


@lru_cache(maxsize=4096)
def role_of(head: str) -> str | None:
    """Role of a head or label: index, task, lead, support, actors (lead and support in one), directs, deadline, deliverable,
    report, indicators, measure, value, budget, person, post, phone, place, participants, note; None where it is none."""
    text = _BLANK.sub(" ", fold(head)).strip(" .:;*-+").lower()
    if not text or len(text) > 120:
        return None
    for role, pattern in _patterns():
        if pattern.fullmatch(text):
            return cast(str, role)
    return None
