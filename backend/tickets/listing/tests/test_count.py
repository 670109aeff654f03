"""How many tickets match."""

from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from tickets.models import Ticket
from tickets.tests.factory import make_ticket
from tickets.tests.plans import as_in_a_large_table

pytestmark = pytest.mark.django_db


def test_counts_what_the_filters_let_through(api: APIClient) -> None:
    make_ticket("Invoice", status="closed")
    make_ticket("Invoice")
    make_ticket("Printer")
    assert api.get("/api/tickets/count/").json() == {"count": 3, "more": False}
    assert api.get("/api/tickets/count/?search=invoice&status=open").json() == {"count": 1, "more": False}


@pytest.mark.parametrize(("tickets", "more"), [(1000, False), (1001, True), (1500, True)])
def test_counts_no_further_than_a_thousand(
    api: APIClient, django_assert_num_queries: DjangoAssertNumQueries, tickets: int, more: bool
) -> None:
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    Ticket.objects.bulk_create(
        Ticket(title="t", description="d", created_at=noon, updated_at=noon) for _ in range(tickets)
    )
    with django_assert_num_queries(1):
        assert api.get("/api/tickets/count/").json() == {"count": 1000, "more": more}


@pytest.mark.parametrize(
    ("query", "index"),
    [("labels=unsure", "ticket_unsure"), ("status=open&category=billing", "ticket_labels")],
)
def test_an_index_knows_how_many(api: APIClient, query: str, index: str) -> None:
    with as_in_a_large_table() as plans:
        api.get(f"/api/tickets/count/?{query}")
    assert f"using {index}" in plans[0]


def test_a_wrong_filter_is_an_error(api: APIClient) -> None:
    assert api.get("/api/tickets/count/?status=lost").status_code == 400
