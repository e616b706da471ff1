"""The grammar of an assignment inside one sentence: who is made responsible (roles.py has the others).

Forms (Vietnamese administrative style):

* subject + verb: "Phòng Y tế | chủ trì, phối hợp với Công an huyện, các xã | kiểm tra …"
* order + body: "Giao Sở A …", "Đề nghị Hội B …", "UBND tỉnh yêu cầu các sở …"
* opening circumstance + subject: "Căn cứ Kế hoạch này, | Trước ngày 30/6, | Định kỳ hằng tháng, | Phòng C | tổng hợp …"
* run-in heading: "Sở D: …", "Đối với các trường học: …", "Khen thưởng cấp tỉnh: Sở E trình …"
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import regex

from extract.lexicon.tables import rows
from extract.relations.actors import Actor, Actors, skip

#: "Giao", "Đề nghị", "Yêu cầu …": what follows is made responsible
_ORDER = regex.compile(
    r"(?:(?:trân\s+trọng|kính)\s+)?(?:giao(?:\s+(?:nhiệm\s+vụ|trách\s+nhiệm|việc))?|đề\s+nghị|yêu\s+cầu|phân\s+công|ủy\s+quyền|chỉ\s+định|mời|ủy\s+nhiệm|cử(?=\s+(?:đồng\s+chí|đ/c|ông|bà|thầy|cô)\s))"
    r"(?:\s+cho)?\s*:?\s+",
    regex.I,
)
#: what may stand before the body in a heading: "Trách nhiệm của Phòng Y tế", "Đối với các xã", "Về phía nhà trường"
_HEAD_PREFIX = regex.compile(
    r"(?:(?:trách\s+nhiệm|nhiệm\s+vụ(?:\s+cụ\s+thể)?|phân\s+công\s+nhiệm\s+vụ|phần\s+việc)\s+(?:của|cho|đối\s+với)\s+|trách\s+nhiệm\s+|nhiệm\s+vụ\s+|"
    r"đối\s+với\s+|về\s+phía\s+|riêng\s+(?:đối\s+với\s+)?|tại\s+|cấp\s+(?=ủy\s))",
    regex.I,
)
_BULLET = regex.compile(r"[-+*•\s]*")
#: a circumstance that may open a sentence before its subject
_CIRCUMSTANCE = regex.compile(
    r"(?:đồng\s+thời|ngoài\s+ra|bên\s+cạnh\s+đó|trong\s+đó|riêng|căn\s+cứ|trên\s+cơ\s+sở|theo|trong|trước|sau|chậm\s+nhất|đến|từ|khi|để|nhằm|đối\s+với|"
    r"tùy|trường\s+hợp|nếu|vào|tại|ngay|định\s+kỳ|hằng|hàng|thường\s+xuyên|mỗi|quý|tháng|tuần|năm|ngày|kể\s+từ|tới|thông\s+qua|qua|cuối|đầu|giữa|"
    r"kết\s+thúc|cùng\s+với|song\s+song|hết|thực\s+hiện|xuất\s+phát|với|đợt|dự\s+kiến|tiếp\s+đó|sau\s+đó|do\s+đó|vì\s+vậy|bởi\s+vậy|mặt\s+khác|cụ\s+thể|và|trên\s+đây|thời\s+hạn)\b",
    regex.I,
)
#: words that cannot open the predicate of a duty: the body before them is an attribute, not a subject
_NO_PREDICATE = regex.compile(
    r"(?:của|về|thuộc|để|với|cho|và|hoặc|đã|đang|từng|từ|đến|mà|do|bằng|như|gồm|bao\s+gồm|năm|số|ngày|tháng|nhiệm\s+kỳ|giai\s+đoạn|"
    r"là(?!\s+(?:cơ\s+quan|đơn\s+vị|đầu\s+mối|bộ\s+phận|thường\s+trực|nơi|lực\s+lượng|nòng\s+cốt))|có\s+(?:thể|quyền|được|tổng|\d)|"
    r"được(?!\s+(?:giao|phân\s+công|phép\s+giao))|không\b|bị|đạt|lần|khóa|tỉnh|huyện|xã\b|phường|thành\s+phố|nêu|này|trên(?!\s+cơ\s+sở)|xong|đó|khi\b|cũng|vẫn|chưa)\b",
    regex.I,
)
_HAS_LOWER = regex.compile(r"\s*\p{Ll}")
_DIRECTS = regex.compile(  # the post may stand between: ", Phó Chủ tịch UBND huyện trực tiếp chỉ đạo"
    r"\s*(?:\([^()]*\))?\s*(?:[,–-]\s*(?:Phó|Bí\s+thư|Chủ\s+(?:tịch|nhiệm)|Giám\s+đốc|Trưởng|Hiệu\s+trưởng|Chánh|Ủy\s+viên|Viện\s+trưởng|Cục\s+trưởng)\b[^.;:\n]{0,90}?)?[\s,]*"
    r"(?:phụ\s+trách\s+chung,?\s+)?(?:trực\s+tiếp\s+(?:chỉ\s+đạo|chỉ\s+huy|phụ\s+trách|điều\s+hành)|chịu\s+trách\s+nhiệm\s+chỉ\s+đạo|phụ\s+trách\s+(?:và\s+)?chỉ\s+đạo|chỉ\s+đạo\s+(?:chung|trực\s+tiếp|toàn\s+diện)|phụ\s+trách,?\s+(?:trực\s+tiếp\s+)?chỉ\s+đạo|phụ\s+trách\s+chung)",
    regex.I,
)
_POST = regex.compile(
    r"\s*(?:\([^()]*\))?\s*[,–-]\s*(?=(?:Phó|Bí\s+thư|Chủ\s+(?:tịch|nhiệm)|Giám\s+đốc|Trưởng|Hiệu\s+trưởng|Chánh|Ủy\s+viên|Viện\s+trưởng|Cục\s+trưởng|Tổ\s+trưởng|Chỉ\s+huy|Đội\s+trưởng|Thư\s+ký|Thành\s+viên|Chuyên\s+viên|Công\s+chức|Kế\s+toán|Điều\s+dưỡng|Đảng\s+ủy\s+viên|Trạm\s+trưởng|Đồn\s+trưởng)\b)",
    regex.I,
)
_STOP = regex.compile(r"[.;:\n()]|,\s+(?!\p{Lu})")
_GUIDES = regex.compile(r"\s*,?\s*(?:chỉ\s+đạo|phụ\s+trách\s+(?:lĩnh\s+vực|khối|công\s+tác))\b", regex.I)
_ALSO = regex.compile(
    r"(?:riêng|đồng\s+thời|ngoài\s+ra|bên\s+cạnh\s+đó|trong\s+đó|tiếp\s+đó|sau\s+đó|còn|mặt\s+khác|cụ\s+thể)\s*[,:]?\s+(?:đối\s+với\s+)?",
    regex.I,
)
_MEMBER = regex.compile(r"(?:Các\s+)?\p{Lu}?[\p{L}\s-]{2,70}(?:,|\s+và)\s+(?:các\s+)?")
_ATTRIBUTE = regex.compile(
    r"\b(?:của|cho|với|về|tại|theo|ở|thuộc|do|từ|đến|và|(?<!cuối\s)cùng|các|những|trong|trên|giao|giúp|bởi|qua)\s+(?:các\s+)?$",
    regex.I,
)
_DUTY = regex.compile(r"\s*(?:có\s+trách\s+nhiệm|chịu\s+trách\s+nhiệm|chủ\s+trì|có\s+nhiệm\s+vụ)\b", regex.I)


_BASIS = regex.compile(r"\s*,?\s*(?:trên\s+cơ\s+sở|theo|trong\s+phạm\s+vi|căn\s+cứ|ngoài)\b")
_SUBJECT_AHEAD = regex.compile(  # ", giao các | Phòng A": a subject follows the comma, with its order word or without
    r"[,;]\s*(?:(?:và|thì|do đó|các|đồng chí|đ/c|mỗi|từng|những|toàn thể)\s+)*((?:trân trọng |kính )?(?:giao|đề nghị|yêu cầu|phân công)(?: nhiệm vụ)?(?: cho)?\s+(?:các |đồng chí |những )*)?$",
    regex.I,
)
_ORDER_AHEAD = regex.compile(r"[,;]?\s(?=(?:đề\s+nghị|yêu\s+cầu|giao)\s)", regex.I)
_TOPIC = regex.compile(r"[^:.;\n]{3,90}:\s*")
_TITLE_THEN_COLON = regex.compile(r"(?:\s*\([^()\n]*\))?[^.;:\n(]{0,90}:")


@cache
def verbs() -> tuple[regex.Pattern, regex.Pattern]:
    """(strong, any): patterns of the verbs that open a duty's predicate (see lexicon/duty_verbs.tsv)."""
    by: dict[str, list[str]] = {"strong": [], "plain": []}
    for strength, words in rows("duty_verbs"):
        by[strength] += words.split("|")
    made = []
    for words_ in (by["strong"], by["strong"] + by["plain"]):
        alternatives = "|".join(w.replace(" ", r"\s+") for w in sorted(words_, key=len, reverse=True))
        made.append(
            regex.compile(
                rf"\s*,?\s*(?:(?:cùng|cũng|đều|phải|sẽ|cần|tự|thường\s+xuyên|chủ\s+động|tiếp\s+tục|tích\s+cực)\s+)*(?:{alternatives})\b",
                regex.I,
            )
        )
    return made[0], made[1]


def orders(t: str, start: int) -> bool:
    """Whether an order word stands at `start`: "Giao", "Đề nghị", "Yêu cầu"."""
    m = _BULLET.match(t, start)
    return bool(_ORDER.match(t, m.end() if m else start))


def opens_duty(t: str, start: int, end: int) -> bool:
    """Whether a line begins with the verb of a duty, or with a circumstance and such a verb: "Định kỳ hằng quý, tổng hợp …"."""
    m = _BULLET.match(t, start, end)
    at = m.end() if m else start
    if verbs()[1].match(t, at, end) or _ORDER.match(t, at, end):
        return True
    comma = t.find(",", at, min(end, at + 160))
    return comma > 0 and bool(_CIRCUMSTANCE.match(t, at, end)) and bool(verbs()[1].match(t, comma, end))


@dataclass(slots=True)
class Clause:
    """One assignment. `start` is where its words begin (the order word or subject), `predicate` where the duty begins.

    `subject` is empty where an order goes to somebody who was not found.
    """

    start: int
    predicate: int
    subject: list[Actor] = field(default_factory=list)
    order: bool = False
    strong: bool = False
    heading: bool = False
    directs: bool = False


def subject_at(actors: Actors, at: int, end: int, strict: bool, issuer: frozenset[str] = frozenset()) -> Clause | None:
    """The clause whose subject or order word stands at `at`, or None. `strict` asks for a verb known to open a duty."""
    t = actors.text
    m = _ORDER.match(t, at, end)
    order = bool(m)
    p = m.end() if m else at
    found, q = actors.list_at(p, end)
    if not found:
        return None
    if not order and all(a.id in issuer for a in found):
        m = _ORDER.match(t, skip(t, q, end), end)
        if m:  # "UBND huyện giao Phòng A …"
            other, stop_at = actors.list_at(m.end(), end)
            if not other:
                return Clause(at, m.end(), [], True, True)  # an order to somebody whom no list knows
            found, q, order = other, stop_at, True
    clause = Clause(at, q, found, order)
    if found[-1].official and (m := _POST.match(t, q, end)):
        near = min(end, m.end() + 160)
        # a verb in capitals is part of a name: "Trưởng ban Ban Chỉ đạo"
        verb = next((v for v in verbs()[1].finditer(t, m.end(), near) if v.group().lstrip(" ,")[:1].islower()), None)
        stop = _STOP.search(t, m.end(), near)
        if verb and (not stop or verb.start() < stop.start()):
            q = verb.start()  # "đồng chí X, Phó Chủ tịch UBND huyện | chỉ đạo …"
            clause.predicate = q
    rest = t[q : min(end, q + 400)]
    if not rest.strip(" .;:"):
        return None  # a list of bodies and nothing else says nothing
    colon = _colon_after(t, q, end)
    if colon >= 0 and (order or not verbs()[0].match(t, q, end)):
        clause.predicate, clause.strong, clause.heading = colon + 1, True, True
        clause.directs = all(a.official for a in found) and bool(_DIRECTS.match(t, colon + 1, end))
        return clause
    strong, plain = verbs()
    clause.directs = bool(_DIRECTS.match(t, q, end)) or (all(a.named for a in found) and bool(_GUIDES.match(t, q, end)))
    clause.strong = order or clause.directs or bool(strong.match(t, q, end))
    if clause.strong:
        return clause
    if plain.match(t, q, end):
        return clause
    if strict or not _HAS_LOWER.match(t, q, end) or _NO_PREDICATE.match(t, skip(t, q, end), end):
        after = _BASIS.match(t, q, end)
        return clause if after and not strict else None
    return clause


def _colon_after(t: str, at: int, end: int) -> int:
    """Where the colon of a run-in heading stands, -1 where there is none near: "Sở A (cơ quan thường trực):"."""
    m = _TITLE_THEN_COLON.match(t, at, end)
    if not m:
        return -1
    between = t[at : m.end() - 1]
    if verbs()[1].match(between) and len(between) > 45:
        return -1
    return m.end() - 1


def clause_of(
    actors: Actors, start: int, end: int, strict: bool, issuer: frozenset[str] = frozenset()
) -> Clause | None:
    """The assignment of a sentence: at its start, after an opening circumstance, or after a topic and a colon."""
    t = actors.text
    m = _BULLET.match(t, start, end)
    at = m.end() if m else start
    hit = subject_at(actors, at, end, strict, issuer)
    if hit:
        return hit
    m = _ALSO.match(t, at, end)
    if m:  # "Riêng Phòng A …", "Đồng thời, Phòng A …"
        hit = subject_at(actors, m.end(), end, strict, issuer)
        if hit:
            hit.start = at
            return hit
    m = _HEAD_PREFIX.match(t, at, end)
    if m:  # "Đối với Phòng A: căn cứ …", "Trách nhiệm của Phòng A: …"
        hit = subject_at(actors, m.end(), end, strict, issuer)
        if hit and hit.heading and opens_duty(t, hit.predicate, end):
            hit.start = at
            return hit
    limit = min(end, at + 420)
    colon = t.find(":", at, limit)
    if _CIRCUMSTANCE.match(t, at, end):
        for a in actors.between(at, limit):
            if 0 <= colon < a.start:
                break  # "Tháng 3: phát động, các công đoàn …" is a date's line, not a circumstance
            if m := _SUBJECT_AHEAD.search(t, max(at, a.start - 40), a.start):
                begin = a.start - (len(m[1]) if m[1] else 0)
                hit = subject_at(actors, begin, end, strict, issuer)
                if hit:
                    hit.start = at
                    return hit
        order = _ORDER_AHEAD.search(t, at, limit)
        if order:
            hit = subject_at(actors, order.end(), end, strict, issuer)
            if hit:
                hit.start = at
                return hit
        # no comma before the subject: "Thời hạn cuối cùng Ban Tổ chức có trách nhiệm …"
        first = actors.first(at, limit)
        if first and not _ATTRIBUTE.search(t, max(at, first.start - 20), first.start):
            hit = subject_at(actors, first.start, end, True, issuer)
            if hit and (not strict or (hit.strong and _DUTY.match(t, hit.predicate, end))):
                hit.start = at
                return hit
    # a member of the list that is no known body: "Báo Đời sống, Đài Truyền thanh huyện mở chuyên mục …"
    first = actors.first(at, min(end, at + 90))
    if first and first.start > at and _MEMBER.fullmatch(t, at, first.start) and not verbs()[1].match(t, at, end):
        hit = subject_at(actors, first.start, end, True, issuer)
        if hit and not hit.heading:
            hit.start = at
            return hit
    topic = _TOPIC.match(t, at, end)
    if topic and not actors.between(at, topic.end()):
        hit = subject_at(actors, topic.end(), end, True, issuer)
        if not hit and _CIRCUMSTANCE.match(t, topic.end(), end):
            # "Tiêm phòng đợt 1: từ ngày 01/3 đến ngày 30/4, Trạm Thú y huyện chủ trì …"
            hit = clause_of(actors, topic.end(), end, True, issuer)
            hit = hit if hit and hit.strong else None
        if hit and not hit.heading:
            hit.start = at
            return hit
    return None


def heading_of(actors: Actors, start: int, end: int) -> tuple[list[Actor], int] | None:
    """The bodies that a heading names as responsible and where their list ends, or None: "1. Sở A", "Trách nhiệm của B", "Đề nghị C"."""
    t = actors.text
    at = start
    for _ in range(2):
        for pattern in (_BULLET, _HEAD_PREFIX, _ORDER):
            m = pattern.match(t, at, end)
            if m:
                at = m.end()
    found, q = actors.list_at(at, end)
    return (found, q) if found else None
