"""Puts every command on the app; the order here is the order in `kehoach --help`."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Each `add(app)` only declares commands; what they need is imported inside them."""
    from extract.cli import ask, check, convert, look, serve

    for module in (convert, look, check, ask, serve):
        module.add(app)
