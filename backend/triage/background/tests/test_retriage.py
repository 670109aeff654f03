"""`manage.py retriage`: which tickets are queued again, and waiting for them."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from tickets.models import Ticket
from tickets.removal import remove
from tickets.services import create_ticket
from tickets.tests.factory import BY_MODEL, make_ticket
from tickets.tests.locks import wait_until_somebody_waits
from triage.background import queue
from triage.background.labelling import Labeller
from triage.background.queue import Judge
from triage.database import in_database
from triage.engine import make_engine
from triage.management.commands import retriage as command
from triage.models import LabellingAttempt
from triage.tests.fake_ollama import MODEL, FakeOllama
from triage.tests.waiting import until

HOUR = timedelta(hours=1)


def retriage(*words: str) -> str:
    out = StringIO()
    call_command("retriage", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


async def retriage_beside_the_test(*words: str) -> str:
    """In a thread of its own, which gives its connection back."""

    def call() -> str:
        try:
            return retriage(*words)
        finally:
            connection.close()

    return await asyncio.to_thread(call)


def judged(**fields: Any) -> Ticket:
    return make_ticket(**{**BY_MODEL.as_fields(), **fields})


def queued() -> set[int]:
    return set(LabellingAttempt.objects.filter(bulk=True).values_list("pk", flat=True))


def given_up(ticket: Ticket) -> Ticket:
    now = timezone.now()
    LabellingAttempt.objects.create(ticket=ticket, due_at=now + HOUR, failures=5, given_up_at=now)
    return ticket


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("--all", {"open", "closed", "old", "urgent", "by another"}),
        ("--status open", {"open", "old", "urgent", "by another"}),
        ("--status open --status closed", {"open", "closed", "old", "urgent", "by another"}),
        ("--status open --older-than 30d", {"old"}),
        ("--newer-than 4w --status closed", {"closed"}),
        ("--category account", {"urgent"}),
        ("--priority critical --category account", {"urgent"}),
        ("--priority critical --category billing", set()),
        (f"--not-by {BY_MODEL.model}", {"by another"}),
    ],
)
def test_queues_the_tickets_that_it_is_told(words: str, expected: set[str]) -> None:
    tickets = {
        "open": judged(),
        "closed": judged(status="closed"),
        "old": judged(created_at=timezone.now() - 31 * 24 * HOUR),
        "urgent": judged(category="account", priority="critical"),
        "by another": judged(suggestion_model="another:1b"),
    }
    number = len(expected)
    said = "1 ticket is queued again.\n" if number == 1 else f"{number} tickets are queued again.\n"
    assert retriage(*words.split()) == said
    assert queued() == {tickets[name].pk for name in expected}


@pytest.mark.django_db
def test_leaves_what_people_chose_and_what_waits_as_it_is() -> None:
    create_ticket(title="a", description="b", category="billing", priority="low", suggestion=BY_MODEL)
    make_ticket()
    half = create_ticket(title="a", description="b", category="billing", suggestion=BY_MODEL)
    assert retriage("--all") == "1 ticket is queued again.\n"
    assert queued() == {half.pk}


@pytest.mark.django_db
def test_takes_one_statement_however_many_they_are() -> None:
    for _ in range(3):
        judged()
    with CaptureQueriesContext(connection) as queries:
        retriage("--all")
    assert len(queries) == 1


@pytest.mark.django_db
def test_what_was_given_up_is_tried_again_from_the_beginning() -> None:
    ticket = given_up(make_ticket())
    judged()
    assert queue.claim(Judge.MODEL, HOUR) is None
    assert retriage("--given-up") == "1 ticket is queued again.\n"
    attempt = LabellingAttempt.objects.get()
    assert (attempt.failures, attempt.given_up_at, attempt.bulk) == (0, None, True)
    claim = queue.claim(Judge.MODEL, HOUR)
    assert claim
    assert claim.ticket_id == ticket.pk


@pytest.mark.django_db
def test_a_ticket_in_hand_is_left_to_who_has_it() -> None:
    judged()
    retriage("--all")
    claim = queue.claim(Judge.MODEL, HOUR)
    assert claim
    assert retriage("--all") == "0 tickets are queued again.\n"
    assert LabellingAttempt.objects.get().lease == claim.lease


@pytest.mark.django_db
def test_a_ticket_keeps_its_labels_until_it_is_judged_again() -> None:
    ticket = judged(category="billing")
    retriage("--all")
    ticket.refresh_from_db()
    assert (ticket.category, ticket.suggestion_source, ticket.version) == ("billing", "llm", 1)


@pytest.mark.django_db(transaction=True)
def test_what_is_removed_meanwhile_keeps_no_other_from_being_queued() -> None:
    going, staying = judged(), judged()

    def beside() -> str:
        try:
            return retriage("--all")
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        remove(Ticket.objects.filter(pk=going.pk))
        said = pool.submit(beside)
        wait_until_somebody_waits()
    assert said.result() == "1 ticket is queued again.\n"
    assert queued() == {staying.pk}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "Say which tickets, such as --status open"),
        ("--older-than 30", "'30' is not an age such as 12h, 30d or 8w"),
        ("--status done", "invalid choice: 'done'"),
    ],
)
def test_what_is_wrong_is_said_and_changes_nothing(words: str, says: str) -> None:
    with pytest.raises(CommandError, match=says):
        retriage(*words.split())


@pytest.mark.django_db(transaction=True)
async def test_waits_until_all_are_judged(
    ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "LOOK_SECONDS", 0.01)
    for number in range(3):
        await in_database(judged, title=f"Number {number}")
    waiting = asyncio.create_task(retriage_beside_the_test("--all", "--wait"))
    labeller = Labeller(make_engine(), model_ready=lambda: True)
    while not waiting.done():
        await labeller.label_next()
    assert await waiting == "3 tickets are queued again.\n"
    assert "100%" in capfd.readouterr().err
    assert await in_database(Ticket.objects.filter(suggestion_model=MODEL).count) == 3


@pytest.mark.django_db(transaction=True)
async def test_tells_when_nobody_is_at_work_and_what_was_given_up(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(command, "PATIENCE_SECONDS", 0)
    await in_database(judged)
    waiting = asyncio.create_task(retriage_beside_the_test("--all", "--wait"))
    said = ""

    def nobody_is_said_to_work() -> bool:
        nonlocal said
        said += capfd.readouterr().err
        return "No worker has taken a ticket" in said

    await until(nobody_is_said_to_work)
    await in_database(LabellingAttempt.objects.update, given_up_at=Now())
    with pytest.raises(CommandError, match="1 of them failed too often"):
        await waiting


@pytest.mark.django_db
def test_imported_tickets_wait_for_those_that_somebody_filed(api: APIClient) -> None:
    begun = api.post("/api/tickets/import/", {"header": ["title", "description", "category", "priority"]})
    address = f"/api/tickets/import/{begun.json()['id']}/"
    cells = [["first", "d", "", ""], ["second", "d", "billing", ""], ["labelled", "d", "billing", "low"]]
    api.post(f"{address}rows/", {"rows": [{"number": n, "cells": c} for n, c in enumerate(cells, 2)]})
    api.post(f"{address}commit/", {"rows": len(cells)})
    make_ticket("filed later")
    claimed = []
    while found := queue.claim(Judge.MODEL, HOUR):
        claimed.append(found.title)
    assert claimed == ["filed later", "first", "second"]
