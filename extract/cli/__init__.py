"""The `kehoach` command. Each module here holds a few commands; nothing heavy is imported before a command runs."""

from __future__ import annotations

import typer

app = typer.Typer(
    name="kehoach",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    help="Vietnamese plan documents (kế hoạch) into data: who does what by when.",
)


def main() -> None:
    """Entry point of the `kehoach` command."""
    from extract.cli import commands

    commands.register(app)
    app()
