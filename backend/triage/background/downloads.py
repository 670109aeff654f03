"""Fetching a missing model, one process at a time, with progress that every process can see."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import Error
from django.db.models import Q
from django.db.models.functions import Now

from triage.background import pulling
from triage.background.download_failed import DownloadFailed, in_words
from triage.background.pulling import Progress
from triage.database import in_database
from triage.models import ModelDownload

logger = logging.getLogger(__name__)

# Whoever fetches writes every second: one that has not for this long has died.
LEASE = timedelta(seconds=30)
REPORT_SECONDS = 1.0
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)


async def fetch(
    model: str, *, at_once: bool = False, tell: Callable[[Progress], None] = lambda progress: None
) -> bool:
    """Fetch a model; False when another process does so, or the last failure is too short a while ago.

    at_once: although the last try failed just now.
    tell: is told how far it is, several times a second.
    Raises DownloadFailed.
    """
    if not await in_database(begin, model, at_once=at_once):
        return False
    logger.info("fetching the model %s", model)
    reporter = Reporter(model)
    reporting = asyncio.create_task(reporter.run())
    try:
        async for progress in pulling.pull(settings.OLLAMA_PULL_URL, model, settings.OLLAMA_MODELS):
            reporter.latest = progress
            tell(progress)
    except DownloadFailed as error:
        await stopped(reporting)
        await in_database(fail, model, error)
        raise
    except asyncio.CancelledError:
        await stopped(reporting)
        await in_database(release, model)
        raise
    await stopped(reporting)
    await in_database(finish, model)
    return True


class Reporter:
    """Writes down how far a download is, also while Ollama says nothing, as when it verifies what it has."""

    def __init__(self, model: str) -> None:
        self.model = model
        self.latest = Progress()

    async def run(self) -> None:
        while True:
            # The download goes on while the database is away.
            with contextlib.suppress(Error):
                await in_database(record, self.model, self.latest)
            await asyncio.sleep(REPORT_SECONDS)


async def stopped(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def begin(model: str, *, at_once: bool = False) -> bool:
    """Whether this process may start: nobody else is at it, and the last failure is a while ago."""
    ModelDownload.objects.get_or_create(model=model)
    # Later than any pause lasts: it was written before the clock was set back.
    due = Q(due_at__lte=Now()) | Q(due_at__gt=Now() + LONGEST_PAUSE)
    free = ModelDownload.objects.filter(due | ~Q(error="") if at_once else due, model=model)
    return bool(free.update(error="", due_at=Now() + LEASE))


def record(model: str, progress: Progress) -> None:
    """Write down how far it is. A new try keeps showing what the last one came to until it knows more."""
    rows = ModelDownload.objects.filter(model=model)
    rows.update(due_at=Now() + LEASE)
    if progress.completed:
        # It gets on: however often it was interrupted, the next pause is a short one.
        rows.filter(completed__lt=progress.completed).update(failures=0)
        rows.update(completed=progress.completed, total=progress.total)


def fail(model: str, error: DownloadFailed) -> None:
    """Keep why, and leave the registry alone for a while, twice as long each time."""
    for row in ModelDownload.objects.filter(model=model):
        row.error, row.problem = str(error), error.problem
        row.due_at = Now() + min(FIRST_PAUSE * 2 ** min(row.failures, 10), LONGEST_PAUSE)
        row.failures += 1
        row.save(update_fields=["error", "problem", "due_at", "failures"])


def release(model: str) -> None:
    """Let another process go on with it."""
    ModelDownload.objects.filter(model=model).update(due_at=Now())


def finish(model: str) -> None:
    ModelDownload.objects.filter(model=model).delete()


def current(model: str) -> ModelDownload | None:
    """The download that is running or has failed, or None."""
    running = Q(due_at__gt=Now())
    return ModelDownload.objects.filter(running | ~Q(error=""), model=model).first()


def why(download: ModelDownload) -> str:
    """Why its last try failed, in the language of whoever reads it; empty as long as it has not."""
    # What an earlier version wrote down has no code.
    return in_words(**download.problem) if download.error and download.problem else download.error
