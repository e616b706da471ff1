"""What the pages and the interface read: the database, the records' files and the journal of one output folder."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from extract.store import Store, derive
from extract.store import schema as s
from extract.store.database import StoreError
from extract.store.scope import among, escaped, folded_like, like
from extract.web.problems import Problem

_DOC = s.documents


class Library:
    """One output folder, read only. A database that is made anew while the server runs is opened anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._inode: int | None = None

    def store(self) -> Store:
        """The open database. Raises Problem 503 where there is none yet."""
        path = self.folder / "kehoach.db"
        with self._lock:
            try:
                inode = path.stat().st_ino
                if self._store is None or inode != self._inode:
                    if self._store is not None:
                        self._store.close()
                    self._store, self._inode = Store.open(path, readonly=True), inode
            except (OSError, StoreError) as error:
                raise Problem(
                    503, "no-database", "There is no database yet: run `kehoach extract … -o` for this folder."
                ) from error
            return self._store

    def close(self) -> None:
        with self._lock:
            if self._store is not None:
                self._store.close()
                self._store = None

    def version(self) -> str:
        """Changes whenever anything in the folder does."""
        out = []
        for name in ("kehoach.db", "kehoach.db-wal", "corrections.db", "corrections.db-wal"):
            try:
                info = (self.folder / name).stat()
                out.append((name, info.st_mtime_ns, info.st_size, info.st_ino))
            except OSError:
                pass
        return hashlib.sha256(json.dumps(out).encode()).hexdigest()[:20]

    def plans(
        self,
        words: str | None,
        issuer: str | None,
        year: int | None,
        doc_type: str | None,
        page: int,
        per_page: int,
        look: bool = False,
        ids: Collection[str] | None = None,
        without: Collection[str] = (),
    ) -> tuple[list[dict[str, Any]], int]:
        """One page of plans, the newest first (what needs a look first with `look`), and how many there are in all."""
        counts = {
            name: sa.select(sa.func.count()).where(t.c.document_id == _DOC.c.id).scalar_subquery().label(name)
            for name, t in (("tasks", s.tasks), ("deadlines", s.deadlines), ("warnings", s.warnings))
        }
        with self.store().connect() as c:
            where: list[Any] = []
            for word in (derive.plain(words) or "").split() if words else []:
                where.append(
                    sa.or_(_begins(_DOC.c.issuer_folded, word), _begins(_DOC.c.code_folded, word), _in_title(c, word))
                )
            if issuer:
                where.append(folded_like(_DOC.c.issuer_folded, derive.plain(issuer) or ""))
            if year:
                where.append(_DOC.c.issued_from.between(date(year, 1, 1), date(year, 12, 31)))
            if doc_type:
                where.append(_DOC.c.doc_type == doc_type)
            if ids is not None:
                where.append(among(c, _DOC.c.id, sorted(ids)))
            if without:
                where.append(~among(c, _DOC.c.id, sorted(without)))
            total = c.scalar(sa.select(sa.func.count()).select_from(_DOC).where(*where)) or 0
            order = [counts["warnings"].desc()] if look else []
            query = (
                sa.select(
                    _DOC.c.id, _DOC.c.label, _DOC.c.title, _DOC.c.code, _DOC.c.doc_type, _DOC.c.issuer, _DOC.c.place, _DOC.c.issued_on,
                    _DOC.c.source_uri, _DOC.c.source_media_type, _DOC.c.source_pages, _DOC.c.source_ocr, _DOC.c.source_quality, *counts.values(),
                )
                .where(*where)
                .order_by(*order, sa.func.coalesce(_DOC.c.issued_from, date(1, 1, 1)).desc(), _DOC.c.label, _DOC.c.id)
                .limit(per_page)
                .offset((page - 1) * per_page)
            )  # fmt: skip
            rows = [dict(row) for row in c.execute(query).mappings()]
        for row in rows:
            row["file"] = base_name(row.pop("source_uri"))
        return rows, total

    def facets(self) -> dict[str, list[Any]]:
        """Issuers, years and types there are, for the filters."""
        with self.store().connect() as c:
            years = c.scalars(
                sa.select(sa.func.distinct(sa.func.substr(_DOC.c.issued_on, 1, 4))).where(_DOC.c.issued_on.is_not(None))
            )
            return {
                "issuers": sorted({i for i in c.scalars(sa.select(_DOC.c.issuer).distinct()) if i}),
                "years": sorted({int(y) for y in years if y and y.isdigit()}, reverse=True),
                "types": sorted({t for t in c.scalars(sa.select(_DOC.c.doc_type).distinct()) if t}),
            }


def _begins(column: Any, word: str) -> Any:
    """A word of the column begins so: what is typed may not be finished."""
    return (" " + sa.func.replace(sa.func.replace(column, "/", " "), "-", " ")).like(f"% {escaped(word)}%", escape="\\")


def _in_title(c: Any, word: str) -> Any:
    # titles are not stored without accents; the search index is
    if c.dialect.name == "sqlite":
        fts = sa.table("passages_fts", sa.column("rowid"), sa.column("passages_fts"))
        quoted = word.replace('"', "")
        found = (
            sa.select(s.passages.c.document_id)
            .join(fts, fts.c.rowid == s.passages.c.number)
            .where(fts.c.passages_fts.op("MATCH")(f'"{quoted}"*'), s.passages.c.seq < 12)
        )
        return _DOC.c.id.in_(found)
    return like(c, _DOC.c.title, word)


def base_name(uri: str) -> str:
    """The last part of a name: nobody is shown where on the machine a file lies."""
    return uri.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
