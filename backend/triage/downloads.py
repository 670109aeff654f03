"""Fetching a missing model, one download at a time, with progress that every process can see."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import httpx
from django.db.models import Q
from django.db.models.functions import Now
from ollama import AsyncClient, ResponseError

from triage.models import ModelDownload

# A worker writes every second while it downloads: one that has not for this long has died.
SILENCE = timedelta(seconds=30)
# Seconds that Ollama may say nothing, as when it verifies gigabytes on a slow disk.
READ_TIMEOUT = 600
RETRY_AFTER = timedelta(seconds=30)


@dataclass(frozen=True)
class Progress:
    """Bytes fetched so far of all layers known so far; None until the first is known."""

    completed: int
    total: int | None


class DownloadFailed(Exception):
    """Ollama's own words on why; they name a model and a registry, never a ticket."""


async def pull(url: str, model: str) -> AsyncIterator[Progress]:
    """Have the Ollama at `url` fetch a model. Raises DownloadFailed."""
    timeout = httpx.Timeout(READ_TIMEOUT, connect=5)
    client = AsyncClient(host=url, timeout=timeout, follow_redirects=False, trust_env=False)
    layers: dict[str, tuple[int, int]] = {}
    try:
        async for event in await client.pull(model, stream=True):
            if event.digest:
                layers[event.digest] = (event.completed or 0, event.total or 0)
            completed = sum(done for done, _ in layers.values())
            yield Progress(completed, sum(total for _, total in layers.values()) or None)
    except ResponseError as error:
        raise DownloadFailed(error.error) from None
    except (OSError, httpx.HTTPError, ValueError):
        raise DownloadFailed(f"no answer from {url}") from None
    finally:
        await client.close()  # type: ignore[no-untyped-call]


def begin(model: str) -> bool:
    """Whether this process may start: nobody else is at it, and the last failure is a while ago."""
    ModelDownload.objects.get_or_create(model=model, defaults={"updated_at": Now() - SILENCE})
    free = ModelDownload.objects.filter(model=model).filter(
        Q(error="", updated_at__lte=Now() - SILENCE) | ~Q(error="") & Q(updated_at__lte=Now() - RETRY_AFTER)
    )
    return bool(free.update(error="", updated_at=Now()))


def record(model: str, progress: Progress) -> None:
    ModelDownload.objects.filter(model=model).update(
        completed=progress.completed, total=progress.total, error="", updated_at=Now()
    )


def fail(model: str, error: str) -> None:
    ModelDownload.objects.filter(model=model).update(error=error, updated_at=Now())


def finish(model: str) -> None:
    ModelDownload.objects.filter(model=model).delete()


def current(model: str) -> ModelDownload | None:
    """The download that is running or has failed, or None."""
    fresh = Q(updated_at__gt=Now() - SILENCE, completed__gte=0)
    return ModelDownload.objects.filter(Q(model=model), fresh | ~Q(error="")).first()
