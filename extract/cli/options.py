"""Options that several questions share, and how their values are read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from extract.store import Store

Db = Annotated[
    str,
    typer.Option(
        "--db", envvar="KEHOACH_DB", help="The database: a run's folder, a file, or postgresql://user@host/name.", show_default="outputs"
    ),
]  # fmt: skip
Unit = Annotated[
    str | None, typer.Option("--unit", help='Who: a body\'s name or a part of it, as "phong noi vu" or "UBND xã".')
]
Place = Annotated[str | None, typer.Option("--place", help="Where: a province, district or commune, as Vinh.")]
Document = Annotated[
    str | None, typer.Option("--document", help="A plan: its number (182/KH-UBND), id, or a part of its title.")
]
From = Annotated[
    str | None, typer.Option("--from", metavar="DAY", help="First day: 2024-06-01, 1/6/2024, 6/2024, 2024 or today.")
]
To = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last day, in the same forms.")]
Role = Annotated[str | None, typer.Option("--role", help="lead, support, directs or reports_to.")]
Limit = Annotated[
    int | None, typer.Option("-n", "--limit", min=0, help="Most rows; 0 is all. 100 on a terminal.", show_default=False)
]
Form = Annotated[
    str | None,
    typer.Option("--format", help="table, csv, json, jsonl, xlsx; deadlines also ics. Else from FILE's name."),
]
Out = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to a file.")]


def day(text: str | None, option: str, end: bool = False) -> Any:
    """A day as people write it; the last of a month or year where `end`. Ends the command where it is none."""
    if text is None:
        return None
    import re
    from calendar import monthrange
    from datetime import date

    word = text.strip().lower()
    if word in ("today", "hôm nay", "hom nay"):
        return date.today()
    for pattern in (
        r"(?P<y>\d{4})(?:-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?)?",
        r"(?:(?:(?P<d>\d{1,2})[/.-])?(?P<m>\d{1,2})[/.-])?(?P<y>\d{4})",
    ):
        if found := re.fullmatch(pattern, word):
            year, month, number = (int(found[g]) if found[g] else None for g in ("y", "m", "d"))
            try:
                month = month or (12 if end else 1)
                return date(year or 0, month, number or (monthrange(year or 0, month)[1] if end else 1))
            except (ValueError, IndexError):
                fail(f"{option}: there is no day {text!r}.", code=2)
    fail(f"{option}: {text!r} is no day; write 2024-06-01, 1/6/2024, 6/2024, 2024 or today.", code=2)


def opened(db: str) -> Store:
    """The database to ask; ends the command with a clear sentence where there is none."""
    from extract.store import Store, StoreError
    from extract.store.database import FILE

    try:
        if "://" not in db and not Path(db).exists():
            fail(
                f"{db}: there is no such folder or database. Read some plans first: kehoach extract PLANS -o {db}",
                code=2,
            )
        if Path(db).is_dir() and not (Path(db) / FILE).exists():
            if any(Path(db).glob("*.json")) or (Path(db) / "records").is_dir():
                fail(f"{db} has records but no {FILE}. Make it with: kehoach load {db} {Path(db) / FILE}", code=2)
            fail(f"{db} has no {FILE}. Read some plans first: kehoach extract PLANS -o {db}", code=2)
        return Store.open(db, create=False, readonly="://" not in db)
    except StoreError as error:
        fail(str(error), code=2)


def one_of(option: str, value: str | None, allowed: tuple[str, ...]) -> None:
    if value is not None and value not in allowed:
        fail(f"{option} takes one of {', '.join(allowed)}; not {value!r}.", code=2)


def fail(message: str, code: int = 1) -> NoReturn:
    typer.echo(f"kehoach: {message}", err=True)
    raise typer.Exit(code)
