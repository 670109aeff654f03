"""What is told about tickets, and how news are kept for a client that is slow to take them."""

from collections.abc import Iterator
from select import select
from typing import Any

import pytest
from django.db import connection, transaction
from rest_framework.test import APIClient

from tickets.bulk.changing import change_many
from tickets.comments import add_comment
from tickets.demo import remove_demo_tickets
from tickets.events.hub import Full, Hub
from tickets.events.mailbox import Mailbox
from tickets.events.news import ANEW, MOST_NAMED, NOTHING, News
from tickets.events.telling import tell
from tickets.imports import importing
from tickets.imports.rows import Row
from tickets.models import Ticket
from tickets.services import apply_suggestion, create_ticket, edit_ticket
from tickets.tests.factory import BY_MODEL, make_ticket


class Ear:
    """A listener of the tests' own."""

    def __init__(self, listening: Any) -> None:
        self._connection = listening
        with listening.cursor() as cursor:
            cursor.execute("LISTEN hushdesk_tickets")

    def news(self) -> list[News]:
        """What was told since it was asked last: all that comes before a word of our own."""
        with connection.cursor() as cursor:
            cursor.execute("NOTIFY hushdesk_tickets, 'end'")
        told: list[str] = []
        while "end" not in told:
            assert select([self._connection], [], [], 10)[0], "nothing is told any more"
            self._connection.poll()
            told += [notification.payload for notification in self._connection.notifies]
            self._connection.notifies = []
        return [News.from_json(payload) for payload in told[:-1]]


@pytest.fixture
def ear(transactional_db: None) -> Iterator[Ear]:
    listening = connection.get_new_connection(connection.get_connection_params())
    listening.autocommit = True
    yield Ear(listening)
    listening.close()


def test_a_change_of_many_is_told_at_once_by_number(ear: Ear) -> None:
    first, second, third = make_ticket(), make_ticket(), make_ticket(status="closed")
    created = [News(created=frozenset({ticket.pk})) for ticket in (first, second, third)]
    assert ear.news() == created
    change_many(Ticket.objects.all(), {"status": "closed"})
    assert ear.news() == [News(changed=frozenset({first.pk, second.pk}))]


def test_a_comment_is_told_as_a_change_of_its_ticket(ear: Ear) -> None:
    number = make_ticket().pk
    add_comment(number, body="Looked into it.")
    assert ear.news() == [News(created=frozenset({number})), News(changed=frozenset({number}))]


def test_an_import_is_told_when_its_tickets_are_there(ear: Ear) -> None:
    begun = importing.begin(["title", "description"])
    importing.add_rows(begun.pk, [Row(2, ["one", "d"]), Row(3, ["two", "d"])])
    assert ear.news() == []
    importing.commit(begun.pk, rows=2, leave_out_errors=False)
    assert ear.news() == [News(created=frozenset(Ticket.objects.values_list("pk", flat=True)))]


def test_that_the_demo_is_gone_is_told_at_once(ear: Ear) -> None:
    make_ticket(demo=True)
    make_ticket()
    assert len(ear.news()) == 2
    remove_demo_tickets()
    remove_demo_tickets()
    assert ear.news() == [ANEW]


def test_what_an_engine_labels_is_told_and_what_it_leaves_is_not(ear: Ear) -> None:
    number = create_ticket(title="Printer", description="On fire.").pk
    assert apply_suggestion(number, BY_MODEL, title="Printer", description="On fire.")
    assert not apply_suggestion(number, BY_MODEL, title="Another", description="text")
    assert ear.news() == [News(created=frozenset({number})), News(changed=frozenset({number}))]


def test_nothing_is_told_of_what_changed_nothing_or_was_taken_back(ear: Ear) -> None:
    number = make_ticket(status="open").pk
    assert len(ear.news()) == 1
    edit_ticket(number, {"status": "open"})
    change_many(Ticket.objects.all(), {"status": "open"})
    with transaction.atomic():
        edit_ticket(number, {"status": "closed"})
        transaction.set_rollback(True)
    assert ear.news() == []


def test_as_many_tickets_with_numbers_as_large_as_can_be_fit_and_more_are_not_named(ear: Ear) -> None:
    numbers = range(2**63 - MOST_NAMED, 2**63)
    tell(changed=numbers)
    tell(changed=[*numbers, 1])
    assert ear.news() == [News(changed=frozenset(numbers)), ANEW]


def test_a_ticket_is_stored_even_if_it_cannot_be_told(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("tickets.events.telling.CHANNEL", "a name " * 20)
    number = make_ticket().pk
    assert Ticket.objects.filter(pk=number).exists()
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_news_that_add_up_to_too_many_become_a_look_at_everything() -> None:
    half = News(created=frozenset(range(60)))
    assert half | News(changed=frozenset(range(30, 70))) == News(half.created, frozenset(range(30, 70)))
    assert half | News(changed=frozenset(range(60, 120))) == ANEW
    assert News.from_json(half.as_json()) == half


async def test_a_client_is_given_all_that_it_left_lying_at_once() -> None:
    mailbox = Mailbox()
    assert await mailbox.take(0) == NOTHING
    mailbox.put(News(created=frozenset({1})))
    mailbox.put(News(changed=frozenset({1, 2})))
    assert await mailbox.take(5) == News(frozenset({1}), frozenset({1, 2}))
    assert await mailbox.take(0) == NOTHING


async def test_a_closed_mailbox_keeps_nobody_waiting() -> None:
    mailbox = Mailbox()
    mailbox.close()
    await mailbox.take(60)
    await mailbox.rest(60)
    assert mailbox.is_closed


def test_without_asgi_nobody_is_kept_waiting_for_news(api: APIClient) -> None:
    refusal = api.get("/api/tickets/events/")
    assert (refusal.status_code, refusal.json()["code"]) == (503, "news_unavailable")


async def test_there_is_room_for_so_many_and_for_another_when_one_has_left(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tickets.events.hub.MOST_CLIENTS", 2)
    # Ctrl-C is to end the tests.
    monkeypatch.setattr("tickets.events.hub.before_stopping", lambda call: None)
    hub = Hub()
    async with hub.place():
        async with hub.place():
            with pytest.raises(Full):
                await hub.listen()
            with pytest.raises(Full):
                async with hub.place():
                    pass
        async with hub.place():
            with pytest.raises(Full):
                await hub.listen()
