"""What a heading or a first word says of the part that it opens: work is given here, aims are told, rewards are measured."""

from __future__ import annotations

import regex

#: headings of the parts that assign work
ASSIGNS = regex.compile(
    r"tổ\s+chức\s+(?:triển\s+khai\s+)?thực\s+hiện|tổ\s+chức\s+triển\s+khai|phân\s+công|trách\s+nhiệm|nhiệm\s+vụ\s+(?:của|các|cụ\s+thể\s+của)|giao\s+nhiệm\s+vụ|"
    r"chế\s+độ\s+(?:thông\s+tin,?\s*)?báo\s+cáo|công\s+tác\s+phối\s+hợp|cơ\s+quan\s+thực\s+hiện|kinh\s+phí",
    regex.I,
)
#: headings of the parts that tell aims or what was done: nothing in them makes a task
TELLS = regex.compile(
    r"\s*(?:[\p{L}\d.)]+\s+)?(?:mục\s+(?:đích|tiêu)|quan\s+điểm|căn\s+cứ|cơ\s+sở\s+pháp\s+lý|yêu\s+cầu\s*$|yêu\s+cầu,\s|(?:đặc\s+điểm|đánh\s+giá|khái\s+quát|tóm\s+tắt)?,?\s*tình\s+hình|thực\s+trạng|kết\s+quả\s+(?:thực\s+hiện|đạt\s+được)|"
    r"tồn\s+tại|hạn\s+chế|nguyên\s+nhân|ưu\s+điểm|khuyết\s+điểm|bối\s+cảnh|đề\s+cương|bài\s+học|dự\s+báo|thuận\s+lợi|khó\s+khăn|phạm\s+vi|đối\s+tượng|tiêu\s+chuẩn|tiêu\s+chí)",
    regex.I,
)
GENERIC = regex.compile(  # a lead-in that gives no work of its own: "có trách nhiệm:", "thực hiện các nhiệm vụ sau:"
    r"(?:[\s,]*(?:có|chịu|làm|thực\s+hiện|triển\s+khai|tập\s+trung|tổ\s+chức|tốt|nghiêm\s+túc|chủ\s+động|cụ\s+thể|và|đầy\s+đủ|trách\s+nhiệm|nhiệm\s+vụ|nội\s+dung|công\s+việc|công\s+tác|việc|một\s+số|các|những|"
    r"sau\s+đây|như\s+sau|sau|trọng\s+tâm|chủ\s+yếu|chính|được\s+giao|dưới\s+đây|gồm|là|theo|phân\s+công|hiện|này|tiếp\s+tục|giải\s+pháp|căn\s+cứ|chức\s+năng|quyền\s+hạn))*[\s:;,.]*",
    regex.I,
)
#: headings of parts that tell who is rewarded and by what measure: only a plain assignment in them makes a task
QUIET = regex.compile(
    r"khen\s+thưởng|tiêu\s+chuẩn|tiêu\s+chí|điều\s+kiện|danh\s+hiệu|giải\s+thưởng|thể\s+lệ|đối\s+tượng|thành\s+phần|đại\s+biểu",
    regex.I,
)
#: the title of a form that others are to fill in: what stands below it is no work of this plan
FORM = regex.compile(
    r"(?-i:ĐỀ\s+CƯƠNG|MẪU\b|BIỂU\s+MẪU|PHIẾU|BIÊN\s+BẢN|BÁO\s+CÁO|DANH\s+SÁCH|TỜ\s+TRÌNH)[^.]{0,160}$|(?:mẫu|biểu|phiếu)\s+(?:số\s+)?\d",
    regex.I,
)
EXHORTS = regex.compile(
    r"\s*(?:(?:đẩy\s+mạnh\s+)?(?:phong\s+trào\s+)?thi\s+đua|không\s+ngừng|phấn\s+đấu|nêu\s+cao|nhiệt\s+liệt|kính\s+chào)\b",
    regex.I,
)
NOTE = regex.compile(
    r"\s*\(|\s*(?:ghi\s+chú|lưu\s+ý|điện\s+thoại|email|ví\s+dụ|nguồn\s+kinh\s+phí|kinh\s+phí)\b", regex.I
)
