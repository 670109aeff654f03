"""Fetch a model into Ollama, as the worker does by itself, and show it."""

import asyncio
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from triage.background import downloads, pulling
from triage.background.download_failed import DownloadFailed
from triage.background.pulling import Progress
from triage.database import in_database


class Command(BaseCommand):
    help = (
        "Fetch a model into Ollama. It goes on where an earlier try ended, and follows one that is running; "
        "the interface shows it too."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("model", nargs="?", help=f"its name (default: LLM_MODEL, {settings.LLM_MODEL})")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.LLM_PROVIDER != "ollama":
            raise CommandError(
                f"LLM_PROVIDER is {settings.LLM_PROVIDER}: models are only fetched for ollama."
            )
        model = options["model"] or settings.LLM_MODEL
        try:
            asyncio.run(bring(model))
        except DownloadFailed as error:
            raise CommandError(str(error)) from None
        except KeyboardInterrupt:
            raise CommandError("Stopped. What has been fetched is kept: the same command goes on.") from None
        self.stdout.write(f"{model} is there.")


async def bring(model: str) -> None:
    """Return when the model is there, whoever fetches it. Raises DownloadFailed."""
    if await pulling.is_installed(settings.OLLAMA_PULL_URL, model):
        return
    with tqdm(desc=model, unit="B", unit_scale=True) as bar:
        tell = partial(show, bar)
        while not await downloads.fetch(model, at_once=True, tell=tell):
            await follow(model, tell)
            if await pulling.is_installed(settings.OLLAMA_PULL_URL, model):
                return


async def follow(model: str, tell: Callable[[Progress], None]) -> None:
    """Tell how far another process is with it, until that one ends in any way."""
    while (download := await in_database(downloads.current, model)) and not download.error:
        tell(Progress(download.completed, download.total))
        await asyncio.sleep(downloads.REPORT_SECONDS)


def show(bar: "tqdm[Any]", progress: Progress) -> None:
    bar.total = progress.total
    bar.update(progress.completed - bar.n)
