"""Code tables from before Unicode, over the whole alphabet and in running text."""

from __future__ import annotations

import unicodedata

import pytest

from extract.ingest import read_bytes
from extract.ingest.encodings import chart_of_font, decode, from_chart, letters, repair, repair_by_content, to_chart
from extract.ingest.vietnamese import syllables, vietnamese_share
from tests.ingest.build import docx, p

BASES = "aăâeêioôơuưy"
TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
SMALL = [unicodedata.normalize("NFC", b + t) for b in BASES for t in TONES] + ["đ"]
CAPITALS = [c.upper() for c in SMALL]

SENTENCE = (
    "Thực hiện chỉ đạo của Ủy ban nhân dân huyện, các phòng chuyên môn rà soát những khoản chi chưa cần thiết, ưu tiên nguồn lực "
    "cho trường học, trạm y tế; báo cáo kết quả trước ngày mười lăm tháng bảy. Việc kiểm tra được giữ đều, không phô trương; "
    "ai để xảy ra lãng phí phải chịu trách nhiệm. Đề nghị Mặt trận Tổ quốc phối hợp giám sát, kịp thời phản ánh những vướng mắc."
)


@pytest.mark.parametrize("chart", ["tcvn3", "vni", "vps", "viscii"])
def test_every_small_letter_goes_there_and_back(chart: str) -> None:
    assert set(SMALL) <= set(letters(chart))
    for letter in SMALL:
        assert from_chart(to_chart(letter, chart), chart) == letter
    codes = [letters(chart)[c] for c in SMALL]
    assert len(set(codes)) == len(codes), "no two letters share a code"


@pytest.mark.parametrize("chart", ["vni", "viscii"])
def test_every_capital_goes_there_and_back(chart: str) -> None:
    for letter in CAPITALS:
        assert from_chart(to_chart(letter, chart), chart) == letter


def test_capitals_that_the_vps_chart_lacks_are_read_small() -> None:
    lacking = [c for c in CAPITALS if c not in letters("vps")]
    assert set(lacking) == set("ẠẶẪẬẸỆỊỌỘỢỤỮỰỴ")
    for letter in set(CAPITALS) - set(lacking):
        assert from_chart(to_chart(letter, "vps"), "vps") == letter


def test_tcvn3_capitals_come_from_the_font() -> None:
    small = to_chart("ủy ban nhân dân xã", "tcvn3")
    assert repair(small, ".VnTime") == "ủy ban nhân dân xã"
    assert repair(small, ".VnTimeH") == "ỦY BAN NHÂN DÂN XÃ"
    assert repair("a", ".VnArialH") == "A"
    assert from_chart("¡¢£¤¥¦§", "tcvn3") == "ĂÂÊÔƠƯĐ"


@pytest.mark.parametrize(
    ("font", "chart"),
    [
        (".VnTime", "tcvn3"),
        (".VnTimeH", "tcvn3-capitals"),
        (".VnArial NarrowH", "tcvn3-capitals"),
        (".VnHelvetInsH", "tcvn3-capitals"),
        ("VNI-Times", "vni"),
        ("VNI-Helve-Condense", "vni"),
        ("VPS Times", "vps"),
        ("Times New Roman", None),
        ("Verdana", None),
        ("", None),
        (None, None),
    ],
)
def test_font_names(font: str | None, chart: str | None) -> None:
    assert chart_of_font(font) == chart


def test_unicode_typed_in_an_old_font_stays() -> None:
    assert repair("Phòng Nội vụ", ".VnTime") == "Phòng Nội vụ"
    assert repair("Plan 2024", ".VnTime") == "Plan 2024"


def test_windows_quotes_survive() -> None:
    assert (
        repair(to_chart("“Đoàn kết – kỷ cương”", "tcvn3").replace("“", "\x93").replace("”", "\x94"), ".VnTime")
        == "“Đoàn kết – kỷ cương”"
    )


@pytest.mark.parametrize("chart", ["tcvn3", "vni", "vps", "viscii"])
def test_bytes_of_a_text_file_are_told_by_what_they_say(chart: str) -> None:
    text, encoding = decode(to_chart(SENTENCE, chart).encode("latin-1"))
    assert encoding == chart
    # TCVN3 has no accented capitals outside its fonts for capitals, and VPS lacks some
    assert text.lower() == SENTENCE.lower()


def test_unicode_files_in_all_dresses() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert decode(SENTENCE.encode(encoding))[0] == SENTENCE
    assert decode(SENTENCE.encode("utf-16-le"))[0] == SENTENCE
    assert decode(SENTENCE.encode("utf-16-be"))[0] == SENTENCE
    assert decode(SENTENCE.encode("utf-8").decode("cp1252", "replace").encode("utf-8"))[0] != ""


def test_windows_1258_writes_tones_behind_their_letters() -> None:
    def loosen(c: str) -> str:
        # the table has the letters with their hats and horns, and five tone marks of its own
        parts = unicodedata.normalize("NFD", c)
        letter = unicodedata.normalize("NFC", "".join(p for p in parts if p not in TONES))
        return letter + "".join(p for p in parts if p in TONES)

    data = "".join(map(loosen, SENTENCE)).encode("cp1258")
    assert decode(data) == (SENTENCE, "windows-1258")


def test_legacy_text_saved_as_utf8_byte_by_byte() -> None:
    broken = to_chart(SENTENCE, "tcvn3")
    assert decode(broken.encode("utf-8"))[0].lower() == SENTENCE.lower()
    assert repair_by_content(broken).lower() == SENTENCE.lower()


def test_french_and_english_stay_what_they_are() -> None:
    for text in (
        "Le procès-verbal a été rédigé à Hanoï par l'équipe européenne très tôt.",
        "The action plan for 2024.",
    ):
        assert decode(text.encode("utf-8"))[0] == text
        assert repair_by_content(text) == text


def test_any_bytes_give_a_text() -> None:
    for data in (b"", b"\0", b"\xff", bytes(range(256)), b"\xff\xfe\x00", "½".encode("cp1252") * 1000):
        assert isinstance(decode(data)[0], str)


@pytest.mark.parametrize(
    "word",
    ["nghiêng", "khuya", "hoà", "hòa", "quyết", "giữa", "ngoằn", "ươm", "tuyển", "xoong", "quốc", "thuở", "yểm", "gìn"],
)
def test_syllables_of_the_language(word: str) -> None:
    assert word in syllables()


@pytest.mark.parametrize("word", ["hoät", "bằp", "thßnh", "kéch", "qđn", "nhãc", "xtrường", "được1"])
def test_syllables_that_are_none(word: str) -> None:
    assert word not in syllables()


def test_the_measure_tells_good_text_from_rubbish() -> None:
    assert vietnamese_share(SENTENCE) > 0.97
    for chart in ("tcvn3", "vni", "vps", "viscii"):
        assert vietnamese_share(to_chart(SENTENCE, chart)) < 0.5
    without_marks = "".join(
        c for c in unicodedata.normalize("NFD", SENTENCE.replace("đ", "d")) if not unicodedata.combining(c)
    )
    assert vietnamese_share(without_marks) <= 0.5
    assert vietnamese_share("") == 0.0


@pytest.mark.parametrize(
    ("font", "chart"),
    [
        ("ABCDEF+.VnTime", "tcvn3"),
        ("QWERTY+.VnTimeH,Bold", "tcvn3-capitals"),
        (".VnArialH-BoldItalic", "tcvn3-capitals"),
        ("BCDEFG+VNI-Times-Bold", "vni"),
        ("AAAAAA+TimesNewRomanPS-BoldMT", None),
        ("VnTime", "tcvn3"),
        ("Vni Design Sans", "vni"),
    ],
)
def test_font_names_as_pdf_writes_them(font: str, chart: str | None) -> None:
    assert chart_of_font(font) == chart


RUN = "Các cơ quan được giao chủ trì phối hợp với Văn phòng, báo cáo kịp thời."


@pytest.mark.parametrize("chart", ["tcvn3", "vni", "vps", "viscii"])
def test_word_runs_by_font_or_by_what_they_say(chart: str) -> None:
    names = {"tcvn3": ".VnTime", "vni": "VNI-Times", "vps": "VPS Times", "viscii": "VISC Times"}
    old = to_chart(RUN, chart)
    old = "".join(c if c >= "\xa0" or c < "\x80" else bytes([ord(c)]).decode("cp1252", "ignore") or c for c in old)

    def run(text: str, font: str) -> str:
        from xml.sax.saxutils import escape

        return f'<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'

    mixed = p(run(old, names[chart]) + run(" " + RUN, "Times New Roman"))
    bare = p(run(old, "Times New Roman"))
    blocks = read_bytes(docx(mixed + bare), "a").blocks
    assert [b.text for b in blocks] == [f"{RUN} {RUN}", RUN]


def test_a_font_of_the_style_holds_for_runs_without_one() -> None:
    styles = '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:rPrDefault></w:docDefaults>'
    styles += '<w:style w:type="paragraph" w:styleId="H"><w:rPr><w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/></w:rPr></w:style>'
    data = docx(p(to_chart("tổ chức thực hiện", "tcvn3"), style="H") + p(to_chart("họp", "tcvn3")), styles=styles)
    assert [b.text for b in read_bytes(data, "a").blocks] == ["TỔ CHỨC THỰC HIỆN", "họp"]


def test_a_vni_letter_cut_from_its_mark() -> None:
    fonts = '<w:rPr>{}<w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/></w:rPr>'
    runs = f'<w:r>{fonts.format("<w:b/>")}<w:t>Ke</w:t></w:r><w:r>{fonts.format("")}<w:t xml:space="preserve">á hoaïch</w:t></w:r>'
    assert read_bytes(docx(p(runs)), "a").blocks[0].text == "Kế hoạch"


def test_html_by_font() -> None:
    old, vni = to_chart("ủy ban nhân dân", "tcvn3"), to_chart("Kế hoạch", "vni")
    page = f"<html><body><p style='font-family:\".VnTimeH\"'>{old}</p><p><font face='VNI-Times'>{vni}</font> năm 2024</p></body></html>"
    assert [b.text for b in read_bytes(page.encode(), "a").blocks] == ["ỦY BAN NHÂN DÂN", "Kế hoạch năm 2024"]


def test_bytes_shown_through_windows_1258() -> None:
    shown = to_chart(RUN, "tcvn3").encode("latin-1").decode("cp1258", "replace")
    assert "\ufffd" in shown or repair(shown, ".VnTime") == RUN


def test_short_lines_go_with_the_rest_of_the_text() -> None:
    text = "\n".join(to_chart(t, "tcvn3") for t in (SENTENCE, "Xã Bình An", "Số: 12"))
    got = read_bytes(text.encode("utf-8"), "a").blocks
    assert [b.text.lower() for b in got] == [SENTENCE.lower(), "xã bình an", "số: 12"]
