"""Every warning code that the package can give is explained in docs/warnings.md, and none that it cannot."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: plan.warn("code", …), SourceWarning("code", …), Finding("code", …), Warning_(code="code", …), warnings.append(("code", …))
#: and the errors of single pages of a scan, which become warnings of the file
GIVEN = re.compile(
    r"""(?:\bwarn|SourceWarning|Finding|Warning_)\(\s*(?:code=)?["']([a-z][a-z_-]+)["']|IngestError\(\s*["'](ocr-[a-z-]+)["']|warnings\.append\(\s*\(\s*["']([a-z][a-z_-]+)["']"""
)
DOCUMENTED = re.compile(r"^\| `([a-z][a-z_-]+)` \| \S", re.M)


def given() -> dict[str, str]:
    return {
        m[1] or m[2] or m[3]: str(path.relative_to(ROOT))
        for path in sorted((ROOT / "extract").rglob("*.py"))
        for m in GIVEN.finditer(path.read_text("utf-8"))
    }


def test_every_code_is_documented() -> None:
    documented = DOCUMENTED.findall((ROOT / "docs" / "warnings.md").read_text("utf-8"))
    assert {code: where for code, where in given().items() if code not in documented} == {}
    assert len(documented) == len(set(documented))


def test_no_documented_code_is_dead() -> None:
    documented = DOCUMENTED.findall((ROOT / "docs" / "warnings.md").read_text("utf-8"))
    assert sorted(set(documented) - set(given())) == []


def test_the_pattern_sees_every_way_of_warning() -> None:
    code = 'plan.warn(\n    "a_b", "x")\nSourceWarning("c-d", "y")\nFinding("e_f")\nv.warnings.append(("g-h", "z"))\n'
    assert [m[1] or m[2] or m[3] for m in GIVEN.finditer(code)] == ["a_b", "c-d", "e_f", "g-h"]
