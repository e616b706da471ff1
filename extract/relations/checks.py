"""`plan_checks`: contradictions inside one plan, as warnings for a person to look at (codes: docs/warnings.md)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex
from spacy.language import Language
from spacy.tokens import Doc

from extract import record as r
from extract.state import plan_of
from extract.text.fold import bare

#: plans shorter than this are excerpts; that no task stands in them says nothing
_WHOLE_PLAN = 1500


@dataclass(slots=True, frozen=True)
class Finding:
    """A contradiction: `start`, `end` point into the record's text, or are None where nothing can be pointed at."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


@Language.factory("plan_checks")
def make_checks(nlp: Language, name: str) -> PlanChecks:
    return PlanChecks()


class PlanChecks:
    """Adds the warnings of :func:`check` to the plan, each once."""

    def __call__(self, doc: Doc) -> Doc:
        plan = plan_of(doc)
        record = r.Record.model_construct(
            text=plan.text, header=plan.header, units=plan.units, officials=plan.officials, indicators=plan.indicators,
            deadlines=plan.deadlines, tasks=plan.tasks, references=plan.references, signer=plan.signer,
        )  # fmt: skip
        known = {(w.code, w.start) for w in plan.warnings}
        for f in check(record):
            if (f.code, f.start) not in known:
                plan.warn(f.code, f.message, f.start, f.end)
        plan.implements = plan.implements or carried_out(plan.references)
        return doc


def check(record: r.Record) -> list[Finding]:
    """All contradictions inside one record, in the order of the text."""
    found = [
        *_blank_number(record), *_deadlines(record), *_tasks(record), *_two_times(record), *_supports(record), *_indicators(record)
    ]  # fmt: skip
    return sorted(found, key=lambda f: (f.start is None, f.start or 0, f.code))


def carried_out(references: list[r.Reference]) -> list[str]:
    """Ids of the references that a plan carries out: those it says it implements, and superior plans among its grounds."""
    return [x.id for x in references if x.role == "implements" or (x.role == "basis" and x.doc_type == "Kế hoạch")]


def _blank_number(record: r.Record) -> Iterator[Finding]:
    h = record.header
    if h.symbol and not h.number:
        yield Finding("blank-number", f"the number before {h.symbol} was never filled in")
    if h.doc_type and h.issuer and h.issued_on is not None and len(h.issued_on) < 10:
        yield Finding("blank-date", f"the date of issue is not filled in: {h.issued_on}")


def _deadlines(record: r.Record) -> Iterator[Finding]:
    issued = record.header.issued_on
    for d in record.deadlines:
        if d.due_on and issued and d.due_on < issued[:10] and not issued.startswith(d.due_on[: len(issued)]):
            yield Finding(
                "deadline-before-issue",
                f"“{d.text}” ends on {d.due_on}, before the plan was issued ({issued})",
                d.start,
                d.end,
            )


def _tasks(record: r.Record) -> Iterator[Finding]:
    for t in record.tasks:
        if not t.lead and not t.directs:
            yield Finding("task-without-lead", f"nobody leads: “{_brief(t.text)}”", t.start, t.end)
    if not record.tasks and len(record.text) > _WHOLE_PLAN and record.header.doc_type == "Kế hoạch":
        yield Finding("no-tasks", "no task was found in the whole plan")


def _two_times(record: r.Record) -> Iterator[Finding]:
    """The same work, in text and appendix, with two due dates."""
    due = {d.id: d.due_on for d in record.deadlines if d.due_on}
    seen: dict[str, tuple[r.Task, set[str]]] = {}
    for t in record.tasks:
        days = {due[x] for x in t.deadlines if x in due}
        key = _key(t.text)
        if not days or len(key) < 25:
            continue
        first = seen.setdefault(key, (t, days))
        if first[0] is not t and not first[1] & days and set(first[0].lead) & set(t.lead):
            times = ", ".join(sorted(first[1] | days))
            yield Finding(
                "task-two-deadlines",
                f"the same work is due on different days ({times}): “{_brief(t.text)}”",
                t.start,
                t.end,
            )


def _supports(record: r.Record) -> Iterator[Finding]:
    """A body that is to support one piece of work and stands nowhere else: mistyped, or never told of its part.

    Plans that name most of their helpers once say nothing by it: told only where it is the exception, one in three at most.
    """
    leads = {x for t in record.tasks for x in [*t.lead, *t.directs, *t.reports_to]}
    helps = {x for t in record.tasks for x in t.support}
    helpers = [u for u in record.units if u.id in helps and not u.collective]
    once = [u for u in helpers if u.id not in leads and len(u.mentions) == 1]
    if len(once) * 3 > len(helpers):
        return
    for u in once:
        m = u.mentions[0]
        yield Finding("support-named-once", f"{u.name} supports a task and is named nowhere else", m.start, m.end)


def _indicators(record: r.Record) -> Iterator[Finding]:
    seen: dict[tuple[str, str, str, str], r.Indicator] = {}
    for i in record.indicators:
        if i.value is None or not i.name or len(i.name) < 8:
            continue
        key = (_key(i.name), i.unit or "", i.as_of or "", i.section or "" if i.comparator == "range" else "")
        first = seen.setdefault(key, i)
        if first is not i and (first.value, first.value_max, first.comparator) != (i.value, i.value_max, i.comparator):
            yield Finding(
                "indicator-two-values", f"{i.name}: “{_brief(first.text)}” and “{_brief(i.text)}”", i.start, i.end
            )


_SPLIT = regex.compile(r"\W+")


def _key(text: str) -> str:
    """Text for comparing work with work: no diacritics, no marks, the first 14 words."""
    return " ".join(_SPLIT.split(bare(text))[:14]).strip()


def _brief(text: str, size: int = 70) -> str:
    text = " ".join(text.split())
    return text if len(text) <= size else text[:size].rsplit(" ", 1)[0] + " …"
