"""Pages of tickets with certain labels, in all orders: streams of an index, put together."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from tickets.listing.filters import CHOICES
from tickets.listing.ordering import ORDERINGS
from tickets.models import Priority, Ticket
from tickets.tests.plans import as_in_a_large_table

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
KEYS = {
    "created_at": lambda ticket: (ticket.created_at, ticket.pk),
    "updated_at": lambda ticket: (ticket.updated_at, ticket.pk),
    "priority": lambda ticket: (Priority.values.index(ticket.priority), ticket.created_at, ticket.pk),
}
FILTERS = (
    {"status": "open"},
    {"status": "open,closed"},
    {"priority": "critical,low"},
    {"category": "billing,general", "priority": "high,medium", "status": "open,in_progress,resolved"},
    {"category": "billing", "created_from": "2026-03-02", "created_to": "2026-03-03"},
    {"category": "billing,account", "created_from": "2026-03-02"},
    {"created_from": "2026-03-02", "created_to": "2026-03-03"},
    {"created_from": "2026-03-03"},
    {"created_to": "2026-03-03", "status": "open,closed"},
    {"category": "billing,account", "labels": "unsure"},
    {"labels": "unsure", "status": "open,closed"},
    {"status": "open,in_progress,resolved,closed", "category": "account"},
)


def make_varied(count: int) -> None:
    """Of all labels, few moments and other moments of change."""
    chance = random.Random(5)
    for number in range(count):
        created = NOON + timedelta(days=number % 4)
        Ticket.objects.create(
            title=str(number),
            description="text",
            created_at=created,
            updated_at=created + timedelta(days=chance.randrange(4)),
            **{label: chance.choice(values) for label, values in CHOICES.items()},
            suggestion_source="llm",
            suggested_category="billing",
            suggested_priority="low",
            suggested_category_unsure=chance.random() < 0.4,
        )


def has(ticket: Ticket, wanted: dict[str, str]) -> bool:
    labels = {name: values for name, values in wanted.items() if name in CHOICES}
    return (
        all(getattr(ticket, label) in values.split(",") for label, values in labels.items())
        and wanted.get("created_from", "") <= str(ticket.created_at.date())
        and str(ticket.created_at.date()) <= wanted.get("created_to", "9")
        and (ticket.suggested_category_unsure or "labels" not in wanted)
    )


def walk(api: APIClient, query: dict[str, str]) -> tuple[list[int], list[int]]:
    """The tickets from the first page to the last, and from the last but one back to the first."""
    page = api.get("/api/tickets/", {"page_size": "5", **query}).json()
    there = [ticket["id"] for ticket in page["results"]]
    while page["next"]:
        page = api.get(page["next"]).json()
        there += [ticket["id"] for ticket in page["results"]]
    back: list[int] = []
    while page["previous"]:
        page = api.get(page["previous"]).json()
        back = [ticket["id"] for ticket in page["results"]] + back
    return there, back


@pytest.mark.parametrize("ordering", ORDERINGS)
def test_every_ticket_with_the_labels_is_listed_once_there_and_back(api: APIClient, ordering: str) -> None:
    make_varied(90)
    tickets = sorted(
        Ticket.objects.all(), key=KEYS[ordering.removeprefix("-")], reverse=ordering.startswith("-")
    )
    for wanted in FILTERS:
        expected = [ticket.pk for ticket in tickets if has(ticket, wanted)]
        assert len(expected) > 5
        there, back = walk(api, {**wanted, "ordering": ordering})
        assert there == expected
        assert back == expected[: len(back)]
        assert len(expected) - len(back) <= 5


@pytest.mark.parametrize("ordering", ORDERINGS)
@pytest.mark.parametrize("wanted", FILTERS)
def test_takes_one_query(
    api: APIClient,
    django_assert_num_queries: DjangoAssertNumQueries,
    wanted: dict[str, str],
    ordering: str,
) -> None:
    make_varied(12)
    with django_assert_num_queries(1):
        assert api.get("/api/tickets/", {**wanted, "ordering": ordering}).status_code == 200


@pytest.mark.parametrize(
    ("ordering", "index"),
    [
        ("-created_at", "ticket_labels_newest"),
        ("created_at", "ticket_labels_newest"),
        ("-updated_at", "ticket_labels_last_changed"),
        ("updated_at", "ticket_labels_last_changed"),
        ("-priority", "ticket_labels_newest"),
        ("priority", "ticket_labels_newest"),
    ],
)
def test_an_index_gives_each_stream_in_order(api: APIClient, ordering: str, index: str) -> None:
    with as_in_a_large_table() as plans:
        api.get("/api/tickets/", {"status": "open,in_progress", "priority": "high", "ordering": ordering})
    (plan,) = plans
    assert f"using {index} on tickets_ticket" in plan
    assert "Seq Scan" not in plan


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ({}, "ticket_newest"),
        ({"ordering": "created_at"}, "ticket_newest"),
        ({"ordering": "updated_at"}, "ticket_last_changed"),
        ({"ordering": "-priority"}, "ticket_most_urgent"),
        ({"status": "open"}, "ticket_status_newest"),
        ({"category": "billing", "ordering": "created_at"}, "ticket_category_newest"),
        ({"priority": "high"}, "ticket_priority_newest"),
    ],
)
def test_an_index_has_the_page_in_order(api: APIClient, query: dict[str, str], index: str) -> None:
    with as_in_a_large_table() as plans:
        api.get("/api/tickets/", query)
    (plan,) = plans
    assert f"using {index} on tickets_ticket" in plan
    assert "Sort" not in plan


@pytest.mark.parametrize("labels", [{}, {"status": "open,closed"}])
def test_what_was_filed_long_ago_is_read_by_when_it_was_filed(api: APIClient, labels: dict[str, str]) -> None:
    week = {"created_from": "2024-03-01", "created_to": "2024-03-07", "ordering": "-updated_at"}
    with as_in_a_large_table() as plans:
        api.get("/api/tickets/", {**week, **labels})
    (plan,) = plans
    assert "last_changed" not in plan


def test_the_unsure_are_not_looked_for_among_all_with_their_labels(api: APIClient) -> None:
    with as_in_a_large_table() as plans:
        api.get("/api/tickets/", {"labels": "unsure", "status": "open", "ordering": "-updated_at"})
    (plan,) = plans
    assert "on unnest stream" not in plan
