"""What one client has not been told yet."""

import asyncio
from contextlib import suppress

from tickets.events.news import NOTHING, News


class Mailbox:
    """News are merged until they are taken, so that a slow client costs no more than a quick one."""

    def __init__(self) -> None:
        self._news = NOTHING
        self._arrived = asyncio.Event()
        self._closed = asyncio.Event()

    @property
    def is_closed(self) -> bool:
        return self._closed.is_set()

    def put(self, news: News) -> None:
        self._news |= news
        self._arrived.set()

    def close(self) -> None:
        self._closed.set()
        self._arrived.set()

    async def take(self, patience: float) -> News:
        """All news, as soon as there are some; nothing after `patience` seconds, or when it is closed."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._arrived.wait(), patience)
        news, self._news = self._news, NOTHING
        if not self.is_closed:
            self._arrived.clear()
        return news

    async def rest(self, seconds: float) -> None:
        """Wait, unless it is closed."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._closed.wait(), seconds)
