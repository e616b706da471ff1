"""The spaCy component `plan_deadlines`: fills the plan's deadlines and dates, and says what is odd about them."""

from __future__ import annotations

from datetime import date

import regex
from spacy.language import Language
from spacy.tokens import Doc

from extract import record as r
from extract.entities.temporal.around import Around
from extract.entities.temporal.grammar import Expr, parse
from extract.entities.temporal.resolve import Value, value_of
from extract.entities.temporal.roles import Role, role_of
from extract.state import Plan, add_spans, plan_of

#: precision measured on plans kept apart, by the kind of evidence
CONFIDENCE = {
    "day": 0.97,
    "month": 0.95,
    "quarter": 0.96,
    "year": 0.9,
    "freq": 0.9,
    "vague": 0.8,
    "duration": 0.9,
    "term": 0.98,
}
_OWN_ISSUE = regex.compile(
    r"\b(?:ban hành|ký|phát hành|triển khai|kế hoạch này có hiệu lực)\b[^.;]{0,25}(?:kế hoạch(?: này)?|này)?$"
)
_WORK = regex.compile(r"\b(?:hoàn thành|báo cáo|gửi|nộp|trình|xong|tổng kết|sơ kết|ban hành)\b[^.;:\n\t]{0,60}$")


@Language.factory("plan_deadlines")
def make_deadlines(nlp: Language, name: str) -> PlanDeadlines:
    """Reads `plan.text`, the header's date of issue, sections, tables and references; works on bare text without any of them."""
    return PlanDeadlines()


class PlanDeadlines:
    def __call__(self, doc: Doc) -> Doc:
        plan = plan_of(doc)
        read_times(plan)
        add_spans(doc, "deadlines", [(d.start, d.end, d.kind, d.id) for d in plan.deadlines])
        add_spans(doc, "dates", [(d.start, d.end, d.role, d.id) for d in plan.dates])
        return doc


def read_times(plan: Plan) -> None:
    """Append every time expression of the plan to `deadlines` or to `dates`, and warnings on odd ones."""
    low = plan.low
    exprs = parse(low)
    around = Around(plan, low, exprs)
    done = 0
    for i, e in enumerate(exprs):
        place = around.place(e)
        ctx = around.context(i, e)
        if e.item.form == "duration" and e.anchor_span and e.anchor is None and _OWN_ISSUE.search(low, *e.anchor_span):
            e.item.extra["_issue"] = True
        value = value_of(e, ctx, place.done_label)
        past = bool(value.last and ctx.issue_first and (ctx.issue_first - value.last).days > 31)
        place.gone = bool(value.last and ctx.issue_first and value.last < ctx.issue_first)
        place.future = bool(value.first and ctx.issue_last and value.first > ctx.issue_last)
        place.own = value.first is not None and value.first == ctx.issued
        role = role_of(e, place, past)
        if role == "reference":
            around.cited.add(i)
        if role == "none":
            continue
        start, end = _trim(plan.text, max(done, e.start if role == "deadline" else min(e.core, e.end)), e.end)
        if start >= end:
            continue
        done = end  # the words of one expression are no relation words of the next
        if role == "deadline":
            _deadline(plan, e, value, ctx.issued, start, end, low)
        else:
            _date(plan, e, value, role, start, end)
        for code, message in value.warnings:
            plan.warn(code, message, start, end)
    plan.deadlines.sort(key=lambda d: d.start)
    plan.dates.sort(key=lambda d: d.start)
    for n, d in enumerate(plan.deadlines, 1):
        d.id = f"d{n}"
    for n, t in enumerate(plan.dates, 1):
        t.id = f"t{n}"


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " ,:;(":
        start += 1
    while end > start and text[end - 1] in " ,:;":
        end -= 1
    if text[end : end + 1] == ")" and text.count("(", start, end) > text.count(")", start, end):
        end += 1
    return start, end


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _deadline(plan: Plan, e: Expr, v: Value, issued: date | None, start: int, end: int, low: str) -> None:
    offset = None
    if e.offset is not None:
        anchor = plan.text[slice(*e.anchor_span)] if e.anchor_span else None
        offset = r.Offset(amount=e.offset[0], unit=e.offset[1], anchor=anchor)  # type: ignore[arg-type]
    if v.due_on and issued and v.due_on < issued:
        v.warnings.append(("deadline-before-issue", f"due {v.due_on}, before the date of issue {issued}"))
    plan.deadlines.append(
        r.Deadline(
            id="",
            text=plan.text[start:end],
            start=start,
            end=end,
            kind=_kind(e, low),
            relation=_relation(e),
            start_on=_iso(v.start_on),
            due_on=_iso(v.due_on),
            precision=v.precision,
            rrule=v.rrule,
            offset=offset,
            approximate=v.approximate,
            inferred=list(dict.fromkeys(v.inferred)),
            section=plan.section_id(start),
            evidence=f"time:{e.item.form}",
            confidence=CONFIDENCE.get(e.item.form, 0.9) - (0.1 if v.inferred else 0),
        )
    )


def _relation(e: Expr) -> r.Relation | None:
    if e.relation is not None:
        return e.relation
    if e.item.form == "vague":
        return None
    if e.item.form in ("freq", "weekday", "qmonth", "monthday"):
        return "in"
    return "on" if e.item.form in ("day", "dayonly", "feast", "lunar", "lastday") else "in"


def _kind(e: Expr, low: str) -> r.DeadlineKind:
    if e.freq is not None or e.item.form in ("freq", "weekday", "qmonth", "monthday", "vague"):
        return "recurring"
    if e.item.form == "duration":
        return "relative"
    if e.item.form in ("feast", "lunar"):
        return "event"
    if e.relation in ("before", "by"):
        return "due"
    if e.relation in ("from_to", "after"):
        return "period"
    if e.item.form in ("day", "dayonly", "lastday") and (e.item.point2 is None or "both" in e.item.extra):
        return "event"
    return "due" if _WORK.search(low, max(0, e.start - 80), e.start) else "period"


def _date(plan: Plan, e: Expr, v: Value, role: Role, start: int, end: int) -> None:
    value, end_value = _date_value(e, v)
    plan.dates.append(
        r.Date(
            id="",
            text=plan.text[start:end],
            start=start,
            end=end,
            role=role,  # type: ignore[arg-type]
            value=value,
            end_value=end_value,  # type: ignore[arg-type]
            section=plan.section_id(start),
            evidence=f"time:{e.item.form}",
            confidence=CONFIDENCE.get(e.item.form, 0.9),
        )
    )


def _date_value(e: Expr, v: Value) -> tuple[str | None, str | None]:
    """The value with the precision of the text: a day, a month or a year; the end only where it is another one."""
    p, q = e.item.point, (e.last.point if e.last else e.item.point2)
    if p is None or v.first is None or v.last is None:
        return None, None
    if p.unit in ("years", "school"):
        return str(v.first.year), str(v.last.year)
    if p.unit == "year" and not p.part:
        return str(p.y or v.first.year), str(v.last.year) if q is not None else None
    if p.unit in ("month", "quarter", "year", "npart") and not (p.part and p.unit == "month"):
        a, b = v.first.isoformat()[:7], v.last.isoformat()[:7]
        return a, b if b != a else None
    a, b = v.first.isoformat(), v.last.isoformat()
    return a, b if b != a else None


__all__ = ["PlanDeadlines", "read_times"]
