"""Pictures of pages (.png, .jpg, .tif, also of many pages) → blocks, by text recognition."""

from __future__ import annotations

import io
import warnings
from functools import partial
from typing import Any

from extract.ingest.base import IngestError, Source, SourceWarning
from extract.ingest.limits import current
from extract.ingest.ocr import DPI, Recogniser, engine

_MOST_PIXELS = 150_000_000
_A4_WIDTH = 8.27  # inches
_TYPES = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "TIFF": "image/tiff",
    "GIF": "image/gif",
    "BMP": "image/bmp",
}


def read_image(data: bytes, source: Source) -> None:
    """Fill the source's blocks. Raises IngestError `ocr-missing`, `broken-file`, `too-large` or `too-many-pages`."""
    engine()
    from PIL import Image

    limits = current()
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image: Any = Image.open(io.BytesIO(data), formats=[f for f in _TYPES if f != "MPO"])
            source.media_type = _TYPES.get(image.format, "image/*")
            count = int(getattr(image, "n_frames", 1))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise IngestError(
            "too-large", "the picture is larger than any page.", "Scan it again at 300 dots an inch."
        ) from error
    except Exception as error:  # each format has errors of its own
        raise _broken(error) from error
    if source.media_type == "image/gif":
        count = 1  # an animation
    if count > limits.pages:
        message = f"the file has {count:,} pages, more than {limits.pages:,}."
        raise IngestError("too-many-pages", message, "Raise --max-pages if it really is one plan, or split it.")
    recogniser = Recogniser(source.sha256)
    cut: Exception | None = None
    for number in range(count):
        try:
            image.seek(number)
            if image.width * image.height > _MOST_PIXELS:
                raise IngestError(
                    "too-large", "the picture is larger than any page.", "Scan it again at 300 dots an inch."
                )
            image.load()
            factor = DPI / dots(image)
            size = image.width * 72 * factor / DPI, image.height * 72 * factor / DPI
            recogniser.add(number, partial(_scaled, image, factor), *size)
        except IngestError:
            raise
        except Exception as error:
            cut = error
            break
    if cut is not None and number == 0:
        raise _broken(cut) from cut
    _settle(recogniser, source)
    if cut is not None:
        source.warnings.append(SourceWarning("broken-page", f"the file is damaged from page {number + 1} on"))


def _broken(error: Exception) -> IngestError:
    return IngestError(
        "broken-file", f"the file is a damaged picture ({str(error)[:120]}).", "Fetch the file again, or scan it anew."
    )


def dots(image: Any) -> float:
    """Dots an inch: as the file says where that is believable, else as if the picture were a page of A4."""
    said = image.info.get("dpi")
    value = float(said[0]) if isinstance(said, tuple) and said and said[0] else 0.0
    short = min(image.size)
    if 100 <= value <= 1200 and 4.0 <= short / value <= 17:
        return value
    return max(short / _A4_WIDTH, 50.0)


def _scaled(image: Any, factor: float) -> Any:
    image = image.convert("RGB") if image.mode in ("P", "CMYK", "YCbCr") else image.copy()
    if 0.95 < factor < 1.3:
        return image
    factor = min(factor, 4.0)
    return image.convert("L" if image.mode in ("1", "L") else image.mode).resize(
        (max(round(image.width * factor), 1), max(round(image.height * factor), 1)), 3
    )


def _settle(recogniser: Recogniser, source: Source) -> None:
    from extract.ingest.pdf import fill, page_of

    pages, trust, failure = [], [], None
    for number, page in recogniser.done():
        if isinstance(page, IngestError):
            failure = failure or page
            source.warnings.append(SourceWarning(page.code, f"page {number + 1}: {page.message}"))
            pages.append(page_of(number, 0.0, 0.0, [], []))
            continue
        pages.append(page_of(number, page.width, page.height, page.words, page.rulings))
        trust.append((page.quality, len(page.words)))
    if failure is not None and not trust:
        raise failure
    total = sum(n for _, n in trust)
    source.ocr = True
    source.quality = round(sum(q * n for q, n in trust) / total, 3) if total else 0.0
    fill(source, pages)
