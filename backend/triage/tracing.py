"""Which request, or which piece of the worker's work, something is done for."""

import re
from contextvars import ContextVar
from typing import Any
from uuid import uuid4

HEADER = "X-Request-ID"
# What Caddy makes, and this too. Anything else that a client sends is not ours to repeat in a log.
_OURS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)

_current: ContextVar[str] = ContextVar("request_id", default="")


def begin(given: str = "") -> str:
    """The id of what begins now, which is `given` where that has the form of one.

    It holds in this thread or task until the next one begins: what is sent bit by bit, as files and news are,
    is sent after the view has returned.
    """
    request_id = given if _OURS.fullmatch(given) else str(uuid4())
    _current.set(request_id)
    return request_id


def current() -> str:
    """Empty where nothing has begun, as when a process starts."""
    return _current.get()


async def tell_model(request: Any) -> None:
    """Hook for the clients of models: the request carries the id, so that the server's log may have it."""
    if request_id := current():
        request.headers[HEADER] = request_id
