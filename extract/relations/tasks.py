"""`plan_tasks`: from sections, lines, units, officials and deadlines to who does what by when."""

from __future__ import annotations

from bisect import bisect_left

from spacy.language import Language
from spacy.tokens import Doc

from extract import record as r
from extract.relations.actors import Actors
from extract.relations.drafts import Draft
from extract.relations.table_tasks import table_tasks
from extract.relations.tables import GRIDS
from extract.relations.text_tasks import TextTasks
from extract.state import Plan, add_spans, plan_of


@Language.factory("plan_tasks")
def make_tasks(nlp: Language, name: str) -> PlanTasks:
    return PlanTasks()


class PlanTasks:
    """Adds tasks to the plan, from text and from task tables, and links deadlines back to them."""

    def __call__(self, doc: Doc) -> Doc:
        plan = plan_of(doc)
        actors = Actors(plan)
        drafts = TextTasks(plan, actors).drafts() + table_tasks(plan, actors, doc.user_data.get(GRIDS, []))
        drafts.sort(key=lambda d: (d.start, d.end))
        add_tasks(plan, drafts)
        add_spans(doc, "tasks", [(t.start, t.end, "TASK", t.id) for t in plan.tasks])
        return doc


def add_tasks(plan: Plan, drafts: list[Draft]) -> None:
    """Drafts as the record's tasks, numbered in document order, deadlines linked both ways."""
    starts = [d.start for d in plan.deadlines]
    by_id = {d.id: d for d in plan.deadlines}

    def within(a: int, b: int) -> list[str]:
        i = bisect_left(starts, a)
        out = []
        while i < len(starts) and starts[i] < b:
            out.append(plan.deadlines[i].id)
            i += 1
        return out

    for n, d in enumerate(drafts, len(plan.tasks) + 1):
        own = within(d.start, d.end)
        for a, b in d.extra_deadlines:
            own += [x for x in within(a, b) if x not in own]
        lead = list(dict.fromkeys(d.lead))
        task = r.Task(
            id=f"k{n}",
            section=plan.section_id(d.start),
            text=plan.text[d.start : d.end],
            start=d.start,
            end=d.end,
            lead=lead,
            support=[x for x in dict.fromkeys(d.support) if x not in lead],
            directs=list(dict.fromkeys(d.directs)),
            deadlines=own,
            inherited_deadlines=[x for x in dict.fromkeys(d.inherited) if x not in own],
            deliverable=d.deliverable,
            reports_to=list(dict.fromkeys(d.reports_to)),
            evidence=d.evidence,
            confidence=d.confidence,
        )
        plan.tasks.append(task)
        for x in [*task.deadlines, *task.inherited_deadlines]:
            if task.id not in by_id[x].tasks:
                by_id[x].tasks.append(task.id)
