"""What RETENTION_DAYS removes."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tickets import retention
from tickets.models import RetentionRun


class Command(BaseCommand):
    help = (
        "Say how many closed tickets RETENTION_DAYS would remove at this moment, and what it has removed. "
        "Nothing is changed, except with --now."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, help="as if RETENTION_DAYS were this")
        parser.add_argument("--now", action="store_true", help="remove them, without waiting for the worker")

    def handle(self, *args: Any, days: int | None, now: bool, **options: Any) -> None:
        days = settings.RETENTION_DAYS if days is None else days
        if days < 1:
            raise CommandError(
                "RETENTION_DAYS is not set: tickets are kept for ever. --days 365 says what if."
            )
        count = retention.expired(days).count()
        self.stdout.write(f"{count} {are(count)} closed for {days} days or more.")
        if now:
            self.stdout.write(f"Removed {remove_all(days)}.")
        elif last := RetentionRun.objects.first():
            self.stdout.write(f"The last run, {last.at:%Y-%m-%d %H:%M} UTC, removed {last.removed}.")


def are(count: int) -> str:
    return "ticket has been" if count == 1 else "tickets have been"


def remove_all(days: int) -> int:
    total = 0
    while removed := retention.remove_some(days):
        total += removed
    return total
