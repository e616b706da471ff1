"""Where the time goes, as ratios against the parts and the peers: `python -m bench speed`."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.timing import side_by_side, wall

ROOT = Path(__file__).resolve().parents[1]
FILES = ROOT / "corpus" / "files"


def _texts() -> list[str]:
    from extract.ingest import read_source
    from extract.text.canonical import canonicalise

    return [
        canonicalise(read_source(p)).text
        for p in sorted(FILES.iterdir())
        if p.suffix in (".txt", ".md", ".html", ".docx")
    ]


def _plain_source(text: str) -> Any:
    import hashlib

    from extract.ingest.base import Block, Source

    data = text.encode()
    blocks = [Block(line) for line in text.split("\n")]
    return Source("bench.txt", "text/plain", hashlib.sha256(data).hexdigest(), len(data), "text", blocks)


def _forget_words() -> None:
    """Empty the tokenizer's cache of paragraphs, so that each repeat does the whole work."""
    from extract.pipeline import load

    load().tokenizer._seen.clear()  # type: ignore[attr-defined]


def text_to_record() -> dict[str, float]:
    """Text → record against underthesea's word segmentation and its entity recogniser, on the same texts."""
    from underthesea import ner, word_tokenize

    from extract.pipeline import extract_source

    texts = _texts()
    sources = [_plain_source(t) for t in texts]

    def ours() -> None:
        _forget_words()
        for s in sources:
            extract_source(s)

    def words() -> None:
        for t in texts:
            word_tokenize(t)

    def entities() -> None:
        for t in texts[:3]:
            for line in t.split("\n"):
                ner(line)

    extract_source(sources[0])
    word_tokenize(texts[0])
    ner("Hà Nội")
    times = side_by_side(ours=ours, words=words)
    slow = side_by_side(repeat=1, entities=entities)["entities"] * sum(map(len, texts)) / sum(map(len, texts[:3]))
    size = sum(len(t.encode()) for t in texts)
    return {
        "text → record / underthesea.word_tokenize": times["ours"] / times["words"],
        "underthesea.ner / text → record": slow / times["ours"],
        "text → record, kB/s": size / times["ours"] / 1000,
    }


def steps() -> dict[str, float]:
    """Share of the time that each step takes."""
    import time

    from extract.pipeline import load, make_doc, to_record
    from extract.text.canonical import canonicalise

    nlp = load()
    sources = [_plain_source(t) for t in _texts()]
    taken: dict[str, float] = {}

    def clock(name: str, start: float) -> None:
        taken[name] = taken.get(name, 0.0) + time.process_time() - start

    for _ in range(3):
        _forget_words()
        for source in sources:
            start = time.process_time()
            canonicalise(source)
            clock("canonical text", start)
            start = time.process_time()
            doc = make_doc(source, nlp)
            clock("words", start)
            for name, component in nlp.pipeline:
                start = time.process_time()
                doc = component(doc)
                clock(name, start)
            start = time.process_time()
            to_record(doc).to_json()
            clock("record and JSON", start)
    taken["words"] -= taken["canonical text"]
    total = sum(taken.values())
    return {name: value / total for name, value in taken.items()}


def docx() -> dict[str, float]:
    """Reading a .docx against bare python-docx reading of the same bytes."""
    import docx as python_docx

    from extract.ingest import read_bytes

    files = [p.read_bytes() for p in sorted(FILES.glob("*.docx"))]

    def bare() -> None:
        for data in files:
            document = python_docx.Document(io.BytesIO(data))
            for p in document.paragraphs:
                _ = p.text
            for table in document.tables:
                for row in table.rows:
                    for cell in row.cells:
                        _ = cell.text

    def ours() -> None:
        for data in files:
            read_bytes(data, "bench.docx")

    times = side_by_side(bare=bare, ours=ours)
    return {"our .docx reading / bare python-docx": times["ours"] / times["bare"]}


def pdf() -> dict[str, float]:
    """Pages without tables against pdfplumber on the same pages."""
    import pdfplumber
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen import canvas

    from extract.ingest import read_bytes

    font = next(
        (
            p
            for p in Path("/usr/share/fonts/truetype").rglob("*Serif*.ttf")
            if "Bold" not in p.name and "Italic" not in p.name
        ),
        None,
    )
    if font is None:
        return {}
    pdfmetrics.registerFont(TTFont("bench", str(font)))
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(595, 842))
    lines = [line[i : i + 85] for t in _texts()[:2] for line in t.split("\n") for i in range(0, len(line), 85)]
    for n in range(0, min(len(lines), 800), 40):
        page.setFont("bench", 12)
        for i, line in enumerate(lines[n : n + 40]):
            page.drawString(70, 780 - 18 * i, line.replace("\t", " "))
        page.showPage()
    page.save()
    data = out.getvalue()

    def peer() -> None:
        with pdfplumber.open(io.BytesIO(data)) as document:
            for p in document.pages:
                p.extract_text_lines()

    times = side_by_side(repeat=3, peer=peer, ours=lambda: read_bytes(data, "bench.pdf"))
    return {"pdfplumber / our PDF reading, pages without tables": times["peer"] / times["ours"]}


def growth() -> dict[str, float]:
    """A plan ten times as long."""
    from extract.pipeline import extract_source

    text = max(_texts(), key=len)
    body = text.split("\n")
    one = _plain_source(text)
    # other numbers in each copy, so that no cache of paragraphs helps
    ten = _plain_source("\n".join(f"{line} {i}" if len(line) > 60 else line for i in range(10) for line in body))

    def run(source: Any) -> None:
        _forget_words()
        extract_source(source)

    times = side_by_side(repeat=3, one=lambda: run(one), ten=lambda: run(ten))
    return {"ten times the text / once": times["ten"] / times["one"]}


def batch(count: int = 400) -> dict[str, float]:
    """Two workers against one, a second run, memory of a worker."""
    import psutil

    from extract.batch import Options, run

    with tempfile.TemporaryDirectory() as folder:
        plans = Path(folder) / "in"
        subprocess.run(
            [sys.executable, str(ROOT / "corpus/generate.py"), str(count), str(plans), "--seed", "1"],
            check=True,
            capture_output=True,
        )
        run([str(plans)], Path(folder) / "warm", Options(jobs=2, database=False))
        one = wall(lambda: run([str(plans)], Path(folder) / "one", Options(jobs=1, database=False)))
        peak = [0.0]

        def watch(progress: Any, entry: Any) -> None:
            if progress.finished % 20 == 0:
                for child in psutil.Process().children(recursive=True):
                    with contextlib.suppress(psutil.Error):
                        peak[0] = max(peak[0], child.memory_info().rss / (1 << 20))

        two = wall(lambda: run([str(plans)], Path(folder) / "two", Options(jobs=2, database=False), listen=watch))
        again = wall(lambda: run([str(plans)], Path(folder) / "two", Options(jobs=2, database=False)))
    return {
        "one worker / two workers": one / two,
        "first run / second run over unchanged files": two / again,
        "second run, seconds for 10,000 files": again * 10_000 / count,
        "largest worker, MiB": peak[0],
        "files a second, two workers": count / two,
    }


def writer(count: int = 150) -> dict[str, float]:
    """How fast one process writes down what workers hand it: journal, files, database."""
    from extract.batch.inputs import Item
    from extract.batch.journal import Journal
    from extract.batch.run import Progress, _open_sink, _Writer
    from extract.batch.worker import Job, convert

    with tempfile.TemporaryDirectory() as folder:
        plans, out = Path(folder) / "in", Path(folder) / "out"
        subprocess.run(
            [sys.executable, str(ROOT / "corpus/generate.py"), str(count), str(plans), "--seed", "2"],
            check=True,
            capture_output=True,
        )
        files = [p for p in sorted(plans.rglob("*")) if p.suffix in (".txt", ".docx", ".html")]
        results = [convert(Job(Item(str(p), p.stat().st_size), None, "bench", "{}", rows=True)) for p in files]
        with Journal(out) as journal:
            (out / "records").mkdir()
            sink = _open_sink(out)
            writing = _Writer(journal, sink, out / "records", Progress(), None)
            taken = wall(lambda: [writing.add(r) for r in results])
            assert sink is not None
            sink.close()
    return {"records a second that one writer takes": len(results) / taken}


def start() -> dict[str, float]:
    """The command's help against a bare interpreter."""
    helps = wall(
        lambda: subprocess.run(
            [sys.executable, "-m", "extract.cli", "--help"], cwd=ROOT, capture_output=True, check=True
        )
    )
    bare = wall(lambda: subprocess.run([sys.executable, "-c", "pass"], capture_output=True, check=True))
    return {"kehoach --help, seconds": helps, "kehoach --help / bare interpreter": helps / bare}


#: figure → (bound, which side of it is good)
BUDGET = {
    "text → record / underthesea.word_tokenize": (1.5, "at most"),
    "underthesea.ner / text → record": (5.0, "at least"),
    "our .docx reading / bare python-docx": (2.0, "at most"),
    "pdfplumber / our PDF reading, pages without tables": (20.0, "at least"),
    "ten times the text / once": (12.0, "at most"),
    "one worker / two workers": (1.8, "at least"),
    "second run, seconds for 10,000 files": (30.0, "at most"),
    "largest worker, MiB": (600.0, "at most"),
    "kehoach --help, seconds": (0.5, "at most"),
}


def main() -> dict[str, Any]:
    """All figures."""
    figures: dict[str, float] = {}
    for part in (text_to_record, docx, pdf, growth, batch, writer, start):
        figures |= part()
    return {"figures": figures, "steps": steps()}
