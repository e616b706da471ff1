"""Who a task names and when it is due, for many tasks or deadlines at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from extract.store import schema as s
from extract.store.scope import pairs, parts

Key = tuple[str, str]


def in_order(key: Key) -> tuple[str, int, str]:
    """To sort keys by: d2 before d10."""
    return key[0], len(key[1]), key[1]


def who(row: Any) -> str:
    """What to call the body or person of a row of `doers` or `actors`."""
    if row.official is None:
        return row.name
    return row.person or " ".join(x for x in (row.title, row.name) if x)


def names(rows: Iterable[Any], role: str) -> list[str]:
    """Those of the rows that have the role, each once, in order."""
    return list(dict.fromkeys(who(row) for row in rows if row.role == role))


def doers(c: Connection, deadlines: Sequence[Key]) -> dict[Key, list[Any]]:
    """(document, deadline) → rows of role, name, person, title, official, task, text."""
    y, t, u, o = s.duties, s.tasks, s.units, s.officials
    query = (
        sa.select(y.c.document_id, y.c.deadline, y.c.role, u.c.name, o.c.name.label("person"), o.c.title, y.c.official, y.c.task, t.c.text)
        .join(t, sa.and_(t.c.document_id == y.c.document_id, t.c.id == y.c.task))
        .outerjoin(u, u.c.id == y.c.unit_id)
        .outerjoin(o, sa.and_(o.c.document_id == y.c.document_id, o.c.id == y.c.official))
        .order_by(y.c.document_id, y.c.seq)
    )  # fmt: skip
    return _gather(c, query, y.c.document_id, y.c.deadline, deadlines)


def actors(c: Connection, tasks: Sequence[Key]) -> dict[Key, list[Any]]:
    """(document, task) → rows of role, name, person, title, official."""
    a, u, o = s.task_actors, s.units, s.officials
    query = (
        sa.select(a.c.document_id, a.c.task, a.c.role, u.c.name, o.c.name.label("person"), o.c.title, a.c.official)
        .outerjoin(u, u.c.id == a.c.unit_id)
        .outerjoin(o, sa.and_(o.c.document_id == a.c.document_id, o.c.id == a.c.official))
        .order_by(a.c.document_id, a.c.task, a.c.role, a.c.seq)
    )
    return _gather(c, query, a.c.document_id, a.c.task, tasks)


def times(c: Connection, tasks: Sequence[Key]) -> dict[Key, list[Any]]:
    """(document, task) → rows of deadline, text, due_on; the task's own deadlines before its heading's."""
    t, d = s.task_deadlines, s.deadlines
    query = (
        sa.select(t.c.document_id, t.c.task, t.c.deadline, d.c.text, d.c.due_on)
        .join(d, sa.and_(d.c.document_id == t.c.document_id, d.c.id == t.c.deadline))
        .order_by(t.c.document_id, t.c.task, t.c.inherited, t.c.seq)
    )
    return _gather(c, query, t.c.document_id, t.c.task, tasks)


def tasks_of(c: Connection, deadlines: Sequence[Key]) -> set[Key]:
    """The (document, task) that these deadlines bound."""
    y = s.duties
    found: set[Key] = set()
    for part in parts(sorted(set(deadlines))):
        query = sa.select(y.c.document_id, y.c.task).distinct().where(pairs(c, y.c.document_id, y.c.deadline, part))
        found.update((row.document_id, row.task) for row in c.execute(query))
    return found


def _gather(
    c: Connection, query: sa.Select[Any], document: Any, item: Any, keys: Sequence[Key]
) -> dict[Key, list[Any]]:
    out: dict[Key, list[Any]] = {}
    for part in parts(keys):
        for row in c.execute(query.where(pairs(c, document, item, part))):
            out.setdefault((row[0], row[1]), []).append(row)
    return out
