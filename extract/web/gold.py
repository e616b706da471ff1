"""A corrected plan as a gold file, for `kehoach evaluate`.

What nobody looked at is no gold: in a plan of which only items were corrected, the other items stand as `optional`, and header,
signer, sections and recipients are left out. Where somebody went through the whole plan, everything counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from extract import record as r
from extract.web.corrections import Corrections
from extract.web.data import Library, base_name
from extract.web.merge import Merged, bodies, merge

_WORDS = 10


def gold(merged: Merged) -> dict[str, Any]:
    """One gold file as a dict, in the form that `extract.evaluate` reads."""
    record = merged.record
    paths = {s.id: s.path for s in record.sections}
    out: dict[str, Any] = {"doc": base_name(record.source.uri)}
    if merged.whole is not None:
        header = record.header.model_dump()
        out["header"] = {
            k: header[k] for k in ("number", "symbol", "code", "place", "issued_on", "doc_type", "title", "issuer")
        }
        out["signer"] = record.signer.model_dump() if record.signer else None
        out["recipients"] = [x.text for x in record.recipients]
        out["sections"] = [{"path": s.path, "heading": s.heading} for s in record.sections if s.label]

    def listed(items: Any, make: Any) -> list[dict[str, Any]]:
        rows = []
        for x in items:
            row = make(x)
            if merged.whole is None and x.id not in merged.said:
                row["optional"] = True
            rows.append(row)
        return rows

    out["units"] = listed(
        record.units, lambda u: {"name": u.name, "surfaces": _surfaces(u), "collective": u.collective}
    )
    out["officials"] = listed(
        record.officials,
        lambda o: {"name": o.name, "title": o.title, "unit": o.unit, "surfaces": _surfaces(o), "collective": o.collective},
    )  # fmt: skip
    out["slogans"] = listed(record.slogans, lambda g: {"text": g.text, "kind": g.kind})
    out["indicators"] = listed(
        record.indicators,
        lambda i: _at(i, paths) | {k: getattr(i, k) for k in ("name", "comparator", "value", "value_max", "unit", "kind")},
    )  # fmt: skip
    out["deadlines"] = listed(
        record.deadlines, lambda d: _at(d, paths) | {k: getattr(d, k) for k in ("kind", "relation", "start_on", "due_on", "rrule")}
    )  # fmt: skip
    out["dates"] = listed(
        record.dates, lambda t: _at(t, paths) | {k: getattr(t, k) for k in ("role", "value", "end_value")}
    )
    out["references"] = listed(
        record.references, lambda x: {k: getattr(x, k) for k in ("doc_type", "number", "symbol", "date", "issuer", "title")}
    )  # fmt: skip
    out["tasks"] = listed(record.tasks, lambda t: _task(record, t, paths))
    return out


def _at(item: Any, paths: dict[str, str]) -> dict[str, Any]:
    return {"quote": item.text, "path": paths.get(item.section or "", "")}


def _surfaces(item: Any) -> list[str]:
    return list(dict.fromkeys(m.text for m in item.mentions))


def _task(record: r.Record, t: r.Task, paths: dict[str, str]) -> dict[str, Any]:
    names = bodies(record)
    times = {d.id: d for d in record.deadlines}
    own = [times[i] for i in t.deadlines if i in times]
    words = t.text.split()
    quote = t.text
    if len(words) > _WORDS:  # as it stands, so cut by the words' places and not joined anew
        at = 0
        for w in words[:_WORDS]:
            at = t.text.index(w, at) + len(w)
        quote = t.text[:at]
    return {
        "path": paths.get(t.section or "", ""),
        "quote": quote.strip(),
        **{role: [names[i] for i in getattr(t, role) if i in names] for role in ("lead", "support", "directs")},
        "due_on": next((d.due_on for d in own if d.due_on), None),
        "rrule": next((d.rrule for d in own if d.rrule), None),
    }


def gold_files(library: Library, corrections: Corrections) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of each corrected plan's gold file; names are told apart where two plans share one."""
    used: set[str] = set()
    for document in corrections.documents():
        try:
            record = library.store().get(document)
        except KeyError:
            continue  # not in this folder any more
        stem = base_name(record.source.uri).rsplit(".", 1)[0]
        stem = "".join(c if c.isalnum() or c in "-_ ." else "_" for c in stem).strip(". ")[:100] or document
        name = stem if stem not in used else f"{stem}-{document[3:11]}"
        used.add(name)
        yield f"{name}.json", as_json(gold(merge(record, corrections.all(document))))


def as_json(found: dict[str, Any]) -> bytes:
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()
