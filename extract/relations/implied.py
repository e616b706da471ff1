"""Bodies and posts that no list knows but their place tells: a heading among headings that are bodies, with duties below it."""

from __future__ import annotations

import regex

from extract import record as r
from extract.relations import parts
from extract.relations.actors import Actors
from extract.relations.clauses import heading_of, opens_duty
from extract.relations.outline import Node
from extract.state import Plan

_POST = regex.compile(
    r"(?:các\s+)?(?:bí\s+thư|phó|chủ\s+(?:tịch|nhiệm|tàu|rừng|hộ|cơ\s+sở|đầu\s+tư)|trưởng|giám\s+đốc|hiệu\s+trưởng|giáo\s+viên|cán\s+bộ|công\s+chức|viên\s+chức|nhân\s+viên|"
    r"thôn\s+trưởng|tổ\s+trưởng|đội\s+trưởng|trạm\s+trưởng|thủ\s+trưởng|người|bác\s+sĩ|kế\s+toán|thủ\s+quỹ|bảo\s+vệ|học\s+sinh|thành\s+viên|đảng\s+viên|đoàn\s+viên|ông|bà|đồng\s+chí)\b",
    regex.I,
)
_BODY = regex.compile(
    r"(?:(?:Các\s+)?[Pp]hòng|Ban|Khoa|Tổ|Văn\s+phòng|Trung\s+tâm|Bộ\s+phận|Đội|Chi\s+cục|Trạm|Hội|Đoàn|Tiểu\s+ban|Nhóm|Hạt|Công\s+ty|Hợp\s+tác\s+xã|Trường)\s+\p{Lu}"
)
_NOUN = regex.compile(  # a heading of a part that assigns work may name its body without a capital: "Công đoàn cơ sở trực thuộc"
    r"(?:các\s+)?(?:phòng|ban(?!\s+hành)|khoa|tổ(?!\s+chức)|văn\s+phòng|trung\s+tâm|bộ\s+phận|đội(?!\s+ngũ)|chi\s+cục|cục|trạm|hội(?!\s+(?:nghị|thảo|thi|họp))|đoàn(?!\s+kết)|tiểu\s+ban|hạt|công\s+ty|hợp\s+tác\s+xã|"
    r"trường(?!\s+hợp)|công\s+đoàn|chi\s+bộ|đảng\s+bộ|đảng\s+ủy|chi\s+đoàn|liên\s+đoàn|câu\s+lạc\s+bộ|bệnh\s+viện|ủy\s+ban|sở|viện|cơ\s+quan|đơn\s+vị|doanh\s+nghiệp)\b",
    regex.I,
)
_NO_BODY = regex.compile(  # headings among those of bodies that are none
    r"(?:về|công\s+tác|chế\s+độ|kinh\s+phí|nguồn|thời\s+gian|tiến\s+độ|phân\s+công|tổ\s+chức|các\s+(?:nội\s+dung|nhiệm\s+vụ|hoạt\s+động|giải\s+pháp|bước)|nội\s+dung|nhiệm\s+vụ|giải\s+pháp|yêu\s+cầu|mục|"
    r"khen\s+thưởng|đánh\s+giá|báo\s+cáo|cấp\s|một\s+số|lưu\s+ý|giai\s+đoạn|đợt|bước|quý|tháng|năm|ngày|đối\s+với|trong|khi|nếu|căn\s+cứ|trên)\b",
    regex.I,
)


_AND_GROUP = regex.compile(r"\s+và\s+(?=các\s)", regex.I)
_AND_GROUP_TAIL = regex.compile(
    r"\s+các\s.*$", regex.I | regex.S
)  # "Thôn trưởng các thôn" opens a line as "Thôn trưởng"


def add_implied(plan: Plan, actors: Actors, nodes: list[Node]) -> bool:
    """Add units and officials for headings that stand among headings of bodies; True where any was added.

    At least two of the headings below one parent name known bodies, and no fewer than those that name none.
    """
    t = plan.folded
    groups: dict[int, list[int]] = {}
    for i, n in enumerate(nodes):
        if n.labelled and not n.preamble and n.parent >= 0:
            groups.setdefault(n.parent, []).append(i)
    added = False
    taken: set[tuple[int, int]] = set()
    for parent, group in groups.items():
        heads = [(i, span) for i in group if (span := _head(t, nodes[i]))]
        for i, span in heads:
            n = nodes[i]
            if (
                n.minor
                and n.children
                and _BODY.match(t, *span)
                and not heading_of(actors, *span)
                and heading_of(actors, nodes[parent].body, nodes[parent].end)
            ):
                house = heading_of(actors, nodes[parent].body, nodes[parent].end)
                _add(plan, *span, house=_name(plan, house[0][0].id) if house and len(house[0]) == 1 else "")
                taken.add(span)
                added = True  # "1. Sở A" with "a) Phòng B" below it
        if parts.ASSIGNS.search(t, nodes[parent].body, nodes[parent].end):
            for i, span in heads:
                if (
                    nodes[i].children
                    and (_NOUN.match(t, *span) or _POST.match(t, *span))
                    and not heading_of(actors, *span)
                    and _like_body(t, *span)
                    and span not in taken
                ):
                    for a, b in _members(t, *span):
                        _add(plan, a, b)
                        _openings(plan, nodes, i, a, b)
                    taken.add(span)
                    added = True
        if parts.TELLS.match(t, nodes[parent].body, nodes[parent].end):
            continue
        known = [span for _, span in heads if heading_of(actors, *span)]
        unknown = [
            (i, span)
            for i, span in heads
            if span not in taken and not heading_of(actors, *span) and _like_body(t, *span)
        ]
        if len(heads) < 3 or len(known) < 2 or len(known) < len(unknown):
            continue
        for i, span in unknown:
            for a, b in _members(t, *span):
                _add(plan, a, b)
                _openings(plan, nodes, i, a, b)
            added = True
    return added


def _head(t: str, n: Node) -> tuple[int, int] | None:
    """The words of a heading that may name a body: the whole line, or what stands before a colon and a duty."""
    colon = t.find(":", n.body, min(n.end, n.body + 110))
    if 0 < colon < n.end - 1:
        return (n.body, colon) if opens_duty(t, colon + 1, n.end) else None
    end = n.end - 1 if t[n.end - 1] in ":." else n.end
    return (n.body, end) if n.children and end - n.body <= 130 else None


def _like_body(t: str, a: int, b: int) -> bool:
    return (
        4 < b - a <= 110 and t[a].isupper() and not t[a:b].isupper() and t[a:b].count(",") <= 2
        and not opens_duty(t, a, b) and not _NO_BODY.match(t, a, b)
    )  # fmt: skip


def _members(t: str, a: int, b: int) -> list[tuple[int, int]]:
    """ "Thôn trưởng và các chủ rừng" is two, where both parts begin with a post or a body's noun."""
    m = _AND_GROUP.search(t, a, b)
    if m and all(_NOUN.match(t, x, b) or _POST.match(t, x, b) for x in (a, m.end())):
        return [(a, m.start()), (m.end(), b)]
    return [(a, b)]


def _openings(plan: Plan, nodes: list[Node], i: int, a: int, b: int) -> None:
    """The lines below heading `i` that open with the same words make that member responsible."""
    t = plan.folded
    short = _AND_GROUP_TAIL.sub("", t[a:b])
    k = i + 1
    while k < len(nodes) and k - i < 40 and nodes[k].parent >= i:
        at = nodes[k].body
        if t[at : at + len(short)].lower() == short.lower() and t[at + len(short) : at + len(short) + 1] in (" ", ":"):
            _mention(plan, t[a:b], at, at + len(short))
        k += 1


def _mention(plan: Plan, name: str, a: int, b: int) -> None:
    known: list[r.Unit | r.Official] = [*plan.units, *plan.officials]
    same = next((x for x in known if any(m.text.lower() == name.lower() for m in x.mentions)), None)
    if same is not None and not any(m.start == a for m in same.mentions):
        same.mentions.append(r.Mention(text=plan.text[a:b], start=a, end=b, section=plan.section_id(a)))
        same.mentions.sort(key=lambda m: m.start)


def _name(plan: Plan, ident: str) -> str:
    return next((u.name for u in plan.units if u.id == ident and not u.collective), "")


def _add(plan: Plan, a: int, b: int, house: str = "") -> None:
    text = plan.text[a:b].strip()
    mention = r.Mention(text=text, start=a, end=a + len(text), section=plan.section_id(a))
    name = " ".join([*text.split(), *house.split()])
    name = name[:1].upper() + name[1:]
    known: list[r.Unit | r.Official] = [*plan.units, *plan.officials]
    same = next((x for x in known if any(m.text.lower() == text.lower() for m in x.mentions)), None)
    if same is not None:  # a body of the text whose mention in the heading was overlooked
        same.mentions.append(mention)
        same.mentions.sort(key=lambda m: m.start)
        return
    if _POST.match(plan.folded, a, b):
        plan.officials.append(
            r.Official(
                id=f"o{len(plan.officials) + 1}",
                title=name,
                collective=True,
                mentions=[mention],
                evidence="heading among bodies",
                confidence=0.5,
            )
        )
        return
    plan.units.append(
        r.Unit(
            id=f"u{len(plan.units) + 1}",
            name=name,
            kind="other",
            collective=name.lower().startswith("các "),
            mentions=[mention],
            evidence="heading among bodies",
            confidence=0.5,
        )
    )
