"""The signature block: who signs, with what post, for whom and by what right (Nghị định 30/2020/NĐ-CP, Điều 13, cell 7)."""

from __future__ import annotations

from typing import Literal, cast

import regex

from extract import record as r
from extract.lexicon import expand_abbreviations
from extract.state import Plan
from extract.structure.casing import Casing
from extract.structure.zones import APPROVES, CAPACITY, NAME, POST, SIGNED, Zones
from extract.text.lines import caps

Capacity = Literal["TM", "KT", "TL", "TUQ", "Q"]
_RANKS = regex.compile(
    r"(?i)(?:ths|ts|pgs|gs|bs|bscki{1,2}|ds|ks|cn|lm|thạc sĩ|tiến sĩ|nhà giáo ưu tú|ngưt|đại tá|thượng tá|trung tá|thiếu tá|đại úy|thượng úy|thiếu tướng|ông|bà)\s*[.:]\s*|(?:đại|thượng|trung|thiếu)\s+(?:tá|úy|tướng)\s+"
)


#: standing bodies, which are those of the issuer: "T/M BAN THƯỜNG VỤ"
_STANDING = regex.compile(
    r"(?i)ban (?:thường vụ|chấp hành|thường trực|giám đốc|giám hiệu|lãnh đạo|chủ nhiệm)|chi ủy|thường trực|cấp ủy"
)


def read_signer(plan: Plan, z: Zones, issuer: str | None) -> r.Signer | None:
    """The signer, None where nobody signs. Of several signers the first block that has a name is read."""
    signer = r.Signer()
    posts: list[str] = []
    body: list[str] = []
    rights: list[Capacity] = []
    whom: dict[str, str] = {}
    casing = Casing(plan.text)
    for i in z.signature:
        line = plan.lines[i]
        text = plan.folded[line.start : line.end].strip()
        if not text or SIGNED.fullmatch(text):
            continue
        approves = APPROVES.fullmatch(text)
        if approves:
            if signer.name:
                break
            if approves["post"] and not posts:
                posts.append(approves["post"].upper())
                plan.header_spans["signer_post"] = (line.start, line.end)
            continue
        m = CAPACITY.match(text)
        if m and (caps(m["whom"]) or m["whom"][:2].isupper()):
            right = cast(Capacity, regex.sub(r"[\s/]", "", m["right"]))
            if signer.name:
                break
            rights.append(right)
            rest = m["whom"]
            inner = regex.search(r"\s(?=(?:KT|TL|TUQ|Q)\.\s*\p{Lu})", rest)
            tail = CAPACITY.match(rest[inner.end() :]) if inner else None
            if inner and tail:  # "TM. UBND KT. CHỦ TỊCH" on one line
                whom[right] = rest[: inner.start()]
                rights.append(cast(Capacity, regex.sub(r"[\s/]", "", tail["right"])))
                rest, right = tail["whom"], rights[-1]
            split = regex.match(
                r"(?P<post>(?:CHỦ TỊCH|GIÁM ĐỐC|HIỆU TRƯỞNG|TRƯỞNG BAN|TRƯỞNG PHÒNG|BÍ THƯ|CỤC TRƯỞNG))\s+(?P<own>PHÓ\b.*)",
                rest,
            )
            if split and right != "TM":
                rest = split["post"]
                posts.append(split["own"])
            if right == "TM" and (
                own := regex.search(r"\s(?=(?:PHÓ )?(?:CHỦ TỊCH|BÍ THƯ|GIÁM ĐỐC|TRƯỞNG BAN)$)", rest)
            ):
                posts.append(rest[own.end() :])
                rest = rest[: own.start()]
            whom[right] = rest
            if right == "Q":
                posts.append(rest)
            plan.header_spans.setdefault("authority", (line.start, line.end))
            body = [right]
            continue
        name = NAME.fullmatch(text)
        is_post = POST.fullmatch(text) is not None and (caps(text) or not name)
        if is_post and not signer.name:
            if not posts:
                plan.header_spans["signer_post"] = (line.start, line.end)
            posts.append(text)
            body = []
            continue
        if (
            caps(text)
            and not signer.name
            and body
            and regex.match(
                r"(?:NHÂN DÂN|DÂN|THÀNH PHỐ|TỈNH|HUYỆN|QUẬN|PHƯỜNG|XÃ|THỊ|ĐẢNG|ĐOÀN|VÀ|MẶT TRẬN|TỔ QUỐC|VIỆT NAM|LAO ĐỘNG|BAN|HỘI|SỞ|TRƯỜNG|CHẤP HÀNH|THƯỜNG VỤ)",
                text,
            )
        ):
            whom[body[0]] = f"{whom[body[0]]} {text}"  # the body signed for runs over two lines
            continue
        if name and not signer.name:
            said = _RANKS.sub("", plan.text[line.start : line.end]).strip()
            signer.name = " ".join(w[:1].upper() + w[1:].lower() for w in said.split()) if caps(said) else said
            plan.header_spans["signer_name"] = (line.start, line.end)
            continue
        if caps(text) and posts and not signer.name:
            posts.append(text)
            continue
        if signer.name:
            break
    if not (signer.name or posts or rights):
        return None
    signer.capacity = next((c for c in ("KT", "TL", "TUQ", "Q", "TM") if c in rights), None)  # type: ignore[assignment]
    signer.title = _post(posts, casing, rights, whom)
    signer.authority = _authority(rights, whom, issuer, casing)
    return signer


_OTHER_POST = regex.compile(
    r"(?:PHÓ |P\.\s*)?(?:CHỦ TỊCH|GIÁM ĐỐC|BÍ THƯ|CHÁNH VĂN PHÒNG|HIỆU TRƯỞNG|TRƯỞNG (?:BAN|PHÒNG|CÔNG AN)|CHỦ NHIỆM)(?=\s|$)"
)


def _post(posts: list[str], casing: Casing, rights: list[Capacity], whom: dict[str, str]) -> str | None:
    if not posts:
        return None
    # a second whole post is another one of the same person: "TRƯỞNG BAN / CHỦ TỊCH UBND PHƯỜNG"
    more = next((k for k, p in enumerate(posts) if k and _OTHER_POST.match(p)), len(posts))
    title = " ".join(dict.fromkeys(posts[:more]))
    title = regex.sub(r"^(?i:quyền|q\.)\s+", "", title) if "Q" in rights else title
    post = post_case(title)
    m = regex.fullmatch(
        r"(?P<head>(?:Phó |Quyền )?Trưởng )(?P<house>(?:phòng|ban|khoa|công an|đoàn|tổ|trạm)\s.+)", post
    )
    if m and not regex.search(r"(?i)thường trực|phụ trách", m["house"]):
        house = casing.name(m["house"].upper())
        if m["house"].split()[0] in ("phòng", "ban", "khoa", "đoàn", "tổ", "trạm"):
            house = house[:1].lower() + house[1:]
        house = regex.sub(r" (?:Thành phố|Tỉnh|Huyện|Quận|Thị xã|Phường|Xã)$", lambda x: x[0].lower(), house)
        return m["head"] + house
    return post


def _house_case(post: str, casing: Casing) -> str:
    """ "Giám đốc sở y tế" → "Giám đốc Sở Y tế"."""
    m = regex.fullmatch(
        r"(?P<head>.*(?:Giám đốc|Chủ tịch|Cục trưởng|Bí thư|Chủ nhiệm|Viện trưởng|Hiệu trưởng)) (?P<house>\p{Ll}.+)",
        post,
    )
    return f"{m['head']} {casing.name(m['house'].upper())}" if m else post


def post_case(said: str) -> str:
    """ "PHÓ CHỦ TỊCH THƯỜNG TRỰC" → "Phó Chủ tịch Thường trực": each post begins with a capital."""
    low = expand_abbreviations(said).lower()
    low = regex.sub(r"^p\.\s*", "phó ", low)
    low = regex.sub(
        r"(?<![\p{L}])(chủ tịch|giám đốc|(?:hiệu|cục|viện|vụ|bộ|thứ|trạm|đội|tổ|đồn|hạt|chỉ huy|cụm) trưởng|bí thư|chủ nhiệm|chánh|trưởng|tổng|thường trực|ủy viên|chỉ huy|chính)(?![\p{L}])",
        lambda m: m[1][:1].upper() + m[1][1:],
        low,
    )
    low = regex.sub(
        r"(?<=(?:Tổng|Trưởng|Chánh) )(Giám đốc|Cục|Thường trực)",
        lambda m: m[1][:1].lower() + m[1][1:] if m[1].startswith("Giám") else m[1],
        low,
    )
    return low[:1].upper() + low[1:]


def _cased_authority(said: str, issuer: str | None, casing: Casing) -> str | None:
    """ "BAN THƯỜNG VỤ HUYỆN ĐOÀN" with an issuer of huyện Văn Chấn → "Ban Thường vụ Huyện đoàn Văn Chấn"."""
    m = regex.fullmatch(
        r"(?P<body>BAN (?:THƯỜNG VỤ|CHẤP HÀNH))\s+(?P<level>TỈNH|THÀNH|HUYỆN|QUẬN|THỊ)\s+ĐOÀN", said.upper().strip()
    )
    if m is None:
        return None
    place = regex.search(
        r"(?:tỉnh|thành phố|huyện|quận|thị xã)\s+(?P<name>\p{Lu}.*)$|đoàn\s+(?P<name>\p{Lu}.*)$", issuer or ""
    )
    name = f"{casing.name(m['body'])} {m['level'].capitalize()} đoàn"
    return f"{name} {place['name']}" if place else name


def _authority(rights: list[Capacity], whom: dict[str, str], issuer: str | None, casing: Casing) -> str | None:
    if "TM" in rights:
        said = expand_abbreviations(whom["TM"])
        own = _cased_authority(said, issuer, casing)
        if own:
            return own
        name = casing.name(regex.sub(r"\s+", " ", said.upper()).replace("UỶ", "ỦY"))
        if issuer and issuer.lower().startswith(name.lower().split(" tỉnh")[0].split(" thành phố")[0]):
            return issuer if len(issuer) >= len(name) else name
        if issuer and _STANDING.fullmatch(name) and not issuer.startswith(name):
            return f"{name} {issuer.removeprefix('Ban Chấp hành ')}"
        return name
    for right in ("KT", "TL", "TUQ"):
        if right in rights:
            return _house_case(post_case(whom[right]), casing)
    return None
