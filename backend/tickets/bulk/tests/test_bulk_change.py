"""Changing many tickets with one request, and undoing it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from django.utils import timezone
from prometheus_client import REGISTRY
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks
from rest_framework.test import APIClient

from tickets.bulk import changing
from tickets.models import BulkChange, BulkChangedTicket, Ticket, TicketChange
from tickets.removal import remove
from tickets.services import create_ticket, edit_ticket, lock_in_order
from tickets.tests.factory import BY_MODEL, make_ticket
from tickets.tests.locks import wait_until_somebody_waits

URL = "/api/tickets/bulk/"
CLOSE = {"status": "closed"}


def change(api: APIClient, changes: dict[str, Any] = CLOSE, **which: Any) -> Any:
    return api.post(URL, {**which, "changes": changes})


def undo(api: APIClient, change_id: str) -> Any:
    return api.post(f"{URL}{change_id}/undo/")


def make_tickets(number: int, **fields: Any) -> list[int]:
    return [make_ticket(f"Ticket {index}", **fields).pk for index in range(number)]


@pytest.mark.django_db
def test_changes_the_tickets_that_are_named_and_no_other(api: APIClient) -> None:
    first, second, other = make_tickets(3)
    response = change(api, {"status": "resolved", "priority": "high"}, ids=[second, first, first])
    assert response.status_code == 200
    assert (response.json()["changed"], response.json()["unchanged"]) == (2, 0)
    changed = Ticket.objects.filter(status="resolved", priority="high", version=2)
    assert set(changed.values_list("pk", flat=True)) == {first, second}
    assert Ticket.objects.get(pk=other).version == 1


@pytest.mark.django_db
def test_changes_all_that_the_filters_let_through(api: APIClient) -> None:
    make_ticket("Invoice", status="open")
    make_ticket("Invoice", status="in_progress")
    make_ticket("Invoice", status="resolved")
    make_ticket("Printer", status="open")
    filters = {"search": "invoice", "status": "open,in_progress"}
    assert change(api, filters=filters).json()["changed"] == 2
    assert Ticket.objects.filter(status="closed").count() == 2


@pytest.mark.django_db
def test_no_filters_are_all_tickets(api: APIClient) -> None:
    make_tickets(3)
    assert change(api, filters={}).json()["changed"] == 3


@pytest.mark.django_db
def test_each_change_is_kept_in_the_history_as_a_persons(api: APIClient) -> None:
    ticket = make_ticket(status="in_progress")
    change(api, {"status": "closed", "priority": "high"}, ids=[ticket.pk])
    body = api.get(f"/api/tickets/{ticket.pk}/").json()
    rows = {row["field"]: (row["old"], row["new"], row["actor"]) for row in body["history"]}
    assert rows == {
        "status": ("in_progress", "closed", "person"),
        "priority": ("medium", "high", "person"),
    }
    assert body["updated_at"] > body["created_at"]


@pytest.mark.django_db
def test_what_is_so_already_is_left_alone(api: APIClient) -> None:
    closed, open_one = make_ticket(status="closed"), make_ticket()
    body = change(api, ids=[closed.pk, open_one.pk]).json()
    assert (body["changed"], body["unchanged"]) == (1, 1)
    assert Ticket.objects.get(pk=closed.pk).version == 1
    assert TicketChange.objects.count() == 1


@pytest.mark.django_db
def test_there_is_nothing_to_undo_when_nothing_changed(api: APIClient) -> None:
    ticket = make_ticket(status="closed")
    assert change(api, ids=[ticket.pk]).json() == {"changed": 0, "unchanged": 1, "undo": None}
    assert not BulkChange.objects.exists()


@pytest.mark.django_db
def test_a_label_is_the_persons_from_now_on_also_when_it_stays_the_same(api: APIClient) -> None:
    ticket = create_ticket(title="a", description="b", suggestion=BY_MODEL)
    assert change(api, {"category": "billing"}, ids=[ticket.pk]).json()["changed"] == 1
    ticket.refresh_from_db()
    assert (ticket.category_set_by_person, ticket.priority_set_by_person) == (True, False)
    assert not TicketChange.objects.exists()


@pytest.mark.django_db
def test_counts_what_people_made_of_the_suggestions(
    api: APIClient, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    def count(outcome: str) -> float:
        labels = {"label": "category", "outcome": outcome}
        return REGISTRY.get_sample_value("hushdesk_label_choices_total", labels) or 0

    before = count("accepted"), count("overridden")
    ids = [create_ticket(title="a", description="b", suggestion=BY_MODEL).pk for _ in range(2)]
    for category in ("billing", "account"):
        with django_capture_on_commit_callbacks(execute=True):
            change(api, {"category": category}, ids=ids)
    assert (count("accepted") - before[0], count("overridden") - before[1]) == (2, 2)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"changes": CLOSE}, "ids"),
        ({"changes": CLOSE, "ids": [1], "filters": {}}, "ids"),
        ({"changes": CLOSE, "ids": []}, "ids"),
        ({"changes": CLOSE, "ids": ["x"]}, "ids"),
        ({"changes": CLOSE, "ids": [2**63]}, "ids"),
        ({"changes": CLOSE, "ids": list(range(1, 1002))}, "ids"),
        ({"changes": CLOSE, "filters": {"status": "lost"}}, "filters"),
        ({"changes": CLOSE, "filters": {"status": ["open"]}}, "filters"),
        ({"changes": CLOSE, "filters": {"stauts": "open"}}, "filters"),
        ({"changes": CLOSE, "filters": {"search": "a \0 b"}}, "filters"),
        ({"changes": CLOSE, "filters": "open"}, "filters"),
        ({"filters": {}}, "changes"),
        ({"changes": {}, "filters": {}}, "changes"),
        ({"changes": {"status": "lost"}, "filters": {}}, "changes"),
        ({"changes": {"title": "All the same"}, "filters": {}}, "changes"),
    ],
)
def test_refuses_what_is_not_clear_and_changes_nothing(
    api: APIClient, body: dict[str, Any], named: str
) -> None:
    make_ticket()
    response = api.post(URL, body)
    assert response.status_code == 400
    assert list(response.json()) == [named]
    assert Ticket.objects.get().version == 1


@pytest.mark.django_db
def test_names_the_tickets_that_do_not_exist_and_changes_none(api: APIClient) -> None:
    ticket = make_ticket()
    response = change(api, ids=[ticket.pk, ticket.pk + 1, ticket.pk + 2])
    assert response.status_code == 400
    missing = f"{ticket.pk + 1}, {ticket.pk + 2}"
    assert response.json() == {"ids": [f"There is no ticket with the number {missing}. Nothing was changed."]}
    assert Ticket.objects.get().status == "open"


@pytest.mark.django_db
def test_refuses_more_than_can_be_changed_at_once(api: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changing, "MOST_TICKETS", 2)
    make_tickets(3)
    response = change(api, filters={})
    assert response.status_code == 400
    assert "Nothing was changed" in response.json()["filters"][0]
    assert not Ticket.objects.filter(status="closed").exists()
    assert change(api, filters={"search": "1"}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 40])
def test_takes_as_many_queries_for_one_ticket_as_for_many(
    api: APIClient, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    ids = make_tickets(number)
    # Beside the savepoint: forget, lock, history, tickets, the change and what it touched.
    with django_assert_num_queries(8):
        body = change(api, {"status": "closed", "category": "account"}, ids=ids).json()
    # The change, what it touched, lock, history, tickets, done.
    with django_assert_num_queries(8):
        undo(api, body["undo"])


@pytest.mark.django_db
def test_undo_puts_every_ticket_back(api: APIClient) -> None:
    guessed = create_ticket(title="a", description="b", suggestion=BY_MODEL)
    chosen = create_ticket(title="a", description="b", category="account", priority="low")
    columns = [*changing.KEPT, "id"]
    before = list(Ticket.objects.values(*columns))
    all_of_it = {"status": "closed", "category": "general", "priority": "critical"}
    body = change(api, all_of_it, ids=[guessed.pk, chosen.pk]).json()
    assert list(Ticket.objects.values(*columns)) != before
    response = undo(api, body["undo"])
    assert (response.status_code, response.json()) == (200, {"restored": 2, "left": 0})
    assert list(Ticket.objects.values(*columns)) == before
    assert set(Ticket.objects.values_list("version", flat=True)) == {3}
    newest = api.get(f"/api/tickets/{chosen.pk}/").json()["history"][:3]
    assert {(row["old"], row["new"], row["actor"]) for row in newest} == {
        ("closed", "open", "person"),
        ("general", "account", "person"),
        ("critical", "low", "person"),
    }


@pytest.mark.django_db
def test_undo_leaves_what_somebody_has_changed_since(api: APIClient) -> None:
    mine, theirs = make_tickets(2)
    body = change(api, ids=[mine, theirs]).json()
    edit_ticket(theirs, {"status": "in_progress"})
    assert undo(api, body["undo"]).json() == {"restored": 1, "left": 1}
    assert Ticket.objects.get(pk=mine).status == "open"
    assert Ticket.objects.get(pk=theirs).status == "in_progress"


@pytest.mark.django_db
def test_a_change_is_undone_once(api: APIClient) -> None:
    body = change(api, ids=make_tickets(1)).json()
    undo(api, body["undo"])
    again = undo(api, body["undo"])
    assert (again.status_code, again.json()["code"]) == (409, "already_undone")
    assert Ticket.objects.get().version == 3


@pytest.mark.django_db
def test_a_change_that_is_not_known_cannot_be_undone(api: APIClient) -> None:
    response = undo(api, "7b0bd0b9-7f9d-4b0c-8a9d-2f8a3b8d9c11")
    assert (response.status_code, response.json()["code"]) == (404, "not_found")


@pytest.mark.django_db
def test_a_change_can_be_undone_for_a_day_and_is_then_forgotten(api: APIClient) -> None:
    old = change(api, ids=make_tickets(1)).json()
    BulkChange.objects.update(created_at=timezone.now() - timedelta(hours=24))
    assert undo(api, old["undo"]).status_code == 404
    change(api, ids=make_tickets(1))
    assert not BulkChange.objects.filter(pk=old["undo"]).exists()
    assert BulkChangedTicket.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [("category", "printers"), ("priority", "urgent"), ("status", "done"), ("version", 1)],
)
def test_postgresql_refuses_a_broken_memory_of_a_change(api: APIClient, field: str, value: object) -> None:
    change(api, ids=make_tickets(1))
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        BulkChangedTicket.objects.update(**{field: value})


@pytest.mark.django_db
def test_postgresql_remembers_a_ticket_once_and_undoes_no_future_change(api: APIClient) -> None:
    change(api, ids=make_tickets(1))
    with pytest.raises(IntegrityError), transaction.atomic():
        BulkChangedTicket.objects.create(
            **BulkChangedTicket.objects.values("change_id", "ticket_id", "version", *changing.KEPT).get()
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        BulkChange.objects.update(undone_at=timezone.now() - timedelta(days=1))


@pytest.mark.django_db(transaction=True)
def test_changes_of_the_same_tickets_at_once_all_succeed_and_none_is_lost() -> None:
    ids = make_tickets(12)

    def work(turn: int) -> Any:
        status = ("in_progress", "resolved", "closed")[turn % 3]
        try:
            if turn % 2:
                edit_ticket(ids[turn % len(ids)], {"status": status})
                return 200
            some = ids if turn % 4 else ids[::-1]
            return change(APIClient(), {"status": status}, ids=some).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(work, range(32))) == {200}
    # Every version but the first came with one row of history.
    for ticket in Ticket.objects.all():
        assert ticket.history.count() == ticket.version - 1


@pytest.mark.django_db(transaction=True)
def test_what_is_being_removed_is_waited_for_and_not_there_then(api: APIClient) -> None:
    ids = make_tickets(2)
    change(api, ids=ids)
    # The next change forgets this one.
    BulkChange.objects.update(created_at=timezone.now() - changing.REMEMBERED)

    def work() -> Any:
        try:
            return change(APIClient(), {"status": "open"}, ids=ids).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        list(lock_in_order(Ticket.objects.filter(pk=ids[0])))
        other = pool.submit(work)
        wait_until_somebody_waits()
        remove(Ticket.objects.filter(pk=ids[0]))
    assert other.result() == 400
    assert Ticket.objects.get().status == "closed"


@pytest.mark.django_db(transaction=True)
def test_undone_by_many_at_once_it_is_undone_once(api: APIClient) -> None:
    change_id = change(api, ids=make_tickets(5)).json()["undo"]

    def work(_: int) -> Any:
        try:
            return undo(APIClient(), change_id).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(work, range(4))) == [200, 409, 409, 409]
    assert set(Ticket.objects.values_list("version", "status")) == {(3, "open")}
