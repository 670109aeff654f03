"""The connection on which PostgreSQL tells this process what happens to tickets."""

import asyncio
from collections.abc import Callable
from typing import Any

import psycopg2
from django.db import connection

from tickets.events.news import News
from tickets.events.telling import CHANNEL

# A host that vanished without a word is noticed within a minute.
LIVENESS = {"connect_timeout": 5, "keepalives_idle": 20, "keepalives_interval": 10, "keepalives_count": 3}


class Listener:
    """Watched by the event loop: it takes no thread, and no time while nothing happens."""

    def __init__(self, on_news: Callable[[News], None], on_loss: Callable[[], None]) -> None:
        self._on_news = on_news
        self._on_loss = on_loss
        self._connection: Any = None

    async def start(self) -> None:
        """Raises psycopg2.Error when the database does not answer."""
        # In a thread, since looking up the host's name may take seconds.
        self._connection = await asyncio.to_thread(_connect)
        asyncio.get_running_loop().add_reader(self._connection.fileno(), self._read)

    def stop(self) -> None:
        asyncio.get_running_loop().remove_reader(self._connection.fileno())
        self._connection.close()

    def _read(self) -> None:
        number = self._connection.fileno()
        try:
            self._connection.poll()
        except psycopg2.Error:
            asyncio.get_running_loop().remove_reader(number)
            self._connection.close()
            self._on_loss()
            return
        told, self._connection.notifies = self._connection.notifies, []
        for notification in told:
            self._on_news(News.from_json(notification.payload))


def _connect() -> Any:
    """A connection of its own, with Django's parameters, that nothing else uses or closes."""
    made = connection.get_new_connection({**connection.get_connection_params(), **LIVENESS})
    made.autocommit = True
    with made.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")
    return made
