"""Django's `migrate`, made safe to run from several starting processes at once."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connection

# Any number that nothing else in this database locks.
LOCK = 7_214_365


class Command(migrate.Command):
    """Waits while another process migrates, and then finds nothing left to do."""

    def handle(self, *args: Any, **options: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            try:
                super().handle(*args, **options)
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
