"""Who there is, and what they may do."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import people
from accounts.management.people import person
from accounts.models import Role, User
from accounts.people import LastAdministrator, change_person


class Command(BaseCommand):
    help = "List the people who can log in, or change what one of them may do."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", nargs="?", help="who is to be changed")
        parser.add_argument("--role", choices=Role.values)
        switch = parser.add_mutually_exclusive_group()
        switch.add_argument("--off", dest="is_active", action="store_false", default=None)
        switch.add_argument("--on", dest="is_active", action="store_true", default=None)
        parser.add_argument(
            "--reset-second-factor",
            action="store_true",
            help="the password alone lets them in then; they are logged out",
        )

    def handle(self, *args: Any, username: str | None, **wanted: Any) -> None:
        changes = wanted["role"] or wanted["is_active"] is not None or wanted["reset_second_factor"]
        if username and changes:
            self.change(person(username), **wanted)
        elif username or changes:
            raise CommandError(
                "Give a user name, and what is to be changed: --role, --off, --on or --reset-second-factor."
            )
        else:
            for user in User.objects.all():
                self.tell(user)

    def change(
        self,
        user: User,
        *,
        role: str | None,
        is_active: bool | None,
        reset_second_factor: bool,
        **options: Any,
    ) -> None:
        try:
            changed = change_person(user, role=role, is_active=is_active)
        except LastAdministrator:
            raise CommandError("There would be no administrator left. Nothing was changed.") from None
        if reset_second_factor:
            people.reset_second_factor(changed)
        self.tell(changed)

    def tell(self, user: User) -> None:
        state = "" if user.is_active else "  (off)"
        self.stdout.write(f"{user.username}  {user.role}  {user.name}{state}")
