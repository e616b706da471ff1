"""Small records built by hand, for checks and chains."""

from __future__ import annotations

from typing import Any

from extract import record as r


def made(**values: Any) -> r.Record:
    """A record with `text`, header fields as keyword arguments `code`, `issued_on`, `issuer`, and lists as they are."""
    name = values.pop("name", "x")
    header = r.Header(
        doc_type="Kế hoạch", code=values.pop("code", None), issuer=values.pop("issuer", None), issued_on=values.pop("issued_on", None),
        number=values.pop("number", "1"), symbol=values.pop("symbol", "KH-UBND"), title=values.pop("title", None),
    )  # fmt: skip
    source = r.SourceInfo(uri=f"{name}.txt", media_type="text/plain", sha256=name, size=1, reader="text")
    return r.Record(id=f"kh-{name}", source=source, text=values.pop("text", ""), header=header, **values)


def deadline(text: str, due: str | None, ident: str = "d1", start: int = 0, start_on: str | None = None) -> r.Deadline:
    return r.Deadline(
        id=ident,
        text=text,
        start=start,
        end=start + len(text),
        kind="due",
        due_on=due,
        start_on=start_on,
        evidence="test",
        confidence=1,
    )


def task(text: str, ident: str = "k1", start: int = 0, **values: Any) -> r.Task:
    return r.Task(id=ident, text=text, start=start, end=start + len(text), evidence="test", confidence=1, **values)


def unit(name: str, ident: str, *starts: int, collective: bool = False) -> r.Unit:
    mentions = [r.Mention(text=name, start=s, end=s + len(name)) for s in starts]
    return r.Unit(
        id=ident, name=name, kind="department", collective=collective, mentions=mentions, evidence="test", confidence=1
    )


def indicator(name: str, value: float, start: int, as_of: str = "2025", measure: str = "%") -> r.Indicator:
    text = f"{name} {value}{measure}"
    return r.Indicator(
        id=f"i{start}", text=text, start=start, end=start + len(text), name=name, comparator="=", value=value, unit=measure, as_of=as_of,
        kind="quantitative", evidence="test", confidence=1,
    )  # fmt: skip


def reference(code: str, date: str | None = None, issuer: str | None = None, role: str = "implements") -> r.Reference:
    return r.Reference(
        id="r1", doc_type="Kế hoạch", code=code, date=date, issuer=issuer, role=role, evidence="test", confidence=1  # type: ignore[arg-type]
    )  # fmt: skip
