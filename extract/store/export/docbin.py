"""Records as a spaCy DocBin: the words of the text with one span group a kind, to train on or to look at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from extract.record import Record
from extract.store.export.annotate import spans

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, DocBin

GROUPS = {
    "Unit": "units", "Official": "officials", "Reference": "references", "Slogan": "slogans", "Indicator": "indicators",
    "Deadline": "deadlines", "Date": "dates", "Task": "tasks",
}  # fmt: skip


def to_doc(record: Record, nlp: Language) -> Doc:
    """A Doc whose text is the record's text, with span groups; a span that cuts a word is widened to whole words."""
    doc = nlp.make_doc(record.text)
    groups: dict[str, list] = {group: [] for group in GROUPS.values()}
    for label, item, a, b in spans(record):
        span = doc.char_span(a, b, label=label, span_id=item, alignment_mode="expand")
        if span is not None:
            groups[GROUPS[label]].append(span)
    for group, found in groups.items():
        doc.spans[group] = found
    doc.user_data["document_id"] = record.id
    return doc


def to_docbin(records: Iterable[Record], nlp: Language | None = None) -> DocBin:
    """All records in one DocBin; `nlp` gives the words, by default those that the extraction itself uses."""
    import spacy
    from spacy.tokens import DocBin

    import extract.text.words  # noqa: F401  registers the tokenizer

    nlp = nlp or spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "kehoach.Words.v1"}}})
    out = DocBin(attrs=["ORTH", "SPACY"], store_user_data=True)
    for record in records:
        out.add(to_doc(record, nlp))
    return out
