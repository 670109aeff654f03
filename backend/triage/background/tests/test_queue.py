"""The tickets are the queue: what is taken, what is handed back, and that nobody gets one twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models.functions import Now

from tickets.models import Ticket
from tickets.services import Suggestion, create_ticket, edit_ticket
from tickets.tests.factory import BY_MODEL, make_ticket
from triage.background import queue
from triage.background.queue import Claim, Judge
from triage.models import LabellingAttempt

MINUTE = timedelta(minutes=1)
STAND_IN = Suggestion(category="account", priority="low", source="builtin", model="some classifier")
JUDGED_BY: dict[str, dict[str, Any]] = {
    source: {"suggestion_source": source, "suggested_category": "general", "suggested_priority": "low"}
    for source in ("builtin", "llm")
}


def claim(judge: Judge = Judge.MODEL) -> int | None:
    taken = queue.claim(judge, MINUTE)
    return taken.ticket_id if taken else None


def claimed(judge: Judge = Judge.MODEL) -> Claim:
    taken = queue.claim(judge, MINUTE)
    assert taken
    return taken


def pause_or_lease_ends() -> None:
    LabellingAttempt.objects.update(due_at=Now() - timedelta(seconds=1))


def queue_in_bulk(ticket: Ticket) -> None:
    LabellingAttempt.objects.create(ticket=ticket, due_at=Now(), bulk=True)


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
@pytest.mark.parametrize("judge", Judge)
def test_what_the_built_in_classifier_labelled_waits_for_the_model(judge: Judge) -> None:
    ticket = make_ticket(**JUDGED_BY["builtin"])
    assert claim(judge) == (ticket.pk if judge is Judge.MODEL else None)


@pytest.mark.django_db
def test_what_has_no_labels_comes_before_what_the_built_in_classifier_labelled() -> None:
    judged, new = make_ticket(**JUDGED_BY["builtin"]), make_ticket()
    assert [claim(), claim()] == [new.pk, judged.pk]


@pytest.mark.django_db
def test_what_somebody_filed_comes_before_what_was_queued_in_bulk() -> None:
    one_of_many, another, filed = make_ticket(), make_ticket(**JUDGED_BY["llm"]), make_ticket()
    queue_in_bulk(one_of_many)
    queue_in_bulk(another)
    assert [claim(), claim(), claim(), claim()] == [filed.pk, one_of_many.pk, another.pk, None]


@pytest.mark.django_db
@pytest.mark.parametrize("judge", Judge)
@pytest.mark.parametrize("source", ["builtin", "llm"])
def test_what_was_judged_is_judged_again_by_no_stand_in(judge: Judge, source: str) -> None:
    ticket = make_ticket(**JUDGED_BY[source])
    queue_in_bulk(ticket)
    assert claim(judge) == (None if judge is Judge.STAND_IN else ticket.pk)


@pytest.mark.django_db
def test_what_people_chose_is_not_judged_again() -> None:
    ticket = create_ticket(title="a", description="b", category="billing", priority="low")
    queue_in_bulk(ticket)
    assert claim() is None


@pytest.mark.django_db
def test_a_ticket_in_hand_is_free_again_when_its_lease_ends() -> None:
    ticket = make_ticket()
    assert claim() == ticket.pk
    assert claim() is None
    pause_or_lease_ends()
    assert claim() == ticket.pk


@pytest.mark.django_db
def test_a_ticket_that_is_handed_back_is_free_at_once() -> None:
    ticket = make_ticket()
    queue.release(claimed())
    assert not LabellingAttempt.objects.exists()
    assert claim() == ticket.pk


@pytest.mark.django_db
def test_what_was_queued_in_bulk_stays_so_when_it_is_handed_back() -> None:
    ticket = make_ticket(**JUDGED_BY["llm"])
    queue_in_bulk(ticket)
    queue.release(claimed())
    assert claim() == ticket.pk


@pytest.mark.django_db
def test_a_judged_ticket_leaves_the_queue_and_nothing_behind() -> None:
    ticket = make_ticket()
    assert queue.finish(claimed(), BY_MODEL)
    ticket.refresh_from_db()
    assert (ticket.category, ticket.suggestion_source) == ("billing", "llm")
    assert not LabellingAttempt.objects.exists()


@pytest.mark.django_db
def test_a_ticket_whose_text_changed_meanwhile_waits_again() -> None:
    ticket = make_ticket(**JUDGED_BY["llm"])
    queue_in_bulk(ticket)
    in_hand = claimed()
    edit_ticket(ticket.pk, {"description": "Something else entirely."})
    assert not queue.finish(in_hand, BY_MODEL)
    assert claimed().description == "Something else entirely."


@pytest.mark.django_db
def test_a_ticket_whose_labels_people_chose_meanwhile_leaves_the_queue() -> None:
    ticket = make_ticket()
    in_hand = claimed()
    edit_ticket(ticket.pk, {"category": "general", "priority": "low"})
    assert not queue.finish(in_hand, BY_MODEL)
    ticket.refresh_from_db()
    assert (ticket.category, ticket.priority, ticket.suggestion_source) == ("general", "low", "none")
    assert not LabellingAttempt.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("act", [queue.finish, queue.release, queue.postpone])
def test_a_worker_whose_lease_has_ended_changes_nothing(act: Callable[[Claim, Suggestion], object]) -> None:
    ticket = make_ticket()
    late = claimed()
    pause_or_lease_ends()
    claimed()
    before = list(LabellingAttempt.objects.values())
    act(late, BY_MODEL)
    ticket.refresh_from_db()
    assert ticket.suggestion_source == "none"
    assert list(LabellingAttempt.objects.values()) == before


@pytest.mark.django_db
@pytest.mark.parametrize("act", [queue.finish, queue.release, queue.postpone])
def test_a_ticket_that_is_gone_meanwhile_is_no_error(act: Callable[[Claim, Suggestion], object]) -> None:
    make_ticket()
    in_hand = claimed()
    Ticket.objects.all().delete()
    act(in_hand, BY_MODEL)


@pytest.mark.django_db
def test_after_a_failure_it_waits_four_times_as_long_each_time_and_is_given_up_at_last() -> None:
    make_ticket()
    pauses = []
    while in_hand := queue.claim(Judge.MODEL, MINUTE):
        queue.postpone(in_hand)
        attempt = LabellingAttempt.objects.annotate(now=Now()).get()
        pauses.append((attempt.due_at - attempt.now).total_seconds())
        assert (attempt.given_up_at is None) == (attempt.failures < 5)
        pause_or_lease_ends()
    assert pauses[:-1] == pytest.approx([30, 120, 480, 1920], abs=2)
    assert len(pauses) == 5


@pytest.mark.django_db
@pytest.mark.parametrize("act", [queue.release, queue.postpone])
def test_a_stand_in_labels_what_has_no_labels(act: Callable[[Claim, Suggestion], object]) -> None:
    ticket = make_ticket()
    act(claimed(), STAND_IN)
    ticket.refresh_from_db()
    assert (ticket.category, ticket.suggestion_source) == ("account", "builtin")


@pytest.mark.django_db
@pytest.mark.parametrize("act", [queue.release, queue.postpone])
@pytest.mark.parametrize("source", ["builtin", "llm"])
def test_what_was_suggested_before_stays_until_there_is_better(
    act: Callable[[Claim, Suggestion], object], source: str
) -> None:
    ticket = make_ticket(**JUDGED_BY[source])
    queue_in_bulk(ticket)
    act(claimed(), STAND_IN)
    ticket.refresh_from_db()
    assert (ticket.category, ticket.suggestion_source) == ("general", source)


@pytest.mark.django_db(transaction=True)
def test_many_workers_judge_each_ticket_once() -> None:
    filed = [make_ticket() for _ in range(60)]
    # Their judgement comes out as it was: not even the ticket tells that it was judged again.
    in_bulk = [create_ticket(title="a", description="b", suggestion=BY_MODEL) for _ in range(60)]
    for ticket in in_bulk:
        queue_in_bulk(ticket)

    def judge_all(_: int) -> list[int]:
        judged = []
        try:
            while in_hand := queue.claim(Judge.MODEL, MINUTE):
                queue.finish(in_hand, BY_MODEL)
                judged.append(in_hand.ticket_id)
        finally:
            connection.close()
        return judged

    with ThreadPoolExecutor(max_workers=8) as threads:
        judged = [number for share in threads.map(judge_all, range(8)) for number in share]
    # A worker that meets only locked tickets stops early; what it left is still there to take.
    judged += judge_all(0)
    assert sorted(judged) == sorted(ticket.pk for ticket in (*filed, *in_bulk))


@pytest.mark.django_db
def test_tells_how_many_wait_also_in_hand_or_for_later_but_not_what_was_given_up() -> None:
    for _ in range(2):
        make_ticket()
    make_ticket(**JUDGED_BY["builtin"])
    make_ticket(category_set_by_person=True, priority_set_by_person=True)
    again = make_ticket(**JUDGED_BY["llm"])
    LabellingAttempt.objects.create(ticket=again, due_at=Now(), bulk=True)
    claimed()
    given_up = make_ticket()
    LabellingAttempt.objects.create(ticket=given_up, due_at=Now(), given_up_at=Now())
    assert queue.backlog(Judge.MODEL, 10) == 4
    assert queue.backlog(Judge.BUILTIN, 10) == 3
    assert queue.backlog(Judge.MODEL, 3) == 3


@pytest.mark.django_db
@pytest.mark.parametrize("bulk", [False, True])
def test_a_lease_from_before_the_clock_was_set_back_holds_nothing_back(bulk: bool) -> None:
    ticket = make_ticket()
    LabellingAttempt.objects.create(ticket=ticket, due_at=Now() + timedelta(days=3), bulk=bulk)
    assert claim() == ticket.pk
    assert claim() is None


@pytest.mark.django_db
def test_the_longest_pause_is_kept() -> None:
    LabellingAttempt.objects.create(
        ticket=make_ticket(), due_at=Now() + queue.LONGEST_PAUSE - MINUTE, failures=4
    )
    assert claim() is None
