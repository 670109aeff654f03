"""Queue tickets again for the worker."""

import re
import sys
import time
from argparse import ArgumentParser, ArgumentTypeError
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet
from django.db.models.functions import Now
from tqdm import tqdm

from tickets.models import Category, Priority, Status, Ticket
from triage.background import retriage

LOOK_SECONDS = 1.0
# A worker with nothing else to do takes a ticket within seconds, unless its model is away.
PATIENCE_SECONDS = 60
NOBODY = "No worker has taken a ticket for a minute. Is one running, and is its model ready? Its log says so."
UNITS = {"h": "hours", "d": "days", "w": "weeks"}


class Command(BaseCommand):
    help = (
        "Have the worker judge tickets again, as after a change of model, or those that it gave up. "
        "They come after newly filed ones. Labels that people chose stay, "
        "and the others stay until there is a new answer."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        chosen = parser.add_argument_group("which tickets", "All that are given must be true of a ticket.")
        for option, choices in (("status", Status), ("category", Category), ("priority", Priority)):
            chosen.add_argument(
                f"--{option}", action="append", choices=choices.values, help="may be given more than once"
            )
        chosen.add_argument("--older-than", type=age, metavar="AGE", help="filed longer ago: 12h, 30d, 8w")
        chosen.add_argument("--newer-than", type=age, metavar="AGE", help="filed since")
        chosen.add_argument(
            "--not-by", metavar="MODEL", help="not judged by this model, as after changing to it"
        )
        chosen.add_argument("--given-up", action="store_true", help="the worker failed at it too often")
        chosen.add_argument("--all", action="store_true", help="every ticket")
        parser.add_argument(
            "--wait", action="store_true", help="show a bar until they are judged or given up"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        queued = retriage.queue_again(chosen_tickets(options))
        self.stdout.write(f"{queued} {'ticket is' if queued == 1 else 'tickets are'} queued again.")
        if options["wait"]:
            try:
                wait_until_judged()
            except KeyboardInterrupt:
                raise CommandError("Stopped waiting. The worker goes on with them.") from None
            if given_up := retriage.given_up_in_bulk():
                raise CommandError(
                    f"{given_up} of them failed too often and were given up; the worker's log says why."
                )


def age(text: str) -> timedelta:
    """The length of time that `12h`, `30d` or `8w` mean."""
    match = re.fullmatch(r"(\d{1,5})([hdw])", text)
    if not match:
        raise ArgumentTypeError(f"{text!r} is not an age such as 12h, 30d or 8w")
    return timedelta(**{UNITS[match[2]]: int(match[1])})


def chosen_tickets(options: dict[str, Any]) -> QuerySet[Ticket]:
    """Raises CommandError when nothing says which."""
    older, newer = options["older_than"], options["newer_than"]
    conditions = {
        "status__in": options["status"],
        "category__in": options["category"],
        "priority__in": options["priority"],
        "created_at__lt": older and Now() - older,
        "created_at__gte": newer and Now() - newer,
        "labelling__given_up_at__isnull": False if options["given_up"] else None,
    }
    given = {condition: value for condition, value in conditions.items() if value is not None}
    tickets = Ticket.objects.filter(**given)
    if options["not_by"]:
        tickets = tickets.exclude(suggestion_model=options["not_by"])
    elif not given and not options["all"]:
        raise CommandError("Say which tickets, such as --status open or --given-up, or --all for every one.")
    return tickets


def wait_until_judged() -> None:
    """Show a bar until nothing that was queued in bulk is left, whoever queued it and however many judge."""
    total = retriage.left_in_bulk()
    with tqdm(total=total, unit="ticket", disable=not total) as bar:
        patience_ends = time.monotonic() + PATIENCE_SECONDS
        while left := retriage.left_in_bulk():
            bar.total = total = max(total, left)
            bar.update(total - left - bar.n)
            if retriage.is_under_way():
                patience_ends = time.monotonic() + PATIENCE_SECONDS
            elif time.monotonic() > patience_ends:
                bar.write(NOBODY, file=sys.stderr)
                patience_ends = float("inf")
            time.sleep(LOOK_SECONDS)
        bar.update(total - bar.n)
