"""Make a link that lets somebody in."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts import invitations
from accounts.links import welcome
from accounts.management.people import person
from accounts.models import NAME_LENGTH, Role


class Command(BaseCommand):
    help = "Print a link with which one person can make an account, or choose a new password. It works once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--role", choices=Role.values, default=Role.REQUESTER)
        parser.add_argument(
            "--password-of", default="", metavar="USERNAME", help="who is to choose a new password"
        )
        parser.add_argument("--name", default="", help="who is meant, as the list of invitations shows it")

    def handle(self, *args: Any, role: str, name: str, password_of: str, **options: Any) -> None:
        if settings.ACCESS == "open":
            raise CommandError("ACCESS is open, so nobody logs in. Set ACCESS=login first.")
        if len(name) > NAME_LENGTH:
            raise CommandError(f"--name can have {NAME_LENGTH} characters.")
        if password_of:
            _, token = invitations.reset(person(password_of))
        else:
            _, token = invitations.invite(Role(role), name)
        self.stdout.write(welcome(token))
