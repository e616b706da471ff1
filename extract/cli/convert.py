"""`kehoach extract` and `kehoach status`: files into records, and what became of each."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from extract.batch import Entry, Progress


def add(app: typer.Typer) -> None:
    @app.command()
    def extract(
        inputs: Annotated[
            list[str] | None,
            typer.Argument(
                help='Files, folders, "glob/**/*.docx", s3://…; "-" reads a list from standard input.',
                show_default=False,
            ),
        ] = None,
        output: Annotated[
            Path, typer.Option("-o", "--output", help="Folder for records, database, journal and report.")
        ] = Path("outputs"),
        list_file: Annotated[Path | None, typer.Option("--list", help="A file with one input a line.")] = None,
        jobs: Annotated[int, typer.Option("-j", "--jobs", min=0, help="Worker processes; 0 is one a core.")] = 0,
        retry: Annotated[
            list[str] | None, typer.Option("--retry", help='Read again what ended as "quarantined" or "partial".')
        ] = None,
        force: Annotated[bool, typer.Option("--force", help="Read everything again.")] = False,
        tokens: Annotated[bool, typer.Option("--tokens", help="Put the words of the text into the records.")] = False,
        database: Annotated[bool, typer.Option("--db/--no-db", help="Fill OUTPUT/kehoach.db as it goes.")] = True,
        engine: Annotated[str, typer.Option("--engine", help="pool (this machine), ray, or ray://HOST:PORT.")] = "pool",
        max_seconds: Annotated[float | None, typer.Option(help="Longest time for one file.")] = None,
        max_memory_mb: Annotated[int | None, typer.Option(help="Memory a file may take, in MiB.")] = None,
        max_file_mb: Annotated[int | None, typer.Option(help="Largest file, in MiB.")] = None,
        max_pages: Annotated[int | None, typer.Option(help="Most pages.")] = None,
        max_ocr_seconds: Annotated[
            float | None, typer.Option(help="Longest time for a file that is recognised.")
        ] = None,
        max_members: Annotated[int | None, typer.Option(help="Most files in a container.")] = None,
        max_characters: Annotated[int | None, typer.Option(help="Longest text of one plan.")] = None,
        quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Only the closing summary.")] = False,
    ) -> None:
        """Read plans and write one JSON record for each; a second run does only what is new or changed."""
        from rich.console import Console

        from extract.batch import BusyError, JournalVersionError, Options, OutOfSpaceError, run
        from extract.batch.journal import OUTCOMES
        from extract.batch.report import print_summary
        from extract.ingest.limits import DEFAULT
        from extract.store import StoreError

        if not inputs and not list_file:
            _fail("name a file or a folder to read, as in: kehoach extract plans/ -o outputs/", code=2)
        for word in retry or []:
            if word not in OUTCOMES:
                _fail(f"--retry takes one of {', '.join(OUTCOMES)}; not {word!r}.", code=2)
        if list_file and not list_file.is_file():
            _fail(f"{list_file}: there is no such list.", code=2)
        limits = DEFAULT.replace(
            seconds=max_seconds, ocr_seconds=max_ocr_seconds, memory_mb=max_memory_mb, file_mb=max_file_mb,
            pages=max_pages, members=max_members, characters=max_characters,
        )  # fmt: skip
        options = Options(
            tokens=tokens,
            limits=limits,
            jobs=jobs,
            retry=tuple(retry or ()),
            force=force,
            database=database,
            engine=engine,
        )
        console = Console(stderr=True)
        try:
            with _listener(console, quiet) as listen:
                summary = run(inputs or [], output, options, str(list_file) if list_file else None, listen)
        except (BusyError, JournalVersionError, OutOfSpaceError, StoreError, ValueError, RuntimeError) as error:
            _fail(str(error))
        except KeyboardInterrupt:
            console.print("\nStopped. What is finished is kept; the same command goes on from here.")
            raise typer.Exit(130) from None
        print_summary(summary, Console())
        run_counts = summary["run"]
        typer.echo(
            f"Records, kehoach.db and report.html are in {output}"
            if database
            else f"Records and report.html are in {output}"
        )
        if run_counts["files"] and run_counts["outcomes"]["quarantined"] == run_counts["files"]:
            raise typer.Exit(1)  # nothing at all could be read

    @app.command()
    def status(
        output: Annotated[Path, typer.Argument(help="A folder that `kehoach extract -o` wrote.")] = Path("outputs"),
        as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
        files: Annotated[
            bool, typer.Option("--files", help="Every file with its outcome, tab separated or as JSON lines.")
        ] = False,
    ) -> None:
        """What became of each file of an output folder."""
        from dataclasses import asdict

        from extract.batch import Journal, JournalVersionError
        from extract.batch.report import print_summary

        try:
            journal = Journal(output, write=False)
        except (FileNotFoundError, JournalVersionError) as error:
            _fail(str(error))
        with journal:
            if files:
                for entry in journal.entries():
                    row = asdict(entry)
                    if as_json:
                        typer.echo(json.dumps(row, ensure_ascii=False))
                    else:
                        typer.echo(
                            "\t".join(_cell(row[c]) for c in ("outcome", "code", "uri", "record", "seconds", "message"))
                        )
                return
            summary = journal.summary()
            if as_json:
                typer.echo(json.dumps(summary, ensure_ascii=False, indent=1))
                return
            last = summary["last_run"]
            if last:
                state = {
                    "running": "is running, or was killed",
                    "ended": "ended",
                    "interrupted": "was killed",
                    "stopped": "was stopped",
                }.get(last["state"], last["state"])
                typer.echo(f"{output}: {summary['files']} files; the last run, begun {last['started_at']}, {state}.")
            print_summary(summary)


def _cell(value: Any) -> str:
    return "" if value is None else "".join(c if c.isprintable() else " " for c in str(value))


def _fail(message: str, code: int = 1) -> None:
    typer.echo(f"kehoach: {message}", err=True)
    raise typer.Exit(code)


class _listener:
    """Live bars on a terminal, a plain line every few seconds elsewhere."""

    def __init__(self, console: Console, quiet: bool) -> None:
        self.console, self.quiet = console, quiet
        self.bar: Any = None
        self.said = 0.0

    def __enter__(self) -> Any:
        if self.quiet:
            return None
        if self.console.is_terminal:
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}"),
                TimeRemainingColumn(),
            )
            self.bar = Progress(*columns, console=self.console, transient=True)
            self.bar.start()
            self.task = self.bar.add_task("reading", total=None, rate="")
            return self.on_terminal
        return self.on_pipe

    def __exit__(self, *exc: object) -> None:
        if self.bar:
            self.bar.stop()

    def on_terminal(self, progress: Progress, entry: Entry | None) -> None:
        o = progress.outcomes
        text = f"[green]{o['done']} done[/] [yellow]{o['partial']} partial[/] [red]{o['quarantined']} quarantined[/]"
        self.bar.update(
            self.task,
            total=progress.total,
            completed=progress.unchanged + progress.finished,
            description=text,
            rate=f"{progress.rate:.1f}/s",
        )

    def on_pipe(self, progress: Progress, entry: Entry | None) -> None:
        if progress.seconds - self.said < 5:
            return
        self.said = progress.seconds
        from extract.batch.report import duration

        o = progress.outcomes
        print(
            f"{progress.unchanged + progress.finished}/{progress.total} files, {progress.rate:.1f} a second, {duration(progress.remaining)} left: "
            f"{o['done']} done, {o['partial']} partial, {o['quarantined']} quarantined",
            file=sys.stderr,
            flush=True,
        )
