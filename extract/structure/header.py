"""The head of a plan: issuer, number, place and date, type, title, secrecy, urgency (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from __future__ import annotations

import regex

from extract import record as r
from extract.state import Plan
from extract.structure.casing import Casing
from extract.structure.issuer import find_issuer
from extract.structure.zones import Zones
from extract.text.lines import caps

#: "Số: 05 /KH - UBND", "Số 12-KH/ĐU", "Số:   /KH-UBND", "S6: 12/KH-UBND", "SỐ: 12/KH"
_NUMBER = regex.compile(
    r"(?:^|\s)(?:[Ss][ốôoó6]|SỐ)\s*[:.;]?\s*(?P<no>\d[\dOol]{0,6}(?:[.]?\d+)?[a-zA-Z]?)?[\s.…_*]*(?P<sep>[/\-–]|(?=\p{Lu}{2,}\s*[-/]))\s*"
    r"(?P<symbol>(?:\d{4}\s*[/\-]\s*)?\p{Lu}[\p{L}.&]{0,14}(?:\s*[-–/]\s*[\p{Lu}][\p{L}.&\d]{0,14}){0,4})(?=[\s,;.)]|$)"
)
_DATE = regex.compile(
    r"(?i)(?<![\p{L}])ng[àa]y\s*(?P<d>[\dOol]{1,2})?[\s.…_/]*th[áa]ng\s*(?P<m>[\dOol]{1,2})?[\s.…_/]*n[ăa]m\s*(?P<y>\d{4}|\d{2}\s?\d{2}|\d{1,3}(?=[.…_]))?"
)
_SHORT_DATE = regex.compile(r"(?:ngày\s*)?(?<!\d)(?P<d>\d{1,2})\s*[/.\-]\s*(?P<m>\d{1,2})\s*[/.\-]\s*(?P<y>\d{4})\s*$")
_ZERO = regex.compile(r"[Oo]")
_WORD = regex.compile(r"[\p{L}.’'\-–]+")
_NUMBERED = regex.compile(r"\d{1,2}")
_SECRET = regex.compile(r"(?<![\p{L}])(TUYỆT MẬT|TỐI MẬT|MẬT|Tuyệt mật|Tối mật|Mật)(?![\p{L}])")
_URGENT = regex.compile(r"(?<![\p{L}])(HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN|Hỏa tốc|Thượng khẩn|Khẩn)(?![\p{L}])")
_TYPES = {"KẾ HOẠCH": "Kế hoạch", "KẾ HỌACH": "Kế hoạch"}


def read_header(plan: Plan, z: Zones) -> r.Header:
    """All fields of the header, with their places in ``plan.header_spans``. Fields that are not there stay None."""
    h = r.Header()
    lines = [(i, plan.folded[plan.lines[i].start : plan.lines[i].end]) for i in z.header]
    casing = Casing(plan.text[plan.lines[z.body].start :] if z.body < len(plan.lines) else "")
    _number(plan, h, lines)
    _place_and_date(plan, h, lines)
    if h.issued_on is None and h.place is None:  # some put place and date at the end, above the signature
        tail = [(i, plan.folded[plan.lines[i].start : plan.lines[i].end]) for i in z.signature[:3]]
        _place_and_date(plan, h, tail)
    _type_and_title(plan, h, z, casing)
    for i, text in lines:
        line = plan.lines[i]
        if len(text) < 40 and h.confidentiality is None and (m := _SECRET.fullmatch(text.strip("()[] ."))):
            h.confidentiality = _capital(m[1])
            plan.header_spans["confidentiality"] = (line.start, line.end)
        if len(text) < 40 and h.urgency is None and (m := _URGENT.fullmatch(text.strip("()[] ."))):
            h.urgency = _capital(m[1]).replace("Hoả", "Hỏa")
            plan.header_spans["urgency"] = (line.start, line.end)
    find_issuer(plan, h, z, lines, casing)
    return h


def _capital(s: str) -> str:
    return s[:1].upper() + s[1:].lower()


# ------------------------------------------------------------------ number, date


def _number(plan: Plan, h: r.Header, lines: list[tuple[int, str]]) -> None:
    for i, text in lines:
        m = _NUMBER.search(text[:400])
        if m is None:
            continue
        start = plan.lines[i].start
        no = regex.sub(r"[Oo]", "0", m["no"] or "").replace("l", "1") or None
        symbol = regex.sub(r"\s+", "", m["symbol"]).replace("–", "-")
        if m["sep"] and (year := regex.match(r"(\d{4})[/\-](.+)", symbol)):
            no, symbol = (f"{no}/{year[1]}" if no else None), year[2]
        h.number, h.symbol = no, symbol
        sep = "-" if m["sep"] in ("-", "–") else "/"
        h.code = f"{no}{sep}{symbol}" if no else None
        plan.header_spans["code"] = (start + (m.start("no") if m["no"] else m.start("symbol")), start + m.end("symbol"))
        return


def _place_and_date(plan: Plan, h: r.Header, lines: list[tuple[int, str]]) -> None:
    for i, text in lines:
        shift = plan.lines[i].start + max(0, len(text) - 200)
        tail = text[-200:]
        m = _DATE.search(tail) or _SHORT_DATE.search(tail)
        if m is None:
            continue
        said = _words_before(tail[: m.start()])
        if said is None and (m.start() > 0 or m.re is _SHORT_DATE):
            continue
        place = _tidy_place(said) if said else None
        if place:
            h.place = place
            at = plan.text.find(place, shift, shift + m.start())
            if at >= 0:
                plan.header_spans["place"] = (at, at + len(place))
        d, mo, y = (_ZERO.sub("0", m[k] or "").replace("l", "1").replace(" ", "") for k in "dmy")
        h.issued_on = _iso(y, mo, d)
        if h.issued_on:
            plan.header_spans["issued_on"] = (shift + m.start(), shift + m.end())
        return


def _words_before(text: str) -> str | None:
    """The last words of a text, at most eight and without digits but for the last: "Quận 10" before ", ngày"."""
    words = text.rstrip(" ,.").split(" ")[-8:]
    k = len(words)
    while k and (_WORD.fullmatch(words[k - 1]) or (k == len(words) and k > 1 and _NUMBERED.fullmatch(words[k - 1]))):
        k -= 1
    return " ".join(words[k:]) or None


def _tidy_place(place: str) -> str | None:
    place = place.strip(" ,.-–")
    words = place.split()
    # a header whose columns were glued: the place is what stands behind the motto or the number
    k = len(words)
    while k and (
        words[k - 1][:1].isupper()
        or (words[k - 1].isdigit() and k > 1)
        or words[k - 1].lower() in ("phố", "xã", "trấn", "khu")
    ):
        k -= 1
    if k and words[k - 1].lower() in ("thành", "thị", "đặc", "tỉnh", "huyện", "quận", "phường"):
        k -= 1
    words = words[k:]
    text = " ".join(words)
    m = regex.search(r"(?i)(?:hạnh ph[úu]c|-\s*[\p{Lu}&]{2,})\s+(.+)$", text)
    text = m[1] if m else text
    if caps(text) and len(text) > 4:
        text = " ".join(w[:1] + w[1:].lower() for w in text.split())
    return text if 1 < len(text) <= 50 else None


def _iso(y: str, m: str, d: str) -> str | None:
    if len(y) != 4 or not 1945 <= int(y) <= 2100:
        return None
    if not m or not 1 <= int(m) <= 12:
        return y
    if not d or not 1 <= int(d) <= 31:
        return f"{y}-{int(m):02}"
    return f"{y}-{int(m):02}-{int(d):02}"


# ----------------------------------------------------------------- type, title


def _type_and_title(plan: Plan, h: r.Header, z: Zones, casing: Casing) -> None:
    if z.doc_type < 0:
        return
    line = plan.lines[z.doc_type]
    text = plan.text[line.start : line.end]
    folded = plan.folded[line.start : line.end]
    m = (
        regex.match(r"(?i)(kế\s*ho[ạa]ch|kế họach|[\p{L} ]+)", folded)
        if not regex.match(r"(?i)kế\s*ho[ạa]ch|kế họach", folded)
        else regex.match(r"(?i)kế\s*ho[ạa]ch|kế họach", folded)
    )
    end = m.end() if m else len(text)
    joint = regex.match(r"(?i)\s*(?:liên tịch|liên ngành)\s*$", folded[end:])
    if joint:
        end += joint.end()
    h.doc_type = (
        _capital(text[:end].strip())
        if joint
        else "Kế hoạch"
        if regex.match(r"(?i)kế\s*ho[ạa]ch|kế họach", folded)
        else _capital(text[:end].strip())
    )
    plan.header_spans["doc_type"] = (line.start, line.start + end)
    parts = [(line.start + end, line.end)] if text[end:].strip() else []
    parts += [(plan.lines[i].start, plan.lines[i].end) for i in z.title]
    if not parts:
        return
    title = _in_sentence_case([plan.text[a:b].strip(" :–-") for a, b in parts], casing)
    title = regex.sub(r"\s+", " ", title).strip().rstrip(".;:")
    title = regex.sub(r"^(?i:v/v|về việc)\s+", "", title) if regex.match(r"(?i)v/v\s", title) else title
    h.title = (title[:1].upper() + title[1:]) or None
    a = parts[0][0]
    while a < parts[-1][1] and plan.text[a] in " :–-":
        a += 1
    plan.header_spans["title"] = (a, parts[-1][1])


_YEARS = regex.compile(r"(?:Năm|Giai đoạn|Quý|Tháng|Nhiệm kỳ|Học kỳ|Đợt|Lần) ")


def _in_sentence_case(pieces: list[str], casing: Casing) -> str:
    """The lines of a title as one; lines in capitals that follow each other are one sentence."""
    said: list[str] = []
    capital: list[str] = []
    for piece in [*pieces, ""]:
        if piece and caps(piece) and (" " in piece or len(piece) > 8 or capital):
            capital.append(piece)
            continue
        if capital:
            whole = casing.sentence(" ".join(capital))
            said.append(whole[:1].lower() + whole[1:] if said and _YEARS.match(whole) else whole)
            capital = []
        if piece:
            said.append(piece)
    return " ".join(said)
