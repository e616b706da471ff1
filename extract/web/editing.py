"""Correcting: what the page sends of an item, and the gold files that come of it."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field

from extract.web import gold, merge
from extract.web.api import Lib, answer
from extract.web.corrections import Correction
from extract.web.data import base_name
from extract.web.pages import Id, Over, _merged
from extract.web.problems import Problem
from extract.web.templating import page

router = APIRouter(include_in_schema=False)


class Said(BaseModel):
    """One correction as the page sends it: of an item by `item`, or of words by `start` and `end`."""

    model_config = ConfigDict(extra="forbid")
    action: Literal["accept", "change", "delete", "add"]
    kind: Annotated[str, Field(max_length=20)]
    item: Annotated[str | None, Field(max_length=20)] = None
    start: Annotated[int | None, Field(ge=0)] = None
    end: Annotated[int | None, Field(ge=0)] = None
    fields: dict[str, Any] = {}
    who: Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f]*$")]


@router.post("/plans/{id}/corrections")
def correct(request: Request, lib: Lib, over: Over, id: Id, said: Said) -> Response:
    """Write one down. 422 says why one cannot be."""
    if len(json.dumps(said.fields)) > 20_000:
        raise Problem(413, "too-large", "The fields are too large.")
    try:
        record = lib.store().get(id)
    except KeyError:
        raise Problem(404, "no-such-plan", f"There is no plan {id}.") from None
    made = _correction(record, merge.merge(record, over.corrections.all(id)), said)
    if why := merge.check(record, made):
        raise Problem(422, "no-such-correction", f"This cannot be corrected so: {why}")
    kept = over.corrections.add(made)
    merged = merge.merge(record, over.corrections.all(id))
    item = next((i for i, c in merged.said.items() if c.number == kept.number), None)
    return answer(request, {"number": kept.number, "item": item, "at": kept.made_at})


def _correction(record: Any, now: merge.Merged, said: Said) -> Correction:
    if said.kind == "document":
        return Correction(record.id, "document", 0, 0, "", said.action, who=said.who)
    if said.kind not in merge.KINDS:
        raise Problem(422, "no-such-correction", f"There is no kind {said.kind}.")
    if said.action == "add":
        start, end = said.start, said.end
        if start is None or end is None or not start < end <= len(record.text):
            raise Problem(422, "no-such-correction", "To add an item, say where its words stand.")
        # what a person selects by hand often ends in a space
        text = record.text[start:end]
        start += len(text) - len(text.lstrip())
        text = text.strip()
        return Correction(record.id, said.kind, start, start + len(text), text, "add", said.fields, None, said.who)
    found = next((x for x in getattr(now.record, said.kind) if x.id == said.item), None)
    if found is None:
        raise Problem(404, "no-such-item", "There is no such item in this plan.")
    earlier = now.said.get(found.id)
    if earlier is not None:  # what was said of it before keeps its place
        fields = {**earlier.fields, **said.fields}
        action = earlier.action if said.action in ("accept", "change") and earlier.action == "add" else said.action
        if (said.action == "accept" and earlier.action == "change") or (
            said.action == "change" and earlier.action != "add"
        ):
            action = "change"
        return Correction(*earlier.key, action, fields, earlier.before, said.who)
    place = min(found.mentions, key=lambda m: m.start, default=None) if said.kind in merge.NAMED else found
    if place is None:
        raise Problem(422, "no-such-correction", "This item stands nowhere in the text.")
    before = found.model_dump(mode="json")
    return Correction(
        record.id, said.kind, place.start, place.end, place.text, said.action, said.fields, before, said.who
    )


@router.delete("/plans/{id}/corrections/{number}")
def take_back(over: Over, id: Id, number: int) -> Response:
    """Undo one; it stays in the file with the time at which it was undone."""
    if not over.corrections.undo(id, number):
        raise Problem(404, "no-such-correction", "There is no such correction.")
    return Response(status_code=204)


@router.get("/plans/{id}/gold.json")
def one_gold(lib: Lib, over: Over, id: Id) -> Response:
    """This plan as corrected, as a gold file."""
    found = gold.gold(_merged(lib, over, id))
    return _download(gold.as_json(found), "application/json", "gold.json")


@router.get("/corrections")
def listing(request: Request, lib: Lib, over: Over) -> HTMLResponse:
    """Who corrected what, and when."""
    by_document: dict[str, list[Correction]] = {}
    for c in over.corrections.all():
        by_document.setdefault(c.document_id, []).append(c)
    rows = []
    for document, made in by_document.items():
        try:
            record = lib.store().get(document)
            merged = merge.merge(record, made)
            lost = {c.number for c in merged.lost}
            label = record.header.title or base_name(record.source.uri)
        except KeyError:
            lost, label = {c.number for c in made}, document
        rows.append({"id": document, "label": label, "made": made[::-1], "lost": lost, "last": made[-1].made_at})
    rows.sort(key=lambda r: str(r["last"]), reverse=True)
    return page(request, "corrections.html", rows=rows)


@router.get("/gold.zip")
def all_gold(lib: Lib, over: Over) -> Response:
    """Gold files of all plans that were corrected."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in gold.gold_files(lib, over.corrections):
            archive.writestr(name, content)
    return _download(out.getvalue(), "application/zip", "gold.zip")


def _download(body: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-cache"}
    return Response(body, media_type=media_type, headers=headers)
