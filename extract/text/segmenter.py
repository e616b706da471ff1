"""underthesea's word segmentation, the same words in a fraction of its time.

underthesea (``word_tokenize``) writes out 43 feature strings for each token and looks each of them up, which is nine tenths of its
time. Its model is a linear-chain CRF of two labels, so what decides is one number a token: how much more its features speak
for a word's beginning than for its going on. That number is a sum over single tokens, pairs and triples, which come again
and again: here each sum is taken from underthesea's own weights once and kept. The tests hold the words against ``word_tokenize``'s.

Where the installed underthesea has another model than the one that this reads, ``segmenter`` gives None.
"""

from __future__ import annotations

import struct
from functools import cache
from itertools import pairwise
from pathlib import Path

import regex

#: what the model looks at, as underthesea's feature file has it; with any other list this module steps back
_TEMPLATES = (
    [f"T[{k}]" for k in ("-2", "-1", "0", "1", "2", "-2,-1", "-1,0", "0,1", "1,2", "-2,0", "-1,1", "0,2")]
    + [f"T[{k}].lower" for k in ("-2", "-1", "0", "1", "2", "-2,-1", "-1,0", "0,1", "1,2")]
    + [f"T[{k}].isdigit" for k in ("-1", "0", "1")]
    + [f"T[{k}].istitle" for k in ("-2", "-1", "0", "1", "2", "0,1", "0,2")]
    + [f"T[{k}].is_in_dict" for k in ("-2", "-1", "0", "1", "2", "-2,-1", "-1,0", "0,1", "1,2", "-2,0", "-1,1", "0,2")]
)
_ONE, _TWO, _THREE = ("-2", "-1", "0", "1", "2"), ("-2,-1", "-1,0", "0,1", "1,2"), ("-2,0", "-1,1", "0,2")
_KEPT = 50_000  # sums kept of each kind; a run over other languages or noise must not grow without end

Weights = dict[str, float]
Sums = tuple[float, ...]


def _title(token: str) -> bool:
    first = token[:1]
    return first.upper() == first


class _Ones(dict[str, Sums]):
    """token → its part in the sums of the tokens two and one before it, its own, one and two behind it."""

    def __init__(self, weights: Weights, words: set[str]) -> None:
        self.weights, self.words = weights, words

    def __missing__(self, token: str) -> Sums:
        low = token.lower()
        said = {"": token, ".lower": low, ".isdigit": str(token.isascii() and token.isdigit()), ".istitle": str(_title(token)), ".is_in_dict": str(low in self.words)}  # fmt: skip
        sums = tuple(sum(self.weights.get(f"T[{k}]{what}={value}", 0.0) for what, value in said.items()) for k in _ONE)
        if len(self) >= _KEPT:
            self.clear()
        self[token] = sums
        return sums


class _Twos(dict[str, Sums]):
    """ "a b" → its part in the sums of the tokens that it stands (-2,-1), (-1,0), (0,1), (1,2) from."""

    def __init__(self, weights: Weights, words: set[str]) -> None:
        self.weights, self.words = weights, words

    def __missing__(self, pair: str) -> Sums:
        low = pair.lower()
        title = str(all(_title(t) for t in pair.split(" ")))
        said = {"": pair, ".lower": low, ".is_in_dict": str(low in self.words), ".istitle": title}
        sums = tuple(sum(self.weights.get(f"T[{k}]{what}={value}", 0.0) for what, value in said.items()) for k in _TWO)
        if len(self) >= _KEPT:
            self.clear()
        self[pair] = sums
        return sums


class _Threes(dict[str, Sums]):
    """ "a b c" → its part in the sums of its last, its middle and its first token."""

    def __init__(self, weights: Weights, words: set[str]) -> None:
        self.words = words
        self.known: dict[str, Sums] = {}
        for attribute in weights:
            if attribute.startswith(tuple(f"T[{k}]=" for k in _THREE)):
                phrase = attribute.partition("=")[2]
                self.known[phrase] = tuple(weights.get(f"T[{k}]={phrase}", 0.0) for k in _THREE)
        self.rest: dict[tuple[bool, bool], Sums] = {}
        for in_dict in (False, True):
            for title in (False, True):
                sums = [weights.get(f"T[{k}].is_in_dict={in_dict}", 0.0) for k in _THREE]
                sums[2] += weights.get(f"T[0,2].istitle={title}", 0.0)
                self.rest[in_dict, title] = tuple(sums)

    def __missing__(self, phrase: str) -> Sums:
        rest = self.rest[phrase.lower() in self.words, all(_title(t) for t in phrase.split(" "))]
        known = self.known.get(phrase)
        sums = rest if known is None else (rest[0] + known[0], rest[1] + known[1], rest[2] + known[2])
        if len(self) >= _KEPT:
            self.clear()
        self[phrase] = sums
        return sums


class Segmenter:
    """Words of one line. `weights` of an attribute and `steps` of a label behind another are for "begins" less "goes on"."""

    def __init__(self, weights: Weights, steps: tuple[float, float, float, float], words: set[str], tokens: regex.Pattern[str]) -> None:  # fmt: skip
        self.ones, self.twos, self.threes = _Ones(weights, words), _Twos(weights, words), _Threes(weights, words)
        self.steps = steps
        self.tokens = tokens
        self.weights = weights
        self._edges: dict[tuple[int, int], float] = {}

    def spans(self, text: str) -> list[tuple[int, int]]:
        """(start, end) of the words of a line in underthesea's normal form of characters, in order."""
        found = [m.span() for m in self.tokens.finditer(text)]
        if len(found) < 2:
            return found
        tokens = [text[a:b] for a, b in found]
        begins = self._decode(self._sums(tokens))
        out: list[tuple[int, int]] = []
        start, end = found[0]
        for (a, b), begin in zip(found[1:], begins[1:], strict=True):
            if begin:
                out.append((start, end))
                start = a
            end = b
        out.append((start, end))
        return out

    def _edge(self, before: int, after: int) -> float:
        """What the ends of the line say of a token with so many tokens before and after it (2 stands for more)."""
        key = (before, after)
        if key not in self._edges:
            total = 0.0
            for t in _TEMPLATES:
                offsets = [int(x) for x in t[2 : t.index("]")].split(",")]
                if offsets[0] < -before:
                    total += self.weights.get(f"{t}=BOS", 0.0)
                elif offsets[-1] > after:
                    total += self.weights.get(f"{t}=EOS", 0.0)
            self._edges[key] = total
        return self._edges[key]

    def _sums(self, tokens: list[str]) -> list[float]:
        n = len(tokens)
        pairs = list(map(" ".join, pairwise(tokens)))
        ones, twos, threes = self.ones, self.twos, self.threes
        a = [(0.0,) * 5] * 2 + [ones[t] for t in tokens] + [(0.0,) * 5] * 2
        b = [(0.0,) * 4] * 2 + [twos[p] for p in pairs] + [(0.0,) * 4] * 2
        c = [(0.0,) * 3] * 2 + [threes[f"{p} {t}"] for p, t in zip(pairs, tokens[2:], strict=False)] + [(0.0,) * 3] * 2
        sums = [
            a0[0] + a1[1] + a2[2] + a3[3] + a4[4] + b0[0] + b1[1] + b2[2] + b3[3] + c0[0] + c1[1] + c2[2]
            for a0, a1, a2, a3, a4, b0, b1, b2, b3, c0, c1, c2 in zip(
                a, a[1:], a[2:], a[3:], a[4:], b, b[1:], b[2:], b[3:], c, c[1:], c[2:], strict=False
            )
        ]
        for i in {0, 1, n - 2, n - 1} & set(range(n)):
            sums[i] += self._edge(min(i, 2), min(n - 1 - i, 2))
        return sums

    def _decode(self, sums: list[float]) -> list[bool]:
        """Viterbi: True where a word begins."""
        bb, bi, ib, ii = self.steps
        begin, inside = sums[0], 0.0
        back: list[tuple[bool, bool]] = []  # whether the token before begins a word, if this one does, and if not
        for s in sums[1:]:
            to_b, to_i = begin + bb >= inside + ib, begin + bi >= inside + ii
            back.append((to_b, to_i))
            begin, inside = (begin + bb if to_b else inside + ib) + s, begin + bi if to_i else inside + ii
        now = begin >= inside
        out = [now]
        for to_b, to_i in reversed(back):
            now = to_b if now else to_i
            out.append(now)
        out.reverse()
        return out


@cache
def segmenter() -> Segmenter | None:
    """The segmenter on the installed underthesea's model; None where its files are not those that are known here."""
    try:
        import joblib
        from underthesea.pipeline import word_tokenize
        from underthesea.pipeline.word_tokenize.regex_tokenize import patterns

        folder = Path(word_tokenize.__file__).parent / "models" / "ws_crf_vlsp2013_20230727"
        if joblib.load(folder / "features.bin") != _TEMPLATES:
            return None
        words = joblib.load(folder / "dictionary.bin")
        weights, steps = _read_model((folder / "models.bin").read_bytes())
        return Segmenter(weights, steps, words, patterns)
    except Exception:  # another version of underthesea: its own function does the work
        return None


def _read_model(data: bytes) -> tuple[Weights, tuple[float, float, float, float]]:
    """Weights of a CRFsuite model file with the labels "B-W" and "I-W" (format: CRFsuite's crf1d_model.c)."""
    magic, _, kind, _, _, labels, _, at_features, at_labels, at_attributes, _, _ = struct.unpack_from("<4sI4s9I", data)
    names = _strings(data, at_labels)
    if magic != b"lCRF" or kind != b"FOMC" or labels != 2 or sorted(names) != ["B-W", "I-W"]:
        raise ValueError("not a model of two labels")
    begins = names.index("B-W")
    count = struct.unpack_from("<I", data, at_features + 8)[0]
    features = list(struct.iter_unpack("<IIId", data[at_features + 12 : at_features + 12 + 20 * count]))
    attributes = _strings(data, at_attributes)
    weights: Weights = {}
    step = {(a, b): 0.0 for a in (0, 1) for b in (0, 1)}
    for kind_, source, target, weight in features:
        if kind_ == 0:
            name = attributes[source]
            weights[name] = weights.get(name, 0.0) + (weight if target == begins else -weight)
        else:
            step[source, target] += weight
    b, i = begins, 1 - begins
    return weights, (step[b, b], step[b, i], step[i, b], step[i, i])


def _strings(data: bytes, at: int) -> list[str]:
    """The strings of a CQDB table by their number."""
    count, links = struct.unpack_from("<II", data, at + 16)
    out = []
    for (offset,) in struct.iter_unpack("<I", data[at + links : at + links + 4 * count]):
        size = struct.unpack_from("<I", data, at + offset + 4)[0]
        out.append(data[at + offset + 8 : at + offset + 7 + size].decode("utf-8"))
    return out
