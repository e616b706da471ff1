"""`kehoach serve`: the page and the HTTP interface."""

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


def _fail(message: str) -> None:
    typer.echo(f"kehoach: {message}", err=True)
    raise typer.Exit(1)
