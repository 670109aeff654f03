"""The worker removes what is not to be kept any longer, and nothing of it stays anywhere."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Model
from django.db.models.functions import Now
from django.utils.timezone import now
from pytest_django import Settings

from tickets import retention
from tickets.bulk import changing
from tickets.comments import add_comment
from tickets.models import RetentionRun, Ticket
from tickets.services import edit_ticket
from tickets.submissions import create_once
from triage import learning
from triage.background import upkeep
from triage.background.upkeep import Upkeep
from triage.database import in_database
from triage.models import BuiltinTraining, LabellingAttempt

DAYS = 30
LONG_AGO = now() - timedelta(days=400)


def leave_traces() -> Ticket:
    """A closed ticket of long ago that everything leads to that can lead to a ticket."""
    ticket = create_once("key", title="Marker", description="The marker word.", created_at=LONG_AGO)
    add_comment(ticket.pk, body="The marker word.", key="another")
    changing.change_many(Ticket.objects.all(), {"status": "closed"})
    edit_ticket(ticket.pk, {"title": "Another marker", "category": "billing", "priority": "low"})
    ticket.history.update(at=LONG_AGO)
    LabellingAttempt.objects.create(ticket=ticket, due_at=Now())
    learning.keep(name="team", learnt_from=[ticket.pk], figures={}, content=b"marker")
    return ticket


def traces() -> list[type[Model]]:
    """What has rows of all that leads to tickets."""
    models: list[Any] = [relation.related_model for relation in Ticket._meta.related_objects]
    return [model for model in (*models, BuiltinTraining) if model.objects.exists()]


@pytest.mark.django_db
def test_nothing_leads_to_a_removed_ticket_any_more() -> None:
    leave_traces()
    assert len(traces()) == len(Ticket._meta.related_objects) + 1, "the test leaves out a new kind of trace"
    assert retention.remove_some(DAYS) == 1
    assert traces() == []


@pytest.mark.django_db
def test_what_was_learnt_from_others_stays() -> None:
    other = create_once("other", title="Other", description="Stays.")
    learning.keep(name="of others", learnt_from=[other.pk], figures={}, content=b"content")
    file_closed(1)
    assert retention.remove_some(DAYS) == 1
    assert learning.live().exists()


@pytest.mark.django_db
def test_a_training_is_not_kept_when_what_it_learnt_from_has_been_removed_meanwhile() -> None:
    gone = create_once("key", title="Marker", description="The marker word.")
    number = gone.pk
    gone.delete()
    assert not learning.keep(name="team", learnt_from=[number], figures={}, content=b"marker")
    assert not BuiltinTraining.objects.exists()


@pytest.mark.django_db(transaction=True)
async def test_the_worker_removes_a_few_at_a_time_until_none_is_left(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.RETENTION_DAYS = DAYS
    monkeypatch.setattr(retention, "MOST_AT_ONCE", 2)
    clock = [1000.0]
    monkeypatch.setattr(upkeep, "monotonic", lambda: clock[0])
    await in_database(file_closed, 5)
    keeper = Upkeep()
    assert not await keeper.tend()
    await in_database(RetentionRun.objects.update, at=Now() - timedelta(days=1))
    assert not await keeper.tend(), "the looks are minutes apart"
    clock[0] += upkeep.LOOK_SECONDS
    steps = [await keeper.tend() for _ in range(4)]
    assert steps == [True, True, True, False]
    assert not await in_database(Ticket.objects.exists)
    assert (await in_database(RetentionRun.objects.first)).removed == 5  # type: ignore[union-attr]


def file_closed(count: int) -> None:
    for number in range(count):
        ticket = create_once(f"key {number}", title="T", description="D", created_at=LONG_AGO)
        edit_ticket(ticket.pk, {"status": "closed"}, at=LONG_AGO)
