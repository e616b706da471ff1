"""Check the gold: every quote stands in the plan's text, every path in its tree, every name in its lists."""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from goldfile import gold, lines_of, texts
from plan import HELD_OUT, HERE, Plan, load, names


def fold(text: str | None) -> str:
    """Case, spaces, dashes, quotes and marks made one."""
    text = unicodedata.normalize("NFC", text or "").lower()
    text = re.sub(r"[“”\"'*]", "", re.sub(r"[–—−]", "-", text))
    return re.sub(r"\s*([-/()])\s*", r"\1", re.sub(r"[\s;:,.]+", " ", text)).strip()


def faults(plan: Plan) -> list[str]:
    """One sentence for each fault of a plan's gold."""
    data, text = gold(plan), fold("\n".join(lines_of(plan)))
    paths = {s["path"] for s in data["sections"]} | {""}
    out = []

    def must(found: bool, what: str) -> None:
        if not found:
            out.append(f"{plan.name}: {what}")

    for kind in ("indicators", "deadlines", "dates", "tasks"):
        for item in data[kind]:
            must(bool(item["quote"]) and fold(item["quote"]) in text, f"{kind}: not in the text: {item['quote']!r}")
            must(item["path"] in paths, f"{kind}: no such section: {item['path']!r}")
    for kind in ("units", "officials"):
        for item in data[kind]:
            for surface in item["surfaces"]:
                must(fold(surface) in text, f"{kind}: surface not in the text: {surface!r}")
    for item in data["slogans"]:
        must(fold(item["text"]) in text, f"slogan not in the text: {item['text']!r}")
    for item in data["sections"]:
        must(fold(item["heading"]) in text, f"heading not in the text: {item['heading']!r}")
    for item in data["references"]:
        if item["number"]:
            code = f"{item['number']}/{item['symbol']}" if item["symbol"] else item["number"]
            must(re.sub(r"\W", "", fold(code)) in re.sub(r"\W", "", text), f"reference not in the text: {code!r}")
    for item in data["recipients"]:
        must(fold(item) in text, f"recipient not in the text: {item!r}")
    ordered = [(s["path"]) for s in data["sections"]]
    must(len(ordered) == len(set(ordered)), f"a section's path twice: {[p for p in ordered if ordered.count(p) > 1]}")
    out += task_faults(plan.name, data)
    return out


def task_faults(name: str, data: dict[str, Any]) -> list[str]:
    """A task's due day or rule is a right reading of a deadline that stands in the same section."""
    out = []
    for task in data["tasks"]:
        due = task["due_on"] or task["rrule"]
        here = (task["path"], *task.get("accept_paths", []))
        near = [
            d for d in data["deadlines"] if d["path"] == here[0] or any(h and d["path"].startswith(h) for h in here[1:])
        ]
        if due and due not in {x for d in near for x in (d["due_on"], d["rrule"])}:
            out.append(f"{name}: task due {due} without a deadline: {task['quote']!r}")
    return out


YEARS = re.compile(r"(?<![\d/])(?:19|20)\d\d(?![\d./-]*/)")
FIGURES = re.compile(r"\d[\d.,]*\s?%|\d+\s?/\s?\d+(?!\d)|(?i:quý [IV]+|tuần \d|Tết )")
BODIES = re.compile(
    r"(?:Sở|Phòng|Ban|Hội|Chi cục|Trung tâm|UBND|HĐND|Ủy ban|Đảng ủy|Chi bộ|Công đoàn|Đoàn|Tỉnh ủy|Huyện ủy|Trường|Bộ|Công an|Đài|Tổ|Khoa|Văn phòng"
    r"|Liên đoàn|Cục|Quỹ|Bệnh viện|Trạm|Ngân hàng|Kho bạc|Công ty|Báo|Chủ tịch|Giám đốc|Trưởng|Phó|Bí thư|Hiệu trưởng|đồng chí|[Cc]ác \w+) [\w,&-]+(?: [\w,&-]+){0,5}"
)


def hints(plan: Plan) -> list[str]:
    """What an author may have overlooked: years, figures and names of bodies outside every mark and surface."""
    data, out = gold(plan), []
    surfaces = [fold(s) for k in ("units", "officials") for item in data[k] for s in item["surfaces"]]
    codes = [f"{r['number']}/" for r in data["references"] if r["number"]]
    for path, text, _ in texts(plan.body + plan.appendices):
        for pattern, codes_of_marks in ((YEARS, "dtyge"), (FIGURES, "dtygei")):
            spans = [(m.start, m.start + len(m.quote)) for m in text.marks if m.code in codes_of_marks]
            for found in pattern.finditer(text.plain):
                if not any(a <= found.start() < b for a, b in spans) and found[0] not in codes:
                    out.append(
                        f"{plan.name} {path}: figure: …{text.plain[max(0, found.start() - 30) : found.end() + 20]}…"
                    )
        for found in BODIES.finditer(text.plain):
            if not any(
                fold(found[0]).startswith(s) or s.startswith(fold(found[0])) or s in fold(found[0]) for s in surfaces
            ):
                out.append(f"{plan.name} {path}: body: {found[0]}")
    return out


if __name__ == "__main__":
    root = HELD_OUT if "--held-out" in sys.argv else HERE
    wanted = [a for a in sys.argv[1:] if not a.startswith("--")] or names(root)
    found = [fault for name in wanted for fault in faults(load(name, root))]
    if "--hints" in sys.argv:
        found += [hint for name in wanted for hint in hints(load(name, root))]
    print("\n".join(found) or "no faults")
    sys.exit(bool(found))
