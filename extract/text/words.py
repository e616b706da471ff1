"""underthesea's words as a spaCy Doc whose text is the text, to the character. (First cut.)"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc
from spacy.vocab import Vocab


class Words:
    """Tokenizer: `Words(vocab)(text)` → Doc."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words = text.split(" ")
        spaces = [True] * (len(words) - 1) + [False] if words else []
        return Doc(self.vocab, words=words, spaces=spaces)


def make_words() -> Callable:
    def create(nlp):
        return Words(nlp.vocab)

    return create
