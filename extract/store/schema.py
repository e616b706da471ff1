"""The tables, once, for every database: made from the record's own models, so that a field cannot be forgotten.

A list of the record is a table, an item a row, keyed by the document's id and the item's id. Where a list points at items
(a task at its units), a link table with foreign keys stands between them. Four names differ from the record's because SQL
keeps the words for itself: `start` and `end` are `start_char` and `end_char`, `references` are `citations`, and a unit of one
plan is a `document_units` row that points at the one `units` row for that body in all plans.
"""

from __future__ import annotations

import hashlib
from typing import Any

from pydantic import BaseModel
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from extract import record as r
from extract.store.columns import DAYS, RENAMED, columns, comment, nested
from extract.store.comments import COMMENTS

#: Raised by one with every change that a program of the version before could not read.
VERSION = 1

#: The record's list → its table, where the names differ.
TABLE_OF = {"references": "citations", "units": "document_units"}
#: Owners of mentions: list of the record → `owner_kind`.
OWNERS = {"units": "unit", "officials": "official", "references": "citation"}
ROLES = ("lead", "support", "directs", "reports_to")

__all__ = ["DAYS", "RENAMED", "nested"]  # said with the columns, used with the tables

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)


def _document_id() -> Column:
    return Column(
        "document_id",
        Text,
        ForeignKey("documents.id", ondelete="CASCADE"),
        nullable=False,
        comment=COMMENTS["document_id"],
    )


def _seq() -> Column:
    return Column("seq", Integer, nullable=False, comment=COMMENTS["seq"])


def _to(table: str, column: str, target: str) -> ForeignKeyConstraint:
    """Foreign key to an item of the same document, checked at commit, so that order inside a document does not matter."""
    return ForeignKeyConstraint(
        ["document_id", column],
        [f"{target}.document_id", f"{target}.id"],
        deferrable=True,
        initially="DEFERRED",
        name=f"fk_{table}_{column}",
    )


def _list_table(name: str, model: type[BaseModel], skip: tuple[str, ...] = (), extra: tuple[Any, ...] = ()) -> Table:
    table = TABLE_OF.get(name, name)
    found = columns(table, model, skip)
    has_id = any(c.name == "id" for c in found)
    parts: list[Any] = [_document_id(), _seq(), *found, *extra]
    parts.append(PrimaryKeyConstraint("document_id", "id" if has_id else "seq"))
    if any(c.name == "section" for c in found):
        parts.append(_to(table, "section", "sections"))
    return Table(table, metadata, *parts, comment=COMMENTS[table])


def _text(name: str, table: str, **more: Any) -> Column:
    return Column(name, Text, comment=comment(table, name), **more)


meta = Table(
    "meta",
    metadata,
    _text("key", "meta", primary_key=True),
    _text("value", "meta", nullable=False),
    comment=COMMENTS["meta"],
)
dictionary = Table(
    "dictionary",
    metadata,
    _text("table_name", "dictionary", nullable=False),
    _text("column_name", "dictionary", nullable=False),
    _text("comment", "dictionary", nullable=False),
    PrimaryKeyConstraint("table_name", "column_name"),
    comment=COMMENTS["dictionary"],
)

documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True, comment=r.Record.model_fields["id"].description),
    _text("label", "documents", nullable=False),
    *columns("documents", r.Header),
    Column("issued_from", Date, comment=COMMENTS["documents.issued_from"]),
    Column("runs_from", Date, comment=COMMENTS["documents.runs_from"]),
    Column("runs_to", Date, comment=COMMENTS["documents.runs_to"]),
    *columns("documents", r.Signer, prefix="signer_"),
    Column("has_signer", Boolean, nullable=False, comment="False where no signature block was found."),
    *columns("documents", r.SourceInfo, prefix="source_"),
    *columns("documents", r.Record, skip=("id", "source", "header", "signer", "implements", "tokens", *r.LISTS)),
    Column("has_tokens", Boolean, nullable=False, comment="True where the record keeps its words, see `tokens`."),
    _text("issuer_folded", "documents"),
    _text("code_folded", "documents"),
    _text("nul_as", "documents"),
    _text("content_hash", "documents", nullable=False),
    Column("loaded_at", DateTime(timezone=True), nullable=False, comment=COMMENTS["documents.loaded_at"]),
    comment=COMMENTS["documents"],
)


def _number(table: str) -> Column:
    # a plain integer key: SQLite's full-text index is kept by row number, which without it may change
    kind = BigInteger().with_variant(Integer, "sqlite")
    return Column("number", kind, primary_key=True, autoincrement=True, comment=comment(table, "number"))


units = Table(
    "units",
    metadata,
    _number("units"),
    _text("id", "units", nullable=False, unique=True),
    _text("name", "units", nullable=False),
    _text("name_key", "units", nullable=False),
    _text("name_folded", "units", nullable=False),
    _text("kind", "units", nullable=False),
    _text("level", "units"),
    Column("collective", Boolean, nullable=False, comment=COMMENTS["collective"]),
    _text("province", "units"),
    _text("district", "units"),
    _text("commune", "units"),
    comment=COMMENTS["units"],
)
places = Table(
    "places",
    metadata,
    _text("id", "places", primary_key=True),
    _text("name", "places", nullable=False),
    _text("name_folded", "places", nullable=False),
    comment=COMMENTS["places"],
)

pages = _list_table("pages", r.Page)
sections = _list_table(
    "sections", r.Section, skip=("text",), extra=(_to("sections", "parent", "sections"), _text("text_raw", "sections"))
)
recipients = _list_table("recipients", r.Recipient)
document_units = _list_table(
    "units",
    r.Unit,
    skip=("mentions",),
    extra=(Column("unit_id", Text, ForeignKey("units.id"), nullable=False, comment=COMMENTS["unit_id"]),),
)
officials = _list_table(
    "officials",
    r.Official,
    skip=("mentions",),
    extra=(Column("unit_id", Text, ForeignKey("units.id"), comment=COMMENTS["officials.unit_id"]),),
)
slogans = _list_table("slogans", r.Slogan)
indicators = _list_table(
    "indicators",
    r.Indicator,
    extra=(_text("name_folded", "indicators"), _text("sentence", "indicators", nullable=False)),
)
deadlines = _list_table(
    "deadlines",
    r.Deadline,
    skip=("tasks",),
    extra=(
        _text("sentence", "deadlines", nullable=False),
        Column("recurs_from", Date, comment=COMMENTS["deadlines.recurs_from"]),
        Column("recurs_to", Date, comment=COMMENTS["deadlines.recurs_to"]),
    ),
)
dates = _list_table("dates", r.Date)
citations = _list_table(
    "references",
    r.Reference,
    skip=("mentions",),
    extra=(_text("code_folded", "citations"), _text("issuer_folded", "citations")),
)
tasks = _list_table("tasks", r.Task, skip=(*ROLES, "deadlines", "inherited_deadlines"))
tables = _list_table("tables", r.Table)
warnings = _list_table("warnings", r.Warning_)
tokens = _list_table("tokens", r.Token)

mentions = Table(
    "mentions",
    metadata,
    _document_id(),
    _text("owner_kind", "mentions", nullable=False),
    _text("owner_id", "mentions", nullable=False),
    _seq(),
    *columns("mentions", r.Mention),
    PrimaryKeyConstraint("document_id", "owner_kind", "owner_id", "seq"),
    _to("mentions", "section", "sections"),
    comment=COMMENTS["mentions"],
)
task_actors = Table(
    "task_actors",
    metadata,
    _document_id(),
    _text("task", "task_actors", nullable=False),
    _text("role", "task_actors", nullable=False),
    _seq(),
    _text("unit", "task_actors"),
    _text("official", "task_actors"),
    Column("unit_id", Text, ForeignKey("units.id"), comment=COMMENTS["task_actors.unit_id"]),
    PrimaryKeyConstraint("document_id", "task", "role", "seq"),
    _to("task_actors", "task", "tasks"),
    _to("task_actors", "unit", "document_units"),
    _to("task_actors", "official", "officials"),
    comment=COMMENTS["task_actors"],
)
task_deadlines = Table(
    "task_deadlines",
    metadata,
    _document_id(),
    _text("task", "task_deadlines", nullable=False),
    Column("inherited", Boolean, nullable=False, comment=COMMENTS["task_deadlines.inherited"]),
    _seq(),
    _text("deadline", "task_deadlines", nullable=False),
    PrimaryKeyConstraint("document_id", "task", "inherited", "seq"),
    _to("task_deadlines", "task", "tasks"),
    _to("task_deadlines", "deadline", "deadlines"),
    comment=COMMENTS["task_deadlines"],
)
deadline_tasks = Table(
    "deadline_tasks",
    metadata,
    _document_id(),
    _text("deadline", "deadline_tasks", nullable=False),
    _seq(),
    _text("task", "deadline_tasks", nullable=False),
    PrimaryKeyConstraint("document_id", "deadline", "seq"),
    _to("deadline_tasks", "deadline", "deadlines"),
    _to("deadline_tasks", "task", "tasks"),
    comment=COMMENTS["deadline_tasks"],
)
implements = Table(
    "implements",
    metadata,
    _document_id(),
    _seq(),
    _text("citation", "implements", nullable=False),
    PrimaryKeyConstraint("document_id", "seq"),
    _to("implements", "citation", "citations"),
    comment=COMMENTS["implements"],
)
document_places = Table(
    "document_places",
    metadata,
    _document_id(),
    Column("place_id", Text, ForeignKey("places.id"), nullable=False, comment=COMMENTS["place_id"]),
    PrimaryKeyConstraint("document_id", "place_id"),
    comment=COMMENTS["document_places"],
)
unit_places = Table(
    "unit_places",
    metadata,
    Column("unit_id", Text, ForeignKey("units.id", ondelete="CASCADE"), nullable=False, comment=COMMENTS["unit_id"]),
    Column("place_id", Text, ForeignKey("places.id"), nullable=False, comment=COMMENTS["place_id"]),
    PrimaryKeyConstraint("unit_id", "place_id"),
    comment=COMMENTS["unit_places"],
)
duties = Table(
    "duties",
    metadata,
    _document_id(),
    _seq(),
    _text("deadline", "duties", nullable=False),
    _text("task", "duties", nullable=False),
    _text("role", "duties", nullable=False),
    _text("unit", "duties"),
    _text("official", "duties"),
    Column("unit_id", Text, ForeignKey("units.id"), comment=COMMENTS["task_actors.unit_id"]),
    Column("due_on", Date, comment=COMMENTS["duties.due_on"]),
    _text("rrule", "duties"),
    Column("recurs_from", Date, comment=COMMENTS["deadlines.recurs_from"]),
    Column("recurs_to", Date, comment=COMMENTS["deadlines.recurs_to"]),
    PrimaryKeyConstraint("document_id", "seq"),
    _to("duties", "deadline", "deadlines"),
    _to("duties", "task", "tasks"),
    comment=COMMENTS["duties"],
)
passages = Table(
    "passages",
    metadata,
    _number("passages"),
    _document_id(),
    _seq(),
    _text("section", "passages"),
    Column("start_char", Integer, nullable=False, comment=COMMENTS["passages.start_char"]),
    _text("text", "passages", nullable=False),
    _to("passages", "section", "sections"),
    comment=COMMENTS["passages"],
)

# one index for each question; every other look-up goes by the primary keys, which begin with the document
Index(None, documents.c.code_folded)
Index(None, documents.c.issued_from)
Index(None, places.c.name_folded)
Index(None, document_units.c.unit_id, document_units.c.document_id)
Index(None, document_places.c.place_id, document_places.c.document_id)
Index(None, unit_places.c.place_id, unit_places.c.unit_id)
_ONCE, _OFTEN = deadlines.c.rrule.is_(None), deadlines.c.rrule.is_not(None)
Index(
    "ix_deadlines_once",
    deadlines.c.due_on,
    deadlines.c.document_id,
    deadlines.c.id,
    sqlite_where=_ONCE,
    postgresql_where=_ONCE,
)
Index(
    "ix_deadlines_often",
    *(deadlines.c[c] for c in ("rrule", "recurs_to", "recurs_from", "document_id", "id")),
    sqlite_where=_OFTEN,
    postgresql_where=_OFTEN,
)
# everything that finding and unrolling need, so that the rows themselves are read only for what is shown
Index(
    "ix_duties_unit",
    *(
        duties.c[c]
        for c in ("unit_id", "due_on", "rrule", "recurs_from", "recurs_to", "document_id", "deadline", "role")
    ),
)
Index(None, duties.c.document_id, duties.c.deadline)
Index(None, *(task_actors.c[c] for c in ("unit_id", "role", "document_id", "task")))
Index("ix_indicators_name", *(indicators.c[c] for c in ("name_folded", "as_of", "document_id", "seq")))
Index(None, citations.c.code_folded)
Index(None, officials.c.unit_id)
Index(None, passages.c.document_id)


def layout() -> str:
    """A short hash of every table and column: two programs with the same one read each other's databases."""
    lines = [f"{t.name}.{c.name} {c.type!r} {c.nullable}" for t in metadata.sorted_tables for c in t.columns]
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:12]
