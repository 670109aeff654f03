from typing import Any

from django.apps import AppConfig
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created


class TicketsConfig(AppConfig):
    name = "tickets"

    def ready(self) -> None:
        connection_created.connect(without_jit)
        connection_created.connect(measure)


def measure(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Have every statement counted; told of each new connection of a thread, of which the wrappers stay."""
    from tickets.metrics import measured

    if measured not in connection.execute_wrappers:
        connection.execute_wrappers.append(measured)


def without_jit(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """PostgreSQL would compile a search for half a second that takes some milliseconds without that."""
    with connection.cursor() as cursor:
        cursor.execute("SET jit TO off")
