"""A clock that has been set back: what is stored lies in the future then, and everybody can work on."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from django.utils.timezone import now
from rest_framework.test import APIClient

from tickets.models import BulkChange, Ticket, TicketImport
from tickets.tests.factory import make_ticket

pytestmark = pytest.mark.django_db
AHEAD = timedelta(days=3)


@pytest.fixture
def ticket() -> Ticket:
    return make_ticket(created_at=now() + AHEAD)


def test_a_ticket_can_be_changed_and_keeps_its_moments_in_order(api: APIClient, ticket: Ticket) -> None:
    response = api.patch(f"/api/tickets/{ticket.pk}/", {"status": "closed", "version": 1})
    assert response.status_code == 200
    assert response.json()["updated_at"] == response.json()["created_at"]
    assert [change["new"] for change in response.json()["history"]] == ["closed"]


def test_it_can_be_commented_on(api: APIClient, ticket: Ticket) -> None:
    assert api.post(f"/api/tickets/{ticket.pk}/comments/", {"body": "A note."}).status_code == 201


def test_many_can_be_changed_and_that_be_undone(api: APIClient, ticket: Ticket) -> None:
    body = {"ids": [ticket.pk], "changes": {"status": "closed"}}
    undo = changed(api, "/api/tickets/bulk/", body)["undo"]
    BulkChange.objects.update(created_at=Now() + AHEAD)
    assert changed(api, f"/api/tickets/bulk/{undo}/undo/", {}) == {"restored": 1, "left": 0}


def test_an_import_that_was_begun_can_be_made(api: APIClient) -> None:
    begun = api.post("/api/tickets/import/", {"header": ["title", "description"]}).json()
    address = f"/api/tickets/import/{begun['id']}"
    changed(api, f"{address}/rows/", {"rows": [{"number": 2, "cells": ["T", "D"]}]})
    TicketImport.objects.update(created_at=Now() + AHEAD)
    assert changed(api, f"{address}/commit/", {"rows": 1}) == {"created": 1, "left_out": 0}


def changed(api: APIClient, path: str, body: dict[str, Any]) -> dict[str, Any]:
    response = api.post(path, body)
    assert response.status_code == 200, response.content
    return dict(response.json())
