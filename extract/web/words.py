"""The words of the pages: Vietnamese as written in the templates, English here; and the names of kinds, codes and values."""

from __future__ import annotations

import json
from typing import Literal

from extract.store.export.headings import WORDS as VALUES

Language = Literal["vi", "en"]

ENGLISH: dict[str, str] = {
    # frame
    "Đến nội dung": "Skip to the content", "Trang": "Pages", "Kế hoạch": "Plans", "Thời hạn": "Deadlines", "Đơn vị": "Bodies",
    "Chỉnh sửa": "Corrections", "Tải lên": "Upload", "Giao diện lập trình": "HTTP interface", "Các trang": "Pages", "Trang trước": "Previous page",
    "Trang sau": "Next page", "Trang {} trên {}": "Page {} of {}", "Trang {}": "Page {}", "Tất cả": "All", "Tìm": "Search", "Xem": "Show",
    "Xem tất cả": "Show all", "Xem tất cả {}": "Show all {}", "Đóng": "Close", "Bảng": "Table", "Về trang Kế hoạch": "To the plans",
    # plans
    "tệp đã đọc": "files read", "{} đọc được một phần": "{} read in part", "{} không đọc được": "{} not readable",
    "Tìm kế hoạch": "Find a plan", "Trích yếu, số hiệu, cơ quan – có dấu hay không dấu": "Title, number, issuer – with or without accents",
    "Cơ quan ban hành": "Issuer", "Năm": "Year", "Loại văn bản": "Type", "Kết quả đọc": "Outcome", "Đọc đủ": "Read whole", "Đọc một phần": "Read in part",
    "Không đọc được": "Not readable", "Thứ tự": "Order", "Mới nhất trước": "Newest first", "Cần xem trước": "What needs a look first",
    "đọc một phần": "read in part", "{} cảnh báo": "{} warnings", "Xem tất cả theo thứ tự này": "Show all in this order", "{} kế hoạch": "{} plans",
    "Không rõ cơ quan ban hành": "Issuer unknown", "Số hiệu": "Number", "Ban hành": "Issued", "Nhiệm vụ": "Tasks", "đã chỉnh sửa": "corrected",
    "Không có kế hoạch nào như vậy.": "There is no such plan.", "Tìm “{}” trong toàn văn": "Search for “{}” in the full text",
    # a plan
    "Văn bản": "Document", "Người ký": "Signed by", "Chỉnh sửa không còn chỗ": "Corrections without a place",
    "{} chỉnh sửa không tìm thấy lời văn của mình; xem trang Chỉnh sửa.": "{} corrections no longer find their words; see the page Corrections.",
    "Mục lục": "Contents", "Không có đề mục": "No headings", "Toàn văn": "Full text", "Tô màu": "Colours",
    "Tệp này không có chữ nào đọc được.": "There is no text in this file that could be read.", "Trang gốc": "The page as it looks",
    "Hình trang {} của văn bản gốc": "Picture of page {} of the source", "Đã soát cả văn bản": "Whole plan checked", "Tải gold": "Download gold",
    "Thu gọn": "Fold", "Mở ra": "Unfold", "Bảng nhiệm vụ": "Table of tasks", "Ai": "Who", "Với ai": "With whom", "Làm gì": "What", "Khi nào": "By when",
    "Sản phẩm": "Product", "chỉ đạo": "directs", "Văn bản này không giao nhiệm vụ nào.": "This document gives nobody a task.",
    "Thêm vào…": "Add as…", "Người sửa": "Who corrects", "Lưu": "Save", "Đúng rồi": "It is right", "Xóa": "Delete", "Bỏ chỉnh sửa": "Undo the correction",
    # deadlines
    "Đã qua hạn": "Overdue", "Ba mươi ngày tới": "Next thirty days", "Sau đó": "Later", "Không có ngày, định kỳ": "No day, or recurring",
    "tính đến ngày {}": "as of {}", "Tên hoặc một phần tên": "Name or a part of it", "Vai trò": "Role", "chủ trì": "leads", "phối hợp": "supports",
    "Địa bàn": "Place", "Có lời": "With the words", "Trạng thái": "State", "Tháng": "Month", "Cách xem": "View", "Danh sách": "List", "Lịch tháng": "Month",
    "Tải Excel": "Download Excel", "Tải lịch (.ics)": "Download calendar (.ics)", "Tháng trước": "Previous month", "Tháng sau": "Next month",
    "Tháng {} năm {}": "{}/{}", "Thứ hai": "Monday", "Thứ ba": "Tuesday", "Thứ tư": "Wednesday", "Thứ năm": "Thursday", "Thứ sáu": "Friday",
    "Thứ bảy": "Saturday", "Chủ nhật": "Sunday", "và {} việc nữa": "and {} more", "Không có thời hạn nào trong tháng này.": "Nothing is due in this month.",
    "Không có thời hạn nào.": "Nothing is due.", "định kỳ": "recurring", "ước chừng": "about",
    # units, search
    "Ai chủ trì, ai phối hợp, qua mọi kế hoạch": "Who leads and who supports, over all plans", "Tìm đơn vị": "Find a body",
    "phong noi vu, UBND xã …": "phong noi vu, UBND xã …", "Chủ trì": "Leads", "Phối hợp": "Supports", "Chỉ đạo": "Directs", "Khối lượng": "Load",
    "Không có đơn vị nào như vậy.": "There is no such body.", "Thời hạn của đơn vị này": "Deadlines of this body",
    "Đơn vị này được nhắc tên nhưng chưa được giao nhiệm vụ nào.": "This body is named but has no task.", "Tìm trong toàn văn": "Search the full text",
    "Lời cần tìm": "Words", "Không có câu nào như vậy.": "There is no such sentence.",
    # corrections
    "Giữ riêng với kết quả máy đọc, còn nguyên khi đọc lại, xuất được thành gold.": "Kept apart from the extraction, unharmed by a new one, exported as gold.",
    "Xuất gold (.zip)": "Export gold (.zip)", "Việc": "Action", "Loại": "Kind", "Lời văn": "Words", "Lúc": "When", "không còn chỗ": "no place any more",
    "Chưa ai chỉnh sửa gì. Mở một kế hoạch, bấm vào lời được tô màu để sửa, hoặc bôi đen lời văn để thêm.":
        "Nobody has corrected anything yet. Open a plan, click coloured words to correct them, or select words to add an item.",
    # upload, login
    "Tệp được đọc và cho xem trước; chỉ giữ lại khi bấm Giữ.": "A file is read and shown; it is kept only when you say so.", "Thả tệp vào đây": "Drop a file here",
    "hoặc chọn tệp: .docx, .pdf, ảnh quét, .doc, .odt, .txt, .html … đến {} MiB": "or choose one: .docx, .pdf, scans, .doc, .odt, .txt, .html … up to {} MiB",
    "Trang này cần JavaScript; không có thì gọi POST /api/extract.": "This page needs JavaScript; without it, call POST /api/extract.",
    "Cảnh báo": "Warnings", "Văn bản này đã có.": "This document is here already.", "Mở": "Open", "Giữ": "Keep", "Bỏ": "Do not keep",
    "Đăng nhập": "Log in", "Máy chủ này cần mã truy cập; hỏi người quản trị.": "This server wants a token; ask who runs it.", "Mã không đúng.": "This is not the token.",
    "Mã truy cập": "Token", "Vào": "Enter",
    # said by the scripts
    "Quy tắc": "Rule", "Độ tin cậy": "Confidence", "Đã lưu.": "Saved.", "Đã bỏ chỉnh sửa.": "Undone.", "Đã xóa.": "Deleted.", "Thêm một mục": "Add an item", "Sửa": "Correct",
    "Máy chủ không trả lời.": "The server does not answer.", "đã được {} sửa ngày {}": "corrected by {} on {}", "Đang đọc {} …": "Reading {} …", "Đã đọc xong.": "Read.",
    "Đang giữ …": "Keeping …", "Tệp lớn hơn {} MiB.": "The file is larger than {} MiB.", "Đã bỏ, không giữ gì.": "Dropped; nothing was kept.", "kết quả": "results",
    "{} kết quả": "{} results", "Chữ này thuộc nhiều mục:": "These words belong to several items:", "Không": "No", "Có": "Yes", "Hãy ghi tên người sửa.": "Say who corrects.",
    "Không có hình của trang này.": "There is no picture of this page.", "mỗi dòng một tên": "one name a line", "Trang {} trên {} ": "Page {} of {}",
}  # fmt: skip

#: what scripts say
_SCRIPT = (
    "Quy tắc", "Độ tin cậy", "Đã lưu.", "Đã bỏ chỉnh sửa.", "Đã xóa.", "Thêm một mục", "Sửa", "Máy chủ không trả lời.", "đã được {} sửa ngày {}",
    "Đang đọc {} …", "Đã đọc xong.", "Đang giữ …", "Tệp lớn hơn {} MiB.", "Đã bỏ, không giữ gì.", "Chữ này thuộc nhiều mục:", "Không", "Có",
    "Hãy ghi tên người sửa.", "Trang {} trên {}", "Hình trang {} của văn bản gốc", "Không có hình của trang này.", "mỗi dòng một tên", "Loại",
    "Thu gọn", "Mở ra",
)  # fmt: skip

#: kinds in the order in which the page lists them, in Vietnamese and English
KINDS: dict[str, tuple[str, str]] = {
    "units": ("Đơn vị", "Bodies"),
    "officials": ("Cá nhân, chức danh", "People and posts"),
    "deadlines": ("Thời hạn", "Deadlines"),
    "dates": ("Mốc thời gian", "Dates"),
    "indicators": ("Chỉ tiêu", "Targets"),
    "references": ("Viện dẫn", "References"),
    "slogans": ("Khẩu hiệu", "Slogans"),
    "tasks": ("Nhiệm vụ", "Tasks"),
}

#: fields of items as the page calls them
FIELD_NAMES: dict[str, tuple[str, str]] = {
    "name": ("Tên", "Name"), "kind": ("Loại", "Kind"), "level": ("Cấp", "Level"), "collective": ("Là một nhóm", "Is a group"),
    "title": ("Chức danh / tên gọi", "Post / title"), "unit": ("Đơn vị / đơn vị tính", "Body / unit of measure"), "doc_type": ("Loại văn bản", "Type of document"),
    "number": ("Số", "Number"), "symbol": ("Ký hiệu", "Symbol"), "code": ("Số, ký hiệu", "Code"), "date": ("Ngày", "Date"), "issuer": ("Cơ quan ban hành", "Issuer"),
    "role": ("Vai trò", "Role"), "comparator": ("So sánh", "Comparator"), "value": ("Giá trị", "Value"), "value_max": ("Đến", "Up to"),
    "as_of": ("Đạt vào", "As of"), "relation": ("Quan hệ", "Relation"), "start_on": ("Từ ngày", "First day"), "due_on": ("Ngày cuối còn trong hạn", "Last day in time"),
    "rrule": ("Quy tắc lặp", "Recurrence rule"), "approximate": ("Ước chừng", "About"), "end_value": ("Đến", "Until"), "lead": ("Chủ trì", "Leads"),
    "support": ("Phối hợp", "Supports"), "directs": ("Chỉ đạo", "Directs"), "deadlines": ("Thời hạn", "Deadlines"), "deliverable": ("Sản phẩm", "Product"),
}  # fmt: skip

#: values that a field may have; "" is none
CHOICES: dict[str, list[str]] = {
    "units.kind": ["government", "party", "council", "department", "front", "union", "school", "company", "police", "military", "court", "office", "group", "other"],
    "units.level": ["", "central", "province", "district", "commune"],
    "slogans.kind": ["slogan", "theme", "motto", "movement"],
    "indicators.kind": ["quantitative", "qualitative"],
    "indicators.comparator": ["", "=", ">=", ">", "<=", "<", "range"],
    "deadlines.kind": ["due", "period", "recurring", "relative", "event"],
    "deadlines.relation": ["", "before", "by", "on", "in", "from_to", "after"],
    "dates.role": ["issued", "reference", "event", "term", "year", "other"],
    "references.role": ["basis", "implements", "mention"],
}  # fmt: skip

#: codes and values, in Vietnamese and English; what is not here is shown as it is
_WORDS: dict[str, tuple[str, str]] = {
    "accept": ("đúng", "accepted"), "change": ("sửa", "changed"), "delete": ("xóa", "deleted"), "add": ("thêm", "added"),
    "slogan": ("khẩu hiệu", "slogan"), "theme": ("chủ đề", "theme"), "motto": ("phương châm", "motto"), "movement": ("phong trào", "movement"),
    "before": ("trước", "before"), "by": ("chậm nhất, đến hết", "by"), "on": ("vào ngày", "on"), "in": ("trong", "in"), "from_to": ("từ … đến", "from … to"), "after": ("sau", "after"),
    "basis": ("căn cứ", "basis"), "implements": ("thực hiện", "implements"), "mention": ("nhắc đến", "mention"), "issued": ("ngày ban hành", "issued"),
    "reference": ("của văn bản viện dẫn", "of a reference"), "event": ("sự kiện", "event"), "term": ("nhiệm kỳ, giai đoạn", "term"), "year": ("năm", "year"),
    # warnings (docs/warnings.md) and outcomes
    "blank-number": ("Số để trống", "Number left blank"), "blank-date": ("Ngày để trống", "Date left blank"), "number-blank": ("Số để trống", "Number left blank"),
    "deadline-before-issue": ("Thời hạn trước ngày ban hành", "Deadline before the date of issue"), "impossible-date": ("Ngày không có thật", "Impossible date"),
    "reversed-span": ("Khoảng thời gian ngược", "Span that ends before it begins"), "wrong-word": ("Sai từ chỉ thời gian", "Wrong word for the time"),
    "two-digit-year": ("Năm hai chữ số", "Year of two figures"), "ocr-digits": ("Chữ lẫn trong số", "Letters among figures"),
    "reference-date": ("Hai ngày cho một văn bản", "Two dates for one document"), "page-without-text": ("Trang không có chữ", "Page without text"),
    "broken-page": ("Trang hỏng", "Broken page"), "tables-unread": ("Bảng chưa đọc được", "Tables not read"), "undecodable-bytes": ("Ký tự hỏng", "Undecodable bytes"),
    "no-such-plan": ("Không có kế hoạch này", "There is no such plan"), "not-found": ("Không có trang này", "There is no such page"),
    "no-such-unit": ("Không có đơn vị này", "There is no such body"), "no-database": ("Chưa có dữ liệu", "There is no database yet"),
    "invalid-request": ("Địa chỉ không đúng", "The address is not right"), "internal-error": ("Chương trình gặp lỗi", "The program failed"),
}  # fmt: skip


def say(lang: Language, text: str, *values: object) -> str:
    """A sentence of the pages in the caller's language, its blanks filled."""
    out = ENGLISH.get(text, text) if lang == "en" else text
    return out.format(*values) if values else out


def word(value: str | None, lang: Language) -> str:
    """A code or value for people."""
    if value is None:
        return ""
    if value in _WORDS:
        return _WORDS[value][lang == "en"]
    if lang == "vi":
        for known in (VALUES["kind"], VALUES["level"]):
            if value in known:
                return known[value]
    return value.replace("_", " ") if lang == "en" else value


def kind_name(kind: str, lang: Language) -> str:
    """What a list of the record is called."""
    return KINDS.get(kind, ("Cả văn bản", "Whole plan"))[lang == "en"]


def for_script(lang: Language) -> str:
    """JSON for the scripts: their sentences, and the names of kinds, fields and values."""
    values = {v for choices in CHOICES.values() for v in choices if v}
    return json.dumps(
        {
            "say": {text: say(lang, text) for text in _SCRIPT},
            "kinds": {k: v[lang == "en"] for k, v in KINDS.items()},
            "fields": {k: v[lang == "en"] for k, v in FIELD_NAMES.items()},
            "values": {v: word(v, lang) for v in sorted(values)},
        },
        ensure_ascii=False,
    )
