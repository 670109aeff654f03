"""A request is answered once its whole body is there: who sends slowly, or stops, keeps no thread waiting."""

import asyncio
import json
from http import HTTPStatus
from typing import Any

from django.conf import settings

SECONDS = 30
SLOW = {"detail": "The body did not come within 30 seconds. Nothing was changed.", "code": "timeout"}


class WholeBodies:
    """An ASGI application around another, which never has to wait for a body.

    seconds: how long a client may take to send one; then it is told so (408).
    One that is too large, or of no stated length, is not read: `config.limits` refuses it by its headers.
    """

    def __init__(self, application: Any, seconds: float = SECONDS) -> None:
        self._application = application
        self._seconds = seconds

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or not has_body(scope):
            await self._application(scope, receive, send)
            return
        try:
            async with asyncio.timeout(self._seconds):
                body = await whole_body(receive) if is_taken(scope) else b""
        except TimeoutError:
            await tell_slow(send)
            return
        if body is not None:
            await self._application(scope, given(body, receive), send)


def has_body(scope: Any) -> bool:
    return any(name in (b"content-length", b"transfer-encoding") for name, _ in scope["headers"])


def is_taken(scope: Any) -> bool:
    headers = dict(scope["headers"])
    length = headers.get(b"content-length", b"")
    return b"transfer-encoding" not in headers and length.isdigit() and int(length) <= settings.MAX_BODY_BYTES


async def whole_body(receive: Any) -> bytes | None:
    """None where the client has left before its end."""
    pieces = []
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        pieces.append(message.get("body", b""))
        more = message.get("more_body", False)
    return b"".join(pieces)


def given(body: bytes, receive: Any) -> Any:
    """What gives the body first, and then that the client left. What comes of a body not taken is let go."""
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def next_message() -> Any:
        if waiting:
            return waiting.pop()
        while (message := await receive())["type"] != "http.disconnect":
            pass
        return message

    return next_message


async def tell_slow(send: Any) -> None:
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": HTTPStatus.REQUEST_TIMEOUT, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(SLOW).encode()})
