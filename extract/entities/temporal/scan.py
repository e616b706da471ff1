"""Text → atoms: every form of patterns.py that stands in it, with its parts read into points of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import regex

from extract.entities.once import once
from extract.entities.temporal.normal import WEEKDAYS, Point
from extract.entities.temporal.patterns import ATOMS, NUMERAL, START

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_OCR = str.maketrans({"o": "0", "l": "1", "i": "1"})
_NUMBER = regex.compile(r"\d{1,2}")
#: places, posts and counts that are written like a day and a month: "đường 3/2", "Nghị quyết 30/4", "12/19 chỉ tiêu", "24/7"
NAMESAKES = regex.compile(
    r"(?:đường|phố|phường|trường|quảng trường|bệnh viện|công viên|khu phố|khu|tổ|ngõ|hẻm|lô|thửa|nhà|rạp|chợ|cầu|hội trường|nghị quyết|chỉ thị|nghị định|"
    r"quyết định|thông tư|điều|khoản|mục|số|tỷ lệ|tỉ lệ|hạng|đạt|được|có|gồm|với|tỷ số|công ty|nhà máy|xí nghiệp|thpt|thcs|huyết áp) $"
)
COUNTED = regex.compile(
    r" (?:số|chỉ tiêu|tiêu chí|xã|phường|thị trấn|huyện|quận|tỉnh|thành phố|đơn vị|trường|hộ|thôn|bản|tổ|ấp|khu|cơ quan|người|đại biểu|điểm|nội dung|"
    r"nhiệm vụ|mục tiêu|cán bộ|đảng viên|chi bộ|đảng bộ|trạm|lớp|phòng|sở|ngành|lĩnh vực|cơ sở|dự án|công trình|hồ sơ|thành viên|ủy viên|phiếu|học sinh|"
    r"giáo viên|doanh nghiệp|hợp tác xã|tổng số|giờ|buổi|ngày|km|ha|m2|tuyến|xóm|làng|dân số|diện tích|nhà|sản phẩm|mô hình|câu lạc bộ)\b"
)


@dataclass(slots=True)
class Item:
    """One atom: where it stands, its form, the point it names (two for a range) and what else its form carries."""

    start: int
    end: int
    form: str
    point: Point | None = None
    point2: Point | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    linked: bool = False  # one of a list with the item before it: "ngày 05, 12 và 19/5"
    naked: bool = False  # bare figures: a date only where a word says so

    @property
    def timelike(self) -> bool:
        return self.point is not None


def number(text: str) -> int:
    """ "05", "năm (05)", "mười hai", "iv" → the number; 0 for what is none."""
    word = text.split("(")[0].strip()
    return int(word) if word.isdigit() else NUMERAL.get(word) or ROMAN.get(word) or 0


def scan(low: str) -> list[Item]:
    """All atoms of a text in lower case, in order, none overlapping another. Linear in the length of the text."""
    found: list[Item] = []
    at = 0
    while start := START.search(low, at):
        m = ATOMS.match(low, start.start())
        if m is None:
            at = start.start() + 1
            continue
        items = list(_read(m, low))
        found += items
        # what looked like an atom and is none ("31/2024" of a code) is stepped over only by its first character
        at = m.end() if items else start.start() + 1
    return found


#: form → number of the group that holds it
_GROUPS = [(name[2:], group) for name, group in ATOMS.groupindex.items() if name.startswith("f_")]


def _read(m: regex.Match[str], low: str) -> Iterator[Item]:
    form = next(name for name, group in _GROUPS if m.start(group) >= 0)
    a, b = m.span()
    reader = _READERS.get(form)
    if reader is None:
        yield Item(a, b, form)
        return
    yield from reader(m, m, low, a, b)


def _int(value: str | None) -> int | None:
    return int(value.translate(_OCR)) if value else None


def _month(value: str | None) -> int | None:
    return None if value is None else number(value)


def _with(p: Point, g: regex.Match[str]) -> dict[str, Any]:
    """Words for the year are kept until the year of issue is known: "năm nay", "năm tới"."""
    return {"yw": g["yw"]} if g["yw"] else {}


def _blank(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    p = Point("day" if g["d"] and g["m"] else "month" if g["m"] else "year", _int(g["y"]), _int(g["m"]), _int(g["d"]))
    yield Item(a, b, "blank", p)


def _dmy(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    raw = (g["d"] or "") + (g["m"] or "") + (g["y"] or "")
    d, month, y = _int(g["d"]) or 0, _int(g["m"]) or 0, _int(g["y"])
    if not any(c.isdigit() for c in (g["d"] or "") + (g["m"] or "")):
        return
    odd = d > 31 or d == 0 or month == 0 or (month > 12 and d > 12)
    if odd and not g["word"]:
        return
    p = Point("day", y, month, d)
    if not raw.isdigit():
        p.warnings.append(("ocr-digits", f"letters among the figures of {low[a:b]!r}; read as {d}/{month}/{y}"))
    if g["word"] == "tháng":
        p.warnings.append(("wrong-word", f"{low[a:b]!r} is written as a month; read as a day"))
    yield Item(a, b, "day", p)


def _dmyy(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    d, month = int(g["d"]), int(g["m"])
    if not (1 <= d <= 31 and 1 <= month <= 12):
        return
    p = Point("day", 2000 + int(g["yy"]), month, d)
    p.warnings.append(("two-digit-year", f"{low[a:b]!r}: read as the year {p.y}"))
    yield Item(a, b, "day", p, naked=g["word"] is None)


def _long(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    p = Point("day", _int(g["y"]), _int(g["m"]), _int(g["d"]))
    yield Item(a, b, "day", p, extra=_with(p, g))


def _dm(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    d, month = int(g["d"]), int(g["m"])
    if g["word"] == "tháng":
        if month > 12 and d <= 12:  # "tháng 6/24"
            p = Point("month", 2000 + month, d)
            p.warnings.append(("two-digit-year", f"{low[a:b]!r}: read as the year {p.y}"))
            yield Item(a, b, "month", p)
        elif d < month <= 12 and g["sep"] == "-":
            yield Item(a, b, "month", Point("month", m=d, m2=month))
        elif d <= 12:
            yield Item(a, m.end("d"), "month", Point("month", m=d))
        elif month <= 12:
            p = Point("day", m=month, d=d)
            p.warnings.append(("wrong-word", f"{low[a:b]!r} is written as a month; read as a day"))
            yield Item(a, b, "day", p)
        return
    naked = g["naked"] is not None
    if naked and (
        not (1 <= d <= 31 and 1 <= month <= 12) or COUNTED.match(low, b) or NAMESAKES.search(low[max(0, a - 16) : a])
    ):
        return
    if not 1 <= month <= 12 and not 1 <= d <= 12:
        return
    if low[a - 8 : a] in ("đường ", "phường ") or d == 0:
        return
    yield Item(a, b, "day", Point("day", m=month, d=d), naked=naked)


def _day(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    if 1 <= int(g["d"]) <= 31:
        yield Item(a, b, "dayonly", Point("day", d=int(g["d"])))


_LIST_JOIN = regex.compile(r" ?, ?| và | hoặc |; ")


def _days(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    month, y, at = _int(g["m"]), _int(g["y"]), m.start("days")
    form = "day" if month else "dayonly"
    pieces, last = [], 0
    text = g["days"]
    for sep in _LIST_JOIN.finditer(text):
        pieces.append((last, sep.start()))
        last = sep.end()
    pieces.append((last, len(text)))
    alone = [int(n.group()) for n in _NUMBER.finditer(text)]
    if len(pieces) == len(alone) == 2 and month and alone[1] == alone[0] + 1 <= 31 and " và " in text:
        # "hai ngày 12 và 13 tháng 11": one stretch
        yield Item(a, b, "day", Point("day", y, month, alone[0]), Point("day", y, month, alone[1]), {"both": True})
        return
    for k, (i, j) in enumerate(pieces):
        numbers = [int(n.group()) for n in _NUMBER.finditer(text, i, j)]
        if not all(1 <= n <= 31 for n in numbers):
            return
        start = a if k == 0 else at + i
        end = at + j if k < len(pieces) - 1 or not month else b
        points = [Point("day", y, month, n) for n in numbers]
        yield Item(start, end, form, points[0], points[1] if len(points) > 1 else None, linked=k > 0)
    if g["of"]:
        yield Item(m.start("of") + 1, m.end("of"), "freq", extra={"fu": "tháng", "n": 1})


def _months(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    first, more = number(g["m"]), [int(x) for x in m.captures("m2")]
    y, extra = _int(g["y"]), _with(Point("month"), g)
    if first == 0 or (first > 12 and not y):
        return
    spans, joins = m.spans("m2"), [j.strip() for j in m.captures("join")]
    if not more or all(1 <= x <= 12 for x in more):
        span = bool(more) and (joins[0][:1] in "-đ" or all(x == first + k + 1 for k, x in enumerate(more)))
        if not more or (span and more[-1] > first):
            yield Item(
                a, b, "month", Point("month", y, first, m2=more[-1] if more else None, part=g["part"]), extra=extra
            )
            return
        if joins[0][:1] in "-đ" and len(more) == 1:  # "tháng 11 - 2/2025" runs over the turn of the year
            yield Item(
                a, b, "month", Point("month", y - 1 if y else None, first), Point("month", y, more[0]), extra=extra
            )
            return
        yield Item(a, m.end("m") if spans else b, "month", Point("month", y, first, part=g["part"]), extra=extra)
        for k, (x, (i, j)) in enumerate(zip(more, spans, strict=True)):
            i -= 6 * low.startswith("tháng ", i - 6)
            yield Item(i, b if k == len(more) - 1 else j, "month", Point("month", y, x), extra=extra, linked=True)
        return
    yield Item(a, m.end("m"), "month", Point("month", None, first, part=g["part"]))


def _quarters(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    first = number(m.captures("q")[-1])
    more = [number(x) for x in m.captures("q2")]
    y, extra, spans = _int(g["y"]), _with(Point("quarter"), g), m.spans("q2")
    joins = [j.strip() for j in m.captures("join")]
    if not more or joins[0][:1] in "-đ" or all(x == first + k + 1 for k, x in enumerate(more)):
        q2 = more[-1] if more and more[-1] > first else None
        yield Item(a, b, "quarter", Point("quarter", y, q=first, q2=q2, part=g["part"]), extra=extra)
        return
    yield Item(a, m.end("q"), "quarter", Point("quarter", y, q=first), extra=extra)
    for k, (x, (i, j)) in enumerate(zip(more, spans, strict=True)):
        i -= 4 * low.startswith(("quý ", "quí "), i - 4)
        yield Item(i, b if k == len(more) - 1 else j, "quarter", Point("quarter", y, q=x), extra=extra, linked=True)


def _year(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    bare = g["bare"]
    if bare in ("tháng", "quý", "tuần"):
        yield Item(a, b, "bareperiod", extra={"fu": bare, "part": g["part"], "yw": g["yw"]})
        return
    part = g["part"]
    form = "yearpart" if part or not g["y"] else "year"
    more = m.spans("more") if form == "year" else []
    yield Item(
        a,
        m.end("y") if more else b,
        form,
        Point("year", _int(g["y"]), part=part),
        extra={**_with(Point("year"), g), **({"bare": True} if bare else {})},
    )
    for i, j in more:
        start = i - 4 * low.startswith("năm ", i - 4)
        yield Item(start, j, "year", Point("year", int(low[i:j])), linked=True)


def _term(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    y, y2 = int(g["y"]), int(g["y2"])
    if y2 < y and not g["termword"]:
        return
    if not g["termword"] and low.endswith("từ ", 0, a):  # "từ năm 2023 - 2025": a span of work, not a name
        yield Item(a, b, "year", Point("year", y), Point("year", y2))
        return
    if b < len(low) and low[b] == ")" and "(" in low[a:b]:
        b += 1
    yield Item(a, b, "term", Point("years", y, y2=y2), extra={"word": g["termword"]})


def _school(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    n = {"i": 1, "1": 1, "một": 1, "ii": 2, "2": 2, "hai": 2}.get(g["n"] or "")
    yield Item(a, b, "school", Point("school", _int(g["y"]), y2=_int(g["y2"]), n=n, part=g["part"]))


def _my(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    if 1 <= int(g["m"]) <= 12:
        yield Item(a, b, "month", Point("month", int(g["y"]), int(g["m"])), naked=True)


def _week(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    w = g["which"]
    n = -1 if w.startswith("cuối") else 1 if w.startswith("đầu") or w == "nhất" else number(w)
    if n and g["m"] is None and once(r"hằng|hàng|mỗi").search(low[a:b]):
        yield Item(a, b, "freq", extra={"fu": "tháng", "n": 1})
    elif n:
        extra = _with(Point("week"), g)
        yield Item(a, b, "week", Point("week", _int(g["y"]), _int(g["m"]), n=n, m2=_int(g["which2"])), extra=extra)


def _npart(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    n = number(g["n"]) if g["n"] else 1
    if n:
        p = Point(
            "npart",
            _int(g["y"]),
            _int(g["m"]),
            q=ROMAN.get(g["q"] or "") or _int(g["q"]),
            part=g["part"],
            n=n,
            u=m.captures("u")[-1],
            name=m.captures("in")[-1],
        )
        yield Item(a, b, "npart", p, extra=_with(p, g))


def _lunar(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    month = _month(g["m"])
    if month and 1 <= month <= 12:
        yield Item(
            a,
            b,
            "lunar",
            Point("lunar", _int(g["y"]), month, _int(g["d"]) or 15, can_chi=(g["can"], g["chi"]) if g["can"] else None),
        )


def _newyear(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    d = int(g["d"])
    can_chi = (g["can"], g["chi"]) if g["can"] else None
    if d < 16:
        yield Item(a, b, "lunar", Point("lunar", None, 1, d, can_chi=can_chi))
    else:  # the last days of the old year; its name is that of the new one
        yield Item(a, b, "feast", Point("feast", name=f"{d} tết", can_chi=can_chi))


def _feast(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    name = g["feast"] or "tết nguyên đán"
    yield Item(
        a, b, "feast", Point("feast", _int(g["y"]), name=name, can_chi=(g["can"], g["chi"]) if g["can"] else None)
    )


def _lastday(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    p = Point("lastday", _int(g["y"]), _int(g["m"]), part="đầu" if g["which"].startswith("đầu") else "cuối")
    yield Item(a, b, "lastday", p)


def _rate(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    if g["times"]:
        yield Item(a, b, "freq", extra={"fu": g["fu"], "times": number(g["times"]) or 1})
    else:
        yield Item(a, b, "freq", extra={"fu": g["fu"], "n": number(g["n"]) or 1})


def _termly(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    yield Item(a, b, "freq", extra={"fu": "năm" if g["fu"].startswith("năm") else "kỳ", "n": 1, "word": True})


def _freq(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    yield Item(a, b, "freq", extra={"fu": g["fu"], "n": number(g["n"]) if g["n"] else 1})


def _freqmore(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    yield Item(a, b, "freqmore", extra={"fu": g["fu"], "n": number(g["n"]) if g["n"] else 1})


def _weekday(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    days = [WEEKDAYS[w.split()[-1]] for w in (g["wd"], g["wd2"]) if w]
    of = g["of"]
    place = "" if "tuần" in of and "tháng" not in of else "-1" if "cuối" in of else "1"
    yield Item(a, b, "weekday", extra={"days": days, "place": place})


def _qmonth(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    which = m.captures("which")[-1]
    k = 3 if which == "cuối" or which.endswith(("ba", "3")) else 1 if which == "đầu" else 2
    yield Item(a, b, "qmonth", extra={"d": _int(g["d"]), "which": k})


def _monthday(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    if 1 <= int(g["d"]) <= 31:
        yield Item(a, b, "monthday", extra={"d": int(g["d"])})


def _thisyear(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    yield Item(a, b, "thisyear", Point("year"))


def _duration(m, g, low, a, b) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    n = number(g["n"])
    if n:
        yield Item(a, b, "duration", extra={"n": n, "u": g["u"], "wk": g["wk"] is not None})


_READERS = {
    "blank": _blank,
    "iso": _long,
    "days": _days,
    "dmy": _dmy,
    "long": _long,
    "lunar": _lunar,
    "dmyy": _dmyy,
    "qmonth": _qmonth,
    "dm": _dm,
    "lastday": _lastday,
    "week": _week,
    "npart": _npart,
    "quarter": _quarters,
    "month": _months,
    "school": _school,
    "term": _term,
    "year": _year,
    "my": _my,
    "bareyear": _year,
    "rate": _rate,
    "freq": _freq,
    "freqmore": _freqmore,
    "weekday": _weekday,
    "feast": _feast,
    "newyear": _newyear,
    "termly": _termly,
    "day": _day,
    "duration": _duration,
    "thisyear": _thisyear,
    "monthday": _monthday,
}
