"""Tell what is stored of a person, and erase it."""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.people import LastAdministrator
from tickets.erasure import erasing
from tickets.erasure.erasing import Namesakes, NoSuchPerson, Person


class Command(BaseCommand):
    help = (
        "Say what is stored of a person; with --export write it down, and with --erase forget it: account, "
        "sessions, invitations, the tickets that they filed, and their name in history and comments."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "person", help="a user name or, for somebody without one, their name as history has it"
        )
        parser.add_argument(
            "--export", metavar="FILE", help="write everything into a new file, as JSON; - for the output"
        )
        parser.add_argument("--erase", action="store_true", help="forget the person, for good")
        parser.add_argument("--keep-tickets", action="store_true", help="but not the tickets they filed")
        parser.add_argument(
            "--with-namesakes",
            action="store_true",
            help="although others have the same name, who lose it in history as well",
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        person = self._find(options["person"], namesakes=options["with_namesakes"])
        self._tell(summary(person))
        if options["export"]:
            self._export(person, options["export"])
        if options["erase"]:
            try:
                erasing.erase(person, keep_tickets=options["keep_tickets"])
            except LastAdministrator:
                raise CommandError("There would be no administrator left. Nothing was changed.") from None
            self._tell("Forgotten. Back-ups still have it, for as long as they are kept.")
        else:
            self._tell("Nothing was changed: --erase does that.")

    def _find(self, word: str, *, namesakes: bool) -> Person:
        try:
            return erasing.find(word, namesakes=namesakes)
        except NoSuchPerson:
            raise CommandError("Nobody has this user name or name. Nothing was changed.") from None
        except Namesakes as error:
            raise CommandError(
                f"Several people have this name: {', '.join(error.usernames)}. History knows only names. "
                "Give a user name, and --with-namesakes if the others may lose their name there as well."
            ) from None

    def _tell(self, sentence: str) -> None:
        """Beside the output, which may be the export."""
        self.stderr.write(sentence, self.style.NOTICE)

    def _export(self, person: Person, file: str) -> None:
        text = erasing.as_text(erasing.export(person))
        try:
            if file == "-":
                self.stdout.write(text)
                self.stdout.flush()
            else:
                write_new(file, text)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}. Nothing was changed.") from None


def summary(person: Person) -> str:
    account = f" ({person.account.username}, {person.account.role})" if person.account else ""
    traces = person.traces
    sentence = (
        f"{person.name}{account}: tickets filed: {traces.tickets}, "
        f"comments: {traces.comments}, changes: {traces.changes}."
    )
    if mentions := person.mentions.count():
        sentence += (
            "\nThe name stands in the text of other tickets as well, which is left as it is: see who is "
            f"meant in these {mentions}, by a search for it."
        )
    return sentence


def write_new(file: str, text: str) -> None:
    """Readable by its owner alone, and on the disk before anything is erased."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
