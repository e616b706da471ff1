"""A plan as Word file: header in a borderless table, numbering from numbering.xml, footnotes, merged cells."""

from __future__ import annotations

import copy
import datetime
import io
import re
import zipfile
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from plan import Block, Plan, Text
from render_text import is_heading, spans
from tcvn3 import encode_runs

CENTRE = WD_ALIGN_PARAGRAPH.CENTER
FORMATS = {
    "I.": ("upperRoman", "%{n}."), "I-": ("upperRoman", "%{n}-"), "A.": ("upperLetter", "%{n}."), "1.": ("decimal", "%{n}."),
    "1)": ("decimal", "%{n})"), "(1)": ("decimal", "(%{n})"), "a)": ("lowerLetter", "%{n})"), "a.": ("lowerLetter", "%{n}."),
    "1.1.": ("decimal", "%{m}.%{n}."), "1.1": ("decimal", "%{m}.%{n}"),
}  # fmt: skip
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def shape(sign: str) -> str:
    """The pattern of a label: "II." → "I.", "2.3." → "1.1."."""
    sign = re.sub(r"^[IVX]+(?=[.-])", "I", sign)
    sign = re.sub(r"^[A-Z](?=[.-])", lambda m: m[0] if m[0] == "I" else "A", sign)
    return re.sub(r"[b-zđ](?=[.)])", "a", re.sub(r"\d+", "1", sign))


def rank(label: str) -> int:
    """The ordinal of a label as Word would count it."""
    label = label.strip("()").split(".")[-1]
    if label.isdigit():
        return int(label)
    if re.fullmatch("[IVX]+", label):
        return ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"].index(label) + 1
    return LETTERS.find(label.lower()) + 1


class Numbering:
    """Which headings Word can number by itself: those of the commonest shape of their depth whose count is right."""

    def __init__(self, plan: Plan) -> None:
        self.levels: dict[int, str] = {}
        self.auto: set[int] = set()
        heads = [b for b in plan.body if b.kind == "heading"]
        for block in heads:
            form = shape(block.sign)
            if form in FORMATS and not block.lines:
                self.levels.setdefault(block.depth, form)
        self.base = min(self.levels, default=1)  # the shallowest depth that has numbers is Word's level 0
        counts: dict[int, int] = {}
        self.nums: dict[int, int] = {}
        self.lists = 1
        for block in heads:
            if block.lines:  # a part whose label Word does not count begins a new list
                self.lists += bool(self.nums)
                counts.clear()
            elif (
                self.levels.get(block.depth) == shape(block.sign)
                and rank(block.label) == counts.get(block.depth, 0) + 1
            ):
                counts = {depth: n for depth, n in counts.items() if depth <= block.depth}
                counts[block.depth] = counts.get(block.depth, 0) + 1
                self.auto.add(id(block))
                self.nums[id(block)] = 100 + self.lists

    def abstract(self, number: int, with_styles: bool) -> str:
        """The abstractNum element of list `number`; with styles the levels are tied to "Kehoach N"."""
        out = []
        for depth, form in sorted(self.levels.items()):
            kind, pattern = FORMATS[form]
            level = depth - self.base
            text = pattern.replace("{n}", str(level + 1)).replace("{m}", str(level))
            style = f'<w:pStyle w:val="Muc{depth}"/>' if with_styles else ""
            legal = "<w:isLgl/>" if form.startswith("1.1") else ""
            out.append(
                f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{style}{legal}<w:suff w:val="space"/>'
                f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="567"/></w:pPr></w:lvl>'
            )
        return f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{"".join(out)}</w:abstractNum>'


BULLETS = (
    '<w:abstractNum {ns} w:abstractNumId="91"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:suff w:val="space"/><w:lvlText w:val="-"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="567"/>'
    "</w:pPr></w:lvl></w:abstractNum>"
)


class Writer:
    """Builds one document. `legacy` writes TCVN3 bytes in .VnTime fonts."""

    def __init__(self, plan: Plan, legacy: bool) -> None:
        self.plan, self.legacy = plan, legacy
        self.style: dict[str, Any] = plan.style.get("docx") or {}
        self.doc = Document()
        self.notes: list[str] = []
        self.font = ".VnTime" if legacy else "Times New Roman"
        section = self.doc.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.top_margin = section.bottom_margin = section.right_margin = Cm(2)
        section.left_margin = Cm(3)
        normal = self.doc.styles["Normal"]
        normal.font.name, normal.font.size = self.font, Pt(13)
        normal.element.rPr.rFonts.set(qn("w:cs"), self.font)
        normal.paragraph_format.space_after = Pt(6)
        self.page_number(section)
        self.numbering = Numbering(plan) if self.style.get("autonumber") else None
        self.by_style = self.style.get("autonumber") == "style"
        if self.numbering:
            self.install_numbering()

    def page_number(self, section: Any) -> None:
        paragraph = section.header.paragraphs[0]
        paragraph.alignment = CENTRE
        section.different_first_page_header_footer = True
        for kind, text in (("begin", None), (None, " PAGE "), ("end", None)):
            run = paragraph.add_run()
            if kind:
                run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'))
            else:
                run._r.append(parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve">{text}</w:instrText>'))

    def install_numbering(self) -> None:
        assert self.numbering
        root = self.doc.part.numbering_part.element
        first_num = root.find(qn("w:num"))
        lists = range(
            101, 101 + self.numbering.lists
        )  # one definition a list: a restart would be lost on the way to .doc
        numbers = [self.numbering.abstract(n, self.by_style and n == 101) for n in lists]
        for xml in (*numbers, BULLETS.format(ns=nsdecls("w"))):
            first_num.addprevious(parse_xml(xml))
        for n in (91, *lists):
            root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'))
        if self.by_style:
            for depth in self.numbering.levels:
                self.doc.styles.element.append(
                    parse_xml(
                        f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="Muc{depth}"><w:name w:val="Muc {depth}"/>'
                        f'<w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:ilvl w:val="{depth - self.numbering.base}"/><w:numId w:val="101"/></w:numPr>'
                        f'<w:outlineLvl w:val="{depth - self.numbering.base}"/></w:pPr></w:style>'
                    )
                )

    def run(self, paragraph: Any, text: str, bold: bool = False, italic: bool = False) -> None:
        pieces = encode_runs(text) if self.legacy else [(text, self.font)]
        for piece, font in pieces:
            run = paragraph.add_run(piece)
            run.bold, run.italic = bold or None, italic or None
            if self.legacy:
                run.font.name = font
                run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hAnsi"), font)

    def rich(self, paragraph: Any, text: Text, bold: bool = False, skip: int = 0) -> None:
        for piece, strong, italic, note in text.runs:
            if note:
                self.notes.append(note)
                paragraph.add_run()._r.append(
                    parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{len(self.notes)}"/>')
                )
                paragraph.runs[-1].font.superscript = True
                continue
            cut = min(skip, len(piece))
            skip -= cut
            if piece[cut:]:
                self.run(paragraph, piece[cut:], bold or strong, italic)

    def side_by_side(
        self, left: list[tuple[str, bool, bool]], right: list[tuple[str, bool, bool]], centred: bool
    ) -> None:
        table = self.doc.add_table(rows=1, cols=2)
        table.autofit = False
        table.columns[0].width, table.columns[1].width = Cm(6.8), Cm(9.6)
        for cell, lines, width, centre in zip(
            table.rows[0].cells, (left, right), (6.8, 9.6), (centred, True), strict=True
        ):
            cell.width = Cm(width)
            for n, (line, bold, italic) in enumerate(lines):
                paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
                paragraph.paragraph_format.space_after = Pt(0)
                paragraph.alignment = CENTRE if centre else None
                self.run(paragraph, line, bold, italic)
                for run in paragraph.runs:
                    run.font.size = Pt(12)

    def block(self, block: Block) -> None:
        if block.kind == "appendix":
            paragraph = self.doc.add_paragraph()
            paragraph.add_run().add_break(WD_BREAK.PAGE)
            for n, line in enumerate(block.lines):
                paragraph = paragraph if n == 0 else self.doc.add_paragraph()
                paragraph.alignment = CENTRE
                self.run(paragraph, line, not line.startswith("("), line.startswith("("))
        elif block.kind == "table":
            self.table(block)
        elif block.lines:
            for line in block.lines:
                paragraph = self.doc.add_paragraph()
                paragraph.alignment = CENTRE
                self.run(paragraph, line, True)
        else:
            paragraph = self.doc.add_paragraph()
            paragraph.paragraph_format.first_line_indent = Cm(1)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            skip, numbers = 0, None
            if block.kind == "heading" and self.numbering and id(block) in self.numbering.auto:
                skip, numbers = len(block.sign) + 1, (self.numbering.nums[id(block)], block.depth - self.numbering.base)
            elif block.kind == "bullet" and block.sign == "-" and self.style.get("autobullets") and self.numbering:
                numbers = (91, 0)
            elif block.kind == "bullet":
                self.run(paragraph, f"{block.sign} ")
            if numbers and self.by_style and numbers[0] == 101:
                paragraph._p.get_or_add_pPr().insert(
                    0, parse_xml(f'<w:pStyle {nsdecls("w")} w:val="Muc{block.depth}"/>')
                )
            elif numbers:
                paragraph._p.get_or_add_pPr().append(
                    parse_xml(
                        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{numbers[1]}"/><w:numId w:val="{numbers[0]}"/></w:numPr>'
                    )
                )
            self.rich(paragraph, block.text, block.kind in ("heading", "bold") and is_heading(block), skip)

    def table(self, block: Block) -> None:
        rows, cols = len(block.rows), len(block.rows[0])
        table = self.doc.add_table(rows=rows, cols=cols)
        table.style = "Table Grid"
        table.autofit = False
        unit = 16 / sum(block.widths)
        for column, width in zip(table.columns, block.widths, strict=True):
            column.width = Cm(width * unit)
        grid = [list(row.cells) for row in table.rows]
        for row in grid:
            for cell, width in zip(row, block.widths, strict=True):
                cell.width = Cm(width * unit)
        for (r, c), (deep, wide) in spans(block).items():
            cell = grid[r][c]
            if deep > 1 or wide > 1:
                cell = cell.merge(grid[r + deep - 1][c + wide - 1])
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            self.rich(paragraph, block.rows[r][c], bold=r == 0)
            for run in paragraph.runs:
                run.font.size = Pt(11)
        head = table.rows[0]._tr.get_or_add_trPr()
        head.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))

    def footnotes(self) -> None:
        if not self.notes:
            return
        body = "".join(
            f'<w:footnote w:id="{n}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
            + "".join(
                f'<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
                for text, font in (encode_runs(" " + note) if self.legacy else [(" " + note, self.font)])
            )
            + "</w:p></w:footnote>"
            for n, note in enumerate(self.notes, 1)
        )
        lines = "".join(
            f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
            for n, kind, mark in ((-1, "separator", "separator"), (0, "continuationSeparator", "continuationSeparator"))
        )
        xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {nsdecls("w")}>{lines}{body}</w:footnotes>'
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), self.doc.part.package)
        self.doc.part.relate_to(part, RT.FOOTNOTES)

    def write(self) -> bytes:
        meta, head, closing = self.plan.meta, self.plan.meta["header"], self.plan.meta["closing"]
        parent = self.style.get("parent_lines", 0)
        self.side_by_side(
            [(x, n >= parent and n < len(head["left"]) - 1, False) for n, x in enumerate(head["left"])],
            [(x, n < len(head["right"]) - 1, n == len(head["right"]) - 1) for n, x in enumerate(head["right"])],
            True,
        )
        self.doc.add_paragraph()
        for line in head["title"]:
            paragraph = self.doc.add_paragraph()
            paragraph.alignment = CENTRE
            self.run(paragraph, line, True)
        for block in self.plan.body:
            self.block(block)
        self.side_by_side(
            [(x, n == 0, n == 0) for n, x in enumerate(closing["recipients"])],
            [(x, True, False) for x in closing["signature"]],
            False,
        )
        for block in self.plan.appendices:
            self.block(block)
        self.footnotes()
        day = str(meta["gold"]["header"]["issued_on"] or "2000")
        stamp = datetime.datetime.fromisoformat((day + "-01-01")[:10])
        props = self.doc.core_properties
        props.author, props.title = "kehoach corpus", " ".join(head["title"])
        props.created = props.modified = stamp
        buffer = io.BytesIO()
        self.doc.save(buffer)
        return fixed_zip(buffer.getvalue())


def fixed_zip(data: bytes) -> bytes:
    """The same members with fixed times and order, so that the same plan gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def to_docx(plan: Plan, legacy: bool = False) -> bytes:
    """The Word file; `style.docx`: autonumber (true|style), autobullets, parent_lines (header lines not bold)."""
    return Writer(copy.deepcopy(plan), legacy).write()


def save(plan: Plan, path: Path, legacy: bool = False) -> None:
    path.write_bytes(to_docx(plan, legacy))
