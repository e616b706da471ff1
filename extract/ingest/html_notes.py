"""Footnotes of a page: which links are marks of reference, and where their notes stand."""

from __future__ import annotations

from typing import Any

import regex

from extract.ingest.html_look import BLOCK, SKIP

_NOTE_MARK = regex.compile(r"\s*[\[(]?(?:\d{1,3}|[ivx]{1,5}|[*†‡]{1,3})[\])]?\s*")


def find_notes(root: Any) -> tuple[dict[Any, Any], set[Any], set[Any]]:
    """(link → its mark and the body of its note, bodies, links back): a note is a small mark whose link leads to a place that links back."""
    named: dict[str, Any] = {}
    for e in root.iter():
        if isinstance(e.tag, str):
            for key in (e.get("id"), e.get("name") if e.tag == "a" else None):
                if key:
                    named.setdefault(key, e)
    refs, bodies, back = {}, set(), set()
    order = {e: i for i, e in enumerate(root.iter())} if named else {}
    for a in root.iter("a"):
        target = named.get((a.get("href") or "")[1:]) if (a.get("href") or "").startswith("#") else None
        if target is None or not _NOTE_MARK.fullmatch("".join(a.itertext())) or order[target] < order[a]:
            continue
        body = target
        while (
            body.tag not in ("li", "p", "div", "td", "aside", "section", "dd", "body") and body.getparent() is not None
        ):
            body = body.getparent()
        if (
            body.tag == "p"
            and body.getparent().tag == "div"
            and (body.getparent().get("id") or "").startswith(("ftn", "edn", "sdfootnote"))
        ):
            body = body.getparent()
        if body.tag == "body" or any(p is body for p in a.iterancestors()):
            continue
        refs[a] = ("".join(a.itertext()).strip(), body)
        bodies.add(body)
        for link in body.iter("a"):
            aim = link.get("href") or ""
            if aim.startswith("#") and (link is target or aim[1:] in named) and len("".join(link.itertext())) <= 6:
                back.add(link)
    return refs, bodies, back


def plain_text(e: Any, skip: set[Any]) -> Any:
    if e in skip or e.tag in SKIP:
        return
    yield e.text or ""
    for child in e:
        if isinstance(child.tag, str):
            yield from plain_text(child, skip)
        if child.tag in BLOCK or child.tag == "br":
            yield " "
        yield child.tail or ""
