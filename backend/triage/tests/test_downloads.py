"""Fetching a missing model: one at a time, with progress, and a failure that says why."""

import asyncio
from datetime import datetime, timedelta

import pytest
from django.db.models.functions import Now
from pytest_django import Settings

from triage import downloads
from triage.database import in_database
from triage.downloads import DownloadFailed, Progress
from triage.engine import make_provider
from triage.keeper import ModelKeeper
from triage.models import ModelDownload
from triage.tests.fake_ollama import LAYER_BYTES, MODEL, FakeOllama


def keeper() -> ModelKeeper:
    provider = make_provider()
    assert provider is not None
    return ModelKeeper(provider)


async def test_tells_how_far_it_is(ollama: FakeOllama) -> None:
    seen = [progress async for progress in downloads.pull(ollama.url, MODEL)]
    assert seen[0] == Progress(0, None)
    assert seen[-1] == Progress(LAYER_BYTES, LAYER_BYTES)
    assert [step.completed for step in seen] == sorted(step.completed for step in seen)


async def test_a_download_that_fails_says_why(ollama: FakeOllama) -> None:
    ollama.control.pull_error = "pull model manifest: no route to host"
    with pytest.raises(DownloadFailed, match="no route to host"):
        [progress async for progress in downloads.pull(ollama.url, MODEL)]


async def test_nobody_at_the_address_fails() -> None:
    with pytest.raises(DownloadFailed, match="no answer"):
        [progress async for progress in downloads.pull("http://127.0.0.1:1", MODEL)]


@pytest.mark.django_db
def test_only_one_may_download_at_a_time() -> None:
    assert downloads.begin(MODEL)
    assert not downloads.begin(MODEL)


@pytest.mark.django_db
def test_one_that_died_is_taken_over() -> None:
    downloads.begin(MODEL)
    ModelDownload.objects.update(updated_at=Now() - downloads.SILENCE - timedelta(seconds=1))
    assert downloads.current(MODEL) is None
    assert downloads.begin(MODEL)


@pytest.mark.django_db
def test_one_that_failed_is_tried_again_after_a_while() -> None:
    downloads.begin(MODEL)
    downloads.fail(MODEL, "no route")
    assert not downloads.begin(MODEL)
    ModelDownload.objects.update(updated_at=Now() - downloads.RETRY_AFTER - timedelta(seconds=1))
    assert downloads.begin(MODEL)


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
    monkeypatch.setattr("triage.keeper.PROGRESS_SECONDS", 0.01)
    ollama.control.missing = True
    ollama.control.pull_delay = 3600
    tending = asyncio.create_task(keeper().tend())
    before = await eventually_known()
    await eventually_known(after=before)
    tending.cancel()


async def eventually_known(after: datetime | None = None) -> datetime:
    """When the running download was last written down, later than `after`."""
    async with asyncio.timeout(10):
        while True:
            row = await in_database(downloads.current, MODEL)
            if row and (after is None or row.updated_at > after):
                return row.updated_at
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
    assert row.error == "no space left on device"
