"""The command as a user types it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.plans import PLAN


def kehoach(*arguments: str, cwd: Path | None = None, **more) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "extract.cli", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        **more,
    )


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    (folder / "plan.txt").write_text(PLAN.format(number=7, day=12), "utf-8")
    result = kehoach("extract", "plan.txt", "-o", "out", "-j", "1", cwd=folder)
    assert result.returncode == 0, result.stderr
    return folder


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys; sys.argv = ['kehoach', '--help']\n"
        "from extract.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('HEAVY', sorted({'spacy', 'pandas', 'underthesea', 'pydantic', 'sqlalchemy', 'pyarrow'} & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert "HEAVY []" in out
    assert "extract" in out


def test_extract_writes_record_lines_database_and_report(done: Path) -> None:
    out = done / "out"
    assert {"records", "records.jsonl", "kehoach.db", "journal.db", "report.html"} <= {p.name for p in out.iterdir()}
    record = json.loads((out / "records.jsonl").read_text("utf-8"))
    assert record["header"]["code"] == "7/KH-UBND"


def test_show_prints_header_tree_and_tasks_within_80_columns(done: Path) -> None:
    result = kehoach("show", "plan.txt", cwd=done)
    assert result.returncode == 0, result.stderr
    assert "7/KH-UBND" in result.stdout
    assert "TỔ CHỨC THỰC HIỆN" in result.stdout
    assert "11/4/2024" in result.stdout, "before the 12th means: by the 11th"
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_show_tokens_prints_words_of_two_syllables(done: Path) -> None:
    result = kehoach("show", "--tokens", "plan.txt", cwd=done)
    assert "Kế hoạch" in result.stdout.replace("KẾ HOẠCH", "Kế hoạch")
    assert " │ " in result.stdout


def test_show_reads_a_record_too(done: Path) -> None:
    record = next((done / "out/records").glob("*.json"))
    assert kehoach("show", str(record)).stdout == kehoach("show", "plan.txt", cwd=done).stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("show", "gone.txt"), "gone.txt: there is no such file"),
        (("show", "."), "is a folder"),
        (("status", "nowhere"), "no journal in it"),
        (("evaluate", "gone", "gone"), "no such file or folder"),
        (("extract",), "name a file or a folder"),
        (("extract", "x", "--retry", "broken"), "--retry takes one of"),
        (("extract", "x", "--list", "nolist"), "there is no such list"),
        (("extract", "x", "--engine", "abacus", "-o", "o"), "no engine called 'abacus'"),
    ],
)
def test_mistakes_are_answered_with_the_name_and_the_remedy(
    arguments: tuple[str, ...], sentence: str, tmp_path: Path
) -> None:
    result = kehoach(*arguments, cwd=tmp_path)
    assert result.returncode in (1, 2)
    assert sentence in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr


def test_a_file_that_cannot_be_read_is_named_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    result = kehoach("extract", "a.pdf", "gone.docx", "-o", "out", "-j", "1", cwd=tmp_path)
    assert result.returncode == 1
    assert "a.pdf" in result.stdout
    assert "not-found" in result.stdout
    assert "Traceback" not in result.stdout + result.stderr


def test_status_says_what_became_of_each_file(done: Path) -> None:
    assert "1 files" in kehoach("status", "out", cwd=done).stdout
    summary = json.loads(kehoach("status", "out", "--json", cwd=done).stdout)
    assert summary["outcomes"] == {"done": 1, "partial": 0, "quarantined": 0}
    line = kehoach("status", "out", "--files", cwd=done).stdout.split("\t")
    assert (line[0], line[2]) == ("done", "plan.txt")


def test_evaluate_prints_a_table_and_json(done: Path, tmp_path: Path) -> None:
    gold = {"doc": "plan.txt", "header": {"number": "7", "symbol": "KH-UBND"}, "tasks": []}
    (tmp_path / "plan.json").write_text(json.dumps(gold), "utf-8")
    assert "header" in kehoach("evaluate", str(done / "out"), str(tmp_path)).stdout
    figures = json.loads(kehoach("evaluate", str(done / "out"), str(tmp_path), "--json").stdout)
    assert figures["all"]["header"]["strict"]["f1"] == 1.0


def test_the_model_directory_opens_in_spacy(tmp_path: Path) -> None:
    assert kehoach("model", str(tmp_path / "m")).returncode == 0
    program = (
        "import spacy, sys; nlp = spacy.load(sys.argv[1]); doc = nlp('Phòng Nội vụ báo cáo trước ngày 30/6/2024.');"
        "print(nlp.pipe_names); print([(s.text, s.label_) for s in doc.spans['deadlines']])"
    )
    out = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "m")], capture_output=True, text=True, check=True
    ).stdout
    assert "plan_deadlines" in out
    assert "30/6/2024" in out
