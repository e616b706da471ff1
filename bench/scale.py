"""Ten thousand plans through the whole batch: `python -m bench scale` (an hour's work for small machines; not in the tests)."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import mean
from typing import Any

from bench.timing import wall

ROOT = Path(__file__).resolve().parents[1]
COUNT = int(os.environ.get("KEHOACH_BENCH_FILES", "10000"))

BUDGET = {
    "second run over all files unchanged, seconds": (30.0, "at most"),
    "largest worker, MiB": (600.0, "at most"),
    "worker at the end / worker at file 1,000": (1.15, "at most"),
    "files that did not end as done": (0.0, "at most"),
}


def main() -> dict[str, Any]:
    """Generate, convert with two workers, convert again."""
    import psutil

    from extract.batch import Options, run

    sizes: list[tuple[int, float]] = []

    def watch(progress: Any, entry: Any) -> None:
        if progress.finished % 50 == 0:
            workers = []
            for child in psutil.Process().children(recursive=True):
                try:
                    workers.append(child.memory_info().rss / (1 << 20))
                except psutil.Error:
                    continue
            if workers:
                sizes.append((progress.finished, max(workers)))

    with tempfile.TemporaryDirectory() as folder:
        plans, out = Path(folder) / "in", Path(folder) / "out"
        subprocess.run(
            [sys.executable, str(ROOT / "corpus/generate.py"), str(COUNT), str(plans), "--seed", "1"],
            check=True,
            capture_output=True,
        )
        inputs = [str(p) for p in sorted(plans.iterdir()) if p.name != "gold"] or [str(plans)]
        taken = wall(lambda: run(inputs, out, Options(jobs=2), listen=watch))
        again: dict[str, Any] = {}
        second = wall(lambda: again.update(run(inputs, out, Options(jobs=2))))
    files = again["files"]
    early = [m for n, m in sizes if 0.08 * files <= n <= 0.15 * files] or [sizes[0][1]]
    late = [m for n, m in sizes if n >= 0.9 * files] or [sizes[-1][1]]
    return {
        "figures": {
            "files": float(files),
            "files a second, two workers, database filled": files / taken,
            "second run over all files unchanged, seconds": second,
            "largest worker, MiB": max(m for _, m in sizes),
            "worker at the end / worker at file 1,000": mean(late) / mean(early),
            "files that did not end as done": float(files - again["outcomes"]["done"]),
        }
    }
