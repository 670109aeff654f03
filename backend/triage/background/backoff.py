"""Leaving something alone that fails, twice as long each time."""

from collections.abc import Callable
from time import monotonic


class Backoff:
    """Pauses of `first` seconds, then twice as long each time, at most `longest`, until one is `over`."""

    def __init__(self, first: float, longest: float, clock: Callable[[], float] = monotonic) -> None:
        self._first = first
        self._longest = longest
        self._clock = clock
        self._last = 0.0
        self._ends_at = 0.0

    @property
    def is_on(self) -> bool:
        return self._clock() < self._ends_at

    def begin(self) -> float:
        """Begin the next pause, and tell how long it is."""
        self._last = min(max(self._first, self._last * 2), self._longest)
        self._ends_at = self._clock() + self._last
        return self._last

    def over(self) -> None:
        """It works again: the next pause is a first one."""
        self._last = self._ends_at = 0.0
