"""`kehoach show`, `evaluate`, `schema`, `model`: look at a plan, a measure, the format, the pipeline."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from extract.record import Record


def add(app: typer.Typer) -> None:
    @app.command()
    def show(
        file: Annotated[Path, typer.Argument(help="A plan, or a record (.json) written before.")],
        tokens: Annotated[
            bool, typer.Option("--tokens", help="Print the words, one line a block, parted by │.")
        ] = False,
        everything: Annotated[bool, typer.Option("--all", help="Every list in full, bullets in the tree too.")] = False,
        as_json: Annotated[bool, typer.Option("--json", help="Print the record instead.")] = False,
    ) -> None:
        """Print what stands in a plan: header, tree, and who does what by when."""
        if tokens:
            _show_tokens(file)
            return
        record = _load(file)
        if as_json:
            typer.echo(record.to_json())
            return
        from extract.cli.render import render

        render(record, everything=everything)

    @app.command()
    def evaluate(
        records: Annotated[Path, typer.Argument(help="Folder of records, or a .jsonl file.")],
        gold: Annotated[Path, typer.Argument(help="Folder of gold files.")],
        as_json: Annotated[bool, typer.Option("--json", help="Figures as JSON, a document too.")] = False,
        errors: Annotated[
            int, typer.Option("--errors", metavar="N", help="Show N of what was missed and extra, a kind.")
        ] = 0,
    ) -> None:
        """Precision, recall and F1 a kind: by overlap, by value, strict."""
        from extract.evaluate import evaluate as measure

        try:
            result = measure(records, gold)
        except (FileNotFoundError, ValueError) as error:
            _fail(str(error))
        if as_json:
            typer.echo(json.dumps(result, ensure_ascii=False, indent=1))
            return
        from extract.cli.render import render_errors, render_scores

        render_scores(result)
        if errors:
            render_errors(records, gold, errors)

    @app.command()
    def schema(
        output: Annotated[Path | None, typer.Option("-o", "--output", help="Write it to a file.")] = None,
    ) -> None:
        """Print the JSON Schema of a record."""
        from extract.record import json_schema

        text = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
        if output:
            output.write_text(text, "utf-8")
        else:
            typer.echo(text, nl=False)

    @app.command()
    def model(
        folder: Annotated[Path, typer.Argument(help="Where to write it.")] = Path("models/kehoach_vi"),
    ) -> None:
        """Write the assembled pipeline as a spaCy model that spacy.load opens."""
        from extract.pipeline import save_model

        save_model(folder)
        typer.echo(f"{folder}: open it with spacy.load({str(folder)!r})")


def _fail(message: str) -> None:
    typer.echo(f"kehoach: {message}", err=True)
    raise typer.Exit(1)


def _load(file: Path) -> Record:
    """A record from a plan or from a record's JSON; ends the command with a clear sentence where neither can be read."""
    from extract.ingest import IngestError
    from extract.record import Record, RecordVersionError

    if not file.is_file():
        _fail(f"{file}: there is no such file." if not file.exists() else f"{file}: is a folder; name one plan in it.")
    try:
        if file.suffix == ".json":
            return Record.from_json(file.read_bytes())
        from extract.pipeline import read

        return read(file)
    except IngestError as error:
        _fail(f"{file}: {error}")
    except RecordVersionError as error:
        _fail(f"{file}: {error}")
    except ValueError as error:
        _fail(f"{file}: not a record ({str(error).splitlines()[0]}). Name a plan, or a .json file that kehoach wrote.")
    raise AssertionError


def _show_tokens(file: Path) -> None:
    from extract.ingest import IngestError, read_source
    from extract.pipeline import make_doc

    try:
        doc = make_doc(read_source(file))
    except (IngestError, OSError) as error:
        _fail(f"{file}: {error}")
    line: list[str] = []
    for token in doc:
        if "\n" in token.text:
            typer.echo(" │ ".join(line))
            line = []
        elif not token.is_space:
            line.append(token.text)
    if line:
        typer.echo(" │ ".join(line))
