"""The section tree over whole documents."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.ingest.base import Block, Cell
from tests.structure.helper import read, tree

TREES = [
    ("letters over Roman", "A. MỤC TIÊU\nI. Chung\nII. Riêng\n1. Một\n2. Hai\nB. NHIỆM VỤ\nI. Một\nC. TỔ CHỨC\n1. Một\nD. BÁO CÁO",
     ["A", "A/I", "A/II", "A/II/1", "A/II/2", "B", "B/I", "C", "C/1", "D"]),
    ("Roman with three signs", "I. Một\nII- Hai\nIII/ Ba\n1/ Một\n2- Hai\n3. Ba", ["I", "II", "III", "III/1", "III/2", "III/3"]),
    ("parts in words", "PHẦN THỨ NHẤT\nKẾT QUẢ\nI. Một\nPHẦN THỨ HAI\nNHIỆM VỤ\nI. Một\n1. A", ["I", "I/I", "II", "II/I", "II/I/1"]),
    ("decimals of three parts", "1. Một\n1.1 A\n1.1.1 B\n1.1.2 C\n1.2 D\n2. Hai\n2.1. E", ["1", "1/1.1", "1/1.1/1.1.1", "1/1.1/1.1.2", "1/1.2", "2", "2/2.1"]),
    ("Vietnamese letters", "1. Một\na) A\nb) B\nc) C\nd) D\nđ) Đ\ne) E\ng) G\nh) H\ni) I\nk) K", ["1", *(f"1/{c}" for c in "abcdđeghik")]),
    ("English letters", "1. Một\na) A\nb) B\nc) C\nd) D\ne) E\nf) F\n2. Hai", ["1", *(f"1/{c}" for c in "abcdef"), "2"]),
    ("letters above numbers", "I. Một\na) A\n1. X\n2. Y\nb) B\n1. X\n2. Y\nII. Hai", ["I", "I/a", "I/a/1", "I/a/2", "I/b", "I/b/1", "I/b/2", "II"]),
    ("brackets above letters", "1. Một\n(1) A\na) X\nb) Y\n(2) B\na) X\n2. Hai", ["1", "1/(1)", "1/(1)/a", "1/(1)/b", "1/(2)", "1/(2)/a", "2"]),
    ("letters above brackets", "1. Một\na) A\n(1) X\n(2) Y\nb) B\n(1) X\n2. Hai", ["1", "1/a", "1/a/(1)", "1/a/(2)", "1/b", "1/b/(1)", "2"]),
    ("numbers that restart", "I. Một\n1. A\n2. B\nII. Hai\n1. A\n2. B", ["I", "I/1", "I/2", "II", "II/1", "II/2"]),
    ("numbers that run on", "I. Một\n1. A\n2. B\nII. Hai\n3. C\n4. D", ["I", "I/1", "I/2", "II", "II/3", "II/4"]),
    ("a number skipped, one doubled", "1. A\n2. B\n4. D\n4. E\n5. F", ["1", "2", "4", "4", "5"]),
    ("ten and beyond", "\n".join(f"{i}. Mục" for i in range(1, 13)), [str(i) for i in range(1, 13)]),
    ("I, V, X as Roman", "\n".join(f"{x}. MỤC" for x in ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")), ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]),
    ("I as a letter behind H", "\n".join(f"{x}. MỤC" for x in "ABCDĐEGHIK"), list("ABCDĐEGHIK")),
    ("a slip in the sign", "1. Một\na) A\nb. B\nc) C", ["1", "1/a", "1/b", "1/c"]),
    ("dashes before brackets", "1. Một\n- (1). A\n- (2). B", ["1", "1/(1)", "1/(2)"]),
    ("a sum, a year, a share", "1. Kinh phí\n30 triệu đồng từ ngân sách;\n2020 là năm đầu tiên;\n95% số hộ tham gia.\n1.200 ha lúa\n2. Báo cáo", ["1", "2"]),
    ("regulation in an appendix", "1. Một\nPHỤ LỤC I\nQUY CHẾ\nChương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n1. A\na) X\n2. B\nĐiều 2. Đối tượng\nChương II\nTHI HÀNH\nĐiều 3. Hiệu lực",
     ["1", "PL I", "PL I/I", "PL I/I/1", "PL I/I/1/1", "PL I/I/1/1/a", "PL I/I/1/2", "PL I/I/2", "PL I/II", "PL I/II/3"]),
    ("a form's numbers are not the plan's", "I. Một\nPHỤ LỤC 01\nĐỀ CƯƠNG BÁO CÁO\nI. TÌNH HÌNH\n1. Kết quả", ["I", "PL 01"]),
    ("main parts without labels", "MỤC ĐÍCH\nNâng cao chất lượng.\nNỘI DUNG\n1. A\n2. B\nTỔ CHỨC THỰC HIỆN\n1. C", ["1", "2", "1"]),
    ("no labels", "Các xã tổ chức lễ phát động.\nSở theo dõi.", []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), TREES, ids=[c[0] for c in TREES])
def test_tree(name: str, text: str, expected: list[str]) -> None:
    blocks = [Block(t) for t in text.split("\n")]
    plan = read("", blocks, "application/docx")
    assert tree(plan) == expected
    check(plan)


HEADINGS = [
    ("heading line", "1. Mục đích\nNâng cao.", "Mục đích"),
    ("colon goes", "1. Nội dung tuyên truyền:\n- A", "Nội dung tuyên truyền"),
    ("first sentence", "1. Giao Sở Nội vụ theo dõi. Báo cáo hằng quý.", "Giao Sở Nội vụ theo dõi."),
    ("run-in heading", "1. Thời gian: từ tháng 3 đến tháng 5.", "Thời gian"),
    ("capitals over a stop", "1. TỔ CHỨC LỄ PHÁT ĐỘNG. HỘI THI", "TỔ CHỨC LỄ PHÁT ĐỘNG. HỘI THI"),
]


@pytest.mark.parametrize(("name", "text", "expected"), HEADINGS, ids=[c[0] for c in HEADINGS])
def test_heading(name: str, text: str, expected: str) -> None:
    plan = read("", [Block(t) for t in text.split("\n")], "application/docx")
    assert plan.sections[0].heading == expected


def test_bold_run_in_heading() -> None:
    plan = read("**I. PHÂN CÔNG**\n\n**1. Sở Nội vụ: **Tham mưu thành lập tổ công tác. Báo cáo.")
    assert [s.heading for s in plan.sections] == ["PHÂN CÔNG", "Sở Nội vụ"]


def test_bullets_nest_and_carry_the_path() -> None:
    text = "1. Giải pháp\n* Chung:\n- Tập huấn.\n+ Lần một.\n+ Lần hai.\n- Kiểm tra.\nGhi chú thêm."
    plan = read("", [Block(t) for t in text.split("\n")], "application/docx")
    assert [(s.kind, s.depth, s.path) for s in plan.sections] == [
        ("arabic", 0, "1"), ("plus", 1, "1"), ("bullet", 2, "1"), ("plus", 3, "1"), ("plus", 3, "1"), ("bullet", 2, "1"), ("paragraph", 1, "1"),
    ]  # fmt: skip


def test_labels_in_table_cells_make_no_sections() -> None:
    rows = [["1.", "Rà soát"], ["2.", "Báo cáo"]]
    blocks = [Block("I. NHIỆM VỤ"), *(Block("\t".join(r), kind="row", table=1, cells=[Cell(t, n, k) for k, t in enumerate(r)]) for n, r in enumerate(rows)), Block("II. KINH PHÍ")]  # fmt: skip
    plan = read("", blocks, "application/docx")
    assert tree(plan) == ["I", "II"]
    assert [s.kind for s in plan.sections] == ["roman", "table", "roman"]


def test_numbers_inside_a_quotation_make_no_sections() -> None:
    text = "1. Sửa đổi quy chế như sau: “Điều kiện tham gia gồm:\n1. Là công dân xã;\n2. Đủ mười tám tuổi.”\n2. Tổ chức thực hiện"
    assert tree(read("", [Block(t) for t in text.split("\n")], "application/docx")) == ["1", "2"]


def test_closing_paragraph_belongs_to_no_section() -> None:
    text = (
        "I. TỔ CHỨC\n1. Sở Y tế chủ trì.\nTrên đây là Kế hoạch tiêm chủng, đề nghị các đơn vị triển khai thực hiện./."
    )
    plan = read("", [Block(t) for t in text.split("\n")], "application/docx")
    assert (plan.sections[-1].path, plan.sections[-1].parent) == ("", None)


def test_two_hundred_levels() -> None:
    label, lines = "1", ["1. Gốc"]
    for _ in range(199):
        label += ".1"
        lines.append(f"{label}. Mục")
    plan = read("", [Block(t) for t in lines], "application/docx")
    assert max(s.depth for s in plan.sections) == 199
    check(plan)


LINES = st.sampled_from(["A. MỤC", "B. MỤC", "I. MỤC", "II. MỤC", "V. MỤC", "C. X", "1. Một", "2. Hai", "9. Chín", "1.1. A", "1.2. B", "2.1.3. C", "a) A", "b) B", "đ) Đ", "(1) X", "(2). Y", "1) Z", "- gạch", "+ cộng", "* sao", "Phụ lục", "PHẦN I", "Chương II", "Điều 3. T", "“1. mở", "đóng.”", "Đoạn văn thường.", "KẾ HOẠCH", "Nơi nhận:", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn An", "2024. Năm", "Số: 1/KH-UBND", ""])  # fmt: skip


@given(st.lists(LINES, max_size=40))
@settings(max_examples=250, deadline=None)
def test_never_fails_and_always_nests(lines: list[str]) -> None:
    check(read("", [Block(t) for t in lines], "application/docx"))


@given(st.lists(st.text(max_size=50), max_size=8))
@settings(max_examples=150, deadline=None)
def test_never_fails_on_any_text(lines: list[str]) -> None:
    check(read("", [Block(t, wrapped=True) for t in lines]))


def check(plan) -> None:
    by_id = {s.id: s for s in plan.sections}
    starts = [s.start for s in plan.sections]
    assert starts == sorted(starts)
    for n, s in enumerate(plan.sections, 1):
        assert s.id == f"s{n}"
        assert plan.text[s.start : s.end] == s.text
        assert s.start < s.end
        if s.parent:
            up = by_id[s.parent]
            assert up.start <= s.start
            assert s.end <= up.end
            assert s.depth == up.depth + 1
            assert s.path == up.path or s.path == (f"{up.path}/{s.label}" if up.path else s.label)
    for line in plan.lines:
        inside = any(s.start <= line.start and line.end <= s.end for s in plan.sections)
        if line.zone in ("body", "appendix") and line.end > line.start and line.kind != "footnote":
            assert inside
    for x in plan.recipients:
        assert plan.text[x.start : x.end] == x.text
