"""The extraction and the corrections as one record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from extract import record as r
from extract.web.corrections import Correction, in_force

#: kinds with a span of their own
SPANNED: dict[str, tuple[type[r.Found], str]] = {
    "slogans": (r.Slogan, "g"),
    "indicators": (r.Indicator, "i"),
    "deadlines": (r.Deadline, "d"),
    "dates": (r.Date, "t"),
    "tasks": (r.Task, "k"),
}
#: kinds that are one thing with many mentions
NAMED: dict[str, tuple[type[r.Found], str]] = {
    "units": (r.Unit, "u"),
    "officials": (r.Official, "o"),
    "references": (r.Reference, "r"),
}
KINDS = SPANNED | NAMED
#: what a person may give, kind by kind
FIELDS: dict[str, tuple[str, ...]] = {
    "units": ("name", "kind", "level", "collective"),
    "officials": ("name", "title", "unit", "collective"),
    "references": ("doc_type", "number", "symbol", "code", "date", "issuer", "title", "role"),
    "slogans": ("kind",),
    "indicators": ("name", "comparator", "value", "value_max", "unit", "as_of", "kind"),
    "deadlines": ("kind", "relation", "start_on", "due_on", "rrule", "approximate"),
    "dates": ("role", "value", "end_value"),
    "tasks": ("lead", "support", "directs", "deadlines", "deliverable"),
}
#: what an item that was added has where the person gave nothing
_FIRST: dict[str, dict[str, Any]] = {
    "units": {"kind": "other"},
    "references": {"role": "mention"},
    "slogans": {"kind": "slogan"},
    "indicators": {"kind": "quantitative"},
    "deadlines": {"kind": "due"},
    "dates": {"role": "other"},
}
_WHO = ("lead", "support", "directs")
EVIDENCE = "correction"


@dataclass
class Merged:
    """A record with its corrections in it, what was said of each item, and what no longer finds its words."""

    record: r.Record
    said: dict[str, Correction] = field(default_factory=dict)
    lost: list[Correction] = field(default_factory=list)
    whole: Correction | None = None
    """Somebody went through the whole plan."""


def merge(record: r.Record, corrections: list[Correction]) -> Merged:
    """The record as people left it. The given one stays as it is."""
    out = Merged(record)
    found = in_force(corrections)
    if not found:
        return out
    out.record = record.model_copy(deep=True)
    # bodies before the tasks that name them
    for c in sorted(found, key=lambda c: (c.kind == "tasks", c.number)):
        if c.kind == "document":
            out.whole = c
        elif c.kind in KINDS and (at := locate(record.text, c)) is not None:
            _apply(out, c, at)
        elif c.action != "delete":
            out.lost.append(c)
    _tidy(out.record)
    return out


def locate(text: str, c: Correction) -> int | None:
    """Where the words of a correction stand now: the same place, else the nearest."""
    if text[c.start : c.end] == c.text:
        return c.start
    best: int | None = None
    at = text.find(c.text) if c.text else -1
    while at >= 0 and (best is None or abs(at - c.start) <= abs(best - c.start)):
        best, at = at, text.find(c.text, at + 1)
    return best


def find(record: r.Record, kind: str, start: int, text: str, before: dict[str, Any] | None = None) -> Any:
    """The item that a correction is about; None where the extraction has none such any more."""
    end = start + len(text)
    items = getattr(record, kind)
    if kind in SPANNED:
        return next((x for x in items if x.start == start and x.end == end), None)
    if before is not None:
        mine = _identity(kind, before)
        for x in items:
            if _identity(kind, x.model_dump()) == mine:
                return x
    return next((x for x in items for m in x.mentions if m.start == start and m.end == end), None)


def _identity(kind: str, item: dict[str, Any]) -> tuple[Any, ...]:
    names = {
        "units": ("name",),
        "officials": ("name", "title", "unit"),
        "references": ("doc_type", "code", "date", "title"),
    }
    return tuple(item.get(n) for n in names[kind])


def _apply(out: Merged, c: Correction, at: int) -> None:
    record = out.record
    item = find(record, c.kind, at, c.text, c.before)
    if c.action == "delete":
        if item is not None:
            getattr(record, c.kind).remove(item)
        return
    if item is None:
        start = {} if c.action == "add" else {k: v for k, v in (c.before or {}).items() if k in FIELDS[c.kind]}
        for name in (*_WHO, "deadlines"):
            start.pop(name, None)  # ids of another run
        item = _new(record, c, at, start)
    elif c.action == "add" and c.kind in NAMED and not any(m.start == at for m in item.mentions):
        item.mentions.append(_mention(record, at, c.text))
    _set(record, c, item)
    item.confidence = 1.0
    out.said[item.id] = c


def _new(record: r.Record, c: Correction, at: int, values: dict[str, Any]) -> Any:
    model, letter = KINDS[c.kind]
    items: list[Any] = getattr(record, c.kind)
    number = max((int(x.id[1:]) for x in items if x.id[1:].isdigit()), default=0) + 1
    base: dict[str, Any] = {
        "id": f"{letter}{number}",
        "evidence": EVIDENCE,
        "confidence": 1.0,
        **_FIRST.get(c.kind, {}),
        **values,
    }
    if c.kind in SPANNED:
        base |= {"text": c.text, "start": at, "end": at + len(c.text), "section": _section(record, at)}
    else:
        base["mentions"] = [_mention(record, at, c.text)]
    if c.kind == "units":
        base.setdefault("name", c.fields.get("name") or c.text)
    item = model.model_validate(base)
    position = next((n for n, x in enumerate(items) if _start(x) > at), len(items))
    items.insert(position, item)
    return item


def _set(record: r.Record, c: Correction, item: Any) -> None:
    if not c.fields:
        return
    values = item.model_dump()
    for name, value in c.fields.items():
        if name not in FIELDS[c.kind]:
            continue
        if name in _WHO:
            values[name] = [_body(record, str(n)) for n in value]
        elif name == "deadlines":
            values[name] = [d for v in value if (d := _deadline(record, v))]
        else:
            values[name] = value
    if c.kind == "deadlines" and "due_on" in c.fields:
        values["inferred"] = []
    checked = type(item).model_validate(values)
    for name in FIELDS[c.kind]:
        setattr(item, name, getattr(checked, name))
    item.evidence = EVIDENCE


def _body(record: r.Record, name: str) -> str:
    for u in record.units:
        if u.name == name:
            return u.id
    for o in record.officials:
        if name in (o.name, called(o)):
            return o.id
    number = max((int(u.id[1:]) for u in record.units if u.id[1:].isdigit()), default=0) + 1
    record.units.append(r.Unit(id=f"u{number}", name=name, kind="other", evidence=EVIDENCE, confidence=1.0))
    return f"u{number}"


def bodies(record: r.Record) -> dict[str, str]:
    """Id → what to call it, of all bodies, people and posts."""
    return {u.id: called(u) for u in record.units} | {o.id: called(o) for o in record.officials}


def called(item: r.Unit | r.Official) -> str:
    """What to call a body, person or post."""
    if isinstance(item, r.Unit):
        return item.name
    return item.name or " ".join(x for x in (item.title, item.unit) if x)


def _deadline(record: r.Record, wanted: dict[str, Any]) -> str | None:
    same = [d for d in record.deadlines if d.text == wanted.get("text")]
    return min(same, key=lambda d: abs(d.start - int(wanted.get("start") or 0))).id if same else None


def _mention(record: r.Record, at: int, text: str) -> r.Mention:
    return r.Mention(text=text, start=at, end=at + len(text), section=_section(record, at))


def _section(record: r.Record, at: int) -> str | None:
    inner = [s for s in record.sections if s.start <= at < s.end]
    return max(inner, key=lambda s: s.start).id if inner else None


def _start(item: Any) -> int:
    if hasattr(item, "start"):
        return int(item.start)
    return min((m.start for m in item.mentions), default=1 << 60)


def _tidy(record: r.Record) -> None:
    """Ids of what is gone leave the tasks; deadlines know their tasks again."""
    whom = set(bodies(record))
    times = {d.id for d in record.deadlines}
    of: dict[str, list[str]] = {}
    for t in record.tasks:
        for name in (*_WHO, "reports_to"):
            setattr(t, name, [i for i in getattr(t, name) if i in whom])
        t.deadlines = [i for i in t.deadlines if i in times]
        t.inherited_deadlines = [i for i in t.inherited_deadlines if i in times]
        for i in t.deadlines:
            of.setdefault(i, []).append(t.id)
    for d in record.deadlines:
        d.tasks = of.get(d.id, [])
    gone = {x.id for x in record.references}
    record.implements = [i for i in record.implements if i in gone]


def check(record: r.Record, c: Correction) -> str | None:
    """Why a correction cannot be; None where it can."""
    if c.kind == "document":
        return None if c.action == "accept" else "a plan as a whole can only be accepted."
    if c.kind not in KINDS:
        return f"there is no kind {c.kind!r}."
    if not c.text.strip() or record.text[c.start : c.end] != c.text:
        return "the words do not stand there."
    if unknown := set(c.fields) - set(FIELDS[c.kind]):
        return f"{c.kind} have no field {', '.join(sorted(unknown))}."
    try:
        merge(record, [c])
    except (ValidationError, TypeError, ValueError) as error:
        if isinstance(error, ValidationError):
            return "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        return "a value is not of the form that the field wants."
    return None
