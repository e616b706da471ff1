"""Officials: a table of sentences of our own. Each names its case, who issues the plan, the sentence and its officials.

An official is written "name | title | unit"; "-" stands for nothing, "*" before it for a group.
"""

from __future__ import annotations

import pytest

from extract import record as r
from extract.entities.officials import find_officials
from extract.entities.units import find_units
from extract.state import Plan
from extract.text.canonical import Line

TINH = "Ủy ban nhân dân tỉnh Hà Tĩnh"
HUYEN = "Ủy ban nhân dân huyện Can Lộc"
TP = "Ủy ban nhân dân thành phố Tuy Hòa"
XA = "Ủy ban nhân dân xã Thượng Lộc"
SO = "Sở Tư pháp tỉnh Hà Tĩnh"
HU = "Ban Thường vụ Huyện ủy Can Lộc"
TRUONG = "Trường Tiểu học Thiên Lộc"
BV = "Bệnh viện Đa khoa tỉnh Hà Tĩnh"


def plan_of(text: str, issuer: str | None = None, signer: r.Signer | None = None) -> Plan:
    lines, at = [], 0
    for piece in text.split("\n"):
        lines.append(Line(at, at + len(piece)))
        at += len(piece) + 1
    plan = Plan(text, lines)
    plan.header = r.Header(issuer=issuer)
    plan.signer = signer
    plan.units = find_units(plan)
    plan.officials = find_officials(plan)
    return plan


def officials(text: str, issuer: str | None = None) -> list[str]:
    return [
        ("*" if o.collective else "") + " | ".join((o.name or "-", o.title or "-", o.unit or "-"))
        for o in plan_of(text, issuer).officials
    ]


U_T, U_H, U_X = TINH, HUYEN, XA

CASES = [
    # -- name, post and body in every order
    ("comrade, name, post, body", HUYEN, "Đồng chí Phan Thị Hải Yến, Phó Chủ tịch UBND huyện phụ trách.", [f"Phan Thị Hải Yến | Phó Chủ tịch | {U_H}"]),
    ("small letters in the post", HUYEN, "đồng chí Phan Thị Hải Yến, phó chủ tịch UBND huyện", [f"Phan Thị Hải Yến | Phó Chủ tịch | {U_H}"]),
    ("abbreviated honorific and a dash", HU, "đ/c Nguyễn Trọng Tấn - Phó Bí thư Thường trực Huyện ủy", ["Nguyễn Trọng Tấn | Phó Bí thư Thường trực | Huyện ủy Can Lộc"]),
    ("Mr", TINH, "Ông Trần Đức Lương, Giám đốc Sở Nội vụ chủ trì.", ["Trần Đức Lương | Giám đốc | Sở Nội vụ tỉnh Hà Tĩnh"]),
    ("Mrs", TINH, "Bà Lê Thị Thu Hà - Phó Giám đốc Sở Y tế dự.", ["Lê Thị Thu Hà | Phó Giám đốc | Sở Y tế tỉnh Hà Tĩnh"]),
    ("no honorific", HUYEN, "Nguyễn Văn Sáu, Trưởng phòng Nội vụ huyện", ["Nguyễn Văn Sáu | Trưởng phòng | Phòng Nội vụ huyện Can Lộc"]),
    ("the post before the name", SO, "Phó Giám đốc Võ Quang Huy trực tiếp chỉ đạo.", [f"Võ Quang Huy | Phó Giám đốc | {SO}"]),
    ("post, body, name", TINH, "Giám đốc Sở Tài chính Trịnh Văn Bảy báo cáo.", ["Trịnh Văn Bảy | Giám đốc | Sở Tài chính tỉnh Hà Tĩnh"]),
    ("a colon between post and name", HUYEN, "Trưởng ban: Đồng chí Đặng Hữu Phước", [f"Đặng Hữu Phước | Trưởng ban | {U_H}"]),
    ("a bracket behind the name", HUYEN, "Hoàng Ngọc Ánh (Chủ tịch UBND huyện) chủ trì", [f"Hoàng Ngọc Ánh | Chủ tịch | {U_H}"]),
    ("a row of a table", HUYEN, "1\tLâm Quốc Toàn\tPhó Chủ tịch UBND huyện\tTrưởng đoàn", [f"Lâm Quốc Toàn | Phó Chủ tịch | {U_H}"]),
    ("of another people", HUYEN, "Đồng chí Vừ Bá Lềnh, Bí thư Đảng ủy xã Thượng Lộc", ["Vừ Bá Lềnh | Bí thư | Đảng ủy xã Thượng Lộc"]),
    ("a name without a known surname behind an honorific", HUYEN, "Ông Y Thông Niê, Trưởng thôn vận động.", [f"Y Thông Niê | Trưởng thôn | {U_H}"]),
    ("head of the office", TINH, "đồng chí Bùi Thế Vinh, Chánh Văn phòng UBND tỉnh", ["Bùi Thế Vinh | Chánh Văn phòng | Văn phòng Ủy ban nhân dân tỉnh Hà Tĩnh"]),
    ("chief of police", HUYEN, "Thượng tá Hồ Sỹ Hùng, Trưởng Công an huyện chỉ huy.", ["Hồ Sỹ Hùng | Trưởng Công an | Công an huyện Can Lộc"]),
    ("a headmaster", TRUONG, "Bà Phạm Thị Nguyệt, Hiệu trưởng nhà trường", [f"Phạm Thị Nguyệt | Hiệu trưởng | {TRUONG}"]),
    ("a department of a hospital", BV, "Đồng chí Mai Xuân Trường, Trưởng khoa Dược", [f"Mai Xuân Trường | Trưởng khoa | Khoa Dược {BV}"]),
    ("a director of a hospital, the body left out", BV, "Ông Vương Đình Khoa, Giám đốc chỉ đạo chung.", [f"Vương Đình Khoa | Giám đốc | {BV}"]),
    ("a person met again by name", HUYEN, "Đồng chí Phan Thị Hải Yến, Phó Chủ tịch UBND huyện. Phan Thị Hải Yến ký thay.", [f"Phan Thị Hải Yến | Phó Chủ tịch | {U_H}"]),
    ("two persons in one line", HUYEN, "đồng chí Ngô Tiến Dũng, Phó Chủ tịch UBND huyện; đồng chí Cao Thị Bích, Trưởng phòng Y tế", [f"Ngô Tiến Dũng | Phó Chủ tịch | {U_H}", "Cao Thị Bích | Trưởng phòng | Phòng Y tế huyện Can Lộc"]),
    ("a member of the standing board and head of a department", TINH, "Ông Thái Văn Hưng, Giám đốc Công an tỉnh", ["Thái Văn Hưng | Giám đốc | Công an tỉnh Hà Tĩnh"]),
    ("commander", TINH, "Đại tá Lê Hồng Nhân, Chỉ huy trưởng Bộ Chỉ huy Quân sự tỉnh", ["Lê Hồng Nhân | Chỉ huy trưởng | Bộ Chỉ huy Quân sự tỉnh Hà Tĩnh"]),
    # -- posts without a name
    ("the chairman decides", TINH, "Chủ tịch UBND tỉnh quyết định khen thưởng.", [f"- | Chủ tịch | {U_T}"]),
    ("the same post in several spellings", HUYEN, "Chủ tịch UBND huyện; chủ tịch Ủy ban nhân dân huyện; CT UBND huyện", [f"- | Chủ tịch | {U_H}"]),
    ("a director", TINH, "giao Giám đốc Sở Tài chính chịu trách nhiệm.", ["- | Giám đốc | Sở Tài chính tỉnh Hà Tĩnh"]),
    ("a director by the head alone", SO, "Giám đốc Sở quyết định.", [f"- | Giám đốc | {SO}"]),
    ("a head of division", HUYEN, "Trưởng phòng Tài chính - Kế hoạch tham mưu.", ["- | Trưởng phòng | Phòng Tài chính - Kế hoạch huyện Can Lộc"]),
    ("a deputy chairman in charge", TINH, "Phó Chủ tịch Thường trực UBND tỉnh chỉ đạo.", [f"- | Phó Chủ tịch Thường trực | {U_T}"]),
    ("a minister", TINH, "Bộ trưởng Bộ Tài chính quy định.", ["- | Bộ trưởng | Bộ Tài chính"]),
    ("the Prime Minister", TINH, "Thủ tướng Chính phủ giao.", ["- | Thủ tướng | Chính phủ"]),
    ("a party secretary", HU, "Bí thư Huyện ủy chỉ đạo.", ["- | Bí thư | Huyện ủy Can Lộc"]),
    ("chairman and deputies share a body", TINH, "Chủ tịch, các Phó Chủ tịch UBND tỉnh", [f"- | Chủ tịch | {U_T}", f"*- | Phó Chủ tịch | {U_T}"]),
    ("head of the office and deputies", TINH, "Chánh Văn phòng UBND tỉnh đôn đốc.", ["- | Chánh Văn phòng | Văn phòng Ủy ban nhân dân tỉnh Hà Tĩnh"]),
    ("the procurator", HUYEN, "Viện trưởng Viện kiểm sát nhân dân huyện kiểm sát.", ["- | Viện trưởng | Viện kiểm sát nhân dân huyện Can Lộc"]),
    ("the president of the court", HUYEN, "Chánh án Tòa án nhân dân huyện", ["- | Chánh án | Tòa án nhân dân huyện Can Lộc"]),
    ("the chairman of the council", TINH, "Chủ tịch HĐND tỉnh giám sát.", ["- | Chủ tịch | Hội đồng nhân dân tỉnh Hà Tĩnh"]),
    ("the chairman of the Front", HUYEN, "Chủ tịch Ủy ban MTTQ Việt Nam huyện", ["- | Chủ tịch | Ủy ban Mặt trận Tổ quốc Việt Nam huyện Can Lộc"]),
    ("the chairman of a union", TINH, "Chủ tịch Hội Nông dân tỉnh", ["- | Chủ tịch | Hội Nông dân tỉnh Hà Tĩnh"]),
    ("the head of a steering committee", TINH, "Trưởng Ban Chỉ đạo chuyển đổi số tỉnh phân công.", ["- | Trưởng ban | Ban Chỉ đạo chuyển đổi số tỉnh Hà Tĩnh"]),
    ("the head of a team", TINH, "Tổ trưởng Tổ công tác triển khai Đề án 06 tỉnh", ["- | Tổ trưởng | Tổ công tác triển khai Đề án 06 tỉnh Hà Tĩnh"]),
    ("a civil servant of a commune", XA, "Công chức Văn phòng - Thống kê xã theo dõi.", [f"- | Công chức Văn phòng - Thống kê | {U_X}"]),
    ("a headmaster without a body gets his school", TRUONG, "Hiệu trưởng phân công giáo viên.", [f"- | Hiệu trưởng | {TRUONG}"]),
    ("a class teacher", TRUONG, "- Giáo viên chủ nhiệm chịu trách nhiệm trước phụ huynh.", ["- | Giáo viên chủ nhiệm | -"]),
    # -- groups of posts
    ("chairmen of communes", HUYEN, "Chủ tịch UBND các xã, thị trấn chịu trách nhiệm.", ["*- | Chủ tịch | Ủy ban nhân dân các xã, thị trấn"]),
    ("heads of departments", TINH, "Thủ trưởng các sở, ban, ngành triển khai.", ["*- | Thủ trưởng | Các sở, ban, ngành"]),
    ("heads of agencies with a condition", TINH, "Thủ trưởng các cơ quan, đơn vị liên quan", ["*- | Thủ trưởng | Các cơ quan, đơn vị liên quan"]),
    ("directors of departments", TINH, "Giám đốc các sở phối hợp", ["*- | Giám đốc | Các sở"]),
    ("heads of divisions", HUYEN, "Trưởng các phòng, ban, đơn vị thuộc huyện", ["*- | Trưởng | Các phòng, ban, đơn vị huyện Can Lộc"]),
    ("leaders of a committee", HUYEN, "Lãnh đạo UBND huyện theo dõi.", [f"*- | Lãnh đạo | {U_H}"]),
    ("whoever heads an agency", TINH, "Người đứng đầu các cơ quan, đơn vị nêu gương.", ["*- | Người đứng đầu | Các cơ quan, đơn vị"]),
    ("members of a party committee", XA, "Các đồng chí Ủy viên Ban Chấp hành Đảng bộ xã phụ trách thôn.", ["*- | Ủy viên | Ban Chấp hành Đảng bộ xã Thượng Lộc"]),
    ("two groups of posts", HUYEN, "Thủ trưởng các phòng, ban, ngành; Chủ tịch UBND các xã, thị trấn", ["*- | Thủ trưởng | Các phòng, ban, ngành", "*- | Chủ tịch | Ủy ban nhân dân các xã, thị trấn"]),
    # -- traps
    ("a street", TP, "sửa chữa đường Nguyễn Văn Cừ, phố Lê Lợi, Chủ tịch UBND thành phố kiểm tra", ["- | Chủ tịch | Ủy ban nhân dân thành phố Tuy Hòa"]),
    ("a school with a person's name", HUYEN, "Trường THPT Nguyễn Huệ, Trường Tiểu học Trần Phú", []),
    ("thought and example", TINH, "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh", []),
    ("a square", TP, "tại Quảng trường Hồ Chí Minh và Công viên Nguyễn Huệ", []),
    ("a city with a person's name", TINH, "Thành phố Hồ Chí Minh, Đoàn TNCS Hồ Chí Minh tỉnh", []),
    ("President Hồ Chí Minh", TINH, "lời kêu gọi của Chủ tịch Hồ Chí Minh", []),
    ("a birthday", TINH, "kỷ niệm 120 năm Ngày sinh đồng chí Hà Huy Tập", []),
    ("a ward with a person's name", TP, "phường Nguyễn Trãi, xã Lê Lợi", []),
    ("the board of directors is a body", SO, "báo cáo Ban Giám đốc Sở", []),
    ("a place before a post", TINH, "UBND tỉnh Hà Tĩnh, Chủ tịch UBND huyện", ["- | Chủ tịch | Ủy ban nhân dân huyện"]),
    ("officials and civil servants are nobody", TINH, "cán bộ, công chức, viên chức, đảng viên và nhân dân", []),
    ("leadership as a verb", TINH, "tăng cường lãnh đạo, chỉ đạo công tác quân sự", []),
    ("a prize", TINH, "Giải thưởng Hồ Xuân Hương; Quỹ học bổng Nguyễn Du", []),
    ("specialists without a body", TINH, "chuyên viên phụ trách, thư ký cuộc họp", []),
    ("a post held by nobody in a heading", TINH, "I. TRÁCH NHIỆM CỦA LÃNH ĐẠO", []),
    # -- lost diacritics
    ("lost in a post", HUYEN, "Phó Chu tịch UBND huyện chỉ đạo.", [f"- | Phó Chủ tịch | {U_H}"]),
    ("lost in the body of a post", HUYEN, "Chủ tịch Uy ban nhân dân huyện quyết định.", [f"- | Chủ tịch | {U_H}"]),
    ("lost in a head of division", HUYEN, "Trưởng phòng Noi vụ tham mưu.", ["- | Trưởng phòng | Phòng Nội vụ huyện Can Lộc"]),
]  # fmt: skip

# every post of a body, said in one frame: the post before its body without a name, and behind a name
BODIES = [
    ("Chủ tịch", "UBND huyện", U_H), ("Phó Chủ tịch", "UBND xã Thượng Lộc", XA), ("Giám đốc", "Sở Xây dựng", "Sở Xây dựng tỉnh Hà Tĩnh"),
    ("Phó Giám đốc", "Sở Công Thương", "Sở Công Thương tỉnh Hà Tĩnh"), ("Bí thư", "Huyện ủy", "Huyện ủy Can Lộc"),
    ("Phó Bí thư", "Đảng ủy xã Thượng Lộc", "Đảng ủy xã Thượng Lộc"), ("Chủ nhiệm", "Ủy ban Kiểm tra Huyện ủy", "Ủy ban Kiểm tra Huyện ủy Can Lộc"),
    ("Trưởng ban", "Ban Dân vận Huyện ủy", "Ban Dân vận Huyện ủy Can Lộc"), ("Chánh án", "Tòa án nhân dân huyện", "Tòa án nhân dân huyện Can Lộc"),
    ("Viện trưởng", "Viện kiểm sát nhân dân huyện", "Viện kiểm sát nhân dân huyện Can Lộc"), ("Chỉ huy trưởng", "Ban Chỉ huy Quân sự huyện", "Ban Chỉ huy Quân sự huyện Can Lộc"),
    ("Hiệu trưởng", "Trường Tiểu học Thiên Lộc", "Trường Tiểu học Thiên Lộc"), ("Phó Hiệu trưởng", "Trường THCS Can Lộc", "Trường Trung học cơ sở Can Lộc"),
    ("Giám đốc", "Trung tâm Y tế huyện", "Trung tâm Y tế huyện Can Lộc"), ("Giám đốc", "Kho bạc Nhà nước huyện", "Kho bạc Nhà nước huyện Can Lộc"),
    ("Giám đốc", "Bảo hiểm xã hội huyện", "Bảo hiểm xã hội huyện Can Lộc"), ("Chi cục trưởng", "Chi cục Thuế huyện", "Chi cục Thuế huyện Can Lộc"),
    ("Trạm trưởng", "Trạm Y tế xã Thượng Lộc", "Trạm Y tế xã Thượng Lộc"), ("Chủ tịch", "Hội Liên hiệp Phụ nữ huyện", "Hội Liên hiệp Phụ nữ huyện Can Lộc"),
    ("Chủ tịch", "Hội Cựu chiến binh huyện", "Hội Cựu chiến binh huyện Can Lộc"), ("Bí thư", "Huyện đoàn", "Huyện đoàn Can Lộc"),
    ("Chủ tịch", "Liên đoàn Lao động huyện", "Liên đoàn Lao động huyện Can Lộc"), ("Giám đốc", "Công ty cổ phần Hồng Lĩnh", "Công ty cổ phần Hồng Lĩnh"),
    ("Tổng Giám đốc", "Công ty cổ phần Việt Tiến", "Công ty cổ phần Việt Tiến"), ("Trưởng Công an", "Công an huyện", "Công an huyện Can Lộc"),
    ("Chánh Thanh tra", "Thanh tra huyện", "Thanh tra huyện Can Lộc"), ("Cục trưởng", "Cục Thuế tỉnh", "Cục Thuế tỉnh Hà Tĩnh"),
    ("Trưởng phòng", "Phòng Tư pháp huyện", "Phòng Tư pháp huyện Can Lộc"), ("Phó Trưởng phòng", "Phòng Y tế huyện", "Phòng Y tế huyện Can Lộc"),
    ("Giám đốc", "Bệnh viện Đa khoa Can Lộc", "Bệnh viện Đa khoa Can Lộc"), ("Chủ tịch", "HĐND huyện", "Hội đồng nhân dân huyện Can Lộc"),
    ("Phó Chủ tịch", "Ủy ban MTTQ Việt Nam huyện", "Ủy ban Mặt trận Tổ quốc Việt Nam huyện Can Lộc"), ("Hạt trưởng", "Hạt Kiểm lâm huyện", "Hạt Kiểm lâm huyện Can Lộc"),
    ("Tổng Biên tập", "Báo Hà Tĩnh", "Báo Hà Tĩnh"), ("Giám đốc", "Ngân hàng Chính sách xã hội huyện", "Ngân hàng Chính sách xã hội huyện Can Lộc"),
    ("Giám đốc", "Ban Quản lý dự án đầu tư xây dựng huyện", "Ban Quản lý dự án đầu tư xây dựng huyện Can Lộc"),
    ("Giám đốc", "Trung tâm Văn hóa - Truyền thông huyện", "Trung tâm Văn hóa - Truyền thông huyện Can Lộc"),
    ("Phó Giám đốc", "Đài Phát thanh và Truyền hình tỉnh", "Đài Phát thanh và Truyền hình tỉnh Hà Tĩnh"), ("Bí thư", "Tỉnh đoàn", "Tỉnh đoàn Hà Tĩnh"),
    ("Trưởng ban", "Ban Chỉ đạo chuyển đổi số huyện", "Ban Chỉ đạo chuyển đổi số huyện Can Lộc"),
]  # fmt: skip


CASES += [
    ("tone mark of a name", HUYEN, "Bà Huỳnh Thị Mai, Phó Chủ tịch UBND huyện.", ["Huỳnh Thị Mai | Phó Chủ tịch | Ủy ban nhân dân huyện Can Lộc"]),
    ("in brackets behind a unit", BV, "Khoa Dược (đ/c Lê Thị Thu phụ trách) cấp thuốc.", ["Lê Thị Thu | - | Khoa Dược Bệnh viện Đa khoa tỉnh Hà Tĩnh"]),
    ("posts of all hamlets", HUYEN, "Trưởng thôn các thôn báo cáo.", ["*- | Trưởng thôn | -"]),
]  # fmt: skip


@pytest.mark.parametrize(("issuer", "text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_officials_of_a_sentence(issuer: str | None, text: str, expected: list[str]) -> None:
    assert officials(text, issuer) == expected


def _said(title: str, body: str) -> str:
    """Post and body as official style joins them: what the post says already is not said twice."""
    last = title.split(" ", 1)[-1] if title.startswith("Trưởng") else title.split(" ", 1)[-1].removeprefix("Trưởng ")
    if title.startswith(("Trưởng", "Phó Trưởng", "Chánh Thanh tra")) and body.lower().startswith(last.lower()):
        return title + body[len(last) :]
    return f"{title} {body}"


@pytest.mark.parametrize(("title", "body", "unit"), BODIES, ids=[f"{b[0]} {b[1]}" for b in BODIES])
def test_a_post_with_its_body(title: str, body: str, unit: str) -> None:
    assert officials(f"Giao {_said(title, body)} chịu trách nhiệm.", HUYEN) == [f"- | {title} | {unit}"]


@pytest.mark.parametrize(("title", "body", "unit"), BODIES, ids=[f"{b[0]} {b[1]}" for b in BODIES])
def test_a_person_with_post_and_body(title: str, body: str, unit: str) -> None:
    text = f"Đồng chí Đinh Công Thắng, {_said(title, body)} phụ trách."
    assert officials(text, HUYEN) == [f"Đinh Công Thắng | {title} | {unit}"]


def test_there_are_many_sentences() -> None:
    assert len(CASES) + 2 * len(BODIES) >= 150


def test_the_signer_is_an_official_with_his_body() -> None:
    text = "UBND huyện ban hành Kế hoạch.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Mạnh Sơn"
    plan = plan_of(text, HUYEN, r.Signer(name="Trần Mạnh Sơn", title="Chủ tịch", authority=HUYEN, capacity="TM"))
    signer = next(o for o in plan.officials if o.name)
    assert (signer.name, signer.title, signer.unit) == ("Trần Mạnh Sơn", "Chủ tịch", HUYEN)
    assert signer.mentions[0].text == "Trần Mạnh Sơn"


def test_a_signer_by_order_has_his_own_body() -> None:
    text = "UBND tỉnh ban hành.\nTL. CHỦ TỊCH\nGIÁM ĐỐC SỞ NỘI VỤ\nLê Minh Đạo"
    plan = plan_of(
        text, TINH, r.Signer(name="Lê Minh Đạo", title="Giám đốc Sở Nội vụ", authority="Chủ tịch", capacity="TL")
    )
    signer = next(o for o in plan.officials if o.name)
    assert (signer.title, signer.unit) == ("Giám đốc", "Sở Nội vụ tỉnh Hà Tĩnh")


def test_mentions_are_exact() -> None:
    text = "Đồng chí Phan Thị Hải Yến, Phó Chủ tịch UBND huyện; Chủ tịch UBND huyện. Phan Thị Hải Yến ký."
    for o in plan_of(text, HUYEN).officials:
        assert all(text[m.start : m.end] == m.text for m in o.mentions)
    assert sum(len(o.mentions) for o in plan_of(text, HUYEN).officials if o.name) == 2


def test_nothing_in_nothing() -> None:
    assert plan_of("").officials == []
    assert plan_of("Chủ tịch " * 20_000).officials == []
