"""The quick segmenter gives underthesea's words, to the word."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.text.segmenter import Segmenter, segmenter

FILES = Path(__file__).parents[2] / "corpus" / "files"

LINES = [
    ("one token", "Kính"),
    ("two tokens", "Kính gửi"),
    ("three tokens", "Kính gửi: các"),
    ("capitals", "ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("codes and dates", "Số: 45/KH-UBND ngày 02/3/2019, NĐ-CP, 12.5%, 1.250.000đ, 07h30, T.Ư, v.v..."),
    ("minority names", "Ông Y Bham Niê, bà H'Linh Byă và ông K’Sor Phước"),
    ("signs", "+ (a) Xây dựng “mô hình” – 95% trở lên; * ghi chú: xem Phụ lục II./."),
    ("digits of other scripts", "x² + ٣ Ⅳ ½ ª"),
    ("a long sentence", "Giao Phòng Nông nghiệp và Môi trường chủ trì, phối hợp với Hội Nông dân, Hội Liên hiệp Phụ nữ và Ủy ban nhân dân các xã rà soát, thống kê diện tích đất trồng lúa bị nhiễm mặn, báo cáo trước ngày 15 hằng tháng"),
]  # fmt: skip


@pytest.fixture(scope="module")
def quick() -> Segmenter:
    found = segmenter()
    assert found is not None, "the installed underthesea has another model: words are right but slow"
    return found


@pytest.mark.parametrize("line", [x for _, x in LINES], ids=[x for x, _ in LINES])
def test_words_are_those_of_underthesea(quick: Segmenter, line: str) -> None:
    from underthesea import word_tokenize

    assert [line[a:b] for a, b in quick.spans(line)] == word_tokenize(line, use_token_normalize=False)


def test_words_of_the_corpus_are_those_of_underthesea(quick: Segmenter) -> None:
    from underthesea import word_tokenize

    lines = {
        line
        for path in sorted(FILES.glob("*.txt"))
        for line in path.read_text("utf-8", errors="ignore").split("\n")
        if 0 < len(line.strip()) < 1200
    }
    assert len(lines) > 200
    for line in lines:
        words = [" ".join(line[a:b].split()) for a, b in quick.spans(line)]
        assert words == word_tokenize(line, use_token_normalize=False)


def test_kept_sums_do_not_change_the_words(quick: Segmenter) -> None:
    line = LINES[-1][1]
    first = quick.spans(line)
    quick.ones.clear()
    quick.twos.clear()
    quick.threes.clear()
    assert quick.spans(line) == first


def test_an_empty_line_has_no_words(quick: Segmenter) -> None:
    assert quick.spans("") == []
    assert quick.spans("   ") == []
