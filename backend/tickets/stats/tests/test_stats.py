from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings
from rest_framework.test import APIClient

from tickets.stats.totals import per_day
from tickets.tests.factory import make_ticket
from tickets.tests.plans import as_in_a_large_table


@pytest.mark.django_db
def test_without_tickets_everything_is_there_and_nothing(api: APIClient) -> None:
    assert api.get("/api/tickets/stats/").json() == {
        "total_tickets": 0,
        "open_tickets": 0,
        "avg_tickets_per_day": 0.0,
        "priority_breakdown": {"low": 0, "medium": 0, "high": 0, "critical": 0},
        "category_breakdown": {"billing": 0, "technical": 0, "account": 0, "general": 0},
    }


@pytest.mark.django_db
def test_counts_every_choice(api: APIClient) -> None:
    make_ticket(category="billing", priority="low")
    make_ticket(category="billing", priority="critical", status="closed")
    make_ticket(category="account", priority="low", status="in_progress")
    stats = api.get("/api/tickets/stats/").json()
    assert (stats["total_tickets"], stats["open_tickets"]) == (3, 1)
    assert stats["priority_breakdown"] == {"low": 2, "medium": 0, "high": 0, "critical": 1}
    assert stats["category_breakdown"] == {"billing": 2, "technical": 0, "account": 1, "general": 0}


@pytest.mark.django_db
def test_averages_over_every_day_since_the_first(api: APIClient) -> None:
    """Two on the first of four days and none on the others is half a ticket a day, not two."""
    for _ in range(2):
        make_ticket(created_at=timezone.now() - timedelta(days=3))
    assert api.get("/api/tickets/stats/").json()["avg_tickets_per_day"] == 0.5


@pytest.mark.parametrize(
    ("total", "first", "today", "expected"),
    [
        (5, datetime(2026, 3, 1, 23, 59, tzinfo=UTC), date(2026, 3, 1), 5.0),
        (5, datetime(2026, 3, 1, 23, 59, tzinfo=UTC), date(2026, 3, 2), 2.5),
        (100, datetime(2026, 1, 1, tzinfo=UTC), date(2026, 1, 12), 8.3),
        (3, datetime(2026, 3, 5, tzinfo=UTC), date(2026, 3, 1), 3.0),
        (0, None, date(2026, 3, 1), 0.0),
    ],
)
def test_both_the_first_day_and_today_count(
    total: int, first: datetime | None, today: date, expected: float
) -> None:
    assert per_day(total, first, today) == expected


def test_days_are_those_of_the_configured_time_zone(settings: Settings) -> None:
    settings.TIME_ZONE = "Pacific/Auckland"
    with timezone.override("Pacific/Auckland"):
        assert per_day(4, datetime(2026, 3, 1, 13, tzinfo=UTC), date(2026, 3, 2)) == 4.0


@pytest.mark.django_db
def test_takes_two_queries(api: APIClient, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for category in ("billing", "general"):
        make_ticket(category=category)
    with django_assert_num_queries(2):
        api.get("/api/tickets/stats/")


@pytest.mark.django_db
def test_reads_indexes_and_no_ticket(api: APIClient) -> None:
    with as_in_a_large_table() as plans:
        api.get("/api/tickets/stats/")
    labels, first = plans
    assert "Index Only Scan using ticket_labels on" in labels
    assert "Index Only Scan" in first
