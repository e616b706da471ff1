"""Targets: one table of sentences a question. Expected values are worked out by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

import extract.entities.indicators  # registers the component
import extract.entities.references  # noqa: F401
from extract.record import Indicator
from extract.state import Plan, plan_of
from extract.text.canonical import Line


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("xx")
    nlp.add_pipe("plan_references")
    nlp.add_pipe("plan_indicators")
    return nlp


def targets(nlp, text: str) -> list[Indicator]:
    doc = nlp(text)
    found = plan_of(doc).indicators
    for i in found:
        assert doc.text[i.start : i.end] == i.text
        assert i.evidence.startswith("indicator.")
        assert 0 <= i.confidence <= 1
    return found


def in_list(text: str) -> str:
    """The sentence as an item of a list of targets."""
    return f"II. CHỈ TIÊU CHỦ YẾU\n- {text}"


# (sentence, comparator, value, value_max, unit)
VALUES = [
    ("Tỷ lệ hộ nghèo đa chiều: dưới 1,2%.", "<", 1.2, None, "%"),
    ("Tỷ lệ hộ nghèo đa chiều còn 1,05%;", "=", 1.05, None, "%"),
    ("Tỷ lệ thôn đạt chuẩn văn hóa: từ 85% trở lên.", ">=", 85, None, "%"),
    ("Tỷ lệ gia đình văn hóa đạt 90% trở lên", ">=", 90, None, "%"),
    ("Tỷ lệ trẻ em được tiêm chủng đầy đủ đạt trên 95%.", ">", 95, None, "%"),
    ("Tỷ lệ trẻ em được tiêm chủng đầy đủ đạt hơn 95%.", ">", 95, None, "%"),
    ("Tỷ lệ sinh viên có việc làm sau tốt nghiệp ≥ 80%.", ">=", 80, None, "%"),
    ("Tỷ lệ sinh viên có việc làm sau tốt nghiệp: >=80%", ">=", 80, None, "%"),
    ("Tỷ lệ thất nghiệp thành thị ≤ 3,5%.", "<=", 3.5, None, "%"),
    ("Tỷ lệ thất nghiệp thành thị không quá 3%.", "<=", 3, None, "%"),
    ("Tỷ lệ học sinh bỏ học không vượt quá 0,2%.", "<=", 0.2, None, "%"),
    ("Tỷ lệ hao hụt tối đa 2%.", "<=", 2, None, "%"),
    ("Tỷ lệ bao phủ bảo hiểm y tế tối thiểu 95%.", ">=", 95, None, "%"),
    ("Tỷ lệ hồ sơ trực tuyến ít nhất 60%.", ">=", 60, None, "%"),
    ("Tỷ lệ hồ sơ trực tuyến không thấp hơn 60%.", ">=", 60, None, "%"),
    ("Tỷ lệ hồ sơ trực tuyến không dưới 60%.", ">=", 60, None, "%"),
    ("Tỷ lệ che phủ rừng đạt 41-42%.", "range", 41, 42, "%"),
    ("Tỷ lệ che phủ rừng đạt 41 – 42%.", "range", 41, 42, "%"),
    ("Tỷ lệ che phủ rừng đạt từ 41% đến 42%.", "range", 41, 42, "%"),
    ("Tỷ lệ che phủ rừng đạt 41% - 42%.", "range", 41, 42, "%"),
    ("Tỷ lệ che phủ rừng khoảng 41,5%.", "=", 41.5, None, "%"),
    ("Tỷ lệ hài lòng của người bệnh đạt 92.5%.", "=", 92.5, None, "%"),
    ("Tỷ lệ đô thị hóa đạt 45 %.", "=", 45, None, "%"),
    ("Tốc độ tăng trưởng kinh tế 8,5%/năm.", "=", 8.5, None, "%/năm"),
    ("Tốc độ tăng giá trị sản xuất bình quân từ 7 - 7,5%/năm.", "range", 7, 7.5, "%/năm"),
    ("Chỉ số hài lòng tăng thêm 2 điểm %.", "=", 2, None, "điểm %"),
    ("Một trăm phần trăm chi bộ tổ chức sinh hoạt chuyên đề.", "=", 100, None, "%"),
    ("Thu ngân sách trên địa bàn đạt 325 tỷ đồng.", "=", 325e9, None, "đồng"),
    ("Thu ngân sách trên địa bàn đạt 1.325,75 tỷ đồng.", "=", 1_325_750_000_000, None, "đồng"),
    ("Thu ngân sách nội địa đạt 12 nghìn tỷ đồng.", "=", 12e12, None, "đồng"),
    ("Thu ngân sách nội địa đạt 500 tỷ.", "=", 500e9, None, "đồng"),
    ("Thu nhập bình quân đầu người đạt 72 triệu đồng/người/năm.", "=", 72e6, None, "đồng/người/năm"),
    ("Thu nhập bình quân đầu người đạt 72-75 triệu đồng.", "range", 72e6, 75e6, "đồng"),
    ("Thu nhập bình quân đầu người đạt từ 72 đến 75 triệu đồng/năm.", "range", 72e6, 75e6, "đồng/năm"),
    ("Quỹ Vì người nghèo vận động được 850.000.000 đồng.", "=", 850e6, None, "đồng"),
    ("Quỹ khuyến học huy động tối thiểu 150.000 đồng/hộ.", ">=", 150_000, None, "đồng/hộ"),
    ("Kim ngạch xuất khẩu đạt 450 triệu USD.", "=", 450e6, None, "USD"),
    ("Kim ngạch xuất khẩu đạt 1,2 tỷ USD.", "=", 1.2e9, None, "USD"),
    ("Trồng mới 1.200 ha rừng tập trung.", "=", 1200, None, "ha"),
    ("Trồng mới 35,5ha cây ăn quả.", "=", 35.5, None, "ha"),
    ("Sản lượng lương thực có hạt đạt 45.600 tấn.", "=", 45_600, None, "tấn"),
    ("Năng suất lúa bình quân đạt 61,5 tạ/ha.", "=", 61.5, None, "tạ/ha"),
    ("Bê tông hóa 18,4 km đường liên thôn.", "=", 18.4, None, "km"),
    ("Diện tích nhà ở bình quân đạt 27 m2/người.", "=", 27, None, "m²/người"),
    ("Công suất cấp nước đạt 15.000 m3/ngày.", "=", 15_000, None, "m³/ngày"),
    ("Trồng 200.000 cây phân tán.", "=", 200_000, None, "cây phân tán"),
    ("Trồng 1,5 triệu cây xanh.", "=", 1_500_000, None, "cây xanh"),
    ("Giải quyết việc làm cho 2.350 lao động.", "=", 2350, None, "lao động"),
    ("Giải quyết việc làm mới: 410 lao động;", "=", 410, None, "lao động"),
    ("Kết nạp từ 12 đến 15 đảng viên mới.", "range", 12, 15, "đảng viên"),
    ("Kết nạp 12 - 15 đảng viên.", "range", 12, 15, "đảng viên"),
    ("Kết nạp ít nhất 12 đảng viên.", ">=", 12, None, "đảng viên"),
    ("Kết nạp 12 đảng viên trở lên.", ">=", 12, None, "đảng viên"),
    ("Đón 2,3 triệu lượt khách du lịch.", "=", 2_300_000, None, "lượt khách du lịch"),
    ("Vận động 95 đơn vị máu.", "=", 95, None, "đơn vị máu"),
    ("Xây dựng 02 mô hình điểm về chuyển đổi số.", "=", 2, None, "mô hình điểm"),
    ("Có thêm 04 trường đạt chuẩn quốc gia.", "=", 4, None, "trường"),
    ("Thành lập mới 03 hợp tác xã.", "=", 3, None, "hợp tác xã"),
    ("Phát triển mới 120 doanh nghiệp.", "=", 120, None, "doanh nghiệp"),
    ("Duy trì 09 xã đạt chuẩn nông thôn mới.", "=", 9, None, "xã"),
    ("Xóa 45 căn nhà tạm.", "=", 45, None, "căn nhà"),
    ("Hoàn thành 18/20 chỉ tiêu được giao.", "=", 18, None, "chỉ tiêu"),
    ("Có 7/9 xã đạt chuẩn nông thôn mới nâng cao.", "=", 7, None, "xã"),
    ("Giá trị sản phẩm tăng gấp 2,5 lần.", "=", 2.5, None, "lần"),
    ("Giảm ít nhất 5% số vụ tai nạn giao thông.", ">=", 5, None, "%"),
    ("Giảm từ 5% đến 10% số vụ tai nạn giao thông.", "range", 5, 10, "%"),
    ("Tỷ lệ hộ nghèo giảm 1,5 - 2%/năm.", "range", 1.5, 2, "%/năm"),
    ("Tỷ lệ lao động qua đào tạo tăng từ 62% lên 68%.", "=", 68, None, "%"),
    ("Giảm tỷ lệ suy dinh dưỡng từ 12% xuống còn 10%.", "=", 10, None, "%"),
    ("Phấn đấu phường được công nhận 05 sao về chính quyền phục vụ.", "=", 5, None, "sao"),
    ("Rút ngắn thời gian cấp phép xuống còn 10 ngày làm việc.", "=", 10, None, "ngày làm việc"),
    ("Mỗi chi đoàn có ít nhất một công trình thanh niên.", ">=", 1, None, "công trình"),
    ("Tổ chức tối thiểu hai đợt ra quân vệ sinh môi trường.", ">=", 2, None, "đợt"),
    ("Phủ sóng 5G tại 100% xã, phường.", "=", 100, None, "%"),
    ("Hoàn thành chỉ tiêu tham gia bảo hiểm xã hội tự nguyện (350 người).", "=", 350, None, "người"),
    ("Chỉ số DTI đạt 0,75 điểm.", "=", 0.75, None, "điểm"),
    ("Không quá 2 vụ cháy trong năm.", "<=", 2, None, "vụ cháy"),
    ("Dưới 10 trường hợp sinh con thứ 3 trở lên.", "<", 10, None, "trường hợp"),
    ("Số giường bệnh trên 10.000 dân đạt 31 giường.", "=", 31, None, "giường"),
    ("Tỷ số giới tính khi sinh dưới 110 bé trai/100 bé gái.", "<", 110, None, "bé"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "comparator", "value", "value_max", "unit"), VALUES, ids=[v[0][:50] for v in VALUES])
def test_value_in_a_list_of_targets(nlp, text, comparator, value, value_max, unit):
    found = [i for i in targets(nlp, in_list(text)) if i.value is not None]
    assert [(i.comparator, i.value, i.value_max, i.unit) for i in found] == [(comparator, value, value_max, unit)]
    assert found[0].kind == "quantitative"


# sentences outside lists of targets: a verb of striving, a share, a comparator make a target
SENTENCES = [
    ("Phấn đấu giải ngân 100% kế hoạch vốn được giao.", "=", 100, None, "%"),
    ("Bảo đảm 100% cán bộ được quán triệt nội dung kế hoạch.", "=", 100, None, "%"),
    ("Đảm bảo trên 90% hội viên được tập huấn.", ">", 90, None, "%"),
    ("Cắt giảm ít nhất 25% thời gian giải quyết hồ sơ.", ">=", 25, None, "%"),
    ("Số hóa 100% kết quả giải quyết thủ tục hành chính còn hiệu lực.", "=", 100, None, "%"),
    ("Đầu tư hệ thống truyền thanh thông minh tại 100% thôn.", "=", 100, None, "%"),
    ("Đến hết năm 2026: Có ≥ 40% hộ kinh doanh sử dụng hóa đơn điện tử.", ">=", 40, None, "%"),
    ("Đến năm 2030: 90% dịch vụ công được cung cấp toàn trình.", "=", 90, None, "%"),
    ("Đến 31/12/2025 giải ngân đạt 95% kế hoạch.", "=", 95, None, "%"),
    ("100% trường học có tủ thuốc.", "=", 100, None, "%"),
    ("Có 100% giáo viên ký cam kết không vi phạm.", "=", 100, None, "%"),
    ("Trong năm, kết nạp ít nhất 08 đảng viên mới.", ">=", 8, None, "đảng viên"),
    ("Phấn đấu mỗi xã có ít nhất một điểm đọc sách cộng đồng.", ">=", 1, None, "điểm"),
    ("Phấn đấu trồng 3 triệu cây xanh trong nhiệm kỳ.", "=", 3_000_000, None, "cây xanh"),
    ("Hoàn thành 15 công trình thủy lợi trước mùa mưa.", "=", 15, None, "công trình"),
    ("Tập trung hoàn thiện 7 cơ sở dữ liệu dùng chung.", "=", 7, None, "cơ sở dữ liệu"),
    ("Nâng tổng số hợp tác xã lên 45 hợp tác xã.", "=", 45, None, "hợp tác xã"),
    ("Mục tiêu là thu hút 1.200 lượt khách mỗi tháng.", "=", 1200, None, "lượt khách"),
    ("Phấn đấu thu quỹ đạt 120 triệu đồng.", "=", 120e6, None, "đồng"),
    ("Đăng ký tối thiểu 02 phần việc làm theo gương Bác.", ">=", 2, None, "phần việc"),
    ("Khắc phục 13/16 chỉ tiêu chưa đạt của nhiệm kỳ trước.", "=", 13, None, "chỉ tiêu"),
    ("Lập danh sách đề cử 1,5 triệu học sinh dự ngày hội.", "=", 1_500_000, None, "học sinh"),
    ("Phấn đấu có ít nhất một trăm hộ thoát nghèo.", ">=", 100, None, "hộ"),
    ("Đưa 1.500 người đi làm việc ở nước ngoài theo hợp đồng.", "=", 1500, None, "người"),
    ("Dự trữ vật tư y tế đủ dùng tối thiểu 60 ngày.", ">=", 60, None, "ngày"),
    ("Giảm tỷ suất tử vong mẹ xuống còn 25/100.000 trẻ đẻ sống.", "=", 25, None, "/100.000 trẻ đẻ sống"),
    ("Tỷ lệ đỗ vòng một: 98,5% trở lên (tăng 0,3% so với năm học trước).", ">=", 98.5, None, "%"),
    ("Tiết kiệm 5% chi thường xuyên để mua sắm thiết bị.", "=", 5, None, "%"),
    ("Tiêm vắc xin mũi 2 của nhân viên đạt 97%.", "=", 97, None, "%"),
    ("Duy trì xếp hạng chỉ số DDCI từ hạng 2 đến hạng 4.", "range", 2, 4, "hạng"),
    ("Phấn đấu chỉ số PAR INDEX đứng thứ 7/63 tỉnh.", "=", 7, None, "hạng"),
    ("6/6 xã, thị trấn ký cam kết bảo vệ rừng.", "=", 6, None, "xã, thị trấn"),
    ("Vốn dân đóng góp chiếm ít nhất 20% tổng kinh phí.", ">=", 20, None, "%"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "comparator", "value", "value_max", "unit"), SENTENCES, ids=[v[0][:50] for v in SENTENCES]
)
def test_value_in_a_sentence(nlp, text, comparator, value, value_max, unit):
    found = targets(nlp, text)
    assert [(i.comparator, i.value, i.value_max, i.unit) for i in found] == [(comparator, value, value_max, unit)]


# figures that measure nothing to be reached
NONE = [
    ("an anniversary", "Chào mừng kỷ niệm 80 năm Ngày thành lập lực lượng và 135 năm Ngày sinh của Người."),
    ("dates", "Thời gian từ ngày 15/3/2025 đến hết ngày 20/4/2025."),
    ("a term", "Thực hiện thắng lợi nghị quyết nhiệm kỳ 2020 - 2025 và kế hoạch 05 năm (2021 - 2025)."),
    ("articles of a law", "Thực hiện theo quy định tại Điều 12, khoản 3 Điều 15 và điểm b khoản 2 Điều 20."),
    ("a document's number", "Triển khai Quyết định số 749/QĐ-TTg và Nghị quyết số 52-NQ/TW."),
    ("a clock time", "Hội nghị bắt đầu lúc 7 giờ 30 phút tại phòng họp tầng 2."),
    ("an address", "Trụ sở tại số 125 đường Trần Phú, tổ 5, phường 3."),
    ("a telephone number", "Liên hệ đồng chí phụ trách, điện thoại 0912.345.678."),
    ("grades", "Đối tượng là học sinh lớp 10, lớp 11 và khối 12."),
    ("levels of a service", "Cung cấp dịch vụ công mức độ 4 và phòng chống dịch cấp độ 2."),
    ("ordinals", "Tổ chức Đại hội lần thứ 15 và Hội thi lần thứ 3."),
    ("a prize", "Giải Nhất: 5.000.000 đồng và giấy khen; 02 giải Nhì: 3.000.000 đồng/giải."),
    ("a dossier", "Hồ sơ gồm 03 bộ, gửi về Thường trực Hội đồng."),
    ("a rate of support", "Hỗ trợ 50% kinh phí tập huấn cho hợp tác xã."),
    ("a ceiling of support", "Mức hỗ trợ tối đa 70% chi phí nhưng không quá 200 triệu đồng/dự án."),
    ("shares of a budget", "Ngân sách trung ương chiếm 60%, ngân sách địa phương chiếm 40%."),
    ("the past", "Tính đến ngày 30/9/2025, tỷ lệ giải ngân đạt 48,5%."),
    ("results so far", "Trong năm 2024 đã kết nạp 25 đảng viên, đã giải ngân 85% vốn."),
    ("who is meant", "Áp dụng cho doanh nghiệp có từ 10 lao động trở lên."),
    ("a group meant", "Cấp điện cho nhóm từ 20 hộ trở lên chưa có điện."),
    ("an age", "Rà soát công dân đủ 18 tuổi và trẻ em dưới 6 tuổi."),
    ("breakthroughs by number", "Bám sát 3 đột phá chiến lược và 5 nhiệm vụ trọng tâm."),
    ("a saying by number", "Thực hiện phương châm 4 tại chỗ."),
    ("a plain count of work", "Tổ chức 03 hội nghị chuyên đề."),
    ("composition", "Đoàn kiểm tra gồm 07 thành viên."),
    ("a road", "Thi công đoạn qua Quốc lộ 32 và Tỉnh lộ 151."),
    ("an epidemic", "Phòng, chống dịch Covid-19 và cúm A/H5N1."),
    ("a working time", "Giải quyết trong 05 ngày làm việc kể từ ngày nhận đủ hồ sơ."),
    ("a year", "Kế hoạch công tác dân vận năm 2025."),
    ("a school year", "Triển khai nhiệm vụ năm học 2025 - 2026."),
    ("a day and night", "Trực ban 24/7 trong dịp lễ."),
    ("fourth revolution", "Tiếp cận cuộc Cách mạng công nghiệp 4.0 và Công nghiệp 4.0."),
    ("a page", "Bài viết không quá 10 trang, thời lượng 5 phút."),
    ("an age", "Huy động trẻ từ 3 đến 5 tuổi ra lớp."),
    ("a number in the title of a scheme", "Triển khai Đề án “Một triệu cây xanh, trồng 100 ha rừng đô thị”."),
    ("where, not how many", "Lắp biển báo, kẻ lại vạch trên 04 tuyến đường trung tâm."),
    ("a scheme by its number", "Tiếp tục triển khai Đề án 06 và Chương trình 135."),
]  # fmt: skip


@pytest.mark.parametrize("text", [t for _, t in NONE], ids=[n for n, _ in NONE])
def test_no_target(nlp, text):
    assert [(i.text, i.evidence) for i in targets(nlp, text)] == []


# (sentence in a list, names)
NAMES = [
    ("Tỷ lệ hộ nghèo: dưới 2%.", ["Tỷ lệ hộ nghèo"]),
    ("Tỷ lệ hộ cận nghèo giảm còn 3%.", ["Tỷ lệ hộ cận nghèo giảm"]),
    ("Phấn đấu tỷ lệ hộ nghèo còn 2%.", ["tỷ lệ hộ nghèo"]),
    ("Giải quyết việc làm mới: 150 lao động.", ["Giải quyết việc làm mới"]),
    ("100% cán bộ, công chức chấp hành kỷ luật.", ["cán bộ, công chức chấp hành kỷ luật"]),
    ("Trồng mới 500 ha rừng phòng hộ.", ["Trồng mới rừng phòng hộ"]),
    ("Kết nạp 10 đảng viên.", ["Kết nạp đảng viên"]),
    ("Tỷ lệ trẻ 5 tuổi đến lớp đạt 99,5%; tỷ lệ chuyên cần đạt 98%.", ["Tỷ lệ trẻ 5 tuổi đến lớp", "tỷ lệ chuyên cần"]),
    ("Tổng đàn gia súc đạt 12.000 con, tăng 5% so với năm 2024.", ["Tổng đàn gia súc", "Tổng đàn gia súc tăng"]),
    ("Thành lập mới 05 hợp tác xã, nâng tổng số lên 30 hợp tác xã.", ["Thành lập mới hợp tác xã", "nâng tổng số"]),
    ("Có 95% học sinh đạt hạnh kiểm tốt và 60% học sinh giỏi.", ["học sinh đạt hạnh kiểm tốt", "học sinh giỏi"]),
    ("Tỷ lệ cán bộ, công chức, viên chức được bồi dưỡng đạt 80%.", ["Tỷ lệ cán bộ, công chức, viên chức được bồi dưỡng"]),
    ("Đến năm 2027, tỷ lệ đô thị hóa đạt 50%.", ["tỷ lệ đô thị hóa"]),
    ("Duy trì tỷ lệ hộ dùng nước hợp vệ sinh ở mức 99%.", ["Duy trì tỷ lệ hộ dùng nước hợp vệ sinh"]),
    ("Giải quyết đơn thư đúng hạn đạt 100%.", ["Giải quyết đơn thư đúng hạn"]),
    ("Tỷ lệ lao động qua đào tạo tăng từ 60% lên 65%.", ["Tỷ lệ lao động qua đào tạo"]),
    ("Hoàn thành 18/20 chỉ tiêu được giao.", ["Hoàn thành chỉ tiêu được giao"]),
    ("Cắt giảm 30% thời gian giải quyết thủ tục.", ["Cắt giảm thời gian giải quyết thủ tục"]),
    ("Tỷ lệ hài lòng đạt 90%, phấn đấu 95%.", ["Tỷ lệ hài lòng", "Tỷ lệ hài lòng"]),
    ("90% hộ, 85% khu dân cư đạt chuẩn văn hóa.", ["hộ đạt chuẩn văn hóa", "khu dân cư đạt chuẩn văn hóa"]),
    ("Xếp loại: Giỏi 25%, Khá 45%, không có loại yếu.", ["Xếp loại: Giỏi", "Khá"]),
    ("Xây dựng 03 mô hình, trong đó 01 mô hình cấp tỉnh.", ["Xây dựng mô hình", "mô hình cấp tỉnh"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), NAMES, ids=[n[0][:50] for n in NAMES])
def test_name(nlp, text, names):
    assert [i.name for i in targets(nlp, in_list(text))] == names


# targets named without a figure
NAMED = [
    ("Giữ vững ổn định chính trị trên địa bàn.", ["Giữ vững ổn định chính trị trên địa bàn"]),
    ("Không để xảy ra khiếu kiện vượt cấp.", ["Không để xảy ra khiếu kiện vượt cấp"]),
    ("Hoàn thành chỉ tiêu tuyển quân năm 2025.", ["Hoàn thành chỉ tiêu tuyển quân năm 2025"]),
    ("Duy trì xã đạt chuẩn nông thôn mới; cơ quan đạt chuẩn văn hóa.", ["Duy trì xã đạt chuẩn nông thôn mới", "cơ quan đạt chuẩn văn hóa"]),
    ("Chi bộ hoàn thành xuất sắc nhiệm vụ.", ["Chi bộ hoàn thành xuất sắc nhiệm vụ"]),
    ("Phấn đấu đạt danh hiệu “Tập thể Lao động xuất sắc”.", ["Phấn đấu đạt danh hiệu “Tập thể Lao động xuất sắc"]),
    ("Bảo đảm an toàn giao thông trên các tuyến đường.", ["Bảo đảm an toàn giao thông trên các tuyến đường"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "texts"), NAMED, ids=[n[0][:50] for n in NAMED])
def test_named_target_without_a_figure(nlp, text, texts):
    found = targets(nlp, in_list(text))
    assert [i.text.rstrip("”") for i in found] == texts
    assert all(i.kind == "qualitative" and i.value is None and i.comparator is None for i in found)


def test_enumerated_targets_one_by_one(nlp):
    text = (
        "Quyết tâm hoàn thành các chỉ tiêu còn thấp, gồm: (1) tốc độ tăng giá trị sản xuất; (2) thu ngân sách; "
        "(3) tỷ lệ hộ dùng nước sạch đạt 98%; (4) tỷ lệ đất cây xanh đô thị."
    )
    assert [(i.name, i.value) for i in targets(nlp, text)] == [
        ("tốc độ tăng giá trị sản xuất", None), ("thu ngân sách", None), ("tỷ lệ hộ dùng nước sạch", 98), ("tỷ lệ đất cây xanh đô thị", None),
    ]  # fmt: skip


# (text, as_of, base, of)
CONTEXT = [
    ("year in the sentence", "Đến năm 2027, tỷ lệ đô thị hóa đạt 50%.", "2027", None, None),
    ("end of a phase", "Tăng trưởng bình quân giai đoạn 2026 - 2030 đạt 9%/năm.", "2030", None, None),
    ("a day", "Đến hết ngày 31/12/2025 giải ngân đạt 95% kế hoạch.", "2025-12-31", None, None),
    ("heading's year", "II. CHỈ TIÊU NĂM 2026\n- Kết nạp 10 đảng viên.", "2026", None, None),
    ("heading above the heading", "II. MỤC TIÊU ĐẾN NĂM 2028\n1. Chỉ tiêu xã hội\n- Tỷ lệ hộ nghèo dưới 1%.", "2028", None, None),
    ("base year", "II. CHỈ TIÊU NĂM 2026\n- Tổng thu tăng 12% so với năm 2025.", "2026", "2025", None),
    ("same time last year", "Phấn đấu giảm 10% số vụ vi phạm so với cùng kỳ năm trước.", None, "cùng kỳ năm trước", None),
    ("whole", "Phấn đấu 8/10 xã đạt chuẩn.", None, None, 10),
    ("no year", "Phấn đấu giải ngân 100% kế hoạch vốn.", None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "as_of", "base", "of"), [c[1:] for c in CONTEXT], ids=[c[0] for c in CONTEXT])
def test_time_base_and_whole(nlp, text, as_of, base, of):
    found = targets(nlp, text)
    assert [(i.as_of, i.base, i.of) for i in found] == [(as_of, base, of)]


def test_two_figures_with_two_comparators(nlp):
    found = targets(nlp, in_list("Có từ 96% trở lên học sinh hoàn thành chương trình, không quá 0,5% học sinh bỏ học."))
    assert [(i.comparator, i.value) for i in found] == [(">=", 96), ("<=", 0.5)]


def test_attribute_of_a_counted_thing_is_no_target(nlp):
    found = targets(nlp, in_list("Có 05 sản phẩm đạt 4 sao trở lên."))
    assert [(i.value, i.unit) for i in found] == [(5, "sản phẩm")]


def test_plan_without_figures_has_no_targets(nlp):
    assert targets(nlp, "I. MỤC ĐÍCH\nNâng cao nhận thức của cán bộ, đảng viên và Nhân dân.") == []


def test_empty_text(nlp):
    assert targets(nlp, "") == []


def table_doc(nlp, rows: list[list[str]]):
    """A Doc whose lines are the rows of one table."""
    text, lines, at = "", [], 0
    for row in rows:
        cells = []
        for cell in row:
            cells.append((at, at + len(cell)))
            at += len(cell) + 1
        text += "\t".join(row) + "\n"
        lines.append(Line(cells[0][0], cells[-1][1], kind="row", table=1, cells=cells))
    doc = nlp.make_doc(text)
    doc._.plan = Plan(text, lines)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def test_table_of_targets(nlp):
    doc = table_doc(nlp, [
        ["TT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2024", "Kế hoạch năm 2025"],
        ["1", "Tổng thu ngân sách", "Tỷ đồng", "310", "345,5"],
        ["2", "Tỷ lệ hộ nghèo", "%", "2,1", "< 1,5"],
        ["3", "Số hợp tác xã thành lập mới", "Hợp tác xã", "3", "04"],
        ["4", "Thu nhập bình quân đầu người", "Triệu đồng/người", "60", "65 - 68"],
        ["5", "Tỷ lệ che phủ rừng", "", "41%", "≥ 42%"],
        ["6", "Xếp loại", "", "Khá", "Tốt"],
    ])  # fmt: skip
    assert [(i.name, i.comparator, i.value, i.value_max, i.unit, i.as_of) for i in plan_of(doc).indicators] == [
        ("Tổng thu ngân sách", "=", 345.5e9, None, "đồng", "2025"),
        ("Tỷ lệ hộ nghèo", "<", 1.5, None, "%", "2025"),
        ("Số hợp tác xã thành lập mới", "=", 4, None, "Hợp tác xã", "2025"),
        ("Thu nhập bình quân đầu người", "range", 65e6, 68e6, "đồng/người", "2025"),
        ("Tỷ lệ che phủ rừng", ">=", 42, None, "%", "2025"),
    ]


def test_table_of_tasks_has_no_targets(nlp):
    doc = table_doc(
        nlp, [["TT", "Nội dung", "Chủ trì", "Thời gian"], ["1", "Tổ chức hội nghị", "Phòng Nội vụ", "Tháng 5/2025"]]
    )
    assert plan_of(doc).indicators == []


def on_one_token(nlp, text: str):
    """The component on a Doc of one token: a tokenizer's own cost on an endless word is not what is tested."""
    doc = Doc(nlp.vocab, words=[text], spaces=[False])
    for _, component in nlp.pipeline:
        doc = component(doc)
    return plan_of(doc).indicators


def test_long_line_of_digits_stays_linear(nlp):
    # one pass a pattern: a megabyte of digits or dots must not hang
    assert on_one_token(nlp, "Phấn đấu " + "1" * 300_000) == []
    assert on_one_token(nlp, "Phấn đấu " + "1." * 150_000) == []


def test_result_of_a_year_gone_by_is_no_target(nlp):
    """A rate of a year before the plan's own is a result, unless the sentence says that it is striven for."""
    from datetime import date

    from extract.state import plan_of

    def read(text):
        doc = nlp.make_doc(text)
        plan_of(doc).issued_on = date(2022, 9, 10)
        for _, component in nlp.pipeline:
            doc = component(doc)
        return [i.value for i in plan_of(doc).indicators]

    assert read("Năm học 2021-2022 tỷ lệ tốt nghiệp đạt 99,1%.") == []
    assert read("Năm 2021, tỷ lệ giải ngân đạt 87%.") == []
    assert read("Năm học 2022-2023 tỷ lệ tốt nghiệp đạt 99,5%.") == [99.5]


def test_money_has_no_dust_of_binary_fractions(nlp):
    assert [i.value for i in targets(nlp, "Phấn đấu tổng dư nợ đạt 512,7 tỷ đồng.")] == [512_700_000_000]
