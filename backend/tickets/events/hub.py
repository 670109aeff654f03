"""Everybody who is connected to this process for news, and the one listener that serves them all."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from django.db import close_old_connections, connections

from tickets.events.listener import Listener
from tickets.events.mailbox import Mailbox
from tickets.events.news import News
from tickets.events.stopping import before_stopping
from tickets.metrics import EVENT_STREAMS

# The server takes a thousand requests at a time, and suggestions need some of them.
MOST_CLIENTS = 500
# Each message leads to a few questions. So that they do not add up, 500 clients hear of news every 10 s only.
CLIENTS_PER_SECOND = 50


class Full(Exception):
    """MOST_CLIENTS are connected."""


class Hub:
    def __init__(self) -> None:
        self._clients: set[Mailbox] = set()
        self._listener: Listener | None = None
        self._starting = asyncio.Lock()
        self._stopping = False
        self._asking = ThreadPoolExecutor(1, "events")

    @property
    def pause(self) -> float:
        """Seconds between two messages to the same client."""
        return max(1.0, len(self._clients) / CLIENTS_PER_SECOND)

    async def listen(self) -> None:
        """Raises Full, and psycopg2.Error when the database does not answer."""
        if self._stopping or len(self._clients) >= MOST_CLIENTS:
            raise Full
        async with self._starting:
            if self._listener is None:
                before_stopping(self._stop)
                listener = Listener(self._tell, self._end_all)
                await listener.start()
                self._listener = listener

    @asynccontextmanager
    async def place(self) -> AsyncIterator[Mailbox]:
        """A place among those who are told, as long as it is used. Raises what `listen` raises."""
        await self.listen()
        mailbox = Mailbox()
        self._clients.add(mailbox)
        EVENT_STREAMS.set(len(self._clients))
        try:
            yield mailbox
        finally:
            self._leave(mailbox)

    async def ask(self, question: Callable[[], bool]) -> bool:
        """Ask the database, in one thread for all clients: it keeps its connection while there are any.

        Making one takes two hundred times as long as asking.
        """

        def answer() -> bool:
            close_old_connections()
            return question()

        return await asyncio.get_running_loop().run_in_executor(self._asking, answer)

    def _leave(self, mailbox: Mailbox) -> None:
        self._clients.discard(mailbox)
        EVENT_STREAMS.set(len(self._clients))
        if self._listener and not self._clients:
            self._listener.stop()
            self._listener = None
        if not self._clients:
            self._asking.submit(connections.close_all)

    def _tell(self, news: News) -> None:
        for mailbox in self._clients:
            mailbox.put(news)

    def _end_all(self) -> None:
        """What happens from now on is not heard of: clients come back, and look at everything then."""
        self._listener = None
        for mailbox in self._clients:
            mailbox.close()

    def _stop(self) -> None:
        """A server that is to stop waits for what it is answering, and these answers never end."""
        self._stopping = True
        for mailbox in self._clients:
            mailbox.close()


hub = Hub()
