"""What is handed on, opened again by the programs it is for."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime

import pytest

from extract import record as r
from extract.record import load_records
from extract.store import Store, collection, frames, queries
from extract.store.export import annotate, sheets, tables
from extract.store.export.calendar import to_ics
from extract.store.export.write import write
from extract.store.scope import Ask
from tests.store.factory import plan

PLANS = 8


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with Store.open(tmp_path_factory.mktemp("db")) as s:
        s.put_many(plan(seed) for seed in range(PLANS))
        yield s


# -- Parquet and DataFrames -----------------------------------------------------------------------------------------------


def test_parquet_opens_in_duckdb_and_pandas(store, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    import pandas as pd

    files = tables.parquet(store, tmp_path)
    assert {f.stem for f in files} == {*frames.TABLES}  # one of the plans has words
    found = duckdb.sql(
        f"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '{tmp_path}/deadlines.parquet')"
    ).fetchall()
    types = dict(found)
    assert (types["due_on"], types["lead"], types["approximate"], types["start"]) == (
        "DATE",
        "VARCHAR[]",
        "BOOLEAN",
        "INTEGER",
    )
    assert duckdb.sql(f"SELECT count(*) FROM '{tmp_path}/tasks.parquet'").fetchall()[0][0] == sum(
        len(x.tasks) for x in store.records()
    )
    one = duckdb.sql(f"SELECT unnest(rows) FROM '{tmp_path}/tables.parquet' LIMIT 1").fetchall()[0][0]
    assert one == ["1", "Báo cáo năm", "Văn phòng"]
    frame = pd.read_parquet(tmp_path / "sections.parquet")
    record = store.get(store.ids()[0])
    assert frame[frame.document_id == record.id].text.tolist() == [s.text for s in record.sections]


def test_an_empty_database_still_has_typed_tables(tmp_path):
    import pyarrow.parquet as pq

    with Store.open(tmp_path / "db") as empty:
        tables.parquet(empty, tmp_path / "out")
        assert pq.read_schema(tmp_path / "out" / "deadlines.parquet").equals(frames.schema("deadlines"))
        assert frames.frame(empty, "deadlines").empty


def test_collection_is_tidy(store, tmp_path):
    import pandas as pd

    import extract

    (tmp_path / "records").mkdir()
    for record in store.records():
        (tmp_path / "records" / f"{record.id}.json").write_text(record.to_json(), "utf-8")
    with extract.open(tmp_path) as plans:  # a run's folder without its database
        assert len(plans) == PLANS
        assert plans[store.ids()[0]] == store.get(store.ids()[0])
        df = plans.deadlines
        assert len(df) == sum(len(x.deadlines) for x in plans)
        assert pd.api.types.is_datetime64_any_dtype(df.due_on)
        assert pd.api.types.is_bool_dtype(df.approximate)
        assert isinstance(df["lead"].iloc[0], list)
        assert list(df.columns[:4]) == ["document_id", "document", "issuer", "issued_on"]
        assert plans.units["lead"].sum() >= 1
        assert not plans.due(date(2024, 1, 1), date(2024, 12, 31), limit=5).empty
        assert "deadlines" in dir(plans)
        with pytest.raises(AttributeError, match="there are: documents"):
            _ = plans.nonsense


def test_collection_of_nothing(tmp_path):
    with pytest.raises(Exception, match="no database and there are no records"):
        collection.open(tmp_path)


# -- CSV and XLSX ---------------------------------------------------------------------------------------------------------

RISKY = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\u200b=1"]


@pytest.mark.parametrize("text", RISKY)
def test_no_formula_in_csv(text):
    out = sheets.csv_text(["a"], [{"a": text}])
    [[_], [cell]] = list(csv.reader(io.StringIO(out, newline="")))
    assert cell == f"'{text}"


@pytest.mark.parametrize(("value", "cell"), [(-5, "-5"), (-0.5, "-0.5"), ("5 - 3", "5 - 3"), (None, ""), (True, "true"), (date(2024, 6, 1), "2024-06-01"),
                                             (["a", "=b"], '["a", "=b"]'), ('a "b", c\nd', 'a "b", c\nd'), ("a\x00b", "a\u2400b")])  # fmt: skip
def test_csv_cells(value, cell):
    [_, row] = list(csv.reader(io.StringIO(sheets.csv_text(["a"], [{"a": value}]), newline="")))
    assert row == [cell]


def test_csv_of_everything_reads_again(store, tmp_path):
    import pandas as pd

    tables.csv(store, tmp_path)
    assert (tmp_path / "tasks.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    frame = pd.read_csv(tmp_path / "deadlines.csv", parse_dates=["due_on"])
    assert frame.columns[0] == "document_id"
    assert frame.text.tolist() == frames.frame(store, "deadlines").text.tolist()
    assert json.loads(frame["lead"].iloc[0])


def sheet(columns, rows, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    sheets.write_xlsx(tmp_path / "a.xlsx", {"T": (columns, rows)})
    return openpyxl.load_workbook(tmp_path / "a.xlsx")["T"]


def test_a_workbook_is_safe_and_good_to_read(tmp_path):
    rows = [{"due_on": date(2024, 6, 30), "value": -1.5, "sentence": text, "lead": ["A", "B"]} for text in RISKY]
    found = sheet(["due_on", "value", "sentence", "lead"], rows, tmp_path)
    assert [c.value for c in found[1]] == ["Hạn", "Giá trị", "Câu", "Chủ trì"]
    assert found.freeze_panes == "A2"
    assert found.auto_filter.ref == "A1:D1"
    for n, text in enumerate(RISKY, 2):
        assert found.cell(n, 3).data_type == "s"
        assert found.cell(n, 3).value.strip() == text.strip().replace("\r", "\n").strip() or text == "\r=1"
        assert found.cell(n, 3).quotePrefix
    assert found["A2"].value == datetime(2024, 6, 30)
    assert found["A2"].number_format == "dd/mm/yyyy"
    assert found["B2"].value == -1.5
    assert found["D2"].value == "A; B"
    assert 8 <= found.column_dimensions["A"].width <= 60


@pytest.mark.parametrize(
    ("why", "value", "expected"),
    [
        ("control characters are shown", "a\x00b\x07c\x1f", "a\u2400b\u2407c\u241f"),
        ("line ends and tabs stay", "a\nb\tc", "a\nb\tc"),
        ("a day before the calendar of sheets", date(1899, 12, 31), "1899-12-31"),
        ("no number", float("nan"), "nan"),
        ("nothing", None, None),
    ],
)
def test_cells_of_a_workbook(tmp_path, why, value, expected):
    assert sheet(["a"], [{"a": value}, {"a": "x"}], tmp_path)["A2"].value == expected, why


def test_what_looks_like_an_escape_of_the_format_is_text(tmp_path):
    # programs that read _x0041_ as A must find the underscore escaped
    import zipfile

    sheet(["a"], [{"a": "_x0041_"}], tmp_path)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as z:
        assert any(b"_x005F_x0041_" in z.read(name) for name in z.namelist())


@pytest.mark.parametrize("text", ["ă" * 40_000, "𝐕" * 20_000, "a" * 32_767, "a" * 32_768])
def test_a_cell_that_is_too_long(tmp_path, text):
    value = sheet(["a"], [{"a": text}], tmp_path)["A2"].value
    units = len(value.encode("utf-16-le")) // 2
    assert units <= 32_767
    if len(text.encode("utf-16-le")) // 2 <= 32_767:
        assert value == text
    else:
        kept, note = value.split(" … (còn ")
        assert text.startswith(kept)
        assert int(note.split()[0]) == len(text) - len(kept)


def test_more_rows_than_a_sheet_holds(tmp_path, monkeypatch):
    openpyxl = pytest.importorskip("openpyxl")
    monkeypatch.setattr(sheets, "ROWS", 301)
    sheets.write_xlsx(tmp_path / "a.xlsx", {"Việc": (["a"], ({"a": n} for n in range(700)))})
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["Việc", "Việc (2)", "Việc (3)"]
    values = [row[0] for ws in book for row in ws.iter_rows(min_row=2, values_only=True)]
    assert values == list(range(700))


def test_the_whole_database_as_a_workbook(store, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    tables.xlsx(store, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx", read_only=True)
    assert book.sheetnames[:2] == ["Văn bản", "Đơn vị"]
    assert sum(1 for _ in book["Thời hạn"].rows) == 1 + len(frames.frame(store, "deadlines"))


# -- calendar ----------------------------------------------------------------------------------------------------------------


def answer(**fields) -> dict:
    row = dict.fromkeys(
        ["due_on", "start_on", "deadline", "lead", "support", "directs", "reports_to", "tasks", "document", "title", "issuer", "issued_on", "path",
         "heading", "sentence", "kind", "relation", "rrule", "approximate", "confidence", "recurs_from", "recurs_to"]
    )  # fmt: skip
    row |= {
        "document_id": "kh-1",
        "deadline_id": "d1",
        "lead": [],
        "support": [],
        "directs": [],
        "reports_to": [],
        "tasks": [],
        "document": "1/KH",
        "deadline": "hạn",
        "sentence": "Câu.",
    }
    return row | fields


def components(rows):
    import icalendar

    calendar = icalendar.Calendar.from_ical(to_ics(rows))
    return [c for c in calendar.walk() if c.name in ("VEVENT", "VTODO")]


def test_an_event_is_all_day_and_a_todo_is_due():
    event, todo = components(
        [answer(due_on=date(2024, 6, 30), start_on=date(2024, 6, 1), lead=["Sở Y tế"], tasks=["Báo cáo"], path="I/1")]
    )
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2024, 6, 30), date(2024, 7, 1))
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert (todo["dtstart"].dt, todo["due"].dt) == (date(2024, 6, 1), date(2024, 6, 30))
    assert event["summary"] == "Sở Y tế: Báo cáo"
    assert "mục I/1, 1/KH" in event["description"]
    assert (event["uid"], todo["uid"]) == ("kh-1-d1@kehoach", "kh-1-d1-todo@kehoach")


def test_uids_are_stable_and_distinct(store):
    rows = queries.deadlines(store, Ask())
    first, second = to_ics(rows, stamp=datetime(2024, 1, 1)), to_ics(list(reversed(rows)), stamp=datetime(2024, 1, 1))
    uids = [line for line in first.splitlines() if line.startswith(b"UID:")]
    assert len(set(uids)) == len(uids)
    assert sorted(uids) == sorted(line for line in second.splitlines() if line.startswith(b"UID:"))


@pytest.mark.parametrize(
    ("rule", "first", "last"),
    [
        ("FREQ=MONTHLY", date(2024, 1, 1), date(2024, 12, 31)),
        ("FREQ=MONTHLY;INTERVAL=3", date(2024, 2, 1), date(2025, 12, 31)),
        ("FREQ=MONTHLY;BYMONTHDAY=30", date(2024, 1, 1), date(2024, 12, 31)),
        ("FREQ=YEARLY;BYMONTH=11,12", date(2024, 1, 1), date(2027, 12, 31)),
        ("FREQ=WEEKLY;BYDAY=FR", date(2024, 1, 1), date(2024, 3, 31)),
    ],
)
def test_the_rule_in_the_calendar_gives_the_days_of_the_answer(rule, first, last):
    from dateutil.rrule import rrulestr

    from extract.store.recurrence import occurrences

    days = occurrences(rule, first, last)
    event, todo = components([answer(due_on=d, rrule=rule) for d in days])
    assert event["dtstart"].dt == days[0]
    text = event["rrule"].to_ical().decode()
    until = datetime.combine(days[-1], datetime.min.time())
    found = rrulestr(
        text.replace(f"UNTIL={until:%Y%m%d}", f"UNTIL={until:%Y%m%dT%H%M%S}"),
        dtstart=datetime.combine(days[0], datetime.min.time()),
    )
    assert [d.date() for d in found] == list(days)
    assert todo["due"].dt > todo["dtstart"].dt  # RFC 5545: DUE lies behind DTSTART


def test_lines_are_folded_by_octets_and_hold_together():
    long = "Ủy ban nhân dân thành phố 𝐕inh đẩy mạnh; " * 20 + "\r\nBEGIN:VEVENT\nSUMMARY:x, y; z\\"
    data = to_ics([answer(due_on=date(2024, 6, 30), sentence=long, lead=[long])])
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    for line in data.split(b"\r\n"):
        line.decode("utf-8")  # no letter is cut in two
    [event, _] = components([answer(due_on=date(2024, 6, 30), sentence="a, b; c\\ d\ne", lead=[])])
    assert event["description"].startswith("a, b; c\\ d\ne\nThời hạn")
    assert len(components([answer(due_on=date(2024, 6, 30), sentence=long, lead=[long])])) == 2


def test_without_a_day_there_is_a_todo():
    [todo] = components([answer(tasks=["Thường xuyên đôn đốc"])])
    assert todo.name == "VTODO"
    assert "due" not in todo
    [bad] = components([answer(rrule="FREQ=SECONDLY")])
    assert bad.name == "VTODO"


# -- records, edXML, spaCy ---------------------------------------------------------------------------------------------------


def test_jsonl_and_json_are_the_records(store, tmp_path):
    records = list(store.records())
    write(store, "jsonl", tmp_path / "a.jsonl")
    assert load_records(tmp_path / "a.jsonl") == records
    write(store, "json", tmp_path / "j")
    assert load_records(tmp_path / "j") == records


def test_edxml(store):
    from lxml import etree

    from extract.store.export.edxml import LENGTHS, to_xml

    record = plan(1)
    record.header.title, record.header.urgency, record.header.issued_on = (
        "<Kế hoạch> & " + "rất dài " * 100,
        "Hỏa tốc",
        "2024-02-05",
    )
    record.signer = r.Signer(name="Lê Thị Đào\x00", title="Chủ tịch", capacity="TM")
    root = etree.fromstring(to_xml(record))
    header = root.find("MessageHeader")
    assert header.findtext("From/OrganName") == record.header.issuer
    assert header.findtext("Code/CodeNotation") == "KH-UBND"
    assert header.findtext("PromulgationInfo/PromulgationDate") == "05/02/2024"
    assert header.findtext("SignerInfo/FullName") == "Lê Thị Đào"
    assert header.findtext("OtherInfo/Priority") == "3"
    assert header.findtext("OtherInfo/PageAmount") == "2"
    assert len(header.findtext("Subject")) <= LENGTHS["Subject"]
    assert header.findtext("Subject").startswith("<Kế hoạch> & ")
    assert header.findtext("ToPlaces/Place") == record.recipients[0].text
    record.header, record.signer = r.Header(issued_on="2024-02"), None
    assert etree.fromstring(to_xml(record)).find("MessageHeader/PromulgationInfo/PromulgationDate") is None


def test_docbin(store, tmp_path):
    import spacy
    from spacy.tokens import DocBin

    write(store, "spacy", tmp_path / "a.spacy")
    docs = list(
        DocBin()
        .from_disk(tmp_path / "a.spacy")
        .get_docs(spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"}}}).vocab)
    )
    records = list(store.records())
    assert [d.text for d in docs] == [x.text for x in records]
    for doc, record in zip(docs, records, strict=True):
        assert [s.id_ for s in doc.spans["deadlines"]] == [d.id for d in record.deadlines]
        for span, item in zip(doc.spans["deadlines"], record.deadlines, strict=True):
            assert item.text in span.text


# -- annotation ------------------------------------------------------------------------------------------------------------


def wide() -> r.Record:
    """A letter outside the basic plane before, in and after what is marked; a task over a line end."""
    text = "𝐔BND 📄 xã: Phòng 𝐀\nlàm trước 1/7."
    unit = text[11 : text.index("\n")]
    source = r.SourceInfo(uri="a", media_type="text/plain", sha256="2" * 64, size=1, reader="t")
    return r.Record(
        id="kh-2", source=source, text=text,
        units=[r.Unit(id="u1", name="Phòng A", kind="department", mentions=[r.Mention(text=unit, start=11, end=11 + len(unit))], evidence="t", confidence=1)],
        deadlines=[r.Deadline(id="d1", kind="due", text="trước 1/7", start=text.index("trước"), end=len(text) - 1, evidence="t", confidence=1)],
        tasks=[r.Task(id="k1", text=text[11:], start=11, end=len(text), lead=["u1"], deadlines=["d1"], evidence="t", confidence=1)],
    )  # fmt: skip


def test_label_studio_counts_utf16():
    record = wide()
    task = annotate.label_studio(record)
    units = record.text.encode("utf-16-le")
    marked = [x for x in task["predictions"][0]["result"] if x["type"] == "labels"]
    for item in marked:
        v = item["value"]
        assert units[2 * v["start"] : 2 * v["end"]].decode("utf-16-le") == v["text"]
    assert {x["value"]["labels"][0] for x in marked} == {"Unit", "Deadline", "Task"}
    relations = [
        (x["from_id"], x["to_id"], x["labels"]) for x in task["predictions"][0]["result"] if x["type"] == "relation"
    ]
    ids = {x["value"]["labels"][0]: x["id"] for x in marked}
    assert relations == [(ids["Task"], ids["Unit"], ["lead"]), (ids["Task"], ids["Deadline"], ["by"])]


def test_doccano_counts_code_points():
    record = wide()
    line = annotate.doccano(record)
    for e in line["entities"]:
        assert record.text[e["start_offset"] : e["end_offset"]] in {
            record.units[0].mentions[0].text,
            record.deadlines[0].text,
            record.tasks[0].text,
        }
    ids = {e["label"]: e["id"] for e in line["entities"]}
    assert [(x["type"], x["from_id"], x["to_id"]) for x in line["relations"]] == [
        ("lead", ids["Task"], ids["Unit"]),
        ("by", ids["Task"], ids["Deadline"]),
    ]
    numbers = [x["id"] for x in line["entities"] + line["relations"]]
    assert len(set(numbers)) == len(numbers)


def test_brat_offsets_and_pieces(tmp_path, store):
    text, notes = annotate.brat(wide())
    for line in notes.splitlines():
        if line.startswith("T"):
            _, where, shown = line.split("\t")
            pieces = [tuple(map(int, p.split())) for p in where.split(" ", 1)[1].split(";")]
            assert " ".join(text[a:b] for a, b in pieces) == shown
            assert "\n" not in shown
    assert "Task 11 18;19 33" in notes
    assert sum(line.startswith("R") for line in notes.splitlines()) == 2
    assert write(store, "brat", tmp_path) == PLANS
    one = store.get(store.ids()[0])
    assert (tmp_path / f"{one.id}.txt").read_bytes().decode() == one.text


@pytest.mark.parametrize("form", ["label-studio", "doccano", "datasette", "ics"])
def test_other_forms_are_well_formed(store, tmp_path, form):
    path = tmp_path / "a.out"
    assert write(store, form, path) == 1
    text = path.read_text("utf-8")
    if form == "label-studio":
        assert len(json.loads(text)) == PLANS
        assert "<Labels" in (tmp_path / "a.config.xml").read_text("utf-8")
    elif form == "doccano":
        assert len([json.loads(line) for line in text.splitlines()]) == PLANS
    elif form == "datasette":
        described = json.loads(text)["databases"]["kehoach"]["tables"]
        assert described["deadlines"]["columns"]["rrule"] == "RFC 5545 recurrence rule."
    else:
        assert text.startswith("BEGIN:VCALENDAR")
