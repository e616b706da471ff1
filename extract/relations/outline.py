"""The lines of a plan as an outline: which line stands below which, by labels, bullets and lead-ins."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extract import record as r
from extract.state import Plan

#: zones in which no work is given
_SILENT = {"header", "title", "basis", "recipients", "signature", "footnote", "furniture", "toc"}
_LABEL = regex.compile(
    r"(?P<dash>[-+•*▪o]\s+|[-+•*▪](?=\p{L}))?\s*(?:(?P<label>(?:phần|chương|mục|điều)\s+(?:thứ\s+)?\w{1,6}|\(?(?:\d{1,2}(?:\.\d{1,2}){0,4}|[IVXL]{1,6}|[A-ZĐ]|\p{Ll})\)?)\s?(?:[.):/]{1,2}|-(?=\s))\s*(?=\D|$))?",
    regex.I,
)
_RANK = (
    (r"(?i:phần|chương)", 1),
    (r"\(?[IVXL]+\)?$", 3),
    (r"[A-ZĐ]$", 2),
    (r"(?i:mục|điều)", 3),
    (r"\d+$", 4),
    (r"\d+\.\d+$", 5),
    (r"\d+\.\d+\.\d+", 6),
    (r"\(\d+\)?$", 8),
    (r"\p{Ll}$|\(\p{Ll}", 7),
)
_CLOSING = regex.compile(
    r"\s*(?:Kế\s+hoạch(?:\s+này)?\s+có\s+hiệu\s+lực|Trên\s+đây\s+là|Trên\s+đây|Trong\s+quá\s+trình\s+(?:tổ\s+chức\s+|triển\s+khai\s+)*(?:thực\s+hiện|triển\s+khai)[^.]{0,80}?nếu\s+(?:có|gặp|phát\s+sinh)|Nhận\s+được\s+[Kk]ế\s+hoạch\s+này|Căn\s+cứ\s+[Kk]ế\s+hoạch\s+này[,;]?\s+(?:đề\s+nghị|yêu\s+cầu)|(?:Quá\s+trình|Trong\s+quá\s+trình)\s[^.]{0,60}?(?:khó\s+khăn|vướng\s+mắc))",
    regex.I,
)
_OPENING = regex.compile(  # "…, UBND huyện ban hành Kế hoạch … như sau:"
    r"\b(?:ban\s+hành|xây\s+dựng|lập|đề\s+ra|triển\s+khai)\s+(?:[Kk]ế\s+hoạch|[Pp]hương\s+án|[Cc]hương\s+trình)\b[^\n]*:\s*$",
    regex.I,
)


#: the last paragraph, where it gives an order: it speaks to all, not to the body of the section before it
_ORDERS_ALL = regex.compile(
    r"(?:[^.;:,]{3,70}?\s)?(?:(?:trân\s+trọng|kính)\s+)?(?:yêu\s+cầu|đề\s+nghị|(?<!\S\s)giao)\s", regex.I
)


@dataclass(slots=True)
class Node:
    """One line: `start`..`end` with its label, `body` where the words begin behind label and dash, `depth` in the outline."""

    start: int
    end: int
    body: int
    depth: int
    labelled: bool
    bullet: bool
    section: r.Section | None
    parent: int = -1
    children: int = 0
    closing: bool = False
    bold: bool = False
    preamble: bool = False
    minor: bool = False
    """A letter, a number in brackets, a bullet or no label: never the heading of a part."""


def outline(plan: Plan) -> list[Node]:
    """Nodes of the lines in which work may be given, in order; table rows and silent zones are left out."""
    t = plan.folded
    starts = {s.start: s for s in plan.sections if s.label}
    nodes: list[Node] = []
    base, leadin = 0, False
    bullets: list[str] = []
    first_section = min(starts, default=None) if starts else None
    for line in plan.lines:
        if line.table is not None or line.zone in _SILENT or line.end <= line.start or line.kind in ("row", "footnote"):
            continue
        m = _LABEL.match(t, line.start, line.end)
        dash, label = (m["dash"], m["label"]) if m else (None, None)
        section = plan.section_at(line.start)
        own = starts.get(line.start)
        if own is None and label and starts:
            own = next((s for s in (starts.get(m.start("label")),) if s), None) if m else None
        closing = bool(_CLOSING.match(t, line.start, line.end)) and not own
        body = m.end() if m else line.start
        if own is not None:
            base, bullets, depth = (own.depth + 1) * 100, [], (own.depth + 1) * 100
            if not label:
                body = _after_label(t, own, line.start, line.end)
        elif label and not starts and not dash:
            base = _rank(label) * 100
            bullets, depth = [], base
        elif closing:
            base, bullets, depth = 0, [], 10
        elif dash:
            mark = dash.strip() or "-"
            if mark in bullets:
                del bullets[bullets.index(mark) + 1 :]
            else:
                bullets.append(mark)
            depth = base + 10 * len(bullets)
        else:
            if (
                label and starts
            ):  # looks like a number, is none by the section tree: words of a sentence or a list in it
                body = m.start("label") if m else body
            # a paragraph is a sibling of the bullets, but below the bullet that announces it
            depth = base + 10 * len(bullets) + 5 if bullets and leadin else base + 10
            if not leadin:
                bullets = []
        node = Node(
            line.start,
            line.end,
            body,
            depth,
            own is not None or bool(label and not starts),
            bool(dash),
            section,
            closing=closing,
            bold=line.bold,
        )
        node.minor = bool(dash) or (
            own.kind in ("alpha", "paren", "bullet", "plus")
            if own
            else not label or label[-1:].islower() or "(" in label
        )
        node.preamble = first_section is not None and line.start < first_section
        if not starts and _OPENING.search(t, line.start, line.end):
            node.preamble = True
        heads = t[line.end - 1] == ":" or (line.bold and t[line.end - 1] not in ".;,/" and line.end - line.start < 140)
        if not dash and own is None and not closing and heads and not (bullets and leadin):
            # an announcing paragraph holds what follows it
            node.depth = base + 5 if not bullets else node.depth
        nodes.append(node)
        leadin = t[line.start : line.end].rstrip()[-1:] == ":" or (
            bool(dash) and line.end - line.start < 60 and t[line.end - 1].isalpha()
        )
    if nodes and not (nodes[-1].labelled or nodes[-1].bullet) and _ORDERS_ALL.match(t, nodes[-1].start, nodes[-1].end):
        nodes[-1].closing = True
    stack: list[int] = []
    for i, n in enumerate(nodes):
        if n.preamble or n.closing:
            continue  # the opening and closing words stand alone
        while stack and nodes[stack[-1]].depth >= n.depth:
            stack.pop()
        if stack:
            n.parent = stack[-1]
            nodes[stack[-1]].children += 1
        stack.append(i)
    return nodes


def _after_label(t: str, section: r.Section, start: int, end: int) -> int:
    m = regex.match(r"[-+*•\s]*", t, pos=start, endpos=end)
    at = m.end() if m else start
    label = section.label or ""
    if t.startswith(label, at):
        at += len(label)
        m = regex.match(r"[.,):/\s-]*", t, pos=at, endpos=end)
        at = m.end() if m else at
    return at


def _rank(label: str) -> int:
    for pattern, rank in _RANK:
        if regex.match(pattern, label):
            return rank
    return 7
