"""Records for tools in which people mark text: Label Studio, doccano and BRAT.

Label Studio runs in a browser and counts UTF-16 units, so a letter outside the basic plane counts twice there; doccano and BRAT
count code points, as a record does.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

import regex

from extract.record import Record

#: (label, id of the item, start, end) of everything that a person may correct.
Span = tuple[str, str, int, int]
_KINDS = (
    ("slogans", "Slogan"),
    ("indicators", "Indicator"),
    ("deadlines", "Deadline"),
    ("dates", "Date"),
    ("tasks", "Task"),
)
_OWNERS = (("units", "Unit"), ("officials", "Official"), ("references", "Reference"))
_LINE = regex.compile(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
LABELS = [label for _, label in (*_OWNERS, *_KINDS)]


def spans(record: Record) -> list[Span]:
    """Everything marked in the text, in its order."""
    out: list[Span] = [(label, i.id, i.start, i.end) for name, label in _KINDS for i in getattr(record, name)]
    out += [(label, i.id, m.start, m.end) for name, label in _OWNERS for i in getattr(record, name) for m in i.mentions]
    return sorted((s for s in out if s[2] < s[3]), key=lambda s: (s[2], -s[3], s[0], s[1]))


def utf16(text: str) -> list[int]:
    """Offsets of the code points that take two UTF-16 units: add how many lie before an offset to turn it into units."""
    return [i for i, c in enumerate(text) if ord(c) > 0xFFFF]


def label_studio(record: Record) -> dict[str, Any]:
    """One task with its predictions, for the labelling interface of :data:`LABEL_STUDIO_CONFIG`."""
    wide = utf16(record.text)
    ids: dict[str, str] = {}
    result: list[dict[str, Any]] = []
    for n, (label, item, a, b) in enumerate(spans(record)):
        ids.setdefault(item, f"{item}-{n}")
        start, end = a + bisect_left(wide, a), b + bisect_left(wide, b)
        value = {"start": start, "end": end, "text": record.text[a:b], "labels": [label]}
        result.append({"id": f"{item}-{n}", "from_name": "label", "to_name": "text", "type": "labels", "value": value})
    for role, source, target in _relations(record):
        if source in ids and target in ids:
            result.append(
                {
                    "from_id": ids[source],
                    "to_id": ids[target],
                    "type": "relation",
                    "direction": "right",
                    "labels": [role],
                }
            )
    return {
        "data": {"text": record.text, "document_id": record.id, "uri": record.source.uri},
        "predictions": [{"model_version": record.generator or "kehoach", "result": result}],
    }


LABEL_STUDIO_CONFIG = (
    '<View>\n  <Relations>\n    <Relation value="lead"/><Relation value="support"/><Relation value="directs"/>'
    '<Relation value="reports_to"/><Relation value="by"/>\n  </Relations>\n'
    '  <Labels name="label" toName="text">\n'
    + "".join(f'    <Label value="{label}"/>\n' for label in LABELS)
    + "  </Labels>\n"
    '  <Text name="text" value="$text"/>\n</View>\n'
)


def doccano(record: Record) -> dict[str, Any]:
    """One line of doccano's JSONL for sequence labelling with relations; offsets are code points."""
    entities: list[dict[str, Any]] = []
    ids: dict[str, int] = {}
    for n, (label, item, a, b) in enumerate(spans(record)):
        ids.setdefault(item, n)
        entities.append({"id": n, "label": label, "start_offset": a, "end_offset": b})
    found = [(role, ids[x], ids[y]) for role, x, y in _relations(record) if x in ids and y in ids]
    relations = [
        {"id": len(entities) + n, "from_id": x, "to_id": y, "type": role} for n, (role, x, y) in enumerate(found)
    ]
    return {"text": record.text, "entities": entities, "relations": relations, "document_id": record.id}


def brat(record: Record) -> tuple[str, str]:
    """(text, annotations) of BRAT's standoff format; offsets are code points, spans over line ends are given in pieces."""
    text = record.text
    lines: list[str] = []
    ids: dict[str, str] = {}
    for n, (label, item, a, b) in enumerate(spans(record), 1):
        pieces = [(x, y) for x, y in _pieces(text, a, b)]
        if not pieces:
            continue
        ids.setdefault(item, f"T{n}")
        where = ";".join(f"{x} {y}" for x, y in pieces)
        shown = " ".join(text[x:y] for x, y in pieces)
        lines.append(f"T{n}\t{label} {where}\t{shown}")
        lines.append(f"#{n}\tAnnotatorNotes T{n}\t{item}")
    found = [(role, ids[x], ids[y]) for role, x, y in _relations(record) if x in ids and y in ids]
    lines += [f"R{n}\t{role} Arg1:{x} Arg2:{y}" for n, (role, x, y) in enumerate(found, 1)]
    return text, "".join(line + "\n" for line in lines)


BRAT_CONFIG = (
    "[entities]\n" + "".join(f"{label}\n" for label in LABELS) + "\n[relations]\n"
    + "".join(f"{role}\tArg1:Task, Arg2:Unit|Official\n" for role in ("lead", "support", "directs", "reports_to"))
    + "by\tArg1:Task, Arg2:Deadline\n<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n[attributes]\n"
)  # fmt: skip


def _pieces(text: str, a: int, b: int) -> Iterator[tuple[int, int]]:
    at = a
    for m in _LINE.finditer(text, a, b):
        if at < m.start():
            yield at, m.start()
        at = m.end()
    if at < b:
        yield at, b


def _relations(record: Record) -> Iterator[tuple[str, str, str]]:
    for task in record.tasks:
        for role in ("lead", "support", "directs", "reports_to"):
            yield from ((role, task.id, actor) for actor in getattr(task, role))
        yield from (("by", task.id, d) for d in (*task.deadlines, *task.inherited_deadlines))


def dumps(value: Any) -> str:
    """JSON on one line."""
    return json.dumps(value, ensure_ascii=False)
