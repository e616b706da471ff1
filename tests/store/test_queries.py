"""The questions, on plans written by hand: each answer is worked out from the lines below."""

from __future__ import annotations

from datetime import date

import pytest

from extract import record as r
from extract.store import Store, queries, readonly
from extract.store.database import StoreError
from extract.store.scope import Ask
from extract.store.search import search


def found(text: str, part: str, nth: int = 0) -> dict:
    at = -1
    for _ in range(nth + 1):
        at = text.index(part, at + 1)
    return {"text": part, "start": at, "end": at + len(part), "evidence": "test", "confidence": 0.9}


def a_plan(
    n: int,
    issuer: str,
    place: r.Place,
    lines: list[str],
    *,
    code: str | None = None,
    title: str = "",
    issued: str | None = None,
    **lists,
) -> r.Record:
    text = "\n".join(lines)
    source = r.SourceInfo(uri=f"{n}.txt", media_type="text/plain", sha256=f"{n:064}", size=len(text), reader="test")
    header = r.Header(issuer=issuer, code=code, title=title, issued_on=issued, doc_type="Kế hoạch")
    house = r.Unit(id="u1", name=issuer, kind="government", level="district", place=place, evidence="t", confidence=1)
    return r.Record(
        id=f"kh-{n:016}", source=source, header=header, text=text, units=[house, *lists.pop("units", [])], **lists
    )


def vinh() -> r.Record:
    """Thành phố Vinh, 2024: the office of home affairs has three duties."""
    lines = [
        "I. NHIỆM VỤ",
        "1. Phòng Nội vụ",
        "- Tham mưu thành lập đoàn kiểm tra trước ngày 15/7/2024. Mọi chi phí do ngân sách chi trả.",
        "- Báo cáo kết quả trước ngày 25 hằng tháng.",
        "- Thường xuyên theo dõi, đôn đốc.",
        "2. Văn phòng HĐND và UBND",
        "- Bố trí phòng họp từ ngày 01/5/2024 đến hết ngày 31/8/2024.",
        "- Chuẩn bị hội nghị của Đảng bộ.",
    ]
    text = "\n".join(lines)
    here = r.Place(province="Nghệ An", district="Vinh")
    unit = r.Unit(
        id="u2",
        name="Phòng Nội vụ thành phố Vinh",
        kind="department",
        level="district",
        place=here,
        evidence="t",
        confidence=1,
    )
    office = r.Unit(
        id="u3",
        name="Văn phòng Hội đồng nhân dân và Ủy ban nhân dân thành phố Vinh",
        kind="office",
        level="district",
        place=here,
        evidence="t",
        confidence=1,
    )
    sections = [
        r.Section(
            id="s1", kind="roman", label="I", path="I", depth=0, heading="NHIỆM VỤ", text=text, start=0, end=len(text)
        ),
        r.Section(
            id="s2",
            parent="s1",
            kind="arabic",
            label="1",
            path="I/1",
            depth=1,
            heading="Phòng Nội vụ",
            text=text[12 : text.index("\n2.")],
            start=12,
            end=text.index("\n2."),
        ),
    ]
    deadlines = [
        r.Deadline(
            id="d1",
            kind="due",
            relation="before",
            due_on="2024-07-14",
            section="s2",
            tasks=["k1"],
            **found(text, "trước ngày 15/7/2024"),
        ),
        r.Deadline(
            id="d2",
            kind="recurring",
            relation="before",
            rrule="FREQ=MONTHLY;BYMONTHDAY=24",
            section="s2",
            tasks=["k2"],
            **found(text, "trước ngày 25 hằng tháng"),
        ),
        r.Deadline(id="d3", kind="recurring", section="s2", tasks=["k3"], **found(text, "Thường xuyên")),
        r.Deadline(
            id="d4",
            kind="period",
            start_on="2024-05-01",
            due_on="2024-08-31",
            section="s1",
            tasks=["k4"],
            **found(text, "từ ngày 01/5/2024 đến hết ngày 31/8/2024"),
        ),
    ]
    tasks = [
        r.Task(id="k1", section="s2", lead=["u2"], support=["u3"], deadlines=["d1"], **found(text, lines[2][2:])),
        r.Task(id="k2", section="s2", lead=["u2"], deadlines=["d2"], **found(text, lines[3][2:])),
        r.Task(id="k3", section="s2", lead=["u2"], deadlines=["d3"], **found(text, lines[4][2:])),
        r.Task(id="k4", section="s1", lead=["u3"], directs=["o1"], deadlines=["d4"], **found(text, lines[6][2:])),
    ]
    boss = r.Official(id="o1", title="Chủ tịch", unit="Ủy ban nhân dân thành phố Vinh", evidence="t", confidence=1)
    indicators = [
        r.Indicator(
            id="i1",
            name="Tỷ lệ hộ nghèo",
            comparator="<",
            value=0.5,
            unit="%",
            as_of="2024",
            kind="quantitative",
            **found(text, "phòng họp"),
        )
    ]
    return a_plan(
        1, "Ủy ban nhân dân thành phố Vinh", here, lines, code="182/KH-UBND", title="Cải cách hành chính năm 2024", issued="2024-02-01",
        units=[unit, office], officials=[boss], sections=sections, deadlines=deadlines, tasks=tasks, indicators=indicators,
    )  # fmt: skip


def vinh_long() -> r.Record:
    """Another place with the same letters, and the same office."""
    lines = ["Phòng Nội vụ rà soát trước ngày 01/8/2024."]
    here = r.Place(province="Vĩnh Long", district="Vũng Liêm")
    unit = r.Unit(
        id="u2",
        name="Phòng Nội vụ huyện Vũng Liêm",
        kind="department",
        level="district",
        place=here,
        evidence="t",
        confidence=1,
    )
    deadline = r.Deadline(
        id="d1", kind="due", due_on="2024-07-31", tasks=["k1"], **found(lines[0], "trước ngày 01/8/2024")
    )
    task = r.Task(id="k1", lead=["u2"], deadlines=["d1"], **found(lines[0], lines[0]))
    return a_plan(
        2,
        "Ủy ban nhân dân huyện Vũng Liêm",
        here,
        lines,
        title="Rà soát",
        issued="2024-01-05",
        units=[unit],
        deadlines=[deadline],
        tasks=[task],
    )


def nghe_an() -> r.Record:
    """The province, which gives a duty to a body of thành phố Vinh, and cites nobody's plan but is cited."""
    lines = ["Phòng Nội vụ thành phố Vinh báo cáo trong quý III năm 2024."]
    here, there = r.Place(province="Nghệ An"), r.Place(province="Nghệ An", district="Vinh")
    unit = r.Unit(
        id="u2",
        name="Phòng Nội vụ Thành phố Vinh",
        kind="department",
        level="district",
        place=there,
        evidence="t",
        confidence=1,
    )
    deadline = r.Deadline(
        id="d1",
        kind="period",
        start_on="2024-07-01",
        due_on="2024-09-30",
        tasks=["k1"],
        **found(lines[0], "trong quý III năm 2024"),
    )
    task = r.Task(id="k1", lead=["u2"], deadlines=["d1"], **found(lines[0], lines[0]))
    return a_plan(
        3,
        "Ủy ban nhân dân tỉnh Nghệ An",
        here,
        lines,
        code="9/KH-UBND",
        title="Kế hoạch của tỉnh",
        issued="2024-01-02",
        units=[unit],
        deadlines=[deadline],
        tasks=[task],
    )


@pytest.fixture
def plans(store):
    store.put_many([vinh(), vinh_long(), nghe_an()])
    return store


def told(rows: list[dict]) -> list[tuple[str | None, str]]:
    return [(row["due_on"].isoformat() if row["due_on"] else None, row["deadline"]) for row in rows]


JUNE, DECEMBER = date(2024, 6, 1), date(2024, 12, 31)


def test_deadlines_of_a_unit_in_a_place(plans):
    rows = queries.deadlines(plans, Ask(unit="phòng nội vụ", place="Vinh", first=JUNE, last=date(2024, 9, 30)))
    assert told(rows) == [
        ("2024-06-24", "trước ngày 25 hằng tháng"), ("2024-07-14", "trước ngày 15/7/2024"), ("2024-07-24", "trước ngày 25 hằng tháng"),
        ("2024-08-24", "trước ngày 25 hằng tháng"), ("2024-09-24", "trước ngày 25 hằng tháng"), ("2024-09-30", "trong quý III năm 2024"),
    ]  # fmt: skip
    row = rows[1]
    assert row["document"] == "182/KH-UBND"
    assert row["path"] == "I/1"
    assert row["sentence"] == "Tham mưu thành lập đoàn kiểm tra trước ngày 15/7/2024."
    assert row["lead"] == ["Phòng Nội vụ thành phố Vinh"]
    assert row["support"] == ["Văn phòng Hội đồng nhân dân và Ủy ban nhân dân thành phố Vinh"]


def test_recurring_ones_end_with_the_year_of_the_plan(plans):
    rows = queries.deadlines(
        plans, Ask(document="182/KH-UBND", kind="recurring", first=date(2023, 1, 1), last=date(2026, 12, 31))
    )
    # from the month of issue to December of the year in the title
    assert [row["due_on"].isoformat() for row in rows] == [f"2024-{m:02}-24" for m in range(2, 13)]


@pytest.mark.parametrize(
    ("why", "ask", "expected"),
    [
        ("without a span each stands once, those without a day last", Ask(document="182/KH-UBND"),
         [("2024-07-14", "d1"), ("2024-08-31", "d4"), (None, "d2"), (None, "d3")]),
        ("a limit cuts after the first", Ask(limit=2), [("2024-07-14", "d1"), ("2024-07-31", "d1")]),
        ("a period is due at its end", Ask(kind="period", first=date(2024, 5, 1), last=date(2024, 6, 30)), []),
        ("but runs before it", Ask(kind="period", first=date(2024, 5, 1), last=date(2024, 6, 30), running=True), [("2024-08-31", "d4")]),
        ("accents may be left out", Ask(unit="phong noi vu", kind="due"), [("2024-07-14", "d1"), ("2024-07-31", "d1")]),
        ("abbreviations are read", Ask(unit="VP HĐND và UBND", role="lead"), [("2024-08-31", "d4")]),
        ("who supports", Ask(unit="văn phòng", role="support"), [("2024-07-14", "d1")]),
        ("the post of a body is found with the body", Ask(unit="Ủy ban nhân dân thành phố Vinh", role="directs"), [("2024-08-31", "d4")]),
        ("Vinh is not Vĩnh Long", Ask(place="Vinh", kind="due"), [("2024-07-14", "d1")]),
        ("unless that is asked for", Ask(place="Vĩnh Long", kind="due"), [("2024-07-31", "d1")]),
        ("without accents too", Ask(place="vinh long", kind="due"), [("2024-07-31", "d1")]),
        ("a type of place before the name", Ask(place="thành phố Vinh", kind="due"), [("2024-07-14", "d1")]),
        ("a place above takes in what lies in it", Ask(place="Nghệ An", kind="due"), [("2024-07-14", "d1")]),
        ("words of the sentence, accents aside", Ask(words="doan kiem tra"), [("2024-07-14", "d1")]),
        ("a unit that is not there", Ask(unit="sở ngoại vụ"), []),
        ("a place that is not there", Ask(place="Huế"), []),
        ("wildcards are letters like others", Ask(unit="%"), []),
        ("and so are quotes", Ask(unit="' OR 1=1 --"), []),
        ("a part of a word is no word", Ask(unit="òng nội v"), []),
        ("an open end", Ask(unit="phòng nội vụ", kind="due", first=date(2024, 7, 20)), [("2024-07-31", "d1")]),
        ("an open beginning", Ask(kind="due", last=date(2024, 7, 20)), [("2024-07-14", "d1")]),
    ],
)  # fmt: skip
def test_deadlines(plans, why, ask, expected):
    rows = queries.deadlines(plans, ask)
    assert [(row["due_on"].isoformat() if row["due_on"] else None, row["deadline_id"]) for row in rows] == expected, why


def test_the_short_way_to_the_first_few_finds_the_same(store):
    from tests.store.factory import plan

    store.put_many(plan(seed) for seed in range(60))
    for first, last in ((date(2023, 5, 1), date(2023, 7, 31)), (date(2021, 1, 1), date(2025, 12, 31))):
        everything = queries.deadlines(store, Ask(first=first, last=last))
        for limit in (1, 10, 100):
            some = queries.deadlines(store, Ask(first=first, last=last, limit=limit))
            assert [x["due_on"] for x in some] == [x["due_on"] for x in everything[:limit]]
            assert all(x in everything for x in some)


@pytest.mark.parametrize(
    ("why", "ask", "expected"),
    [
        ("all of a unit", Ask(unit="phòng nội vụ thành phố vinh"), ["k1", "k2", "k3", "k1"]),
        ("what it leads", Ask(unit="văn phòng", role="lead"), ["k4"]),
        (
            "what is due in a span, recurring work too",
            Ask(unit="phòng nội vụ", place="Vinh", first=date(2024, 8, 1), last=date(2024, 8, 31)),
            ["k2"],
        ),
        ("words of the task", Ask(words="phòng họp"), ["k4"]),
    ],
)
def test_tasks(plans, why, ask, expected):
    assert [row["task_id"] for row in queries.tasks(plans, ask)] == expected, why


def test_units_are_summed_over_plans(plans):
    [row] = queries.units(plans, Ask(unit="phòng nội vụ thành phố vinh"))
    assert (row["documents"], row["lead"], row["support"]) == (2, 4, 0)
    everyone = queries.units(plans, Ask())
    assert everyone[0]["unit"] == "Phòng Nội vụ thành phố Vinh"
    assert {row["unit"] for row in queries.units(plans, Ask(place="Vĩnh Long"))} == {
        "Phòng Nội vụ huyện Vũng Liêm",
        "Ủy ban nhân dân huyện Vũng Liêm",
    }
    assert len(queries.units(plans, Ask(document="9/KH-UBND"))) == 2


def test_indicators(plans):
    [row] = queries.indicators(plans, Ask(words="ho ngheo", first=date(2024, 1, 1), last=date(2024, 12, 31)))
    assert (row["value"], row["comparator"], row["path"], row["sentence"]) == (
        0.5,
        "<",
        None,
        "Bố trí phòng họp từ ngày 01/5/2024 đến hết ngày 31/8/2024.",
    )
    assert queries.indicators(plans, Ask(words="hộ nghèo", first=date(2025, 1, 1))) == []


@pytest.mark.parametrize(
    ("why", "words", "expected"),
    [
        ("without accents", "phong noi vu", ["Phòng Nội vụ", "Phòng Nội vụ", "Phòng Nội vụ"]),
        ("đ is d for who types none", "dang bo", ["Đảng bộ"]),
        ("and in the middle of a word", "don doc", ["đôn đốc"]),
        ("capitals and marks between the words are nothing", "THEO DÕI đôn-đốc", ["theo dõi, đôn đốc"]),
        ("in a row before anywhere", "phòng họp", ["phòng họp"]),
        ("else anywhere in the line", "kiểm tra đoàn", ["kiểm"]),
        ("nothing but marks", "., ?", []),
        ("words of the search language are words", "AND OR NOT NEAR", []),
        ("quotes and stars", '"phòng* (nội', ["Phòng Nội", "Phòng Nội", "Phòng Nội"]),
        ("not there", "hợp tác xã", []),
    ],
)
def test_search(plans, why, words, expected):
    rows = search(plans, Ask(words=words))
    assert [row["text"] for row in rows] == expected, why
    for row in rows:
        assert plans.get(row["document_id"]).text[row["start"] : row["end"]] == row["text"]


def test_search_puts_the_same_accents_first(store):
    source = r.SourceInfo(uri="a", media_type="text/plain", sha256="1" * 64, size=1, reader="t")
    store.put(r.Record(id="kh-1", source=source, text="Bán bò ở chợ\nBản bộ trưng bày\nban bo"))
    rows = search(store, Ask(words="bản bộ"))
    # how the two others rank is the database's own affair
    assert [(row["text"], row["exact"]) for row in rows[:1]] == [("Bản bộ", True)]
    assert {row["text"] for row in rows[1:]} == {"Bán bò", "ban bo"}


def test_search_forgets_what_is_gone(plans):
    plans.delete(["kh-0000000000000002"])
    assert [row["document"] for row in search(plans, Ask(words="rà soát"))] == []
    changed = vinh()
    changed.text = changed.text.replace("Tham mưu", "Đề xuất")
    plans.put(changed)
    assert search(plans, Ask(words="tham mưu")) == []
    assert len(search(plans, Ask(words="đề xuất"))) == 1


# -- views and SQL ------------------------------------------------------------------------------------------------------


def rows(store: Store, sql: str) -> list[tuple]:
    return [tuple(row.values()) for row in readonly.select(store, sql)]


def test_views(plans):
    assert rows(plans, "SELECT unit, task_id FROM due_tasks WHERE role = 'lead' AND document = '182/KH-UBND' AND due_on IS NOT NULL ORDER BY due_on") == [
        ("Phòng Nội vụ thành phố Vinh", "k1"), ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân thành phố Vinh", "k4"),
    ]  # fmt: skip
    assert rows(
        plans,
        "SELECT documents, tasks, leads, supports, deadlines FROM unit_workload WHERE unit = 'Phòng Nội vụ thành phố Vinh'",
    ) == [(2, 4, 4, 0, 4)]
    assert rows(plans, "SELECT name, value, document FROM indicator_targets") == [
        ("Tỷ lệ hộ nghèo", 0.5, "182/KH-UBND")
    ]
    assert rows(plans, "SELECT text FROM section_texts WHERE id = 's2'")[0][0].startswith("1. Phòng Nội vụ\n- Tham mưu")


def test_citation_chain(store):
    # a ward's plan cites the city's, which cites the province's, which cites the ward's again
    def cited(n: int, issuer: str, code: str, issued: str, cites: tuple[str, str | None, str]) -> r.Record:
        ref = r.Reference(
            id="r1",
            doc_type="Kế hoạch",
            code=cites[0],
            date=cites[1],
            issuer=cites[2],
            role="implements",
            evidence="t",
            confidence=1,
        )
        return a_plan(n, issuer, r.Place(), [""], code=code, issued=issued, references=[ref])

    ward, city, province = "Ủy ban nhân dân phường A", "Ủy ban nhân dân thành phố B", "Ủy ban nhân dân tỉnh C"
    store.put_many([
        cited(1, ward, "3/KH-UBND", "2024-03-03", ("2/KH-UBND", "2024-02-02", city)),
        cited(2, city, "2/KH-UBND", "2024-02-02", ("1/KH – UBND", None, province)),  # no date, but the issuer
        cited(3, province, "1/KH-UBND", "2024-01-01", ("3/KH-UBND", "2024-03-03", ward)),
        cited(4, "Ủy ban nhân dân tỉnh D", "2/KH-UBND", "2019-09-09", ("7/KH-UBND", None, "Bộ Y")),  # the same number, another plan
    ])  # fmt: skip
    chain = "SELECT depth, citing, cited FROM citation_chain WHERE root_id = 'kh-0000000000000001' ORDER BY depth"
    assert rows(store, chain) == [
        (1, "3/KH-UBND", "2/KH-UBND"),
        (2, "2/KH-UBND", "1/KH-UBND"),
        (3, "1/KH-UBND", "3/KH-UBND"),
    ]
    assert rows(store, "SELECT depth, cited FROM citation_chain WHERE root_id = 'kh-0000000000000004'") == [(1, None)]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("DELETE FROM documents", "only reads"),
        ("DROP TABLE documents", "only reads"),
        ("CREATE TABLE x (y integer)", "only reads"),
        ("INSERT INTO meta VALUES ('a', 'b') RETURNING *", "only reads"),
        ("WITH x AS (SELECT 1) DELETE FROM meta", "only reads"),
        ("SELECT 1; DELETE FROM meta", "one statement|understand"),
        ("COMMIT; DELETE FROM meta", "one statement|understand|only reads"),
        ("SELEC 1", "does not understand"),
        ("SELECT nothing FROM documents", "does not understand"),
        ("  ;", "no SQL"),
    ],
)
def test_sql_only_reads(plans, query, said):
    with pytest.raises(StoreError, match=said):
        readonly.select(plans, query)
    assert plans.count() == 3
    assert len(readonly.select(plans, "SELECT 1 AS a, 2 AS a, '%s' AS b")[0]) == 3


@pytest.mark.parametrize(
    "query",
    [
        "PRAGMA journal_mode = DELETE",
        "ATTACH 'other.db' AS o",
        "VACUUM INTO 'copy.db'",
        "PRAGMA query_only = OFF",
        "SELECT load_extension('x')",
    ],
)
def test_sql_does_not_reach_out_of_sqlite(tmp_path, query):
    with Store.open(tmp_path) as store, pytest.raises(StoreError):
        readonly.select(store, query)
