"""Answers over all plans with the corrections in them.

The few plans that people corrected stand twice in memory, as extracted and as corrected; an answer is the database's without
these plans, and theirs as corrected. The database itself is never touched.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from extract.store import Store, due, mapping, queries
from extract.store.scope import Ask, Scope
from extract.web.corrections import Corrections
from extract.web.data import Library
from extract.web.merge import merge

Rows = list[dict[str, Any]]
_FAR = date(9999, 12, 31)


class Overlay:
    """Corrected plans beside the database of one folder."""

    def __init__(self, library: Library, corrections: Corrections) -> None:
        self.library, self.corrections = library, corrections
        self._lock = threading.Lock()
        self._version = ""
        self._stores: tuple[Store, Store] | None = None
        self._ids: frozenset[str] = frozenset()

    def _fresh(self) -> tuple[frozenset[str], Store | None, Store | None]:
        version = self.library.version()
        with self._lock:
            if version != self._version:
                self._make()
                self._version = version
            before, after = self._stores or (None, None)
            return self._ids, before, after

    def _make(self) -> None:
        # the old ones are left to whoever still reads them
        self._stores, self._ids = None, frozenset()
        made = self.corrections.all()
        by_document: dict[str, list[Any]] = {}
        for c in made:
            by_document.setdefault(c.document_id, []).append(c)
        if not by_document:
            return
        store, ids = self.library.store(), []
        before, after = Store.open("sqlite:///:memory:"), Store.open("sqlite:///:memory:")
        for document, its in by_document.items():
            try:
                record = store.get(document)
                after.put(merge(record, its).record)
                before.put(record)
                ids.append(document)
            except (KeyError, mapping.RecordError):
                continue  # not in this folder any more, or a correction that no longer makes a whole record
        self._stores, self._ids = (before, after), frozenset(ids)

    def ask(self, question: Callable[[Store, Ask], Rows], ask: Ask, order: Callable[[dict[str, Any]], Any]) -> Rows:
        """The rows of a question whose rows belong to one plan each, in `order`."""
        ids, before, after = self._fresh()
        store = self.library.store()
        if before is None or after is None:
            return question(store, ask)
        spare = None if ask.limit is None else ask.limit + len(question(before, replace(ask, limit=None)))
        rows = [row for row in question(store, replace(ask, limit=spare)) if row["document_id"] not in ids]
        return sorted([*rows, *question(after, ask)], key=order)[: ask.limit]

    def deadlines(self, ask: Ask) -> Rows:
        return self.ask(
            queries.deadlines, ask, lambda row: (row["due_on"] or _FAR, row["document_id"], row["deadline_id"])
        )

    def tasks(self, ask: Ask) -> Rows:
        return self.ask(queries.tasks, ask, lambda row: (row["document_id"], len(row["task_id"]), row["task_id"]))

    def units(self, ask: Ask) -> Rows:
        """Bodies with their counts: the database's, less those of the corrected plans, and theirs as corrected."""
        _, before, after = self._fresh()
        store = self.library.store()
        if before is None or after is None:
            return queries.units(store, ask)
        whole = replace(ask, limit=None)
        out = {row["unit_id"]: dict(row) for row in queries.units(store, whole)}
        for sign, rows in ((-1, queries.units(before, whole)), (1, queries.units(after, whole))):
            for row in rows:
                mine = out.setdefault(row["unit_id"], {**row, **dict.fromkeys(_COUNTS, 0)})
                for name in _COUNTS:
                    mine[name] += sign * row[name]
        found = [row for row in out.values() if row["documents"] > 0]
        found.sort(key=lambda r: (-r["lead"], -r["support"], -r["documents"], r["unit"], r["unit_id"]))
        return found[: ask.limit]

    def once(self, ask: Ask) -> list[tuple[Store, due.Found]]:
        """Deadlines with one day each, in the order of the days, without their rows: cheap to count and to cut."""
        return self._found(ask, due.once)

    def often(self, ask: Ask) -> list[tuple[Store, due.Found]]:
        """As :meth:`once`, for every day on which a recurring one falls."""
        return self._found(ask, due.often)

    def undated(self, ask: Ask) -> list[tuple[Store, due.Found]]:
        """Those without a day, and recurring ones by their rule."""
        return self._found(ask, lambda c, a, scope: due.undated(c, a, scope, None))

    def _found(self, ask: Ask, find: Callable[..., list[due.Found]]) -> list[tuple[Store, due.Found]]:
        ids, _, after = self._fresh()
        out: list[tuple[Store, due.Found]] = []
        for store in (self.library.store(), after):
            if store is None:
                continue
            with store.connect() as c:
                scope = Scope(c, ask)
                if not scope.nothing:
                    keep = store is after
                    out += [(store, f) for f in find(c, ask, scope) if keep or f[1] not in ids]
        if after is not None:
            out.sort(key=lambda x: (x[1][0] or _FAR, x[1][1], len(x[1][2]), x[1][2]))
        return out

    def told(self, found: list[tuple[Store, due.Found]]) -> Rows:
        """The rows of what was found, in the same order."""
        told: dict[due.Found, dict[str, Any]] = {}
        for store in {id(s): s for s, _ in found}.values():
            mine = [f for s, f in found if s is store]
            with store.connect() as c:
                told.update(zip(mine, due.told(c, mine), strict=True))
        return [told[f] for _, f in found]

    def close(self) -> None:
        with self._lock:
            for store in self._stores or ():
                store.close()
            self._stores, self._version = None, ""


_COUNTS = ("documents", "lead", "support", "directs")
