"""The closing report: a table for the terminal, one page of HTML for everybody else."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from extract.batch.journal import Journal

MARK = {"done": "[green]✓ done[/]", "partial": "[yellow]≈ partial[/]", "quarantined": "[red]✗ quarantined[/]"}


def duration(seconds: float | None) -> str:
    """95 → 1 min 35 s."""
    if seconds is None:
        return "?"
    if seconds < 10:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02d} min"
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"


def print_summary(summary: dict[str, Any], console: Console | None = None) -> None:
    """Outcomes, reasons with their remedies, slowest files."""
    console = console or Console()
    run = summary.get("run")
    if run:
        done = f"{run['finished']} files in {duration(run['seconds'])} ({run['files_per_second']:g} a second)"
        same = f", {run['unchanged']} unchanged since the last run" if run["unchanged"] else ""
        console.print(f"[bold]{done}{same}[/]", highlight=False)
    table = Table(box=None, padding=(0, 2), show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for outcome, count in summary["outcomes"].items():
        if count or outcome == "done":
            table.add_row(MARK[outcome], str(count))
    console.print(table)
    reasons = [r for r in summary["reasons"] if r["code"] not in ("container", "duplicate")]
    if reasons:
        console.print("[bold]Reasons[/]")
        for reason in reasons[:12]:
            colour = "red" if reason["outcome"] == "quarantined" else "yellow"
            more = f" and {reason['files'] - 1} more" if reason["files"] > 1 else ""
            console.print(f"  [{colour}]{reason['code']}[/]  {_safe(reason['example'])}{more}", highlight=False)
            console.print(
                f"      {_safe(reason['message'] or '')} {_safe(reason['remedy'] or '')}", style="dim", highlight=False
            )
    duplicates = sum(r["files"] for r in summary["reasons"] if r["code"] == "duplicate")
    if duplicates:
        console.print(f"[dim]{duplicates} files hold the same bytes as another one.[/]", highlight=False)


def _safe(text: str) -> str:
    from rich.markup import escape as rich_escape

    return rich_escape("".join(c if c.isprintable() else repr(c)[1:-1] for c in text))


_STYLE = """
:root{--ink:#1c2733;--soft:#5b6b7a;--line:#dde4ea;--done:#1f8a4c;--partial:#b7791f;--bad:#c0392b;--paper:#fff;--bg:#f5f7f9}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9fb0c0;--line:#2d3a46;--paper:#18212a;--bg:#10171e;--done:#4cc38a;--partial:#e0a94a;--bad:#f07167}}
*{box-sizing:border-box}body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--bg);margin:0}
main{max-width:62rem;margin:0 auto;padding:2rem 1.2rem}h1{font-size:1.6rem;margin:0 0 .2rem}h2{font-size:1.1rem;margin:2rem 0 .6rem}
.soft{color:var(--soft)}.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.8rem;margin:1.4rem 0}
.card{background:var(--paper);border:1px solid var(--line);border-radius:.6rem;padding:.9rem 1.1rem}.card b{display:block;font-size:1.9rem;line-height:1.2}
.bar{display:flex;height:.7rem;border-radius:.4rem;overflow:hidden;background:var(--line)}.bar i{display:block}
.done{color:var(--done)}.partial{color:var(--partial)}.quarantined{color:var(--bad)}i.done{background:var(--done)}i.partial{background:var(--partial)}i.quarantined{background:var(--bad)}
.wide{overflow-x:auto;background:var(--paper);border:1px solid var(--line);border-radius:.6rem}table{border-collapse:collapse;width:100%;font-size:.92rem}
th,td{text-align:left;padding:.5rem .8rem;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}tr:last-child td{border-bottom:0}th{color:var(--soft);font-weight:600}
td.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}code{font:.9em ui-monospace,monospace}@media print{body{background:#fff}}
"""


def html_report(summary: dict[str, Any], journal: Journal, most: int = 2000) -> str:
    """One page, nothing loaded from elsewhere: outcomes, reasons, slowest files, quality, every file that needs a look."""
    total = max(1, summary["files"])
    outcomes = summary["outcomes"]
    last = summary["last_run"] or {}
    cards = "".join(f'<div class="card {o}"><b>{n:,}</b>{o}</div>' for o, n in outcomes.items())
    cards += f'<div class="card"><b>{summary["pages"]:,}</b>pages</div><div class="card"><b>{summary["ocr_files"]:,}</b>read by OCR</div>'
    bar = "".join(
        f'<i class="{o}" style="width:{100 * n / total:.2f}%" title="{o}: {n}"></i>' for o, n in outcomes.items()
    )
    reasons = "".join(
        f'<tr><td class="{_h(r["outcome"])}"><code>{_h(r["code"])}</code></td><td class="n">{r["files"]:,}</td>'
        f"<td>{_h(r['message'])} <span class=soft>{_h(r['remedy'])}</span></td><td>{_h(r['example'])}</td></tr>"
        for r in summary["reasons"]
        if r["code"] != "container"
    )
    formats = "".join(f"<tr><td>{_h(k)}</td><td class=n>{n:,}</td></tr>" for k, n in summary["formats"].items())
    slow = "".join(
        f"<tr><td>{_h(s['uri'])}</td><td class=n>{duration(s['seconds'])}</td></tr>" for s in summary["slowest"]
    )
    look: list[str] = []
    cut = False
    for entry in journal.entries():
        if entry.outcome == "done" and entry.code in (None, "container", "duplicate"):
            continue
        if len(look) >= most:
            cut = True
            break
        look.append(
            f'<tr><td class="{entry.outcome}">{entry.outcome}</td><td>{_h(entry.uri)}</td><td><code>{_h(entry.code)}</code> {_h(entry.message)} '
            f"<span class=soft>{_h(entry.remedy)}</span></td></tr>"
        )
    quality = ""
    if summary["quality"]:
        q = summary["quality"]
        quality = f"<h2>Quality of the text</h2><p>{q['files']:,} files measured: lowest {q['lowest']:.2f}, median {q['median']:.2f}, highest {q['highest']:.2f}.</p>"
    return (
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width,initial-scale=1'>"
        f"<title>kehoach: {summary['files']:,} files</title><style>{_STYLE}</style><main><h1>What became of {summary['files']:,} files</h1>"
        f"<p class=soft>Run {_h(str(last.get('run', '')))} with kehoach {_h(last.get('program'))}, begun {_h(last.get('started_at'))}; {duration(summary['seconds'])} of work in all.</p>"
        f"<div class=bar>{bar}</div><div class=cards>{cards}</div>"
        + (
            f"<h2>Reasons</h2><div class=wide><table><tr><th>Code<th>Files<th>What and what to do<th>For example</tr>{reasons}</table></div>"
            if reasons
            else ""
        )
        + (
            f"<h2>Files that want a look</h2><div class=wide><table><tr><th>Outcome<th>File<th>Why</tr>{''.join(look)}</table></div>"
            if look
            else "<p>Every file was read whole.</p>"
        )
        + (
            f"<p class=soft>Only the first {most:,} are listed; <code>kehoach status --json</code> and journal.db have all.</p>"
            if cut
            else ""
        )
        + f"<h2>Formats</h2><div class=wide><table><tr><th>Media type<th>Files</tr>{formats}</table></div>{quality}"
        + (
            f"<h2>Slowest files</h2><div class=wide><table><tr><th>File<th>Time</tr>{slow}</table></div>"
            if slow
            else ""
        )
        + "</main></html>\n"
    )


def _h(text: object) -> str:
    return escape("".join(c if c.isprintable() else "�" for c in str(text or "")))
