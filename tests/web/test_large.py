"""Two thousand plans and a plan of two hundred pages: the pages stay bounded and can be used."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from extract.store import Store
from extract.web.app import create_app
from extract.web.settings import Settings
from tests.store.factory import plan as factory_plan
from tests.web.conftest import serving
from tests.web.test_browser import until


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """A folder with 2,000 plans and one of 200 pages."""
    folder = tmp_path_factory.mktemp("many")
    # plans of few shapes and many ids: reading and writing them is what takes time
    with Store.open(folder / "kehoach.db") as store:
        for seed in range(2000):
            store.put(factory_plan(seed, tasks=1))
        long = factory_plan(7, tasks=3200, year=2025)
        pages = [long.text.find("\n", i * len(long.text) // 200) + 1 for i in range(200)]
        pages[0] = 0
        ends = [*pages[1:], len(long.text)]
        long.pages = [
            type(long.pages[0])(number=n + 1, start=a, end=b) for n, (a, b) in enumerate(zip(pages, ends, strict=True))
        ]
        long.id = "kh-00000000000000ff"
        long.header.title = "Kế hoạch hai trăm trang"
        store.put(long)
    return folder


@pytest.mark.slow
def test_lists_of_many_plans_stay_small(many):
    with TestClient(create_app(Settings(many)), base_url="http://127.0.0.1") as client:
        for address in (
            "/",
            "/?order=look",
            "/deadlines?today=2025-03-15",
            "/deadlines?view=month&month=2025-03",
            "/units",
            "/deadlines?state=undated&page=20",
        ):
            answer = client.get(address)
            assert answer.status_code == 200
            assert len(answer.content) < 1_200_000, address
        assert client.get("/api/plans").json()["total"] == 2001
        first = client.get("/", params={"fragment": "true"}).text
        last = client.get("/", params={"fragment": "true", "page": 41}).text
        assert len(re.findall("plan-title", first)) == 50
        assert len(re.findall("plan-title", last)) == 1


@pytest.mark.slow
@pytest.mark.browser
def test_two_hundred_pages_can_be_read_and_scrolled(many, page):
    page.set_default_timeout(60_000)
    with serving(many) as server:
        page.goto(f"{server.address}/plans/kh-00000000000000ff")
        page.wait_for_selector("#plan[data-ready]")
        assert page.locator("#text .chunk").count() > 50
        assert page.locator(".task-table tbody tr").count() > 3000
        # wherever one is, the browser lays out a few chunks of the text and leaves the others alone
        drawn = page.evaluate(
            """async () => {
                const counts = [];
                for (let i = 0; i <= 20; i++) {
                    scrollTo({ top: i * document.documentElement.scrollHeight / 20, behavior: "instant" });
                    await new Promise(requestAnimationFrame);
                    await new Promise(requestAnimationFrame);
                    const chunks = [...document.querySelectorAll("#text .chunk > :first-child")];
                    counts.push(chunks.filter((c) => c.checkVisibility({ contentVisibilityAuto: true })).length);
                }
                return counts;
            }"""
        )
        assert max(drawn) <= 25
        row = page.locator(".task-table tbody tr").nth(2500)
        row.locator("button.what").click()
        until(page, "document.querySelector('mark.lit') !== null")
        page.goto(server.address)
        page.get_by_label("Tìm kế hoạch").press_sequentially("chuyen doi so nam 2025")
        until(page, "!document.querySelector('.found').textContent.startsWith('2.001')")
        assert page.locator(".plans > li").count() == 50
