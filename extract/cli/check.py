"""`kehoach chain` and `kehoach check`: which plan implements which, and contradictions worth a person's look."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from extract.record import Record
    from extract.relations.chain import CrossFinding, Link

_WIDTH = 80


def add(app: typer.Typer) -> None:
    @app.command()
    def chain(
        records: Annotated[Path, typer.Argument(help="Folder of records, a .jsonl file, or one record.")],
        as_json: Annotated[bool, typer.Option("--json", help="Plans and links as JSON.")] = False,
    ) -> None:
        """Show which plan implements which, from the province down to the ward."""
        from extract.relations.chain import build

        links = build(_load(records))
        if as_json:
            typer.echo(json.dumps(_links_as_data(links), ensure_ascii=False, indent=1))
            return
        _print_chain(links)

    @app.command()
    def check(
        records: Annotated[Path, typer.Argument(help="Folder of records, a .jsonl file, or one record.")],
        as_json: Annotated[bool, typer.Option("--json", help="Findings as JSON, one object each.")] = False,
        code: Annotated[list[str] | None, typer.Option("--code", help="Only these codes; may be repeated.")] = None,
        strict: Annotated[bool, typer.Option("--strict", help="End with status 1 where anything was found.")] = False,
    ) -> None:
        """Print contradictions: in one plan, and between the plans of a folder."""
        from extract.relations.chain import cross_check

        found = _load(records)
        across = cross_check(found)
        rows = [row for record in found for row in _rows(record, across, found)]
        if code:
            rows = [row for row in rows if row["code"] in code]
        if as_json:
            typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            _print_findings(found, rows)
        if strict and rows:
            raise typer.Exit(1)


def _load(path: Path) -> list[Record]:
    from pydantic import ValidationError

    from extract.record import RecordVersionError, load_records

    if not path.exists():
        _fail(f"{path} does not exist. Give a folder of records, as `kehoach convert` writes them.")
    try:
        records = load_records(path)
    except (ValueError, ValidationError, RecordVersionError) as error:
        _fail(f"{path} holds something that is no record: {str(error).splitlines()[0]}")
    if not records:
        _fail(f"{path} holds no records (*.json). Convert plans first: kehoach convert PLANS -o {path}")
    return records


def _fail(message: str) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(2)


def _file(record: Record) -> str:
    return record.source.uri.replace("\\", "/").rsplit("/", 1)[-1]


def _rows(record: Record, across: list[CrossFinding], records: list[Record]) -> list[dict[str, object]]:
    """Findings of one record as plain objects: record, file, code, message, start, end, sentence, other."""
    from extract.relations.checks import check as check_one

    names = {x.id: _file(x) for x in records}
    known = {(w.code, w.start) for w in record.warnings}
    one = [(w.code, w.message, w.start, w.end, None) for w in record.warnings]
    one += [(f.code, f.message, f.start, f.end, None) for f in check_one(record) if (f.code, f.start) not in known]
    many = [
        (c.finding.code, c.finding.message, c.finding.start, c.finding.end, names.get(c.other))
        for c in across
        if c.record == record.id
    ]
    order = sorted(one, key=lambda x: (x[2] is None, x[2] or 0)) + many
    return [
        {
            "record": record.id, "file": names[record.id], "code": code, "message": message, "start": start, "end": end,
            "sentence": _sentence(record.text, start, end), "other": other,
        }
        for code, message, start, end, other in order
    ]  # fmt: skip


def _sentence(text: str, start: int | None, end: int | None) -> str | None:
    """The line around a place, at most 160 characters of it."""
    if start is None or end is None or start >= len(text):
        return None
    a = max(text.rfind("\n", 0, start) + 1, start - 80)
    stop = text.find("\n", end)
    b = min(stop if stop >= 0 else len(text), max(end, a + 160))
    return " ".join(text[a : min(b, a + 200)].split())


def _print_findings(records: list[Record], rows: list[dict[str, object]]) -> None:
    from collections import Counter

    from rich.console import Console
    from rich.markup import escape
    from rich.padding import Padding

    console = Console(highlight=False, width=None if Console().is_terminal else _WIDTH)
    by_record: dict[object, list[dict[str, object]]] = {}
    for row in rows:
        by_record.setdefault(row["record"], []).append(row)
    for record in records:
        mine = by_record.get(record.id, [])
        if not mine:
            continue
        code = record.header.code or record.header.symbol or ""
        console.print(f"[bold]{escape(_file(record))}[/] {escape(code)}")
        for row in mine:
            console.print(Padding(f"[yellow]{row['code']}[/]  {escape(str(row['message']))}", (0, 0, 0, 2)))
            if row["other"]:
                console.print(Padding(f"[dim]against {escape(str(row['other']))}[/]", (0, 0, 0, 6)))
            if row["sentence"]:
                where = f"{row['start']}–{row['end']}"
                console.print(Padding(f"[dim]{where}: {escape(str(row['sentence']))}[/]", (0, 0, 0, 6)))
    counts = Counter(str(row["code"]) for row in rows)
    if not rows:
        console.print(f"{len(records)} plans, nothing to look at.")
        return
    console.print(
        f"\n{len(records)} plans, {len(rows)} findings in {len(by_record)}: "
        + ", ".join(f"{n} {c}" for c, n in counts.most_common())
    )


def _links_as_data(links: dict[str, Link]) -> list[dict[str, object]]:
    return [
        {
            "key": key, "record": link.record.id if link.record else None, "file": _file(link.record) if link.record else None,
            "name": link.name, "title": link.title, "issued_on": link.record.header.issued_on if link.record else (link.cited.date if link.cited else None),
            "implements": link.above, "implemented_by": link.below,
        }
        for key, link in links.items()
    ]  # fmt: skip


def _print_chain(links: dict[str, Link]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.tree import Tree

    from extract.relations.chain import roots

    console = Console(highlight=False, width=None if Console().is_terminal else _WIDTH)

    def label(key: str) -> str:
        link = links[key]
        date = link.record.header.issued_on if link.record else (link.cited.date if link.cited else None)
        head = f"[bold]{escape(link.name)}[/]" if link.record else escape(link.name)
        return (
            head + (f" [dim]({date})[/]" if date else "") + ("" if link.record else " [dim]— not among the records[/]")
        )

    def grow(tree: Tree, key: str, path: tuple[str, ...]) -> None:
        for below in links[key].below:
            if below in path:
                tree.add(f"{label(below)} [red]— a circle[/]")
                continue
            grow(tree.add(label(below)), below, (*path, below))

    for key in roots(links):
        tree = Tree(label(key))
        grow(tree, key, (key,))
        console.print(tree)
    plans = [link for link in links.values() if link.record]
    joined = sum(1 for link in plans if link.above or link.below)
    console.print(
        f"\n{len(plans)} plans, {joined} of them in a chain, {sum(1 for x in links.values() if not x.record)} cited documents not among the records"
    )
