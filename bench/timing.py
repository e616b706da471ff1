"""Side-by-side timing: the machines are noisy, so only ratios within one run count."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable
from statistics import median
from typing import Any


def side_by_side(repeat: int = 5, **cases: Callable[[], Any]) -> dict[str, float]:
    """Median CPU seconds of each case, run in turns so that noise falls on all alike."""
    taken: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(repeat):
        for name, case in cases.items():
            gc.collect()
            start = time.process_time()
            case()
            taken[name].append(time.process_time() - start)
    return {name: median(values) for name, values in taken.items()}


def wall(case: Callable[[], Any]) -> float:
    """Seconds on the clock, for what runs in other processes."""
    start = time.perf_counter()
    case()
    return time.perf_counter() - start


def machine() -> dict[str, Any]:
    """What the figures were measured on, without its name."""
    import platform

    return {"python": platform.python_version(), "system": platform.system(), "cores": os.cpu_count()}
