"""The notebooks run from top to bottom, over invented plans and over the sample plans."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extract import record as r
from extract.store import Store
from tests.store.factory import plan

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("matplotlib")


def test_there_are_three():
    assert len(NOTEBOOKS) == 3


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_kept_without_outputs(path):
    notebook = nbformat.read(path, 4)
    nbformat.validate(notebook)
    assert path.stat().st_size < 20_000
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None


@pytest.fixture(scope="module")
def invented(tmp_path_factory):
    """A province's plan, two districts that carry it out, and a commune under one of them, among others."""
    folder = tmp_path_factory.mktemp("invented")
    records = [plan(seed) for seed in range(30)]
    for n, (of, code) in enumerate([(None, "1"), (0, "2"), (0, "3"), (1, "4")]):
        record = records[n]
        record.header.code, record.header.issued_on = f"{code}/KH-UBND", f"2024-01-0{n + 1}"
        if of is not None:
            upper = records[of].header
            record.references[0] = r.Reference(
                id="r1",
                doc_type="Kế hoạch",
                code=upper.code,
                date=upper.issued_on,
                issuer=upper.issuer,
                role="implements",
                evidence="t",
                confidence=1,
            )
    with Store.open(folder) as store:
        store.put_many(records)
    return folder


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """The sample plans that are plain text, read by the pipeline."""
    files = sorted((ROOT / "corpus" / "files").glob("*.txt"))[:4]
    if not files:
        pytest.skip("no sample plans")
    from extract.pipeline import read

    folder = tmp_path_factory.mktemp("corpus")
    with Store.open(folder) as store:
        store.put_many(read(f) for f in files)
    return folder


@pytest.fixture(scope="module")
def nothing(tmp_path_factory):
    """A database with no plan in it."""
    folder = tmp_path_factory.mktemp("nothing")
    Store.open(folder).close()
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("data", ["invented", "corpus", "nothing"])
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_runs(path, data, request, monkeypatch):
    folder = request.getfixturevalue(data)
    monkeypatch.setenv("KEHOACH_OUT", str(folder))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    notebook = nbformat.read(path, 4)
    nbclient.NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}
    ).execute()
    kinds = [
        kind
        for cell in notebook.cells
        if cell.cell_type == "code"
        for out in cell.outputs
        for kind in out.get("data", {})
    ]
    if data == "invented":
        assert kinds.count("image/png") >= 2, "plots"
        assert any(k == "text/html" for k in kinds), "tables"
    if keep := os.environ.get("KEHOACH_KEEP_NOTEBOOKS"):  # to look at what a person would see
        nbformat.write(notebook, Path(keep) / f"{path.stem}-{data}.ipynb")
