"""Plans of many kinds of authorities in small: what the head and the close say, in the layouts that they use."""

from __future__ import annotations

import hashlib

import pytest

from extract import record as r
from extract.ingest.base import Block, Source
from extract.pipeline import load, make_doc
from extract.state import plan_of

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
BODY = "\nI. MỤC ĐÍCH\n1. Thiết thực.\n2. Tiết kiệm.\nII. NỘI DUNG\n1. Thi đua.\n"


def plan(text: str) -> tuple[r.Header, r.Signer | None, list[r.Section]]:
    data = text.encode()
    source = Source("t.txt", "text/plain", hashlib.sha256(data).hexdigest(), len(data), "text", [Block(x, wrapped=True) for x in text.split("\n")])  # fmt: skip
    nlp = load()
    found = plan_of(dict(nlp.pipeline)["plan_structure"](make_doc(source, nlp)))
    return found.header, found.signer, found.sections


HEADS = [
    ("special zone", f"ỦY BAN NHÂN DÂN\nĐẶC KHU PHÚ QUÝ\nSố: 6/KH-UBND\n{MOTTO}Phú Quý, ngày 4 tháng 8 năm 2025\n", "Ủy ban nhân dân đặc khu Phú Quý"),
    ("standing board of a council", f"HỘI ĐỒNG NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nTHƯỜNG TRỰC\nSố: 9/KH-TT\n{MOTTO}Cần Thơ, ngày 4 tháng 8 năm 2024\n", "Thường trực Hội đồng nhân dân thành phố Cần Thơ"),
    ("committee of a council", f"HỘI ĐỒNG NHÂN DÂN TỈNH KON TUM\nBAN PHÁP CHẾ\nSố: 9/KH-BPC\n{MOTTO}Kon Tum, ngày 4 tháng 8 năm 2023\n", "Ban Pháp chế Hội đồng nhân dân tỉnh Kon Tum"),
    ("police office", f"CÔNG AN TỈNH ĐẮK NÔNG\nPHÒNG THAM MƯU\nSố: 9/KH-PTM\n{MOTTO}Đắk Nông, ngày 4 tháng 8 năm 2023\n", "Phòng Tham mưu Công an tỉnh Đắk Nông"),
    ("department of a ministry", f"BỘ NỘI VỤ\nCỤC VIỆC LÀM\nSố: 9/KH-CVL\n{MOTTO}Hà Nội, ngày 4 tháng 8 năm 2025\n", "Cục Việc làm"),
    ("procuracy in short", f"VIỆN KIỂM SÁT NHÂN DÂN TỈNH SƠN LA\nVIỆN KSND HUYỆN MỘC CHÂU\nSố: 9/KH-VKS\n{MOTTO}Mộc Châu, ngày 4 tháng 8 năm 2020\n", "Viện kiểm sát nhân dân huyện Mộc Châu"),
    ("faculty", f"TRƯỜNG ĐẠI HỌC TÂY NGUYÊN\nKHOA KINH TẾ\nSố: 9/KH-KKT\n{MOTTO}Đắk Lắk, ngày 4 tháng 8 năm 2020\n", "Khoa Kinh tế Trường Đại học Tây Nguyên"),
    ("party cell of a school", "ĐẢNG ỦY XÃ IA KRIÊNG\nCHI BỘ TRƯỜNG THCS CHU VĂN AN\n*\nSố 3-KH/CB\nĐẢNG CỘNG SẢN VIỆT NAM\nIa Kriêng, ngày 4 tháng 8 năm 2020\n", "Chi bộ Trường Trung học cơ sở Chu Văn An"),
    ("rural office in short", f"UBND HUYỆN CƯ KUIN\nPHÒNG NÔNG NGHIỆP VÀ PTNT\nSố: 9/KH-PNN\n{MOTTO}Cư Kuin, ngày 4 tháng 8 năm 2011\n", "Phòng Nông nghiệp và Phát triển nông thôn huyện Cư Kuin"),
    ("department with a bare province", f"SỞ GD&ĐT QUẢNG BÌNH\nSố: 9/KH-SGDĐT\n{MOTTO}Đồng Hới, ngày 4 tháng 8 năm 2016\n", "Sở Giáo dục và Đào tạo tỉnh Quảng Bình"),
    ("union with its own right column", "LIÊN ĐOÀN LAO ĐỘNG TỈNH TÂY NINH\nCÔNG ĐOÀN CÁC KHU CÔNG NGHIỆP\nSố 4/KH-CĐKCN\nTỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\nTây Ninh, ngày 4 tháng 8 năm 2019\n", "Công đoàn các Khu công nghiệp tỉnh Tây Ninh"),
    ("name over three lines", f"UBND PHƯỜNG AN KHÊ\nBAN CHỈ ĐẠO PHÁT TRIỂN\nKHOA HỌC, CÔNG NGHỆ,\nCHUYỂN ĐỔI SỐ\nSố: 9/KH-BCĐ\n{MOTTO}An Khê, ngày 4 tháng 8 năm 2025\n", "Ban Chỉ đạo phát triển khoa học, công nghệ, chuyển đổi số phường An Khê"),
    ("a hospital whose place is dated", f"SỞ Y TẾ\nBỆNH VIỆN ĐA KHOA TỈNH\nSố: 9/KH-BVT\n{MOTTO}Lào Cai, ngày 4 tháng 8 năm 2019\n", "Bệnh viện Đa khoa tỉnh Lào Cai"),
    ("two bodies", f"SỞ TƯ PHÁP - SỞ NỘI VỤ\nSố: 9/KHLT-STP-SNV\n{MOTTO}Huế, ngày 4 tháng 8 năm 2019\n", "Sở Tư pháp - Sở Nội vụ"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "issuer"), [x[1:] for x in HEADS], ids=[x[0] for x in HEADS])
def test_issuer(head: str, issuer: str) -> None:
    header, _, sections = plan(f"{head}\nKẾ HOẠCH\nThi đua dạy tốt, học tốt\n{BODY}")
    assert (header.issuer or "").lower().startswith(issuer.lower())
    assert header.title == "Thi đua dạy tốt, học tốt"
    assert [s.path for s in sections] == ["I", "I/1", "I/2", "II", "II/1"]


TITLES = [
    ("joint plan", "KẾ HOẠCH LIÊN TỊCH\nV/v phối hợp bảo vệ rừng năm 2012\n", "Phối hợp bảo vệ rừng năm 2012"),
    ("type and title in capitals", "KẾ HOẠCH CÔNG TÁC\nNĂM HỌC 2013 – 2014\n", "Công tác năm học 2013 – 2014"),
    ("year in capitals below", "KẾ HOẠCH\nTiêm phòng đàn vật nuôi\nNĂM 2013\n", "Tiêm phòng đàn vật nuôi năm 2013"),
    ("quotation in capitals", "KẾ HOẠCH\nPHÁT ĐỘNG PHONG TRÀO “SẠCH TỪ NHÀ RA NGÕ”\n", "Phát động phong trào “Sạch từ nhà ra ngõ”"),
    ("note over two lines", "KẾ HOẠCH\nPhát triển chè\n(Ban hành kèm theo Quyết định số 5/QĐ-UBND ngày 7/1/2021\ncủa Ủy ban nhân dân huyện Tam Đường)\n", "Phát triển chè"),
    ("a round in brackets", "KẾ HOẠCH\nKiểm tra vệ sinh an toàn thực phẩm\n(Đợt 2)\n", "Kiểm tra vệ sinh an toàn thực phẩm"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "title"), [x[1:] for x in TITLES], ids=[x[0] for x in TITLES])
def test_title(head: str, title: str) -> None:
    header, _, sections = plan(f"{head}{BODY}")
    assert header.title == title
    assert sections[0].path == "I"


def test_a_plan_that_goes_with_a_decision_is_issued_by_it() -> None:
    header, _, _ = plan(f"{TITLES[4][1]}{BODY}")
    assert (header.issuer, header.issued_on, header.number) == ("Ủy ban nhân dân huyện Tam Đường", "2021-01-07", None)


SIGNERS = [
    ("no blank behind KT", "KT.TRƯỞNG PHÒNG\nP.TRƯỞNG PHÒNG\nY Thịnh Mlô\n", ("Y Thịnh Mlô", "Phó Trưởng phòng", "KT")),
    ("apostrophe in the name", "T/M CHI BỘ\nBÍ THƯ\nH'Nguyệt Byă\n", ("H'Nguyệt Byă", "Bí thư", "TM")),
    ("second post of the same person", "KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nPHÓ CHỦ TỊCH UBND HUYỆN\nLò Thị Pâng\n", ("Lò Thị Pâng", "Phó Trưởng ban", "KT")),
    ("minister", "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nVõ Minh Đạo\n", ("Võ Minh Đạo", "Thứ trưởng", "KT")),
    ("military", "CHỈ HUY TRƯỞNG\nĐại tá Rơ Châm Hải\n", ("Rơ Châm Hải", "Chỉ huy trưởng", None)),
    ("approver beside the author", "Duyệt của Hiệu trưởng              Người lập kế hoạch\n\nTạ Thị Bưởi                        Cao Văn Sơn\n", ("Tạ Thị Bưởi", "Hiệu trưởng", None)),
]  # fmt: skip


@pytest.mark.parametrize(("close", "want"), [x[1:] for x in SIGNERS], ids=[x[0] for x in SIGNERS])
def test_signer(close: str, want: tuple[str, str, str | None]) -> None:
    _, signer, _ = plan(f"KẾ HOẠCH\nThi đua\n{BODY}\n{close}\nNơi nhận:\n- Như trên;\n- Lưu.\n")
    assert signer is not None
    assert (signer.name, signer.title, signer.capacity) == want


TREES = [
    ("dashes behind numbers", "I- MỤC ĐÍCH\n1- Chung\n1.1- Nâng cao\n1.2- Mở rộng\n2- Riêng\nII- KINH PHÍ\n", ["I", "I/1", "I/1/1.1", "I/1/1.2", "I/2", "II"]),
    ("small Roman numbers in brackets", "I. LỘ TRÌNH\n(i) Khảo sát\n(ii) Thi công\n(iii) Nghiệm thu\n", ["I", "I/(i)", "I/(ii)", "I/(iii)"]),
    ("letters in brackets up to (i)", "I. VIỆC\n" + "".join(f"({c}) Việc {c}\n" for c in "abcdeghi"), ["I", *[f"I/({c})" for c in "abcdeghi"]]),
    ("circled numbers", "I. VIỆC\n① Văn phòng: tham mưu\n② Kế toán: chi trả\n", ["I", "I/(1)", "I/(2)"]),
    ("commas behind letters and numbers", "1, Mục đích chung\n2, Nội dung cụ thể\na, Tuyên truyền\nb, Tập huấn\n", ["1", "2", "2/a", "2/b"]),
    ("an office in short behind a dash", "A. VIỆC\n- P.KD: bán hàng\n- P.KT: sửa chữa\nB. KINH PHÍ\n", ["A", "A", "A", "B"]),
    ("slash and stop", "I/. VIỆC\n1/. Trước\na/ Kê khai\nb/ Rà soát\n2/. Sau\n", ["I", "I/1", "I/1/a", "I/1/b", "I/2"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "paths"), [x[1:] for x in TREES], ids=[x[0] for x in TREES])
def test_tree(text: str, paths: list[str]) -> None:
    assert [s.path for s in plan(f"KẾ HOẠCH\nThi đua\n\n{text}")[2]] == paths
