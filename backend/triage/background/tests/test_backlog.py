"""What the worker has before it is told to Prometheus."""

from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.db.models.functions import Now
from django.test import Client

from tickets.models import Ticket
from tickets.services import create_ticket
from tickets.tests.factory import BY_MODEL, make_ticket
from triage.models import LabellingAttempt


def told(client: Client) -> dict[str, int]:
    lines = client.get("/metrics").content.decode().splitlines()
    start = 'hushdesk_labelling_tickets{state="'
    found = (line.removeprefix(start).split('"} ') for line in lines if line.startswith(start))
    return {state: int(float(count)) for state, count in found}


@pytest.mark.django_db
def test_counts_tickets_by_what_they_wait_for(client: Client) -> None:
    make_ticket()
    judged = {**BY_MODEL.as_fields(), "suggestion_source": "builtin"}
    given_up, again = make_ticket(**judged), make_ticket(**BY_MODEL.as_fields())
    make_ticket(**judged)
    LabellingAttempt.objects.create(ticket=given_up, due_at=Now(), given_up_at=Now())
    LabellingAttempt.objects.create(ticket=again, due_at=Now(), bulk=True)
    assert told(client) == {"unjudged": 1, "builtin": 2, "bulk": 1, "given_up": 1}


@pytest.mark.django_db
def test_leaves_out_what_people_have_chosen(client: Client) -> None:
    create_ticket(title="a", description="b", category="billing", priority="low")
    chosen = make_ticket()
    LabellingAttempt.objects.create(ticket=chosen, due_at=Now(), given_up_at=Now(), bulk=True)
    Ticket.objects.update(category_set_by_person=True, priority_set_by_person=True)
    assert told(client) == {"unjudged": 0, "builtin": 0, "bulk": 0, "given_up": 0}


def test_all_other_figures_are_told_while_the_database_is_away(client: Client) -> None:
    with patch.object(connection, "ensure_connection", side_effect=OperationalError):
        response = client.get("/metrics")
    assert response.status_code == 200
    assert b"hushdesk_suggestions_total" in response.content
    assert b"hushdesk_labelling_tickets{" not in response.content
