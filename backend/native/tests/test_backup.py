"""Backing up and restoring: every row comes back, and a restoring that fails changes nothing."""

import os
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from psycopg2.extras import Json

from native import backup, python_env
from native.database import Database
from native.places import BACKEND, ROOT
from native.postgres import Cluster
from native.tests.conftest import SQL, cluster_in, new_home

Run = Callable[..., subprocess.CompletedProcess[str]]
Rows = dict[str, list[tuple[object, ...]]]

# One for each type of column, where no value is generated; and for columns with a choice.
VALUES = {
    "ARRAY": [1],
    "bigint": 1,
    "boolean": True,
    "bytea": b"\x00\xff\\",
    "character varying": "É '\"\\ \t\n",
    "double precision": 0.1,
    "integer": 1,
    "jsonb": Json({"é": [None]}),
    "text": "É '\"\\ \t\n" * 1000,
    "uuid": "7b0bd0b9-7f9d-4b0c-8a9d-2f8a3b8d9c11",
    "timestamp with time zone": "2026-11-22 18:30:00.123456+00",
}
CHOSEN = {
    "field": "title",
    "actor": "person",
    "category": "general",
    "priority": "low",
    "role": "agent",
    "scope": "read",
    "status": "open",
    "username": "ann",
    "version": 2,
}
REQUIRED_COLUMNS = """
    SELECT column_name, data_type FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = %s AND is_nullable = 'NO'
      AND column_default IS NULL AND is_identity = 'NO'
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    """A cluster with a database `migrated`, which takes seconds to make."""
    with new_home() as folder, cluster_in(folder / "postgres").running() as url:
        cluster = cluster_in(folder / "postgres")
        env = os.environ | {"DATABASE_URL": url, "SECRET_KEY": "for-tests-only"}
        subprocess.run([python_env.PYTHON, "manage.py", "migrate", "-v0"], cwd=BACKEND, env=env, check=True)
        run_outside(cluster, "ALTER DATABASE hushdesk RENAME TO migrated")
        yield cluster


@pytest.fixture
def cluster(server: Cluster) -> Iterator[Cluster]:
    """The same with a fresh database."""
    run_outside(server, "CREATE DATABASE hushdesk TEMPLATE migrated")
    yield server
    run_outside(server, "DROP DATABASE hushdesk")


@pytest.fixture
def script(cluster: Cluster) -> Run:
    """Run one of the scripts as `make` does, for that cluster."""
    settings = {"SECRET_KEY": "for-tests-only", "YES": "1"}
    env = backup.environment(Database(cluster.url, "the test's", cluster), settings) | settings

    def run(*words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        command = ["sh", *map(str, words)]
        return subprocess.run(
            command, cwd=ROOT, env=env | more, capture_output=True, text=True, stdin=subprocess.DEVNULL
        )

    return run


@pytest.fixture
def saved(cluster: Cluster, script: Run, sql: SQL, tmp_path: Path) -> Path:
    """A back-up of a database with a row in every table; two further tickets came in after it."""
    fill(cluster)
    done = script(backup.BACKUP, tmp_path)
    assert done.returncode == 0, done.stderr
    later = "INSERT INTO tickets_ticket (title, description) SELECT 'later', 'x' FROM generate_series(1, 2)"
    sql(cluster, later)
    (file,) = tmp_path.iterdir()
    return file


def manage(cluster: Cluster, script: Run, *words: str) -> None:
    """A command of the application, through the function that the scripts have for it."""
    code = f'. {backup.BACKUP.parent}/database.sh; manage "$PGDATABASE" {" ".join(words)}'
    done = script("-c", code)
    assert done.returncode == 0, done.stderr


def fill(cluster: Cluster) -> None:
    """Put a row into every table that has none, those first that others point at."""
    with closing(connect(cluster)) as connection, connection, connection.cursor() as cursor:
        waiting = sorted(name for name, rows in rows_of(cluster).items() if not rows)
        while waiting:
            table = next(name for name in waiting if not points_at(cursor, name) & set(waiting) - {name})
            cursor.execute(REQUIRED_COLUMNS, [table])
            row = {name: CHOSEN.get(name, VALUES[kind]) for name, kind in cursor.fetchall()}
            places = ", ".join(["%s"] * len(row))
            columns = ", ".join(f'"{name}"' for name in row)
            cursor.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", list(row.values()))  # noqa: S608
            waiting.remove(table)


def points_at(cursor: psycopg2.extensions.cursor, table: str) -> set[str]:
    cursor.execute(
        "SELECT confrelid::regclass::text FROM pg_constraint WHERE contype = 'f' AND conrelid = %s::regclass",
        [table],
    )
    return {name for (name,) in cursor.fetchall()}


def connect(cluster: Cluster, database: str = "hushdesk") -> psycopg2.extensions.connection:
    return psycopg2.connect(
        host=str(cluster.sockets), user="hushdesk", password=cluster.password, dbname=database
    )


def run_outside(cluster: Cluster, statement: str) -> None:
    """One statement about whole databases, which no transaction may surround."""
    connection = connect(cluster, "postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


def rows_of(cluster: Cluster) -> Rows:
    """All rows of all tables."""
    with closing(connect(cluster)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        rows = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT row_to_json(t)::text FROM {table} t ORDER BY 1")  # noqa: S608
            rows[table] = cursor.fetchall()
    return rows


def databases(cluster: Cluster, sql: SQL) -> set[object]:
    return {name for (name,) in sql(cluster, "SELECT datname FROM pg_database WHERE NOT datistemplate")}


def test_every_row_comes_back(cluster: Cluster, script: Run, sql: SQL, tmp_path: Path) -> None:
    fill(cluster)
    before = rows_of(cluster)
    assert all(before.values()), "a table without a row shows nothing"
    assert script(backup.BACKUP, tmp_path).returncode == 0
    (file,) = tmp_path.iterdir()
    sql(cluster, "DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    done = script(backup.RESTORE, file)
    assert (done.returncode, rows_of(cluster)) == (0, before), done.stderr
    assert "Restored 1 tickets" in done.stdout
    assert databases(cluster, sql) == {"hushdesk", "migrated", "postgres"}


def test_a_back_up_is_written_down_at_the_database(
    cluster: Cluster, script: Run, sql: SQL, tmp_path: Path
) -> None:
    assert script(backup.BACKUP, tmp_path).returncode == 0
    (file,) = tmp_path.iterdir()
    comment = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = 'hushdesk'"
    moment = file.stem.removeprefix("hushdesk-")
    assert sql(cluster, comment) == [(f"hushdesk backup {moment}",)]


def test_numbers_go_on_where_they_were(saved: Path, cluster: Cluster, script: Run, sql: SQL) -> None:
    assert script(backup.RESTORE, saved).returncode == 0
    created = sql(cluster, "INSERT INTO tickets_ticket (title, description) VALUES ('x', 'x') RETURNING id")
    assert created == [(2,)]


def test_a_backup_is_readable_by_its_owner_alone(saved: Path) -> None:
    assert saved.stat().st_mode & 0o777 == 0o600
    with tarfile.open(saved) as tar:
        assert {(member.name, member.mode & 0o077) for member in tar} == {
            ("about", 0),
            ("SHA256SUMS", 0),
            ("tickets.dump", 0),
        }


def test_without_a_yes_nothing_is_replaced(saved: Path, cluster: Cluster, script: Run) -> None:
    before = rows_of(cluster)
    done = script(backup.RESTORE, saved, YES="")
    assert "Hushdesk holds 3 tickets now" in done.stdout
    assert "Nothing was changed" in done.stderr
    assert (done.returncode, rows_of(cluster)) == (1, before)


@pytest.mark.parametrize("member", ["about", "tickets.dump"])
def test_a_damaged_file_is_refused(saved: Path, cluster: Cluster, script: Run, member: str) -> None:
    before = rows_of(cluster)
    with tarfile.open(saved) as tar:
        place = tar.getmember(member).offset_data
        middle = place + tar.getmember(member).size // 2
    content = bytearray(saved.read_bytes())
    content[middle] ^= 1
    saved.write_bytes(content)
    done = script(backup.RESTORE, saved)
    assert f"damaged: {member}" in done.stderr
    assert (done.returncode, rows_of(cluster)) == (1, before)


def test_half_a_file_is_refused(saved: Path, cluster: Cluster, script: Run) -> None:
    before = rows_of(cluster)
    os.truncate(saved, saved.stat().st_size // 2)
    done = script(backup.RESTORE, saved)
    assert "damaged: tickets.dump" in done.stderr
    assert (done.returncode, rows_of(cluster)) == (1, before)


def test_another_file_is_refused(cluster: Cluster, script: Run, tmp_path: Path) -> None:
    other = tmp_path / "holiday.jpg"
    other.write_bytes(b"\xff\xd8")
    assert "is no back-up of Hushdesk" in script(backup.RESTORE, other).stderr
    assert "There is no file" in script(backup.RESTORE, tmp_path / "none.tar").stderr


def test_a_newer_versions_backup_is_refused(cluster: Cluster, script: Run, sql: SQL, tmp_path: Path) -> None:
    newer = "INSERT INTO django_migrations (app, name, applied) VALUES ('tickets', '9999_later', now())"
    sql(cluster, newer)
    assert script(backup.BACKUP, tmp_path).returncode == 0
    (file,) = tmp_path.iterdir()
    before = rows_of(cluster)
    done = script(backup.RESTORE, file)
    assert "made by a newer version of Hushdesk: this one does not know tickets.9999_later" in done.stderr
    assert (done.returncode, rows_of(cluster)) == (1, before)


def test_a_load_that_fails_leaves_the_tickets_as_they_were(
    saved: Path, cluster: Cluster, script: Run, sql: SQL, tmp_path: Path
) -> None:
    """A file with the right checksums of a dump that PostgreSQL cannot read to its end."""
    before = rows_of(cluster)
    with tarfile.open(saved) as tar:
        tar.extractall(tmp_path / "parts", filter="data")
    dump = tmp_path / "parts" / "tickets.dump"
    os.truncate(dump, dump.stat().st_size * 3 // 4)
    repack = "sha256sum about tickets.dump >SHA256SUMS; tar -cf ../cut.tar about SHA256SUMS tickets.dump"
    subprocess.run(["sh", "-c", repack], cwd=tmp_path / "parts", check=True)
    done = script(backup.RESTORE, tmp_path / "cut.tar")
    assert "The tickets are as they were" in done.stderr
    assert (done.returncode, rows_of(cluster)) == (1, before)
    assert databases(cluster, sql) == {"hushdesk", "migrated", "postgres"}


def test_an_older_versions_backup_is_brought_to_this_one(
    cluster: Cluster, script: Run, tmp_path: Path
) -> None:
    manage(cluster, script, "migrate", "triage", "zero", "--verbosity=0")
    without_triage = set(rows_of(cluster))
    assert script(backup.BACKUP, tmp_path).returncode == 0
    (file,) = tmp_path.iterdir()
    assert script(backup.RESTORE, file).returncode == 0
    assert set(rows_of(cluster)) > without_triage
