"""Real clusters in short-lived folders, run as the user that PostgreSQL accepts."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest

from native import accounts, database, postgres
from native.postgres import Cluster

SQL = Callable[[Cluster, str], list[tuple[object, ...]]]


@contextmanager
def new_home() -> Iterator[Path]:
    """A folder that PostgreSQL's user can enter, which pytest's own are not when we are root."""
    folder = Path(tempfile.mkdtemp(prefix="hushdesk-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def cluster_in(folder: Path, options: tuple[str, ...] = postgres.THROWAWAY_OPTIONS) -> Cluster:
    account = accounts.for_postgres(folder)
    return Cluster(folder, database.programs_for(None, account), account, options)


@pytest.fixture
def home() -> Iterator[Path]:
    with new_home() as folder:
        yield folder


@pytest.fixture
def make_cluster(home: Path) -> Callable[..., Cluster]:
    """Cluster objects for the same folder, as separate launchers would have them."""

    def make(folder: str = "postgres", options: tuple[str, ...] = postgres.THROWAWAY_OPTIONS) -> Cluster:
        return cluster_in(home / folder, options)

    return make


@pytest.fixture
def sql() -> SQL:
    """Run one statement in a cluster."""

    def run(cluster: Cluster, statement: str) -> list[tuple[object, ...]]:
        password = (cluster.folder / "password").read_text()
        connection = psycopg2.connect(
            host=str(cluster.sockets), user=postgres.OWNER, password=password, dbname=postgres.DATABASE
        )
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    return run
