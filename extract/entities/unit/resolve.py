"""Co-reference: many mentions, one unit."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from extract import record as r
from extract.entities.unit.groups import Group
from extract.entities.unit.naming import Namer, level_of, place_of
from extract.entities.unit.parse import Node
from extract.lexicon import confidence, key
from extract.state import Plan


@dataclass(slots=True)
class Found:
    """One mention on its way to a unit."""

    start: int
    end: int
    name: str
    rule: str
    node: Node | None = None
    group: Group | None = None
    short: bool = False  # a name whose long form stands elsewhere: "Ban Chỉ đạo"


@dataclass(slots=True)
class Cluster:
    name: str
    first: Found
    mentions: list[Found] = field(default_factory=list)


# full and usual name of one organisation
_SAME = tuple(
    (key(a), key(b))
    for a, b in (("đoàn thanh niên cộng sản hồ chí minh", "đoàn thanh niên"), ("hội liên hiệp phụ nữ", "hội phụ nữ"))
)
_LOOSE = regex.compile(r"[-,/]| và | các | có | của | thuộc ")


@lru_cache(4096)
def loose_key(name: str) -> str:
    """Key of a name for co-reference: marks and joining words left out ("Văn hóa - Thông tin", "Văn hóa và Thông tin")."""
    out = " " + key(name) + " "
    for long, short in _SAME:
        out = out.replace(long, short)
    for _ in range(2):
        out = _LOOSE.sub(" ", out)
    return " ".join(out.split())


def group_key(g: Group, name: str) -> str:
    """Groups are one where they have the same members, in any order, and the same owner or modifier."""
    nouns = {n.removeprefix("tổ chức ").replace("chính trị xã hội", "chính trị - xã hội") for n in g.nouns}
    modifier = g.modifier.lower().replace("có liên quan", "liên quan")
    for word in ("trên địa bàn", "đóng", "trực thuộc", "thuộc,", "tại địa bàn", "khác"):
        modifier = modifier.replace(word, "")
    if "sở" in nouns:
        modifier = modifier.replace("cấp tỉnh", "").replace("cấp thành phố", "")
    rest = ""
    if g.owner and not (g.owner.head.canon == "Ủy ban nhân dân" and "sở" in nouns):
        o = g.owner
        rest = f"{o.head.canon} {loose_key(o.field)} {o.place.level if o.place and o.head.kind == 'government' else ''}"
    return "g:" + "|".join(sorted(nouns)) + ":" + " ".join(modifier.split()) + ":" + rest.strip()


_COMMUNES = regex.compile(r"(?<!thị )xã(?! hội)|phường|thị trấn|đặc khu")


def node_key(f: Found) -> str:
    n = f.node
    assert n is not None
    if n.place and n.place.group:
        low = n.place.group.lower()
        kinds = set(_COMMUNES.findall(low))
        if len(kinds) > 1 or low in ("cấp xã", "xã"):
            return f"{n.head.canon} {loose_key(n.field)} :commune"
    return loose_key(f.name)


def resolve(plan: Plan, found: list[Found], namer: Namer) -> list[r.Unit]:
    """Units in the order of their first mention."""
    found = longest(found)
    clusters: dict[str, Cluster] = {}
    order: list[str] = []
    opened: dict[str, list[tuple[int, str]]] = {}  # head → (position, key) of long names
    late: list[Found] = []
    long_names: dict[str, dict[str, frozenset[str]]] = {}  # head → key → its weighty words
    for f in found:
        if f.short:
            late.append(f)
            continue
        k = group_key(f.group, f.name) if f.group else node_key(f)
        if f.node and f.node.head.shape == "open" and f.node.field:
            k = _merge_open(f, k, clusters, long_names.setdefault(f.node.head.canon, {}))
        if k not in clusters:
            clusters[k] = Cluster(f.name, f)
            order.append(k)
        clusters[k].mentions.append(f)
        if f.node and (f.node.head.shape == "open" or f.node.head.canon in ("Tổ giúp việc", "Cơ quan Thường trực")):
            opened.setdefault(f.node.head.canon, []).append((f.start, k))
    _join_groups(clusters, order, namer)
    for f in late:
        assert f.node is not None
        longer = opened.get(f.node.head.canon)
        own = namer.c.issuer
        if (
            own
            and own.field
            and own.head.canon == f.node.head.canon
            and namer.c.issuer_unit in clusters
            and (f.node.place is None or namer.place_full(f.node.place) == namer.c.full())
        ):
            clusters[namer.c.issuer_unit].mentions.append(f)  # "Ban Chỉ đạo" in its own plan
            continue
        if longer and f.node.place:  # that of the capital is not "Ban Chỉ đạo thành phố"
            longer = [
                x
                for x in longer
                if x[1] != namer.c.issuer_unit
                and (n := clusters[x[1]].first.node)
                and not n.field.startswith("Trung ương")
            ]
        if longer and f.node.place:
            longer = [x for x in longer if (n := clusters[x[1]].first.node) and _same_place(n, f.node)]
        if not longer and f.node.head.canon.startswith("Tổ "):
            longer = sorted((x for c, xs in opened.items() if c.startswith("Tổ ") for x in xs))
        if longer:
            at = bisect_left(longer, (f.start, ""))
            k = longer[at - 1][1] if at else longer[0][1]
            clusters[k].mentions.append(f)
            continue
        k = loose_key(f.name)
        if k not in clusters:
            if plan.text[f.start].islower():
                continue
            clusters[k] = Cluster(f.name, f)
            order.append(k)
        clusters[k].mentions.append(f)
    clusters_in_order = sorted((clusters[k] for k in order), key=lambda c: min(m.start for m in c.mentions))
    return [_unit(plan, i, c, namer) for i, c in enumerate(clusters_in_order, 1)]


def _join_groups(clusters: dict[str, Cluster], order: list[str], namer: Namer) -> None:
    """A group named without its owner is the one named with it: "các phòng chuyên môn (thuộc Sở)"; the issuer's own comes first."""
    for k in [k for k in order if k.startswith("g:") and k.endswith(":")]:
        owned = [o for o in order if o.startswith(k) and o != k]
        if not owned or clusters[k].first.group is None or " liên quan" in k:
            continue
        own = [o for o in owned if namer.c.house and namer.c.house in clusters[o].name]
        target = (own or owned)[0]
        if len(owned) > 1 and not own:
            continue
        clusters[target].mentions += clusters.pop(k).mentions
        order.remove(k)


_EMPTY = {
    "công",
    "tác",
    "cuộc",
    "các",
    "của",
    "thực",
    "hiện",
    "triển",
    "khai",
    "về",
    "việc",
    "và",
    "trên",
    "địa",
    "bàn",
    "cấp",
}


def _merge_open(f: Found, k: str, clusters: dict[str, Cluster], known: dict[str, frozenset[str]]) -> str:
    """ "Ban Chỉ đạo bầu cử tỉnh" and "Ban Chỉ đạo cuộc bầu cử tỉnh" are one: the weighty words of one are all in the other."""
    assert f.node is not None
    words = frozenset(loose_key(f.node.field).split()) - _EMPTY
    for other, theirs in list(known.items())[:200]:  # a plan has a dozen; a hostile text must not go through all pairs
        c = clusters[other]
        n = c.first.node
        assert n is not None
        if words and theirs and (words <= theirs or theirs <= words) and _same_place(n, f.node):
            if len(f.name) > len(c.name) and len(words) > len(theirs):
                c.name = f.name
            return other
    if k not in clusters:
        known[k] = words
    return k


def _same_place(a: Node, b: Node) -> bool:
    return a.place is None or b.place is None or (a.place.level, a.place.group) == (b.place.level, b.place.group)


def longest(found: list[Found]) -> list[Found]:
    """Not overlapping: the longer of two wins, a member of a list over a group."""
    found = sorted(found, key=lambda f: (f.start, -f.end))
    out: list[Found] = []
    for f in found:
        while out and out[-1].end > f.start:
            last = out[-1]
            weight = (last.rule == "shared_head", last.end - last.start)
            if (f.rule == "shared_head", f.end - f.start) > weight:
                out.pop()
                continue
            break
        else:
            out.append(f)
    return out


def _unit(plan: Plan, number: int, c: Cluster, namer: Namer) -> r.Unit:
    f = c.first
    mentions = [
        r.Mention(text=plan.text[m.start : m.end], start=m.start, end=m.end, section=plan.section_id(m.start))
        for m in sorted(c.mentions, key=lambda m: m.start)
    ]
    rule = f"unit.{f.rule}"
    if f.node and plan.text[f.start : f.end].isupper():
        # a line of capitals does not tell the case of a name; another mention does
        c.name = next(
            (
                m.name
                for m in c.mentions
                if not m.short and not plan.text[m.start : m.end].isupper() and key(m.name) == key(c.name)
            ),
            c.name,
        )
    if f.group:
        level = f.group.level
        return r.Unit(
            id=f"u{number}",
            name=c.name,
            kind=f.group.kind,
            level=level,
            collective=True,
            mentions=mentions,
            evidence=rule,
            confidence=confidence(rule),
        )
    assert f.node is not None
    collective = bool(f.node.place and f.node.place.group)
    return r.Unit(
        id=f"u{number}",
        name=c.name,
        kind=f.node.head.kind,
        level=level_of(f.node, namer),
        collective=collective,
        place=None if collective else place_of(f.node, namer),
        mentions=mentions,
        evidence=rule,
        confidence=confidence(rule),
    )
