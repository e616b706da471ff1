"""The section tree: labels at their places, headings without labels, bullets, tables and paragraphs below them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container
from dataclasses import dataclass
from typing import get_args

import regex

from extract import record as r
from extract.state import Plan
from extract.structure.levels import place
from extract.text.canonical import Line
from extract.text.lines import caps
from extract.text.markers import Marker, marker
from extract.text.sentences import sentences

_KINDS: dict[str, r.SectionKind] = {k: k for k in get_args(r.SectionKind)} | {"letter": "part", "mục": "roman", "điều": "arabic"}  # fmt: skip
_CLOSING = regex.compile(
    r"(?:Trên đây là|Trong quá trình (?:triển khai|tổ chức|thực hiện)|Quá trình (?:triển khai|tổ chức|thực hiện)|Nhận được (?:Kế hoạch|kế hoạch)|Căn cứ (?:Kế hoạch|nội dung Kế hoạch) này|Kế hoạch này|(?:Đề nghị|Yêu cầu|Giao) (?:các|Thủ trưởng|thủ trưởng|Chủ tịch).{0,200}(?:nghiêm túc|căn cứ|Kế hoạch này)|(?:UBND|Ủy ban nhân dân|Sở|Phòng|Đảng ủy|Ban|Nhà trường).{0,80}(?:yêu cầu|đề nghị) )"
)
_RUN_IN = regex.compile(r"([^:.;“”\"]{2,90}?)\s*:(?=\s|$)")
_FORM = regex.compile(
    r"(?:ĐỀ CƯƠNG|MẪU|BIỂU MẪU|PHIẾU|BÁO CÁO|TÊN (?:CƠ QUAN|ĐƠN VỊ)|Đề cương|Mẫu (?:báo cáo|phiếu))(?=\s|$)"
)
_FORM_TITLE = regex.compile(r"(?i)^mẫu số|đề cương báo cáo|mẫu báo cáo|biểu mẫu")
_SUM = regex.compile(r"\d+(?:[.,]\d+)*\s*(?:%|ha|km|m2|m²|tấn|triệu|tỷ|tỉ|nghìn|đồng|người|hộ|kg)\b")
_LONG_HEAD = 250  # a line longer than this is a paragraph, whatever opens it


@dataclass(slots=True)
class _Node:
    line: int
    kind: r.SectionKind
    label: str | None
    parent: int  # index among the nodes, -1 at the root
    heading: str
    end: int = 0


def build_sections(plan: Plan) -> list[r.Section]:
    """All sections of the plan's body and appendices, in document order. Linear; never fails."""
    nodes = _Builder(plan).run()
    page_starts = [p.start for p in plan.pages]
    out: list[r.Section] = []
    for n in nodes:
        parent = out[n.parent] if n.parent >= 0 else None
        start = plan.lines[n.line].start
        path = parent.path if parent else ""
        if n.label is not None:
            path = f"{path}/{n.label}" if path else n.label
        out.append(
            r.Section(
                id=f"s{len(out) + 1}", parent=parent.id if parent else None, kind=n.kind, label=n.label, path=path,
                depth=parent.depth + 1 if parent else 0, heading=n.heading, text=plan.text[start : n.end], start=start,
                end=n.end, page=_page(plan, page_starts, start),
            )
        )  # fmt: skip
    return out


def _page(plan: Plan, starts: list[int], offset: int) -> int | None:
    i = bisect_right(starts, offset) - 1
    return plan.pages[i].number if i >= 0 else None


class _Builder:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.lines = plan.lines
        self.todo = [
            i for i, line in enumerate(plan.lines) if line.zone in ("body", "appendix") and line.end > line.start
        ]
        self.nodes: list[_Node] = []

    def run(self) -> list[_Node]:
        markers: dict[int, Marker] = {}
        quoted = self._quoted()
        form = False
        for i in self.todo:
            line = self.lines[i]
            if line.kind != "paragraph" or i in quoted:
                continue
            m = marker(self.plan.folded, line.start, min(line.end, line.start + 400))
            if m is not None and m.kind == "appendix":
                form = self._is_form(i)
            elif form and m is not None and m.kind not in ("bullet", "plus"):
                continue
            if m is not None and not self._is_sum(line, m):
                markers[i] = m
        labelled = [(i, m) for i, m in markers.items() if m.kind not in ("bullet", "plus")]
        heads = self._bare_headings(markers, labelled)
        if heads:
            bare = Marker("mục", "", "bare", 1, 0)
            labelled = sorted([*labelled, *((i, bare) for i in heads)], key=lambda x: x[0])
        ps = place(labelled)
        placed = {p.line: (k, p) for k, p in enumerate(ps)}
        where: list[int] = [-1] * len(ps)  # placed → node
        stack: list[int] = []  # open nodes
        bullets: list[tuple[str, int]] = []  # open bullets of the innermost labelled node
        closing = self._closing(placed)
        table: int | None = None
        before = untitled = -1
        for i in self.todo:
            line = self.lines[i]
            if i in placed:
                k, p = placed[i]
                parent = where[p.parent] if p.parent >= 0 else -1
                bare_head = p.marker.style == "bare"
                heading = self._heading(line, 0 if bare_head else p.marker.end - line.start)
                kind: r.SectionKind = "paragraph" if bare_head else _KINDS[p.marker.kind]
                where[k] = self._open(
                    stack, parent, _Node(i, kind, None if bare_head else p.marker.label, parent, heading), before
                )
                bullets, table = [], None
                before = i
                untitled = (
                    where[k] if not heading and kind in ("part", "chapter", "appendix", "roman", "arabic") else -1
                )
                continue
            if untitled >= 0:
                # "PHẦN I" on one line, its heading on the next
                node, untitled = untitled, -1
                if line.kind == "paragraph" and i not in markers and self._titles(line, self.nodes[node]):
                    self.nodes[node].heading = self._text(line).rstrip(": ")
                    before = i
                    continue
            base = next(
                (s for s in reversed(stack) if self.nodes[s].label is not None or self.nodes[s].line in heads), -1
            )
            if i in closing:
                base = -1
                bullets = []
            if line.kind == "row":
                if table is None or line.table != table:
                    self._open(
                        stack, base, _Node(i, "table", None, base, self._text(line)[:200].replace("\t", " | ")), before
                    )
                    bullets = []
                table = line.table
                before = i
                continue
            table = None
            if line.kind == "footnote":
                before = i
                continue
            m = markers.get(i)
            if m is not None and m.kind in ("bullet", "plus"):
                while bullets and any(s == m.style for s, _ in bullets[:-1]):
                    bullets.pop()
                if bullets and bullets[-1][0] == m.style:
                    bullets.pop()
                parent = bullets[-1][1] if bullets else base
                heading = self._heading(line, m.end - line.start)
                node = self._open(
                    stack, parent, _Node(i, "plus" if m.kind == "plus" else "bullet", None, parent, heading), before
                )
                bullets.append((m.style, node))
            else:
                bullets = []
                self._open(stack, base, _Node(i, "paragraph", None, base, self._heading(line, 0)), before)
            before = i
        self._close(stack, -1, before)
        return self.nodes

    # ------------------------------------------------------------------ tree

    def _open(self, stack: list[int], parent: int, node: _Node, before: int) -> int:
        self._close(stack, parent, before)
        self.nodes.append(node)
        stack.append(len(self.nodes) - 1)
        return stack[-1]

    def _close(self, stack: list[int], parent: int, before: int) -> None:
        while stack and stack[-1] != parent:
            self.nodes[stack.pop()].end = self.lines[before].end

    def _text(self, line: Line) -> str:
        return self.plan.text[line.start : line.end]

    # -------------------------------------------------------------- headings

    def _heading(self, line: Line, behind: int) -> str:
        """The heading of a labelled line, else its first sentence (RECORD.md, `heading`)."""
        a, b = line.start + behind, line.end
        text = self.plan.text
        while a < b and text[a] in " \t":
            a += 1
        if line.bold_prefix > behind + 2 and line.start + line.bold_prefix < b:
            head = text[a : line.start + line.bold_prefix].strip()
            if len(head) > 3 and (
                head.endswith((":", ".")) or text[line.start + line.bold_prefix :].lstrip()[:1] in ":."
            ):
                return head.rstrip(":. ")
        first = sentences(text, a, min(b, a + 3000))
        if not first:
            return text[a:b].strip().rstrip(":").strip()
        head = text[first[0][0] : first[0][1]]
        run_in = _RUN_IN.match(head)
        if run_in and run_in.end() < len(head.rstrip()) and head[run_in.end() :].strip():
            return run_in[1].strip()
        whole = b - a <= _LONG_HEAD and caps(text[a:b])
        return (text[a:b] if whole else head).strip().rstrip(":").rstrip()

    def _bare_headings(self, markers: dict[int, Marker], labelled: list[tuple[int, Marker]]) -> set[int]:
        """Headings that carry no label, in a document that does not number its main parts."""
        if any(m.kind in ("part", "chapter", "letter", "roman") for _, m in labelled):
            return set()
        out = set()
        for i in self.todo:
            line = self.lines[i]
            size = line.end - line.start
            if i in markers or line.kind != "paragraph" or not 6 <= size <= 160:
                continue
            text = self._text(line)
            if text.endswith((".", ";", ",")) or "\t" in text:
                continue
            strong = (line.bold and (line.centred or size < 100)) or line.heading_level
            if (caps(text) and " " in text) or strong:
                out.add(i)
        return out

    def _titles(self, line: Line, node: _Node) -> bool:
        text = self._text(line)
        short = len(text) < 220 and not text.endswith((".", ";", ","))
        return short and (
            caps(text) or line.bold or line.centred or (node.kind in ("part", "chapter") and len(text) < 120)
        )

    # --------------------------------------------------------------- refusal

    def _is_sum(self, line: Line, m: Marker) -> bool:
        """A year, a sum or a share that opens the line: "2. 500 triệu đồng", "30. Tháng 4"."""
        if m.kind not in ("arabic", "decimal"):
            return False
        rest = self.plan.text[m.end : min(line.end, m.end + 40)]
        return rest[:1].isdigit() and _SUM.match(rest) is not None

    def _is_form(self, i: int) -> bool:
        """An appendix that is a form to fill in (outline of a report, sheet): its numbers are not the plan's."""
        near = [self._text(self.lines[k]) for k in range(i, min(i + 4, len(self.lines)))]
        return any(_FORM.match(t) for t in near[1:]) or bool(_FORM_TITLE.search(near[0]))

    def _quoted(self) -> set[int]:
        """Lines inside a quotation that runs over several lines, as an amendment quotes numbered paragraphs."""
        out: set[int] = set()
        text = self.plan.text
        if "“" not in text:
            return out
        opened: int | None = None
        inside: list[int] = []
        for i in self.todo:
            line = self.lines[i]
            a, b = text.rfind("“", line.start, line.end), text.rfind("”", line.start, line.end)
            if opened is None:
                first = text[line.start : line.start + 1] == "“" or text[max(line.start, a - 2) : a] in (": ", "u:")
                if a > b and first and a >= 0:
                    opened, inside = i, []
            else:
                inside.append(i)
                if b >= 0 and b > a:
                    out.update(inside)
                    opened = None
                elif a >= 0 or len(inside) > 40:
                    opened = None
        return out

    def _closing(self, placed: Container[int]) -> set[int]:
        """The closing paragraphs of the body, which belong to no section."""
        body = [i for i in self.todo if self.lines[i].zone == "body"]
        out: set[int] = set()
        for i in reversed(body):
            line = self.lines[i]
            if i in placed or line.kind != "paragraph" or line.bold or line.end - line.start < 40:
                break
            if not _CLOSING.match(self.plan.folded, line.start, line.end):
                break
            out.add(i)
        return out
