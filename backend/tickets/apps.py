from typing import Any

from django.apps import AppConfig
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created


class TicketsConfig(AppConfig):
    name = "tickets"

    def ready(self) -> None:
        connection_created.connect(without_jit)


def without_jit(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """PostgreSQL would compile a search for half a second that takes some milliseconds without that."""
    with connection.cursor() as cursor:
        cursor.execute("SET jit TO off")
