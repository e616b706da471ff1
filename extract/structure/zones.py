"""Which lines are header, body, signature, recipients and appendix (Nghị định 30/2020/NĐ-CP, Phụ lục I, cells 1 to 12)."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from extract.state import Plan
from extract.text.lines import DOC_TYPE, caps
from extract.text.markers import marker

_PLAN = regex.compile(r"(?:KẾ\s*HOẠCH|KẾ HỌACH)(?=\s|$)|(?:Kế hoạch|K Ế H O Ạ C H)\s*$")
RECIPIENTS = regex.compile(r"(?i)n[ơo]i\s+nh[ậâ]n\s*(?:[:.]|$)")
#: schools and small offices: who approves and who drew the plan up
APPROVES = regex.compile(
    r"(?i)(?:(?:phê )?duyệt|xác nhận|ý kiến) của (?P<post>(?:phó )?(?:hiệu trưởng|giám đốc|tổ trưởng|chủ tịch|thủ trưởng|ban giám hiệu|bgh|lãnh đạo|tổ chuyên môn|trưởng (?:phòng|khoa|ban))[^.;:]{0,40})|người (?:lập|xây dựng)(?: (?:kế hoạch|biểu))?"
)
#: rights of signing: TM. / T/M / KT. / TL. / TUQ. / Q. before a body or a post in capitals
CAPACITY = regex.compile(
    r"(?P<right>T\s*/?\s*M|K\s*/?\s*T|T\s*/?\s*L|TUQ|T\s*/?\s*U\s*/?\s*Q|Q)\s*(?:[./:]\s*|\s+(?=\p{Lu}{2}))(?P<whom>\p{Lu}.{1,120})"
)
_POSTS = (
    r"PHÓ|CHỦ TỊCH|CHỦ NHIỆM|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|HIỆU TRƯỞNG|HIỆU PHÓ|BÍ THƯ|TRƯỞNG|CHÁNH|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|VIỆN TRƯỞNG|"
    r"BỘ TRƯỞNG|THỨ TRƯỞNG|TỔNG|ỦY VIÊN|UỶ VIÊN|THỦ TRƯỞNG|CHỈ HUY|ĐỒN TRƯỞNG|CHÍNH ỦY|CHÍNH TRỊ VIÊN|THƯ KÝ|TỔ TRƯỞNG|ĐỘI TRƯỞNG|QUYỀN|THÀNH VIÊN|THƯỜNG TRỰC|CỬA HÀNG|"
    r"NGƯỜI LẬP|NGƯỜI ĐỨNG ĐẦU|ĐẠI DIỆN|PCT|P\.|CT\b|LÃNH ĐẠO|THƯỢNG TÁ|ĐẠI TÁ|THIẾU TÁ|TRUNG TÁ|ĐẠI ÚY|THƯỢNG ÚY|THIẾU TƯỚNG"
)
POST = regex.compile(
    rf"(?:{_POSTS})(?:[^\p{{Ll}}]*)|(?i:(?:phó |tổng |quyền |q\. ?)*(?:chủ tịch|giám đốc|hiệu trưởng|bí thư|trưởng (?:ban|phòng|đoàn)|chánh văn phòng|cục trưởng|viện trưởng|chủ nhiệm))(?:\s[^.;,:]{{0,60}})?"
)
SIGNED = regex.compile(
    r"(?i)\(?\s*(?:đã\s+ký|ký\s*,?\s*(?:ghi rõ họ tên|tên|đóng dấu)|ký và đóng dấu|signed)[^)]*\)?|(?:người ký|ký bởi|ký số|digitally signed|ngày ký|thời gian ký|cơ quan|email|tên cơ quan)\s*:.*"
)
NAME = regex.compile(
    r"(?:(?i:ths|ts|pgs|gs|bs|bscki{1,2}|bsckii|ds|ks|cn|lm|thạc sĩ|tiến sĩ|nhà giáo ưu tú|ngưt|đại tá|thượng tá|trung tá|thiếu tá|đại úy|thượng úy|thiếu tướng|ông|bà)\s*[.:]?\s*){0,3}"
    r"(?P<name>\p{Lu}(?:[’'ʼ`]\s?\p{Lu}?)?[\p{Ll}’']{0,7}(?:\s+\p{Lu}(?:[’'ʼ`]\p{Lu}?)?[\p{Ll}’']{0,7}(?:-\p{Lu}?\p{Ll}{1,6})?){1,5}|\p{Lu}{1,7}(?:\s+\p{Lu}{1,7}){1,5})"
)
_APPENDIX_NOTE = regex.compile(r"(?i)\(?(?:ban hành )?kèm theo\b")
_JOINT = regex.compile(r"KẾ HOẠCH (?:LIÊN TỊCH|LIÊN NGÀNH|PHỐI HỢP|LIÊN SỞ|CHUNG)$")
_MOTTO = regex.compile(
    r"(?i)c[ộô]ng h(?:òa|oà|oa|òà|ò a)\s+x[ãa]\s+h[ộô]i|đ[ộô]c l[ậâ]p\s*[-–]|đ[ảa]ng c[ộô]ng s[ảa]n vi[ệê]t nam\s*$"
)
#: titles of what comes behind the close
_NEW_TITLE = regex.compile(
    r"(?:KẾ HOẠCH|DANH SÁCH|DANH MỤC|BIỂU|MẪU|PHỤ LỤC|LỊCH|BẢNG|CHƯƠNG TRÌNH|DỰ TOÁN|PHÂN CÔNG|ĐỀ CƯƠNG|BÁO CÁO|THỂ LỆ|QUY CHẾ)\s"
)
_ITEM = regex.compile(r"[-–—•+*]\s*\S")
_CALL = regex.compile(
    r"(?:Căn cứ|Thực hiện|Để|Nhằm|Theo|Triển khai|Xét|Trên cơ sở|Tiếp tục|Phát huy|Hưởng ứng|Thi hành|Sau khi|Năm \d{4}|Ngày|Kính gửi)\b"
)


@dataclass(slots=True)
class Zones:
    """Indices of lines: the line that names the type of document (-1 without), the title's, where the body begins, the close."""

    doc_type: int = -1
    title: list[int] = field(default_factory=list)
    header: list[int] = field(default_factory=list)
    body: int = 0
    recipients: list[int] = field(default_factory=list)
    signature: list[int] = field(default_factory=list)


def find_zones(plan: Plan) -> Zones:
    """The zones of a plan; sets `zone` of every line."""
    t = [plan.folded[line.start : line.end] for line in plan.lines]
    z = Zones()
    _header(plan, t, z)
    _close(plan, t, z)
    listed = set(z.recipients)
    close = listed | set(z.signature)
    after = max(close, default=-1)
    for i, line in enumerate(plan.lines):
        if i < z.body:
            line.zone = "header"
        elif i in close:
            line.zone = "recipients" if i in listed else "signature"
        elif after >= 0 and i > after:
            line.zone = "appendix"
        else:
            line.zone = "body"
    return z


# ---------------------------------------------------------------------- header


def _header(plan: Plan, t: list[str], z: Zones) -> None:
    near = [i for i in range(min(len(t), 60)) if plan.lines[i].kind == "paragraph"]
    z.doc_type = next((i for i in near if _PLAN.match(t[i]) and not regex.match(r"KẾ HOẠCH\s+(?:số|SỐ|này)", t[i])), -1)
    if z.doc_type < 0:
        z.doc_type = next((i for i in near if DOC_TYPE.match(t[i])), -1)
    if z.doc_type < 0:
        # without it the header is what stands before the first sentence or label
        top = 0
        framed = False
        for i in near[:14]:
            if (
                _MOTTO.search(t[i])
                or regex.match(r"(?i)số\s*:?\s*[\d.…_ ]*/", t[i])
                or regex.search(r"ngày[\s.…\d]*tháng[\s.…\d]*năm[\s.…\d]*$", t[i])
            ):
                framed, top = True, i + 1
        z.header = list(range(top)) if framed else []
        z.body = top if framed else 0
        return
    z.header = list(range(z.doc_type))
    z.body = z.doc_type + 1
    inline = len(t[z.doc_type].split()) > 2 and not _JOINT.match(t[z.doc_type])
    i = z.doc_type + 1
    budget = 5
    while i < len(t) and budget and i < z.doc_type + 9:
        line = plan.lines[i]
        if line.kind != "paragraph" or not _titles(plan, t, i, z, inline):
            break
        z.title.append(i)
        budget -= 1
        i += 1
    # notes in brackets below the title, as "(Ban hành kèm theo Quyết định số ...)"
    while i < len(t):
        if text_note(t[i]):
            i += 1
        elif t[i][:1] == "(" and not t[i].endswith(")") and i + 1 < len(t) and text_note(f"{t[i]} {t[i + 1]}"):
            i += 2  # the note runs over two lines
        else:
            break
    z.body = i


def text_note(text: str) -> bool:
    """A note in brackets below a title: the paper it goes with."""
    return (
        text.startswith("(")
        and text.endswith(")")
        and bool(
            regex.match(
                r"\((?i:ban hành|kèm theo|đính kèm|thực hiện|theo|dự thảo|lần|đợt|bản|sửa đổi|điều chỉnh|từ ngày)\b",
                text,
            )
        )
        and len(text) < 300
    )


def _titles(plan: Plan, t: list[str], i: int, z: Zones, inline: bool) -> bool:
    text, line = t[i], plan.lines[i]
    have = len(z.title) + inline
    if text_note(text) or (marker(text[:60]) is not None and not regex.match(r"[-–]\s", text)):
        return False
    if regex.match(r"(?i)kính gửi|(?:phần|chương)\s", text):
        return False
    if len(text) > 1200:
        return False
    if not have:
        return not (_CALL.match(text) and (text.endswith((";", ":", ".")) or len(text) > 220)) or (
            len(text) <= 300 and not text.endswith((".", ";", ":"))
        )
    if text.endswith((";", ":", "./.")) or len(text) > 260:
        return False
    first = plan.lines[z.title[0] if z.title else z.doc_type]
    title_caps = caps(t[z.title[0]]) if z.title else True
    if caps(text):
        return (
            title_caps or line.bold or bool(regex.match(r"(?:NĂM|GIAI ĐOẠN|QUÝ|THÁNG|NHIỆM KỲ|HỌC KỲ|ĐỢT|LẦN)\s", text))
        )
    if title_caps and z.title and not (line.bold and first.bold):
        return False
    if text[:1].islower():
        return not text.endswith(".") or len(text) < 120
    if (line.bold and first.bold) or (line.centred and first.centred):
        return not text.endswith(".")
    if text[:1] in '“"' and not text.endswith(".") and len(text) < 160:
        return True
    return (
        regex.match(
            r"(?:Năm|Giai đoạn|Nhiệm kỳ|Hưởng ứng|Nhân dịp|Quý|Tháng|Học kỳ|Khóa|Lần thứ|Trên địa bàn|Chào mừng)\s",
            text,
        )
        is not None
        and len(text) < 140
        and not text.endswith((".", ","))
    )


# ----------------------------------------------------------------------- close


def _close(plan: Plan, t: list[str], z: Zones) -> None:
    first = next(
        (i for i in range(z.body, len(t)) if RECIPIENTS.match(t[i]) and plan.lines[i].kind == "paragraph"), None
    )
    signs = _first_signature(plan, t, z, first)
    if first is None and signs is None:
        return
    at = min(x for x in (first, signs) if x is not None)
    # signature lines that stand before "Nơi nhận", as columns or readers put them
    while at > z.body and _signs(plan, t, at - 1) and not t[at - 1].endswith("./."):
        at -= 1
    listing = False
    list_column: int | None = None
    named = False
    for i in range(at, len(t)):
        line, text = plan.lines[i], t[i]
        if not text:
            continue
        if RECIPIENTS.match(text):
            if z.recipients:
                break
            listing, list_column = True, line.column
            z.recipients.append(i)
            continue
        item = _ITEM.match(text) is not None
        if _ends_close(plan, t, i, listing, item):
            break
        sign = _signs(plan, t, i) and not item
        if (
            listing
            and not sign
            and (item or line.column == list_column or list_column is None)
            and not (_is_name(text) and z.signature and not item)
        ):
            if (
                not item
                and len(z.recipients) > 1
                and text[:1].isupper()
                and not text.endswith((";", ".", ":"))
                and len(text) > 120
            ):
                break
            z.recipients.append(i)
            continue
        if (
            sign
            or (line.column is not None and list_column is not None and line.column != list_column)
            or _is_name(text)
        ):
            z.signature.append(i)
            named = named or _is_name(text)
            if line.column is None and not item:
                listing = listing and not z.recipients[1:]
            continue
        if not listing and item and not z.recipients:
            break
        if z.recipients and named and line.page != plan.lines[z.recipients[-1]].page and (item or text[:1].islower()):
            z.recipients.append(i)  # the list goes on over the page
            continue
        if text[:1] == "(" or (len(text) < 60 and not named and z.signature):
            z.signature.append(i)
            continue
        break


def _first_signature(plan: Plan, t: list[str], z: Zones, recipients: int | None) -> int | None:
    """The first line of a signature block: a right of signing or a post in capitals with a name near below."""
    lo = max(z.body, (recipients or 0) - 12) if recipients is not None else z.body
    hi = recipients if recipients is not None else len(t)
    for i in range(lo, hi):
        line, text = plan.lines[i], t[i]
        if line.kind != "paragraph" or len(text) > 140:
            continue
        if marker(text[:40]) is not None and not (caps(text) and (POST.fullmatch(text) or CAPACITY.fullmatch(text))):
            continue
        if not (
            (CAPACITY.fullmatch(text) and caps(text[:30]))
            or (caps(text) and POST.fullmatch(text))
            or APPROVES.fullmatch(text)
        ):
            continue
        near = t[i + 1 : i + 9]
        if any(_is_name(x) or SIGNED.fullmatch(x) for x in near) or CAPACITY.fullmatch(text):
            return i
    return None


def _is_name(text: str) -> bool:
    if len(text) > 50 or any(c.isdigit() for c in text):
        return False
    m = NAME.fullmatch(text)
    return (
        m is not None
        and not POST.fullmatch(text)
        and not CAPACITY.match(text)
        and not regex.match(r"(?i)phụ lục|kế hoạch|danh sách|biểu", text)
    )


def _signs(plan: Plan, t: list[str], i: int) -> bool:
    line, text = plan.lines[i], t[i]
    if line.kind != "paragraph" or not text or len(text) > 160 or text.endswith(("./.", ";")):
        return False
    if (
        APPROVES.fullmatch(text)
        or SIGNED.fullmatch(text)
        or (CAPACITY.match(text) and caps(text[:12]))
        or (caps(text) and POST.fullmatch(text))
    ):
        return True
    if _is_name(text) and (caps(text) or len(text.split()) <= 5):
        return True
    if caps(text) and regex.match(
        r"(?:ỦY BAN|UBND|BAN |HỘI ĐỒNG|ĐẢNG|SỞ |PHÒNG |TRƯỜNG|NHÂN DÂN|DÂN$|THƯỜNG TRỰC|ĐOÀN|HỘI )", text
    ):
        return any(CAPACITY.match(x) or POST.fullmatch(x) for x in t[max(0, i - 2) : i + 3])
    return POST.fullmatch(text) is not None and len(text) < 60 and not text.endswith((".", ":"))


def _ends_close(plan: Plan, t: list[str], i: int, listing: bool, item: bool) -> bool:
    line, text = plan.lines[i], t[i]
    if line.kind == "row" or len(text) > 260:
        return True
    if _APPENDIX_NOTE.match(text):
        return True
    m = marker(text[:80])
    if m is not None and m.kind in ("appendix", "part", "chapter", "roman", "letter", "điều"):
        return not (
            m.kind in ("roman", "letter")
            and (CAPACITY.match(text) or (caps(text) and POST.fullmatch(text)) or item or (listing and not caps(text)))
        )
    if _NEW_TITLE.match(text) and caps(text):
        return True
    if _MOTTO.search(text):
        return True
    return m is not None and m.kind in ("arabic", "decimal") and not item and not listing
