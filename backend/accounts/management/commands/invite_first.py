"""Where people log in and there is no administrator yet, print the link that makes one."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from accounts import invitations
from accounts.links import welcome


class Command(BaseCommand):
    help = "Print a link to make the first administrator. Nothing where there is one, or nobody logs in."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.ACCESS == "open":
            return
        if token := invitations.invite_first():
            self.stdout.write(
                "There is no administrator yet. Who opens this link within 24 hours becomes the first, "
                f"and then it works no longer:\n\n    {welcome(token)}\n"
            )
