"""Fill an empty system with believable tickets, to look around in."""

import json
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from tickets import services
from tickets.models import Status, SuggestionSource, Ticket

DEMO_TICKETS = Path(__file__).resolve().parents[2] / "demo_tickets.jsonl"
SPREAD = timedelta(days=60)
NEWEST = 6
HOURS_OF_THE_NEWEST = timedelta(hours=9)
# Of tickets this old, so many were taken up, resolved and closed: the work of two months, not of one day.
STEPS = (Status.IN_PROGRESS, Status.RESOLVED, Status.CLOSED)
CHANCE_OF_NEXT_STEP = 0.85
USUAL_WAIT = timedelta(hours=30)

# How often the built-in classifier had to stand in for the model, a suggestion was marked unsure, and nobody
# looked at the labels. Wrong suggestions are more often the classifier's, and more often unsure.
CHANCE_OF_BUILTIN = {True: 0.12, False: 0.4}
CHANCE_OF_UNSURE = {True: 0.06, False: 0.55}
CHANCE_OF_NO_CHOICE = 0.12
USUAL_LATENCY_MS = {SuggestionSource.LLM: 1_400, SuggestionSource.BUILTIN: 4}
ENGINES = {SuggestionSource.LLM: "demo model", SuggestionSource.BUILTIN: "demo classifier"}


class Command(BaseCommand):
    help = "Fill an empty system with 200 tickets of the last 60 days. Refuses when there are tickets."

    def handle(self, *args: Any, **options: Any) -> None:
        if Ticket.objects.exists():
            raise CommandError(
                "There are tickets already, and demo tickets do not mix with real ones. Nothing was changed."
            )
        rows = [json.loads(line) for line in DEMO_TICKETS.read_text(encoding="utf-8").splitlines()]
        # The same tickets with the same fates each time: a demo should hold no surprises.
        chance = random.Random(60)  # noqa: S311
        moments = creation_moments(len(rows), timezone.now(), chance)
        bar = tqdm(zip(rows, moments, strict=True), total=len(rows), desc="Demo tickets", unit="ticket")
        for row, moment in bar:
            file_ticket(row, moment, chance)
        self.stdout.write(f"{len(rows)} demo tickets are there.")


def creation_moments(count: int, now: datetime, chance: random.Random) -> Iterator[datetime]:
    """Moments of the last 60 days, oldest first, more of them on working days and by day.

    A few are of the last hours whatever the day, so that a demo begins with something new.
    """
    moments = [now - HOURS_OF_THE_NEWEST * chance.random() for _ in range(NEWEST)]
    while len(moments) < count:
        moment = now - SPREAD * chance.random()
        likelihood = (0.25 if moment.weekday() >= 5 else 1) * (1 if 7 <= moment.hour < 19 else 0.15)
        if chance.random() < likelihood:
            moments.append(moment)
    return iter(sorted(moments))


def file_ticket(row: dict[str, str], moment: datetime, chance: random.Random) -> None:
    """Create one ticket at its moment and let it go as far as its age allows."""
    suggestion = make_suggestion(row, chance)
    ticket = services.create_ticket(
        title=row["title"],
        description=row["description"],
        **chosen_labels(row, suggestion, chance),
        suggestion=suggestion,
        created_at=moment,
    )
    for status in STEPS:
        moment += USUAL_WAIT * chance.expovariate(1)
        if moment > timezone.now() or chance.random() > CHANCE_OF_NEXT_STEP:
            return
        services.edit_ticket(ticket.pk, {"status": status}, at=moment)


def make_suggestion(row: dict[str, str], chance: random.Random) -> services.Suggestion:
    """What an engine suggested for this ticket: the final labels, but for those that its row tells apart."""
    right = {label: f"suggested_{label}" not in row for label in services.LABELS}
    stood_in = chance.random() < CHANCE_OF_BUILTIN[all(right.values())]
    source = SuggestionSource.BUILTIN if stood_in else SuggestionSource.LLM
    return services.Suggestion(
        category=row.get("suggested_category", row["category"]),
        priority=row.get("suggested_priority", row["priority"]),
        source=source,
        model=ENGINES[source],
        category_unsure=chance.random() < CHANCE_OF_UNSURE[right["category"]],
        priority_unsure=chance.random() < CHANCE_OF_UNSURE[right["priority"]],
        latency_ms=round(USUAL_LATENCY_MS[source] * chance.lognormvariate(0, 0.5)),
    )


def chosen_labels(
    row: dict[str, str], suggestion: services.Suggestion, chance: random.Random
) -> dict[str, str]:
    """What a person chose: the labels of the row or, where the model was right, now and then none."""
    labels = {label: row[label] for label in services.LABELS}
    as_suggested = labels == {"category": suggestion.category, "priority": suggestion.priority}
    # Without a choice, the worker would have the model judge again what the classifier has judged.
    by_model = suggestion.source == SuggestionSource.LLM
    return {} if as_suggested and by_model and chance.random() < CHANCE_OF_NO_CHOICE else labels
