"""Bringing the database to this version, also when several processes start at the same time."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import psycopg2
import pytest
from django.core.management import call_command
from django.db import connection

from tickets.listing import search_indexes
from tickets.tests.product import BACKEND, database_url

EMPTY = "hushdesk_test_migrate"
# A next version of the product, whose migration changes a ticket before it fails at another.
LATER_SETTINGS = """
from config.settings import *
INSTALLED_APPS = [*INSTALLED_APPS, "later"]
"""
LATER_MIGRATION = """
from django.db import migrations
class Migration(migrations.Migration):
    dependencies = [("tickets", "0001_initial")]
    operations = [
        migrations.RunSQL("UPDATE tickets_ticket SET title = 'changed' WHERE title = 'first'"),
        migrations.RunSQL("ALTER TABLE tickets_ticket ADD CONSTRAINT short CHECK (length(description) < 5)"),
    ]
"""


@pytest.fixture
def empty_database(transactional_db: None) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {EMPTY}")
        cursor.execute(f"CREATE DATABASE {EMPTY}")
    yield database_url(EMPTY)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {EMPTY}")


def test_four_at_once_are_no_quarrel(empty_database: str) -> None:
    command = [sys.executable, "manage.py", "migrate", "--noinput", "--verbosity=0"]
    environment = {**os.environ, "DATABASE_URL": empty_database}
    starting = [subprocess.Popen(command, cwd=BACKEND, env=environment) for _ in range(4)]
    assert [process.wait(timeout=120) for process in starting] == [0, 0, 0, 0]


def test_one_that_fails_leaves_the_tickets_as_they_were_and_says_what_to_do(
    empty_database: str, tmp_path: Path
) -> None:
    write(tmp_path / "later_settings.py", LATER_SETTINGS)
    write(tmp_path / "later/migrations/0001_initial.py", LATER_MIGRATION)
    env = {**os.environ, "DATABASE_URL": empty_database}
    assert migrate(env).returncode == 0
    rows = [("first", "x"), ("second", "unmistakable words")]
    with open_database() as cursor:
        cursor.executemany("INSERT INTO tickets_ticket (title, description) VALUES (%s, %s)", rows)
    failed = migrate({**env, "PYTHONPATH": str(tmp_path), "DJANGO_SETTINGS_MODULE": "later_settings"})
    assert failed.returncode == 1
    assert 'check constraint "short" of relation "tickets_ticket" is violated by some row' in failed.stderr
    assert "Start the former version again" in failed.stderr
    assert "unmistakable" not in failed.stdout + failed.stderr
    with open_database() as cursor:
        cursor.execute("SELECT title, description FROM tickets_ticket ORDER BY id")
        assert cursor.fetchall() == rows


def test_search_indexes_that_are_missing_are_made_each_time(empty_database: str) -> None:
    if not search_indexes.can_exist():
        pytest.skip("this PostgreSQL lacks pg_trgm")
    env = {**os.environ, "DATABASE_URL": empty_database}
    assert migrate(env).returncode == 0
    with open_database() as cursor:
        assert valid_search_indexes(cursor) == set(search_indexes.INDEXES)
        cursor.execute("DROP INDEX comment_parts")
        # As one is left whose making was interrupted.
        cursor.execute(
            "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ticket_title_parts'::regclass"
        )
        assert valid_search_indexes(cursor) == {"ticket_description_parts"}
    assert migrate(env).returncode == 0
    with open_database() as cursor:
        assert valid_search_indexes(cursor) == set(search_indexes.INDEXES)


@pytest.mark.django_db
def test_without_trigrams_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_indexes, "can_exist", lambda: False)
    said = StringIO()
    call_command("migrate", stdout=said)
    assert "lacks the extension pg_trgm" in said.getvalue()


def valid_search_indexes(cursor: psycopg2.extensions.cursor) -> set[str]:
    cursor.execute(search_indexes.VALID, [list(search_indexes.INDEXES)])
    return {name for (name,) in cursor.fetchall()}


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    (file.parent / "__init__.py").touch()
    file.write_text(text)


def migrate(env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "migrate", "--noinput", "--verbosity=0"]
    return subprocess.run(command, cwd=BACKEND, env=env, capture_output=True, text=True, timeout=120)


@contextlib.contextmanager
def open_database() -> Iterator[psycopg2.extensions.cursor]:
    """One transaction in the database that is migrated."""
    wanted = {**connection.get_connection_params(), "dbname": EMPTY, "cursor_factory": None}
    opened = psycopg2.connect(**wanted)
    try:
        with opened, opened.cursor() as cursor:
            yield cursor
    finally:
        opened.close()
