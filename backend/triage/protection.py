"""What stands between the many who type and the one model: a breaker, a waiting room, and no more.

A model answers one question at a time and takes seconds. Whoever would have to wait too long gets the
built-in classifier's answer at once instead, and a model that keeps failing is left alone for a while.
"""

import asyncio
import logging
import math
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from time import monotonic

from triage import metrics
from triage.providers.base import FallbackReason, ProviderError

logger = logging.getLogger(__name__)


class WaitingRoom:
    """Lets `at_once` in and `seats` wait, each for at most `patience` seconds; the others are turned away."""

    def __init__(self, at_once: int, seats: int, patience: float) -> None:
        self._slots = asyncio.Semaphore(at_once)
        self._seats = seats
        self._patience = patience
        self.waiting = 0
        self.in_flight = 0

    @asynccontextmanager
    async def admission(self) -> AsyncIterator[None]:
        """Raises ProviderError, busy."""
        if self._slots.locked() and self.waiting >= self._seats:
            raise ProviderError(FallbackReason.BUSY)
        await self._wait()
        self.in_flight += 1
        try:
            with metrics.IN_FLIGHT.track_inprogress():
                yield
        finally:
            self.in_flight -= 1
            self._slots.release()

    async def _wait(self) -> None:
        self.waiting += 1
        try:
            with metrics.WAITING.track_inprogress():
                async with asyncio.timeout(self._patience):
                    await self._slots.acquire()
        except TimeoutError:
            raise ProviderError(FallbackReason.BUSY) from None
        finally:
            self.waiting -= 1


class BreakerState(StrEnum):
    """HALF_OPEN: the pause is over, and the next call is the trial, or already under way."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


class Breaker:
    """Opens after `threshold` failures within `window` seconds, for `pause` seconds; then one trial decides.

    While it is open a call fails at once, for the reason that opened it.

    Ours because no library fits: those for asyncio (purgatory, hyx, circuitbreaker, aiobreaker) know no
    window, let everybody try at once after the pause, and most take a cancelled or excluded call for an
    answer or a failure.
    """

    # What says nothing about the model's health: it is not there, is not asked, or has too much to do.
    NOT_COUNTED = frozenset(
        {FallbackReason.MODEL_MISSING, FallbackReason.SERVER_OUTDATED, FallbackReason.BUSY}
    )

    def __init__(
        self,
        threshold: int = 5,
        window: float = 60,
        pause: float = 30,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._threshold = threshold
        self._window = window
        self._pause = pause
        self._clock = clock
        self._failures: deque[float] = deque(maxlen=threshold)
        self._opened_at: float | None = None
        self._reason = FallbackReason.SERVER_ERROR
        self._on_trial = False

    @property
    def state(self) -> BreakerState:
        if self._opened_at is None:
            return BreakerState.CLOSED
        return BreakerState.OPEN if self.retry_in else BreakerState.HALF_OPEN

    @property
    def retry_in(self) -> int:
        """Whole seconds until the model is tried again; 0 where nothing stands against it."""
        if self._opened_at is None:
            return 0
        return max(0, math.ceil(self._opened_at + self._pause - self._clock()))

    @asynccontextmanager
    async def call(self) -> AsyncIterator[None]:
        """Raises ProviderError at once while open. A cancelled call tells nothing and counts as nothing."""
        trial = self._begin()
        try:
            yield
        except ProviderError as error:
            if error.reason not in self.NOT_COUNTED:
                self._fail(error.reason)
            raise
        else:
            self._failures.clear()
            self._open(None)
        finally:
            if trial:
                self._on_trial = False

    def _begin(self) -> bool:
        """Whether this call is the trial that decides."""
        if self._opened_at is None:
            return False
        if self._on_trial or self.retry_in:
            raise ProviderError(self._reason)
        self._on_trial = True
        return True

    def _fail(self, reason: FallbackReason) -> None:
        now = self._clock()
        self._failures.append(now)
        frequent = len(self._failures) == self._threshold and now - self._failures[0] <= self._window
        if self._opened_at is not None or frequent:
            self._reason = reason
            self._open(now)
            logger.warning("the model failed too often (%s): not asked again for %d s", reason, self._pause)

    def _open(self, at: float | None) -> None:
        self._opened_at = at
        metrics.BREAKER_OPEN.set(at is not None)


@dataclass(frozen=True)
class Failure:
    reason: FallbackReason
    at: datetime


class Protection:
    """The model's breaker and its waiting room, and what went wrong last."""

    def __init__(self, breaker: Breaker, room: WaitingRoom) -> None:
        self.breaker = breaker
        self.room = room
        self.last_failure: Failure | None = None

    @asynccontextmanager
    async def call(self) -> AsyncIterator[None]:
        """Around everything that tells whether the model did its work, so also around the answer's check.

        Raises ProviderError when the model is not to be asked now.
        """
        async with self.breaker.call(), self.room.admission():
            try:
                yield
            except ProviderError as error:
                self._note(error.reason)
                raise

    def _note(self, reason: FallbackReason) -> None:
        self.last_failure = Failure(reason, datetime.now(UTC))
        level = logging.INFO if reason in Breaker.NOT_COUNTED else logging.WARNING
        logger.log(level, "the model did not answer (%s)", reason)
