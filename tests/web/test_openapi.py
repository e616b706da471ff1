"""Whatever the description allows is answered as it says: calls made up from the OpenAPI document."""

from __future__ import annotations

import pytest

from extract.web.app import create_app
from extract.web.settings import Settings

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
from hypothesis import HealthCheck, given, settings  # noqa: E402
from schemathesis.specs.openapi.checks import positive_data_acceptance  # noqa: E402


@pytest.fixture
def api(folder):
    app = create_app(Settings(folder, uploads_a_minute=100_000))
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app, headers={"host": "127.0.0.1"})
    yield schema
    app.state.uploads.close()
    app.state.library.close()


@pytest.mark.parametrize(
    ("path", "method", "examples"),
    [
        ("/api/plans", "GET", 20),
        ("/api/plans/{id}", "GET", 10),
        ("/api/deadlines", "GET", 20),
        ("/api/tasks", "GET", 15),
        ("/api/units", "GET", 15),
        ("/api/search", "GET", 20),
        ("/api/extract", "POST", 6),
    ],
)
def test_calls_from_the_description(api, path, method, examples):
    @given(case=api[path][method].as_strategy())
    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def check(case):
        # what the description cannot say is refused as well: a span that ends before it begins, a picture without text
        case.call_and_validate(headers={"host": "127.0.0.1"}, excluded_checks=[positive_data_acceptance])

    check()
