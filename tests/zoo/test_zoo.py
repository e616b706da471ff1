"""Every hostile or odd file through the real batch: each comes to the end that it must come to, and the run to its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.zoo.visit import visit

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def ends(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KEHOACH_CACHE", str(tmp_path_factory.mktemp("cache")))
        return visit(tmp_path_factory.mktemp("zoo"))


@pytest.mark.slow
def test_each_comes_to_its_end(ends):
    wrong = {
        f"{e.animal.group}/{e.animal.name[:40]}": (e.got, e.members) for e in ends if not e.missing and not e.expected
    }
    assert wrong == {}
    assert len(ends) >= 60


@pytest.mark.slow
def test_what_is_refused_is_told_with_a_way_out(ends):
    assert [e.animal.name for e in ends if e.got[0] == "quarantined" and not e.remedy] == []


@pytest.mark.slow
def test_every_code_met_is_documented(ends):
    text = (DOCS / "outcomes.md").read_text("utf-8")
    met = {code for e in ends for _, code in [e.got, *e.members] if code}
    assert {code for code in met if f"`{code}`" not in text} == set()
