from collections import Counter
from datetime import timedelta
from importlib import import_module
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F, Q
from django.utils import timezone

from tickets.models import Category, Priority, Status, SuggestionSource, Ticket, TicketChange
from tickets.tests.factory import make_ticket

pytestmark = pytest.mark.django_db


def test_fills_an_empty_system_with_tickets_of_the_last_sixty_days() -> None:
    call_command("seed_demo")
    now = timezone.now()
    tickets = list(Ticket.objects.all())
    assert len(tickets) == 200
    assert all(now - timedelta(days=60) <= ticket.created_at <= now for ticket in tickets)
    assert len({ticket.created_at.date() for ticket in tickets}) > 30
    for field, choices in (("category", Category), ("priority", Priority), ("status", Status)):
        assert set(Counter(getattr(ticket, field) for ticket in tickets)) == set(choices.values)


def test_people_took_most_suggestions_corrected_some_and_left_a_few() -> None:
    call_command("seed_demo")
    chosen = Ticket.objects.filter(priority_set_by_person=True)
    corrected = chosen.exclude(priority=F("suggested_priority"))
    assert 10 <= corrected.count() <= 40
    assert 10 <= Ticket.objects.count() - chosen.count() <= 40
    unsure = chosen.filter(suggested_priority_unsure=True)
    assert corrected.filter(pk__in=unsure).count() * 3 > unsure.count()
    assert set(Ticket.objects.values_list("suggestion_source", flat=True)) == {"llm", "builtin"}
    assert not Ticket.objects.filter(suggestion_latency_ms=None).exists()


def test_leaves_nothing_to_the_worker() -> None:
    """A model would take minutes over the labels of a demo, and change them while somebody looks."""
    call_command("seed_demo")
    unjudged = Ticket.objects.exclude(suggestion_source=SuggestionSource.LLM)
    assert not unjudged.filter(Q(category_set_by_person=False) | Q(priority_set_by_person=False)).exists()


def test_every_status_was_reached_step_by_step_and_never_before_the_ticket() -> None:
    call_command("seed_demo")
    for change in TicketChange.objects.select_related("ticket"):
        assert change.at >= change.ticket.created_at
    closed = Ticket.objects.filter(status=Status.CLOSED).first()
    assert closed is not None
    assert [row.new for row in closed.history.all()] == ["closed", "resolved", "in_progress"]


def test_refuses_when_there_are_tickets() -> None:
    make_ticket()
    with pytest.raises(CommandError, match="There are tickets already"):
        call_command("seed_demo")
    assert Ticket.objects.count() == 1


def test_removes_what_it_filed_and_nothing_else() -> None:
    call_command("seed_demo")
    real = make_ticket()
    said = StringIO()
    call_command("seed_demo", remove=True, stdout=said)
    assert said.getvalue() == "200 demo tickets were removed. All others stay.\n"
    assert list(Ticket.objects.all()) == [real]


def test_an_update_marks_those_of_a_version_that_did_not() -> None:
    call_command("seed_demo")
    make_ticket()
    Ticket.objects.update(demo=False)
    with connection.cursor() as cursor:
        cursor.execute(import_module("tickets.migrations.0019_demo").MARK)
    assert Ticket.objects.filter(demo=True).count() == 200
