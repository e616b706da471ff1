"""(Not written yet.)"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.state import plan_of


@Language.factory("plan_tables")
def make_tables(nlp: Language, name: str) -> PlanTables:
    return PlanTables()


class PlanTables:
    def __call__(self, doc: Doc) -> Doc:
        plan_of(doc)
        return doc
