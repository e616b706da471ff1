"""A folder with plans of our own, a server over it, and a browser where there is one."""

from __future__ import annotations

import contextlib
import shutil
import socket
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from extract.batch import Options, run
from extract.web.app import create_app
from extract.web.settings import Settings

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

PLAN = """ỦY BAN NHÂN DÂN
XÃ ĐỒNG XUÂN
Số: 41/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Đồng Xuân, ngày 10 tháng 3 năm 2025
KẾ HOẠCH
Nạo vét kênh mương nội đồng năm 2025
Căn cứ Nghị quyết số 15-NQ/ĐU ngày 06/01/2025 của Đảng ủy xã về phát triển nông nghiệp;
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Bảo đảm nước tưới cho 120 ha lúa vụ Hè Thu.
2. Yêu cầu
- Làm đến đâu gọn đến đó, không để bùn đất trên đường.
II. TỔ CHỨC THỰC HIỆN
1. Văn phòng Ủy ban nhân dân xã
- Chủ trì, phối hợp với Công an xã lập danh sách lao động trước ngày 20/3/2025.
- Báo cáo kết quả về Ủy ban nhân dân xã trước ngày 25 hằng tháng.
2. Trạm Y tế xã
- Cử cán bộ trực sơ cứu tại công trường từ ngày 01/4/2025 đến ngày 15/4/2025.
Nơi nhận:
- UBND huyện (b/c);
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Hoàng Thị Lụa
"""

HOSTILE = """ỦY BAN NHÂN DÂN
XÃ <script>window.hit=1</script>
Số: 7/KH-UBND
Đồng Xuân, ngày 02 tháng 5 năm 2025
KẾ HOẠCH
Dọn "><img src=x onerror=window.hit=2> </script><script>window.hit=3</script> \u202egnôus nơhc\u202c {{ 7*7 }} năm 2025
I. <b onmouseover=window.hit=4>TỔ CHỨC</b> &lt;i&gt;
1. Văn phòng Ủy ban nhân dân xã </textarea></title></style><svg onload=window.hit=5>
- Chủ trì, phối hợp với Công an xã' onfocus='window.hit=6 báo cáo trước ngày 30/6/2025.
- Phong trào “<iframe srcdoc='<script>parent.hit=7</script>'>” trước ngày 01/7/2025 javascript:window.hit=8
"""


@pytest.fixture(scope="session")
def prepared(tmp_path_factory) -> Path:
    """An output folder as a run leaves it, made once; tests that write take a copy."""
    folder = tmp_path_factory.mktemp("web")
    plans = folder / "in"
    plans.mkdir()
    (plans / "kênh mương.txt").write_text(PLAN, "utf-8")
    (plans / "xấu'\"<b>.txt").write_text(HOSTILE, "utf-8")
    (plans / "rỗng.txt").write_bytes(b"")
    for name in ("quang-tri-trong-rung-2021.pdf", "so-gtvt-vinh-long-cchc-2019.docx"):
        shutil.copy(ROOT / "corpus/files" / name, plans / name)
    run([str(plans)], folder / "out", Options(jobs=1, start_method="none"))
    return folder


@pytest.fixture
def folder(prepared, tmp_path) -> Path:
    out = tmp_path / "out"
    shutil.copytree(prepared / "out", out)
    return out


@pytest.fixture
def client(folder):
    with TestClient(create_app(Settings(folder)), base_url="http://127.0.0.1") as client:
        yield client


def plan_id(client, words: str) -> str:
    """The id of the one plan whose title has these words."""
    return client.get("/api/plans", params={"q": words}).json()["items"][0]["id"]


@dataclass
class Server:
    address: str
    folder: Path


@contextlib.contextmanager
def serving(folder: Path, **settings):
    """A real server in a thread, at a free port of this machine."""
    import uvicorn

    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    config = uvicorn.Config(
        create_app(Settings(folder, port=port, **settings)), host="127.0.0.1", port=port, log_level="error"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield Server(f"http://127.0.0.1:{port}", folder)
    server.should_exit = True
    thread.join(20)


@pytest.fixture
def server(folder):
    with serving(folder) as s:
        yield s


@pytest.fixture(scope="session")
def chromium():
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A page of a fresh browser; what the page complains of in its console ends the test."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, accept_downloads=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: said.append(str(e)))
    page.said = said
    yield page
    context.close()
    assert not said
