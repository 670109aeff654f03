from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tickets.models import Category, Priority, Status, Ticket, TicketChange
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
    assert all(ticket.category_set_by_person for ticket in tickets)


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
