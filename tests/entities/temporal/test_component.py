"""The component in a pipeline: header, sections, references and tables decide with it."""

from __future__ import annotations

import pytest
import spacy

from extract import record as r
from extract.entities.temporal import component  # noqa: F401  (registers the factory)
from extract.entities.temporal.component import read_times
from extract.state import Plan
from extract.text.canonical import Line


def plan_of_lines(*lines: str, table_from: int | None = None) -> Plan:
    """A plan whose lines are given; from `table_from` on they are rows of one table, cells parted by tabs."""
    text, out, at = "\n".join(lines), [], 0
    for i, piece in enumerate(lines):
        line = Line(at, at + len(piece))
        if table_from is not None and i >= table_from:
            line.kind, line.table, line.header_row = "row", 1, i == table_from
            start = at
            for cell in piece.split("\t"):
                line.cells.append((start, start + len(cell)))
                start += len(cell) + 1
        out.append(line)
        at += len(piece) + 1
    return Plan(text, out)


def section(plan: Plan, heading: str, label: str) -> None:
    start = plan.text.index(heading)
    line = plan.line_at(start)
    assert line
    plan.sections.append(
        r.Section(
            id=f"s{len(plan.sections) + 1}", kind="roman", label=label, path=label, depth=0, heading=heading, text="",
            start=line.start, end=len(plan.text),
        )
    )  # fmt: skip
    if len(plan.sections) > 1:
        plan.sections[-2].end = line.start
    plan.forget()


def test_alone_in_a_blank_pipeline() -> None:
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"}}})
    nlp.add_pipe("plan_deadlines")
    doc = nlp("Nộp hồ sơ trước ngày 30/6/2024. Nhiệm kỳ 2020 - 2025.")
    assert [d.due_on for d in doc._.plan.deadlines] == ["2024-06-29"]
    assert [t.role for t in doc._.plan.dates] == ["term"]
    assert [s.text for s in doc.spans["deadlines"]] == ["trước ngày 30/6/2024"]
    assert [s.label_ for s in doc.spans["dates"]] == ["term"]


@pytest.mark.parametrize(
    ("head", "cell", "expected"),
    [
        ("Thời gian thực hiện", "Tháng 6", ("in", "2025-06-01", "2025-06-30", None)),
        ("Thời gian thực hiện", "Quý III", ("in", "2025-07-01", "2025-09-30", None)),
        ("Thời gian", "Hằng năm", ("in", None, None, "FREQ=YEARLY")),
        ("Thời gian", "10/2025", ("in", "2025-10-01", "2025-10-31", None)),
        ("Tiến độ", "30/6", ("on", "2025-06-30", "2025-06-30", None)),
        ("Thời hạn hoàn thành", "30/6/2025", ("by", None, "2025-06-30", None)),
        ("Thời hạn", "Trước 30/6/2025", ("before", None, "2025-06-29", None)),
        ("Thời gian hoàn thành", "Năm 2025", ("in", "2025-01-01", "2025-12-31", None)),
        ("Thời gian hoàn thành", "2025", None),
        ("Thời gian", "2025 - 2026", ("in", "2025-01-01", "2026-12-31", None)),
        ("Thời gian", "Thường xuyên", (None, None, None, None)),
        ("Thời gian", "Cả năm", ("in", "2025-01-01", "2025-12-31", None)),
        ("Thời gian", "Tháng 6-7", ("in", "2025-06-01", "2025-07-31", None)),
        ("Thời gian", "Tháng 3 và tháng 9", ("in", "2025-03-01", "2025-03-31", None)),
        ("Kỳ báo cáo", "6 tháng, năm", None),
        ("Nội dung", "Phong trào thi đua năm 2025", None),
    ],
)
def test_a_cell_under_a_column_of_time(head: str, cell: str, expected: tuple[str | None, ...] | None) -> None:
    plan = plan_of_lines("Danh mục nhiệm vụ", f"TT\tNhiệm vụ\t{head}", f"1\tRà soát hồ sơ\t{cell}", table_from=1)
    plan.header.issued_on = "2025-01-20"
    read_times(plan)
    found = [(d.relation, d.start_on, d.due_on, d.rrule) for d in plan.deadlines]
    if expected is None:
        assert not [f for f in found if f[3] is None and f[2] is not None] or cell == "2025"
    else:
        assert found[0] == expected


def test_a_bare_month_in_another_column_is_no_deadline() -> None:
    plan = plan_of_lines("Bảng", "TT\tSố liệu\tGhi chú", "1\tSố hộ nghèo 12/19\t5/7", table_from=1)
    plan.header.issued_on = "2025-01-20"
    read_times(plan)
    assert not plan.deadlines
    assert not plan.dates


def test_the_year_of_the_heading_goes_before_that_of_the_title_and_of_issue() -> None:
    plan = plan_of_lines(
        "KẾ HOẠCH",
        "I. NHIỆM VỤ NĂM 2026",
        "Hoàn thành trước ngày 30/6.",
        "II. NHIỆM VỤ CHUNG",
        "Nộp hồ sơ trước ngày 30/6.",
    )
    plan.header.issued_on, plan.header.title = "2024-12-20", "Công tác lưu trữ năm 2025"
    section(plan, "NHIỆM VỤ NĂM 2026", "I")
    section(plan, "NHIỆM VỤ CHUNG", "II")
    read_times(plan)
    assert [(d.due_on, d.inferred, d.section) for d in plan.deadlines] == [
        ("2026-06-29", ["year:section"], "s1"),
        ("2025-06-29", ["year:title"], "s2"),
    ]


def test_the_date_of_issue_of_the_header() -> None:
    plan = plan_of_lines(
        "UBND XÃ", "Xã A, ngày 12 tháng 5 năm 2024", "KẾ HOẠCH", "Công tác hè", "1. Hoàn thành trước ngày 30/6."
    )
    read_times(plan)
    assert [(t.role, t.value) for t in plan.dates] == [("issued", "2024-05-12")]
    assert [(d.due_on, d.inferred) for d in plan.deadlines] == [("2024-06-29", ["year:issued_on"])]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Xã A, ngày     tháng 6 năm 2024", "2024-06"),
        ("Xã A, ngày … tháng … năm 2024", "2024"),
        ("Xã A, ngày ..... tháng 6 năm 2024", "2024-06"),
        ("Xã A, ngày   /6/2024", "2024-06"),
    ],
)
def test_blanks_in_the_date_of_issue(line: str, value: str) -> None:
    plan = plan_of_lines(line, "KẾ HOẠCH", "Công tác hè")
    read_times(plan)
    assert [(t.role, t.value) for t in plan.dates] == [("issued", value)]


def test_a_date_inside_a_mention_of_a_document_is_its_date() -> None:
    plan = plan_of_lines(
        "Thực hiện Đề án chuyển đổi số của Huyện ủy ban hành tháng 3/2024, các xã báo cáo trước ngày 30/6/2024."
    )
    plan.header.issued_on = "2024-04-10"
    end = plan.text.index(", các xã")
    mention = r.Mention(text=plan.text[10:end], start=10, end=end)
    plan.references.append(r.Reference(id="r1", role="implements", mentions=[mention], evidence="test", confidence=1.0))
    read_times(plan)
    assert [(t.role, t.value) for t in plan.dates] == [("reference", "2024-03")]
    assert [d.due_on for d in plan.deadlines] == ["2024-06-29"]


def test_lines_under_a_heading_of_time() -> None:
    plan = plan_of_lines(
        "III. THỜI GIAN THỰC HIỆN",
        "- Cấp xã: tháng 6/2025.",
        "- Cấp huyện: 15/8/2025.",
        "IV. KINH PHÍ",
        "Dự toán năm 2025.",
    )
    plan.header.issued_on = "2025-01-20"
    section(plan, "THỜI GIAN THỰC HIỆN", "III")
    section(plan, "KINH PHÍ", "IV")
    read_times(plan)
    assert [(d.start_on, d.due_on) for d in plan.deadlines] == [
        ("2025-06-01", "2025-06-30"),
        ("2025-08-15", "2025-08-15"),
    ]
    assert [(t.role, t.value) for t in plan.dates] == [("year", "2025")]


def test_an_appendix_cites_its_own_plan() -> None:
    plan = plan_of_lines("PHỤ LỤC", "(Kèm theo Kế hoạch số 12/KH-UBND ngày 17/6/2024 của Ủy ban nhân dân xã)")
    plan.header.issued_on = "2024-06-17"
    read_times(plan)
    assert [(t.role, t.value) for t in plan.dates] == [("issued", "2024-06-17")]


def test_place_and_date_alone_in_a_line() -> None:
    plan = plan_of_lines(
        "Bắt đầu.", "Thị trấn A, ngày 12 tháng 5 năm 2024", "Họp giao ban tại xã, ngày 20 tháng 5 năm 2024 nộp hồ sơ."
    )
    plan.header.issued_on = "2024-05-12"
    read_times(plan)
    assert [(t.role, t.value) for t in plan.dates] == [("issued", "2024-05-12")]
    assert [d.due_on for d in plan.deadlines] == ["2024-05-20"]
