"""Corrections: kept apart, found again, merged, exported as gold."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace

import pytest
import typer
from typer.testing import CliRunner

from extract.batch import Options, run
from extract.cli import serve
from extract.evaluate import evaluate
from extract.store import Store
from extract.web import merge
from extract.web.corrections import Correction, Corrections
from extract.web.gold import gold
from tests.store.factory import plan as factory_plan
from tests.web.conftest import plan_id


@pytest.fixture
def record():
    return factory_plan(3)


def said(record, kind, item, action, /, **fields):
    place = item.mentions[0] if kind in merge.NAMED else item
    return Correction(
        record.id, kind, place.start, place.end, place.text, action, fields, item.model_dump(mode="json"), "Lan"
    )


@pytest.mark.parametrize("kind", list(merge.KINDS))
def test_accept_leaves_the_item_and_makes_it_sure(record, kind):
    item = getattr(record, kind)[0]
    merged = merge.merge(record, [said(record, kind, item, "accept")])
    after = next(x for x in getattr(merged.record, kind) if x.id == item.id)
    assert after.model_dump() == {**item.model_dump(), "confidence": 1.0}
    assert merged.said[item.id].who == "Lan"


@pytest.mark.parametrize("kind", list(merge.KINDS))
def test_delete_takes_the_item_and_its_ids_away(record, kind):
    item = getattr(record, kind)[0]
    merged = merge.merge(record, [said(record, kind, item, "delete")]).record
    assert item.id not in {x.id for x in getattr(merged, kind)}
    assert f'"{item.id}"' not in merged.to_json()
    assert item.id in {x.id for x in getattr(record, kind)}  # the extraction stays


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("units", {"name": "Sở Xây dựng tỉnh An Bình", "kind": "department", "level": "province"}),
        ("officials", {"title": "Chủ tịch", "name": None}),
        ("deadlines", {"kind": "due", "due_on": "2025-11-30", "start_on": None, "rrule": None}),
        ("indicators", {"value": 12.5, "unit": "ha", "comparator": "="}),
        ("dates", {"role": "event", "value": "2025-01-01"}),
        ("references", {"number": "99", "title": "về việc khác"}),
        ("slogans", {"kind": "motto"}),
        ("tasks", {"deliverable": "tờ trình"}),
    ],
)
def test_change_sets_fields(record, kind, fields):
    item = getattr(record, kind)[-1]
    merged = merge.merge(record, [said(record, kind, item, "change", **fields)]).record
    after = next(x for x in getattr(merged, kind) if x.id == item.id)
    assert {k: getattr(after, k) for k in fields} == fields
    assert after.evidence == "correction"


def test_tasks_are_told_by_names_and_words(record):
    """Ids are of one run; a correction has to be right in the next one too."""
    task, due = record.tasks[-1], record.deadlines[0]
    fields = {
        "lead": ["Ban Quản lý chợ"],
        "support": [record.units[0].name],
        "deadlines": [{"text": due.text, "start": due.start}],
    }
    merged = merge.merge(record, [said(record, "tasks", task, "change", **fields)]).record
    after = next(t for t in merged.tasks if t.id == task.id)
    names = merge.bodies(merged)
    assert [names[i] for i in after.lead] == ["Ban Quản lý chợ"]
    assert after.support == [record.units[0].id]
    assert after.deadlines == [due.id]
    assert task.id in next(d for d in merged.deadlines if d.id == due.id).tasks


def test_add_finds_its_section_and_place(record):
    at = record.text.index("TỔ CHỨC THỰC HIỆN")
    made = Correction(record.id, "slogans", at, at + 17, "TỔ CHỨC THỰC HIỆN", "add", {"kind": "motto"}, None, "Lan")
    merged = merge.merge(record, [made]).record
    new = merged.slogans[-1]
    assert (new.start, new.text, new.kind, new.evidence) == (at, "TỔ CHỨC THỰC HIỆN", "motto", "correction")
    assert new.section == next(s.id for s in record.sections if s.heading == "TỔ CHỨC THỰC HIỆN")
    assert len({x.id for x in merged.slogans}) == len(merged.slogans)


def test_words_that_moved_are_found_again(record):
    """A new version of the reader may put the same words elsewhere."""
    item = record.deadlines[-1]
    made = said(record, "deadlines", item, "change", due_on="2030-01-01")
    moved = replace(made, start=made.start + 40, end=made.end + 40)
    merged = merge.merge(record, [moved])
    same = [d for d in record.deadlines if d.text == item.text]
    assert [d.due_on for d in merged.record.deadlines if d.due_on == "2030-01-01"] == ["2030-01-01"]
    assert len(same) >= 1
    assert not merged.lost


def test_what_the_extraction_lost_comes_back_and_what_has_no_words_is_told(record):
    item = record.slogans[0]
    made = said(record, "slogans", item, "accept")
    record.slogans.clear()
    assert merge.merge(record, [made]).record.slogans[0].text == item.text
    nowhere = replace(made, text="lời không có ở đâu cả")
    assert merge.merge(record, [nowhere]).lost == [nowhere]


def test_nothing_is_overwritten(tmp_path, record):
    kept = Corrections(tmp_path)
    first = kept.add(said(record, "deadlines", record.deadlines[0], "change", due_on="2025-01-01"))
    second = kept.add(said(record, "deadlines", record.deadlines[0], "delete"))
    assert merge.merge(record, kept.all()).record.deadlines[0].id != record.deadlines[0].id
    assert kept.undo(record.id, second.number)
    assert not kept.undo(record.id, second.number)
    assert merge.merge(record, kept.all()).record.deadlines[0].due_on == "2025-01-01"
    assert kept.all()[0].made_at == first.made_at


def test_gold_of_a_plan_that_was_checked_whole_scores_one(tmp_path, record):
    whole = Correction(record.id, "document", 0, 0, "", "accept", who="Lan")
    merged = merge.merge(record, [whole, said(record, "tasks", record.tasks[2], "change", deliverable="tờ trình")])
    (tmp_path / "gold").mkdir()
    (tmp_path / "records").mkdir()
    (tmp_path / "gold/a.json").write_text(json.dumps(gold(merged)), "utf-8")
    (tmp_path / "records/a.json").write_text(merged.record.to_json(), "utf-8")
    figures = evaluate(tmp_path / "records", tmp_path / "gold")["all"]
    assert {kind: ways["value"]["f1"] for kind, ways in figures.items()} == dict.fromkeys(figures, 1.0)
    assert set(figures) >= {"header", "sections", *merge.KINDS} - {"header"}


def test_gold_counts_only_what_somebody_looked_at(record):
    made = said(record, "deadlines", record.deadlines[0], "change", due_on="2030-01-01", rrule=None)
    out = gold(merge.merge(record, [made]))
    assert [d.get("optional", False) for d in out["deadlines"]] == [False] + [True] * (len(record.deadlines) - 1)
    assert "header" not in out
    assert "sections" not in out


# -- over HTTP ---------------------------------------------------------------------------------------------------------


def post(client, id, **body):
    return client.post(f"/plans/{id}/corrections", json={"who": "Lan", **body})


def command():
    app = typer.Typer()
    serve.add(app)
    return app


def facts(client, id, kind):
    found = client.get(f"/plans/{id}/items").json()["items"]
    return {i: x for i, x in found.items() if x["kind"] == kind}


def test_a_correction_is_in_every_page_and_not_in_the_extraction(client, folder):
    id = plan_id(client, "nạo vét")
    item, before = next(
        (i, x) for i, x in facts(client, id, "deadlines").items() if x["fields"]["due_on"] == "2025-03-19"
    )
    assert (
        post(client, id, action="change", kind="deadlines", item=item, fields={"due_on": "2031-07-08"}).status_code
        == 200
    )
    assert facts(client, id, "deadlines")[item]["who"] == "Lan"
    assert "08/07/2031" in client.get(f"/plans/{id}").text
    soon = client.get("/deadlines", params={"today": "2031-07-01", "state": "soon"}).text
    assert "08/07/2031" in soon
    assert "08/07/2031" in client.get("/deadlines", params={"view": "month", "month": "2031-07"}).text
    assert b"20310709" in client.get("/deadlines.ics", params={"view": "month", "month": "2031-07"}).content
    with Store.open(folder / "kehoach.db", readonly=True) as store:
        assert [d.due_on for d in store.get(id).deadlines if d.text == before["text"]] == ["2025-03-19"]


def test_corrections_survive_a_new_extraction(client, folder, prepared):
    id = plan_id(client, "nạo vét")
    item = next(i for i, x in facts(client, id, "units").items() if x["fields"]["name"].startswith("Trạm Y tế"))
    post(client, id, action="change", kind="units", item=item, fields={"name": "Trạm Y tế xã Đồng Xuân"})
    with client.app.state.library.store().connect():
        pass
    run([str(prepared / "in")], folder, Options(jobs=1, start_method="none", force=True))
    names = [x["fields"]["name"] for x in facts(client, id, "units").values()]
    assert "Trạm Y tế xã Đồng Xuân" in names
    assert "Trạm Y tế xã Đồng Xuân" in client.get("/units").text


def test_delete_undo_and_what_cannot_be(client):
    id = plan_id(client, "nạo vét")
    item = next(iter(facts(client, id, "deadlines")))
    number = post(client, id, action="delete", kind="deadlines", item=item).json()["number"]
    assert item not in facts(client, id, "deadlines")
    assert client.delete(f"/plans/{id}/corrections/{number}").status_code == 204
    assert client.delete(f"/plans/{id}/corrections/{number}").status_code == 404
    assert item in facts(client, id, "deadlines")
    for body, status in [
        ({"action": "change", "kind": "deadlines", "item": item, "fields": {"kind": "soon"}}, 422),
        ({"action": "change", "kind": "deadlines", "item": item, "fields": {"text": "other"}}, 422),
        ({"action": "change", "kind": "deadlines", "item": item, "fields": {"due_on": {"a": 1}}}, 422),
        ({"action": "accept", "kind": "deadlines", "item": "d999"}, 404),
        ({"action": "accept", "kind": "wizards", "item": "d1"}, 422),
        ({"action": "add", "kind": "units", "start": 5, "end": 5}, 422),
        ({"action": "add", "kind": "units", "start": 5, "end": 10**9}, 422),
        ({"action": "delete", "kind": "document"}, 422),
        ({"action": "add", "kind": "units", "start": 0, "end": 5, "who": ""}, 422),
        ({"action": "add", "kind": "units", "start": 0, "end": 5, "extra": 1}, 422),
        ({"action": "change", "kind": "tasks", "item": "k1", "fields": {"lead": "x" * 30_000}}, 413),
    ]:
        assert post(client, id, **body).status_code == status, body
    assert post(client, "kh-0000000000000000", action="accept", kind="units", item="u1").status_code == 404


def test_a_plan_checked_whole_is_gold_for_the_commands(client, folder, tmp_path):
    id = plan_id(client, "nạo vét")
    post(client, id, action="accept", kind="document")
    archive = zipfile.ZipFile(io.BytesIO(client.get("/gold.zip").content))
    assert archive.namelist() == ["kênh mương.json"]
    target = tmp_path / "gold"
    assert CliRunner().invoke(command(), ["gold", str(folder), "-o", str(target)]).exit_code == 0
    assert (target / "kênh mương.json").read_bytes() == archive.read("kênh mương.json")
    figures = evaluate(folder / "records", target)["all"]
    assert {ways["value"]["f1"] for ways in figures.values()} == {1.0}


def test_gold_without_corrections_says_what_to_do(folder, tmp_path):
    result = CliRunner().invoke(command(), ["gold", str(folder), "-o", str(tmp_path / "gold")])
    assert result.exit_code == 1
    assert "kehoach serve" in result.stderr
