"""Each page and flow in a real Chromium: by mouse, by keyboard, for a screen reader, on a phone, with a hostile plan."""

from __future__ import annotations

import re
import threading
import time

import pytest

from tests.web.conftest import HOSTILE, serving
from tests.web.test_pages import OTHER

pytestmark = pytest.mark.browser

AXE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def id_of(page, server, words):
    return page.request.get(f"{server.address}/api/plans?q={words}").json()["items"][0]["id"]


def open_plan(page, server, words="nao vet"):
    id = id_of(page, server, words)
    page.goto(f"{server.address}/plans/{id}")
    page.wait_for_selector("#plan[data-ready]")
    return id


def until(page, condition, arg=None):
    """Wait for a condition in the page; Playwright's own way would need eval, which the policy forbids."""
    code = condition if "=>" in condition.split("document")[0] else f"() => {condition}"
    end = time.monotonic() + 15
    while not page.evaluate(code, arg):
        assert time.monotonic() < end, condition
        page.wait_for_timeout(50)


def select(page, words):
    """Select words in the text as a mouse would."""
    page.evaluate(
        """words => {
            const walk = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
                const at = walk.currentNode.data.indexOf(words);
                if (at >= 0) { getSelection().setBaseAndExtent(walk.currentNode, at, walk.currentNode, at + words.length); return; }
            }
            throw new Error("not there: " + words);
        }""",
        words,
    )


def test_search_as_one_types(page, server):
    page.goto(server.address)
    assert page.locator(".plans > li").count() == 4
    page.get_by_label("Tìm kế hoạch").press_sequentially("nao ve")
    until(page, "document.querySelectorAll('.plans > li').length === 1")
    assert "Nạo vét" in page.locator(".plan-title").inner_text()
    assert page.url.endswith("?q=nao+ve")  # can be sent to somebody
    page.get_by_label("Tìm kế hoạch").fill("")
    page.get_by_label("Năm").select_option("2021")
    until(
        page,
        "/Trồng rừng/.test(document.querySelector('.plans').textContent) && document.querySelectorAll('.plans > li').length === 1",
    )
    page.get_by_label("Năm").select_option("")
    page.get_by_label("Kết quả đọc").select_option("quarantined")
    page.wait_for_selector(".held >> text=rỗng.txt")
    page.reload()
    assert page.locator(".held >> text=rỗng.txt").count() == 1


def test_a_plan_says_what_each_item_is(page, server):
    open_plan(page, server)
    mark = page.locator("mark.deadlines", has_text="trước ngày 20/3/2025").first
    mark.hover()
    tip = page.locator("#tip")
    tip.wait_for(state="visible")
    said = tip.inner_text()
    assert "2025-03-19" in said
    assert "Quy tắc" in said
    assert re.search(r"Độ tin cậy: \d+ %", said)
    assert mark.get_attribute("aria-describedby") == "tip"


def test_colours_are_switched(page, server):
    open_plan(page, server)
    mark = page.locator("mark.deadlines").first
    ground = "e => getComputedStyle(e).backgroundColor"
    coloured = mark.evaluate(ground)
    page.get_by_role("button", name=re.compile("^Thời hạn")).click()
    assert mark.evaluate(ground) != coloured
    assert page.get_by_role("button", name=re.compile("^Thời hạn")).get_attribute("aria-pressed") == "false"


def test_a_task_lights_up_its_words(page, server):
    open_plan(page, server)
    row = page.locator(".task-table tbody tr", has_text="sơ cứu")
    assert "15/04/2025" in row.inner_text()
    assert "Trạm Y tế" in row.inner_text()
    row.locator("button.what").click()
    lit = page.locator("#text mark.lit")
    assert "sơ cứu" in "".join(lit.all_inner_texts())
    until(
        page,
        """() => {
            const b = document.querySelector("mark.lit").getBoundingClientRect();
            return b.top >= 0 && b.bottom <= document.getElementById("tasks").getBoundingClientRect().top;
        }""",
    )


def test_the_tree_follows_the_text(page, server):
    open_plan(page, server, "trong rung")
    last = page.locator(".tree a").last
    target = last.get_attribute("href")
    page.evaluate("h => document.querySelector(h).scrollIntoView({block: 'start', behavior: 'instant'})", target)
    page.evaluate("scrollBy({top: 10, behavior: 'instant'})")
    until(page, "document.querySelector('.tree a[aria-current]') !== null")
    current = page.locator(".tree a[aria-current]").get_attribute("href")
    links = page.locator(".tree a").evaluate_all("a => a.map(x => x.getAttribute('href'))")
    assert links.index(current) >= len(links) // 2
    page.locator(".tree a").first.click()
    until(
        page,
        "h => document.querySelector('.tree a[aria-current]')?.getAttribute('href') === h || scrollY < 900",
        arg=links[0],
    )


def test_the_page_as_it_looks_stands_beside_the_text(page, server):
    open_plan(page, server, "trong rung")
    scan = page.locator("#scan")
    until(page, "document.getElementById('scan').naturalWidth > 500")
    page.get_by_role("button", name="Trang sau").click()
    assert scan.get_attribute("src").endswith("/pages/2.jpg")
    assert "trang 2" in scan.get_attribute("alt")
    page.evaluate(
        "document.querySelector('.page-mark[data-page=\"4\"]').scrollIntoView({block: 'start', behavior: 'instant'})"
    )
    until(page, "/pages\\/[45]\\.jpg$/.test(document.getElementById('scan').src)")


def test_correct_in_place(page, server):
    id = open_plan(page, server)
    page.locator("mark.deadlines", has_text="trước ngày 20/3/2025").first.click()
    dialog = page.locator("#edit")
    dialog.wait_for(state="visible")
    dialog.get_by_role("button", name="Lưu").click()
    assert "tên người sửa" in page.locator("#edit-error").inner_text()  # who, always
    dialog.get_by_label("Ngày cuối còn trong hạn").fill("2025-03-18")
    dialog.get_by_label("Người sửa").fill("Lan")
    dialog.get_by_role("button", name="Lưu").click()
    page.wait_for_selector("#edit", state="hidden")
    page.wait_for_selector(".task-table >> text=18/03/2025")
    page.reload()
    page.wait_for_selector("#plan[data-ready]")
    page.locator("mark.deadlines.said").first.click()
    assert "Lan" in page.locator("#edit-state").inner_text()
    page.get_by_role("button", name="Bỏ chỉnh sửa").click()
    page.wait_for_selector(".task-table >> text=19/03/2025")
    # delete
    count = page.locator("mark.deadlines").count()
    page.locator("mark.deadlines").first.click()
    page.locator("#edit").get_by_role("button", name="Xóa").click()
    until(page, "n => document.querySelectorAll('mark.deadlines').length < n", arg=count)
    page.goto(f"{server.address}/corrections")
    assert page.locator("tbody tr").count() == 1
    with page.expect_download() as got:
        page.get_by_role("link", name="Xuất gold").click()
    assert got.value.suggested_filename == "gold.zip"
    assert id


def test_add_an_item_by_selecting_words(page, server):
    open_plan(page, server)
    select(page, "gọn đến đó")
    page.locator("#pick").click()
    dialog = page.locator("#edit")
    assert "gọn đến đó" in page.locator("#edit-text").inner_text()
    dialog.get_by_role("button", name="Khẩu hiệu").click()
    dialog.locator("select[name=kind]").select_option("motto")
    dialog.get_by_label("Người sửa").fill("Lan")
    dialog.get_by_role("button", name="Lưu").click()
    page.wait_for_selector("mark.slogans.said")
    assert page.locator("mark.slogans.said").inner_text() == "gọn đến đó"


def test_selection_counts_code_points(page, folder):
    """Letters beyond the first plane are two units to the browser and one to the record."""
    from extract.batch import Options, run

    path = folder / "uploads"
    path.mkdir()
    (path / "a.txt").write_text(OTHER.replace("tuần lễ đọc", "tuần lễ 📚𝐀 đọc"), "utf-8")
    run([str(path)], folder, Options(jobs=1, start_method="none"))
    with serving(folder) as server:
        open_plan(page, server, "doc sach")
        select(page, "năm học")
        page.locator("#pick").click()
        page.locator("#edit").get_by_label("Người sửa").fill("Lan")
        page.locator("#edit").get_by_role("button", name="Lưu").click()
        page.wait_for_selector("mark.units.said")
        assert page.locator("mark.units.said").inner_text() == "năm học"


def test_the_whole_plan_is_marked_as_checked(page, server):
    open_plan(page, server)
    page.once("dialog", lambda d: d.accept("Lan"))
    page.get_by_role("button", name="Đã soát cả văn bản").click()
    page.wait_for_selector("#whole[aria-pressed=true]")
    page.get_by_role("button", name="Đã soát cả văn bản").click()
    page.wait_for_selector("#whole[aria-pressed=false]")


def test_deadlines_by_list_and_month(page, server):
    page.goto(f"{server.address}/deadlines?today=2025-03-15")
    tiles = page.locator(".tile").all_inner_texts()
    assert len(tiles) == 4
    assert page.locator("section.dues h2").first.inner_text().startswith(("Đã qua hạn", "Ba mươi ngày tới"))
    page.get_by_label("Đơn vị", exact=True).fill("van phong uy ban nhan dan xa")
    page.get_by_role("button", name="Xem").click()
    assert "lập danh sách lao động" in page.locator("section.soon").inner_text()
    assert "unit=van" in page.url
    assert "place=" not in page.url
    page.get_by_role("link", name="Lịch tháng").click()
    assert "Tháng 3 năm 2025" in page.locator("#month").inner_text()
    assert page.locator("td.today time").get_attribute("datetime") == "2025-03-15"
    with page.expect_download() as got:
        page.get_by_role("link", name="Tải lịch").click()
    assert got.value.suggested_filename == "thoi-han.ics"
    page.locator(".calendar a").first.click()
    page.wait_for_selector("mark.lit")  # the link leads to the words


def test_units_over_all_plans(page, server):
    page.goto(f"{server.address}/units")
    page.get_by_label("Tìm đơn vị").press_sequentially("tram y te")
    until(page, "document.querySelectorAll('.units-table tbody tr').length === 1")
    page.locator(".units-table a").click()
    assert "Cử cán bộ trực sơ cứu" in page.locator("main").inner_text()


def test_upload_is_read_then_kept(page, server):
    page.goto(f"{server.address}/upload")
    page.set_input_files("#file", {"name": "sách.txt", "mimeType": "text/plain", "buffer": OTHER.encode()})
    page.wait_for_selector("#keep", timeout=60_000)
    assert "tuần lễ đọc sách" in page.locator("#read").inner_text()
    page.get_by_role("button", name="Bỏ").click()
    assert page.locator("#read").inner_text() == ""
    page.set_input_files("#file", {"name": "hỏng.docx", "mimeType": "text/plain", "buffer": b"PK\x03\x04 broken"})
    page.wait_for_selector("#upload-error:not([hidden])", timeout=60_000)
    page.said.clear()  # the browser itself notes the 422
    page.set_input_files("#file", {"name": "sách.txt", "mimeType": "text/plain", "buffer": OTHER.encode()})
    page.wait_for_selector("#keep", timeout=60_000)
    page.locator("#keep").click()
    page.wait_for_url("**/plans/kh-*", timeout=60_000)
    assert "tuần lễ đọc sách" in page.locator("h1").inner_text()


def test_login(page, folder):
    with serving(folder, token="a-token-of-twenty-letters") as server:
        page.goto(f"{server.address}/deadlines")
        assert page.url.endswith("/login")
        page.get_by_label("Mã truy cập").fill("wrong")
        page.get_by_role("button", name="Vào").click()
        page.wait_for_selector("[role=alert]")
        page.said.clear()  # the browser itself notes the 403
        page.get_by_label("Mã truy cập").fill("a-token-of-twenty-letters")
        page.get_by_role("button", name="Vào").click()
        page.wait_for_selector("h1 >> text=Kế hoạch")
        assert page.evaluate("document.cookie") == ""


def test_by_keyboard_alone(page, server):
    open_plan(page, server)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(60):  # to the text: one stop, whatever it holds
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "MARK":
            break
    first = page.evaluate("document.activeElement.textContent")
    assert page.locator("#tip").is_visible()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.tagName") == "MARK"
    assert page.evaluate("document.activeElement.textContent") != first or page.locator("#tip").is_visible()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.locator("#edit").wait_for(state="visible")
    page.keyboard.press("Escape")
    page.locator("#edit").wait_for(state="hidden")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") != "MARK"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page, server, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    # in the dark only the colours are others
    rules = {"type": "tag", "values": AXE} if scheme == "light" else {"type": "rule", "values": ["color-contrast"]}
    ids = [id_of(page, server, w) for w in ("nao vet", "trong rung")]
    addresses = [
        "/", "/?order=look", "/?q=khong+co", f"/plans/{ids[0]}", f"/plans/{ids[1]}", "/deadlines?today=2025-03-15", "/deadlines?view=month&month=2025-03&today=2025-03-15",
        "/units", "/units/of?name=Trạm Y tế xã", "/search?q=xã", "/corrections", "/upload", "/api", "/login",
    ]  # fmt: skip
    for address in addresses:
        page.goto(server.address + address)
        if address.startswith("/plans/"):
            page.wait_for_selector("#plan[data-ready]")
        found = Axe().run(page, options={"runOnly": rules})
        page.said[:] = [s for s in page.said if "404" not in s]
        told = [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in found.response["violations"]]
        assert not told, (address, told)
    # and the dialog
    page.goto(f"{server.address}/plans/{ids[0]}")
    page.wait_for_selector("#plan[data-ready]")
    page.locator("mark.deadlines").first.click()
    page.locator("#edit").wait_for(state="visible")
    assert not Axe().run(page, options={"runOnly": rules}).response["violations"]


@pytest.mark.parametrize("width", [360, 390, 768, 1280, 1920])
def test_no_page_is_wider_than_the_screen(page, server, width):
    page.set_viewport_size({"width": width, "height": 844})
    ids = [id_of(page, server, w) for w in ("nao vet", "trong rung")]
    for address in (
        "/",
        f"/plans/{ids[0]}",
        f"/plans/{ids[1]}",
        "/deadlines?today=2025-03-15",
        "/deadlines?view=month&month=2025-03",
        "/units",
        "/corrections",
        "/upload",
        "/api",
    ):
        page.goto(server.address + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_print_shows_the_text_and_the_tasks_alone(page, server):
    open_plan(page, server)
    page.emulate_media(media="print")
    assert not page.locator(".top").is_visible()
    assert not page.locator(".tree").is_visible()
    assert page.locator("#text").is_visible()
    assert page.locator(".task-table").is_visible()


def test_a_hostile_plan_does_nothing(page, server):
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.goto(server.address)
    page.get_by_label("Tìm kế hoạch").press_sequentially("onerror")
    until(page, "document.querySelectorAll('.plans > li').length === 1")
    page.locator(".plan-title").click()
    page.wait_for_selector("#plan[data-ready]")
    for mark in page.locator("#text mark").all()[:20]:
        mark.hover()
    page.locator("mark.deadlines").first.click()
    page.locator("#edit").wait_for(state="visible")
    text = page.locator("#text").inner_text()
    assert "<script>window.hit=1</script>" in text
    assert "\u202e" not in text
    id = page.locator("#plan").get_attribute("data-id")
    for address in ("/deadlines?today=2025-06-15", "/units", "/search?q=onerror", f"/plans/{id}", "/corrections"):
        page.goto(server.address + address)
    page.goto(f"{server.address}/upload")
    page.set_input_files(
        "#file",
        {
            "name": "<img src=x onerror=hit=1>.txt",
            "mimeType": "text/plain",
            "buffer": HOSTILE.replace("7/KH", "8/KH").encode(),
        },
    )
    page.wait_for_selector("#keep", timeout=60_000)
    assert page.evaluate("window.hit") is None
    assert all(a.startswith(server.address) for a in asked)


def test_two_people_correct_at_once(page, server):
    id = open_plan(page, server)
    items = page.request.get(f"{server.address}/plans/{id}/items").json()["items"]
    answers = []

    def send(i):
        import httpx

        body = {"action": "accept", "kind": items[i]["kind"], "item": i, "who": "Lan"}
        answers.append(httpx.post(f"{server.address}/plans/{id}/corrections", json=body).status_code)

    threads = [threading.Thread(target=send, args=(i,)) for i in list(items)[:12]]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert answers == [200] * 12
    page.reload()
    page.wait_for_selector("#plan[data-ready]")
    assert page.locator("mark.said").count() >= 10
