"""What the journal says of the files: which were read only in part, which not at all."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from extract.web.data import base_name

OUTCOMES = ("done", "partial", "quarantined")


class Outcomes:
    """The journal of one output folder, read only; a folder without one has no outcomes."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "journal.db"

    def _rows(self, query: str, *values: Any) -> list[sqlite3.Row]:
        if not self.path.exists():
            return []
        try:
            db = sqlite3.connect(f"file:{quote(str(self.path.absolute()))}?mode=ro", uri=True, timeout=5)
        except sqlite3.Error:
            return []
        try:
            db.row_factory = sqlite3.Row
            return db.execute(query, values).fetchall()
        except sqlite3.Error:
            return []
        finally:
            db.close()

    def counts(self) -> dict[str, int]:
        """outcome → files; a file with the bytes of another counts as well."""
        rows = self._rows("select outcome, count(*) from files where coalesce(code, '') <> 'container' group by 1")
        return dict.fromkeys(OUTCOMES, 0) | {r[0]: r[1] for r in rows}

    def quarantined(self, most: int = 500) -> list[dict[str, Any]]:
        """Files without a record: name, reason, remedy."""
        rows = self._rows(
            "select uri, code, message, remedy, finished_at from files where outcome = 'quarantined' order by uri limit ?",
            most,
        )
        return [
            {"file": base_name(r["uri"]), "code": r["code"], "message": r["message"], "remedy": r["remedy"]}
            for r in rows
        ]

    def of_records(self) -> dict[str, dict[str, Any]]:
        """Record id → outcome, code, message, for those that were not read whole."""
        rows = self._rows("select record, code, message from files where outcome = 'partial' and record is not null")
        return {r["record"]: {"outcome": "partial", "code": r["code"], "message": r["message"]} for r in rows}

    def sources(self, record: str) -> list[str]:
        """Where the files with this record lie, those of this machine, none that stands in a container."""
        rows = self._rows("select uri from files where record = ? and container is null order by uri", record)
        return [r["uri"] for r in rows if "://" not in r["uri"]]
