"""`kehoach` deadlines, tasks, units, indicators, search, sql, load, export: questions to the database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extract.cli.options import Db, Document, Form, From, Limit, Out, Place, Role, To, Unit, day, fail, one_of, opened

if TYPE_CHECKING:
    from extract.store.scope import Ask


def add(app: typer.Typer) -> None:
    @app.command()
    def deadlines(
        unit: Unit = None,
        first: From = None,
        last: To = None,
        place: Place = None,
        document: Document = None,
        role: Role = None,
        kind: Annotated[str | None, typer.Option("--kind", help="due, period, recurring, relative or event.")] = None,
        words: Annotated[str | None, typer.Option("--words", help="Words in the sentence.")] = None,
        running: Annotated[
            bool, typer.Option("--running", help="Also work that runs in the span but ends after it.")
        ] = False,
        limit: Limit = None,
        form: Form = None,
        output: Out = None,
        db: Db = "outputs",
    ) -> None:
        """What is due, from whom: deadlines of a span, recurring ones once for each day they fall on."""
        from extract.store import queries

        ask = _ask(
            unit=unit,
            place=place,
            document=document,
            first=first,
            last=last,
            role=role,
            kind=kind,
            words=words,
            running=running,
        )
        _answer(db, queries.deadlines, ask, "deadlines", limit, form, output)

    @app.command()
    def tasks(
        unit: Unit = None,
        first: From = None,
        last: To = None,
        place: Place = None,
        document: Document = None,
        role: Role = None,
        words: Annotated[str | None, typer.Option("--words", help="Words in the task.")] = None,
        limit: Limit = None,
        form: Form = None,
        output: Out = None,
        db: Db = "outputs",
    ) -> None:
        """Who has to do what; with a span, what is due in it."""
        from extract.store import queries

        ask = _ask(unit=unit, place=place, document=document, first=first, last=last, role=role, words=words)
        _answer(db, queries.tasks, ask, "tasks", limit, form, output)

    @app.command()
    def units(
        name: Annotated[str | None, typer.Argument(help="A body's name or a part of it.", show_default=False)] = None,
        place: Place = None,
        document: Document = None,
        kind: Annotated[
            str | None, typer.Option("--kind", help="government, party, department, front, union, school …")
        ] = None,
        limit: Limit = None,
        form: Form = None,
        output: Out = None,
        db: Db = "outputs",
    ) -> None:
        """Bodies over all plans, and how much each has to do."""
        from extract.store import queries

        _answer(
            db, queries.units, _ask(unit=name, place=place, document=document, kind=kind), "units", limit, form, output
        )

    @app.command()
    def indicators(
        name: Annotated[
            str | None, typer.Argument(help="What is measured, or a part of it.", show_default=False)
        ] = None,
        first: From = None,
        last: To = None,
        place: Place = None,
        document: Document = None,
        kind: Annotated[str | None, typer.Option("--kind", help="quantitative or qualitative.")] = None,
        limit: Limit = None,
        form: Form = None,
        output: Out = None,
        db: Db = "outputs",
    ) -> None:
        """Targets: what is to be reached, how much, by when, and which plan says so."""
        from extract.store import queries

        ask = _ask(words=name, place=place, document=document, first=first, last=last, kind=kind)
        _answer(db, queries.indicators, ask, "indicators", limit, form, output)

    @app.command()
    def search(
        text: Annotated[str, typer.Argument(help='Words, with or without accents: "phong noi vu".')],
        place: Place = None,
        document: Document = None,
        limit: Limit = 20,
        form: Form = None,
        output: Out = None,
        db: Db = "outputs",
    ) -> None:
        """Where something stands: sentences of all plans that have these words in a row."""
        from extract.store.search import search as find

        _answer(db, find, _ask(words=text, place=place, document=document), "search", limit, form, output)

    from extract.cli import hand_on

    hand_on.add(app)


def _ask(first: str | None = None, last: str | None = None, **asked: Any) -> Ask:
    from extract.store.scope import Ask

    begin, end = day(first, "--from"), day(last, "--to", end=True)
    if begin and end and end < begin:
        fail(f"--from {first} is later than --to {last}.", code=2)
    one_of("--role", asked.get("role"), ("lead", "support", "directs", "reports_to"))
    for option in ("unit", "place", "document", "words"):
        value = asked.get(option)
        if value is not None and not any(ch.isalnum() for ch in value):
            fail(f"{value!r} has no letter or digit to look for.", code=2)
    return Ask(first=begin, last=end, **asked)


def _answer(
    db: str, question: Any, ask: Ask, what: str, limit: int | None, form: str | None, output: Path | None
) -> None:
    from dataclasses import replace

    from extract.cli import answers

    form = answers.choose(form, output, what)
    if limit is None:
        limit = answers.SCREEN if form == "table" else 0
    with opened(db) as store:
        rows = question(store, replace(ask, limit=limit + 1 if limit else None))
        more = bool(limit) and len(rows) > limit
        rows = rows[:limit] if limit else rows
        if not rows and form == "table":
            fail(answers.why_nothing(store, ask, what))
        answers.write(rows, what, form, output, more=more)
