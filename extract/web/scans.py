"""Pictures of a source's pages, of bounded size, made in a process of their own: a broken PDF must not end the server."""

from __future__ import annotations

import hashlib
import io
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Any

from extract.web.problems import Problem

WIDTH = 1100
"""Pixels across; a page's height is bounded by HEIGHT."""
HEIGHT = 2200
SECONDS = 20
MOST_BYTES = 200 << 20
KEPT = 24
_PDF, _PICTURES = "application/pdf", ("image/png", "image/jpeg", "image/tiff", "image/bmp", "image/webp")


def has_pages(media_type: str | None) -> bool:
    return media_type == _PDF or media_type in _PICTURES


def render(path: str, sha256: str, number: int, media_type: str) -> bytes | None:
    """JPEG of page `number` (from 1); None where the file is not the one that was read, or has no such page."""
    with open(path, "rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES or hashlib.sha256(data).hexdigest() != sha256:
        return None
    from PIL import Image, ImageSequence

    if media_type == _PDF:
        import pypdfium2

        document = pypdfium2.PdfDocument(data)
        try:
            if not 1 <= number <= len(document):
                return None
            page = document[number - 1]
            width, height = page.get_size()
            scale = min(WIDTH / max(width, 1), HEIGHT / max(height, 1))
            picture = page.render(scale=scale).to_pil()
        finally:
            document.close()
    else:
        Image.MAX_IMAGE_PIXELS = 200_000_000
        source = Image.open(io.BytesIO(data))
        frame = next((f for n, f in enumerate(ImageSequence.Iterator(source), 1) if n == number), None)
        if frame is None:
            return None
        picture = frame.copy()
    picture = picture.convert("RGB")
    picture.thumbnail((WIDTH, HEIGHT))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82)
    return out.getvalue()


class Scans:
    """Renders pages one at a time and keeps the last few."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pool: Any = None
        self._kept: OrderedDict[tuple[str, int], bytes] = OrderedDict()

    def page(self, path: Path, sha256: str, number: int, media_type: str) -> bytes | None:
        """The picture, or None where there is none. Raises Problem 503 where the page could not be drawn in time."""
        key = (sha256, number)
        if not path.is_file():
            return None
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            found = self._render(str(path), sha256, number, media_type)
            if found is not None:
                self._kept[key] = found
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            return found

    def _render(self, path: str, sha256: str, number: int, media_type: str) -> bytes | None:
        import multiprocessing

        from pebble import ProcessPool

        if self._pool is None:
            self._pool = ProcessPool(1, max_tasks=200, context=multiprocessing.get_context("spawn"))
        try:
            found: bytes | None = self._pool.schedule(
                render, args=(path, sha256, number, media_type), timeout=SECONDS
            ).result()
            return found
        except Exception as error:  # the worker ended, was too slow, or the file is broken: the page goes without
            raise Problem(503, "no-picture", "This page could not be drawn.") from error

    def close(self) -> None:
        with self._lock:
            if self._pool is not None:
                self._pool.stop()
                self._pool.join()
                self._pool = None
