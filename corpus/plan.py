"""The neutral source of a corpus plan: parsing, and the gold that its author wrote into it.

A source (`plans/NAME.md`) is YAML front matter and a body, one block a line:

    # I. HEADING          a labelled heading or item; the number of # is its depth, the label is the text's own
    # PHẦN I // HEADING   label and heading on two lines
    ! Heading             a bold line without a label
    - text, + text, * text   bullets, plain lines are paragraphs
    @table 1,6,3          a table (relative widths), one row a line, cells parted by " | ", until @end;
                          "<" merges a cell with the one to its left, "^" with the one above
    @appendix PL I // PHỤ LỤC I // TITLE // (note)   stands after the closing; no text before // means a bare path

Marks inside the text carry the gold, written by the plan's author while writing it, never taken from a program's
output. `{code|text|…}` may nest; a ? after the code means optional.

    {d|trước ngày 30/6/2024|due before ..2024-06-29}     deadline: kind relation value [; other right values]
                          value: start..due, =day (start and due), FREQ=… or - (none)
    {t|ngày 12/10/2020}   date of a cited document; {t|text|role value..end} any other
    {y|năm 2024} {g|giai đoạn 2021 - 2025}               year (also a school year, |2012..2013), term
    {e|ngày 22/12|2024-12-22}                            anniversary, holiday; - where no day can be said
    {i|quote|name ~ other name|<= 2.5 % ~ other unit}    indicator; without a value qualitative
    {s|text|kind,other kind}                             slogan
    {k|lead=a,b support=c directs=d due=2024-06-29 rrule=… at=II/1}   a task begins here; the keys are those of units
                          and officials, `at` names other sections that are right (for a block of label lines)
    {b|text} {it|text} {fn|text}                         bold, italic, footnote
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
HELD_OUT = HERE / "heldout"

LABEL = re.compile(
    r"(?:(?P<part>PHẦN|Phần|CHƯƠNG|Chương|Mục|MỤC)\s+)?"
    r"(?P<label>[IVX]+|[A-Z]|\d+(?:\.\d+)*|\(\d+\)|\d+(?=\))|[a-zđ])(?P<mark>[.),/:-]*)\s+"
)
OPEN = re.compile(r"\{([a-z]+\??)\|")


@dataclass
class Mark:
    """One gold mark of a block: its code, its quote and what the author says it means."""

    code: str
    quote: str
    args: list[str]
    optional: bool
    start: int


@dataclass
class Text:
    """The runs of a block as (text, bold, italic, footnote or None) and the marks that stand in it."""

    runs: list[tuple[str, bool, bool, str | None]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    @property
    def plain(self) -> str:
        return "".join(run[0] for run in self.runs)


@dataclass
class Block:
    """A heading, bullet, paragraph, table or appendix with the path of the section that it stands in."""

    kind: str
    text: Text
    path: str = ""
    depth: int = 0
    label: str = ""
    sign: str = ""
    lines: list[str] = field(default_factory=list)
    rows: list[list[Text]] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)


@dataclass
class Plan:
    """One parsed source."""

    name: str
    meta: dict[str, Any]
    body: list[Block]
    appendices: list[Block]
    title: list[Text] = field(default_factory=list)

    @property
    def style(self) -> dict[str, Any]:
        return self.meta.get("style") or {}


def split_top(text: str, sep: str = "|") -> list[str]:
    """Split at `sep` outside braces."""
    parts, depth, last = [], 0, 0
    for at, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if depth == 0 and text.startswith(sep, at):
            parts.append(text[last:at])
            last = at + len(sep)
    return [*parts, text[last:]]


def inline(source: str) -> Text:
    """Parse the marks of one block."""
    out = Text()

    def walk(part: str, bold: bool, italic: bool) -> None:
        at = 0
        while at < len(part):
            found = OPEN.search(part, at)
            if not found:
                out.runs.append((part[at:], bold, italic, None))
                return
            if found.start() > at:
                out.runs.append((part[at : found.start()], bold, italic, None))
            depth, end = 1, found.end()
            while depth:
                depth += (part[end] == "{") - (part[end] == "}")
                end += 1
            code, inner = found[1], split_top(part[found.end() : end - 1])
            at = end
            optional, code = code.endswith("?"), code.rstrip("?")
            start = len(out.plain)
            if code == "fn":
                note = inline(inner[0])
                out.runs.append(("", bold, italic, note.plain))
                out.marks += note.marks
            elif code == "k":
                out.marks.append(Mark("k", "", inner, optional, start))
            elif code in ("b", "it"):
                walk(inner[0], bold or code == "b", italic or code == "it")
            else:
                mark = Mark(code, "", [x.strip() for x in inner[1:]], optional, start)
                out.marks.append(mark)
                walk(inner[0], bold, italic)
                mark.quote = out.plain[start:]

    walk(source, False, False)
    for mark in (m for m in out.marks if m.code == "k"):
        rest = out.plain[mark.start :].split("; ")[0].split()
        mark.quote = " ".join(rest[:10])
    return out


def load(name: str, root: Path = HERE) -> Plan:
    """Read `plans/NAME.md` below `root`: the corpus, or the held-out set."""
    _, front, body = (root / "plans" / f"{name}.md").read_text("utf-8").split("---\n", 2)
    return parse(name, yaml.safe_load(front), body)


def parse(name: str, meta: dict[str, Any], body: str) -> Plan:
    """Make a plan of its front matter and its body."""
    title = [inline(line) for line in meta["header"]["title"]]
    meta["header"]["title"] = [text.plain for text in title]
    plan = Plan(name, meta, [], [], title)
    stack: list[tuple[int, str]] = []
    table: Block | None = None
    into = plan.body
    for line in body.splitlines():
        line = line.strip()
        here = "/".join(label for _, label in stack)
        if table is not None:
            if line == "@end":
                table = None
            elif line:
                table.rows.append([inline(cell.strip()) for cell in split_top(f"{line} ", " | ")])
        elif not line:
            continue
        elif line.startswith("@table"):
            table = Block("table", Text(), here, widths=[float(x) for x in line.split()[1].split(",")])
            into.append(table)
        elif line.startswith("@appendix"):
            label, *lines = (x.strip() for x in line.removeprefix("@appendix").split("//"))
            stack, into = [(1, label)], plan.appendices
            into.append(Block("appendix", inline(" // ".join(lines)), label, lines=[inline(x).plain for x in lines]))
        elif line.startswith("#"):
            depth = len(line) - len(line.lstrip("#"))
            text = inline(line.lstrip("# ").replace(" // ", " "))
            found = LABEL.match(text.plain)
            if not found:
                raise ValueError(f"{name}: no label: {line}")
            base = 1 if into is plan.appendices else 0
            stack = [x for x in stack if x[0] < depth + base] + [(depth + base, found["label"])]
            path = "/".join(label for _, label in stack)
            block = Block("heading", text, path, depth, found["label"], found[0].rstrip())
            if " // " in line:
                block.lines = [inline(x).plain for x in line.lstrip("# ").split(" // ")]
            into.append(block)
        elif line[0] == "!":
            into.append(Block("bold", inline(line[1:].strip()), here))
        elif line[0] in "-+*" and line[1] == " ":
            into.append(Block("bullet", inline(line[2:].strip()), here, sign=line[0]))
        else:
            into.append(Block("para", inline(line), here))
    return plan


def names(root: Path = HERE) -> list[str]:
    """The names of all plans below `root`, in the order of the files."""
    return sorted(p.stem for p in (root / "plans").glob("*.md"))
