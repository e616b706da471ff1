"""When: deadlines in the order of their days, recurring ones unrolled, and the rows that tell of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from extract.store import derive, links, recurrence
from extract.store import schema as s
from extract.store.scope import Ask, Scope, like, pairs, parts

_D, _Y, _DOC, _SEC = s.deadlines, s.duties, s.documents, s.sections
FIRST, LAST = date(1945, 9, 2), date(2100, 12, 31)

#: The columns of an answer, in the order of interest.
COLUMNS = [
    "due_on", "start_on", "deadline", "lead", "support", "directs", "reports_to", "tasks", "document", "title", "issuer", "issued_on",
    "path", "heading", "sentence", "kind", "relation", "rrule", "approximate", "confidence", "document_id", "deadline_id",
    "start_char", "end_char", "recurs_from", "recurs_to",
]  # fmt: skip

#: (due day or None, document, deadline)
Found = tuple[Any, str, str]


def room(ask: Ask, found: Sequence[Any]) -> int | None:
    return None if ask.limit is None else max(0, ask.limit - len(found))


def once(c: Connection, ask: Ask, scope: Scope) -> list[Found]:
    """Those with one day, in the order of the days."""
    first, last = ask.first or FIRST, ask.last or LAST
    more = _conditions(c, ask)
    queries = []
    if scope.by_body:
        day, key = _Y.c.due_on, (_Y.c.document_id, _Y.c.deadline)
        for where in scope.bodies(_Y):
            query = sa.select(day, *key).distinct().where(*where)
            queries.append(query.join(_D, _SAME).where(*more) if more or ask.running else query)
    else:
        day, key = _D.c.due_on, (_D.c.document_id, _D.c.id)
        queries.append(sa.select(day, *key).where(_D.c.rrule.is_(None), *scope.documents(_D), *more))
    found: set[Found] = set()
    for query in queries:
        if ask.running:
            query = query.where(day >= first, sa.func.coalesce(_D.c.start_on, day) <= last)
        else:
            query = query.where(day.between(first, last))
        found.update((row[0], row[1], row[2]) for row in c.execute(query.order_by(day, *key).limit(ask.limit)))
    return sorted(found)[: ask.limit]


def often(c: Connection, ask: Ask, scope: Scope) -> list[Found]:
    """Recurring ones, once for each day in the span, in the order of the days."""
    first, last = ask.first or FIRST, ask.last or LAST
    if ask.first is None or ask.last is None:
        # an open span still ends: a year for what recurs
        first = ask.first or date(max(last.year - 1, 1), last.month, 1)
        last = ask.last or date(min(first.year + 1, 9999), 12, 31)
    if ask.limit is not None and not (scope.by_body or scope.place_ids or scope.document_ids or ask.kind or ask.words):
        return often_limited(c, first, last, ask.limit)
    more = _conditions(c, ask)
    queries = []
    if scope.by_body:
        t, item = _Y, _Y.c.deadline
        for where in scope.bodies(_Y):
            query = _bounds(t, item, first, last).distinct().where(t.c.due_on.is_(None), *where)
            queries.append(query.join(_D, _SAME).where(*more) if more else query)
    else:
        queries.append(_bounds(_D, _D.c.id, first, last).where(*scope.documents(_D), *more))
    rows = {tuple(row) for query in queries for row in c.execute(query)}
    weeks = 2 if ask.limit is not None else 10_000
    while True:  # no further into the span than the limit needs
        end = min(last, date.fromordinal(min(first.toordinal() + 7 * weeks, date.max.toordinal())))
        out = [
            (day, document, deadline)
            for document, deadline, rule, begin, over in rows
            for day in days(rule, first, end, begin, over)
        ]
        if end == last or (ask.limit is not None and len(out) >= ask.limit):
            return sorted(out)[: ask.limit]
        weeks *= 4


_SAME = sa.and_(_D.c.document_id == _Y.c.document_id, _D.c.id == _Y.c.deadline)


def _bounds(t: sa.Table, item: Any, first: date, last: date) -> sa.Select[Any]:
    """What unrolling needs of recurring deadlines whose time touches the span."""
    return sa.select(t.c.document_id, item, t.c.rrule, t.c.recurs_from, t.c.recurs_to).where(
        t.c.rrule.is_not(None),
        sa.or_(t.c.recurs_from.is_(None), t.c.recurs_from <= last),
        sa.or_(t.c.recurs_to.is_(None), t.c.recurs_to >= first),
    )


def _conditions(c: Connection, ask: Ask) -> list[Any]:
    """What can be said of a deadline only by reading its row."""
    out = [] if ask.kind is None else [_D.c.kind == ask.kind]
    return out + ([like(c, _D.c.sentence, ask.words)] if ask.words else [])


def days(rule: str, first: date, last: date, begin: date | None, end: date | None) -> Iterable[date]:
    try:
        # rules whose days do not depend on their beginning are unrolled once for all plans
        days = recurrence.occurrences(rule, first, last, begin if recurrence.counted(rule) else None)
    except recurrence.RuleError:
        return ()
    return [d for d in days if (begin is None or d >= begin) and (end is None or d <= end)]


def often_limited(c: Connection, first: date, last: date, limit: int) -> list[Found]:
    """The first `limit` of all: rule by rule from the earliest day on, so that a million are not read to show a hundred."""
    calendar: list[tuple[date, str]] = []
    out: list[Found] = []
    for rule in _rules(c):
        try:
            if recurrence.counted(rule):
                query = _bounds(_D, _D.c.id, first, last).where(_D.c.rrule == rule)
                for document, deadline, _, begin, end in c.execute(query):
                    out += [(day, document, deadline) for day in days(rule, first, last, begin, end)]
            else:
                calendar += [(day, rule) for day in recurrence.occurrences(rule, first, last)]
        except recurrence.RuleError:
            continue
    found = 0
    for day, rule in sorted(calendar):
        begun = sa.or_(_D.c.recurs_from.is_(None), _D.c.recurs_from <= day)
        for not_over in (_D.c.recurs_to >= day, _D.c.recurs_to.is_(None)):
            query = (
                sa.select(_D.c.document_id, _D.c.id)
                .where(_D.c.rrule == rule, begun, not_over)
                .order_by(_D.c.recurs_to, _D.c.recurs_from, _D.c.document_id, _D.c.id)
                .limit(limit - found)
            )
            rows = c.execute(query).all() if found < limit else []
            out += [(day, row[0], row[1]) for row in rows]
            found += len(rows)
        if found >= limit:
            break
    return sorted(out)[:limit]


def _rules(c: Connection) -> Iterable[str]:
    """Every rule there is: from one to the next by the index, as there are few rules and many deadlines."""
    rule = c.scalar(sa.select(sa.func.min(_D.c.rrule)).where(_D.c.rrule.is_not(None)))
    while rule is not None:
        yield rule
        rule = c.scalar(sa.select(sa.func.min(_D.c.rrule)).where(_D.c.rrule > rule))


def undated(c: Connection, ask: Ask, scope: Scope, room: int | None) -> list[Found]:
    """Those without a day, and recurring ones with their rule only, in the order of documents."""
    if room == 0:
        return []
    more = _conditions(c, ask)
    keys: set[tuple[str, str]] = set()
    if scope.by_body:
        for where in scope.bodies(_Y):
            query = sa.select(_Y.c.document_id, _Y.c.deadline).distinct().where(*where, _Y.c.due_on.is_(None))
            keys.update((row[0], row[1]) for row in c.execute(query.join(_D, _SAME).where(*more) if more else query))
    else:
        no_day = sa.or_(_D.c.due_on.is_(None), _D.c.rrule.is_not(None))
        query = sa.select(_D.c.document_id, _D.c.id).where(no_day, *scope.documents(_D), *more)
        query = query.order_by(_D.c.document_id, _D.c.seq).limit(room)
        keys.update((row[0], row[1]) for row in c.execute(query))
    return [(None, *key) for key in sorted(keys, key=links.in_order)[:room]]


def told(c: Connection, found: Sequence[Found]) -> list[dict[str, Any]]:
    """The rows for found deadlines, with who is to do what."""
    keys = sorted({(document, deadline) for _, document, deadline in found})
    facts: dict[tuple[str, str], dict[str, Any]] = {}
    for part in parts(keys):
        query = (
            sa.select(
                _D.c.document_id, _D.c.id.label("deadline_id"), _D.c.start_on, _D.c.text.label("deadline"), _D.c.kind, _D.c.relation, _D.c.rrule,
                _D.c.approximate, _D.c.confidence, _D.c.sentence, _D.c.start_char, _D.c.end_char, _D.c.recurs_from, _D.c.recurs_to,
                _DOC.c.label.label("document"), _DOC.c.title, _DOC.c.issuer, _DOC.c.issued_on, _SEC.c.path, _SEC.c.heading,
            )
            .join(_DOC, _DOC.c.id == _D.c.document_id)
            .outerjoin(_SEC, sa.and_(_SEC.c.document_id == _D.c.document_id, _SEC.c.id == _D.c.section))
            .where(pairs(c, _D.c.document_id, _D.c.id, part))
        )  # fmt: skip
        for row in c.execute(query).mappings():
            facts[row["document_id"], row["deadline_id"]] = dict(row)
    work = links.doers(c, keys)
    out = []
    for day, in_document, of in found:
        told: dict[str, Any] = {"due_on": day, **facts[in_document, of]}
        doers = work.get((in_document, of), [])
        for role in s.ROLES:
            told[role] = links.names(doers, role)
        told["tasks"] = list(dict.fromkeys(derive.squeeze(w.text) for w in doers))
        if day is not None and told["rrule"] is not None:
            told["start_on"] = None  # each time begins anew
        out.append({name: told[name] for name in COLUMNS})
    return out
