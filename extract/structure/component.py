"""plan_structure: header, signer, recipients, zones and the section tree of a plan."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.state import add_spans, plan_of
from extract.structure.header import read_header
from extract.structure.recipients import read_recipients
from extract.structure.sections import build_sections
from extract.structure.signature import read_signer
from extract.structure.zones import find_zones


@Language.factory("plan_structure", assigns=["doc._.plan", "doc.spans"])
def make_structure(nlp: Language, name: str) -> PlanStructure:
    return PlanStructure()


class PlanStructure:
    """Fills header, header_spans, signer, recipients, sections of the Doc's plan and the zone of its lines."""

    def __call__(self, doc: Doc) -> Doc:
        plan = plan_of(doc)
        if not plan.text.strip():
            return doc
        zones = find_zones(plan)
        plan.header = read_header(plan, zones)
        plan.signer = read_signer(plan, zones, plan.header.issuer)
        plan.recipients = read_recipients(plan, zones.recipients)
        plan.sections = build_sections(plan)
        plan.forget()
        heads: list[tuple[int, int, str, str]] = []
        for s in plan.sections:
            if s.label is not None:
                heads.append((s.start, plan.lines[plan.line_index(s.start)].end, s.kind, s.id))
        add_spans(doc, "sections", heads)
        add_spans(doc, "recipients", [(x.start, x.end, "recipient", str(i)) for i, x in enumerate(plan.recipients)])
        add_spans(doc, "header", [(a, b, name, name) for name, (a, b) in plan.header_spans.items() if a < b])
        return doc
