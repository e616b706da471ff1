"""(Not written yet.)"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.state import plan_of


@Language.factory("plan_slogans")
def make_slogans(nlp: Language, name: str) -> PlanSlogans:
    return PlanSlogans()


class PlanSlogans:
    def __call__(self, doc: Doc) -> Doc:
        plan_of(doc)
        return doc
