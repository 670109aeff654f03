"""Whether this version can read a back-up: all that its tables went through must be known here."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.migrations.loader import MigrationLoader


class Command(BaseCommand):
    help = "Succeeds when this version knows all migrations named, such as tickets.0001_initial."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("migrations", nargs="*", metavar="APP.NAME")

    def handle(self, *args: Any, **options: Any) -> None:
        known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
        if unknown := [name for name in options["migrations"] if name not in known]:
            raise CommandError(
                "The back-up was made by a newer version of Hushdesk: this one does not know "
                f"{', '.join(unknown)}. Bring Hushdesk to that version first."
            )
