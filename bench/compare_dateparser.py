"""The same sentences read by dateparser (search, Vietnamese) and by this package: writes docs/time-comparison.md.

    python -m bench.compare_dateparser

dateparser is a general reader of dates in two hundred languages; the table says which of the expressions of official Vietnamese it
was not made for, not that it is bad at what it was made for.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from extract import temporal
from extract.record import Date

ISSUED = "2024-03-15"
PAGE = Path(__file__).parents[1] / "docs" / "time-comparison.md"

SENTENCES = [
    "Báo cáo trước ngày 28/2/2025.",
    "Báo cáo trước ngày 05 tháng 12 năm 2024.",
    "Nộp hồ sơ chậm nhất 01.7.2024.",
    "Gửi về Văn phòng trước 17h00 ngày 25/4/2024.",
    "Khai mạc ngày 20/5/2024.",
    "Tập huấn từ ngày 03 đến 05/5/2024.",
    "Họp vào các ngày 05, 12 và 19/5/2024.",
    "Hoàn thành trong tháng 6/2024.",
    "Hoàn thành trước tháng 4/2025.",
    "Hoàn thành trong quý III/2024.",
    "Tập trung thu nợ trong hai tháng cuối năm 2024.",
    "Hoàn thành trong hạ tuần tháng 5/2024.",
    "Triển khai từ năm 2024 đến năm 2026.",
    "Gửi báo cáo trước ngày 25 hằng tháng.",
    "Báo cáo trước ngày 15 của tháng cuối quý.",
    "Báo cáo trước ngày 15/6 và 15/12 hằng năm.",
    "Giao ban sáng thứ Hai hằng tuần.",
    "Trả lời trong 05 ngày làm việc kể từ ngày 26/4/2024.",
    "Tặng quà trước Tết Nguyên đán Ất Tỵ.",
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ.",
    "Đại hội Đảng bộ nhiệm kỳ 2025 - 2030.",
    "Đã hoàn thành 12/19 chỉ tiêu.",
    "Nâng cấp đường 3/2 và đường 30/4.",
    "Liên hệ số điện thoại 0912.345.678.",
]


def ours(sentence: str) -> str:
    out = []
    for item in temporal.parse(sentence, issued_on=ISSUED):
        if isinstance(item, Date):
            out.append(f"{item.role} {item.value}" + (f" … {item.end_value}" if item.end_value else ""))
        else:
            span = [item.rrule] if item.rrule else [item.start_on, "…", item.due_on]
            out.append(" ".join(filter(None, [item.relation, *span])))
    return "<br>".join(out) or "nothing"


def theirs(sentence: str) -> str:
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": datetime.fromisoformat(ISSUED), "DATE_ORDER": "DMY"}
    found = search_dates(sentence, languages=["vi"], settings=settings) or []
    return "<br>".join(f"{text.strip()!r}: {day.date().isoformat()}" for text, day in found) or "nothing"


def page() -> str:
    import dateparser

    lines = [
        "# The same sentences, read by dateparser and by this package",
        "",
        f"Written by `python -m bench.compare_dateparser`; dateparser {dateparser.__version__}, `search_dates` with the language vi, the",
        f"order day, month, year, and {ISSUED} as the day to count from. Ours gives relation, first day … last day in time.",
        "",
        "| sentence | dateparser | kehoach |",
        "|---|---|---|",
    ]
    lines += [f"| {s} | {theirs(s)} | {ours(s)} |" for s in SENTENCES]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    print(PAGE)
