"""`make bench`: measured figures against the budget and against the last run kept, as a table, JSON and a plot.

python -m bench            everything here
python -m bench speed      one part
python -m bench --keep     keep this run as the one to compare with
"""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.timing import machine

RESULTS = Path(__file__).parent / "results"
DOCS = Path(__file__).parents[1] / "docs"
NOISE = 0.2
"""A figure counts as changed when it moved by more than a fifth."""


def show(figures: dict[str, float], budget: dict[str, tuple[float, str]], kept: dict[str, float]) -> list[str]:
    """Print the table; gives what became worse than the run kept."""
    table = Table(box=None, header_style="bold", padding=(0, 2))
    for head, justify in (("", "left"), ("now", "right"), ("kept", "right"), ("budget", "right"), ("", "left")):
        table.add_column(head, justify=justify)  # type: ignore[arg-type]
    worse = []
    for name, value in figures.items():
        bound, side = budget.get(name, (None, ""))
        before = kept.get(name)
        verdict = ""
        if bound is not None:
            good = value <= bound if side == "at most" else value >= bound
            verdict = "[green]✓[/]" if good else "[red]over budget[/]"
            if before and ((value / before - 1) if side == "at most" else (before / value - 1)) > NOISE:
                worse.append(name)
                verdict += " [yellow]slower than the run kept[/]"
        table.add_row(
            name,
            f"{value:,.2f}",
            f"{before:,.2f}" if before else "",
            f"{side} {bound:g}" if bound is not None else "",
            verdict,
        )
    Console().print(table)
    return worse


def write_page(data: dict[str, Any], budget: dict[str, tuple[float, str]]) -> None:
    """docs/speed.md and its plot, from the measured figures alone."""
    lines = [
        "# Speed", "",
        "Made by `make bench`; every figure is a ratio of two things run side by side in one run, unless it names a unit.",
        f"Measured on {data['machine']['cores']} cores, Python {data['machine']['python']}, {data['measured_on']}.", "",
        "| figure | measured | budget |", "|---|---:|---:|",
    ]  # fmt: skip
    for name, value in data["figures"].items():
        bound, side = budget.get(name, (None, ""))
        lines.append(f"| {name} | {value:,.2f} | {f'{side} {bound:g}' if bound is not None else ''} |")
    lines += [
        "",
        "## Where the time goes",
        "",
        "![share of each step](speed.svg)",
        "",
        "| step | share |",
        "|---|---:|",
    ]
    lines += [f"| {n} | {100 * v:.1f} % |" for n, v in sorted(data["steps"].items(), key=lambda x: -x[1])]
    rate = data["figures"].get("files a second, two workers")
    if rate:
        core = rate / 2
        hours = 1_000_000 / core / 3600
        lines += [
            "", "## A million plans", "",
            f"Two workers convert {rate:.1f} plans a second here, {core:.1f} a core (plans of one to three pages with a text layer, database filled beside). A million take",
            f"{hours:,.0f} core hours: {hours / 32:,.1f} hours on eight machines of four cores, one night on {max(1, round(hours / 10)):,} cores. Scans take some seconds a page",
            "more (text recognition); reckon with one core hour for every 1,000 scanned pages.",
        ]  # fmt: skip
        writer = data["figures"].get("records a second that one writer takes")
        if writer:
            lines.append(
                f"The writing machine takes {writer:,.0f} records a second, so it keeps about {writer / core:,.0f} cores busy."
            )
    scale = RESULTS / "scale.json"
    if scale.exists():
        kept = json.loads(scale.read_text("utf-8"))
        lines += [
            "", "## Ten thousand files", "",
            f"`python -m bench scale`, {kept['measured_on']}, two workers at the lowest priority on a busy machine: the whole batch over generated plans, database filled.",
            "", "| figure | measured |", "|---|---:|",
        ]  # fmt: skip
        lines += [f"| {name} | {value:,.2f} |" for name, value in kept["figures"].items()]
    (DOCS / "speed.md").write_text("\n".join(lines) + "\n", "utf-8")
    try:
        import matplotlib

        matplotlib.use("svg")
        import matplotlib.pyplot as plt
    except ImportError:
        return
    matplotlib.rcParams["svg.hashsalt"] = "kehoach"
    items = sorted(data["steps"].items(), key=lambda x: x[1])
    figure, axes = plt.subplots(figsize=(7, 0.35 * len(items) + 0.8))
    axes.barh([n for n, _ in items], [100 * v for _, v in items], color="#2a7f9e")
    axes.set_xlabel("share of the time from text to record, %")
    axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(DOCS / "speed.svg", metadata={"Date": None})


def main() -> None:
    """Run, compare, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", default=["speed"])
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    RESULTS.mkdir(exist_ok=True)
    for part in options.parts:
        module = import_module(f"bench.{part}")
        data = module.main()
        if not isinstance(data, dict) or "figures" not in data:
            continue
        data |= {"machine": machine(), "measured_on": datetime.now(UTC).date().isoformat()}
        kept_path = RESULTS / f"{part}.json"
        kept = json.loads(kept_path.read_text("utf-8"))["figures"] if kept_path.exists() else {}
        worse = show(data["figures"], getattr(module, "BUDGET", {}), kept)
        (RESULTS / f"latest-{part}.json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
        if options.keep or not kept:
            kept_path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
        if part == "speed":
            write_page(data, module.BUDGET)
        if worse:
            print("Slower than the run kept: " + "; ".join(worse))


if __name__ == "__main__":
    main()
