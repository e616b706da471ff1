"""The plan in work: what the pipeline's steps read from one Doc and add to it.

The Doc is the carrier; its state hangs on it as ``doc._.plan``. A step reads the text, the lines and what the steps before it
found, appends its own items, and never reaches back.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from spacy.tokens import Doc

from extract import record as r
from extract.ingest.base import Source
from extract.text.canonical import Line
from extract.text.fold import fold
from extract.text.offsets import OffsetMap


@dataclass
class Plan:
    """Everything known of one plan so far. Lists hold the record's own items (see extract.record)."""

    text: str
    lines: list[Line]
    source: Source | None = None
    offsets: OffsetMap | None = None
    """From an offset in `text` to page, block and character of the source, and back; None for bare text."""
    pages: list[r.Page] = field(default_factory=list)
    header: r.Header = field(default_factory=r.Header)
    signer: r.Signer | None = None
    recipients: list[r.Recipient] = field(default_factory=list)
    sections: list[r.Section] = field(default_factory=list)
    units: list[r.Unit] = field(default_factory=list)
    officials: list[r.Official] = field(default_factory=list)
    slogans: list[r.Slogan] = field(default_factory=list)
    indicators: list[r.Indicator] = field(default_factory=list)
    deadlines: list[r.Deadline] = field(default_factory=list)
    dates: list[r.Date] = field(default_factory=list)
    references: list[r.Reference] = field(default_factory=list)
    tasks: list[r.Task] = field(default_factory=list)
    tables: list[r.Table] = field(default_factory=list)
    warnings: list[r.Warning_] = field(default_factory=list)
    implements: list[str] = field(default_factory=list)
    header_spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Where header fields stand: issuer, parent_issuer, code, place, issued_on, doc_type, title, signer_name, signer_post, authority."""
    issued_on: date | None = None
    """A day to count from where the document gives one, or its month or year; used when the plan is read without a header."""

    @cached_property
    def folded(self) -> str:
        """`text` folded for matching, same length (see extract.text.fold)."""
        return fold(self.text)

    @cached_property
    def low(self) -> str:
        """`folded` in lower case, same length: a letter whose lower case would be two stays as it is."""
        low = self.folded.lower()
        return (
            low if len(low) == len(self.folded) else "".join(x if len(x := c.lower()) == 1 else c for c in self.folded)
        )

    def warn(self, code: str, message: str, start: int | None = None, end: int | None = None) -> None:
        """Add a warning for a person to look at. Codes are listed in docs/warnings.md."""
        self.warnings.append(r.Warning_(code=code, message=message, start=start, end=end))

    def line_index(self, offset: int) -> int:
        """Index of the line that holds `offset`, -1 before the first."""
        return bisect_right(self._line_starts, offset) - 1

    def line_at(self, offset: int) -> Line | None:
        i = self.line_index(offset)
        return self.lines[i] if i >= 0 else None

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def section_at(self, offset: int) -> r.Section | None:
        """Innermost section around `offset`. Sections must be complete: structure has run."""
        starts, innermost = self._section_index
        i = bisect_right(starts, offset) - 1
        return innermost[i] if i >= 0 else None

    def section_id(self, offset: int) -> str | None:
        s = self.section_at(offset)
        return s.id if s else None

    @cached_property
    def section_by_id(self) -> dict[str, r.Section]:
        return {s.id: s for s in self.sections}

    @cached_property
    def _section_index(self) -> tuple[list[int], list[r.Section | None]]:
        # breakpoints where the innermost section changes; sections are nested and in document order
        starts: list[int] = [0]
        inner: list[r.Section | None] = [None]
        stack: list[r.Section] = []

        def cut(at: int, section: r.Section | None) -> None:
            if starts and starts[-1] == at:
                inner[-1] = section
            else:
                starts.append(at)
                inner.append(section)

        for s in self.sections:
            while stack and stack[-1].end <= s.start:
                done = stack.pop()
                cut(done.end, stack[-1] if stack else None)
            cut(s.start, s)
            stack.append(s)
        while stack:
            done = stack.pop()
            cut(done.end, stack[-1] if stack else None)
        return starts, inner

    def forget(self) -> None:
        """Drop cached look-ups, after a step changed lines or sections."""
        for name in ("folded", "low", "_line_starts", "_section_index", "section_by_id"):
            self.__dict__.pop(name, None)


def plan_of(doc: Doc) -> Plan:
    """The plan on a Doc. A Doc made from bare text gets one whose lines are the text's lines."""
    plan = doc._.plan
    if plan is None:
        lines, at = [], 0
        for piece in doc.text.split("\n"):
            lines.append(Line(at, at + len(piece)))
            at += len(piece) + 1
        plan = Plan(doc.text, lines)
        doc._.plan = plan
    return plan


def add_spans(doc: Doc, group: str, items: list[tuple[int, int, str, str]]) -> None:
    """Put (start, end, label, id) character ranges on the Doc as a span group, widened to whole tokens."""
    spans = []
    for start, end, label, ident in items:
        span = doc.char_span(start, end, label=label, span_id=ident, alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.spans[group] = spans


if not Doc.has_extension("plan"):
    Doc.set_extension("plan", default=None)
