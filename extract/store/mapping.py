"""One mapping: a record → rows of every table, and rows → the same record. Every sink reads it."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel

from extract import record as r
from extract.store import derive
from extract.store import schema as s

Rows = dict[str, list[dict[str, Any]]]
# 32 code points that Unicode keeps for a program's own use; the first that a document has not stands for its U+0000
_STAND_INS = [chr(c) for c in range(0xFDD0, 0xFDF0)]


class RecordError(ValueError):
    """A record that cannot be stored: it names an item it does not have, or the same id twice."""


def rows_of(record: r.Record) -> Rows:
    """All rows of a record, by table, in an order that foreign keys allow.

    U+0000 is replaced by a stand-in, because PostgreSQL refuses it and SQLite's functions stop at it.
    Raises RecordError for a record that contradicts itself.
    """
    rows: Rows = {t.name: [] for t in s.metadata.sorted_tables if t.name not in ("meta", "dictionary")}
    sentences = derive.Sentences(record.text)
    unit_ids = {u.id: derive.unit_identity(u) for u in record.units}
    by_name = {derive.key(u.name): unit_ids[u.id] for u in reversed(record.units)}
    official_units = {o.id: by_name.get(derive.key(o.unit)) if o.unit else None for o in record.officials}

    as_json = record.to_json(indent=None)
    content_hash = hashlib.sha256(as_json.encode()).hexdigest()
    rows["documents"].append(_document(record, content_hash))
    for name in r.LISTS:
        table = s.TABLE_OF.get(name, name)
        for seq, item in enumerate(getattr(record, name)):
            rows[table].append({"document_id": record.id, "seq": seq, **_flat(table, item)})
    for row in rows["document_units"]:
        row["unit_id"] = unit_ids[row["id"]]
    for row in rows["officials"]:
        row["unit_id"] = official_units[row["id"]]
    for row, section in zip(rows["sections"], record.sections, strict=True):
        row["text_raw"] = None if section.text == record.text[section.start : section.end] else section.text
    for row in rows["deadlines"] + rows["indicators"]:
        row["sentence"] = sentences.around(row["start_char"], row["end_char"])
    for row in rows["deadlines"]:
        often = row["rrule"] is not None
        row["recurs_from"] = (row["start_on"] or rows["documents"][0]["runs_from"]) if often else None
        row["recurs_to"] = (row["due_on"] or derive.recurs_to(record, row["rrule"])) if often else None
    for row in rows["indicators"]:
        row["name_folded"] = derive.folded(row["name"])
    for row in rows["citations"]:
        row["code_folded"], row["issuer_folded"] = derive.folded_code(row["code"]), derive.folded(row["issuer"])
    _units(record, rows, unit_ids)
    _mentions(record, rows)
    _links(record, rows, unit_ids, official_units)
    starts, inner = derive.innermost(record.sections)
    for seq, (a, b) in enumerate(sentences.lines()):
        rows["passages"].append(
            {
                "document_id": record.id,
                "seq": seq,
                "section": inner[bisect_right(starts, a) - 1],
                "start_char": a,
                "text": record.text[a:b],
            }
        )
    for seq, token in enumerate(record.tokens or []):
        rows["tokens"].append({"document_id": record.id, "seq": seq, **_flat("tokens", token)})
    _check(record, rows)
    return _without_nul(record, as_json, rows)


def _document(record: r.Record, content_hash: str) -> dict[str, Any]:
    runs_from, runs_to = derive.runs(record.header)
    return {
        "id": record.id,
        "schema_version": record.schema_version,
        "generator": record.generator,
        "text": record.text,
        "label": derive.label(record),
        **_flat("documents", record.header),
        **{f"signer_{k}": v for k, v in _flat("documents", record.signer or r.Signer()).items()},
        "has_signer": record.signer is not None,
        **{f"source_{k}": v for k, v in _flat("documents", record.source).items()},
        "has_tokens": record.tokens is not None,
        "issued_from": derive.first_day(record.header.issued_on),
        "runs_from": runs_from,
        "runs_to": runs_to,
        "issuer_folded": derive.folded(record.header.issuer),
        "code_folded": derive.folded_code(record.header.code),
        "nul_as": None,
        "content_hash": content_hash,
        "loaded_at": None,
    }


@cache
def _fields(table: str, model: type[BaseModel]) -> tuple[tuple[str, str, str, tuple[str, ...]], ...]:
    """(field, how it is kept: plain, day or nested; column, fields inside) of those that `schema` makes columns of."""
    known = s.metadata.tables[table].columns
    out: list[tuple[str, str, str, tuple[str, ...]]] = []
    for name, field in model.model_fields.items():
        inner = s.nested(field.annotation)
        column = s.RENAMED.get(name, name)
        if inner is not None and f"has_{name}" in known:
            out.append((name, "nested", f"has_{name}", tuple(inner.model_fields)))
        elif (table, name) in s.DAYS:
            out.append((name, "day", column, ()))
        elif table == "documents" or column in known:
            out.append((name, "plain", column, ()))
    return tuple(out)


def _flat(table: str, item: BaseModel) -> dict[str, Any]:
    """Column → value for the columns that `schema` makes of this item's fields."""
    out: dict[str, Any] = {}
    for name, how, column, inner in _fields(table, type(item)):
        value = getattr(item, name)
        if how == "plain":
            of_models = isinstance(value, list) and value and isinstance(value[0], BaseModel)
            out[column] = [v.model_dump(mode="json") for v in value] if of_models else value
        elif how == "day":
            out[column] = derive.day(value)
            out[f"{column}_raw"] = value if out[column] is None else None
        else:
            for sub in inner:
                out[f"{name}_{sub}"] = getattr(value, sub) if value is not None else None
            out[column] = value is not None
    return out


def _units(record: r.Record, rows: Rows, unit_ids: dict[str, str]) -> None:
    """The bodies and places across plans."""
    units: dict[str, dict[str, Any]] = {}
    places: dict[str, str] = {}
    unit_places: set[tuple[str, str]] = set()
    for u in record.units:
        p = u.place or r.Place()
        units.setdefault(
            unit_ids[u.id],
            {
                "id": unit_ids[u.id],
                "name": derive.squeeze(u.name),
                "name_key": derive.key(u.name),
                "name_folded": derive.folded(u.name),
                "kind": u.kind,
                "level": u.level,
                "collective": u.collective,
                "province": p.province,
                "district": p.district,
                "commune": p.commune,
            },
        )
        for name in derive.places_of_unit(u):
            places.setdefault(derive.key(name), name)
            unit_places.add((unit_ids[u.id], derive.key(name)))
    of_document = derive.places_of_document(record)
    for name in of_document:
        places.setdefault(derive.key(name), name)
    # in the order of their keys: two loaders that share bodies then never wait for each other in a circle
    rows["units"] = [units[k] for k in sorted(units)]
    rows["places"] = [{"id": k, "name": places[k], "name_folded": derive.folded(places[k])} for k in sorted(places)]
    rows["unit_places"] = [{"unit_id": u, "place_id": p} for u, p in sorted(unit_places)]
    rows["document_places"] = [
        {"document_id": record.id, "place_id": k} for k in sorted({derive.key(n) for n in of_document})
    ]


def _mentions(record: r.Record, rows: Rows) -> None:
    for name, owner in s.OWNERS.items():
        for item in getattr(record, name):
            for seq, mention in enumerate(item.mentions):
                rows["mentions"].append(
                    {
                        "document_id": record.id,
                        "owner_kind": owner,
                        "owner_id": item.id,
                        "seq": seq,
                        **_flat("mentions", mention),
                    }
                )


def _links(record: r.Record, rows: Rows, unit_ids: dict[str, str], official_units: dict[str, str | None]) -> None:
    doc = record.id
    due = {
        row["id"]: {
            "due_on": row["due_on"] if row["rrule"] is None else None,
            **{name: row[name] for name in ("rrule", "recurs_from", "recurs_to")},
        }
        for row in rows["deadlines"]
    }
    actors: dict[str, list[dict[str, Any]]] = {}
    bound: dict[tuple[str, str], None] = {}
    for t in record.tasks:
        actors[t.id] = []
        for role in s.ROLES:
            for seq, actor in enumerate(getattr(t, role)):
                if actor not in unit_ids and actor not in official_units:
                    raise RecordError(
                        f"{doc}: task {t.id} names {actor} as {role}, which is no unit or official of the record"
                    )
                is_unit = actor in unit_ids
                who = {
                    "role": role,
                    "unit": actor if is_unit else None,
                    "official": None if is_unit else actor,
                    "unit_id": unit_ids[actor] if is_unit else official_units[actor],
                }
                actors[t.id].append(who)
                rows["task_actors"].append({"document_id": doc, "task": t.id, "seq": seq, **who})
        for inherited, ids in ((False, t.deadlines), (True, t.inherited_deadlines)):
            for seq, d in enumerate(ids):
                rows["task_deadlines"].append(
                    {"document_id": doc, "task": t.id, "inherited": inherited, "seq": seq, "deadline": d}
                )
                bound[d, t.id] = None
    for deadline in record.deadlines:
        for seq, task in enumerate(deadline.tasks):
            rows["deadline_tasks"].append({"document_id": doc, "deadline": deadline.id, "seq": seq, "task": task})
            bound[deadline.id, task] = None
    for seq, citation in enumerate(record.implements):
        rows["implements"].append({"document_id": doc, "seq": seq, "citation": citation})
    for d, task in bound:
        for who in actors.get(task, []):
            rows["duties"].append(
                {
                    "document_id": doc,
                    "seq": len(rows["duties"]),
                    "deadline": d,
                    "task": task,
                    **who,
                    **due.get(d, {}),
                }
            )


def _check(record: r.Record, rows: Rows) -> None:
    """What the foreign keys would refuse, said in words."""
    ids: dict[str, set[str]] = {}
    for name in (
        "sections",
        "document_units",
        "officials",
        "slogans",
        "indicators",
        "deadlines",
        "dates",
        "citations",
        "tasks",
        "tables",
    ):
        ids[name] = set()
        for row in rows[name]:
            if row["id"] in ids[name]:
                raise RecordError(f"{record.id}: the id {row['id']} stands twice in its {name}")
            ids[name].add(row["id"])
    for table in s.metadata.sorted_tables:
        for fk in table.foreign_key_constraints:
            if len(fk.columns) != 2:
                continue
            column, target = fk.column_keys[1], fk.elements[1].column.table.name
            for row in rows[table.name]:
                if row[column] is not None and row[column] not in ids[target]:
                    first = row.get("deadline") if table is s.deadline_tasks else row.get("task")
                    owner = row.get("id") or first or row.get("owner_id") or row["seq"]
                    raise RecordError(
                        f"{record.id}: {table.name} {owner} names {row[column]!r}, which is not in the record's {target}"
                    )


def _without_nul(record: r.Record, as_json: str, rows: Rows) -> Rows:
    if "\\u0000" not in as_json:
        return rows
    free = [c for c in _STAND_INS if c not in as_json]
    if not free:
        raise RecordError(f"{record.id}: no code point is left to stand for U+0000")
    done: Rows = _swap(rows, "\x00", free[0])
    done["documents"][0]["nul_as"] = free[0]
    return done


def _swap(value: Any, old: str, new: str) -> Any:
    if isinstance(value, str):
        return value.replace(old, new)
    if isinstance(value, dict):
        return {k: _swap(v, old, new) for k, v in value.items()}
    if isinstance(value, list):
        return [_swap(v, old, new) for v in value]
    return value


def record_of(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> r.Record:
    """The record again, from the rows of one document; each table's rows in the order of `seq`."""
    document = dict(rows["documents"][0])
    if document["nul_as"]:
        rows = _swap({k: [dict(row) for row in v] for k, v in rows.items()}, document["nul_as"], "\x00")
        document = dict(rows["documents"][0])
    text = document["text"]
    data: dict[str, Any] = {
        "schema_version": document["schema_version"],
        "id": document["id"],
        "generator": document["generator"],
        "text": text,
    }
    data["source"] = {name: document[f"source_{name}"] for name in r.SourceInfo.model_fields}
    data["header"] = {name: document[name] for name in r.Header.model_fields}
    if document["has_signer"]:
        data["signer"] = {name: document[f"signer_{name}"] for name in r.Signer.model_fields}
    for name, model in r.LISTS.items():
        table = s.TABLE_OF.get(name, name)
        data[name] = [_item(table, model, row) for row in rows[table]]
    for section, row in zip(data["sections"], rows["sections"], strict=True):
        raw = row["text_raw"]
        section["text"] = text[section["start"] : section["end"]] if raw is None else raw
    _read_links(rows, data)
    data["implements"] = [row["citation"] for row in rows["implements"]]
    if document["has_tokens"]:
        data["tokens"] = [_item("tokens", r.Token, row) for row in rows["tokens"]]
    return r.Record.model_validate(data)


def _item(table: str, model: type[BaseModel], row: Mapping[str, Any]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        inner = s.nested(field.annotation)
        column = s.RENAMED.get(name, name)
        if inner is not None:
            out[name] = {sub: row[f"{name}_{sub}"] for sub in inner.model_fields} if row[f"has_{name}"] else None
        elif (table, name) in s.DAYS:
            out[name] = row[f"{name}_raw"] if row[name] is None else row[name].isoformat()
        elif column in row:
            out[name] = row[column]
    return out


def _read_links(rows: Mapping[str, Sequence[Mapping[str, Any]]], data: dict[str, Any]) -> None:
    items = {(owner, item["id"]): item for name, owner in s.OWNERS.items() for item in data[name]}
    for item in items.values():
        item["mentions"] = []
    for row in rows["mentions"]:
        items[row["owner_kind"], row["owner_id"]]["mentions"].append(_item("mentions", r.Mention, row))
    tasks = {t["id"]: t for t in data["tasks"]}
    for t in tasks.values():
        t.update({role: [] for role in s.ROLES}, deadlines=[], inherited_deadlines=[])
    for row in rows["task_actors"]:
        tasks[row["task"]][row["role"]].append(row["unit"] or row["official"])
    for row in rows["task_deadlines"]:
        tasks[row["task"]]["inherited_deadlines" if row["inherited"] else "deadlines"].append(row["deadline"])
    bounds = {d["id"]: d for d in data["deadlines"]}
    for d in bounds.values():
        d["tasks"] = []
    for row in rows["deadline_tasks"]:
        bounds[row["deadline"]]["tasks"].append(row["task"])
