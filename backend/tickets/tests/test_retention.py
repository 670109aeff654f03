"""Closed tickets are removed after RETENTION_DAYS, with everything that is kept of them."""

import logging
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models.functions import Now
from django.utils.timezone import now
from pytest_django import Settings

from tickets import retention
from tickets.comments import add_comment
from tickets.imports import importing
from tickets.leftovers import forget_leftovers
from tickets.models import BulkChange, RetentionRun, Submission, Ticket, TicketImport
from tickets.services import edit_ticket
from tickets.submissions import create_once
from tickets.tests.factory import make_ticket

pytestmark = pytest.mark.django_db
DAYS = 30


@pytest.fixture(autouse=True)
def days(settings: Settings) -> None:
    settings.RETENTION_DAYS = DAYS


def make_closed(days_ago: float, **changes: str) -> Ticket:
    moment = now() - timedelta(days=days_ago)
    ticket = make_ticket("Marker", "The marker word.", created_at=moment - timedelta(days=1))
    return edit_ticket(ticket.pk, {"status": "closed", **changes}, at=moment)


def last_run(ago: timedelta) -> None:
    RetentionRun.objects.create(days=DAYS)
    RetentionRun.objects.update(at=Now() - ago)


def left() -> set[int]:
    return set(Ticket.objects.values_list("pk", flat=True))


def test_removes_what_was_closed_long_enough_ago_and_nothing_else() -> None:
    gone = make_closed(DAYS + 0.1)
    kept = {
        make_closed(DAYS - 0.1).pk,
        make_ticket("Old and open", created_at=now() - timedelta(days=900)).pk,
        edit_ticket(make_closed(90).pk, {"status": "resolved"}).pk,
        edit_ticket(edit_ticket(make_closed(90).pk, {"status": "open"}).pk, {"status": "closed"}).pk,
    }
    assert retention.remove_some(DAYS) == 1
    assert left() == kept
    assert gone.pk not in kept


def test_what_is_done_to_a_closed_ticket_does_not_prolong_its_time() -> None:
    ticket = make_closed(DAYS + 1)
    add_comment(ticket.pk, body="Thanks.")
    edit_ticket(ticket.pk, {"priority": "low"})
    assert retention.remove_some(DAYS) == 1


def test_a_run_comes_a_day_after_the_last_one() -> None:
    last_run(timedelta(hours=25))
    assert retention.begin() is not None
    assert retention.begin() is None


@pytest.mark.parametrize("ago", [timedelta(days=400), timedelta(days=-400)], ids=["ahead", "back"])
def test_a_clock_that_jumped_removes_nothing_for_a_day(ago: timedelta) -> None:
    last_run(ago)
    assert retention.begin() is None
    assert retention.begin() is None
    RetentionRun.objects.filter(pk=RetentionRun.objects.first().pk).update(at=Now() - timedelta(days=1))  # type: ignore[union-attr]
    assert retention.begin() is not None


def test_the_first_run_comes_a_day_after_it_was_asked_for() -> None:
    assert retention.begin() is None
    RetentionRun.objects.update(at=Now() - timedelta(days=1))
    assert retention.begin() is not None


def test_another_number_of_days_waits_for_a_day_too(settings: Settings) -> None:
    last_run(timedelta(hours=25))
    settings.RETENTION_DAYS = DAYS // 10
    assert retention.begin() is None
    assert retention.begin() is None
    RetentionRun.objects.update(at=Now() - timedelta(days=1))
    assert retention.begin() is not None


def test_nothing_is_removed_where_nobody_asked_for_it(settings: Settings) -> None:
    settings.RETENTION_DAYS = 0
    assert retention.begin() is None
    assert not RetentionRun.objects.exists()


def test_it_is_logged_and_written_down_how_many_and_not_what(caplog: pytest.LogCaptureFixture) -> None:
    make_closed(DAYS + 1)
    make_closed(DAYS + 1)
    run = RetentionRun.objects.create(days=DAYS)
    with caplog.at_level(logging.DEBUG):
        retention.remove_some(DAYS, run)
    assert "removed 2 tickets that were closed more than 30 days ago" in caplog.text
    assert "arker" not in caplog.text
    assert RetentionRun.objects.get().removed == 2


def test_the_command_says_what_would_go_and_changes_nothing() -> None:
    make_closed(DAYS + 1)
    make_closed(400)
    assert said() == "2 tickets have been closed for 30 days or more.\n"
    assert said("--days", "365") == "1 ticket has been closed for 365 days or more.\n"
    assert len(left()) == 2


def test_the_command_removes_at_once_when_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "MOST_AT_ONCE", 2)
    for _ in range(5):
        make_closed(DAYS + 1)
    assert "Removed 5." in said("--now")
    assert left() == set()


def test_the_command_needs_to_know_how_many_days(settings: Settings) -> None:
    settings.RETENTION_DAYS = 0
    with pytest.raises(CommandError, match="RETENTION_DAYS is not set"):
        said()


def test_what_requests_left_is_forgotten_where_nobody_comes_any_more() -> None:
    create_once("key", title="Kept", description="As a ticket.")
    importing.begin(["title", "description"])
    BulkChange.objects.create()
    forget_leftovers()
    leaving = (Submission, TicketImport, BulkChange)
    assert [model.objects.count() for model in leaving] == [1, 1, 1]
    for model in leaving:
        model.objects.update(created_at=Now() - timedelta(hours=25))
    forget_leftovers()
    assert [model.objects.count() for model in leaving] == [0, 0, 0]
    assert Ticket.objects.count() == 1


def said(*words: str) -> str:
    out = StringIO()
    call_command("retention", *words, stdout=out)
    return out.getvalue()
