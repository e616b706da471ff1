"""`kehoach` check and chain: contradictions, and which plan implements which."""

from __future__ import annotations

import typer


def add(app: typer.Typer) -> None:
    """Declare the commands. (None yet.)"""
