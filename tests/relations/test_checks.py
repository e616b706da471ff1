"""Contradictions in one plan: a record that has each, and one that has none of it."""

from __future__ import annotations

import pytest

from extract.relations.checks import carried_out, check
from tests.relations.records import deadline, indicator, made, reference, task, unit

WORK = "Xây dựng kế hoạch tiêm chủng mở rộng cho trẻ em dưới năm tuổi trên địa bàn huyện"

CASES = {
    "a deadline before the date of issue": (
        {"issued_on": "2025-03-10", "deadlines": [deadline("trước ngày 01/3/2025", "2025-02-28")]},
        ["deadline-before-issue"],
    ),
    "a deadline after it": ({"issued_on": "2025-03-10", "deadlines": [deadline("trong tháng 3", "2025-03-31")]}, []),
    "the month of issue without a day is no contradiction": (
        {"issued_on": "2025-03", "deadlines": [deadline("ngày 05/3/2025", "2025-03-05")]},
        ["blank-date"],
    ),
    "nobody leads": ({"tasks": [task(WORK)]}, ["task-without-lead"]),
    "somebody directs": ({"tasks": [task(WORK, directs=["o1"])]}, []),
    "one work with two days": (
        {
            "deadlines": [deadline("trước 15/3", "2025-03-14", "d1"), deadline("30/4", "2025-04-30", "d2", 500)],
            "tasks": [
                task(WORK, "k1", 0, lead=["u1"], deadlines=["d1"]),
                task(WORK + ".", "k2", 500, lead=["u1"], deadlines=["d2"]),
            ],
        },
        ["task-two-deadlines"],
    ),
    "one work of two bodies, each with its day": (
        {
            "deadlines": [deadline("trước 15/3", "2025-03-14", "d1"), deadline("30/4", "2025-04-30", "d2", 500)],
            "tasks": [
                task(WORK, "k1", 0, lead=["u1"], deadlines=["d1"]),
                task(WORK, "k2", 500, lead=["u2"], deadlines=["d2"]),
            ],
        },
        [],
    ),
    "a helper named once, the others twice": (
        {
            "units": [unit("Hội Người mù huyện", "u2", 40), unit("Phòng Y tế", "u3", 5, 60), unit("Phòng Nội vụ", "u4", 15, 80)],
            "tasks": [task(WORK, lead=["u1"], support=["u2", "u3", "u4"])],
        },
        ["support-named-once"],
    ),
    "all helpers named once": (
        {"units": [unit("Hội Người mù huyện", "u2", 40), unit("Hội Nông dân", "u3", 5)], "tasks": [task(WORK, lead=["u1"], support=["u2", "u3"])]},
        [],
    ),
    "a helper named twice": (
        {"units": [unit("Hội Người mù huyện", "u2", 40, 90)], "tasks": [task(WORK, lead=["u1"], support=["u2"])]},
        [],
    ),
    "a group named once": (
        {"units": [unit("Các đơn vị liên quan", "u2", 40, collective=True)], "tasks": [task(WORK, lead=["u1"], support=["u2"])]},
        [],
    ),
    "one indicator with two values": (
        {"indicators": [indicator("Tỷ lệ hộ nghèo cuối năm", 1.2, 0), indicator("Tỷ lệ hộ nghèo cuối năm", 1.5, 90)]},
        ["indicator-two-values"],
    ),
    "one indicator for two years": (
        {"indicators": [indicator("Tỷ lệ hộ nghèo cuối năm", 1.2, 0, "2024"), indicator("Tỷ lệ hộ nghèo cuối năm", 1.5, 90, "2025")]},
        [],
    ),
    "a number never filled in": ({"number": None}, ["blank-number"]),
    "a long plan without any task": ({"text": "x" * 2000}, ["no-tasks"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_contradictions(name: str) -> None:
    values, codes = CASES[name]
    values = {"issuer": "Ủy ban nhân dân huyện Sông Trà", **values}
    assert [f.code for f in check(made(**values))] == codes


def test_places_point_into_the_text() -> None:
    found = check(made(tasks=[task(WORK, start=7)]))
    assert [(f.start, f.end) for f in found] == [(7, 7 + len(WORK))]


def test_what_a_plan_carries_out() -> None:
    basis, cited = reference("12/KH-UBND", role="basis"), reference("13/KH-UBND", role="mention")
    cited.id = "r2"
    assert carried_out([basis, cited]) == ["r1"]
