"""Assembles the components; their order stands here, once, as data."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extract import record as r
from extract.ingest import Source, read_source
from extract.state import Plan, plan_of
from extract.text.canonical import canonicalise

VERSION = "0.1.0"

#: (component, module that registers it), in the order in which they read the Doc
COMPONENTS = [
    ("plan_structure", "extract.structure.component"),
    ("plan_references", "extract.entities.references"),
    ("plan_deadlines", "extract.entities.temporal.component"),
    ("plan_units", "extract.entities.units"),
    ("plan_officials", "extract.entities.officials"),
    ("plan_slogans", "extract.entities.slogans"),
    ("plan_indicators", "extract.entities.indicators"),
    ("plan_tables", "extract.relations.tables"),
    ("plan_tasks", "extract.relations.tasks"),
    ("plan_checks", "extract.relations.checks"),
]


@lru_cache(maxsize=1)
def load() -> Language:
    """The assembled pipeline, built once a process."""
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "kehoach.Words.v1"}}})
    for name, module in COMPONENTS:
        import_module(module)
        nlp.add_pipe(name)
    return nlp


def make_doc(source: Source, nlp: Language | None = None) -> Doc:
    """A Doc with the canonical text of a source and its plan, before any step has run."""
    nlp = nlp or load()
    canonical = canonicalise(source)
    doc = nlp.make_doc(canonical.text)
    pages = [r.Page(number=n, start=a, end=b) for n, a, b in canonical.pages]
    doc._.plan = Plan(canonical.text, canonical.lines, source=source, offsets=canonical.offsets, pages=pages)
    return doc


def extract_source(source: Source, tokens: bool = False) -> r.Record:
    """Source → Record; with the words of the text where `tokens` asks for them."""
    nlp = load()
    doc = make_doc(source, nlp)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return to_record(doc, tokens)


def to_record(doc: Doc, tokens: bool = False) -> r.Record:
    """The Doc's plan as a record."""
    plan, source = plan_of(doc), plan_of(doc).source
    assert source is not None
    info = r.SourceInfo(
        uri=source.uri,
        media_type=source.media_type,
        sha256=source.sha256,
        size=source.size,
        pages=source.pages,
        reader=source.reader,
        ocr=source.ocr,
        quality=source.quality,
    )
    warnings = [r.Warning_(code=w.code, message=w.message) for w in source.warnings] + plan.warnings
    return r.Record(
        id=f"kh-{source.sha256[:16]}",
        generator=f"kehoach {VERSION}",
        source=info,
        text=plan.text,
        pages=plan.pages,
        header=plan.header,
        signer=plan.signer,
        recipients=plan.recipients,
        sections=plan.sections,
        units=plan.units,
        officials=plan.officials,
        slogans=plan.slogans,
        indicators=plan.indicators,
        deadlines=plan.deadlines,
        dates=plan.dates,
        references=plan.references,
        tasks=plan.tasks,
        tables=plan.tables,
        warnings=warnings,
        implements=plan.implements,
        tokens=[r.Token(text=t.text, start=t.idx, end=t.idx + len(t)) for t in doc] if tokens else None,
    )


def save_model(folder: str | Path) -> None:
    """Write the assembled pipeline as a spaCy model directory that ``spacy.load`` opens.

    The components hold rules, not weights, so the folder is a configuration; it needs the kehoach package to open.
    """
    nlp = load()
    nlp.meta.update(
        {
            "lang": "vi", "name": "kehoach_vi", "version": VERSION, "license": "Apache-2.0",
            "description": "Vietnamese plan documents: structure, entities, times and tasks, by rules",
            "requirements": [f"kehoach=={VERSION}"],
        }
    )  # fmt: skip
    nlp.to_disk(folder)


def read(path: str | Path) -> r.Record:
    """Read one plan document into a record. Raises IngestError where the file cannot be read."""
    return extract_source(read_source(path))
