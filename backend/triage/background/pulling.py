"""Having Ollama fetch a model, and saying in plain words why it could not.

Ollama keeps what it has fetched of a model and goes on from there when it is asked again. It stops when
nobody listens any more.
"""

import re
import shutil
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

import httpx
from ollama import AsyncClient, ResponseError

from triage.background.download_failed import DownloadFailed, Reason

# Seconds that Ollama may say nothing, as when it verifies gigabytes on a slow disk.
READ_TIMEOUT = 600
# What the host itself is left with: a full disk stops more than a download.
SPARE_BYTES = 200_000_000

NO_ANSWER = (OSError, httpx.HTTPError, ValueError)
NO_ROUTE = re.compile(
    r"lookup |no such host|no route to host|network is unreachable|connection refused|i/o timeout"
    r"|name resolution|TLS handshake timeout|context deadline exceeded"
)
NO_ROOM = re.compile(r"no space left on device|not enough space|disk quota exceeded")
NO_SUCH_MODEL = re.compile(r"file does not exist|not found|invalid model name")


@dataclass(frozen=True)
class Progress:
    """Bytes there so far of all layers known so far; `total` is None until the first is known."""

    completed: int = 0
    total: int | None = None


async def pull(url: str, model: str, folder: Path | None = None) -> AsyncGenerator[Progress, None]:
    """Have the Ollama at `url` fetch a model; ends when it is there. Raises DownloadFailed.

    folder: where that Ollama keeps its models, if it can be seen from here: then a model that does not fit
    is given up before it fills the disk.
    """
    progress = Progress()
    try:
        async with aclosing(_events(url, model)) as events:
            async for event in events:
                if event.total != progress.total:
                    _check_room(model, event, folder)
                progress = event
                yield progress
    except ResponseError as error:
        raise failure(error.error, model, progress.total) from None
    except NO_ANSWER:
        raise DownloadFailed(Reason.NO_ANSWER, url=url) from None


async def _events(url: str, model: str) -> AsyncGenerator[Progress, None]:
    timeout = httpx.Timeout(READ_TIMEOUT, connect=5)
    client = AsyncClient(host=url, timeout=timeout, follow_redirects=False, trust_env=False)
    layers: dict[str, Progress] = {}
    try:
        async for event in await client.pull(model, stream=True):
            if event.digest:
                # A part that is fetched again takes what it had off the count: no reason to walk backwards.
                before = layers.get(event.digest, Progress())
                completed = max(before.completed, event.completed or 0)
                layers[event.digest] = Progress(completed, event.total or before.total or 0)
            yield Progress(
                sum(layer.completed for layer in layers.values()),
                sum(layer.total or 0 for layer in layers.values()) or None,
            )
    finally:
        await client.close()  # type: ignore[no-untyped-call]


async def is_installed(url: str, model: str) -> bool:
    """Whether the Ollama at `url` has the model. Raises DownloadFailed when it does not answer."""
    client = AsyncClient(host=url, timeout=5, follow_redirects=False, trust_env=False)
    tag = model if ":" in model else f"{model}:latest"
    try:
        return tag in {entry.model for entry in (await client.list()).models}
    except (ResponseError, *NO_ANSWER):
        raise DownloadFailed(Reason.NO_ANSWER, url=url) from None
    finally:
        await client.close()  # type: ignore[no-untyped-call]


def _check_room(model: str, progress: Progress, folder: Path | None) -> None:
    free = free_bytes(folder)
    missing = (progress.total or 0) - progress.completed
    if free is not None and missing + SPARE_BYTES > free:
        raise DownloadFailed(Reason.TOO_LARGE, model=model, missing=missing, free=free, spared=SPARE_BYTES)


def free_bytes(folder: Path | None) -> int | None:
    """What is free where models are kept; None where that cannot be seen from here."""
    try:
        return shutil.disk_usage(folder).free if folder else None
    except OSError:
        return None


def failure(words: str, model: str, total: int | None) -> DownloadFailed:
    """What Ollama's words on a failed download come to, for somebody who does not run registries."""
    if NO_ROOM.search(words):
        return DownloadFailed(Reason.DISK_FULL, model=model, needs=total)
    if NO_ROUTE.search(words):
        return DownloadFailed(Reason.NO_ROUTE)
    if NO_SUCH_MODEL.search(words):
        return DownloadFailed(Reason.NO_SUCH_MODEL, model=model)
    return DownloadFailed(Reason.OTHER, model=model, words=words)
