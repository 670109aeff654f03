"""The built-in classifier learns from the team: from which tickets, when, and what came of it.

How it learns is in triage/builtin, which knows of no database.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from tickets.models import Ticket
from triage import builtin
from triage.builtin import LabelledTicket
from triage.builtin.features import spelling
from triage.builtin.text import plain
from triage.models import BuiltinTraining

# More change nothing but the time it takes, and would drown the shipped tickets of trades yet to come.
MOST_TICKETS = 2000
ENOUGH_NEWS = 50
PAUSE = timedelta(days=1)
KEPT_TRAININGS = 20
# Any number that nothing else in this database locks.
_LOCK = 7_214_366


def confirmed() -> QuerySet[Ticket]:
    """Tickets whose labels both were chosen by a person, who may have accepted what was suggested.

    Not those of the demo: nobody of this team has chosen theirs.
    """
    return Ticket.objects.filter(category_set_by_person=True, priority_set_by_person=True, demo=False)


@transaction.atomic  # else PostgreSQL would copy all of them for the cursor
def newest_confirmed() -> list[LabelledTicket]:
    """What to learn from. Of tickets that say the same only the newest: an alarm's echoes are one voice."""
    found: dict[str, LabelledTicket] = {}
    for ticket in confirmed().order_by("-created_at", "-id").iterator(chunk_size=500):
        said = spelling(plain(f"{ticket.title}\n{ticket.description}"))
        found.setdefault(said, _labelled(ticket))
        if len(found) == MOST_TICKETS:
            break
    return list(found.values())


def _labelled(ticket: Ticket) -> LabelledTicket:
    return LabelledTicket(
        id=str(ticket.pk),
        group=f"team {ticket.pk}",
        title=ticket.title,
        description=ticket.description,
        category=ticket.category,
        priority=ticket.priority,
        language="",
        by_team=True,
    )


def due() -> bool:
    """Whether enough was confirmed (or deleted) since the last training, which was not today."""
    trainings = BuiltinTraining.objects.filter(base=builtin.shipped_name())
    if trainings.filter(at__gt=Now() - PAUSE).exists():
        return False
    then = trainings.order_by("-id").values_list("confirmed", flat=True).first() or 0
    return abs(confirmed().count() - then) >= ENOUGH_NEWS


@contextmanager
def lock() -> Iterator[bool]:
    """Whether nobody else trains for this database; if so, nobody will until the end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        [taken] = cursor.fetchone()
        try:
            yield taken
        finally:
            if taken:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def live() -> QuerySet[BuiltinTraining]:
    """The training whose classifier answers; none where that is the shipped one."""
    return BuiltinTraining.objects.filter(base=builtin.shipped_name(), content__isnull=False)


@transaction.atomic
def keep(*, name: str, learnt_from: list[int], figures: dict[str, Any], content: bytes | None = None) -> bool:
    """Write down a training. With its content it goes live in the place of the one that is.

    False, and nothing is kept, when it learnt from a ticket that has been removed meanwhile.
    """
    _one_at_a_time()
    if Ticket.objects.filter(pk__in=learnt_from).count() != len(learnt_from):
        return False
    if content is not None:
        live().update(content=None)
    BuiltinTraining.objects.create(
        name=name,
        base=builtin.shipped_name(),
        confirmed=confirmed().count(),
        learnt_from=learnt_from,
        figures=figures,
        content=content,
    )
    _forget_old()
    return True


def unlearn(ids: Collection[int], **_: Any) -> None:
    """Forget trainings that learnt from these tickets, whose words they contain. A new one is due at once.

    Until then the shipped classifier answers.
    """
    _one_at_a_time()
    BuiltinTraining.objects.filter(learnt_from__overlap=list(ids)).delete()


@transaction.atomic
def forget() -> bool:
    """Have the shipped classifier answer, until enough new tickets are there. Whether another one did."""
    forgotten = BuiltinTraining.objects.exclude(content=None).update(content=None)
    keep(name=builtin.shipped_name(), learnt_from=[], figures={})
    return bool(forgotten)


def _one_at_a_time() -> None:
    """Until the end of the transaction: no training is kept while tickets that it learnt from are removed."""
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {BuiltinTraining._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


def _forget_old() -> None:
    """What is live stays, also for processes of another version that run while Hushdesk is being updated."""
    newest = BuiltinTraining.objects.order_by("-id").values("pk")[:KEPT_TRAININGS]
    BuiltinTraining.objects.filter(content=None).exclude(pk__in=newest).delete()
