"""Label lines: "Đơn vị chủ trì: …", "b) Cơ quan thực hiện", "Thời gian hoàn thành: …; sản phẩm: …" and the blocks they make."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from extract.relations.heads import role_of
from extract.relations.outline import Node

#: roles that say something about a task (see heads.role_of)
TASK_ROLES = frozenset({"task", "lead", "support", "actors", "directs", "deadline", "deliverable", "report"})
_LABELS = regex.compile(
    r"(?:^|(?<=[.;,(\n])\s*|(?<=\)\s)|(?<=\s[-–]\s))(?P<label>\p{L}(?:[\p{L} ,/-]|\([\p{L} ,/-]{1,30}\)){2,58}?)\s*:(?!//)",
    regex.M,
)


@dataclass(slots=True)
class Label:
    """One label with its value: text[start:end] behind the colon."""

    role: str
    at: int
    start: int
    end: int


@dataclass(slots=True)
class Block:
    """Label lines that speak of the same work. `texts` are nodes that hold the work itself, `labels` what is said of it."""

    owner: int
    number: int
    labels: list[Label] = field(default_factory=list)
    texts: list[tuple[int, int, int]] = field(default_factory=list)
    """(node, start, end) of each piece of work that the block names itself."""
    nodes: set[int] = field(default_factory=set)


_NO_TIME = regex.compile(r"\s*(?:Phòng|Ban|Sở|UBND|Ủy\s+ban|Hội|Trung\s+tâm|Văn\s+phòng|Công\s+an|Đoàn|Khoa|Giao)\s")
_HEADS_A_PART = regex.compile(
    r"\s*(?:tổ\s+chức\s+(?:triển\s+khai\s+)?thực\s+hiện|phân\s+công.*|trách\s+nhiệm.*|thực\s+hiện)\s*:?\s*", regex.I
)


def labels_of(t: str, start: int, end: int, whole: bool = False) -> list[Label]:
    """The labels in start..end in order, each with its value up to the next label.

    `whole`: the line heads others, so that it may be a label without a value ("b) Cơ quan thực hiện:").
    """
    found: list[tuple[str, int, int]] = []
    for m in _LABELS.finditer(t[start:end]) if ":" in t[start:end] else ():
        role = role_of(m["label"])
        at = start + m.start("label")
        if role == "deadline" and _NO_TIME.match(t, start + m.end(), end):
            continue  # a topic: "Thời gian: Phòng A tham mưu …"
        if role in TASK_ROLES and not (role == "task" and found) and (role != "task" or at - start < 6):
            found.append((role, at, start + m.end()))
    if found and found[0][2] >= end and (not whole or _HEADS_A_PART.fullmatch(t, start, end)):
        return []
    if not found and whole and end - start < 60 and not _HEADS_A_PART.fullmatch(t, start, end):
        role = role_of(t[start:end])
        if role in TASK_ROLES:
            found.append((role, start, end))
    out = []
    for i, (role, at, value) in enumerate(found):
        stop = found[i + 1][1] if i + 1 < len(found) else end
        while value < stop and t[value] in " \t\n":
            value += 1
        while stop > value and t[stop - 1] in " \t\n;.,-(":
            stop -= 1
        out.append(Label(role, at, value, stop))
    return out


def blocks_of(t: str, nodes: list[Node], line_labels: dict[int, list[Label]]) -> tuple[list[Block], dict[int, int]]:
    """Blocks of label lines, and for each node that belongs to one its index.

    A label node is one whose first label opens the line. Neighbouring label nodes below one owner make a block; a second
    content label ("Nội dung: …") or a second of a role already there opens the next. Without a content label the block speaks
    of the pieces of work that stand before it below the same owner, or of the owner's heading.
    """
    blocks: list[Block] = []
    of: dict[int, int] = {}
    open_: dict[int, Block] = {}
    for i, n in enumerate(nodes):
        labels = line_labels.get(i)
        opens = bool(labels) and labels is not None and labels[0].at - n.body < 3
        owner = n.parent
        if not opens or labels is None:
            # below a label node: its value, or the work that the content label announces
            p = owner
            if p in of:
                b = blocks[of[p]]
                of[i] = of[p]
                b.nodes.add(i)
                role = _role_at(p, line_labels)
                if role == "task":
                    b.texts.append((i, n.body, n.end))
                elif role:
                    b.labels.append(Label(role, n.body, n.body, n.end))
                continue
            if (owner in open_ and not n.bullet) or owner in open_:
                open_.pop(owner, None)
            continue
        if owner in of and nodes[owner].children and _role_at(owner, line_labels) not in (None, "task"):
            # "b) Cơ quan thực hiện:" with "- Đơn vị chủ trì: …" below it
            b = blocks[of[owner]]
        else:
            found = open_.get(owner)
            roles = {x.role for x in found.labels} if found else set()
            if found and (labels[0].role == "task" and (roles - {"task"} or found.texts)):
                found = None
            if found is None:
                found = Block(owner, len(blocks))
                blocks.append(found)
                open_[owner] = found
            b = found
        of[i] = b.number
        b.nodes.add(i)
        for x in labels:
            if x.role == "task" and x.end > x.start:
                b.texts.append((i, x.start, x.end))
            b.labels.append(x)
    return blocks, of


def _role_at(i: int, line_labels: dict[int, list[Label]]) -> str | None:
    labels = line_labels.get(i)
    return labels[0].role if labels else None
