"""Label what came in without labels and look after the model, until told to stop."""

import asyncio
import contextlib
import signal
from typing import Any

from django.core.management.base import BaseCommand

from triage import builtin
from triage.engine import make_engine
from triage.worker import work


class Command(BaseCommand):
    help = "Label tickets in the background and look after the model, until SIGTERM or Ctrl-C."

    def handle(self, *args: Any, **options: Any) -> None:
        builtin.load()
        asyncio.run(work_until_told_to_stop())


async def work_until_told_to_stop() -> None:
    task = asyncio.create_task(work(make_engine()))
    for stop in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(stop, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await task
