"""CSV and XLSX that are safe to open: nothing in them is a formula, whatever a plan says."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

import regex

from extract.store.export.headings import heading

#: Most a cell of a sheet can hold, in UTF-16 units, and most rows of a sheet.
CELL, ROWS = 32_767, 1_048_576
# a cell that begins so is run by spreadsheet programs, blanks and full-width forms included
_RISKY = regex.compile(r"^[\s\u200b\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]")
_CONTROL = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ESCAPE = regex.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_BAD_TITLE = regex.compile(r"[\[\]:*?/\\]")
_SAMPLE = 200

Row = Mapping[str, Any]


def write_csv(out: IO[str], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """RFC 4180 with the fields' names on top, lists as JSON, days as ISO 8601.

    Text that a spreadsheet would run as a formula gets an apostrophe before it, as OWASP advises; numbers do not.
    """
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_csv_cell(row[c]) for c in columns])


def _csv_cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        return safe(value.replace("\x00", "\u2400"))
    return value


def safe(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would run."""
    return f"'{text}" if _RISKY.match(text) else text


def write_xlsx(target: str | Path | IO[bytes], sheets: Mapping[str, tuple[Sequence[str], Iterable[Row]]]) -> None:
    """A workbook: title → (columns, rows). Headings in Vietnamese, frozen and with filters; days are days.

    A text longer than a cell can hold ends with a note of how much is missing; control characters are shown as their
    pictures; more rows than a sheet can hold go on in a second one.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    used: set[str] = set()
    for title, (columns, rows) in sheets.items():
        it = iter(rows)
        first = True
        while True:
            part = list(itertools.islice(it, _SAMPLE))
            if not part and not first:
                break
            _sheet(
                book,
                _title(title, used),
                columns,
                itertools.chain(part, itertools.islice(it, ROWS - 1 - len(part))),
                part,
            )
            first = False
            if len(part) < _SAMPLE:
                break
    book.save(target)


def _title(title: str, used: set[str]) -> str:
    plain = _BAD_TITLE.sub(" ", title).strip("'")[:31] or "Trang"
    name, n = plain, 1
    while name.casefold() in used:
        n += 1
        name = f"{plain[: 31 - len(str(n)) - 3]} ({n})"
    used.add(name.casefold())
    return name


def _sheet(book: Any, title: str, columns: Sequence[str], rows: Iterator[Row], sample: Sequence[Row]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for i, column in enumerate(columns, 1):
        longest = max([len(heading(column)) + 3, *(len(str(_sheet_value(row[column]) or "")) for row in sample)])
        sheet.column_dimensions[get_column_letter(i)].width = min(max(longest + 1, 8), 60)
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(len(columns), 1))}1"
    head = []
    for column in columns:
        cell = WriteOnlyCell(sheet, value=heading(column))
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE6F0")
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        head.append(cell)
    sheet.append(head)
    wrap, top = Alignment(vertical="top", wrap_text=True), Alignment(vertical="top")
    for row in rows:
        cells = []
        for column in columns:
            value = _sheet_value(row[column])
            cell = WriteOnlyCell(sheet, value=None)
            if isinstance(value, str):
                cell.value = value
                cell.data_type = "s"  # never a formula, whatever it begins with
                if _RISKY.match(value):
                    cell.quotePrefix = True  # and it stays text when somebody edits the cell
                cell.alignment = wrap
            elif value is not None:
                cell.value = value
                cell.alignment = top
                if isinstance(value, date):
                    cell.number_format = "dd/mm/yyyy hh:mm" if isinstance(value, datetime) else "dd/mm/yyyy"
            cells.append(cell)
        sheet.append(cells)


def _sheet_value(value: Any) -> Any:
    if isinstance(value, list):
        value = "; ".join("" if v is None else str(v) for v in value)
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, date):
        return value if value.year >= 1900 else value.isoformat()  # a sheet's calendar begins in 1900
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return str(value)
    if isinstance(value, str):
        return _fit(_ESCAPE.sub("_x005F_", _CONTROL.sub(_picture, value)))
    return value


def _picture(match: regex.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


def _fit(text: str) -> str:
    if len(text) * 2 <= CELL or len(text.encode("utf-16-le")) // 2 <= CELL:
        return text
    note = f" … (còn {len(text)} ký tự)"
    room, at = CELL - len(note) - 8, 0
    for at, char in enumerate(text):  # noqa: B007
        room -= 2 if ord(char) > 0xFFFF else 1
        if room < 0:
            break
    return f"{text[:at]} … (còn {len(text) - at} ký tự)"


def csv_text(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """As :func:`write_csv`, as text."""
    out = io.StringIO(newline="")
    write_csv(out, columns, rows)
    return out.getvalue()
