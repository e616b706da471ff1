"""The batch: what becomes of each file, whatever the files, the workers and the machine do."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extract.batch import BusyError, Journal, JournalVersionError, Options, OutOfSpaceError, run
from extract.batch.journal import Entry
from extract.ingest.limits import DEFAULT
from tests.batch import faulty
from tests.batch.plans import PLAN, write_plans

ROOT = Path(__file__).parents[2]
QUICK = Options(jobs=2, database=False)


def outcomes(folder: Path) -> dict[str, tuple[str, str | None]]:
    with Journal(folder, write=False) as journal:
        return {Path(e.uri).name: (e.outcome, e.code) for e in journal.entries()}


def contents(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in (folder / "records").iterdir()}


def test_every_file_has_a_record_and_an_entry(tmp_path: Path) -> None:
    paths = write_plans(tmp_path / "in", 5)
    summary = run([str(tmp_path / "in")], tmp_path / "out", QUICK)
    assert summary["outcomes"] == {"done": 5, "partial": 0, "quarantined": 0}
    lines = (tmp_path / "out/records.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert sorted(r["source"]["uri"] for r in records) == sorted(str(p) for p in paths)
    assert len(list((tmp_path / "out/records").glob("*.json"))) == 5
    assert not list((tmp_path / "out").rglob("*.tmp"))
    one = next(r for r in records if r["header"]["number"] == "1")
    assert one["header"]["title"] == "Ra quân vệ sinh môi trường đợt 1"


def test_second_run_does_only_what_is_new_or_changed(tmp_path: Path) -> None:
    paths = write_plans(tmp_path / "in", 6)
    run([str(tmp_path / "in")], tmp_path / "out", QUICK)
    before = contents(tmp_path / "out")
    stamp = (tmp_path / "out/records.jsonl").stat().st_mtime_ns
    again = run([str(tmp_path / "in")], tmp_path / "out", QUICK)
    assert (again["run"]["unchanged"], again["run"]["finished"]) == (6, 0)
    assert contents(tmp_path / "out") == before
    assert (tmp_path / "out/records.jsonl").stat().st_mtime_ns == stamp, "nothing new, so nothing written"

    paths[0].write_text(PLAN.format(number=99, day=9), "utf-8")
    os.utime(paths[1], ns=(1, 1))  # touched, the same bytes
    (tmp_path / "in/new.txt").write_text(PLAN.format(number=100, day=9), "utf-8")
    third = run([str(tmp_path / "in")], tmp_path / "out", QUICK)
    assert (third["run"]["unchanged"], third["run"]["finished"]) == (5, 2)
    numbers = {json.loads(t)["header"]["number"] for t in contents(tmp_path / "out").values()}
    assert numbers == {"99", "100", "2", "3", "4", "5", "6"}, "the record of the old bytes is gone"


def test_an_older_version_and_other_options_are_done_again(tmp_path: Path) -> None:
    write_plans(tmp_path / "in", 3)
    run([str(tmp_path / "in")], tmp_path / "out", QUICK)
    with Journal(tmp_path / "out") as journal:
        journal.db.execute("update files set program = '0.0.1' where uri like '%001.txt'")
    assert run([str(tmp_path / "in")], tmp_path / "out", QUICK)["run"]["finished"] == 1
    with_tokens = Options(jobs=2, database=False, tokens=True)
    assert run([str(tmp_path / "in")], tmp_path / "out", with_tokens)["run"]["finished"] == 3
    assert all(json.loads(t)["tokens"] for t in contents(tmp_path / "out").values())


@pytest.mark.slow
def test_hang_crash_exit_kill_and_swelling_cost_one_file_each(tmp_path: Path) -> None:
    write_plans(
        tmp_path / "in", 6, hang__txt=b"HANG", native__txt=b"NATIVE HANG", crash__txt=b"CRASH", exit__txt=b"EXIT",
        kill__txt=b"KILL", swell__txt=b"SWELL", empty__txt=b"",
    )  # fmt: skip
    limits = DEFAULT.replace(seconds=3, memory_mb=500)
    options = Options(jobs=2, database=False, limits=limits, work=faulty.work)
    run([str(tmp_path / "in")], tmp_path / "out", options)
    found = outcomes(tmp_path / "out")
    assert found["hang.txt"] == ("quarantined", "timeout")
    assert found["native.txt"] == ("quarantined", "timeout")
    assert found["crash.txt"] == ("quarantined", "crashed")
    assert found["exit.txt"] == ("quarantined", "crashed")
    assert found["kill.txt"] == ("quarantined", "crashed")
    assert found["swell.txt"] == ("quarantined", "memory")
    assert [found[f"kế hoạch {i:03d}.txt"] for i in range(1, 7)] == [("done", None)] * 6
    with Journal(tmp_path / "out", write=False) as journal:
        assert all(e.message and e.remedy for e in journal.entries("quarantined"))

    (tmp_path / "in/crash.txt").write_text(PLAN.format(number=7, day=7), "utf-8")
    retried = run([str(tmp_path / "in")], tmp_path / "out", Options(jobs=2, database=False, retry=("quarantined",)))
    assert outcomes(tmp_path / "out")["crash.txt"] == ("done", None)
    assert retried["run"]["unchanged"] == 6, "what was done is not done again"


def test_the_same_bytes_for_any_number_of_workers_and_hash_seed(tmp_path: Path) -> None:
    write_plans(tmp_path / "in", 8)
    results = []
    for jobs, seed in ((1, "0"), (2, "1"), (3, "4711")):
        out = tmp_path / f"out{jobs}"
        command = [
            sys.executable,
            "-m",
            "extract.cli",
            "extract",
            "in",
            "-o",
            str(out),
            "-j",
            str(jobs),
            "--no-db",
            "-q",
        ]
        subprocess.run(
            command, cwd=tmp_path, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True
        )
        results.append((contents(out), (out / "records.jsonl").read_bytes()))
    assert results[0] == results[1] == results[2]


def test_the_spawn_start_method_works(tmp_path: Path) -> None:
    write_plans(tmp_path / "in", 2)
    summary = run([str(tmp_path / "in")], tmp_path / "out", Options(jobs=1, database=False, start_method="spawn"))
    assert summary["outcomes"]["done"] == 2


def test_two_runs_on_one_output_are_refused(tmp_path: Path) -> None:
    write_plans(tmp_path / "in", 1)
    with Journal(tmp_path / "out"), pytest.raises(BusyError, match=r"another run is writing here \(process \d+"):
        run([str(tmp_path / "in")], tmp_path / "out", QUICK)
    assert run([str(tmp_path / "in")], tmp_path / "out", QUICK)["outcomes"]["done"] == 1


def _start(tmp_path: Path, count: int) -> subprocess.Popen[bytes]:
    program = (
        "import sys; from tests.batch import faulty; from extract.batch import Options, run; "
        "run([sys.argv[1]], sys.argv[2], Options(jobs=2, database=False, work=faulty.work))"
    )
    arguments = [sys.executable, "-c", program, str(tmp_path / "in"), str(tmp_path / "out")]
    return subprocess.Popen(arguments, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True)


def _wait_for(tmp_path: Path, files: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if (tmp_path / "out/records").is_dir() and len(list((tmp_path / "out/records").glob("*.json"))) >= files:
            return
        time.sleep(0.05)
    raise AssertionError("the run wrote nothing")


@pytest.mark.slow
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_run_loses_at_most_the_files_in_work(tmp_path: Path, blow: signal.Signals) -> None:
    for i in range(30):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / f"in/{i:02d}.txt").write_text("SLOW\n" + PLAN.format(number=i + 1, day=3), "utf-8")
    process = _start(tmp_path, 30)
    _wait_for(tmp_path, 10)
    (os.killpg if blow == signal.SIGKILL else os.kill)(process.pid, blow)
    process.wait(30)
    for path in (tmp_path / "out/records").glob("*.json"):
        json.loads(path.read_text("utf-8"))  # none is half written
    again = run([str(tmp_path / "in")], tmp_path / "out", QUICK)
    assert again["outcomes"]["done"] == 30
    assert again["run"]["unchanged"] >= 4, "what was in the journal is not done again"
    assert not list((tmp_path / "out").rglob("*.tmp"))
    with Journal(tmp_path / "out", write=False) as journal:
        states = [r[0] for r in journal.db.execute("select state from runs order by run")]
    assert states == ["interrupted" if blow == signal.SIGKILL else "stopped", "ended"]


def test_a_full_disk_stops_the_run_and_keeps_what_is_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from extract.batch import worker

    write_plans(tmp_path / "in", 6)
    real, calls = worker.write_aside, []

    def full_after_three(path: Path, text: str) -> None:
        calls.append(path)
        if len(calls) > 3:
            raise OSError(28, "No space left on device")
        real(path, text)

    monkeypatch.setattr(worker, "write_aside", full_after_three)
    alone = Options(jobs=1, start_method="none", database=False)
    with pytest.raises(OutOfSpaceError, match="run the same command again"):
        run([str(tmp_path / "in")], tmp_path / "out", alone)
    monkeypatch.setattr(worker, "write_aside", real)
    assert run([str(tmp_path / "in")], tmp_path / "out", alone)["outcomes"] == {
        "done": 6,
        "partial": 0,
        "quarantined": 0,
    }


def test_the_same_bytes_twice_count_once(tmp_path: Path) -> None:
    (tmp_path / "in/b").mkdir(parents=True)
    for name in ("in/z.txt", "in/b/z.txt", "in/a.txt"):
        (tmp_path / name).write_text(PLAN.format(number=1, day=1), "utf-8")
    run([str(tmp_path / "in")], tmp_path / "out", QUICK)
    with Journal(tmp_path / "out", write=False) as journal:
        codes = {Path(e.uri).relative_to(tmp_path / "in").as_posix(): e.code for e in journal.entries()}
    assert codes == {"a.txt": None, "b/z.txt": "duplicate", "z.txt": "duplicate"}
    assert len((tmp_path / "out/records.jsonl").read_text("utf-8").splitlines()) == 1


def test_a_journal_of_another_format_is_refused(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.db.execute("update meta set value = '99' where key = 'format'")
    with pytest.raises(JournalVersionError, match="Use a new output folder"):
        Journal(tmp_path)


def test_a_file_name_with_broken_bytes_is_kept_in_the_journal(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path / "in") + b"/k\xff h.txt"
    (tmp_path / "in").mkdir()
    try:
        Path(os.fsdecode(name)).write_text(PLAN.format(number=1, day=1), "utf-8")
    except OSError:
        pytest.skip("this file system takes only names that are UTF-8")
    summary = run([str(tmp_path / "in")], tmp_path / "out", QUICK)
    assert summary["outcomes"]["done"] == 1
    assert run([str(tmp_path / "in")], tmp_path / "out", QUICK)["files"] == 1


def test_the_report_shows_nothing_as_markup(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/<script>alert(1)<").write_bytes(b"")
    run([str(tmp_path / "in")], tmp_path / "out", QUICK)
    page = (tmp_path / "out/report.html").read_text("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;alert" in page


def test_entries_are_written_all_or_none(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.begin("1", {})
        good, bad = Entry("a", "done", program="1", options="{}", finished_at="x"), Entry("b", "nonsense")
        with pytest.raises(Exception, match="CHECK"):
            journal.put([good, bad])
        assert list(journal.entries()) == []
