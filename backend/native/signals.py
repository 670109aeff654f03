"""Turns SIGINT, SIGTERM and SIGHUP into a flag that every waiting loop looks at.

Raising from the handler itself could strike between starting a child and noting it
down, which would leave an orphan.
"""

from __future__ import annotations

import os
import signal
import time
from types import FrameType

from native.failure import Interrupted

STDIN = 0

_requested = False
_terminal = False
_delivered = False


def _request_stop(_number: int, _frame: FrameType | None) -> None:
    global _requested
    _requested = True


def watch() -> None:
    """From now on a request to stop is noted, and raised by the next `pause` or `check`."""
    global _terminal
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _request_stop)
    # Under nohup it is ignored, and stays so.
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        signal.signal(signal.SIGHUP, _request_stop)
        _terminal = os.isatty(STDIN)


def check() -> None:
    """Raise `Interrupted` when somebody asked us to stop: once, since cleaning up waits for things too."""
    global _delivered
    # A terminal that closes tells the program it started, which may be make, and make does not pass that on.
    if (_requested or (_terminal and not os.isatty(STDIN))) and not _delivered:
        _delivered = True
        raise Interrupted


def pause(seconds: float) -> None:
    """Sleep, but notice a request to stop within a tenth of a second."""
    until = time.monotonic() + seconds
    while True:
        check()
        left = until - time.monotonic()
        if left <= 0:
            return
        time.sleep(min(left, 0.1))
