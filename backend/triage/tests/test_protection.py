"""The model's scarce seconds: who is let in, who waits, who is turned away, and when it is left alone."""

import asyncio
from datetime import UTC, datetime

import pytest
from prometheus_client import REGISTRY

from triage.protection import Breaker, BreakerState, Protection, WaitingRoom
from triage.providers.base import FallbackReason, ProviderError
from triage.tests.waiting import until


class Slow:
    """A model that answers when it is told to, and counts."""

    def __init__(self) -> None:
        self.asked = 0
        self.go = asyncio.Event()
        self.failing: FallbackReason | None = None

    async def ask(self, protection: Protection) -> None:
        async with protection.call():
            self.asked += 1
            await self.go.wait()
            if self.failing:
                raise ProviderError(self.failing)


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def state_of(protection: Protection) -> BreakerState:
    return protection.breaker.state


async def failure(model: Slow, protection: Protection) -> FallbackReason:
    with pytest.raises(ProviderError) as raised:
        await model.ask(protection)
    return raised.value.reason


async def test_lets_few_in_seats_some_and_turns_the_others_away_at_once() -> None:
    slow, room = Slow(), WaitingRoom(at_once=1, seats=2, patience=5)
    protection = Protection(Breaker(), room)
    calls = [asyncio.create_task(slow.ask(protection)) for _ in range(3)]
    await until(lambda: slow.asked == 1 and room.waiting == 2)
    assert await failure(slow, protection) is FallbackReason.BUSY
    slow.go.set()
    await asyncio.gather(*calls)
    assert slow.asked == 3
    assert room.waiting == 0


async def test_nobody_waits_longer_than_the_patience() -> None:
    slow = Slow()
    protection = Protection(Breaker(), WaitingRoom(at_once=1, seats=4, patience=0.05))
    inside = asyncio.create_task(slow.ask(protection))
    await until(lambda: slow.asked == 1)
    assert await failure(slow, protection) is FallbackReason.BUSY
    slow.go.set()
    await inside


async def test_who_leaves_frees_the_slot_and_the_seat() -> None:
    slow, room = Slow(), WaitingRoom(at_once=1, seats=1, patience=5)
    protection = Protection(Breaker(), room)
    inside = asyncio.create_task(slow.ask(protection))
    seated = asyncio.create_task(slow.ask(protection))
    await until(lambda: slow.asked == 1 and room.waiting == 1)
    seated.cancel()
    inside.cancel()
    await asyncio.gather(inside, seated, return_exceptions=True)
    slow.go.set()
    await slow.ask(protection)
    assert room.waiting == 0


@pytest.fixture
def failing() -> Slow:
    slow = Slow()
    slow.go.set()
    slow.failing = FallbackReason.TIMEOUT
    return slow


def behind(clock: Clock) -> Protection:
    breaker = Breaker(threshold=5, window=60, pause=30, clock=clock)
    return Protection(breaker, WaitingRoom(at_once=2, seats=2, patience=5))


async def test_five_failures_in_a_minute_open_the_breaker_and_spare_the_model(failing: Slow) -> None:
    protection = behind(Clock())
    for _ in range(5):
        await failure(failing, protection)
    assert state_of(protection) is BreakerState.OPEN
    assert await failure(failing, protection) is FallbackReason.TIMEOUT
    assert failing.asked == 5


async def test_five_failures_over_a_longer_time_do_not(failing: Slow) -> None:
    clock = Clock()
    protection = behind(clock)
    for _ in range(8):
        clock.now += 16
        await failure(failing, protection)
    assert state_of(protection) is BreakerState.CLOSED


async def test_a_success_in_between_begins_the_count_anew(failing: Slow) -> None:
    protection = behind(Clock())
    for _ in range(3):
        for _ in range(4):
            await failure(failing, protection)
        failing.failing = None
        await failing.ask(protection)
        failing.failing = FallbackReason.TIMEOUT
    assert state_of(protection) is BreakerState.CLOSED


@pytest.mark.parametrize("reason", [FallbackReason.MODEL_MISSING, FallbackReason.BUSY])
async def test_what_says_nothing_about_its_health_does_not_count(
    failing: Slow, reason: FallbackReason
) -> None:
    failing.failing = reason
    protection = behind(Clock())
    for _ in range(20):
        await failure(failing, protection)
    assert state_of(protection) is BreakerState.CLOSED


@pytest.mark.parametrize("recovered", [True, False])
async def test_after_the_pause_one_trial_decides(failing: Slow, recovered: bool) -> None:
    clock = Clock()
    protection = behind(clock)
    for _ in range(5):
        await failure(failing, protection)
    clock.now += 31
    failing.go.clear()
    failing.failing = None if recovered else FallbackReason.SERVER_ERROR
    trial = asyncio.create_task(failing.ask(protection))
    await until(lambda: failing.asked == 6)
    assert await failure(failing, protection) is FallbackReason.TIMEOUT
    failing.go.set()
    await asyncio.gather(trial, return_exceptions=True)
    assert state_of(protection) is (BreakerState.CLOSED if recovered else BreakerState.OPEN)
    assert failing.asked == 6


async def test_a_trial_that_is_cancelled_decides_nothing_and_leaves_room_for_another(failing: Slow) -> None:
    clock = Clock()
    protection = behind(clock)
    for _ in range(5):
        await failure(failing, protection)
    clock.now += 31
    failing.go.clear()
    failing.failing = None
    trial = asyncio.create_task(failing.ask(protection))
    await until(lambda: failing.asked == 6)
    trial.cancel()
    await asyncio.gather(trial, return_exceptions=True)
    assert state_of(protection) is BreakerState.HALF_OPEN
    failing.go.set()
    await failing.ask(protection)
    assert state_of(protection) is BreakerState.CLOSED


async def test_tells_when_the_model_is_tried_again(failing: Slow) -> None:
    clock = Clock()
    protection = behind(clock)
    assert protection.breaker.retry_in == 0
    for _ in range(5):
        await failure(failing, protection)
    clock.now += 10.5
    assert (protection.breaker.state, protection.breaker.retry_in) == (BreakerState.OPEN, 20)
    clock.now += 20
    assert (protection.breaker.state, protection.breaker.retry_in) == (BreakerState.HALF_OPEN, 0)


async def test_remembers_what_went_wrong_last_in_the_model_and_nowhere_else(failing: Slow) -> None:
    protection = behind(Clock())
    assert protection.last_failure is None
    failing.failing = None
    await failing.ask(protection)
    assert protection.last_failure is None
    failing.failing = FallbackReason.INVALID_ANSWER
    await failure(failing, protection)
    failing.failing = FallbackReason.TIMEOUT
    before = datetime.now(UTC)
    await failure(failing, protection)
    assert protection.last_failure
    assert protection.last_failure.reason is FallbackReason.TIMEOUT
    assert before <= protection.last_failure.at <= datetime.now(UTC)


async def test_who_is_turned_away_is_no_failure_of_the_model() -> None:
    slow = Slow()
    protection = Protection(Breaker(), WaitingRoom(at_once=1, seats=0, patience=5))
    inside = asyncio.create_task(slow.ask(protection))
    await until(lambda: slow.asked == 1)
    await failure(slow, protection)
    assert protection.last_failure is None
    slow.go.set()
    await inside


async def test_the_log_tells_what_went_wrong_and_what_comes_of_it(
    failing: Slow, caplog: pytest.LogCaptureFixture
) -> None:
    protection = behind(Clock())
    for _ in range(6):
        await failure(failing, protection)
    failing.failing = FallbackReason.MODEL_MISSING
    await failure(failing, Protection(Breaker(), WaitingRoom(at_once=1, seats=0, patience=1)))
    answerless = ("WARNING", "the model did not answer (timeout)")
    assert [(record.levelname, record.message) for record in caplog.records] == [
        *[answerless] * 5,
        ("WARNING", "the model failed too often (timeout): not asked again for 30 s"),
        ("INFO", "the model did not answer (model_missing)"),
    ]


def metric(name: str) -> float | None:
    return REGISTRY.get_sample_value(name)


async def test_shows_in_the_metrics_who_asks_and_who_waits() -> None:
    slow, room = Slow(), WaitingRoom(at_once=1, seats=2, patience=5)
    calls = [asyncio.create_task(slow.ask(Protection(Breaker(), room))) for _ in range(3)]
    await until(lambda: slow.asked == 1 and room.waiting == 2)
    assert metric("hushdesk_model_calls_in_flight") == room.in_flight == 1
    assert metric("hushdesk_model_calls_waiting") == 2
    slow.go.set()
    await asyncio.gather(*calls)
    assert metric("hushdesk_model_calls_in_flight") == metric("hushdesk_model_calls_waiting") == 0
    assert room.in_flight == 0


async def test_shows_in_the_metrics_that_the_model_is_left_alone(failing: Slow) -> None:
    clock = Clock()
    protection = behind(clock)
    for _ in range(5):
        await failure(failing, protection)
    assert metric("hushdesk_model_breaker_open") == 1
    clock.now += 31
    failing.failing = None
    await failing.ask(protection)
    assert metric("hushdesk_model_breaker_open") == 0
