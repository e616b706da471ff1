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
    "no task: money": ("III. KINH PHÍ\nKinh phí thực hiện do ngân sách huyện bảo đảm.", []),
}


@pytest.mark.parametrize("name", CASES)
def test_tasks_of_each_form(name: str) -> None:
    text, expected = CASES[name]
    assert [short(t) for t in tasks_of(plan_from(text))] == expected
