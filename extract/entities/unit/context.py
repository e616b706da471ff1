"""Where and by whom the plan was issued: what short names are completed from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import regex

from extract import record as r
from extract.entities.unit.parse import Node, Tail, parse_at
from extract.lexicon import expand_abbreviations, gazetteer, key
from extract.lexicon.gazetteer import PlaceEntry
from extract.state import Plan
from extract.text.fold import fold


@dataclass(slots=True)
class Context:
    """The issuer's place at each level, and the issuer itself where it is a body with inner offices."""

    province: PlaceEntry | None = None
    district: PlaceEntry | None = None
    commune: PlaceEntry | None = None
    commune_name: str = ""  # full, where the gazetteer does not know it
    level: r.Level | None = None
    issuer: Node | None = None
    issuer_name: str = ""
    issuer_unit: str = ""  # its key among the units
    house: str = ""  # full name of the issuer, where phòng and văn phòng are its inner offices

    def full(self, level: str | None = None) -> str:
        """The place of the issuer ("thành phố Vinh"), or of a level above it; empty where it is not known."""
        level = level or self.level
        if level == "commune":
            return self.commune.full if self.commune else self.commune_name
        entry = {"province": self.province, "district": self.district}.get(level or "")
        return entry.full if entry else ""

    def by_word(self, word: str) -> PlaceEntry | str | None:
        """What "tỉnh", "thành phố", "huyện", "phường" stand for in this plan."""
        if word == "tỉnh":
            return self.province
        if word in ("thành phố", "huyện", "quận", "thị xã"):
            if self.district and self.district.type.lower() == word:
                return self.district
            return self.province if self.province and self.province.type.lower() == word else None
        if self.commune and self.commune.type.lower() == word:
            return self.commune
        return self.commune_name if self.commune_name.lower().startswith(word) else None


def issue_day(plan: Plan) -> date | None:
    if plan.issued_on:
        return plan.issued_on
    stamp = plan.header.issued_on or ""
    m = regex.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", stamp)
    return date(int(m[1]), int(m[2] or 1), int(m[3] or 1)) if m else None


_YOUTH = regex.compile(r"(?i)ban chấp hành (?P<level>tỉnh|thành phố|huyện|quận|thị xã) (?P<name>\p{L}.*)$")
_YOUTH_WORD = {
    "tỉnh": "Tỉnh đoàn",
    "thành phố": "Thành đoàn",
    "huyện": "Huyện đoàn",
    "quận": "Quận đoàn",
    "thị xã": "Thị đoàn",
}


def context_of(plan: Plan, nodes: list[Node]) -> Context:
    """Context from the header; where there is none, from the first names of the text."""
    c = Context()
    h = plan.header
    # "ĐOÀN TNCS HỒ CHÍ MINH / BAN CHẤP HÀNH TỈNH …" is the Tỉnh đoàn
    youth = _YOUTH.match(h.issuer or "")
    issuer = (
        f"{_YOUTH_WORD[youth['level'].lower()]} {youth['name']}"
        if youth and "Đoàn" in (h.parent_issuer or "Đoàn")
        else h.issuer
    )
    sources = [expand_abbreviations(s) for s in (issuer, h.parent_issuer) if s]
    if plan.signer and plan.signer.authority:
        sources.append(expand_abbreviations(plan.signer.authority))
    on = issue_day(plan)
    parsed = [n for n in (_read(s) for s in sources) if n]
    if not parsed:
        parsed = _header_names(plan, nodes)
    if parsed:
        c.issuer, c.issuer_name = parsed[0]
    counts = _PlaceCount(plan.folded)
    for node, _ in parsed[1:] + parsed[:1]:
        _places(c, node, counts, on)  # the body above first: it narrows the choice between places of one name
    if h.place and not any(e and key(e.name) == key(h.place) for e in (c.province, c.district, c.commune)):
        _place_words(c, h.place, counts, on)
    if (c.commune or c.commune_name) and not c.district:
        for n in nodes:  # "Huyện ủy Thanh Ba" in a commune's plan tells the district
            top = n
            while top.house is not None:
                top = top.house
            if (
                top.head.canon in ("Huyện ủy", "Thị ủy", "Quận ủy", "Thành ủy", "Ủy ban nhân dân", "Đảng bộ")
                and top.place
                and top.place.name
                and top.place.level in ("", "huyện", "quận", "thị xã", "thành phố")
            ):
                before = c.province
                _places(c, top, counts, on)
                if c.district:
                    break
                c.province = before
    if not (c.province or c.district or c.commune or c.commune_name):
        for n in nodes:
            if (
                n.place
                and n.place.name
                and n.head.canon in ("Ủy ban nhân dân", "Hội đồng nhân dân", "Tỉnh ủy", "Đảng bộ", "Sở", "Công an")
            ):
                _places(c, n, counts, on)
                break
    _parents(c, on)
    c.level = _level(c)
    _house(c)
    return c


_ISSUERS = (
    "Ủy ban nhân dân",
    "Hội đồng nhân dân",
    "Sở",
    "Tỉnh ủy",
    "Thành ủy",
    "Huyện ủy",
    "Quận ủy",
    "Thị ủy",
    "Đảng ủy",
    "Trường",
    "Bệnh viện",
    "Phòng",
    "Công an",
    "Cục",
    "Chi cục",
    "Ban Thường vụ",
    "Ban Chấp hành",
    "Trung tâm",
    "Đại học",
    "Liên đoàn Lao động",
    "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "Hội",
    "Ban Chỉ đạo",
    "Bộ",
)
_HEADER_END = regex.compile(r"(?i)(?:^|\n|\s)(?:kế hoạch|căn cứ|thực hiện|chương trình)(?!\p{L})")


def _header_names(plan: Plan, nodes: list[Node]) -> list[tuple[Node, str]]:
    """The issuer and the body above it, read from the first lines where the structure step found no header.

    The issuer stands last in the left column: "UBND TỈNH … / SỞ …".
    """
    m = _HEADER_END.search(plan.folded, 0, 3000)
    limit = min(m.start() if m and m.start() > 20 else 700, 1200)
    early = [n for n in nodes if n.start < limit and n.head.canon in _ISSUERS and not (n.place and n.place.group)][:4]
    if not early:
        early = [n for n in nodes if n.start < 1500 and n.head.canon in _ISSUERS and (n.place and n.place.name)][:1]
    pairs = [(n, expand_abbreviations(plan.text[n.start : n.end])) for n in early]
    top = pairs[:2]
    return top[::-1] if len(top) == 2 and top[1][0].start - top[0][0].end < 160 else top[:1]


def _read(text: str) -> tuple[Node, str] | None:
    from extract.entities.unit.parse import working_text

    t = working_text(fold(text))
    node = parse_at(t, 0, inner=True)
    return (node, text) if node else None


_OTHER_DISTRICT = regex.compile(r"(?i:huyện|thị xã|quận) \p{Lu}\p{L}+|(?:Huyện|Thị|Quận|Thành) ủy \p{Lu}\p{L}+")


@dataclass
class _PlaceCount:
    """How often the document names a place, to choose between places of one name."""

    text: str

    def of(self, name: str) -> int:
        return self.text.count(name)


def _places(c: Context, node: Node, counts: _PlaceCount, on: date | None) -> None:
    n: Node | None = node
    while n is not None:
        if n.place and n.place.name:
            _tail_place(c, n.place, n, counts, on)
        n = n.house


def _tail_place(c: Context, tail: Tail, node: Node, counts: _PlaceCount, on: date | None) -> None:
    words = f"{tail.level} {tail.name}".strip()
    if not tail.level:
        want = {
            "Tỉnh ủy": "province",
            "Sở": "province",
            "Huyện ủy": "district",
            "Quận ủy": "district",
            "Thị ủy": "district",
        }.get(node.head.canon)
        found = [e for e in gazetteer.load().lookup(tail.name) if want is None or e.level == want]
        if node.head.canon == "Thành ủy":
            found = [e for e in found if e.type == "Thành phố"]
        _take(c, _choose(found, c, counts, on))
        return
    _place_words(c, words, counts, on)


def _place_words(c: Context, words: str, counts: _PlaceCount, on: date | None) -> None:
    found = gazetteer.load().lookup(expand_abbreviations(words).replace("Thành phố HCM", "Thành phố Hồ Chí Minh"))
    if not found:
        kind, name = gazetteer.split_type(words)
        if kind in ("phường", "xã", "thị trấn", "đặc khu") and name and not c.commune_name:
            c.commune_name = f"{kind} {name}"
        return
    _take(c, _choose(found, c, counts, on))


def _take(c: Context, e: PlaceEntry | None) -> None:
    if e is None:
        return
    if e.level == "province" and c.province is None:
        c.province = e
    elif e.level == "district" and c.district is None:
        c.district = e
    elif e.level == "commune" and c.commune is None:
        c.commune = e


def _choose(found: list[PlaceEntry], c: Context, counts: _PlaceCount, on: date | None) -> PlaceEntry | None:
    """The likeliest of several places: of the system in force, in a province or district that the document names most."""
    if not found:
        return None
    g = gazetteer.load()
    # an undated plan that names districts is of before July 2025
    after = on >= gazetteer.MERGER if on else not _OTHER_DISTRICT.search(counts.text)

    def worth(e: PlaceEntry) -> tuple[int, ...]:
        p, d = g.province(e), g.district(e)
        fits = int(bool(c.province and p and key(p.name) == key(c.province.name))) + int(
            bool(c.district and d and d.code == c.district.code)
        )
        named = (2 * counts.of(d.full) + counts.of(d.name) if d and d is not e else 0) + (
            counts.of(p.name) if p and p is not e else 0
        )
        return (fits, int((e.system == "new") == after), named, -["province", "district", "commune"].index(e.level))

    ranked = sorted(found, key=worth, reverse=True)
    best = ranked[0]
    if (
        best.level == "commune"
        and worth(best)[0] == 0
        and worth(best)[2] == 0
        and (c.district or _OTHER_DISTRICT.search(counts.text))
    ):
        c.commune_name = c.commune_name or best.full  # a place of the same name elsewhere
        return None
    if len(ranked) > 1 and best.level == "commune" and worth(best)[0] == 0 and worth(best)[2] == 0:
        # several communes of one name and nothing to tell them apart
        others = {e.code for e in ranked if e.level == "commune" and e.system == best.system}
        if len(others) > 1:
            c.commune_name = c.commune_name or best.full
            return None
    return best


def _parents(c: Context, on: date | None) -> None:
    g = gazetteer.load()
    low = c.commune or c.district
    if c.commune and c.district is None and c.commune.system == "old":
        c.district = g.district(c.commune)
    if low and c.province is None:
        c.province = g.province(low)
    if (
        c.district
        and c.province
        and c.province.system == "new"
        and on
        and on >= gazetteer.MERGER
        and c.commune
        and c.commune.system == "new"
    ):
        c.district = None
    # the district's chain and the issuer's province must agree; a header's own words weigh more than the gazetteer
    if c.issuer and c.issuer.head.canon in ("Sở", "Tỉnh ủy") and c.district:
        c.district = None


def _level(c: Context) -> r.Level | None:
    n = c.issuer
    while n is not None:
        if n.place and (n.place.level or n.place.name):
            word = n.place.level
            if word in ("xã", "phường", "thị trấn", "đặc khu"):
                return "commune"
            if word in ("huyện", "quận", "thị xã"):
                return "district"
            if word == "tỉnh":
                return "province"
            if (
                c.district
                and key(c.district.name) == key(n.place.name or c.district.name)
                and n.head.canon not in ("Sở", "Tỉnh ủy")
            ):
                return "district"
            return "province"
        if n.head.level in ("province", "central"):
            return n.head.level
        if n.head.canon == "Phòng" and n.house is None:
            return "district" if c.district else ("commune" if c.commune or c.commune_name else None)
        n = n.house
    return (
        "commune" if c.commune or c.commune_name else "district" if c.district else "province" if c.province else None
    )


_HOUSES = {
    "Sở",
    "Cục",
    "Chi cục",
    "Trường",
    "Bệnh viện",
    "Trung tâm",
    "Trung tâm Y tế",
    "Công ty",
    "Đại học",
    "Học viện",
    "Bộ",
    "Viện",
    "Ngân hàng",
    "Công an",
    "Tổng công ty",
    "Bảo hiểm xã hội",
    "Kho bạc Nhà nước",
    "Liên đoàn Lao động",
    "Ban",
    "Ban Quản lý",
    "Văn phòng",
    "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
    "Hội Liên hiệp Phụ nữ",
    "Hội Nông dân",
    "Hội Cựu chiến binh",
    "Hội",
    "Công đoàn",
    "Tỉnh đoàn",
    "Thành đoàn",
    "Huyện đoàn",
    "Quận đoàn",
    "Thị đoàn",
    "Hợp tác xã",
}


def _house(c: Context) -> None:
    inner = c.issuer.house if c.issuer else None
    if c.issuer and inner and inner.head.kind == "union" and c.issuer.head.canon in ("Ban Thường vụ", "Ban Chấp hành"):
        c.issuer = inner  # its Ban Thường vụ signs, the union is the house
    if c.issuer and (c.issuer.head.canon in _HOUSES or c.issuer.head.kind in ("union", "school")):
        c.house = "pending"  # its canonical name is written by the naming step
