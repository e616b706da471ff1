"""The documents of limits and outcomes say what the code does."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from extract.ingest.limits import DEFAULT, Limits

ROOT = Path(__file__).parents[2]
_GIVEN = re.compile(
    r"""(?:IngestError|SourceWarning)\(\s*"([^"]+)"|_quarantine\(\s*\w+,\s*"([^"]+)"|problem=\(\s*"([^"]+)"|what = "([^"]+)", |"done", "([^"]+)"\n|code = '(\w[^']*)'|\.get\("code"\) == "([^"]+)"|^\s+"([a-z]+-[a-z-]+)",\n\s+f?".* (?:MiB|files|characters)""",
    re.M,
)


def given() -> dict[str, set[str]]:
    """Reason code → the files of the package that give it."""
    out: dict[str, set[str]] = {}
    for path in sorted([*(ROOT / "extract/ingest").rglob("*.py"), *(ROOT / "extract/batch").rglob("*.py")]):
        for m in _GIVEN.finditer(path.read_text("utf-8")):
            out.setdefault(next(g for g in m.groups() if g), set()).add(path.name)
    return out


def test_every_reason_code_is_documented_and_every_documented_one_is_given():
    text = (ROOT / "docs/outcomes.md").read_text("utf-8")
    documented = set(re.findall(r"^\| `([^`]+)` \|", text, re.M))
    codes = set(given()) | {"encrypted", "unsupported-format"}
    assert len(codes) > 30
    assert {c: given().get(c) for c in codes - documented} == {}
    assert documented - codes == set()


def test_codes_are_words_with_hyphens():
    assert [c for c in given() if not re.fullmatch(r"[a-z]+(-[a-z]+)*", c)] == []


def test_limits_are_documented_with_their_defaults():
    rows = re.findall(
        r"^\| `(\w+)` \| ([\d.]+) \| (.+?) \| (.+?) \|$", (ROOT / "docs/limits.md").read_text("utf-8"), re.M
    )
    assert [(name, float(value)) for name, value, _, _ in rows] == [
        (f.name, float(getattr(DEFAULT, f.name))) for f in fields(Limits)
    ]
    source = (ROOT / "extract/ingest/limits.py").read_text("utf-8")
    assert [what for _, _, what, _ in rows if what not in source] == []
    outcomes = (ROOT / "docs/outcomes.md").read_text("utf-8")
    codes = {c for *_, said in rows for c in re.findall(r"`([^`]+)`", said)}
    assert {c for c in codes if f"| `{c}` |" not in outcomes} == set()
