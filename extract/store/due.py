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
    conditions: list[Any] = []
    if ask.kind:
        conditions.append(_D.c.kind == ask.kind)
    if ask.words:
        conditions.append(like(c, _D.c.sentence, ask.words))
    if scope.by_body:
        day, key = _Y.c.due_on, (_Y.c.document_id, _Y.c.deadline)
        query = sa.select(day, *key).distinct().where(*scope.bodies(_Y))
        if conditions or ask.running:
            query = query.join(_D, sa.and_(_D.c.document_id == key[0], _D.c.id == key[1])).where(*conditions)
    else:
        day, key = _D.c.due_on, (_D.c.document_id, _D.c.id)
        query = sa.select(day, *key).where(_D.c.rrule.is_(None), *scope.documents(_D), *conditions)
    if ask.running:
        query = query.where(day >= first, sa.func.coalesce(_D.c.start_on, day) <= last)
    else:
        query = query.where(day.between(first, last))
    query = query.order_by(day, *key).limit(ask.limit)
    return [(row[0], row[1], row[2]) for row in c.execute(query)]


def often(c: Connection, ask: Ask, scope: Scope) -> list[Found]:
    """Recurring ones, once for each day in the span, in the order of the days."""
    first, last = ask.first or FIRST, ask.last or LAST
    if ask.first is None or ask.last is None:
        # an open span still ends: a year for what recurs
        first = ask.first or date(max(last.year - 1, 1), last.month, 1)
        last = ask.last or date(min(first.year + 1, 9999), 12, 31)
    if ask.limit is not None and not (scope.by_body or scope.place_ids or scope.document_ids or ask.kind or ask.words):
        return often_limited(c, first, last, ask.limit)
    query = sa.select(_D.c.document_id, _D.c.id, _D.c.rrule, _D.c.recurs_from, _D.c.recurs_to).where(
        _D.c.rrule.is_not(None)
    )
    if scope.by_body:
        mine = (
            sa.select(_Y.c.document_id, _Y.c.deadline)
            .distinct()
            .where(*scope.bodies(_Y), _Y.c.due_on.is_(None))
            .subquery()
        )
        query = query.join(mine, sa.and_(mine.c.document_id == _D.c.document_id, mine.c.deadline == _D.c.id))
    else:
        query = query.where(*scope.documents(_D))
    query = query.where(
        sa.or_(_D.c.recurs_from.is_(None), _D.c.recurs_from <= last),
        sa.or_(_D.c.recurs_to.is_(None), _D.c.recurs_to >= first),
    )
    if ask.kind:
        query = query.where(_D.c.kind == ask.kind)
    if ask.words:
        query = query.where(like(c, _D.c.sentence, ask.words))
    out: list[Found] = []
    for document, deadline, rule, begin, end in c.execute(query):
        out += [(day, document, deadline) for day in days(rule, first, last, begin, end)]
    return sorted(out)


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
    for rule in c.scalars(sa.select(_D.c.rrule).where(_D.c.rrule.is_not(None)).group_by(_D.c.rrule)).all():
        try:
            if recurrence.counted(rule):
                query = sa.select(_D.c.document_id, _D.c.id, _D.c.recurs_from, _D.c.recurs_to).where(_D.c.rrule == rule)
                for document, deadline, begin, end in c.execute(query):
                    out += [(day, document, deadline) for day in days(rule, first, last, begin, end)]
            else:
                calendar += [(day, rule) for day in recurrence.occurrences(rule, first, last)]
        except recurrence.RuleError:
            continue
    found = 0
    for day, rule in sorted(calendar):
        query = (
            sa.select(_D.c.document_id, _D.c.id)
            .where(_D.c.rrule == rule, sa.or_(_D.c.recurs_from.is_(None), _D.c.recurs_from <= day))
            .where(sa.or_(_D.c.recurs_to.is_(None), _D.c.recurs_to >= day))
            .order_by(_D.c.recurs_from, _D.c.recurs_to, _D.c.document_id, _D.c.id)
            .limit(limit - found)
        )
        rows = c.execute(query).all()
        out += [(day, row[0], row[1]) for row in rows]
        found += len(rows)
        if found >= limit:
            break
    return sorted(out)[:limit]


def undated(c: Connection, ask: Ask, scope: Scope, room: int | None) -> list[Found]:
    if room == 0:
        return []
    query = sa.select(_D.c.document_id, _D.c.id).where(sa.or_(_D.c.due_on.is_(None), _D.c.rrule.is_not(None)))
    if scope.by_body:
        mine = (
            sa.select(_Y.c.document_id, _Y.c.deadline)
            .distinct()
            .where(*scope.bodies(_Y), _Y.c.due_on.is_(None))
            .subquery()
        )
        query = query.join(mine, sa.and_(mine.c.document_id == _D.c.document_id, mine.c.deadline == _D.c.id))
    else:
        query = query.where(*scope.documents(_D))
    if ask.kind:
        query = query.where(_D.c.kind == ask.kind)
    if ask.words:
        query = query.where(like(c, _D.c.sentence, ask.words))
    query = query.order_by(_D.c.document_id, _D.c.seq).limit(room)
    return [(None, row[0], row[1]) for row in c.execute(query)]


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
            .where(pairs(_D.c.document_id, _D.c.id, part))
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
