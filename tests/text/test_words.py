"""Words of underthesea as a Doc with the text to the character."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.text.words import Words, word_spans


@pytest.fixture(scope="module")
def words() -> Words:
    from spacy.vocab import Vocab

    return Words(Vocab())


def test_syllables_of_a_word_stand_together(words: Words) -> None:
    doc = words("Ủy ban nhân dân xã ban hành kế hoạch.")
    tokens = [t.text for t in doc]
    assert "kế hoạch" in tokens
    assert "ban hành" in tokens
    assert doc.text == "Ủy ban nhân dân xã ban hành kế hoạch."


ODD = ["", " ", "\n", "\n\n", "a\tb\n\n  c ", " đầu dòng", "cuối dòng ", unicodedata.normalize("NFD", "hoà bình"), "hoà và hòa", "👍🏽 ổn", "x\x00y\u200bz", "\x1c\x85\u2028", "½ Ⅳ ﬁ ǆ İ", "…”“–—", "1.234,5 15/KH-UBND a@b.vn http://c.vn/d?e=f"]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_text_is_kept(words: Words, text: str) -> None:
    assert words(text).text == text


@given(st.text(max_size=120))
@settings(max_examples=200, deadline=None)
def test_text_is_kept_for_any_text(text: str) -> None:
    from spacy.vocab import Vocab

    text = text.encode("utf-8", "replace").decode()
    doc = Words(Vocab())(text)
    assert doc.text == text
    spans = word_spans(text)
    assert all(a < b for a, b in spans)
    assert all(x[1] <= y[0] for x, y in pairwise(spans))


def test_long_line_is_cut_but_nothing_lost(words: Words) -> None:
    text = "Các đơn vị báo cáo kết quả. " * 400 + "x" * 5000
    assert words(text).text == text


def test_registered_and_survives_the_disk(tmp_path) -> None:
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "kehoach.Words.v1"}}})
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    text = "Sở Y tế\tchủ trì\n\nphối hợp"
    assert again(text).text == nlp(text).text == text
    assert isinstance(again.tokenizer, Words)
    assert nlp.tokenizer.from_bytes(nlp.tokenizer.to_bytes()) is nlp.tokenizer
