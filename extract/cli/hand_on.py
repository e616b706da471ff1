"""`kehoach sql`, `load`, `export`: the whole database, to other systems."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extract.cli.options import Db, Form, Limit, Out, fail, opened

if TYPE_CHECKING:
    from extract.record import Record

FORMS = (
    "parquet",
    "csv",
    "xlsx",
    "jsonl",
    "json",
    "ics",
    "edxml",
    "spacy",
    "label-studio",
    "doccano",
    "brat",
    "datasette",
)


def add(app: typer.Typer) -> None:
    @app.command()
    def sql(
        query: Annotated[
            str, typer.Argument(help='One SELECT, as "SELECT unit, leads FROM unit_workload ORDER BY leads DESC".')
        ],
        limit: Limit = None,
        form: Form = None,
        output: Out = None,
        db: Db = "outputs",
    ) -> None:
        """Ask in SQL, read only. Tables and columns are described in the table `dictionary`."""
        from extract.cli import answers
        from extract.store import StoreError
        from extract.store.readonly import select

        form = answers.choose(form, output, "sql")
        limit = limit if limit is not None else (answers.SCREEN if form == "table" else 0)
        with opened(db) as store:
            try:
                rows = select(store, query, limit + 1 if limit else None)
            except StoreError as error:
                fail(str(error))
        answers.write(rows[:limit] if limit else rows, "sql", form, output, more=bool(limit) and len(rows) > limit)

    @app.command()
    def load(
        source: Annotated[
            Path, typer.Argument(help="A run's folder, a folder of records, a .jsonl file, or a kehoach.db.")
        ],
        target: Annotated[str, typer.Argument(help="postgresql://user:password@host/database, or a SQLite file.")],
        mirror: Annotated[bool, typer.Option("--mirror", help="Take out of TARGET what SOURCE does not have.")] = False,
        quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Only errors.")] = False,
    ) -> None:
        """Feed records into a database: new ones put in, changed ones replaced whole, the same ones left alone."""
        from rich.console import Console

        from extract.record import Record
        from extract.store import RecordError, Store, StoreError

        if not source.exists():
            fail(f"{source}: there is no such folder or file.", code=2)
        console = Console(stderr=True, quiet=quiet)
        counts: dict[Any, int] = {"new": 0, "changed": 0, "unchanged": 0}
        seen: set[str] = set()
        bad = 0
        try:
            with Store.open(target) as store, console.status("") as status:
                for n, (name, record) in enumerate(read_records(source), 1):
                    if isinstance(record, Record):
                        seen.add(record.id)
                        try:
                            counts[store.put(record)] += 1
                        except RecordError as error:
                            record = error
                    if not isinstance(record, Record):
                        bad += 1
                        typer.echo(f"kehoach: {name}: {record}", err=True)
                    status.update(f"{n:,} records")
                gone = store.delete(sorted(set(store.ids()) - seen)) if mirror and not bad else 0
                shown = store.shown
        except StoreError as error:
            fail(str(error), code=2)
        if not sum(counts.values()) and not bad:
            fail(f"{source}: there are no records in it.", code=2)
        out = f"{shown}: {counts['new']:,} new, {counts['changed']:,} changed, {counts['unchanged']:,} unchanged"
        if not quiet:
            out += (f", {gone:,} taken out" if mirror else "") + (f", {bad:,} could not be loaded" if bad else "")
            typer.echo(out, err=True)
        if bad:
            raise typer.Exit(1)

    @app.command()
    def export(
        source: Annotated[str, typer.Argument(help="A run's folder, a database file or URL, or a folder of records.")],
        form: Annotated[str, typer.Option("--to", help=", ".join(FORMS))],
        output: Annotated[
            Path, typer.Option("-o", "--output", metavar="PATH", help="A file, or a folder where a form is many files.")
        ],
    ) -> None:
        """Write all plans in a form that other programs read; docs/export.md describes each."""
        from extract.record import RecordVersionError
        from extract.store import StoreError
        from extract.store import collection as c
        from extract.store.export.write import write

        if form not in FORMS:
            fail(f"--to takes one of {', '.join(FORMS)}; not {form!r}.", code=2)
        try:
            with c.open(source) as plans:
                files = write(plans.store, form, output)
        except (StoreError, RecordVersionError, ValueError) as error:
            fail(str(error), code=2)
        except OSError as error:
            fail(f"{output}: {error.strerror or error}")
        typer.echo(f"{files:,} {'file' if files == 1 else 'files'} in {output}", err=True)


def read_records(source: Path) -> Iterator[tuple[str, Record | Exception]]:
    """(name, record, or why it is none), one at a time."""
    from extract.record import Record
    from extract.store import Store

    def read(name: str, data: bytes | str) -> tuple[str, Record | Exception]:
        try:
            return name, Record.from_json(data)
        except (ValueError, AttributeError, TypeError) as error:
            return name, ValueError(f"is no record: {str(error).splitlines()[0]}")

    if source.is_file() and source.suffix == ".jsonl":
        with source.open(encoding="utf-8") as lines:
            for n, line in enumerate(lines, 1):
                if line.strip():
                    yield read(f"{source}:{n}", line)
    elif source.is_file() and source.suffix == ".json":
        yield read(str(source), source.read_bytes())
    elif source.is_file():
        with Store.open(source, create=False, readonly=True) as store:
            for record in store.records():
                yield record.id, record
    else:
        folder = source / "records" if (source / "records").is_dir() else source
        for path in sorted(folder.rglob("*.json")):
            yield read(str(path), path.read_bytes())
