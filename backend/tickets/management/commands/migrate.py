"""Django's `migrate`, made safe to run from several starting processes at once."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import Error, ProgrammingError, connection

from tickets.listing import search_indexes

# Any number that nothing else in this database locks.
LOCK = 7_214_365
LOOK_AGAIN_SECONDS = 0.5
FAILED = (
    "A migration failed, and PostgreSQL took back all that it had done: {said}. The tickets are as they "
    "were. Start the former version again, it works with them. To start this one, solve what is said "
    "first, or wait for a version that does."
)
NO_TRIGRAMS = (
    "  Search: this PostgreSQL lacks the extension pg_trgm, so it takes long where tickets are very many. "
    "Install it, and the next start makes use of it."
)
NOT_MADE = (
    "  Search: it has no index, so it takes long where tickets are very many. PostgreSQL said: {said}. "
    "Correct that, and the next start makes the index."
)


class Command(migrate.Command):
    """Waits while another process migrates, and then finds nothing left to do."""

    def handle(self, *args: Any, **options: Any) -> None:
        with alone():
            try:
                super().handle(*args, **options)
                if not (options["plan"] or options["check_unapplied"]):
                    self.make_search_indexes(options["verbosity"])
            except Error as error:
                raise CommandError(FAILED.format(said=without_values(error))) from None

    def make_search_indexes(self, verbosity: int) -> None:
        """Those that are missing and can be made; search is right without them."""
        if not search_indexes.can_exist():
            self.tell(NO_TRIGRAMS, verbosity)
            return
        for name in search_indexes.missing():
            self.tell(f"  Making the search index {name}", verbosity)
            try:
                search_indexes.make(name)
            except ProgrammingError as error:
                self.tell(NOT_MADE.format(said=without_values(error)), verbosity)
                return

    def tell(self, message: str, verbosity: int) -> None:
        if verbosity:
            self.stdout.write(message)


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
