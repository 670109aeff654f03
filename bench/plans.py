"""What a call asks PostgreSQL for: how often, and how many pages of its tables and indexes that touches.

Neither depends on how fast the machine is or what else it does.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# Nothing else is to happen in this process while it asks.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

import django

django.setup()

from django.db import connection, transaction  # noqa: E402  (needs the settings)
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench import cpu  # noqa: E402


@dataclass(frozen=True)
class Work:
    """
    statements: as they were sent, those included that only settle how the next one is to be run.
    pages: of 8 kB, read from PostgreSQL's memory or from disk.
    """

    statements: Sequence[str]
    pages: int

    @property
    def queries(self) -> int:
        return sum(map(_answers, self.statements))


def work_of(address: str) -> Work:
    """Of the call of an address, made in this process."""
    with CaptureQueriesContext(connection) as captured:
        answer = Client(headers={"host": "127.0.0.1"}).get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} was answered with {answer.status_code}.")
    sent = [query["sql"] for query in captured]
    statements = [statement for statement in sent if _answers(statement) or statement.startswith("SET")]
    return Work(statements, sum(_pages(statements)))


def milliseconds(statements: Sequence[str]) -> float:
    """What the bare statements take when they are sent again."""
    with _alone() as cursor:
        began = perf_counter()
        for statement in statements:
            cursor.execute(statement)
            if _answers(statement):
                cursor.fetchall()
        return (perf_counter() - began) * 1000


def postmaster() -> int:
    """The process that all of PostgreSQL's are children of."""
    return cpu.parent_of(int(value("SELECT pg_backend_pid()")))


def value(statement: str, *parameters: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchone()[0]


@contextmanager
def driver() -> Iterator[Any]:
    """A connection of psycopg2's of its own."""
    opened = connection.copy()
    try:
        opened.ensure_connection()
        yield opened.connection
    finally:
        opened.close()


def _pages(statements: Sequence[str]) -> Iterator[int]:
    with _alone() as cursor:
        for statement in statements:
            if not _answers(statement):
                cursor.execute(statement)
                continue
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}")
            plan = cursor.fetchone()[0][0]["Plan"]
            yield plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]


def _answers(statement: str) -> bool:
    return statement.startswith(("SELECT", "(SELECT"))


@contextmanager
def _alone() -> Iterator[Any]:
    """A transaction, as what is set for one statement is to be forgotten after it."""
    with transaction.atomic(), connection.cursor() as cursor:
        yield cursor
