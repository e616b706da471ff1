"""Records in, records out: SQLite and a real PostgreSQL."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract import record as r
from extract.store import RecordError, SchemaError, Store, StoreError, rows_of
from extract.store import schema as s
from extract.store.columns import UNDESCRIBED
from extract.store.mapping import record_of
from tests.store.factory import plan


def counts(store: Store) -> dict[str, int]:
    """Rows of every table."""
    with store.connect() as c:
        return {t.name: c.scalar(sa.select(sa.func.count()).select_from(t)) for t in s.metadata.sorted_tables}


def small(**fields) -> r.Record:
    """The least record there is."""
    source = r.SourceInfo(uri="a.txt", media_type="text/plain", sha256="0" * 64, size=1, reader="test")
    return r.Record(**{"id": "kh-0000000000000000", "source": source, "text": "", **fields})


def at(text: str) -> dict:
    return {"text": text, "start": 0, "end": len(text), "evidence": "test", "confidence": 1}


def test_offsets_of_the_factory():
    for seed in range(30):
        record = plan(seed)
        for name in ("deadlines", "indicators", "tasks", "slogans", "dates", "recipients", "sections"):
            for item in getattr(record, name):
                assert record.text[item.start : item.end] == item.text, (seed, name, item.id)


def test_the_factory_fills_every_field():
    # a round trip of these proves something only if each field has a value in some record
    filled: dict[tuple[str, str], bool] = {}
    for seed in range(40):
        record = plan(seed)
        for name in r.LISTS:
            for item in getattr(record, name):
                for field in type(item).model_fields:
                    value = getattr(item, field)
                    filled[name, field] = filled.get((name, field), False) or (value is not None and value != [])
    assert [k for k, v in filled.items() if not v] == []


def test_round_trip_loses_nothing(store):
    records = [plan(seed) for seed in range(25)]
    assert store.put_many(records) == {"new": 25, "changed": 0, "unchanged": 0}
    for record in records:
        assert store.get(record.id) == record
    assert [x.id for x in store.records()] == sorted(x.id for x in records)


@pytest.mark.parametrize(
    ("why", "record"),
    [
        ("nothing in it at all", small()),
        ("a signature block without anything legible is not no signature block", small(signer=r.Signer())),
        ("an empty list of words is not no words", small(tokens=[])),
        ("U+0000 in the text", small(text="a\x00b", tokens=[r.Token(text="a\x00b", start=0, end=3)])),
        ("U+0000 beside the character that would stand for it", small(text="\x00\ufdd0\x00", header=r.Header(title="x\x00"))),
        ("quotes, backslashes and SQL", small(text="'; DROP TABLE documents; -- \\ \" % ? :a {}", header=r.Header(issuer="O'Neill \"x\" %s"))),
        ("line ends of every kind, and letters outside the basic plane", small(text="a\r\nb\u2028c\x85d\n\n𝐕\U0001f4c4")),
        ("days that are none", small(text="x", deadlines=[r.Deadline(id="d1", kind="due", due_on="2024-02-30", start_on="2024", **at("x"))])),
        ("a unit with a place of which nothing is known", small(text="x", units=[r.Unit(id="u1", name="A", kind="other", place=r.Place(), evidence="t", confidence=0)])),
        ("a section whose text is not what its offsets say", small(text="abc", sections=[r.Section(id="s1", kind="part", label="A", path="A", depth=0, heading="h", text="other", start=0, end=3)])),
        ("a table with empty and ragged rows", small(tables=[r.Table(id="b1", columns=[], rows=[[], ["", "a\tb"], ['"', "é"]])])),
        ("very large and very small numbers", small(text="x", indicators=[r.Indicator(id="i1", value=1.5e15, value_max=0.1 + 0.2, kind="quantitative", **at("x"))])),
        ("the same body twice under two ids", small(units=[r.Unit(id=i, name="Sở X", kind="department", evidence="t", confidence=1) for i in ("u1", "u2")])),
    ],
)  # fmt: skip
def test_round_trip_of_odd_records(store, why, record):
    store.put(record)
    assert store.get(record.id) == record, why


# anything a string of a record may be: no lone surrogates, which JSON in UTF-8 cannot hold
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@st.composite
def odd_records(draw):
    text = draw(TEXT)
    ids = draw(st.lists(st.text(min_size=1, max_size=5), min_size=1, max_size=4, unique=True))
    ids = [i.encode("utf-8", "ignore").decode() or "x" for i in ids]
    ids = list(dict.fromkeys(ids))
    units = [
        r.Unit(
            id=i,
            name=draw(TEXT),
            kind="other",
            place=draw(st.none() | st.builds(r.Place, province=st.none() | TEXT)),
            evidence=draw(TEXT),
            confidence=0.5,
        )
        for i in ids
    ]
    deadline = r.Deadline(
        id="d1",
        text=text,
        start=0,
        end=len(text),
        kind="due",
        due_on=draw(st.none() | TEXT | st.dates().map(str)),
        inferred=draw(st.lists(TEXT)),
        evidence="",
        confidence=1,
    )
    tasks = [
        r.Task(id=f"k{n}", text=text, start=0, end=len(text), lead=draw(st.lists(st.sampled_from(ids))), support=draw(st.lists(st.sampled_from(ids))),
               deadlines=draw(st.lists(st.just("d1"), max_size=2)), deliverable=draw(st.none() | TEXT), evidence="", confidence=0)
        for n in range(draw(st.integers(0, 2)))
    ]  # fmt: skip
    header = draw(st.builds(r.Header, **{name: st.none() | TEXT for name in r.Header.model_fields}))
    return small(
        text=text,
        units=units,
        deadlines=[deadline],
        tasks=tasks,
        header=header,
        tables=[r.Table(id="b", rows=draw(st.lists(st.lists(TEXT, max_size=3), max_size=3)))],
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(odd_records())
def test_rows_and_back(record):
    assert record_of(rows_of(record)) == record


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(record=odd_records())
def test_any_text_comes_back_from_a_database(store, record):
    store.put(record)
    assert store.get(record.id) == record


def test_every_field_of_the_record_has_a_column():
    linked = {
        "units": {"mentions"}, "officials": {"mentions"}, "references": {"mentions"}, "deadlines": {"tasks"}, "sections": {"text"},
        "tasks": {*s.ROLES, "deadlines", "inherited_deadlines"},
    }  # fmt: skip
    for name, model in r.LISTS.items():
        table = s.metadata.tables[s.TABLE_OF.get(name, name)]
        for field, info in model.model_fields.items():
            inner = s.nested(info.annotation)
            wanted = [f"{field}_{sub}" for sub in inner.model_fields] if inner else [s.RENAMED.get(field, field)]
            assert field in linked.get(name, set()) or set(wanted) <= set(table.c.keys()), (name, field)


def test_every_column_is_described(store):
    for table in s.metadata.sorted_tables:
        assert table.comment
        assert [c.name for c in table.columns if not c.comment or c.comment.startswith(UNDESCRIBED)] == [], table.name
    with store.connect() as c:
        rows = {(x.table_name, x.column_name): x.comment for x in c.execute(sa.select(s.dictionary))}
        assert rows["deadlines", "due_on"].startswith("The last day on which the work is still in time")
        assert rows["due_tasks", ""]
        if not store.sqlite:
            assert sa.inspect(c).get_table_comment("deadlines")["text"] == s.deadlines.comment
            found = {x["name"]: x["comment"] for x in sa.inspect(c).get_columns("deadlines")}
            assert found["rrule"] == "RFC 5545 recurrence rule."


def test_names_are_no_words_of_sql(store):
    # so that nobody has to quote anything: SELECT every column of every table by its bare name
    with store.connect() as c:
        for table in s.metadata.sorted_tables:
            names = ", ".join(f"{table.name}.{col.name}" for col in table.columns)
            c.exec_driver_sql(f"SELECT {names} FROM {table.name} LIMIT 1")


def test_loaded_twice_is_loaded_once(store):
    records = [plan(seed) for seed in range(5)]
    store.put_many(records)
    before = counts(store)
    assert store.put_many(records) == {"new": 0, "changed": 0, "unchanged": 5}
    assert counts(store) == before


def test_a_changed_record_replaces_the_old_one_whole(store):
    old, other = plan(1), plan(2)
    store.put_many([old, other])
    new = old.model_copy(deep=True)
    new.tasks, new.deadlines, new.indicators = new.tasks[:1], [], []
    assert store.put(new) == "changed"
    assert store.get(new.id) == new
    assert store.get(other.id) == other
    with store.connect() as c:
        for table in (s.deadlines, s.indicators, s.duties, s.task_deadlines):
            assert c.scalar(sa.select(sa.func.count()).where(table.c.document_id == new.id)) == 0, table.name
    assert store.put(old) == "changed"
    assert store.get(old.id) == old


def test_a_body_of_many_plans_is_one_row(store):
    # the same name, place and level; spelling of tones and case aside
    def with_unit(n: int, name: str, place: r.Place | None) -> r.Record:
        unit = r.Unit(id="u1", name=name, kind="department", level="district", place=place, evidence="t", confidence=1)
        return small(id=f"kh-{n:016}", units=[unit])

    here = r.Place(province="Khánh Hoà", district="Ninh Hòa")
    store.put_many(
        [
            with_unit(1, "Phòng Y tế thị xã Ninh Hoà", here),
            with_unit(2, "Phòng Y tế Thị xã Ninh Hòa", r.Place(province="Khánh Hòa", district="Ninh Hoà")),
            with_unit(3, "Phòng Y tế thị xã Ninh Hoà", r.Place(province="Khánh Hoà", district="Vạn Ninh")),
        ]
    )
    assert counts(store)["units"] == 2
    assert store.get("kh-0000000000000002").units[0].name == "Phòng Y tế Thị xã Ninh Hòa"


def test_delete_takes_all_of_a_document(store):
    records = [plan(seed) for seed in range(4)]
    empty = counts(store)
    store.put_many(records)
    assert store.delete([x.id for x in records] + ["kh-not-there"]) == 4
    after = counts(store)
    assert {k: v for k, v in after.items() if k != "places"} == {k: v for k, v in empty.items() if k != "places"}
    with pytest.raises(KeyError):
        store.get(records[0].id)


@pytest.mark.parametrize(
    ("why", "change", "said"),
    [
        ("a task led by nobody of the record", {"tasks": [r.Task(id="k1", lead=["u9"], **at(""))]}, "task k1 names u9"),
        ("a task with a deadline that is not there", {"tasks": [r.Task(id="k1", deadlines=["d7"], **at(""))]}, "'d7', which is not in the record's deadlines"),
        ("an item in a section that is not there", {"slogans": [r.Slogan(id="g1", kind="slogan", section="s3", **at(""))]}, "slogans g1 names 's3'"),
        ("an id that stands twice", {"dates": [r.Date(id="t1", role="other", **at(""))] * 2}, "the id t1 stands twice"),
        ("carrying out what is not cited", {"implements": ["r1"]}, "'r1', which is not in the record's citations"),
    ],
)  # fmt: skip
def test_a_record_that_contradicts_itself_is_refused(tmp_path, why, change, said):
    with Store.open(tmp_path) as store:
        with pytest.raises(RecordError, match=said):
            store.put(small(**change))
        assert counts(store)["documents"] == 0, why


def test_foreign_keys_hold(store):
    store.put(plan(3))
    if store.sqlite:
        with store.connect() as c:
            assert c.exec_driver_sql("PRAGMA foreign_key_check").all() == []
            assert c.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    fields = {"id": "k1", "seq": 0, "text": "", "start_char": 0, "end_char": 0, "evidence": "", "confidence": 1}

    def write() -> None:
        with store.engine.begin() as c:
            c.execute(s.tasks.insert(), {"document_id": "nobody", **fields})

    with pytest.raises(sa.exc.IntegrityError):
        write()


# -- opening --------------------------------------------------------------------------------------------------------


def test_a_database_of_another_version_is_refused(url):
    with Store.open(url) as store, store.engine.begin() as c:
        c.execute(s.meta.update().where(s.meta.c.key == "schema_version").values(value="99"))
    with pytest.raises(SchemaError, match=r"has schema version 99 .* reads version 1 .*kehoach load"):
        Store.open(url)


def test_a_database_of_another_layout_is_refused(url):
    with Store.open(url) as store, store.engine.begin() as c:
        c.execute(s.meta.update().where(s.meta.c.key == "layout").values(value="0"))
    with pytest.raises(SchemaError):
        Store.open(url)


def test_somebody_elses_database_is_left_alone(url):
    with Store.open("sqlite:///:memory:"):
        pass
    from extract.store.database import resolve

    engine = sa.create_engine(resolve(url))
    with engine.begin() as c:
        c.exec_driver_sql("CREATE TABLE documents (x integer)")
    with pytest.raises(SchemaError, match="was not made by kehoach"):
        Store.open(url)
    with engine.connect() as c:
        assert sa.inspect(c).get_table_names() == ["documents"]
    engine.dispose()


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("{tmp}/none.db", "there is no database at"),
        ("{tmp}/text.db", "cannot open"),
        ("postgresql://nobody@127.0.0.1:1/none", "cannot open postgresql"),
        ("notadriver://x", "notadriver"),
    ],
)
def test_what_is_no_database(tmp_path, target, said):
    (tmp_path / "text.db").write_text("this is no database at all\n" * 50)
    with pytest.raises(StoreError, match=said):
        Store.open(target.format(tmp=tmp_path), create=False)


def test_the_password_is_not_shown():
    with pytest.raises(StoreError) as error:
        Store.open("postgresql://nobody:sesame@127.0.0.1:1/none")
    assert "sesame" not in str(error.value)


def test_odd_names_of_files(tmp_path):
    for name in ("kế hoạch 2024.db", "a?b#c%20.db", "a'b.db"):
        with Store.open(tmp_path / name) as store:
            store.put(plan(1))
        with Store.open(tmp_path / name, create=False, readonly=True) as store:
            assert store.ids() == [plan(1).id]
        assert (tmp_path / name).exists()


def test_a_store_opened_to_read_does_not_write(tmp_path):
    with Store.open(tmp_path) as store:
        store.put(plan(1))
    with Store.open(tmp_path, readonly=True) as store, pytest.raises(StoreError):
        store.put(plan(2))


# -- several processes ------------------------------------------------------------------------------------------------

LOADER = textwrap.dedent(
    """
    import sys
    from extract.store import Store
    from tests.store.factory import plan
    with Store.open(sys.argv[1]) as store:
        print("open", flush=True)
        for turn in range(int(sys.argv[4])):
            for seed in range(int(sys.argv[2]), int(sys.argv[3])):
                record = plan(seed)
                if turn % 2:
                    record.tasks, record.deadlines = [], []
                store.put(record)
    """
)


def loader(url: str, first: int, last: int, turns: int = 1) -> subprocess.Popen:
    command = [sys.executable, "-c", LOADER, url, str(first), str(last), str(turns)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_killed_in_the_middle_leaves_whole_documents(url):
    process = loader(url, 0, 400)
    assert process.stdout.readline() == "open\n"
    time.sleep(0.7)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    with Store.open(url) as store:
        done = set(store.ids())
        assert 0 < len(done) < 400
        expected = {x.id: x for x in (plan(seed) for seed in range(400)) if x.id in done}
        for i in done:
            assert store.get(i) == expected[i]
        # and the same load goes on from there
        assert store.put_many(plan(seed) for seed in range(10))["changed"] == 0


def test_two_loaders_at_once(url):
    # the same documents, each changing what the other wrote, and bodies and places that both share
    both = [loader(url, 0, 25, turns=2), loader(url, 5, 30, turns=2)]
    for process in both:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    with Store.open(url) as store:
        assert len(store.ids()) == 30
        for record in store.records():
            assert record.tasks == [], "the second turn's version, whole"
        with store.connect() as c:
            left = c.scalar(
                sa.select(sa.func.count())
                .select_from(s.units)
                .where(~sa.exists().where(s.document_units.c.unit_id == s.units.c.id))
            )
        assert left == 0, "bodies that no plan names"
