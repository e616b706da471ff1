"""Targets in tables: a column of names, one of units, one or more of values."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import cast

import regex

from extract.entities.indicators_candidate import Candidate, Comparator
from extract.entities.indicators_zones import as_of
from extract.entities.numbers import find_quantities, measures, scale_of
from extract.entities.once import once
from extract.state import Plan
from extract.text.canonical import Line

_NAME_COLUMN = regex.compile(r"chỉ tiêu|tiêu chí|mục tiêu|nội dung|chỉ số|tên", regex.I)
_UNIT_COLUMN = regex.compile(r"đơn vị(?:\s+tính)?$|^đvt$|^đv tính$|^đơn vị đo", regex.I)
_VALUE_COLUMN = regex.compile(
    r"kế hoạch|mục tiêu|chỉ tiêu|phấn đấu|giao|năm 20\d\d|đến năm|20\d\d|số lượng|giá trị|mức", regex.I
)
_PAST_COLUMN = regex.compile(
    r"thực hiện|ước|kết quả|hiện trạng|đạt được|th\s|ghi chú|đơn vị (?:chủ trì|phụ trách|thực hiện)|thời gian|tt$|stt$|so sánh|tăng|giảm|dự toán|kinh phí",
    regex.I,
)
_TABLE_OF_TARGETS = regex.compile(r"chỉ tiêu|chỉ số|mục tiêu", regex.I)


def read_tables(plan: Plan) -> Iterator[Candidate]:
    """Targets of all tables whose head names targets."""
    rows = [line for line in plan.lines if line.cells]
    for _table, group in groupby(rows, key=lambda line: line.table):
        lines = list(group)
        yield from _read_table(plan, lines)


def _cell(plan: Plan, line: Line, i: int) -> str:
    a, b = line.cells[i]
    return plan.folded[a:b].strip()


def _read_table(plan: Plan, lines: list[Line]) -> Iterator[Candidate]:
    head = next(
        (
            k
            for k, line in enumerate(lines[:3])
            if any(_TABLE_OF_TARGETS.search(_cell(plan, line, i)) for i in range(len(line.cells)))
        ),
        None,
    )
    if head is None:
        return
    titles = [_cell(plan, lines[head], i) for i in range(len(lines[head].cells))]
    name_at = next((i for i, t in enumerate(titles) if _NAME_COLUMN.search(t) and not _UNIT_COLUMN.search(t)), None)
    if name_at is None:
        return
    unit_at = next((i for i, t in enumerate(titles) if _UNIT_COLUMN.search(t)), None)
    values = [
        i
        for i, t in enumerate(titles)
        if i not in (name_at, unit_at) and _VALUE_COLUMN.search(t) and not _PAST_COLUMN.search(t)
    ]
    if not values:
        return
    # a table of tasks also has "Nội dung" and "Mục tiêu"; one of targets has units or figures
    if unit_at is None and not any(
        once(r"\W*\d").match(_cell(plan, line, i)) for line in lines[head + 1 :] for i in values if i < len(line.cells)
    ):
        return
    for line in lines[head + 1 :]:
        if line.header_row or len(line.cells) <= max(name_at, *values):
            continue
        name = plan.text[slice(*line.cells[name_at])].strip(" -+\t")
        unit = _cell(plan, line, unit_at) if unit_at is not None and unit_at < len(line.cells) else ""
        if len(name) < 3:
            continue
        for v in values:
            a, b = line.cells[v]
            raw = plan.folded[a:b].strip()
            found = next(iter(find_quantities(f"{raw} {unit}".strip())), None)
            if found is None or not once(r"(?:\D{0,20})\d").match(raw):
                continue
            factor, canon = _unit(unit)
            kind_unit = found.unit or canon
            value = found.value if found.unit else found.value * factor
            high = found.value_max if found.unit or found.value_max is None else found.value_max * factor
            yield Candidate(
                line.cells[name_at][0],
                b,
                once(r"\s+").sub(" ", name),
                "table",
                cast(Comparator, found.comparator),
                value,
                high,
                kind_unit,
                of=found.of,
                as_of=as_of(titles[v]) or (m[0] if (m := once(r"20\d\d").search(titles[v])) else None),
            )


def _unit(text: str) -> tuple[float, str | None]:
    """ "Triệu đồng" → (1000000, "đồng"); "Người" → (1, "người")."""
    t = once(r"\s+").sub(" ", text).strip().lower()
    if not t:
        return 1.0, None
    m = once(r"((?:nghìn |ngàn )?(?:nghìn|ngàn|triệu|tỷ|tỉ))\s+(.*)").match(t)
    if m:
        rest = m[2]
        return scale_of(m[1]), measures().get(rest, (rest, ""))[0]
    return 1.0, measures().get(t, (text.strip(), ""))[0]
