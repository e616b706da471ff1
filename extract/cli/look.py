"""`kehoach show`, `schema`, `evaluate`: look at records."""

from __future__ import annotations

import typer


def add(app: typer.Typer) -> None:
    @app.command()
    def schema() -> None:
        """Print the JSON Schema of a record."""
        import json

        from extract.record import json_schema

        print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
