"""The HTTP interface: questions, paging, ETags, problems, and who may call."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient

from extract.record import Record
from extract.web.app import create_app
from extract.web.settings import Settings
from tests.web.conftest import PLAN, plan_id

TOKEN = "mã-truy-cập-của-thử-nghiệm"


def problem(answer, status, code=None):
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")
    body = answer.json()
    assert body["status"] == status
    assert {"type", "title", "detail", "code"} <= set(body)
    if code:
        assert body["code"] == code
    return body


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("nạo vét", 1),  # with accents
        ("nao vet", 1),  # without
        ("nao ve", 1),  # the last word is not finished
        ("41/kh", 1),  # a number begins so
        ("dong xuan", 2),  # the issuer of one, the place of issue of another
        ("mương rừng", 0),  # words of two plans are in none
        ("%", 4),  # nothing but marks is no word
        ('"*) OR 1=1 --', 0),  # nobody writes the database's language
    ],
)
def test_plans_are_found_by_words(client, words, found):
    assert client.get("/api/plans", params={"q": words}).json()["total"] == found


def test_plans_are_paged(client):
    seen, address = [], "/api/plans?per_page=3"
    while address:
        page = client.get(address)
        seen += [x["id"] for x in page.json()["items"]]
        assert ('rel="next"' in page.headers.get("link", "")) == bool(page.json()["next"])
        address = page.json()["next"]
    assert len(seen) == len(set(seen)) == 4


@pytest.mark.parametrize("address", ["/api/deadlines", "/api/tasks", "/api/units", "/api/search?q=xã"])
def test_pages_put_together_are_the_whole(client, address):
    join = "&" if "?" in address else "?"
    whole = client.get(f"{address}{join}per_page=200").json()["items"]
    parts, following = [], f"{address}{join}per_page=7"
    while following:
        answer = client.get(following).json()
        parts += answer["items"]
        following = answer["next"]
    assert parts == whole
    assert len(whole) > 7


def test_an_answer_that_is_known_is_not_sent_again(client):
    first = client.get("/api/tasks")
    again = client.get("/api/tasks", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]
    assert client.get("/api/tasks", headers={"if-none-match": '"else"'}).status_code == 200


def test_a_kept_answer_is_of_the_folder_as_it_is(client, folder):
    from extract.store import Store

    before = client.get("/api/deadlines?per_page=200")
    assert client.get("/api/deadlines?per_page=200").content == before.content
    assert (
        client.get("/api/deadlines?per_page=200", headers={"if-none-match": before.headers["etag"]}).status_code == 304
    )
    assert client.get("/api/deadlines?per_page=199").content != before.content
    with Store.open(folder / "kehoach.db") as store:
        store.delete([plan_id(client, "nạo vét")])
    after = client.get("/api/deadlines?per_page=200").json()["items"]
    assert len(after) < len(before.json()["items"])
    assert not [row for row in after if row["document"].startswith("41/")]


def test_what_is_kept_has_a_bound():
    from extract.web.kept import Kept

    kept = Kept(most_bytes=1000)
    for n in range(50):
        kept.put("1", f"/{n}", bytes(90), {})
    kept.put("1", "/large", bytes(101), {})
    assert [n for n in range(50) if kept.get("1", f"/{n}")] == list(range(39, 50))
    assert kept.get("1", "/large") is None
    assert kept.get("2", "/49") is None


def test_deadlines_by_unit_and_span(client):
    rows = client.get("/api/deadlines", params={"unit": "van phong", "from": "2025-03-01", "to": "2025-03-31"}).json()[
        "items"
    ]
    assert [r["due_on"] for r in rows if r["document"].startswith("41/")] == ["2025-03-19", "2025-03-24"]


def test_one_plan_is_its_record(client):
    record = Record.from_json(client.get(f"/api/plans/{plan_id(client, 'nạo vét')}").text)
    assert record.header.code == "41/KH-UBND"
    assert record.source.uri == "kênh mương.txt"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/plans/kh-0000000000000000", 404),
        ("/api/plans/../../etc/passwd", 404),
        ("/api/plans/x", 422),
        ("/api/plans?page=0", 422),
        ("/api/plans?per_page=201", 422),
        ("/api/plans?q=a%00b", 422),
        ("/api/deadlines?from=2025-13-01", 422),
        ("/api/deadlines?from=2025-05-02&to=2025-05-01", 422),
        ("/api/search", 422),
        ("/api/nothing", 404),
    ],
)
def test_errors_are_problems(client, address, status):
    problem(client.get(address), status)


def test_a_wrong_method_is_a_problem(client):
    problem(client.delete("/api/plans"), 405)


def test_every_answer_carries_the_headers(client):
    for address in ("/", "/api/plans", "/api/nothing", "/static/page.css"):
        headers = client.get(address).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_no_address_shows_where_files_lie(client, folder):
    id = plan_id(client, "nạo vét")
    for address in (
        "/", "/?outcome=quarantined", f"/plans/{id}", f"/plans/{id}/items", f"/plans/{id}/gold.json", "/deadlines", "/units", "/corrections", "/api/plans",
        f"/api/plans/{id}", "/api/deadlines", "/api/tasks", "/api/units", "/api/search?q=xã", "/api/openapi.json", "/api/nothing",
    ):  # fmt: skip
        text = client.get(address).text
        assert str(folder.parent) not in text
        assert "/tmp/" not in text
        assert "pytest" not in text


def test_an_unexpected_error_says_nothing_of_the_machine(folder, monkeypatch):
    def broken(*_):
        raise RuntimeError(f"secret {folder}")

    monkeypatch.setattr("extract.store.queries.tasks", broken)
    with TestClient(create_app(Settings(folder)), base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        body = problem(client.get("/api/tasks"), 500, "internal-error")
        assert "secret" not in json.dumps(body)


def test_a_folder_without_a_database_says_what_to_do(tmp_path):
    with TestClient(create_app(Settings(tmp_path)), base_url="http://127.0.0.1") as client:
        assert "kehoach extract" in problem(client.get("/api/plans"), 503, "no-database")["detail"]


# -- files -------------------------------------------------------------------------------------------------------------


def test_a_file_becomes_a_record(client):
    answer = client.post("/api/extract", params={"name": "..\\..\\a/b/tên lạ.txt"}, content=PLAN.encode())
    assert answer.status_code == 200
    record = Record.from_json(answer.text)
    assert record.source.uri == "tên lạ.txt"
    assert record.header.issued_on == "2025-03-10"
    assert client.get("/api/plans").json()["total"] == 4  # nothing was kept


def test_files_that_cannot_be_read_say_why(client):
    problem(client.post("/api/extract", content=b""), 422, "empty")
    problem(client.post("/api/extract", content=b"PK\x03\x04 broken"), 422)
    problem(client.post("/api/extract", content=b"\x7fELF\x02\x01\x01" + bytes(500)), 422)


def test_limits_of_size_and_number(folder):
    with TestClient(
        create_app(Settings(folder, upload_mb=1, uploads_a_minute=3)), base_url="http://127.0.0.1"
    ) as client:
        problem(client.post("/api/extract", content=bytes(1 << 20) + b"1"), 413, "too-large")
        chunks = (bytes(1 << 16) for _ in range(40))  # no length is told
        problem(client.post("/api/extract", content=chunks), 413, "too-large")
        problem(client.post("/api/extract", content=b""), 422, "empty")
        refused = client.post("/api/extract", content=b"x")
        problem(refused, 429, "too-many")
        assert int(refused.headers["retry-after"]) > 0


def test_too_many_at_once(client, monkeypatch):
    places = client.app.state.uploads._places
    monkeypatch.setattr(places, "acquire", lambda timeout: False)
    refused = client.post("/api/extract", content=PLAN.encode())
    problem(refused, 503, "busy")
    assert refused.headers["retry-after"]


# -- who may call ------------------------------------------------------------------------------------------------------


def test_a_server_that_others_reach_needs_a_token(tmp_path):
    with pytest.raises(ValueError, match="token"):
        create_app(Settings(tmp_path, host="0.0.0.0"))
    with pytest.raises(ValueError, match="short"):
        create_app(Settings(tmp_path, host="0.0.0.0", token="short"))


def test_another_name_for_this_machine_is_refused(client):
    problem(client.get("/api/plans", headers={"host": "evil.example"}), 421, "wrong-host")
    assert client.get("/api/plans", headers={"host": "localhost:8000"}).status_code == 200


@pytest.mark.parametrize(
    "headers", [{"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}], ids=str
)
@pytest.mark.parametrize(
    "address", ["/api/extract", "/upload/keep?name=a.txt", "/plans/kh-0000000000000000/corrections", "/language"]
)
def test_pages_of_other_origins_may_not_send(client, headers, address):
    problem(client.post(address, content=b"x", headers=headers), 403, "wrong-origin")


def test_token(folder):
    app = create_app(Settings(folder, host="0.0.0.0", token="a-token-of-twenty-letters"))
    with TestClient(app, base_url="http://plans.example", follow_redirects=False) as client:
        assert "Bearer" in client.get("/api/plans").headers["www-authenticate"]
        problem(client.get("/api/plans"), 401, "token-wanted")
        problem(client.get("/api/plans", headers={"authorization": "Bearer a-token-of-twenty-letterz"}), 401)
        right = {"authorization": "Bearer a-token-of-twenty-letters"}
        assert client.get("/api/plans", headers=right).status_code == 200
        assert client.get("/", headers={"accept": "text/html"}).headers["location"] == "/login"
        assert client.get("/static/page.css").status_code == 200
        assert client.post("/login", data={"token": "wrong"}).status_code == 403
        cookie = client.post("/login", data={"token": "a-token-of-twenty-letters"}).headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert client.get("/").status_code == 200
        assert client.app.openapi()["components"]["securitySchemes"]


@pytest.mark.parametrize(
    "back", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:1", "/a\r\nx: y"]
)
def test_the_language_switch_leads_nowhere_else(client, back):
    answer = client.post("/language", data={"lang": "en", "back": back}, follow_redirects=False)
    assert answer.headers["location"] == "/"


# -- the description ---------------------------------------------------------------------------------------------------


def test_openapi_describes_every_call(client):
    api = client.get("/api/openapi.json").json()
    assert set(api["paths"]) == {
        "/api/plans", "/api/plans/{id}", "/api/deadlines", "/api/tasks", "/api/units", "/api/search", "/api/extract",
    }  # fmt: skip
    for methods in api["paths"].values():
        for call in methods.values():
            assert call["summary"]
            assert call["description"]
            assert "401" in call["responses"]
