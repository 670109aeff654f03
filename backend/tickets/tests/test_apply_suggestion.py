"""An answer from the background labels what nobody chose, and never touches what somebody did."""

import pytest

from tickets.models import Ticket
from tickets.services import apply_suggestion, create_ticket, edit_ticket
from tickets.tests.factory import BY_MODEL, make_ticket

pytestmark = pytest.mark.django_db


def apply_to(ticket: Ticket) -> bool:
    return apply_suggestion(ticket.pk, BY_MODEL, title=ticket.title, description=ticket.description)


def test_labels_a_ticket_and_says_who_did_it() -> None:
    ticket = make_ticket()
    assert apply_to(ticket)
    ticket.refresh_from_db()
    assert (ticket.category, ticket.priority, ticket.suggestion_source) == ("billing", "high", "llm")
    assert (ticket.suggested_category_unsure, ticket.suggested_priority_unsure) == (False, True)
    assert ticket.suggestion_latency_ms == 840
    assert ticket.category_set_by_person is ticket.priority_set_by_person is False
    rows = {(row.field, row.old, row.new, row.actor, row.actor_name) for row in ticket.history.all()}
    assert rows == {
        ("category", "general", "billing", "llm", "some-model:4b"),
        ("priority", "medium", "high", "llm", "some-model:4b"),
    }


def test_leaves_a_label_that_a_person_chose() -> None:
    ticket = create_ticket(title="a", description="b", category="account")
    assert apply_to(ticket)
    ticket.refresh_from_db()
    assert (ticket.category, ticket.priority) == ("account", "high")
    assert ticket.suggested_category == "billing"


def test_leaves_a_ticket_whose_labels_a_person_chose_meanwhile() -> None:
    ticket = make_ticket()
    edit_ticket(ticket.pk, {"category": "general", "priority": "low"})
    assert not apply_to(ticket)
    ticket.refresh_from_db()
    assert (ticket.category, ticket.priority, ticket.suggestion_source) == ("general", "low", "none")


def test_leaves_a_ticket_whose_text_was_changed_meanwhile() -> None:
    ticket = make_ticket()
    edit_ticket(ticket.pk, {"description": "Something else entirely."})
    assert not apply_to(ticket)


def test_leaves_a_ticket_that_is_gone() -> None:
    ticket = make_ticket()
    Ticket.objects.all().delete()
    ticket.pk = 1
    assert not apply_to(ticket)
