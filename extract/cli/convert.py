"""`kehoach extract` and its kin: files into records. (First cut.)"""

from __future__ import annotations

import sys
from pathlib import Path

import typer


def add(app: typer.Typer) -> None:
    @app.command()
    def extract(inputs: list[Path], output: Path = typer.Option(Path("outputs"), "-o", "--output")) -> None:
        """Read plans and write one JSON record for each."""
        from extract.pipeline import read

        output.mkdir(parents=True, exist_ok=True)
        files = [f for i in inputs for f in (sorted(i.rglob("*")) if i.is_dir() else [i]) if f.is_file()]
        for f in files:
            try:
                record = read(f)
            except Exception as error:
                print(f"{f}: {error}", file=sys.stderr)
                continue
            (output / f"{f.name}.json").write_text(record.to_json(), "utf-8")
