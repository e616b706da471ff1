"""The corpus: every plan's gold agrees with its text, and the committed files agree with their sources."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[2] / "corpus"
sys.path.insert(0, str(CORPUS))

import build  # noqa: E402
import check  # noqa: E402
from plan import HELD_OUT, HERE, inline, load, names  # noqa: E402
from render_docx import to_docx  # noqa: E402
from tcvn3 import encode, encode_runs  # noqa: E402

NAMES = names()
EVERY = [pytest.param(root, name, id=name) for root in (HERE, HELD_OUT) for name in names(root)]


@pytest.mark.parametrize(("root", "name"), EVERY)
def test_gold_stands_in_the_text(root: Path, name: str) -> None:
    assert check.faults(load(name, root)) == []


def test_committed_files_are_up_to_date() -> None:
    assert build.stale() == [], "run `python corpus/build.py`"


@pytest.mark.parametrize(("root", "name"), EVERY)
def test_native_files_are_there(root: Path, name: str) -> None:
    plan = load(name, root)
    for kind in plan.meta["native"]:
        file = root / "files" / f"{name}.{kind}"
        assert file.stat().st_size > 2000, f"{file.name}: run `python corpus/build.py`"
    gold = json.loads((root / "gold" / f"{name}.json").read_text("utf-8"))
    assert gold["doc"] == f"{name}.{plan.meta['native'][0]}"


@pytest.mark.parametrize(("root", "name"), EVERY)
def test_all_textual_forms_hold_the_same_words(root: Path, name: str) -> None:
    """Marks, notes' numbers and table pipes aside, .txt, .md and .html differ in layout only."""
    import html
    import re
    from collections import Counter

    plan_words = []
    for kind, make in build.TEXTUAL.items():
        text = make(load(name, root))
        if kind == "html":
            text = html.unescape(re.sub(r"<title>.*?</title>|<sup>\d+</sup>|<[^>]+>", " ", text))
        elif kind == "md":
            text = re.sub(r"\[\^\d+\]:?|---", " ", text)
        text = re.sub(r"\f\s*\d+", "", text)  # running page numbers
        text = re.sub(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]", "", text)
        plan_words.append(Counter(re.findall(r"\w+", text)))
    assert plan_words[0] == plan_words[1] == plan_words[2]


def test_formats_of_the_corpus() -> None:
    """Every format that needs no conversion is met, with enough of each."""
    native = [kind for name in NAMES for kind in load(name).meta["native"]]
    least = {"docx": 3, "pdf": 3, "html": 2, "md": 2, "txt": 3}
    assert {kind: native.count(kind) >= n for kind, n in least.items()} == dict.fromkeys(least, True)
    assert len(NAMES) >= 12
    long_tables = [
        name for name in NAMES
        if {"docx", "pdf"} <= set(load(name).meta["native"])
        and any(len(b.rows) > 15 for b in load(name).appendices)
    ]  # fmt: skip
    assert len(long_tables) >= 3


def test_the_held_out_set_stands_apart() -> None:
    """Every format is met, no plan is in both sets, and the first figures are kept with their day."""
    held = names(HELD_OUT)
    assert {load(name, HELD_OUT).meta["native"][0] for name in held} == {"docx", "pdf", "html", "txt", "md"}
    assert not set(held) & set(NAMES)
    first = json.loads((HELD_OUT / "first.json").read_text("utf-8"))
    assert first["documents"] == len(held)
    assert first["measured_on"] == "2026-11-21"


def test_docx_is_reproducible() -> None:
    plan = load(NAMES[0])
    assert to_docx(plan) == to_docx(load(NAMES[0]))


def test_docx_numbers_itself(tmp_path: Path) -> None:
    """Where the source asks for automatic numbers, the labels are in numbering.xml and not in the text."""
    name = "quang-tri-trong-rung-2021"
    file = tmp_path / "plan.docx"
    file.write_bytes(to_docx(load(name)))
    with zipfile.ZipFile(file) as archive:
        body, numbers = archive.read("word/document.xml").decode(), archive.read("word/numbering.xml").decode()
    assert 'w:numFmt w:val="upperRoman"' in numbers
    assert ">I. MỤC" not in body


MARKS = [
    ("a plain deadline", "xong {d|trước ngày 01/5|due before ..2024-04-30}.", "xong trước ngày 01/5.", ["trước ngày 01/5"]),
    ("marks may nest", "{i|đạt 5% {y|năm 2024}|x|= 5 %}", "đạt 5% năm 2024", ["đạt 5% năm 2024", "năm 2024"]),
    ("a task quotes ten words", "{k|lead=a}một hai ba bốn năm sáu bảy tám chín mười mười_một",
     "một hai ba bốn năm sáu bảy tám chín mười mười_một", ["một hai ba bốn năm sáu bảy tám chín mười"]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "source", "plain", "quotes"), MARKS, ids=[m[0] for m in MARKS])
def test_marks(why: str, source: str, plain: str, quotes: list[str]) -> None:
    text = inline(source)
    assert text.plain == plain
    assert [m.quote for m in text.marks] == quotes


def test_tcvn3_small_letters() -> None:
    """Codes of TCVN 5712 VN3 for words whose bytes are known from old files: "Việt Nam" is "ViÖt Nam"."""
    assert encode("Việt Nam") == "ViÖt Nam"
    assert encode("kế hoạch") == "kÕ ho¹ch"
    assert encode_runs("KẾ HOẠCH năm") == [
        ("kÕ", ".VnTimeH"),
        (" ", ".VnTime"),
        ("ho¹ch", ".VnTimeH"),
        (" n¨m", ".VnTime"),
    ]


def test_readme_lists_every_plan() -> None:
    readme = (CORPUS / "README.md").read_text("utf-8")
    for name in NAMES:
        natives = ", ".join(load(name).meta["native"])
        assert f"| {name} |" in readme
        assert any(f"| {name} |" in line and f"| {natives} |" in line for line in readme.splitlines()), name
