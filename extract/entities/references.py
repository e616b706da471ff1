"""(Not written yet.)"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.state import plan_of


@Language.factory("plan_references")
def make_references(nlp: Language, name: str) -> PlanReferences:
    return PlanReferences()


class PlanReferences:
    def __call__(self, doc: Doc) -> Doc:
        plan_of(doc)
        return doc
