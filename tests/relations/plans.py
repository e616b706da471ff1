"""Small plans built by hand, so that a test of relations asks nothing of the steps before it."""

from __future__ import annotations

import re

import spacy

from extract import record as r
from extract.relations.tables import PlanTables
from extract.relations.tasks import PlanTasks
from extract.state import Plan
from extract.text.canonical import Line

_LABELS = [
    ("roman", r"([IVX]+)\. "),
    ("decimal", r"(\d+(?:\.\d+)+)\.? "),
    ("arabic", r"(\d+)\. "),
    ("alpha", r"([a-zđ])\) "),
]
_RANK = {"roman": 1, "arabic": 2, "decimal": 3, "alpha": 5}

#: bodies of the made-up commune "Bình An" and district "Sông Trà" that the tests' sentences name
UNITS = {
    "ubnd": ["UBND huyện", "Ủy ban nhân dân huyện"],
    "noivu": ["Phòng Nội vụ"],
    "yte": ["Phòng Y tế", "Trung tâm Y tế"],
    "tchinh": ["Phòng Tài chính - Kế hoạch"],
    "gddt": ["Phòng Giáo dục và Đào tạo"],
    "vhtt": ["Phòng Văn hóa và Thông tin"],
    "ktht": ["Phòng Kinh tế và Hạ tầng"],
    "vp": ["Văn phòng HĐND và UBND huyện"],
    "ca": ["Công an huyện"],
    "mttq": ["Ủy ban Mặt trận Tổ quốc Việt Nam huyện"],
    "phunu": ["Hội Liên hiệp Phụ nữ huyện"],
    "doan": ["Huyện đoàn"],
    "xa": ["UBND các xã, thị trấn", "Ủy ban nhân dân các xã, thị trấn"],
    "lienquan": ["các cơ quan, đơn vị có liên quan", "các đơn vị liên quan", "các cơ quan liên quan"],
    "phongban": ["Các phòng, ban, ngành", "các phòng, ban"],
    "truong": ["các trường học"],
    "dv_nay": ["các đơn vị này", "các cơ quan trên"],
}
OFFICIALS = {
    "ct": ["đồng chí Lê Minh Hải", "Đồng chí Lê Minh Hải"],
    "pct": ["Đồng chí Phạm Thu Hà", "Phạm Thu Hà"],
    "ctx": ["Chủ tịch UBND các xã, thị trấn"],
}
COLLECTIVE = {"xa", "lienquan", "phongban", "truong", "dv_nay"}
#: time phrases that count as deadlines, with their last day or recurrence
DEADLINES = {
    "trước ngày 15/3/2025": ("2025-03-14", None),
    "trước ngày 30/4/2025": ("2025-04-29", None),
    "trong quý II/2025": ("2025-06-30", None),
    "Quý II/2025": ("2025-06-30", None),
    "hằng tháng": (None, "FREQ=MONTHLY"),
    "20/5/2025": ("2025-05-20", None),
    "trong năm 2025": ("2025-12-31", None),
    "Thường xuyên": (None, None),
}


def plan_from(text: str, rows: dict[int, int] | None = None, heads: tuple[int, ...] = ()) -> Plan:
    """A plan of these lines. `rows` maps line numbers (from 0) to table numbers; their cells are parted by tabs."""
    lines, at = [], 0
    for k, piece in enumerate(text.split("\n")):
        line = Line(at, at + len(piece))
        if rows and k in rows:
            line.table, line.kind, line.header_row = rows[k], "row", k in heads
            a = at
            for cell in piece.split("\t"):
                line.cells.append((a, a + len(cell)))
                a += len(cell) + 1
        lines.append(line)
        at += len(piece) + 1
    plan = Plan(text, lines)
    plan.header.issuer = "ubnd"
    stack: list[tuple[int, r.Section]] = []
    for line in lines:
        piece = text[line.start : line.end]
        for kind, pattern in _LABELS if line.table is None else []:
            m = re.match(pattern, piece)
            if not m:
                continue
            while stack and stack[-1][0] >= _RANK[kind]:
                stack.pop()[1].end = line.start - 1
            up = stack[-1][1] if stack else None
            s = r.Section(
                id=f"s{len(plan.sections) + 1}", parent=up.id if up else None, kind=kind, label=m[1],
                path=f"{up.path}/{m[1]}" if up else m[1], depth=len(stack), heading=piece[m.end() :], text="", start=line.start, end=len(text),
            )  # fmt: skip
            plan.sections.append(s)
            stack.append((_RANK[kind], s))
            break
    low = text.lower()

    def places(words: list[str]) -> list[r.Mention]:
        spans = {(m.start(), m.end()) for w in words for m in re.finditer(rf"(?<!\w){re.escape(w.lower())}(?!\w)", low)}
        return [r.Mention(text=text[a:b], start=a, end=b, section=plan.section_id(a)) for a, b in sorted(spans)]

    for name, words in UNITS.items():
        if found := places(words):
            plan.units.append(
                r.Unit(
                    id=name,
                    name=name,
                    kind="other",
                    collective=name in COLLECTIVE,
                    mentions=found,
                    evidence="test",
                    confidence=1,
                )
            )
    for name, words in OFFICIALS.items():
        if found := places(words):
            plan.officials.append(r.Official(id=name, name=name, mentions=found, evidence="test", confidence=1))
    for phrase, (due, rule) in DEADLINES.items():
        for m in places([phrase]):
            plan.deadlines.append(
                r.Deadline(
                    id=phrase,
                    text=m.text,
                    start=m.start,
                    end=m.end,
                    kind="due",
                    due_on=due,
                    rrule=rule,
                    section=m.section,
                    evidence="test",
                    confidence=1,
                )
            )
    plan.deadlines.sort(key=lambda d: (d.start, -d.end))
    inner = {b.id for a, b in zip(plan.deadlines, plan.deadlines[1:], strict=False) if b.start < a.end}
    plan.deadlines = [d for d in plan.deadlines if d.id not in inner]
    return plan


def tasks_of(plan: Plan) -> list[r.Task]:
    """The tasks that `plan_tables` and `plan_tasks` find in it."""
    doc = spacy.blank("xx").make_doc(plan.text)
    doc._.plan = plan
    for step in (PlanTables(), PlanTasks()):
        doc = step(doc)
    return plan.tasks


def short(task: r.Task) -> str:
    """ "first words | lead | support | directs | deadlines", for tables of expected values."""
    words = " ".join(task.text.split()[:4])
    return " | ".join(
        [words, *(" ".join(sorted(x)) for x in (task.lead, task.support, task.directs)), " + ".join(task.deadlines)]
    ).rstrip(" |")
