"""Answers on a terminal of 80 columns and in files."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from extract.cli.options import fail
from extract.store import Store
from extract.store.export.headings import WORDS, number, shown
from extract.store.scope import Ask

SCREEN = 100
_FORMS = ("table", "csv", "json", "jsonl", "xlsx")
#: Files leave out what only the terminal needs.
_COLUMNS: dict[str, list[str]] = {
    "tasks": [
        "task", "lead", "support", "directs", "reports_to", "deadlines", "due_on", "deliverable", "document", "issuer", "path", "heading",
        "sentence", "confidence", "document_id", "task_id", "start_char", "end_char",
    ],
    "search": ["text", "sentence", "document", "title", "issuer", "issued_on", "path", "heading", "exact", "document_id", "start", "end"],
}  # fmt: skip
_TITLES = {
    "deadlines": "Thời hạn",
    "tasks": "Nhiệm vụ",
    "units": "Đơn vị",
    "indicators": "Chỉ tiêu",
    "search": "Tìm thấy",
    "sql": "Kết quả",
}


def choose(form: str | None, output: Path | None, what: str) -> str:
    """The form asked for, or that of the file's name; ends the command where it cannot be made."""
    forms = (*_FORMS, "ics") if what == "deadlines" else _FORMS
    if form is None:
        form = output.suffix.lstrip(".").lower() if output and output.suffix else "table"
    if form not in forms:
        fail(f"{what} can be written as {', '.join(forms)}; not as {form!r}.", code=2)
    if form == "xlsx" and output is None:
        fail("a workbook is no text for a terminal; name a file: -o FILE.xlsx", code=2)
    return form


def write(rows: Sequence[dict[str, Any]], what: str, form: str, output: Path | None, more: bool = False) -> None:
    """Rows of an answer to the terminal or a file."""
    from extract.store import due

    columns = due.COLUMNS if what == "deadlines" else _COLUMNS.get(what) or (list(rows[0]) if rows else [])
    try:
        if form == "table":
            _print(rows, what, output, more)
        elif form == "xlsx":
            from extract.store.export.sheets import write_xlsx

            write_xlsx(str(output), {_TITLES[what]: (columns, rows)})
        elif form == "ics":
            from extract.store.export.calendar import to_ics

            _bytes(to_ics(rows), output)
        elif form == "csv":
            from extract.store.export.sheets import csv_text

            _bytes(csv_text(columns, rows).encode("utf-8-sig" if output else "utf-8"), output)
        else:
            from extract.store.export.tables import answer_json

            _bytes(answer_json(rows, lines=form == "jsonl").encode(), output)
    except OSError as error:
        fail(f"{output}: {error.strerror or error}")
    if output is not None:
        typer.echo(f"{len(rows):,} rows in {output}", err=True)


def _bytes(data: bytes, output: Path | None) -> None:
    if output is not None:
        output.write_bytes(data)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()


def _print(rows: Sequence[dict[str, Any]], what: str, output: Path | None, more: bool) -> None:
    if output is not None:
        with output.open("w", encoding="utf-8") as file:
            _tell(Console(file=file, width=120), rows, what, more)
    else:
        _tell(Console(), rows, what, more)


def _tell(console: Console, rows: Sequence[dict[str, Any]], what: str, more: bool) -> None:
    console.print(
        {"deadlines": _deadlines, "tasks": _tasks, "units": _units, "indicators": _indicators, "search": _search}.get(
            what, _any
        )(rows)
    )
    count = f"{_TITLES[what]}: {number(len(rows))}"
    console.print(Text(f"{count}, và còn nữa (--limit 0: tất cả)" if more else count, style="dim"))


def _table(*columns: tuple[str, dict[str, Any]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=True, header_style="bold")
    for heading, options in columns:
        table.add_column(heading, **{"overflow": "fold", **options})
    return table


def _source(row: dict[str, Any]) -> Text:
    """Which document, where in it."""
    out = Text(_cut(row["document"], 60), style="cyan")
    if row.get("path"):
        out.append(f"\nmục {row['path']}", style="dim")
    return out


def _deadlines(rows: Sequence[dict[str, Any]]) -> Table:
    table = _table(
        ("Hạn", {"width": 10}), ("Chủ trì", {"ratio": 5}), ("Nội dung", {"ratio": 10}), ("Văn bản", {"ratio": 4})
    )
    for row in rows:
        due = Text(shown("due_on", row["due_on"]) or "—", style="bold yellow")
        if row["rrule"]:
            due.append("\nđịnh kỳ", style="dim")
        if row["approximate"]:
            due.append("\nước chừng", style="dim")
        table.add_row(due, _who(row), _sentence(row["sentence"], row["deadline"]), _source(row), end_section=True)
    return table


def _who(row: dict[str, Any]) -> Text:
    out = Text("; ".join(row["lead"]) or ("" if row["directs"] or row["support"] else "—"))
    for role, label in (("directs", "chỉ đạo"), ("support", "phối hợp")):
        if row[role]:
            names = row[role] if len(row[role]) < 4 else [*row[role][:3], f"và {len(row[role]) - 3} đơn vị khác"]
            out.append(("\n" if out.plain else "") + f"{label}: " + "; ".join(names), style="dim")
    return out


def _tasks(rows: Sequence[dict[str, Any]]) -> Table:
    table = _table(
        ("Chủ trì", {"ratio": 5}), ("Nhiệm vụ", {"ratio": 10}), ("Hạn", {"width": 10}), ("Văn bản", {"ratio": 4})
    )
    for row in rows:
        when = (
            Text(shown("due_on", row["due_on"]), style="bold yellow")
            if row["due_on"]
            else Text("; ".join(row["deadlines"]), style="yellow")
        )
        table.add_row(_who(row), _sentence(row["sentence"]), when, _source(row), end_section=True)
    return table


def _units(rows: Sequence[dict[str, Any]]) -> Table:
    right = {"justify": "right", "width": 7}
    table = _table(
        ("Đơn vị", {"ratio": 3}),
        ("Cấp", {"width": 10}),
        ("Văn bản", right),
        ("Chủ trì", right),
        ("Phối hợp", {**right, "width": 8}),
        ("Chỉ đạo", right),
    )
    for row in rows:
        table.add_row(
            row["unit"],
            shown("level", row["level"]),
            *(str(row[c]) for c in ("documents", "lead", "support", "directs")),
        )
    return table


def _indicators(rows: Sequence[dict[str, Any]]) -> Table:
    table = _table(
        ("Chỉ tiêu", {"ratio": 5}),
        ("Giá trị", {"ratio": 3}),
        ("Năm", {"width": 10}),
        ("Câu", {"ratio": 7}),
        ("Văn bản", {"ratio": 4}),
    )
    for row in rows:
        table.add_row(
            row["name"] or "",
            Text(value_of(row), style="bold"),
            row["as_of"] or "",
            _sentence(row["sentence"]),
            _source(row),
            end_section=True,
        )
    return table


def value_of(row: dict[str, Any]) -> str:
    """≥ 98 %; từ 1 đến 2 cán bộ; 12/19 chỉ tiêu."""
    if row["value"] is None:
        return ""
    if row["comparator"] == "range" and row["value_max"] is not None:
        out = f"từ {number(row['value'])} đến {number(row['value_max'])}"
    else:
        sign = WORDS["comparator"].get(row["comparator"] or "=", "=")
        out = number(row["value"]) if sign == "=" else f"{sign} {number(row['value'])}"
    if row["of"] is not None:
        out += f"/{number(row['of'])}"
    return f"{out} {row['unit']}" if row["unit"] and row["unit"] != "%" else out + (row["unit"] or "")


def _search(rows: Sequence[dict[str, Any]]) -> Table:
    table = _table(("Văn bản", {"ratio": 3}), ("Câu", {"ratio": 8}))
    for row in rows:
        table.add_row(_source(row), _sentence(row["sentence"], row["text"]), end_section=True)
    return table


def _any(rows: Sequence[dict[str, Any]]) -> Table:
    table = _table(*((c, {}) for c in (rows[0] if rows else [])))
    for row in rows:
        table.add_row(*(Text("" if v is None else _cut(str(v), 300)) for v in row.values()))
    return table


def _sentence(sentence: str, mark: str | None = None, most: int = 240) -> Text:
    """The sentence, cut around `mark` where it is long, with `mark` in bold."""
    at = sentence.find(" ".join(mark.split())) if mark else -1
    if len(sentence) > most:
        begin = max(0, min(at - most // 2, len(sentence) - most)) if at >= 0 else 0
        if begin:
            begin = sentence.rfind(" ", 0, begin) + 1
        end = begin + most
        if end < len(sentence):
            end = max(sentence.rfind(" ", begin, end), begin + most // 2)
        sentence = ("… " if begin else "") + sentence[begin:end] + (" …" if end < len(sentence) else "")
    out = Text(sentence)
    if mark:
        out.highlight_words([" ".join(mark.split())], style="bold yellow")
    return out


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def why_nothing(store: Store, ask: Ask, what: str) -> str:
    """Why there is no answer, and what there is instead."""
    from extract.store import scope

    with store.connect() as c:
        if store.count() == 0:
            return f"{store.shown} holds no plans yet. Read some: kehoach extract PLANS -o OUT"
        if ask.unit and not scope.units_called(c, ask.unit):
            return f"no plan names a unit called {ask.unit!r}.{_perhaps(scope.near_units(c, ask.unit))}"
        if ask.place and not scope.places_called(c, ask.place):
            return f"no plan and no unit belongs to a place called {ask.place!r}.{_perhaps(scope.near_places(c, ask.place))}"
        if ask.document and not scope.documents_called(c, ask.document):
            return f'no plan is called {ask.document!r}; `kehoach sql "SELECT label, title FROM documents"` lists them.'
        if what == "search":
            return f"no plan has these words: {ask.words}"
        if what in ("deadlines", "tasks") and (ask.first or ask.last):
            first, last = store.span()
            span = (
                f" Deadlines with a day run from {first} to {last}."
                if first
                else " No deadline of these plans has a day."
            )
            return f"nothing is due in that span for what was asked.{span}"
    return "nothing matches all that was asked; leave out an option to see more."


def _perhaps(names: Sequence[str]) -> str:
    return f" Perhaps: {'; '.join(names)}" if names else ""
