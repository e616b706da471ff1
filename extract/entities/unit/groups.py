"""Groups of bodies: "các sở, ban, ngành", "UBND các xã, phường", "các cơ quan, đơn vị có liên quan"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import regex

from extract import record as r
from extract.entities.unit.parse import Node, Tail, parse_at, self_at, tail_at
from extract.lexicon import expand_abbreviations, key, rows
from extract.lexicon.trie import trie


@dataclass(slots=True)
class Group:
    """One group as it stands. `nouns` in the order of the text, small letters."""

    start: int
    end: int
    nouns: list[str]
    kind: r.UnitKind
    level: r.Level | None
    modifier: str = ""  # "có liên quan", "chuyên môn", "cấp tỉnh", "Trung ương"
    owner: Node | None = None  # "thuộc Sở", "trực thuộc UBND tỉnh"
    owner_word: str = ""
    place: Tail | None = None
    each: bool = False
    rule: str = "group"


@cache
def _nouns() -> dict[str, tuple[str, r.UnitKind, r.Level | None]]:
    return {key(n): (s, kind, level or None) for n, s, kind, level in ((*row, "")[:4] for row in rows("group_nouns"))}  # type: ignore[misc]


# a syllable that makes another word of the noun behind it: "nhiệm vụ", "cán bộ", "môi trường", "xã hội", "cơ sở"
_COMPOUND = "nhiệm|phục|dịch|công|nghiệp|nghĩa|chức|cơ|cán|nội|toàn|đồng|môi|thị|chính|xã|quốc|văn|hợp tác|nông|chuyên|khách|tình|đại|lễ|quân|tiểu|liên|căn|giao|tiến|bưu|lịch|trụ|đảng|hải|dân|tiêu|địa|thủy|đô|làng|kịch|biên|cổ|tuyến|hiện|phi|thu|y tế|tổ|ủy|đường|tòa|khu|hội|trạm|hàng|học|nhà|an"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """(a whole list, one noun), both over the text in small letters."""
    noun = rf"(?:{trie(row[0].lower() for row in rows('group_nouns'))})(?![^\W_])"
    close = r"(?:(?<=xã)|(?<=phường)|(?<=thị trấn)|(?<=đơn vị))"
    joint = (
        r"(?:(?:\s?,\s?| và | hoặc |\s?/\s?| & | - )(?!(?:các|từng|toàn thể) )"
        rf"| (?=ngành|đoàn thể|ban|đơn vị)|{close} (?=xã(?! hội)|phường|đặc khu|thị trấn))"
    )
    whole = re.compile(
        rf"(?<![^\W_])(?<![/\-])(?:(?P<all>các|những|mỗi|từng|tất cả các|toàn bộ các|một số|\d{{1,3}}) )?(?P<list>{noun}(?:{joint}{noun})*)"
    )
    return whole, re.compile(rf"(?<![^\W_]){noun}")


_COMPOUND_BEFORE = re.compile(rf"(?<![^\W_])(?:{_COMPOUND}) \Z")


_DASHES = re.compile(r"\s?-\s?")
_MOD = regex.compile(
    r" (?:(?i:có )?(?i:liên quan)(?: (?:khác|khác của))?|(?i:chuyên môn)|(?i:chức năng)|(?i:nghiệp vụ)|(?i:trực thuộc)(?! \p{L})|(?:thuộc, )?trực thuộc(?= \p{L})|(?:ở )?(?i:cấp (?:tỉnh|huyện|xã|thành phố|trung ương|quận))|(?i:Trung ương)(?: đóng (?:trên|tại) địa bàn)?|"
    r"công lập(?: và ngoài công lập)?|(?:được )?(?:giao|phân công) (?:nhiệm vụ|chủ trì)|đóng trên địa bàn|(?:trên|tại) địa bàn|các cấp|cùng cấp|khác)(?!\p{L})"
)
_OWNED = regex.compile(
    r" (?:(?:thuộc|trực thuộc|thuộc, trực thuộc|của|trong)(?: và trực thuộc)?(?: (?:phạm vi|quyền) quản lý(?: của)?)?|tham mưu,? giúp việc(?: cho)?) "
)
_BEFORE_PLACE = regex.compile(
    r"(?i:địa bàn|nhân dân|cán bộ|công chức|đường|tại|ở|giữa|số|trụ sở|quy mô|hộ|người dân|nông thôn|nghị quyết|hội nghị|quốc|năm|trưởng)\s(?:toàn )?$"
)
_PLACES = {
    "tỉnh",
    "thành phố",
    "huyện",
    "quận",
    "thị xã",
    "xã",
    "phường",
    "thị trấn",
    "đặc khu",
    "thôn",
    "bản",
    "ấp",
    "buôn",
}
_AFTER_BAD = regex.compile(r"(?:,| và|;)? (?:cá nhân|hộ gia đình|người dân|công dân|hộ kinh doanh|nhân dân)(?!\p{L})")
_NOT_AFTER = {
    "ban": r" (?:hành|đầu|bố)",
    "phòng": r"(?:,| )\s?(?:chống|ngừa|cháy)",
    "hội": r" (?:nghị|thảo|thi|viên|nhập|họp|chợ|trường)",
    "bộ": r" (?:phận|luật|máy|tiêu|chỉ|thủ|đội|môn)",
    "ngành": r" (?:nghề|học|hàng|dọc|kinh|công nghiệp|nông nghiệp)",
    "tổ chức": r" (?:thực|triển|hội|các|lễ|tuyên|sơ|tổng|kiểm|đánh|tốt|quán|học|thi|phát|cuộc|đoàn viên|bộ máy|vào|hoạt|cho|và hoạt|in|đi|lại)",
    "xã": r" (?:hội|luận|hội hóa)",
    "trường": r" (?:hợp|kỳ)",
    "cục": r" bộ",
    "vụ": r" (?:việc|án|mùa|đông|hè|xuân)",
    "bản": r" (?:tin|thân|sắc|đồ|chất|quyền|cam|vẽ|án|ghi|lĩnh|sao|đăng|kiểm|mô|tổng|báo|kê|giấy|tự|danh)",
    "tổ": r" (?:trưởng|phó|chức)",
    "đơn vị": r" (?:tính|hành chính|đo|vũ)",
    "khoa": r" (?:học|giáo)",
    "tỉnh": r" táo",
    "cấp ủy": r"(?!)",
    "phường": r" hội",
    "doanh nghiệp": r" (?:tư nhân|nhỏ|vừa|khởi)",
    "trung tâm": r" (?:của)",
    "thành phố": r" (?:thông minh)",
    "hợp tác xã": r"(?!)",
}


def _spoiled(low: str, noun: str, end: int) -> bool:
    """Is the last noun the beginning of another word? "các ban hành", "các tổ chức thực hiện"."""
    bad = _bad().get(key(noun))
    return bool(bad and bad.match(low, end))


@cache
def _bad() -> dict[str, re.Pattern[str]]:
    return {noun: re.compile(pattern) for noun, pattern in _NOT_AFTER.items()}


_GIVER = regex.compile(
    r"(?:^|[\n\t;]|[-+•] |(?i:với|giao|yêu cầu|đề nghị|chỉ đạo|hướng dẫn|đôn đốc|kiểm tra|cho|mời|tới|đến|từ|,|và) (?:các )?)$"
)
_DOES = regex.compile(
    r"(?: (?:có )?liên quan)?[:]?\s(?:chủ động|chủ trì|phối hợp|có trách nhiệm|tổ chức|thực hiện|triển khai|xây dựng|báo cáo|căn cứ|tiếp tục|tăng cường|rà soát|chịu trách nhiệm|phải|lập|đăng ký|hoàn thành|huy động)(?!\p{L})"
)


def _given(t: str, start: int, end: int) -> bool:
    """Do places stand where a body would: as who is told to do something, or as who does it?"""
    return bool(_GIVER.search(t, max(0, start - 16), start) or _DOES.match(t, end))


def find_groups(t: str, masked: str | None = None) -> list[Group]:
    """All groups in document order. In `masked`, the names found before are blanked out, so that no group runs into one."""
    table = _nouns()
    out: list[Group] = []
    whole, one = _patterns()
    low = (masked or t).lower()
    if len(low) != len(t):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in masked or t)
    for m in whole.finditer(low):
        if _COMPOUND_BEFORE.search(low, max(0, m.start() - 10), m.start()):
            continue
        spans = [n.span() for n in one.finditer(low, m.start("list"), m.end())]
        words = [low[a:b] for a, b in spans]
        nouns = [
            _DASHES.sub(
                " - ",
                expand_abbreviations(
                    "trung tâm" if n == "tt" else n.upper() if n == "cđcs" else n.replace("ct-xh", "CT-XH")
                ).lower(),
            )
            for n in words
        ]
        nouns = [
            n.replace("đảng", "Đảng") if "đảng" in n and not n.endswith(("đảng bộ", "đảng ủy")) else n for n in nouns
        ]
        end = m.end()
        if _spoiled(low, words[-1], end):
            if len(nouns) < 2:
                continue
            nouns.pop()
            end = spans[-2][1]
        start = m.start()
        while (
            not m["all"]
            and len(nouns) > 1
            and nouns[0] in ("tỉnh", "thành phố", "huyện")
            and not all(n in _PLACES for n in nouns)
        ):
            # "… của tỉnh, các phòng": the first is the tail of another name
            nouns.pop(0)
            start = spans[len(words) - len(nouns)][0] if end == m.end() else spans[len(words) - 1 - len(nouns)][0]
        if not m["all"] and set(nouns) <= {"tỉnh", "thành phố"}:
            continue
        infos = [table.get(key(n), ("w", "other", None)) for n in nouns]
        every = m["all"] is not None and not m["all"].isdigit()
        if not every and m["all"] and int(m["all"]) < 2:
            continue
        best = min(("xsmw".index(i[0]) for i in infos), default=3)
        places = all(n in _PLACES for n in nouns)
        if places and ((set(nouns) & {"thôn", "bản", "ấp", "buôn"} and not every) or not _given(t, start, end)):
            continue
        if places and (
            _BEFORE_PLACE.search(t, max(0, m.start() - 24), m.start())
            or (len(nouns) == 1 and not (every and nouns[0] in ("xã", "phường", "thôn", "thị trấn", "ấp", "bản")))
        ):
            continue
        g = Group(start, end, nouns, infos[0][1], infos[0][2])
        g.each = bool(m["all"]) and m["all"].lower() in ("mỗi", "từng")
        _modifiers(t, g)
        bound = bool(g.modifier or g.owner or g.place)
        if len(nouns) == 1:
            said = every or bool(m["all"])
            two = " " in nouns[0]
            if not (
                best == 0
                or (said and best <= 1)
                or (said and best == 2 and bound)
                or (places and every)
                or (two and best <= 1 and (g.owner or g.modifier))
            ):
                continue
        elif best == 3 and not places:
            continue
        # "cơ quan, tổ chức, cá nhân" are everybody, not bodies with a duty
        if _AFTER_BAD.match(t, g.end):
            continue
        out.append(g)
    return out


def _modifiers(t: str, g: Group) -> None:
    mods = []
    while True:
        m = _MOD.match(t, g.end)
        if m:
            word = m[0].strip()
            if word.startswith(("trực thuộc", "thuộc, trực thuộc")):
                owner_at = _OWNED.match(t, g.end)
                if owner_at:
                    node = parse_at(t, owner_at.end(), inner=True) or self_at(t, owner_at.end())
                    if node:
                        g.owner, g.owner_word, g.end = node, word, node.end
                        continue
                    tail = tail_at(t, owner_at.end() - 1)
                    if tail:
                        g.place, g.end, g.owner_word = tail, tail.end, word
                        continue
                if word == "trực thuộc":
                    mods.append(word)
                    g.end = m.end()
                    continue
                break
            if word.endswith("địa bàn"):
                tail = tail_at(t, m.end()) or tail_at(t, m.end(), bare=True)
                g.end = m.end()
                mods.append(word)
                if tail:
                    g.place, g.end = tail, tail.end
                break
            mods.append(word)
            g.end = m.end()
            continue
        m = _OWNED.match(t, g.end)
        if m and g.owner is None and g.place is None:
            node = parse_at(t, m.end(), inner=True) or self_at(t, m.end())
            if node:
                g.owner, g.owner_word, g.end = node, "trong" if m[0].strip() == "trong" else "thuộc", node.end
                continue
            tail = tail_at(t, m.end() - 1)
            if tail and not tail.group:
                g.place, g.end, g.owner_word = tail, tail.end, "thuộc"
                continue
        if g.owner is None and g.place is None:
            tail = tail_at(t, g.end)
            if tail and not tail.group:
                g.place, g.end = tail, tail.end
                continue
            if t[g.end : g.end + 1] == " " and t[g.end + 1 : g.end + 2].isupper():
                node = parse_at(t, g.end + 1, inner=True)
                if node and node.head.canon not in ("Ban", "Phòng", "Hội", "Chính phủ", "Trung tâm"):
                    g.owner, g.end = node, node.end
                    continue
        break
    g.modifier = " ".join(mods)
