"""Header, zones, section tree. (First cut.)"""

from __future__ import annotations

import regex
from spacy.language import Language
from spacy.tokens import Doc

from extract import record as r
from extract.state import plan_of

_LABEL = regex.compile(r"(?:- )?(?:(?P<part>[A-Z])\.|(?P<roman>[IVX]+)[.\-]|(?P<decimal>\d+(?:\.\d+)+)\.?|(?P<arabic>\d{1,2})\.|(?P<paren>\(\d+\))\.?|(?P<alpha>[a-zđ])[).])\s+(?=\S)")
_RANK = {"part": 0, "roman": 1, "arabic": 2, "decimal": 3, "paren": 4, "alpha": 5}


@Language.factory("plan_structure")
def make_structure(nlp: Language, name: str) -> PlanStructure:
    return PlanStructure()


class PlanStructure:
    def __call__(self, doc: Doc) -> Doc:
        plan = plan_of(doc)
        stack: list[tuple[int, r.Section]] = []
        for line in plan.lines:
            t = plan.text[line.start : line.end]
            m = _LABEL.match(t)
            if not m:
                continue
            kind = m.lastgroup or "roman"
            if m["part"] and m["part"] in "IVX":
                kind = "roman"
            rank = _RANK[kind]
            while stack and stack[-1][0] >= rank:
                stack.pop()[1].end = line.start - 1
            label = m[m.lastgroup or "roman"]
            parent = stack[-1][1] if stack else None
            heading = regex.split(r"(?<=[.:])\s", t[m.end() :])[0].rstrip(":")
            s = r.Section(
                id=f"s{len(plan.sections) + 1}", parent=parent.id if parent else None, kind=kind, label=label,
                path=f"{parent.path}/{label}" if parent else label, depth=len(stack), heading=heading, text="",
                start=line.start, end=len(plan.text), page=line.page,
            )
            plan.sections.append(s)
            stack.append((rank, s))
        for s in plan.sections:
            s.text = plan.text[s.start : s.end]
        return doc
