"""Targets of a plan with their values, and named targets without one."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from extract import record as r
from extract.entities.indicators_candidate import Candidate
from extract.entities.indicators_sentences import read_sentences
from extract.entities.indicators_tables import read_tables
from extract.lexicon.confidence import confidence
from extract.state import add_spans, plan_of


@Language.factory("plan_indicators")
def make_indicators(nlp: Language, name: str) -> PlanIndicators:
    return PlanIndicators()


@dataclass
class PlanIndicators:
    """Adds `plan.indicators` and the span group "indicators"."""

    def __call__(self, doc: Doc) -> Doc:
        plan = plan_of(doc)
        found: list[Candidate] = [*read_sentences(plan), *read_tables(plan)]
        found.sort(key=lambda c: (c.start, c.end))
        for c in found:
            rule = f"indicator.{c.rule}"
            plan.indicators.append(
                r.Indicator(
                    id=f"i{len(plan.indicators) + 1}",
                    text=plan.text[c.start : c.end],
                    start=c.start,
                    end=c.end,
                    name=c.name,
                    comparator=c.comparator,
                    value=c.value,
                    value_max=c.value_max,
                    unit=c.unit,
                    of=c.of,
                    base=c.base,
                    as_of=c.as_of,
                    kind="qualitative" if c.value is None else "quantitative",
                    section=plan.section_id(c.start),
                    evidence=rule,
                    confidence=confidence(rule),
                )
            )
        add_spans(doc, "indicators", [(i.start, i.end, "INDICATOR", i.id) for i in plan.indicators])
        return doc
