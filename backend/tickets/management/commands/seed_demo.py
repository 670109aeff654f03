"""Fill an empty system with believable tickets, to look around in, or remove these."""

from argparse import ArgumentParser
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from tickets.demo import NotEmpty, load_demo_tickets, remove_demo_tickets


class Command(BaseCommand):
    help = "Fill an empty system with 200 tickets of the last 60 days. Refuses when there are tickets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--remove", action="store_true", help="remove them and what was noted on them; all others stay"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove"]:
            self.stdout.write(f"{remove_demo_tickets()} demo tickets were removed. All others stay.")
            return
        try:
            count = load_demo_tickets(partial(tqdm, desc="Demo tickets", unit="ticket"))
        except NotEmpty:
            raise CommandError(
                "There are tickets already, and demo tickets do not mix with real ones. Nothing was changed."
            ) from None
        self.stdout.write(f"{count} demo tickets are there.")
