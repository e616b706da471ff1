"""The record: one plan document as data.

Every offset is a half-open range of code points into :attr:`Record.text`, and ``text[start:end] == item.text`` holds for
every item. Dates are ISO 8601 strings, text is Unicode NFC, ``None`` or an empty list means "looked for and not there".
The JSON Schema that ``kehoach schema`` prints is generated from these models.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    import pandas as pd

SCHEMA_VERSION = "1.0"

SectionKind = Literal[
    "part",
    "chapter",
    "roman",
    "arabic",
    "decimal",
    "paren",
    "alpha",
    "bullet",
    "plus",
    "appendix",
    "table",
    "paragraph",
]
UnitKind = Literal[
    "government",
    "party",
    "council",
    "department",
    "front",
    "union",
    "school",
    "company",
    "police",
    "military",
    "court",
    "office",
    "group",
    "other",
]
Level = Literal["central", "province", "district", "commune"]
Comparator = Literal["=", ">=", ">", "<=", "<", "range"]
DeadlineKind = Literal["due", "period", "recurring", "relative", "event"]
Relation = Literal["before", "by", "on", "in", "from_to", "after"]
DateRole = Literal["issued", "reference", "event", "term", "year", "other"]
Precision = Literal["minute", "day", "week", "month", "quarter", "half_year", "year", "span"]
TableRole = Literal["tasks", "indicators", "budget", "recipients", "other"]

Start = Annotated[int, Field(ge=0, description="First code point of the item in `text`.")]
End = Annotated[int, Field(ge=0, description="Code point behind the last one of the item in `text`.")]
Evidence = Annotated[str, Field(description="Name of the rule or component that found the item.")]
Confidence = Annotated[float, Field(ge=0, le=1, description="Measured precision of that rule, 0 to 1.")]
SectionId = Annotated[str | None, Field(description="Id of the innermost section the item stands in.")]


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", validate_assignment=False)


class SourceInfo(Model):
    """The file the record was read from."""

    uri: Annotated[str, Field(description="Where the file lay, as the caller named it.")]
    media_type: Annotated[str, Field(description="Media type found from the content.")]
    sha256: Annotated[str, Field(description="SHA-256 of the bytes, hexadecimal.")]
    size: Annotated[int, Field(ge=0, description="Size in bytes.")]
    pages: Annotated[int | None, Field(description="Number of pages, where the format has pages.")] = None
    reader: Annotated[str, Field(description="The reader that read it, with its version of the format.")]
    ocr: Annotated[bool, Field(description="True where any page was read by optical character recognition.")] = False
    quality: Annotated[
        float | None,
        Field(
            description="0 to 1: share of syllables that are Vietnamese, or of the OCR engine's confidence; null where not measured."
        ),
    ] = None


class Page(Model):
    """One page of the source."""

    number: Annotated[int, Field(ge=1, description="Page number, from 1.")]
    start: Start
    end: End


class Header(Model):
    """What stands above the first heading (Nghị định 30/2020/NĐ-CP, Phụ lục I, cells 2 to 5 and 10)."""

    issuer: Annotated[str | None, Field(description="Full name of the issuing body, abbreviations expanded.")] = None
    parent_issuer: Annotated[
        str | None, Field(description="Full name of the body above it, where the header names one.")
    ] = None
    number: Annotated[str | None, Field(description="Number as written; null where the blank was never filled.")] = None
    symbol: Annotated[str | None, Field(description="Symbol without inner spaces, as KH-UBND.")] = None
    code: Annotated[
        str | None, Field(description="Number and symbol as one, as 182/KH-UBND; null without a number.")
    ] = None
    place: Annotated[str | None, Field(description="Place of issue.")] = None
    issued_on: Annotated[
        str | None,
        Field(description="Date of issue with the precision the document gives: YYYY-MM-DD, YYYY-MM or YYYY."),
    ] = None
    doc_type: Annotated[str | None, Field(description="Type of document, as Kế hoạch.")] = None
    title: Annotated[str | None, Field(description="The trích yếu on one line, without the type of document.")] = None
    confidentiality: Annotated[str | None, Field(description="Tuyệt mật, Tối mật or Mật.")] = None
    urgency: Annotated[str | None, Field(description="Hỏa tốc, Thượng khẩn or Khẩn.")] = None


class Signer(Model):
    """The signature block (Nghị định 30/2020/NĐ-CP, Phụ lục I, cell 7)."""

    name: Annotated[str | None, Field(description="Name of the person who signs.")] = None
    title: Annotated[str | None, Field(description="Post of the person who signs, in sentence case.")] = None
    authority: Annotated[str | None, Field(description="Body signed for, full name; or the post signed for.")] = None
    capacity: Annotated[
        Literal["TM", "KT", "TL", "TUQ", "Q"] | None,
        Field(description="Right by which it is signed; KT where TM. and KT. both stand."),
    ] = None


class Recipient(Model):
    """One line of the "Nơi nhận" list."""

    text: Annotated[str, Field(description="The line without its dash and its closing mark.")]
    start: Start
    end: End
    name: Annotated[str | None, Field(description="Who receives it, without the purpose.")] = None
    purpose: Annotated[str | None, Field(description="What for, as b/c or t/h, where it stands.")] = None


class Section(Model):
    """A heading or a labelled item, with all that stands below it."""

    id: Annotated[str, Field(description="Local id, s1, s2 … in document order.")]
    parent: Annotated[str | None, Field(description="Id of the section above, null at the root.")] = None
    kind: Annotated[SectionKind, Field(description="What the label looks like; paragraph and bullet have none.")]
    label: Annotated[
        str | None, Field(description="The bare label: A, II, 2, 2.1, (1), a; null for bullets and paragraphs.")
    ] = None
    path: Annotated[str, Field(description="Labels from the root, joined by /. Bullets carry their parent's path.")]
    depth: Annotated[int, Field(ge=0, description="0 at the root.")]
    heading: Annotated[str, Field(description="The heading, or the first sentence of an item that has none.")]
    text: Annotated[str, Field(description="All of the section's text, with what is below it.")]
    start: Start
    end: End
    page: Annotated[int | None, Field(description="Page on which it begins.")] = None


class Mention(Model):
    """One place where an entity is named."""

    text: Annotated[str, Field(description="The words as they stand.")]
    start: Start
    end: End
    section: SectionId = None


class Found(Model):
    """What every entity carries: the rule that found it and how sure that is."""

    evidence: Evidence
    confidence: Confidence


class Place(Model):
    """Where a unit belongs, as far as the document tells."""

    province: Annotated[str | None, Field(description="Province or city under the central government.")] = None
    district: Annotated[
        str | None, Field(description="District, town or provincial city, in the system before July 2025.")
    ] = None
    commune: Annotated[str | None, Field(description="Ward, commune or special zone.")] = None
    code: Annotated[
        str | None,
        Field(description="Code of the General Statistics Office of the innermost of them, where it is known."),
    ] = None


class Unit(Found):
    """A body, an organisation or a group, once, with all its mentions."""

    id: Annotated[str, Field(description="Local id, u1, u2 … in document order.")]
    name: Annotated[str, Field(description="Full name, abbreviations expanded, completed from the context.")]
    kind: Annotated[UnitKind, Field(description="What sort of body it is.")]
    level: Annotated[Level | None, Field(description="Level of administration, where it is known.")] = None
    collective: Annotated[bool, Field(description="True for a group of bodies.")] = False
    place: Annotated[Place | None, Field(description="Where it belongs, where it is known.")] = None
    mentions: Annotated[list[Mention], Field(description="Every place where it is named.")] = []


class Official(Found):
    """A person or a post, once, with all its mentions."""

    id: Annotated[str, Field(description="Local id, o1, o2 … in document order.")]
    name: Annotated[str | None, Field(description="The person's name; null for a post without a name.")] = None
    title: Annotated[str | None, Field(description="The post, in sentence case, as Phó Chủ tịch.")] = None
    unit: Annotated[str | None, Field(description="Canonical name of the unit.")] = None
    collective: Annotated[bool, Field(description="True for a group of posts.")] = False
    mentions: Annotated[list[Mention], Field(description="Every place where the person or post is named.")] = []


class Slogan(Found):
    """A slogan, theme, motto or movement, without its quotation marks."""

    id: Annotated[str, Field(description="Local id, g1, g2 … in document order.")]
    text: Annotated[str, Field(description="The words without their quotation marks.")]
    start: Start
    end: End
    kind: Annotated[
        Literal["slogan", "theme", "motto", "movement"],
        Field(description="khẩu hiệu, chủ đề, phương châm, or the name of a phong trào."),
    ]
    section: SectionId = None


class Indicator(Found):
    """A target or measure with its value, or a named target without one."""

    id: Annotated[str, Field(description="Local id, i1, i2 … in document order.")]
    text: Annotated[str, Field(description="The words that state the measure.")]
    start: Start
    end: End
    name: Annotated[str | None, Field(description="What is measured.")] = None
    comparator: Annotated[Comparator | None, Field(description="How the value is meant; null without a value.")] = None
    value: Annotated[float | None, Field(description="The value, money in đồng; the lower end of a range.")] = None
    value_max: Annotated[float | None, Field(description="The upper end of a range.")] = None
    unit: Annotated[str | None, Field(description="Unit of measure: %, đồng, cây xanh …")] = None
    of: Annotated[float | None, Field(description="The whole, in 12/19 chỉ tiêu.")] = None
    base: Annotated[str | None, Field(description="What it is compared with, as a year.")] = None
    as_of: Annotated[str | None, Field(description="Year or date by which it is to be reached.")] = None
    kind: Annotated[Literal["quantitative", "qualitative"], Field(description="With a value, or without.")]
    section: SectionId = None


class Offset(Model):
    """A distance in time from an anchor."""

    amount: Annotated[float, Field(description="How many units of time.")]
    unit: Annotated[Literal["day", "working_day", "week", "month", "year"], Field(description="Unit of time.")]
    anchor: Annotated[str | None, Field(description="What the time counts from, as it stands in the text.")] = None


class Deadline(Found):
    """A time by or in which something must be done."""

    id: Annotated[str, Field(description="Local id, d1, d2 … in document order.")]
    text: Annotated[str, Field(description="The time phrase with its relation word.")]
    start: Start
    end: End
    kind: Annotated[DeadlineKind, Field(description="Sort of time bound.")]
    relation: Annotated[Relation | None, Field(description="How the phrase bounds the work.")] = None
    start_on: Annotated[str | None, Field(description="First day, ISO 8601.")] = None
    due_on: Annotated[str | None, Field(description="The last day on which the work is still in time, ISO 8601.")] = (
        None
    )
    precision: Annotated[Precision | None, Field(description="How exactly the phrase says it.")] = None
    rrule: Annotated[str | None, Field(description="RFC 5545 recurrence rule.")] = None
    offset: Annotated[Offset | None, Field(description="Distance from an anchor, for relative times.")] = None
    approximate: Annotated[bool, Field(description="True for đầu, giữa, cuối, khoảng.")] = False
    inferred: Annotated[
        list[str], Field(description="What the text does not say and was taken from the context, as year:issued_on.")
    ] = []
    section: SectionId = None
    tasks: Annotated[list[str], Field(description="Ids of the tasks it bounds.")] = []


class Date(Found):
    """A time expression that is no deadline."""

    id: Annotated[str, Field(description="Local id, t1, t2 … in document order.")]
    text: Annotated[str, Field(description="The time phrase as it stands.")]
    start: Start
    end: End
    role: Annotated[DateRole, Field(description="What the time is for.")]
    value: Annotated[
        str | None, Field(description="ISO 8601 with the precision that is given; the first day or year of a span.")
    ] = None
    end_value: Annotated[str | None, Field(description="The last day or year of a span.")] = None
    section: SectionId = None


class Reference(Found):
    """A document that the plan cites, once, with all its mentions."""

    id: Annotated[str, Field(description="Local id, r1, r2 … in document order.")]
    doc_type: Annotated[str | None, Field(description="Type of document, as Nghị quyết.")] = None
    number: Annotated[str | None, Field(description="Number, with the year where it is part of it, as 43/2013.")] = None
    symbol: Annotated[str | None, Field(description="Symbol, as QĐ-TTg.")] = None
    code: Annotated[str | None, Field(description="Number and symbol as they stand together.")] = None
    date: Annotated[str | None, Field(description="Date of the document, ISO 8601.")] = None
    issuer: Annotated[str | None, Field(description="Full name of the body that issued it.")] = None
    title: Annotated[str | None, Field(description="What it is about, where the plan says so.")] = None
    role: Annotated[Literal["basis", "implements", "mention"], Field(description="căn cứ, thực hiện, or merely named.")]
    mentions: Annotated[list[Mention], Field(description="Every place where it is cited.")] = []


class Task(Found):
    """A duty that the plan gives to somebody."""

    id: Annotated[str, Field(description="Local id, k1, k2 … in document order.")]
    section: SectionId = None
    text: Annotated[str, Field(description="The words that give the duty.")]
    start: Start
    end: End
    lead: Annotated[list[str], Field(description="Ids of units and officials that lead.")] = []
    support: Annotated[list[str], Field(description="Ids of those that support.")] = []
    directs: Annotated[list[str], Field(description="Ids of those that direct it in person.")] = []
    deadlines: Annotated[list[str], Field(description="Ids of deadlines in the task's own text.")] = []
    inherited_deadlines: Annotated[
        list[str], Field(description="Ids of deadlines that its heading or lead-in sets.")
    ] = []
    deliverable: Annotated[str | None, Field(description="What is to be produced.")] = None
    reports_to: Annotated[list[str], Field(description="Ids of those who are reported to.")] = []


class Table(Model):
    """A table of the document, cells and all."""

    id: Annotated[str, Field(description="Local id, b1, b2 … in document order.")]
    section: SectionId = None
    page: Annotated[int | None, Field(description="Page on which it begins.")] = None
    columns: Annotated[list[str], Field(description="Heads of the columns.")] = []
    rows: Annotated[list[list[str]], Field(description="Cells, a row a list.")] = []
    role: Annotated[TableRole, Field(description="What the table is for.")] = "other"
    start: Annotated[int | None, Field(description="First code point in `text`.")] = None
    end: Annotated[int | None, Field(description="Code point behind the last one in `text`.")] = None


class Warning_(Model):
    """What a person should look at; the codes are listed in docs/warnings.md."""

    code: Annotated[str, Field(description="Code, as in docs/warnings.md.")]
    message: Annotated[str, Field(description="What is the matter, in a sentence.")]
    start: Annotated[int | None, Field(description="First code point in `text`, where it stands somewhere.")] = None
    end: Annotated[int | None, Field(description="Code point behind the last one.")] = None


class Token(Model):
    """One word of `text`, where tokens were asked for."""

    text: Annotated[str, Field(description="The word; one word may be several syllables.")]
    start: Start
    end: End


class Record(Model):
    """One plan document as data."""

    schema_version: Annotated[str, Field(description="Version of the format, major.minor.")] = SCHEMA_VERSION
    id: Annotated[str, Field(description="kh- and the first 16 hexadecimal digits of the SHA-256 of the source.")]
    generator: Annotated[str | None, Field(description="Program and version that wrote the record.")] = None
    source: Annotated[SourceInfo, Field(description="The file it was read from.")]
    text: Annotated[str, Field(description="Canonical text of the whole document; one block a line.")]
    pages: Annotated[list[Page], Field(description="Pages, where the source has them.")] = []
    header: Annotated[Header, Field(description="What stands above the first heading.")] = Header()
    signer: Annotated[Signer | None, Field(description="Who signs; null where nobody does.")] = None
    recipients: Annotated[list[Recipient], Field(description="The lines of Nơi nhận.")] = []
    sections: Annotated[list[Section], Field(description="The section tree in document order.")] = []
    units: Annotated[list[Unit], Field(description="Bodies and groups, each once.")] = []
    officials: Annotated[list[Official], Field(description="People and posts, each once.")] = []
    slogans: Annotated[list[Slogan], Field(description="Slogans, themes, mottos, movements.")] = []
    indicators: Annotated[list[Indicator], Field(description="Targets and measures.")] = []
    deadlines: Annotated[list[Deadline], Field(description="Times by or in which something must be done.")] = []
    dates: Annotated[list[Date], Field(description="All other time expressions.")] = []
    references: Annotated[list[Reference], Field(description="Documents cited, each once.")] = []
    tasks: Annotated[list[Task], Field(description="Who does what by when.")] = []
    tables: Annotated[list[Table], Field(description="Tables, cells and all.")] = []
    warnings: Annotated[list[Warning_], Field(description="What a person should look at.")] = []
    implements: Annotated[list[str], Field(description="Ids of the references that this plan carries out.")] = []
    tokens: Annotated[list[Token] | None, Field(description="Words of `text`; null unless asked for.")] = None

    def to_json(self, indent: int | None = 1) -> str:
        """The record as JSON text; the same record gives the same text."""
        data = self.model_dump(mode="json")
        if self.tokens is None:
            del data["tokens"]
        return json.dumps(data, ensure_ascii=False, indent=indent)

    def to_dataframe(self, kind: str) -> pd.DataFrame:
        """One list of the record as a table, a row an item; `kind` is the list's name, as "deadlines".

        Raises KeyError where the record has no list of that name.
        """
        import pandas as pd

        if kind not in LISTS:
            raise KeyError(f"no list called {kind!r} in a record; there are: {', '.join(LISTS)}")
        model = LISTS[kind]
        rows = [item.model_dump(mode="json") for item in getattr(self, kind)]
        return pd.DataFrame(rows, columns=list(model.model_fields))

    @classmethod
    def from_json(cls, text: str | bytes) -> Record:
        """Read a record back. Raises RecordVersionError where it was written to another version of the format."""
        return cls.from_dict(json.loads(text))

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Record:
        """As :meth:`from_json`, from the parsed object."""
        version = str(data.get("schema_version") or "")
        if version.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
            raise RecordVersionError(
                f"this record has schema_version {version or 'none'}; this program reads {SCHEMA_VERSION}. "
                "Extract the source again with this version, or read the record with the version that wrote it."
            )
        return cls.model_validate(data)


class RecordVersionError(ValueError):
    """A record of an incompatible version of the format."""


LISTS: dict[str, type[Model]] = {
    "pages": Page,
    "recipients": Recipient,
    "sections": Section,
    "units": Unit,
    "officials": Official,
    "slogans": Slogan,
    "indicators": Indicator,
    "deadlines": Deadline,
    "dates": Date,
    "references": Reference,
    "tasks": Task,
    "tables": Table,
    "warnings": Warning_,
}


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record."""
    schema = Record.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def load_records(path: str | Path) -> list[Record]:
    """All records of a folder of *.json files or of one .jsonl file, in the order of their names."""
    p = Path(path)
    if p.is_file() and p.suffix == ".jsonl":
        return [Record.from_json(line) for line in p.read_text("utf-8").splitlines() if line.strip()]
    files = [p] if p.is_file() else sorted(p.rglob("*.json"))
    return [Record.from_json(f.read_text("utf-8")) for f in files]
