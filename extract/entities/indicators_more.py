"""Targets that are no plain quantity, and what tells a target from a result: ranks, shared verbs, years gone by, named targets."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extract.entities import indicators_patterns as p
from extract.entities.indicators_candidate import Candidate
from extract.entities.indicators_zones import Zone, as_of
from extract.entities.numbers import find_quantities
from extract.entities.once import once
from extract.state import Plan


def share_predicates(folded: str, found: list[Candidate]) -> None:
    """ "90% hộ, 85% khu dân cư đạt chuẩn văn hóa": the verb behind the last subject is that of those before it."""
    for a, b in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if a.unit != "%" or b.unit != "%" or p.PREDICATE.search(a.name) or len(a.name.split()) > 6:
            continue
        verb = p.PREDICATE.search(b.name)
        if verb and once(r"\s?(?:,|và|;)\s[^,;]{0,25}").fullmatch(folded, a.end, max(a.end, b.start)):
            a.name += b.name[verb.start() :]


def over(plan: Plan, c: Candidate, scope: str, zone: Zone) -> bool:
    """Was the figure reached, or measured, before the plan was issued? "Năm học 2021-2022 … đạt 99,6%" in a plan of September 2022."""
    issued = plan.header.issued_on or (plan.issued_on.isoformat() if plan.issued_on else None)
    if issued is None or zone.targets or c.as_of is None or len(issued) < 7:
        return False
    said = as_of(p.BASE.sub(" ", scope))
    if said != c.as_of or once(r"(?i)phấn đấu|chỉ tiêu").search(scope):
        return False
    if len(said) == 4 and len(issued) >= 4:
        school = once(rf"(?i)năm học 20\d\d\s?-\s?{said}").search(scope) is not None if said == issued[:4] else False
        return said < issued[:4] or (school and issued[5:7] >= "07")
    return said < issued


def ranks(plan: Plan, clause: int, clause_end: int, zone: Zone) -> Iterator[Candidate]:
    """Places among others: "Chỉ số PAR INDEX xếp hạng 10/63"."""
    folded = plan.folded
    if not any(plan.low.find(word, clause, clause_end) >= 0 for word in ("hạng", "vị trí", "thứ", "top")):
        return
    for m in p.RANK.finditer(folded, clause, clause_end):
        # a line has no end in bad input
        start, end = max(clause, m.start() - 300), min(clause_end, m.end() + 300)
        before = folded[start : m.start()]
        named = once(r"(?i)chỉ số|xếp hạng|thứ hạng|PCI|PAPI|SIPAS|PAR|DDCI|DTI|thi đua|bảng xếp").search(
            folded, start, m.end()
        )
        if not named or not (
            zone.targets or m["of"] or once(r"(?i)phấn đấu|duy trì|giữ|vươn lên|nâng|cải thiện").search(before + m[0])
        ):
            continue
        if p.PAST.search(before) or (not m["aim"] and not m["of"] and "hạng" not in m["word"].lower()):
            continue
        front = p.FRONT.match(folded, start, m.start())
        name = p.BACK.sub("", plan.text[front.end() if front else start : m.start()]).strip()
        low, high = float(m["n"]), float(m["n2"]) if m["n2"] else None
        within = "trong" in m[0].lower() or m["word"].lower() == "top" or m["least"]
        yield Candidate(
            front.end() if front else start,
            m.end(),
            once(r"\s+").sub(" ", name) or "xếp hạng",
            "rank",
            "range" if high else "<=" if within else "=",
            low,
            high,
            "hạng",
            of=float(m["of"]) if m["of"] else None,
            as_of=as_of(folded[start:end]) or zone.as_of,
        )


# ── named targets ────────────────────────────────────────────────────────────────────────────────────────────────────


def qualitative(plan: Plan, start: int, end: int, zone: Zone) -> Candidate | None:
    folded = plan.folded
    while end > start and folded[end - 1] in " .;,\t":
        end -= 1
    body = folded[start:end]
    words = len(body.split())
    if words > 40 and (m := p.LEGAL_TAIL.search(body)):
        end = start + m.start()
        body = folded[start:end]
        words = len(body.split())
    if words < 3 or words > 70 or body.endswith(":") or not p.QUALITATIVE_START.match(body) or p.PAST.search(body):
        return None
    if once(r"(?i)(?:tiếp tục|các chỉ tiêu|chỉ tiêu)").match(body):
        return None
    return Candidate(start, end, once(r"\s+").sub(" ", plan.text[start:end]), "named", as_of=as_of(body) or zone.as_of)


def enumerated(plan: Plan, start: int, end: int, zone: Zone) -> Iterator[Candidate]:
    """ "các chỉ tiêu: (1) …; (2) …", those without a figure."""
    folded = plan.folded
    if zone.named or folded.find(":", start, end) < 0:
        return
    lead = p.ENUMERATION_LEAD.search(folded, start, end)
    if not lead:
        return
    stop = regex.compile(r"\.(?=\s+\p{Lu})").search(folded, lead.end(), end)
    for m in p.ENUMERATED.finditer(folded, lead.start(), stop.start() if stop else end):
        if m.start() < lead.end() - 1:
            continue
        if any(True for _ in find_quantities(folded, m.start("name"), m.end("name"))):
            continue
        yield Candidate(
            m.start("name"),
            m.end("name"),
            once(r"\s+").sub(" ", plan.text[m.start("name") : m.end("name")]),
            "enumerated",
            as_of=zone.as_of,
        )
