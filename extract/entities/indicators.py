"""(Not written yet.)"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.state import plan_of


@Language.factory("plan_indicators")
def make_indicators(nlp: Language, name: str) -> PlanIndicators:
    return PlanIndicators()


class PlanIndicators:
    def __call__(self, doc: Doc) -> Doc:
        plan_of(doc)
        return doc
