"""Every rule holds at both doors: the API answers 400 and names the field, PostgreSQL refuses."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from tickets.models import Comment, Ticket, TicketChange
from tickets.services import create_ticket
from tickets.tests.factory import BY_MODEL, make_ticket

pytestmark = pytest.mark.django_db

VALID = {"title": "Printer on fire", "description": "It is the big one."}

BROKEN = [
    ("title", ""),
    ("title", " \t\n"),
    ("title", "x" * 201),
    ("description", ""),
    ("description", "\n\n"),
    ("description", "x" * 20_001),
    ("category", "printers"),
    ("category", ""),
    ("priority", "urgent"),
    ("priority", "High"),
]


@pytest.mark.parametrize(("field", "value"), BROKEN)
def test_api_refuses_a_broken_field_and_names_it(api: APIClient, field: str, value: str) -> None:
    response = api.post("/api/tickets/", {**VALID, field: value})
    assert response.status_code == 400
    assert list(response.json()) == [field]
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *BROKEN,
        ("status", "done"),
        ("suggestion_source", "oracle"),
        ("version", 0),
        ("updated_at", datetime(2000, 1, 1, tzinfo=UTC)),
        ("suggested_category", "printers"),
        ("suggested_category_confidence", 1.01),
        ("suggested_priority_confidence", -0.01),
        ("suggestion_source", "llm"),
        ("suggested_category", "billing"),
        ("suggested_category_unsure", True),
        ("suggested_priority_unsure", True),
        ("suggestion_latency_ms", 1),
    ],
)
def test_postgresql_refuses_a_broken_field(field: str, value: Any) -> None:
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        Ticket.objects.create(**{**VALID, field: value})


def test_postgresql_refuses_a_time_below_zero() -> None:
    ticket = create_ticket(title="a", description="b", suggestion=BY_MODEL)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(pk=ticket.pk).update(suggestion_latency_ms=-1)


@pytest.mark.parametrize("field", ["title", "description", "category", "priority", "status", "created_at"])
def test_postgresql_refuses_null(field: str) -> None:
    ticket = make_ticket()
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(pk=ticket.pk).update(**{field: None})


def test_raw_sql_meets_the_same_rules_and_defaults() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO tickets_ticket (title, description) VALUES ('a', 'b') RETURNING id")
        ticket = Ticket.objects.get(pk=cursor.fetchone()[0])
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute("INSERT INTO tickets_ticket (title, description, status) VALUES ('a', 'b', 'new')")
    assert (ticket.category, ticket.priority, ticket.status) == ("general", "medium", "open")
    assert ticket.version == 1
    assert ticket.created_at is not None


def test_created_at_is_set_once() -> None:
    ticket = make_ticket()
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(pk=ticket.pk).update(created_at=datetime(2020, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(("field", "value"), [("field", "colour"), ("actor", "ghost")])
def test_postgresql_refuses_a_broken_history_row(field: str, value: str) -> None:
    row = {"field": "status", "old": "open", "new": "closed", "actor": "person", field: value}
    with pytest.raises(IntegrityError), transaction.atomic():
        TicketChange.objects.create(ticket=make_ticket(), **row)


BROKEN_COMMENT = [("body", ""), ("body", " \n"), ("body", "x" * 20_001), ("author", "x" * 81)]


@pytest.mark.parametrize(("field", "value"), BROKEN_COMMENT)
def test_api_refuses_a_broken_comment_and_names_the_field(api: APIClient, field: str, value: str) -> None:
    ticket = make_ticket()
    response = api.post(f"/api/tickets/{ticket.pk}/comments/", {"body": "A note.", field: value})
    assert response.status_code == 400
    assert list(response.json()) == [field]
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"), [*BROKEN_COMMENT, ("body", None), ("author", None), ("at", None)]
)
def test_postgresql_refuses_a_broken_comment(field: str, value: str | None) -> None:
    comment = Comment.objects.create(ticket=make_ticket(), body="A note.")
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(**{field: value})


@pytest.mark.parametrize("text", ["nul \x00 inside", "half a surrogate \ud800"])
@pytest.mark.parametrize("field", ["title", "description"])
def test_api_refuses_text_that_postgresql_cannot_store(api: APIClient, field: str, text: str) -> None:
    body = json.dumps({**VALID, field: text})
    response = api.post("/api/tickets/", body, content_type="application/json")
    assert response.status_code == 400
    assert list(response.json()) == [field]


@pytest.mark.parametrize("text", ["nul \x00 inside", "half a surrogate \ud800"])
@pytest.mark.parametrize("field", ["body", "author"])
def test_api_refuses_a_comment_that_postgresql_cannot_store(api: APIClient, field: str, text: str) -> None:
    body = json.dumps({"body": "A note.", field: text})
    response = api.post(f"/api/tickets/{make_ticket().pk}/comments/", body, content_type="application/json")
    assert response.status_code == 400
    assert list(response.json()) == [field]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.characters(), max_size=30))
def test_what_the_api_accepts_postgresql_stores(api: APIClient, text: str) -> None:
    # Escaped, since half a surrogate cannot be sent in any other way.
    body = json.dumps({"title": text, "description": text})
    response = api.post("/api/tickets/", body, content_type="application/json")
    assert response.status_code in (201, 400)
    if response.status_code == 201:
        assert Ticket.objects.get(pk=response.json()["id"]).title == text.strip()
