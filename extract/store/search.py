"""Full-text search over every line of every plan, without accents: "phong noi vu" finds "Phòng Nội vụ"."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from extract.store import derive
from extract.store import schema as s
from extract.store.database import Store
from extract.store.scope import Ask, Scope
from extract.text.fold import bare

_P, _DOC, _SEC = s.passages, s.documents, s.sections

_RANKED = 5000


def search(store: Store, ask: Ask) -> list[dict[str, Any]]:
    """Sentences in which the words of `ask.words` stand in a row; where they nowhere do, those in which all of them stand.

    The best first; where the words were typed with accents, lines that have just these come before the others. Each row
    has `exact`, and `start`, `end`: the words' place in the document's text.
    """
    words = (derive.plain(ask.words) or "").split()
    if not words:
        return []
    with store.connect() as c:
        scope = Scope(c, ask)
        if scope.nothing:
            return []
        room = None if ask.limit is None else ask.limit * 5  # lines with the same accents are looked for among so many
        rows = _hits(c, scope, words, phrase=True, limit=room) or _hits(c, scope, words, phrase=False, limit=room)
    accents = derive.key(ask.words or "")
    told = [_told(row, words, accents) for row in rows]
    told.sort(key=lambda row: not row["exact"])
    return told[: ask.limit]


def _hits(c: Connection, scope: Scope, words: list[str], phrase: bool, limit: int | None) -> list[Any]:
    columns = (
        _P.c.document_id, _P.c.text, _P.c.start_char, _DOC.c.label.label("document"), _DOC.c.title, _DOC.c.issuer, _DOC.c.issued_on,
        _SEC.c.path, _SEC.c.heading,
    )  # fmt: skip
    query = (
        sa.select(*columns)
        .join(_DOC, _DOC.c.id == _P.c.document_id)
        .outerjoin(_SEC, sa.and_(_SEC.c.document_id == _P.c.document_id, _SEC.c.id == _P.c.section))
        .where(*scope.documents(_P))
        .limit(limit)
    )
    if c.dialect.name == "sqlite":
        fts = sa.table("passages_fts", sa.column("rowid"), sa.column("rank"), sa.column("passages_fts"))
        match = f'"{" ".join(words)}"' if phrase else " ".join(f'"{w}"' for w in words)
        query = query.join(fts, fts.c.rowid == _P.c.number).where(fts.c.passages_fts.op("MATCH")(match))
        all_of_them = sa.select(fts.c.rowid).where(fts.c.passages_fts.op("MATCH")(match))
        best_first: Any = fts.c.rank
    else:
        make = sa.func.phraseto_tsquery if phrase else sa.func.plainto_tsquery
        wanted = make(sa.literal_column("'simple'::regconfig"), " ".join(words))
        column: sa.ColumnElement[Any] = sa.literal_column("passages.search")
        query = query.where(column.op("@@")(wanted))
        all_of_them = sa.select(_P.c.number).where(column.op("@@")(wanted))
        best_first = sa.func.ts_rank(column, wanted).desc()
    # words that stand in thousands of lines have no best one, and to weigh all of them takes a second
    many = len(c.execute(all_of_them.limit(_RANKED + 1)).all()) > _RANKED
    if not many:
        query = query.order_by(best_first, _P.c.number)
    return list(c.execute(query).mappings())


def _told(row: Any, words: list[str], accents: str) -> dict[str, Any]:
    out = {k: row[k] for k in ("document_id", "document", "title", "issuer", "issued_on", "path", "heading")}
    a, b = _where(row["text"], words)
    found = row["text"][a:b]
    out["sentence"] = derive.Sentences(row["text"]).around(a, b)
    out["exact"] = derive.key(found) == accents
    out["text"], out["start"], out["end"] = found, row["start_char"] + a, row["start_char"] + b
    return out


def _where(text: str, words: list[str]) -> tuple[int, int]:
    """Where the words stand in a row, else where the first of them does; (0, 0) where the database saw them otherwise."""
    plain: list[str] = []
    at: list[int] = []
    for i, char in enumerate(text):
        for p in bare(char):
            new = p if p.isalnum() else " "
            if new != " " or (plain and plain[-1] != " "):
                plain.append(new)
                at.append(i)
    folded = f" {''.join(plain)} "
    for wanted in (" ".join(words), words[0]):
        j = folded.find(f" {wanted} ")
        if j >= 0:
            return at[j], at[j + len(wanted) - 1] + 1
    return 0, 0
