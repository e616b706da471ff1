"""Text recognition with tesseract: one page image → words with their places, as a text layer would give them.

A page is shown upright and straight first. What was recognised is kept by content in a folder of the user's cache, so that a
second run costs nothing.
"""

from __future__ import annotations

import hashlib
import html
import json
import os
import shutil
import tempfile
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from statistics import median
from time import monotonic
from typing import Any

import regex

from extract.ingest.base import IngestError
from extract.ingest.limits import current
from extract.ingest.ocr_image import Rulings, find_rulings, prepared, skew, turned, without_rulings
from extract.ingest.pdf_words import Word
from extract.ingest.programs import run
from extract.ingest.vietnamese import syllables, vietnamese_share

DPI = 300
LANGUAGE = "vie"
MISSING = "Install it: apt-get install tesseract-ocr tesseract-ocr-vie (and pip install 'kehoach[ocr]')."
_SETTINGS = "11"  # raised whenever what is kept would come out otherwise
_PAGE_SECONDS = 120.0
_POOR = 0.62  # mean confidence below which a page may stand on its side or on its head

_SPAN = regex.compile(
    r"<span class='(?:ocr_line|ocr_header|ocr_caption|ocr_textfloat)'[^>]*title=\"bbox (\d+) (\d+) (\d+) (\d+)(?:; baseline (-?[\d.]+) (-?[\d.]+))?(?:[^\"]*?x_size ([\d.]+))?[^\"]*\""
    r"|<span class='ocrx_word'[^>]*title='bbox (\d+) (\d+) (\d+) (\d+); x_wconf (\d+)[^']*'[^>]*>(.*?)</span>",
    regex.S,
)
_TAG = regex.compile(r"<[^>]*>")
_CONSONANTS = frozenset("bcdđghklmnpqrstvx")
_DIGRAPHS = frozenset(["ch", "gh", "kh", "ng", "nh", "ph", "th", "tr"])
_STROKES = regex.compile(r"[|¦_\[\]{}()!lI\\/—–~.,:;'\"`’‘-]{1,3}")


@dataclass
class OcrPage:
    """What was recognised on one page; lengths in points, y grows downwards. `quality` is the words' mean confidence, 0 to 1."""

    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    quality: float = 0.0
    rulings: Rulings = field(default_factory=list)


@dataclass(frozen=True)
class Engine:
    path: str
    version: str


@lru_cache(maxsize=1)
def _find_engine() -> Engine | None:
    path = shutil.which("tesseract")
    if path is None:
        return None
    try:
        _, out, errors = run([path, "--version"], 20)
        _, languages, more = run([path, "--list-langs"], 20)
    except (OSError, TimeoutError):
        return None
    if LANGUAGE not in (languages + more).decode("utf-8", "replace").split():
        return None
    return Engine(path, (out or errors).decode("utf-8", "replace").splitlines()[0].strip())


def engine() -> Engine:
    """tesseract with its Vietnamese data. Raises IngestError `ocr-missing`."""
    found = _find_engine() if not os.environ.get("KEHOACH_NO_OCR") else None
    if found is not None:
        try:
            import PIL.Image  # noqa: F401
        except ImportError:
            found = None
    if found is None:
        raise IngestError(
            "ocr-missing",
            "it has to be recognised from its picture, and tesseract with Vietnamese is not here.",
            MISSING,
        )
    return found


def cache_folder() -> Path:
    """Where recognised pages are kept: KEHOACH_CACHE, else kehoach/ in XDG_CACHE_HOME or ~/.cache."""
    own = os.environ.get("KEHOACH_CACHE")
    if own:
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "kehoach"


class Recogniser:
    """Recognises the pages of one file, several at once, within the file's time for recognition.

    `add` takes a page at once or, where too many wait, after the first of them is done; `done` gives all in their order.
    """

    def __init__(self, sha256: str) -> None:
        self._engine = engine()
        self._sha = sha256
        self._ends = monotonic() + 0.85 * current().ocr_seconds
        self._count = min(os.cpu_count() or 1, 4)
        self._pool: ThreadPoolExecutor | None = None
        self._pages: dict[int, Future[OcrPage] | OcrPage] = {}

    def add(self, number: int, picture: Callable[[], Any], width: float = 0.0, height: float = 0.0) -> None:
        """Page `number` of the file, of that size in points; `picture` makes its PIL image (called here, and only if needed)."""
        key = hashlib.sha256(
            f"{self._sha}/{number}/{self._engine.version}/{LANGUAGE}/{DPI}/{_SETTINGS}".encode()
        ).hexdigest()
        kept = _kept(key)
        if kept is not None:
            self._pages[number] = kept
            return
        waiting = [f for f in self._pages.values() if isinstance(f, Future) and not f.done()]
        if len(waiting) >= 2 * self._count:
            with suppress(Exception):
                waiting[0].result()
        if self._pool is None:
            self._pool = ThreadPoolExecutor(self._count)
        self._pages[number] = self._pool.submit(self._page, picture(), width, height, key)

    def done(self) -> Iterator[tuple[int, OcrPage | IngestError]]:
        """Each page with what was recognised, or with the reason why it was not."""
        try:
            for number, page in self._pages.items():
                if isinstance(page, OcrPage):
                    yield number, page
                    continue
                try:
                    yield number, page.result()
                except TimeoutError:
                    yield (
                        number,
                        IngestError("ocr-timeout", "recognising its text took too long.", "Raise --max-ocr-seconds."),
                    )
                except (OSError, RuntimeError, ValueError) as error:
                    yield (
                        number,
                        IngestError(
                            "ocr-failed", f"its text could not be recognised ({error}).", "Scan the page again."
                        ),
                    )
        finally:
            if self._pool is not None:
                self._pool.shutdown(cancel_futures=True)

    def _page(self, image: Any, width: float, height: float, key: str) -> OcrPage:
        page = self._recognise(prepared(image), width, height)
        _keep(key, page)
        return page

    def _recognise(self, image: Any, width: float, height: float) -> OcrPage:
        upright = self._straight(image, width, height)
        if upright.quality >= _POOR and len(upright.words) > 8:
            return upright
        angle = self._orientation(image)
        if not angle:
            return upright
        if angle in (90, 270):
            width, height = height, width
        other = self._straight(turned(image, angle), width, height)
        return other if _worth(other) > _worth(upright) else upright

    def _straight(self, image: Any, width: float, height: float) -> OcrPage:
        angle = skew(image)
        if abs(angle) > 0.12:
            image = image.rotate(angle, resample=3, fillcolor=255)
        width, height = width or image.width * 72 / DPI, height or image.height * 72 / DPI
        scale = width / image.width
        rulings = find_rulings(image, scale)
        text = self._tesseract(without_rulings(image, rulings, scale), "--psm", "3", "hocr")
        words, quality = read_hocr(text, scale)
        return OcrPage(width, height, _without_strokes(words, rulings), quality, rulings)

    def _orientation(self, image: Any) -> int:
        """By how many degrees clockwise the picture must be turned, told by tesseract; 0 where it cannot tell."""
        try:
            text = self._tesseract(image, "--psm", "0", language="osd")
        except RuntimeError:
            return 0
        found = regex.search(r"Rotate: (\d+)", text)
        return int(found[1]) % 360 if found else 0

    def _tesseract(self, image: Any, *more: str, language: str = LANGUAGE) -> str:
        left = self._ends - monotonic()
        if left <= 0:
            raise TimeoutError("no time left")
        data = b"P5 %d %d 255\n" % image.size + image.tobytes()
        command = [self._engine.path, "stdin", "stdout", "-l", language, "--dpi", str(DPI), *more]
        # pages go side by side; threads inside one page only wait for each other
        code, out, errors = run(command, min(left, _PAGE_SECONDS), data, env={"OMP_THREAD_LIMIT": "1"})
        if code:
            raise RuntimeError(errors.decode("utf-8", "replace").strip()[-200:] or f"exit code {code}")
        return out.decode("utf-8", "replace")


def _worth(page: OcrPage) -> float:
    return page.quality * vietnamese_share(" ".join(w.text for w in page.words)) * len(page.words)


def read_hocr(text: str, scale: float) -> tuple[list[Word], float]:
    """Words out of tesseract's hOCR and their mean confidence; `scale` is points a pixel."""
    words: list[Word] = []
    trust: list[tuple[int, int]] = []
    base = slope = left = 0.0
    size = 12.0
    order = 0
    for m in _SPAN.finditer(text):
        if m[1] is not None:
            left, low = float(m[1]), float(m[4])
            slope, base = float(m[5] or 0.0), low + float(m[6] or 0.0)
            size = float(m[7]) if m[7] else 0.75 * (low - float(m[2]))
            order += 10  # lines of two columns on one height do not follow each other
            continue
        said = html.unescape(_TAG.sub("", m[13])).strip()
        x0, y0, x1, y1, sure = (float(m[i]) for i in (8, 9, 10, 11, 12))
        if not said or (sure < 25 and not regex.search(r"[\p{L}\p{N}]{2}", said)):
            continue
        if y1 - y0 > 3.2 * size or (sure < 10 and len(said) < 3):
            continue  # a picture, a seal, a signature
        order += 1
        at = base + slope * ((x0 + x1) / 2 - left)
        for piece, start, end in _apart(said):
            a, b = (x0 + (x1 - x0) * part / len(said) for part in (start, end))
            words.append(Word(piece, a * scale, b * scale, at * scale, max(size * scale, 4.0), False, False, order))
            order += 1
        trust.append((int(sure), len(said)))
    if words:
        usual = median(w.size for w in words)
        for w in words:  # the engine measures a line's letters; a page has few sizes
            if abs(w.size - usual) < 0.27 * usual:
                w.size = usual
    total = sum(n for _, n in trust)
    return words, sum(s * n for s, n in trust) / total / 100 if total else 0.0


def _apart(word: str) -> list[tuple[str, int, int]]:
    """(piece, start, end): a word in which the engine missed a narrow space, cut there; no letter is changed.

    Vietnamese writes syllable by syllable: marked letters that are no syllable, but two in exactly one way, are two words
    ("Chitiêu"). The second begins with a consonant, since a vowel would as well end the first.
    """
    known = syllables()
    low = unicodedata.normalize("NFC", word).lower()
    whole = [(word, 0, len(word))]
    if len(low) != len(word) or low.isascii() or not low.isalpha() or len(low) < 5 or low in known:
        return whole
    cuts = [i for i in range(2, len(low) - 1) if low[i] in _CONSONANTS and low[:i] in known and low[i:] in known]
    cuts = [i for i in cuts if low[i - 1 : i + 1] not in _DIGRAPHS or i - 1 not in cuts]  # tự|chủ, not tực|hủ
    return [(word[: cuts[0]], 0, cuts[0]), (word[cuts[0] :], cuts[0], len(word))] if len(cuts) == 1 else whole


def _without_strokes(words: list[Word], rulings: Rulings) -> list[Word]:
    """Words without the lines of tables that were read as strokes."""
    upright = [r for r in rulings if r[0] == r[2]]
    if not upright:
        return words

    def stroke(w: Word) -> bool:
        if not _STROKES.fullmatch(w.text):
            return False
        x, y = (w.x0 + w.x1) / 2, w.base - 0.3 * w.size
        return any(abs(r[0] - x) < 3.5 and r[1] - 4 < y < r[3] + 4 for r in upright)

    return [w for w in words if not stroke(w)]


def _kept(key: str) -> OcrPage | None:
    try:
        value = json.loads(zlib.decompress((cache_folder() / "ocr" / key[:2] / key).read_bytes()))
        words = [Word(t, x0, x1, base, size, False, False, order) for t, x0, x1, base, size, order in value["words"]]
        rulings = [(a, b, c, d) for a, b, c, d in value["rulings"]]
        return OcrPage(value["width"], value["height"], words, value["quality"], rulings)
    except (OSError, ValueError, KeyError, TypeError, zlib.error):
        return None


def _keep(key: str, page: OcrPage) -> None:
    value = {
        "width": page.width, "height": page.height, "quality": page.quality, "rulings": page.rulings,
        "words": [[w.text, w.x0, w.x1, w.base, w.size, w.order] for w in page.words],
    }  # fmt: skip
    folder = cache_folder() / "ocr" / key[:2]
    with suppress(OSError):  # a cache that cannot be written costs time, nothing else
        folder.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(zlib.compress(json.dumps(value, ensure_ascii=False).encode("utf-8")))
        os.replace(aside, folder / key)
