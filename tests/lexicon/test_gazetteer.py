"""The place gazetteer: look-up, parents and the merger of 2025."""

from __future__ import annotations

from datetime import date

import pytest

from extract.lexicon import bare_key, confidence, gazetteer, key
from extract.lexicon.tables import rows
from extract.lexicon.trie import trie

G = gazetteer.load()


def test_both_systems_are_whole() -> None:
    provinces = [e for e in G.entries if e.level == "province"]
    assert sum(e.system == "old" for e in provinces) == 63
    assert sum(e.system == "new" for e in provinces) == 34


@pytest.mark.parametrize(
    ("asked", "level", "full"),
    [
        ("tỉnh Hà Tĩnh", "province", "tỉnh Hà Tĩnh"), ("HÀ TĨNH", "province", "tỉnh Hà Tĩnh"), ("Thành phố Hồ Chí Minh", "province", "Thành phố Hồ Chí Minh"),
        ("TP. Đà Nẵng", "province", "thành phố Đà Nẵng"), ("huyện Can Lộc", "district", "huyện Can Lộc"), ("thành phố Hoà Bình", "district", "thành phố Hòa Bình"),
        ("Quận 1", "district", "Quận 1"), ("thị xã Kỳ Anh", "district", "thị xã Kỳ Anh"), ("xã Thượng Lộc", "commune", "xã Thượng Lộc"),
    ],
)  # fmt: skip
def test_look_up_without_case_and_tone_placement(asked: str, level: str, full: str) -> None:
    found = gazetteer.lookup(asked)
    assert (found[0].level, found[0].full) == (level, full)


def test_a_type_that_does_not_fit_finds_nothing() -> None:
    assert gazetteer.lookup("quận Can Lộc") == []
    assert gazetteer.lookup("tỉnh Không Có") == []


def test_look_up_without_diacritics() -> None:
    assert G.lookup("Ha Tinh", "province", bare=True)[0].name == "Hà Tĩnh"


@pytest.mark.parametrize(
    ("district", "before", "after"),
    [("huyện Can Lộc", "Hà Tĩnh", "Hà Tĩnh"), ("thành phố Tuy Hòa", "Phú Yên", "Đắk Lắk"), ("huyện Hòn Đất", "Kiên Giang", "An Giang"), ("thành phố Thái Bình", "Thái Bình", "Hưng Yên")],
)  # fmt: skip
def test_the_province_of_a_district_before_and_after_the_merger(district: str, before: str, after: str) -> None:
    entry = gazetteer.lookup(district, "district")[0]
    old, new = G.province(entry), G.province(entry, "new")
    assert old is not None
    assert new is not None
    assert (old.name, new.name) == (before, after)


def test_parents_of_a_commune() -> None:
    entry = next(e for e in gazetteer.lookup("xã Thượng Lộc", "commune", "old"))
    district = G.district(entry)
    assert district is not None
    assert district.name == "Can Lộc"
    assert G.successor(entry) is not None


def test_the_system_in_force_on_a_day() -> None:
    after, before = G.best("xã Can Lộc", on=date(2025, 8, 1)), G.best("tỉnh Hà Tĩnh", on=date(2024, 8, 1))
    assert after is not None
    assert before is not None
    assert (after.system, before.system) == ("new", "old")


def test_several_places_of_one_name_are_not_guessed() -> None:
    assert len(G.lookup("xã Đông Sơn", "commune")) > 1
    assert G.best("xã Đông Sơn") is None


def test_places_in_a_text() -> None:
    text = "UBND tỉnh Hà Tĩnh, huyện Can Lộc; thành phố Vinh Quang; Quảng Trị và Thành phố Hồ Chí Minh."
    assert [text[a:b] for a, b, _ in gazetteer.find(text)] == [
        "tỉnh Hà Tĩnh",
        "huyện Can Lộc",
        "thành phố Vinh",
        "Quảng Trị",
        "Thành phố Hồ Chí Minh",
    ]


def test_keys() -> None:
    assert key("Hoà  Bình") == key("hòa bình")
    assert key("Phan Rang-Tháp Chàm") == key("Phan Rang – Tháp Chàm")
    assert key("Hòa") != key("Hoa")
    assert bare_key("Đắk Lắk") == "dak lak"


def test_an_unmeasured_rule_has_the_default() -> None:
    assert confidence("no.such.rule", 0.42) == 0.42


@pytest.mark.parametrize(
    "name",
    [
        "abbreviations",
        "unit_heads",
        "unit_fields",
        "unit_stops",
        "open_starts",
        "group_nouns",
        "posts",
        "surnames",
        "places",
    ],
)
def test_every_table_has_rows_and_a_source(name: str) -> None:
    from extract.lexicon.tables import HERE

    assert rows(name)
    assert "# Source" in "\n".join((HERE / f"{name}.tsv").read_text("utf-8").splitlines()[:8])


def test_a_trie_takes_the_longest() -> None:
    import re

    pattern = re.compile(trie(["sở", "sở tài", "ủy ban", "a - b"]))
    assert [m[0] for m in pattern.finditer("sở tài, sở; ủy ban, a-b, a - b")] == [
        "sở tài",
        "sở",
        "ủy ban",
        "a-b",
        "a - b",
    ]
