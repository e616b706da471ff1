"""Deadlines as an iCalendar (RFC 5545): an all-day event on the last day in time, and a to-do for what is to be done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import regex

from extract.store import recurrence
from extract.store.export.headings import shown

_CONTROL = regex.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def to_ics(
    rows: Iterable[Mapping[str, Any]], name: str = "Thời hạn theo kế hoạch", stamp: datetime | None = None
) -> bytes:
    """The calendar of answers of queries.deadlines.

    A deadline has the same UID each time it is exported, so a calendar that reads the file again changes entries and doubles
    none. A recurring one is one entry with its rule, which names the day and ends where the rows end. Those without a day are
    to-dos without a date.
    """
    from icalendar import Calendar

    stamp = stamp or datetime.now(UTC).replace(microsecond=0)
    calendar = Calendar()
    calendar.add("prodid", "-//kehoach//Vietnamese plan documents//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", name)
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        groups.setdefault((row["document_id"], row["deadline_id"]), []).append(row)
    for (document, deadline), group in groups.items():
        for entry in _entries(f"{document}-{deadline}", group, stamp):
            calendar.add_component(entry)
    return calendar.to_ical()


def _entries(uid: str, rows: list[Mapping[str, Any]], stamp: datetime) -> Iterable[Any]:
    from icalendar import Event, Todo

    row = rows[0]
    begin, rule = _begin(rows)
    if begin is not None:
        event = _filled(Event(), f"{uid}@kehoach", row, stamp)
        event.add("dtstart", begin)
        event.add("dtend", begin + timedelta(days=1))  # all-day: the end is the morning after
        event.add("transp", "TRANSPARENT")
        if rule:
            event.add("rrule", rule)
        yield event
    todo = _filled(Todo(), f"{uid}-todo@kehoach", row, stamp)
    if begin is not None:
        start = row["start_on"] if row["start_on"] and row["start_on"] < begin and not rule else None
        if rule:
            todo.add("dtstart", begin)  # a rule counts from DTSTART, and DUE must lie behind it
            todo.add("due", begin + timedelta(days=1))
            todo.add("rrule", rule)
        else:
            if start:
                todo.add("dtstart", start)
            todo.add("due", begin)
    todo.add("status", "NEEDS-ACTION")
    yield todo


def _begin(rows: list[Mapping[str, Any]]) -> tuple[date | None, dict[str, Any] | None]:
    """First day, and the rule as icalendar takes it."""
    row = rows[0]
    days = sorted(r["due_on"] for r in rows if r["due_on"] is not None)
    if row["rrule"] is None:
        return (days[0] if days else None), None
    try:
        last = days[-1] if days else row["recurs_to"]
        first = (
            days[0]
            if days
            else recurrence.first_occurrence(row["rrule"], row["recurs_from"] or date.today(), row["recurs_to"])
        )
        if first is None:
            return None, None
        parts: dict[str, Any] = {}
        for piece in recurrence.explicit(row["rrule"]).split(";"):
            key, _, value = piece.partition("=")
            if key not in ("UNTIL", "COUNT"):
                parts[key] = [int(v) if v.lstrip("+-").isdigit() else v for v in value.split(",")]
        if last is not None:
            parts["UNTIL"] = last
        return first, parts
    except recurrence.RuleError:
        return None, None


def _filled(entry: Any, uid: str, row: Mapping[str, Any], stamp: datetime) -> Any:
    who = row["lead"] or row["directs"] or row["support"]
    what = row["tasks"][0] if row["tasks"] else row["sentence"]
    entry.add("uid", uid)
    entry.add("dtstamp", stamp)
    entry.add("summary", _text(f"{'; '.join(who)}: {_short(what)}" if who else _short(what)))
    lines = [row["sentence"], f"Thời hạn: {row['deadline']}"]
    lines += [
        f"{label}: {'; '.join(row[role])}"
        for role, label in (("lead", "Chủ trì"), ("support", "Phối hợp"), ("directs", "Chỉ đạo"))
        if row[role]
    ]
    where = f"mục {row['path']}, " if row["path"] else ""
    lines.append(f"Nguồn: {where}{row['document']}, {row['issuer'] or ''} ({shown('issued_on', row['issued_on'])})")
    entry.add("description", _text("\n".join(lines)))
    if who:
        entry.add("categories", [_text(w) for w in who])
    if row["approximate"]:
        entry.add("status", "TENTATIVE") if entry.name == "VEVENT" else None
    return entry


def _short(text: str, most: int = 120) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def _text(text: str) -> str:
    return _CONTROL.sub(" ", text)
