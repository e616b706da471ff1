"""A database of plans: open it, put records in, get them back."""

from __future__ import annotations

import json
import random
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from extract import record as r
from extract.store import derive, mapping, views
from extract.store import schema as s
from extract.store.comments import COMMENTS

FILE = "kehoach.db"
Outcome = Literal["new", "changed", "unchanged"]
_TRIES = 8
_WAIT_MS = 60_000
# one number for all programs: who makes the tables, and who writes which document, is settled by PostgreSQL's advisory locks
_LOCK = 0x6B65686F


class StoreError(Exception):
    """A database that cannot be used, said so that a person can act on it."""


class SchemaError(StoreError):
    """A database that another version of this program made, or that some other program did."""


def resolve(target: str | Path) -> str:
    """A database URL for what the caller named: a URL, a file, or a folder that a run wrote (its `kehoach.db`)."""
    name = str(target)
    if "://" in name:
        scheme, rest = name.split("://", 1)
        if scheme in ("postgresql", "postgres"):
            return f"postgresql+psycopg://{rest}"
        return name
    path = Path(name)
    if path.is_dir():
        path = path / FILE
    return f"sqlite:///{path}"


class Store:
    """An open database of plans; a context manager. Made by :meth:`open`.

    One `Store` may be used by one thread at a time; several processes may write to one database at once.
    """

    def __init__(self, engine: Engine, url: str) -> None:
        self.engine = engine
        self.url = url

    @classmethod
    def open(cls, target: str | Path, create: bool = True, readonly: bool = False) -> Store:
        """Open a database, by URL, file or folder; with `create`, make it where it is not there yet.

        Raises StoreError where it cannot be reached or read, SchemaError where another version made it.
        """
        url = resolve(target)
        path = None if not url.startswith("sqlite:///") else Path(url.removeprefix("sqlite:///"))
        if path is not None and str(path) != ":memory:" and not path.exists():
            if readonly or not create:
                raise StoreError(f"there is no database at {path}")
            path.parent.mkdir(parents=True, exist_ok=True)
        store = cls(_engine(url, path, readonly), url)
        try:
            store._prepare(create and not readonly)
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    # -- writing --------------------------------------------------------------------------------------------------

    def put(self, record: r.Record) -> Outcome:
        """Store one record whole, in one transaction; an older version of the document is replaced.

        The same record again changes nothing. Raises mapping.RecordError for a record that contradicts itself, StoreError
        where the database stays busy or refuses.
        """
        rows = mapping.rows_of(record)
        return self._again(lambda c: self._put(c, rows))

    def put_many(self, records: Iterable[r.Record]) -> dict[Outcome, int]:
        """As :meth:`put`, one transaction a record; how many were new, changed and unchanged."""
        return self.put_rows(mapping.rows_of(record) for record in records)

    def put_rows(self, documents: Iterable[mapping.Rows]) -> dict[Outcome, int]:
        """As :meth:`put_many`, for what mapping.rows_of made of the records, in this process or another."""
        counts: dict[Outcome, int] = {"new": 0, "changed": 0, "unchanged": 0}
        for rows in documents:
            counts[self._again(lambda c, rows=rows: self._put(c, rows))] += 1
        return counts

    def delete(self, ids: Iterable[str]) -> int:
        """Take documents out, with all that belongs to them; how many were there."""
        return sum(self._again(lambda c, i=i: self._delete(c, i)) for i in ids)

    # -- reading --------------------------------------------------------------------------------------------------

    def get(self, document_id: str) -> r.Record:
        """The record as it was put. Raises KeyError where there is none."""
        with self.connect() as c:
            rows: dict[str, Sequence[Any]] = {}
            rows["documents"] = (
                c.execute(sa.select(s.documents).where(s.documents.c.id == document_id)).mappings().all()
            )
            if not rows["documents"]:
                raise KeyError(document_id)
            for table in s.metadata.sorted_tables:
                if "document_id" in table.c and table is not s.passages and table is not s.duties:
                    order = [table.c.seq] if "seq" in table.c else []
                    rows[table.name] = (
                        c.execute(sa.select(table).where(table.c.document_id == document_id).order_by(*order))
                        .mappings()
                        .all()
                    )
        return mapping.record_of(rows)

    def ids(self) -> list[str]:
        """Ids of all documents, sorted."""
        with self.connect() as c:
            return list(c.scalars(sa.select(s.documents.c.id).order_by(s.documents.c.id)))

    def count(self) -> int:
        """How many documents there are."""
        with self.connect() as c:
            return c.scalar(sa.select(sa.func.count()).select_from(s.documents)) or 0

    def span(self) -> tuple[date | None, date | None]:
        """First and last day on which something is due."""
        d = s.deadlines
        with self.connect() as c:
            first = c.scalar(sa.select(sa.func.min(d.c.due_on)).where(d.c.rrule.is_(None)))
            return first, c.scalar(sa.select(sa.func.max(d.c.due_on)).where(d.c.rrule.is_(None)))

    def hashes(self) -> dict[str, str]:
        """Document id → content hash."""
        with self.connect() as c:
            return {
                row.id: row.content_hash for row in c.execute(sa.select(s.documents.c.id, s.documents.c.content_hash))
            }

    def records(self) -> Iterator[r.Record]:
        """All records in the order of their ids, one at a time."""
        for i in self.ids():
            yield self.get(i)

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """A connection to read with."""
        with self.engine.connect() as c:
            yield c

    # -- inside ---------------------------------------------------------------------------------------------------

    def _prepare(self, create: bool) -> None:
        try:
            with self.engine.connect() as c:
                found = self._meta(c)
                if found is None and sa.inspect(c).has_table("documents"):
                    raise SchemaError(
                        f"{self.shown} has a table called documents but was not made by kehoach; choose another database"
                    )
            if found is None:
                if not create:
                    raise SchemaError(f"{self.shown} is not a kehoach database: it has no table called meta")
                with self._transaction() as c:
                    if not self.sqlite:
                        c.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
                        if c.scalar(sa.text("SHOW server_encoding")) != "UTF8":
                            raise StoreError(
                                f"{self.shown} does not keep text as UTF-8; make it with: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0"
                            )
                    found = self._meta(c)  # another loader may have been faster
                    if found is None:
                        self._make(c)
                        return
        except DBAPIError as error:
            raise StoreError(f"cannot open {self.shown}: {_first_line(error)}") from error
        wanted = {"schema_version": str(s.VERSION), "layout": s.layout()}
        if {k: found.get(k) for k in wanted} != wanted:
            raise SchemaError(
                f"{self.shown} has schema version {found.get('schema_version')} (layout {found.get('layout')}), made by "
                f"{found.get('generator')}; this program reads version {s.VERSION} (layout {s.layout()}). "
                "Load the records into a new database: kehoach load OUT NEW.db"
                + (" (or remove this file first and use its name)" if self.sqlite else "")
            )

    def _meta(self, c: Connection) -> dict[str, str] | None:
        if not sa.inspect(c).has_table("meta"):
            return None
        return {row.key: row.value for row in c.execute(sa.select(s.meta.c.key, s.meta.c.value))}

    def _make(self, c: Connection) -> None:
        s.metadata.create_all(c)
        views.create(c)
        facts = {
            "schema_version": s.VERSION,
            "layout": s.layout(),
            "record_version": r.SCHEMA_VERSION,
            "generator": _generator(),
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        c.execute(s.meta.insert(), [{"key": k, "value": str(v)} for k, v in facts.items()])
        words = [
            {"table_name": t.name, "column_name": col.name, "comment": col.comment}
            for t in s.metadata.sorted_tables
            for col in t.columns
        ]
        words += [
            {"table_name": t.name, "column_name": "", "comment": COMMENTS[t.name]} for t in s.metadata.sorted_tables
        ]
        words += [
            {"table_name": name, "column_name": "", "comment": comment} for name, (comment, _) in views.VIEWS.items()
        ]
        c.execute(s.dictionary.insert(), words)

    def _put(self, c: Connection, rows: mapping.Rows) -> Outcome:
        document = rows["documents"][0]
        if not self.sqlite:  # loaders of one document wait for each other; SQLite lets one writer in at a time anyway
            c.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK, sa.func.hashtext(document["id"]))))
        old = c.scalar(sa.select(s.documents.c.content_hash).where(s.documents.c.id == document["id"]))
        if old == document["content_hash"]:
            return "unchanged"
        document["loaded_at"] = datetime.now(UTC)
        before = self._drop(c, document["id"]) if old is not None else set()
        for table in s.metadata.sorted_tables:
            if not rows.get(table.name):
                continue
            statement: Any = table.insert()
            if table in (s.units, s.places, s.unit_places):
                statement = self._insert(table).on_conflict_do_nothing()
            c.execute(statement, rows[table.name])
        self._prune(c, before - {u["id"] for u in rows["units"]})
        return "new" if old is None else "changed"

    def _delete(self, c: Connection, document_id: str) -> int:
        if c.scalar(sa.select(s.documents.c.id).where(s.documents.c.id == document_id)) is None:
            return 0
        self._prune(c, self._drop(c, document_id))
        return 1

    def _drop(self, c: Connection, document_id: str) -> set[str]:
        """Delete a document; the ids of the bodies it named."""
        named = set(
            c.scalars(sa.select(s.document_units.c.unit_id).where(s.document_units.c.document_id == document_id))
        )
        c.execute(s.documents.delete().where(s.documents.c.id == document_id))
        return named

    def _prune(self, c: Connection, unit_ids: set[str]) -> None:
        """Bodies that no plan names any more."""
        for unit_id in sorted(unit_ids):
            c.execute(
                s.units.delete().where(
                    s.units.c.id == unit_id, ~sa.exists().where(s.document_units.c.unit_id == unit_id)
                )
            )

    def _insert(self, table: sa.Table) -> Any:
        from sqlalchemy.dialects import postgresql, sqlite

        return (sqlite if self.sqlite else postgresql).insert(table)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self.engine.connect() as c:
            if self.sqlite:
                c.exec_driver_sql(
                    "BEGIN IMMEDIATE"
                )  # take the write lock at once: a later upgrade could not wait for it
                try:
                    yield c
                    c.exec_driver_sql("COMMIT")
                except BaseException:
                    c.exec_driver_sql("ROLLBACK")
                    raise
            else:
                with c.begin():
                    yield c

    def _again(self, work: Any) -> Any:
        """Run `work` in a transaction; once more where another loader came in between."""
        for attempt in range(_TRIES):
            try:
                with self._transaction() as c:
                    return work(c)
            except (OperationalError, IntegrityError) as error:
                # a deadlock, a lock held too long, or a body that another loader pruned while this one named it
                if attempt == _TRIES - 1 or not _passing(error):
                    raise StoreError(f"cannot write to {self.shown}: {_first_line(error)}") from error
                time.sleep(random.uniform(0.01, 0.05) * 2**attempt)
            except DBAPIError as error:
                raise StoreError(f"cannot write to {self.shown}: {_first_line(error)}") from error
        raise AssertionError("unreachable")

    @property
    def shown(self) -> str:
        """The database for messages: a path, or the URL without its password."""
        return (
            self.url.removeprefix("sqlite:///") if self.sqlite else self.engine.url.render_as_string(hide_password=True)
        )


def _generator() -> str:
    from extract import __version__

    return f"kehoach {__version__}"


def _passing(error: DBAPIError) -> bool:
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return state in ("40P01", "40001", "23503", "23505", "55P03")
    return "locked" in str(error.orig) or "busy" in str(error.orig)


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).strip().split("\n")[0]


def _engine(url: str, path: Path | None, readonly: bool) -> Engine:
    dumps = lambda value: json.dumps(value, ensure_ascii=False)  # noqa: E731
    if path is None:
        if url.startswith("postgresql"):
            try:
                import psycopg  # noqa: F401
            except ImportError as error:
                raise StoreError("PostgreSQL needs psycopg: pip install 'kehoach[postgres]'") from error
        try:
            return sa.create_engine(url, json_serializer=dumps, pool_pre_ping=True)
        except sa.exc.ArgumentError as error:
            raise StoreError(f"{url!r} is no database URL; as postgresql://user:password@host/database") from error
    memory = str(path) == ":memory:"
    name = f"file:{_quoted(path)}?mode=ro" if readonly else str(path)

    def connect() -> sqlite3.Connection:  # not through the URL, in which ? and % of a file's name mean something else
        return sqlite3.connect(name, uri=readonly, check_same_thread=False)

    pool = sa.StaticPool if memory else sa.QueuePool
    engine = sa.create_engine("sqlite://", creator=connect, poolclass=pool, json_serializer=dumps)

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # transactions are begun here, not by the driver
        connection.create_function("kehoach_plain", 1, derive.plain, deterministic=True)
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA cache_size = -65536")
        if readonly:
            cursor.execute("PRAGMA query_only = ON")
        else:
            # readers do not wait for the writer, and a killed writer leaves whole transactions only
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.close()

    return engine


def _quoted(path: Path) -> str:
    from urllib.parse import quote

    return quote(str(path.absolute()))


open_sink = Store.open
"""What a run that fills the database as it goes calls; the name says what for."""
