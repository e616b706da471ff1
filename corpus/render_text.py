"""A plan as .txt, .md and .html: the same words in the layouts that such files come in."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterator

from plan import Block, Plan, Text

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Notes:
    """Numbers the footnotes of a plan as they come."""

    def __init__(self) -> None:
        self.count = 0
        self.waiting: list[tuple[int, str]] = []

    def next(self, note: str) -> int:
        self.count += 1
        self.waiting.append((self.count, note))
        return self.count

    def flush(self) -> list[tuple[int, str]]:
        done, self.waiting = self.waiting, []
        return done


def plain(text: Text, notes: Notes) -> str:
    return "".join(str(notes.next(run[3])).translate(SUPERSCRIPT) if run[3] else run[0] for run in text.runs)


def cell_plain(text: Text, notes: Notes) -> str:
    return "" if text.plain in ("<", "^") else plain(text, notes)


def two_columns(left: list[str], right: list[str], width: int, centred: bool = True) -> list[str]:
    """Two columns made with spaces; the left one centred or not."""
    half, rows = width // 2, max(len(left), len(right))
    pairs = zip(left + [""] * (rows - len(left)), right + [""] * (rows - len(right)), strict=True)
    return [((f"{a:^{half}}" if centred else f"{a:<{half}}") + f"{b:^{half}}").rstrip() for a, b in pairs]


def to_txt(plan: Plan) -> str:
    """Hard-wrapped text; `style.txt`: wrap (columns, 0 for none), header stacked|columns|pipes, gap (blank lines), page (lines)."""
    style = plan.style.get("txt") or {}
    width, gap, layout = style.get("wrap", 80), style.get("gap", True), style.get("header", "stacked")
    meta, notes, out = plan.meta, Notes(), []

    def side_by_side(left: list[str], right: list[str]) -> None:
        if layout == "columns":
            out.extend([*two_columns(left, right, width or 90, not left[0].startswith("Nơi nhận")), ""])
        elif layout == "pipes":
            out.extend(["|", *left, "|", *right, "|", ""])
        else:
            out.extend([*left, "", *right, ""])

    def paragraph(text: str) -> None:
        out.extend(textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) if width else [text])
        if gap:
            out.append("")

    side_by_side(meta["header"]["left"], meta["header"]["right"])
    out.extend([*meta["header"]["title"], ""])
    closing = meta["closing"]
    for group in (plan.body, None, plan.appendices):
        if group is None:
            if out[-1]:
                out.append("")
            side_by_side(closing["recipients"], closing["signature"])
            continue
        for block in group:
            if block.kind == "appendix":
                out.extend(["", *block.lines, ""])
            elif block.kind == "table":
                for row in block.rows:
                    out.append("| " + " | ".join(cell_plain(cell, notes) for cell in row) + " |")
                out.append("")
            elif block.lines:
                out.extend([*block.lines, ""])
            else:
                paragraph((f"{block.sign} " if block.kind == "bullet" else "") + plain(block.text, notes))
            for number, note in notes.flush():
                paragraph(f"{str(number).translate(SUPERSCRIPT)} {note}")
    return "\n".join(paged(out, style.get("page", 0))).rstrip() + "\n"


def paged(lines: list[str], length: int) -> list[str]:
    """The lines with a form feed and a running page number after each `length` of them, wherever a sentence stands."""
    if not length:
        return lines
    out: list[str] = []
    for at in range(0, len(lines), length):
        out += ["\f" + f"{at // length + 1:>30}", ""] if at else []
        out += lines[at : at + length]
    return out


def to_md(plan: Plan) -> str:
    """Markdown; `style.md`: headings hash|bold."""
    hashes = (plan.style.get("md") or {}).get("headings", "bold") == "hash"
    meta, notes, out = plan.meta, Notes(), []

    def run(item: tuple[str, bool, bool, str | None]) -> str:
        text, bold, italic, note = item
        if note:
            return f"[^{notes.next(note)}]"
        mark = "**" * bold + "*" * italic
        return f"{mark}{text}{mark}" if text.strip() else text

    def rich(text: Text) -> str:
        return "".join(run(item) for item in text.runs)

    def bold(line: str) -> str:
        return f"**{line}**" if line else line

    out += [f"{bold(line)}\n" for line in [*meta["header"]["left"][:-1]]] + [meta["header"]["left"][-1] + "\n"]
    out += [f"{bold(line)}\n" for line in meta["header"]["right"][:-1]] + [f"*{meta['header']['right'][-1]}*\n"]
    out += [f"{bold(line)}\n" for line in meta["header"]["title"]]
    for group in (plan.body, None, plan.appendices):
        if group is None:
            closing = meta["closing"]
            out += [bold(closing["recipients"][0]) + "\n", "\n".join(closing["recipients"][1:]) + "\n"]
            out += [f"{bold(line)}\n" for line in closing["signature"] if line]
            continue
        for block in group:
            if block.kind == "appendix":
                out += [f"{bold(line)}\n" for line in block.lines]
            elif block.kind == "table":
                rows = [[rich(cell) if cell.plain not in ("<", "^") else "" for cell in row] for row in block.rows]
                rows.insert(1, ["---"] * len(rows[0]))
                out.append("\n".join("| " + " | ".join(row) + " |" for row in rows) + "\n")
            elif block.lines:
                out += [f"{bold(line)}\n" for line in block.lines]
            elif block.kind in ("heading", "bold") and is_heading(block):
                out.append(
                    (
                        f"{'#' * (block.depth + 1)} {rich(block.text)}"
                        if hashes and block.depth
                        else bold(rich(block.text))
                    )
                    + "\n"
                )
            else:
                sign = f"{block.sign} " if block.kind == "bullet" else ""
                out.append(
                    ("\\" if sign == "+ " or sign == "* " else "") + sign + escape_label(rich(block.text), block) + "\n"
                )
            out += [f"[^{number}]: {note}\n" for number, note in notes.flush()]
    return "\n".join(out).rstrip() + "\n"


def escape_label(text: str, block: Block) -> str:
    """Keep Markdown from renumbering "1." and "1)" that open an item."""
    return re.sub(r"^(\d+)([.)]) ", r"\1\\\2 ", text) if block.kind == "heading" else text


def is_heading(block: Block) -> bool:
    """A short labelled line without a full stop is set as a heading, a whole paragraph is not."""
    text = block.text.plain
    return block.kind == "bold" or (len(text) < 160 and not text.rstrip().endswith((".", ";")))


def to_html(plan: Plan) -> str:
    """HTML with the header and the closing in tables; `style.html`: lists (bullets as <ul>)."""
    lists = (plan.style.get("html") or {}).get("lists", False)
    meta, notes = plan.meta, Notes()

    def run(item: tuple[str, bool, bool, str | None]) -> str:
        text, bold, italic, note = item
        if note:
            return f"<sup>{notes.next(note)}</sup>"
        text = html.escape(text, quote=False)
        text = f"<em>{text}</em>" if italic else text
        return f"<strong>{text}</strong>" if bold else text

    def rich(text: Text) -> str:
        return "".join(run(item) for item in text.runs)

    def stack(lines: list[str], bold: bool) -> str:
        body = "<br>\n".join(html.escape(line, quote=False) for line in lines if line)
        return f"<strong>{body}</strong>" if bold else body

    def body() -> Iterator[str]:
        head = meta["header"]
        yield '<table class="header"><tr>'
        yield f"<td>{stack(head['left'][:-1], True)}<br>\n{html.escape(head['left'][-1])}</td>"
        yield f"<td>{stack(head['right'][:-1], True)}<br>\n<em>{html.escape(head['right'][-1])}</em></td></tr></table>"
        yield f'<p align="center">{stack(head["title"], True)}</p>'
        for group in (plan.body, None, plan.appendices):
            if group is None:
                closing = meta["closing"]
                yield '<table class="closing"><tr>'
                yield f"<td>{stack(closing['recipients'], False)}</td>"
                yield f"<td>{stack(closing['signature'], True)}</td></tr></table>"
                continue
            open_list = False
            for block in group:
                if lists and (block.kind == "bullet" and block.sign == "-") != open_list:
                    open_list = not open_list
                    yield "<ul>" if open_list else "</ul>"
                if block.kind == "appendix":
                    yield f'<p align="center">{stack(block.lines, True)}</p>'
                elif block.kind == "table":
                    yield from html_table(block, rich)
                elif block.lines:
                    yield f"<h{block.depth + 1}>{stack(block.lines, False)}</h{block.depth + 1}>"
                elif block.kind == "heading" and is_heading(block):
                    yield f"<h{min(block.depth + 1, 6)}>{rich(block.text)}</h{min(block.depth + 1, 6)}>"
                elif block.kind == "bold":
                    yield f"<p><strong>{rich(block.text)}</strong></p>"
                elif open_list:
                    yield f"<li>{rich(block.text)}</li>"
                else:
                    yield f"<p>{block.sign + ' ' if block.kind == 'bullet' else ''}{rich(block.text)}</p>"
                for number, note in notes.flush():
                    yield f'<p class="footnote"><sup>{number}</sup> {html.escape(note, quote=False)}</p>'
            if open_list:
                yield "</ul>"

    title = html.escape(" ".join(meta["header"]["title"]))
    return (
        f'<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>\n<body>\n'
        + "\n".join(body())
        + "\n</body>\n</html>\n"
    )


def spans(block: Block) -> dict[tuple[int, int], tuple[int, int]]:
    """(row, column) of each cell that shows → (rows, columns) that it covers."""
    out = {}
    rows = block.rows
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell.plain in ("<", "^"):
                continue
            wide = next((k for k in range(1, len(row) - c) if row[c + k].plain != "<"), len(row) - c)
            deep = next((k for k in range(1, len(rows) - r) if rows[r + k][c].plain != "^"), len(rows) - r)
            out[r, c] = (deep, wide)
    return out


def html_table(block: Block, rich) -> Iterator[str]:  # type: ignore[no-untyped-def]
    yield '<table border="1">'
    cover = spans(block)
    for r, row in enumerate(block.rows):
        tag = "td" if r else "th"
        cells = []
        for c, cell in enumerate(row):
            if (r, c) in cover:
                deep, wide = cover[r, c]
                size = (f' rowspan="{deep}"' if deep > 1 else "") + (f' colspan="{wide}"' if wide > 1 else "")
                cells.append(f"<{tag}{size}>{rich(cell)}</{tag}>")
        yield "<tr>" + "".join(cells) + "</tr>"
    yield "</table>"
