"""Who issues the plan: the bodies of the header's left column, completed with their place; or the body that speaks."""

from __future__ import annotations

import regex

from extract import record as r
from extract.lexicon import expand_abbreviations
from extract.state import Plan
from extract.structure.casing import Casing
from extract.structure.zones import CAPACITY, Zones
from extract.text.lines import caps

_HEAD = regex.compile(
    r"(?:ỦY BAN|UỶ BAN|UBND|UB|HĐND|HỘI ĐỒNG|SỞ|PHÒNG|BAN|TRƯỜNG|BỆNH VIỆN|ĐẢNG|CHI BỘ|TỈNH ỦY|HUYỆN ỦY|THÀNH ỦY|QUẬN ỦY|THỊ ỦY|TỈNH UỶ|HUYỆN UỶ|THÀNH UỶ|QUẬN UỶ|THỊ UỶ|CÔNG AN|BỘ|TỔNG CỤC|CỤC|CHI CỤC|TRUNG TÂM|LIÊN ĐOÀN|CÔNG ĐOÀN|ĐOÀN|HỘI|MẶT TRẬN|MTTQ|TÒA ÁN|TOÀ ÁN|VIỆN|HỌC VIỆN|ĐẠI HỌC|CÔNG TY|TỔNG CÔNG TY|TẬP ĐOÀN|TỔ|VĂN PHÒNG|BCH|BTV|BCĐ|BQL|KHO BẠC|BẢO HIỂM|BHXH|NGÂN HÀNG|THANH TRA|LIÊN MINH|LIÊN HIỆP|TỈNH ĐOÀN|THÀNH ĐOÀN|HUYỆN ĐOÀN|QUẬN ĐOÀN|THỊ ĐOÀN|ĐÀI|TRẠM|THƯỜNG TRỰC|CHÍNH PHỦ|QUÂN KHU|HẠT|XÍ NGHIỆP|THƯ VIỆN|BẢO TÀNG|NHÀ|CÂU LẠC BỘ|KHỐI|CỤM|THUẾ|HẢI QUAN|ĐẢNG UỶ)(?=\s|$)"
)
_FRAME = regex.compile(
    r"(?i)c[ộô]ng h\S{1,3}\s*(?:a\s+)?x[ãa]\s+h[ộô]i|ch[ủu] ngh[ĩi]a vi[ệê]t|^nam$|đ[ộô]c l[ậâ]p|t[ựư] do|h[ạa]nh ph[úu]c|đ[ảa]ng c[ộô]ng s[ảa]n vi[ệê]t|^s[ốôó6]\s*[:.]?\s*[\d/….\s-]|ngày.*tháng|^(?:dự thảo|tuyệt mật|tối mật|mật|khẩn|hỏa tốc|thượng khẩn)\b|^[\W_\d]+$|^\(?(?:lần|bản)\s|^v/v|^trích yếu|^kính gửi"
)
_PLACE = regex.compile(
    r"(?i)(?<![\p{L}])(tỉnh|thành phố|tp\.?|quận|huyện|thị xã|tx\.?|phường|xã(?!\s+hội)|thị trấn|đặc khu)\s+(?=\S)"
)
_PARTY = regex.compile(r"(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng)\s+[uủ]")
#: inner offices, which take the name of their house
_INNER = regex.compile(
    r"(?:Phòng|Ban|Văn phòng|Tổ|Thanh tra|Ủy ban Kiểm tra|Bộ phận|Đoàn kiểm tra|Ban Chỉ đạo)(?=\s|$)"
)
#: bodies of one territory, which take its name
_TERRITORIAL = regex.compile(
    r"(?:Ủy ban nhân dân|Hội đồng nhân dân|Sở|Công an|Ủy ban Mặt trận Tổ quốc|Bảo hiểm xã hội|Chi cục|Cục|Liên đoàn Lao động|Hội |Đoàn |Ban |Phòng |Thanh tra|Văn phòng|Kho bạc|Viện kiểm sát|Tòa án|Bộ Chỉ huy|Ban Chỉ huy|Trung tâm|Thường trực|Trạm|Thuế|Đài)"
)
_SPEAKS = regex.compile(
    r"(?P<who>(?:Chủ tịch\s+)?(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND|Hội đồng nhân dân|Sở|Phòng|Ban (?:Thường vụ|Chấp hành|Chỉ đạo|Giám hiệu|Giám đốc|Tuyên giáo|Tổ chức|Dân vận|Quản lý|Thường trực)|Đảng ủy|Đảng uỷ|Chi bộ|Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy|Thị ủy|Tỉnh uỷ|Thành uỷ|Huyện uỷ|Trường|Bệnh viện|Trung tâm|Công an|Liên đoàn|Công đoàn|Hội|Đoàn|Ủy ban (?:Mặt trận|MTTQ|Kiểm tra)|UBMTTQ|UB MTTQ|Văn phòng|Chi cục|Cục|Bộ|Viện)(?:\s+(?!(?:ban hành|xây dựng|tổ chức|triển khai|phát động|lập|đề ra|yêu cầu|giao|thực hiện|về|số|ngày)\b)[^\s,;.:()“”]+){0,14}?)"
    r"\s+(?:ban hành|xây dựng|tổ chức|triển khai|phát động|lập|đề ra|thực hiện)(?=\s)[^.;:]{0,200}?(?i:kế hoạch|như sau|cụ thể)"
)


#: shortenings of headers that mean one thing only there, all in capitals
_FULL = {"CHQS": "CHỈ HUY QUÂN SỰ", "TNCS": "THANH NIÊN CỘNG SẢN", "LHPN": "LIÊN HIỆP PHỤ NỮ", "CCB": "CỰU CHIẾN BINH", "LĐLĐ": "LIÊN ĐOÀN LAO ĐỘNG", "THCS": "TRUNG HỌC CƠ SỞ", "THPT": "TRUNG HỌC PHỔ THÔNG", "TH": "TIỂU HỌC", "MN": "MẦM NON"}  # fmt: skip
_SHORT = regex.compile(r"(?<![\p{L}&-])(?:CHQS|TNCS|LHPN|CCB|LĐLĐ|(?<=TRƯỜNG )(?:THCS|THPT|TH|MN))(?![\p{L}&-])")


def find_issuer(plan: Plan, h: r.Header, z: Zones, lines: list[tuple[int, str]], casing: Casing) -> None:
    """Set issuer and parent issuer, from the header, else from the sentence that issues the plan, else from the signature."""
    bodies = _bodies(plan, lines)
    names = []
    for said, a, b in bodies:
        whole = expand_abbreviations(_SHORT.sub(lambda m: _FULL[m[0]], said))
        names.append((_name(whole, casing), a, b))
    if names:
        name, a, b = names[-1]
        plan.header_spans["issuer"] = (a, b)
        parent = names[-2][0] if len(names) > 1 else None
        if parent:
            plan.header_spans["parent_issuer"] = names[-2][1:]
            # the date line tells the issuer's place; only a sở's is that of the body above it
            h.parent_issuer = _with_place(parent, None, h.place) if name.startswith("Sở") else parent
        h.issuer = _complete(name, h.parent_issuer, h.place)
        return
    spoken = _speaker(plan, z)
    if spoken:
        name, a, b = spoken
        plan.header_spans["issuer"] = (a, b)
        h.issuer = _complete(_sentence_place(expand_abbreviations(name)), None, h.place)
        return
    for i in z.signature:
        line = plan.lines[i]
        m = CAPACITY.match(plan.folded, line.start, line.end)
        if m and m["right"].replace("/", "").replace(" ", "") == "TM":
            h.issuer = _complete(
                _name(expand_abbreviations(plan.text[m.start("whom") : line.end]), casing), None, h.place
            )
            return


def _bodies(plan: Plan, lines: list[tuple[int, str]]) -> list[tuple[str, int, int]]:
    """(name in capitals as it stands, start, end) of each body in the header, the highest first."""
    columns = {plan.lines[i].column for i, text in lines if _HEAD.match(text)}
    motto = {plan.lines[i].column for i, text in lines if regex.search(r"(?i)độc lập|đảng cộng sản", text)}
    left = columns - motto - {None} or None
    out: list[tuple[str, int, int]] = []
    for i, text in lines:
        line = plan.lines[i]
        if left and line.column not in left and line.column is not None:
            continue
        shift = line.start
        text = text[:300]
        glued = regex.search(r"\s+(?:CỘNG H\S+\s+XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập)", text)
        if glued:  # two columns on one line
            text = text[: glued.start()]
        text = text.rstrip("*_-–.: ")
        if not text or _FRAME.search(text) or len(text) > 160:
            continue
        if not caps(text) and not (_HEAD.match(text.upper()) and len(text) < 90 and not out):
            continue
        heads = bool(_HEAD.match(text.upper()))
        joins = out and (
            not heads
            or regex.search(r"(?:\s|^)(?:VÀ|CỦA|VỀ|HIỆN|CHỈ|,|-)$", out[-1][0])
            or (out[-1][0] in ("BAN CHẤP HÀNH", "BCH", "BAN THƯỜNG VỤ", "BTV", "THƯỜNG TRỰC") and len(out) < 2)
        )
        if joins:
            said, a, _ = out[-1]
            out[-1] = (f"{said} {text}", a, shift + len(text))
        elif heads:
            out.append((text, shift, shift + len(text)))
    return out


def _name(said: str, casing: Casing) -> str:
    if not caps(said) and not regex.search(r"\p{Lu}{2}", said):
        return said
    return casing.name(
        regex.sub(r"\s+", " ", said.upper()).replace("UỶ", "ỦY").replace("HOÀ", "HÒA").replace("TOÀ ", "TÒA ")
    )


def _has_place(name: str) -> bool:
    return bool(_PLACE.search(name)) or bool(
        regex.match(r"(?:Tỉnh|Thành|Huyện|Quận|Thị) (?:ủy|đoàn)\s+\S|.*\b(?:Việt Nam|Trung ương)\b", name)
    )


def _place_of(name: str | None) -> str | None:
    """ "tỉnh Lào Cai" in "Ủy ban nhân dân tỉnh Lào Cai"."""
    if not name:
        return None
    m = None
    for m in _PLACE.finditer(name):  # noqa: B007 - the last one
        pass
    return name[m.start() :] if m else None


def _with_place(name: str, parent: str | None, place: str | None) -> str:
    if _has_place(name) or not _TERRITORIAL.match(name):
        return name
    of_parent = _place_of(parent)
    if of_parent:
        return f"{name} {of_parent}"
    typed = _typed(name, place)
    return f"{name} {typed}" if typed else name


def _typed(name: str, place: str | None) -> str | None:
    """The place of the date line with its type, where it has one or the gazetteer knows only one that fits."""
    if not place:
        return None
    if _PLACE.match(place):
        return place if "Hồ Chí Minh" in place else place[:1].lower() + place[1:]
    from extract.lexicon import gazetteer

    found = gazetteer.lookup(place)
    provinces = [e for e in found if e.level == "province"]
    if name.startswith("Sở"):
        return provinces[0].full if provinces else None
    districts = [e for e in found if e.level == "district"]
    for level in (provinces, districts, found):
        if level:
            return level[0].full
    return None


def _complete(name: str, parent: str | None, place: str | None) -> str:
    """The issuer's full name: an inner office with its house, a body of a territory with its place."""
    if _has_place(name):
        return name
    if (
        parent
        and _INNER.match(name)
        and not parent.startswith(("Ủy ban nhân dân", "Hội đồng nhân dân", "Bộ ", "Đảng bộ"))
    ):
        return f"{name} {parent}"
    return _with_place(name, parent, place)


def _sentence_place(name: str) -> str:
    return name[:1].upper() + name[1:]


def _speaker(plan: Plan, z: Zones) -> tuple[str, int, int] | None:
    """The body that issues the plan in its first paragraphs: "… UBND thành phố X ban hành Kế hoạch … như sau:"."""
    for i in range(z.body, min(z.body + 12, len(plan.lines))):
        line = plan.lines[i]
        if line.kind != "paragraph":
            continue
        found = None
        for found in _SPEAKS.finditer(plan.folded, line.start, min(line.end, line.start + 3000)):  # noqa: B007 - the last one
            pass
        if found:
            a, b = found.span("who")
            said = plan.text[a:b]
            m = regex.match(r"Chủ tịch\s+(?=UBND|[UỦ][ỷy] ban)", said)
            return (said[m.end() :], a + m.end(), b) if m else (said, a, b)
    return None
