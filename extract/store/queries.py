"""The questions: what is due, from whom, what is aimed at.

Every answer is a list of plain dicts, each with the document, the section's path and the sentence it was read from, in an order
that is the same each time.
"""

from __future__ import annotations

import heapq
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from extract.store import derive, due, links
from extract.store import schema as s
from extract.store.database import Store
from extract.store.scope import Ask, Scope, among, folded_like, like, pairs, parts

_D, _Y, _T, _DOC, _SEC = s.deadlines, s.duties, s.tasks, s.documents, s.sections


def deadlines(store: Store, ask: Ask) -> list[dict[str, Any]]:
    """Deadlines in the order of their days, recurring ones once for each day in the span asked.

    Without a span, recurring ones stand once, with their rule and no day, behind the others, as do those without any day.
    """
    with store.connect() as c:
        scope = Scope(c, ask)
        if scope.nothing:
            return []
        found = due.once(c, ask, scope)
        if ask.first is None and ask.last is None:
            found += due.undated(c, ask, scope, room=due.room(ask, found))
        else:
            found = list(heapq.merge(found, due.often(c, ask, scope), key=lambda row: row[0]))
        return due.told(c, found[: ask.limit])


def tasks(store: Store, ask: Ask) -> list[dict[str, Any]]:
    """Tasks in the order of documents; with a span, those that have a deadline in it."""
    with store.connect() as c:
        scope = Scope(c, ask)
        if scope.nothing:
            return []
        query = (
            sa.select(
                _T.c.document_id, _T.c.id.label("task_id"), _T.c.text.label("task"), _T.c.deliverable, _T.c.confidence,
                _DOC.c.label.label("document"), _DOC.c.issuer, _SEC.c.path, _SEC.c.heading,
                _T.c.text.label("sentence"), _T.c.start_char, _T.c.end_char,
            )
            .join(_DOC, _DOC.c.id == _T.c.document_id)
            .outerjoin(_SEC, sa.and_(_SEC.c.document_id == _T.c.document_id, _SEC.c.id == _T.c.section))
            .where(*([like(c, _T.c.text, ask.words)] if ask.words else []))
        )  # fmt: skip
        meant = _meant(c, ask, scope)
        if meant is None:
            rows = [
                dict(x)
                for x in c.execute(
                    query.where(*scope.documents(_T)).order_by(_T.c.document_id, _T.c.seq).limit(ask.limit)
                ).mappings()
            ]
        else:
            rows = []
            for part in parts(meant):
                rows += [
                    dict(x)
                    for x in c.execute(
                        query.where(pairs(c, _T.c.document_id, _T.c.id, part)).order_by(_T.c.document_id, _T.c.seq)
                    ).mappings()
                ]
                if ask.limit is not None and len(rows) >= ask.limit:
                    break
            rows = rows[: ask.limit]
        keys = [(row["document_id"], row["task_id"]) for row in rows]
        actors, times = links.actors(c, keys), links.times(c, keys)
        for row, k in zip(rows, keys, strict=True):
            row.update({role: links.names(actors.get(k, []), role) for role in s.ROLES})
            row["deadlines"] = [t.text for t in times.get(k, [])]
            row["due_on"] = min((t.due_on for t in times.get(k, []) if t.due_on), default=None)
            row["task"] = row["sentence"] = derive.squeeze(row["task"])
        return rows


def _meant(c: Connection, ask: Ask, scope: Scope) -> list[links.Key] | None:
    """The tasks of the bodies and of the span asked for, in order; None where neither is asked for."""
    a = s.task_actors
    found: set[links.Key] | None = None
    if scope.by_body:
        found = set()
        for where in scope.bodies(a):
            found.update(
                (row[0], row[1]) for row in c.execute(sa.select(a.c.document_id, a.c.task).distinct().where(*where))
            )
    if ask.first is not None or ask.last is not None:
        wide = replace(ask, limit=None, words=None)
        bound = links.tasks_of(c, [(d, i) for _, d, i in [*due.once(c, wide, scope), *due.often(c, wide, scope)]])
        found = bound if found is None else found & bound
    return None if found is None else sorted(found, key=links.in_order)


def units(store: Store, ask: Ask) -> list[dict[str, Any]]:
    """Bodies across plans with what they have to do, the busiest first."""
    with store.connect() as c:
        scope = Scope(c, ask)
        if scope.nothing:
            return []
        u, a, du = s.units, s.task_actors, s.document_units
        roles = [
            sa.func.count(sa.distinct(sa.case((a.c.role == role, a.c.document_id + " " + a.c.task)))).label(role)
            for role in ("lead", "support", "directs")
        ]
        work = sa.select(a.c.unit_id, *roles).where(a.c.unit_id.is_not(None)).group_by(a.c.unit_id)
        named = sa.select(du.c.unit_id, sa.func.count(sa.distinct(du.c.document_id)).label("documents")).group_by(
            du.c.unit_id
        )
        where: list[Any] = [u.c.kind == ask.kind] if ask.kind else []
        if ask.words:
            where.append(folded_like(u.c.name_folded, ask.words))
        if scope.unit_ids is not None or scope.place_ids is not None:
            where.append(scope.units(u.c.id))
            work, named = work.where(scope.units(a.c.unit_id)), named.where(scope.units(du.c.unit_id))
        if scope.document_ids is not None:
            work = work.where(among(c, a.c.document_id, scope.document_ids))
            named = named.where(among(c, du.c.document_id, scope.document_ids))
        w, n = work.subquery(), named.subquery()
        query = (
            sa.select(
                u.c.name.label("unit"), u.c.level, u.c.kind, u.c.commune, u.c.district, u.c.province, n.c.documents,
                *(sa.func.coalesce(w.c[role], 0).label(role) for role in ("lead", "support", "directs")), u.c.id.label("unit_id"),
            )
            .join(n, n.c.unit_id == u.c.id)
            .outerjoin(w, w.c.unit_id == u.c.id)
            .where(*where)
            .order_by(sa.desc("lead"), sa.desc("support"), n.c.documents.desc(), u.c.name_folded, u.c.id)
            .limit(ask.limit)
        )  # fmt: skip
        return [dict(row) for row in c.execute(query).mappings()]


def indicators(store: Store, ask: Ask) -> list[dict[str, Any]]:
    """Targets by name, then year; `words` is looked for in the name, `first` and `last` bound the year they are for."""
    i = s.indicators
    with store.connect() as c:
        scope = Scope(c, replace(ask, unit=None))
        if scope.nothing:
            return []
        query = (
            sa.select(
                i.c.name, i.c.comparator, i.c.value, i.c.value_max, i.c.unit, i.c["of"], i.c.as_of, i.c.base, i.c.kind, i.c.text,
                _DOC.c.label.label("document"), _DOC.c.issuer, _DOC.c.issued_on, _SEC.c.path, _SEC.c.heading, i.c.sentence, i.c.confidence,
                i.c.document_id, i.c.id.label("indicator_id"), i.c.start_char, i.c.end_char,
            )
            .join(_DOC, _DOC.c.id == i.c.document_id)
            .outerjoin(_SEC, sa.and_(_SEC.c.document_id == i.c.document_id, _SEC.c.id == i.c.section))
            .where(*scope.documents(i))
            .order_by(i.c.name_folded, i.c.as_of, i.c.document_id, i.c.seq)
            .limit(ask.limit)
        )  # fmt: skip
        if ask.kind:
            query = query.where(i.c.kind == ask.kind)
        if ask.words:
            # the names alone are in an index, and many plans share one
            named = sa.select(i.c.name_folded).distinct().where(folded_like(i.c.name_folded, ask.words))
            query = query.where(among(c, i.c.name_folded, list(c.scalars(named))))
        year = sa.func.substr(sa.func.coalesce(i.c.as_of, _DOC.c.issued_on), 1, 4)
        if ask.first:
            query = query.where(year >= str(ask.first.year))
        if ask.last:
            query = query.where(year <= str(ask.last.year))
        return [dict(row) for row in c.execute(query).mappings()]
