"""Whom and what a question means: bodies, places and documents by name, with or without accents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from extract.lexicon.abbreviations import expand_abbreviations
from extract.store import derive
from extract.store import schema as s

_DOC = s.documents
_CHUNK = 400


@dataclass(frozen=True)
class Ask:
    """What is asked for; None asks for everything. Names are found with or without accents, in part or whole.

    `first` and `last` bound the last day on which work is in time; with `running`, work whose span only touches them is in too.
    """

    unit: str | None = None
    place: str | None = None
    document: str | None = None
    first: date | None = None
    last: date | None = None
    running: bool = False
    role: str | None = None
    kind: str | None = None
    words: str | None = None
    limit: int | None = None


class Scope:
    """The bodies, places and documents that the names in a question mean.

    A name typed with its accents means just that; where nothing is called so, or it is typed without, accents are left aside.
    "Vinh" is thành phố Vinh if there is one, and only else Trà Vinh or Vĩnh Long.
    """

    def __init__(self, c: Connection, ask: Ask) -> None:
        self.c = c
        self.unit_ids: list[str] | None = None
        self.place_ids = places_called(c, ask.place) if ask.place else None
        if ask.unit:
            # of the thousands called Phòng Nội vụ only those that this place's question can reach
            self.unit_ids = units_called(c, ask.unit, None if self.place_ids is None else self._units_in_reach())
        self.document_ids = documents_called(c, ask.document) if ask.document else None
        self.role = ask.role
        self.by_body = self.unit_ids is not None or self.role is not None
        self.nothing = any(
            found is not None and not found for found in (self.unit_ids, self.place_ids, self.document_ids)
        )

    def documents(self, table: sa.Table) -> list[Any]:
        """Conditions on a table with document_id: the document is one of those, its issuer belongs to the place."""
        out = []
        if self.document_ids is not None:
            out.append(among(self.c, table.c.document_id, self.document_ids))
        if self.place_ids is not None:
            out.append(table.c.document_id.in_(self._documents_there()))
        return out

    def bodies(self, table: sa.Table) -> list[list[Any]]:
        """Conditions on a table with document_id, unit_id and role, as alternatives to be asked one after the other.

        The body is meant; where a place is asked for, it belongs there, or the document's issuer does. In one condition the
        two would leave a database no index to go by.
        """
        common: list[Any] = [] if self.role is None else [table.c.role == self.role]
        if self.document_ids is not None:
            common.append(among(self.c, table.c.document_id, self.document_ids))
        if self.place_ids is None:
            return [common if self.unit_ids is None else [among(self.c, table.c.unit_id, self.unit_ids), *common]]
        theirs = list(self.c.scalars(self._documents_there()))
        in_documents: list[Any] = [among(self.c, table.c.document_id, theirs), *common]
        if self.unit_ids is not None:
            # joined to nothing so that the documents, which are fewer, lead the way
            in_documents.append(among(self.c, table.c.unit_id + "", self.unit_ids))
        return [[among(self.c, table.c.unit_id, self._units_there()), *common], in_documents]

    def units(self, column: Any) -> Any:
        """Condition on a column of ids of bodies: the body is meant and belongs to the place."""
        if self.place_ids is not None:
            return among(self.c, column, self._units_there())
        return sa.true() if self.unit_ids is None else among(self.c, column, self.unit_ids)

    def _units_there(self) -> list[str]:
        there = s.unit_places
        found = self.c.scalars(sa.select(there.c.unit_id).where(among(self.c, there.c.place_id, self.place_ids or [])))
        meant = None if self.unit_ids is None else set(self.unit_ids)
        return sorted({unit for unit in found if meant is None or unit in meant})

    def _units_in_reach(self) -> list[str]:
        """Bodies that belong to the place, and those that its documents name."""
        named = s.document_units
        ours = self.c.scalars(
            sa.select(named.c.unit_id).distinct().where(named.c.document_id.in_(self._documents_there()))
        )
        return sorted({*self._units_there(), *ours})

    def _documents_there(self) -> Any:
        places = s.document_places
        return sa.select(places.c.document_id).where(among(self.c, places.c.place_id, self.place_ids or []))


def units_called(c: Connection, name: str, within: Sequence[str] | None = None) -> list[str]:
    """Ids of the bodies, of those in `within` where given, with these words in a row in their names."""
    u = s.units
    name = expand_abbreviations(name)
    words = (derive.plain(name) or "").split()
    if not words:
        return []
    query = sa.select(u.c.id, u.c.name_key)
    if within is not None:
        plain = " " + sa.func.kehoach_plain(u.c.name_folded) + " "
        query = query.where(among(c, u.c.id, within), plain.like(f"% {' '.join(words)} %"))
    elif c.dialect.name == "sqlite":
        fts = sa.table("units_fts", sa.column("rowid"), sa.column("units_fts"))
        match = fts.c.units_fts.op("MATCH")(f'"{" ".join(words)}"')
        query = query.join(fts, fts.c.rowid == u.c.number).where(match)
    else:
        simple: Any = sa.literal_column("'simple'::regconfig")
        seen = sa.func.to_tsvector(simple, sa.func.kehoach_plain(u.c.name_folded))
        query = query.where(seen.op("@@")(sa.func.phraseto_tsquery(simple, " ".join(words))))
    rows = c.execute(query).all()
    wanted = derive.key(name)
    exact = [row.id for row in rows if _has_words(row.name_key, wanted)] if wanted != derive.folded(name) else []
    return exact or [row.id for row in rows]


def places_called(c: Connection, name: str) -> list[str]:
    p = s.places
    bare_name = derive.place_name(name)
    rows = c.execute(sa.select(p.c.id, p.c.name_folded).where(folded_like(p.c.name_folded, bare_name))).all()
    wanted, plain = derive.key(bare_name), derive.folded(bare_name)
    tiers = (
        lambda row: row.id == wanted,
        lambda row: _has_words(row.id, wanted),
        lambda row: row.name_folded == plain,
        lambda row: True,
    )
    for tier in tiers:
        if found := sorted(row.id for row in rows if tier(row)):
            return found
    return []


def documents_called(c: Connection, name: str) -> list[str]:
    d = _DOC
    if found := list(
        c.scalars(sa.select(d.c.id).where(sa.or_(d.c.id == name, d.c.code_folded == derive.folded_code(name))))
    ):
        return sorted(found)
    return sorted(
        c.scalars(
            sa.select(d.c.id).where(
                sa.or_(like(c, d.c.label, name), like(c, d.c.title, name), like(c, d.c.source_uri, name))
            )
        )
    )


def near_units(c: Connection, name: str) -> list[str]:
    """Names of bodies that look like a name that is none."""
    u = s.units
    return _near(name, c.execute(sa.select(u.c.name_folded, u.c.name).distinct().limit(20_000)).all())


def near_places(c: Connection, name: str) -> list[str]:
    """As :func:`near_units`, for places."""
    p = s.places
    return _near(name, c.execute(sa.select(p.c.name_folded, p.c.name)).all())


def _near(name: str, known: Sequence[Any]) -> list[str]:
    from difflib import get_close_matches

    wanted = derive.folded(name) or ""
    # a part of a name is asked for, so names are compared by as much of them
    heads: dict[str, str] = {}
    for row in known:
        heads.setdefault(row[0][: len(wanted) + 1], row[1])
    return [heads[h] for h in get_close_matches(wanted, list(heads), n=3, cutoff=0.7)]


def _has_words(text: str, words: str) -> bool:
    return f" {words} " in f" {text} "


def escaped(words: str | None) -> str:
    return (words or "").strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def folded_like(column: Any, words: str) -> Any:
    """Whole words of a folded column, accents and case aside."""
    return (" " + column + " ").like(f"% {escaped(derive.folded(words) or '')} %", escape="\\")


def like(c: Connection, column: Any, words: str) -> Any:
    """Part of a column that is not kept folded, case and accents aside: folded by the database as it reads."""
    plain = sa.func.kehoach_plain(column)
    return plain.like(f"%{escaped(derive.plain(words))}%", escape="\\")


def among(c: Connection, column: Any, values: Sequence[str]) -> Any:
    """`column` is one of many values, sent as one parameter."""
    if c.dialect.name == "sqlite":
        each = sa.func.json_each(json.dumps(list(values))).table_valued("value")
        return column.in_(sa.select(each.c.value))
    return column == sa.any_(sa.bindparam(None, list(values), type_=sa.ARRAY(sa.Text)))


def parts(keys: Sequence[tuple[str, str]]) -> Iterable[Sequence[tuple[str, str]]]:
    return (keys[i : i + _CHUNK] for i in range(0, len(keys), _CHUNK))


def pairs(c: Connection, document: Any, item: Any, keys: Sequence[tuple[str, str]]) -> Any:
    """(`document`, `item`) is one of many pairs, sent as one parameter and looked up by the primary key."""
    if c.dialect.name == "sqlite":
        each = sa.func.json_each(json.dumps([list(k) for k in keys])).table_valued("value")
        wanted = sa.select(sa.func.json_extract(each.c.value, "$[0]"), sa.func.json_extract(each.c.value, "$[1]"))
        return sa.tuple_(document, item).in_(wanted)
    columns = [sa.bindparam(None, [k[n] for k in keys], type_=sa.ARRAY(sa.Text)) for n in (0, 1)]
    both = sa.func.unnest(*columns).table_valued("document", "item").render_derived()
    return sa.tuple_(document, item).in_(sa.select(both.c.document, both.c.item))
