"""Reads the lexicon's data files. A TSV's comment lines say where its rows come from."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Rows of `name`.tsv as tuples of stripped cells; comment and empty lines are left out. Raises FileNotFoundError."""
    out = []
    for line in (HERE / f"{name}.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            out.append(tuple(cell.strip() for cell in line.split("\t")))
    return tuple(out)


@cache
def tree(name: str) -> Any:
    """The content of `name`.yaml. Raises FileNotFoundError."""
    import yaml

    return yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))
