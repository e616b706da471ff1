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
    r"(?:ỦY BAN|UỶ BAN|UBND|UB|HĐND|HỘI ĐỒNG|SỞ|PHÒNG|BAN|TRƯỜNG|BỆNH VIỆN|ĐẢNG|CHI BỘ|TỈNH ỦY|HUYỆN ỦY|THÀNH ỦY|QUẬN ỦY|THỊ ỦY|TỈNH UỶ|HUYỆN UỶ|THÀNH UỶ|QUẬN UỶ|THỊ UỶ|CÔNG AN|BỘ|TỔNG CỤC|CỤC|CHI CỤC|TRUNG TÂM|LIÊN ĐOÀN|CÔNG ĐOÀN|ĐOÀN|HỘI|MẶT TRẬN|MTTQ|TÒA ÁN|TOÀ ÁN|VIỆN|HỌC VIỆN|ĐẠI HỌC|CÔNG TY|TỔNG CÔNG TY|TẬP ĐOÀN|TỔ|VĂN PHÒNG|BCH|BTV|BCĐ|BQL|KHO BẠC|BẢO HIỂM|BHXH|NGÂN HÀNG|THANH TRA|LIÊN MINH|LIÊN HIỆP|TỈNH ĐOÀN|THÀNH ĐOÀN|HUYỆN ĐOÀN|QUẬN ĐOÀN|THỊ ĐOÀN|ĐÀI|TRẠM|THƯỜNG TRỰC|CHÍNH PHỦ|QUÂN KHU|HẠT|XÍ NGHIỆP|THƯ VIỆN|BẢO TÀNG|NHÀ|CÂU LẠC BỘ|KHỐI|CỤM|THUẾ|HẢI QUAN|ĐẢNG UỶ|KHOA(?!\s+HỌC)|VỤ|ĐỘI|CHI ĐOÀN|CHI HỘI|LIÊN ĐỘI|TRUNG ĐOÀN|SƯ ĐOÀN|LỮ ĐOÀN|TIỂU ĐOÀN|QUÂN ĐOÀN|ĐỒN|NÔNG TRƯỜNG|LÂM TRƯỜNG|VƯỜN QUỐC GIA|HỢP TÁC XÃ|HTX|ĐIỆN LỰC|BƯU ĐIỆN|VIỄN THÔNG|CẢNG|TAND|VKSND|TTYT|BVĐK|NHNN|HIỆP HỘI|TẠP CHÍ|BÁO(?!\s+(?:CÁO|CHÍ|VỆ|HIỂM))|ĐẢNG ĐOÀN|BAN CÁN SỰ|PHÂN HIỆU|KIỂM TOÁN|VNPT|EVN)(?=\s|$)"
)
_MOTTO = regex.compile(r"(?i)độc lập|đảng cộng sản")
_GLUED = regex.compile(r"\s+(?:CỘNG H\S+\s+XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập)")
_FRAME = regex.compile(
    r"(?i)c[ộô]ng h\S{1,3}\s*(?:a\s+)?x[ãa]\s+h[ộô]i|ch[ủu] ngh[ĩi]a vi[ệê]t|^nam$|đ[ộô]c l[ậâ]p|t[ựư] do|h[ạa]nh ph[úu]c|đ[ảa]ng c[ộô]ng s[ảa]n vi[ệê]t|^s[ốôó6]\s*[:.]?\s*[\d/….\s-]|ngày.*tháng|^(?:dự thảo|tuyệt mật|tối mật|mật|khẩn|hỏa tốc|thượng khẩn)\b|^[\W_\d]+$|^\(?(?:lần|bản)\s|^v/v|^trích yếu|^kính gửi|^đoàn (?:tncs|thanh niên cộng sản) hồ chí minh$"
)
_PLACE = regex.compile(
    r"(?i)(?<![\p{L}])(tỉnh|thành phố|tp\.?|quận|huyện|thị xã|tx\.?|phường|xã(?!\s+hội)|thị trấn|đặc khu)\s+(?=\S)"
)
_PARTY = regex.compile(r"(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng)\s+[uủ]")
#: inner offices, which take the name of their house
_INNER = regex.compile(
    r"(?:Phòng|Ban|Khoa|Đội|Chi nhánh|Văn phòng|Tổ|Thanh tra|Ủy ban Kiểm tra|Bộ phận|Đoàn kiểm tra|Ban Chỉ đạo)(?=\s|$)"
)
#: bodies of one territory, which take its name
_TERRITORIAL = regex.compile(
    r"(?:Ủy ban nhân dân|Hội đồng nhân dân|Sở|Công an|Ủy ban Mặt trận Tổ quốc|Bảo hiểm xã hội|Chi cục|Cục|Liên đoàn Lao động|Công đoàn (?:các|ngành|[Vv]iên chức|[Gg]iáo dục)|Hội |Đoàn |Ban |Phòng |Thanh tra|Văn phòng|Kho bạc|Viện kiểm sát|Tòa án|Bộ Chỉ huy|Ban Chỉ huy|Trung tâm|Thường trực|Trạm|Thuế|Đài)"
)
_SPEAKS = regex.compile(
    r"(?P<who>(?:Chủ tịch\s+)?(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND|Hội đồng nhân dân|Sở|Phòng|Ban (?:Thường vụ|Chấp hành|Chỉ đạo|Giám hiệu|Giám đốc|Tuyên giáo|Tổ chức|Dân vận|Quản lý|Thường trực)|Đảng ủy|Đảng uỷ|Chi bộ|Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy|Thị ủy|Tỉnh uỷ|Thành uỷ|Huyện uỷ|Trường|Bệnh viện|Trung tâm|Công an|Liên đoàn|Công đoàn|Hội|Đoàn|Ủy ban (?:Mặt trận|MTTQ|Kiểm tra)|UBMTTQ|UB MTTQ|Văn phòng|Chi cục|Cục|Bộ|Viện)(?:\s+(?!(?:ban hành|xây dựng|tổ chức|triển khai|phát động|lập|đề ra|yêu cầu|giao|thực hiện|về|số|ngày)\b)[^\s,;.:()“”]+){0,14}?)"
    r"\s+(?:ban hành|xây dựng|tổ chức|triển khai|phát động|lập|đề ra|thực hiện)(?=\s)[^.;:]{0,200}?(?i:kế hoạch|như sau|cụ thể)"
)


#: shortenings of headers that mean one thing only there, all in capitals
_FULL = {"CHQS": "CHỈ HUY QUÂN SỰ", "TNCS": "THANH NIÊN CỘNG SẢN", "LHPN": "LIÊN HIỆP PHỤ NỮ", "CCB": "CỰU CHIẾN BINH", "LĐLĐ": "LIÊN ĐOÀN LAO ĐỘNG", "THCS": "TRUNG HỌC CƠ SỞ", "THPT": "TRUNG HỌC PHỔ THÔNG", "TH": "TIỂU HỌC", "MN": "MẦM NON", "TH&THCS": "TIỂU HỌC VÀ TRUNG HỌC CƠ SỞ", "KSND": "KIỂM SÁT NHÂN DÂN", "PTNT": "PHÁT TRIỂN NÔNG THÔN", "QLDA": "QUẢN LÝ DỰ ÁN", "ĐTXD": "ĐẦU TƯ XÂY DỰNG", "BĐBP": "BỘ ĐỘI BIÊN PHÒNG", "THPT DTNT": "TRUNG HỌC PHỔ THÔNG DÂN TỘC NỘI TRÚ", "PTDTNT": "PHỔ THÔNG DÂN TỘC NỘI TRÚ", "PTDTBT": "PHỔ THÔNG DÂN TỘC BÁN TRÚ", "GDTX": "GIÁO DỤC THƯỜNG XUYÊN", "GDNN": "GIÁO DỤC NGHỀ NGHIỆP", "KCN": "KHU CÔNG NGHIỆP", "KKT": "KHU KINH TẾ", "TTYT": "TRUNG TÂM Y TẾ", "BVĐK": "BỆNH VIỆN ĐA KHOA", "NHNN": "NGÂN HÀNG NHÀ NƯỚC"}  # fmt: skip
_SHORT = regex.compile(
    r"(?<![\p{L}&-])(?:CHQS|TNCS|LHPN|CCB|LĐLĐ|KSND|PTNT|QLDA|ĐTXD|BĐBP|GDTX|GDNN|KCN|KKT|TTYT|BVĐK|NHNN|(?<=TRƯỜNG )(?:THCS|THPT DTNT|THPT|PTDTNT|PTDTBT|TH&THCS|TH|MN))(?![\p{L}&-])"
)


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
        h.issuer = _complete(_standing(name, h.parent_issuer), h.parent_issuer, h.place)
        return
    noted = _noted(plan, z)
    if noted:
        name, a, b = noted
        plan.header_spans["issuer"] = (a, b)
        h.issuer = _complete(_sentence_place(expand_abbreviations(name)), None, h.place)
        if h.issued_on is None and (m := _NOTED_DAY.search(plan.folded, plan.lines[z.doc_type].start, a)):
            h.issued_on = f"{m['y']}-{int(m['m']):02}-{int(m['d']):02}"
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


#: a plan that goes with a decision has no head of its own: "(Ban hành kèm theo Quyết định số 5/QĐ-UBND ngày … của Ủy ban nhân dân …)"
_NOTED = regex.compile(
    r"(?i)\((?:ban hành )?kèm theo quyết định[^()]{0,120}?ngày[^()]{0,40}?\scủa\s+(?:chủ tịch\s+)?(?P<who>\p{Lu}[^();,]{3,120})\)"
)


_NOTED_DAY = regex.compile(
    r"ngày\s+(?P<d>0?[1-9]|[12]\d|3[01])\s*(?:/|-|tháng)\s*(?P<m>0?[1-9]|1[0-2])\s*(?:/|-|năm)\s*(?P<y>20\d\d)"
)


def _noted(plan: Plan, z: Zones) -> tuple[str, int, int] | None:
    """The body whose decision issues the plan, from the note below the title."""
    if z.doc_type < 0 or z.body <= 0 or z.body > len(plan.lines):
        return None
    a, b = plan.lines[z.doc_type].start, plan.lines[z.body - 1].end
    flat = plan.folded[a:b].replace("\n", " ")
    m = _NOTED.search(flat)
    if m is None:
        return None
    s, e = m.span("who")
    return regex.sub(r"\s+", " ", plan.text[a + s : a + e]), a + s, a + e


def _standing(name: str, parent: str | None) -> str:
    """ "Thường trực" below a council, "Ban Pháp chế" below it: the council's own."""
    if parent and parent.startswith("Hội đồng nhân dân") and regex.match(r"(?:Thường trực|Ban (?!Chỉ)|Tổ đại biểu)", name) and "Hội đồng" not in name:  # fmt: skip
        return f"{name} {parent}"
    return name


def _bodies(plan: Plan, lines: list[tuple[int, str]]) -> list[tuple[str, int, int]]:
    """(name in capitals as it stands, start, end) of each body in the header, the highest first."""
    columns = {plan.lines[i].column for i, text in lines if _HEAD.match(text)}
    motto = {plan.lines[i].column for i, text in lines if _MOTTO.search(text)}
    left = columns - motto - {None} or None
    out: list[tuple[str, int, int]] = []
    for i, text in lines:
        line = plan.lines[i]
        if out and line.column is None and regex.match(r"(?i)s[ốôó]\s*[:.]?\s*[\d….\s_]*[-/]", text):
            break  # the number closes the block of the body that issues: what follows is the other column
        if left and line.column not in left and line.column is not None:
            continue
        shift = line.start
        text = text[:300]
        glued = _GLUED.search(text)
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
            or regex.search(
                r"[,&]$|\s[-–]$|(?:\s|^)(?:VÀ|CỦA|VỀ|HIỆN|CHỈ|THỰC|TRIỂN|PHÁT TRIỂN|CÔNG TÁC|PHONG TRÀO)$", out[-1][0]
            )
            or _OPEN_HEAD.fullmatch(out[-1][0])
            or (out[-1][0] in ("BAN CHẤP HÀNH", "BCH", "BAN THƯỜNG VỤ", "BTV", "THƯỜNG TRỰC") and len(out) < 2)
        )
        if joins:
            said, a, _ = out[-1]
            out[-1] = (f"{said} {text}", a, shift + len(text))
        elif heads:
            out.append((text, shift, shift + len(text)))
    return out


def _bare_place(name: str) -> str:
    """ "Sở Y tế Bình Định" → "Sở Y tế tỉnh Bình Định": a department's place without its type is a province, an office's a district."""
    m = regex.match(r"(?P<head>Sở|Phòng|Công an|Cục Thuế|Bảo hiểm xã hội|Liên đoàn Lao động)\s", name)
    if m is None or _has_place(name):
        return name
    from extract.lexicon import gazetteer

    words = name.split(" ")
    for n in (4, 3, 2, 1):
        if len(words) <= n + 1 or not all(w[:1].isupper() for w in words[-n:]):
            continue
        tail = " ".join(words[-n:])
        level = "district" if m["head"] == "Phòng" else "province"
        found = next((e for e in gazetteer.lookup(tail) if e.level == level and e.name.lower() == tail.lower()), None)
        if found:
            return f"{name[: -len(tail)]}{found.full}"
    return name


#: heads that say nothing without the next line
_OPEN_HEAD = regex.compile(
    r"TỔNG CÔNG TY|CÔNG TY(?: CỔ PHẦN| TNHH(?: MTV| MỘT THÀNH VIÊN)?)?|TẬP ĐOÀN|TRƯỜNG|TRUNG TÂM|BAN CHỈ ĐẠO|BAN QUẢN LÝ|BAN TỔ CHỨC|BAN VẬN ĐỘNG|HỘI ĐỒNG|HIỆP HỘI|LIÊN HIỆP|LIÊN MINH|CHI CỤC|HỘI|ĐẢNG BỘ|ĐẢNG ỦY|BỆNH VIỆN|TRẠM|VIỆN|BỘ|SỞ|PHÒNG"
)


def _name(said: str, casing: Casing) -> str:
    if " - " in said and len(parts := said.split(" - ")) == 2 and all(_HEAD.match(x.upper()) for x in parts):
        return " - ".join(_name(x, casing) for x in parts)  # a plan of two bodies
    return _bare_place(_cased(said, casing))


def _cased(said: str, casing: Casing) -> str:
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
    level = regex.search(r"(?i)\s(tỉnh|thành phố|huyện|quận|thị xã|phường|xã|thị trấn|đặc khu)$", name)
    if level:  # "Bệnh viện Đa khoa tỉnh", dated at Bắc Kạn
        above = _place_of(parent)
        own = above[len(level[0]) - 1 :].strip() if above and above.startswith(level[1].lower()) else place
        return f"{name[: level.start()]} {level[1].lower()} {own}" if own and not _PLACE.match(own) else name
    if _has_place(name):
        return name
    if parent and parent.startswith(("Bộ ", "Tổng cục", "Văn phòng Chính phủ")) and regex.match(r"(?:Cục|Vụ|Viện|Thanh tra|Văn phòng|Tổng cục|Trung tâm)\b", name):  # fmt: skip
        return (
            name
            if not name.startswith(("Thanh tra", "Văn phòng", "Trung tâm")) or " " in name[10:]
            else f"{name} {parent}"
        )
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
