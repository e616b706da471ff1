"""The pages as a program sees them: states, months, escaping, languages, pictures, uploads."""

from __future__ import annotations

import io
import re
import shutil
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from extract import record as r
from extract.web import agenda, document, words
from extract.web.templating import HERE, day, visible
from tests.store.factory import plan as factory_plan
from tests.web.conftest import ROOT, plan_id


class Reader(HTMLParser):
    """Tags and texts of a page, and the text of each block that carries an offset."""

    VOID = {"meta", "link", "input", "img", "br", "option", "rect", "path"}

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.blocks: dict[int, str] = {}
        self.open: list[int | None] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append((tag, attrs))
        if tag not in self.VOID:
            at = int(attrs["data-o"]) if "data-o" in attrs else (self.open[-1] if self.open else None)
            self.open.append(at)
            if "data-o" in attrs:
                self.blocks[at] = ""

    def handle_endtag(self, tag):
        if tag not in self.VOID and self.open:
            self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1] is not None:
            self.blocks[self.open[-1]] += data


@pytest.mark.parametrize("seed", range(4))
def test_blocks_put_together_are_the_text(seed):
    record = factory_plan(seed, tasks=20)
    found = document.blocks(record)
    cells = [c for b in found for row in b.rows for c in row] or []
    for b in [b for b in found if b.form != "table"] + cells:
        text = "".join(p.text for p in b.pieces)
        assert record.text[b.start : b.start + len(text)] == text
    shown = "".join("".join(p.text for p in b.pieces) for b in [*found, *cells])
    assert sorted(shown) == sorted(re.sub(r"[\n\t]", "", record.text))


@pytest.mark.parametrize(
    ("spans", "pieces"),
    [
        ([(0, 3, "units", "u1")], [("abc", "units", "u1"), ("defgh", "", "")]),
        # one in the other: the shorter one comes first
        ([(0, 8, "tasks", "k1"), (2, 4, "deadlines", "d1")], [("ab", "tasks", "k1"), ("cd", "deadlines tasks", "d1 k1"), ("efgh", "tasks", "k1")]),
        # over each other in part
        ([(0, 5, "units", "u1"), (3, 8, "officials", "o1")], [("abc", "units", "u1"), ("de", "units officials", "u1 o1"), ("fgh", "officials", "o1")]),
        # the same words twice
        ([(1, 2, "units", "u1"), (1, 2, "units", "u2")], [("a", "", ""), ("b", "units", "u1 u2"), ("cdefgh", "", "")]),
    ],
)  # fmt: skip
def test_pieces_are_cut_where_items_begin_and_end(spans, pieces):
    cutter = document._Cutter(factory_plan(1))
    cutter.text = "abcdefgh"
    cutter.spans = sorted(spans, key=lambda s: (s[0], -s[1]))
    cutter.starts = [s[0] for s in cutter.spans]
    cutter.reach = [max(s[1] for s in cutter.spans[: i + 1]) for i in range(len(cutter.spans))]
    assert [(p.text, p.kinds, p.ids) for p in cutter.cut(0, 8)] == pieces


def test_the_page_of_a_plan_keeps_every_offset(client):
    for plan in client.get("/api/plans").json()["items"]:
        record = r.Record.from_json(client.get(f"/api/plans/{plan['id']}").text)
        reader = Reader(client.get(f"/plans/{plan['id']}").text)
        assert reader.blocks
        for at, text in reader.blocks.items():
            assert visible(record.text[at : at + len(text)]) == text
        marked = {i for tag, a in reader.tags if tag == "mark" for i in a.get("data-i", "").split()}
        assert {x.id for kind in ("deadlines", "tasks", "dates", "units") for x in getattr(record, kind)} <= marked


def test_a_hostile_plan_is_only_text(client):
    id = next(x["id"] for x in client.get("/api/plans").json()["items"] if "xấu" in x["file"])
    for address in (
        "/",
        f"/plans/{id}",
        "/deadlines?today=2025-06-01",
        "/units",
        "/search?q=<script>alert(1)</script>",
        '/?q="><script>x',
        "/corrections",
    ):
        reader = Reader(client.get(address).text)
        scripts = [a for tag, a in reader.tags if tag == "script"]
        assert all(a.get("src", "").startswith("/static/") for a in scripts)
        assert not [t for t, _ in reader.tags if t in ("iframe", "svg-hit", "object", "embed", "style")]
        assert not [a for _, a in reader.tags for name in a if name.startswith("on") or name == "style"]
        assert all(a.get("href", "/").startswith(("/", "#")) for t, a in reader.tags if t in ("a", "link"))
    text = client.get(f"/plans/{id}").text
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)
    assert "{{ 7*7 }}" in text


def test_characters_that_turn_lines_around_are_shown():
    assert visible("a\u202eb\u2066c\x1bd\te\n") == "a\ufffdb\ufffdc\ufffdd\te\n"


@pytest.mark.parametrize(
    ("value", "shown"),
    [("2024-06-30", "30/06/2024"), ("2024-06", "06/2024"), ("2024", "2024"), (None, ""), ("quý II", "quý II")],
)
def test_days_are_shown_as_people_write_them(value, shown):
    assert day(value) == shown


# -- words -------------------------------------------------------------------------------------------------------------


def test_every_sentence_of_the_pages_has_its_english():
    said = set()
    for path in (HERE / "templates").glob("*.html"):
        said |= {a or b for a, b in re.findall(r"""\bt\((?:"([^"]*)"|'([^']*)')""", path.read_text("utf-8"))}
    for path in (HERE / "static").glob("*.js"):
        said |= set(re.findall(r'\bsay\("([^"]*)"', path.read_text("utf-8")))
    assert len(said) > 100
    assert said - set(words.ENGLISH) == set()


def test_scripts_have_every_sentence_they_say():
    said = set()
    for path in (HERE / "static").glob("*.js"):
        said |= set(re.findall(r'\bsay\("([^"]*)"', path.read_text("utf-8")))
    assert said <= set(words._SCRIPT)


def test_english_by_a_switch(client):
    assert "<h1>Kế hoạch</h1>" in client.get("/").text
    answer = client.post("/language", data={"lang": "en", "back": "/?q=nao"})
    assert answer.url.path == "/"
    assert "<h1>Plans</h1>" in answer.text
    assert '<html lang="en">' in answer.text


# -- plans -------------------------------------------------------------------------------------------------------------


def test_filters(client):
    def titles(**params):
        return re.findall(
            r'class="plan-title" href="/plans/(kh-\w+)"', client.get("/", params={"fragment": "true", **params}).text
        )

    assert len(titles()) == 4
    assert len(titles(year="2021")) == 1
    assert len(titles(year="1999")) == 0
    assert len(titles(issuer="quang tri")) == 1
    assert len(titles(type="Kế hoạch", outcome="done")) == 4
    assert len(titles(outcome="partial")) == 0
    assert len(titles(year="")) == 4  # a form sends empty fields too
    held = client.get("/", params={"outcome": "quarantined"}).text
    assert "rỗng.txt" in held
    assert "empty" in held


def test_what_needs_a_look_comes_first(client):
    rows = client.get("/", params={"order": "look", "fragment": "true"}).text
    first = re.search(r'class="plan-title" href="/plans/(kh-\w+)"', rows)[1]
    most = max(client.get("/api/plans").json()["items"], key=lambda x: x["warnings"])
    assert first == most["id"] or most["warnings"] == 0


def test_a_page_that_is_not_there_is_a_page_for_people(client):
    answer = client.get("/plans/kh-0000000000000000", headers={"accept": "text/html"})
    assert answer.status_code == 404
    assert "Không có kế hoạch này" in answer.text
    assert client.get("/plans/kh-0000000000000000").headers["content-type"] == "application/problem+json"


# -- deadlines ---------------------------------------------------------------------------------------------------------


def test_states_are_relative_to_the_day(client):
    overlay = client.app.state.overlay

    def ends(today):
        parts = agenda.agenda(overlay, agenda.Ask(document="41/KH-UBND"), date.fromisoformat(today), None, 1, 50)
        return {p.state: [str(row["due_on"]) for row in p.rows] for p in parts}

    before = ends("2025-03-15")
    assert before["overdue"] == []
    assert before["soon"] == ["2025-03-19", "2025-03-24"]  # the second is the month's, by its rule
    assert before["later"] == ["2025-04-15"]
    assert before["undated"] == ["None"]
    on_the_day = ends("2025-03-19")
    assert on_the_day["soon"][0] == "2025-03-19"  # the last day is still in time
    after = ends("2025-05-01")
    assert after["overdue"] == ["2025-04-15", "2025-03-19"]  # the latest first
    assert after["later"] == []


def test_a_month_has_whole_weeks(client):
    weeks, count = agenda.month(client.app.state.overlay, agenda.Ask(document="41/KH-UBND"), date(2025, 3, 1))
    assert all(len(week) == 7 and week[0].day.weekday() == 0 for week in weeks)
    assert [c.day.day for week in weeks for c in week if c.inside] == list(range(1, 32))
    assert {c.day.day: len(c.rows) for week in weeks for c in week if c.rows} == {19: 1, 24: 1}
    assert count == 2


@pytest.mark.parametrize(
    "query", ["month=2025-13&view=month", "month=0001-01&view=month", "today=x", "view=year", "state=gone"]
)
def test_what_cannot_be_shown_is_refused(client, query):
    assert client.get(f"/deadlines?{query}").status_code == 422


def test_downloads(client):
    from icalendar import Calendar
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(client.get("/deadlines.xlsx?unit=van+phong").content))
    rows = list(book.active.values)
    assert "Hạn" in rows[0]
    assert len(rows) > 2
    calendar = Calendar.from_ical(client.get("/deadlines.ics?view=month&month=2025-03").content)
    assert {e.name for e in calendar.subcomponents} <= {"VEVENT", "VTODO"}
    assert len(calendar.subcomponents) >= 2
    assert "attachment" in client.get("/deadlines.ics").headers["content-disposition"]


def test_units_lead_and_support(client):
    text = client.get("/units", params={"q": "tram y te xa", "fragment": "true"}).text
    name = re.search(r"/units/of\?name=[^\"]+", text)[0]
    page = client.get(name).text
    assert "Cử cán bộ trực sơ cứu" in page
    assert "15/04/2025" in page
    assert client.get("/units/of?name=Nobody").status_code == 404


# -- pictures ----------------------------------------------------------------------------------------------------------


def test_pictures_only_of_the_file_that_was_read(client, folder, prepared, tmp_path):
    id = plan_id(client, "trong rung")
    assert 'data-pictures="6"' in client.get(f"/plans/{id}").text
    answer = client.get(f"/plans/{id}/pages/2.jpg")
    assert answer.content.startswith(b"\xff\xd8\xff")
    assert len(answer.content) < 1_500_000
    assert client.get(f"/plans/{id}/pages/2.jpg", headers={"if-none-match": answer.headers["etag"]}).status_code == 304
    assert client.get(f"/plans/{id}/pages/7.jpg").status_code == 404
    assert client.get(f"/plans/{plan_id(client, 'nạo vét')}/pages/1.jpg").status_code == 404
    source = prepared / "in/quang-tri-trong-rung-2021.pdf"
    kept = tmp_path / "kept.pdf"
    shutil.copy(source, kept)
    try:
        source.write_bytes(source.read_bytes()[:-1] + b"#")  # as long as before, and another
        client.app.state.scans._kept.clear()
        assert client.get(f"/plans/{id}/pages/2.jpg").status_code == 404
    finally:
        shutil.copy(kept, source)


# -- uploads -----------------------------------------------------------------------------------------------------------

OTHER = """TRƯỜNG TIỂU HỌC SÔNG LÔ
Số: 5/KH-TH
Sông Lô, ngày 03 tháng 9 năm 2025
KẾ HOẠCH
Tổ chức tuần lễ đọc sách năm học 2025 - 2026
I. TỔ CHỨC THỰC HIỆN
1. Thư viện trường chuẩn bị sách trước ngày 20/9/2025.
"""


def test_a_file_is_shown_and_kept_only_when_asked(client, folder):
    name = "../../sách <đọc>.txt"
    shown = client.post("/upload/read", params={"name": name}, content=OTHER.encode())
    assert "tuần lễ đọc sách" in shown.text
    assert client.get("/api/plans").json()["total"] == 4
    kept = client.post("/upload/keep", params={"name": name}, content=OTHER.encode())
    assert kept.status_code == 200
    assert client.get(f"/plans/{kept.json()['id']}").status_code == 200
    assert client.get("/api/plans").json()["total"] == 5
    (path,) = (folder / "uploads").iterdir()
    assert path.read_text("utf-8") == OTHER
    again = client.post("/upload/keep", params={"name": name}, content=OTHER.encode())
    assert again.json() == kept.json()
    assert "đã có" in client.post("/upload/read", params={"name": name}, content=OTHER.encode()).text


@pytest.mark.parametrize(
    "name", ["..", "../..", "a/../../b.txt", "con.txt", ".hidden", "x" * 200, "tên.tệp.docx", "a\u202etxt.exe", " "]
)
def test_names_of_files_stay_in_the_folder(name):
    from extract.web.data import base_name
    from extract.web.keeping import _safe

    safe = _safe(base_name(name), b"1")
    assert Path(safe).name == safe
    assert not safe.startswith(".")
    assert len(safe.encode()) < 200
    assert re.fullmatch(r"[\w\- ().]+", safe)


def test_another_run_in_the_folder_is_waited_for(client, folder):
    from extract.batch.journal import Journal

    with Journal(folder):
        assert client.post("/upload/keep?name=a.txt", content=OTHER.encode()).status_code == 409
    assert not list((folder / "uploads").iterdir())


def test_a_file_that_cannot_be_read_is_not_kept_as_a_plan(client):
    answer = client.post("/upload/keep?name=a.docx", content=b"PK\x03\x04 broken")
    assert answer.status_code == 422
    assert client.get("/api/plans").json()["total"] == 4


def test_everything_the_pages_need_is_in_the_package():
    assert (ROOT / "extract/web/static/page.css").stat().st_size < 60_000
    for path in [*(HERE / "templates").iterdir(), *(HERE / "static").glob("*.*")]:
        text = path.read_text("utf-8")
        assert not re.search(r"(?:src|href|url|import|from)\s*[=(]?\s*[\"']?https?://", text), path
