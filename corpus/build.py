"""Render the corpus: `build.py` writes files/ and gold/, `build.py --matrix NAME OUTDIR` one plan in every format.

`build.py --check` compares the committed .txt, .md, .html and gold files with their sources and changes nothing.
LibreOffice (`soffice`) is needed for .pdf, .doc, .rtf and .odt only.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from goldfile import gold
from plan import HELD_OUT, HERE, Plan, load, names
from render_docx import save, to_docx
from render_text import to_html, to_md, to_txt

TEXTUAL = {"txt": to_txt, "md": to_md, "html": to_html}
OFFICE = {"doc": "doc:MS Word 97", "rtf": "rtf:Rich Text Format", "odt": "odt:writer8", "pdf": "pdf:writer_pdf_Export"}
MARKS = ("<!-- table: written by build.py -->", "<!-- end of table -->")
EVERY = ("txt", "md", "html", "docx", "tcvn3", "doc", "rtf", "odt", "pdf", "scan")


def office() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(plan: Plan, target: Path, kind: str) -> None:
    """Let LibreOffice make `target` of the Word file; a PDF gets fixed dates and identity."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{plan.name}.docx"
        save(plan, source)
        subprocess.run(
            [office() or "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", OFFICE[kind],
             "--outdir", f"{folder}/out", str(source)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        made = Path(folder) / "out" / f"{plan.name}.{kind}"
        if kind == "pdf":
            fix_pdf(made)
        shutil.copyfile(made, target)


def fix_pdf(path: Path) -> None:
    import pikepdf

    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for key in ("/CreationDate", "/ModDate", "/DocChecksum"):
            if key in pdf.docinfo:
                del pdf.docinfo[key]
        for key in ("/DocChecksum", "/ID"):
            if key in pdf.trailer:
                del pdf.trailer[key]
        pdf.save(path, deterministic_id=True)


def scan(plan: Plan, target: Path) -> None:
    """300 dpi grey pages, turned by a fraction of a degree, with specks and a soft focus; no text layer."""
    import img2pdf
    import numpy
    import pypdfium2
    from PIL import Image, ImageFilter

    noise = numpy.random.default_rng(7)
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "sheet.pdf"
        convert(plan, sheet, "pdf")
        pages = []
        for number, page in enumerate(pypdfium2.PdfDocument(sheet)):
            image = page.render(scale=300 / 72).to_pil().convert("L")
            image = image.rotate((-0.6, 0.4, 0.8)[number % 3], Image.Resampling.BICUBIC, fillcolor=255)
            grey = numpy.asarray(image.filter(ImageFilter.GaussianBlur(0.7)), dtype=numpy.float32)
            grey = grey * 0.94 + noise.normal(0, 6, grey.shape).astype(numpy.float32)
            grey[noise.random(grey.shape) < 0.0004] = 60
            file = Path(folder) / f"{number}.jpg"
            Image.fromarray(grey.clip(0, 255).astype("uint8")).save(file, quality=70, dpi=(300, 300))
            pages.append(str(file))
        target.write_bytes(img2pdf.convert(pages))  # type: ignore[arg-type]


def render(plan: Plan, kind: str, target: Path) -> None:
    """Write one form of a plan to `target`."""
    if kind in TEXTUAL:
        target.write_text(TEXTUAL[kind](plan), "utf-8")
    elif kind == "docx":
        target.write_bytes(to_docx(plan))
    elif kind == "tcvn3":
        target.write_bytes(to_docx(plan, legacy=True))
    elif kind == "scan":
        scan(plan, target)
    else:
        convert(plan, target, kind)


def gold_json(plan: Plan) -> str:
    """The gold file: one item a line, so that a change shows as one line."""
    out = []
    for key, value in gold(plan).items():
        if isinstance(value, list) and value:
            body = ",\n  ".join(json.dumps(item, ensure_ascii=False) for item in value)
            out.append(f' "{key}": [\n  {body}\n ]')
        else:
            out.append(f' "{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(out) + "\n}\n"


def table() -> str:
    """The table of the plans for the README; what is optional is not counted."""
    kinds = ("sections", "units", "officials", "slogans", "indicators", "deadlines", "dates", "references", "tasks")
    shown = ("sections", "indicators", "deadlines", "tasks")
    total = dict.fromkeys(kinds, 0)
    rows = []
    for name in names():
        plan, about = load(name), load(name).meta["about"]
        items = gold(plan)
        count = {kind: sum(not item.get("optional") for item in items[kind]) for kind in kinds}
        total = {kind: total[kind] + count[kind] for kind in kinds}
        cells = [name, about["authority"], about["subject"], about["year"], ", ".join(plan.meta["native"])]
        rows.append("| " + " | ".join(map(str, [*cells, *(count[k] for k in shown), about["special"]])) + " |")
    head = f"| plan | authority | subject | year | files | {' | '.join(shown)} | what is special |"
    lines = [
        head,
        "|" + "---|" * 10,
        *rows,
        "",
        f"The counts leave out what is optional. All {len(rows)} plans together: ",
    ]
    return "\n".join(lines) + ", ".join(f"{n} {kind}" for kind, n in total.items()) + ".\n"


def readme() -> str:
    """The README with its table written anew."""
    text = (HERE / "README.md").read_text("utf-8")
    before, rest = text.split(MARKS[0])
    return before + MARKS[0] + "\n" + table() + MARKS[1] + rest.split(MARKS[1])[1]


def stale() -> list[str]:
    """Committed files that differ from what their source gives (.txt, .md, .html, gold and the README's table)."""
    out = [] if (HERE / "README.md").read_text("utf-8") == readme() else ["README.md"]
    for root, name in [(r, n) for r in (HERE, HELD_OUT) for n in names(r)]:
        plan = load(name, root)
        pairs = [(root / "gold" / f"{name}.json", gold_json(plan))]
        pairs += [
            (root / "files" / f"{name}.{kind}", TEXTUAL[kind](plan)) for kind in plan.meta["native"] if kind in TEXTUAL
        ]
        out += [
            str(path.relative_to(HERE)) for path, text in pairs if not path.exists() or path.read_text("utf-8") != text
        ]
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", help="names of plans (default: all)")
    parser.add_argument("--matrix", nargs=2, metavar=("NAME", "OUTDIR"))
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--held-out", action="store_true", help="the plans of heldout/ instead of the corpus")
    parser.add_argument("--quick", action="store_true", help="leave out what needs LibreOffice")
    args = parser.parse_args()
    if args.check:
        late = stale()
        print("\n".join(late) or "up to date")
        sys.exit(bool(late))
    if args.matrix:
        plan, out = load(args.matrix[0]), Path(args.matrix[1])
        out.mkdir(parents=True, exist_ok=True)
        for kind in EVERY:
            if kind in (*OFFICE, "scan") and not office():
                print(f"{kind}: left out, LibreOffice (soffice) is not installed", file=sys.stderr)
                continue
            end = {"tcvn3": "tcvn3.docx", "scan": "scan.pdf"}.get(kind, kind)
            render(plan, kind, out / f"{plan.name}.{end}")
        return
    root = HELD_OUT if args.held_out else HERE
    for name in args.only or names(root):
        plan = load(name, root)
        (root / "gold" / f"{name}.json").write_text(gold_json(plan), "utf-8")
        for kind in plan.meta["native"]:
            if kind == "pdf" and (args.quick or not office()):
                continue
            render(plan, kind, root / "files" / f"{name}.{kind}")
    (HERE / "README.md").write_text(readme(), "utf-8")


if __name__ == "__main__":
    main()
