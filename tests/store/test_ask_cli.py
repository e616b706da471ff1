"""The questions on the command line, in a terminal of 80 columns."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from extract.cli import ask
from extract.cli.options import day
from extract.store import Store
from tests.store.factory import plan
from tests.store.test_queries import nghe_an, vinh, vinh_long

app = typer.Typer()
ask.add(app)


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """A run's folder with three plans."""
    folder = tmp_path_factory.mktemp("out")
    (folder / "records").mkdir()
    for n, record in enumerate([vinh(), vinh_long(), nghe_an()]):
        (folder / "records" / f"{n}.json").write_text(record.to_json(), "utf-8")
    with Store.open(folder) as store:
        store.put_many([vinh(), vinh_long(), nghe_an()])
    return folder


def run(*words: str, code: int = 0) -> str:
    result = CliRunner(env={"COLUMNS": "80", "TERM": "dumb", "NO_COLOR": "1", "KEHOACH_DB": ""}).invoke(
        app, list(words)
    )
    assert result.exit_code == code, result.output
    return result.output


SPAN = ("--unit", "phong noi vu", "--place", "Vinh", "--from", "2024-07-01", "--to", "31/7/2024")


def test_a_table_of_80_columns_says_when_who_what_and_where(out):
    text = run("deadlines", *SPAN, "--db", str(out))
    assert all(len(line) <= 80 for line in text.splitlines())
    for part in (
        "Hạn",
        "Chủ trì",
        "Nội dung",
        "Văn bản",
        "14/07/2024",
        "24/07/2024",
        "định kỳ",
        "182/KH-UBND",
        "mục I/1",
        "phối hợp:",
        "Thời hạn: 2",
    ):
        assert part in text, part


def test_forms(out, tmp_path):
    rows = json.loads(run("deadlines", *SPAN, "--db", str(out), "--format", "json"))
    assert [row["due_on"] for row in rows] == ["2024-07-14", "2024-07-24"]
    assert rows[0]["sentence"] == "Tham mưu thành lập đoàn kiểm tra trước ngày 15/7/2024."
    lines = run("deadlines", *SPAN, "--db", str(out), "--format", "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == rows
    table = list(csv.DictReader(io.StringIO(run("deadlines", *SPAN, "--db", str(out), "--format", "csv"))))
    assert table[0]["path"] == "I/1"
    assert json.loads(table[0]["lead"]) == ["Phòng Nội vụ thành phố Vinh"]
    assert run("deadlines", *SPAN, "--db", str(out), "--format", "ics").startswith("BEGIN:VCALENDAR")
    for name in ("a.xlsx", "a.ics", "a.csv", "a.json"):
        run("deadlines", *SPAN, "--db", str(out), "-o", str(tmp_path / name))
        assert (tmp_path / name).stat().st_size > 100
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (
            ("tasks", "--unit", "văn phòng", "--role", "lead"),
            ["Bố trí phòng họp", "31/08/2024", "chỉ đạo: Chủ tịch", "Nhiệm vụ: 1"],
        ),
        (("units", "phong noi vu"), ["Phòng Nội vụ thành phố", "huyện", "Đơn vị: 2"]),
        (("indicators", "hộ nghèo"), ["Tỷ lệ hộ nghèo", "< 0,5%", "182/KH-UBND"]),
        (("search", "dang bo"), ["Chuẩn bị hội nghị của Đảng bộ.", "Tìm thấy: 1"]),
        (("sql", "SELECT label FROM documents ORDER BY id"), ["182/KH-UBND", "Kết quả: 3"]),
        (("deadlines", "-n", "1"), ["và còn nữa"]),
    ],
)
def test_other_questions(out, words, parts):
    text = run(*words, "--db", str(out))
    assert all(len(line) <= 80 for line in text.splitlines())
    for part in parts:
        assert part in text, part


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("deadlines", "--from", "32/1/2024"), 2, "--from: there is no day '32/1/2024'"),
        (("deadlines", "--from", "soon"), 2, "'soon' is no day; write 2024-06-01"),
        (("deadlines", "--from", "2025", "--to", "2024"), 2, "--from 2025 is later than --to 2024"),
        (("deadlines", "--unit", "phòng nội vù"), 0, "Phòng Nội vụ"),
        (("deadlines", "--unit", "phòng lội vụ"), 1, "Perhaps: Phòng Nội vụ"),
        (("deadlines", "--place", "Vinhh"), 1, "Perhaps: Vinh"),
        (("deadlines", "--document", "999/KH"), 1, "no plan is called '999/KH'"),
        (("deadlines", "--from", "2030"), 1, "Deadlines with a day run from 2024-07-14 to 2024-09-30"),
        (("deadlines", "--role", "boss"), 2, "--role takes one of lead, support"),
        (("deadlines", "--unit", "..."), 2, "no letter or digit"),
        (("deadlines", "--format", "pdf"), 2, "deadlines can be written as table, csv, json, jsonl, xlsx, ics; not as 'pdf'"),
        (("units", "--format", "ics"), 2, "not as 'ics'"),
        (("deadlines", "--format", "xlsx"), 2, "name a file: -o FILE.xlsx"),
        (("search", "hợp tác xã"), 1, "no plan has these words: hợp tác xã"),
        (("sql", "DELETE FROM documents"), 1, "only reads"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_said(out, words, code, said):
    assert said in " ".join(run(*words, "--db", str(out), code=code).split())


def test_without_a_database(out, tmp_path):
    assert "Read some plans first: kehoach extract" in run("deadlines", "--db", str(tmp_path / "no"), code=2)
    assert "has no kehoach.db" in run("deadlines", "--db", str(tmp_path), code=2)
    (tmp_path / "records").mkdir()
    assert "Make it with: kehoach load" in run("deadlines", "--db", str(tmp_path), code=2)
    Store.open(tmp_path).close()
    assert "holds no plans yet" in run("deadlines", "--db", str(tmp_path), code=1)
    (tmp_path / "x.db").write_text("no database " * 200)
    assert "cannot open" in run("deadlines", "--db", str(tmp_path / "x.db"), code=2)


@pytest.mark.parametrize(
    ("text", "end", "expected"),
    [
        ("2024-06-01", False, "2024-06-01"), ("1/6/2024", False, "2024-06-01"), ("01.06.2024", False, "2024-06-01"), ("6/2024", False, "2024-06-01"),
        ("6/2024", True, "2024-06-30"), ("2024-02", True, "2024-02-29"), ("2024", False, "2024-01-01"), ("2024", True, "2024-12-31"),
    ],
)  # fmt: skip
def test_days_as_people_write_them(text, end, expected):
    assert day(text, "--to", end=end).isoformat() == expected


def test_load_says_what_it_did(out, tmp_path):
    target = str(tmp_path / "x.db")
    assert "3 new, 0 changed, 0 unchanged" in run("load", str(out), target)
    assert "0 new, 0 changed, 3 unchanged" in run("load", str(out / "kehoach.db"), target)
    extra = plan(1)
    (tmp_path / "one.jsonl").write_text(extra.to_json(indent=None) + "\nno json\n{}\n", "utf-8")
    text = run("load", str(tmp_path / "one.jsonl"), target, code=1)
    assert "one.jsonl:2: is no record" in text
    assert "schema_version none" in text
    assert "1 new, 0 changed, 0 unchanged, 2 could not be loaded" in " ".join(text.split())
    assert "1 taken out" in run("load", str(out), target, "--mirror")
    assert "no such folder" in run("load", str(tmp_path / "none"), target, code=2)
    (tmp_path / "empty").mkdir()
    assert "no records" in run("load", str(tmp_path / "empty"), target, code=2)


@pytest.mark.postgres
def test_load_into_postgresql(out, postgres):
    assert "new" in run("load", str(out), postgres)
    assert "182/KH-UBND" in run("deadlines", *SPAN, "--db", postgres)
    assert "only reads" in run("sql", "DELETE FROM documents", "--db", postgres, code=1)


def test_export(out, tmp_path):
    for form, name in (
        ("parquet", "p"),
        ("csv", "c"),
        ("xlsx", "a.xlsx"),
        ("ics", "a.ics"),
        ("brat", "b"),
        ("jsonl", "a.jsonl"),
        ("edxml", "e"),
    ):
        run("export", str(out), "--to", form, "-o", str(tmp_path / name))
        assert (tmp_path / name).exists()
    assert len(list((tmp_path / "e").iterdir())) == 3
    assert "--to takes one of" in run("export", str(out), "--to", "pdf", "-o", "x", code=2)
    assert "no database and there are no records" in run(
        "export", str(tmp_path / "none"), "--to", "csv", "-o", "x", code=2
    )


def test_nothing_heavy_is_loaded_to_declare_the_commands():
    code = "import sys, typer; from extract.cli import ask; ask.add(typer.Typer()); print([m for m in ('sqlalchemy', 'pandas', 'pyarrow', 'spacy') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
