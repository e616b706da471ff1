"""(Not written yet.)"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.state import plan_of


@Language.factory("plan_checks")
def make_checks(nlp: Language, name: str) -> PlanChecks:
    return PlanChecks()


class PlanChecks:
    def __call__(self, doc: Doc) -> Doc:
        plan_of(doc)
        return doc
