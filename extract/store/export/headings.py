"""Vietnamese headings for people: tables on a terminal and sheets. Files for programs keep the fields' own names."""

from __future__ import annotations

from datetime import date
from typing import Any

HEADINGS: dict[str, str] = {
    "due_on": "Hạn", "start_on": "Bắt đầu", "deadline": "Thời hạn ghi trong văn bản", "lead": "Chủ trì", "support": "Phối hợp",
    "directs": "Chỉ đạo", "reports_to": "Báo cáo", "tasks": "Nhiệm vụ", "task": "Nhiệm vụ", "document": "Văn bản", "title": "Trích yếu",
    "issuer": "Cơ quan ban hành", "issued_on": "Ngày ban hành", "path": "Mục", "heading": "Đề mục", "sentence": "Câu",
    "kind": "Loại", "relation": "Quan hệ", "rrule": "Quy tắc lặp", "approximate": "Ước chừng", "confidence": "Độ tin cậy",
    "document_id": "Mã văn bản", "deadline_id": "Mã thời hạn", "task_id": "Mã nhiệm vụ", "deadlines": "Thời hạn", "deliverable": "Sản phẩm",
    "unit": "Đơn vị", "level": "Cấp", "documents": "Số văn bản", "commune": "Xã, phường", "district": "Huyện, quận", "province": "Tỉnh, thành phố",
    "name": "Tên", "value": "Giá trị", "value_max": "Đến", "comparator": "So sánh", "of": "Trên tổng số", "as_of": "Năm đạt", "base": "So với",
    "text": "Nguyên văn", "indicator_id": "Mã chỉ tiêu", "unit_id": "Mã đơn vị", "start_char": "Từ ký tự", "end_char": "Đến ký tự",
    "start": "Từ ký tự", "end": "Đến ký tự", "exact": "Đúng dấu", "recurs_from": "Lặp từ", "recurs_to": "Lặp đến", "id": "Mã",
    "section": "Mã mục", "evidence": "Căn cứ", "role": "Vai trò", "code": "Số, ký hiệu", "number": "Số", "symbol": "Ký hiệu", "doc_type": "Loại văn bản",
    "date": "Ngày", "collective": "Nhóm", "mentions": "Số lần nhắc", "label": "Nhãn", "parent": "Mục cha", "depth": "Bậc", "page": "Trang",
    "purpose": "Để làm gì", "message": "Nội dung", "place": "Địa danh",
}  # fmt: skip

#: Names of tidy tables as sheets.
SHEETS: dict[str, str] = {
    "documents": "Văn bản", "units": "Đơn vị", "plan_units": "Đơn vị theo văn bản", "mentions": "Lần nhắc", "sections": "Đề mục",
    "officials": "Cá nhân, chức danh", "slogans": "Khẩu hiệu", "indicators": "Chỉ tiêu", "deadlines": "Thời hạn", "dates": "Mốc thời gian",
    "references": "Văn bản viện dẫn", "tasks": "Nhiệm vụ", "recipients": "Nơi nhận", "tables": "Bảng", "warnings": "Cảnh báo", "pages": "Trang",
    "tokens": "Từ",
}  # fmt: skip

WORDS: dict[str, dict[Any, str]] = {
    "kind": {
        "due": "đến hạn", "period": "trong kỳ", "recurring": "định kỳ", "relative": "kể từ mốc", "event": "theo sự kiện",
        "quantitative": "định lượng", "qualitative": "định tính", "government": "chính quyền", "party": "Đảng", "council": "hội đồng",
        "department": "cơ quan chuyên môn", "front": "Mặt trận", "union": "đoàn thể", "school": "trường học", "company": "doanh nghiệp",
        "police": "công an", "military": "quân đội", "court": "tư pháp", "office": "văn phòng", "group": "nhóm", "other": "khác",
    },
    "level": {"central": "trung ương", "province": "tỉnh", "district": "huyện", "commune": "xã"},
    "comparator": {"=": "=", ">=": "≥", ">": ">", "<=": "≤", "<": "<", "range": "từ … đến"},
}  # fmt: skip


def heading(field: str) -> str:
    """The Vietnamese heading of a field; the field's name where it has none."""
    return HEADINGS.get(field, field)


def shown(field: str, value: Any) -> str:
    """A value for people: days as 31/12/2024, lists with semicolons, numbers with a decimal comma."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else ""
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y") if value.year > 999 else value.isoformat()
    if isinstance(value, list):
        return "; ".join(shown(field, v) for v in value)
    if isinstance(value, int | float):
        return number(value)
    return WORDS.get(field, {}).get(value, str(value))


def number(value: float) -> str:
    """1234567.5 → "1.234.567,5", as Vietnamese writes numbers."""
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    text = f"{value:,.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    return text.translate({ord(","): ".", ord("."): ","})
