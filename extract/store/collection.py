"""`extract.open(OUT)`: what a run wrote, as tidy DataFrames.

>>> import extract
>>> plans = extract.open("outputs")                                  # doctest: +SKIP
>>> plans.deadlines.groupby("issuer").due_on.min()                   # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.record import Record, load_records
from extract.store import due, frames, queries, readonly
from extract.store.database import Store, StoreError, resolve
from extract.store.scope import Ask

if TYPE_CHECKING:
    import pandas as pd


def open(target: str | Path) -> Collection:
    """Open a run's folder, a database file or URL, or a folder or .jsonl file of records.

    Raises StoreError where there is none of these.
    """
    path = Path(str(target))
    if "://" in str(target) or (
        Path(resolve(target).removeprefix("sqlite:///")).exists() and path.suffix not in (".json", ".jsonl")
    ):
        return Collection(Store.open(target, create=False, readonly="://" not in str(target)))
    files = path / "records" if (path / "records").is_dir() else path
    records = load_records(files) if files.exists() else []
    if not records:
        raise StoreError(f"there is no database and there are no records at {target}")
    store = Store.open("sqlite:///:memory:")
    store.put_many(records)
    return Collection(store)


class Collection:
    """Plans as tables: each list of the record is an attribute, a DataFrame with a row an item, loaded when first asked for.

    ``documents``, ``units`` (one row a body across all plans), ``plan_units``, ``mentions``, ``sections``, ``officials``,
    ``slogans``, ``indicators``, ``deadlines``, ``dates``, ``references``, ``tasks``, ``recipients``, ``tables``, ``warnings``.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._frames: dict[str, pd.DataFrame] = {}

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_") or name not in frames.TABLES:
            raise AttributeError(f"no table called {name!r}; there are: {', '.join(frames.TABLES)}")
        if name not in self._frames:
            self._frames[name] = frames.frame(self.store, name)
        return self._frames[name]

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *frames.TABLES]

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Record]:
        return self.store.records()

    def __getitem__(self, document_id: str) -> Record:
        return self.store.get(document_id)

    def __repr__(self) -> str:
        return f"<{len(self)} plans in {self.store.shown}>"

    @cached_property
    def ids(self) -> list[str]:
        """Ids of all documents."""
        return self.store.ids()

    def due(self, first: date | None = None, last: date | None = None, **asked: Any) -> pd.DataFrame:
        """Deadlines from `first` to `last`, recurring ones once a day they fall on; `asked` as for store.scope.Ask."""
        import pandas as pd

        rows = queries.deadlines(self.store, Ask(first=first, last=last, **asked))
        out = pd.DataFrame(rows, columns=due.COLUMNS)
        for column in ("due_on", "start_on"):
            out[column] = pd.to_datetime(out[column]).astype("datetime64[s]")
        return out

    def sql(self, query: str) -> pd.DataFrame:
        """One SELECT as a DataFrame; raises StoreError for what is none."""
        import pandas as pd

        return pd.DataFrame(readonly.select(self.store, query))

    def close(self) -> None:
        """Let the database go."""
        self.store.close()

    def __enter__(self) -> Collection:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
