"""Answers that were given already, kept as long as nothing in the folder changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any

MOST_BYTES = 32 << 20


class Kept:
    """Bodies by address; the oldest go first, and all of them where the folder's version is another."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most, self._size, self._version = most_bytes, 0, ""
        self._bodies: OrderedDict[str, tuple[bytes, dict[str, str]]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, version: str, address: str) -> tuple[bytes, dict[str, str]] | None:
        """The body and headers given before for this address, of the same version."""
        with self._lock:
            if version != self._version:
                return None
            found = self._bodies.get(address)
            if found is not None:
                self._bodies.move_to_end(address)
            return found

    def put(self, version: str, address: str, body: bytes, headers: dict[str, Any]) -> None:
        """Keep one; a body larger than a tenth of the room is not kept."""
        if len(body) > self._most // 10:
            return
        with self._lock:
            if version != self._version:
                self._bodies.clear()
                self._size, self._version = 0, version
            old = self._bodies.pop(address, None)
            self._size += len(body) - (len(old[0]) if old else 0)
            self._bodies[address] = (body, dict(headers))
            while self._size > self._most:
                _, (gone, _) = self._bodies.popitem(last=False)
                self._size -= len(gone)
