"""Django's `migrate`, made safe to run from several starting processes at once."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import Error, connection

# Any number that nothing else in this database locks.
LOCK = 7_214_365
LOOK_AGAIN_SECONDS = 0.5
FAILED = (
    "A migration failed, and PostgreSQL took back all that it had done: {said}. The tickets are as they "
    "were. Start the former version again, it works with them. To start this one, solve what is said "
    "first, or wait for a version that does."
)


class Command(migrate.Command):
    """Waits while another process migrates, and then finds nothing left to do."""

    def handle(self, *args: Any, **options: Any) -> None:
        with alone():
            try:
                super().handle(*args, **options)
            except Error as error:
                raise CommandError(FAILED.format(said=without_values(error))) from None


def without_values(error: Error) -> str:
    """What PostgreSQL complained of. The rest of its message quotes the row, which is ticket text."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "message_primary", None) or type(error).__name__


@contextmanager
def alone() -> Iterator[None]:
    """Until the end of the block no other process gets in here.

    It looks again and again instead of letting PostgreSQL wait: a statement that waits holds a snapshot, for
    whose end CREATE INDEX CONCURRENTLY waits in turn, in the very process that has the lock.
    """
    with connection.cursor() as cursor:
        while not _locked(cursor):
            time.sleep(LOOK_AGAIN_SECONDS)
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _locked(cursor: Any) -> bool:
    cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
    return bool(cursor.fetchone()[0])
