"""Units: every body, organisation or group that the plan names, once, under its full name, with all its mentions.

Four passes over one working copy of the text: names by the grammar (unit/parse.py), groups (unit/groups.py), the issuer named by
its head alone ("Sở"), and short names that the plan defines itself. Names are completed from the issuer (unit/context.py,
unit/naming.py) and put together (unit/resolve.py).
"""

from __future__ import annotations

from dataclasses import replace

import regex
from spacy.language import Language
from spacy.tokens import Doc

from extract.entities.unit.context import Context, context_of
from extract.entities.unit.groups import find_groups
from extract.entities.unit.naming import Namer
from extract.entities.unit.ocr import reading
from extract.entities.unit.parse import LEVEL_AHEAD, Node, Tail, long_level, parse_all, self_at
from extract.entities.unit.resolve import Found, loose_key, resolve
from extract.state import Plan, add_spans, plan_of


@Language.factory("plan_units")
def make_units(nlp: Language, name: str) -> PlanUnits:
    """Factory of the component `plan_units`."""
    return PlanUnits()


class PlanUnits:
    """Fills `plan.units` and the span group `units`."""

    def __call__(self, doc: Doc) -> Doc:
        plan = plan_of(doc)
        plan.units = find_units(plan)
        add_spans(doc, "units", [(m.start, m.end, u.kind, u.id) for u in plan.units for m in u.mentions])
        return doc


def find_units(plan: Plan) -> list:
    """The units of a plan, in the order of their first mention."""
    t = reading(plan)
    nodes = parse_all(t, plan.folded)
    context = context_of(plan, nodes)
    namer = Namer(context)
    found: list[Found] = []
    own_union = bool(context.issuer and context.issuer.head.kind in ("school", "company", "other", "department"))
    of_members = bool(context.issuer and context.issuer.head.kind in ("union", "other"))
    for n in nodes:
        if n.house and n.house.rule == "self" and n.house.surface.lower().endswith("hội") and not of_members:
            continue
        if n.head.canon == "Công đoàn" and n.house is None and not own_union:
            continue
        if (
            n.head.canon == "Đoàn"
            and n.house
            and n.house.rule == "self"
            and not (context.issuer and context.issuer.head.kind == "school")
        ):
            continue
        found += _mentions(t, n, namer)
    _attach_offices(found, context)
    for g in find_groups(t, _mask(t, nodes)):
        if set(g.nouns) <= _HAMLETS and context.level != "commune":
            continue  # only a commune gives its hamlets work
        found.append(Found(g.start, g.end, namer.group(g), g.rule, group=g))
    found += _self(t, context)
    found += _defined(t, found)
    found += _initials(t, found)
    found += _issuer(plan, context, namer, found)
    return resolve(plan, found, namer)


_HAMLETS = {"thôn", "bản", "ấp", "buôn", "xóm", "khu phố"}
_PLURAL = (
    "Ban",
    "Ban Quản lý",
    "Hạt Kiểm lâm",
    "Trung tâm",
    "Tổ",
    "Đội",
    "Hội",
    "Chi cục",
    "Ban Công tác Mặt trận",
    "Ban Xây dựng Đảng",
    "Phòng",
    "Khoa",
    "Trạm",
    "Trạm Y tế",
)


def _mask(t: str, nodes: list[Node]) -> str:
    parts, at = [], 0
    for n in nodes:
        if n.start >= at:
            parts += [t[at : n.start], "\u0001" * (n.end - n.start)]
            at = n.end
    parts.append(t[at:])
    return "".join(parts)


def _mentions(t: str, n: Node, namer: Namer) -> list[Found]:
    """One mention, or one for each name of "UBND các xã A, B và C"."""
    tail = n.place
    if tail and tail.names:
        word = regex.sub(r"^(?:các|từng|mỗi|\d+) ", "", tail.group.lower())
        out = []
        for i, (a, b) in enumerate(tail.names):
            own = LEVEL_AHEAD.match(t, a, b)
            level, name_at = (long_level(own[0]), own.end()) if own else (word, a)
            one = replace(n, start=n.start if i == 0 else a, end=b, place=Tail(a, b, level, t[name_at:b]))
            out.append(Found(one.start, one.end, namer.name(one), "shared_head", node=one))
        return out
    if (
        n.rule in ("field", "field_known", "house_context", "closed")
        and n.place is None
        and n.head.canon in _PLURAL
        and t[max(0, n.start - 4) : n.start].lower() == "các "
    ):
        name = (
            "Các "
            + " ".join(filter(None, (n.head.canon, namer.field(n))))
            + (f" {namer.name(n.house)}" if n.house else "")
        )
        return [
            Found(
                n.start - 4,
                n.end,
                name,
                "plural",
                node=replace(n, start=n.start - 4, place=Tail(n.end, n.end, group="các")),
            )
        ]
    short = n.rule == "open_short" and n.head.canon not in (
        "Kiểm toán Nhà nước",
        "Kho bạc Nhà nước",
        "Ngân hàng Nhà nước",
    )
    if n.rule == "house_context" and n.head.canon in ("Tổ giúp việc", "Cơ quan Thường trực"):
        short = True
    return [Found(n.start, n.end, namer.name(n), n.rule, node=n, short=short)]


_CAPITALS = regex.compile(r"(?<![\p{L}\d/-])\p{Lu}{4,10}(?![\p{L}\d])")


def _initials(t: str, found: list[Found]) -> list[Found]:
    """Bodies by the initials of a name that stands in full elsewhere: "TTPVHCC" of a Trung tâm Phục vụ hành chính công."""
    names: dict[str, Found] = {}
    for f in found:
        n = f.node
        if n and n.field and not f.short and not f.group and n.head.shape in ("field", "open"):
            words = f"{n.head.canon} {n.field}".split()
            names.setdefault("".join(w[0] for w in words if w[0].isalpha() and w != "và").upper(), f)
    spans = [(m, names[m[0]]) for m in _CAPITALS.finditer(t) if m[0] in names] if names else []
    return [Found(m.start(), m.end(), f.name, "defined", node=f.node) for m, f in spans]


def _issuer(plan: Plan, context: Context, namer: Namer, found: list[Found]) -> list[Found]:
    """The issuer where it stands in the header, if no name that was read there is its name: it is always a unit of its plan."""
    n, span = context.issuer, plan.header_spans.get("issuer")
    if n is None or span is None or n.house is not None:
        return []
    long = n.head.shape == "open" and n.end < len(context.issuer_name)  # a description that the grammar ends too early
    name = context.issuer_name if long else namer.name(n, top=True)
    context.issuer_unit = loose_key(name)
    if any(not f.short and loose_key(f.name) == context.issuer_unit for f in found):
        return []
    if long:
        n = replace(n, field=context.issuer_name[len(n.head.canon) + 1 :])
    return [Found(span[0], span[1], name, n.rule, node=replace(n, start=span[0], end=span[1]))]


def _attach_offices(found: list[Found], context: Context) -> None:
    """In a plan of a province, "Phòng …" without a house is an office of the department named last before it."""
    if context.level != "province" or context.house:
        return
    last: Found | None = None
    for f in found:
        n = f.node
        if n is None:
            continue
        if n.head.canon in ("Sở", "Công an") and not (n.place and n.place.group):
            last = f
        elif n.head.canon == "Phòng" and n.house is None and n.place is None and last and f.start - last.end < 600:
            f.name = f"{f.name} {last.name}"


def _self(t: str, context: Context) -> list[Found]:
    """The issuer by its head alone, in its own plan: "các phòng thuộc Sở"."""
    if not context.house or not context.issuer:
        return []
    word = context.issuer.head.canon
    if word not in ("Sở", "Trường", "Bệnh viện", "Trung tâm", "Chi cục", "Cục"):
        return []
    out = []
    pattern = regex.compile(
        rf"(?<![\p{{L}}\d])(?:{word}|(?i:nhà trường)(?<={'' if word == 'Trường' else 'x'}.{{1,}}))(?![\p{{L}}])"
        if word != "Trường"
        else r"(?<![\p{L}\d])(?:Nhà trường|nhà trường|Trường)(?![\p{L}])"
    )
    if word != "Trường":
        pattern = regex.compile(rf"(?<![\p{{L}}\d]){word}(?!\p{{L}})")
    for m in pattern.finditer(t):
        node = self_at(t, m.start()) or (
            Node(m.start(), m.end(), context.issuer.head, m[0], rule="self") if m[0].lower() == "nhà trường" else None
        )
        if node:
            out.append(
                Found(
                    m.start(),
                    m.end(),
                    context.house,
                    "self",
                    node=replace(context.issuer, start=m.start(), end=m.end()),
                )
            )
    return out


_DEFINE = regex.compile(
    r" ?\((?:(?:sau đây|từ đây)(?: được)? )?(?:(?:gọi|viết) (?:tắt|chung) là|gọi là|viết tắt)\s?:?\s?[\"“]?(?P<short>[^\"”)\n]{2,60}?)[\"”]?\s?\)| ?\((?P<short>\p{Lu}[\p{Lu}\d&-]{1,11})\)"
)


def _defined(t: str, found: list[Found]) -> list[Found]:
    """Short names that the plan gives to bodies: "(sau đây gọi tắt là Tổ 06)"."""
    out = []
    for f in found:
        m = _DEFINE.match(t, f.end)
        if not m or f.group:
            continue
        short = m["short"].strip()
        for s in regex.finditer(rf"(?<![\p{{L}}\d/-]){regex.escape(short)}(?![\p{{L}}\d])", t):
            out.append(Found(s.start(), s.end(), f.name, "defined", node=f.node, short=f.short))
    return out
