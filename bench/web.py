"""The page and the HTTP interface under load: answers at a fixed rate, and files sent one after the other."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PLANS = 500
RATE = 50
SECONDS = 20
UPLOADS = 500

_SERVE = """
import sys, uvicorn
from pathlib import Path
from extract.web.app import create_app
from extract.web.settings import Settings
app = create_app(Settings(Path(sys.argv[1]), port=int(sys.argv[2]), uploads_a_minute=100_000))
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), log_level="error")
"""


def folder(where: Path) -> Path:
    """A database of made-up plans."""
    from extract.store import Store
    from tests.store.factory import plan

    with Store.open(where / "kehoach.db") as store:
        store.put_many(plan(seed) for seed in range(PLANS))
    return where


class Server:
    """A server in a process of its own."""

    def __init__(self, where: Path) -> None:
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.process = subprocess.Popen([sys.executable, "-c", _SERVE, str(where), str(self.port)], cwd=ROOT)

    def __enter__(self) -> Server:
        import httpx

        for _ in range(300):
            try:
                httpx.get(f"{self.address}/api/plans?per_page=1")
                return self
            except httpx.TransportError:
                time.sleep(0.1)
        raise RuntimeError("the server did not start")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(20)

    def memory(self) -> float:
        """MiB of the server and its workers."""
        import psutil

        own = psutil.Process(self.process.pid)
        return sum(p.memory_info().rss for p in (own, *own.children(recursive=True))) / (1 << 20)


def at_a_rate(server: Server) -> dict[str, float]:
    """Latency of `/api/deadlines`, sent on a fixed beat whether or not the ones before are answered."""
    import httpx

    # as offices ask: now and then something new, mostly what was asked a moment ago
    asked = [
        f"/api/deadlines?from={year}-{month:02}-01&to={year}-{month:02}-28{more}"
        for year in (2022, 2023, 2024, 2025)
        for month in range(1, 13)
        for more in ("", "&role=lead", "&unit=phong+noi+vu", "&place=Van+Son&per_page=100")
    ]
    taken: list[float] = []
    failed = 0
    lock = threading.Lock()
    begin = time.perf_counter() + 0.5
    count = RATE * SECONDS
    turn = iter(range(count))

    def work() -> None:
        nonlocal failed
        with httpx.Client(base_url=server.address, timeout=30) as client:
            while True:
                with lock:
                    n = next(turn, None)
                if n is None:
                    return
                due = begin + n / RATE
                time.sleep(max(0.0, due - time.perf_counter()))
                ok = client.get(asked[n % len(asked)]).status_code == 200
                with lock:
                    # from when it was due: waiting in the queue counts
                    taken.append(time.perf_counter() - due)
                    failed += not ok

    threads = [threading.Thread(target=work) for _ in range(16)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    taken.sort()
    return {
        f"p50 of /api/deadlines at {RATE} requests a second, ms": 1000 * taken[len(taken) // 2],
        f"p95 of /api/deadlines at {RATE} requests a second, ms": 1000 * taken[int(len(taken) * 0.95)],
        "answers that were no 200": failed,
    }


def uploads(server: Server) -> dict[str, float]:
    """Memory of the server and its workers while files come in, one after the other."""
    import httpx

    texts = [p.read_bytes() for p in sorted((ROOT / "corpus/files").glob("*.txt"))]
    memory: list[float] = []
    failed = 0
    begin = time.perf_counter()
    with httpx.Client(base_url=server.address, timeout=120) as client:
        for n in range(UPLOADS):
            body = texts[n % len(texts)] + f"\nLần gửi thứ {n}.\n".encode()
            failed += client.post("/api/extract", params={"name": f"{n}.txt"}, content=body).status_code != 200
            if n % 25 == 24:
                memory.append(server.memory())
    seconds = time.perf_counter() - begin
    # the first hundred fill caches of words; after them nothing may grow
    early, late = max(memory[3:6]), max(memory[-3:])
    return {
        "memory after 500 uploads / after 150": late / early,
        "server and worker after 500 uploads, MiB": memory[-1],
        "uploads a second, one worker": UPLOADS / seconds,
        "uploads that failed": failed,
    }


#: figure → (bound, which side of it is good)
BUDGET = {
    f"p95 of /api/deadlines at {RATE} requests a second, ms": (50.0, "at most"),
    "answers that were no 200": (0.0, "at most"),
    "memory after 500 uploads / after 150": (1.1, "at most"),
    "uploads that failed": (0.0, "at most"),
}


def main() -> dict[str, Any]:
    """All figures."""
    with tempfile.TemporaryDirectory() as where, Server(folder(Path(where))) as server:
        return {"figures": at_a_rate(server) | uploads(server)}
