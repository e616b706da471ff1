"""Whole records out of nothing but a seed: every field filled somewhere, every offset right.

`plan(seed)` writes a plan of an invented office line by line and notes what stands where, so that tests, the benchmark and the
notebooks have as many plans as they ask for.
"""

from __future__ import annotations

import hashlib
import random
from datetime import date, timedelta

from extract import record as r

PROVINCES = ["An Bình", "Đông Lĩnh", "Hải Vân", "Thuỷ Nguyên"]
DISTRICTS = ["Vân Sơn", "Đức Hoà", "Tân Lập", "Bình Khê", "Vinh Quang"]
COMMUNES = ["Phú Lâm", "Đại Đồng", "Xuân Mỹ", "Hoà Tiến", "An Khê", "Nghĩa Trung"]
OFFICES = [
    "Phòng Nội vụ",
    "Phòng Tư pháp",
    "Phòng Tài chính - Kế hoạch",
    "Phòng Giáo dục và Đào tạo",
    "Văn phòng",
    "Phòng Y tế",
    "Công an",
    "Thanh tra",
]
DUTIES = [
    "tham mưu ban hành văn bản chỉ đạo, tổng hợp kết quả thực hiện",
    "tổ chức tập huấn nghiệp vụ cho cán bộ cơ sở",
    "rà soát, cập nhật dữ liệu hộ nghèo vào hệ thống",
    "kiểm tra việc chấp hành tại các đơn vị",
    "đẩy mạnh tuyên truyền trên hệ thống truyền thanh",
    "bố trí kinh phí và hướng dẫn thanh quyết toán",
]
TOPICS = ["cải cách hành chính", "chuyển đổi số", "phòng, chống thiên tai", "giảm nghèo bền vững", "an toàn thực phẩm"]
MEASURES = [
    ("Tỷ lệ hồ sơ giải quyết đúng hạn", "đạt từ", "%", ">=", 80, 99),
    ("Tỷ lệ hộ nghèo", "dưới", "%", "<", 1, 6),
    ("Số thủ tục trực tuyến", "tối thiểu", "thủ tục", ">=", 20, 300),
]
NAMES = ["Lê Thị Đào", "Đỗ Văn Kha", "Hoàng Minh Thuỷ", "Ngô Quỳnh Hoa"]


class Draft:
    """A record in the making: lines are added to the end, and what they hold is noted with its offsets."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.seed = seed
        self.text = ""
        self.open: list[r.Section] = []
        self.items: dict[str, list] = {name: [] for name in r.LISTS}

    def line(self, line: str) -> int:
        """Add a line; its offset."""
        start = len(self.text) + 1 if self.text else 0
        self.text = f"{self.text}\n{line}" if self.text else line
        return start

    def span(self, start: int, line: str, part: str) -> dict:
        """text, start and end of a part of the line at `start`."""
        at = start + line.index(part)
        return {"text": part, "start": at, "end": at + len(part)}

    def section(self, kind: str, label: str | None, heading: str, depth: int) -> r.Section:
        self.close(depth)
        parent = self.open[-1] if self.open else None
        path = "/".join([*([parent.path] if parent and parent.path else []), *([label] if label else [])])
        line = f"{label}. {heading}" if label else f"- {heading}"
        start = self.line(line)
        s = r.Section(
            id=f"s{len(self.items['sections']) + 1}",
            parent=parent.id if parent else None,
            kind=kind,
            label=label,
            path=path,
            depth=depth,
            heading=heading,
            text="",
            start=start,
            end=start,
            page=1 + depth % 2,
        )
        self.items["sections"].append(s)
        self.open.append(s)
        return s

    def close(self, depth: int) -> None:
        while self.open and self.open[-1].depth >= depth:
            self.open.pop().end = len(self.text)

    def add(self, kind: str, letter: str, model: type, /, **fields):
        item = model(
            id=f"{letter}{len(self.items[kind]) + 1}",
            evidence="factory",
            confidence=round(self.random.uniform(0.5, 1), 3),
            **fields,
        )
        self.items[kind].append(item)
        return item


def plan(seed: int, tasks: int = 8, year: int | None = None) -> r.Record:
    """A plan of an invented district, province or commune; the same seed gives the same record."""
    d = Draft(seed)
    pick = d.random.choice
    year = year or pick([2021, 2022, 2023, 2024, 2025])
    province, district, commune = pick(PROVINCES), pick(DISTRICTS), pick(COMMUNES)
    level = pick(["province", "district", "commune"])
    place = {
        "province": r.Place(province=province),
        "district": r.Place(province=province, district=district, code="031"),
        "commune": r.Place(province=province, district=district, commune=commune),
    }[level]
    where = {"province": f"tỉnh {province}", "district": f"huyện {district}", "commune": f"xã {commune}"}[level]
    issuer = f"Ủy ban nhân dân {where}"
    number = pick([str(d.random.randint(1, 400)), None])
    issued = date(year, d.random.randint(1, 3), d.random.randint(1, 28))
    topic = pick(TOPICS)
    title = f"Thực hiện công tác {topic} năm {year}"
    parent_issuer = None if level == "province" else f"Ủy ban nhân dân tỉnh {province}"

    top = issuer.upper()
    at = d.line(top)
    house = d.add(
        "units", "u", r.Unit, name=issuer, kind="government", level=level, place=place, mentions=[d.span(at, top, top)]
    )
    d.line(f"Số: {number or '  '}/KH-UBND")
    d.line(f"{province}, ngày {issued.day:02} tháng {issued.month:02} năm {issued.year}")
    d.line("KẾ HOẠCH")
    line = title
    at = d.line(line)
    d.add("dates", "t", r.Date, role="year", value=str(year), section=None, **d.span(at, line, f"năm {year}"))

    basis = f"Căn cứ Nghị quyết số {seed % 90 + 1:02}-NQ/TU ngày 05/01/{year} của Ban Chấp hành Đảng bộ tỉnh {province} về {topic};"
    at = d.line(basis)
    code = f"{seed % 90 + 1:02}-NQ/TU"
    mention = d.span(at, basis, basis[len("Căn cứ ") : -1])
    ref = d.add(
        "references",
        "r",
        r.Reference,
        doc_type="Nghị quyết",
        number=code.split("-")[0],
        symbol="NQ/TU",
        code=code,
        date=f"{year}-01-05",
        issuer=f"Ban Chấp hành Đảng bộ tỉnh {province}",
        title=f"về {topic}",
        role="basis",
        mentions=[r.Mention(**mention)],
    )
    if parent_issuer:
        line = f"Thực hiện Kế hoạch số {seed % 50 + 1}/KH-UBND ngày 02/01/{year} của {parent_issuer};"
        at = d.line(line)
        d.add(
            "references",
            "r",
            r.Reference,
            doc_type="Kế hoạch",
            number=str(seed % 50 + 1),
            symbol="KH-UBND",
            code=f"{seed % 50 + 1}/KH-UBND",
            date=f"{year}-01-02",
            issuer=parent_issuer,
            title=None,
            role="implements",
            mentions=[r.Mention(**d.span(at, line, line[len("Thực hiện ") : -1]))],
        )

    d.section("roman", "I", "MỤC ĐÍCH, YÊU CẦU", 0)
    line = f"Phong trào “{topic.capitalize()} vì Nhân dân” là nhiệm vụ trọng tâm. Các đơn vị xác định rõ trách nhiệm."
    at = d.line(line)
    d.add(
        "slogans", "g", r.Slogan, kind="movement", section="s1", **d.span(at, line, f"{topic.capitalize()} vì Nhân dân")
    )

    line = f"Đây là việc của cả giai đoạn {year - 1} - {year + 3}."
    at = d.line(line)
    span = d.span(at, line, f"giai đoạn {year - 1} - {year + 3}")
    d.add("dates", "t", r.Date, role="term", value=str(year - 1), end_value=str(year + 3), section="s1", **span)

    d.section("roman", "II", "CHỈ TIÊU", 0)
    for i, (name, verb, unit, comparator, low, high) in enumerate(MEASURES):
        value = d.random.randint(low, high)
        s = d.section("arabic", str(i + 1), f"{name} {verb} {value} {unit} vào cuối năm {year}.", 1)
        d.add(
            "indicators",
            "i",
            r.Indicator,
            name=name,
            comparator=comparator,
            value=value,
            unit=unit,
            kind="quantitative",
            as_of=str(year),
            base=str(year - 1) if i == 0 else None,
            value_max=100 if i == 0 else None,
            of=400 if i == 2 else None,
            section=s.id,
            **d.span(s.start, f"{i + 1}. {s.heading}", f"{name} {verb} {value} {unit}"),
        )

    roman = d.section("roman", "III", "TỔ CHỨC THỰC HIỆN", 0)
    who = pick(NAMES)
    line = f"Đồng chí {who}, Phó Chủ tịch {issuer} trực tiếp chỉ đạo."
    at = d.line(line)
    boss = d.add(
        "officials",
        "o",
        r.Official,
        name=who,
        title="Phó Chủ tịch",
        unit=issuer,
        mentions=[r.Mention(section=roman.id, **d.span(at, line, who))],
    )
    d.add(
        "tasks",
        "k",
        r.Task,
        section=roman.id,
        text=line,
        start=at,
        end=at + len(line),
        directs=[boss.id],
    )
    offices = d.random.sample(OFFICES, k=min(tasks, 4))
    for i, office in enumerate(offices):
        s = d.section("arabic", str(i + 1), office, 1)
        full = f"{office} {where}"
        unit = d.add(
            "units",
            "u",
            r.Unit,
            name=full,
            kind="department",
            level=level,
            place=place,
            mentions=[r.Mention(section=s.id, **d.span(s.start, f"{i + 1}. {office}", office))],
        )
        for _ in range(max(1, tasks // len(offices))):
            _task(d, unit, house, boss, year)
    line = "Các phòng, ban, ngành căn cứ Kế hoạch này triển khai thực hiện."
    at = d.line(line)
    d.add(
        "units",
        "u",
        r.Unit,
        name="Các phòng, ban, ngành",
        kind="group",
        collective=True,
        mentions=[r.Mention(section=d.open[-1].id, **d.span(at, line, "Các phòng, ban, ngành"))],
    )
    row = "1\tBáo cáo năm\tVăn phòng"
    at = d.line(row)
    d.items["tables"].append(
        r.Table(
            id="b1",
            section=d.open[-1].id,
            page=2,
            columns=["TT", "Việc", "Đơn vị"],
            rows=[row.split("\t")],
            role="tasks",
            start=at,
            end=at + len(row),
        )
    )
    d.close(0)
    line = f"- {issuer} (b/c);"
    at = d.line(line)
    d.items["recipients"].append(r.Recipient(name=issuer, purpose="b/c", **d.span(at, line, f"{issuer} (b/c)")))
    d.line("CHỦ TỊCH")
    d.line(who)
    d.items["warnings"] += (
        [r.Warning_(code="number-blank", message="The number was left blank.", start=0, end=1)]
        if number is None
        else []
    )
    half = len(d.text) // 2
    d.items["pages"] += [r.Page(number=1, start=0, end=half), r.Page(number=2, start=half, end=len(d.text))]
    for s in d.items["sections"]:
        s.text = d.text[s.start : s.end]
    sha = hashlib.sha256(f"{seed}/{tasks}/{year}".encode()).hexdigest()
    return r.Record(
        id=f"kh-{sha[:16]}",
        generator="factory 1",
        source=r.SourceInfo(
            uri=f"plans/{seed}.docx",
            media_type="text/plain",
            sha256=sha,
            size=len(d.text.encode()),
            pages=2,
            reader="factory",
            quality=0.97,
        ),
        text=d.text,
        header=r.Header(
            issuer=issuer,
            parent_issuer=parent_issuer,
            number=number,
            symbol="KH-UBND",
            code=f"{number}/KH-UBND" if number else None,
            place=province,
            issued_on=issued.isoformat() if number else f"{year}-{issued.month:02}",
            doc_type="Kế hoạch",
            title=title,
            urgency="Khẩn" if seed % 7 == 0 else None,
        ),
        signer=r.Signer(name=who, title="Chủ tịch", authority=issuer, capacity="TM") if seed % 5 else None,
        implements=[ref.id],
        tokens=[r.Token(text="KẾ", start=0, end=2)] if seed % 11 == 0 else None,
        **d.items,
    )


def _task(d: Draft, unit: r.Unit, house: r.Unit, boss: r.Official, year: int) -> None:
    """A bullet that gives the unit a duty, with a deadline of one kind or another."""
    day = date(year, 3, 1) + timedelta(days=d.random.randrange(300))
    phrase, fields = d.random.choice(
        [
            (
                f"trước ngày {day.day:02}/{day.month:02}/{year}",
                {"kind": "due", "relation": "before", "due_on": (day - timedelta(1)).isoformat(), "precision": "day"},
            ),
            (
                f"trong tháng {day.month}/{year}",
                {
                    "kind": "period",
                    "relation": "in",
                    "start_on": day.replace(day=1).isoformat(),
                    "due_on": (date(year + day.month // 12, day.month % 12 + 1, 1) - timedelta(1)).isoformat(),
                    "precision": "month",
                },
            ),
            (
                "trước ngày 25 hằng tháng",
                {"kind": "recurring", "relation": "before", "rrule": "FREQ=MONTHLY;BYMONTHDAY=24", "precision": "day"},
            ),
            ("định kỳ hằng quý", {"kind": "recurring", "rrule": "FREQ=MONTHLY;INTERVAL=3"}),
            (
                "trong 05 ngày làm việc kể từ ngày ban hành",
                {
                    "kind": "relative",
                    "relation": "in",
                    "offset": r.Offset(amount=5, unit="working_day", anchor="ngày ban hành"),
                    "approximate": True,
                    "inferred": ["due_on:issued_on"],
                },
            ),
        ]
    )
    duty = d.random.choice(DUTIES)
    s = d.section(
        "bullet",
        None,
        f"Chủ trì, phối hợp với {house.name} {duty}; hoàn thành {phrase}. Báo cáo kết quả về Văn phòng.",
        2,
    )
    line = f"- {s.heading}"
    deadline = d.add("deadlines", "d", r.Deadline, section=s.id, **fields, **d.span(s.start, line, phrase))
    task = d.add(
        "tasks",
        "k",
        r.Task,
        section=s.id,
        lead=[unit.id],
        support=[house.id],
        directs=[boss.id] if d.random.random() < 0.3 else [],
        deadlines=[deadline.id],
        inherited_deadlines=[d.items["deadlines"][0].id]
        if d.random.random() < 0.2 and len(d.items["deadlines"]) > 1
        else [],
        deliverable="báo cáo" if "tổng hợp" in duty else None,
        reports_to=[house.id],
        **d.span(s.start, line, s.heading),
    )
    deadline.tasks.append(task.id)
