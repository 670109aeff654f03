"""Letting another thread come to where it has to wait."""

from time import monotonic

from django.db import connection


def wait_until_somebody_waits() -> None:
    """For a lock of PostgreSQL's, within ten seconds."""
    until = monotonic() + 10
    with connection.cursor() as cursor:
        while monotonic() < until:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
    raise AssertionError("nobody waits for a lock")
