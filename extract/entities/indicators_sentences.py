"""Targets in lists and sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import regex

from extract.entities import indicators_patterns as p
from extract.entities.indicators_candidate import Candidate, Comparator
from extract.entities.indicators_more import enumerated, over, qualitative, ranks, share_predicates
from extract.entities.indicators_zones import LABEL, Zone, Zones, as_of
from extract.entities.numbers import Quantity, find_quantities
from extract.entities.once import once
from extract.state import Plan


def read_sentences(plan: Plan) -> Iterator[Candidate]:
    """All targets outside tables, in document order."""
    folded = plan.folded
    mask = _mask(plan)
    zones = Zones(plan)
    for i, line in enumerate(plan.lines):
        if line.cells or line.zone not in ("body", "appendix"):
            continue
        zone = zones.at(i)
        text = folded[line.start : line.end]
        yield from enumerated(plan, line.start, line.end, zone)
        has_digit = once(r"\d|phần trăm|ít nhất|tối thiểu|không quá").search(text) is not None
        if not has_digit and not zone.named:
            continue
        if zones.heading[i] and not once(r"\d\s?%").search(text):
            continue
        for start, end in _clauses(folded, line.start, line.end):
            found = list(_quantitative(plan, start, end, zone, mask, line.start)) if has_digit else []
            yield from found
            if zone.named and not found and (c := qualitative(plan, start, end, zone)):
                yield c


# ── clauses ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_HARD = regex.compile(r";|\.(?=\s+[\p{Lu}\d“\"(])|\n")
_DEPTH = regex.compile(r"[()“”]")


def _clauses(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Parts of a line between semicolons and full stops; those inside brackets part nothing."""
    cuts = [m.start() for m in _HARD.finditer(folded, start, end)]
    if cuts:
        spans, depth, open_at = [], 0, 0
        for m in _DEPTH.finditer(folded, start, end):
            if m[0] in "(“":
                depth += 1
                open_at = m.start() if depth == 1 else open_at
            elif depth:
                depth -= 1
                if depth == 0:
                    spans.append((open_at, m.start()))
        k = 0
        kept = []
        for c in cuts:
            while k < len(spans) and spans[k][1] < c:
                k += 1
            if not (k < len(spans) and spans[k][0] < c):
                kept.append(c)
        cuts = kept
    at = start
    for c in [*cuts, end]:
        if c > at:
            label = LABEL.match(folded, at, c)
            begin = label.end() if label and at == start else at
            while begin < c and folded[begin] in " \t;.,":
                begin += 1
            if c - begin > 5:
                yield begin, c
        at = c + 1


def _mask(plan: Plan) -> list[tuple[int, int]]:
    spans = [(m.start, m.end) for ref in plan.references for m in ref.mentions]
    spans += [(d.start, d.end) for d in plan.dates]
    spans += [(d.start, d.end) for d in plan.deadlines if not once(r"%|đồng").search(d.text)]
    spans.sort()
    return spans


def _masked(mask: list[tuple[int, int]], q: Quantity) -> bool:
    from bisect import bisect_right

    i = bisect_right(mask, (q.number_start, 1 << 60)) - 1
    return any(mask[j][0] <= q.number_start < mask[j][1] for j in range(max(0, i - 3), i + 1))


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _quantitative(
    plan: Plan, start: int, end: int, zone: Zone, mask: list[tuple[int, int]], line_start: int
) -> Iterator[Candidate]:
    folded = plan.folded
    kept: list[Quantity] = []
    for q in find_quantities(folded, start, end):
        if not _masked(mask, q) and _measures_something(folded, q, start, end):
            kept.append(q)
    places = list(ranks(plan, start, end, zone))
    if places:
        yield from places
        within = [(c.start, c.end) for c in places[:50]]
        kept = [q for q in kept if not any(a <= q.number_start < b for a, b in within)]
    kept = _outside_brackets(folded, kept, start, end)
    kept = _without_attributes(folded, _without_origins(folded, kept))
    cut = start
    subject: str | None = None
    found: list[Candidate] = []
    for n, q in enumerate(kept):
        limit = kept[n + 1].start if n + 1 < len(kept) else end
        begin = cut
        if n + 1 < len(kept):
            cut = _boundary(folded, q.end, limit)
            limit = cut
        rule = _rule(folded, q, begin, limit, zone, start)
        if rule is None:
            if q.kind == "word":
                cut = begin  # no measure at all: what stands before it belongs to the next
            continue
        c = _candidate(plan, q, begin, limit, zone, rule, (start, end))
        if subject and (p.BARE_VERB.fullmatch(c.name) or c.name == c.unit == "%"):
            c.name = f"{subject} {c.name}".strip(" %")
        else:
            subject = c.name
        if not over(plan, c, folded[start:limit], zone):
            found.append(c)
    share_predicates(folded, found)
    yield from found


def _measures_something(folded: str, q: Quantity, start: int, end: int) -> bool:
    """Not a year, a label, an ordinal, a part of a date or of a name."""
    before = folded[max(start - 12, q.number_start - 40) : q.number_start]
    figures = folded[q.number_start : q.number_end]
    loose = (
        q.kind not in ("share", "money") and q.comparator != "range" and not (q.explicit and q.number_start > q.start)
    )
    year = once(r"(?:19|20)\d\d").fullmatch(figures) is not None
    if loose and p.NOT_BEFORE.search(before):
        return False
    if loose and once(r"[1-9]\d?").fullmatch(figures) and q.kind != "measure" and p.NOT_BEFORE_SMALL.search(before):
        return False
    if year and (q.kind == "word" or p.NOT_BEFORE_YEAR.search(before)):
        return False
    if (
        q.kind == "word"
        and q.comparator == "range"
        and (p.NOT_BEFORE.search(before) or (q.value > 1900 and (q.value_max or 0) < 2100))
    ):
        return False
    if (q.unit == "tuổi" or folded.startswith(" tuổi", q.end)) and not once(
        r"(?i)tuổi thọ|tuổi (?:trung )?bình|bình quân"
    ).search(folded, start, q.start):
        return False  # whom, not how many
    lead = folded[max(start, q.start - 160) : q.start]
    if ("“" in lead or '"' in lead) and p.IN_TITLE.search(lead):
        return False
    if q.comparator in ("<=", ">=") and folded.startswith(" đồng chí", q.number_end):
        return True
    if p.NOT_AFTER.match(folded, q.number_end, min(end, q.number_end + 40)) or p.PER_HEAD.match(folded, q.number_end):
        return False
    return q.kind != "word" or once(r"\s{1,2}\p{L}").match(folded[q.end : q.end + 4]) is not None


def _outside_brackets(folded: str, found: list[Quantity], start: int, end: int) -> list[Quantity]:
    """Figures in brackets explain one outside; they count only where none stands outside."""
    inside = [
        q
        for q in found
        if folded.rfind("(", max(start, q.start - 300), q.start) > folded.rfind(")", max(start, q.start - 300), q.start)
    ]
    known = {id(q) for q in inside}
    outside = [q for q in found if id(q) not in known]
    if not outside:
        return inside if len(inside) == 1 else []
    return outside


def _without_origins(folded: str, found: list[Quantity]) -> list[Quantity]:
    # "tăng từ 60% lên 75%": only the second is to be reached
    out: list[Quantity] = []
    for n, q in enumerate(found):
        if (
            n + 1 < len(found)
            and p.FROM_TO.match(folded[q.end : found[n + 1].start])
            and once(r"(?i)từ").match(folded[q.start : q.start + 2])
        ):
            continue
        out.append(q)
    return out


def _without_attributes(folded: str, found: list[Quantity]) -> list[Quantity]:
    # "03 sản phẩm đạt 4 sao trở lên": the second tells which products, not how many
    out: list[Quantity] = []
    for q in found:
        if (
            out
            and out[-1].kind in ("count", "share")
            and q.kind in ("count", "measure", "time", "word")
            and p.ATTRIBUTE_GAP.fullmatch(folded, out[-1].end, q.start)
        ):
            continue
        out.append(q)
    return out


def _boundary(folded: str, start: int, end: int) -> int:
    """Where the text of the first of two figures ends and that of the second begins."""
    best = None
    for m in p.NEW_SUBJECT.finditer(folded, start, end):
        best = m.end()
        break
    if best is None:
        for mark in (", ", " và "):
            if (at := folded.rfind(mark, start, end)) >= 0:
                return at + len(mark)
        return end if start >= end else max(start, folded.rfind(" ", start, end) + 1)
    return best


def _rule(folded: str, q: Quantity, begin: int, limit: int, zone: Zone, clause: int) -> str | None:
    """Name of the rule by which a figure is a target, None where it is none."""
    clause, begin, limit = (
        max(clause, q.start - 400),
        max(begin, q.start - 400),
        min(limit, q.end + 400),
    )  # a line has no end in bad input
    before = folded[begin : q.start]
    around = folded[begin:limit]
    bound = once(r"(?i)từ|trên|dưới|hơn").match(folded[q.start : q.number_start])
    if p.ATTRIBUTE_BEFORE.search(before) or (q.kind == "count" and bound and p.ATTRIBUTE_COUNT.search(before)):
        return None
    if q.kind == "time" and not once(
        r"(?i)thời gian|rút ngắn|giảm|tuổi thọ|cắt giảm|trung bình|bình quân|dự trữ|đủ dùng"
    ).search(before):
        return None
    rate = p.RATE.search(before)
    if rate and not zone.targets and not (q.explicit and rate.group().lower().startswith("chiếm")):
        return None
    past = p.PAST.search(p.BASE.sub(" ", around)) is not None or p.DONE.search(before) is not None
    if zone.targets:
        if past and not once(r"(?i)phấn đấu|đến (?:hết |cuối )?năm").search(around):
            return None
        return "target_list"
    if past or (zone.barred and q.kind != "share"):
        return None
    if p.COMPOSITION.search(before) or (
        q.kind in ("count", "word")
        and p.PIECE.match(folded, q.unit_start + (1 if folded[q.unit_start : q.unit_start + 1] == " " else 0))
    ):
        return None
    lead = folded[clause : q.start]
    if q.kind == "share":
        if q.explicit or p.STRIVE.search(folded, clause, limit) or not p.FRONT.sub("", before, count=1).strip():
            return "percent"
        return None
    if q.of is not None:
        return "fraction"
    if q.kind == "money":
        return (
            "money"
            if once(
                r"(?i)(?:phấn đấu|đạt|thu|vận động|tổng (?:thu|vốn|mức)|doanh thu|thu nhập|kim ngạch|giá trị|huy động|giải ngân)(?!\p{L})"
            ).search(lead)
            else None
        )
    front = p.FRONT.match(before)
    measured = p.MEASURE_START.match(before[front.end() if front else 0 :]) is not None
    if measured and (q.explicit or (q.kind == "measure" and p.COPULA.search(before.rstrip()))):
        return "at_least"  # "số lượng ủy viên không quá 15 đồng chí", "giảm tỷ suất … xuống còn 20/100.000 trẻ"
    if q.kind == "time":
        return "at_least" if q.explicit else None
    if q.kind in ("count", "measure"):
        if p.COUNT_VERB.search(lead) or p.AIM.search(lead):
            return "count"
        sign = folded[q.start : q.number_start]
        least = once(r"(?i)ít nhất|tối thiểu|≥").search(sign) is not None
        if (
            once(r"(?i)trên").match(sign)
            and p.ON_PLACE.match(folded, q.unit_start)
            and not p.COPULA.search(lead.rstrip())
        ):
            return None  # "hạ ngầm cáp trên 06 tuyến đường": where
        if least or (q.comparator == ">" and p.STRIVE.search(lead)):
            return "at_least"
    return None


def _candidate(
    plan: Plan, q: Quantity, begin: int, limit: int, zone: Zone, rule: str, clause: tuple[int, int]
) -> Candidate:
    folded, text = plan.folded, plan.text
    begin, limit = max(begin, q.start - 400), min(limit, q.end + 400)
    front = p.FRONT.match(folded, begin, q.start)
    name_start = front.end() if front else begin
    if q.of is not None:
        # "…, nhất là 12/19 chỉ tiêu": what is counted stands behind
        name_start = max(
            name_start,
            folded.rfind(", ", begin, q.start) + 2,
            q.start if once(r"là\s*$").search(folded[begin : q.start]) else 0,
        )
    # the part of a long sentence that this figure belongs to begins at its own verb or measure
    subject = folded[name_start : q.start]
    cuts = [m.end() for m in p.NEW_SUBJECT.finditer(folded, name_start, q.start) if q.start - m.end() > 3]
    if cuts and not _one_subject(subject):
        name_start = cuts[-1]
        again = p.FRONT.match(folded, name_start, q.start)
        name_start = again.end() if again and again.end() < q.start else name_start
        subject = folded[name_start : q.start]
    if m := p.LEAD_IN.match(subject):
        name_start += m.end()
        subject = folded[name_start : q.start]
    if q.kind == "share" and not _one_subject(subject) and (m := p.VERB_AT_END.search(subject)):
        name_start += m.start("verb")
        subject = folded[name_start : q.start]
    name_end = name_start + len(p.BACK.sub("", p.ORIGIN.sub("", subject)))
    copula = p.COPULA.search(subject.rstrip()) is not None
    stop = p.SUFFIX_END.search(folded, q.end, limit) if folded[q.end : q.end + 1] != "," else None
    suffix_end = stop.start() if stop else limit
    if folded[q.end : q.end + 1] == ",":
        suffix_end = q.end  # what follows a comma is another thing
    unit, unit_end = q.unit, q.end
    more = p.MORE_PLACES.match(folded, q.end, limit) if unit and q.of is not None else None
    if more:
        unit, unit_end = f"{unit}{more[0]}", more.end()
        stop = p.SUFFIX_END.search(folded, unit_end, limit)
        suffix_end = stop.start() if stop else limit
    after_start = q.end if q.unit and q.kind != "count" else min(q.unit_start, q.end)
    if unit is None and (m := once(r"\s{1,2}(?P<unit>\p{L}[\p{L}\d]*)").match(folded[q.end : suffix_end])):
        unit, unit_end = m["unit"], q.end + m.end()
        after_start = q.end
    after = folded[after_start:suffix_end].strip(" ,.–-\t")
    after = once(r"^(?:trở lên|trở xuống)\s*").sub("", after)
    head = text[name_start:name_end].strip(' ,:;–-\t“"')
    if (
        copula
        and p.TURN.search(subject)
        and after
        and not p.MEASURE_START.match(head)
        and not p.AFTER_VALUE.match(after)
    ):
        copula = False  # "cắt giảm 30% thủ tục": what is cut stands behind
    if (
        head
        and (copula or p.MEASURE_START.match(head))
        and not (q.kind == "share" and not p.MEASURE_START.match(head) and after and not copula)
    ):
        name, stop_at = head, max(q.end, unit_end)
    else:
        tail = text[after_start:suffix_end].strip(" ,.–-\t")
        tail = once(r"^(?:trở lên|trở xuống)\s*").sub("", tail)
        tail = p.DANGLING.sub("", tail)
        name = " ".join(x for x in (head, tail) if x)
        stop_at = max(q.end, unit_end, suffix_end if tail else q.end)
    base = p.BASE.search(folded, q.end, min(limit, q.end + 60))
    scope = folded[begin:limit]
    if base:
        scope = scope.replace(folded[base.start() : base.end()], " ")
    scope = once(r"\([^)]*\)|(?:cuối |so với )?năm \d{4}(?=\s+(?:lên|xuống))").sub(" ", scope)
    start = min(name_start, q.start) if head else q.start
    # a bracket opened before the figure is no part of what is quoted
    while stop_at > q.end and folded[stop_at - 1] in " ,.;:":
        stop_at -= 1
    return Candidate(
        start,
        max(stop_at, q.end),
        once(r"\s+").sub(" ", name).strip() or (unit or ""),
        rule,
        cast(Comparator, q.comparator),
        q.value,
        q.value_max,
        unit,
        of=q.of,
        base=_base(base["base"]) if base else None,
        as_of=as_of(scope) or as_of(folded[max(clause[0], q.start - 400) : q.start]) or zone.as_of,
    )


def _base(text: str) -> str:
    years = once(r"\d{4}").findall(text)
    return "-".join(years) if years else text


def _one_subject(subject: str) -> bool:
    """ "Tỷ lệ cán bộ, công chức, viên chức …": the commas belong to one enumeration that a measure governs."""
    return p.MEASURE_START.match(subject) is not None and not regex.search(
        rf"(?:,|và)\s+(?:{p.MEASURE})(?!\p{{L}})", subject, regex.I
    )
