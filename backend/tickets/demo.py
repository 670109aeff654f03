"""Believable tickets for an empty system, to look around in. Nobody's, and so nothing is learnt from them.

They are marked in the database: whatever becomes of one, it is known and can be removed.
"""

import json
import random
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from tickets import services
from tickets.models import Status, SuggestionSource, Ticket
from tickets.removal import remove

DEMO_TICKETS = Path(__file__).with_name("demo_tickets.jsonl")
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
# A model and a classifier that there are not.
ENGINES = {SuggestionSource.LLM: "demo model", SuggestionSource.BUILTIN: "demo classifier"}

Row = dict[str, str]


class NotEmpty(Exception):
    """There are tickets already, and demo tickets do not mix with real ones: nothing was changed."""


@transaction.atomic
def load_demo_tickets(follow: Callable[[list[Row]], Iterable[Row]] = iter) -> int:
    """File all demo tickets, or none, and answer how many there are.

    follow: passes the rows on one by one, and may show how far it has come. Raises NotEmpty.
    """
    _one_at_a_time()
    if Ticket.objects.exists():
        raise NotEmpty
    rows: list[Row] = [json.loads(line) for line in DEMO_TICKETS.read_text(encoding="utf-8").splitlines()]
    # The same tickets with the same fates each time: a demo should hold no surprises.
    chance = random.Random(60)  # noqa: S311
    moments = creation_moments(len(rows), timezone.now(), chance)
    for row, moment in zip(follow(rows), moments, strict=True):
        file_ticket(row, moment, chance)
    return len(rows)


def demo_tickets() -> QuerySet[Ticket]:
    """Those that are there."""
    return Ticket.objects.filter(demo=True)


@transaction.atomic
def remove_demo_tickets() -> int:
    """Remove them with all that became of them; how many there were. Real tickets stay."""
    _one_at_a_time()
    locked = [ticket.pk for ticket in services.lock_in_order(demo_tickets())]
    return remove(Ticket.objects.filter(pk__in=locked))


def _one_at_a_time() -> None:
    """Until the end of the transaction: who presses twice finds the tickets of the first time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('demo tickets', 0))")


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


def file_ticket(row: Row, moment: datetime, chance: random.Random) -> None:
    """Create one ticket at its moment and let it go as far as its age allows."""
    suggestion = make_suggestion(row, chance)
    ticket = services.create_ticket(
        title=row["title"],
        description=row["description"],
        **chosen_labels(row, suggestion, chance),
        suggestion=suggestion,
        requester=None,
        created_at=moment,
        demo=True,
    )
    for status in STEPS:
        moment += USUAL_WAIT * chance.expovariate(1)
        if moment > timezone.now() or chance.random() > CHANCE_OF_NEXT_STEP:
            return
        services.edit_ticket(ticket.pk, {"status": status}, at=moment)


def make_suggestion(row: Row, chance: random.Random) -> services.Suggestion:
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


def chosen_labels(row: Row, suggestion: services.Suggestion, chance: random.Random) -> dict[str, str]:
    """What a person chose: the labels of the row or, where the model was right, now and then none."""
    labels = {label: row[label] for label in services.LABELS}
    as_suggested = labels == {"category": suggestion.category, "priority": suggestion.priority}
    # Without a choice, the worker would have the model judge again what the classifier has judged.
    by_model = suggestion.source == SuggestionSource.LLM
    return {} if as_suggested and by_model and chance.random() < CHANCE_OF_NO_CHOICE else labels
