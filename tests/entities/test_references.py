"""Citations of documents: one table of sentences a question. Expected values are worked out by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

import extract.entities.references  # noqa: F401 - registers the component
from extract.record import Reference
from extract.state import plan_of


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("xx")
    nlp.add_pipe("plan_references")
    return nlp


def cited(nlp, text: str) -> list[Reference]:
    doc = nlp(text)
    found = plan_of(doc).references
    for ref in found:
        assert ref.mentions
        for m in ref.mentions:
            assert doc.text[m.start : m.end] == m.text
        assert ref.evidence.startswith("reference.")
    return found


# (sentence, doc_type, number, symbol, date)
ONE = [
    ("Thực hiện Kế hoạch số 45/KH-UBND ngày 12/02/2025 của UBND tỉnh.", "Kế hoạch", "45", "KH-UBND", "2025-02-12"),
    ("Thực hiện Kế hoạch số 45/KH-UBND, ngày 12/2/2025 của UBND tỉnh.", "Kế hoạch", "45", "KH-UBND", "2025-02-12"),
    ("Thực hiện Kế hoạch số: 45/KH-UBND ngày 12-02-2025.", "Kế hoạch", "45", "KH-UBND", "2025-02-12"),
    ("Thực hiện Kế hoạch số 45/KH-UBND ngày 12.02.2025.", "Kế hoạch", "45", "KH-UBND", "2025-02-12"),
    ("Thực hiện Kế hoạch 45/KH-UBND ngày 12 tháng 02 năm 2025.", "Kế hoạch", "45", "KH-UBND", "2025-02-12"),
    ("Thực hiện Kế hoạch số 45/KH - UBND ngày 12/02/2025.", "Kế hoạch", "45", "KH-UBND", "2025-02-12"),
    ("Thực hiện Kế hoạch số 45 /KH-UBND ngày 12/ 02/ 2025.", "Kế hoạch", "45", "KH-UBND", "2025-02-12"),
    ("Thực hiện Kế hoạch số 45/KH–UBND ngày 12/02/2025.", "Kế hoạch", "45", "KH-UBND", "2025-02-12"),
    ("Thực hiện kế hoạch số 07-KH/ĐU ngày 03/3/2023 của Đảng ủy xã.", "Kế hoạch", "07", "KH/ĐU", "2023-03-03"),
    ("Căn cứ Nghị quyết số 12-NQ/ThU ngày 09/9/2022 của Thành ủy.", "Nghị quyết", "12", "NQ/ThU", "2022-09-09"),
    ("Căn cứ Nghị quyết 12-NQ/Th.U ngày 09/9/2022.", "Nghị quyết", "12", "NQ/Th.U", "2022-09-09"),
    ("Căn cứ Nghị quyết số 12 - NQ/HU ngày 09/9/2022.", "Nghị quyết", "12", "NQ/HU", "2022-09-09"),
    ("Căn cứ Nghị quyết số 19/NQ-HĐND ngày 15/12/2023 của HĐND huyện.", "Nghị quyết", "19", "NQ-HĐND", "2023-12-15"),
    ("Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.", "Nghị quyết", "57", "NQ/TW", "2024-12-22"),
    ("Căn cứ Nghị quyết số 02/NQ-CP ngày 08/01/2025 của Chính phủ.", "Nghị quyết", "02", "NQ-CP", "2025-01-08"),
    ("Căn cứ Nghị định số 73/2019/NĐ-CP ngày 05/9/2019 của Chính phủ.", "Nghị định", "73/2019", "NĐ-CP", "2019-09-05"),
    ("Căn cứ Nghị định số 73/2019/NĐ- CP ngày 05/9/2019.", "Nghị định", "73/2019", "NĐ-CP", "2019-09-05"),
    ("Căn cứ Nghị định số 73/2019/ NĐ-CP ngày 05/9/2019.", "Nghị định", "73/2019", "NĐ-CP", "2019-09-05"),
    ("Căn cứ Nghị định 73/2019/NĐ-CP.", "Nghị định", "73/2019", "NĐ-CP", None),
    ("Căn cứ Nghị định số 7 3/2019/NĐ-CP ngày 05/9/2019.", "Nghị định", "73/2019", "NĐ-CP", "2019-09-05"),
    ("Căn cứ Nghị định số 73-2019/NĐ-CP.", "Nghị định", "73/2019", "NĐ-CP", None),
    ("Theo Thông tư số 06/2022/TT-BTTTT ngày 30/6/2022 của Bộ Thông tin và Truyền thông.", "Thông tư", "06/2022", "TT-BTTTT", "2022-06-30"),
    ("Theo Thông tư số 01/2011/TT-BNV ngày 19 tháng 01 năm 2011.", "Thông tư", "01/2011", "TT-BNV", "2011-01-19"),
    ("Theo Thông tư liên tịch số 55/2005/TTLT-BNV-VPCP ngày 06/5/2005.", "Thông tư liên tịch", "55/2005", "TTLT-BNV-VPCP", "2005-05-06"),
    ("Thực hiện Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ.", "Quyết định", "749", "QĐ-TTg", "2020-06-03"),
    ("Thực hiện Quyết định số 749/QĐ-TTg, ngày 03 tháng 6 năm 2020.", "Quyết định", "749", "QĐ-TTg", "2020-06-03"),
    ("Thực hiện Quyết định số 749/QÐ-TTg ngày 03/6/2020.", "Quyết định", "749", "QĐ-TTg", "2020-06-03"),
    ("Thực hiện Quyết định số 749/QD-TTg ngày 03/6/2020.", "Quyết định", "749", "QĐ-TTg", "2020-06-03"),
    ("Thực hiện Quyết định số 31/2024/QĐ-UBND ngày 20/9/2024 của UBND tỉnh.", "Quyết định", "31/2024", "QĐ-UBND", "2024-09-20"),
    ("Thực hiện Quyết định số 1.234/QĐ-UBND ngày 20/9/2024.", "Quyết định", "1234", "QĐ-UBND", "2024-09-20"),
    ("Thực hiện Quyết định 128-QĐ/TW ngày 14/12/2004.", "Quyết định", "128", "QĐ/TW", "2004-12-14"),
    ("Thực hiện Quy định số 37-QĐ/TW ngày 25/10/2021 về những điều đảng viên không được làm.", "Quy định", "37", "QĐ/TW", "2021-10-25"),
    ("Thực hiện Chỉ thị số 13/CT-TTg ngày 10/6/2023.", "Chỉ thị", "13", "CT-TTg", "2023-06-10"),
    ("Thực hiện Chỉ thị 35-CT/TW ngày 14/6/2024 của Bộ Chính trị.", "Chỉ thị", "35", "CT/TW", "2024-06-14"),
    ("Thực hiện Kết luận số 83-KL/TW ngày 21/6/2024.", "Kết luận", "83", "KL/TW", "2024-06-21"),
    ("Thực hiện Hướng dẫn số 36-HD/VPTW ngày 03/4/2018.", "Hướng dẫn", "36", "HD/VPTW", "2018-04-03"),
    ("Thực hiện Thông báo số 210/TB-VPCP ngày 05/5/2024.", "Thông báo", "210", "TB-VPCP", "2024-05-05"),
    ("Thực hiện Thông báo kết luận số 55-TBKL/TU ngày 05/5/2024.", "Thông báo kết luận", "55", "TBKL/TU", "2024-05-05"),
    ("Thực hiện Chương trình số 22-CTr/TU ngày 05/5/2024 của Tỉnh ủy.", "Chương trình", "22", "CTr/TU", "2024-05-05"),
    ("Thực hiện Chương trình hành động số 22-CTr/HU ngày 05/5/2024.", "Chương trình hành động", "22", "CTr/HU", "2024-05-05"),
    ("Thực hiện Đề án số 04-ĐA/TU ngày 05/5/2024.", "Đề án", "04", "ĐA/TU", "2024-05-05"),
    ("Tiếp theo Công văn số 1520/UBND-VX ngày 18/4/2024 của UBND huyện.", "Công văn", "1520", "UBND-VX", "2024-04-18"),
    ("Tiếp theo Công văn số 318/SGDĐT-GDTrH ngày 18/4/2024.", "Công văn", "318", "SGDĐT-GDTrH", "2024-04-18"),
    ("Tiếp theo Công văn số 77-CV/ĐU ngày 18/4/2024.", "Công văn", "77", "CV/ĐU", "2024-04-18"),
    ("Tiếp theo công văn số 77 - CV/BTG ngày 18/4/2024.", "Công văn", "77", "CV/BTG", "2024-04-18"),
    ("Theo đề nghị của Phòng Nội vụ tại Tờ trình số 65/TTr-PNV ngày 18/4/2024.", "Tờ trình", "65", "TTr-PNV", "2024-04-18"),
    ("Trên cơ sở Báo cáo số 240/BC-UBND ngày 18/4/2024.", "Báo cáo", "240", "BC-UBND", "2024-04-18"),
    ("Theo văn bản số 240/BC-UBND ngày 18/4/2024.", "Văn bản", "240", "BC-UBND", "2024-04-18"),
    ("Theo Công điện số 57/CĐ-TTg ngày 18/4/2024.", "Công điện", "57", "CĐ-TTg", "2024-04-18"),
    ("Theo Biên bản số 03/BB-HĐ ngày 18/4/2024.", "Biên bản", "03", "BB-HĐ", "2024-04-18"),
    ("Theo Quy chế phối hợp số 08/QCPH-CA-MTTQ ngày 18/4/2024.", "Quy chế phối hợp", "08", "QCPH-CA-MTTQ", "2024-04-18"),
    ("Theo Kế hoạch liên tịch số 15/KHLT-ĐTN-HPN ngày 18/4/2024.", "Kế hoạch liên tịch", "15", "KHLT-ĐTN-HPN", "2024-04-18"),
    ("Theo Hướng dẫn liên ngành số 915/HDLN-SNV-STC ngày 18/4/2024.", "Hướng dẫn liên ngành", "915", "HDLN-SNV-STC", "2024-04-18"),
    ("Căn cứ Luật số 31/2024/QH15 ngày 18/01/2024.", "Luật", "31/2024", "QH15", "2024-01-18"),
    ("Căn cứ Luật Đất đai số 31/2024/QH15 ngày 18/01/2024.", "Luật", "31/2024", "QH15", "2024-01-18"),
    ("Căn cứ Luật Đất đai (Luật số 31/2024/QH15).", "Luật", "31/2024", "QH15", None),
    ("Căn cứ Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15.", "Luật", "10/2022", "QH15", None),
    ("Căn cứ Bộ luật Lao động số 45/2019/QH14 ngày 20/11/2019.", "Bộ luật", "45/2019", "QH14", "2019-11-20"),
    ("Căn cứ Pháp lệnh số 02/2020/UBTVQH14 ngày 09/12/2020.", "Pháp lệnh", "02/2020", "UBTVQH14", "2020-12-09"),
    ("Căn cứ Nghị quyết số 1211/2016/UBTVQH13 ngày 25/5/2016.", "Nghị quyết", "1211/2016", "UBTVQH13", "2016-05-25"),
    ("Căn cứ Nghị quyết số 202/2025/QH15 ngày 12/6/2025.", "Nghị quyết", "202/2025", "QH15", "2025-06-12"),
    ("Căn cứ Kế hoạch số 31/KH-THPT.NTMK ngày 10/9/2023.", "Kế hoạch", "31", "KH-THPT.NTMK", "2023-09-10"),
    ("Căn cứ Kế hoạch số 125-KH/BTVHU ngày 10/9/2023.", "Kế hoạch", "125", "KH/BTVHU", "2023-09-10"),
    ("Căn cứ Kế hoạch số 14/KH-BCĐ389 ngày 10/9/2023.", "Kế hoạch", "14", "KH-BCĐ389", "2023-09-10"),
    ("Căn cứ Kế hoạch số 88/KH-CĐN ngày 10/9/2023 của Công đoàn ngành.", "Kế hoạch", "88", "KH-CĐN", "2023-09-10"),
    ("Căn cứ Kế hoạch số 12a/KH-UBND ngày 10/9/2023.", "Kế hoạch", "12a", "KH-UBND", "2023-09-10"),
    ("Căn cứ Quyết định số 749/QĐ-TTg của Thủ tướng Chính phủ ngày 03/6/2020.", "Quyết định", "749", "QĐ-TTg", "2020-06-03"),
    ("Căn cứ Kế hoạch số 5/KH-UBND (ban hành ngày 03/01/2024).", "Kế hoạch", "5", "KH-UBND", "2024-01-03"),
    ("Căn cứ Văn bản số 02 ngày 21/4/2023 của Công ty cổ phần Hòa Bình.", "Văn bản", "02", None, "2023-04-21"),
    ("Căn cứ Văn bản số 18/GĐN tháng 4 năm 2023.", "Văn bản", "18", "GĐN", "2023-04"),
    ("Triển khai Nghị quyết số 18 của Trung ương.", "Nghị quyết", "18", None, None),
    ("Triển khai Nghị quyết 18 tại địa phương.", "Nghị quyết", "18", None, None),
    ("Triển khai Đề án 06 trên địa bàn.", "Đề án", "06", None, None),
    ("Nhập dữ liệu theo số 17-CV/BTGTU ngày 10/3/2024.", "Công văn", "17", "CV/BTGTU", "2024-03-10"),
    ("Nội dung theo 215/QĐ-BTC ngày 10/3/2024.", "Quyết định", "215", "QĐ-BTC", "2024-03-10"),
    ("Kết luận của Ban Thường vụ Huyện ủy ngày 05/3/2024 về công tác cán bộ.", "Kết luận", None, None, "2024-03-05"),
    ("Kết luận ngày 05/3/2024 của Ban Thường vụ Huyện ủy.", "Kết luận", None, None, "2024-03-05"),
    ("Công văn ngày 12/3/2024 của Sở Y tế về phòng, chống dịch.", "Công văn", None, None, "2024-03-12"),
    ("Căn cứ Luật Phòng, chống ma túy ngày 30 tháng 3 năm 2021.", "Luật", None, None, "2021-03-30"),
    ("Căn cứ Bộ luật Lao động 2019.", "Bộ luật", None, None, "2019"),
    ("Căn cứ Luật Việc làm năm 2025.", "Luật", None, None, "2025"),
    ("Căn cứ Hiến pháp năm 2013.", "Hiến pháp", None, None, "2013"),
    ("Căn cứ Luật Thi đua, khen thưởng.", "Luật", None, None, None),
    ("CĂN CỨ QUYẾT ĐỊNH SỐ 749/QĐ-TTG NGÀY 03/6/2020.", "Quyết định", "749", "QĐ-TTG", "2020-06-03"),
    ("Căn cứ Nghi quyet so 19/NQ-HĐND ngay 15/12/2023.", "Nghị quyết", "19", "NQ-HĐND", "2023-12-15"),
    ("Căn cứ Quyêt định số 19/QĐ-UBND ngày15/12/2023.", "Quyết định", "19", "QĐ-UBND", "2023-12-15"),
    ("Căn cứ Kế hoạch số 19/KH-UBND\nngày 15/12/2023 của UBND xã.", "Kế hoạch", "19", "KH-UBND", "2023-12-15"),
    ("Căn cứ Kế hoạch số\n19/KH-UBND ngày 15/12/2023.", "Kế hoạch", "19", "KH-UBND", "2023-12-15"),
    ("Căn cứ Kế hoạch số 19/KH-UBND ngày 31/02/2023.", "Kế hoạch", "19", "KH-UBND", None),
    ("Căn cứ Quyết định số 263/QĐ-TTg ngày 22/02/2022 của Thủ tướng Chính phủ phê duyệt Chương trình.", "Quyết định", "263", "QĐ-TTg", "2022-02-22"),
    ("Căn cứ Quyết định số 90/QĐ-TTg ngày 18/01/2022 và các văn bản liên quan.", "Quyết định", "90", "QĐ-TTg", "2022-01-18"),
    ("Nghị định số 30/2020/NĐ-CP về công tác văn thư.", "Nghị định", "30/2020", "NĐ-CP", None),
    ("Thực hiện Nghị quyết liên tịch số 403/2017/NQLT-UBTVQH14-CP ngày 15/6/2017.", "Nghị quyết liên tịch", "403/2017", "NQLT-UBTVQH14-CP", "2017-06-15"),
    ("Theo NQ 29-NQ/TW ngày 04/11/2013.", "Nghị quyết", "29", "NQ/TW", "2013-11-04"),
    ("Theo QĐ số 2735/QĐ-UBND ngày 15/8/2025.", "Quyết định", "2735", "QĐ-UBND", "2025-08-15"),
    ("Theo TT 27/2020/TT-BGDĐT.", "Thông tư", "27/2020", "TT-BGDĐT", None),
    ("Theo CV 2345/BGDĐT-GDTH ngày 07/6/2021.", "Công văn", "2345", "BGDĐT-GDTH", "2021-06-07"),
    ("Theo Giấy mời số 12/GM-UBND ngày 02/5/2024.", "Giấy mời", "12", "GM-UBND", "2024-05-02"),
    ("Theo Phương án số 06/PA-UBND ngày 02/5/2024.", "Phương án", "06", "PA-UBND", "2024-05-02"),
    ("Theo Văn bản hợp nhất số 25/VBHN-VPQH ngày 02/5/2024.", "Văn bản hợp nhất", "25", "VBHN-VPQH", "2024-05-02"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "doc_type", "number", "symbol", "date"), ONE, ids=[c[0][:55] for c in ONE])
def test_one_document(nlp, text, doc_type, number, symbol, date):
    found = cited(nlp, text)
    assert [(r.doc_type, r.number, r.symbol, r.date) for r in found] == [(doc_type, number, symbol, date)]


# (name, sentence, [(doc_type, number, symbol, date)])
MANY = [
    ("one head, two codes", "Thực hiện các Nghị quyết số 01/NQ-CP, 02/NQ-CP ngày 08/01/2025 của Chính phủ.",
     [("Nghị quyết", "01", "NQ-CP", "2025-01-08"), ("Nghị quyết", "02", "NQ-CP", "2025-01-08")]),
    ("one head, a year each", "Theo Nghị định số 15/2020/NĐ-CP và 14/2022/NĐ-CP ngày 27/01/2022 của Chính phủ.",
     [("Nghị định", "15/2020", "NĐ-CP", None), ("Nghị định", "14/2022", "NĐ-CP", "2022-01-27")]),
    ("one head, a date each", "Quyết định số 12/QĐ-UBND ngày 05/01/2024, số 34/QĐ-UBND ngày 08/02/2024 của UBND xã.",
     [("Quyết định", "12", "QĐ-UBND", "2024-01-05"), ("Quyết định", "34", "QĐ-UBND", "2024-02-08")]),
    ("one head, one symbol", "Các Chỉ thị số 05, 06 và 07/CT-UBND ngày 10/01/2024.",
     [("Chỉ thị", "05", "CT-UBND", "2024-01-10"), ("Chỉ thị", "06", "CT-UBND", "2024-01-10"), ("Chỉ thị", "07", "CT-UBND", "2024-01-10")]),
    ("three heads", "Nghị quyết số 1-NQ/TW ngày 02/01/2024; Chỉ thị số 2/CT-TTg ngày 03/01/2024 và Kế hoạch số 3/KH-UBND ngày 04/01/2024.",
     [("Nghị quyết", "1", "NQ/TW", "2024-01-02"), ("Chỉ thị", "2", "CT-TTg", "2024-01-03"), ("Kế hoạch", "3", "KH-UBND", "2024-01-04")]),
    ("a document that amends another", "Thông tư số 20/2023/TT-BTC ngày 13/4/2023 sửa đổi Thông tư số 55/2021/TT-BTC ngày 08/7/2021.",
     [("Thông tư", "20/2023", "TT-BTC", "2023-04-13"), ("Thông tư", "55/2021", "TT-BTC", "2021-07-08")]),
    ("a document that carries out another", "Kế hoạch số 8/KH-UBND ngày 01/02/2024 thực hiện Nghị quyết số 9-NQ/TU ngày 01/01/2024.",
     [("Kế hoạch", "8", "KH-UBND", "2024-02-01"), ("Nghị quyết", "9", "NQ/TU", "2024-01-01")]),
    ("laws by name", "Thực hiện Luật Bảo vệ môi trường, Luật Đa dạng sinh học và Luật Lâm nghiệp.",
     [("Luật", None, None, None)] * 3),
    ("a law with commas in its name", "Tuyên truyền Luật Phòng cháy, chữa cháy và cứu nạn, cứu hộ, Luật Trật tự, an toàn giao thông đường bộ.",
     [("Luật", None, None, None)] * 2),
    ("a law that amends a law", "Luật sửa đổi, bổ sung một số điều của Luật Bảo hiểm y tế có hiệu lực.",
     [("Luật", None, None, None)]),
    ("a law with number and date, a decree", "Luật Đấu thầu số 22/2023/QH15 ngày 23/6/2023 và Nghị định số 24/2024/NĐ-CP ngày 27/02/2024.",
     [("Luật", "22/2023", "QH15", "2023-06-23"), ("Nghị định", "24/2024", "NĐ-CP", "2024-02-27")]),
    ("two years of one number", "Nghị quyết số 01/NQ-CP ngày 05/01/2024 và Nghị quyết số 01/NQ-CP ngày 08/01/2025 của Chính phủ.",
     [("Nghị quyết", "01", "NQ-CP", "2024-01-05"), ("Nghị quyết", "01", "NQ-CP", "2025-01-08")]),
    ("letters to the ministry and back", "Công văn số 12/BYT-DP ngày 03/01/2024 của Bộ Y tế, Công văn số 34/SYT-NVY ngày 05/01/2024 của Sở Y tế.",
     [("Công văn", "12", "BYT-DP", "2024-01-03"), ("Công văn", "34", "SYT-NVY", "2024-01-05")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [m[1:] for m in MANY], ids=[m[0] for m in MANY])
def test_several_documents(nlp, text, expected):
    assert [(r.doc_type, r.number, r.symbol, r.date) for r in cited(nlp, text)] == expected


# what is no citation
NONE = [
    ("the plan's own number", "UBND XÃ AN HÒA\nSố: 45/KH-UBND\nKẾ HOẠCH\nTriển khai công tác năm 2025"),
    ("the plan's own number, bold and spaced", "Số : 45 /KH - UBND\nAn Hòa, ngày 12 tháng 3 năm 2025\nKẾ HOẠCH"),
    ("an unfilled number", "Số:      /KH-UBND\nKẾ HOẠCH"),
    ("the caption of an appendix", "I. MỤC ĐÍCH\nNội dung.\nPHỤ LỤC\n(Kèm theo Kế hoạch số 45/KH-UBND ngày 12/3/2025 của UBND xã)"),
    ("a date", "Hoàn thành trước ngày 12/3/2025."),
    ("a clock time", "Trực 24/7 và từ 7h30 đến 11h00."),
    ("a fraction", "Có 12/15 thôn đạt chuẩn."),
    ("an address", "Số 165 đường Lý Thường Kiệt."),
    ("this plan", "Căn cứ Kế hoạch này, các đơn vị tổ chức thực hiện."),
    ("a plan of years", "Hoàn thành kế hoạch 5 năm và Kế hoạch năm 2025."),
    ("a day to report on", "Gửi báo cáo ngày 15/6/2025 về Phòng Nội vụ."),
    ("a deadline of a decision", "Ra quyết định trước ngày 30/6/2025."),
    ("an articles' count", "Nghị quyết gồm 5 nội dung, 3 giải pháp."),
    ("lawyers", "Đoàn Luật sư và Hội Luật gia tỉnh phối hợp."),
    ("a law school", "Trường Đại học Luật Huế cử giảng viên."),
    ("a standard phrase", "Theo quy định của pháp luật và các văn bản hướng dẫn thi hành."),
    ("a term", "Nhiệm kỳ 2025 - 2030, giai đoạn 2026-2030."),
    ("a road", "Đoạn Km26+793 - Km30+00 của tuyến đường."),
    ("a ratio", "Tỷ lệ bản đồ 1/2000 và 1/500."),
    ("an epidemic", "Phòng, chống dịch Covid-19."),
    ("a year and a body", "Kế hoạch kiểm tra năm 2025 - UBND phường."),
    ("units of recipients", "Lưu: VT, TH-KH."),
    ("many decisions", "Ban hành 03 Quyết định và 12 công văn chỉ đạo."),
    ("a resolution's parts", "Quyết định 3 nội dung sau đây."),
]  # fmt: skip


@pytest.mark.parametrize("text", [t for _, t in NONE], ids=[n for n, _ in NONE])
def test_no_citation(nlp, text):
    assert [(r.doc_type, r.code, r.date) for r in cited(nlp, text)] == []


# (sentence, issuer), in a plan whose text names the place
HOUSE = "ỦY BAN NHÂN DÂN\nKế hoạch của thành phố Sông Cầu, tỉnh Phú Yên. Địa bàn tỉnh Phú Yên và thành phố Sông Cầu.\n"
ISSUERS = [
    ("Nghị quyết số 12/NQ-HĐND ngày 01/3/2024 của HĐND tỉnh về đầu tư công.", "Hội đồng nhân dân tỉnh Phú Yên"),
    ("Kế hoạch số 12/KH-UBND ngày 01/3/2024 của UBND tỉnh.", "Ủy ban nhân dân tỉnh Phú Yên"),
    ("Kế hoạch số 12/KH-UBND ngày 01/3/2024 của Uỷ ban nhân dân Tỉnh về chuyển đổi số.", "Ủy ban nhân dân tỉnh Phú Yên"),
    ("Kế hoạch số 12/KH-UBND ngày 01/3/2024 của UBND Thành phố;", "Ủy ban nhân dân thành phố Sông Cầu"),
    ("Chỉ thị số 2-CT/TU ngày 01/3/2024 của Ban Thường vụ Tỉnh ủy về tín dụng.", "Ban Thường vụ Tỉnh ủy Phú Yên"),
    ("Chỉ thị số 2-CT/TU ngày 01/3/2024 của BTV Tỉnh uỷ về tín dụng.", "Ban Thường vụ Tỉnh ủy Phú Yên"),
    ("Nghị quyết số 2-NQ/ThU ngày 01/3/2024 của BCH Đảng bộ thành phố.", "Ban Chấp hành Đảng bộ thành phố Sông Cầu"),
    ("Kết luận số 2-KL/TW ngày 01/3/2024 của Bộ Chính trị khóa XIII về tiền lương.", "Bộ Chính trị"),
    ("Thông tư số 2/2024/TT-BVHTTDL ngày 01/3/2024 của Bộ Văn hóa, Thể thao và Du lịch quy định về di tích.", "Bộ Văn hóa, Thể thao và Du lịch"),
    ("Thông tư số 2/2024/TT-BTC ngày 01/3/2024 của Bộ trưởng Bộ Tài chính hướng dẫn quyết toán.", "Bộ trưởng Bộ Tài chính"),
    ("Hướng dẫn số 2/HD-BNV ngày 01/3/2024 của Bộ Nội vụ.", "Bộ Nội vụ"),
    ("Quyết định số 2/QĐ-UBND ngày 01/3/2024 của Chủ tịch UBND tỉnh về việc thành lập Tổ công tác.", "Chủ tịch Ủy ban nhân dân tỉnh Phú Yên"),
    ("Quyết định số 2/QĐ-TTg ngày 01/3/2024.", "Thủ tướng Chính phủ"),
    ("Nghị định số 2/2024/NĐ-CP.", "Chính phủ"),
    ("Nghị định số 2/2024/NĐ-CP ngày 01/3/2024 của Chính phủ Quy định về phí.", "Chính phủ"),
    ("Luật Du lịch.", "Quốc hội"),
    ("Đề nghị của Công ty TNHH Minh Anh tại Văn bản số 15/CV-MA ngày 01/3/2024.", "Công ty trách nhiệm hữu hạn Minh Anh"),
    ("Công văn số 15/SNV-CCHC ngày 01/3/2024 của Sở Nội vụ về cải cách hành chính.", "Sở Nội vụ tỉnh Phú Yên"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "issuer"), ISSUERS, ids=[i[0][:55] for i in ISSUERS])
def test_issuer(nlp, text, issuer):
    assert [r.issuer for r in cited(nlp, HOUSE + text)] == [issuer]


# (sentence, title)
TITLES = [
    ("Chỉ thị số 5/CT-TTg ngày 01/3/2024 của Thủ tướng Chính phủ về tăng cường quản lý rừng; các sở báo cáo.", "về tăng cường quản lý rừng"),
    ("Quyết định số 5/QĐ-TTg ngày 01/3/2024 của Thủ tướng Chính phủ phê duyệt Chương trình quốc gia về an toàn.", "phê duyệt Chương trình quốc gia về an toàn"),
    ("Chỉ thị số 5-CT/TW ngày 01/3/2024 về “Tăng cường công tác dân vận” gắn với dân chủ cơ sở.", "về “Tăng cường công tác dân vận"),
    ("Thực hiện Kế hoạch số 5/KH-UBND ngày 01/3/2024 của UBND huyện về trồng cây, Ủy ban nhân dân xã xây dựng kế hoạch.", "về trồng cây"),
    ("Căn cứ Luật Đất đai số 31/2024/QH15;", "Luật Đất đai"),
    ("Kế hoạch số 5/KH-UBND ngày 01/3/2024.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title"), TITLES, ids=[t[0][:55] for t in TITLES])
def test_title(nlp, text, title):
    assert [r.title for r in cited(nlp, text)] == [title]


BODY = "\nI. MỤC ĐÍCH\n"
# (name, text, [role])
ROLES = [
    ("căn cứ", "Căn cứ Nghị quyết số 1/NQ-HĐND ngày 01/3/2024 của HĐND xã;" + BODY, ["basis"]),
    ("căn cứ, two", "Căn cứ Nghị quyết số 1/NQ-HĐND ngày 01/3/2024; Quyết định số 2/QĐ-UBND ngày 02/3/2024." + BODY, ["basis", "basis"]),
    ("thực hiện", "Thực hiện Kế hoạch số 1/KH-UBND ngày 01/3/2024 của UBND huyện, UBND xã ban hành kế hoạch." + BODY, ["implements"]),
    ("triển khai thực hiện", "Triển khai thực hiện Chỉ thị số 1/CT-TTg ngày 01/3/2024." + BODY, ["implements"]),
    ("để thực hiện", "Để triển khai thực hiện Chỉ thị số 1/CT-TTg ngày 01/3/2024, xã ban hành kế hoạch." + BODY, ["implements"]),
    ("inside a title", "Thực hiện Kế hoạch số 1/KH-UBND ngày 01/3/2024 về thực hiện Nghị quyết số 2-NQ/TU ngày 02/02/2024." + BODY, ["implements", "mention"]),
    ("basis, then carried out", "Căn cứ Luật Trẻ em; thực hiện Chỉ thị số 1/CT-TTg ngày 01/3/2024." + BODY, ["basis", "implements"]),
    ("in the body", "Nội dung chung." + BODY + "Thực hiện theo Thông tư số 1/2024/TT-BTC.", ["mention"]),
    ("the proposal", "Xét đề nghị của Phòng Nội vụ tại Tờ trình số 1/TTr-NV ngày 01/3/2024." + BODY, ["basis"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "roles"), [r[1:] for r in ROLES], ids=[r[0] for r in ROLES])
def test_role(nlp, text, roles):
    assert [r.role for r in cited(nlp, text)] == roles


def test_implements_lists_what_the_plan_carries_out(nlp):
    doc = nlp("Căn cứ Luật Trẻ em;\nThực hiện Chỉ thị số 1/CT-TTg ngày 01/3/2024, xã ban hành kế hoạch." + BODY)
    plan = plan_of(doc)
    assert plan.implements == [r.id for r in plan.references if r.doc_type == "Chỉ thị"]


# later mentions of one document
SAME = [
    ("full, then short", "Nghị quyết số 04-NQ/TU ngày 01/3/2024. Thực hiện Nghị quyết số 04-NQ/TU đến cơ sở.", 1, 2),
    ("full, then by number", "Nghị quyết số 04-NQ/TU ngày 01/3/2024. Sơ kết Nghị quyết số 04 vào cuối năm. Nghị quyết 04 là trọng tâm.", 1, 3),
    ("number first, then full", "Quán triệt Nghị quyết 04. Đó là Nghị quyết số 04-NQ/TU ngày 01/3/2024.", 1, 2),
    ("with and without leading zero", "Kế hoạch số 07/KH-UBND ngày 01/3/2024 và Kế hoạch số 7/KH-UBND.", 1, 2),
    ("dash and slash", "Kế hoạch số 07-KH/ĐU ngày 01/3/2024 và Kế hoạch 07/KH-ĐU.", 1, 2),
    ("a law with and without year", "Luật Thanh niên năm 2020 và các quy định của Luật Thanh niên.", 1, 2),
    ("a slip in the year", "Quyết định số 9/QĐ-UBND ngày 06/3/2024. Theo Quyết định số 9/QĐ-UBND ngày 06/3/2023.", 1, 2),
    ("other type, other document", "Kế hoạch số 9/KH-UBND ngày 06/3/2024. Quyết định số 9/QĐ-UBND ngày 06/3/2024.", 2, 1),
    ("other body, other document", "Kế hoạch số 9/KH-UBND ngày 06/3/2024. Kế hoạch số 9/KH-SNV ngày 06/3/2024.", 2, 1),
]  # fmt: skip


@pytest.mark.parametrize(("text", "documents", "mentions"), [s[1:] for s in SAME], ids=[s[0] for s in SAME])
def test_one_document_many_mentions(nlp, text, documents, mentions):
    found = cited(nlp, text)
    assert len(found) == documents
    assert len(found[0].mentions) == mentions


# the span runs from the type to the date, or to the number
SPANS = [
    ("Theo Kế hoạch số 45/KH-UBND ngày 12/02/2025 của UBND tỉnh.", "Kế hoạch số 45/KH-UBND ngày 12/02/2025"),
    ("Theo Kế hoạch số 45/KH-UBND của UBND tỉnh.", "Kế hoạch số 45/KH-UBND"),
    ("Theo Luật Đất đai số 31/2024/QH15 ngày 18/01/2024.", "Luật Đất đai số 31/2024/QH15 ngày 18/01/2024"),
    ("Theo Luật Việc làm năm 2025 và Luật khác.", "Luật Việc làm năm 2025"),
    ("Theo Nghị quyết 18 tại xã.", "Nghị quyết 18"),
    ("Theo Quyết định số 7/QĐ-TTg của Thủ tướng Chính phủ ngày 03/6/2020 về số hóa.", "Quyết định số 7/QĐ-TTg của Thủ tướng Chính phủ ngày 03/6/2020"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "span"), SPANS, ids=[s[1] for s in SPANS])
def test_span(nlp, text, span):
    assert [m.text for r in cited(nlp, text) for m in r.mentions] == [span]


def test_code_keeps_the_dash_of_party_documents(nlp):
    assert [r.code for r in cited(nlp, "Nghị quyết số 04-NQ/ThU; Kế hoạch số 5/KH-UBND; Nghị định số 6/2024/NĐ-CP.")] == [
        "04-NQ/ThU", "5/KH-UBND", "6/2024/NĐ-CP",
    ]  # fmt: skip


def test_ids_are_in_document_order(nlp):
    found = cited(nlp, "Luật Trẻ em; Kế hoạch số 5/KH-UBND; Luật Dân số; Chỉ thị số 1/CT-TTg.")
    assert [r.id for r in found] == ["r1", "r2", "r3", "r4"]
    assert [m.start for r in found for m in r.mentions] == sorted(m.start for r in found for m in r.mentions)


def test_different_dates_of_one_document_are_reported(nlp):
    doc = nlp("Quyết định số 9/QĐ-UBND ngày 06/3/2024. Theo Quyết định số 9/QĐ-UBND ngày 06/3/2023.")
    assert [w.code for w in plan_of(doc).warnings] == ["reference-date"]


def test_spans_are_on_the_doc(nlp):
    doc = nlp("Thực hiện Chỉ thị số 1/CT-TTg ngày 01/3/2024.")
    assert [s.text for s in doc.spans["references"]] == ["Chỉ thị số 1/CT-TTg ngày 01/3/2024"]


def test_empty_text(nlp):
    assert cited(nlp, "") == []


def on_one_token(nlp, text: str):
    """The component on a Doc of one token: a tokenizer's own cost on an endless word is not what is tested."""
    doc = Doc(nlp.vocab, words=[text], spaces=[False])
    for _, component in nlp.pipeline:
        doc = component(doc)
    return plan_of(doc).references


def test_long_lines_stay_linear(nlp):
    assert on_one_token(nlp, "số " + "1" * 300_000) == []
    assert on_one_token(nlp, "Kế hoạch " * 30_000) == []
    assert on_one_token(nlp, "1/" * 150_000) == []


def test_same_day_belongs_to_both(nlp):
    """ "A, B cùng ngày … của …": date and issuer are those of both."""
    doc = nlp("Thực hiện Kết luận số 61-KL/TW, Quy định số 132-QĐ/TW cùng ngày 27/10/2023 của Bộ Chính trị.")
    found = [(r.code, r.date, r.issuer) for r in plan_of(doc).references]
    assert found == [
        ("61-KL/TW", "2023-10-27", "Bộ Chính trị"),
        ("132-QĐ/TW", "2023-10-27", "Bộ Chính trị"),
    ]


def test_plenum_between_date_and_title(nlp):
    doc = nlp("Thực hiện Nghị quyết số 21-NQ/TW ngày 25/10/2017 Hội nghị Trung ương 6 khóa XII về công tác dân số.")
    (ref,) = plan_of(doc).references
    assert (ref.issuer, ref.title) == ("Ban Chấp hành Trung ương", "về công tác dân số")
