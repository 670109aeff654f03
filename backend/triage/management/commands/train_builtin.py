"""Have the built-in classifier learn from the tickets that the team has confirmed."""

from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from triage import builtin, learning
from triage.builtin import LabelledTicket
from triage.builtin.comparison import STEPS, Comparison, compare
from triage.builtin.training import train
from triage.figures import share


class Command(BaseCommand):
    help = (
        "Train the built-in classifier from the shipped tickets and the newest ones whose labels both were "
        "chosen by a person. It goes live only if it is at least as good as the one in use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--dry-run", action="store_true", help="say how good it would be, change nothing")
        what.add_argument(
            "--if-due",
            action="store_true",
            help=f"only with {learning.ENOUGH_NEWS} newly confirmed tickets, at most once a day",
        )
        what.add_argument("--forget", action="store_true", help="go back to the shipped classifier")

    def handle(self, *args: Any, **options: Any) -> None:
        with learning.lock() as alone:
            if options["if_due"] and not (alone and learning.due()):
                return
            if not alone:
                raise CommandError("Somebody else is training it at this moment. Nothing was changed.")
            if options["forget"]:
                self._forget()
            elif tickets := learning.newest_confirmed():
                self._learn(tickets, dry_run=options["dry_run"])
            else:
                self.stdout.write("Nobody has confirmed a ticket: there is nothing to learn from.")
                if not options["dry_run"]:
                    self._forget()

    def _forget(self) -> None:
        changed = learning.forget()
        self.stdout.write(f"The shipped classifier answers{' again' if changed else ''}.")

    def _learn(self, team: list[LabelledTicket], *, dry_run: bool) -> None:
        tickets = [*builtin.read_labelled_tickets(), *team]
        in_use = learning.live().first()
        known = {str(pk) for pk in in_use.learnt_from} if in_use else set()
        with tqdm(total=STEPS + 1, desc="Training", unit="step", disable=None) as bar:
            found = compare(tickets, known, bar.update)
            trained = train(tickets, builtin.team_name(team))
            bar.update()
        self.stdout.write(report(found, shipped=len(tickets) - len(team), team=len(team)))
        if dry_run:
            self.stdout.write("Nothing was changed.")
            return
        kept = learning.keep(
            name=trained.name,
            learnt_from=[int(ticket.id) for ticket in team],
            figures=asdict(found),
            content=builtin.to_bytes(trained) if found.at_least_as_good else None,
        )
        if not kept:
            raise CommandError("Tickets that it learnt from were removed meanwhile. Nothing was changed.")
        self.stdout.write(verdict(found, trained.name, in_use.name if in_use else builtin.shipped_name()))


def report(found: Comparison, *, shipped: int, team: int) -> str:
    rows = [
        ("category, all tickets", found.of_all.before.category, found.of_all.after.category),
        ("priority, all tickets", found.of_all.before.priority, found.of_all.after.priority),
        ("category, the team's own", found.of_team.before.category, found.of_team.after.category),
        ("priority, the team's own", found.of_team.before.priority, found.of_team.after.priority),
    ]
    lines = [
        f"Learnt from {shipped} shipped tickets and {team} of the team's own.",
        "",
        f"{'Macro-F1 in cross-validation':<28}  in use    new",
        *(f"{name:<28}  {share(old.macro_f1)}  {share(new.macro_f1)}" for name, old, new in rows),
        "",
    ]
    return "\n".join(lines)


def verdict(found: Comparison, new: str, in_use: str) -> str:
    if found.at_least_as_good:
        return (
            f"{new} is live: it is at least as good as {in_use}, on all tickets and on the team's own. "
            "Every process takes it up within a minute."
        )
    where = "on the team's own tickets" if found.of_all.at_least_as_good else "on all tickets together"
    return f"{in_use} stays: {where}, {new} is not as good."
