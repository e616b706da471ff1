"""`kehoach serve` and `kehoach gold`: the page and the HTTP interface, and what people corrected there as gold files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def add(app: typer.Typer) -> None:
    @app.command()
    def serve(
        folder: Annotated[Path, typer.Argument(help="A folder that `kehoach extract -o` wrote.")] = Path("outputs"),
        host: Annotated[
            str, typer.Option(help="Address to listen on; others than this machine need a token.")
        ] = "127.0.0.1",
        port: Annotated[int, typer.Option(min=0, max=65535)] = 8000,
        token: Annotated[str | None, typer.Option(envvar="KEHOACH_TOKEN", help="What callers must show.")] = None,
        upload_mb: Annotated[int, typer.Option(min=1, help="Largest file that is taken, in MiB.")] = 25,
    ) -> None:
        """Open the page and the HTTP interface over an output folder."""
        from extract.web.settings import Settings

        settings = Settings(folder, host, port, token, upload_mb)
        try:
            settings.check()
        except ValueError as error:
            _fail(str(error))
        if not (folder / "kehoach.db").exists():
            _fail(f"{folder}: no database in it. Run first: kehoach extract YOUR/FOLDER -o {folder}")
        try:
            import uvicorn

            from extract.web.app import create_app
        except ImportError as error:
            _fail(
                f"the page needs more packages ({error.name} is missing). Install them with: pip install 'kehoach[web]'"
            )
        typer.echo(f"kehoach: http://{host if ':' not in host else f'[{host}]'}:{port}/  (Ctrl-C ends it)")
        uvicorn.run(
            create_app(settings),
            host=host,
            port=port,
            log_level="warning",
            server_header=False,
            h11_max_incomplete_event_size=65536,
        )

    @app.command()
    def gold(
        folder: Annotated[Path, typer.Argument(help="A folder that `kehoach extract -o` wrote.")],
        output: Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER", help="Where the gold files go.")],
    ) -> None:
        """Write the plans that were corrected on the page as gold files, for `kehoach evaluate`."""
        if not (folder / "kehoach.db").exists():
            _fail(f"{folder}: no database in it. Run first: kehoach extract YOUR/FOLDER -o {folder}")
        try:
            from extract.web.corrections import Corrections
            from extract.web.data import Library
            from extract.web.gold import gold_files
        except ImportError as error:
            _fail(f"this needs more packages ({error.name} is missing). Install them with: pip install 'kehoach[web]'")
        library = Library(folder)
        count = 0
        try:
            for name, content in gold_files(library, Corrections(folder)):
                output.mkdir(parents=True, exist_ok=True)
                (output / name).write_bytes(content)
                count += 1
        except OSError as error:
            _fail(f"{output}: {error.strerror or error}")
        finally:
            library.close()
        if not count:
            _fail(f"{folder}: nothing was corrected yet. Correct on the page: kehoach serve {folder}")
        typer.echo(f"{count} gold files in {output}")


def _fail(message: str) -> None:
    typer.echo(f"kehoach: {message}", err=True)
    raise typer.Exit(1)
