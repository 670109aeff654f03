"""Label what came in without labels and look after the model, until told to stop."""

import asyncio
import contextlib
import signal
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from prometheus_client import start_http_server

from triage.background.heartbeat import Heartbeat
from triage.background.worker import work
from triage.engine import make_engine
from triage.live_classifier import live_classifier


class Command(BaseCommand):
    help = "Label tickets in the background and look after the model, until SIGTERM or Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--heartbeat",
            type=Path,
            metavar="FILE",
            help="keep this file's time ahead of now as long as work gets done: "
            "it does while `find FILE -newermt now` finds it",
        )

        parser.add_argument(
            "--metrics", type=int, metavar="PORT", help="tell Prometheus on this port how it gets on"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        sign_of_life = heartbeat(options["heartbeat"])
        if options["metrics"]:
            serve_metrics(options["metrics"])
        live_classifier.follow()
        asyncio.run(work_until_told_to_stop(sign_of_life))


def heartbeat(file: Path | None) -> Callable[[], None]:
    if file is None:
        return lambda: None
    found = Heartbeat(file)
    try:
        found.beat()
    except OSError as error:
        raise CommandError(f"--heartbeat: {file}: {error.strerror}.") from None
    return found.beat


def serve_metrics(port: int) -> None:
    try:
        start_http_server(port)
    except OSError as error:
        raise CommandError(f"--metrics: port {port}: {error.strerror}.") from None


async def work_until_told_to_stop(sign_of_life: Callable[[], None]) -> None:
    task = asyncio.create_task(work(make_engine(), sign_of_life))
    for stop in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(stop, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await task
