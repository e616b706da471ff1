"""Pictures of the page for the README, into docs/images: `python tools/screenshots.py` (needs Chromium and Playwright).

The plans are those of corpus/files, read anew, so the pictures show what the program does today.
"""

from __future__ import annotations

import io
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--font-render-hinting=none",
]  # fmt: skip
MOST = 300_000
#: the day that the pictures take as today
TODAY = "2025-09-08"


def main() -> None:
    """Read the plans, serve them, take the pictures."""
    from PIL import Image
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("screenshots: no chromium on this machine")
    with tempfile.TemporaryDirectory() as folder:
        kehoach = [sys.executable, "-m", "extract.cli"]
        subprocess.run([*kehoach, "extract", *_plans(), "-o", folder], cwd=ROOT, check=True, capture_output=True)
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            port = s.getsockname()[1]
        server = subprocess.Popen([*kehoach, "serve", folder, "--port", str(port)], cwd=ROOT, stdout=subprocess.DEVNULL)
        address = f"http://127.0.0.1:{port}"
        try:
            _wait(address)
            with sync_playwright() as p:
                browser = p.chromium.launch(executable_path=chromium, args=FLAGS)
                context = browser.new_context(viewport={"width": 1280, "height": 860}, reduced_motion="reduce")
                page = context.new_page()

                def take(name: str) -> None:
                    page.wait_for_timeout(500)
                    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
                    # a page of flat colours needs no more than a palette
                    picture.quantize(192, dither=Image.Dither.NONE).save(IMAGES / name, optimize=True)
                    size = (IMAGES / name).stat().st_size
                    print(f"{name}: {size // 1000} kB")
                    if size > MOST:
                        sys.exit(f"{name} is larger than {MOST // 1000} kB")

                IMAGES.mkdir(parents=True, exist_ok=True)
                page.goto(address)
                take("plans.png")
                plans = page.request.get(f"{address}/api/plans?q=trong+rung").json()["items"]
                plan = next(x for x in plans if x["file"].endswith(".pdf"))["id"]
                page.goto(f"{address}/plans/{plan}")
                page.wait_for_selector("#plan[data-ready]")
                page.locator(".task-table tbody tr button.what").first.click()
                page.wait_for_timeout(1500)
                take("plan.png")
                page.goto(f"{address}/deadlines?view=month&month={TODAY[:7]}&today={TODAY}")
                page.evaluate("document.querySelector('.bar').scrollIntoView()")
                take("deadlines.png")
                browser.close()
        finally:
            server.terminate()
            server.wait(20)


def _plans() -> list[str]:
    """Each plan of the corpus once, though it lies there in several formats."""
    order = (".pdf", ".docx", ".html", ".md", ".txt")
    chosen: dict[str, Path] = {}
    for path in sorted((ROOT / "corpus/files").iterdir()):
        if path.suffix in order:
            old = chosen.get(path.stem)
            if old is None or order.index(path.suffix) < order.index(old.suffix):
                chosen[path.stem] = path
    return [str(p.relative_to(ROOT)) for p in chosen.values()]


def _wait(address: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(address).close()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit("screenshots: the server did not start")


if __name__ == "__main__":
    main()
