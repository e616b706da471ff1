"""One short plan of our own writing, and the same plan in every format that is read."""

from __future__ import annotations

from tests.ingest.build import Sheets, abstract, docx, level, num, p, tbl, tc

LEFT = [("ỦY BAN NHÂN DÂN", False), ("XÃ ĐỒNG TÂM", True), ("Số: 27/KH-UBND", False)]
RIGHT = [
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True),
    ("Độc lập - Tự do - Hạnh phúc", True),
    ("Đồng Tâm, ngày 12 tháng 02 năm 2025", False),
]
TITLE = ["KẾ HOẠCH", "Phát động phong trào thi đua xây dựng đường làng xanh năm 2025"]
#: (list level or None, label, bold heading, text)
BODY = [
    (None, "", False, "Thực hiện Kế hoạch số 08/KH-UBND ngày 20/01/2025 của Ủy ban nhân dân huyện về phong trào thi đua năm 2025, Ủy ban nhân dân xã xây dựng Kế hoạch như sau:"),
    (0, "I.", True, "MỤC ĐÍCH, YÊU CẦU"),
    (1, "1.", True, "Mục đích"),
    (None, "", False, "- Khơi dậy tinh thần tự nguyện của nhân dân trong việc giữ gìn cảnh quan, môi trường nông thôn; gắn phong trào với nhiệm vụ chính trị của từng cơ quan, đơn vị."),
    (None, "", False, "- Tạo không khí thi đua sôi nổi ở các thôn, xóm."),
    (1, "2.", True, "Yêu cầu"),
    (None, "", False, "Việc tổ chức phải thiết thực, tiết kiệm, đúng quy định của pháp luật và phù hợp với điều kiện của từng thôn."),
    (0, "II.", True, "NỘI DUNG"),
    (1, "1.", False, "Mỗi thôn trồng mới ít nhất 500 cây xanh dọc các trục đường chính, hoàn thành trước ngày 30/6/2025; chăm sóc và bảo vệ số cây đã trồng trong các năm trước."),
    (1, "2.", False, "Ban Chỉ đạo kiểm tra kết quả vào tháng 9 năm 2025."),
    (0, "III.", True, "TỔ CHỨC THỰC HIỆN"),
    (None, "", False, "Phân công nhiệm vụ cụ thể như sau:"),
]  # fmt: skip
TABLE = [
    ["TT", "Nhiệm vụ", "Chủ trì"],
    ["1", "Cung cấp cây giống", "Hợp tác xã"],
    ["2", "Tổng hợp, báo cáo", "Văn phòng"],
]
LAST = "Trên đây là Kế hoạch của Ủy ban nhân dân xã, đề nghị các thôn triển khai thực hiện./."
TO = ["Nơi nhận:", "- UBND huyện (b/c);", "- Các thôn;", "- Lưu: VT."]
SIGNED = ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Phạm Văn Lộc"]


def expected() -> list[str]:
    """The canonical lines, whatever the format."""
    body = [f"{label} {text}".strip() for _, label, _, text in BODY]
    return [t for t, _ in LEFT + RIGHT] + TITLE + body + ["\t".join(r) for r in TABLE] + [LAST] + TO + SIGNED


def as_text(width: int = 78) -> bytes:
    import textwrap

    out = [t for t, _ in LEFT] + [""] + [t for t, _ in RIGHT] + [""] + [TITLE[0], ""] + [TITLE[1], ""]
    for _, label, _, text in BODY:
        out += [*textwrap.wrap(f"{label} {text}".strip(), width), ""]
    out += ["| " + " | ".join(r) + " |" for r in TABLE] + ["", *textwrap.wrap(LAST, width), "", *TO, "", *SIGNED]
    return "\n".join(out).encode()


def as_docx() -> bytes:
    """Numbers are automatic, head and close stand in tables without lines."""
    numbering = abstract(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%2.")) + num(1, 0)
    centre = '<w:jc w:val="center"/>'
    para = lambda t, b: p(t, ppr=centre, rpr="<w:b/>" if b else "")  # noqa: E731
    body = tbl([tc(*(para(t, b) for t, b in LEFT)), tc(*(para(t, b) for t, b in RIGHT))], borders=False)
    body += "".join(para(t, True) for t in TITLE)
    body += "".join(p(text, num=None if lv is None else (1, lv), rpr="<w:b/>" if b else "") for lv, _, b, text in BODY)
    body += tbl(*[[tc(p(c)) for c in r] for r in TABLE]) + p(LAST)
    body += tbl([tc(*(p(t) for t in TO)), tc(*(para(t, True) for t in SIGNED))], borders=False)
    return docx(body, numbering)


def as_pdf() -> bytes:
    s = Sheets()
    for i, (text, bold) in enumerate(LEFT):
        s.centre(160, 70 + 16 * i, text, 11, bold)
    for i, (text, bold) in enumerate(RIGHT):
        s.centre(405, 70 + 16 * i, text, 11, bold)
    for i, text in enumerate(TITLE):
        s.centre(312, 145 + 18 * i, text, 12, True)
    s.y = 195
    for _, label, bold, text in BODY:
        s.paragraph(f"{label} {text}".strip(), bold=bold)
    if s.y > 560:
        s.page()
    ys = [s.y + 24 * i for i in range(len(TABLE) + 1)]
    xs = [85.0, 125.0, 340.0, 539.0]
    s.grid(xs, ys)
    for y, row in zip(ys, TABLE, strict=False):
        for x, text in zip(xs, row, strict=False):
            s.put(x + 5, y + 16, text, 12)
    s.y = ys[-1] + 30
    s.paragraph(LAST)
    for i, text in enumerate(TO):
        s.put(s.LEFT, s.y + 20 + 14 * i, text, 10, i == 0)
    for i, text in enumerate(SIGNED[:2]):
        s.centre(430, s.y + 22 + 16 * i, text, 12, True)
    s.centre(430, s.y + 110, SIGNED[2], 12, True)
    return s.data()


def as_html() -> bytes:
    import html

    e = html.escape
    side = lambda items: "<br>".join(f"<b>{e(t)}</b>" if b else e(t) for t, b in items)  # noqa: E731
    out = ["<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>"]
    out.append(f"<table><tr><td align=center>{side(LEFT)}</td><td align=center>{side(RIGHT)}</td></tr></table>")
    out += [f"<p align=center><b>{e(t)}</b></p>" for t in TITLE]
    out += [
        f"<p>{'<b>' if b else ''}{e((label + ' ' + text).strip())}{'</b>' if b else ''}</p>"
        for _, label, b, text in BODY
    ]
    out.append(
        "<table border=1>"
        + "".join("<tr>" + "".join(f"<td>{e(c)}</td>" for c in r) + "</tr>" for r in TABLE)
        + "</table>"
    )
    out.append(
        f"<p>{e(LAST)}</p><table><tr><td>{side([(t, False) for t in TO])}</td><td>{side([(t, True) for t in SIGNED])}</td></tr></table></body></html>"
    )
    return "\n".join(out).encode()


def as_markdown() -> bytes:
    out = [t for t, _ in LEFT + RIGHT] + [f"# {TITLE[0]}", f"**{TITLE[1]}**"]
    out += [
        f"## {label} {text}" if lv == 0 else f"**{label} {text}**" if b else f"{label} {text}".strip()
        for lv, label, b, text in BODY
    ]
    rows = ["| " + " | ".join(r) + " |" for r in TABLE]
    return (
        "\n\n".join(out)
        + "\n\n"
        + "\n".join([rows[0], "|---|---|---|", *rows[1:]])
        + "\n\n"
        + "\n\n".join([LAST, *TO, *SIGNED])
        + "\n"
    ).encode()
