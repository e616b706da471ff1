"""The other roles of an assignment: who supports, who directs, who is reported to, and leads that stand inside or behind a duty."""

from __future__ import annotations

import regex

from extract.relations.actors import Actor, Actors, skip
from extract.relations.clauses import verbs

_COORDINATE = regex.compile(  # "phối hợp (chặt chẽ) (với)": the list that follows supports
    r"(?<!(?:cơ\s+chế|quy\s+chế|công\s+tác|sự|việc|kế\s+hoạch|cơ\s+quan|đơn\s+vị|quan\s+hệ)\s{1,3})\bph?hối\s+hợp(?P<adv>\s+(?:chặt\s+chẽ|thường\s+xuyên|tốt|có\s+hiệu\s+quả|hiệu\s+quả|kịp\s+thời|đồng\s+bộ|tích\s+cực|trực\s+tiếp|liên\s+ngành|nhịp\s+nhàng)){0,2}"
    r"(?:[,\s]+(?:và\s+)?(?:thống\s+nhất|trao\s+đổi|hiệp\s+đồng|hướng\s+dẫn|chỉ\s+đạo))?(?P<with>\s*,?\s*(?:cùng\s+với|với|cùng))?\s*:?\s*"
    r"|\b(?:cùng\s+với|cùng|với\s+sự\s+(?:phối\s+hợp|tham\s+gia|hỗ\s+trợ)\s+của)\s+(?=\p{L})",
    regex.I,
)
_REPORT = regex.compile(  # "báo cáo (kết quả …) về Phòng Nội vụ", "gửi về Sở A", "(qua Văn phòng)"
    r"(?:\bbáo\s+cáo(?:[^.;:\n()]{0,120}?\s(?:về|cho|gửi(?:\s+(?:về|đến|cho|tới))?|tới|lên|với|qua|thông\s+qua))?|\bgửi(?:\s+(?:về|đến|cho|tới|lên))?|\bphản\s+ánh(?:[^.;:\n()]{0,60}?\s(?:về|đến|tới|với|qua))|\(\s*(?:thông\s+qua|qua)|\bthông\s+qua)\s+(?=\p{L})",
    regex.I,
)
_UNDER = regex.compile(
    r"\b(?:dưới\s+sự\s+(?:lãnh\s+đạo,?\s+)?(?:chỉ\s+đạo|điều\s+hành)(?:\s+trực\s+tiếp)?\s+của)\s+", regex.I
)
_PASSIVE = regex.compile(  # "…, giao Sở A chủ trì"; "… do Phòng B chủ trì, hoàn thành …"; "(Sở C chủ trì"
    r"(?:[,;.(]\s*(?:và\s+)?(?:giao(?:\s+cho)?|phân\s+công|do)\s+|\(\s*)(?=\p{L})", regex.I
)
_LEADS_AFTER = regex.compile(
    r"\s*,?\s*(?:làm\s+)?(?:chủ\s+trì|chịu\s+trách\s+nhiệm|phụ\s+trách|đảm\s+nhiệm|thực\s+hiện|làm\s+đầu\s+mối|tham\s+mưu|đầu\s+mối|tổ\s+chức)",
    regex.I,
)
_SUPPORTS_AFTER = regex.compile(r"\s*,?\s*(?:cùng\s+)?(?:phối\s+hợp|hỗ\s+trợ|tham\s+gia)(?!\s+(?:với|cùng))", regex.I)
_MARKED = regex.compile(
    r"\s*\(\s*(?:(?P<lead>(?:cơ\s+quan\s+|đơn\s+vị\s+)?(?:chủ\s+trì|đầu\s+mối|thường\s+trực))|(?P<support>(?:cơ\s+quan\s+|đơn\s+vị\s+)?phối\s+hợp))\s*\)",
    regex.I,
)
_HEADED_BY = regex.compile(r"\bdo\s+(?=(?:đồng\s+chí|đ/c|ông|bà|thầy|cô|\p{Lu}))", regex.I)
_AS_HEAD = regex.compile(  # "do đồng chí X, Phó Bí thư Huyện ủy | làm Trưởng đoàn"
    r"[^.;:\n]{0,120}?\blàm\s+(?:Trưởng|Tổ\s+trưởng|Đội\s+trưởng|Nhóm\s+trưởng|Chủ\s+(?:tịch|nhiệm)|Chỉ\s+huy)\b",
    regex.I,
)
_HELPS_AFTER = regex.compile(r"\s*(?:cùng\s+)?(?:phối\s+hợp|hỗ\s+trợ)(?!\s*(?:với|cùng|:))", regex.I)
_VIA = regex.compile(r"\(\s*(?:thông\s+)?qua\s[^()\n]*\)$", regex.I)
_OFTEN = regex.compile(r"\s*,?\s*(?:hằng|hàng|định\s+kỳ)\s", regex.I)
_AND = regex.compile(r"\s*(?:[,;]|và)\s*")
_LEADS_BEFORE = regex.compile(r"chủ\s+trì,?\s*$", regex.I)
_NEXT = regex.compile(r"[,;]\s*(?:và\s+)?(?=\p{L})")
_TAIL = regex.compile(
    r"[,;.]\s*(?:xong|hoàn\s+thành|trước|trong|chậm|từ|thời\s+gian|phối\s+hợp)|\)|,?\s*phối\s+hợp", regex.I
)
_LEADING = regex.compile(r"chỉ\s+đạo|điều\s+hành", regex.I)
_HELP_WORD = regex.compile(r"phối\s+hợp|hỗ\s+trợ|tham\s+gia")
_LEAD_LABEL = regex.compile(r"(?:chủ\s+trì|đầu\s+mối|thực\s+hiện)\s*:")
_THEN_LEADS = regex.compile(r"[^.;\n]{0,12}(?:làm\s+|là\s+)?chủ\s+trì\b(?!\s*:)", regex.I)


def supports(actors: Actors, start: int, end: int) -> list[tuple[int, list[Actor]]]:
    """(offset, list) for each "phối hợp với …" in start..end; the list may be empty where no body is named."""
    out = []
    for m in _COORDINATE.finditer(actors.text, start, end):
        opens = m.start() <= start + 2  # "- Cùng Văn phòng Sở lập dự toán"
        if (
            m.group().lower().startswith("cùng")
            and not opens
            and not _LEADS_BEFORE.search(actors.text, max(start, m.start() - 12), m.start())
        ):
            continue
        found, _ = actors.list_at(m.end(), end)
        if found:
            out.append((m.start(), found))
    return out


def inner_roles(actors: Actors, start: int, end: int, led: bool = False) -> tuple[list[Actor], list[Actor]]:
    """(leads, supports) that stand inside or behind a duty: "…, giao Sở A chủ trì", "(Phòng B chủ trì, Phòng C phối hợp)".

    `led` says that the duty has its lead: then a body behind a comma that "phối hợp" supports.
    """
    t = actors.text
    leads: list[Actor] = []
    helps: list[Actor] = []
    for m in _PASSIVE.finditer(t, start, end):
        found, q = actors.list_at(m.end(), end)
        if not found:
            continue
        relative = m.group().strip(" ,;(").lower() == "do" and not _tail_is_time(t, q, end)
        if _LEADS_AFTER.match(t, q, end) and not relative:
            leads += found
        elif _SUPPORTS_AFTER.match(t, q, end):
            helps += found
        elif (
            m.group().startswith("(")
            and t[skip(t, q, end) : skip(t, q, end) + 1] == ")"
            and not t[skip(t, q, end) + 1 : end].strip(" .;")
        ):
            leads += found  # "- Tổ chức hội thi cấp xã (Hội Phụ nữ)."
    if not leads:
        for m in _HEADED_BY.finditer(t, start, end):
            found, q = actors.list_at(m.end(), end)
            if found and found[0].official and _AS_HEAD.match(t, q, end):
                leads.append(found[0])
    done = start
    for m in _NEXT.finditer(t, start, end):
        if m.end() < done:
            continue  # inside a list that was read already
        found, q = actors.list_at(m.end(), end)
        done = q
        if found and _SUPPORTS_AFTER.match(t, q, end) and (leads or led):
            helps += found
    return leads, helps


def _tail_is_time(t: str, at: int, end: int) -> bool:
    # "…, do Phòng A chủ trì, hoàn thành trước 30/6." ends the sentence soon; "các dự án do Sở B chủ trì, quản lý, …" runs on
    m = _LEADS_AFTER.match(t, at, end)
    if not m:
        return False
    rest = t[m.end() : end].strip()
    return not rest.strip(" .;)/") or bool(_TAIL.match(rest))


def directors(actors: Actors, start: int, end: int) -> list[Actor]:
    """Officials under whom the work is done: "dưới sự chỉ đạo của đồng chí Y"."""
    t = actors.text
    if not _LEADING.search(t, start, end):
        return []
    out: list[Actor] = []
    for m in _UNDER.finditer(t, start, end):
        found, _ = actors.list_at(m.end(), end)
        out += [a for a in found if a.official]
    return out


def reported_to(actors: Actors, start: int, end: int) -> list[Actor]:
    """Those who get the report: "báo cáo kết quả về Phòng A", "gửi về Sở B", "(qua Văn phòng)"."""
    out: list[Actor] = []
    t = actors.text
    for m in _REPORT.finditer(t, start, end):
        found, q = actors.list_at(m.end(), end)
        out += found
        if found and _VIA.search(t, found[-1].end, q) and (more := _AND.match(t, q, end)):
            others, q = actors.list_at(more.end(), end)  # "về Sở A (qua Phòng B), Sở C"
            if others and (_OFTEN.match(t, q, end) or not verbs()[1].match(t, q, end)):
                out += others
    return out


def marked_roles(actors: Actors, start: int, end: int) -> tuple[list[Actor], list[Actor], list[Actor]]:
    """(leads, supports, others) of a cell or a label's value: "Sở A (chủ trì), Sở B", "Chủ trì: A; phối hợp: B", "A chủ trì, phối hợp với B"."""
    t = actors.text
    leads: list[Actor] = []
    helps: list[Actor] = []
    rest: list[Actor] = []
    mode: str | None = None
    at = start
    for a in actors.between(start, end):
        gap = t[at : a.start].lower()
        if _HELP_WORD.search(gap):
            mode = "support"
        elif _LEAD_LABEL.search(gap):
            mode = "lead"
        m = _MARKED.match(t, a.end, end)
        if m:
            (leads if m["lead"] else helps).append(a)
        elif mode == "support":
            helps.append(a)
        elif mode == "lead":
            leads.append(a)
        elif leads and _HELPS_AFTER.match(t, a.end, end):  # "A chủ trì, B, C phối hợp"
            helps += [*rest, a]
            rest = []
        else:
            rest.append(a)
        at = a.end
        if mode is None and _THEN_LEADS.match(t, at, min(end, at + 40)):
            leads += rest
            rest = []
    return leads, helps, rest
