"""Zip folders, e-mails and saved pages: their members, their names, their bounds."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import pytest

from extract.ingest import IngestError, detect, read_bytes
from extract.ingest.containers import members
from extract.ingest.limits import DEFAULT
from tests.ingest.build import docx, p

PLAN = "KẾ HOẠCH\nKiểm tra an toàn lao động năm 2024\n".encode()


def packed(*files: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as z:
        for name, data in files:
            z.writestr(zipfile.ZipInfo(name) if not name.endswith("/") else name, data, how)
    return out.getvalue()


def mail(*attached: tuple[str, bytes], text: str = "Kính gửi kèm theo.", **more: str) -> bytes:
    m = EmailMessage()
    m["From"], m["To"], m["Subject"] = "van.thu@example.org", "phong@example.org", "Kế hoạch"
    m["Date"], m["Message-ID"] = "Mon, 04 Mar 2024 08:00:00 +0700", "<1@example.org>"
    m.set_content(text)
    for name, data in attached:
        m.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return m.as_bytes()


def opened(data: bytes, **limits: int) -> list[tuple[str, object]]:
    return [
        (name, c.code if isinstance(c, IngestError) else c)
        for name, c in members(data, "a.zip", DEFAULT.replace(**limits))
    ]


def test_a_plain_file_is_its_own_only_member():
    assert opened(PLAN) == [("a.zip", PLAN)]
    word = docx(p("x"))
    assert opened(word) == [("a.zip", word)]


def test_members_of_folders_archives_and_mails():
    inner = packed(("sâu/c.txt", PLAN))
    data = packed(
        ("thư mục/", b""), ("thư mục/a.txt", PLAN), ("thư mục/~$a.docx", b"lock"), ("__MACOSX/._a.txt", b"x"), ("Thumbs.db", b"x"),
        ("b.zip", inner), ("c.eml", mail(("d.docx", docx(p("x"))))),
    )  # fmt: skip
    assert [n for n, _ in opened(data)] == [
        "a.zip!/thư mục/a.txt", "a.zip!/b.zip!/sâu/c.txt", "a.zip!/c.eml!/d.docx",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Windows\\a.docx", "Windows/a.docx"),
        ("..\\..\\a.txt", "a.txt"),
        ("a/./b/../c.txt", "a/b/c.txt"),
        ("dòng\n mới.txt", "dòng mới.txt"),
        ("\u202etxt.a", "txt.a"),
        ("..", "unnamed"),
        ("e\u0302\u0301.txt", "ế.txt"),
    ],
)
def test_names_lead_nowhere(name, safe):
    assert opened(packed((name, PLAN)))[0][0] == f"a.zip!/{safe}"


def test_two_members_of_one_name_are_both_kept():
    with pytest.warns(UserWarning, match="Duplicate"):
        data = packed(("a.txt", PLAN), ("a.txt", b"khac"))
    assert [n for n, _ in opened(data)] == ["a.zip!/a.txt", "a.zip!/a (2).txt"]


def test_a_folder_called_word_and_an_archive_that_stores_a_word_file_are_no_word_files():
    assert detect(packed(("word/a.txt", PLAN))).name == "zip"
    assert detect(packed(("a.docx", docx(p("x"))), how=zipfile.ZIP_STORED)).name == "zip"
    assert detect(docx(p("x"))[:-40]).name == "docx", "a cut one still shows its parts"


def test_a_locked_member_does_not_keep_the_others_from_being_read():
    data = bytearray(packed(("a.txt", PLAN), ("b.txt", PLAN)))
    first = data.index(b"PK\x01\x02")
    data[first + 8] |= 1  # APPNOTE 4.3.12: bit 0 of the flags says encrypted
    data[6] |= 1
    assert opened(bytes(data)) == [("a.zip!/a.txt", "encrypted"), ("a.zip!/b.txt", PLAN)]


def test_bounds():
    three = packed(*((f"{i}.txt", PLAN) for i in range(3)))
    with pytest.raises(IngestError) as caught:
        opened(three, members=2)
    assert caught.value.code == "too-many-members"
    bomb = packed(("bom.txt", bytes(12 << 20)))
    assert opened(bomb) == [("a.zip!/bom.txt", "zip-bomb")]
    assert opened(bomb, ratio=10**6, unpacked_mb=5) == [("a.zip!/bom.txt", "unpacked-too-large")]
    deep = PLAN
    for _ in range(5):
        deep = packed(("x.zip", deep))
    assert [c for _, c in opened(deep)] == ["nested-containers"]


def test_the_members_bound_holds_over_all_levels():
    inner = packed(("1.txt", PLAN), ("2.txt", PLAN))
    got = opened(packed(("a.zip", inner), ("b.zip", inner)), members=5)
    assert [c for _, c in got] == [PLAN, PLAN, PLAN, "too-many-members"]


def test_a_mail_without_attachments_is_its_own_text():
    assert opened(mail(text=PLAN.decode()))[0][0] == "a.zip!/body.txt"


def test_a_picture_of_the_letters_dress_is_no_attachment():
    m = EmailMessage()
    m["From"], m["Subject"], m["Message-ID"] = "a@example.org", "x", "<2@example.org>"
    m.set_content("xem tệp kèm theo")
    m.add_alternative("<p>xem</p>", subtype="html")
    m.get_payload()[1].add_related(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", cid="<logo>")
    m.add_attachment(PLAN, maintype="text", subtype="plain", filename="kế hoạch.txt")
    assert opened(m.as_bytes()) == [("a.zip!/kế hoạch.txt", PLAN)]


def test_text_that_speaks_of_mail_is_no_mail():
    assert detect(b"From: trang web\nKinh gui: cac phong\n").name == "text"
    assert detect("Kính gửi: các phòng\nSố: 12\nNgày: 3\n".encode()).name == "text"


def test_a_page_saved_by_word_as_one_file():
    page = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="=_x"\n\n--=_x\nContent-Location: file:///C:/a.htm\n'
        'Content-Transfer-Encoding: quoted-printable\nContent-Type: text/html; charset="utf-8"\n\n'
        "<html><body><p>K=E1=BA=BF ho=E1=BA=A1ch</p><img src=3D'file:///etc/passwd'></body></html>\n\n--=_x--\n"
    )
    source = read_bytes(page.encode(), "a.doc")
    assert (source.reader, [b.text for b in source.blocks]) == ("mhtml", ["Kế hoạch"])
