"""Fetching a missing model: one at a time, with progress, and a failure that says why."""

import asyncio
from datetime import datetime, timedelta

import pytest
from django.db.models.functions import Now
from pytest_django import Settings

from triage.background import downloads
from triage.background.download_failed import DownloadFailed, Reason
from triage.background.keeper import ModelKeeper
from triage.background.pulling import Progress
from triage.database import in_database
from triage.engine import make_provider
from triage.models import ModelDownload
from triage.tests.fake_ollama import MODEL, FakeOllama
from triage.tests.waiting import until

NO_ROUTE = DownloadFailed(Reason.NO_ROUTE)
CUT_OFF = DownloadFailed(Reason.OTHER, model=MODEL, words="unexpected EOF")


def keeper() -> ModelKeeper:
    provider = make_provider()
    assert provider is not None
    return ModelKeeper(provider)


@pytest.mark.django_db
def test_only_one_may_download_at_a_time() -> None:
    assert downloads.begin(MODEL)
    assert not downloads.begin(MODEL)


@pytest.mark.django_db
def test_one_that_died_is_taken_over() -> None:
    downloads.begin(MODEL)
    lease_or_pause_ends()
    assert downloads.current(MODEL) is None
    assert downloads.begin(MODEL)


@pytest.mark.django_db
def test_one_from_before_the_clock_was_set_back_is_taken_over() -> None:
    downloads.begin(MODEL)
    ModelDownload.objects.update(due_at=Now() + timedelta(days=3))
    assert downloads.begin(MODEL)


@pytest.mark.django_db
def test_one_that_failed_is_tried_again_ever_more_rarely() -> None:
    pauses = []
    for _ in range(9):
        assert downloads.begin(MODEL)
        downloads.fail(MODEL, NO_ROUTE)
        assert not downloads.begin(MODEL)
        row = ModelDownload.objects.annotate(now=Now()).get()
        pauses.append((row.due_at - row.now).total_seconds())
        lease_or_pause_ends()
    assert pauses == pytest.approx([30, 60, 120, 240, 480, 960, 1920, 3600, 3600], abs=2)


@pytest.mark.django_db
def test_one_that_gets_on_between_its_failures_is_tried_again_soon() -> None:
    for completed in (1, 2, 3):
        downloads.begin(MODEL, at_once=True)
        downloads.record(MODEL, Progress(completed, 4))
        downloads.fail(MODEL, CUT_OFF)
    assert ModelDownload.objects.get().failures == 1


@pytest.mark.django_db
def test_somebody_who_asks_for_it_need_not_wait_for_the_pause_but_for_who_is_at_it() -> None:
    downloads.begin(MODEL)
    assert not downloads.begin(MODEL, at_once=True)
    downloads.fail(MODEL, NO_ROUTE)
    assert not downloads.begin(MODEL)
    assert downloads.begin(MODEL, at_once=True)


@pytest.mark.django_db
def test_a_new_try_does_not_show_nothing_before_it_knows_more() -> None:
    downloads.begin(MODEL)
    downloads.record(MODEL, Progress(700, 2500))
    downloads.fail(MODEL, CUT_OFF)
    downloads.begin(MODEL, at_once=True)
    downloads.record(MODEL, Progress(0, None))
    row = downloads.current(MODEL)
    assert row
    assert (row.completed, row.total, row.error) == (700, 2500, "")


@pytest.mark.django_db(transaction=True)
async def test_of_many_workers_one_fetches(ollama: FakeOllama) -> None:
    ollama.control.missing = True
    await asyncio.gather(*(keeper().tend() for _ in range(4)))
    assert ollama.control.pulls == 1
    assert not ollama.control.missing


@pytest.mark.django_db(transaction=True)
async def test_a_worker_that_is_stopped_lets_another_go_on(ollama: FakeOllama) -> None:
    ollama.control.missing = True
    ollama.control.pull_delay = 3600
    tending = asyncio.create_task(keeper().tend())
    await until(lambda: ollama.control.pulls == 1)
    tending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await tending
    assert await in_database(downloads.begin, MODEL)


@pytest.mark.django_db(transaction=True)
async def test_the_keeper_fetches_then_loads_the_model(ollama: FakeOllama) -> None:
    ollama.control.missing = True
    ollama.control.loaded = False
    keep = keeper()
    await keep.tend()
    assert not keep.ready
    await keep.tend()
    assert keep.ready
    assert ollama.control.finished == 1
    assert not await in_database(ModelDownload.objects.exists)


@pytest.mark.django_db(transaction=True)
async def test_a_download_that_says_nothing_for_long_is_still_known_to_run(
    ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "REPORT_SECONDS", 0.01)
    ollama.control.missing = True
    ollama.control.pull_delay = 3600
    tending = asyncio.create_task(keeper().tend())
    before = await eventually_known()
    await eventually_known(after=before)
    tending.cancel()


@pytest.mark.django_db(transaction=True)
async def test_a_model_that_cannot_be_loaded_is_not_tried_all_the_time(ollama: FakeOllama) -> None:
    ollama.control.loaded = False
    ollama.control.fault = "hang"
    keep = keeper()
    tending = asyncio.create_task(keep.tend())
    await until(lambda: ollama.control.started == 1)
    tending.cancel()
    await asyncio.gather(tending, return_exceptions=True)
    await keep.tend()
    assert ollama.control.started == 1
    assert not keep.ready


def lease_or_pause_ends() -> None:
    ModelDownload.objects.update(due_at=Now() - timedelta(seconds=1))


async def eventually_known(after: datetime | None = None) -> datetime:
    """Until when the running download is known to run, later than `after`."""
    async with asyncio.timeout(10):
        while True:
            row = await in_database(downloads.current, MODEL)
            if row and (after is None or row.due_at > after):
                return row.due_at
            await asyncio.sleep(0.02)


@pytest.mark.django_db(transaction=True)
async def test_the_keeper_leaves_a_missing_model_alone_when_told_to(
    ollama: FakeOllama, settings: Settings
) -> None:
    settings.OLLAMA_PULL = "never"
    ollama.control.missing = True
    await keeper().tend()
    assert ollama.control.missing
    assert not await in_database(ModelDownload.objects.exists)


@pytest.mark.django_db(transaction=True)
async def test_the_keeper_records_a_failure_for_all_to_see(ollama: FakeOllama) -> None:
    ollama.control.missing = True
    ollama.control.pull_error = "no space left on device"
    await keeper().tend()
    row = await in_database(downloads.current, MODEL)
    assert row is not None
    assert row.error.startswith("The disk is full")
