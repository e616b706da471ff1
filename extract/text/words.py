"""underthesea's words as a spaCy Doc whose text is the text, to the character.

The registered tokenizer ``kehoach.Words.v1`` works in any spaCy pipeline:
``spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "kehoach.Words.v1"}}})``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import regex
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.text.segmenter import segmenter

#: the segmenter sees at most this many characters at once, so that no line, however long, costs more than its length
_CHUNK = 1200
_CUT = regex.compile(r"(?<=[.;:!?…])\s+")
_BLANKS = regex.compile(r"\s+")
_PLAIN = regex.compile(r"\w+|[^\w\s]")  # where underthesea's words are not in the text
_KEPT = 4096  # paragraphs whose words are kept: headings, frames and lists of bodies come again in every plan

Spans = tuple[tuple[int, int], ...]


@cache
def _segmenter() -> Callable[..., list[str]]:
    from underthesea import word_tokenize

    return word_tokenize


@cache
def _normal() -> Callable[[str], str]:
    from underthesea.pipeline.text_normalize.character_normalize import normalize_characters_in_text

    return normalize_characters_in_text


def word_spans(text: str) -> Spans:
    """(start, end) of the words of one line, in order and without overlap; blanks belong to no word unless inside one.

    Words are underthesea's (syllables of one word stand in one span, as "kế hoạch"). Where its tokens do not have exactly
    the characters of the text, as for letters that it rewrites, the span covers what stands in the text.
    """
    if not text.strip():
        return ()
    out: list[tuple[int, int]] = []
    quick = segmenter()
    for a, b in _chunks(text):
        part = text[a:b]
        if quick is not None:
            normal = _normal()(part)
            spans = quick.spans(normal if len(normal) == len(part) else part)
        else:
            spans = _aligned(part, _segmenter()(part, use_token_normalize=False))
        out += ((a + s, a + e) for s, e in spans)
    return tuple(out)


def _chunks(text: str) -> list[tuple[int, int]]:
    """Stretches of at most _CHUNK characters, cut behind a sentence where there is one, else at a blank."""
    out = []
    at = 0
    while len(text) - at > _CHUNK:
        end = at + _CHUNK
        cut = None
        for cut in _CUT.finditer(text, at + _CHUNK // 2, end):  # noqa: B007 - the last one
            pass
        stop = cut.end() if cut else text.rfind(" ", at + 1, end) + 1 or end
        out.append((at, stop))
        at = stop
    out.append((at, len(text)))
    return out


def _aligned(text: str, words: list[str]) -> list[tuple[int, int]]:
    """The place of each word: characters that are no blanks are counted off, so rewritten letters do no harm."""
    solid = [len(w) - w.count(" ") for w in words]
    blanks = [(m.start(), m.end()) for m in _BLANKS.finditer(text)]
    if sum(solid) != len(text) - sum(b - a for a, b in blanks) or any(
        n != len("".join(w.split())) for n, w in zip(solid, words, strict=True)
    ):
        return [m.span() for m in _PLAIN.finditer(text)]
    out = []
    at = k = 0
    blanks.append((len(text) + 1, len(text) + 1))
    for n in solid:
        while blanks[k][0] <= at:
            at = max(at, blanks[k][1])
            k += 1
        start, left = at, n
        while at + left > blanks[k][0]:
            left -= blanks[k][0] - at
            at = blanks[k][1]
            k += 1
        at += left
        if n:
            out.append((start, at))
    return out


class Words:
    """spaCy tokenizer: ``Words(vocab)(text)`` → Doc with ``doc.text == text`` for every str."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._seen: dict[str, Spans] = {}

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        at = line = 0
        while line <= len(text):
            end = text.find("\n", line)
            end = len(text) if end < 0 else end
            for a, b in self._spans(text[line:end]):
                _gap(text, at, line + a, words, spaces)
                words.append(text[line + a : line + b])
                spaces.append(False)
                at = line + b
            line = end + 1
        _gap(text, at, len(text), words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)

    def _spans(self, line: str) -> Spans:
        found = self._seen.get(line)
        if found is None:
            found = word_spans(line)
            if len(line) < 400:
                if len(self._seen) >= _KEPT:
                    self._seen.clear()
                self._seen[line] = found
        return found

    # a tokenizer that holds nothing of its own: the model directory keeps only its name
    def to_bytes(self, **kwargs: Any) -> bytes:
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> Words:
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        return None

    def from_disk(self, path: str | Path, **kwargs: Any) -> Words:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return Words, (self.vocab,)


def _gap(text: str, a: int, b: int, words: list[str], spaces: list[bool]) -> None:
    """What stands between two words: one blank goes to the word before it, all else becomes tokens of its own."""
    if a >= b:
        return
    if text[a] == " " and words and not spaces[-1]:
        spaces[-1] = True
        a += 1
    if a < b:
        words.append(text[a:b])
        spaces.append(False)


@spacy.registry.tokenizers("kehoach.Words.v1")
def make_words() -> Callable[[Language], Words]:
    """Factory for a spaCy config: ``[nlp.tokenizer] @tokenizers = "kehoach.Words.v1"``."""

    def create(nlp: Language) -> Words:
        return Words(nlp.vocab)

    return create
