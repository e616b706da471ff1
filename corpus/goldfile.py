"""From the marks of a source to a gold file in the agreed format, with the quotes' places taken from the source."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import yaml
from plan import HERE, Block, Mark, Plan, Text

YEAR = re.compile(r"(?:19|20)\d\d")
DAY = re.compile(r"(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})\s*(?:[/.-]|năm)\s*(\d{4})")
KEYS = ("sections", "units", "officials", "slogans", "indicators", "deadlines", "dates", "references", "tasks")
# Time words that a reader may or may not call a deadline, wherever the author did not mark them.
LOOSE_TIMES = re.compile(
    r"(?i)thường xuyên|định kỳ|đột xuất|h[àằ]ng (?:năm|tháng|quý|tuần|ngày)|trong quá trình \w+ \w+|trong thời gian tới|"
    r"kịp thời|lâu dài|từ nay|giai đoạn tới|(?:từ )?đầu năm|cuối năm"
)


def gold(plan: Plan) -> dict[str, Any]:
    """The gold file of a plan."""
    meta = plan.meta["gold"]
    blocks = plan.body + plan.appendices
    units, officials = (registry(meta.get(k), k) for k in ("units", "officials"))
    if both := set(units) & set(officials):
        raise ValueError(f"{plan.name}: keys of units and of officials: {both}")
    who = {key: item["name"] for key, item in units.items()}
    who |= {k: o["name"] or " ".join(filter(None, [o["title"], o["unit"]])) for k, o in officials.items()}
    lists: dict[str, list[Any]] = {k: [] for k in KEYS}
    everything = "\n".join(lines_of(plan))
    for path, text, table in [*(("", line, False) for line in plan.title), *texts(blocks)]:
        tasks_here: list[dict[str, Any]] = []
        for mark in text.marks:
            item = MAKERS[mark.code](mark, who)
            item |= {"path": path} if mark.code != "s" else {}
            if table and mark.code in "kdtyge" and path:
                item["accept_paths"] = [""]
            item["optional"] = mark.optional
            if mark.code == "k" and item["lead"]:
                join(item, tasks_here, text.plain[: mark.start].rstrip().endswith(";"))
            lists[LISTS[mark.code]].append(item)
        marked = [(m.start, m.start + len(m.quote)) for m in text.marks if m.code in "dtyge"]
        for found in LOOSE_TIMES.finditer(text.plain):
            if not any(a <= found.start() < b for a, b in marked):
                lists["deadlines"].append(loose_time(found, path))
                if found[0].endswith("năm"):
                    lists["dates"].append(date_item(found[0], "other", None, None) | {"path": path, "optional": True})
    lists["slogans"] = unique(lists["slogans"])
    issued = next((x for x in plan.meta["header"]["right"] if YEAR.search(x)), None)
    if issued and meta["header"]["issued_on"]:
        quote = issued[issued.index("ngày") :] if "ngày" in issued else issued
        lists["dates"].insert(
            0, date_item(quote, "issued", meta["header"]["issued_on"], None) | {"path": "", "optional": False}
        )
    lists["sections"] = [section(b) for b in blocks if b.kind in ("heading", "appendix")]
    lists["units"] = [*standing(units, everything), *stock("units", everything, units)]
    lists["officials"] = [*standing(officials, everything), *stock("officials", everything, officials)]
    own_post(lists["officials"], meta["signer"])
    lists["references"] = [reference(line) for line in meta.get("references") or []]
    return {
        "doc": f"{plan.name}.{plan.meta['native'][0]}",
        "header": meta["header"],
        "signer": meta["signer"],
        "recipients": [tidy(x) for x in plan.meta["closing"]["recipients"][1:]],
        **lists,
    }


def join(task: dict[str, Any], before: list[dict[str, Any]], same_sentence: bool) -> None:
    """A later part of a block that gives the same body more work, or another clause of the same sentence, is a task of
    its own only for who wants it so: optional, and the task before has its time and, for the same body, its helpers."""
    first = next((t for t in before if t["lead"] == task["lead"]), before[-1] if before and same_sentence else None)
    before.append(task)
    if first is None:
        return
    task["optional"] = True
    if first["lead"] == task["lead"]:
        first["support"] += [name for name in task["support"] if name not in first["support"]]
    if not (first["due_on"] or first["rrule"]):
        first["due_on"], first["rrule"] = task["due_on"], task["rrule"]


def own_post(officials: list[dict[str, Any]], signer: dict[str, Any]) -> None:
    """The signer's post where it stands without the name: optional."""
    person = next(o for o in officials if o["name"] == signer["name"])
    for post in (
        o for o in officials if not o["name"] and o["title"] == person["title"] and o["unit"] == person["unit"]
    ):
        post["optional"] = True
        return
    bare = [s for s in person["surfaces"] if signer["name"] not in s] or [signer["name"]]
    officials.append(person | {"name": None, "surfaces": bare, "optional": True})


def lines_of(plan: Plan) -> list[str]:
    """Every line of the plan as a reader sees it."""
    meta = plan.meta
    out = [*meta["header"]["left"], *meta["header"]["right"], *meta["header"]["title"]]
    for group in (plan.body, None, plan.appendices):
        if group is None:
            out += [*meta["closing"]["recipients"], *meta["closing"]["signature"]]
            continue
        for block in group:
            out += block.lines if block.kind == "appendix" else [block.text.plain] if block.text.runs else []
            out += [cell.plain for row in block.rows for cell in row if cell.plain not in ("<", "^")]
            out += [run[3] for text in [block.text, *(c for r in block.rows for c in r)] for run in text.runs if run[3]]
    return out


def texts(blocks: list[Block]) -> list[tuple[str, Text, bool]]:
    """Each text with its section's path and whether it is a table cell."""
    out = []
    for block in blocks:
        out += [(block.path, block.text, False)]
        out += [(block.path, cell, True) for row in block.rows for cell in row]
    return out


def section(block: Block) -> dict[str, Any]:
    """The heading without its label; of an item whose text is a paragraph, the first sentence."""
    if block.kind == "appendix":
        return {
            "path": block.path,
            "heading": block.lines[1] if len(block.lines) > 1 else block.lines[0],
            "optional": True,
        }
    heading = block.lines[1] if block.lines else block.text.plain[len(block.sign) :].strip()
    heading = re.split(r"(?<=[^\s.A-ZĐ]\.)\s+(?=[A-ZĐÂÁÀẢÃẠĂẮẰÊÉÈÔÓÒƠỚỜƯỨỪÚÙÝỲỦỔỞ“])", heading)[0]
    return {"path": block.path, "heading": heading.rstrip(": ")}


def registry(entries: list[str] | None, kind: str) -> dict[str, dict[str, Any]]:
    """Lines "key*? : name ~ accept = surface; surface" (units: * collective, ? optional) and
    "key*? : name @ title ~ accept @ unit ~ accept = surface; surface" (officials)."""
    out: dict[str, dict[str, Any]] = {}
    for entry in entries or []:
        head, surfaces = entry.rsplit(" = ", 1)
        key, head = (x.strip() for x in head.split(":", 1))
        item: dict[str, Any] = {}
        if kind == "units":
            item["name"], *item["accept"] = (x.strip() for x in head.split(" ~ "))
        else:
            name, title, unit = (x.strip() for x in head.split("@"))
            item["name"] = name or None
            item["title"], *item["accept_titles"] = (x.strip() for x in title.split(" ~ "))
            first, *others = (None if x.strip() in ("", "null") else x.strip() for x in unit.split(" ~ "))
            item["unit"], item["accept_units"] = first, others
        item["surfaces"] = [x.strip() for x in surfaces.split(";")]
        item["collective"], item["optional"] = "*" in key, "?" in key
        out[key.rstrip("*?")] = item
    return out


def standing(entries: dict[str, dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """The entries with those of their surfaces that the text has; a merely possible one that it lacks is dropped."""
    out = []
    for item in entries.values():
        found = [s for s in item["surfaces"] if s.lower() in text.lower()]
        if found or not item["optional"]:
            out.append(item | {"surfaces": found or item["surfaces"]})
    return out


@cache
def vague() -> dict[str, list[str]]:
    return yaml.safe_load((HERE / "vague.yaml").read_text("utf-8"))


def stock(kind: str, text: str, have: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Vague wordings that stand in the text and that the author has not listed: optional, by convention."""
    taken = {s.lower() for item in have.values() for s in item["surfaces"]}
    low = text.lower()
    out = []
    for surface in vague()[kind]:
        if surface.lower() not in low or surface.lower() in taken:
            continue
        if found := re.search(rf"(?i)\b{re.escape(surface)}\b", text):
            name = surface[0].upper() + surface[1:]
            item = {"name": name, "accept": [f"Các {surface}", name.removeprefix("Các ").capitalize()]}
            if kind == "officials":
                item = dict[str, Any](name=None, title=name, accept_titles=[], unit=None, accept_units=[])
            out.append(item | {"surfaces": [found[0]], "collective": True, "optional": True})
    return out


def reference(line: str) -> dict[str, Any]:
    """ "Kế hoạch; 182; KH-UBND; 2020-10-12; issuer ~ other; title", a ? in front where it is optional."""
    parts = [x.strip() or None for x in line.lstrip("?").split(";", 5)]
    parts += [None] * (6 - len(parts))
    issuer, *others = (None if x == "null" else x for x in (parts[4] or "null").split(" ~ "))
    return {
        "doc_type": parts[0], "number": parts[1], "symbol": parts[2], "date": parts[3], "issuer": issuer,
        "accept_issuers": others, "title": parts[5], "optional": line.startswith("?"),
    }  # fmt: skip


def date_item(quote: str, role: str, value: str | None, end: str | None) -> dict[str, Any]:
    return {"quote": quote, "role": role, "value": value, "end_value": end}


def date_of_citation(mark: Mark, __: dict[str, str]) -> dict[str, Any]:
    if mark.args:
        role, _, value = mark.args[0].partition(" ")
        value, _, end = value.partition("..")
        return date_item(mark.quote, role, value or None, end or None)
    day, month, year = DAY.search(mark.quote).groups()  # type: ignore[union-attr]
    return date_item(mark.quote, "reference", f"{year}-{int(month):02}-{int(day):02}", None)


def year(mark: Mark, __: dict[str, str]) -> dict[str, Any]:
    value, _, end = (mark.args[0] if mark.args else YEAR.findall(mark.quote)[-1]).partition("..")
    return date_item(mark.quote, "year", value, end or None)


def term(mark: Mark, _: dict[str, str]) -> dict[str, Any]:
    first, last = YEAR.findall(mark.quote)
    return date_item(mark.quote, "term", first, last)


def event(mark: Mark, _: dict[str, str]) -> dict[str, Any]:
    return date_item(mark.quote, "event", mark.args[0] if mark.args and mark.args[0] != "-" else None, None)


def when(value: str) -> dict[str, Any]:
    """ "start..due", "=day", "FREQ=…" or "-"."""
    value = value.strip()
    start, _, due = ("", "", "") if value.startswith("FREQ") or value == "-" else value.partition("..")
    if value.startswith("="):
        start = due = value[1:]
    return {"start_on": start or None, "due_on": due or None, "rrule": value if value.startswith("FREQ") else None}


def deadline(mark: Mark, __: dict[str, str]) -> dict[str, Any]:
    first, *others = mark.args[0].split("; ")
    kind, relation, value = first.split()
    return {"quote": mark.quote, "kind": kind, "relation": None if relation == "-" else relation, **when(value),
            "accept": [when(x) for x in others]}  # fmt: skip


def loose_time(found: re.Match[str], path: str) -> dict[str, Any]:
    word = found[0].lower().replace("hàng", "hằng")
    rule = {"hằng năm": "FREQ=YEARLY", "hằng tháng": "FREQ=MONTHLY", "hằng tuần": "FREQ=WEEKLY",
            "hằng ngày": "FREQ=DAILY", "hằng quý": "FREQ=MONTHLY;INTERVAL=3"}.get(word)  # fmt: skip
    return {"quote": found[0], "path": path, "kind": "recurring", "relation": None, "start_on": None, "due_on": None,
            "rrule": rule, "accept": [], "optional": True}  # fmt: skip


def slogan(mark: Mark, _: dict[str, str]) -> dict[str, Any]:
    kind, *others = mark.args[0].split(",")
    return {"text": mark.quote, "kind": kind, "accept_kinds": others}


def unique(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({item["text"].lower(): item for item in reversed(items)}.values())[::-1]


def indicator(mark: Mark, __: dict[str, str]) -> dict[str, Any]:
    first, *others = (x.strip() for x in mark.args[0].split(" ~ "))
    item: dict[str, Any] = {"quote": mark.quote, "name": first, "accept_names": others, "comparator": None, "value": None,
            "value_max": None, "unit": None, "accept_units": [], "kind": "qualitative"}  # fmt: skip
    if len(mark.args) > 1:
        comparator, value, unit = mark.args[1].split(" ", 2)
        low, _, high = value.partition("..")
        unit, *units = (x.strip() for x in unit.split(" ~ "))
        item |= {"comparator": comparator, "value": number(low), "value_max": number(high) if high else None,
                 "unit": unit, "accept_units": units, "kind": "quantitative"}  # fmt: skip
    return item


def number(text: str) -> float | int:
    value = float(text)
    return int(value) if value == int(value) else value


def task(mark: Mark, who: dict[str, str]) -> dict[str, Any]:
    said = dict(x.split("=", 1) for x in mark.args[0].split())
    item: dict[str, Any] = {"quote": mark.quote}
    for role in ("lead", "support", "directs"):
        item[role] = [who[key] for key in said.get(role, "").split(",") if key]
    paths = {"accept_paths": said["at"].split(",")} if "at" in said else {}
    return item | {"due_on": said.get("due"), "rrule": said.get("rrule")} | paths


def tidy(line: str) -> str:
    return re.sub(r"^[-+]\s*|[;.]+$", "", line.strip()).strip()


MAKERS = {
    "d": deadline,
    "t": date_of_citation,
    "y": year,
    "g": term,
    "e": event,
    "i": indicator,
    "s": slogan,
    "k": task,
}
LISTS = {
    "d": "deadlines",
    "t": "dates",
    "y": "dates",
    "g": "dates",
    "e": "dates",
    "i": "indicators",
    "s": "slogans",
    "k": "tasks",
}
