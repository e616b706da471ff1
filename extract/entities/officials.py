"""Officials: persons with their post and body, posts that get a duty or a power, groups of posts.

Runs behind the units: the body of a post is the unit mention that stands where the post ends ("Chủ tịch | UBND tỉnh") or that
begins with the last word of the post ("Trưởng | phòng Nội vụ").
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

import regex
from spacy.language import Language
from spacy.tokens import Doc

from extract import record as r
from extract.entities.official.posts import HISTORICAL, HONORIFIC, NOT_A_PERSON, Post, names, posts
from extract.entities.unit.ocr import reading
from extract.entities.unit.parse import parse_at
from extract.lexicon import confidence, expand_abbreviations, gazetteer, key
from extract.state import Plan, add_spans, plan_of
from extract.text.fold import fold


@Language.factory("plan_officials")
def make_officials(nlp: Language, name: str) -> PlanOfficials:
    """Factory of the component `plan_officials`."""
    return PlanOfficials()


class PlanOfficials:
    """Fills `plan.officials` and the span group `officials`. Needs the units."""

    def __call__(self, doc: Doc) -> Doc:
        plan = plan_of(doc)
        plan.officials = find_officials(plan)
        add_spans(
            doc,
            "officials",
            [(m.start, m.end, "person" if o.name else "post", o.id) for o in plan.officials for m in o.mentions],
        )
        return doc


@dataclass(slots=True)
class Held:
    """A post as it stands, with its body."""

    start: int
    end: int
    post: Post
    title: str
    unit: str | None = None
    collective: bool = False
    bound: bool = False  # the body stands beside it
    used: bool = False  # belongs to a named person
    many: bool = False  # "các" stands before it


@dataclass(slots=True)
class Person:
    start: int
    end: int
    name: str
    rule: str
    held: Held | None = None
    extent: tuple[int, int] = (0, 0)
    unit: str | None = None  # of a person who is named in brackets behind a unit


@dataclass(slots=True)
class _Units:
    starts: list[int] = field(default_factory=list)
    items: list[tuple[int, int, r.Unit]] = field(default_factory=list)

    def at(self, start: int, slack: int = 0) -> tuple[int, int, r.Unit] | None:
        """The mention that starts at `start`, or up to `slack` before it."""
        i = bisect_left(self.starts, start - slack)
        return self.items[i] if i < len(self.items) and self.starts[i] <= start else None

    def all(self) -> list[r.Unit]:
        return [u for _, _, u in self.items]


def _units(plan: Plan) -> _Units:
    items = sorted(((m.start, m.end, u) for u in plan.units for m in u.mentions), key=lambda x: (x[0], x[1]))
    return _Units([a for a, _, _ in items], items)


def find_officials(plan: Plan) -> list[r.Official]:
    """The officials of a plan in the order of their first mention."""
    t = reading(plan)
    units = _units(plan)
    house = _issuer(plan)
    held = _held(t, units, house)
    people = _people(plan, t, held, house)
    _in_charge(t, people, units)
    return _merge(plan, t, people, held, house, units)


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issued the plan, as far as posts without a body need it."""

    name: str
    kind: str


def _issuer(plan: Plan) -> Issuer | None:
    """The header's issuer, else the first government body, party body, department or school of the text."""
    if plan.header.issuer:
        for u in plan.units:
            if key(u.name) == key(plan.header.issuer):
                return Issuer(u.name, u.kind)
        name = expand_abbreviations(plan.header.issuer)
        span = plan.header_spans.get("issuer")
        for u in plan.units:
            if span and any(m.start < span[1] and span[0] < m.end for m in u.mentions):
                return Issuer(u.name, u.kind)
        node = parse_at(name, 0, inner=True)
        return Issuer(name, node.head.kind if node else "other")
    for u in plan.units:
        if (
            u.mentions
            and u.mentions[0].start < 800
            and u.kind in ("government", "party", "department", "school")
            and not u.collective
        ):
            return Issuer(u.name, u.kind)
    return None


_GAP = regex.compile(r" ?(?:/|của |các |toàn thể |thuộc )?|, ")
_ALSO = regex.compile(r"(?: và |, |/| - | kiêm |; )(?:các )?")
_MANY = regex.compile(r"(?i:các(?: đồng chí)?|những|từng)\s\Z")


def _held(t: str, units: _Units, house: Issuer | None) -> list[Held]:
    """All posts with their bodies, in document order."""
    out: list[Held] = []
    waiting: list[Held] = []  # "Chủ tịch, Phó Chủ tịch UBND": the first waits for the body of the second
    end = -1
    for start, stop, post in posts().find(t):
        h = Held(start, stop, post, post.title)
        if waiting and not _ALSO.fullmatch(t, end, start):
            waiting = []
        end = stop
        _body(t, h, units, house)
        if _MANY.search(t, max(0, h.start - 16), h.start):
            h.collective = h.many = True
        if h.bound:
            for w in waiting:
                w.unit, w.bound = h.unit, True
                w.collective = w.collective or (h.collective and w.post.kind != "head")
            waiting = []
        else:
            waiting.append(h)
        out.append(h)
    return out


def _body(t: str, h: Held, units: _Units, house: Issuer | None) -> None:
    """Sets the unit that stands behind a post, and widens the span over it."""
    if h.post.part:
        # "Trưởng phòng Nội vụ": the mention begins at the post's last word or at a capital before it
        back = t[h.start : h.end].lower().rfind(h.post.part.split()[0][:2] if h.post.part != "văn phòng" else "v")
        part_at = h.start + back if back > 0 else h.end
        hit = units.at(part_at) if back > 0 else None
        if hit and hit[1] > h.end:
            h.unit, h.bound, h.end = hit[2].name, True, hit[1]
            h.collective = hit[2].collective
            return
    g = _GAP.match(t, h.end)
    hit = units.at(g.end()) if g else None
    if hit is None:
        hit = units.at(h.end + 1) if t[h.end : h.end + 1] not in ("\n", "\t") else None
    if hit and "," not in (g[0] if g else ""):
        h.unit, h.bound, h.end = hit[2].name, True, hit[1]
        h.collective = hit[2].collective
        return
    hamlets = _HAMLETS.match(t, h.end) if h.title in _OF_HAMLET else None
    if hamlets:
        h.bound, h.collective, h.end = (
            True,
            True,
            hamlets.end(),
        )  # "Thôn trưởng các thôn": everyone's own, no body of one name
        return
    if h.post.kind == "civil":
        own = (
            house
            if house and house.kind == "government"
            else next(
                (u for u in units.all() if u.kind == "government" and u.level == "commune" and not u.collective), house
            )
        )
        h.unit, h.bound = own.name if own else None, True
        tail = regex.match(r" (?i:phường|xã|thị trấn)(?!\p{L})", t[h.end : h.end + 12])
        h.end += tail.end() if tail else 0
        return
    if h.title == "Thủ tướng":
        m = regex.match(r" Chính phủ", t[h.end : h.end + 11])
        h.unit, h.bound = "Chính phủ", True
        if m:
            h.end += m.end()


_OF_HAMLET = (
    "Thôn trưởng",
    "Trưởng thôn",
    "Trưởng xóm",
    "Trưởng bản",
    "Trưởng ấp",
    "Trưởng khu",
    "Tổ trưởng tổ dân phố",
)
_HAMLETS = regex.compile(r" (?:các|từng|mỗi) (?i:thôn|xóm|bản|ấp|khu phố|khu|buôn|tổ dân phố)(?!\p{L})")
_POST_NAME = regex.compile(r"(?:\s?[:,–-]\s?| )(?:(?i:đồng chí|ông|bà|đ/c) )?")
_NAME_POST = regex.compile(
    r"\s?(?:,|-|–|:|;|\()\s?(?:(?:là|chức vụ|giữ chức|hiện là|nguyên):? )?|\s(?:là|giữ chức vụ|-) |\t"
)


def _people(plan: Plan, t: str, held: list[Held], house: Issuer | None) -> list[Person]:
    starts = [h.start for h in held]
    people: dict[int, Person] = {}

    def post_behind(at: int) -> Held | None:
        m = _NAME_POST.match(t, at)
        if not m:
            return None
        i = bisect_left(starts, m.end())
        return held[i] if i < len(held) and held[i].start == m.end() else None

    ends = {h.end: h for h in held}

    def post_before(at: int) -> Held | None:
        for gap in (1, 2, 3):
            h = ends.get(at - gap)
            if h and regex.fullmatch(r"\s|\s?[:–-]\s?|: ", t[h.end : at]):
                return h
        return None

    for m in HONORIFIC.finditer(t):
        n = names()["full"].match(t, m.end()) or names()["loose"].match(t, m.end())
        if n is None or _begins_with_post(n[0]) or NOT_A_PERSON.search(t, max(0, m.start() - 24), m.start()):
            continue
        name = _trim(n[0])
        if key(name) in HISTORICAL or " " not in name:
            continue
        people[n.start()] = Person(
            n.start(), n.start() + len(name), name, "honorific", extent=(m.start(), n.start() + len(name))
        )
    for n in names()["full"].finditer(t):
        if n.start() in people or "\n" in n[0]:
            continue
        name = _trim(n[0])
        if (
            " " not in name
            or key(name) in HISTORICAL
            or gazetteer.lookup(name, "province")
            or gazetteer.lookup(name, "district")
        ):
            continue
        end = n.start() + len(name)
        before, behind = post_before(n.start()), post_behind(end)
        if before is None and behind is None:
            continue
        if NOT_A_PERSON.search(t, max(0, n.start() - 24), n.start()) and not before:
            continue
        people[n.start()] = Person(
            n.start(), end, name, "post_name" if before else "name_post", extent=(n.start(), end)
        )
    for p in people.values():
        behind, before = post_behind(p.end), post_before(p.extent[0])
        p.held = behind or before
        if p.held:
            p.held.used = True
            further = _further_posts(t, p.held, held, starts)
            if p.held.post.kind == "member" and further:
                p.held = further[0]  # the post of work, not the seat: "Ủy viên Ban Thường vụ …, Phó Chủ tịch UBND tỉnh"
            p.extent = (min(p.extent[0], p.held.start), max(p.extent[1], p.held.end)) if behind else p.extent
    _signer(plan, people, held)
    return [people[k] for k in sorted(people)]


_CHARGE = regex.compile(r" (?:trực tiếp )?(?:phụ trách|làm đầu mối|theo dõi|đầu mối)[^()\n]{0,40}\)")


def _in_charge(t: str, people: list[Person], units: _Units) -> None:
    """ "Ban Tài chính (đ/c … phụ trách)": a person in brackets behind a unit belongs to it."""
    ends = {e: u for _, e, u in units.items}
    for p in people:
        at = p.extent[0] - 1
        if p.held is None and at > 0 and t[at] == "(" and _CHARGE.match(t, p.end):
            hit = ends.get(at) or ends.get(at - 1)
            p.unit = hit.name if hit else None


def _further_posts(t: str, first: Held, held: list[Held], starts: list[int]) -> list[Held]:
    """ "Phó Bí thư Đảng ủy, Chủ tịch UBND xã": the further posts are the same person's."""
    at, out = first.end, []
    while m := _FURTHER.match(t, at):
        i = bisect_left(starts, m.end())
        if i >= len(held) or held[i].start != m.end() or held[i].many:
            break
        held[i].used = True
        out.append(held[i])
        at = held[i].end
    return out


_FURTHER = regex.compile(r", (?!các )| kiêm | - ")


def _trim(name: str) -> str:
    """A name without the words of a post that follow it on the same line ("Nguyễn Văn An Chủ tịch")."""
    hit = posts().search(name)
    return name[: hit[0]].strip() if hit else name


def _begins_with_post(words: str) -> bool:
    hit = posts().search(words)
    return bool(hit and hit[0] == 0)


def _signer(plan: Plan, people: dict[int, Person], held: list[Held]) -> None:
    s = plan.signer
    if not s or not s.name:
        return
    span = plan.header_spans.get("signer_name")
    at = span[0] if span else plan.text.rfind(s.name)
    if at < 0:
        return
    end = span[1] if span else at + len(s.name)
    p = people.get(at) or Person(at, end, s.name, "signer")
    p.rule, p.name = "signer", s.name
    if not (p.held and p.held.bound):
        # "TL. CHỦ TỊCH / GIÁM ĐỐC SỞ NỘI VỤ": the post that stands above the name with its own body
        above = [
            h
            for h in held
            if h.bound and not h.used and 0 <= at - h.end < 160 and key(s.title or "").startswith(key(h.title))
        ]
        p.held = above[-1] if above else None
    if p.held:
        p.held.used = True
    people[at] = p


def _merge(
    plan: Plan, t: str, people: list[Person], held: list[Held], house: Issuer | None, units: _Units
) -> list[r.Official]:
    found: dict[tuple[str, ...], r.Official] = {}
    at: dict[tuple[str, ...], int] = {}

    def add(k: tuple[str, ...], start: int, end: int, make: r.Official) -> None:
        o = found.setdefault(k, make)
        o.mentions.append(r.Mention(text=plan.text[start:end], start=start, end=end, section=plan.section_id(start)))
        at[k] = min(at.get(k, start), start)

    for p in people:
        name = _written(plan, p)
        title = p.held.title if p.held else None
        unit = (p.held.unit or (house.name if house else None)) if p.held else p.unit
        if p.rule == "signer" and plan.signer:
            title = plan.signer.title
            unit = p.held.unit if p.held and p.held.unit else house.name if house else None
            if p.held:
                title = p.held.title
        k = ("p", key(p.name))
        rule = f"official.{p.rule}"
        old = found.get(k)
        if old:
            old.title = old.title or title
            old.unit = old.unit or unit
        add(
            k,
            p.start,
            p.end,
            r.Official(id="", name=name, title=title, unit=unit, evidence=rule, confidence=confidence(rule)),
        )
    _again(plan, people, found, add)
    for h in held:
        if h.used:
            continue
        if not h.bound and not _on_duty(t, h, house):
            continue
        if h.bound and h.post.kind in ("member", "staff") and not (h.post.kind == "member" and h.collective and h.many):
            continue
        if not h.unit and (h.post.part == "khoa" or h.title == "Điều dưỡng trưởng"):
            h.unit = _named_before(t, h, units)
        if h.title == "Lãnh đạo" and not h.unit:
            continue
        collective = h.collective or h.post.kind == "group"
        rule = "official.post_unit"
        add(
            ("t", key(h.title), key(h.unit or "")),
            h.start,
            h.end,
            r.Official(
                id="",
                name=None,
                title=h.title,
                unit=h.unit,
                collective=collective,
                evidence=rule,
                confidence=confidence(rule),
            ),
        )
    out = [found[k] for k in sorted(found, key=lambda k: at[k])]
    for i, o in enumerate(out, 1):
        o.id = f"o{i}"
        o.mentions.sort(key=lambda m: m.start)
    return out


def _named_before(t: str, h: Held, units: _Units) -> str | None:
    """The department whose paragraph a post without a body opens: "Các khoa lâm sàng: Trưởng khoa chịu trách nhiệm …"."""
    i = bisect_left(units.starts, h.start) - 1
    if i < 0:
        return None
    start, end, u = units.items[i]
    near = h.start - end < 300 and t.count("\n", end, h.start) <= 1
    return u.name if near and "khoa" in t[start:end].lower() else None


_DUTY = regex.compile(
    r" (?:các \p{Ll}+(?:, \p{Ll}+)* )?(?:chịu trách nhiệm|có trách nhiệm|chủ trì|phân công|chỉ đạo|tổ chức|quyết định|căn cứ|trực tiếp|phụ trách|kiểm tra|báo cáo|theo dõi|hướng dẫn|phối hợp|xây dựng)(?!\p{L})"
)
_GIVEN = regex.compile(r"(?:^|[\n\t]|[-+•] |; |(?i:giao|đề nghị|yêu cầu)\s(?:các )?(?:đồng chí )?)\Z")
_OWN_POST = {
    "Tổng Giám đốc": ("company",),
    "Giám đốc": ("department", "company", "other"),
    "Phó Giám đốc": ("department", "company", "other"),
    "Hiệu trưởng": ("school",),
    "Phó Hiệu trưởng": ("school",),
    "Chủ tịch": ("government", "union", "front"),
    "Phó Chủ tịch": ("government", "union", "front"),
    "Bí thư": ("party", "union"),
    "Phó Bí thư": ("party", "union"),
}


def _on_duty(t: str, h: Held, house: Issuer | None) -> bool:
    """Is a post without a body given work ("Hiệu trưởng phân công …", "Giáo viên chủ nhiệm chịu trách nhiệm")? The issuer's own post gets its body."""
    if (
        h.post.kind not in ("head", "deputy", "staff")
        or h.title in ("Trưởng", "Thư ký", "Chuyên viên", "Công chức")
        or not _DUTY.match(t, h.end)
        or not _GIVEN.search(t, max(0, h.start - 24), h.start)
    ):
        return False
    kinds = _OWN_POST.get(h.title)
    if kinds:
        if not house or house.kind not in kinds:
            return False
        h.unit = house.name
    return True


def _written(plan: Plan, p: Person) -> str:
    """The name as the plan writes it: the folded text moves a tone mark ("Huỳnh") that a name keeps."""
    raw = plan.text[p.start : p.end]
    return p.name if raw.isupper() or fold(raw) != p.name else raw


def _again(plan: Plan, people: list[Person], found: dict[tuple[str, ...], r.Official], add: object) -> None:
    """Other places where a known person is named."""
    if not people:
        return
    known = {p.name for p in people}
    taken = {p.start for p in people}
    pattern = regex.compile(
        r"(?<!\p{L})(?:" + "|".join(sorted(map(regex.escape, known), key=len, reverse=True)) + r")(?!\p{L})"
    )
    for m in pattern.finditer(plan.text):
        if m.start() in taken or NOT_A_PERSON.search(plan.text, max(0, m.start() - 24), m.start()):
            continue
        o = found.get(("p", key(m[0])))
        if o:
            o.mentions.append(r.Mention(text=m[0], start=m.start(), end=m.end(), section=plan.section_id(m.start())))
