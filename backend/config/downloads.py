"""Long files, sent by threads of their own: whoever reads slowly, or leaves, keeps nobody else waiting."""

import asyncio
from collections.abc import Iterator
from itertools import takewhile
from threading import Event
from typing import Any

from a2wsgi import WSGIMiddleware

LEFT = "hushdesk.left"


class Downloads:
    """An ASGI application that answers with a WSGI one, and stops it once its client has left.

    Granian takes what is sent to a client that left without a word, so the whole file would be made for
    nobody: only `receive` tells.
    """

    def __init__(self, application: Any, threads: int) -> None:
        self._files = WSGIMiddleware(until_left(application), workers=threads)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        left = Event()
        watching = asyncio.create_task(_watch(receive, left))
        try:
            scope[LEFT] = left
            await self._files(scope, _no_body, send)
        finally:
            watching.cancel()


def until_left(application: Any) -> Any:
    def answer(environ: Any, start_response: Any) -> Iterator[bytes]:
        left: Event = environ["asgi.scope"][LEFT]
        pieces = application(environ, start_response)
        try:
            yield from takewhile(lambda _: not left.is_set(), pieces)
        finally:
            pieces.close()

    return answer


async def _watch(receive: Any, left: Event) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    left.set()


async def _no_body() -> Any:
    return {"type": "http.request"}
