"""The grammar of one unit name: HEAD FIELD? (thuộc HOUSE)? PLACE?

The text that is parsed is the folded text in which lines of capitals were given small letters (see `working_text`); it has
the offsets of the plan's text.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cache

import regex

from extract.entities.unit.heads import LEVEL_WORD, Head, HeadMatch, fields, head_of, heads, open_starts, stops
from extract.lexicon import gazetteer


@dataclass(slots=True)
class Tail:
    """What stands behind a name and says where: a level word with or without a name, or several ("các xã, phường")."""

    start: int
    end: int
    level: str = ""  # "tỉnh", "thành phố" …; empty for a name that stands alone
    name: str = ""
    group: str = ""  # "các xã, phường", "cấp xã", "các cấp": the body of every such place
    names: tuple[tuple[int, int], ...] = ()  # of "các xã A, B và C": where each name stands


@dataclass(slots=True)
class Node:
    """One parsed name."""

    start: int
    end: int
    head: Head
    surface: str  # the head as it stands
    field: str = ""
    known: bool = False  # the field is in the lexicon
    house: Node | None = None
    joint: Node | None = None  # the second house of "Văn phòng HĐND và UBND"
    place: Tail | None = None
    rule: str = ""
    shared: str = ""  # the list's head word, for a member of a list with one head


def working_text(folded: str) -> str:
    """`folded` with each word of a line of capitals begun with a capital and gone on in small letters; same length.

    Abbreviations (UBND, HĐND) inside such a line stay: they have no vowel pair that a syllable could be read from.
    """
    if not _CAPS.search(folded):
        return folded
    return _CAPS.sub(lambda m: _WORD.sub(_lower, m[0]), folded)


_CAPS = regex.compile(
    r"(?<=^|\n|\t)(?=[^\n\t]*\p{Lu}{2}[^\n\t]*\p{Lu})[^\n\t\p{Ll}]{4,}(?=\n|\t|$)|(?<![\p{L}])(?:\p{Lu}{2,}[ ,-]+){3,}\p{Lu}{2,}(?!\p{L})"
)
_WORD = regex.compile(r"\p{Lu}[\p{Lu}\p{M}]*")
_KEEP = regex.compile(
    r"[^AEIOUYÀ-ỸĂÂÊÔƠƯ]{2,}|UBND|UBMTTQ.*|MTTQ.*|HĐND|TNHH|MTV|BCĐ|BCH|BTV|THPT|THCS|KH|TP|UBBC|ĐBQH|BHXH|TAND|VKSND|GDĐT|LĐTBXH|CSXH|QLĐT|NHCSXH|TNCS|LHPN|LĐLĐ"
)


def _lower(m: regex.Match[str]) -> str:
    w = m[0]
    if len(w) == 1 or _KEEP.fullmatch(w):
        return w
    low = w[0] + w[1:].lower()
    return low if len(low) == len(w) else w


# a place's own name: "Nghệ An", "Ea H'leo", "12", "Phan Rang - Tháp Chàm"
_NAME = regex.compile(
    r"(?:\d{1,2}(?!\d|[.,]\d)|\p{Lu}[\p{L}'’]*(?: - \p{Lu}[\p{L}'’]*| \p{Lu}[\p{L}'’]*| \d{1,2}(?![\d/.])){0,5})"
)
_LEVEL = regex.compile(
    rf" {{1,2}}(?:(?:của|tại|ở|trên địa bàn(?: toàn)?|toàn) )?(?P<level>(?i:{LEVEL_WORD}))(?![\p{{L}}])"
)
_MANY = regex.compile(
    r" (?:(?:của|tại) )?(?!Các \p{Ll})(?P<group>(?i:(?:(?:các|\d{1,4}|từng|mỗi|toàn bộ) )?(?:tỉnh(?! đoàn| ủy)|thành phố|huyện(?! đoàn| ủy)|quận(?! đoàn| ủy)|thị xã|phường|xã(?! hội)|thị trấn|đặc khu|thôn|ấp|khu phố)"
    r"(?:(?: ?[,/] ?| và | - | )(?:các )?(?:tỉnh(?! đoàn| ủy)|thành phố|huyện(?! đoàn| ủy)|quận(?! đoàn| ủy)|thị xã|phường|xã(?! hội)|thị trấn|đặc khu|thôn|ấp|khu phố)(?!\p{L}))+"
    r"|(?:các|\d{2,4}|từng|mỗi) (?:tỉnh|thành phố|huyện|quận|thị xã|phường|xã(?! hội)|thị trấn|đặc khu|tổ dân phố|thôn|ấp|khu phố)(?!\p{L})"
    r"|cấp (?:tỉnh|thành phố|huyện|xã)(?:(?:, | và )(?:cấp )?(?:tỉnh|huyện|xã))*|(?:hai|2|02|các) cấp)(?!\p{L}))"
)
_COLON_NAMES = regex.compile(r" ?:? ")
_SEP = regex.compile(r" ?[,;] (?:và )?| và ")
# "các phường có liên quan", "các xã trên địa bàn tỉnh", "các phường, xã thuộc thành phố Vinh"
_GROUP_MORE = regex.compile(
    rf" (?:có )?liên quan(?!\p{{L}})|(?: (?:trên|trong) (?:địa bàn|toàn)(?: toàn)?| thuộc| của)? (?i:{LEVEL_WORD})(?!\p{{L}})(?: \p{{Lu}}\p{{L}}*(?: \p{{Lu}}\p{{L}}*)*)?| trên địa bàn(?!\p{{L}})"
)
_HOUSE_JOIN = regex.compile(r"(?:,? (?:thuộc|trực thuộc|của) | ?[-–/] ?|, | )")
_OF = regex.compile(r",? (?:thuộc|trực thuộc|của) | ?[-/] ?")
_PAIR = regex.compile(r" ?(?:-|/|,|&) ?| và ")


@cache
def _patterns() -> dict[str, regex.Pattern[str]]:
    anywhere, every = stops()
    word = r"[\p{L}\p{M}'’\d][\p{L}\p{M}\d'’&/.]*(?<![.])"
    stop_head = r"(?:UBND|HĐND|MTTQ|Ủy ban nhân dân|Hội đồng nhân dân|Sở|Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|Công an|Văn phòng|Phòng|Cục|Bộ)(?= \p{Lu}| tỉnh| thành phố| huyện| xã| phường|[,.;\n])"
    place = rf"(?i:{LEVEL_WORD})(?!\p{{L}})"
    collocation = r"(?:(?i:phòng), chống|cháy, chữa cháy|(?i:cứu nạn), cứu hộ|(?i:hạn chế), khắc phục|tai nạn, thương tích|tham nhũng, lãng phí(?:, tiêu cực)?|tham nhũng, tiêu cực|tội phạm, tệ nạn xã hội)"
    head_words = r"(?:và|các|những)(?!\p{L})"
    joint = (
        rf"(?: (?!{every}|{stop_head}|{place}|{head_words}){word}| và (?!{every}|{stop_head}|{place}){word}"
        rf"| ?- ?(?!{stop_head})\p{{Lu}}[\p{{L}}]*)"
    )
    out = {}
    # words of a field that is not in the lexicon: begun with a capital, ended by a stop word, a place, another head or a mark
    out["field"] = regex.compile(rf"(?!{anywhere}|{stop_head})\p{{Lu}}[\p{{L}}\p{{M}}\d&'’]*{joint}{{0,10}}")
    more = r", (?:chống|chữa cháy|cứu nạn|cứu hộ|khen thưởng|lãng phí|tiêu cực|kỷ luật|giáo dục pháp luật|nâng cao|hải đảo|xâm nhập mặn|xóa mù chữ|đô thị văn minh|hỗ trợ|tái định cư|phát triển|an toàn|trật tự|mại dâm|ma túy|HIV/AIDS|tệ nạn xã hội|hạn hán|lụt bão)(?!\p{L})"
    build = r" và (?i:xây dựng|phát triển|quản lý|khai thác|vận hành|giải phóng|tìm kiếm|tổ chức)(?= \p{L})"
    out["open"] = regex.compile(
        rf" (?!{anywhere}(?<!phối hợp|đảm bảo|bảo đảm|phát động|khắc phục|đánh giá|rà soát|tham mưu|hỗ trợ)|{place}|{stop_head})(?:{collocation}|(?=\p{{Lu}}|\d|(?i:{open_starts()})){word})(?:{more}|{build}|{joint}){{0,16}}"
    )
    other = r"(?:UBND|HĐND|MTTQ|Sở|Phòng|Công an|Tỉnh ủy|Công ty|Trường|Bệnh viện|Hội|Liên đoàn|Ngân hàng|Trung tâm|Hợp tác xã|Doanh nghiệp|Ban|Ủy ban|Đại diện|Đại học|Tập đoàn|Chi nhánh|Viện|Báo|Đài)(?!\p{L})"
    person = r"(?:Độc lập|Cộng hòa|Số|Đại diện|Lãnh đạo|Là|Chủ tịch|Giám đốc|Phó|Hiệu trưởng|Trưởng|Ông|Bà|Đồng chí|Đơn vị)(?!\p{L})"
    proper = rf"(?: (?!{every}|{stop_head}|{head_words}|{person}|{place}){word}| và (?!{every}|{stop_head}|{place}|{other}){word}| ?- ?(?!{person}|{other})(?:\p{{Lu}}{{2,}}(?!\p{{L}})|\p{{Lu}}[\p{{L}}]*+(?! \p{{Ll}}))| “[^”\n]{{1,60}}”)"
    out["proper"] = regex.compile(rf"(?:{proper}){{1,14}}")
    return out


_SCHOOL_TYPE = regex.compile(
    r"(?i)\b(?:mầm non|mẫu giáo|tiểu học|trung học|cơ sở|phổ thông|dân tộc|nội trú|bán trú|thcs|thpt|th|mn|ptdt\w*|có nhiều cấp học|nhiều cấp học|công lập|ngoài|và|chuyên|nghề)(?!\p{L})"
)
_OWN_NAME = regex.compile(r"\p{Lu}|\d")
_SCHOOL = regex.compile(
    r" (?i:mầm non|mẫu giáo|mẫu giáo - mầm non|tiểu học|trung học|thcs|thpt|th|ptcs|ptth|th&thcs|th-thcs|thcs&thpt|pt|phổ thông|ptdt\w*|đại học|cao đẳng|trung cấp|chính trị|dân tộc|bổ túc|giáo dưỡng|chuyên|năng khiếu|nuôi dạy)(?!\p{L})|(?: MN| TH)(?= \p{Lu})"
)
# capitals behind a head that make another word of it: "Ban hành", "Hội nghị", "Phòng, chống", "Bộ luật", "Trường hợp"
_NOT = {
    "Ban": regex.compile(r" (?i:hành|đầu|ngày|công|phát|tặng|cán sự)(?!\p{L})"),
    "Hội": regex.compile(
        r" (?i:nghị|thảo|thi|chợ|đàm|nhập|đồng|viên|họp|trường|diễn|tụ|báo|xuân|khỏe|hè|thao|chữ(?! thập))(?!\p{L})"
    ),
    "Phòng": regex.compile(
        r"(?:, | )(?i:chống|ngừa|tránh|cháy|thủ|vệ|dịch|bệnh|họp|học(?! sinh| viên)|bị|khi|ban|ngủ|trào|cách|tục)(?!\p{L})"
    ),
    "Bộ": regex.compile(
        r" (?i:luật|máy|phận|tiêu chí|chỉ số|thủ tục|đội|môn|sách|trưởng|tài liệu|câu hỏi|quy tắc|quy chế|mặt|chỉ huy|tư lệnh|nhận diện)(?!\p{L})"
    ),
    "Trường": regex.compile(r" (?i:hợp|học|bắn|ca|kỳ|sa|chinh)(?!\p{L})"),
    "Cục": regex.compile(r" (?i:bộ|diện)(?!\p{L})"),
    "Vụ": regex.compile(r" (?i:việc|án|mùa|đông|hè|xuân|thu|lợi)(?!\p{L})"),
    "Đoàn": regex.compile(r" (?i:kết|viên|thể|phí)(?!\p{L})"),
    "Đội": regex.compile(r" (?i:ngũ|hình|viên|tuyển)(?!\p{L})"),
    "Khoa": regex.compile(r" (?i:học|giáo|cử|bảng)(?!\p{L})"),
    "Chi hội": regex.compile(r" (?i:trưởng)(?!\p{L})"),
    "Tổ": regex.compile(r" (?i:chức|quốc|trưởng|tiên|phó|viên|ấm|hợp)(?!\p{L})"),
    "Báo": regex.compile(r" (?i:cáo|chí|động|hiếu|cho|giá|trước|công)(?!\p{L})"),
    "Đài": regex.compile(r" (?i:thọ|tưởng|các|hoa|loan)(?!\p{L})"),
    "Quỹ": regex.compile(r" (?i:đất|tiền|lương|thời|tín|nhà|ngân)(?!\p{L})"),
    "Kho": regex.compile(r" (?i:dữ|bãi|tàng|học|tài)(?!\p{L})"),
    "Viện": regex.compile(r" (?i:phí|trợ|dẫn|trưởng)(?!\p{L})"),
    "Thanh tra": regex.compile(
        r"(?:, | )(?i:kiểm|giám|việc|viên|đột|chuyên|công|theo|định|thường|hành|về|nhân dân)(?!\p{L})"
    ),
    "Thuế": regex.compile(r" (?!tỉnh|thành phố|Thành phố|khu vực|cơ sở|huyện)"),
    "Trạm": regex.compile(r" (?i:biến|bơm|thu|dừng|cân|BTS|phát|sạc)(?!\p{L})"),
    "Thống kê": regex.compile(r" (?!tỉnh|thành phố|Thành phố|khu vực|cơ sở|huyện)"),
    "Bảo tàng": regex.compile(r" (?i:và|các)(?!\p{L})"),
    "Trung tâm": regex.compile(r" (?i:của|hành chính(?! công)|kinh tế|thương mại|là|và|tài chính)(?!\p{L})"),
    "Ngân hàng": regex.compile(r" (?i:đề|câu|dữ|máu|gen)(?!\p{L})"),
    "Đại học": regex.compile(r" (?!\p{Lu})"),
    "Hội đồng": regex.compile(r" (?i:nhân dân)(?!\p{L})"),
    "Bảo hiểm xã hội": regex.compile(
        r" (?i:bắt buộc|tự nguyện|một lần|toàn dân|cho|của|là|và bảo hiểm)(?!\p{L})|, (?i:bảo hiểm|BHYT|y tế)"
    ),
    "Chi nhánh": regex.compile(r" (?!\p{Lu})"),
    "Quân khu": regex.compile(r" (?![\dIVX]|Thủ đô)"),
    "Tổ dân phố": regex.compile(r" (?!số \d|\d|\p{Lu})"),
}


def parse_at(t: str, at: int, inner: bool = False) -> Node | None:
    """The unit name that begins with a head at `at`, or None. `inner` where it is read as the house of another."""
    m = heads().match(t, at)
    return parse_head(t, m, inner) if m else None


_NESTING = threading.local()


def parse_head(t: str, m: HeadMatch, inner: bool = False) -> Node | None:
    """The name that a head begins, or None where it begins none. A house may have a house, but not without end: hostile text
    would nest as deep as it is long."""
    depth = getattr(_NESTING, "depth", 0)
    if depth >= 4:
        return None
    _NESTING.depth = depth + 1
    try:
        node = _parse_head(t, m, inner)
    finally:
        _NESTING.depth = depth
    if node and " và " in node.field:
        _cut_at_next(t, node)
    return node


def _cut_at_next(t: str, node: Node) -> None:
    """A name ends at an "và" behind which another name begins: "Kho bạc … và Chi cục …"."""
    if node.known or node.house is not None:
        return
    begin = t.find(node.field, node.start)
    at = t.find(" và ", begin)
    while begin >= 0 and 0 <= at < begin + len(node.field):
        if t[at + 4].isupper() and _is_unit(t, at + 4):
            node.field, node.end, node.place = t[begin:at], at, None
            return
        at = t.find(" và ", at + 1)


def _parse_head(t: str, m: HeadMatch, inner: bool) -> Node | None:
    head, surface = head_of(m[0]), m[0]
    at, end = m.start(), m.end()
    small = t[at].islower()
    if head.canon == "Chính phủ" and t[max(0, at - 10) : at].lower() == "thủ tướng ":
        return None  # the Prime Minister is an official
    if head.canon == "Phòng" and small and t[max(0, at - 4) : at].lower() == "văn ":
        return None
    if head.canon == "Ban Thường trực" and _POST_BEHIND.search(t, max(0, at - 14), at):
        return None
    if head.canon == "Đội" and t[max(0, at - 3) : at].lower() == "bộ ":
        return None
    if head.shape == "open" and small and t[max(0, at - 4) : at].lower() == "các ":
        return None  # several of a kind: a group
    if head.canon == "Ban" and t.startswith(" Thường trực", end) and _POST_BEHIND.search(t, max(0, at - 14), at):
        return None
    if surface in ("TT", "TT."):
        # Thường trực before a committee, else Trung tâm
        standing = _house(t, Node(at, end, head_of("Thường trực"), surface), False, inner)
        if standing:
            return standing
    no = _NOT.get(head.canon)
    if no and no.match(t, end):
        return None
    node = Node(at, end, head, surface)
    if head.shape == "closed":
        if small and " " not in surface and not surface.endswith("ủy"):
            return None
        node.rule = "closed"
        if head.kind == "union" and t[end : end + 1] == " ":
            house = parse_at(t, end + 1, inner=True)
            if house and house.head.canon in _UNION_HOUSES:
                node.house, node.end, node.rule = house, house.end, "house"
                return node
        _place(t, node)
        if (not head.alone or surface == "BHXH") and node.place is None and not node.field:
            return None
        if head.canon == "Đảng bộ" and not inner:
            return None  # all its members, not a body that is given work; "Ban Chấp hành Đảng bộ …" is
        if small and node.place is None and head.canon not in ("Ủy ban nhân dân", "Hội đồng nhân dân") and not inner:
            return None
        return node
    if head.shape == "house":
        return _house(t, node, small, inner)
    if head.shape == "field":
        return _field(t, node, small, inner)
    if head.shape == "open":
        return _open(t, node, small)
    return _proper(t, node, small)


_UNION_HOUSES = (
    "Công an",
    "Bộ đội Biên phòng",
    "Trường",
    "Sở",
    "Bộ Chỉ huy Quân sự",
    "Bệnh viện",
    "Ủy ban nhân dân",
    "Công ty",
    "Bộ Chỉ huy Bộ đội Biên phòng",
)


def _place(t: str, node: Node, joined: bool = True) -> None:
    """Reads the place behind a name, sets `place` and moves `end`."""
    region = _REGION.match(t, node.end)
    if region:
        node.field, node.end = f"{node.field} {region[0].strip()}".strip(), region.end()
        return
    tail = tail_at(t, node.end, bare=True)
    if tail:
        node.place, node.end = tail, tail.end


_REGION = regex.compile(
    r" khu vực(?: \p{Lu}\p{Ll}+)+(?: - \p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)*)?| (?i:khu vực|cơ sở|vùng|miền)(?: (?:[IVX]+|\d+)(?![\p{L}\d])(?: ?- ?\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)*)?)"
)


def tail_at(t: str, at: int, bare: bool = False) -> Tail | None:
    m = _MANY.match(t, at)
    if m:
        end = m.end()
        group = m["group"]
        names: list[tuple[int, int]] = []
        low = group.lower()
        if "," not in low and "cấp" not in low and "/" not in low and " và " not in low:
            names = _names(t, end)
        if names:
            return Tail(m.start("group"), names[-1][1], group=group, names=tuple(names))
        more = _GROUP_MORE.match(t, end)
        related = "liên quan" if more and more[0].endswith("liên quan") else ""
        return Tail(m.start("group"), more.end() if more else end, level=related, group=group)
    m = _LEVEL.match(t, at)
    if m:
        level = long_level(m["level"])
        end = m.end()
        n = _NAME.match(t, end + 1) if t[end : end + 1] == " " else None
        if n is None and m["level"].endswith("."):
            n = _NAME.match(t, end)
        if n:
            name = _known(level, n[0])
            if name:
                return Tail(m.start("level"), n.start() + len(name), level, name)
        return Tail(m.start("level"), end, level)
    if bare and t[at : at + 1] == " ":
        n = _NAME.match(t, at + 1)
        if n:
            name = _known_bare(n[0])
            if name:
                return Tail(n.start(), n.start() + len(name), "", name)
    return None


def long_level(level: str) -> str:
    """A level word written out: "TP." is "thành phố"."""
    low = level.lower().strip().rstrip(".")
    return {"tp": "thành phố", "tx": "thị xã", "tt": "thị trấn"}.get(low, low)


def _known(level: str, words: str) -> str:
    """The longest beginning of `words` that is a place of that level; all of them, up to four, where none is known."""
    if words[0].isdigit():
        return words if level in ("quận", "phường", "tổ dân phố", "khu phố") else ""
    if level == "thành phố" and words.startswith(("HCM", "Hcm")):
        return words[:3]
    part = words
    while part:
        if any(e.type.lower() == level for e in gazetteer.load().lookup(part)):
            return part
        part = part[: max(part.rfind(" "), 0)].rstrip(" -")
    # no such place is kept: take two words or more, so that a sentence's capital is not read as a name ("Thành phố Kế hoạch")
    first = regex.match(r"(?!Tổ|Kế|Số|Căn|Về|Các|Ban|Phòng|Ngày|Khu|Thôn)\S+ \S+(?: \S+)?", words)
    return first[0] if first and level not in ("tỉnh", "thành phố") else ""


def _known_bare(words: str) -> str:
    part = words
    while part:
        if any(e.level != "commune" for e in gazetteer.load().lookup(part)):
            return part
        part = part[: max(part.rfind(" "), 0)].rstrip(" -")
    return ""


#: a level word before a place's name: "thị trấn | Tân Phú"
LEVEL_AHEAD = regex.compile(rf"(?i:{LEVEL_WORD}) (?=\p{{Lu}}|\d)")


def _names(t: str, at: int) -> list[tuple[int, int]]:
    """Where the names of "các xã A, B và C" stand."""
    out: list[tuple[int, int]] = []
    m = _COLON_NAMES.match(t, at)
    while m:
        own = LEVEL_AHEAD.match(t, m.end()) if out else None  # "các xã A, B và thị trấn C"
        begin = own.end() if own else m.end()
        n = _NAME.match(t, begin)
        if not n or _is_unit(t, m.end()):
            break
        out.append((m.end(), n.end()))
        m = _SEP.match(t, n.end())
    return out


def _is_unit(t: str, at: int) -> bool:
    m = heads().match(t, at)
    return bool(m and parse_head(t, m, inner=True))


def _house(t: str, node: Node, small: bool, inner: bool) -> Node | None:
    canon, end = node.head.canon, node.end
    if canon == "Thường trực" and _POST_BEHIND.search(t, max(0, node.start - 14), node.start):
        return None
    join = _HOUSE_JOIN.match(t, end)
    house = None
    if join:
        loose = join[0] != " "
        # "Văn phòng - Thống kê" is a post; "Thường trực, …" is a list
        if not (
            loose
            and canon in ("Thường trực", "Đảng ủy", "Chi bộ", "Ban Giám hiệu")
            and not join[0].strip().startswith(("thuộc", "của", "trực"))
        ) and not join[0].startswith(","):
            house = parse_at(t, join.end(), inner=True)
            if house is None and canon in _SELF:
                house = self_at(t, join.end())
    if canon == "Đảng ủy":
        if house and house.head.canon in (
            "Ủy ban nhân dân",
            "Công an",
            "Quân khu",
            "Sở",
            "Bộ Chỉ huy Quân sự",
            "Trường",
            "Bệnh viện",
            "Hội đồng nhân dân",
            "Công ty",
            "Đại học",
            "Bộ",
            "Chính phủ",
        ):
            node.house, node.end, node.rule = house, house.end, "house"
            return node
        extra = _PARTY_OF.match(t, end)
        if extra:
            node.field, node.end = extra[0].strip(), extra.end()
        _place(t, node)
        node.rule = "closed"
        return node if not small or node.place or node.field else None
    if canon in ("Đoàn", "Công đoàn"):
        if house is None and join and join[0] == " " and t.startswith("trường", join.end()):
            house = self_at(t, join.end()) or _own_school(t, join.end())
        if (
            house
            and house.head.kind in ("school", "police", "military", "department", "other", "company", "government")
            and house.head.canon not in ("Thống kê", "Thuế")
        ):
            node.house, node.end, node.rule = house, house.end, "house"
            return node
        if canon == "Công đoàn" and not small and not inner:
            node.rule = "house_context"
            return node
        return None
    if canon == "Văn phòng" and house is None:
        if small:
            return None
        if _OFFICE_ALONE.match(t, end):
            node.rule = "house_context"
            return node
        m = regex.match(
            r" (?i:đăng ký đất đai|điều phối[^\n,;.]*?(?= tỉnh| thành phố| huyện|[\n,;.])|quốc gia về \p{L}+ \p{L}+|luật sư [^\n,;.]+|công chứng [^\n,;.]+)",
            t[end : end + 100],
        )
        if not m:
            return None
        node.field, node.end, node.rule = m[0].strip(), end + m.end(), "field_known"
        _place(t, node)
        return node
    if house is not None:
        if canon == "Văn phòng" and house.head.canon in _PAIRED and house.place is None:
            pair = _PAIR.match(t, house.end)
            second = parse_at(t, pair.end(), inner=True) if pair else None
            if second and second.head.canon in _PAIRED:
                node.joint = second
                house.place = None
                node.house, node.end, node.rule = house, second.end, "house"
                return node
        if canon in (
            "Thường trực",
            "Ban Thường vụ",
            "Ban Chấp hành",
            "Ủy ban Kiểm tra",
            "Ban Tuyên giáo",
            "Ban Dân vận",
            "Ban Nội chính",
            "Ban Tuyên giáo và Dân vận",
            "Ban Xây dựng Đảng",
        ) and house.head.kind not in ("party", "council", "union", "front", "group", "government", "school", "company"):
            house = None
        if (
            canon == "Thường trực"
            and node.surface.lower().startswith("thường")
            and small
            and house
            and house.head.kind == "group"
        ):
            return None
    if house is not None:
        node.house, node.end, node.rule = house, house.end, "house"
        return node
    if canon in ("Ban Thường vụ", "Ban Chấp hành") and not small:
        union = regex.match(
            r" (?i:(?:Hội|Đoàn|Công đoàn) [^\n,;.]{3,60}?)(?=[\n,;.]| chủ trì| phối hợp)", t[end : end + 80]
        )
        if union is None and (node.surface.isupper() or t[end : end + 1] != " " or not t[end + 1 : end + 2].isupper()):
            m = regex.match(r" (?i:Trung ương(?: Đảng)?)", t[end : end + 20])
            if m:
                node.field, node.end = m[0].strip(), end + m.end()
            node.rule = "house_context"
            return node
    if node.head.alone and not small and not inner:
        more = _BOARD_MORE.match(t, end) if node.head.kind == "party" else None
        if more:  # "Ban Tuyên giáo - Nữ công" of a union
            node.field, node.end = more[0].strip(), more.end()  # the naming step writes " - "
        _place(t, node)
        m = regex.match(r" (?i:Trung ương)(?!\p{L})", t[node.end : node.end + 14])
        if m:
            node.field, node.end = m[0].strip(), node.end + m.end()
        node.rule = "house_context"
        return node
    if canon == "Tổ giúp việc" or (canon in ("Ban Giám hiệu", "Ban Giám đốc", "Cơ quan Thường trực") and not small):
        node.rule = "house_context"
        return node
    return None


_BOARD_MORE = regex.compile(
    r" ?- ?(?!Sở|Ban|Phòng|Ủy|Hội|Công an)\p{Lu}\p{Ll}+(?: \p{Ll}+)?(?= chủ trì| phối hợp| tham mưu| tổng hợp| theo dõi|[,.;:)\n]|$)"
)
# "Văn phòng" alone is the issuer's own where it does something
_OFFICE_ALONE = regex.compile(
    r"\s?:| (?:chủ trì|phối hợp|tham mưu|có trách nhiệm|tổng hợp|theo dõi|chịu trách nhiệm|hướng dẫn|giúp|bố trí|chuẩn bị)(?!\p{L})"
)


def _own_school(t: str, at: int) -> Node | None:
    if t.startswith("trường", at) and not _SCHOOL.match(t, at + 6):
        return Node(at, at + 6, Head("Trường", "school", "closed", None, "self", True), "trường", rule="self")
    return None


_POST_BEHIND = regex.compile(r"(?i:chủ tịch|bí thư|trưởng ban|phó ban|tổ phó|tổ trưởng|ủy viên|giám đốc|trưởng|phó) \Z")
_PARTY_OF = regex.compile(
    r" (?:các cơ quan(?: Đảng)?|Quân sự|khối (?:các )?(?:cơ quan|doanh nghiệp)[^\n,;.]{0,30}?|Bộ Chỉ huy Quân sự)(?= tỉnh| thành phố| huyện| xã| phường|[\n,;.])"
)
_PAIRED = (
    "Hội đồng nhân dân",
    "Ủy ban nhân dân",
    "Đoàn đại biểu Quốc hội",
    "Đảng ủy",
    "Thành ủy",
    "Tỉnh ủy",
    "Huyện ủy",
)
_SELF = ("Văn phòng", "Công đoàn", "Đoàn", "Ban Giám đốc", "Phòng", "Thanh tra", "Trung tâm", "Ban Giám hiệu")
_SELF_WORD = regex.compile(
    r"(?:Sở|Trường|Nhà trường|nhà trường|Hội|Tỉnh hội|Huyện hội|Thành hội|Bệnh viện|Trung tâm|Công ty|Cục|Chi cục|Bộ|Ban|Huyện|Ủy ban)(?! ?\p{Lu}| \p{Ll}+ \p{Lu})(?!\p{L})"
)


def self_at(t: str, at: int) -> Node | None:
    """The issuer named by its head alone: "Văn phòng Sở", "lãnh đạo Trường"."""
    m = _SELF_WORD.match(t, at)
    if not m or m[0] == "Huyện":
        return None
    head = Head(m[0], "department", "closed", None, "self", True)
    return Node(at, m.end(), head, m[0], rule="self")


def _field(t: str, node: Node, small: bool, inner: bool) -> Node | None:
    end, canon = node.end, node.head.canon
    if t[end : end + 1] != " ":
        return None
    if canon == "Thanh tra" and not small:
        return _inspectorate(t, node)
    known = fields(canon)
    m = known.match(t, end + 1) if known else None
    if m is None and node.surface.isupper() and len(node.surface) == 2:
        return None  # "TT" is the number of a row as often as a Trung tâm
    if (
        m
        and (not small or t[m.start()].isupper())
        and (t[m.start()].isupper() or not t[m.start()].isalpha() or canon in ("Trung tâm", "Chi cục", "Cục", "Đội"))
    ):
        node.field, node.end, node.known = m[0], m.end(), True
        more = _CONTINUED.match(t, m.end())
        if (
            more
            and not heads().match(t, more.start("cap"))
            and not _known_place_at(t, more.start("cap"))
            and not (known and known.match(t, more.start("cap")))
            and not NAME_AHEAD.match(t, more.start("cap"))
        ):
            # "Trung tâm Văn hóa, Thông tin | và Du lịch": a longer name than the lexicon has
            node.field, node.end, node.known = t[m.start() : more.end()], more.end(), False
    elif not small and t[end + 1 : end + 2].isupper():
        m = _patterns()["field"].match(t, end + 1)
        if not m:
            return None
        if _LEVEL.match(t, end):
            return None
        node.field, node.end = m[0].rstrip(), end + 1 + len(m[0].rstrip())
    else:
        if not (small and canon in _SMALL_HEADS and t[end + 1 : end + 2].isupper()):
            return None
        m = _patterns()["field"].match(t, end + 1)
        if not m or not regex.match(r"\p{Lu}\p{Ll}", m[0]) or regex.match(r"(?i)covid|quốc|chính|giám", m[0]):
            return None
        node.field, node.end = m[0], end + 1 + len(m[0])
    node.rule = "field_known" if node.known else "field"
    _owner(t, node)
    return node


def _inspectorate(t: str, node: Node) -> Node | None:
    """ "Thanh tra tỉnh", "Thanh tra Sở": the head and whose it is."""
    tail = tail_at(t, node.end)
    if tail and not tail.group:
        node.place, node.end, node.rule = tail, tail.end, "closed"
        return node
    house = (
        self_at(t, node.end + 1) or parse_at(t, node.end + 1, inner=True) if t[node.end : node.end + 1] == " " else None
    )
    if house and house.head.canon in ("Sở", "Bộ"):
        node.house, node.end, node.rule = house, house.end, "house"
        return node
    return None


_SMALL_HEADS = ("Phòng", "Khoa", "Tổ", "Trung tâm", "Chi cục", "Đội")
# what goes on behind a known field with a capital: " và Du lịch", " - Kỹ thuật"; not a duty ("Sở Nội vụ - Chủ trì")
_CONTINUED = regex.compile(
    r"(?: và | - |-)(?P<cap>\p{Lu}\p{Ll}+)(?: (?!(?:chủ|phối|tham|có|và|các|thuộc|trực|của|trình|là|để)\b)\p{Ll}+){0,2}(?=[,.;:\n\t)]| (?:chủ trì|phối hợp|tham mưu|có trách nhiệm|và|tỉnh|thành phố|Thành phố|huyện|quận|phường|xã|thuộc)|$)"
)
NAME_AHEAD = regex.compile(
    r"(?i:chủ trì|phối hợp|báo cáo|tham mưu|chủ tịch|giám đốc|trưởng|phó|ông|bà|đồng chí|đại diện|các|ủy viên|thành viên|tổ|lãnh đạo)(?!\p{L})"
)


def _known_place_at(t: str, at: int) -> bool:
    n = _NAME.match(t, at)
    return bool(n and _known_bare(n[0]))


_OF_ALL = regex.compile(r" (?i:Trung ương|quốc gia|Việt Nam)(?!\p{L})")


def _owner(t: str, node: Node) -> None:
    """Reads "thuộc Sở …", "Công an tỉnh", "tỉnh Nghệ An" behind a name."""
    region = _REGION.match(t, node.end)
    if region:
        node.field, node.end, node.known = f"{node.field} {region[0].strip()}", region.end(), False
        return
    central = _OF_ALL.match(t, node.end)
    if central:
        node.field, node.end, node.known = f"{node.field} {central[0].strip()}", central.end(), False
        return
    tail = tail_at(t, node.end, bare=True)
    if tail and node.head.canon == "Sở" and tail.level in ("phường", "xã", "thị trấn", "đặc khu"):
        tail = None  # its address, not its place
    if tail and (not tail.group or node.known):
        node.place, node.end = tail, tail.end
        return
    join = _OF.match(t, node.end)
    at = join.end() if join else node.end + 1 if t[node.end : node.end + 1] == " " else -1
    if at < 0:
        return
    inner = node.head.canon in (
        "Phòng",
        "Văn phòng",
        "Thanh tra",
        "Trung tâm",
        "Ban",
        "Đội",
        "Tổ",
        "Chi cục",
        "Cục",
        "Vụ",
        "Trạm",
        "Ban Tổ chức",
        "Tổ giúp việc",
    )
    if not inner and not (join and join[0].strip() in ("thuộc", "trực thuộc", ", thuộc", ", trực thuộc")):
        return
    house = parse_at(t, at, inner=True)
    if house is None and join and join[0].strip(" ,") in ("thuộc", "của", "trực thuộc"):
        house = self_at(t, at)
    if house is None or (house.head.shape == "closed" and house.head.canon in _UNLIKELY_HOUSE):
        return
    if not join and house.head.canon in ("Ban", "Phòng", "Hội"):
        return
    if not house.place and house.head.shape == "open":
        return
    if house.place and house.place.group:
        return
    if (
        join
        and join[0].strip() in ("-", "/")
        and (
            node.head.canon not in ("Phòng", "Đội") or house.head.canon in ("Phòng", "Trung tâm", "Cơ quan Thường trực")
        )
    ):
        return
    node.house, node.end = house, house.end


_UNLIKELY_HOUSE = ("Chính phủ", "Quốc hội", "Bộ Chính trị")


# a known description that goes on in small letters with something that is no stop word is another, longer one
_RUNS_ON = regex.compile(r" (?:và )?(?!" + stops()[1] + r")(?!(?i:" + LEVEL_WORD + r"))\p{Ll}")


def _open(t: str, node: Node, small: bool) -> Node | None:
    end = node.end
    node.rule = "open_short"
    if small and " " not in node.surface:
        return None
    if node.head.canon == "Ban Tổ chức":
        join = _OF.match(t, end) or regex.compile(" ").match(t, end)
        house = parse_at(t, join.end(), inner=True) if join else None
        if house and house.head.kind == "party":
            node.house, node.end, node.rule = house, house.end, "house"
            return node
        m = regex.match(r" (?i:Trung ương)(?!\p{L})", t[end : end + 14])
        if m:
            node.field, node.end, node.rule = m[0].strip(), end + m.end(), "field_known"
            return node
        more = _BOARD_MORE.match(t, end)
        if more:  # "Ban Tổ chức - Kiểm tra" of a union
            node.field, node.end, node.rule = more[0].strip(), more.end(), "house_context"
            return node
    tail = tail_at(t, end)
    if tail and (not tail.group or node.head.canon in ("Cụm thi đua", "Khối thi đua")):
        node.place, node.end = tail, tail.end
        return node
    region = _REGION.match(t, end)
    if region:
        node.field, node.end, node.rule = region[0].strip(), region.end(), "closed"
        return node
    known = fields(node.head.canon) if node.head.canon in ("Ban Quản lý", "Hội đồng") else None
    k = known.match(t, end + 1) if known and t[end : end + 1] == " " else None
    several = ""
    if known and k is None and t.startswith(" các ", end):  # "Ban Quản lý các chợ"
        several, k = "các ", known.match(t, end + 5)
    m = _patterns()["open"].match(t, end)
    ends_there = k and (m is None or k.end() >= m.end() or not _RUNS_ON.match(t, k.end()))
    if k and ends_there:
        node.field, node.end, node.rule = several + k[0], k.end(), "field_known"
        own = regex.match(r"(?: \p{Lu}\p{L}*)+", t[k.end() : k.end() + 60])
        if (
            own
            and not _known_bare(own[0].strip())
            and not regex.match(r" (?:Tỉnh|Thành|Huyện|Thị|Quận|Phường|Xã)(?!\p{L})", own[0])
        ):
            node.field, node.end = several + k[0] + own[0], k.end() + own.end()  # "Khu kinh tế Đông Nam"
        _place(t, node)
        return node
    if m:
        node.field, node.end, node.rule = m[0].strip(), m.end(), "open"
        while node.field.endswith((" và", " -", " các", " của")):
            node.field = node.field.rsplit(" ", 1)[0]
            node.end = m.start() + 1 + len(node.field)
        tail = tail_at(t, node.end)
        if tail and (not tail.group or node.head.kind == "group"):
            node.place, node.end = tail, tail.end
        elif node.head.canon in ("Tổ giúp việc", "Cơ quan Thường trực"):
            _owner(t, node)
    elif node.head.canon in ("Kiểm toán Nhà nước", "Kho bạc Nhà nước", "Ngân hàng Nhà nước"):
        node.rule = "closed"
    return node


# the last run of words with capitals, with small words behind it: "Trường … | Hoa Sen | đăng cai"
_LAST_OWN = regex.compile(r"(?P<own>(?: (?:\p{Lu}[\p{L}'’]*|\d+))+)(?: \p{Ll}[\p{L}]*)+$")


def _proper(t: str, node: Node, small: bool) -> Node | None:
    end, canon = node.end, node.head.canon
    if canon == "Chi nhánh":
        bank = parse_at(t, end + 1, inner=True) if t[end : end + 1] == " " else None
        if bank and bank.head.kind in ("company", "government"):
            node.house, node.end, node.rule = bank, bank.end, "proper"
            return node
    if canon in ("Chi bộ", "Chi đoàn", "Chi hội", "Ban nhân dân"):
        if small:
            return None
        inner_unit = parse_at(t, end + 1, inner=True) if t[end : end + 1] == " " else None
        if inner_unit:
            node.house, node.end, node.rule = inner_unit, inner_unit.end, "house"
            return node
        m = regex.match(
            r" (?i:khu phố|khu dân cư|tổ dân phố|khu|thôn|ấp|xóm|bản|buôn|tổ|số|phường|xã|cơ quan)(?: số)? (?:\p{Lu}[\p{L}]*(?: \p{Lu}[\p{L}]*)*|\d+)",
            t[end : end + 60],
        ) or regex.match(r" (?:\p{Lu}[\p{L}]*(?: \p{Lu}[\p{L}]*)*|\d+)", t[end : end + 60])
        if not m:
            return None
        node.field, node.end, node.rule = m[0].strip(), end + m.end(), "proper"
        return node
    if canon == "Trường" and not _SCHOOL.match(t, end):
        return None
    m = _patterns()["proper"].match(t, end)
    if not m:
        return None
    words = m[0]
    if not regex.search(r" (?:\p{Lu}|\d)", words[:60]):
        return None
    if (
        canon == "Trường"
        and not _OWN_NAME.search(_SCHOOL_TYPE.sub("", words))
        and not regex.search(r"(?i)chính trị|cao đẳng|đại học|trung cấp", words)
    ):
        return None
    if canon in ("Báo", "Tạp chí", "Đại học", "Chi nhánh", "Tổ dân phố", "Đồn Biên phòng") and not regex.match(
        r" (?:số )?[\p{Lu}\d]", words
    ):
        return None
    if small and canon not in ("Trường", "Công ty", "Hợp tác xã", "Bệnh viện", "Ngân hàng"):
        return None
    own = _LAST_OWN.search(words)
    if own and (" " in own["own"].strip() or _known_bare(own["own"].strip()) or own["own"].strip().isdigit()):
        words = words[: own.end("own")]  # what follows a name of two capitals, or a place, belongs to the sentence
    node.field, node.end, node.rule = words.strip(), end + len(words.rstrip()), "proper"
    if canon in ("Phân hiệu", "Chi nhánh"):
        tail = (
            tail_at(t, node.end, bare=True)
            if canon == "Chi nhánh"
            else regex.match(r" tại \p{Lu}[\p{L}]*(?: \p{Lu}[\p{L}]*)*", t[node.end : node.end + 60])
        )
        if tail is not None and not isinstance(tail, Tail):
            node.field += tail[0]
            node.end += tail.end()
        elif isinstance(tail, Tail):
            node.place, node.end = tail, tail.end
        join = regex.compile(r" - |, ").match(t, node.end)
        house = parse_at(t, join.end(), inner=True) if join else None
        if house and house.head.kind == "company":
            node.house, node.end = house, house.end
        return node
    tail = tail_at(t, node.end)
    if tail and not tail.group:
        node.place, node.end = tail, tail.end
    return node


def _shouted(folded: str, n: Node) -> bool:
    piece = folded[n.start : n.start + len(n.surface)]
    return piece.isupper() and not n.surface.isupper()


def _safe_in_capitals(n: Node, t: str) -> bool:
    if n.rule in ("closed", "field_known", "house", "house_context", "open_short"):
        if n.rule in ("open_short",) and not n.place:
            return False
        return n.head.canon not in ("Vụ", "Ban Tổ chức", "Thuế", "Thống kê") or n.known
    return n.start < 700 and n.rule == "proper"


_LIST_HEAD = regex.compile(
    r"(?<![\p{L}\d])(?:(?i:các|02|03|04|hai|ba|bốn) (?P<h>(?i:sở|phòng|ban|bộ|chi cục|trung tâm|hội))(?:(?:,| và) (?i:ngành|ban|ban, ngành))?\s?:?|(?P<h>Sở|Phòng|Ban|Bộ|Chi cục|Trung tâm|sở|phòng)(?:, (?i:ban|ngành|ban, ngành))?\s?:) (?=[\p{Lu}])"
)
_NEXT = regex.compile(r" ?[,;] (?:và )?| và | & ")
_LIST_END = regex.compile(
    r"\s?(?:$|[,;.:()\n\t/+-]| và | tỉnh| thành phố| Thành phố| huyện| phường| xã| có | liên quan| \p{Ll}+)"
)


def _shared(t: str, m: regex.Match[str]) -> list[Node]:
    """Members of a list with one head: "Các Phòng: Y tế, Giáo dục và Đào tạo"; empty where fewer than two fields follow."""
    word = m["h"].lower()
    head = head_of(word)
    known = fields(head.canon)
    assert known is not None
    out: list[Node] = []
    at, begin = m.end(), m.start("h")
    while True:
        f = known.match(t, at)
        if not f or not t[at].isupper():
            break
        out.append(Node(begin, f.end(), head, m["h"], field=f[0], known=True, rule="shared_head", shared=word))
        sep = _NEXT.match(t, f.end())
        if not sep:
            break
        at = begin = sep.end()
    if not out or (len(out) < 2 and not m[0].rstrip().endswith(":")):
        return []
    _list_place(t, out)
    return out


def _list_place(t: str, members: list[Node]) -> None:
    """A place behind the last member is the place of all: "các sở Nội vụ, Tài chính tỉnh Nghệ An"."""
    tail = tail_at(t, members[-1].end)
    if tail and not tail.group:
        members[-1].end = tail.end
        for n in members:
            n.place = tail


def _more(t: str, first: Node) -> list[Node]:
    """What goes on behind one name with its head left out: "Phòng Quản lý đô thị, Tài chính - Kế hoạch chủ trì"."""
    known = fields(first.head.canon)
    out: list[Node] = []
    at = first.end
    while known is not None:
        sep = _NEXT.match(t, at)
        f = known.match(t, sep.end()) if sep else None
        if (
            not sep
            or not f
            or not t[f.start()].isupper()
            or heads().match(t, f.start())
            or not _LIST_END.match(t, f.end())
        ):
            break
        if (
            f[0] in ("Xây dựng", "Giáo dục", "Kiểm tra", "Đào tạo", "Tổng hợp")
            and t[f.end() : f.end() + 1] == " "
            and t[f.end() + 1 : f.end() + 2].islower()
            and not t.startswith(" và ", f.end())
        ):
            break
        out.append(
            Node(
                f.start(),
                f.end(),
                first.head,
                first.surface,
                field=f[0],
                known=True,
                rule="shared_head",
                shared=first.surface.lower(),
            )
        )
        at = f.end()
    if out:
        _list_place(t, out)
    return out


def parse_all(t: str, folded: str | None = None) -> list[Node]:
    """All names in document order, not overlapping; the longest that begins first wins.

    `folded` is the text before `working_text`: in a line of capitals nothing tells where a name that is not in the lexicon begins
    or ends, so that only known names count there; a proper name does in the header.
    """
    out: list[Node] = []
    lists: dict[int, list[Node]] = {}
    for m in _LIST_HEAD.finditer(t):
        members = _shared(t, m)
        if members:
            lists[members[0].start] = members
    begins = sorted(lists)
    at, i = 0, 0
    for m in heads().find(t):
        if m.start() < at:
            continue
        while i < len(begins) and begins[i] <= m.start():
            if begins[i] >= at:
                out += lists[begins[i]]
                at = out[-1].end
            i += 1
        if m.start() < at:
            continue
        node = parse_head(t, m)
        if node and folded is not None and _shouted(folded, node) and not _safe_in_capitals(node, t):
            node = None
        if node is None:
            continue
        out.append(node)
        if node.known and node.house is None:
            more = _more(t, node)
            out += more
            if more and more[-1].place and not node.place:
                node.place = more[-1].place
        at = max(out[-1].end, m.start() + 1)
    for b in begins[i:]:
        if b >= at:
            out += lists[b]
            at = out[-1].end
    _shared_house(t, out)
    return out


_BOARDS = ("Ban Tổ chức", "Ban Tuyên giáo", "Ban Dân vận", "Ban Nội chính", "Ủy ban Kiểm tra", "Ban Xây dựng Đảng", "Văn phòng")  # fmt: skip


def _shared_house(t: str, nodes: list[Node]) -> None:
    """The committee behind the last of several boards is that of all: "Ban Tổ chức, Ban Dân vận, Văn phòng Huyện ủy"."""
    for one, after in zip(reversed(nodes[:-1]), reversed(nodes[1:]), strict=True):
        if (
            after.house is not None
            and after.house.head.kind == "party"
            and one.house is None
            and one.place is None
            and not one.field
            and one.head.canon in _BOARDS
            and after.head.canon in _BOARDS
            and _NEXT.fullmatch(t, one.end, after.start)
        ):
            one.house, one.rule = after.house, "house"
