"""Records in a database and out of it again, in every form that others read.

>>> from extract.store import Store
>>> with Store.open("outputs") as store:             # doctest: +SKIP
...     store.put(record)
...     store.get(record.id) == record
"""

from __future__ import annotations

from extract.store.database import SchemaError, Store, StoreError, open_sink
from extract.store.mapping import RecordError, rows_of

__all__ = ["RecordError", "SchemaError", "Store", "StoreError", "open_sink", "rows_of"]
