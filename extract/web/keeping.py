"""The upload page: a file is read and shown; only then it is kept, or not."""

from __future__ import annotations

import hashlib
import threading
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from extract.record import Record
from extract.web import document
from extract.web.api import answer, uploads
from extract.web.data import base_name
from extract.web.merge import bodies
from extract.web.problems import Problem
from extract.web.settings import Settings
from extract.web.templating import page
from extract.web.uploads import Uploads

router = APIRouter(include_in_schema=False)
Name = Annotated[str, Query(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]*$")]
Taken = Annotated[Uploads, Depends(uploads)]
_one_at_a_time = threading.Lock()


@router.get("/upload")
def upload(request: Request) -> HTMLResponse:
    settings: Settings = request.app.state.settings
    return page(request, "upload.html", most=settings.upload_mb)


@router.post("/upload/read")
async def read(request: Request, taken: Taken, name: Name) -> HTMLResponse:
    """The file as the program reads it; nothing is kept."""
    taken.admit()
    data = await taken.read_body(request)
    result = await run_in_threadpool(taken.extract, data, base_name(name) or "upload")
    record = Record.from_json(result.record or "")
    record.source.uri = base_name(record.source.uri)
    there = record.id in request.app.state.library.store().hashes()
    return page(
        request, "upload_read.html", record=record, chunks=document.chunks(document.blocks(record)[:120]), there=there,
        entry=result.entry, names=bodies(record),
        times={d.id: d for d in record.deadlines},
    )  # fmt: skip


@router.post("/upload/keep")
async def keep(request: Request, taken: Taken, name: Name) -> Response:
    """Put the file into OUT/uploads and read it into the database, as `kehoach extract` does."""
    taken.admit()
    data = await taken.read_body(request)
    if not data:
        raise Problem(422, "empty", "The file is empty.")
    settings: Settings = request.app.state.settings
    entry = await run_in_threadpool(_keep, settings, data, base_name(name))
    if entry is None or entry.record is None:
        said = f"{entry.message or ''} {entry.remedy or ''}".strip() if entry else "cannot be read."
        raise Problem(422, (entry.code if entry else None) or "unreadable", said)
    return answer(request, {"id": entry.record})


def _keep(settings: Settings, data: bytes, name: str) -> Any:
    from dataclasses import replace

    from extract.batch import Options, run
    from extract.batch.journal import BusyError, Journal

    folder = settings.folder / "uploads"
    path = folder / _safe(name, data)
    new = not path.exists()
    with _one_at_a_time:
        folder.mkdir(exist_ok=True)
        if new:
            path.write_bytes(data)
        try:
            limits = replace(settings.limits, file_mb=settings.upload_mb)
            run([str(path)], settings.folder, Options(jobs=1, limits=limits))
        except BusyError:
            if new:
                path.unlink(missing_ok=True)
            raise Problem(
                409,
                "busy",
                "Another run is writing to this folder; try again when it has ended.",
                {"Retry-After": "30"},
            ) from None
        journal = Journal(settings.folder, write=False)
        try:
            return journal.by_hash(hashlib.sha256(data).hexdigest()) or journal.get(str(path))
        finally:
            journal.close()


def _safe(name: str, data: bytes) -> str:
    """A name that stays in the folder and is no other file's."""
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    stem = "".join(c if c.isalnum() or c in "-_ ()" else "_" for c in stem).strip(" _") or "plan"
    while len(stem.encode()) > 120:
        stem = stem[:-1]
    ending = "".join(c for c in ending if c.isascii() and c.isalnum())[:8]
    return f"{stem}-{hashlib.sha256(data).hexdigest()[:8]}{f'.{ending}' if ending else ''}"
