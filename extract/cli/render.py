"""A record on a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rich.console import Console, Group
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from extract.record import Deadline, Record, Task

KINDS = {
    "tasks": ("Nhiệm vụ", "green"),
    "deadlines": ("Thời hạn", "yellow"),
    "units": ("Cơ quan, đơn vị", "cyan"),
    "officials": ("Người, chức vụ", "magenta"),
    "indicators": ("Chỉ tiêu", "blue"),
    "slogans": ("Khẩu hiệu, phong trào", "bright_red"),
    "references": ("Văn bản viện dẫn", "bright_black"),
    "dates": ("Mốc thời gian khác", "bright_black"),
}
_UNLABELLED = {"bullet", "plus", "paragraph", "table"}


def short(text: str, width: int) -> str:
    """One line of at most `width` columns."""
    text = " ".join(text.split())
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def day(iso: str | None) -> str:
    """2024-06-30 → 30/6/2024, as the administration writes it."""
    if not iso:
        return ""
    parts = [p.lstrip("0") for p in iso.split("-")[::-1]]
    return "/".join(parts)


def when(deadline: Deadline) -> str:
    """A deadline in a few characters."""
    if deadline.due_on:
        if deadline.start_on and deadline.start_on != deadline.due_on and deadline.relation in ("from_to", "in", None):
            return f"{day(deadline.start_on)}–{day(deadline.due_on)}"
        return day(deadline.due_on)
    return deadline.text


def who(record: Record, ids: Iterable[str]) -> list[str]:
    """Names for the ids of units and officials."""
    names = {u.id: u.name for u in record.units}
    names |= {o.id: " ".join(filter(None, [o.title, o.unit])) if not o.name else o.name for o in record.officials}
    return [names.get(i, i) for i in ids]


def render(record: Record, everything: bool = False, console: Console | None = None) -> None:
    """Print header, tree and findings."""
    console = console or Console()
    console.print(_header(record))
    if record.sections:
        console.print(_tree(record, everything, console.width))
    limit = 10_000 if everything else 12
    if record.tasks:
        console.print(_tasks(record, record.tasks[:limit], console.width))
        _more(console, len(record.tasks) - limit)
    for kind in ("deadlines", "units", "officials", "indicators", "slogans", "references", "dates"):
        items = getattr(record, kind)
        if items:
            title, colour = KINDS[kind]
            table = Table(
                title=f"{title} ({len(items)})",
                title_style=f"bold {colour}",
                title_justify="left",
                box=None,
                show_header=False,
                padding=(0, 1),
                expand=True,
            )
            table.add_column(ratio=3, overflow="fold")
            table.add_column(ratio=5, overflow="fold")
            for item in items[:limit]:
                table.add_row(*_row(kind, item))
            console.print(table)
            _more(console, len(items) - limit)
    if record.warnings:
        console.print(Text("Cần xem lại", style="bold red"))
        for w in record.warnings[:limit]:
            console.print(f"  [red]![/] {escape(short(w.message, 200))} [dim]({w.code})[/]", highlight=False)
        _more(console, len(record.warnings) - limit)


def _more(console: Console, n: int) -> None:
    if n > 0:
        console.print(f"  [dim]… và {n} mục nữa (--all)[/]\n")
    else:
        console.print()


def _header(record: Record) -> Panel:
    h = record.header
    lines: list[Text] = []
    top = " · ".join(
        filter(None, [h.doc_type, h.code or (f"…/{h.symbol}" if h.symbol else None), day(h.issued_on), h.place])
    )
    lines.append(Text(top, style="bold cyan"))
    if h.title:
        lines.append(Text(h.title, style="bold"))
    if h.issuer:
        lines.append(Text("Cơ quan ban hành: " + h.issuer + (f" (thuộc {h.parent_issuer})" if h.parent_issuer else "")))
    if record.signer and (record.signer.name or record.signer.title):
        s = record.signer
        by = f" ({s.capacity}. {s.authority})" if s.capacity and s.authority else ""
        lines.append(Text("Người ký: " + ", ".join(filter(None, [s.name, s.title])) + by))
    if h.confidentiality or h.urgency:
        lines.append(Text(" · ".join(filter(None, [h.confidentiality, h.urgency])), style="bold red"))
    name = record.source.uri.replace("\\", "/").rsplit("/", 1)[-1]
    facts = [
        f"{record.source.pages} trang" if record.source.pages else None,
        record.source.reader,
        "OCR" if record.source.ocr else None,
    ]
    return Panel(
        Group(*lines),
        title=escape(short(name, 60)),
        subtitle=" · ".join(filter(None, facts)),
        border_style="cyan",
        title_align="left",
        subtitle_align="right",
    )


def _tree(record: Record, everything: bool, width: int) -> Tree:
    root = Tree(
        f"[bold]Bố cục[/] [dim]({len([s for s in record.sections if s.kind not in _UNLABELLED])} mục)[/]",
        guide_style="dim",
    )
    nodes: dict[str | None, Tree] = {None: root}
    hidden: dict[str | None, int] = {}
    for s in record.sections:
        if s.kind in _UNLABELLED and not everything:
            hidden[s.parent] = hidden.get(s.parent, 0) + 1
            continue
        label = s.label or {"bullet": "-", "plus": "+"}.get(s.kind, "¶")
        text = Text(f"{label} ", style="bold cyan")
        heading = (
            s.heading[len(label) :].lstrip(" .)-")
            if s.heading.startswith(label) and s.kind in _UNLABELLED
            else s.heading
        )
        text.append(short(heading, max(20, width - 8 - 4 * s.depth - len(label))), style="bold" if s.depth == 0 else "")
        nodes[s.id] = nodes.get(s.parent, root).add(text)
    return root


def _tasks(record: Record, tasks: list[Task], width: int) -> Group:
    deadlines = {d.id: d for d in record.deadlines}
    title, colour = KINDS["tasks"]
    table = Table(
        title=f"{title} ({len(record.tasks)}): ai làm gì, khi nào",
        title_style=f"bold {colour}",
        title_justify="left",
        box=None,
        header_style="dim",
        padding=(0, 1),
        expand=True,
    )
    table.add_column("Chủ trì", ratio=3, overflow="fold")
    table.add_column("Việc", ratio=5, overflow="fold")
    table.add_column("Hạn", ratio=2, overflow="fold", style="yellow")
    for t in tasks:
        lead = Text("; ".join(short(n, 60) for n in who(record, t.lead or t.directs)), style="cyan")
        if t.support:
            helps = who(record, t.support)
            lead.append(f"\n+ {short('; '.join(helps), 70)}", style="dim")
        due = [when(deadlines[d]) for d in [*t.deadlines, *t.inherited_deadlines] if d in deadlines]
        table.add_row(lead, short(t.text, 130), "\n".join(short(d, 28) for d in due))
    return Group(Padding("", (0, 0)), table)


def _row(kind: str, item: Any) -> tuple[Text, Text]:
    left, right = "", ""
    if kind == "deadlines":
        extra = [item.rrule, "≈" if item.approximate else None]
        left, right = item.text, "→ " + " ".join(filter(None, [when(item) if item.due_on else None, *extra]))
    elif kind == "units":
        left, right = item.name, f"{len(item.mentions)} lần" + (" · nhóm" if item.collective else "")
        return Text(left), Text(right, style="dim", justify="right")
    elif kind == "officials":
        left, right = item.name or "(không nêu tên)", ", ".join(filter(None, [item.title, item.unit]))
    elif kind == "indicators":
        value = {None: "", "range": ""}.get(item.comparator, (item.comparator or "") + " ")
        number = (
            ""
            if item.value is None
            else f"{value}{_number(item.value)}" + (f"–{_number(item.value_max)}" if item.value_max is not None else "")
        )
        left, right = f"{number} {item.unit or ''}".strip() or "(định tính)", item.name or item.text
    elif kind == "slogans":
        left, right = (
            {"slogan": "khẩu hiệu", "theme": "chủ đề", "motto": "phương châm", "movement": "phong trào"}[item.kind],
            item.text,
        )
    elif kind == "references":
        left, right = (
            " ".join(filter(None, [item.doc_type, item.code])),
            ", ".join(filter(None, [day(item.date), item.issuer, item.title])),
        )
    elif kind == "dates":
        left, right = item.text, " – ".join(filter(None, [day(item.value), day(item.end_value)])) + f" ({item.role})"
    return Text(short(left, 90)), Text(short(right, 160), style="dim" if kind == "dates" else "")


def _number(value: float) -> str:
    """1234.5 → 1.234,5, as the administration writes it."""
    text = f"{value:,.4f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
    return text.replace(",", "\0").replace(".", ",").replace("\0", ".")


def render_scores(result: dict[str, Any], console: Console | None = None) -> None:
    """The table of `kehoach evaluate`."""
    console = console or Console()
    table = Table(box=None, header_style="bold", padding=(0, 1))
    table.add_column("")
    for way in ("overlap", "value", "strict"):
        table.add_column(f"P {way}", justify="right")
        table.add_column("R", justify="right")
        table.add_column("F1", justify="right", style="bold")
    for kind, ways in result["all"].items():
        cells = []
        for way in ("overlap", "value", "strict"):
            cells += [f"{ways[way]['p']:.3f}", f"{ways[way]['r']:.3f}", f"{ways[way]['f1']:.3f}"]
        table.add_row(kind, *cells)
    console.print(table)
    console.print(f"[dim]{len(result['documents'])} documents with gold[/]")
    if result["missing"]:
        console.print(f"[red]No record for: {escape(', '.join(result['missing']))}[/]")


def render_errors(records: Path, gold: Path, limit: int, console: Console | None = None) -> None:
    """What was missed and what was too much, a kind and document."""
    from extract.evaluate import GRADES, _read, errors_of

    console = console or Console()
    have = {r["source"]["uri"].replace("\\", "/").rsplit("/", 1)[-1]: r for r in _read(Path(records)) if "source" in r}
    for g in _read(Path(gold)):
        for kind in GRADES:
            if kind in g:
                missed, extra = errors_of(have.get(g["doc"], {}), g, kind)
                for sign, items in (("-", missed), ("+", extra)):
                    for item in items[:limit]:
                        text = (
                            item.get("quote")
                            or item.get("text")
                            or item.get("name")
                            or item.get("heading")
                            or item.get("title")
                        )
                        console.print(f"{sign} {g['doc']} · {kind} · {escape(short(str(text), 90))}", highlight=False)
