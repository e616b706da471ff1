"""Canonical names: abbreviations expanded, case of the official style, completed from the context."""

from __future__ import annotations

import regex

from extract import record as r
from extract.entities.unit.context import Context
from extract.entities.unit.groups import Group
from extract.entities.unit.heads import canonical_field
from extract.entities.unit.parse import Node, Tail
from extract.lexicon import expand_abbreviations, gazetteer, key
from extract.lexicon.gazetteer import PlaceEntry

_TYPE_SHORT = regex.compile(r"\bTNHH\b")
_SCHOOLS = {
    "TH&THCS": "Tiểu học và Trung học cơ sở",
    "TH-THCS": "Tiểu học - Trung học cơ sở",
    "THCS&THPT": "Trung học cơ sở và Trung học phổ thông",
    "THPT": "Trung học phổ thông",
    "THCS": "Trung học cơ sở",
    "PTDTNT": "Phổ thông dân tộc nội trú",
    "PTDTBT": "Phổ thông dân tộc bán trú",
    "PTTH": "Phổ thông trung học",
    "MN": "Mầm non",
    "TH": "Tiểu học",
}
_SCHOOL = regex.compile(r"(?<![\p{L}&-])(?:" + "|".join(map(regex.escape, _SCHOOLS)) + r")(?![\p{L}&])")
_HOUSE_WORD = regex.compile(r" (?:bệnh viện|trung tâm|nhà trường|trường|công ty|viện|sở)\Z")
_PARTY_BARE = {
    "Tỉnh ủy": "province",
    "Huyện ủy": "district",
    "Quận ủy": "district",
    "Thị ủy": "district",
    "Tỉnh đoàn": "province",
    "Huyện đoàn": "district",
    "Quận đoàn": "district",
    "Thị đoàn": "district",
}
_CENTRAL = regex.compile(r"(?i)\b(?:quốc gia|trung ương|việt nam|khu vực [IVX\d]+|toàn quốc)\b")


class Namer:
    """Names for the nodes and groups of one plan."""

    def __init__(self, context: Context) -> None:
        self.c = context
        if context.house == "pending" and context.issuer:
            context.house = self.name(context.issuer, top=True)

    # -- places -----------------------------------------------------------------------------------------------------------

    def entry(self, tail: Tail | None) -> PlaceEntry | str | None:
        """The place that a tail names: an entry, a bare name that the gazetteer does not know, or None."""
        if tail is None or tail.group:
            return None
        c = self.c
        if not tail.name:
            return c.by_word(tail.level)
        words = f"{tail.level} {tail.name}".strip()
        if tail.name.upper() == "HCM":
            words = "Thành phố Hồ Chí Minh"
        for known in (c.commune, c.district, c.province) if tail.level else (c.province, c.district, c.commune):
            if known and key(known.name) == key(tail.name) and (not tail.level or known.type.lower() == tail.level):
                return known
        found = gazetteer.load().lookup(words)
        if c.province:
            near = [e for e in found if (p := gazetteer.load().province(e)) and key(p.name) == key(c.province.name)]
            if not near and all(e.level == "commune" for e in found):
                return words  # a commune of that name in another province is not this one
            found = near or found
        return found[0] if found else words

    def place_full(self, tail: Tail | None, level: str = "") -> str:
        if tail is None:
            return ""
        e = self.entry(tail)
        if isinstance(e, PlaceEntry):
            return e.full
        return e or tail.level

    # -- one name ---------------------------------------------------------------------------------------------------------

    def field(self, n: Node) -> str:
        if not n.field:
            return ""
        full = expand_abbreviations(f"{n.head.canon} {n.field}")[len(n.head.canon) + 1 :]
        full = full.replace(" & ", " và ")
        known = canonical_field(key(full))
        if known and n.head.shape != "open":
            return known
        if n.head.canon in ("Công ty", "Tổng công ty", "Chi nhánh"):
            full = full.replace("TNHH", "trách nhiệm hữu hạn").replace("MTV", "một thành viên")
        if n.head.canon == "Trường":
            full = _SCHOOL.sub(lambda m: _SCHOOLS[m[0]], full)
        return regex.sub(r"\s?-\s?(?=\p{Lu})", " - ", full).strip()

    def name(self, n: Node, top: bool = False) -> str:
        """The canonical name of a node."""
        head, c = n.head, self.c
        if n.rule == "self":
            return c.house or (c.full() and f"Ủy ban nhân dân {c.full()}") or head.canon
        base = " ".join(filter(None, (head.canon, self.field(n)))).replace("  ", " ")
        if n.joint and n.house:
            return f"{base} {n.house.head.canon} và {self.name(n.joint)}"
        if n.house:
            return f"{base} {self.name(n.house)}"
        if n.place and n.place.group:
            more = " có liên quan" if n.place.level == "liên quan" else ""
            return f"{base} {_group_words(n.place.group)}{more}"
        if head.canon in _PARTY_BARE or head.canon in ("Thành ủy", "Thành đoàn"):
            return f"{base} {self._party_place(n)}".strip()
        if n.place:
            full = self.place_full(n.place)
            return f"{base} {full}" if not (head.complete == "none" and not n.place.level) else f"{base} {n.place.name}"
        more = self.completion(n, top)
        if more and more == c.house and (stands := _HOUSE_WORD.search(base)):
            base = base[: stands.start()]  # "Hội đồng Khoa học | bệnh viện": the house stands there already
        return f"{base} {more}".strip()

    def _party_place(self, n: Node) -> str:
        c, e = self.c, self.entry(n.place)
        if e is None:
            if n.head.canon in ("Thành ủy", "Thành đoàn"):
                e = c.by_word("thành phố")
            elif _PARTY_BARE[n.head.canon] == "province":
                e = c.province
            else:
                e = c.district
        if isinstance(e, PlaceEntry):
            return e.full if e.name == "Hồ Chí Minh" else e.name
        return n.place.name if n.place else ""

    def completion(self, n: Node, top: bool = False) -> str:
        """What the text leaves out behind a name, by the head's rule; empty where nothing is."""
        c, rule = self.c, n.head.complete
        if rule == "board":  # of a feast as often as of the Party, but "Ban Tổ chức - Kiểm tra" is a union's
            rule = "house" if n.field.startswith("-") and self.closed_house() else "none"
        if rule in ("none", "") or n.head.level == "central" or _CENTRAL.search(n.field):
            return ""
        if rule == "province":
            return c.full("province")
        if rule == "inner":
            rule = "house" if c.house and self.closed_house() else "issuer"
        if rule == "issuer":
            return c.full("province") if n.head.level == "province" else c.full()
        if rule == "house" and not top:
            if c.house and (n.head.kind != "party" or self.closed_house()):
                return c.house
            if n.head.kind == "party":
                return self.committee(n.head.canon)
            if n.head.kind == "front":
                return f"Ủy ban Mặt trận Tổ quốc Việt Nam {c.full()}".strip()
            if n.head.canon == "Văn phòng":
                return f"Ủy ban nhân dân {c.full()}" if c.full() else ""
            if n.head.canon == "Phòng" and c.level == "province":
                return ""
            return c.full()
        return c.full() if top and c.level in ("district", "commune") else ""

    def closed_house(self) -> bool:
        """Is the issuer a body whose committees and unions are its own: a school, a hospital, a union, a company?"""
        return bool(self.c.issuer and self.c.issuer.head.kind in ("school", "company", "union", "other", "front"))

    def committee(self, head: str = "") -> str:
        """The party committee at the issuer's level: "Tỉnh ủy Nghệ An", "Thành ủy Vinh", "Đảng ủy phường …".

        A Ban Chấp hành is that of the whole party organisation ("Ban Chấp hành Đảng bộ tỉnh …"), the other bodies are the committee's.
        """
        c = self.c
        if head == "Ban Chấp hành":
            return f"Đảng bộ {c.full()}" if c.full() else ""
        if c.level == "province" and c.province:
            word = "Thành ủy" if c.province.type == "Thành phố" else "Tỉnh ủy"
            return f"{word} {c.province.full if c.province.name == 'Hồ Chí Minh' else c.province.name}"
        if c.level == "district" and c.district:
            word = {"Thành phố": "Thành ủy", "Huyện": "Huyện ủy", "Quận": "Quận ủy", "Thị xã": "Thị ủy"}[
                c.district.type
            ]
            return f"{word} {c.district.name}"
        return f"Đảng ủy {c.full('commune')}" if c.level == "commune" and c.full("commune") else ""

    # -- groups -----------------------------------------------------------------------------------------------------------

    def group(self, g: Group) -> str:
        nouns = [expand_abbreviations(n.replace("thcs", "THCS").replace("thpt", "THPT")) for n in g.nouns]
        name = "Các " + ", ".join(nouns)
        modifier = g.modifier
        if modifier.endswith("địa bàn") and not g.place:
            modifier = regex.sub(r"\s?(?:đóng )?(?:trên|tại) địa bàn$", "", modifier)
        if g.owner and modifier.endswith("trực thuộc"):
            modifier = modifier.removesuffix("trực thuộc").strip()
        if modifier:
            name += " " + modifier.lower().replace("trung ương", "Trung ương")
        if g.owner:
            word = (
                "trực thuộc" if "trực thuộc" in g.owner_word else g.owner_word if g.owner_word == "trong" else "thuộc"
            )
            name += f" {word} {self.name(g.owner)}"
        elif g.place:
            full = self.place_full(g.place)
            if full:
                name += f" {full}"
        return name


def _group_words(group: str) -> str:
    """ "phường, xã" and "168 phường, xã" are "các phường, xã"; "cấp xã", "các cấp" stay."""
    if regex.fullmatch(r"(?i)(?:các|hai|2|02) cấp", group):
        return "các cấp"
    low = regex.sub(r"\s?[,/]\s?| - | và (?:các )?", ", ", group.lower())
    low = regex.sub(r"^(?:các|từng|mỗi|toàn bộ|\d+) ", "", low).replace(", các ", ", ")
    if low.startswith("cấp ") or low.endswith("cấp"):
        return low if not low.endswith(" cấp") and low != "cấp" else "các cấp"
    return f"các {low}"


def level_of(n: Node, namer: Namer) -> r.Level | None:
    """Level of the body: by its place, by its head, by the issuer."""
    if n.head.level == "central" or _CENTRAL.search(n.field):
        return "central"
    m: Node | None = n
    while m is not None:
        if m.place and m.place.group:
            return _group_level(m.place.group)
        e = namer.entry(m.place)
        if isinstance(e, PlaceEntry):
            return e.level
        if m.place and m.place.level:
            return {
                "tỉnh": "province",
                "huyện": "district",
                "quận": "district",
                "thị xã": "district",
                "thành phố": None,
            }.get(m.place.level, "commune")  # type: ignore[return-value]
        if m.head.level:
            return m.head.level
        m = m.house
    return namer.c.level if n.head.complete in ("issuer", "house", "party") else None


def _group_level(group: str) -> r.Level | None:
    low = group.lower()
    if regex.search(r"(?<!thị )xã(?! hội)|phường|thị trấn|đặc khu|thôn|tổ dân phố|ấp|khu phố", low):
        return "commune"
    if regex.search(r"huyện|quận|thị xã", low):
        return "district"
    return "province" if "tỉnh" in low else None


def place_of(n: Node, namer: Namer) -> r.Place | None:
    """Place of the body with the code of the innermost unit."""
    c = namer.c
    e: PlaceEntry | str | None = None
    m: Node | None = n
    while m is not None and not isinstance(e, PlaceEntry):
        e = namer.entry(m.place)
        m = m.house
    if not isinstance(e, PlaceEntry):
        if (
            n.head.level == "central"
            or (n.head.complete in ("none", "board") and n.house is None and not n.field)
            or _CENTRAL.search(n.field)
        ):
            return None
        while n.house is not None:
            n = n.house
        e = (
            c.province
            if n.head.complete == "province"
            else {"commune": c.commune, "district": c.district, "province": c.province}.get(c.level or "")
        )
    if not isinstance(e, PlaceEntry):
        return None
    g = gazetteer.load()
    province, district = g.province(e), g.district(e)
    if c.province and province and key(c.province.name) == key(province.name):
        province = c.province
    return r.Place(
        province=province.name if province else None,
        district=district.name if district else None,
        commune=e.name if e.level == "commune" else None,
        code=e.code,
    )
