"""A page's picture before and beside recognition: grey, at 300 dots an inch, straight; and the lines drawn on it."""

from __future__ import annotations

from typing import Any

#: (x0, y0, x1, y1) in points; x0 == x1 for an upright line
Rulings = list[tuple[float, float, float, float]]

_MOST_PIXELS = 40_000_000
_RUN = 60  # pixels at 150 dots an inch: longer than any letter is high or any dash wide


def prepared(image: Any) -> Any:
    """The picture in grey on white, never larger than tesseract reads well."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        from PIL import Image

        rgba = image.convert("RGBA")
        white = Image.new("RGBA", rgba.size, "white")
        image = Image.alpha_composite(white, rgba)
    if image.mode in ("I;16", "I"):
        image = image.point(lambda v: v / 256)
    image = image.convert("L")
    if image.width * image.height > _MOST_PIXELS:
        part = (_MOST_PIXELS / (image.width * image.height)) ** 0.5
        image = image.resize((max(int(image.width * part), 1), max(int(image.height * part), 1)))
    return image


def turned(image: Any, clockwise: int) -> Any:
    """The picture turned by a multiple of 90 degrees."""
    from PIL import Image

    how = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
    return image.transpose(how[clockwise]) if clockwise in how else image


def skew(image: Any, most: float = 5.0) -> float:
    """By how many degrees (anticlockwise) the picture must be turned for its lines to lie level.

    Level lines make the sharpest profile: the sum over the rows of squared differences of neighbouring row sums is greatest.
    """
    import numpy

    part = min(1.0, 900 / max(image.size))
    small = image.resize((max(int(image.width * part), 1), max(int(image.height * part), 1)))
    if min(small.size) < 60:
        return 0.0
    dark = 255 - numpy.asarray(small, dtype=numpy.float32)
    dark[dark < 90] = 0.0
    if not dark.any():
        return 0.0
    height, width = dark.shape
    ys, xs = numpy.nonzero(dark)
    if len(ys) > 60_000:
        step = len(ys) // 60_000 + 1
        ys, xs = ys[::step], xs[::step]
    centre = xs - width / 2

    def sharpness(angle: float) -> float:
        rows = numpy.rint(ys + centre * numpy.tan(numpy.radians(angle))).astype(int) + height
        counts = numpy.bincount(rows, minlength=3 * height).astype(numpy.float64)
        return float(((counts[1:] - counts[:-1]) ** 2).sum())

    best = max((sharpness(a), -abs(a), a) for a in numpy.arange(-most, most + 0.01, 0.5))[2]
    best = max((sharpness(a), -abs(a), a) for a in numpy.arange(best - 0.5, best + 0.51, 0.1))[2]
    # rows move down by x·tan(a) to come level: the picture turns the other way round
    return -float(best) if sharpness(best) > 1.03 * sharpness(0.0) else 0.0


def find_rulings(image: Any, scale: float) -> Rulings:
    """The straight lines on a page, at least 29 points long; `scale` is points a pixel of `image`."""
    import numpy

    grey = numpy.asarray(image)
    height, width = grey.shape[0] // 2 * 2, grey.shape[1] // 2 * 2
    if height < 2 * _RUN or width < 2 * _RUN:
        return []
    half = grey[:height, :width].reshape(height // 2, 2, width // 2, 2).min(axis=(1, 3))
    dark = half < 150
    step = 2 * scale
    level = [(x0 * step, y * step, x1 * step, y * step) for y, x0, x1 in _runs(dark)]
    upright = [(x * step, y0 * step, x * step, y1 * step) for x, y0, y1 in _runs(dark.T)]
    if len(level) < 2 or len(upright) < 2:
        return []
    return level + upright


def without_rulings(image: Any, rulings: Rulings, scale: float) -> Any:
    """The picture with its lines painted over: tesseract takes lone figures beside them for letters."""
    if not rulings:
        return image
    from PIL import ImageDraw

    image = image.copy()
    pen = ImageDraw.Draw(image)
    for x0, y0, x1, y1 in rulings:
        wide = (4, 0) if x0 == x1 else (0, 4)
        pen.rectangle(
            (x0 / scale - wide[0], y0 / scale - wide[1], x1 / scale + wide[0], y1 / scale + wide[1]), fill=255
        )
    return image


def _runs(dark: Any) -> list[tuple[float, float, float]]:
    """(row, first column, last column) of dark lines along the rows, those a few rows apart made one."""
    import numpy

    thick = dark.copy()
    thick[1:] |= dark[:-1]  # a line that is a little off the level steps from row to row
    sums = numpy.cumsum(thick, axis=1, dtype=numpy.int32)
    full = (sums[:, _RUN:] - sums[:, :-_RUN]) >= 0.96 * _RUN
    pieces: list[list[float]] = []
    for y in numpy.nonzero(full.any(axis=1))[0].tolist():
        edges = numpy.flatnonzero(numpy.diff(numpy.concatenate(([0], full[y].view(numpy.int8), [0]))))
        pieces += [[float(y), float(a), float(b + _RUN)] for a, b in zip(edges[::2], edges[1::2], strict=True)]
        if len(pieces) > 20_000:
            return []  # a picture, not a form
    lines: list[list[float]] = []  # row, first, last, rows seen last
    open_: list[list[float]] = []
    for row, a, b in pieces:
        open_ = [line for line in open_ if row - line[3] <= 4]
        for line in open_:
            if a <= line[2] + 12 and b >= line[1] - 12:
                line[1], line[2], line[3] = min(a, line[1]), max(b, line[2]), row
                break
        else:
            lines.append([row, a, b, row])
            open_.append(lines[-1])
    # thicker than any ruling: a bar, a photograph
    return [((top + low) / 2, a, b) for top, a, b, low in lines if low - top < 14]
