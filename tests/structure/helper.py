"""A plan read from text by the structure step alone."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.ingest.base import Block, Source
from extract.state import Plan
from extract.structure.component import PlanStructure
from extract.text.canonical import canonicalise

VOCAB = Vocab()


def read(text: str, blocks: list[Block] | None = None, media: str = "text/plain") -> Plan:
    """The plan in this text, one block a line, or in these blocks."""
    blocks = blocks if blocks is not None else [Block(t, wrapped=True) for t in text.split("\n")]
    source = Source("x.txt", media, "0" * 64, 0, "test", blocks)
    c = canonicalise(source)
    doc = Doc(VOCAB, words=[c.text] if c.text else [])
    doc._.plan = Plan(c.text, c.lines, source=source)
    PlanStructure()(doc)
    return doc._.plan


def tree(plan: Plan) -> list[str]:
    """Paths of the labelled sections, in order."""
    return [s.path for s in plan.sections if s.label is not None]
