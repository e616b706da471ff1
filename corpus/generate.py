"""Write any number of varied plans with gold: `python corpus/generate.py 10000 OUT --seed 1 [--formats txt,html,docx]`.

OUT/files gets one file a plan, OUT/gold its gold file. The same seed and count give the same bytes. Sentences are those
of templates.yaml, put together anew for each plan: authority, place, year, numbering, figures, bodies and times differ.
"""

from __future__ import annotations

import argparse
import calendar
import datetime
import io
import random
import re
import sys
import zipfile
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import yaml

sys.path.insert(0, str(Path(__file__).parent))
from build import gold_json
from plan import HERE, Block, Plan, parse
from render_text import spans, to_html, to_txt

SCHEMES = [
    ("I.", "1.", "a)"),
    ("A.", "I.", "1."),
    ("I-", "1-", ""),
    ("1.", "1.1.", "a)"),
    ("I.", "1.", ""),
    ("Phần I", "1.", "a)"),
]
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
#: first day of the lunar year, as published in the Vietnamese calendar
TET = {2008: "2008-02-07", 2009: "2009-01-26", 2010: "2010-02-14", 2011: "2011-02-03", 2012: "2012-01-23", 2013: "2013-02-10",
       2014: "2014-01-31", 2015: "2015-02-19", 2016: "2016-02-08", 2017: "2017-01-28", 2018: "2018-02-16", 2019: "2019-02-05",
       2020: "2020-01-25", 2021: "2021-02-12", 2022: "2022-02-01", 2023: "2023-01-22", 2024: "2024-02-10", 2025: "2025-01-29",
       2026: "2026-02-17"}  # fmt: skip
DAY = datetime.timedelta(days=1)


@cache
def words() -> dict[str, Any]:
    return yaml.safe_load((HERE / "templates.yaml").read_text("utf-8"))


class Maker:
    """Makes one plan's front matter and body; everything drawn from `rng`."""

    def __init__(self, rng: random.Random, formats: list[str]) -> None:
        self.rng, w = rng, words()
        self.level = rng.choice([*w["frames"], "commune", "district"])
        only = w["frames"][self.level].get("only")
        self.subject = rng.choice(
            [s for s in w["subjects"] if s["key"] in only] if only else [s for s in w["subjects"] if "for" not in s]
        )
        year = rng.randint(2008, 2024)
        self.issued = datetime.date(year, rng.randint(1, 9), rng.randint(1, 28))
        self.year = year
        self.scheme = rng.choice(SCHEMES)
        province, district, commune = rng.choice(w["places"])
        fill = {"t": province, "h": district, "x": commune, "T": province.upper(), "H": district.upper(), "X": commune.upper(),
                "n": str(rng.randint(4, 480)).zfill(2), "c": str(rng.randint(10, 400))}  # fmt: skip
        self.fill = fill
        self.frame: dict[str, Any] = {
            key: [x.format(**fill) for x in value]
            if isinstance(value, list)
            else value.format(**fill)
            if isinstance(value, str)
            else value
            for key, value in w["frames"][self.level].items()
        }
        self.bodies = rng.sample(w["bodies"][self.level], min(len(w["bodies"][self.level]), rng.randint(4, 7)))
        self.cited_on = datetime.date(year, 1, 1) - rng.randint(5, 90) * DAY
        self.format = rng.choice(formats)
        self.count = [0, 0, 0]
        self.lines: list[str] = []
        self.signer = self.person()
        self.deputy = self.person()

    def person(self) -> str:
        w = words()
        return " ".join(self.rng.choice(w[k]) for k in ("surnames", "middles", "givens"))

    def head(self, depth: int, text: str) -> None:
        """A heading of the next number of its depth."""
        form = self.scheme[depth - 1]
        self.count[depth - 1] += 1
        self.count[depth:] = [0] * (3 - depth)
        n = self.count[depth - 1]
        if not form:
            self.lines.append(f"- {text}")
            return
        label = {"I": ROMAN[n - 1], "A": "ABCDEĐGHIK"[n - 1], "a": "abcdđeghik"[n - 1]}.get(form[0], str(n))
        if form == "1.1.":
            label = f"{self.count[depth - 2]}.{n}"
        if form == "Phần I":
            self.lines.append(f"# Phần {ROMAN[n - 1]} // {text.upper()}")
            return
        self.lines.append(f"{'#' * depth} {label}{form[-1]} {text.upper() if depth == 1 else text}")

    def time(self) -> tuple[str, str]:
        """A marked deadline and the task's "due=" or "rrule="; "" where none can be said."""
        rng, year = self.rng, self.year
        day = min(self.issued + rng.randint(15, 240) * DAY, datetime.date(year, 12, 28))
        short, long = f"{day.day:02}/{day.month}/{day.year}", f"{day.day:02} tháng {day.month} năm {day.year}"
        before, last = day - DAY, calendar.monthrange(year, day.month)[1]
        month_end, quarter = f"{year}-{day.month:02}-{last}", (day.month - 1) // 3
        ends = datetime.date(year, 3 * quarter + 3, calendar.monthrange(year, 3 * quarter + 3)[1])
        first_of_quarter = datetime.date(year, 3 * quarter + 1, 1)
        kinds = [
            (f"{{d|trước ngày {short}|due before ..{before}}}", f"due={before}"),
            (f"{{d|chậm nhất ngày {long}|due by ..{day}}}", f"due={day}"),
            (f"{{d|đến hết ngày {short}|due by ..{day}}}", f"due={day}"),
            (f"{{d|trong tháng {day.month}/{year}|due in {year}-{day.month:02}-01..{month_end}}}", f"due={month_end}"),
            (f"{{d|trong quý {ROMAN[quarter]}/{year}|due in {first_of_quarter}..{ends}}}", f"due={ends}"),
            (f"{{d|trước tháng {day.month}/{year}|due before ..{datetime.date(year, day.month, 1) - DAY}}}",
             f"due={datetime.date(year, day.month, 1) - DAY}"),
            (f"{{d|từ ngày {self.issued.day:02}/{self.issued.month} đến ngày {short}|period from_to {self.issued}..{day}}}", f"due={day}"),
            (f"{{d|trước ngày {min(day.day + 1, 28)} hằng tháng|recurring before FREQ=MONTHLY;BYMONTHDAY={min(day.day + 1, 28) - 1}}}",
             f"rrule=FREQ=MONTHLY;BYMONTHDAY={min(day.day + 1, 28) - 1}"),
            ("{d|định kỳ hằng tháng|recurring in FREQ=MONTHLY}", "rrule=FREQ=MONTHLY"),
            ("{d|định kỳ hằng quý|recurring in FREQ=MONTHLY;INTERVAL=3}", "rrule=FREQ=MONTHLY;INTERVAL=3"),
        ]  # fmt: skip
        tet = datetime.date.fromisoformat(TET[year + 1]) - DAY
        kinds.append((f"{{d|trước Tết Nguyên đán năm {year + 1}|event before ..{tet}}}", f"due={tet}"))
        if rng.random() < 0.2:
            return "", ""
        return rng.choice(kinds)

    def measure(self, name: str, unit: str) -> str:
        """One marked target."""
        rng = self.rng
        percent = unit == "%"
        value = rng.choice([60, 75, 80, 85, 90, 95, 97.5]) if percent else rng.choice([3, 12, 150, 1250, 4500])
        number = (
            f"{value:,}".replace(",", " ").replace(".", ",").replace(" ", ".")
            if value != int(value)
            else f"{int(value):,}".replace(",", ".")
        )
        number = f"0{number}" if not percent and value < 10 else number
        figure = f"{number}%" if percent else f"{number} {unit}"
        lead = name[0].isupper()
        if not percent:
            return f"{{i|{name}: {figure}|{name}|= {value} {unit}}}"
        forms = [("=", f"{name} đạt {figure}" if lead else f"{figure} {name}", "")]
        if percent:
            label = name if lead else f"Tỷ lệ {name}"
            forms += [(">=", f"{label} đạt từ {figure} trở lên", label), (">", f"{label} đạt trên {figure}", label),
                      (">=", f"{label} tối thiểu {figure}", label)]  # fmt: skip
        sign, text, label = rng.choice(forms)
        names = f"{label} ~ {name}" if label and label != name else name
        return f"{{i|{text}|{names}|{sign} {value} {unit}}}"

    def who(self, key: int) -> str:
        return self.bodies[key][0]

    def duty(self, key: int, subject: bool) -> str:
        """One marked task sentence of a body, with or without the body as its subject."""
        rng = self.rng
        work = rng.choice(self.subject["works"])
        when, due = self.time()
        hurry = bool(due) and not due.startswith("rrule") and not when.startswith("{d|từ")
        helper = rng.choice([k for k in range(len(self.bodies)) if k != key])
        tail = f", hoàn thành {when}" if hurry else f" {when}" if when else ""
        pattern = rng.randrange(3)
        support = f" support=b{helper}" if pattern == 1 else ""
        mark = f"{{k|lead=b{key}{support}{' ' + due if due else ''}}}"
        start = self.who(key) + " " if subject else ""
        said = [f"{start}tham mưu {work}", f"{start}chủ trì, phối hợp với {self.who(helper)} {work}",
                f"{start}có trách nhiệm {work}" if subject else work][pattern]  # fmt: skip
        said = said if subject else said[0].upper() + said[1:]
        return f"{mark}{said}{tail}."

    def body(self) -> str:
        rng, w, add = self.rng, words(), self.lines.append
        title = self.subject["title"]
        code, _, surface, _ = self.frame["cites"]
        day = self.cited_on
        cited = (
            f"Kế hoạch số {code} {{t|ngày {day.day:02}/{day.month}/{day.year}}} của {surface} về {self.subject['key']}"
        )
        short = [x for x in self.frame["short"] if not x.isupper()]
        issuer = rng.choice([self.frame["issuer"], self.frame["issuer"], *short[:1]])
        add(f"Thực hiện {cited}, {issuer} xây dựng Kế hoạch như sau:")
        self.head(1, "Mục đích, yêu cầu")
        self.head(2, rng.choice(self.subject["aims"]))
        self.head(2, rng.choice(w["demands"]))
        self.head(1, "Mục tiêu, chỉ tiêu")
        add(f"Chủ đề năm {{y|năm {self.year}}}: “{rng.choice(self.subject['theme'])}”.".replace("năm {y|năm", "{y|năm"))
        for name, unit in rng.sample(self.subject["measures"], rng.randint(3, 5)):
            add(f"- {self.measure(name, unit)};")
        self.head(1, "Nội dung, giải pháp")
        for text in rng.sample(w["fillers"], 2):
            self.head(2, text)
        self.head(1, "Tổ chức thực hiện")
        way = rng.choice(["headings", "sentences", "headings"])
        for key in range(len(self.bodies)):
            if way == "headings" and self.scheme[1]:
                self.head(2, self.who(key))
                for _ in range(rng.randint(1, 2)):
                    add(f"- {self.duty(key, False)}")
            else:
                self.head(2, self.duty(key, True))
        add(
            f"{{k|directs=pho}}Đồng chí {self.deputy}, {self.frame['post']} trực tiếp chỉ đạo việc thực hiện Kế hoạch này./."
        )
        if rng.random() < 0.3:
            self.table(title)
        return "\n".join(self.lines)

    def table(self, title: str) -> None:
        add = self.lines.append
        add(f"@appendix PL // PHỤ LỤC // PHÂN CÔNG NHIỆM VỤ {title.upper()}")
        add("@table 1,6,4,3")
        add("TT | Nhiệm vụ | Đơn vị chủ trì | Thời gian hoàn thành")
        for row, work in enumerate(self.subject["works"], 1):
            key = self.rng.randrange(len(self.bodies))
            when, due = self.time()
            while "định kỳ" in when or "trước Tết" in when:
                when, due = self.time()
            cell = re.sub(r"\|(trước|chậm|đến|trong|từ) ", lambda m: f"|{m[1].capitalize()} ", when, count=1)
            add(
                f"{row} | {{k|lead=b{key}{' ' + due if due else ''}}}{work[0].upper() + work[1:]} | {self.who(key)} | {cell}"
            )
        add("@end")

    def make(self, name: str) -> Plan:
        """The parsed plan of this maker, under a name."""
        rng, frame, sheet = self.rng, self.frame, f"năm {self.year}"
        boss, deputy, issuer = frame["boss"], frame["deputy"], frame["issuer"]
        second = rng.random() < 0.5
        acting = second and frame["acting"]
        title, post = f"{self.subject['title']} {sheet}", deputy if second else boss
        lines = [f"KT. {boss}", deputy] if acting else [post]
        signature = [
            x.upper() if x[:3] != "KT." else f"KT. {boss.upper()}" for x in filter(None, [frame["for"], *lines])
        ]
        _, cited_symbol, cited_surface, cited_unit = frame["cites"]
        units = [f"ub: {issuer} = {'; '.join([*frame['short'], issuer])}"]
        if cited_unit != issuer:
            units.append(f"tren: {cited_unit} = {cited_surface}")
        units += [f"b{k}: {n.replace('{P}', frame['owner'])} = {s}" for k, (s, n) in enumerate(self.bodies)]
        loose = {frame["reports"], frame["left"][0], "Các đơn vị liên quan"} - {"ỦY BAN NHÂN DÂN", cited_surface}
        units += [f"l{k}?: {x} ~ {self.full(x)} = {x}" for k, x in enumerate(sorted(loose))]
        officials = [f"ky: {self.signer} @ {post} @ {issuer} = {self.signer}",
                     f"pho: {self.deputy} @ {deputy} ~ {frame['post']} @ {issuer} = {self.deputy}",
                     f"ct?: @ {boss} @ {issuer} = {boss.upper()}", f"pct?: @ {deputy} @ {issuer} = {deputy.upper()}"]  # fmt: skip
        month = f"0{self.issued.month}" if self.issued.month < 3 else str(self.issued.month)
        issued = f"{frame['place']}, ngày {self.issued.day:02} tháng {month} năm {self.issued.year}"
        recipients = ["Nơi nhận:", f"- {frame['reports']} (b/c);", *(f"- {s};" for s, _ in self.bodies[:3]),
                      "- Các đơn vị liên quan;", "- Lưu: VT."]  # fmt: skip
        meta = {
            "native": [self.format],
            "style": {"txt": {"wrap": rng.choice([0, 72, 80, 95]), "header": rng.choice(["stacked", "stacked", "pipes"]),
                              "gap": rng.random() < 0.7}, "html": {"lists": rng.random() < 0.3}},
            "header": {"left": [*frame["left"], frame["number"]], "right": [*frame["right"], issued],
                       "title": ["KẾ HOẠCH", title.replace(sheet, "{y|" + sheet + "}")]},
            "closing": {"recipients": recipients, "signature": [*signature, "", self.signer]},
            "gold": {
                "header": {"number": self.fill["n"], "symbol": frame["symbol"], "code": frame["code"], "place": frame["place"],
                           "issued_on": self.issued.isoformat(), "doc_type": "Kế hoạch", "title": title, "issuer": issuer},
                "signer": {"name": self.signer, "title": post, "authority": issuer if frame["for"] else boss if acting else None,
                           "accept_authority": [boss, f"{boss} {issuer}", issuer],
                           "capacity": "KT" if acting else "TM" if frame["for"] else None},
                "units": units, "officials": officials,
                "references": [f"Kế hoạch; {self.fill['c']}; {cited_symbol}; {self.cited_on}; {cited_unit}; {self.subject['key']}"],
            },
        }  # fmt: skip
        return parse(name, meta, self.body())

    def full(self, surface: str) -> str:
        """The name behind a loose wording of the header or the recipients."""
        name = surface if not surface.isupper() else surface[0] + surface[1:].lower()
        place = next((p for key, p in self.fill.items() if key in "THX" and p in surface), None)
        if place:
            name = name.replace(place.lower(), self.fill[next(k for k, p in self.fill.items() if p == place).lower()])
        return (
            name.replace("UBND", "Ủy ban nhân dân")
            .replace("Ubnd", "Ủy ban nhân dân")
            .replace("gd&đt", "Giáo dục và Đào tạo")
        )


def plans(count: int, seed: int, formats: list[str]) -> Any:
    """`count` plans, each from a random stream of its own, so that plan 7 of seed 1 is the same whatever the count."""
    for n in range(count):
        yield Maker(random.Random(f"{seed}/{n}"), formats).make(f"ke-hoach-{n:06}")


PACKAGE = {
    "[Content_Types].xml": '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
}
FRAME = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}<w:sectPr/></w:body></w:document>'
)


def quick_docx(plan: Plan) -> bytes:
    """A Word file of three parts with its body written as a string: far faster than building a tree of elements."""
    meta, out = plan.meta, []

    def para(text: str, bold: bool = False, centre: bool = False) -> str:
        look = '<w:pPr><w:jc w:val="center"/></w:pPr>' if centre else ""
        weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
        return f'<w:p>{look}<w:r>{weight}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'

    def cell(content: str, extra: str = "") -> str:
        return f"<w:tc><w:tcPr>{extra}</w:tcPr>{content}</w:tc>"

    def beside(left: list[str], right: list[str], centre: bool) -> str:
        cells = "".join(cell("".join(para(x, True, c) for x in lines)) for lines, c in ((left, centre), (right, True)))
        return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3900"/><w:gridCol w:w="5400"/></w:tblGrid><w:tr>{cells}</w:tr></w:tbl>'

    def table(block: Block) -> str:
        cover, rows = spans(block), []
        for r, row in enumerate(block.rows):
            tds, c = [], 0
            while c < len(row):
                _, wide = cover.get((r, c), (1, 1))
                span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
                tds.append(cell(para("" if row[c].plain in "<^" else row[c].plain, r == 0), span))
                c += wide
            rows.append(f"<w:tr>{''.join(tds)}</w:tr>")
        grid = '<w:gridCol w:w="1800"/>' * len(block.rows[0])
        borders = "".join(
            f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        return f"<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"

    out.append(beside(meta["header"]["left"], meta["header"]["right"], True))
    out += [para(line, True, True) for line in meta["header"]["title"]]
    for group in (plan.body, None, plan.appendices):
        if group is None:
            out.append(beside(meta["closing"]["recipients"], [x for x in meta["closing"]["signature"] if x], False))
            continue
        for block in group:
            if block.kind == "table":
                out.append(table(block))
            elif block.lines:
                out += [para(line, True, True) for line in block.lines]
            else:
                sign = f"{block.sign} " if block.kind == "bullet" else ""
                out.append(para(sign + block.text.plain, block.kind == "heading" and len(block.text.plain) < 90))
    parts = PACKAGE | {"word/document.xml": FRAME.format("".join(out) + para(""))}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name, data in parts.items():
            target.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formats", default="txt,html,docx")
    args = parser.parse_args()
    files, gold = args.out / "files", args.out / "gold"
    files.mkdir(parents=True, exist_ok=True)
    gold.mkdir(exist_ok=True)
    make = {"txt": lambda p: to_txt(p).encode(), "html": lambda p: to_html(p).encode(), "docx": quick_docx}
    for plan in plans(args.count, args.seed, args.formats.split(",")):
        kind = plan.meta["native"][0]
        (files / f"{plan.name}.{kind}").write_bytes(make[kind](plan))
        (gold / f"{plan.name}.json").write_text(gold_json(plan), "utf-8")


if __name__ == "__main__":
    main()
