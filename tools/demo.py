"""`make demo`: convert the sample plans and show what comes out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.rule import Rule

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "outputs" / "demo"
KEHOACH = str(Path(sys.executable).with_name("kehoach"))
console = Console()


def step(title: str, *arguments: str) -> None:
    """Show a command as a user would type it, then run it."""
    console.print()
    console.print(Rule(f"[bold]{title}[/]", align="left"))
    console.print(
        f"[dim]$ .venv/bin/kehoach {' '.join(a if ' ' not in a else repr(a) for a in arguments)}[/]\n", highlight=False
    )
    sys.stdout.flush()
    code = subprocess.run([KEHOACH, *arguments], cwd=ROOT).returncode
    if code:
        console.print(f"[red]That ended with code {code}.[/]")
        raise SystemExit(code)


def main() -> None:
    """Four commands on the sample plans."""
    plan = ROOT / "corpus/files/quang-tri-trong-rung-2021.docx"
    step("1  Plans become data", "extract", "--list", "corpus/demo.txt", "-o", "outputs/demo", "--quiet")
    step("2  One of them, as the program reads it", "show", str(plan.relative_to(ROOT)))
    step("3  Who has to do what by when, over all plans", "deadlines", "--db", "outputs/demo", "--limit", "12")
    step("4  How well that agrees with a reader", "evaluate", "outputs/demo/records.jsonl", "corpus/gold")
    console.print(
        "\nNow your own:   .venv/bin/kehoach extract YOUR/FOLDER -o outputs/mine"
        "\nIn the browser: .venv/bin/kehoach serve outputs/demo\n",
        highlight=False,
    )


if __name__ == "__main__":
    main()
