"""(Not written yet.)"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.state import plan_of


@Language.factory("plan_tasks")
def make_tasks(nlp: Language, name: str) -> PlanTasks:
    return PlanTasks()


class PlanTasks:
    def __call__(self, doc: Doc) -> Doc:
        plan_of(doc)
        return doc
