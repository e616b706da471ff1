"""The measure: what counts as found, as right, as strict."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.evaluate import evaluate, evaluate_one, overlaps, plain

UNIT = {"id": "u1", "name": "Phòng Nội vụ thành phố Vinh", "kind": "department", "collective": False,
        "mentions": [{"text": "Phòng Nội vụ", "start": 0, "end": 12}]}  # fmt: skip


def f1(record: dict, gold: dict, kind: str) -> tuple[float, float, float]:
    ways = evaluate_one(record, gold)[kind]
    return ways["overlap"].f1, ways["value"].f1, ways["strict"].f1


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Uỷ ban nhân dân", "Ủy ban nhân dân", True),  # where the tone stands
        ("2020 – 2025", "2020 - 2025", True),  # dashes
        ("“Toàn dân”", "toàn dân", True),  # quotation marks and case
        ("KH - UBND", "KH-UBND", True),  # spaces round a dash
        ("Phòng Y tế", "Phòng Kinh tế", False),
    ],
)
def test_spellings_that_count_as_one(a: str, b: str, same: bool) -> None:
    assert (plain(a) == plain(b)) is same


def test_overlap_is_containment_or_half_of_the_words() -> None:
    assert overlaps("trước ngày 30/6/2024", "ngày 30/6/2024")
    assert overlaps("một hai ba bốn", "hai ba bốn năm")
    assert not overlaps("một hai ba bốn", "bốn năm sáu bảy")
    assert not overlaps("", "một")


def test_a_unit_may_be_found_but_wrongly_named() -> None:
    gold = {"units": [{"name": "Phòng Nội vụ thành phố Sa Đéc", "surfaces": ["Phòng Nội vụ"], "collective": False}]}
    assert f1({"units": [UNIT]}, gold, "units") == (1.0, 0.0, 0.0)
    gold["units"][0]["accept"] = ["Phòng Nội vụ thành phố Vinh"]
    assert f1({"units": [UNIT]}, gold, "units") == (1.0, 1.0, 0.0), (
        "an accepted reading is right, but not the first one"
    )
    gold["units"][0]["name"] = "Phòng Nội vụ thành phố Vinh"
    assert f1({"units": [UNIT]}, gold, "units") == (1.0, 1.0, 1.0)


def test_what_is_optional_costs_nothing_either_way() -> None:
    gold = {"units": [{"name": "Các đơn vị", "surfaces": ["các đơn vị"], "optional": True}]}
    extra = {**UNIT, "name": "các đơn vị", "mentions": []}
    for found in ([], [extra], [extra, {**extra, "id": "u2"}]):
        assert f1({"units": found}, gold, "units") == (1.0, 1.0, 1.0)
    assert evaluate_one({"units": [UNIT]}, gold)["units"]["overlap"].extra == 1


def test_a_deadline_needs_its_place_its_dates_and_its_relation() -> None:
    sections = [{"id": "s1", "path": "II/1", "kind": "arabic", "heading": "x"}]
    deadline = {
        "id": "d1",
        "text": "trước 30/6/2024",
        "section": "s1",
        "due_on": "2024-06-29",
        "relation": "before",
        "kind": "due",
    }
    gold = {"quote": "trước 30/6/2024", "path": "II/1", "due_on": "2024-06-29", "relation": "before", "kind": "due"}
    record = {"sections": sections, "deadlines": [deadline]}
    assert f1(record, {"deadlines": [gold]}, "deadlines") == (1.0, 1.0, 1.0)
    assert f1(record, {"deadlines": [{**gold, "relation": "by"}]}, "deadlines") == (1.0, 1.0, 0.0)
    assert f1(record, {"deadlines": [{**gold, "due_on": "2024-06-30"}]}, "deadlines") == (1.0, 0.0, 0.0)
    assert f1(record, {"deadlines": [{**gold, "path": "III"}]}, "deadlines") == (0.0, 0.0, 0.0)


def test_a_task_is_right_when_the_parties_and_the_day_are() -> None:
    record = {
        "sections": [{"id": "s1", "path": "C", "kind": "part", "heading": "x"}],
        "units": [UNIT],
        "deadlines": [{"id": "d1", "text": "trước 30/6/2024", "due_on": "2024-06-29"}],
        "tasks": [
            {
                "id": "k1",
                "section": "s1",
                "text": "Phòng Nội vụ báo cáo",
                "lead": ["u1"],
                "support": [],
                "deadlines": ["d1"],
            }
        ],
    }
    task = {
        "path": "C",
        "quote": "Phòng Nội vụ báo cáo",
        "lead": ["Phòng Nội vụ thành phố Vinh"],
        "support": [],
        "directs": [],
        "due_on": "2024-06-29",
    }
    units = [{"name": "Phòng Nội vụ thành phố Vinh", "surfaces": ["Phòng Nội vụ"]}]
    assert f1(record, {"units": units, "tasks": [task]}, "tasks") == (1.0, 1.0, 1.0)
    assert f1(record, {"units": units, "tasks": [{**task, "due_on": None}]}, "tasks") == (1.0, 1.0, 0.0)
    assert f1(record, {"units": units, "tasks": [{**task, "lead": []}]}, "tasks") == (1.0, 0.0, 0.0)


def test_files_belong_together_by_name_and_what_is_missing_is_said(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "rec").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / f"gold/{name}.json").write_text(
            json.dumps({"doc": name, "slogans": [{"text": "Một", "kind": "theme"}]}), "utf-8"
        )
    record = {"source": {"uri": "x/y/a.txt"}, "slogans": [{"text": "một", "kind": "theme"}]}
    (tmp_path / "rec/a.json").write_text(json.dumps(record), "utf-8")
    result = evaluate(tmp_path / "rec", tmp_path / "gold")
    assert result["missing"] == ["b.txt"]
    assert result["all"]["slogans"]["strict"] == {"p": 1.0, "r": 0.5, "f1": 0.6667, "right": 1, "extra": 0, "missed": 1}
    with pytest.raises(ValueError, match="no gold in it"):
        evaluate(tmp_path / "gold", tmp_path / "rec")
    with pytest.raises(FileNotFoundError, match="no such file"):
        evaluate(tmp_path / "nowhere", tmp_path / "gold")
