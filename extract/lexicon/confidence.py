"""How sure a rule is: its precision, measured on gold (bench/measure_confidence.py writes confidence.tsv)."""

from __future__ import annotations

from functools import cache

from extract.lexicon.tables import HERE, rows


@cache
def _table() -> dict[str, float]:
    if not (HERE / "confidence.tsv").is_file():
        return {}
    return {row[0]: float(row[1]) for row in rows("confidence")}


def confidence(rule: str, default: float = 0.8) -> float:
    """Measured precision of `rule`, 0 to 1; `default` where it met too few cases to measure."""
    return _table().get(rule, default)
