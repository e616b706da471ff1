"""Named patterns of targets: where they stand, what makes a number one, where their names begin and end."""

from __future__ import annotations

import regex

# ── where targets stand ──────────────────────────────────────────────────────────────────────────────────────────────

#: headings above lists of targets: "2. Các chỉ tiêu thi đua chủ yếu", "b) Mục tiêu cụ thể", "KẾT QUẢ CẦN ĐẠT"
TARGET_HEADING = regex.compile(
    r"chỉ tiêu|mục tiêu|chỉ số đánh giá|kết quả (?:cần đạt|dự kiến|đầu ra)|sản phẩm (?:cần đạt|đầu ra)|đầu ra|định mức phấn đấu",
    regex.I,
)
#: of these, lists in which a target without a number counts too
NAMED_HEADING = regex.compile(r"chỉ tiêu(?! kế hoạch là)|mục tiêu cụ thể|kết quả cần đạt", regex.I)
#: headings that only look like it: "Mục đích, yêu cầu", "Căn cứ xây dựng chỉ tiêu"
NOT_HEADING = regex.compile(
    r"căn cứ|giải pháp|nhiệm vụ|phân công|tổ chức thực hiện|kinh phí|khen thưởng|mức thưởng|giải thưởng|hồ sơ|chương trình mục tiêu|(?:đánh giá|kết quả) (?:thực hiện|đạt được)|tình hình|thực trạng|tồn tại",
    regex.I,
)
#: a line that opens a list of targets: "Phấn đấu đến cuối năm đạt các chỉ tiêu sau:"
LEAD_LINE = regex.compile(r"(?:chỉ tiêu|mục tiêu|phấn đấu)[^.;]{0,160}:\s*$", regex.I)
#: past and present, not to be reached: "Kết quả thực hiện năm 2024", "đã đạt", "hiện có"
PAST = regex.compile(
    r"(?<!\p{L})(?:đã (?:đạt|có|hoàn thành|được|giảm|tăng|thực hiện|tổ chức|giải ngân|huy động)|hiện (?:có|nay|tại)|tính đến (?:ngày|tháng|nay|thời điểm)|trong (?:năm|giai đoạn|nhiệm kỳ) (?:vừa )?qua|"
    r"năm (?:học )?trước|kết quả (?:năm|đạt được|thực hiện|cho thấy)|đạt được kết quả|cùng kỳ|thực trạng|còn lại)(?!\p{L})",
    regex.I,
)
#: what has been done, right before a figure; what was set or given is still to be reached
DONE = regex.compile(
    r"(?<!\p{L})đã\s+(?!đề ra|giao|được giao|ban hành|phê duyệt|được phê duyệt|đăng ký|quy hoạch|cam kết|xác định)[^,;]{0,60}$",
    regex.I,
)
#: sections about the past or about awards, money of prizes, papers to hand in
NOT_TARGET_SECTION = regex.compile(
    r"khen thưởng|giải thưởng|cơ cấu giải|mức thưởng|hồ sơ|thể lệ|thời gian|kinh phí|dự toán|kết quả thực hiện|kết quả đạt được|thực trạng|tình hình|đánh giá kết quả|thành phần|địa điểm|nơi nhận|"
    r"điều kiện|tiêu chuẩn|đối tượng|hình thức thi|nội dung thi|cách tính điểm|chấm điểm|thang điểm|bố cục|yêu cầu kỹ thuật|quy định chung|lịch|chương trình làm việc",
    regex.I,
)

# ── numbers that measure nothing ─────────────────────────────────────────────────────────────────────────────────────

#: what before a number makes it a name or a place: "Điều 5", "lần thứ 12", "khóa XX", "Quốc lộ 32", "Covid-19"
NOT_BEFORE = regex.compile(
    r"(?:(?<!\p{L})(?:nhiệm kỳ|giai đoạn|thời kỳ|khóa|khoá|lần thứ|thứ|số|số:|điều|khoản|điểm|mục|chương|phần|phụ lục|biểu|mẫu|bảng|hình|trang|"
    r"phường|quận|tiểu khu|câu|cấp độ|mức độ|quốc lộ|tỉnh lộ|đường tỉnh|QL|ĐT|km|phòng số|tầng|ngõ|ngách|"
    r"đề án|nghị quyết|chỉ thị|nghị định|quyết định|thông tư|kế hoạch|kết luận|dự án|tiểu dự án|hợp phần|nội dung|nhiệm vụ|công nghiệp|công nghệ|cách mạng công nghiệp lần thứ|tv|hotline|điện thoại|đt|"
    r"kỷ niệm|kỉ niệm|covid|tcvn|iso|trung ương|hội nghị trung ương|đại hội|quyển|gói thầu)\s*:?\s*|\d\s?[/.-]\s?|[\p{Lu}]{2,}[-.]?|(?:sđt|tel|email)[^\n]{0,20})$",
    regex.I,
)
#: the same before small bare figures only: "lớp 10", "tổ 5", "cấp 3"; not "nâng cấp 05 tuyến", "cấp 1.200 thẻ"
NOT_BEFORE_SMALL = regex.compile(
    r"(?<!\p{L})(?:tập|lớp|khối|tổ|nhóm|đội|cụm|ấp|khu phố|khóm|thôn|xóm|đợt|vòng|bước|bài|hạng|loại|cấp|mức|mũi|liều|mũi nhắc lại|chương trình|kỳ|quý|tuần|tháng|ngày|học kỳ|phiên|ca|buổi|khẩu hiệu|vị trí|top)\s*:?\s*$",
    regex.I,
)
#: before a year: "năm 2025", "cả năm 4.500 ha" is a quantity
NOT_BEFORE_YEAR = regex.compile(r"(?<!\p{L})(?:năm|năm học|tháng|vụ|niên khóa|thế kỷ)\s*$", regex.I)
#: a rate's base: "trên 10.000 dân", "/100 bé gái"
PER_HEAD = regex.compile(r"\s{0,2}(?:dân|người dân|bé gái|trẻ (?:đẻ|sinh) (?:ra )?sống|ca sinh)(?!\p{L})", regex.I)
#: what behind it does: "05 năm (2021 - 2025)", "70 năm Ngày thành lập", "18 tuổi", "24/7", "8 giờ 00"
NOT_AFTER = regex.compile(
    r"\s{0,2}(?:năm\s+(?:ngày|thành lập|chiến thắng|cách mạng|giải phóng|truyền thống|quốc khánh|xây dựng|\(|thực hiện|tiếp theo|một lần|qua|liên tiếp|trở lại|kể từ|đổi mới)|"
    r"tuổi|giờ\s?\d|h\d|th(?=\s)|đ/c|đồng chí|khâu đột phá|đột phá|trụ cột|\)|chương\b|điều\b)",
    regex.I,
)
#: an attribute that tells whom or what is meant, not how many: "nhóm từ 30 hộ trở lên", "trẻ em dưới 6 tuổi", "doanh nghiệp có từ 10 lao động"
ATTRIBUTE_BEFORE = regex.compile(
    r"(?<!\p{L})(?:nhóm|những (?:hộ|đơn vị|nơi)|quy mô|diện tích|công suất|trọng tải|độ cao|chiều (?:dài|rộng)|cự ly|khổ|kích thước|cỡ chữ|thời lượng|điện áp|mệnh giá)\s+(?:có\s+)?$",
    regex.I,
)
ATTRIBUTE_COUNT = regex.compile(
    r"(?:doanh nghiệp|cơ quan|đơn vị|chi bộ|thôn|xã|hộ|khu dân cư|trường|lớp|nơi|địa bàn|cơ sở)\s+(?:có|sử dụng)\s+$",
    regex.I,
)
#: between a counted thing and a figure that only describes it
ATTRIBUTE_GAP = regex.compile(r"[^,;:.]{0,60}?\s(?:đạt|có|quy mô|loại|hạng|cao|rộng|dài|dày|nặng|đủ|được)\s+")
#: a clause that begins with striving makes each of its counts a target
AIM = regex.compile(
    r"(?<!\p{L})(?:nâng [^,;]{0,60}lên\s*$|phấn đấu|chỉ tiêu(?: giao)?|mục tiêu(?: là)?)(?!\p{L})", regex.I
)
#: rates that a rule sets, not a target: support, fees, fines, deductions, weights, probability
RATE = regex.compile(
    r"(?<!\p{L})(?:hỗ trợ|mức hỗ trợ|chi hỗ trợ|trợ cấp|phụ cấp|mức phạt|xử phạt|mức đóng|đóng góp|lãi suất|thuế suất|thuế|phí|lệ phí|miễn|miễn, giảm|khấu trừ|trích|trích lại|bồi thường|trọng số|hệ số|mức chi|định mức|"
    r"mức thưởng|thưởng|giải nhất|giải nhì|giải ba|giải khuyến khích|trị giá|tạm ứng|tỷ lệ điểm|chiếm|cơ cấu điểm|vốn điều lệ|nồng độ|độ ẩm|vốn đối ứng|đối ứng|ngân sách (?:trung ương|tỉnh|huyện|xã|nhà nước)\s*:?)"
    r"\s*(?:kinh phí|tối đa|không quá|là|bằng|ít nhất|chi phí|học phí|một phần|mức)?\s*$",
    regex.I,
)
#: parts of an award, a dossier, a group: "01 giải Nhất", "03 bộ hồ sơ", "gồm 05 thành viên"
PIECE = regex.compile(
    r"(?:giải (?:nhất|nhì|ba|tư|khuyến khích|đặc biệt|phụ|tập thể)|bộ hồ sơ|bộ\b|bản (?:chính|sao|giấy|photo|pdf|gốc)|ảnh \d|ngày làm việc|phút|giây|trang|câu hỏi|chữ|từ\b)",
    regex.I,
)
COMPOSITION = regex.compile(
    r"(?<!\p{L})(?:gồm|bao gồm|gồm có|trong đó có|thành phần|mỗi (?:đội|bài|giải|phần|người|thí sinh|tiết mục|hồ sơ)|cơ cấu|chia (?:thành|làm)|lưu|nộp|gửi|kèm theo|tổng điểm|thang điểm)\b[^,;.]{0,40}$",
    regex.I,
)

#: what a part of a list of places or bodies goes on with: "8/8 xã, thị trấn"
MORE_PLACES = regex.compile(
    r"(?:(?:,\s|\s?-\s|\svà\s)(?:xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố|quận|thôn|bản|làng|khu phố|tổ dân phố|ấp|khóm|buôn|cơ quan|đơn vị|doanh nghiệp|khu dân cư|tổ chức)(?!\p{L})){1,4}",
    regex.I,
)
#: what "trên" may stand on: "trên 06 tuyến đường"
ON_PLACE = regex.compile(
    r"\s?(?:tuyến|trục|đoạn|địa bàn|đường|con đường|cánh đồng|sông|kênh|lĩnh vực|nền tảng)(?!\p{L})", regex.I
)
#: a number in the title of a scheme or a motto: "Đề án “Trồng một tỷ cây xanh”"
IN_TITLE = regex.compile(
    r"(?<!\p{L})(?:đề án|chương trình|dự án|kế hoạch|quyết định|nghị quyết|phong trào|cuộc vận động|chủ đề|khẩu hiệu|phương châm|mô hình|chiến dịch)(?!\p{L})[^“”\"]{0,60}[“\"][^“”\"]*$",
    regex.I,
)
#: "xếp hạng 10/63", "từ hạng 3 đến hạng 5", "nằm trong nhóm 10", "đứng thứ 5": a place among others
RANK = regex.compile(
    r"(?<!\p{L})(?:(?P<aim>xếp|đứng|giữ|đạt|lên|vươn lên|nằm|duy trì|thuộc|ở|vào)\s(?:trong\s)?)?(?:(?P<range>từ)\s)?(?P<word>(?:xếp |thứ )?hạng|vị trí(?: thứ)?|thứ|top)\s(?P<n>\d{1,3})(?![\d.,]|\s?%)"
    r"(?:\s?/\s?(?P<of>\d{1,3})(?!\d)|\s?(?:-|đến)\s?(?:(?:hạng|vị trí(?: thứ)?|thứ)\s)?(?P<n2>\d{1,3})(?!\d))?(?P<least>\strở lên)?",
    regex.I,
)
#: the verb that several subjects with figures share: "90% hộ, 85% khu dân cư [đạt chuẩn văn hóa]"
PREDICATE = regex.compile(
    r"\s(?=(?:đạt|được|có|tham gia|ký|thực hiện|sử dụng|hoàn thành|tiếp cận|biết|đăng ký|giữ vững|không|bảo đảm|đảm bảo|tốt nghiệp|triển khai|tổ chức|áp dụng|kết nối|cam kết)(?!\p{L}))",
    regex.I,
)

# ── what makes a number a target outside such sections ───────────────────────────────────────────────────────────────

#: to strive for a value
STRIVE = regex.compile(
    r"(?<!\p{L})(?:phấn đấu|đạt|hoàn thành|bảo đảm|đảm bảo|duy trì|giữ vững|nâng|giảm|tăng|hạ|kéo giảm|cắt giảm|rút ngắn|tiết kiệm|giải ngân|số hóa|tỷ lệ|tỉ lệ|thu hút|huy động|vận động|chỉ tiêu|mục tiêu|tối thiểu|"
    r"tổng (?:số|thu|vốn|sản lượng|giá trị|kinh phí thu)|không để|phủ sóng|bao phủ|triển khai hoàn thiện|hoàn thiện|xóa|xoá|phát triển (?:mới|thêm)?|kết nạp|thành lập mới|hình thành(?: mới)?|trồng(?: mới)?|"
    r"tạo việc làm|giải quyết việc làm|đào tạo|xây dựng mới|nhân rộng|tiếp nhận|thu ngân sách|công nhận|tuyển(?: sinh| chọn)?|lập danh sách(?: đề cử| để cử)?|đề cử|cử|có|tại|cho|xử lý|thực hiện|giải quyết|cấp|kiểm tra|rà soát|tiêm|"
    r"100\s?%)(?!\p{L})",
    regex.I,
)
#: verbs that make a plain count a target even without a comparator
COUNT_VERB = regex.compile(
    r"(?<!\p{L})(?:phấn đấu|hoàn thành|triển khai hoàn thiện|hoàn thiện|đạt|nâng (?:tổng số|số)|hình thành(?: mới)?|thành lập mới|trồng(?: mới| thêm)?|kết nạp(?: mới)?|tạo việc làm(?: mới)?|giải quyết việc làm(?: mới)?(?: cho)?|"
    r"phát triển (?:mới|thêm)|duy trì|giữ vững|xây dựng mới|xóa|xoá|đề cử|để cử|vận động|huy động|thu hút|tuyển sinh|đào tạo(?: nghề)?(?: cho)?|công nhận(?: mới)?|chỉ tiêu|tăng thêm|giảm|cắt giảm|nâng|hỗ trợ xây dựng|"
    r"(?:bảo đảm|đảm bảo)\s[^,;.]{2,30}\scho|sơ tán(?: hết)?|sửa chữa|đón|đưa|khai trương|cấp mới|bê tông hóa|cứng hóa|lắp đặt|trao tặng|số hóa|có thêm|có ít nhất|có tối thiểu)\s+(?:được\s+|ít nhất\s+|tối thiểu\s+|khoảng\s+|cho\s+|mới\s+|thêm\s+|lên\s+|trên\s+|danh sách\s+)*$",
    regex.I,
)

# ── names ────────────────────────────────────────────────────────────────────────────────────────────────────────────

#: what measures begin with
MEASURE = (
    r"tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|tỷ suất|tốc độ|tổng|chỉ số|số lượng|số|diện tích|sản lượng|năng suất|thu nhập|giá trị|mức|mật độ|độ che phủ|thu ngân sách|doanh thu|kim ngạch|vốn|dân số|tuổi thọ|quy mô|công suất|"
    r"thời gian|chi phí|thứ hạng|xếp hạng|kinh phí|bình quân|GRDP|GDP|PCI|PAPI|PAR|SIPAS|DTI|hệ số|điểm|hộ nghèo|hộ cận nghèo|lượng|năng lực"
)
#: where a new target may begin behind a comma or "và": a measure, a verb of striving, a figure
NEW_SUBJECT = regex.compile(
    rf"(?:,|\s-|\bvà|;|:)\s+(?=(?:(?:phấn đấu|trong đó|góp phần|nâng|giảm|đạt|hoàn thành|bảo đảm|đảm bảo|duy trì|giữ vững|có|với|tăng|kéo giảm|đưa|từng bước|qua đó|đồng thời|không để|xây dựng|hình thành|thành lập|"
    rf"giải ngân|số hóa|cắt giảm|ưu tiên|riêng|còn|{MEASURE}|100\s?%|trên|dưới|ít nhất|tối thiểu|từ\s+\d|không quá|khoảng)(?!\p{{L}})|\d))",
    regex.I,
)
#: what is no part of a name at its front
FRONT = regex.compile(
    r"[\s\-+•*–,;:.)“\"]*(?:(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]|\(?\p{Ll}[.)]|\p{Ll}\))\s+)?"
    r"(?:(?:và|phấn đấu|quyết tâm|yêu cầu|(?:bảo đảm|đảm bảo)(?=\s+(?:tỷ lệ|tỉ lệ|số|tổng|có|ít nhất|tối thiểu|trên|từ\s|\d|100))|trong đó(?:,? có)?|đồng thời|góp phần|qua đó|từng bước|nhằm|để|với|có|còn|riêng|cụ thể|như|ước|dự kiến|chỉ tiêu\s*:|mục tiêu\s*:|"
    r"(?:đến|trước|vào)\s(?:hết\s)?(?:ngày\s)?\d{1,2}/\d{1,2}/\d{4},?|(?:đến|trong|vào|hằng|hàng|mỗi|cả)?\s?(?:hết |cuối )?(?:năm học|năm|quý|tháng)(?:\s(?:\d{4}(?:\s?-\s?\d{4})?|[IVX]+(?:/\d{4})?|\d{1,2}(?:/\d{4})?))?\s?,?:?|(?:trong )?giai đoạn \d{4}\s?-\s?\d{4},?:?|"
    r"hằng năm|hàng năm|mỗi năm|đến nay)(?!\p{L})[\s,:]*)*",
    regex.I,
)
#: what is no part of it at its end: "… đạt", "… :", "… lên", "… là"
BACK = regex.compile(
    r"(?:[\s:,(–=-]|(?<!\p{L})(?:đạt|đạt được|là|còn|lên|xuống|xuống còn|lên đến|tới|đến|bằng|ở mức|chiếm|được|khoảng|từ|tăng từ|giảm từ|phải|sẽ|phấn đấu|có|đạt tỷ lệ|đạt mức|trên|dưới|vượt|duy trì|gấp|tăng gấp|cho)(?!\p{L}))+$",
    regex.I,
)
#: "… tăng từ 60%" before "lên 75%"
ORIGIN = regex.compile(r"\s+(?:tăng|giảm|nâng|hạ)?\s*từ\s+[\d.,]+[^,;]*$", regex.I)
#: a verb alone says what becomes of the measure named before it: "…, tăng 12% so với năm 2024"
BARE_VERB = regex.compile(
    r"(?:tăng|giảm|vượt|bằng|đạt|chiếm|tăng thêm|tăng bình quân|giảm bình quân|tương đương|tăng trưởng)?", regex.I
)
#: prepositions that a name does not end in
DANGLING = regex.compile(r"(?:\s+(?:cho|với|và|cùng|tại|trên|của|trong|đạt|có|gồm|là|để|,))+$", regex.I)
#: it ended in a copula: the name stands before the value
COPULA = regex.compile(
    r"(?:[:=–]|\s-|(?<!\p{L})(?:đạt|đạt được|là|còn|lên|xuống|xuống còn|lên đến|bằng|ở mức|chiếm|đạt tỷ lệ|đạt mức|tăng|giảm|tăng bình quân|giảm bình quân|tăng thêm|giảm còn|giảm từ|tăng từ|bình quân|giảm xuống|tăng lên|phấn đấu))\s*(?:được\s*)?$",
    regex.I,
)
#: "giảm", "tăng" before a figure may be a copula ("tỷ lệ … giảm 2%") or govern what follows ("cắt giảm 30% thủ tục")
TURN = regex.compile(r"(?:tăng|giảm|tăng thêm|phấn đấu)\s*$", regex.I)
#: what behind a value says no more than when, where or against what
AFTER_VALUE = regex.compile(
    r"(?:so|năm|hằng|hàng|mỗi|bình quân|theo|trong|đến|vào|trên|tại|ở|và|trở|cùng|mức|của|do|với|tổng số|quý|tháng|giai đoạn|trước|sau|như|thì|để|nhằm|/)(?!\p{L})",
    regex.I,
)
#: a long target quotes the papers it rests on
LEGAL_TAIL = regex.compile(r"\s+theo\s+(?=\p{Lu}|nghị|quyết|kế hoạch|chỉ đạo|quy định|đề án)")
#: the name starts with a measure: the value stands behind it
MEASURE_START = regex.compile(
    rf"^(?:(?:nâng|giảm|tăng|kéo giảm|hạ|duy trì|giữ vững|đưa|bảo đảm|đảm bảo|rút ngắn)\s+)?(?:các\s+)?(?:{MEASURE})(?!\p{{L}})",
    regex.I,
)
#: the verb that a figure completes opens its name: "Yêu cầu các đơn vị bảo đảm 100% …"
VERB_AT_END = regex.compile(
    r"(?:\s|^)(?P<verb>(?:(?:bảo đảm|đảm bảo|phấn đấu|hoàn thành|giải ngân|số hóa|duy trì|thực hiện|xử lý|cập nhật|kiểm tra|giải quyết|tổ chức|triển khai|tuyên truyền|vận động|huy động|rà soát|công khai)\s*){1,3})(?:cho\s|được\s|có\s)?$",
    regex.I,
)
#: a lead-in on the same line: "… giao chỉ tiêu: mỗi chi bộ kết nạp …"
LEAD_IN = regex.compile(r"[^:]{0,200}(?:chỉ tiêu|mục tiêu|như sau|cụ thể)[^:]{0,40}:\s+(?=\p{L}+\s)", regex.I)
#: the end of what stands behind a figure: "… đạt chuẩn quốc gia; …"
SUFFIX_END = regex.compile(
    r"[;:\n]|\.(?=\s|$)|\s*\.?/\.|\s\((?=\D)|,\s(?=trong đó|gắn với|nhằm|tạo|làm|đáp ứng|hướng tới|hướng đến|từ đó|không để|thực hiện|phấn đấu|góp phần|bảo đảm|đảm bảo|đồng thời|đạt|qua đó|để)"
)
QUALITATIVE_START = regex.compile(
    r"(?:tiếp tục |phấn đấu |quyết tâm |cơ bản )?(?:hoàn thành|phấn đấu|giữ vững|duy trì|đạt|không để|không có|không xảy ra|không phát sinh|bảo đảm|đảm bảo|xây dựng|phát triển|nâng cao|giảm|tăng|hạn chế|thực hiện|triển khai|tổ chức|"
    r"củng cố|kiềm chế|kéo giảm|tạo|hình thành|đưa|xóa|xoá|từng bước|cải thiện|tỷ lệ|số|tổng(?! kết)|chỉ số|cơ quan|đơn vị|chi bộ|trường|phường|xã|công đoàn|đảng bộ|tốc độ|thu|giá trị|các|mỗi|100|không|phổ cập|hỗ trợ|rút ngắn|quản lý|có|huy động|"
    r"tăng cường|đẩy mạnh|khai thác|số hóa|ứng dụng|trở thành|xếp|được|nằm trong|thuộc nhóm)(?!\p{L})",
    regex.I,
)
#: "(1) Tốc độ tăng trưởng kinh tế; (2) tổng thu ngân sách": targets named one by one behind a lead-in with "chỉ tiêu"
ENUMERATED = regex.compile(
    r"(?<=[:;,.]\s{0,2}|và\s)\(?(?P<label>\d{1,2}|\p{Ll})\)\.?\s+(?P<name>[^;\n]{4,260}?)(?=\s*(?:;|\.(?:\s|$)|,?\s*(?:và\s+)?\(?(?:\d{1,2}|\p{Ll})\)|$))"
)
ENUMERATION_LEAD = regex.compile(
    r"(?:chỉ tiêu|tiêu chí|mục tiêu)(?!\p{L})[^:\n]{0,160}:\s*(?=\(?(?:1|a)\)\.?\s)", regex.I
)

# ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

AS_OF = regex.compile(
    r"(?:giai đoạn|thời kỳ|nhiệm kỳ)\s+\d{4}\s?-\s?(?P<end>20\d\d)|(?:đến|vào|tới|trước)?\s?(?:hết\s|cuối\s)?(?:ngày\s(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>20\d\d)|năm(?:\shọc)?\s(?P<year>20\d\d)(?:\s?-\s?(?P<school>20\d\d))?)",
    regex.I,
)
BASE = regex.compile(
    r"so(?:\s+với)?\s+(?:cuối\s+|đầu\s+)?(?P<base>năm(?:\shọc)?\s\d{4}(?:\s?-\s?\d{4})?|năm trước|cùng kỳ(?:\snăm\s(?:trước|\d{4}))?|giai đoạn\s\d{4}\s?-\s?\d{4}|năm học trước|kế hoạch|chỉ tiêu (?:được )?giao|dự toán)",
    regex.I,
)
#: "từ 60% (năm 2023) lên 75%": the first is where it stands now
FROM_TO = regex.compile(
    r"^\s*(?:\([^)]{0,30}\)\s*|năm\s\d{4}\s*|hiện nay\s*)?(?:lên(?:\sđến|\strên)?|xuống(?:\scòn)?|thành|còn)\s*$",
    regex.I,
)
