"""The documents that a plan cites, each once, with all the places where it is cited."""

from __future__ import annotations

from bisect import bisect_left
from typing import Literal

import regex
from spacy.language import Language
from spacy.tokens import Doc

from extract import record as r
from extract.entities.once import once
from extract.entities.references_find import Citation, find_citations
from extract.entities.references_issuer import full_issuer, issuer_of_symbol, places_of
from extract.entities.references_patterns import plain
from extract.lexicon.confidence import confidence
from extract.state import Plan, add_spans, plan_of

Role = Literal["basis", "implements", "mention"]


@Language.factory("plan_references")
def make_references(nlp: Language, name: str) -> PlanReferences:
    return PlanReferences()


class PlanReferences:
    """Adds `plan.references` and `plan.implements`, and the span group "references"."""

    def __call__(self, doc: Doc) -> Doc:
        plan = plan_of(doc)
        kept = [c for c in find_citations(plan.folded) if not _own(plan, c)]
        preamble = _preamble(plan)
        groups = _resolve(kept)
        places = places_of(plan)
        spans = []
        for n, group in enumerate(groups, 1):
            ref = _reference(f"r{n}", group, plan, places, preamble, kept)
            plan.references.append(ref)
            if ref.role == "implements" or any(_implements_in_title(plan, c) for c in group):
                plan.implements.append(ref.id)
            spans += [(m.start, m.end, "REFERENCE", ref.id) for m in ref.mentions]
        add_spans(doc, "references", spans)
        return doc


# ── the plan's own number ────────────────────────────────────────────────────────────────────────────────────────────

#: the caption of an appendix names the plan it belongs to
_CAPTION = regex.compile(r"\s*[(*]{0,3}\s*(?:Ban hành\s+)?(?:[Kk]èm|[Đđ]ính kèm)\s+theo\s+$", regex.I)
_OWN_LINE = regex.compile(r"\s*S[ốoOỐ]\s{0,2}[:.]?\s{0,2}$")


def _own(plan: Plan, c: Citation) -> bool:
    """The number in the plan's header, or "(Kèm theo Kế hoạch số …)" over its own appendix."""
    own = plan.header_spans.get("code")
    if own and c.start < own[1] and own[0] < c.end:
        return True
    header = plan.header
    if (
        header.number
        and c.number
        and _squash(c.number) == _squash(header.number)
        and _squash(c.symbol) == _squash(header.symbol)
    ):
        return True
    line = plan.line_at(c.start)
    if c.doc_type == (header.doc_type or "Kế hoạch") and line and _CAPTION.match(plan.folded[line.start : c.start]):
        return True
    if c.rule in ("so_code", "code"):
        # "Số: 12/KH-UBND" on a line of its own above the first heading
        i = plan.line_index(c.start)
        if 0 <= i < 12:
            line = plan.lines[i]
            return _OWN_LINE.fullmatch(plan.folded[line.start : c.start]) is not None or plan.folded[
                line.start : c.end
            ].lower().lstrip().startswith(("số", "so"))
    return False


# ── one document, many mentions ──────────────────────────────────────────────────────────────────────────────────────


def _squash(text: str | None) -> str:
    return once(r"[\W_]+").sub("", plain(text or "")).lower().lstrip("0")


def _resolve(citations: list[Citation]) -> list[list[Citation]]:
    groups: list[list[Citation]] = []
    known: set[int] = set()  # of groups, by identity: two lists may be equal
    by_code: dict[tuple[str, str], list[list[Citation]]] = {}
    by_number: dict[tuple[str, str], list[Citation]] = {}
    by_title: dict[str, list[Citation]] = {}
    for c in citations:
        home: list[Citation] | None = None
        if c.number and c.symbol:
            same = by_code.setdefault((_squash(c.number), _squash(c.symbol)), [])
            home = next((g for g in same if _same_document(g, c)), None)
            if (
                home is None
                and (g := by_number.get((c.doc_type or "", _squash(c.number))))
                and g[0].bare
                and not any(x.symbol for x in g)
            ):
                home = g if not c.date or all(x.date in (None, c.date) for x in g) else None
            if home is None:
                home = []
            if not any(home is g for g in same):
                same.append(home)
        elif c.number:
            key = (c.doc_type or "", _squash(c.number))
            home = by_number.get(key)
            if home is not None and c.date and all(x.date and x.date != c.date for x in home):
                home = None
        elif c.title and c.rule != "head_date":
            home = by_title.get(_squash(c.title))
            if home is not None and c.date and any(x.date and x.date[:4] != c.date[:4] for x in home):
                home = None
        else:
            home = next(
                (g for g in groups if g[0].rule == "head_date" and g[0].doc_type == c.doc_type and g[0].date == c.date),
                None,
            )
        if home is None:
            home = []
        if id(home) not in known:
            known.add(id(home))
            groups.append(home)
        home.append(c)
        if c.number:
            by_number[(c.doc_type or "", _squash(c.number))] = home
        if (c.title and c.doc_type in ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")) or (c.title and not c.number):
            by_title.setdefault(_squash(c.title), home)
    return groups


def _same_document(group: list[Citation], c: Citation) -> bool:
    """Two citations of one code: numbers begin anew each year, so another year and day is another document."""
    dates = [x.date for x in group if x.date]
    if not c.date or not dates or c.date in dates:
        return True
    return any(d[:4] == c.date[:4] or d[4:] == c.date[4:] for d in dates)


# ── the record's item ────────────────────────────────────────────────────────────────────────────────────────────────


def _reference(
    ident: str, group: list[Citation], plan: Plan, places: dict[str, str], preamble: int, everything: list[Citation]
) -> r.Reference:
    first = next((c for c in group if c.symbol), group[0])
    day = next((c.date for c in group if c.date), None)
    if day and len(day) < 10:
        day = next((c.date for c in group if c.date and len(c.date) == 10), day)
    dates = {c.date for c in group if c.date and len(c.date) == 10}
    if len(dates) > 1:
        plan.warn(
            "reference-date",
            f"one document is cited with different dates: {', '.join(sorted(dates))}",
            group[0].start,
            group[0].end,
        )
    raw = next((c.issuer for c in group if c.issuer), None)
    issuer = full_issuer(raw, places) if raw else None
    issuer = issuer or issuer_of_symbol(first.symbol)
    if issuer is None and first.doc_type in ("Luật", "Bộ luật", "Hiến pháp"):
        issuer = "Quốc hội"
    title = next((c.title for c in group if c.title), None)
    code = None
    if first.number:
        at = plan.folded[first.start : first.end]
        dash = first.symbol and regex.search(rf"{regex.escape(first.number[-1])}\s{{0,2}}-", at)
        code = first.number + (("-" if dash else "/") + first.symbol if first.symbol else "")
    roles: list[Role] = [_role(c, plan, preamble, everything) for c in group]
    role: Role = next((x for x in roles if x == "implements"), next((x for x in roles if x == "basis"), "mention"))
    return r.Reference(
        id=ident,
        doc_type=first.doc_type,
        number=first.number,
        symbol=first.symbol,
        code=code,
        date=day,
        issuer=issuer,
        title=title,
        role=role,
        mentions=[
            r.Mention(text=plan.text[c.start : c.end], start=c.start, end=c.end, section=plan.section_id(c.start))
            for c in group
        ],
        evidence=f"reference.{first.rule}",
        confidence=confidence(f"reference.{first.rule}"),
    )


_FIRST_HEADING = regex.compile(r"^[ \t]{0,8}(?:I|A|1|PHẦN|Phần|CHƯƠNG|Chương)\s?[.\-: ]", regex.M)


def _preamble(plan: Plan) -> int:
    """Where the body begins: the first section, or the first line that looks like a heading."""
    if plan.sections:
        return next((s.start for s in plan.sections if s.kind != "paragraph"), len(plan.text))
    m = _FIRST_HEADING.search(plan.folded)
    return m.start() if m else len(plan.text)


_BASIS = regex.compile(
    r"c[aă]n c[uứ]|theo (?:đề nghị|nội dung|tinh thần|chỉ đạo)|xét|trên cơ sở|tiếp theo|phúc đáp|dựa trên", regex.I
)
_CARRY_OUT = regex.compile(
    r"(?:để|nhằm|tiếp tục|tổ chức|về việc|về|kế hoạch)?\s*(?:(?:thực hiện|triển khai|thi hành|cụ thể hóa|quán triệt|hưởng ứng|chấp hành)(?:\s|,|và|có hiệu quả|tốt|nghiêm|kịp thời|đồng bộ|các)*)+",
    regex.I,
)
_NESTING = regex.compile(
    r"(?:về|quy định|ban hành|phê duyệt|sửa đổi|hướng dẫn|thực hiện|triển khai|thi hành|của)(?!\p{L})", regex.I
)


def _role(c: Citation, plan: Plan, preamble: int, everything: list[Citation]) -> Role:
    if c.start >= preamble:
        return "mention"
    if _implements_in_title(plan, c):
        return "implements"
    folded = plan.folded
    line = plan.line_at(c.start)
    begin = line.start if line else 0
    # a citation inside another one's title is a mention only
    at = bisect_left(everything, c.start, key=lambda x: x.start)
    for other in everything[max(0, at - 12) : at]:
        if other.start >= begin and other.title_end > c.start and not (other.title_end > c.end and other.title is None):
            inner = folded[other.tail : c.start]
            if ";" not in inner and _NESTING.search(inner):
                return "mention"
    lead = folded[begin : c.start]
    clause = lead.rsplit(". ", 1)[-1].lstrip(" -+*•\t")
    if _BASIS.match(clause):
        # "Căn cứ A; thực hiện B": the last governing verb of the sentence counts
        last = clause.rsplit(";", 1)[-1].strip()
        return "implements" if _CARRY_OUT.match(last) else "basis"
    if _CARRY_OUT.match(clause):
        last = clause.rsplit(";", 1)[-1].strip()
        return "basis" if _BASIS.match(last) else "implements"
    if once(
        r"(?i)(?:kế hoạch|để|nhằm)\s+(?:tổ chức\s+)?(?:thực hiện|triển khai|thi hành)(?:\s(?:thực hiện|thi hành|có hiệu quả))*\s*$"
    ).search(clause):
        return "implements"
    return "mention"


def _implements_in_title(plan: Plan, c: Citation) -> bool:
    span = plan.header_spans.get("title")
    if not span or not (span[0] <= c.start < span[1]):
        return False
    before = plan.folded[span[0] : c.start]
    return (
        once(r"(?i)(?:thực hiện|triển khai|thi hành)\b[^;]{0,60}$").search(before) is not None and c.rule != "law_name"
    ) or (
        once(r"(?i)\s*(?:tổ chức\s+)?(?:thực hiện|triển khai|thi hành)(?:\s(?:thực hiện|thi hành))?\s*").fullmatch(
            before
        )
        is not None
    )
