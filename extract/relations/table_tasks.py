"""Rows of task tables, schedules and rosters → tasks, with bodies, times and products from their columns."""

from __future__ import annotations

from bisect import bisect_left

import regex

from extract.relations.actors import Actors, ids
from extract.relations.drafts import Draft
from extract.relations.grids import Grid, Row, Span, is_group, role_of_grid
from extract.relations.labels import labels_of
from extract.relations.roles import directors, inner_roles, marked_roles, supports
from extract.state import Plan

_DITTO = regex.compile(
    r"\s*(?:[\"“”〃'’]{1,3}|-?\s*(?:nt|như\s+trên|như\s+mục\s+trên|như\s+dòng\s+trên)\s*-?|[/\\]{2}|-\s*[\"”]\s*-)\s*\.?\s*",
    regex.I,
)
_ORDINAL = regex.compile(r"\s*(?:[-+•*]\s*|\(?(?:\d{1,2}(?:\.\d{1,2})*|\p{Ll}|[IVXL]+)[.)]\s+)?")
_PLACEHOLDER = regex.compile(r"[\s.…_\-/]*")
_TOTAL = regex.compile(r"\s*(?:tổng\s+(?:cộng|số)|cộng)\b", regex.I)


def table_tasks(plan: Plan, actors: Actors, grids: list[Grid]) -> list[Draft]:
    """One draft a row of each task table; a row without work of its own gives none."""
    out: list[Draft] = []
    for g in grids:
        if role_of_grid(g) == "tasks":
            out += _rows(plan, actors, g)
    return out


def _rows(plan: Plan, actors: Actors, g: Grid) -> list[Draft]:
    work = g.column("task")
    assert work is not None
    out: list[Draft] = []
    group: list[tuple[str, list[str]]] = []  # roles that a group row sets for those below it
    group_deadlines: list[str] = []
    starts = [x.start for x in plan.deadlines]
    # plain text and Markdown have no merged cells: one that covers two rows is empty in the second
    flat = plan.source is not None and plan.source.media_type in ("text/plain", "text/markdown")
    who = g.column("lead", "actors")
    last: dict[int, Span] = {}
    for row in g.rows:
        if is_group(plan, g, row):
            texts = [c for c in row.cells if plan.text[c[0] : c[1]].strip()]
            found = actors.between(texts[0][0], texts[-1][1]) if texts else []
            covered = sum(a.end - a.start for a in found)
            length = sum(b - a for a, b in texts)
            group = [("lead", ids(found))] if found and covered * 2 > length else []
            group_deadlines = [x for a_, b_ in texts for x in _deadlines(plan, starts, a_, b_)]
            last = {}
            continue
        a, b = row.cells[work]
        m = _ORDINAL.match(plan.text, a, b)
        a = m.end() if m else a
        text = plan.text[a:b].strip()
        if row.grown[work] or _PLACEHOLDER.fullmatch(text) or _TOTAL.match(text):
            if row.grown[work] and out:
                _more(plan, actors, g, row, out[-1], last)
            continue
        d = Draft(a, b, [], "row of a task table", 0.95, fixed=True)
        for k, role in enumerate(g.roles):
            span = row.cells[k]
            content = plan.text[span[0] : span[1]].strip()
            if _DITTO.fullmatch(content) and k in last:
                span = last[k]
            elif not content:
                continue
            last[k] = span
            _put(plan, actors, d, role, span)
        if not d.lead:
            leads, helps = inner_roles(actors, a, b)
            d.lead, d.support = ids(leads), d.support + ids(helps)
        if not d.lead:
            d.lead = [x for role, found in group if role == "lead" for x in found]
        if not d.lead and flat and out and who is not None and who in last:
            _put(plan, actors, d, "lead", last[who])
        for _, found in supports(actors, a, b):
            d.support += ids(found)
        d.directs += ids(directors(actors, a, b))
        d.support = [x for x in dict.fromkeys(d.support) if x not in d.lead]
        d.inherited = list(group_deadlines)
        out.append(d)
    return out


def _deadlines(plan: Plan, starts: list[int], a: int, b: int) -> list[str]:
    return [x.id for x in plan.deadlines[bisect_left(starts, a) : bisect_left(starts, b)]]


def _more(plan: Plan, actors: Actors, g: Grid, row: Row, d: Draft, last: dict[int, Span]) -> None:
    """A further row under one merged work cell: more bodies, more times for the same work."""
    for k, role in enumerate(g.roles):
        if not row.grown[k] and plan.text[row.cells[k][0] : row.cells[k][1]].strip() and role != "task":
            _put(plan, actors, d, role, row.cells[k])
            last[k] = row.cells[k]


def _put(plan: Plan, actors: Actors, d: Draft, role: str | None, span: Span) -> None:
    """What one cell says of the row's work."""
    a, b = span
    if role in ("lead", "actors", "person"):
        inner = labels_of(plan.folded, a, b)
        if inner:
            for x in inner:  # "Chủ trì: Sở A. Phối hợp: Sở B" in one cell
                _put(
                    plan,
                    actors,
                    d,
                    "support" if x.role == "support" else "lead" if x.role in ("lead", "actors") else x.role,
                    (x.start, x.end),
                )
            return
        leads, helps, rest = marked_roles(actors, a, b)
        if role == "actors" and not leads and not helps and len(rest) > 1:
            leads, helps, rest = rest[:1], rest[1:], []  # "Cơ quan chủ trì, phối hợp": the first leads
        d.lead = list(dict.fromkeys([*d.lead, *ids(leads), *ids(rest)]))
        d.support += ids(helps)
    elif role == "support":
        d.support += ids(actors.between(a, b))
    elif role == "directs":
        d.directs += ids(actors.between(a, b))
    elif role == "deadline":
        d.extra_deadlines.append(span)
    elif role == "deliverable":
        d.deliverable = " ".join(plan.text[a:b].split()).strip(" .;") or None
    elif role == "report":
        d.reports_to += ids(actors.between(a, b))
