"""The pages that show: plans, one plan, deadlines, units; and the small ones."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path as FilePath
from typing import Annotated, Any, Literal
from urllib.parse import parse_qs, urlencode

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool

from extract.store.scope import Ask
from extract.web import agenda, document, guarding, merge, scans, words
from extract.web.api import Lib, Text, answer
from extract.web.data import base_name
from extract.web.outcomes import Outcomes
from extract.web.overlay import Overlay
from extract.web.problems import Problem
from extract.web.templating import LANGUAGE, page

router = APIRouter(include_in_schema=False)
PER_PAGE = 50
Id = Annotated[str, Path(pattern=r"^kh-[0-9a-f]{16}$")]
Number = Annotated[int, Query(ge=1, le=10_000, alias="page")]


def overlay(request: Request) -> Overlay:
    return request.app.state.overlay


def outcomes(request: Request) -> Outcomes:
    return request.app.state.outcomes


Over = Annotated[Overlay, Depends(overlay)]
Told = Annotated[Outcomes, Depends(outcomes)]


def link(request: Request, **changes: Any) -> str:
    """This page's address with other parameters; None takes one out."""
    values = {k: v for k, v in request.query_params.items() if k not in ("fragment",)}
    for k, v in changes.items():
        if v is None:
            values.pop(k, None)
        else:
            values[k] = str(v)
    return f"{request.url.path}?{urlencode(values)}" if values else request.url.path


def _whole(value: str | None, low: int, high: int) -> int | None:
    # a form sends empty fields too
    return int(value) if value and value.isascii() and value.isdigit() and low <= int(value) <= high else None


@router.get("/")
def plans(
    request: Request, lib: Lib, told: Told, over: Over, q: Text = None, issuer: Text = None, year: Text = None, type: Text = None,
    outcome: Literal["done", "partial", "quarantined", ""] = "", order: Literal["look", ""] = "", number: Number = 1, fragment: bool = False,
) -> HTMLResponse:  # fmt: skip
    """The list, or with `fragment` only its rows, for the search as one types."""
    partial = told.of_records()
    ids = set(partial) if outcome == "partial" else None
    without = set(partial) if outcome == "done" else set()
    held = told.quarantined() if outcome in ("quarantined", "") else []
    rows: list[dict[str, Any]] = []
    total = 0
    if outcome != "quarantined":
        rows, total = lib.plans(
            q, issuer, _whole(year, 1945, 2200), type or None, number, PER_PAGE, order == "look", ids, without
        )
    corrected = set(over.corrections.documents())
    for row in rows:
        row |= {"partial": partial.get(row["id"]), "corrected": row["id"] in corrected}
    look: list[dict[str, Any]] = []
    asked = bool(q or issuer or year or type or outcome or order)
    if not asked and number == 1:
        look = [r for r in lib.plans(None, None, None, None, 1, 4, look=True)[0] if r["warnings"] or r["id"] in partial]
        for row in look:
            row["partial"] = partial.get(row["id"])
    values = {
        "rows": rows, "total": total, "number": number, "pages": max(1, -(-total // PER_PAGE)), "q": q or "", "issuer": issuer or "",
        "year": year or "", "type": type or "", "outcome": outcome, "order": order, "held": held if number == 1 and (outcome or not asked) else [],
        "look": look, "counts": told.counts(), "link": lambda **c: link(request, **c), "asked": asked,
    }  # fmt: skip
    if fragment:
        return page(request, "plans_rows.html", **values)
    return page(request, "plans.html", facets=lib.facets(), **values)


def _merged(lib: Lib, over: Overlay, id: str) -> merge.Merged:
    try:
        record = lib.store().get(id)
    except KeyError:
        raise Problem(404, "no-such-plan", f"There is no plan {id}.") from None
    record.source.uri = base_name(record.source.uri)
    return merge.merge(record, over.corrections.all(id))


@router.get("/plans/{id}")
def plan(request: Request, lib: Lib, over: Over, told: Told, id: Id) -> HTMLResponse:
    """One plan, as corrected."""
    merged = _merged(lib, over, id)
    record = merged.record
    names = merge.bodies(record)
    times = {d.id: d for d in record.deadlines}
    paths = {s.id: s.path for s in record.sections}
    tasks = [
        {
            "task": t, "path": paths.get(t.section or "", ""),
            "lead": [(i, names[i]) for i in t.lead if i in names], "support": [(i, names[i]) for i in t.support if i in names],
            "directs": [(i, names[i]) for i in t.directs if i in names],
            "due": [times[i] for i in t.deadlines if i in times], "inherited": [times[i] for i in t.inherited_deadlines if i in times],
        }
        for t in record.tasks
    ]  # fmt: skip
    pictured = (
        record.source.pages or 1 if scans.has_pages(record.source.media_type) and _source_file(told, record) else 0
    )
    return page(
        request, "plan.html", record=record, merged=merged, tasks=tasks, chunks=document.chunks(document.blocks(record)),
        outline=document.outline(record), kinds=[(k, len(getattr(record, k))) for k in words.KINDS], pictured=pictured,
        partial=told.of_records().get(id), loose=[w for w in record.warnings if w.start is None],
    )  # fmt: skip


@router.get("/plans/{id}/items")
def items(request: Request, lib: Lib, over: Over, id: Id) -> Response:
    """What the page's script tells and changes of each item."""
    merged = _merged(lib, over, id)
    record = merged.record
    found = document.facts(record, merged.said)
    bodies = sorted(set(merge.bodies(record).values()))
    times = [{"text": d.text, "start": d.start, "due": d.due_on or d.rrule} for d in record.deadlines]
    return answer(request, {"items": found, "bodies": bodies, "times": times, "choices": words.CHOICES})


def _source_file(told: Outcomes, record: Any) -> FilePath | None:
    for uri in told.sources(record.id):
        path = FilePath(uri)
        try:
            if path.is_file() and path.stat().st_size == record.source.size:
                return path
        except OSError:
            continue
    return None


@router.get("/plans/{id}/pages/{number}.jpg")
async def picture(
    request: Request, lib: Lib, told: Told, id: Id, number: Annotated[int, Path(ge=1, le=5000)]
) -> Response:
    """The page as it looks, where the file still is the one that was read."""

    def draw() -> bytes | None:
        try:
            record = lib.store().get(id)
        except KeyError:
            return None
        path = _source_file(told, record) if scans.has_pages(record.source.media_type) else None
        shown: scans.Scans = request.app.state.scans
        return shown.page(path, record.source.sha256, number, record.source.media_type) if path else None

    found = await run_in_threadpool(draw)
    if found is None:
        raise Problem(
            404, "no-picture", "There is no picture of this page: the file is gone, was changed, or has no such page."
        )
    return answer(request, found, "image/jpeg")


class Asked:
    """What the deadlines page is asked for."""

    def __init__(
        self, unit: Text = None, place: Text = None, plan: Text = None, role: Literal["lead", "support", "directs", ""] = "", q: Text = None,
        today: date | None = None, month: Annotated[str, Query(pattern=r"^(\d{4}-\d{2})?$")] = "", view: Literal["list", "month"] = "list",
        state: Literal["overdue", "soon", "later", "undated", ""] = "",
    ) -> None:  # fmt: skip
        self.ask = Ask(
            unit=unit or None, place=place or None, document=plan or None, role=role or None, words=q or None
        )
        self.today = today or date.today()
        self.view, self.state = view, state
        try:
            self.month = date.fromisoformat(f"{month}-01") if month else self.today.replace(day=1)
        except ValueError:
            raise Problem(422, "no-such-month", f"There is no month {month}.") from None
        if not 1945 <= self.month.year <= 2100:
            raise Problem(422, "no-such-month", "Only months from 1945 to 2100 can be shown.")
        self.fields = {
            "unit": unit or "", "place": place or "", "plan": plan or "", "role": role, "q": q or "", "view": view, "state": state,
            "month": month, "today": today.isoformat() if today else "",
        }  # fmt: skip


Wanted = Annotated[Asked, Depends()]


@router.get("/deadlines")
def deadlines(request: Request, over: Over, wanted: Wanted, number: Number = 1) -> HTMLResponse:
    """The list by state, or a month."""
    values: dict[str, Any] = {
        "wanted": wanted,
        "link": lambda **c: link(request, **c),
        "number": number,
        "per_page": PER_PAGE,
    }
    if wanted.view == "month":
        weeks, count = agenda.month(over, wanted.ask, wanted.month)
        before, after = agenda.neighbours(wanted.month)
        return page(request, "deadlines.html", weeks=weeks, count=count, before=before, after=after, parts=[], **values)
    only: Any = wanted.state or None
    parts = agenda.agenda(over, wanted.ask, wanted.today, only, number, PER_PAGE if only else 20)
    return page(request, "deadlines.html", parts=parts, weeks=[], **values)


@router.get("/deadlines.{form}")
def download(request: Request, over: Over, wanted: Wanted, form: Literal["xlsx", "ics"]) -> Response:
    """What the page shows, whole, as a workbook or a calendar."""
    from dataclasses import replace

    from extract.store import due
    from extract.store.export import calendar, headings, sheets

    if wanted.view == "month":
        last = agenda.neighbours(wanted.month)[1].fromordinal(agenda.neighbours(wanted.month)[1].toordinal() - 1)
        rows = over.deadlines(replace(wanted.ask, first=wanted.month, last=last))
    elif wanted.state:
        rows = agenda.agenda(over, wanted.ask, wanted.today, wanted.state, 1, 100_000)[
            agenda.STATES.index(wanted.state)
        ].rows
    else:
        rows = over.deadlines(wanted.ask)
    if form == "ics":
        body, media_type = calendar.to_ics(rows), "text/calendar; charset=utf-8"
    else:
        out = io.BytesIO()
        columns = [c for c in due.COLUMNS if c not in ("start_char", "end_char", "deadline_id")]
        sheets.write_xlsx(out, {headings.SHEETS["deadlines"]: (columns, rows)})
        body, media_type = out.getvalue(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Response(
        body, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="thoi-han.{form}"'}
    )


@router.get("/units")
def units(
    request: Request, over: Over, q: Text = None, place: Text = None, number: Number = 1, fragment: bool = False
) -> HTMLResponse:
    """Bodies, the busiest first."""
    ask = Ask(unit=q or None, place=place or None, limit=number * PER_PAGE + 1)
    rows = over.units(ask)
    mine = rows[(number - 1) * PER_PAGE : number * PER_PAGE]
    values = {
        "rows": mine, "more": len(rows) > number * PER_PAGE, "number": number, "q": q or "", "place": place or "",
        "most": max((r["lead"] + r["support"] for r in mine), default=1) or 1, "link": lambda **c: link(request, **c),
    }  # fmt: skip
    return page(request, "units_rows.html" if fragment else "units.html", **values)


@router.get("/units/of")
def unit(request: Request, over: Over, name: Annotated[str, Query(min_length=1, max_length=300)]) -> HTMLResponse:
    """What one body leads, supports and directs, over all plans."""
    parts = []
    for role in ("lead", "directs", "support"):
        rows = [r for r in over.tasks(Ask(unit=name, role=role)) if name in r[role]]
        rows.sort(key=lambda r: (r["due_on"] is None, r["due_on"] or date.max), reverse=False)
        parts.append((role, rows[:500], len(rows)))
    if not any(total for _, _, total in parts) and not over.units(Ask(unit=name, limit=1)):
        raise Problem(404, "no-such-unit", "There is no body of that name.")
    return page(request, "unit.html", name=name, parts=parts)


@router.get("/search")
def search(request: Request, lib: Lib, q: Text = None) -> HTMLResponse:
    """Sentences with these words, over all plans."""
    from extract.store.search import search as find

    rows = find(lib.store(), Ask(words=q, limit=100)) if q else []
    return page(request, "search.html", rows=rows, q=q or "")


@router.get("/api")
def interface(request: Request) -> HTMLResponse:
    """The interface's description, made from the OpenAPI document itself."""
    return page(request, "interface.html", api=request.app.openapi())


@router.get("/problems/{code}")
def problem(request: Request, code: Annotated[str, Path(pattern=r"^[a-z-]{1,40}$")]) -> HTMLResponse:
    """What a problem's `type` points to."""
    return page(request, "problem.html", status=200, code=code, detail="")


@router.get("/login")
def login(request: Request) -> HTMLResponse:
    return page(request, "login.html", wrong=False)


@router.post("/login")
async def log_in(request: Request) -> Response:
    """The token once, then a cookie that scripts cannot read."""
    token = request.app.state.settings.token
    given = (await _form(request)).get("token", "")
    if token is None or guarding.same(given, token):
        out = RedirectResponse("/", 303)
        if token is not None:
            secure = request.url.scheme == "https"
            out.set_cookie(guarding.COOKIE, token, httponly=True, samesite="strict", secure=secure, max_age=30 * 86400)
        return out
    return page(request, "login.html", 403, wrong=True)


@router.post("/language")
async def choose_language(request: Request) -> Response:
    """Vietnamese or English, kept in a cookie; back to the page that asked."""
    form = await _form(request)
    back = form.get("back", "/")
    # only to this server: //elsewhere and \\elsewhere are other servers to a browser
    if not re.match(r"^/(?![/\\])[^\s\\]*$", back):
        back = "/"
    out = RedirectResponse(back, 303)
    out.set_cookie(LANGUAGE, "en" if form.get("lang") == "en" else "vi", samesite="lax", max_age=365 * 86400)
    return out


async def _form(request: Request) -> dict[str, str]:
    if int(request.headers.get("content-length") or 0) > 10_000:
        raise Problem(413, "too-large", "The form is too large.")
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > 10_000:
            raise Problem(413, "too-large", "The form is too large.")
    return {k: v[0] for k, v in parse_qs(body.decode("utf-8", "replace"), max_num_fields=20).items()}
