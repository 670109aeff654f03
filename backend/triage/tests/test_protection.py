"""The model's scarce seconds: who is let in, who waits, who is turned away, and when it is left alone."""

import asyncio

import pytest

from triage.protection import Breaker, ProtectedProvider, WaitingRoom
from triage.providers.base import Answer, FallbackReason, ModelState, ProviderError, Question
from triage.tests.waiting import until

QUESTION = Question("s", "u", {}, timeout=5)


class Slow:
    """A provider that answers when it is told to, and counts."""

    name = "slow"
    model = "some-model:4b"
    url = "http://127.0.0.1"
    can_fetch = False

    def __init__(self) -> None:
        self.asked = 0
        self.go = asyncio.Event()
        self.failing: FallbackReason | None = None

    async def ask(self, question: Question) -> Answer:
        self.asked += 1
        await self.go.wait()
        if self.failing:
            raise ProviderError(self.failing)
        return Answer({}, self.model)

    async def state(self) -> ModelState:
        return ModelState.READY


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def failure(provider: ProtectedProvider) -> FallbackReason:
    with pytest.raises(ProviderError) as raised:
        await provider.ask(QUESTION)
    return raised.value.reason


async def test_lets_few_in_seats_some_and_turns_the_others_away_at_once() -> None:
    slow, room = Slow(), WaitingRoom(at_once=1, seats=2, patience=5)
    provider = ProtectedProvider(slow, Breaker(), room)
    calls = [asyncio.create_task(provider.ask(QUESTION)) for _ in range(3)]
    await until(lambda: slow.asked == 1 and room.waiting == 2)
    assert await failure(provider) is FallbackReason.BUSY
    slow.go.set()
    await asyncio.gather(*calls)
    assert slow.asked == 3
    assert room.waiting == 0


async def test_nobody_waits_longer_than_the_patience() -> None:
    slow = Slow()
    provider = ProtectedProvider(slow, Breaker(), WaitingRoom(at_once=1, seats=4, patience=0.05))
    inside = asyncio.create_task(provider.ask(QUESTION))
    await until(lambda: slow.asked == 1)
    assert await failure(provider) is FallbackReason.BUSY
    slow.go.set()
    await inside


async def test_who_leaves_frees_the_slot_and_the_seat() -> None:
    slow, room = Slow(), WaitingRoom(at_once=1, seats=1, patience=5)
    provider = ProtectedProvider(slow, Breaker(), room)
    inside = asyncio.create_task(provider.ask(QUESTION))
    seated = asyncio.create_task(provider.ask(QUESTION))
    await until(lambda: slow.asked == 1 and room.waiting == 1)
    seated.cancel()
    inside.cancel()
    await asyncio.gather(inside, seated, return_exceptions=True)
    slow.go.set()
    await provider.ask(QUESTION)
    assert room.waiting == 0


@pytest.fixture
def failing() -> Slow:
    slow = Slow()
    slow.go.set()
    slow.failing = FallbackReason.TIMEOUT
    return slow


def behind(slow: Slow, clock: Clock) -> tuple[ProtectedProvider, Breaker]:
    breaker = Breaker(threshold=5, window=60, pause=30, clock=clock)
    return ProtectedProvider(slow, breaker, WaitingRoom(at_once=2, seats=2, patience=5)), breaker


async def test_five_failures_in_a_minute_open_the_breaker_and_spare_the_model(failing: Slow) -> None:
    provider, breaker = behind(failing, Clock())
    for _ in range(5):
        await failure(provider)
    assert breaker.is_open
    assert await failure(provider) is FallbackReason.TIMEOUT
    assert failing.asked == 5


async def test_five_failures_over_a_longer_time_do_not(failing: Slow) -> None:
    clock = Clock()
    provider, breaker = behind(failing, clock)
    for _ in range(8):
        clock.now += 16
        await failure(provider)
    assert not breaker.is_open


async def test_a_success_in_between_begins_the_count_anew(failing: Slow) -> None:
    provider, breaker = behind(failing, Clock())
    for _ in range(3):
        for _ in range(4):
            await failure(provider)
        failing.failing = None
        await provider.ask(QUESTION)
        failing.failing = FallbackReason.TIMEOUT
    assert not breaker.is_open


@pytest.mark.parametrize("reason", [FallbackReason.MODEL_MISSING, FallbackReason.BUSY])
async def test_what_says_nothing_about_its_health_does_not_count(
    failing: Slow, reason: FallbackReason
) -> None:
    failing.failing = reason
    provider, breaker = behind(failing, Clock())
    for _ in range(20):
        await failure(provider)
    assert not breaker.is_open


@pytest.mark.parametrize("recovered", [True, False])
async def test_after_the_pause_one_trial_decides(failing: Slow, recovered: bool) -> None:
    clock = Clock()
    provider, breaker = behind(failing, clock)
    for _ in range(5):
        await failure(provider)
    clock.now += 31
    failing.go.clear()
    failing.failing = None if recovered else FallbackReason.SERVER_ERROR
    trial = asyncio.create_task(provider.ask(QUESTION))
    await until(lambda: failing.asked == 6)
    assert await failure(provider) is FallbackReason.TIMEOUT
    failing.go.set()
    await asyncio.gather(trial, return_exceptions=True)
    assert breaker.is_open is not recovered
    assert failing.asked == 6


async def test_a_trial_that_is_cancelled_decides_nothing_and_leaves_room_for_another(failing: Slow) -> None:
    clock = Clock()
    provider, breaker = behind(failing, clock)
    for _ in range(5):
        await failure(provider)
    clock.now += 31
    failing.go.clear()
    failing.failing = None
    trial = asyncio.create_task(provider.ask(QUESTION))
    await until(lambda: failing.asked == 6)
    trial.cancel()
    await asyncio.gather(trial, return_exceptions=True)
    assert breaker.is_open
    failing.go.set()
    await provider.ask(QUESTION)
    assert not breaker.is_open
