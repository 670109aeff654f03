"""Using the database from asynchronous code, and before it was migrated."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from asgiref.sync import sync_to_async
from django.db import connection
from django.db.models import Model

P = ParamSpec("P")
R = TypeVar("R")


async def in_database(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Call a function that uses the database, in a thread, and give its connection back at once.

    Asynchronous code waits for models: none may hold a connection meanwhile. Under ASGI one that is kept
    would never be used again either, since every request runs in a thread of its own.
    """

    def call() -> R:
        try:
            return function(*args, **kwargs)
        finally:
            connection.close()

    return await sync_to_async(call)()


def has_table(model: type[Model]) -> bool:
    """Whether one can ask for it. At the very first start this may run before the database was migrated, and
    what is asked in vain stands as an error in PostgreSQL's log. Raises django.db.Error.
    """
    return model._meta.db_table in connection.introspection.table_names()
