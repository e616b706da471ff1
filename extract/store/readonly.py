"""SQL typed by a person: one statement that reads, and nothing else."""

from __future__ import annotations

import sqlite3
from typing import Any

from extract.store.database import Store, StoreError

_READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, 33}  # 33: a recursive SELECT
_PRAGMAS = {
    "table_info",
    "table_xinfo",
    "table_list",
    "index_list",
    "index_info",
    "foreign_key_list",
    "compile_options",
    "data_version",
}


def select(store: Store, query: str, limit: int | None = None) -> list[dict[str, Any]]:
    """Rows of one SELECT as dicts; columns of the same name are numbered.

    Raises StoreError for what writes, for more than one statement, and for what the database does not understand.
    """
    if not query.strip().strip(";"):
        raise StoreError("there is no SQL to run")
    with store.engine.connect() as c:
        raw = c.connection.driver_connection
        cursor = raw.cursor()  # type: ignore[union-attr]
        try:
            if store.sqlite:
                raw.set_authorizer(_authorize)  # type: ignore[union-attr]
                cursor.execute(query)
            else:
                cursor.execute("SET TRANSACTION READ ONLY")
                cursor.execute(query, prepare=True)  # a prepared statement is one statement
            if cursor.description is None:
                raise StoreError("that statement gives no rows; `kehoach sql` only reads")
            names = _names([d[0] for d in cursor.description])
            rows = cursor.fetchmany(limit) if limit else cursor.fetchall()
            return [dict(zip(names, row, strict=True)) for row in rows]
        except StoreError:
            raise
        except Exception as error:  # each driver has errors of its own
            raise StoreError(_said(error)) from error
        finally:
            if store.sqlite:
                raw.set_authorizer(None)  # type: ignore[union-attr]
            cursor.close()


def _authorize(action: int, first: str | None, second: str | None, *_: Any) -> int:
    if action in _READING or (action == sqlite3.SQLITE_PRAGMA and (first or "").lower() in _PRAGMAS):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _names(found: list[str]) -> list[str]:
    out: list[str] = []
    for name in found:
        n, free = 1, name
        while free in out:
            n += 1
            free = f"{name}_{n}"
        out.append(free)
    return out


def _said(error: Exception) -> str:
    text = str(error).strip()
    first = text.split("\n")[0]
    if "not authorized" in text or "readonly" in text or "read-only" in text or "prohibited" in text:
        return f"`kehoach sql` only reads; to change data, change the plans and load them again ({first})"
    if "one statement" in text or "multiple commands" in text:
        return f"one statement at a time ({first})"
    return f"the database does not understand this: {first}"
