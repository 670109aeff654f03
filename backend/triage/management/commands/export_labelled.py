"""Write down the tickets that the team has confirmed, to fine-tune or judge a model elsewhere."""

import json
import os
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.timezone import is_naive, make_aware
from tqdm import tqdm

from triage import learning

FIELDS = ("title", "description", "category", "priority")


class Command(BaseCommand):
    help = (
        "Write the tickets whose labels both were chosen by a person as JSON lines, for fine-tuning "
        "elsewhere or for evaluate_triage. They hold ticket text: guard them as you guard the database."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--output", metavar="FILE", default="-", help="default: standard output")
        parser.add_argument("--force", action="store_true", help="overwrite the file")
        parser.add_argument(
            "--since",
            type=moment,
            metavar="DATE",
            help="only tickets that were changed since, e.g. 2026-01-31",
        )

    @transaction.atomic  # else PostgreSQL would copy all of them for the cursor
    def handle(self, *args: Any, **options: Any) -> None:
        tickets = learning.confirmed().order_by("created_at", "id").values(*FIELDS)
        if options["since"]:
            tickets = tickets.filter(updated_at__gte=options["since"])
        count = tickets.count()
        with self.destination(options["output"], force=options["force"]) as write:
            for ticket in tqdm(tickets.iterator(chunk_size=500), total=count, unit="ticket", disable=None):
                write(json.dumps(ticket, ensure_ascii=False) + "\n")
        self.stderr.write(f"{count} tickets, with their text: guard them as you guard the database.")

    @contextmanager
    def destination(self, output: str, *, force: bool) -> Iterator[Callable[[str], object]]:
        if output == "-":
            yield self.stdout.write
            return
        if Path(output).exists() and not force:
            raise CommandError(f"{output} is there already. --force overwrites it.")
        try:
            with private_file(Path(output)) as write:
                yield write
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}.") from None


def moment(text: str) -> datetime:
    """A day begins where TIME_ZONE says. argparse tells of the ValueError."""
    found = datetime.fromisoformat(text)
    return make_aware(found) if is_naive(found) else found


@contextmanager
def private_file(path: Path) -> Iterator[Callable[[str], object]]:
    """Readable by its owner alone, and there whole or not at all."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            yield file.write
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
