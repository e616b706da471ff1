"""(Not written yet.)"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.state import plan_of


@Language.factory("plan_units")
def make_units(nlp: Language, name: str) -> PlanUnits:
    return PlanUnits()


class PlanUnits:
    def __call__(self, doc: Doc) -> Doc:
        plan_of(doc)
        return doc
