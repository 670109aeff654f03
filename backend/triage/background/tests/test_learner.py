"""The worker has the built-in classifier trained, in a process of its own."""

import asyncio
import logging
import os
from typing import Any

import pytest

from tickets.tests.product import database_url
from triage import learning
from triage.background import learner
from triage.background.learner import Learner, train

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def trainings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One entry for each training that was asked for, without its minutes."""
    asked_for: list[str] = []

    async def ask() -> None:
        asked_for.append("training")

    monkeypatch.setattr(learner, "train", ask)
    return asked_for


async def test_trains_when_it_is_time(trainings: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "due", lambda: True)
    await Learner().learn()
    assert len(trainings) == 1


async def test_does_not_train_before_it_is_time(trainings: list[str]) -> None:
    await Learner().learn()
    assert trainings == []


async def test_looks_only_now_and_then(trainings: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "due", lambda: True)
    clock = [1000.0]
    monkeypatch.setattr(learner, "monotonic", lambda: clock[0])
    patient = Learner()
    for seconds in (0, 1, learner.LOOK_SECONDS - 2, 1, 1):
        clock[0] += seconds
        await patient.learn()
    assert len(trainings) == 2


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[asyncio.subprocess.Process]:
    """The processes that train; they use the test database."""
    monkeypatch.setenv("DATABASE_URL", database_url())
    started: list[asyncio.subprocess.Process] = []
    start = asyncio.create_subprocess_exec

    async def started_by_us(*args: Any, **kwargs: Any) -> asyncio.subprocess.Process:
        started.append(await start(*args, **kwargs))
        return started[-1]

    monkeypatch.setattr(asyncio, "create_subprocess_exec", started_by_us)
    return started


async def test_the_training_is_a_process_behind_all_others(
    processes: list[asyncio.subprocess.Process], caplog: pytest.LogCaptureFixture
) -> None:
    training = asyncio.create_task(train())
    while not processes:  # noqa: ASYNC110
        await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert os.getpriority(os.PRIO_PROCESS, processes[0].pid) >= learner.NICENESS
    await training
    assert processes[0].returncode == 0
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_it_ends_with_the_worker(processes: list[asyncio.subprocess.Process]) -> None:
    training = asyncio.create_task(train())
    while not processes:  # noqa: ASYNC110
        await asyncio.sleep(0)
    await asyncio.sleep(0)
    training.cancel()
    with pytest.raises(asyncio.CancelledError):
        await training
    assert processes[0].returncode


@pytest.mark.usefixtures("processes")
async def test_a_failure_is_reported(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("DATABASE_URL", "nonsense")
    await train()
    assert "training the built-in classifier failed with exit code 1" in caplog.text
