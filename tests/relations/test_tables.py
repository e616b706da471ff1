"""Tables: from lines with cells to the record's tables, and from their rows to tasks."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from extract import record as r
from extract.ingest.base import Block, Cell, Source
from extract.lexicon.tables import rows
from extract.relations.grids import grids
from extract.relations.heads import role_of
from extract.relations.labels import TASK_ROLES
from extract.state import Plan
from tests.relations.plans import plan_from, short, tasks_of

ROOT = Path(__file__).parents[2]

HEADS = {
    "STT": "index", "TT": "index", "Số TT": "index",
    "Nội dung công việc": "task", "Nhiệm vụ": "task", "Tên nhiệm vụ": "task", "Nội dung, nhiệm vụ": "task", "Danh mục nhiệm vụ": "task", "Hoạt động chính": "task",
    "Cơ quan chủ trì": "lead", "Đơn vị thực hiện": "lead", "Người phụ trách": "lead", "Phòng chủ trì": "lead", "Cơ quan, đơn vị chủ trì": "lead",
    "Đơn vị/cá nhân thực hiện": "lead", "Phân công": "lead", "Đơn vị đảm trách": "lead", "Bộ phận chính": "lead", "Nhiệm vụ được phân công": "task", "Đơn vị cùng thực hiện": "support", "Chủ trì thực hiện": "lead", "Trách nhiệm thực hiện": "lead",
    "Phối hợp": "support", "Đơn vị phối hợp thực hiện": "support", "Các cơ quan phối hợp": "support",
    "Cơ quan chủ trì, phối hợp": "actors", "Chủ trì/Phối hợp": "actors",
    "Lãnh đạo phụ trách": "directs", "Lãnh đạo UBND xã chỉ đạo": "directs",
    "Thời gian": "deadline", "Thời gian hoàn thành": "deadline", "Tiến độ thực hiện": "deadline", "Thời hạn": "deadline", "Hoàn thành trước ngày": "deadline", "Thời gian dự kiến": "deadline",
    "Sản phẩm": "deliverable", "Kết quả/Sản phẩm": "deliverable", "Kết quả đạt được": "deliverable", "Sản phẩm dự kiến hoàn thành": "deliverable",
    "Ghi chú": "note", "Địa điểm": "place", "Thành phần tham dự": "participants",
    "Chỉ tiêu": "indicators", "Đơn vị tính": "measure", "ĐVT": "measure", "Kế hoạch năm 2025": "value", "Năm 2026": "value",
    "Kinh phí (triệu đồng)": "budget", "Dự toán": "budget", "Họ và tên": "person", "Chức vụ": "post", "Số điện thoại": "phone",
    "Sở Nội vụ": None, "Kế hoạch": "value", "": None, "Trong quá trình thực hiện nếu có vướng mắc": None,
}  # fmt: skip


@pytest.mark.parametrize("head", HEADS)
def test_what_a_head_says(head: str) -> None:
    assert role_of(head) == HEADS[head]


@pytest.mark.parametrize(("role", "example"), [(row[0], x) for row in rows("table_heads") for x in row[2].split("|")])
def test_the_lexicon_keeps_its_own_examples(role: str, example: str) -> None:
    assert role_of(example) == role


def test_every_role_of_a_task_is_in_the_lexicon() -> None:
    assert {row[0] for row in rows("table_heads")} >= TASK_ROLES


TASKS = {
    "columns in the usual order": (
        ["STT\tNhiệm vụ\tChủ trì\tPhối hợp\tThời hạn\tSản phẩm", "1\tLập danh sách hộ nghèo\tPhòng Nội vụ\tUBND các xã, thị trấn\ttrước ngày 15/3/2025\tDanh sách"],
        ["Lập danh sách hộ | noivu | xa |  | trước ngày 15/3/2025"],
    ),
    "roles behind the bodies in one cell": (
        ["Nội dung\tPhân công", "Phát tờ rơi\tHuyện đoàn chủ trì, Phòng Y tế phối hợp"],
        ["Phát tờ rơi | doan | yte"],
    ),
    "heads without the usual verbs": (
        ["Công việc\tHạn cuối\tBộ phận chính\tBộ phận cùng làm", "Trang trí hội trường\t20/5/2025\tHuyện đoàn\tPhòng Y tế"],
        ["Trang trí hội trường | doan | yte |  | 20/5/2025"],
    ),
    "a person's duty": (
        ["TT\tHọ và tên\tChức vụ\tNhiệm vụ được phân công", "1\tPhạm Thu Hà\tTrưởng phòng\tKiểm tra hồ sơ"],
        ["Kiểm tra hồ sơ | pct"],
    ),
    "time first, then the work": (
        ["Thời gian\tNội dung\tNgười phụ trách", "trong quý II/2025\tTổ chức hội thao\tHuyện đoàn"],
        ["Tổ chức hội thao | doan |  |  | trong quý II/2025"],
    ),
    "group rows give no task, and a body named in one leads those below": (
        ["TT\tNội dung\tThời gian", "I\tPhòng Y tế\t", "1\tMua vật tư tiêm chủng\t20/5/2025", "II\tCông tác tuyên truyền\t", "2\tTreo băng rôn, khẩu hiệu\t"],
        ["Mua vật tư tiêm | yte |  |  | 20/5/2025", "Treo băng rôn, khẩu"],
    ),
    "numbers of the columns below the head are no row": (
        ["TT\tNội dung\tĐơn vị thực hiện", "(1)\t(2)\t(3)", "1\tKhám sức khỏe học sinh\tPhòng Y tế"],
        ["Khám sức khỏe học | yte"],
    ),
    "chủ trì and phối hợp in one cell": (
        ["TT\tNhiệm vụ\tĐơn vị thực hiện", "1\tDiễn tập phòng cháy\tChủ trì: Công an huyện; phối hợp: Phòng Y tế, Huyện đoàn", "2\tKiểm tra bếp ăn\tPhòng Y tế chủ trì, phối hợp Công an huyện"],
        ["Diễn tập phòng cháy | ca | doan yte", "Kiểm tra bếp ăn | yte | ca"],
    ),
    "marked in brackets": (
        ["TT\tNhiệm vụ\tCơ quan chủ trì, phối hợp", "1\tDiễn tập phòng cháy\tCông an huyện (chủ trì), Phòng Y tế, Huyện đoàn (phối hợp)"],
        ["Diễn tập phòng cháy | ca yte | doan"],
    ),
    "ditto marks": (
        ["TT\tNhiệm vụ\tChủ trì\tThời hạn", "1\tRà soát trang thiết bị\tPhòng Y tế\t20/5/2025", '2\tSửa chữa trạm\t"\t-nt-'],
        ["Rà soát trang thiết | yte |  |  | 20/5/2025", "Sửa chữa trạm | yte |  |  | 20/5/2025"],
    ),
    "the work column has no known head": (
        ["TT\tBiện pháp tổ chức\tChủ trì", "1\tPhun thuốc khử khuẩn tại các khu cách ly\tPhòng Y tế"],
        ["Phun thuốc khử khuẩn | yte"],
    ),
    "a numbered work cell": (
        ["Nhiệm vụ\tChủ trì", "1. Phun thuốc khử khuẩn\tPhòng Y tế", "b) Thu gom rác thải\tUBND các xã, thị trấn"],
        ["Phun thuốc khử khuẩn | yte", "Thu gom rác thải | xa"],
    ),
    "empty rows of a form": (["TT\tNhiệm vụ\tChủ trì", "1\t\t", "2\t…\t…"], []),
    "an indicator table is none of tasks": (["TT\tChỉ tiêu\tĐVT\tKế hoạch năm 2025", "1\tTỷ lệ hộ nghèo\t%\t1,2"], []),
    "a budget is none of tasks": (["TT\tNội dung chi\tKinh phí (đồng)", "1\tNước uống\t500.000"], []),
}  # fmt: skip


@pytest.mark.parametrize("name", TASKS)
def test_rows_become_tasks(name: str) -> None:
    lines, expected = TASKS[name]
    plan = plan_from("\n".join(lines), dict.fromkeys(range(len(lines)), 1))
    assert [short(t) for t in tasks_of(plan)] == expected


ROLES = {
    "tasks": ["Nhiệm vụ\tCơ quan chủ trì", "Rà soát\tPhòng Y tế"],
    "indicators": ["Chỉ tiêu\tĐVT\tNăm 2025", "Số hộ\thộ\t12"],
    "budget": ["Nội dung\tKinh phí", "In ấn\t2.000.000"],
    "other": ["Tên gọi\tMàu sắc", "Hoa mai\tvàng"],
}  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_what_a_table_is_for(role: str) -> None:
    plan = plan_from("\n".join(ROLES[role]), {0: 1, 1: 1}, heads=(0,))
    tasks_of(plan)
    assert [t.role for t in plan.tables] == [role]


def test_a_table_that_is_not_understood_stays_cells_and_all() -> None:
    plan = plan_from("Tên gọi\tMàu sắc\nHoa mai\tvàng\n\ttrắng", {0: 1, 1: 1, 2: 1}, heads=(0,))
    tasks_of(plan)
    assert plan.tables[0].columns == ["Tên gọi", "Màu sắc"]
    assert plan.tables[0].rows == [["Hoa mai", "vàng"], ["", "trắng"]]


PAGES = {
    "the head is repeated": (["TT\tNhiệm vụ\tChủ trì", "1\tViệc thứ nhất\tPhòng Y tế", "TT\tNhiệm vụ\tChủ trì", "2\tViệc thứ hai\tHuyện đoàn"], {0: 1, 1: 1, 2: 2, 3: 2}),
    "the head is not repeated": (["TT\tNhiệm vụ\tChủ trì", "1\tViệc thứ nhất\tPhòng Y tế", "2\tViệc thứ hai\tHuyện đoàn"], {0: 1, 1: 1, 2: 2}),
    "a caption stands between": (["TT\tNhiệm vụ\tChủ trì", "1\tViệc thứ nhất\tPhòng Y tế", "(Tiếp theo)", "2\tViệc thứ hai\tHuyện đoàn"], {0: 1, 1: 1, 3: 2}),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_table_over_two_pages_is_one(name: str) -> None:
    lines, tables = PAGES[name]
    plan = plan_from("\n".join(lines), tables)
    assert [short(t) for t in tasks_of(plan)] == ["Việc thứ nhất | yte", "Việc thứ hai | doan"]
    assert len(plan.tables) == 1
    assert [row[0] for row in plan.tables[0].rows] == ["1", "2"]


def test_two_tables_with_words_between_are_two() -> None:
    plan = plan_from(
        "TT\tNhiệm vụ\tChủ trì\n1\tViệc A\tPhòng Y tế\nBiểu 2\nTT\tChỉ tiêu\tĐVT\n1\tSố hộ\thộ",
        {0: 1, 1: 1, 3: 2, 4: 2},
    )
    tasks_of(plan)
    assert len(plan.tables) == 2


def with_cells(cells: list[Cell]) -> Plan:
    """A plan whose table lines come from real cells, merged ones too."""
    by_row: dict[int, list[Cell]] = {}
    for c in cells:
        by_row.setdefault(c.row, []).append(c)
    lines = ["\t".join(c.text.replace("\n", " ") for c in by_row[k]) for k in sorted(by_row)]
    plan = plan_from("\n".join(lines), dict.fromkeys(range(len(lines)), 1), heads=(0,))
    blocks = [Block(lines[k], kind="row", cells=by_row[k], table=1) for k in range(len(lines))]
    plan.source = Source(
        "x.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "0", 1, "docx", blocks
    )
    for k, line in enumerate(plan.lines):
        line.blocks = [k]
    return plan


def test_a_lead_merged_over_two_rows_leads_both() -> None:
    plan = with_cells(
        [
            Cell("TT", 0, 0), Cell("Nhiệm vụ", 0, 1), Cell("Chủ trì", 0, 2), Cell("Thời hạn", 0, 3),
            Cell("1", 1, 0), Cell("In tờ rơi", 1, 1), Cell("Huyện đoàn", 1, 2, rowspan=2), Cell("20/5/2025", 1, 3),
            Cell("2", 2, 0), Cell("Phát tờ rơi", 2, 1), Cell("trong năm 2025", 2, 3),
        ]
    )  # fmt: skip
    assert [short(t) for t in tasks_of(plan)] == [
        "In tờ rơi | doan |  |  | 20/5/2025",
        "Phát tờ rơi | doan |  |  | trong năm 2025",
    ]
    assert [row[2] for row in plan.tables[0].rows] == ["Huyện đoàn", "Huyện đoàn"]


def test_an_empty_lead_of_a_word_table_is_empty() -> None:
    plan = with_cells(
        [
            Cell("Nhiệm vụ", 0, 0),
            Cell("Chủ trì", 0, 1),
            Cell("In tờ rơi", 1, 0),
            Cell("Huyện đoàn", 1, 1),
            Cell("Phát tờ rơi", 2, 0),
            Cell("", 2, 1),
        ]
    )
    assert [t.lead for t in tasks_of(plan)] == [["doan"], []]


def test_a_head_of_two_storeys() -> None:
    plan = with_cells(
        [
            Cell("TT", 0, 0, rowspan=2), Cell("Nhiệm vụ", 0, 1, rowspan=2), Cell("Phân công", 0, 2, colspan=2),
            Cell("Chủ trì", 1, 2), Cell("Phối hợp", 1, 3),
            Cell("1", 2, 0), Cell("In tờ rơi", 2, 1), Cell("Huyện đoàn", 2, 2), Cell("Phòng Y tế", 2, 3),
        ]
    )  # fmt: skip
    plan.lines[1].header_row = True
    assert [short(t) for t in tasks_of(plan)] == ["In tờ rơi | doan | yte"]
    assert plan.tables[0].columns == ["TT", "Nhiệm vụ", "Phân công - Chủ trì", "Phân công - Phối hợp"]


def test_a_wide_cell_is_a_group() -> None:
    plan = with_cells(
        [
            Cell("Nhiệm vụ", 0, 0),
            Cell("Chủ trì", 0, 1),
            Cell("Giai đoạn một", 1, 0, colspan=2),
            Cell("In tờ rơi", 2, 0),
            Cell("Huyện đoàn", 2, 1),
        ]
    )
    assert [short(t) for t in tasks_of(plan)] == ["In tờ rơi | doan"]


def test_people_of_a_roster_become_officials() -> None:
    plan = plan_from(
        "TT\tHọ và tên\tChức vụ\tNhiệm vụ\n1\tLê Thị Thanh Tâm\tTổ trưởng\tTiếp nhận hồ sơ\n2\tPhạm Quốc Khánh\tTổ viên\tNhập dữ liệu",
        {0: 1, 1: 1, 2: 1},
    )
    tasks = tasks_of(plan)
    assert [(o.name, o.title) for o in plan.officials] == [
        ("Lê Thị Thanh Tâm", "Tổ trưởng"),
        ("Phạm Quốc Khánh", "Tổ viên"),
    ]
    assert [t.lead for t in tasks] == [[o.id] for o in plan.officials]


def test_names_in_a_cell_that_only_line_ends_part() -> None:
    plan = with_cells(
        [
            Cell("Nhiệm vụ", 0, 0),
            Cell("Người thực hiện", 0, 1),
            Cell("Chấm bài", 1, 0),
            Cell("Lê Văn Sáu\nTrần Thị Bảy", 1, 1),
        ]
    )
    tasks_of(plan)
    assert [o.name for o in plan.officials] == ["Lê Văn Sáu", "Trần Thị Bảy"]


def test_a_body_named_without_its_head_noun() -> None:
    plan = plan_from(
        "Phòng Nội vụ tổng hợp.\nTT\tNội dung\tPhòng chủ trì\n1\tThi tuyển công chức\tNội vụ", {1: 1, 2: 1, 3: 1}
    )
    assert [t.lead for t in tasks_of(plan)][-1] == ["noivu"]


def test_grids_keep_offsets() -> None:
    plan = plan_from("Nhiệm vụ\tChủ trì\nIn tờ rơi\tHuyện đoàn", {0: 1, 1: 1}, heads=(0,))
    (g,) = grids(plan)
    assert [plan.text[a:b] for a, b in g.rows[0].cells] == ["In tờ rơi", "Huyện đoàn"]


FOUR = ["tran-bien-chuyen-doi-so-2025", "quang-tri-trong-rung-2021", "so-gtvt-vinh-long-cchc-2019"]


@pytest.mark.slow
@pytest.mark.parametrize("name", FOUR)
def test_an_appendix_gives_the_same_tasks_from_every_format(name: str, tmp_path: Path) -> None:
    from extract.pipeline import read

    sys.path.insert(0, str(ROOT / "corpus"))
    try:
        import build
        import plan as source
    finally:
        sys.path.pop(0)
    made = {}
    for kind in ("docx", "html", "md", "pdf"):
        file = ROOT / "corpus" / "files" / f"{name}.pdf"
        if kind != "pdf":
            file = tmp_path / f"{name}.{kind}"
            build.render(source.load(name), kind, file)
        made[kind] = in_tables(read(file))
    assert len(made["docx"]) >= 15
    for kind, tasks in made.items():
        assert tasks == made["docx"], kind


def in_tables(record: r.Record) -> list[tuple]:
    """(work, leads, supports, last days) of the tasks that stand in a table, as a reader would compare them."""
    names = {u.id: u.name for u in record.units} | {
        o.id: f"{o.name or o.title} {o.unit or ''}" for o in record.officials
    }
    due = {d.id: d.due_on or d.rrule for d in record.deadlines}
    return [
        (
            " ".join(t.text.split()),
            {names[x] for x in t.lead},
            {names[x] for x in t.support},
            {due[x] for x in t.deadlines if due[x]},
        )
        for t in record.tasks
        if any((b.start or 0) <= t.start < (b.end or 0) for b in record.tables)
    ]
