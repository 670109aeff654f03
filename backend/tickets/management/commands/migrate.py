"""Django's `migrate`, made safe to run from several starting processes at once."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import Error, connection

# Any number that nothing else in this database locks.
LOCK = 7_214_365
FAILED = (
    "A migration failed, and PostgreSQL took back all that it had done: {said}. The tickets are as they "
    "were. Start the former version again, it works with them. To start this one, solve what is said "
    "first, or wait for a version that does."
)


class Command(migrate.Command):
    """Waits while another process migrates, and then finds nothing left to do."""

    def handle(self, *args: Any, **options: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            try:
                super().handle(*args, **options)
            except Error as error:
                raise CommandError(FAILED.format(said=without_values(error))) from None
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def without_values(error: Error) -> str:
    """What PostgreSQL complained of. The rest of its message quotes the row, which is ticket text."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "message_primary", None) or type(error).__name__
