"""Hostile and odd files, each with the end that it must come to. All are made here; none is stored."""

from __future__ import annotations

import io
import os
import random
import unicodedata
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from extract.ingest.encodings import to_chart
from extract.ingest.limits import Limits
from tests.batch.plans import PLAN as _PLAN
from tests.ingest.build import Sheets, docx, font, p, tbl, tc
from tests.ingest.test_containers import mail, packed
from tests.zoo import pdfs

LIMITS = Limits(seconds=60, ocr_seconds=120, memory_mb=2000, file_mb=8, unpacked_mb=64, pages=500, characters=3_000_000)
PLAN = _PLAN.format(number=7, day=15)
_number = count(100)


def new_plan() -> bytes:
    """A plan that no other file holds: the same bytes twice would be a duplicate."""
    return _PLAN.format(number=next(_number), day=15).encode()


#: small letters only, so that tables without accented capitals hold it
SMALL = (
    "kế hoạch\ncác phòng, ban rà soát nhiệm vụ được giao, báo cáo kết quả trước ngày 15/6/2024; văn phòng tổng hợp, theo dõi, đôn đốc việc thực hiện.\n"
    * 3
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD = "Phòng Nội vụ báo cáo kết quả trước ngày 15/6/2024."

OTHER = "Các đơn vị xây dựng kế hoạch chi tiết và tổ chức thực hiện nghiêm túc trong quý III năm 2024."

Made = bytes | Callable[[Path], None]


@dataclass(frozen=True)
class Animal:
    """A file: its name, what is odd about it, its bytes (or a function that makes it at a path), and its end.

    `outcome` is done, partial, quarantined or skipped (never listed); `members` are the ends of a container's files;
    `needs` names a system program without which it cannot be read.
    """

    group: str
    name: str
    what: str
    made: Made
    outcome: str = "done"
    code: str | None = None
    members: tuple[tuple[str, str | None], ...] = ()
    needs: str = ""


def _word(*paragraphs: str, **parts: str) -> bytes:
    return docx("".join(p(t) for t in (paragraphs or PLAN.split("\n"))), **parts)  # type: ignore[arg-type]


def _repacked(change: Callable[[dict[str, bytes]], None], source: bytes | None = None) -> bytes:
    with zipfile.ZipFile(io.BytesIO(source or _word())) as z:
        parts = {n: z.read(n) for n in z.namelist()}
    change(parts)
    return packed(*parts.items())


def _with(name: str, data: bytes) -> bytes:
    return _repacked(lambda parts: parts.__setitem__(name, data))


def _declared(part: str) -> bytes:
    """A Word file one of whose parts declares a document type."""

    def change(parts: dict[str, bytes]) -> None:
        body = parts[part]
        end = body.find(b"?>") + 2 if body.startswith(b"<?xml") else 0
        parts[part] = body[:end] + b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + body[end:]

    return _repacked(change)


def _laughs() -> bytes:
    entities = '<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    body = f'<!DOCTYPE w:document [{entities}]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&l11;</w:t></w:r></w:p></w:body></w:document>'
    return _with("word/document.xml", body.encode())


def _twice() -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(io.BytesIO(_word())) as z:
            parts = [(n, z.read(n)) for n in z.namelist()]
        return packed(*parts, ("word/document.xml", dict(parts)["word/document.xml"]))


def _locked_member(data: bytes) -> bytes:
    out = bytearray(data)
    at = 0
    while (at := out.find(b"PK\x01\x02", at)) >= 0:
        out[at + 8] |= 1
        at += 4
    out[6] |= 1
    return bytes(out)


def _nested_tables(depth: int, lines: bool = True) -> str:
    inner = p(WORD)
    for _ in range(depth):
        inner = tbl([tc(inner), tc(p("b"))], [tc(p("c")), tc(p("d"))], borders=lines)
    return inner


def _external() -> bytes:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://192.0.2.1/t.dotm" TargetMode="External"/>'
        '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="file:///etc/passwd" TargetMode="External"/>'
        '<Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="../../../../etc/passwd"/></Relationships>'
    )
    return _with("word/_rels/document.xml.rels", rels.encode())


def _box_twice() -> bytes:
    box = f"<w:txbxContent>{p('Số: 12/KH-UBND')}</w:txbxContent>"
    run = f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>'
    return docx(f"<w:p>{run}</w:p>" + p(WORD))


def _tracked() -> bytes:
    body = "<w:p><w:del><w:r><w:delText>trước 01/01</w:delText></w:r></w:del><w:ins><w:r><w:t>Báo cáo trước ngày 15/6/2024.</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r></w:p>"
    return docx(body)


def _sheets(*pages: str, head: str = "") -> bytes:
    s = Sheets()
    for i, text in enumerate(pages):
        if i:
            s.page()
        if head:
            s.centre(300, 40, f"{head} {i + 1}", 10)
        s.paragraph(text)
    return s.data()


def _picture(dots: int = 200) -> object:
    import pypdfium2

    return pypdfium2.PdfDocument(_sheets(OTHER))[0].render(scale=dots / 72, grayscale=True).to_pil()


def _png() -> bytes:
    out = io.BytesIO()
    _picture().save(out, "PNG", dpi=(200, 200))  # type: ignore[attr-defined]
    return out.getvalue()


def _scan_pdf() -> bytes:
    out = io.BytesIO()
    _picture().save(out, "PDF", resolution=200)  # type: ignore[attr-defined]
    return out.getvalue()


def _pike(change: Callable[[object], None], data: bytes, **save: object) -> bytes:
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        document.save(out, **save)
    return out.getvalue()


def _mixed_pdf() -> bytes:
    import pikepdf

    return _pike(lambda d: d.pages.extend(pikepdf.open(io.BytesIO(_scan_pdf())).pages), _sheets(WORD))  # type: ignore[attr-defined]


def _turned_pdf() -> bytes:
    return _pike(lambda d: d.pages[0].rotate(90, relative=False), _sheets(WORD))  # type: ignore[attr-defined, index]


def _locked_pdf() -> bytes:
    import pikepdf

    return _pike(lambda d: None, _sheets(WORD), encryption=pikepdf.Encryption(user="a", owner="b"))


def _huge_png() -> bytes:
    from tests.ingest.test_ocr import huge_picture

    return huge_picture()


def _rtf() -> bytes:
    from tests.ingest.test_office import escaped, rtf

    return rtf(b"\\par ".join(escaped(line) for line in new_plan().decode().split("\n")))


def _levels(count: int) -> str:
    return "KẾ HOẠCH\n" + "\n".join(f"{'.'.join(['1'] * i)}. Nội dung cấp {i}." for i in range(1, count + 1))


def _bytes(seed: int, count: int) -> bytes:
    return random.Random(seed).randbytes(count)


def _old(chart: str, text: str = SMALL) -> bytes:
    return to_chart(text, chart).encode("latin-1")


def _1258() -> bytes:
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = []
    for c in SMALL:
        parts = unicodedata.normalize("NFD", c)
        out.append(
            unicodedata.normalize("NFC", "".join(x for x in parts if x not in tones))
            + "".join(x for x in parts if x in tones)
        )
    return "".join(out).encode("cp1258")


def _mixed_forms() -> str:
    return "\n".join(unicodedata.normalize("NFD" if i % 2 else "NFC", line) for i, line in enumerate(PLAN.split("\n")))


def _page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode()


_MHTML = (
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset="utf-8"\r\n'
    "Content-Transfer-Encoding: 8bit\r\n\r\n<html><body><p>" + WORD + "</p></body></html>\r\n--b--\r\n"
).encode()


def _link_out(path: Path) -> None:
    target = path.parent.parent.parent / "outside.txt"
    target.write_text(PLAN, "utf-8")
    path.symlink_to(target)


def _folder(path: Path) -> None:
    path.mkdir()
    (path / "trong.txt").write_bytes(new_plan())


def _deep_zip(depth: int) -> bytes:
    data = packed(("kế hoạch.txt", new_plan()))
    for _ in range(depth - 1):
        data = packed(("trong.zip", data))
    return data


Q = "quarantined"


def animals() -> list[Animal]:
    """All of them; those that cannot be made on this machine (no font, no Pillow) are left out."""
    A, plan, word = Animal, new_plan, _word()
    out = [
        # ------------------------------------------------------------------ files
        A("files", "rong.docx", "0 bytes", b"", Q, "empty-file"),
        A("files", "trang.txt", "blanks and line ends only", b" \n\t\n\n", Q, "no-text"),
        A("files", "qua-lon.txt", "larger than the limit on files", b"a " * (5 << 20), Q, "too-large"),
        A("files", "cut.docx", "a Word file cut in the middle", word[: len(word) // 2], Q, "broken-file"),
        A("files", "cut-end.docx", "a Word file without its last 40 bytes", word[:-40], Q, "broken-file"),
        A("files", "rtf.docx", "RTF saved as .docx", _rtf(), needs="office"),
        A("files", "html.docx", "HTML saved as .docx", _page("".join(f"<p>{x}</p>" for x in PLAN.split("\n")))),
        A("files", "mhtml.doc", "a page saved as one file (MHTML) with the ending .doc", _MHTML),
        A("files", "word.pdf", "a Word file called .pdf", _word(WORD, "Số: 31/KH-UBND")),
        A("files", "text.docx", "plain text called .docx", plan()),
        A("files", "locked.docx", "a Word file with a password", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), Q, "encrypted"),
        A("files", "locked.doc", "an old Word file with a password", OLE + bytes(504) + b"\xec\xa5" + bytes(9) + b"\x01" + bytes(600) + "WordDocument".encode("utf-16-le"), Q, "encrypted"),
        A("files", "~$khoa.docx", "an office lock file", bytes(162), "skipped"),
        A("files", "ngoai.txt", "a link out of the folder", _link_out, Q, "outside-link"),
        A("files", "hong.txt", "a link to nothing", lambda at: at.symlink_to("khong-co"), Q, "unreadable"),
        A("files", "ong.txt", "a pipe (FIFO)", lambda at: os.mkfifo(at), Q, "not-a-file"),
        A("files", "a.pdf", "a folder named a.pdf, with a plan in it", _folder),
        A("files", "giong-1.txt", "the same bytes twice: the first", PLAN.encode()),
        A("files", "giong-2.txt", "the same bytes twice: the second", PLAN.encode(), "done", "duplicate"),
        A("files", unicodedata.normalize("NFD", "kế hoạch tổ chức.txt"), "a name in decomposed letters", plan()),
        A("files", "hai\ndòng.txt", "a name with a line end", plan()),
        A("files", "📄 kế hoạch.txt", "a name with an emoji", plan()),
        A("files", "x" * 251 + ".txt", "a name of 255 bytes", plan()),
        A("files", "CON.txt", "a name that Windows keeps for itself", plan()),
        A("files", "..-..-x;rm -rf.txt", "a name that looks like a command", plan()),
        A("files", "ngau-nhien.bin", "4 kB of chance", _bytes(1, 4096), Q, "unsupported-format"),
        A("files", "bang.xlsx", "a workbook", packed(("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")), Q, "unsupported-format"),
        A("files", "thu.msg", "an Outlook message", OLE + bytes(600) + "__substg1.0_0037001F".encode("utf-16-le"), Q, "unsupported-format"),
        A("files", "la.doc", "an OLE file of no known kind", OLE + bytes(2000), Q, "unsupported-format"),
        A("files", "hong.doc", "an old Word file of rubbish", OLE + _bytes(2, 600) + "WordDocument".encode("utf-16-le") + _bytes(3, 900), Q, "broken-file", needs="office"),
        A("files", "tot.rtf", "rich text with Vietnamese letters as numbers", _rtf(), needs="office"),
        # ------------------------------------------------------------------ docx
        A("docx", "bom.docx", "document.xml of 40 MB of blanks", _with("word/document.xml", b" " * (40 << 20)), Q, "zip-bomb"),
        A("docx", "bom-anh.docx", "a picture that is a bomb: never unpacked", _with("word/media/a.png", bytes(40 << 20))),
        A("docx", "6000.docx", "6,000 members", _repacked(lambda parts: parts.update({f"x/{i}": b"" for i in range(6000)})), Q, "too-many-members"),
        A("docx", "trung.docx", "document.xml twice in the archive", _twice()),
        A("docx", "len-tren.docx", "a member named ../../../etc/cron.d/x", _with("../../../etc/cron.d/x", b"x")),
        A("docx", "khoa.docx", "a locked member", _locked_member(word), Q, "encrypted"),
        A("docx", "doctype.docx", "an external entity in document.xml", _declared("word/document.xml"), Q, "hostile-xml"),
        A("docx", "laughs.docx", "a billion laughs in document.xml", _laughs(), Q, "hostile-xml"),
        A("docx", "doctype-rels.docx", "an external entity in the relations", _declared("_rels/.rels"), Q, "hostile-xml"),
        A("docx", "doctype-types.docx", "an external entity in [Content_Types].xml, which is never parsed", _declared("[Content_Types].xml")),
        A("docx", "ngoai.docx", "template, styles and numbering on other machines: nothing is fetched", _external()),
        A("docx", "100000-run.docx", "a paragraph of 100,000 runs", docx("<w:p>" + "<w:r><w:t xml:space='preserve'>ma </w:t></w:r>" * 100_000 + "</w:p>" + p(WORD))),
        A("docx", "bang-20.docx", "tables 20 deep in one another, as cells", docx(_nested_tables(20))),
        A("docx", "bang-20-khung.docx", "tables 20 deep that only place text", docx(_nested_tables(20, False)), "partial", "nested-tables"),
        A("docx", "bang-200.docx", "tables 200 deep in one another", docx(_nested_tables(200)), Q, "nesting"),
        A("docx", "hop.docx", "a text box that holds its text twice (DrawingML and VML)", _box_twice()),
        A("docx", "sua.docx", "tracked changes and hidden text", _tracked()),
        A("docx", "so.docx", "list numbers without numbering.xml", docx(p(WORD, num=(5, 2)) + p("Số: 1", num=(0, 0)))),
        A("docx", "khong-than.docx", "no document.xml", _repacked(lambda parts: parts.pop("word/document.xml") and parts.update({"word/x.xml": b"<x/>"})), Q, "broken-file"),
        A("docx", "hong-xml.docx", "document.xml that is not well-formed", _with("word/document.xml", b"<w:document><w:body>"), Q, "broken-file"),
        A("docx", "rong-than.docx", "a body without a paragraph", docx(""), Q, "no-text"),
        # ------------------------------------------------------------------ containers
        A("containers", "ho-so.zip", "a folder with a plan, a lock file and a workbook", packed(("a/kế hoạch.txt", plan()), ("a/~$k.docx", b"x"), ("a/b.xlsx", packed(("[Content_Types].xml", b""), ("xl/workbook.xml", b"")))), "done", "container", ((Q, "unsupported-format"), ("done", None))),
        A("containers", "ba-lop.zip", "an archive in an archive in an archive", _deep_zip(3), "done", "container", (("done", None),)),
        A("containers", "sau-lop.zip", "six archives, one in the other", _deep_zip(6), "done", "container", ((Q, "nested-containers"),)),
        A("containers", "len-tren.zip", "members named ../../x.txt and /etc/x.txt", packed(("../../x.txt", plan()), ("/etc/x.txt", plan())), "done", "container", (("done", None), ("done", None))),
        A("containers", "khoa.zip", "all members locked", _locked_member(packed(("a.txt", plan()))), "done", "container", ((Q, "encrypted"),)),
        A("containers", "bom.zip", "a member that unpacks to 1,000 times its size", packed(("a.txt", bytes(30 << 20)), ("b.txt", plan())), "done", "container", ((Q, "zip-bomb"), ("done", None))),
        A("containers", "6000.zip", "6,000 members", packed(*((f"{i}.txt", b"x") for i in range(6000))), Q, "too-many-members"),
        A("containers", "rong.zip", "an empty archive", packed(), Q, "empty-container"),
        A("containers", "cut.zip", "an archive without its directory", packed(("a.txt", plan()))[:-60], Q, "broken-file"),
        A("containers", "thu.eml", "an e-mail with a Word file and an archive", mail(("kế hoạch.docx", _word(WORD, "Số: 32/KH-UBND")), ("b.zip", packed(("c.txt", plan())))), "done", "container", (("done", None), ("done", None))),
        A("containers", "thu-khong.eml", "an e-mail without attachments", mail(text=plan().decode()), "done", "container", (("done", None),)),
        # ------------------------------------------------------------------ pdf
        A("pdf", "don.pdf", "a page written by hand, without marks on its letters", pdfs.simple()),
        A("pdf", "cut.pdf", "cut in the middle of a stream", pdfs.simple()[:330], Q, "broken-file"),
        A("pdf", "khong-xref.pdf", "no cross-reference table", pdfs.simple(xref=False)),
        A("pdf", "vong-trang.pdf", "a page tree that holds itself", pdfs.circular_tree(), Q, "broken-file"),
        A("pdf", "vong-xref.pdf", "a cross-reference table that points to itself", pdfs.xref_loop()),
        A("pdf", "vong-form.pdf", "a form that draws itself", pdfs.circular_form()),
        A("pdf", "nhieu-trang.pdf", "100,000 empty pages", pdfs.many_pages(100_000), Q, "too-many-pages"),
        A("pdf", "trang-trong.pdf", "200 empty pages", pdfs.many_pages(200), Q, "no-text"),
        A("pdf", "bom.pdf", "a content stream that unpacks to 60 MB of blanks", pdfs.simple(pdfs.CONTENT + b" " * (60 << 20), pack=True)),
        A("pdf", "ap-phich.pdf", "a page of 14,400 points", pdfs.simple(box=b"[0 0 14400 14400]")),
        A("pdf", "qua-kho.pdf", "a page of 200,000 points", pdfs.simple(box=b"[0 0 200000 200000]"), Q, "page-too-large"),
        A("pdf", "khong-noi-dung.pdf", "a page whose content is missing", pdfs.simple(page=b"/Contents 99 0 R"), Q, "no-text"),
        A("pdf", "tcvn3.pdf", "a TCVN3 font without a map to Unicode", pdfs.old_font(_old("tcvn3", "các phòng báo cáo kết quả"), b"ABCDEF+.VnTime")),
        A("pdf", "rac.pdf", "a PDF header before rubbish", b"%PDF-1.4\n" + _bytes(4, 3000), Q, "broken-file"),
        # ------------------------------------------------------------------ encodings
        A("encodings", "utf8-bom.txt", "UTF-8 with a mark", b"\xef\xbb\xbf" + plan()),
        A("encodings", "utf16.txt", "UTF-16 with a mark", PLAN.encode("utf-16")),
        A("encodings", "utf16-le.txt", "UTF-16 without a mark", PLAN.encode("utf-16-le")),
        A("encodings", "utf16-be.txt", "UTF-16, the other way round, without a mark", PLAN.encode("utf-16-be")),
        A("encodings", "1258.txt", "windows-1258", _1258()),
        A("encodings", "tcvn3.txt", "TCVN3", _old("tcvn3")),
        A("encodings", "vni.txt", "VNI", _old("vni")),
        A("encodings", "vps.txt", "VPS", _old("vps")),
        A("encodings", "viscii.txt", "VISCII", _old("viscii")),
        A("encodings", "hai-lan.txt", "UTF-8 read as windows-1252 and saved again", SMALL.replace("à", "á").encode("utf-8").decode("cp1252", "ignore").encode("utf-8")),
        A("encodings", "nfd.txt", "decomposed letters", unicodedata.normalize("NFD", PLAN).encode()),
        A("encodings", "nfc-nfd.txt", "composed and decomposed letters mixed", _mixed_forms().encode()),
        A("encodings", "nul.txt", "NUL between the lines", PLAN.replace("\n\n", "\n\0\n").encode()),
        A("encodings", "bidi.txt", "direction marks and zero-width blanks", PLAN.replace(" ", " \u202e\u200b", 5).encode()),
        A("encodings", "surrogate.txt", "lone surrogates written as UTF-8", plan() + b"\xed\xa0\x80\n", "partial", "undecodable-bytes"),
        A("encodings", "nua.txt", "UTF-8 cut inside a letter", plan() + "ế".encode()[:2], "partial", "undecodable-bytes"),
        A("encodings", "eth.txt", "Ð and Ɖ for Đ, Cyrillic letters for Latin ones", PLAN.replace("Đ", "Ð").replace("a", "а", 3).encode()),
        # ------------------------------------------------------------------ patterns and structure
        A("patterns", "mot-dong.txt", "a line of one megabyte", ("phối hợp " * 90_000).encode()),
        A("patterns", "so.txt", "2277, 2278, 2279, … 60,000 numbers", ", ".join(map(str, range(2277, 62_277))).encode()),
        A("patterns", "cham.txt", "100,000 dots", b"." * 100_000 + b"\n" + plan()),
        A("patterns", "dieu.txt", "5,000 times Điều", ("KẾ HOẠCH\nCăn cứ " + ", ".join(f"Điều {i}" for i in range(1, 5001))).encode()),
        A("patterns", "200-cap.txt", "headings 200 levels deep", _levels(200).encode()),
        A("patterns", "ba-ke-hoach.txt", "three plans in one file", (PLAN * 3).encode()),
        A("patterns", "script.html", "scripts, frames and an address of this machine", _page(f"<script>x</script><iframe src='file:///etc/passwd'></iframe><p>{WORD}</p>")),
        A("patterns", "sau.html", "20,000 elements one in the other", _page("<div>" * 20_000 + WORD + "</div>" * 20_000), Q, "nesting"),
        A("patterns", "bang-lon.html", "a cell that claims 100,000 columns", _page(f"<table border=1><tr><td colspan=100000 rowspan=100000>{WORD}</td><td>a</td></tr><tr><td>b</td></tr></table>")),
    ]  # fmt: skip
    if font() is not None:
        out += [
            A("pdf", "khoa.pdf", "a PDF with a password", _locked_pdf(), Q, "encrypted"),
            A("pdf", "xoay.pdf", "a page turned by 90 degrees", _turned_pdf()),
            A(
                "pdf",
                "dau-trang.pdf",
                "running heads and page numbers",
                _sheets(WORD, OTHER, PLAN, head="Kế hoạch năm 2024"),
            ),
            A("pdf", "tron.pdf", "a page of text and a scanned page", _mixed_pdf(), needs="ocr"),
            A("pictures", "scan.pdf", "a scan without a text layer", _scan_pdf(), needs="ocr"),
            A("pictures", "scan.png", "a picture of a page", _png(), needs="ocr"),
        ]
    out += [
        A("pictures", "cut.png", "a picture cut short", b"\x89PNG\r\n\x1a\n" + b"\0" * 30, Q, "broken-file", needs="ocr"),
        A("pictures", "lon.png", "a picture of 60,000 × 60,000 dots in 100 bytes", _huge_png(), Q, "too-large", needs="ocr"),
    ]  # fmt: skip
    return out


def build(folder: Path) -> dict[str, Animal]:
    """Make them all below `folder`; relative path of each file (or of the folder it is) → its animal."""
    out = {}
    for animal in animals():
        path = folder / animal.group / animal.name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(animal.made, bytes):
            path.write_bytes(animal.made)
        else:
            animal.made(path)
        out[f"{animal.group}/{animal.name}"] = animal
    return out
