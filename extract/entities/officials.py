"""(Not written yet.)"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.state import plan_of


@Language.factory("plan_officials")
def make_officials(nlp: Language, name: str) -> PlanOfficials:
    return PlanOfficials()


class PlanOfficials:
    def __call__(self, doc: Doc) -> Doc:
        plan_of(doc)
        return doc
