"""The HTTP interface: files in, records out, and the questions of the command line as addresses."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from extract.record import Record
from extract.store import queries
from extract.store.scope import Ask
from extract.store.search import search as find
from extract.web.data import Library, base_name
from extract.web.kept import Kept
from extract.web.problems import RESPONSES, Problem
from extract.web.uploads import Uploads

MOST = 200
_NO_NUL = r"^[^\x00]*$"


class Page(BaseModel):
    """One page of an answer."""

    items: list[dict[str, Any]] = Field(description="The rows of this page.")
    page: int = Field(description="Number of this page, from 1.", examples=[1])
    per_page: int = Field(description="Most rows a page.", examples=[50])
    total: int | None = Field(
        description="Rows in all; null where counting them would cost more than they are worth.", examples=[120]
    )
    next: str | None = Field(
        description="Address of the next page; null on the last one.", examples=["/api/tasks?page=2"]
    )


class Paging:
    """Which page is asked for."""

    def __init__(
        self,
        page: Annotated[int, Query(ge=1, le=10_000, description="Number of the page, from 1.")] = 1,
        per_page: Annotated[int, Query(ge=1, le=MOST, description="Rows a page.")] = 50,
    ) -> None:
        self.page, self.per_page = page, per_page

    @property
    def first(self) -> int:
        return (self.page - 1) * self.per_page

    @property
    def enough(self) -> int:
        """Rows to read so that the page is whole and it is known whether another follows."""
        return self.first + self.per_page + 1


Text = Annotated[str | None, Query(max_length=200, pattern=_NO_NUL)]


def library(request: Request) -> Library:
    return request.app.state.library


def uploads(request: Request) -> Uploads:
    return request.app.state.uploads


Lib = Annotated[Library, Depends(library)]
Pages = Annotated[Paging, Depends()]
router = APIRouter(prefix="/api", responses=RESPONSES)


def answer(request: Request, content: Any, media_type: str = "application/json") -> Response:
    """A body with its ETag; nothing but that where the caller has it already."""
    body = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False, default=str).encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if _asked_before(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def paged(request: Request, rows: list[dict[str, Any]], paging: Paging, total: int | None = None) -> Response:
    """Rows read up to `paging.enough`, or the rows of the page alone where `total` is known."""
    if total is None:
        more = len(rows) > paging.first + paging.per_page
        items = rows[paging.first : paging.first + paging.per_page]
        total = None if more else len(rows)
    else:
        items, more = rows, paging.page * paging.per_page < total
    following = str(request.url.include_query_params(page=paging.page + 1)) if more else None
    if following:
        following = following.split(request.url.netloc, 1)[-1]
    body = {"items": items, "page": paging.page, "per_page": paging.per_page, "total": total, "next": following}
    out = answer(request, body)
    if following:
        out.headers["Link"] = f'<{following}>; rel="next"'
    return out


def ask(
    unit: Text = None, place: Text = None, document: Text = None, role: Literal["lead", "support", "directs"] | None = None, words: Text = None,
    first: Annotated[date | None, Query(alias="from", description="First day, YYYY-MM-DD.")] = None,
    last: Annotated[date | None, Query(alias="to", description="Last day, YYYY-MM-DD.")] = None,
) -> Ask:  # fmt: skip
    """What is asked for, from the parameters that the questions share."""
    if first and last and first > last:
        raise Problem(422, "reversed-span", f"The span ends ({last}) before it begins ({first}).")
    return Ask(unit=unit, place=place, document=document, role=role, words=words, first=first, last=last)


Asked = Annotated[Ask, Depends(ask)]


def again(request: Request, lib: Library, make: Callable[[], Response]) -> Response:
    """The answer as it was given before, where nothing in the folder has changed since; else made and kept."""
    kept: Kept = request.app.state.kept
    version, address = lib.version(), f"{request.url.path}?{request.url.query}"
    known = kept.get(version, address)
    if known is None:
        out = make()
        if out.status_code == 200:
            kept.put(
                version,
                address,
                bytes(out.body),
                {k: v for k, v in out.headers.items() if k in ("etag", "cache-control", "link")},
            )
        return out
    body, headers = known
    if _asked_before(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


def _asked_before(request: Request, tag: str) -> bool:
    wanted = [t.strip().removeprefix("W/") for t in request.headers.get("if-none-match", "").split(",")]
    return tag in wanted or "*" in wanted


def limited(asked: Ask, paging: Paging) -> Ask:
    from dataclasses import replace

    return replace(asked, limit=paging.enough)


@router.get("/plans", response_model=Page, summary="Plans, the newest first")
def plans(
    request: Request, lib: Lib, paging: Pages,
    q: Annotated[str | None, Query(max_length=200, pattern=_NO_NUL, description="Words of the title, code or issuer, with or without accents.", examples=["chuyen doi so"])] = None,
    issuer: Text = None, year: Annotated[int | None, Query(ge=1945, le=2200)] = None, doc_type: Text = None,
    look: Annotated[bool, Query(description="Those with warnings first.")] = False,
) -> Response:  # fmt: skip
    """Plans with their header and how much was found in each."""
    rows, total = lib.plans(q, issuer, year, doc_type, paging.page, paging.per_page, look)
    return paged(request, rows, paging, total)


@router.get(
    "/plans/{id}", response_model=Record, summary="One plan's record",
    responses={404: {"description": "There is no such plan."}},
)  # fmt: skip
def plan(
    request: Request, lib: Lib, id: Annotated[str, Path(pattern=r"^kh-[0-9a-f]{16}$", examples=["kh-0123456789abcdef"])]
) -> Response:
    """The whole record, as the format's description says."""
    try:
        record = lib.store().get(id)
    except KeyError:
        raise Problem(404, "no-such-plan", f"There is no plan {id}.") from None
    record.source.uri = base_name(record.source.uri)
    return answer(request, record.to_json(indent=None).encode())


@router.get("/deadlines", response_model=Page, summary="What is due, in the order of the days")
def deadlines(request: Request, lib: Lib, paging: Pages, asked: Asked) -> Response:
    """Recurring deadlines stand once for each day in the span asked; without a span, once, behind the others."""
    return again(request, lib, lambda: paged(request, queries.deadlines(lib.store(), limited(asked, paging)), paging))


@router.get("/tasks", response_model=Page, summary="Who does what")
def tasks(request: Request, lib: Lib, paging: Pages, asked: Asked) -> Response:
    """Tasks in the order of documents; with a span, those that have a deadline in it."""
    return again(request, lib, lambda: paged(request, queries.tasks(lib.store(), limited(asked, paging)), paging))


@router.get("/units", response_model=Page, summary="Bodies, and how much each has to do")
def units(request: Request, lib: Lib, paging: Pages, asked: Asked) -> Response:
    """A body named in many plans is one row."""
    return again(request, lib, lambda: paged(request, queries.units(lib.store(), limited(asked, paging)), paging))


@router.get("/search", response_model=Page, summary="Sentences with these words, accents or not")
def search(
    request: Request, lib: Lib, paging: Pages,
    q: Annotated[str, Query(min_length=1, max_length=200, pattern=_NO_NUL, examples=["phong noi vu"])],
    place: Text = None, document: Text = None,
) -> Response:  # fmt: skip
    """The best first; typed with accents, what has just these comes before the rest."""
    return paged(request, find(lib.store(), Ask(words=q, place=place, document=document, limit=paging.enough)), paging)


@router.post(
    "/extract", response_model=Record, summary="A file becomes a record",
    responses={
        413: {"description": "The file is larger than the server takes."}, 429: {"description": "Too many files in a minute."},
        503: {"description": "Too many files at once."},
    },
    openapi_extra={
        "requestBody": {
            "required": True,
            "description": "The file's bytes, of any format the program reads; the format is told by the content.",
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)  # fmt: skip
async def extract(
    request: Request, taken: Annotated[Uploads, Depends(uploads)],
    name: Annotated[str, Query(max_length=200, pattern=r"^[^\x00-\x1f]*$", description="The file's name, for the record.")] = "upload",
) -> Response:  # fmt: skip
    """Nothing is kept: the record is the answer. 422 says why a file could not be read."""
    taken.admit()
    data = await taken.read_body(request)
    result = await run_in_threadpool(taken.extract, data, base_name(name) or "upload")
    return answer(request, (result.record or "").encode())
