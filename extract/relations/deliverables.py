"""The product of a task: "xây dựng Kế hoạch …", "trình UBND tỉnh ban hành Quyết định …", "lập danh sách …"."""

from __future__ import annotations

import regex

_MAKES = regex.compile(
    r"\b(?:xây\s+dựng(?:,?\s*(?:và\s+)?ban\s+hành)?|ban\s+hành|dự\s+thảo|soạn\s+thảo|lập|hoàn\s+thiện|hoàn\s+thành|trình|in\s+ấn|biên\s+soạn|gửi|tổng\s+hợp,?\s*(?:xây\s+dựng\s+)?(?=báo\s+cáo)|có|tham\s+mưu|phê\s+duyệt)\s+"
    r"(?:(?:các|những|bộ|dự\s+thảo)\s+)*"
    r"(?P<what>(?:báo\s+cáo|kế\s+hoạch|quyết\s+định|đề\s+án|tờ\s+trình|chương\s+trình|nghị\s+quyết|phương\s+án|danh\s+mục|danh\s+sách|hướng\s+dẫn|quy\s+chế|quy\s+trình|kịch\s+bản|công\s+văn|"
    r"văn\s+bản|chỉ\s+thị|dự\s+án|hồ\s+sơ|dự\s+toán|biên\s+bản|tài\s+liệu|tiêu\s+chí|cơ\s+sở\s+dữ\s+liệu|thông\s+báo|đề\s+cương|giấy\s+mời|bộ\s+tiêu\s+chí|bộ\s+chỉ\s+số|sổ\s+tay|phần\s+mềm|bảng\s+điểm|lịch)\b"
    r"[^.;:,(\n]{0,90})",
    regex.I,
)
_STOP = regex.compile(
    r"\s+(?:trước\s+ngày|trước\s+\d|chậm\s+nhất|xong\s+trước|về\s+\p{Lu}|gửi\s|để\s|nhằm\s|trong\s+(?:tháng|quý|năm)|định\s+kỳ|theo\s+quy\s+định|và\s+(?:phối\s+hợp|tổ\s+chức|triển\s+khai|báo\s+cáo|trình|gửi)|(?:đảm|bảo)\s+(?:bảo|đảm)|này\b).*$",
    regex.S,
)


def deliverable_of(text: str, folded: str, start: int, end: int) -> str | None:
    """The first product that the words start..end ask for, as they stand in `text`, or None."""
    m = _MAKES.search(folded, start, end)
    if not m:
        return None
    a, b = m.span("what")
    what = _STOP.sub("", folded[a:b])
    return text[a : a + len(what)].strip() or None
