"""`python -m tests.zoo [FILE]`: build the zoo, run the batch over it and write the table of its ends (docs/zoo.md)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.zoo.visit import End, visit

HEAD = """# Files that must not hurt

Made by `python -m tests.zoo`, which builds these files, runs the batch over them and writes down what became of each. The
codes are those of [outcomes.md](outcomes.md). Limits for this run: files of 8 MiB, 64 MiB unpacked, 500 pages.

"""


def _end(pair: tuple[str, str | None]) -> str:
    return pair[0] + (f" `{pair[1]}`" if pair[1] else "")


def _safe(text: str) -> str:
    text = text if len(text) < 40 else text[:18] + "…" + text[-8:]
    return text.replace("\n", "␊").replace("|", "\\|").replace("`", "")


def table(ends: list[End]) -> str:
    out = [HEAD]
    right = sum(e.expected for e in ends)
    out.append(f"{len(ends)} files, {right} of them as expected.\n\n")
    for group in dict.fromkeys(e.animal.group for e in ends):
        out.append(f"## {group.capitalize()}\n\n| file | what it is | ends as | files in it |\n|---|---|---|---|\n")
        for e in ends:
            if e.animal.group == group:
                got = _end(e.got) + ("" if e.expected else f" (expected {_end((e.animal.outcome, e.animal.code))})")
                inside = ", ".join(map(_end, e.members))
                out.append(f"| `{_safe(e.animal.name)}` | {e.animal.what} | {got} | {inside} |\n")
        out.append("\n")
    return "".join(out).rstrip() + "\n"


def main() -> None:
    target = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2] / "docs/zoo.md")
    with tempfile.TemporaryDirectory() as folder:
        ends = visit(Path(folder))
    target.write_text(table(ends), "utf-8")
    for e in ends:
        if not e.expected:
            print(
                f"{e.animal.group}/{e.animal.name!r}: {e.got} {e.members}, expected {(e.animal.outcome, e.animal.code)} {list(e.animal.members)}"
            )
    print(f"{len(ends)} files, {sum(e.expected for e in ends)} as expected; wrote {target}")


if __name__ == "__main__":
    main()
