"""The tickets are the queue: what is taken, what is handed back, and that nobody gets one twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now

from tickets.models import Ticket
from tickets.services import create_ticket
from tickets.tests.factory import BY_MODEL, make_ticket
from triage import queue
from triage.models import LabellingAttempt


def claim(model_ready: bool = True) -> int | None:
    taken = queue.claim(model_ready=model_ready, timeout=60)
    return taken.ticket_id if taken else None


def lease_ends() -> None:
    LabellingAttempt.objects.update(due_at=Now() - timedelta(seconds=1))


@pytest.mark.django_db
def test_takes_the_oldest_ticket_that_nobody_has_labelled() -> None:
    first, second = make_ticket(), make_ticket()
    assert [claim(), claim(), claim()] == [first.pk, second.pk, None]


@pytest.mark.django_db
def test_leaves_what_people_or_a_model_have_labelled() -> None:
    create_ticket(title="a", description="b", category="billing", priority="low")
    create_ticket(title="a", description="b", suggestion=BY_MODEL)
    assert claim() is None


@pytest.mark.django_db
def test_takes_a_ticket_with_one_label_that_nobody_chose() -> None:
    half = create_ticket(title="a", description="b", category="billing")
    assert claim() == half.pk


@pytest.mark.django_db
@pytest.mark.parametrize("model_ready", [True, False])
def test_what_the_built_in_classifier_labelled_waits_for_a_model_that_is_ready(model_ready: bool) -> None:
    ticket = make_ticket(suggestion_source="builtin", suggested_category="general", suggested_priority="low")
    assert claim(model_ready) == (ticket.pk if model_ready else None)


@pytest.mark.django_db
def test_a_ticket_in_hand_is_free_again_when_its_lease_ends() -> None:
    ticket = make_ticket()
    assert claim() == ticket.pk
    assert claim() is None
    lease_ends()
    assert claim() == ticket.pk


@pytest.mark.django_db
def test_a_ticket_that_is_handed_back_is_free_at_once() -> None:
    ticket = make_ticket()
    claim()
    queue.release(ticket.pk)
    assert claim() == ticket.pk


@pytest.mark.django_db
def test_after_a_failure_it_waits_twice_as_long_each_time_and_not_for_ever() -> None:
    ticket = make_ticket()
    pauses = []
    while claim() is not None:
        queue.postpone(ticket.pk)
        attempt = LabellingAttempt.objects.annotate(now=Now()).get()
        pauses.append((attempt.due_at - attempt.now).total_seconds())
        lease_ends()
    assert pauses == pytest.approx([10, 20, 40, 80, 160], abs=1)


@pytest.mark.django_db
@pytest.mark.parametrize("act", [queue.finish, queue.release, queue.postpone])
def test_a_ticket_that_is_gone_meanwhile_is_no_error(act: Callable[[int], None]) -> None:
    ticket = make_ticket()
    claim()
    number = ticket.pk
    Ticket.objects.all().delete()
    act(number)


@pytest.mark.django_db(transaction=True)
def test_many_workers_take_each_ticket_once() -> None:
    expected = {make_ticket().pk for _ in range(120)}

    def take_all(_: int) -> list[int]:
        taken = []
        try:
            while (number := claim()) is not None:
                taken.append(number)
        finally:
            connection.close()
        return taken

    with ThreadPoolExecutor(max_workers=8) as threads:
        taken = [number for share in threads.map(take_all, range(8)) for number in share]
    # A worker that meets only locked tickets stops early; what it left is still there to take.
    while (number := claim()) is not None:
        taken.append(number)
    assert len(taken) == len(set(taken))
    assert set(taken) == expected
