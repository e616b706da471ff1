"""Slogans, themes, mottos, movements: one table of sentences a question. Expected values are worked out by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

import extract.entities.slogans  # noqa: F401 - registers the component
from extract.entities.slogans_quotes import find_quotes
from extract.record import Slogan
from extract.state import plan_of


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("xx")
    nlp.add_pipe("plan_slogans")
    return nlp


def slogans(nlp, text: str) -> list[Slogan]:
    doc = nlp(text)
    found = plan_of(doc).slogans
    for s in found:
        assert doc.text[s.start : s.end] == s.text
        assert s.evidence.startswith("slogan.")
    return found


# (sentence, kind, text)
ONE = [
    ("Hưởng ứng phong trào “Sạch nhà, đẹp ngõ”.", "movement", "Sạch nhà, đẹp ngõ"),
    ("Đẩy mạnh phong trào thi đua “Mỗi người một sáng kiến” trong toàn ngành.", "movement", "Mỗi người một sáng kiến"),
    ("Phát động phong trào thi đua yêu nước với tên “Quê tôi xanh”.", "movement", "Quê tôi xanh"),
    ("Triển khai cuộc vận động “Mỗi xã một nhà văn hóa mẫu”.", "movement", "Mỗi xã một nhà văn hóa mẫu"),
    ("Tiếp tục cuộc vận động: “Tiết kiệm vì người nghèo”.", "movement", "Tiết kiệm vì người nghèo"),
    ("Tổ chức đợt thi đua cao điểm “90 ngày đêm hoàn thành mặt bằng”.", "movement", "90 ngày đêm hoàn thành mặt bằng"),
    ("Thi đua “Hai tốt” trong các trường học.", "movement", "Hai tốt"),
    ("Đoàn Thanh niên mở chiến dịch “Những kỳ nghỉ hồng”.", "movement", "Những kỳ nghỉ hồng"),
    ("Tháng hành động với chủ đề “Bữa cơm an toàn cho mọi nhà”.", "theme", "Bữa cơm an toàn cho mọi nhà"),
    ("Chủ đề năm học là: “Kỷ cương, sáng tạo, hội nhập”.", "theme", "Kỷ cương, sáng tạo, hội nhập"),
    ("Chủ đề của năm 2025: “Tăng tốc về đích”.", "theme", "Tăng tốc về đích"),
    ("Tổ chức ngày hội đọc sách chủ đề “Sách và khát vọng”.", "theme", "Sách và khát vọng"),
    ("Tổ chức hội thi với chủ đề “Nét đẹp công sở”.", "theme", "Nét đẹp công sở"),
    ("Sinh hoạt theo chủ điểm “Uống nước nhớ nguồn”.", "theme", "Uống nước nhớ nguồn"),
    ("Thực hiện phương châm “Dân biết, dân bàn, dân làm, dân kiểm tra”.", "motto", "Dân biết, dân bàn, dân làm, dân kiểm tra"),
    ("Quán triệt phương châm hành động của năm là “Trách nhiệm - Hiệu quả”.", "motto", "Trách nhiệm - Hiệu quả"),
    ("Với phương châm 4 tại chỗ, “ba sẵn sàng”.", "motto", "ba sẵn sàng"),
    ("Làm việc với tinh thần “đã nói là làm”.", "motto", "đã nói là làm"),
    ("Phát huy tinh thần “tương thân tương ái”, giúp đỡ hộ nghèo.", "motto", "tương thân tương ái"),
    ("Tập trung thực hiện theo tinh thần chỉ đạo “chỉ bàn làm, không bàn lùi”.", "motto", "chỉ bàn làm, không bàn lùi"),
    ("Quán triệt quan điểm “phòng bệnh hơn chữa bệnh”.", "motto", "phòng bệnh hơn chữa bệnh"),
    ("Thực hiện nguyên tắc “một việc một đầu mối”.", "motto", "một việc một đầu mối"),
    ("Phân công bảo đảm “6 rõ”.", "motto", "6 rõ"),
    ("Bảo đảm “5 rõ: rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ kết quả”.", "motto", "5 rõ: rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ kết quả"),
    ("Vận động hội viên thực hiện “5 không, 3 sạch”.", "motto", "5 không, 3 sạch"),
    ("Treo khẩu hiệu “Toàn dân chung tay giữ gìn vệ sinh”.", "slogan", "Toàn dân chung tay giữ gìn vệ sinh"),
    ("Treo băng rôn, khẩu hiệu với nội dung: “Nhiệt liệt chào mừng Đại hội!”.", "slogan", "Nhiệt liệt chào mừng Đại hội!"),
    ("Treo băng rôn “Chào mừng ngày hội lớn” tại trụ sở.", "slogan", "Chào mừng ngày hội lớn"),
    ("Lan tỏa thông điệp “Mỗi giọt máu cho đi, một cuộc đời ở lại”.", "slogan", "Mỗi giọt máu cho đi, một cuộc đời ở lại"),
    ("Tuyên truyền thông điệp truyền thông năm 2025: “Sinh đủ hai con”.", "slogan", "Sinh đủ hai con"),
    ("Khẩu hiệu hành động: “Đoàn kết - Dân chủ - Kỷ cương - Phát triển”.", "slogan", "Đoàn kết - Dân chủ - Kỷ cương - Phát triển"),
    ("Slogan: “Đi là đến”.", "slogan", "Đi là đến"),
    ("Lấy “Phục vụ người dân” làm phương châm hành động.", "motto", "Phục vụ người dân"),
    ("“Kỷ luật là sức mạnh” là khẩu hiệu của đơn vị.", "slogan", "Kỷ luật là sức mạnh"),
    ("“Xanh - Sạch - Sáng” làm chủ đề của năm.", "theme", "Xanh - Sạch - Sáng"),
    # marks
    ('Thực hiện phong trào "Sạch nhà, đẹp ngõ".', "movement", "Sạch nhà, đẹp ngõ"),
    ("Thực hiện phong trào «Sạch nhà, đẹp ngõ».", "movement", "Sạch nhà, đẹp ngõ"),
    ("Thực hiện phong trào ‘Sạch nhà, đẹp ngõ’.", "movement", "Sạch nhà, đẹp ngõ"),
    ("Thực hiện phong trào 'Sạch nhà, đẹp ngõ'.", "movement", "Sạch nhà, đẹp ngõ"),
    ("Thực hiện phong trào ''Sạch nhà, đẹp ngõ''.", "movement", "Sạch nhà, đẹp ngõ"),
    ("Thực hiện phong trào „Sạch nhà, đẹp ngõ”.", "movement", "Sạch nhà, đẹp ngõ"),
    ("Thực hiện phong trào „Sạch nhà, đẹp ngõ“.", "movement", "Sạch nhà, đẹp ngõ"),
    ("Thực hiện phong trào ”Sạch nhà, đẹp ngõ”.", "movement", "Sạch nhà, đẹp ngõ"),
    ("Thực hiện phong trào “Sạch nhà, đẹp ngõ“.", "movement", "Sạch nhà, đẹp ngõ"),
    ('Thực hiện phong trào “Sạch nhà, đẹp ngõ".', "movement", "Sạch nhà, đẹp ngõ"),
    ('Thực hiện phong trào "Sạch nhà, đẹp ngõ”.', "movement", "Sạch nhà, đẹp ngõ"),
    ("Thực hiện phong trào “ Sạch nhà, đẹp ngõ ”.", "movement", "Sạch nhà, đẹp ngõ"),
    ("Thực hiện phong trào“Sạch nhà, đẹp ngõ”.", "movement", "Sạch nhà, đẹp ngõ"),
    ('Thực hiện phong trào"Sạch nhà, đẹp ngõ".', "movement", "Sạch nhà, đẹp ngõ"),
    ("Thực hiện phong trào (“Sạch nhà, đẹp ngõ”).", "movement", "Sạch nhà, đẹp ngõ"),
    ("Thực hiện phong trào “Sạch nhà,\nđẹp ngõ” trên địa bàn.", "movement", "Sạch nhà,\nđẹp ngõ"),
    ("Thực hiện phong trào “Sạch nhà, đẹp ngõ.”", "movement", "Sạch nhà, đẹp ngõ"),
    ("Thực hiện phong trào “Học “không giấy” vì môi trường”.", "movement", "Học “không giấy” vì môi trường"),
    ("Thực hiện phong trào “Sạch nhà, đẹp ngõ\n- Nội dung khác của kế hoạch.", "movement", "Sạch nhà, đẹp ngõ"),
    # headings
    ("1. Khẩu hiệu thi đua\n“Vững tay lái, chắc tay nghề”.\n2. Nội dung", "slogan", "Vững tay lái, chắc tay nghề"),
    ("2. Chủ đề:\n“Vững tay lái, chắc tay nghề”\n3. Nội dung", "theme", "Vững tay lái, chắc tay nghề"),
    ("a) Phương châm hành động\n- “Vững tay lái, chắc tay nghề”", "motto", "Vững tay lái, chắc tay nghề"),
    ("1. Chủ đề: Đoàn kết - Sáng tạo - Về đích sớm\n2. Nội dung", "theme", "Đoàn kết - Sáng tạo - Về đích sớm"),
    ("- Khẩu hiệu hành động: Tất cả vì học sinh thân yêu.", "slogan", "Tất cả vì học sinh thân yêu"),
    ("Phương châm: Kỷ cương, trách nhiệm, hiệu quả", "motto", "Kỷ cương, trách nhiệm, hiệu quả"),
    ("Chủ đề năm học 2025 - 2026: Kỷ cương - Sáng tạo - Đột phá - Phát triển", "theme", "Kỷ cương - Sáng tạo - Đột phá - Phát triển"),
    # movements known without marks
    ("Gắn với phong trào Toàn dân đoàn kết xây dựng đời sống văn hóa ở cơ sở.", "movement", "Toàn dân đoàn kết xây dựng đời sống văn hóa"),
    ("Đẩy mạnh phong trào toàn dân bảo vệ an ninh Tổ quốc.", "movement", "toàn dân bảo vệ an ninh Tổ quốc"),
    ("Thực hiện cuộc vận động Người Việt Nam ưu tiên dùng hàng Việt Nam.", "movement", "Người Việt Nam ưu tiên dùng hàng Việt Nam"),
    ("Duy trì phong trào Dạy tốt, Học tốt.", "movement", "Dạy tốt, Học tốt"),
    ("Thực hiện tốt “Toàn dân đoàn kết xây dựng đời sống văn hoá”.", "movement", "Toàn dân đoàn kết xây dựng đời sống văn hoá"),
    ("Hội Phụ nữ vận động xây dựng “Gia đình 5 không, 3 sạch” theo phong trào của Hội.", None, None),
    ("Đơn vị tham gia phong trào “Bình dân học vụ số” do Tỉnh phát động.", "movement", "Bình dân học vụ số"),
    # cue and quotation apart
    ("Phong trào do Công đoàn phát động mang tên “Nụ cười công sở”.", "movement", "Nụ cười công sở"),
    ("Nêu cao khẩu hiệu hành động của tuổi trẻ toàn tỉnh: “Đâu cần thanh niên có”.", "slogan", "Đâu cần thanh niên có"),
    ("Tuần lễ được tổ chức theo chủ đề của Trung ương Hội năm nay là “Lắng nghe và hành động”.", "theme", "Lắng nghe và hành động"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "slogan"), ONE, ids=[c[0][:55] for c in ONE])
def test_one(nlp, text, kind, slogan):
    assert [(s.kind, s.text) for s in slogans(nlp, text)] == ([(kind, slogan)] if kind else [])


# (name, sentence)
NONE = [
    ("a law", "Tuyên truyền Luật “Phòng, chống tác hại của thuốc lá”."),
    ("a resolution's title", "Nghị quyết số 5-NQ/TU ngày 01/3/2024 “về phát triển du lịch bền vững”."),
    ("a directive's title", "Chỉ thị của Bộ Chính trị về “Tăng cường công tác khuyến học”."),
    ("a decision's title", "Quyết định của UBND tỉnh phê duyệt “Quy hoạch chung đô thị mới”."),
    ("a scheme", "Triển khai Đề án “Mỗi xã một sản phẩm”."),
    ("a scheme, described", "Triển khai Đề án của tỉnh về “Phát triển kinh tế ban đêm”."),
    ("a project", "Thực hiện dự án “Nâng cấp hồ chứa nước Sông Mây”."),
    ("a sub-project", "Thực hiện Tiểu dự án “Cấp nước sạch”."),
    ("a programme", "Hưởng ứng Chương trình “Sóng và máy tính cho em”."),
    ("a contest", "Tổ chức Cuộc thi “Tìm hiểu lịch sử Đảng bộ tỉnh”."),
    ("a contest, described", "Tổ chức Hội thi tuyên truyền “Rung chuông vàng”."),
    ("a prize", "Trao Giải thưởng “Sao vàng đất Việt”."),
    ("a title of honour", "Phấn đấu đạt danh hiệu “Tập thể lao động xuất sắc”."),
    ("a title of honour, in a movement", "Phong trào thi đua giành danh hiệu “Đơn vị quyết thắng”."),
    ("an order", "Đề nghị tặng Kỷ niệm chương “Vì sự nghiệp giáo dục”."),
    ("a model", "Nhân rộng mô hình “Camera an ninh thôn xóm”."),
    ("a model, in a movement", "Phong trào xây dựng các mô hình “Tổ tự quản số 5”."),
    ("a club", "Ra mắt Câu lạc bộ “Gia đình hạnh phúc”."),
    ("a road", "Xây dựng tuyến đường “Sáng - xanh - sạch - đẹp”."),
    ("a broadcast column", "Duy trì chuyên mục “Pháp luật và đời sống”."),
    ("a book", "Giới thiệu cuốn sách “Lịch sử Đảng bộ huyện”."),
    ("a software", "Sử dụng phần mềm “Quản lý văn bản điện tử”."),
    ("a song", "Tập bài hát “Lên đàng cùng nhau”."),
    ("a seminar", "Tổ chức hội thảo “Giải pháp nâng cao chất lượng”."),
    ("a film", "Chiếu phim “Mùi cỏ cháy”."),
    ("a forum", "Tổ chức diễn đàn “Lắng nghe trẻ em nói”."),
    ("a plan's title", "Ban hành Kế hoạch “Tuyên truyền gương điển hình tiên tiến”."),
    ("a strategy", "Phê duyệt “Chiến lược phát triển thanh niên đến năm 2030”."),
    ("scare quotes", "Không để tồn tại cơ chế “xin cho” trong giải quyết công việc."),
    ("scare quotes, a bottleneck", "Kịp thời tháo gỡ các “điểm nghẽn” về mặt bằng."),
    ("scare quotes, a hot spot", "Không để phát sinh “điểm nóng” về an ninh."),
    ("scare quotes, black credit", "Đấu tranh với tội phạm “tín dụng đen”."),
    ("scare quotes behind a far cue", "Nâng cao tinh thần trách nhiệm, tránh tình trạng “đùn đẩy, né tránh”."),
    ("one word", "Việc “phát” phải đi đôi với “động”."),
    ("a short name", "Ủy ban nhân dân xã (sau đây gọi tắt là “Ủy ban xã”)."),
    ("a defined abbreviation", "Phong trào thi đua của tỉnh (sau đây viết tắt là “Phong trào thi đua”)."),
    ("a phrase", "Cụm từ “cơ quan chủ trì” được thay bằng “cơ quan đầu mối”."),
    ("a form", "Điền vào cột “Kết quả thực hiện” theo mẫu."),
    ("a button", "Bấm chọn “Nộp hồ sơ trực tuyến”."),
    ("a criterion", "Thực hiện tiêu chí “Môi trường và an toàn thực phẩm”."),
    ("false propaganda", "Đấu tranh với âm mưu “diễn biến hòa bình” của các thế lực thù địch."),
    ("a peaceful process", "Ngăn chặn biểu hiện “tự diễn biến”, “tự chuyển hóa” trong nội bộ."),
    ("a document's code in the marks", "Theo phong trào “Kế hoạch số 5/KH-UBND ngày 01/3/2024”."),
    ("spirit of a resolution", "Theo tinh thần Nghị quyết “Về một số nhiệm vụ trọng tâm”."),
    ("inches and minutes", "Màn hình 55\" và thời gian 13h30’ đến 15h00’."),
    ("no marks", "Tiếp tục đẩy mạnh các phong trào thi đua yêu nước trên địa bàn."),
    ("an unknown movement without marks", "Phát động phong trào thi đua lập thành tích chào mừng Đại hội."),
    ("a heading that names a theme as a duty", "1. Xây dựng chủ đề\nPhòng Nội vụ tham mưu nội dung."),
    ("an event", "Hưởng ứng Ngày hội “Đại đoàn kết toàn dân tộc”."),
    ("an exhibition", "Mở triển lãm “Biển đảo quê hương”."),
    ("a quotation of nobody", "Các đơn vị “báo cáo bằng văn bản” khi có yêu cầu."),
]  # fmt: skip


@pytest.mark.parametrize("text", [t for _, t in NONE], ids=[n for n, _ in NONE])
def test_no_slogan(nlp, text):
    assert [(s.text, s.evidence) for s in slogans(nlp, text)] == []


# (name, text, [texts])
MANY = [
    ("a list under one cue", "Quán triệt tinh thần “3 không”, “2 có” và “1 quyết tâm”.", ["3 không", "2 có", "1 quyết tâm"]),
    ("movements in a row", "Các phong trào “Nhà sạch”, “Vườn đẹp”, “Ngõ an toàn”.", ["Nhà sạch", "Vườn đẹp", "Ngõ an toàn"]),
    ("a movement and a campaign", "Phong trào “Nhà sạch vườn đẹp” và cuộc vận động “Giúp nhau thoát nghèo”.", ["Nhà sạch vườn đẹp", "Giúp nhau thoát nghèo"]),
    ("a programme with a theme", "Chương trình “Thắp sáng ước mơ” với chủ đề “Vì em đến trường”.", ["Vì em đến trường"]),
    ("a scheme and a movement", "Đề án “Làng thông minh”; phong trào “Làng xanh”.", ["Làng xanh"]),
    ("schemes in a row", "Các đề án “Làng thông minh”, “Chợ số”.", []),
    ("the same twice", "Phong trào “Nhà sạch”. Sơ kết phong trào “Nhà sạch”.", ["Nhà sạch"]),
    ("the same in capitals", "PHONG TRÀO “NHÀ SẠCH VƯỜN ĐẸP”\nPhát động phong trào “Nhà sạch vườn đẹp”.", ["NHÀ SẠCH VƯỜN ĐẸP"]),
    ("the same with another dash", "Chủ đề “Xanh - Sạch”. Theo chủ đề “Xanh – Sạch”.", ["Xanh - Sạch"]),
    ("the same with another tone mark", "Phong trào “Nếp sống văn hoá”. Phong trào “Nếp sống văn hóa”.", ["Nếp sống văn hoá"]),
    ("first without a cue, then with one", "Hội thi “Tay nghề vàng Hà Thành”. Phong trào “Tay nghề vàng Hà Thành”.", ["Tay nghề vàng Hà Thành"]),
    ("a list of slogans with marks", "Khẩu hiệu tuyên truyền:\n- “Nhiệt liệt chào mừng Đại hội!”;\n- “Đoàn kết là sức mạnh!”.", ["Nhiệt liệt chào mừng Đại hội!", "Đoàn kết là sức mạnh!"]),
    ("a list of slogans without marks", "3. Khẩu hiệu tuyên truyền:\n- Nhiệt liệt chào mừng Đại hội!\n- Đoàn kết là sức mạnh!\nIII. TỔ CHỨC", ["Nhiệt liệt chào mừng Đại hội!", "Đoàn kết là sức mạnh!"]),
    ("a numbered list of slogans", "Một số khẩu hiệu\n1. Toàn dân tham gia chữa cháy!\n2. An toàn là trên hết!", ["Toàn dân tham gia chữa cháy!", "An toàn là trên hết!"]),
    ("a list of tasks under another heading", "Nhiệm vụ:\n- Tuyên truyền sâu rộng.\n- Kiểm tra thường xuyên.", []),
    ("a quotation mark never closed, then another", "Phong trào “Nhà sạch\n- Cuộc vận động “Giúp nhau”.", ["Nhà sạch", "Giúp nhau"]),
    ("two quotations in straight marks", 'Phong trào "Nhà sạch", chủ đề "Vườn đẹp".', ["Nhà sạch", "Vườn đẹp"]),
    ("a model and a movement in straight marks", 'Mô hình "Nhà sạch sẽ", phong trào "Vườn đẹp".', ["Vườn đẹp"]),
    ("motto and scare quotes", "Với phương châm “nói ít, làm nhiều”, khắc phục tình trạng “nể nang, né tránh”.", ["nói ít, làm nhiều"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "texts"), [m[1:] for m in MANY], ids=[m[0] for m in MANY])
def test_several(nlp, text, texts):
    assert [s.text for s in slogans(nlp, text)] == texts


# (name, text, what stands between the outermost marks)
QUOTES = [
    ("curly", "a “b c” d", ["b c"]),
    ("straight", 'a "b c" d', ["b c"]),
    ("guillemets", "a «b c» d", ["b c"]),
    ("single", "a ‘b c’ d", ["b c"]),
    ("apostrophes", "a 'b c' d", ["b c"]),
    ("doubled apostrophes", "a ''b c'' d", ["b c"]),
    ("mixed", 'a “b c" d "e f” g', ["b c", "e f"]),
    ("closing twice", "a ”b c” d", ["b c"]),
    ("opening twice", "a “b c“ d", ["b c"]),
    ("nested in another kind", "a “b ‘c’ d” e", ["b ‘c’ d"]),
    ("nested in the same kind", "a “b “c” d” e", ["b “c” d"]),
    ("nested straight in curly", 'a “b "c" d” e', ['b "c" d']),
    ("two in a row", "“a b”, “c d”", ["a b", "c d"]),
    ("over a line end", "a “b\nc” d", ["b\nc"]),
    ("over an empty line to a new item", "a “b c\n\n\n- d” e", ["b c"]),
    ("minutes", "13h30’ đến 15h30’", []),
    ("inches", 'màn hình 55" và 65"', []),
    ("empty", "a “” b", []),
    ("spaces only", "a “  ” b", []),
    ("none", "a b c", []),
    ("a full stop inside", "a “b c.” d", ["b c"]),
    ("an exclamation mark stays", "a “b c!” d", ["b c!"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "inside"), [q[1:] for q in QUOTES], ids=[q[0] for q in QUOTES])
def test_quotation_marks(text, inside):
    assert [text[q.start : q.end] for q in find_quotes(text)] == inside


def test_ids_and_spans(nlp):
    doc = nlp("Phong trào “Nhà sạch vườn đẹp” và chủ đề “Xanh mãi”.")
    assert [s.id for s in plan_of(doc).slogans] == ["g1", "g2"]
    assert [s.label_ for s in doc.spans["slogans"]] == ["MOVEMENT", "THEME"]


def test_empty_text(nlp):
    assert slogans(nlp, "") == []


def on_one_token(nlp, text: str):
    """The component on a Doc of one token: a tokenizer's own cost on an endless word is not what is tested."""
    doc = Doc(nlp.vocab, words=[text], spaces=[False])
    for _, component in nlp.pipeline:
        doc = component(doc)
    return plan_of(doc).slogans


def test_long_lines_stay_linear(nlp):
    assert on_one_token(nlp, '"' * 100_000) == []
    assert on_one_token(nlp, "“a" * 50_000) == []
    assert on_one_token(nlp, "phong trào " * 30_000) == []


def test_copula_ties_the_quotation_to_the_subject(nlp):
    """A word that by itself bars a slogan stands between cue and quotation."""
    doc = nlp("Khẩu hiệu tuyên truyền trong Ngày hội là “Đoàn kết xây dựng bản làng ấm no”.")
    assert [(g.kind, g.text) for g in plan_of(doc).slogans] == [("slogan", "Đoàn kết xây dựng bản làng ấm no")]


def test_year_named_by_its_theme(nlp):
    doc = nlp("Thị xã chọn năm 2019 là “Năm kỷ cương hành chính và văn minh đô thị”.")
    assert [(g.kind, g.text) for g in plan_of(doc).slogans] == [("theme", "Năm kỷ cương hành chính và văn minh đô thị")]
