"""Advisory file locks: the system lets go of them when a process dies, however it dies."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from native import signals
from native.failure import Failure


class FileLock:
    """A lock on a file, shared or exclusive. Children do not inherit it."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def try_exclusive(self) -> bool:
        """Take the lock for this process alone, if nobody else has it."""
        return self._take(fcntl.LOCK_EX)

    def try_shared(self) -> bool:
        """Take the lock beside others who share it."""
        return self._take(fcntl.LOCK_SH)

    def _take(self, kind: int) -> bool:
        try:
            fcntl.flock(self._descriptor, kind | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def release(self) -> None:
        """Let go of the lock, and of the file."""
        os.close(self._descriptor)

    def note(self, text: str) -> None:
        """Leave a word in the file for whoever finds it locked."""
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, text.encode(), 0)

    def read_note(self) -> str:
        """What the holder of the lock left in the file."""
        return os.pread(self._descriptor, 1000, 0).decode(errors="replace").strip()


@contextlib.contextmanager
def exclusive(path: Path, patience: float, busy: str) -> Iterator[None]:
    """Hold a lock for a short piece of work, waiting up to `patience` seconds for it."""
    lock = FileLock(path)
    try:
        until = time.monotonic() + patience
        while not lock.try_exclusive():
            if time.monotonic() > until:
                raise Failure(busy)
            signals.pause(0.1)
        yield
    finally:
        lock.release()
