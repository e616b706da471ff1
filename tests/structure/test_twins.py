"""One plan in several formats: the same head, signer, recipients and tree, whatever the file was made by."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from extract.pipeline import read

FILES = Path(__file__).parents[2] / "corpus" / "files"
_STEMS: dict[str, list[Path]] = defaultdict(list)
for _path in sorted(FILES.iterdir()):
    _STEMS[_path.stem].append(_path)
PAIRS = [(paths[0], other) for paths in _STEMS.values() for other in paths[1:]]
#: what a reader of paged files does not tell yet: a superscript on the page, two columns of a close that a page break cuts
OPEN = {
    "quang-tri-trong-rung-2021.pdf": {"sections"},
    "so-gtvt-vinh-long-cchc-2019.pdf": {"recipients"},
    "tinh-uy-soc-trang-dan-toc-2022.pdf": {"recipients", "signer"},
}


def _seen(path: Path) -> dict[str, object]:
    record = read(path)
    h = record.header
    return {
        "header": (h.issuer, h.parent_issuer, h.code, h.symbol, h.place, h.issued_on, h.doc_type, h.title),
        "signer": record.signer and record.signer.model_dump(),
        "recipients": [" ".join(x.text.split()) for x in record.recipients],
        "sections": [(s.kind, s.path, " ".join(s.heading.split()).lower()) for s in record.sections],
    }


@pytest.mark.parametrize(("one", "other"), PAIRS, ids=[b.name for _, b in PAIRS])
def test_formats_of_one_plan_tell_the_same(one: Path, other: Path) -> None:
    first, second = _seen(one), _seen(other)
    for field in first.keys() - OPEN.get(other.name, set()):
        assert first[field] == second[field], field


def test_open_differences_stay_small() -> None:
    for name in OPEN:
        path = FILES / name
        twin = next(p for p in _STEMS[path.stem] if p != path)
        a, b = read(path).sections, read(twin).sections
        assert abs(len(a) - len(b)) <= 1
