"""Hearing of it when this process is asked to stop."""

import asyncio
import signal
from collections.abc import Callable
from functools import cache
from types import FrameType


@cache
def before_stopping(call: Callable[[], None]) -> None:
    """Have the event loop call it when a signal asks this process to stop, besides what happens then anyway.

    ASGI tells an application only after all answers were given. To be called in the main thread.
    """
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        _before(number, lambda: loop.call_soon_threadsafe(call))


def _before(number: signal.Signals, call: Callable[[], object]) -> None:
    usual = signal.getsignal(number)

    def handle(received: int, frame: FrameType | None) -> None:
        call()
        if callable(usual):
            usual(received, frame)

    signal.signal(number, handle)
