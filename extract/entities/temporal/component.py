"""(Not written yet.)"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.state import plan_of


@Language.factory("plan_deadlines")
def make_deadlines(nlp: Language, name: str) -> PlanDeadlines:
    return PlanDeadlines()


class PlanDeadlines:
    def __call__(self, doc: Doc) -> Doc:
        plan_of(doc)
        return doc
