"""`plan_tables`: every data table of the plan as the record's tables, and the people that rosters name."""

from __future__ import annotations

import regex
from spacy.language import Language
from spacy.tokens import Doc

from extract import record as r
from extract.lexicon.keys import key
from extract.relations.grids import Grid, Span, grids, role_of_grid
from extract.relations.names import names_in
from extract.state import Plan, plan_of
from extract.text.fold import fold

#: where `plan_tables` leaves the grids for `plan_tasks`
GRIDS = "kehoach.grids"


@Language.factory("plan_tables")
def make_tables(nlp: Language, name: str) -> PlanTables:
    return PlanTables()


class PlanTables:
    """Adds tables to the plan, cells and all, with what each is for; names in columns of persons become officials.

    A cell merged over rows is repeated in each of them; of a cell merged over columns the first column has the text.
    """

    def __call__(self, doc: Doc) -> Doc:
        plan = plan_of(doc)
        found = grids(plan)
        for g in found:
            plan.tables.append(
                r.Table(
                    id=f"b{len(plan.tables) + 1}",
                    section=plan.section_id(g.start),
                    page=g.page,
                    columns=[
                        "".join(c.split()) if g.roles[k] == "index" and len(c) < 8 else c
                        for k, c in enumerate(g.columns)
                    ],
                    rows=[[cell(plan, g, k, span) for k, span in enumerate(row.cells)] for row in g.rows],
                    role=role_of_grid(g),
                    start=g.start,
                    end=g.end,
                )
            )
            add_people(plan, g)
        add_bare_names(plan, found)
        doc.user_data[GRIDS] = found
        return doc


def cell(plan: Plan, g: Grid, k: int, span: Span) -> str:
    """A cell's words on one line; a running number that a narrow column wrapped is whole again."""
    words = plan.text[span[0] : span[1]].split()
    return ("" if g.roles[k] == "index" and span[1] - span[0] < 8 else " ").join(words)


def add_people(plan: Plan, g: Grid) -> None:
    """Personal names in columns of persons or doers, as officials; a post beside them is their title."""
    columns = [k for k, role in enumerate(g.roles) if role in ("person", "lead", "support", "directs", "actors")]
    if not columns:
        return
    post = g.column("post")
    known = {o.name: o for o in plan.officials if o.name}
    taken = sorted((m.start, m.end) for o in plan.officials for m in o.mentions)
    units = sorted((m.start, m.end) for u in plan.units for m in u.mentions)
    for row in g.rows:
        for k in columns:
            if row.grown[k]:
                continue
            for a, b in names_in(plan, row.line, row.cells[k]):
                if _covered(taken, a, b) or _covered(units, a, b):
                    continue
                name = regex.sub(r"\s+", " ", plan.text[a:b])
                mention = r.Mention(text=plan.text[a:b], start=a, end=b, section=plan.section_id(a))
                if name in known:
                    known[name].mentions.append(mention)
                    continue
                title = _title(plan, row.cells[post]) if post is not None and g.roles[k] == "person" else None
                official = r.Official(
                    id=f"o{len(plan.officials) + 1}",
                    name=name,
                    title=title,
                    mentions=[mention],
                    evidence="table of persons",
                    confidence=0.9,
                )
                plan.officials.append(official)
                known[name] = official


_HEAD_NOUN = regex.compile(
    r"\s*(?:các\s+)?(?:phòng|ban|khoa|sở|tổ|trung\s+tâm|chi\s+cục|cục|vụ|viện|trường|bộ\s+phận|đội|văn\s+phòng|chi\s+bộ|công\s+chức)\s+(?=\S)",
    regex.I,
)


def add_bare_names(plan: Plan, found: list[Grid]) -> None:
    """Bodies that a column names without their head noun ("Phòng chủ trì": "Tổ chức - Hành chính").

    They become mentions of the units known from the text, or, where the head gives the noun, units of the same house
    as the others with that noun.
    """
    wanted = [(g, k) for g in found for k, role in enumerate(g.roles) if role in ("lead", "support", "actors")]
    if not wanted:
        return
    known: dict[str, list[r.Unit]] = {}
    for u in plan.units:
        for words in {m.text for m in u.mentions} | {u.name}:
            m = _HEAD_NOUN.match(fold(words))
            if m and not u.collective:
                known.setdefault(key(words[m.end() :]), []).append(u)
    taken = sorted(
        [(m.start, m.end) for u in plan.units for m in u.mentions]
        + [(m.start, m.end) for o in plan.officials for m in o.mentions]
    )
    for g, k in wanted:
        head = _HEAD_NOUN.match(fold(g.columns[k]))
        noun = head.group().strip().lower() if head else ""
        house = _house(plan, noun) if noun else None
        for row in g.rows:
            a, b = row.cells[k]
            if row.grown[k]:
                continue
            for m in _PART.finditer(plan.text, a, b):
                if _covered(taken, m.start(), m.end()):
                    continue
                units = known.get(key(m.group()), [])
                units = [u for u in units if noun and key(u.name).startswith(key(noun))] or units
                if not units and house and m.group()[0].isupper() and 2 <= len(m.group().split()) <= 9:
                    sibling, suffix = house
                    fresh = sibling.model_copy(
                        update={
                            "id": f"u{len(plan.units) + 1}",
                            "name": f"{noun[:1].upper()}{noun[1:]} {m.group()}{suffix}",
                            "mentions": [],
                            "evidence": "table column",
                            "confidence": 0.8,
                        }
                    )
                    plan.units.append(fresh)
                    units = known[key(m.group())] = [fresh]
                if len({u.id for u in units}) == 1:
                    units[0].mentions.append(
                        r.Mention(text=m.group(), start=m.start(), end=m.end(), section=plan.section_id(m.start()))
                    )
                    units[0].mentions.sort(key=lambda x: x.start)


def _house(plan: Plan, noun: str) -> tuple[r.Unit, str] | None:
    """The unit that most others with this noun are like, and what its full name adds to its own: " Sở Y tế tỉnh …"."""
    suffixes: dict[str, list[r.Unit]] = {}
    for u in plan.units:
        for m in u.mentions:
            if (
                not u.collective
                and m.text.lower().startswith(noun + " ")
                and u.name.lower().startswith(m.text.lower())
                and len(u.name) > len(m.text)
            ):
                suffixes.setdefault(u.name[len(m.text) :], []).append(u)
                break
    if not suffixes:
        return None
    best = max(suffixes, key=lambda x: len(suffixes[x]))
    return suffixes[best][0], best


#: a member of a cell's list, without the blanks around it
_PART = regex.compile(r"[^;,/\n\s](?:[^;/\n]*?[^;,/\n\s])?(?=\s*(?:[;/\n]|,\s+\p{Lu}|$))")


def _title(plan: Plan, span: Span) -> str | None:
    text = " ".join(plan.text[span[0] : span[1]].split()).strip(" ;,.")
    text = regex.split(r"\s*[,;]\s*|\s+-\s+", text)[0]
    return text[:1].upper() + text[1:] if 2 < len(text) < 80 else None


def _covered(spans: list[Span], a: int, b: int) -> bool:
    from bisect import bisect_right

    i = bisect_right(spans, (a, 1 << 60)) - 1
    return any(s < b and a < e for s, e in spans[max(0, i - 1) : i + 2])
