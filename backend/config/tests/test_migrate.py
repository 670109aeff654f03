"""Bringing the database to this version, also when several processes start at the same time."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.db import connection

from tickets.tests.product import BACKEND, database_url

EMPTY = "hushdesk_test_migrate"


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
