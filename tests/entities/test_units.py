"""Units: a table of sentences of our own. Each names its case, who issues the plan, the sentence and the bodies it names.

The expected bodies are all that the sentence names, in order; "*" before a name says that it is a group.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from extract import record as r
from extract.entities import officials  # noqa: F401  (registers the component)
from extract.entities.units import find_units
from extract.state import Plan
from extract.text.canonical import Line

TINH = "Ủy ban nhân dân tỉnh Thanh Hóa"
HCM = "Ủy ban nhân dân Thành phố Hồ Chí Minh"
HUYEN = "Ủy ban nhân dân huyện Hậu Lộc"
TP = "Ủy ban nhân dân thành phố Buôn Ma Thuột"
XA = "Ủy ban nhân dân xã Đại Lộc"
SO = "Sở Y tế tỉnh Tuyên Quang"
HU = "Ban Thường vụ Huyện ủy Hậu Lộc"
TU = "Ban Thường vụ Tỉnh ủy Thanh Hóa"
TRUONG = "Trường Trung học cơ sở Lê Hữu Lập"
BV = "Bệnh viện Đa khoa huyện Hậu Lộc"
LD = "Liên đoàn Lao động tỉnh Thanh Hóa"


def plan_of(text: str, issuer: str | None = None, **header: str) -> Plan:
    lines, at = [], 0
    for piece in text.split("\n"):
        lines.append(Line(at, at + len(piece)))
        at += len(piece) + 1
    plan = Plan(text, lines)
    plan.header = r.Header(issuer=issuer, **header)
    plan.units = find_units(plan)
    return plan


def names(text: str, issuer: str | None = None) -> list[str]:
    return [("*" if u.collective else "") + u.name for u in plan_of(text, issuer).units]


UBND_TH, UBND_HL = "Ủy ban nhân dân tỉnh Thanh Hóa", "Ủy ban nhân dân huyện Hậu Lộc"

CASES = [
    # -- completion from the issuer
    ("a department of a province", TINH, "Sở Nội vụ chủ trì tham mưu.", ["Sở Nội vụ tỉnh Thanh Hóa"]),
    ("a department with its place in full", TINH, "Sở Nội vụ tỉnh Thanh Hóa rà soát hồ sơ.", ["Sở Nội vụ tỉnh Thanh Hóa"]),
    ("a department with the bare name of its place", TINH, "Sở Du lịch Thanh Hóa quảng bá.", ["Sở Du lịch tỉnh Thanh Hóa"]),
    ("a department of Hồ Chí Minh City", HCM, "Giao Sở Tư pháp thẩm định.", ["Sở Tư pháp Thành phố Hồ Chí Minh"]),
    ("a city of central rank by its level word", HCM, "UBND Thành phố ban hành.", ["Ủy ban nhân dân Thành phố Hồ Chí Minh"]),
    ("a division of a district", HUYEN, "Phòng Nội vụ tổng hợp.", ["Phòng Nội vụ huyện Hậu Lộc"]),
    ("a division with a level word", HUYEN, "Phòng Y tế huyện kiểm tra.", ["Phòng Y tế huyện Hậu Lộc"]),
    ("a division of a city below a province", TP, "phòng Kinh tế Thành phố tham mưu.", ["Phòng Kinh tế thành phố Buôn Ma Thuột"]),
    ("the province of a city, by the gazetteer", TP, "Báo cáo UBND tỉnh trước ngày 05/12.", ["Ủy ban nhân dân tỉnh Đắk Lắk"]),
    ("the province of a district, by the gazetteer", HUYEN, "theo chỉ đạo của Sở Tài chính.", ["Sở Tài chính tỉnh Thanh Hóa"]),
    ("the same body in three spellings is one", TP, "UBND thành phố, Ủy ban nhân dân thành phố Buôn Ma Thuột và UBND TP thống nhất.", ["Ủy ban nhân dân thành phố Buôn Ma Thuột"]),
    ("a commune's own committee", XA, "UBND xã và HĐND xã phối hợp.", ["Ủy ban nhân dân xã Đại Lộc", "Hội đồng nhân dân xã Đại Lộc"]),
    ("inner office of a department's plan", SO, "Phòng Nghiệp vụ Y chủ trì.", ["Phòng Nghiệp vụ Y Sở Y tế tỉnh Tuyên Quang"]),
    ("the office of a department by its head alone", SO, "Văn phòng Sở bố trí kinh phí.", ["Văn phòng Sở Y tế tỉnh Tuyên Quang"]),
    ("the department by its head alone", SO, "báo cáo Lãnh đạo Sở xem xét.", ["Sở Y tế tỉnh Tuyên Quang"]),
    ("the inspectorate of a department", SO, "Thanh tra Sở xử lý vi phạm.", ["Thanh tra Sở Y tế tỉnh Tuyên Quang"]),
    ("the inspectorate of a province", TINH, "Thanh tra tỉnh theo dõi.", ["Thanh tra tỉnh Thanh Hóa"]),
    ("an office with its house in words", TINH, "Phòng Khoa giáo thuộc Văn phòng UBND tỉnh theo dõi.", ["Phòng Khoa giáo Văn phòng Ủy ban nhân dân tỉnh Thanh Hóa"]),
    ("an office beside its house", TINH, "Phòng Tham mưu Công an tỉnh tổng hợp.", ["Phòng Tham mưu Công an tỉnh Thanh Hóa"]),
    ("a ministry is not completed", TINH, "Bộ Nông nghiệp và Môi trường hướng dẫn.", ["Bộ Nông nghiệp và Môi trường"]),
    ("central bodies are not completed", TINH, "Chính phủ, Quốc hội và Bộ Chính trị đã quyết nghị.", ["Chính phủ", "Quốc hội", "Bộ Chính trị"]),
    ("a department of a ministry", TINH, "Cục Chuyển đổi số quốc gia thuộc Bộ Khoa học và Công nghệ hỗ trợ.", ["Cục Chuyển đổi số quốc gia Bộ Khoa học và Công nghệ"]),
    # -- where a name ends
    ("it ends before the verb", HUYEN, "Phòng Văn hóa và Thông tin chủ trì tham mưu phối hợp các đoàn thể.", ["Phòng Văn hóa và Thông tin huyện Hậu Lộc", "*Các đoàn thể"]),
    ("commas and an and inside a field", TINH, "Sở Văn hóa, Thể thao và Du lịch có trách nhiệm tuyên truyền.", ["Sở Văn hóa, Thể thao và Du lịch tỉnh Thanh Hóa"]),
    ("a dash inside a field, without spaces", HUYEN, "Phòng Tài chính-Kế hoạch cân đối ngân sách.", ["Phòng Tài chính - Kế hoạch huyện Hậu Lộc"]),
    ("a long dash inside a field", HUYEN, "Phòng Tài chính – Kế hoạch cân đối.", ["Phòng Tài chính - Kế hoạch huyện Hậu Lộc"]),
    ("and inside a described name", HUYEN, "Ban Quản lý dự án đầu tư và xây dựng huyện khởi công.", ["Ban Quản lý dự án đầu tư và xây dựng huyện Hậu Lộc"]),
    ("two heads joined by and", TINH, "Sở Xây dựng và Sở Công Thương kiểm tra.", ["Sở Xây dựng tỉnh Thanh Hóa", "Sở Công Thương tỉnh Thanh Hóa"]),
    ("a merged department of 2025", TINH, "Sở Dân tộc và Tôn giáo nắm tình hình.", ["Sở Dân tộc và Tôn giáo tỉnh Thanh Hóa"]),
    ("a merged division of 2025", XA, "Phòng Kinh tế và Phòng Văn hóa - Xã hội phối hợp.", ["Phòng Kinh tế xã Đại Lộc", "Phòng Văn hóa - Xã hội xã Đại Lộc"]),
    ("a department of 2008", TINH, "Sở Lao động - Thương binh và Xã hội tổ chức đào tạo nghề.", ["Sở Lao động - Thương binh và Xã hội tỉnh Thanh Hóa"]),
    ("an unknown field by its capital", TINH, "Sở Kinh tế số đề xuất.", ["Sở Kinh tế số tỉnh Thanh Hóa"]),
    ("an unknown center", HUYEN, "Trung tâm Bảo tồn nghề dệt huyện trưng bày.", ["Trung tâm Bảo tồn nghề dệt huyện Hậu Lộc"]),
    ("a longer name than the lexicon has", HUYEN, "Trung tâm Văn hóa, Thông tin, Thể thao và Du lịch huyện đưa tin.", ["Trung tâm Văn hóa, Thông tin, Thể thao và Du lịch huyện Hậu Lộc"]),
    ("a steering committee with a described task", TINH, "Ban Chỉ đạo phòng, chống tội phạm và tệ nạn xã hội tỉnh họp.", ["Ban Chỉ đạo phòng, chống tội phạm và tệ nạn xã hội tỉnh Thanh Hóa"]),
    ("a committee named by a number", TINH, "Ban Chỉ đạo 389 tỉnh kiểm tra.", ["Ban Chỉ đạo 389 tỉnh Thanh Hóa"]),
    ("a team with a described task", TINH, "Tổ công tác triển khai Đề án 06 tỉnh báo cáo.", ["Tổ công tác triển khai Đề án 06 tỉnh Thanh Hóa"]),
    ("a name with a region number", TINH, "Kho bạc Nhà nước khu vực XI và Chi cục Hải quan khu vực X phối hợp.", ["Kho bạc Nhà nước khu vực XI", "Chi cục Hải quan khu vực X"]),
    ("a bracket ends a name", TINH, "Sở Tài chính (qua hệ thống) nhận báo cáo.", ["Sở Tài chính tỉnh Thanh Hóa"]),
    ("a colon ends a name", TINH, "Sở Tài chính: bố trí kinh phí.", ["Sở Tài chính tỉnh Thanh Hóa"]),
    ("line end ends a name", TINH, "1. Sở Khoa học và Công nghệ\nĐánh giá kết quả.", ["Sở Khoa học và Công nghệ tỉnh Thanh Hóa"]),
    # -- lists with one head
    ("divisions behind a colon", HUYEN, "Các Phòng: Y tế, Giáo dục và Đào tạo phối hợp.", ["Phòng Y tế huyện Hậu Lộc", "Phòng Giáo dục và Đào tạo huyện Hậu Lộc"]),
    ("departments behind a colon", TINH, "các sở: Nội vụ, Tài chính, Tư pháp;", ["Sở Nội vụ tỉnh Thanh Hóa", "Sở Tài chính tỉnh Thanh Hóa", "Sở Tư pháp tỉnh Thanh Hóa"]),
    ("departments without a colon", TINH, "giao các sở Xây dựng, Công Thương chủ trì.", ["Sở Xây dựng tỉnh Thanh Hóa", "Sở Công Thương tỉnh Thanh Hóa"]),
    ("a list whose last member has and and commas", TINH, "Các Sở: Tài chính, Văn hóa, Thể thao và Du lịch và Y tế", ["Sở Tài chính tỉnh Thanh Hóa", "Sở Văn hóa, Thể thao và Du lịch tỉnh Thanh Hóa", "Sở Y tế tỉnh Thanh Hóa"]),
    ("the head once, the second field alone", TP, "Phòng Quản lý đô thị, Tài chính - Kế hoạch phối hợp.", ["Phòng Quản lý đô thị thành phố Buôn Ma Thuột", "Phòng Tài chính - Kế hoạch thành phố Buôn Ma Thuột"]),
    ("ministries in a list", TINH, "các Bộ: Công an, Quốc phòng, Tài chính", ["Bộ Công an", "Bộ Quốc phòng", "Bộ Tài chính"]),
    ("communes by name", HUYEN, "UBND các xã Minh Lộc, Hải Lộc và Đa Lộc rà soát.", ["Ủy ban nhân dân xã Minh Lộc", "Ủy ban nhân dân xã Hải Lộc", "Ủy ban nhân dân xã Đa Lộc"]),
    ("wards by name behind a colon", TP, "UBND các phường: Tân Lợi, Tân An", ["Ủy ban nhân dân phường Tân Lợi", "Ủy ban nhân dân phường Tân An"]),
    ("one place for a whole list", TINH, "các sở Nội vụ, Tài chính tỉnh Thanh Hóa", ["Sở Nội vụ tỉnh Thanh Hóa", "Sở Tài chính tỉnh Thanh Hóa"]),
    ("a verb with a capital is no member", TINH, "Giao Sở Tài chính, Xây dựng kế hoạch vốn.", ["Sở Tài chính tỉnh Thanh Hóa"]),
    # -- abbreviations
    ("UBND, HĐND", TINH, "HĐND tỉnh giám sát UBND tỉnh.", ["Hội đồng nhân dân tỉnh Thanh Hóa", UBND_TH]),
    ("UBMTTQ", HUYEN, "UBMTTQ huyện vận động.", ["Ủy ban Mặt trận Tổ quốc Việt Nam huyện Hậu Lộc"]),
    ("MTTQ Việt Nam", TINH, "Đề nghị Ủy ban MTTQ Việt Nam tỉnh giám sát.", ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Thanh Hóa"]),
    ("BTV and BCH", TINH, "BTV Tỉnh ủy và BCH Đảng bộ tỉnh cho ý kiến.", ["Ban Thường vụ Tỉnh ủy Thanh Hóa", "Ban Chấp hành Đảng bộ tỉnh Thanh Hóa"]),
    ("GD&ĐT", HUYEN, "Phòng GD&ĐT chỉ đạo các trường học.", ["Phòng Giáo dục và Đào tạo huyện Hậu Lộc", "*Các trường học"]),
    ("LĐTBXH", TINH, "Sở LĐTBXH, Sở LĐ-TB&XH là một.", ["Sở Lao động - Thương binh và Xã hội tỉnh Thanh Hóa"]),
    ("NN và PTNT", TINH, "Sở Nông nghiệp và PTNT chủ trì.", ["Sở Nông nghiệp và Phát triển nông thôn tỉnh Thanh Hóa"]),
    ("KH&ĐT", TINH, "Sở KH&ĐT thẩm định.", ["Sở Kế hoạch và Đầu tư tỉnh Thanh Hóa"]),
    ("TC-KH", HUYEN, "Phòng TC-KH cấp phát.", ["Phòng Tài chính - Kế hoạch huyện Hậu Lộc"]),
    ("TN&MT", HUYEN, "Phòng TNMT đo đạc.", ["Phòng Tài nguyên và Môi trường huyện Hậu Lộc"]),
    ("VP HĐND-UBND", HUYEN, "Văn phòng HĐND-UBND huyện tổng hợp.", ["Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện Hậu Lộc"]),
    ("BHXH with a place", HUYEN, "BHXH huyện cấp thẻ.", ["Bảo hiểm xã hội huyện Hậu Lộc"]),
    ("BHXH as insurance is no body", HUYEN, "Tỷ lệ tham gia BHXH, BHYT đạt 95%.", []),
    ("TT is Trung tâm before a field", HUYEN, "TT Y tế huyện tiêm chủng.", ["Trung tâm Y tế huyện Hậu Lộc"]),
    ("TT is Thường trực before a party committee", HUYEN, "Báo cáo TT Huyện ủy.", ["Thường trực Huyện ủy Hậu Lộc"]),
    ("BCĐ is a steering committee", TINH, "BCĐ phòng, chống dịch tỉnh họp.", ["Ban Chỉ đạo phòng, chống dịch tỉnh Thanh Hóa"]),
    ("an abbreviation that the plan defines", TINH, "Trung tâm Phục vụ hành chính công tỉnh (sau đây viết tắt là Trung tâm PVHCC) mở cửa. Trung tâm PVHCC tiếp nhận.", ["Trung tâm Phục vụ hành chính công tỉnh Thanh Hóa"]),
    ("an abbreviation in brackets", TINH, "Ban An toàn giao thông tỉnh (BATGT) họp; BATGT kết luận.", ["Ban An toàn giao thông tỉnh Thanh Hóa"]),
    ("an abbreviation that is no body", TINH, "Thực hành tiết kiệm, chống lãng phí (THTK, CLP) tại Sở Tài chính.", ["Sở Tài chính tỉnh Thanh Hóa"]),
    ("a document code is no body", TINH, "Quyết định số 15/QĐ-UBND ngày 02/3/2023, Nghị quyết 21/NQ-HĐND.", []),
    ("a code with its issuer", TINH, "Kế hoạch số 20/KH-UBND ngày 01/2/2024 của UBND tỉnh", [UBND_TH]),
    # -- party
    ("the provincial committee and its bodies", TINH, "Thường trực Tỉnh ủy, Ban Tổ chức Tỉnh ủy, Ban Nội chính Tỉnh ủy, Văn phòng Tỉnh ủy", ["Thường trực Tỉnh ủy Thanh Hóa", "Ban Tổ chức Tỉnh ủy Thanh Hóa", "Ban Nội chính Tỉnh ủy Thanh Hóa", "Văn phòng Tỉnh ủy Thanh Hóa"]),
    ("bodies of a district committee, bare", HU, "Ban Tuyên giáo chủ trì, phối hợp Ủy ban Kiểm tra.", ["Ban Tuyên giáo Huyện ủy Hậu Lộc", "Ủy ban Kiểm tra Huyện ủy Hậu Lộc"]),
    ("a merged party committee board", TU, "Ban Tuyên giáo và Dân vận Tỉnh ủy định hướng.", ["Ban Tuyên giáo và Dân vận Tỉnh ủy Thanh Hóa"]),
    ("Thành ủy of a city below a province", TP, "Thành ủy chỉ đạo; Ban Dân vận Thành ủy theo dõi.", ["Thành ủy Buôn Ma Thuột", "Ban Dân vận Thành ủy Buôn Ma Thuột"]),
    ("Thành ủy of Hồ Chí Minh City", HCM, "Ban Nội chính Thành ủy góp ý.", ["Ban Nội chính Thành ủy Thành phố Hồ Chí Minh"]),
    ("the party committee of a People's Committee", TINH, "Ban Thường vụ Đảng ủy UBND tỉnh", ["Ban Thường vụ Đảng ủy Ủy ban nhân dân tỉnh Thanh Hóa"]),
    ("the party committee of the police", TINH, "Đảng ủy Công an tỉnh lãnh đạo.", ["Đảng ủy Công an tỉnh Thanh Hóa"]),
    ("a commune's party committee", XA, "Đảng ủy xã và Ban Thường vụ Đảng ủy xã", ["Đảng ủy xã Đại Lộc", "Ban Thường vụ Đảng ủy xã Đại Lộc"]),
    ("the Central Committee", TINH, "Nghị quyết của Ban Chấp hành Trung ương Đảng khóa XIII", ["Ban Chấp hành Trung ương Đảng"]),
    ("the Secretariat", TINH, "Chỉ thị số 10-CT/TW của Ban Bí thư", ["Ban Bí thư"]),
    ("a party cell of a school", XA, "Chi bộ Trường Tiểu học Đại Lộc sinh hoạt chuyên đề.", ["Chi bộ Trường Tiểu học Đại Lộc"]),
    ("a party cell of a hamlet", XA, "Chi bộ thôn 3 tổ chức đại hội.", ["Chi bộ thôn 3"]),
    ("the congress of a party organisation is an event", HUYEN, "Nghị quyết Đại hội Đảng bộ huyện lần thứ XXVI", []),
    # -- front, unions, courts, army
    ("the Front and unions", TINH, "Liên đoàn Lao động tỉnh, Hội Nông dân tỉnh, Hội Liên hiệp Phụ nữ tỉnh, Tỉnh đoàn", ["Liên đoàn Lao động tỉnh Thanh Hóa", "Hội Nông dân tỉnh Thanh Hóa", "Hội Liên hiệp Phụ nữ tỉnh Thanh Hóa", "Tỉnh đoàn Thanh Hóa"]),
    ("the youth union in both spellings", XA, "Đoàn Thanh niên xã; Đoàn TNCS Hồ Chí Minh xã", ["Đoàn Thanh niên xã Đại Lộc"]),
    ("boards of a union", LD, "Ban Tuyên giáo - Nữ công tham mưu.", ["Ban Tuyên giáo - Nữ công Liên đoàn Lao động tỉnh Thanh Hóa"]),
    ("court and procuracy", HUYEN, "Viện kiểm sát nhân dân huyện, Tòa án nhân dân huyện", ["Viện kiểm sát nhân dân huyện Hậu Lộc", "Tòa án nhân dân huyện Hậu Lộc"]),
    ("civil judgment enforcement", HUYEN, "Chi cục Thi hành án dân sự huyện xác minh.", ["Chi cục Thi hành án dân sự huyện Hậu Lộc"]),
    ("the military command of a province", TINH, "Bộ Chỉ huy quân sự tỉnh, Bộ Chỉ huy Bộ đội Biên phòng tỉnh", ["Bộ Chỉ huy Quân sự tỉnh Thanh Hóa", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh Thanh Hóa"]),
    ("the military command of a commune", XA, "Ban CHQS; Ban Chỉ huy Quân sự xã trực 24/24.", ["Ban Chỉ huy Quân sự xã Đại Lộc"]),
    ("the police", HUYEN, "Công an huyện tuần tra.", ["Công an huyện Hậu Lộc"]),
    ("police as a line of work is no body", HUYEN, "cán bộ làm công tác công an, quân đội", []),
    ("a union's chapter of a force", TINH, "Đoàn Thanh niên Công an tỉnh ra quân.", ["Đoàn Thanh niên Công an tỉnh Thanh Hóa"]),
    # -- schools, hospitals, companies
    ("a school with its type abbreviated", HUYEN, "Trường THPT Đinh Chương Dương đăng cai.", ["Trường Trung học phổ thông Đinh Chương Dương"]),
    ("a university", TINH, "Trường Đại học Hồng Đức nghiên cứu.", ["Trường Đại học Hồng Đức"]),
    ("the school by its head alone", TRUONG, "Nhà trường phối hợp với Hội Khuyến học xã.", ["Trường Trung học cơ sở Lê Hữu Lập", "Hội Khuyến học xã"]),
    ("groups of a school", TRUONG, "Tổ Ngữ văn và Tổ Toán - Tin dạy mẫu.", ["Tổ Ngữ văn Trường Trung học cơ sở Lê Hữu Lập", "Tổ Toán - Tin Trường Trung học cơ sở Lê Hữu Lập"]),
    ("departments of a hospital", BV, "Khoa Dược, Khoa Nhi và Phòng Điều dưỡng trực.", ["Khoa Dược Bệnh viện Đa khoa huyện Hậu Lộc", "Khoa Nhi Bệnh viện Đa khoa huyện Hậu Lộc", "Phòng Điều dưỡng Bệnh viện Đa khoa huyện Hậu Lộc"]),
    ("a hospital", TINH, "Bệnh viện Phụ sản Thanh Hóa tập huấn.", ["Bệnh viện Phụ sản Thanh Hóa"]),
    ("a joint-stock company", TINH, "Công ty cổ phần Môi trường Sông Mã thu gom rác.", ["Công ty cổ phần Môi trường Sông Mã"]),
    ("a limited company", TINH, "Công ty TNHH MTV Sông Chu vận hành hồ chứa.", ["Công ty trách nhiệm hữu hạn một thành viên Sông Chu"]),
    ("two companies joined by and", TINH, "Công ty cổ phần An Phát và Công ty TNHH Hưng Thịnh đầu tư.", ["Công ty cổ phần An Phát", "Công ty trách nhiệm hữu hạn Hưng Thịnh"]),
    ("a cooperative", XA, "Hợp tác xã dịch vụ nông nghiệp Đại Lộc cấp giống.", ["Hợp tác xã dịch vụ nông nghiệp Đại Lộc"]),
    ("a branch of the policy bank", HUYEN, "Phòng Giao dịch Ngân hàng Chính sách xã hội huyện giải ngân.", ["Phòng Giao dịch Ngân hàng Chính sách xã hội huyện Hậu Lộc"]),
    ("television", TINH, "Đài Phát thanh và Truyền hình tỉnh phát sóng.", ["Đài Phát thanh và Truyền hình tỉnh Thanh Hóa"]),
    ("the newspaper and television merged", TINH, "Báo và Phát thanh, Truyền hình Thanh Hóa mở chuyên mục.", ["Báo và Phát thanh, Truyền hình tỉnh Thanh Hóa"]),
    ("a loudspeaker station", XA, "Đài Truyền thanh xã phát hằng ngày.", ["Đài Truyền thanh xã Đại Lộc"]),
    ("a commune's health post", XA, "Trạm Y tế xã khám sức khỏe.", ["Trạm Y tế xã Đại Lộc"]),
    # -- groups
    ("departments, boards and branches", TINH, "Các sở, ban, ngành thực hiện.", ["*Các sở, ban, ngành"]),
    ("in another case and without a comma", TINH, "các Sở, ban ngành; Các sở, ban, ngành", ["*Các sở, ban, ngành"]),
    ("with unions", TINH, "Các sở, ban, ngành, đoàn thể cấp tỉnh", ["*Các sở, ban, ngành, đoàn thể cấp tỉnh"]),
    ("committees of communes", HUYEN, "UBND các xã, thị trấn tổ chức.", ["*Ủy ban nhân dân các xã, thị trấn"]),
    ("without the article, and the other way round", TP, "UBND phường, xã; UBND các xã, phường", ["*Ủy ban nhân dân các phường, xã"]),
    ("committees with a condition", TP, "UBND các phường có liên quan giải tỏa.", ["*Ủy ban nhân dân các phường có liên quan"]),
    ("of one level", TINH, "UBND cấp huyện và UBND cấp xã", ["*Ủy ban nhân dân cấp huyện", "*Ủy ban nhân dân cấp xã"]),
    ("districts, towns, cities", TINH, "UBND các huyện, thị xã, thành phố báo cáo.", ["*Ủy ban nhân dân các huyện, thị xã, thành phố"]),
    ("a hundred communes", TINH, "UBND 166 xã, phường ra quân.", ["*Ủy ban nhân dân các xã, phường"]),
    ("agencies with a condition", TINH, "các cơ quan, đơn vị có liên quan; các cơ quan, đơn vị liên quan", ["*Các cơ quan, đơn vị có liên quan"]),
    ("two groups, each with its article", TINH, "các sở, ngành và các doanh nghiệp", ["*Các sở, ngành", "*Các doanh nghiệp"]),
    ("a body and a group in one list", TINH, "phối hợp với Sở Tài chính, các cơ quan, đơn vị liên quan", ["Sở Tài chính tỉnh Thanh Hóa", "*Các cơ quan, đơn vị liên quan"]),
    ("of a department", SO, "các phòng, đơn vị thuộc Sở đăng ký.", ["*Các phòng, đơn vị thuộc Sở Y tế tỉnh Tuyên Quang"]),
    ("without the owner it is the same group", SO, "Các phòng chuyên môn thuộc Sở họp. Các phòng chuyên môn báo cáo.", ["*Các phòng chuyên môn thuộc Sở Y tế tỉnh Tuyên Quang"]),
    ("schools of a place", HUYEN, "các trường học trên địa bàn huyện", ["*Các trường học trên địa bàn huyện Hậu Lộc"]),
    ("political and social organisations", TINH, "các tổ chức chính trị - xã hội tỉnh giám sát", ["*Các tổ chức chính trị - xã hội tỉnh Thanh Hóa"]),
    ("press", TINH, "các cơ quan báo chí đưa tin", ["*Các cơ quan báo chí"]),
    ("party committees of communes", HUYEN, "Đảng ủy các xã, thị trấn lãnh đạo", ["*Đảng ủy các xã, thị trấn"]),
    ("councils of all levels", TINH, "HĐND các cấp giám sát", ["*Hội đồng nhân dân các cấp"]),
    ("health centers of districts", TINH, "Trung tâm Y tế các huyện, thành phố", ["*Trung tâm Y tế các huyện, thành phố"]),
    ("steering committees of several levels", TINH, "ban chỉ đạo các cấp", []),
    ("everybody is no body", TINH, "các cơ quan, tổ chức, cá nhân tham gia", []),
    # -- co-reference
    ("a short name behind its long one", TINH, "Ban Chỉ đạo Chuyển đổi số tỉnh kiện toàn. Ban Chỉ đạo họp hằng quý.", ["Ban Chỉ đạo Chuyển đổi số tỉnh Thanh Hóa"]),
    ("a small word of difference", TINH, "Ban Chỉ đạo công tác gia đình tỉnh; Ban Chỉ đạo về công tác gia đình tỉnh", ["Ban Chỉ đạo công tác gia đình tỉnh Thanh Hóa"]),
    ("two committees stay two", TINH, "Ban Chỉ đạo Chuyển đổi số tỉnh và Ban Chỉ đạo phòng, chống ma túy tỉnh", ["Ban Chỉ đạo Chuyển đổi số tỉnh Thanh Hóa", "Ban Chỉ đạo phòng, chống ma túy tỉnh Thanh Hóa"]),
    ("tone placement", TINH, "Uỷ ban nhân dân tỉnh và Ủy ban nhân dân tỉnh", [UBND_TH]),
    ("a header in capitals", None, "UBND TỈNH THANH HÓA\nSỞ NỘI VỤ\nSở Nội vụ ban hành Kế hoạch.", [UBND_TH, "Sở Nội vụ tỉnh Thanh Hóa"]),
    ("the signature in capitals", HUYEN, "UBND huyện yêu cầu.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", [UBND_HL]),
    # -- traps
    ("ban hành", TINH, "Ban hành kế hoạch kèm theo.", []),
    ("phòng, chống", TINH, "Phòng, chống cháy rừng; Phòng ngừa tội phạm; phòng cháy", []),
    ("hội nghị, hội thi", TINH, "Hội nghị tổng kết; Hội thi Tiếng hát; Hội thảo khoa học; Hội chợ Xuân", []),
    ("bộ luật, bộ phận, cán bộ", TINH, "Bộ luật Lao động; bộ phận chuyên trách; cán bộ Nội vụ", []),
    ("trường hợp", TINH, "Trường hợp có vướng mắc, đề nghị phản ánh.", []),
    ("nhiệm vụ in capitals", TINH, "III. NHIỆM VỤ TRỌNG TÂM", []),
    ("đại hội in capitals", TINH, "ĐẠI HỘI ĐẢNG BỘ HUYỆN", []),
    ("a place is no body", TINH, "trên địa bàn thành phố Thanh Hóa và các huyện miền núi", []),
    ("a programme is no body", TINH, "Chương trình mục tiêu quốc gia giảm nghèo bền vững", []),
    ("a law is no body", TINH, "Luật Tổ chức chính quyền địa phương năm 2025", []),
    ("the Prime Minister is no body", TINH, "Quyết định số 06/QĐ-TTg của Thủ tướng Chính phủ", []),
    ("đoàn kết", TINH, "Đoàn kết, kỷ cương, sáng tạo, phát triển", []),
    ("tổ chức as a verb", TINH, "Tổ chức các hội nghị tuyên truyền.", []),
    ("trung tâm as an adjective", TINH, "nhiệm vụ trung tâm, khu vực trung tâm hành chính", []),
    ("quỹ đất", TINH, "Quỹ đất công; quỹ tiền lương", []),
    ("xã hội is no commune", TINH, "phát triển kinh tế - xã hội; an sinh xã hội", []),
    # -- lost diacritics
    ("lost in a head", TINH, "Uy ban nhan dân tỉnh chỉ đạo.", [UBND_TH]),
    ("lost in a field", TINH, "Sở Noi vụ chủ trì.", ["Sở Nội vụ tỉnh Thanh Hóa"]),
    ("lost in a head of one syllable", TINH, "Giao So Tài chính thẩm định.", ["Sở Tài chính tỉnh Thanh Hóa"]),
    ("lost in a division", HUYEN, "Phong Tư pháp phối hợp Công an huyện.", ["Phòng Tư pháp huyện Hậu Lộc", "Công an huyện Hậu Lộc"]),
    ("lost in a group", TINH, "các cơ quan, đon vị liên quan", ["*Các cơ quan, đơn vị liên quan"]),
]  # fmt: skip


CASES += [
    ("committee shared by a list", HU, "Ban Tổ chức, Ban Dân vận, Văn phòng Huyện ủy phối hợp.", ["Ban Tổ chức Huyện ủy Hậu Lộc", "Ban Dân vận Huyện ủy Hậu Lộc", "Văn phòng Huyện ủy Hậu Lộc"]),
    ("town behind communes", HUYEN, "UBND các xã Đại Lộc, Đồng Lộc và thị trấn Hậu Lộc báo cáo.", ["Ủy ban nhân dân xã Đại Lộc", "Ủy ban nhân dân xã Đồng Lộc", "Ủy ban nhân dân thị trấn Hậu Lộc"]),
    ("not into the next cell", TINH, "Sở Nội vụ\tphường", ["Sở Nội vụ tỉnh Thanh Hóa"]),
    ("board of a union", LD, "Ban Tổ chức - Kiểm tra tổng hợp.", ["Ban Tổ chức - Kiểm tra Liên đoàn Lao động tỉnh Thanh Hóa"]),
    ("party group in the council", TINH, "Đảng đoàn HĐND tỉnh xem xét.", ["Đảng đoàn Hội đồng nhân dân tỉnh Thanh Hóa"]),
    ("council with its house", BV, "Hội đồng Khoa học bệnh viện thẩm định.", ["Hội đồng Khoa học Bệnh viện Đa khoa huyện Hậu Lộc"]),
    ("team of a hospital", BV, "Đội phản ứng nhanh sẵn sàng.", ["Đội phản ứng nhanh Bệnh viện Đa khoa huyện Hậu Lộc"]),
    ("board of several markets", HUYEN, "Ban Quản lý các chợ phối hợp.", ["Ban Quản lý các chợ huyện Hậu Lộc"]),
]  # fmt: skip


@pytest.mark.parametrize(("issuer", "text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_units_of_a_sentence(issuer: str | None, text: str, expected: list[str]) -> None:
    assert names(text, issuer) == expected


def test_there_are_many_sentences() -> None:
    assert len(CASES) >= 150


def test_every_mention_is_exact_and_apart() -> None:
    text = "UBND tỉnh giao Sở Nội vụ, các sở, ban, ngành; UBND tỉnh kiểm tra Sở Nội vụ."
    units = plan_of(text, TINH).units
    spans = sorted((m.start, m.end) for u in units for m in u.mentions)
    assert all(text[m.start : m.end] == m.text for u in units for m in u.mentions)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert [len(u.mentions) for u in units] == [2, 2, 1]


KINDS = [
    ("UBND tỉnh", "government", "province"), ("HĐND huyện Hậu Lộc", "council", "district"), ("Sở Nội vụ", "department", "province"),
    ("Công an tỉnh", "police", "province"), ("Bộ Chỉ huy Quân sự tỉnh", "military", "province"), ("Tòa án nhân dân tỉnh", "court", "province"),
    ("Bộ Tài chính", "government", "central"), ("Tỉnh ủy", "party", "province"), ("UBND xã Hải Lộc", "government", "commune"),
    ("Trường THPT Hậu Lộc 1", "school", None), ("Hội Nông dân tỉnh", "union", "province"), ("UBND cấp xã", "government", "commune"),
    ("Ủy ban MTTQ Việt Nam tỉnh", "front", "province"), ("Công ty cổ phần Sao Mai", "company", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "level"), KINDS, ids=[k[0] for k in KINDS])
def test_kind_and_level(text: str, kind: str, level: str | None) -> None:
    unit = plan_of(f"Giao {text} chủ trì.", TINH).units[0]
    assert (unit.kind, unit.level) == (kind, level)


def test_a_place_has_its_code_and_its_parents() -> None:
    unit = plan_of("Giao Phòng Nội vụ tổng hợp.", HUYEN, issued_on="2023-02-01").units[0]
    assert unit.place is not None
    assert (unit.place.province, unit.place.district) == ("Thanh Hóa", "Hậu Lộc")
    assert unit.place.code is not None


def test_after_the_merger_a_commune_lies_in_a_province_only() -> None:
    unit = plan_of("UBND xã chủ trì.", "Ủy ban nhân dân xã Hậu Lộc", issued_on="2025-09-01").units[0]
    assert unit.place is not None
    assert (unit.place.province, unit.place.district, unit.place.commune) == ("Thanh Hóa", None, "Hậu Lộc")


def test_empty_text_and_text_without_bodies() -> None:
    assert plan_of("").units == []
    assert plan_of("Một hai ba.").units == []


def test_a_long_line_stays_linear() -> None:
    assert plan_of("1." * 200_000).units == []
    assert len(plan_of("Sở " * 50_000).units) <= 1


def test_the_component_works_alone_on_bare_text() -> None:
    import spacy

    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
    nlp.add_pipe("plan_units")
    nlp.add_pipe("plan_officials")
    doc = nlp("UBND tỉnh Thanh Hóa giao Giám đốc Sở Nội vụ chủ trì.")
    assert [u.name for u in doc._.plan.units] == [UBND_TH, "Sở Nội vụ tỉnh Thanh Hóa"]
    assert [o.title for o in doc._.plan.officials] == ["Giám đốc"]
    assert len(doc.spans["units"]) == 2
    assert len(doc.spans["officials"]) == 1


@pytest.mark.parametrize(
    "text",
    ["ỦY BAN " * 3_000, "Phòng Nội vụ Phòng Nội vụ " * 2_000, "Sở " + "An Phú " * 3_000, "Văn phòng " * 3_000],
    ids=["caps", "offices", "names", "houses"],
)
def test_names_do_not_nest_without_end(text: str) -> None:
    assert isinstance(plan_of(text, TINH).units, list)
