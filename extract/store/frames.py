"""Tidy tables of a whole database, batch by batch: what DataFrames, Parquet, CSV and XLSX are made of.

One row an item, its document and section path in front, names instead of ids where a task points at bodies, lists where there
are several. Columns are typed: days are dates, lists are lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import sqlalchemy as sa
from sqlalchemy import Connection

from extract import record as r
from extract.store import links, queries, scope
from extract.store import schema as s
from extract.store.database import Store

if TYPE_CHECKING:
    import pandas as pd

_CHUNK = 200  # documents a batch: memory stays flat however many there are
_BACK = {new: old for old, new in s.RENAMED.items()}
_HIDDEN = ("folded", "_raw", "nul_as", "recurs_", "has_", "seq")
_LINKS: dict[str, list[tuple[str, pa.DataType]]] = {
    "tasks": [(role, pa.list_(pa.string())) for role in s.ROLES]
    + [("deadlines", pa.list_(pa.string())), ("deadline_ids", pa.list_(pa.string())), ("due_on", pa.date32())],
    "deadlines": [(role, pa.list_(pa.string())) for role in s.ROLES] + [("task_ids", pa.list_(pa.string()))],
    "references": [("mentions", pa.int32())],
    "officials": [("mentions", pa.int32())],
    "plan_units": [("mentions", pa.int32())],
}
_WORK = ("documents", "lead", "support", "directs")
_OWNER = {"references": "citation", "officials": "official", "plan_units": "unit"}

#: Name of the tidy table → the database's table it is made of; `units` is one row a body across plans.
TABLES: dict[str, sa.Table] = {
    "documents": s.documents,
    "units": s.units,
    "plan_units": s.document_units,
    "mentions": s.mentions,
    **{name: s.metadata.tables[s.TABLE_OF.get(name, name)] for name in r.LISTS if name != "units"},
    "tokens": s.tokens,
}


def schema(name: str) -> pa.Schema:
    """Names and types of a tidy table's columns. Raises KeyError for an unknown name."""
    return pa.schema(
        [pa.field(n, kind) for n, kind, _ in _columns(name)] + [pa.field(n, kind) for n, kind in _extra(name)]
    )


def batches(store: Store, name: str) -> Iterator[pa.RecordBatch]:
    """The table in batches, in the order of documents and of their lists."""
    wanted = schema(name)
    with store.connect() as c:
        if name == "units":
            yield pa.RecordBatch.from_pylist(_all_units(store), schema=wanted)
            return
        ids = store.ids()
        for i in range(0, len(ids), _CHUNK):
            rows = _rows(c, name, ids[i : i + _CHUNK])
            if rows:
                yield pa.RecordBatch.from_pylist(rows, schema=wanted)


def table(store: Store, name: str) -> pa.Table:
    """The whole table, in memory."""
    return pa.Table.from_batches(batches(store, name), schema=schema(name))


def frame(store: Store, name: str) -> pd.DataFrame:
    """The whole table as a DataFrame: days as datetimes, whole numbers that may be missing as Int64, lists as lists."""
    import pandas as pd

    found = table(store, name)
    types = {pa.int32(): pd.Int64Dtype(), pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
    out = found.to_pandas(date_as_object=False, types_mapper=types.get)
    for field in found.schema:
        if pa.types.is_list(field.type):
            out[field.name] = found[field.name].to_pylist()
    return out


def _columns(name: str) -> list[tuple[str, pa.DataType, Any]]:
    """(name, type, SQL expression) of the columns that come straight from the database."""
    of = TABLES[name]
    doc, sec = s.documents, s.sections
    out: list[tuple[str, pa.DataType, Any]] = []
    if "document_id" in of.c:
        out += [("document_id", pa.string(), of.c.document_id), ("document", pa.string(), doc.c.label)]
        out += [("issuer", pa.string(), doc.c.issuer)] if "issuer" not in of.c else []
        out += [("issued_on", pa.date32(), doc.c.issued_from)]
        out += [("path", pa.string(), sec.c.path), ("heading", pa.string(), sec.c.heading)] if "section" in of.c else []
    for column in of.columns:
        if column.name == "document_id" or any(h in column.name for h in _HIDDEN):
            continue
        out.append((_BACK.get(column.name, column.name), _arrow(column), column))
    if name == "sections":
        raw = sa.func.substr(doc.c.text, of.c.start_char + 1, of.c.end_char - of.c.start_char)
        out.append(("text", pa.string(), sa.func.coalesce(of.c.text_raw, raw)))
    return out


def _extra(name: str) -> list[tuple[str, pa.DataType]]:
    if name == "units":
        return [(n, pa.int32()) for n in _WORK]
    return _LINKS.get(name, [])


def _arrow(column: sa.Column) -> pa.DataType:
    if isinstance(column.type, sa.JSON):
        return pa.list_(pa.list_(pa.string())) if column.name == "rows" else pa.list_(pa.string())
    if isinstance(column.type, sa.DateTime):
        return pa.timestamp("us", tz="UTC")
    for sql, arrow in (
        (sa.Date, pa.date32()),
        (sa.Boolean, pa.bool_()),
        (sa.BigInteger, pa.int64()),
        (sa.Integer, pa.int32()),
        (sa.Double, pa.float64()),
    ):
        if isinstance(column.type, sql):
            return arrow
    return pa.string()


def _all_units(store: Store) -> list[dict[str, Any]]:
    work = {row["unit_id"]: row for row in queries.units(store, scope.Ask())}
    columns = _columns("units")
    with store.connect() as c:
        rows = c.execute(
            sa.select(*(e.label(n) for n, _, e in columns)).order_by(s.units.c.name_folded, s.units.c.id)
        ).mappings()
        return [{**row, **{n: work[row["id"]][n] for n in _WORK}} for row in rows if row["id"] in work]


def _rows(c: Connection, name: str, ids: list[str]) -> list[dict[str, Any]]:
    of = TABLES[name]
    columns = [expression.label(n) for n, _, expression in _columns(name)]
    key = of.c.id if name == "documents" else of.c.document_id
    query = sa.select(*columns).where(scope.among(c, key, ids))
    if name == "documents":
        query = query.order_by(key)
    else:
        query = query.join(s.documents, s.documents.c.id == of.c.document_id)
        if "section" in of.c:
            on = sa.and_(s.sections.c.document_id == of.c.document_id, s.sections.c.id == of.c.section)
            query = query.outerjoin(s.sections, on)
        owner = [of.c.owner_kind, of.c.owner_id] if name == "mentions" else []
        query = query.order_by(of.c.document_id, *owner, of.c.seq)
    rows = [dict(row) for row in c.execute(query).mappings()]
    for row in rows if "loaded_at" in (n for n, _, _ in _columns(name)) else ():
        row["loaded_at"] = row["loaded_at"].replace(tzinfo=row["loaded_at"].tzinfo or _utc())
    _link(c, name, rows)
    return rows


def _utc() -> Any:
    from datetime import UTC

    return UTC


def _link(c: Connection, name: str, rows: list[dict[str, Any]]) -> None:
    keys = [(row["document_id"], row["id"]) for row in rows] if name in _LINKS else []
    if name == "tasks":
        actors, times = links.actors(c, keys), links.times(c, keys)
        for row, k in zip(rows, keys, strict=True):
            found = times.get(k, [])
            row.update({role: links.names(actors.get(k, []), role) for role in s.ROLES})
            row["deadlines"], row["deadline_ids"] = [t.text for t in found], [t.deadline for t in found]
            row["due_on"] = min((t.due_on for t in found if t.due_on), default=None)
    elif name == "deadlines":
        work = links.doers(c, keys)
        for row, k in zip(rows, keys, strict=True):
            found = work.get(k, [])
            row.update({role: links.names(found, role) for role in s.ROLES})
            row["task_ids"] = list(dict.fromkeys(w.task for w in found))
    elif name in _OWNER:
        m = s.mentions
        counts: dict[tuple[str, str], int] = {}
        for part in scope.parts(keys):
            query = (
                sa.select(m.c.document_id, m.c.owner_id, sa.func.count().label("n"))
                .where(m.c.owner_kind == _OWNER[name], scope.pairs(c, m.c.document_id, m.c.owner_id, part))
                .group_by(m.c.document_id, m.c.owner_id)
            )
            counts.update({(row.document_id, row.owner_id): row.n for row in c.execute(query)})
        for row, k in zip(rows, keys, strict=True):
            row["mentions"] = counts.get(k, 0)
