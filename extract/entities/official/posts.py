"""Posts and names of persons, as compiled patterns over the data files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from extract.lexicon import key, rows


@dataclass(frozen=True, slots=True)
class Post:
    """One row of posts.tsv."""

    title: str
    kind: str  # head, deputy, member, staff, group
    part: str  # first word of the body that the title holds already


def _spelling(s: str) -> str:
    out = regex.escape(s).replace(r"\ ", " ")
    return out if s.replace(".", "").isupper() else f"(?i:{out})"


@cache
def posts() -> tuple[regex.Pattern[str], dict[str, Post]]:
    """The pattern of all posts, longest first, and the post of each spelling."""
    table: dict[str, Post] = {}
    for row in rows("posts"):
        spellings, title, kind, part = (*row, "")[:4]
        for s in spellings.split("|"):
            table[key(s)] = Post(title, kind, part)
    spellings_all = sorted((s for row in rows("posts") for s in row[0].split("|")), key=len, reverse=True)
    # "Ban Giám đốc" is a body, "Hội đồng trưởng" no post
    return regex.compile(rf"(?<![\p{{L}}\d])(?<!(?i:ban) )(?:{'|'.join(map(_spelling, spellings_all))})(?![\p{{L}}\d])"), table


def post_of(surface: str) -> Post:
    return posts()[1][key(surface)]


@cache
def surnames() -> str:
    return "|".join(sorted((w for row in rows("surnames") for w in row[0].split()), key=len, reverse=True))


@cache
def names() -> dict[str, regex.Pattern[str]]:
    """`full`: a surname and one to four further words; `loose`: two to five words begun with a capital, behind an honorific."""
    word = r"\p{Lu}[\p{Ll}\p{M}]*(?:['’]\p{L}+)?"
    return {
        "full": regex.compile(rf"(?<![\p{{L}}\d])(?:{surnames()})(?: {word}){{1,4}}(?![\p{{L}}])"),
        "loose": regex.compile(rf"{word}(?: {word}){{1,4}}(?![\p{{L}}])"),
    }


HONORIFIC = regex.compile(r"(?<![\p{L}\d])(?:(?i:các )?(?:[Đđ]ồng chí|ĐỒNG CHÍ|[Đđ]/[Cc]\.?|Đ\.c|[ÔồôÔ]ng \(bà\)|[Ôô]ng/[Bb]à|[Ôô]ng|[Bb]à|[Tt]hầy|[Cc]ô)\s?:?) ?(?=\p{Lu})")
#: what makes a name of a street, a school, a prize, a memory out of a person's name
NOT_A_PERSON = regex.compile(
    r"(?i:đường|phố|ngõ|trường|thpt|thcs|tiểu học|mầm non|chuyên|đại học|học viện|quảng trường|công viên|tượng đài|khu di tích|nhà lưu niệm|bảo tàng|lăng|đền|chùa|giải thưởng|giải|quỹ|học bổng|"
    r"phường|xã|thị trấn|huyện|quận|thành phố|tp\.?|tỉnh|thôn|ấp|khu phố|tổ dân phố|tư tưởng|đạo đức|phong cách|gương|bệnh viện|cầu|chợ|hồ|sông|cảng|tên|mang tên|anh hùng|cộng sản|công ty|doanh nghiệp|hợp tác xã|chủ nghĩa|"
    r"ngày sinh|ngày mất|năm sinh|ngày giỗ|kỷ niệm|di sản|cố|bác|tnhh|tntp|mtv|cổ phần|nghĩa trang|thcs -|dâng hương|chủ tịch(?= hồ chí minh))\s$"
)
HISTORICAL = {"hồ chí minh", "võ nguyên giáp", "lê hồng phong", "nguyễn văn linh", "phan đình phùng", "hồ chủ tịch", "nguyễn ái quốc"}
