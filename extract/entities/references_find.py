"""Finds every citation of a document in a text, one by one, before they are brought together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import regex

from extract.entities import references_patterns as p
from extract.entities.once import once


@dataclass(slots=True)
class Citation:
    """One place where a document is cited. `start..end` runs from its type to its date or number; offsets into the text."""

    start: int
    end: int
    rule: str
    doc_type: str | None = None
    number: str | None = None
    symbol: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    tail: int = 0
    """End of what belongs to the citation behind its span: date, issuer."""
    title_end: int = 0
    head_start: int | None = None
    bare: bool = False
    """The number stands without a symbol: it may be a short form of an earlier citation."""
    shared_date: bool = field(default=False)
    same_day: bool = False
    """ "cùng ngày …" stands behind it: the date is that of the citations before it too."""


def find_citations(folded: str) -> list[Citation]:
    """All citations of `folded` in document order, none overlapping another."""
    bare = p.plain(folded)
    found: list[Citation] = []
    for m in _codes(folded):
        _add_code(found, m, folded, bare)
    taken = _Taken(found)
    for more in (_bare_numbers, _dated, _amending_laws, _named_laws, _other_titles):
        for c in more(folded, bare, taken):
            if taken.add(c):
                found.append(c)
    found.sort(key=lambda c: c.start)
    for i, c in enumerate(found):
        limit = found[i + 1].start if i + 1 < len(found) else len(folded)
        _read_behind(c, folded, limit)
    _share_dates(found, folded)
    for c in found:
        _read_before(c, folded)
    return found


# ── codes ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _codes(folded: str) -> Iterator[regex.Match[str]]:
    both = list(p.CODE.finditer(folded))
    both += [m for lead in p.LETTER_CODE_LEAD.finditer(folded) if (m := p.LETTER_CODE.match(folded, lead.end()))]
    both.sort(key=lambda m: m.start())
    end = 0
    for m in both:
        if m.start() >= end:
            yield m
            end = m.end()


def _add_code(found: list[Citation], m: regex.Match[str], folded: str, bare: str) -> None:
    groups = m.groupdict()
    number, symbol = groups["number"], groups.get("symbol")
    start, doc_type, rule = m.start(), None, "code"
    window = max(0, start - 60)
    head = p.head_before().match(bare, window, start)
    spaced = once(r"\s[/-]\s").search(folded[m.start() : m.end()]) is not None
    prev = found[-1] if found else None
    so = p.SO_BEFORE.search(bare, window, start)
    if head:
        start, doc_type, rule = head.start(), p.doc_types()[_key(head["head"])][0], "head_code"
    elif short := p.SHORT_BEFORE.search(folded, max(0, start - 14), start):
        start, doc_type, rule = short.start(), p.type_of_symbol()[short["head"]], "head_code"
    elif listed := p.list_before().search(bare, max(0, start - 140), start):
        doc_type = p.doc_types()[_key(listed["head"])][0]
        _add_listed(found, listed, doc_type, symbol, number)
        rule, start = "shared_head", (so.start() if so else start)
    elif (
        prev and prev.doc_type and start - prev.tail < 14 and p.LIST_GAP.fullmatch(folded, _behind(prev, folded), start)
    ):
        own = p.type_of_symbol().get(_first(symbol))
        doc_type = own if own and prev.symbol and own != p.type_of_symbol().get(_first(prev.symbol)) else prev.doc_type
        rule, start = "shared_head", (so.start() if so else start)
    elif so:
        law = p.LAW_BEFORE.search(bare, max(0, start - 130), start)
        if law and symbol and once(r"(?:QH|L|PL|UBTVQH)").match(symbol):
            start, doc_type, rule = law.start(), p.doc_types()[_key(law["head"])][0], "law_code"
        else:
            start, rule = so.start(), "so_code"
    elif symbol is None or spaced or not p.SAFE_SYMBOL.match(symbol):
        return
    title = None
    if doc_type in ("Luật", "Bộ luật", "Pháp lệnh") and rule in ("head_code", "law_code"):
        # "Luật Đấu thầu số 22/…", "Luật Đầu tư công (Luật số 58/…)": the name belongs to it
        law = p.LAW_BEFORE.search(bare, max(0, m.start() - 130), m.start())
        if law:
            start = law.start()
            title = _clean(folded[law.start() : law.end("name")])
    symbol = _symbol(symbol)
    doc_type = doc_type or p.type_of_symbol().get(_first(symbol))
    if symbol and symbol.startswith("QH") and doc_type not in ("Luật", "Bộ luật", "Nghị quyết"):
        doc_type = doc_type or "Luật"
    if doc_type is None and symbol and once(r"\p{Lu}\p{L}{1,9}-\p{Lu}\p{L}*$").match(symbol):
        doc_type = (
            "Công văn"  # Nghị định 30/2020, Phụ lục III: a letter's symbol is its body and the office that drafted it
        )
    if doc_type is None and rule != "head_code":
        if not so:
            return
        doc_type = "Văn bản"
    if found and start < found[-1].end:
        start = m.start()
    found.append(
        Citation(
            start,
            m.end(),
            rule,
            doc_type,
            _number(number),
            symbol,
            tail=m.end(),
            title=title,
            head_start=head.start() if head else None,
        )
    )


def _add_listed(found: list[Citation], listed: regex.Match[str], doc_type: str, symbol: str | None, last: str) -> None:
    # "Chỉ thị số 01, 02, 03/CT-TTg": the numbers without letters have those of the last one
    first = True
    base = listed.start("numbers")
    for n in once(r"\d{1,5}(?:/(?:19|20)\d\d)?").finditer(listed["numbers"]):
        begin = listed.start() if first else base + n.start()
        if not found or begin >= found[-1].end:
            found.append(
                Citation(begin, base + n.end(), "shared_symbol", doc_type, n[0], _symbol(symbol), tail=base + n.end())
            )
        first = False


def _behind(c: Citation, folded: str) -> int:
    """Where the date and issuer behind a code end, so that a list can go on after them."""
    at = c.end
    if m := p.DATE_BEHIND.match(folded, at):
        at = m.end()
    if m := p.ISSUER_BEHIND.match(folded, at):
        at = m.end()
    return at


# ── no code ──────────────────────────────────────────────────────────────────────────────────────────────────────────


class _Taken:
    """Ranges already read, to keep later rules off them."""

    def __init__(self, found: list[Citation]) -> None:
        self.marks = bytearray()
        for c in found:
            self.add(c)

    def add(self, c: Citation) -> bool:
        if self.free(c.start, c.end):
            if len(self.marks) < c.end:
                self.marks.extend(bytes(c.end - len(self.marks)))
            self.marks[c.start : c.end] = b"\1" * (c.end - c.start)
            return True
        return False

    def free(self, start: int, end: int) -> bool:
        return not any(self.marks[start:end])


def _bare_numbers(folded: str, bare: str, taken: _Taken) -> Iterator[Citation]:
    for number in p.BARE_NUMBER.finditer(bare):
        m = p.bare_number().match(bare, max(0, number.start() - 60), number.start())
        if m is None:
            continue
        name, strength = p.doc_types()[_key(m["head"])]
        short = "number" in strength and folded[m.start()].isupper() and not p.QUANTITY_BEHIND.match(bare, number.end())
        if not m["so"] and not short:
            continue
        yield Citation(m.start(), number.end(), "bare_number", name, number["number"], tail=number.end(), bare=True)


def _dated(folded: str, bare: str, taken: _Taken) -> Iterator[Citation]:
    heads = p.dated_only()
    for tail in p.DATED_TAIL.finditer(bare):
        m = heads.match(bare, max(0, tail.start() - 60), tail.start())
        if m is None or not folded[m.start()].isupper():
            continue
        name = p.doc_types()[_key(m["head"])][0]
        day = p.DATE_BEHIND.match(folded, tail.start())
        issuer = None
        if day is None:
            body = p.ISSUER_BEHIND.match(folded, tail.start())
            day = p.DATE_BEHIND.match(folded, body.end()) if body else None
            if body is None or day is None:
                continue
            issuer = body["issuer"]
        elif name == "Báo cáo" and not once(r"\s+của\s").match(folded[day.end() : day.end() + 6]):
            continue  # "gửi Báo cáo ngày 15/6" is a day to report on
        end = day.end() + (1 if folded[day.end() : day.end() + 1] == ")" else 0)
        yield Citation(m.start(), end, "head_date", name, date=_date(day), issuer=issuer, tail=end)


def _amending_laws(folded: str, bare: str, taken: _Taken) -> Iterator[Citation]:
    for m in p.LAW_AMENDING.finditer(folded):
        named = p.laws().match(bare, m.end()) or p.LAW_UNKNOWN.match(folded, m.end())
        end = named.end() if named else m.end()
        if named:
            yield Citation(m.start(), end, "law_amending", m["head"], title=_clean(folded[m.start() : end]), tail=end)


def _named_laws(folded: str, bare: str, taken: _Taken) -> Iterator[Citation]:
    for pattern, text in ((p.laws(), bare), (p.LAW_UNKNOWN, folded)):
        for m in pattern.finditer(text):
            if not folded[m.start()].isupper() or not taken.free(m.start(), m.end()):
                continue
            title = _clean(folded[m.start() : m.end()])
            if not _capital_name(title):
                continue  # "Luật gia" is no "Luật Giá"
            kind = (
                "Bộ luật"
                if title.lower().startswith("bộ")
                else "Pháp lệnh"
                if title.lower().startswith("pháp")
                else "Luật"
            )
            end, when = m.end(), None
            if day := p.DATE_BEHIND.match(folded, end):
                when, end = _date(day), day.end()
            elif year := p.LAW_YEAR.match(folded, end):
                when, end = year["y"], year.end()
            yield Citation(m.start(), end, "law_name", kind, date=when, title=title, tail=end)


def _capital_name(title: str) -> bool:
    name = once(r"(?i)^(?:Bộ luật|Luật|Pháp lệnh)\s+").sub("", title)
    return name[:1].isupper()


def _other_titles(folded: str, bare: str, taken: _Taken) -> Iterator[Citation]:
    for m in p.CONSTITUTION.finditer(folded):
        yield Citation(m.start(), m.end(), "law_name", "Hiến pháp", date=m["y"], title=_clean(m[0]), tail=m.end())
    for m in p.CONGRESS.finditer(folded):
        yield Citation(
            m.start(), m.end(), "congress", "Nghị quyết", issuer=m["issuer"], title=_clean(m[0]), tail=m.end()
        )


# ── what stands around it ────────────────────────────────────────────────────────────────────────────────────────────


def _read_behind(c: Citation, folded: str, limit: int) -> None:
    """Date, issuer and title behind a citation; none of them reaches the next one but a title, which may hold it."""
    at = c.end
    if c.date is None and c.rule != "head_date" and (m := p.DATE_BEHIND.match(folded, at, limit)):
        c.date, at = _date(m), m.end()
        c.end = at
        c.same_day = m["same"] is not None
    if c.issuer is None and (m := p.PLENUM.match(folded, at, limit)):
        c.issuer, at = "Ban Chấp hành Trung ương", m.end()
    if c.issuer is None and (m := p.ISSUER_BEHIND.match(folded, at)):
        c.issuer, at = m["issuer"], m.end()
        if c.date is None and (d := p.DATE_BEHIND.match(folded, at, limit)):
            c.date, at = _date(d), d.end()
            c.end = at
    c.tail = at
    c.title_end = at
    if c.title is None and (m := p.TITLE_BEHIND.match(folded, at)) and m.end() != limit:
        opening = folded[at : m.end()].strip(" ,:\n")[:1]
        close = {"“": "”", '"': '"', "(": ")"}.get(opening)
        stop = folded.find(close, m.end(), m.end() + 400) if close else -1
        if stop < 0:
            e = p.TITLE_END.search(folded, m.end(), min(len(folded), m.end() + 400))
            stop = e.start() if e else min(len(folded), m.end() + 400)
        c.title = _clean(folded[m.end() : stop]) or None
        c.title_end = stop


def _share_dates(found: list[Citation], folded: str) -> None:
    # "các Nghị quyết số 01/NQ-CP, 02/NQ-CP ngày …": one date behind a list is the date of all, unless the code tells another year
    for i in range(len(found) - 1, 0, -1):
        c, prev = found[i], found[i - 1]
        if not c.same_day and c.rule not in ("shared_head", "shared_symbol") and prev.rule != "shared_symbol":
            continue
        if not p.LIST_GAP.fullmatch(folded, prev.tail, c.start):
            continue
        year = once(r"(?:19|20)\d\d$").search(prev.number or "")
        if prev.date is None and c.date and not (year and year[0] != c.date[:4]):
            prev.date, prev.shared_date, prev.same_day = c.date, True, c.same_day
        if prev.issuer is None:
            prev.issuer = c.issuer


#: "Công ty … tại Văn bản số 12/CV-LH": who wrote it stands before it
_ISSUER_BEFORE = regex.compile(
    r"(?P<issuer>\p{Lu}[^;:.()\n]{2,120}?)\s+(?:tại|theo|bằng)\s+(?:[Vv]ăn bản|[Cc]ông văn|[Tt]ờ trình|[Bb]áo cáo|[Kk]ế hoạch)?$"
)
#: what opens the name of a body behind "của" or at a clause's start
_BODY = regex.compile(r"(?:[Cc]ủa\s+|gồm:\s+|[Đđ]ề nghị của\s+)?(?P<body>(?:\p{Lu}\p{L}*)\b.*)$")


def _read_before(c: Citation, folded: str) -> None:
    if (
        c.issuer
        or c.doc_type not in ("Văn bản", "Công văn", "Tờ trình", "Báo cáo")
        or c.rule not in ("head_code", "bare_number", "so_code")
    ):
        return
    begin = max(0, c.start - 150)
    cut = max(folded.rfind(x, begin, c.start) for x in (";", "\n", ":", ". "))
    if m := once(r"(?P<body>[^\n]{3,150}?)\s+tại$").search(folded[max(begin, cut + 1) : c.start].strip()):
        body = m["body"]
        if (of := body.rfind(" của ")) >= 0:
            body = body[of + 5 :]
        if body[:1].isupper() and not once(r"\b(?:được|phải|thực hiện|theo|quy định)\b").search(body):
            c.issuer = body


# ── normal forms ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _key(head: str) -> str:
    return once(r"\s+").sub(" ", head).lower()


def _first(symbol: str | None) -> str:
    return once(r"[/-]").split(symbol)[0].strip() if symbol else ""


def _number(raw: str) -> str:
    text = once(r"(?<=^\d{1,2})\.(?=\d{3}$)").sub("", once(r"\s+").sub("", raw))
    return once(r"-(?=(?:19|20)\d\d$)").sub("/", text)


def _symbol(raw: str | None) -> str | None:
    if not raw:
        return None
    text = once(r"\s+").sub("", raw)
    return once(r"^QD(?=[/-])").sub("QĐ", once(r"^ND(?=-CP)").sub("NĐ", text))


def _clean(text: str) -> str:
    return once(r"\s+").sub(" ", text).strip(' ,.:;“”"')


def _date(m: regex.Match[str]) -> str | None:
    g = m.groupdict()
    if g.get("d"):
        year, month = (g["y"], g["m"]) if g["y"] else (g["y2"], g["m2"])
        try:
            return date(int(year), int(month), int(g["d"])).isoformat()
        except ValueError:
            return None
    if g.get("y3"):
        return f"{g['y3']}-{int(g['m3']):02d}" if 1 <= int(g["m3"]) <= 12 else g["y3"]
    return None
