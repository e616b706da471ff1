"""Slogans, themes, mottos and names of movements, each once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import regex
from spacy.language import Language
from spacy.tokens import Doc

from extract import record as r
from extract.entities import slogans_cues as cues
from extract.entities.once import once
from extract.entities.slogans_quotes import Quote, find_quotes
from extract.lexicon.confidence import confidence
from extract.lexicon.tables import rows
from extract.state import Plan, add_spans, plan_of

Hit = tuple[int, int, cues.Cue]


@Language.factory("plan_slogans")
def make_slogans(nlp: Language, name: str) -> PlanSlogans:
    return PlanSlogans()


class PlanSlogans:
    """Adds `plan.slogans` and the span group "slogans"."""

    def __call__(self, doc: Doc) -> Doc:
        plan = plan_of(doc)
        hits = [*_quoted(plan), *_unquoted(plan), *_known(plan)]
        hits.sort(key=lambda h: (h[0], -h[1]))
        seen: set[str] = set()
        end = 0
        for start, stop, cue in hits:
            text = plan.text[start:stop]
            same = cues.same_text(text)
            if start < end or same in seen or cue.kind is None:
                continue
            seen.add(same)
            end = stop
            plan.slogans.append(
                r.Slogan(
                    id=f"g{len(plan.slogans) + 1}",
                    text=text,
                    start=start,
                    end=stop,
                    kind=cue.kind,
                    section=plan.section_id(start),
                    evidence=cue.rule,
                    confidence=confidence(cue.rule),
                )
            )
        add_spans(doc, "slogans", [(s.start, s.end, s.kind.upper(), s.id) for s in plan.slogans])
        return doc


# ── between quotation marks ──────────────────────────────────────────────────────────────────────────────────────────

_LIST_GAP = regex.compile(r"\s*(?:,|;|và|,\s*và|hoặc|hay|-|–|/)?\s*", regex.I)


def _quoted(plan: Plan) -> Iterator[Hit]:
    folded = plan.folded
    previous: tuple[Quote, cues.Cue] | None = None
    for q in find_quotes(folded):
        inside = folded[q.start : q.end]
        if previous and _LIST_GAP.fullmatch(folded, previous[0].outer_end, q.outer_start):
            # “A”, “B” và “C” are all what the first is
            cue = (
                previous[1]
                if previous[1] is not cues.UNKNOWN
                else cues.classify(folded, q.outer_start, q.outer_end, inside, "")
            )
        else:
            cue = cues.classify(folded, q.outer_start, q.outer_end, inside, _lead(plan, q.outer_start))
        previous = (q, cue)
        if cue.kind is not None and (q.closed or cue.rule != "slogan.counted"):
            yield q.start, q.end, cue


def _lead(plan: Plan, at: int) -> str:
    """The heading or lead-in right above a quotation that opens its line."""
    i = plan.line_index(at)
    if i <= 0:
        return ""
    line = plan.lines[i]
    if at - line.start > 60:
        return ""
    if once(r"[\p{L}\d]{3}").search(plan.folded[line.start : at]):
        return ""
    for j in range(i - 1, max(-1, i - 25), -1):
        above = plan.folded[plan.lines[j].start : plan.lines[j].end].strip()
        if not above:
            continue
        if above[0] in "“\"«-+•*‘'" or once(r"\(?\d+[.)]\s*[“\"«]").match(above):
            if once(r"[“\"«]").search(above[:8]):
                continue  # another of the same list
            if above[0] not in "-+•*":
                return ""
        m = cues.LEAD.match(above)
        return m["cue"] if m and len(above) < 130 and (m.end() >= len(above) - 1) else ""
    return ""


# ── without quotation marks ──────────────────────────────────────────────────────────────────────────────────────────

_BULLET = regex.compile(r"\s*(?:[-+•*]|\(?\d{1,2}[.)])\s+(?P<text>.+?)\s*[.;,]?\s*$")
_HAS_QUOTE = regex.compile(r"[“”\"«»]")
_CALL = regex.compile(r"[!]\s*$")


#: words that open a line with slogans, on lower case
_ANNOUNCES = re.compile(r"khẩu hiệu|chủ đề|thông điệp|phương châm|slogan")


def _unquoted(plan: Plan) -> Iterator[Hit]:
    folded = plan.folded
    marked = {plan.line_index(m.start()) for m in _ANNOUNCES.finditer(plan.low)}
    for i in sorted(marked - {-1}):
        line = plan.lines[i]
        text = folded[line.start : line.end]
        if m := cues.INLINE.match(text):
            kind = cues.lead_kind(m["cue"])
            if kind and len(m["text"].split()) <= 40 and not m["text"].endswith(":"):
                yield line.start + m.start("text"), line.start + m.end("text"), cues.Cue(kind, "slogan.inline")
            continue
        lead = cues.LEAD.match(text)
        if not lead or lead.end() < len(text) or len(text) > 130:
            continue
        kind = cues.lead_kind(lead["cue"])
        if kind is None or (kind != "slogan" and not lead["colon"]):
            continue
        yield from _items(plan, i, kind)


def _items(plan: Plan, i: int, kind: cues.Kind) -> Iterator[Hit]:
    # the bullets under "Khẩu hiệu:" are slogans each; the list ends with the bullets
    for line in plan.lines[i + 1 : i + 40]:
        text = plan.folded[line.start : line.end]
        if not text.strip():
            continue
        m = _BULLET.match(text)
        if not m or (_HAS_QUOTE.search(text) and not _CALL.search(text)):
            if m:
                continue
            return
        if len(m["text"].split()) > 40 or m["text"].endswith(":"):
            return
        yield line.start + m.start("text"), line.start + m.end("text"), cues.Cue(kind, "slogan.listed")


# ── known movements named without quotation marks ────────────────────────────────────────────────────────────────────


@cache
def _free() -> regex.Pattern[str]:
    names = sorted((name for name, _kind, free in rows("movements") if free == "free"), key=len, reverse=True)
    alternatives = "|".join(_flexible(n) for n in names)
    return regex.compile(
        rf"(?:phong trào|cuộc vận động)(?:\s+thi đua(?:\s+yêu nước)?)?:?\s+(?P<name>{alternatives})(?!\p{{L}})",
        regex.I,
    )


def _flexible(name: str) -> str:
    return r"\s*[-,;:]?\s+".join(regex.escape(w) for w in once(r"[\p{L}\d]+").findall(name))


#: what stands before the name of a movement, on lower case
_MOVEMENT = re.compile(r"\b(?:phong trào|cuộc vận động)\b")


def _known(plan: Plan) -> Iterator[Hit]:
    free = _free()
    for start in _MOVEMENT.finditer(plan.low):
        if m := free.match(plan.low, start.start()):
            yield m.start("name"), m.end("name"), cues.Cue("movement", "slogan.known_unquoted")
