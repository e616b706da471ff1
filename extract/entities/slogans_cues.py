"""What the words around a quotation say it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

import regex

from extract.entities.once import once
from extract.lexicon.keys import bare_key, key
from extract.lexicon.tables import rows

Kind = Literal["slogan", "theme", "motto", "movement"]


@dataclass(slots=True, frozen=True)
class Cue:
    """Why a quotation is, or is not, a slogan."""

    kind: Kind | None
    rule: str


NO = Cue(None, "slogan.excluded")
UNKNOWN = Cue(None, "slogan.no_cue")


@cache
def _cues() -> tuple[regex.Pattern[str], dict[str, tuple[str, int]]]:
    table = {words.lower(): (kind, int(reach)) for words, kind, reach in rows("slogan_cues")}
    alternatives = "|".join(r"\s+".join(map(regex.escape, w.split())) for w in sorted(table, key=len, reverse=True))
    return regex.compile(rf"(?<!\p{{L}})(?:{alternatives})(?!\p{{L}})", regex.I), table


#: a clause ends here, and with it the reach of a cue
_CLAUSE = regex.compile(r"[;.!?](?=\s)|\n|[”»\"](?=\s*[,;.)]|\s+(?!và\b|với\b|là\b|gắn\b|,))")
#: words that carry a cue on to its quotation: "phong trào thi đua yêu nước với chủ đề", "khẩu hiệu có nội dung:"
_BRIDGE = regex.compile(r"[\s\p{L}\d,()/\-&.:*]*")
#: a new verb between cue and quotation cuts the tie: "tinh thần trách nhiệm, không để xảy ra “…”"
_CUT = regex.compile(
    r"(?<!\p{L})(?:không|tránh|chống|khắc phục|xóa bỏ|loại bỏ|ngăn chặn|chấm dứt|đẩy lùi|đấu tranh|giải quyết|tháo gỡ|chờ đợi|trở thành|đạt|công nhận|trao|tặng|"
    r"phải|để|nhằm|nâng cao|bảo đảm|đảm bảo|trong đó|đồng thời)(?!\p{L})",
    regex.I,
)
#: "“…” là phương châm", "lấy “…” làm chủ đề"
_AFTER = regex.compile(
    r"\s*,?\s*(?:là|làm)\s+(?:(?:một|những|các)\s+)?(?P<cue>chủ đề|phương châm|khẩu hiệu|thông điệp|phong trào|tôn chỉ|động lực)",
    regex.I,
)
_AFTER_KIND: dict[str, Kind] = {
    "chủ đề": "theme",
    "phương châm": "motto",
    "khẩu hiệu": "slogan",
    "thông điệp": "slogan",
    "phong trào": "movement",
    "tôn chỉ": "motto",
    "động lực": "motto",
}
#: sayings by number: "6 rõ", "4 tại chỗ", "ba sẵn sàng", "5 không, 3 sạch", "3 không - 3 có"
COUNTED = regex.compile(
    r"(?:\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+(?:không|rõ|dám|hơn|nhất|sạch|tại chỗ|sẵn sàng|tự|thật|cùng|biết|an|đúng|giảm|tăng|xây|chống|"
    r"chủ động|quyết tâm|sẵn lòng|xung kích|trách nhiệm|kiên quyết|nhanh|tốt|giỏi|đảm đang|nên|cần|có|thông|tiên phong|cao|trọng tâm|gương mẫu|đồng)"
    r"(?:\s\p{L}+){0,3}(?:\s*[,\-–:+và]+\s*(?:\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|\p{L}+)\s.*)?",
    regex.I,
)
#: "chọn năm 2019 là “Năm …”"
_YEAR_THEME = regex.compile(r"(?:chọn|lấy|xác định|với|là)\s+năm\s+\d{4}\s+(?:là|làm)\s*$", regex.I)
#: what a title of a document or an institution begins with
_TITLE = regex.compile(
    r"\s*(?:về(?:\s+việc)?|V/v|quy định|phê duyệt|ban hành|sửa đổi|hướng dẫn|kế hoạch|đề án|dự án|chương trình|chiến lược|nghị quyết|quyết định|chỉ thị|quy hoạch|"
    r"triển khai thực hiện|báo cáo|luật|thông tư|nghị định|điều|khoản|phụ lục|biểu|mẫu)\s",
    regex.I,
)
_CODE = regex.compile(r"\d+[/-](?:\d{4}/)?\p{Lu}{2,}")


@cache
def _movements() -> dict[str, tuple[str, str, str]]:
    return {bare_key(_loose(name)): (name, kind, free) for name, kind, free in rows("movements")}


def _loose(text: str) -> str:
    # marks differ from one copy to the next: "Dạy tốt - Học tốt", "Dạy tốt, học tốt"
    return once(r"\s*[-–,;:]\s*").sub(" ", text)


def known_movement(text: str) -> bool:
    """Is it the name of a movement that the lexicon knows, whatever its marks and case?"""
    return bare_key(_loose(text)) in _movements()


def classify(folded: str, start: int, end: int, inside: str, lead: str) -> Cue:
    """What the quotation `start..end` (its marks included) is; `lead` is the heading or lead-in it stands under, or ""."""
    words = once(r"[\p{L}\d]+").findall(inside)
    if len(words) < 2 or len(words) > 75 or _CODE.search(inside):
        return NO
    if (m := _AFTER.match(folded, end)) is not None:
        return Cue(_AFTER_KIND[m["cue"].lower()], "slogan.cue_after")
    if inside[:4] == "Năm " and _YEAR_THEME.search(folded, max(0, start - 60), start):
        return Cue("theme", "slogan.theme")
    near = _nearest(folded[max(0, start - 170) : start])
    if near is None and lead and (announced := lead_kind(lead)):
        near = announced, lead
    if near is not None:
        kind, word = near
        if kind != "no":
            if _TITLE.match(inside) and word in (
                "tinh thần",
                "quan điểm",
                "nguyên tắc",
                "vận động",
                "thi đua",
                "truyền thống",
                "quyết tâm",
            ):
                return NO
            return Cue(kind, f"slogan.{kind}")  # type: ignore[arg-type]
        if not (known_movement(inside) and word in ("kế hoạch", "nghị quyết", "thực hiện", "chỉ thị")):
            return NO
    if COUNTED.fullmatch(inside):
        return Cue("motto", "slogan.counted")
    if known_movement(inside):
        return Cue("movement", "slogan.known")
    return UNKNOWN


def _nearest(before: str) -> tuple[str, str] | None:
    pattern, table = _cues()
    cuts = list(_CLAUSE.finditer(before))
    if cuts:
        before = before[cuts[-1].end() :]
    best: tuple[str, str] | None = None
    announced: tuple[str, str] | None = None
    for m in pattern.finditer(before):
        word = once(r"\s+").sub(" ", m[0].lower())
        kind, reach = table[word]
        gap = before[m.end() :]
        count = len(once(r"[\p{L}\d]+").findall(gap))
        if count > reach or (_CUT.search(gap) and count > 1):
            continue
        if (
            kind != "no"
            and count > 3
            and "," in gap
            and word in ("tinh thần", "thi đua", "vận động", "quan điểm", "nguyên tắc")
        ):
            continue
        best = (kind, word)
        if kind != "no":
            announced = best
    # "Khẩu hiệu của Ngày hội là “…”": the copula ties the quotation to the clause's subject
    return announced if announced and once(r"(?<!gọi|tắt) là\s*:?\s*$").search(before) else best


#: a heading or lead-in whose lines are the slogans: "Khẩu hiệu tuyên truyền:", "1. Chủ đề thi đua", "b) Các khẩu hiệu"
LEAD = regex.compile(
    r"\s*(?:(?:[-+•*]|\(?[\p{L}\d]{1,4}(?:\.\d+)*[.)\-]|[IVX]+[.\-])\s*)?(?P<cue>(?:(?:một số|các|những|nội dung|tên|về|hệ thống)\s+){0,3}(?:câu\s+)?"
    r"(?:khẩu hiệu|chủ đề|thông điệp|phương châm|tên phong trào|tên gọi|slogan)(?!\p{L})[^:;.“”\"«»]{0,90})(?P<colon>:)?\s*",
    regex.I,
)
#: inline, without quotes: "Chủ đề năm 2025: Đoàn kết - Sáng tạo - Phát triển"
INLINE = regex.compile(
    r"^\s*(?:(?:[-+•*]|\(?[\p{L}\d]{1,4}(?:\.\d+)*[.)\-]|[IVX]+[.\-])\s*)?(?:\p{L}+\s)?(?P<cue>Khẩu hiệu|Chủ đề|Thông điệp|Phương châm|Slogan)(?!\p{L})(?P<rest>[^:;.“”\"«»\n]{0,70}):\s*"
    r"(?P<text>\p{Lu}[^“”\"«»\n]{6,220}?)\s*[.;]?\s*$",
    regex.I | regex.M,
)


def lead_kind(text: str) -> Kind | None:
    """The kind of slogans that a heading announces."""
    low = text.lower()
    for word, kind in (
        ("khẩu hiệu", "slogan"),
        ("slogan", "slogan"),
        ("thông điệp", "slogan"),
        ("chủ đề", "theme"),
        ("phương châm", "motto"),
        ("phong trào", "movement"),
        ("tên gọi", "movement"),
    ):
        if word in low:
            return kind  # type: ignore[return-value]
    return None


def same_text(text: str) -> str:
    """Key under which two copies of one slogan are one."""
    return once(r"[^\p{L}\d]+").sub(" ", key(text)).strip()
