"""Tasks of label lines: a block of them is one task a piece of work, with the block's bodies and times."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import regex

from extract.relations.actors import ids
from extract.relations.clauses import clause_of, verbs
from extract.relations.drafts import Context, Draft
from extract.relations.labels import Block, Label, labels_of
from extract.relations.outline import Node
from extract.relations.roles import marked_roles
from extract.text.sentences import sentences

if TYPE_CHECKING:
    from extract.relations.text_tasks import TextTasks

#: headings that speak of who holds an event or when, not of work
_ORGANISERS = regex.compile(r"đơn\s+vị\s+tổ\s+chức|ban\s+tổ\s+chức|thời\s+gian|địa\s+điểm", regex.I)
#: words of a label's value that give a role and no work: "Sở A chủ trì, phối hợp với Sở B thực hiện"
_ROLE_WORDS = regex.compile(
    r"\([^()]*\)|\b(?:chủ\s+trì|phối\s+hợp|tham\s+mưu|thực\s+hiện|triển\s+khai|tổ\s+chức|chịu\s+trách\s+nhiệm|theo\s+dõi|cùng|với|và|các)\b|[,.;]",
    regex.I,
)


def add_inline(work: TextTasks, made: list[Draft], labels: list[Label], n: Node) -> None:
    """What the labels inside a line say, put on the last of the line's tasks."""
    for d in made[-1:]:
        for x in labels:
            apply(work, d, x)
        if labels:
            d.end = n.end


def apply(work: TextTasks, d: Draft, x: Label) -> None:
    """Put what a label says on a task."""
    leads, helps, rest = marked_roles(work.actors, x.start, x.end)
    if x.role in ("lead", "actors"):
        d.lead = list(dict.fromkeys([*(d.lead if d.evidence != "heading" else []), *ids(leads), *ids(rest)]))
        d.support += ids(helps)
    elif x.role == "support":
        d.support += ids(leads) + ids(helps) + ids(rest)
    elif x.role == "directs":
        d.directs += ids(work.actors.between(x.start, x.end))
    elif x.role == "deadline":
        d.extra_deadlines.append((x.start, x.end))
    elif x.role == "deliverable":
        d.deliverable = work.plan.text[x.start : x.end].strip(" .;") or d.deliverable
    elif x.role == "report":
        d.reports_to += ids(work.actors.between(x.start, x.end))
    d.support = [s for s in dict.fromkeys(d.support) if s not in d.lead]


def add_block(
    work: TextTasks, b: Block, contexts: list[Context], by_node: dict[int, list[Draft]], drafts: list[Draft]
) -> None:
    """One task for each piece of work of a block of label lines, with the block's bodies and times.

    `by_node` has the drafts that were made of each line. A block that tells only times or products is none.
    """
    roles = {x.role for x in b.labels}
    if not roles & {"lead", "support", "actors", "directs"} and not ("task" in roles and "deadline" in roles):
        return
    context = contexts[b.owner] if b.owner >= 0 else Context()
    clauses = [d for x in b.labels if x.role in ("lead", "actors") for d in _clauses_in(work, x, b)]
    targets = clauses or _targets(work, b, by_node)
    for d in targets:
        for x in b.labels:
            if not (clauses and x.role in ("lead", "actors", "task")):
                apply(work, d, x)
        if not any(d is have for have in by_node.get(d.node, ())):
            if not d.lead and not d.directs:
                d.lead = list(context.lead)
            work.fill(d, replace(context, lead=[], directs=[]))
            drafts.append(d)


def _targets(work: TextTasks, b: Block, by_node: dict[int, list[Draft]]) -> list[Draft]:
    """The pieces of work that a block speaks of: its own, those before it below the same owner, or the owner's heading."""
    nodes = work.nodes
    if b.texts:
        return [Draft(a, work.trim(a, e), [], "block of labels", 0.95, node=node, fixed=True) for node, a, e in b.texts]
    out: list[Draft] = []
    k = min(b.nodes) - 1
    skipped = False
    before = []
    while k > b.owner:
        # a body's own heading or run-in heading is no work that a later label speaks of
        own = nodes[k].labelled and (
            nodes[k].children > 0 or any(d.evidence == "run-in heading" for d in by_node.get(k, ()))
        )
        skipped = skipped or (own and nodes[k].parent == b.owner)
        if nodes[k].parent == b.owner and nodes[k].end - nodes[k].body > 15 and not own:
            if k in work.in_block:
                break  # work that another block speaks of
            before.append(k)
        k -= 1
    for k in reversed(before):
        n = nodes[k]
        out += by_node.get(k) or [
            Draft(n.body, work.trim(n.body, n.end), [], "block of labels", 0.9, node=k, fixed=True)
        ]
    if out or b.owner < 0 or skipped:
        return out
    n = nodes[b.owner]
    if labels_of(work.t, n.body, n.end) or _ORGANISERS.search(work.t, n.body, n.end):
        return []
    return by_node.get(b.owner) or [
        Draft(n.body, work.trim(n.body, n.end), [], "block of labels", 0.85, node=b.owner, fixed=True)
    ]


def _clauses_in(work: TextTasks, x: Label, b: Block) -> list[Draft]:
    """Duties that stand in the value of a label: "Sở A chủ trì tham mưu …; Sở B và các xã tổ chức …"."""
    out = []
    for a, e in sentences(work.plan.text, x.start, x.end):
        for _, (p, q) in work.segments(a, e):
            hit = clause_of(work.actors, p, q, True, work.issuer)
            if hit is None or hit.heading:
                continue
            words = _ROLE_WORDS.sub(" ", work.t[hit.predicate : q])
            inside = sum(k.end - k.start for k in work.actors.between(hit.predicate, q))
            if len(words.split()) - inside // 5 >= 4 and verbs()[1].match(work.t, hit.predicate, q):
                out.append(Draft(p, q, ids(hit.subject), "label with a clause", 0.85, node=min(b.nodes)))
    return out
