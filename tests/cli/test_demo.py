"""What `make demo` and the README show."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_demo_reads_each_sample_plan_once() -> None:
    lines = (ROOT / "corpus/demo.txt").read_text("utf-8").splitlines()[1:]
    docs = sorted(json.loads(p.read_text("utf-8"))["doc"] for p in (ROOT / "corpus/gold").glob("*.json"))
    assert lines == [f"corpus/files/{doc}" for doc in docs]


def test_the_demo_runs_and_ends_with_what_to_do_next() -> None:
    out = ROOT / "outputs" / "demo"
    kept = out.with_name("demo.kept-by-test")
    if out.exists():
        shutil.rmtree(kept, ignore_errors=True)
        out.rename(kept)
    try:
        result = subprocess.run([sys.executable, "tools/demo.py"], cwd=ROOT, capture_output=True, text=True)
    finally:
        if kept.exists():
            shutil.rmtree(out, ignore_errors=True)
            kept.rename(out)
    assert result.returncode == 0, result.stdout[-2000:] + result.stderr[-2000:]
    assert "Chủ trì" in result.stdout
    assert "kehoach extract YOUR/FOLDER" in result.stdout
