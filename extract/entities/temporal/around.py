"""What stands around an expression: its line, label, table column, section, and where a missing year comes from."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

import regex

from extract.entities.once import once
from extract.entities.temporal import roles
from extract.entities.temporal.calendar import month_end
from extract.entities.temporal.grammar import Expr
from extract.entities.temporal.resolve import Context
from extract.state import Plan

_YEAR = regex.compile(r"(?<![\d/.\-])(?<!\d ?- ?)(?:năm )?((?:19|20)\d\d)(?![\d]| ?- ?\d|[/.]\d|/\p{L})")
_PLAN_YEAR = regex.compile(r"(?<!học )(?:\bnăm|/|\bquý \w+[ /-]) ?((?:19|20)\d\d)(?![\d]| ?- ?\d|/\p{L})")
_ISSUE_LINE = regex.compile(
    r"\bngày[ .…_]{0,20}(\d{1,2})?[ .…_/]{0,20}(?:tháng|/)[ .…_]{0,20}(\d{1,2})?[ .…_/]{0,20}(?:năm|/)[ .…_]{0,6}((?:19|20)\d\d)[ .)]*$"
)
_TITLE_LINE = regex.compile(r"(?:kế hoạch|chương trình|phương án|đề án)\b")
_HEADING_LABEL = regex.compile(r"(?:[-+•*] |\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[ivx]+)[.)] ?)*")
#: how far above an expression its table's first row or its heading is looked for, in lines
_HEAD_LINES = 40


class Around:
    """Look-ups on one plan. Everything is computed once or bounded, so that reading stays linear."""

    def __init__(self, plan: Plan, low: str, exprs: list[Expr]) -> None:
        self.plan, self.low, self.exprs = plan, low, exprs
        self.body = plan.sections[0].start if plan.sections else self._body_start()
        self.issue_span: tuple[int, int] | None = plan.header_spans.get("issued_on")
        self.issue_first, self.issued = self._issue()
        self.issue_last = self.issued or self._issue_end()
        self.title_year = self._title_year()
        spans = sorted((m.start, m.end) for ref in plan.references for m in ref.mentions)
        self.ref_starts, self.ref_ends = [a for a, _ in spans], [b for _, b in spans]
        self._firsts: dict[int, int] = {}
        self._columns: dict[int, tuple[list[str], int]] = {}
        self._section_years: dict[str, int | None] = {}
        self._label_sections: dict[str, bool] = {}
        self.cited: set[int] = set()
        """Which expressions turned out to be dates of cited documents."""
        self._last_year: tuple[int, int] | None = None  # (line start, year) of the latest explicit year

    # ---- date of issue, title ------------------------------------------------------------------------------------------------

    def _body_start(self) -> int:
        """Where a bare text has no sections: behind its title, or at its start where it has none."""
        for line in self.plan.lines[:_HEAD_LINES]:
            if _TITLE_LINE.match(self.low, line.start, line.end):
                return line.end
        return 0

    def _issue(self) -> tuple[date | None, date | None]:
        """First day that the date of issue may mean, and the day itself where the document gives it."""
        given = self.plan.header.issued_on
        if not given and self.plan.issued_on is not None:
            return self.plan.issued_on, self.plan.issued_on
        if not given:
            for line in self.plan.lines[:_HEAD_LINES]:
                m = _ISSUE_LINE.search(self.low, line.start, line.end)
                if m and line.end <= max(self.body, 1) and m.start() - line.start < 60:
                    self.issue_span = m.span()
                    given = "-".join(x.zfill(2) for x in (m[3], m[2], m[1] if m[2] else None) if x)
                    break
        if not given:
            return None, None
        parts = [int(x) for x in given.split("-") if x.isdigit()]
        try:
            first = date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)
        except (ValueError, IndexError):
            return None, None
        return first, first if len(parts) > 2 else None

    def _issue_end(self) -> date | None:
        """Last day that a date of issue with blanks may mean."""
        if self.issue_first is None:
            return None
        given = self.plan.header.issued_on or ""
        if len(given) == 7:
            return month_end(self.issue_first.year, self.issue_first.month)
        return date(self.issue_first.year, 12, 31)

    def _title_year(self) -> int | None:
        title = (self.plan.header.title or "").lower()
        years = {int(y) for y in _PLAN_YEAR.findall(title)}
        return years.pop() if len(years) == 1 else None

    # ---- the year --------------------------------------------------------------------------------------------------------------

    def context(self, i: int, e: Expr) -> Context:
        """Where a missing year comes from: a date of the same line, the headings above, the title, the date of issue."""
        line = self.plan.line_at(e.core)
        start = line.start if line else 0
        p = e.item.point
        near, near_month = self._near(i, start)
        if p is not None and p.y is not None:
            self._last_year = (start, p.y)
        year, source = self._year(e, near)
        base = self.issue_first
        month = near_month or (base.month if base and e.item.form in ("dayonly", "lastday", "week") else None)
        return Context(year, source, month, self.issued, base, self.issue_last)

    def _near(self, i: int, line_start: int) -> tuple[int | None, int | None]:
        """Year and month of the nearest date in the line: before, or else behind, at most six expressions away."""
        month: int | None = None
        for k in range(i - 1, max(-1, i - 7), -1):
            e = self.exprs[k]
            if e.core < line_start:
                break
            p = (e.last or e.item).point
            if p is None or k in self.cited:  # the year of a cited document says nothing of the plan's own days
                continue
            month = month or p.m
            if p.y and p.unit not in ("years", "school") and e.item.form != "year":
                return p.y, month
        for k in range(i + 1, min(len(self.exprs), i + 4)):
            e = self.exprs[k]
            p = e.item.point
            if p is None or e.shared is None or e.shared < i:
                break
            if p.y:
                return p.y, month or p.m
        return None, month

    def _year(self, e: Expr, near: int | None) -> tuple[int, str]:
        if near:
            return near, "sentence"
        section = self.plan.section_at(e.core)
        depth = 0
        while section is not None and depth < 8:
            if section.start <= e.core < section.start + len(section.heading):
                section = self.plan.section_by_id.get(section.parent or "")
                depth += 1
                continue
            if section.id not in self._section_years:
                years = {int(y) for y in _PLAN_YEAR.findall(section.heading.lower()[:200])}
                self._section_years[section.id] = years.pop() if len(years) == 1 else None
            found = self._section_years[section.id]
            if found:
                return found, "section"
            section = self.plan.section_by_id.get(section.parent or "")
            depth += 1
        if self.title_year:
            return self.title_year, "title"
        if self.issue_first:
            return self.issue_first.year, "issued_on"
        if self._last_year:
            return self._last_year[1], "text"
        return date.today().year, "today"

    # ---- place -----------------------------------------------------------------------------------------------------------------

    def place(self, e: Expr) -> roles.Place:
        plan, low = self.plan, self.low
        i = plan.line_index(e.core)
        line = plan.lines[i] if i >= 0 else None
        a, b = (line.start, line.end) if line else (0, len(low))
        at = roles.Place(low, plan.text, a, b, issue_year=self.issue_first.year if self.issue_first else None)
        at.head = e.core < self.body
        at.in_reference = self._in_reference(e)
        at.goal = self._under_goals(e)
        at.issued = bool(self.issue_span and e.core < self.issue_span[1] and self.issue_span[0] < e.end)
        label = self._label(e, a)
        if label:
            at.label, at.done_label = True, bool(once(r"hoàn thành|hạn|kết thúc").search(label))
        elif line is not None and line.cells:
            self._cell(e, i, at)
        elif line is not None and line.table is None and not at.head:
            at.label = at.heading = self._under_time_heading(e, a)
        if not at.label and not at.head:
            head = _HEADING_LABEL.match(low, a, e.start)
            at.whole = head is not None and head.end() >= e.start and not low[e.end : b].strip(" .;,)") and b - a < 120
        return at

    def _in_reference(self, e: Expr) -> bool:
        k = bisect_right(self.ref_starts, e.core) - 1
        # the date of a cited document often stands right behind the mention: "số 30/2020/NĐ-CP, ngày 05/3/2020"
        return k >= 0 and (
            e.end <= self.ref_ends[k]
            or (
                e.relation is None
                and e.core - self.ref_ends[k] <= 3
                and e.item.form == "day"
                and e.item.point is not None
                and e.item.point.y is not None
            )
        )

    def _label(self, e: Expr, line_start: int) -> str | None:
        a = max(line_start, e.start - 200)
        m = roles.LABEL.search(self.low, a, e.start)
        if m:
            rest = m["rest"]
            # a new label of another kind ends the first: "Thời gian: quý II/2025. Kinh phí: …"
            if ":" not in rest.replace(": ", ":", 1)[:0] + rest or once(r"\d ?: ?\d").search(rest):
                return m["label"] + m["of"]
        bare = roles.LABEL_BARE.search(self.low, a, e.start)
        return bare.group() if bare else None

    def _under_goals(self, e: Expr) -> bool:
        if e.item.form != "year" or e.relation != "by":
            return False
        section, depth = self.plan.section_at(e.core), 0
        while section is not None and depth < 6:
            if len(section.heading) < 90 and once(r"(?:các )?(?:mục tiêu|chỉ tiêu)").match(section.heading.lower()):
                return True
            section, depth = self.plan.section_by_id.get(section.parent or ""), depth + 1
        return False

    def _under_time_heading(self, e: Expr, line_start: int) -> bool:
        section = self.plan.section_at(e.core)
        if section is None:
            return False
        if section.id not in self._label_sections:
            heading = section.heading.lower()
            self._label_sections[section.id] = len(heading) < 90 and bool(roles.TIME_HEADING.search(heading))
        return self._label_sections[section.id] and e.core > section.start + len(section.heading)

    # ---- tables ----------------------------------------------------------------------------------------------------------------

    def _cell(self, e: Expr, i: int, at: roles.Place) -> None:
        line = self.plan.lines[i]
        col = bisect_right([c for c, _ in line.cells], e.core) - 1
        if col < 0:
            return
        a, b = line.cells[col]
        at.line_start, at.line_end = max(a, at.line_start), max(b, a)
        at.whole = not self.low[a : e.start].strip(" .;,-+") and not self.low[e.end : b].strip(" .;,)")
        heads, first = self._table(i)
        if i == first or not heads:
            return
        head = heads[col] if col < len(heads) else ""
        if roles.TIME_COLUMN.search(head):
            at.label = True
            at.done_label = bool(once(r"hoàn thành|hạn|kết thúc|nộp").search(head))

    def _table(self, i: int) -> tuple[list[str], int]:
        """Lower-case column heads of the table that line `i` is a row of, and the line of its first row."""
        lines = self.plan.lines
        number = lines[i].table
        key = number if number is not None else -i
        if key not in self._columns:
            first = self._firsts.get(i - 1, i)
            while first > 0 and lines[first - 1].cells and lines[first - 1].table == number:
                first -= 1
            heads = [self.low[a:b] for a, b in lines[first].cells]
            for k in range(first + 1, min(len(lines), first + 4)):  # a head of two rows
                if not lines[k].header_row:
                    break
                heads = [f"{h} {self.low[a:b]}" for h, (a, b) in zip(heads, lines[k].cells, strict=False)]
            self._columns[key] = (heads, first)
            self._firsts[i] = first
        return self._columns[key]
