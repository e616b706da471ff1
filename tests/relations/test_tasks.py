"""Each way of giving work, as a table: lines of a plan, and the tasks that a reader sees in them."""

from __future__ import annotations

import pytest

from tests.relations.plans import plan_from, short, tasks_of

CASES = {
    "the unit is the heading, its bullets are the tasks": (
        "I. TỔ CHỨC THỰC HIỆN\n1. Phòng Y tế\n- Xây dựng kế hoạch tiêm chủng trước ngày 15/3/2025.\n- Theo dõi, tổng hợp số liệu.",
        ["Xây dựng kế hoạch | yte |  |  | trước ngày 15/3/2025", "Theo dõi, tổng hợp | yte"],
    ),
    "the unit is the heading, its paragraphs are the tasks": (
        "I. TỔ CHỨC THỰC HIỆN\n1. Phòng Y tế:\nHướng dẫn các trường học phòng dịch.\nBáo cáo kết quả hằng tháng.",
        ["Hướng dẫn các trường | yte", "Báo cáo kết quả | yte |  |  | hằng tháng"],
    ),
    "run-in heading": (
        "IV. PHÂN CÔNG NHIỆM VỤ\n1. Phòng Nội vụ: Tham mưu UBND huyện kiện toàn Ban Chỉ đạo.",
        ["Phòng Nội vụ: Tham | noivu"],
    ),
    "two bodies in one heading": (
        "IV. TỔ CHỨC THỰC HIỆN\n2. Phòng Y tế, Công an huyện\n- Tổ chức diễn tập.",
        ["Tổ chức diễn tập. | ca yte"],
    ),
    "chủ trì, phối hợp với a list": (
        "II. NỘI DUNG\n1. Tuyên truyền\n- Phòng Văn hóa và Thông tin chủ trì, phối hợp với Huyện đoàn, Công an huyện và các cơ quan, đơn vị có liên quan tổ chức hội thi trong quý II/2025.",
        ["Phòng Văn hóa và | vhtt | ca doan lienquan |  | trong quý II/2025"],
    ),
    "phối hợp without với": (
        "IV. TỔ CHỨC THỰC HIỆN\n1. Phòng Y tế\n- Phối hợp chặt chẽ cùng Công an huyện, Huyện đoàn kiểm tra các cơ sở.",
        ["Phối hợp chặt chẽ | yte | ca doan"],
    ),
    "giao": (
        "IV. TỔ CHỨC THỰC HIỆN\n1. Giao Phòng Tài chính - Kế hoạch thẩm định dự toán trước ngày 30/4/2025.",
        ["Giao Phòng Tài chính | tchinh |  |  | trước ngày 30/4/2025"],
    ),
    "đề nghị two bodies": (
        "IV. TỔ CHỨC THỰC HIỆN\n4. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam huyện và Hội Liên hiệp Phụ nữ huyện vận động hội viên tham gia.",
        ["Đề nghị Ủy ban | mttq phunu"],
    ),
    "the issuer gives an order": (
        "IV. TỔ CHỨC THỰC HIỆN\nUBND huyện yêu cầu Phòng Nội vụ và UBND các xã, thị trấn nghiêm túc thực hiện.",
        ["UBND huyện yêu cầu | noivu xa"],
    ),
    "có trách nhiệm": (
        "II. NỘI DUNG\n2. UBND các xã, thị trấn có trách nhiệm bố trí kinh phí.",
        ["UBND các xã, thị | xa"],
    ),
    "after an opening circumstance": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Căn cứ Kế hoạch này, các phòng, ban xây dựng kế hoạch của cơ quan mình.\n2. Trước ngày 15/3/2025, Phòng Nội vụ tổng hợp, trình UBND huyện.",
        ["Căn cứ Kế hoạch | phongban", "Trước ngày 15/3/2025, Phòng | noivu |  |  | trước ngày 15/3/2025"],
    ),
    "a later sentence gives another body another duty, each with its time": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Y tế\n- Tổ chức khám sức khỏe trước ngày 15/3/2025. Phòng Tài chính - Kế hoạch cấp kinh phí trước ngày 30/4/2025.",
        [
            "Tổ chức khám sức | yte |  |  | trước ngày 15/3/2025",
            "Phòng Tài chính - | tchinh |  |  | trước ngày 30/4/2025",
        ],
    ),
    "two bodies on both sides of a semicolon": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Nội vụ tham mưu thành lập đoàn kiểm tra; Công an huyện bảo đảm an ninh trật tự.",
        ["Phòng Nội vụ tham | noivu", "Công an huyện bảo | ca"],
    ),
    "two bodies on both sides of a comma, two times": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Nội vụ hoàn thành dự thảo trước ngày 15/3/2025, Phòng Tài chính - Kế hoạch thẩm định xong trước ngày 30/4/2025.",
        [
            "Phòng Nội vụ hoàn | noivu |  |  | trước ngày 15/3/2025",
            "Phòng Tài chính - | tchinh |  |  | trước ngày 30/4/2025",
        ],
    ),
    "trực tiếp chỉ đạo": (
        "II. NỘI DUNG\n1. Phân công thực hiện\n- Đồng chí Phạm Thu Hà, Phó Chủ tịch UBND huyện trực tiếp chỉ đạo.\n- Phòng Y tế chủ trì tham mưu.",
        ["Đồng chí Phạm Thu |  |  | pct", "Phòng Y tế chủ | yte"],
    ),
    "label lines behind bullets": (
        "II. NHIỆM VỤ\n1. Nâng cao chất lượng\n- Rà soát trang thiết bị của trạm.\n- Đào tạo nhân viên y tế thôn.\nĐơn vị chủ trì: Phòng Y tế; đơn vị phối hợp: Phòng Nội vụ.\nThời gian hoàn thành: Quý II/2025.",
        ["Rà soát trang thiết | yte | noivu |  | Quý II/2025", "Đào tạo nhân viên | yte | noivu |  | Quý II/2025"],
    ),
    "a block of labelled items": (
        "II. NHIỆM VỤ\n1. Về hạ tầng\na) Nội dung: Nâng cấp đường truyền của các xã.\nb) Cơ quan thực hiện:\n- Chủ trì: Phòng Văn hóa và Thông tin.\n- Phối hợp: UBND các xã, thị trấn.\nc) Thời gian thực hiện: trong năm 2025.",
        ["Nâng cấp đường truyền | vhtt | xa |  | trong năm 2025"],
    ),
    "label lines alone speak of the heading": (
        "II. NHIỆM VỤ\n1. Tổ chức hội nghị sơ kết công tác y tế\n- Cơ quan chủ trì: Phòng Y tế.\n- Thời gian: trong quý II/2025.",
        ["Tổ chức hội nghị | yte |  |  | trong quý II/2025"],
    ),
    "labels in the same line": (
        "II. NHIỆM VỤ\n- Mở lớp tập huấn nghiệp vụ cho cán bộ. Đơn vị chủ trì: Phòng Nội vụ. Thời gian hoàn thành: trong quý II/2025.",
        ["Mở lớp tập huấn | noivu |  |  | trong quý II/2025"],
    ),
    "the body in brackets at the end": (
        "II. NHIỆM VỤ\n1. Công tác hậu cần\n- Chuẩn bị hội trường, maket (Văn phòng HĐND và UBND huyện chủ trì, Huyện đoàn phối hợp).",
        ["Chuẩn bị hội trường, | vp | doan"],
    ),
    "do … chủ trì at the end": (
        "II. NHIỆM VỤ\n1. Công tác tuyên truyền\n- Tổ chức tọa đàm ngày 20/5/2025, do Hội Liên hiệp Phụ nữ huyện chủ trì.",
        ["Tổ chức tọa đàm | phunu |  |  | 20/5/2025"],
    ),
    "a lead-in names the bodies of all below": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Y tế, Công an huyện có trách nhiệm:\n- Kiểm tra các bếp ăn.\n- Xử lý vi phạm.",
        ["Kiểm tra các bếp | ca yte", "Xử lý vi phạm. | ca yte"],
    ),
    "a lead-in beside the items it is for": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Giao Phòng Nội vụ triển khai các công việc liên quan đến kỳ thi:\n2. Lập danh sách thí sinh.\n3. Chuẩn bị phòng thi.",
        ["Giao Phòng Nội vụ | noivu", "Lập danh sách thí | noivu", "Chuẩn bị phòng thi. | noivu"],
    ),
    "officials are responsible too": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Chủ tịch UBND các xã, thị trấn chịu trách nhiệm trước UBND huyện về kết quả.",
        ["Chủ tịch UBND các | ctx"],
    ),
    "các đơn vị này": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Y tế và Công an huyện tổ chức kiểm tra. Định kỳ hằng tháng, các đơn vị này báo cáo về Phòng Nội vụ.",
        ["Phòng Y tế và | ca yte |  |  | hằng tháng"],
    ),
    "riêng one of the bodies of the heading": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Y tế, Công an huyện\n- Tổ chức diễn tập.\n- Riêng Công an huyện bảo đảm an ninh trật tự.",
        ["Tổ chức diễn tập. | ca yte", "Riêng Công an huyện | ca"],
    ),
    "a topic, a span and then the subject": (
        "II. NỘI DUNG\n1. Khám sức khỏe\na) Khám đợt một: trong quý II/2025, Phòng Y tế chủ trì, phối hợp với các trường học thực hiện.",
        ["Khám đợt một: trong | yte | truong |  | trong quý II/2025"],
    ),
    "a member of the list that is no known body": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Báo Ấp Bắc, Phòng Văn hóa và Thông tin mở chuyên mục tuyên truyền.",
        ["Báo Ấp Bắc, Phòng | vhtt"],
    ),
    "a person with a post between name and verb": (
        "III. TỔ CHỨC THỰC HIỆN\n- Phân công đồng chí Lê Minh Hải, Trưởng phòng Nội vụ huyện làm đầu mối liên hệ.",
        ["Phân công đồng chí | ct"],
    ),
    "a body may open a later sentence with any verb": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Giao Huyện đoàn tổ chức lễ phát động. Hội Liên hiệp Phụ nữ huyện gói bánh tặng hộ nghèo.",
        ["Giao Huyện đoàn tổ | doan", "Hội Liên hiệp Phụ | phunu"],
    ),
    "what a body asks of others is its own work": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Y tế\n- Đề nghị Công an huyện hỗ trợ khi cần thiết.",
        ["Đề nghị Công an | yte"],
    ),
    "an order to a body that is not known": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Giao Đội xung kích khóm 3 tuần tra ban đêm trên địa bàn.",
        ["Giao Đội xung kích"],
    ),
    "a heading among bodies is a body": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Y tế\n- Xây dựng kế hoạch.\n2. Tổng đội Thanh niên xung phong\n- Trồng cây chắn sóng.\n3. Công an huyện\n- Bảo đảm an ninh.",
        ["Xây dựng kế hoạch. | yte", "Trồng cây chắn sóng. | u3", "Bảo đảm an ninh. | ca"],
    ),
    "an item among tasks whose body is not known": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Y tế xây dựng kế hoạch.\n2. Hội quán nông dân tập hợp hội viên tham gia trồng cây.\n3. Công an huyện bảo đảm an ninh.",
        ["Phòng Y tế xây | yte", "Hội quán nông dân", "Công an huyện bảo | ca"],
    ),
    "the days of a schedule": (
        "IV. LỊCH THỰC HIỆN\n- 20/5/2025: Phát động phong trào tại trung tâm huyện.\n- Tuần 3 (19/5 - 25/5): Huyện đoàn ra quân dọn vệ sinh.",
        ["20/5/2025: Phát động phong |  |  |  | 20/5/2025", "Tuần 3 (19/5 - | doan"],
    ),
    "the closing words give an order": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Y tế\n- Xây dựng kế hoạch.\nTrên đây là Kế hoạch khám sức khỏe năm 2025. Yêu cầu các phòng, ban và UBND các xã, thị trấn nghiêm túc thực hiện.",
        ["Xây dựng kế hoạch. | yte", "Yêu cầu các phòng, | phongban xa"],
    ),
    "parts of a work are no works": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Y tế\n- Tập huấn cho các đối tượng:\n+ Nhân viên y tế thôn.\n+ Cộng tác viên dân số.",
        ["Tập huấn cho các | yte"],
    ),
    "no task: the days told as months": ("IV. TIẾN ĐỘ\n- Tháng 3: phát động.\n- Tháng 4: tổng kết.", []),
    "no task: a form to fill in": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Y tế: tổng hợp báo cáo.\nĐỀ CƯƠNG BÁO CÁO\n2. Kết quả phối hợp với Công an huyện.",
        ["Phòng Y tế: tổng | yte"],
    ),
    "no task: an exhortation": (
        "II. NỘI DUNG THI ĐUA\n1. Thi đua nâng cao chất lượng phục vụ.\n- Đẩy mạnh cải cách hành chính.",
        [],
    ),
    "no task: a body inside an aim": (
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Nâng cao trách nhiệm của Phòng Y tế và UBND các xã, thị trấn.",
        [],
    ),
    "no task: the bodies only mentioned": ("II. NỘI DUNG\n1. Hoạt động của Phòng Y tế được đầu tư từ năm trước.", []),
    "no task: what was done": ("II. NỘI DUNG\n1. Năm qua, Phòng Y tế đã tổ chức 05 lớp tập huấn.", []),
    "semicolons between the bodies of a run-in heading": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Y tế; Công an huyện: phối hợp UBND các xã, thị trấn kiểm tra chợ.",
        ["Phòng Y tế; Công | ca yte | xa"],
    ),
    "a person behind the post, in brackets, leads instead of the heading": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Y tế\n- Trưởng phòng (Phạm Thu Hà) ký báo cáo hằng tháng.",
        ["Trưởng phòng (Phạm Thu | pct |  |  | hằng tháng"],
    ),
    "overall direction is the duty of a member of the heading's body": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Y tế\n- Đồng chí Phạm Thu Hà chỉ đạo chung.",
        ["Đồng chí Phạm Thu | pct"],
    ),
    "direct leadership is none": (
        "III. PHÂN CÔNG\n1. Phòng Y tế\n- Đồng chí Phạm Thu Hà trực tiếp chỉ đạo công tác tiêm chủng.",
        ["Đồng chí Phạm Thu |  |  | pct"],
    ),
    "an order to a person to direct": (
        "III. PHÂN CÔNG\n1. Phân công đồng chí Lê Minh Hải phụ trách, trực tiếp chỉ đạo việc thực hiện.",
        ["Phân công đồng chí |  |  | ct"],
    ),
    "a person is sent": (
        "III. PHÂN CÔNG\n1. Cử đồng chí Lê Minh Hải làm đầu mối liên hệ.",
        ["Cử đồng chí Lê | ct"],
    ),
    "the head of a new team leads, not its deputy": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Thành lập Tổ kiểm tra do đồng chí Lê Minh Hải làm Tổ trưởng; đồng chí Phạm Thu Hà làm Tổ phó.",
        ["Thành lập Tổ kiểm | ct"],
    ),
    "labels in brackets": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Kiểm tra bếp ăn tập thể (Chủ trì: Phòng Y tế; Phối hợp: Công an huyện; Thời gian: Quý II/2025).",
        ["Kiểm tra bếp ăn | yte | ca |  | Quý II/2025"],
    ),
    "a topic that looks like a label": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Thời gian: Phòng Nội vụ tham mưu sơ kết trong quý II/2025.",
        ["Thời gian: Phòng Nội | noivu |  |  | trong quý II/2025"],
    ),
    "the closing words give work to another body than the last item": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Y tế\n- Mua thuốc.\nKế hoạch có hiệu lực từ ngày ký. Giao Phòng Nội vụ theo dõi.",
        ["Mua thuốc. | yte", "Giao Phòng Nội vụ | noivu"],
    ),
    "posts that no list knows head an assignment, two in one heading": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Y tế\n- Mua thuốc.\n2. Kế toán, nhân viên phục vụ\n- Vệ sinh phòng họp.\n3. Tổ trưởng các tổ và các chủ hộ\n- Tổ trưởng lập danh sách.\n- Các chủ hộ giữ gìn vệ sinh hằng tháng.",
        [
            "Mua thuốc. | yte",
            "Vệ sinh phòng họp. | o1",
            "Tổ trưởng lập danh | o2",
            "Các chủ hộ giữ | o3 |  |  | hằng tháng",
        ],
    ),
    "roles in brackets in a heading": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Y tế (Chủ trì), Công an huyện (Phối hợp)\n- Kiểm tra bếp ăn.",
        ["Kiểm tra bếp ăn. | yte | ca"],
    ),
    "a label at the end does not speak of the bodies before it": (
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Y tế\n- Mua thuốc.\n2. Công an huyện: giữ gìn trật tự.\n3. Người phụ trách: Phạm Thu Hà.",
        ["Mua thuốc. | yte", "Công an huyện: giữ | ca"],
    ),
    "no task: money": ("III. KINH PHÍ\nKinh phí thực hiện do ngân sách huyện bảo đảm.", []),
}


@pytest.mark.parametrize("name", CASES)
def test_tasks_of_each_form(name: str) -> None:
    text, expected = CASES[name]
    assert [short(t) for t in tasks_of(plan_from(text))] == expected


FIELDS = {
    "what is to be produced": ("1. Phòng Y tế xây dựng Kế hoạch tiêm chủng mở rộng trước ngày 15/3/2025.", "Kế hoạch tiêm chủng mở rộng", []),
    "and whom it goes to": ("1. UBND các xã, thị trấn lập danh sách hộ nghèo, gửi về Phòng Nội vụ hằng tháng.", "danh sách hộ nghèo", ["noivu"]),
    "through an office, and to others": ("1. Phòng Y tế báo cáo kết quả về UBND huyện (qua Phòng Nội vụ), Huyện đoàn hằng tháng.", None, ["ubnd", "doan", "noivu"]),
    "through an office": ("1. Phòng Y tế báo cáo kết quả về UBND huyện (qua Phòng Nội vụ).", None, ["ubnd", "noivu"]),
}  # fmt: skip


@pytest.mark.parametrize("name", FIELDS)
def test_product_and_report(name: str) -> None:
    line, product, report = FIELDS[name]
    (task,) = tasks_of(plan_from(f"III. TỔ CHỨC THỰC HIỆN\n{line}"))
    assert (task.deliverable, task.reports_to) == (product, report)


def test_deadlines_of_a_heading_are_inherited_and_linked_back() -> None:
    plan = plan_from(
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Y tế, hoàn thành trong quý II/2025:\n- Mua thuốc.\n- Khám sức khỏe trước ngày 30/4/2025."
    )
    tasks = tasks_of(plan)
    assert [(t.deadlines, t.inherited_deadlines) for t in tasks] == [
        ([], ["trong quý II/2025"]),
        (["trước ngày 30/4/2025"], ["trong quý II/2025"]),
    ]
    back = {d.id: d.tasks for d in plan.deadlines}
    assert back == {"trong quý II/2025": ["k1", "k2"], "trước ngày 30/4/2025": ["k2"]}


def test_every_task_says_what_stands_there() -> None:
    for text, _ in CASES.values():
        plan = plan_from(text)
        for t in tasks_of(plan):
            assert plan.text[t.start : t.end] == t.text
            assert t.id == f"k{plan.tasks.index(t) + 1}"
            assert 0 < t.confidence <= 1
            assert t.evidence


LONG = [
    "phối hợp, ",
    "1.",
    "(Phòng Y tế ",
    "Phòng Y tế, ",
    "Phòng Y tế hoàn thành trước ngày 15/3/2025, ",
    "trong ",
    "Thời gian: x. ",
    "a: ",
]


@pytest.mark.parametrize("piece", LONG)
def test_a_hostile_line_is_read_like_any_other(piece: str) -> None:
    line = piece * (40_000 // len(piece))
    tasks = tasks_of(plan_from(f"III. TỔ CHỨC THỰC HIỆN\n1. Phòng Nội vụ\n- Lập danh sách.\n- {line}\n{line}"))
    assert tasks[0].text == "Lập danh sách."
