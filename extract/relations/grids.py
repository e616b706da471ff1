"""Table lines → grids: rows of cells with offsets, heads apart, joined over pages, and what each column holds."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from extract.ingest.base import Cell
from extract.record import TableRole
from extract.relations.heads import role_of
from extract.state import Plan
from extract.text.canonical import Line

Span = tuple[int, int]

_NUMBERING = regex.compile(r"\s*\(?\s*(?:\d{1,2}|[A-Za-zĐđ])\s*\)?\s*(?:=.*)?")
_DIGITS = regex.compile(r"[\d.,%\s()-]*")
_GROUP_INDEX = regex.compile(r"\s*(?:[IVXL]+|[A-ZĐ]|\p{Ll}\))\s*[.):]?\s*")
_GROUP_TEXT = regex.compile(r"\s*(?:[IVXL]+|[A-ZĐ]|\p{Ll})\s*[.)/:-]\s*\S")


@dataclass(slots=True)
class Row:
    """One row: `cells` has a span a column. `grown[k]` where column k shows a merged cell that began in a row above."""

    line: Line
    cells: list[Span]
    grown: list[bool]
    wide: bool = False
    """One cell merged over all columns: a group's heading."""


@dataclass(slots=True)
class Grid:
    """One data table, whole, even where it runs over several pages."""

    columns: list[str]
    roles: list[str | None]
    rows: list[Row]
    start: int
    end: int
    page: int | None
    heads: list[Row] = field(default_factory=list)

    def column(self, *roles: str) -> int | None:
        """Index of the first column with one of these roles, in the order of `roles`."""
        return next((k for role in roles for k, have in enumerate(self.roles) if have == role), None)


def grids(plan: Plan) -> list[Grid]:
    """The data tables of a plan, in order. Linear in the number of table lines."""
    out: list[Grid] = []
    run: list[Line] = []
    between = False
    for line in plan.lines:
        if line.table is None or line.zone in ("header", "recipients", "signature"):
            if line.kind != "footnote" and line.end > line.start and not _caption(plan, line):
                if run:
                    _close(plan, run, out, between)
                    run = []
                between = True
            continue
        if run and run[-1].table != line.table:
            _close(plan, run, out, between)
            run, between = [], False
        run.append(line)
    if run:
        _close(plan, run, out, between)
    for g in out:
        _drop_empty_columns(plan, g)
        assign_roles(plan, g)
    return out


def _caption(plan: Plan, line: Line) -> bool:
    # "(Tiếp theo)", "Đơn vị tính: triệu đồng" between the parts of one table
    return bool(
        regex.fullmatch(
            r"\(?\s*(?:tiếp\s+theo|đơn\s+vị\s+tính.{0,30}|đvt.{0,20})\s*[.)]?",
            plan.text[line.start : line.end],
            regex.I,
        )
    )


def _close(plan: Plan, run: list[Line], out: list[Grid], between: bool) -> None:
    """Make a grid of a run of rows, or hang them on the table before where they go on with it."""
    rows = _rows(plan, run)
    heads = _heads(plan, rows)
    body = rows[len(heads) :]
    width = max((len(r.cells) for r in rows), default=0)
    prior = out[-1] if out else None
    if prior is not None and not between and len(prior.columns) == width:
        again = [[_text(plan, c) for c in h.cells] for h in heads]
        same = [[_text(plan, c) for c in h.cells] for h in prior.heads]
        if not heads or again == same:
            prior.rows += [r for r in body if not _is_numbering(plan, r)]
            prior.end = run[-1].end
            return
    names = _names(plan, heads, width)
    body = [r for k, r in enumerate(body) if not (k == 0 and _is_numbering(plan, r))]
    shown = {tuple(_text(plan, c) for c in h.cells) for h in heads}
    body = [r for r in body if tuple(_text(plan, c) for c in r.cells) not in shown]
    for r in body:
        r.cells += [(r.line.end, r.line.end)] * (width - len(r.cells))
        r.grown += [False] * (width - len(r.grown))
    out.append(Grid(names, [None] * width, body, run[0].start, run[-1].end, run[0].page, heads))


def _text(plan: Plan, span: Span) -> str:
    return plan.text[span[0] : span[1]].strip()


def _rows(plan: Plan, run: list[Line]) -> list[Row]:
    """Rows with a cell a column: merged cells are spread over the columns and rows that they cover."""
    blocks = plan.source.blocks if plan.source else []
    shaped: list[tuple[Line, list[tuple[Span, Cell | None]]]] = []
    width = 0
    for line in run:
        spans = line.cells or _split(plan, line)
        cells: list[Cell | None] = [None] * len(spans)
        if len(line.blocks) == 1 and line.blocks[0] < len(blocks) and len(blocks[line.blocks[0]].cells) == len(spans):
            cells = list(blocks[line.blocks[0]].cells)
        shaped.append((line, list(zip(spans, cells, strict=True))))
        width = max(width, max((c.col + c.colspan for c in cells if c is not None), default=0), len(spans))
    rows: list[Row] = []
    hanging: dict[int, tuple[Span, int]] = {}  # column → (span, rows it still covers)
    for line, cells_ in shaped:
        empty = (line.end, line.end)
        out: list[Span | None] = [None] * width
        grown = [False] * width
        at = 0
        wide = False
        for span, cell in cells_:
            col = cell.col if cell else at
            while cell is None and col < width and col in hanging and len(cells_) < width:
                col += 1
            if col >= width:
                break
            out[col] = span
            if cell:
                wide |= cell.colspan >= width > 1
                for k in range(col + 1, min(width, col + cell.colspan)):
                    out[k] = (span[1], span[1])
                if cell.rowspan > 1:
                    hanging[col] = (span, cell.rowspan)
            at = col + (cell.colspan if cell else 1)
        for k in list(hanging):
            span, left = hanging[k]
            if out[k] != span and _blank(plan, out[k]):
                out[k], grown[k] = span, True
            if left <= 1:
                del hanging[k]
            else:
                hanging[k] = (span, left - 1)
        rows.append(Row(line, [s or empty for s in out], grown, wide))
    return rows


def _blank(plan: Plan, span: Span | None) -> bool:
    return span is None or not plan.text[span[0] : span[1]].strip()


def _split(plan: Plan, line: Line) -> list[Span]:
    out, at = [], line.start
    for piece in plan.text[line.start : line.end].split("\t"):
        out.append((at, at + len(piece)))
        at += len(piece) + 1
    return out


def _heads(plan: Plan, rows: list[Row]) -> list[Row]:
    """The head rows: those the reader marked, else the leading rows whose cells are known column heads."""
    n = 0
    while n < len(rows) and rows[n].line.header_row:
        n += 1
    if n and n < len(rows):
        # a second storey that the reader did not mark: its cells are heads and it has no running number
        if n == 1 and _known(plan, rows[1]) >= 2 and not regex.match(r"\s*\d", _text(plan, rows[1].cells[0])):
            n = 2
        return rows[:n]
    n = 0
    while n < min(3, len(rows)) and (
        _known(plan, rows[n]) >= 2 or (n and rows[n - 1].line and _looks_second(plan, rows[n - 1], rows[n]))
    ):
        n += 1
    return rows[:n]


def _known(plan: Plan, row: Row) -> int:
    return len({role for c in row.cells if (role := role_of(_text(plan, c)))})


def _looks_second(plan: Plan, above: Row, row: Row) -> bool:
    own = [c for c, g in zip(row.cells, row.grown, strict=True) if not g and not _blank(plan, c)]
    return (
        any(row.grown)
        and bool(own)
        and all(len(_text(plan, c)) < 40 for c in own)
        and not regex.match(r"\s*\d", _text(plan, row.cells[0]))
    )


def _is_numbering(plan: Plan, row: Row) -> bool:
    # "(1) (2) (3)", "A B 1 2=3+4" below the head
    texts = [t for c in row.cells if (t := _text(plan, c))]
    return len(texts) > 1 and all(_NUMBERING.fullmatch(t) for t in texts)


def _names(plan: Plan, heads: list[Row], width: int) -> list[str]:
    names = []
    for k in range(width):
        parts: list[str] = []
        for h in heads:
            j = k
            text = _text(plan, h.cells[k]) if k < len(h.cells) else ""
            while (
                not text
                and j > 0
                and h is not heads[-1]
                and k < len(h.cells)
                and h.cells[k] == (h.cells[j - 1][1], h.cells[j - 1][1])
            ):
                j -= 1
                text = _text(plan, h.cells[j])
            if not text and h is not heads[-1]:
                back = k
                while back > 0 and not text:
                    back -= 1
                    text = _text(plan, h.cells[back]) if h.cells[back][1] == h.cells[k][0] else ""
                    if h.cells[back][0] != h.cells[back][1]:
                        break
            if text and text not in parts:
                parts.append(text)
        names.append(regex.sub(r"\s+", " ", " - ".join(parts)))
    return names


def _drop_empty_columns(plan: Plan, g: Grid) -> None:
    """Columns without head or text (borders read as cells) are taken out."""
    keep = [k for k in range(len(g.columns)) if g.columns[k] or any(not _blank(plan, r.cells[k]) for r in g.rows)]
    if len(keep) == len(g.columns) or not keep:
        return
    g.columns = [g.columns[k] for k in keep]
    g.roles = [g.roles[k] for k in keep]
    for r in g.rows:
        r.cells = [r.cells[k] for k in keep]
        r.grown = [r.grown[k] for k in keep]


def assign_roles(plan: Plan, g: Grid) -> None:
    """What each column holds, by its head; the work column of a task table by its words where its head is none known."""
    for k, name in enumerate(g.columns):
        g.roles[k] = role_of(name) or next((r for part in reversed(name.split(" - ")) if (r := role_of(part))), None)
    if "task" in g.roles:
        first = g.roles.index("task")
        for k in range(first + 1, len(g.roles)):
            if g.roles[k] == "task":  # "Nhiệm vụ | Nội dung cụ thể": the fuller column is the work, the other its group
                a, b = _fill(plan, g, first), _fill(plan, g, k)
                loser = k if a >= b else first
                g.roles[loser] = "group"
                first = first if loser == k else k
    elif any(r in ("lead", "actors", "support", "directs") for r in g.roles):
        free = [
            k
            for k, r in enumerate(g.roles)
            if r in (None, "indicators", "place", "participants") and _fill(plan, g, k) > 12
        ]
        plain = [k for k in free if g.roles[k] is None] or free
        if plain and not ("indicators" in g.roles and {"measure", "value"} & set(g.roles)):
            g.roles[max(plain, key=lambda k: _fill(plan, g, k))] = "task"


def _fill(plan: Plan, g: Grid, k: int) -> float:
    """Mean length of a column's texts."""
    sizes = [len(_text(plan, r.cells[k])) for r in g.rows if not r.wide]
    return sum(sizes) / len(sizes) if sizes else 0.0


def role_of_grid(g: Grid) -> TableRole:
    """What a table is for: tasks, indicators, budget, recipients or other."""
    have = set(g.roles)
    who = have & {"lead", "actors", "support", "directs"}
    if "indicators" in have and have & {"measure", "value"}:
        return "indicators"
    if "measure" in have and "value" in have and "lead" not in have:
        return "indicators" if "budget" not in have else "budget"
    if "task" in have and (who or "deadline" in have or "person" in have):
        return "tasks"
    if "budget" in have:
        return "budget"
    if "indicators" in have:
        return "indicators"
    return "other"


def is_group(plan: Plan, g: Grid, row: Row) -> bool:
    """A row that heads those below it: "I | Công tác tuyên truyền", one cell over all columns, "a) Tháng 3"."""
    filled = [k for k, c in enumerate(row.cells) if not _blank(plan, c) and not row.grown[k]]
    if not filled:
        return False
    texts = [_text(plan, row.cells[k]) for k in filled]
    if row.wide or (len(filled) == 1 and (len(row.cells) > 2 or _GROUP_TEXT.match(texts[0]))):
        return not (
            len(filled) == 1
            and filled[0] == g.column("task")
            and g.column("index") is None
            and not row.wide
            and not texts[0].isupper()
            and not _GROUP_TEXT.match(texts[0])
        )
    index = g.column("index")
    others = [k for k in filled if k != index]
    # narrow columns wrap their numbers: "II I", "1 0"
    return (
        index in filled
        and bool(_GROUP_INDEX.fullmatch("".join(_text(plan, row.cells[index]).split())))
        and len(others) == 1
    )  # type: ignore[index]
