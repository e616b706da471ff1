"""`kehoach` deadlines, tasks, units, indicators, search, sql, load, export: questions to the database."""

from __future__ import annotations

import typer


def add(app: typer.Typer) -> None:
    """Declare the commands. (None yet.)"""
