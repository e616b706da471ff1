"""Posts and names of persons, as compiled patterns over the data files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from extract.lexicon import key, rows
from extract.lexicon.trie import trie
from extract.text.fold import fold


@dataclass(frozen=True, slots=True)
class Post:
    """One row of posts.tsv."""

    title: str
    kind: str  # head, deputy, member, staff, group
    part: str  # first word of the body that the title holds already


class Posts:
    """Finds posts: one trie over the text in small letters; an abbreviation counts only in capitals."""

    def __init__(self) -> None:
        self.table: dict[str, Post] = {}
        spellings: list[str] = []
        for row in rows("posts"):
            names, title, kind, part = (*row, "")[:4]
            for s in names.split("|"):
                self.table[key(s)] = Post(title, kind, part)
                spellings.append(s.lower())
        # "Ban Giám đốc" is a body, not a post
        self.pattern = re.compile(rf"(?<![^\W_])(?<!ban )(?<!đoàn (?=chủ tịch))(?:{trie(spellings)})(?![^\W_])")
        self.short = {key(s) for row in rows("posts") for s in row[0].split("|") if s.replace(".", "").isupper()}

    def find(self, t: str) -> Iterator[tuple[int, int, Post]]:
        """(start, end, post) in document order, not overlapping."""
        low = t.lower()
        if len(low) != len(t):
            low = "".join(c.lower() if len(c.lower()) == 1 else c for c in t)
        for m in self.pattern.finditer(low):
            surface = t[m.start() : m.end()]
            k = key(surface)
            if k not in self.short or surface.replace(".", "").isupper():
                yield m.start(), m.end(), self.table[k]

    def search(self, words: str) -> tuple[int, int] | None:
        """Where the first post stands in a short text, or None."""
        return next(((a, b) for a, b, _ in self.find(words)), None)


@cache
def posts() -> Posts:
    """The finder of posts, built once."""
    return Posts()


@cache
def surnames() -> str:
    return trie({fold(w) for row in rows("surnames") for w in row[0].split()})


@cache
def names() -> dict[str, regex.Pattern[str]]:
    """`full`: a surname and one to four further words; `loose`: two to five words begun with a capital, behind an honorific."""
    word = r"\p{Lu}[\p{Ll}\p{M}]*(?:['’]\p{L}+)?"
    return {
        "full": regex.compile(rf"(?<![\p{{L}}\d])(?:{surnames()})(?: {word}){{1,4}}(?![\p{{L}}])"),
        "loose": regex.compile(rf"{word}(?: {word}){{1,4}}(?![\p{{L}}])"),
    }


HONORIFIC = regex.compile(
    r"(?<![\p{L}\d])(?:(?i:các )?(?:[Đđ]ồng chí|ĐỒNG CHÍ|[Đđ]/[Cc]\.?|Đ\.c|[ÔồôÔ]ng \(bà\)|[Ôô]ng/[Bb]à|[Ôô]ng|[Bb]à|[Tt]hầy|[Cc]ô)\s?:?|(?:(?:PGS|GS|TS|Th\.?[sS]|BS|KS|CN|DS|LS)\.? ?(?:CK ?I{1,2})?\. ?)+) ?(?=\p{Lu})"
)
#: what makes a name of a street, a school, a prize, a memory out of a person's name
NOT_A_PERSON = regex.compile(
    r"(?i:đường|phố|ngõ|trường|thpt|thcs|tiểu học|mầm non|chuyên|đại học|học viện|quảng trường|công viên|tượng đài|khu di tích|nhà lưu niệm|bảo tàng|lăng|đền|chùa|giải thưởng|giải|quỹ|học bổng|"
    r"phường|xã|thị trấn|huyện|quận|thành phố|tp\.?|tỉnh|thôn|ấp|khu phố|tổ dân phố|tư tưởng|đạo đức|phong cách|gương|bệnh viện|cầu|chợ|hồ|sông|cảng|tên|mang tên|anh hùng|cộng sản|công ty|doanh nghiệp|hợp tác xã|chủ nghĩa|"
    r"ngày sinh|ngày mất|năm sinh|ngày giỗ|kỷ niệm|di sản|cố|bác|tnhh|tntp|mtv|cổ phần|nghĩa trang|thcs -|dâng hương|chủ tịch(?= hồ chí minh))\s\Z"
)
HISTORICAL = {
    "hồ chí minh",
    "võ nguyên giáp",
    "lê hồng phong",
    "nguyễn văn linh",
    "phan đình phùng",
    "hồ chủ tịch",
    "nguyễn ái quốc",
}
