"""Which plan implements which, over a folder."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from extract.relations.chain import build, circles, cross_check, roots
from tests.relations.records import deadline, indicator, made, reference, task

PROVINCE = {"name": "tinh", "code": "45/KH-UBND", "issued_on": "2025-01-20", "issuer": "Ủy ban nhân dân tỉnh Sông Trà"}
WORK = "Tổ chức tập huấn kỹ năng số cho cán bộ, công chức cấp xã và tổ công nghệ cộng đồng"


def district(**values):
    base = {
        "name": "huyen", "code": "101/KH-UBND", "issued_on": "2025-02-10", "issuer": "Ủy ban nhân dân huyện Bình An",
        "references": [reference("45/KH-UBND", "2025-01-20", "Ủy ban nhân dân tỉnh Sông Trà")],
    }  # fmt: skip
    return made(**{**base, **values})


def test_a_plan_hangs_under_the_plan_it_carries_out() -> None:
    records = [district(), made(**PROVINCE)]
    chain = build(records)
    assert chain["kh-huyen"].above == ["kh-tinh"]
    assert chain["kh-tinh"].below == ["kh-huyen"]
    assert roots(chain) == ["kh-tinh"]


SAME = {
    "spaces and dots in the code": ("45 / KH - UBND", "2025-01-20", None, "kh-tinh"),
    "no date": ("45/KH-UBND", None, "Ủy ban nhân dân tỉnh Sông Trà", "kh-tinh"),
    "another year is another plan": ("45/KH-UBND", "2024-01-20", "Ủy ban nhân dân tỉnh Sông Trà", "45khubnd|2024"),
    "another issuer of the same number": ("45/KH-UBND", "2025-03-02", "Ủy ban nhân dân huyện Núi Lớn", "45khubnd|2025"),
    "another code": ("46/KH-UBND", "2025-01-20", None, "46khubnd|2025"),
}


@pytest.mark.parametrize("name", SAME)
def test_which_citations_are_one_plan(name: str) -> None:
    code, date, issuer, key = SAME[name]
    chain = build([district(references=[reference(code, date, issuer)]), made(**PROVINCE)])
    assert chain["kh-huyen"].above == [key]


def test_a_plan_that_only_mentions_another_does_not_carry_it_out() -> None:
    chain = build([district(references=[reference("45/KH-UBND", "2025-01-20", role="mention")]), made(**PROVINCE)])
    assert chain["kh-huyen"].above == []


def test_a_circle_is_shown_once_and_told() -> None:
    a = district(references=[reference("9/KH-UBND", "2025-02-11")])
    b = district(
        name="xa", code="9/KH-UBND", issued_on="2025-02-11", references=[reference("101/KH-UBND", "2025-02-10")]
    )
    chain = build([a, b])
    assert circles(chain) == {"kh-huyen", "kh-xa"}
    assert roots(chain) == ["kh-huyen"]
    assert {c.finding.code for c in cross_check([a, b])} == {"chain-circle"}


def due(day: str) -> dict:
    return {"deadlines": [deadline("hạn", day)], "tasks": [task(WORK, lead=["u1"], deadlines=["d1"])]}


ACROSS = {
    "the same work ends later than the superior plan wants it": (due("2025-06-30"), due("2025-05-31"), ["deadline-after-superior"]),
    "the same work ends in time": (due("2025-05-15"), due("2025-05-31"), []),
    "issued before the plan it carries out": ({"issued_on": "2025-01-05"}, {}, ["issued-before-superior"]),
    "another value for one indicator": (
        {"indicators": [indicator("Tỷ lệ dân số dùng chữ ký số", 40, 0)]},
        {"indicators": [indicator("Tỷ lệ dân số dùng chữ ký số", 50, 0)]},
        ["indicator-differs"],
    ),
    "the code of two files": ({"code": "45/KH-UBND", "issued_on": "2025-01-20", "issuer": PROVINCE["issuer"], "references": []}, {}, ["code-twice"]),
}  # fmt: skip


@pytest.mark.parametrize("name", ACROSS)
def test_contradictions_across_plans(name: str) -> None:
    own, superior, codes = ACROSS[name]
    assert [c.finding.code for c in cross_check([made(**{**PROVINCE, **superior}), district(**own)])] == codes


def test_after_the_last_deadline_of_the_superior_plan() -> None:
    days = [deadline(f"hạn {n}", f"2025-0{n}-28", f"d{n}", n * 20) for n in (3, 4, 5)]
    found = cross_check([made(**PROVINCE, deadlines=days), district(**due("2025-12-31"))])
    assert [c.finding.code for c in found] == ["deadline-after-superior"]


@pytest.fixture
def folder(tmp_path):
    for rec in (made(**PROVINCE, **due("2025-05-31")), district(text=WORK + ".", **due("2025-06-30"))):
        (tmp_path / f"{rec.id}.json").write_text(rec.to_json(), "utf-8")
    return tmp_path


def run(*words: str):
    import typer

    from extract.cli import check

    app = typer.Typer()
    check.add(app)
    return CliRunner().invoke(app, [str(w) for w in words])


def test_check_prints_code_message_and_sentence(folder) -> None:
    result = run("check", folder)
    assert result.exit_code == 0
    assert "deadline-after-superior" in result.output
    assert "against tinh.txt" in result.output
    assert max(len(line) for line in result.output.splitlines()) <= 80


def test_check_as_json(folder) -> None:
    rows = json.loads(run("check", folder, "--json").output)
    assert [(x["file"], x["code"], x["other"]) for x in rows] == [("huyen.txt", "deadline-after-superior", "tinh.txt")]
    assert rows[0]["sentence"].startswith("Tổ chức tập huấn")


def test_check_strict_ends_with_a_status(folder) -> None:
    assert run("check", folder, "--strict").exit_code == 1
    assert run("check", folder, "--strict", "--code", "blank-number").exit_code == 0


def test_chain_as_a_tree(folder) -> None:
    out = run("chain", folder).output
    assert out.index("45/KH-UBND") < out.index("└── ") < out.index("101/KH-UBND")
    assert "2 plans, 2 of them in a chain" in out


def test_chain_as_json(folder) -> None:
    data = {x["key"]: x for x in json.loads(run("chain", folder, "--json").output)}
    assert data["kh-huyen"]["implements"] == ["kh-tinh"]
    assert data["kh-tinh"]["implemented_by"] == ["kh-huyen"]


@pytest.mark.parametrize("command", ["check", "chain"])
def test_nothing_to_read_is_told_with_a_remedy(tmp_path, command: str) -> None:
    for path, word in ((tmp_path / "none", "does not exist"), (tmp_path, "kehoach convert")):
        result = run(command, path)
        assert result.exit_code == 2
        assert word in result.output
    (tmp_path / "x.json").write_text("{}", "utf-8")
    assert run(command, tmp_path).exit_code == 2
