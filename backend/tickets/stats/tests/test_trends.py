"""GET /api/tickets/trends/: how the work goes."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from tickets.models import Ticket
from tickets.period import Period, last_days
from tickets.services import edit_ticket
from tickets.stats.trends import Span, Trends, ticket_trends
from tickets.tests.factory import make_ticket

TODAY = date(2026, 3, 20)
NOON = datetime(2026, 3, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)
NO_PRIORITY = {"low": 0, "medium": 0, "high": 0, "critical": 0}
NO_TIMES = {"tickets": 0, "median_seconds": None, "p90_seconds": None}


def filed(days_ago: int, *steps: tuple[int, str], **fields: Any) -> Ticket:
    """A ticket, and the later changes of its status: each so many days before 20 March."""
    ticket = make_ticket(created_at=NOON - days_ago * DAY, **fields)
    for then, status in steps:
        edit_ticket(ticket.pk, {"status": status}, at=NOON - then * DAY)
    return ticket


def trends(days: int = 4) -> Trends:
    return ticket_trends(last_days(days, TODAY), TODAY)


def column(name: str, spans: list[Span]) -> list[Any]:
    return [span[name] for span in spans]  # type: ignore[literal-required]


@pytest.mark.django_db
def test_counts_what_came_in_and_what_was_resolved_on_each_day() -> None:
    filed(2)
    filed(2, (0, "resolved"))
    filed(0, (0, "in_progress"))
    spans = trends()["over_time"]
    assert column("since", spans) == column("until", spans) == [TODAY - n * DAY for n in (3, 2, 1, 0)]
    assert column("created", spans) == [0, 2, 0, 1]
    assert column("resolved", spans) == [0, 0, 0, 1]
    assert column("backlog", spans) == [0, 2, 2, 2]


@pytest.mark.django_db
def test_the_backlog_holds_what_was_filed_before_the_period() -> None:
    filed(40)
    filed(40, (30, "closed"))
    filed(40, (1, "closed"))
    assert column("backlog", trends()["over_time"]) == [2, 2, 1, 1]


@pytest.mark.django_db
def test_a_reopened_ticket_is_in_the_backlog_again() -> None:
    filed(9, (8, "resolved"), (2, "open"), (1, "resolved"), (0, "in_progress"))
    spans = trends()["over_time"]
    assert column("resolved", spans) == [0, 0, 1, 0]
    assert column("reopened", spans) == [0, 1, 0, 1]
    assert column("backlog", spans) == [0, 1, 0, 1]


@pytest.mark.django_db
def test_closing_what_is_resolved_is_not_resolving_it_again() -> None:
    filed(3, (2, "resolved"), (1, "closed"))
    spans = trends()["over_time"]
    assert column("resolved", spans) == [0, 1, 0, 0]
    assert column("backlog", spans) == [1, 0, 0, 0]


@pytest.mark.django_db
def test_the_backlog_of_a_period_in_the_past_is_as_it_was_then() -> None:
    filed(12)
    filed(12, (9, "resolved"))
    filed(11, (3, "resolved"), (2, "open"))
    filed(1)
    filed(12, (1, "closed"))
    spans = ticket_trends(Period(TODAY - 13 * DAY, TODAY - 8 * DAY), TODAY)["over_time"]
    assert column("backlog", spans) == [0, 3, 4, 4, 3, 3]
    assert sum(column("created", spans)) == 4


@pytest.mark.django_db
def test_a_long_period_is_shown_by_weeks_cut_to_the_period() -> None:
    """20 March 2026 is a Friday, and 17 February a Tuesday."""
    filed(32)
    filed(26, (25, "resolved"))
    filed(25)
    filed(31)
    filed(0)
    found = trends(32)
    spans = found["over_time"]
    assert found["step"] == "week"
    assert [(span["since"], span["until"]) for span in spans] == [
        (date(2026, 2, 17), date(2026, 2, 22)),
        (date(2026, 2, 23), date(2026, 3, 1)),
        (date(2026, 3, 2), date(2026, 3, 8)),
        (date(2026, 3, 9), date(2026, 3, 15)),
        (date(2026, 3, 16), TODAY),
    ]
    assert column("created", spans) == [2, 1, 0, 0, 1]
    assert column("resolved", spans) == [0, 1, 0, 0, 0]
    assert column("backlog", spans) == [3, 3, 3, 3, 4]


@pytest.mark.django_db
def test_a_week_that_goes_on_after_the_period_ends_with_it() -> None:
    filed(3)
    filed(1)
    spans = ticket_trends(Period(TODAY - 34 * DAY, TODAY - 2 * DAY), TODAY)["over_time"]
    assert (spans[-1]["until"], spans[-1]["created"], spans[-1]["backlog"]) == (TODAY - 2 * DAY, 1, 1)


@pytest.mark.django_db
def test_days_begin_at_midnight_of_the_configured_time_zone() -> None:
    """In Auckland, 20 March begins on 19 March at 11:00 UTC."""
    midnight = datetime(2026, 3, 19, 11, tzinfo=UTC)
    for moment in (midnight - timedelta(microseconds=1), midnight):
        ticket = make_ticket(created_at=moment)
        edit_ticket(ticket.pk, {"status": "resolved"}, at=moment)
    with timezone.override("Pacific/Auckland"):
        spans = trends(2)["over_time"]
    assert column("created", spans) == column("resolved", spans) == [1, 1]


@pytest.mark.django_db
def test_time_to_resolve_counts_the_resolving_that_lasted() -> None:
    filed(2, (1, "resolved"), (1, "closed"))
    filed(30, (20, "resolved"), (9, "open"), (1, "resolved"))
    filed(9, (1, "resolved"), (0, "open"))
    filed(30, (10, "resolved"))
    filed(1)
    found = trends()
    expected = {"tickets": 2, "median_seconds": 15 * 86_400, "p90_seconds": round(26.2 * 86_400)}
    assert found["time_to_resolve"] == expected
    assert column("time_to_resolve", found["over_time"]) == [NO_TIMES, NO_TIMES, expected, NO_TIMES]


@pytest.mark.django_db
def test_labels_are_those_of_tickets_filed_in_the_period() -> None:
    for _ in range(2):
        filed(3, category="billing", priority="high")
    filed(4, category="billing", priority="high")
    filed(0, category="general", priority="low", status="closed")
    assert trends()["labels"] == {
        "billing": {**NO_PRIORITY, "high": 2},
        "technical": NO_PRIORITY,
        "account": NO_PRIORITY,
        "general": {**NO_PRIORITY, "low": 1},
    }


@pytest.mark.django_db
def test_the_backlog_is_told_apart_by_calendar_days() -> None:
    for days_ago in (0, 1, 2, 3, 6, 7, 27, 28, 400):
        filed(days_ago)
    filed(5, (1, "closed"))
    assert [(age["min_days"], age["max_days"], age["tickets"]) for age in trends()["age"]] == [
        (0, 0, 1),
        (1, 2, 2),
        (3, 6, 2),
        (7, 27, 2),
        (28, None, 2),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("days", [7, 366])
@pytest.mark.parametrize("tickets", [0, 3])
def test_takes_seven_queries(
    tickets: int, days: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(tickets):
        filed(number + 1, (0, "resolved"))
    with django_assert_num_queries(7):
        trends(days)


@pytest.mark.django_db
def test_without_tickets_everything_is_there_and_nothing(api: APIClient) -> None:
    body = api.get("/api/tickets/trends/?days=1").json()
    today = timezone.localdate().isoformat()
    assert body == {
        "since": today,
        "until": today,
        "today": today,
        "step": "day",
        "over_time": [
            {
                "since": today,
                "until": today,
                "created": 0,
                "resolved": 0,
                "reopened": 0,
                "backlog": 0,
                "time_to_resolve": NO_TIMES,
            }
        ],
        "labels": dict.fromkeys(("billing", "technical", "account", "general"), NO_PRIORITY),
        "time_to_resolve": NO_TIMES,
        "age": [
            {"min_days": 0, "max_days": 0, "tickets": 0},
            {"min_days": 1, "max_days": 2, "tickets": 0},
            {"min_days": 3, "max_days": 6, "tickets": 0},
            {"min_days": 7, "max_days": 27, "tickets": 0},
            {"min_days": 28, "max_days": None, "tickets": 0},
        ],
    }


@pytest.mark.django_db
def test_follows_a_ticket_through_the_api(api: APIClient) -> None:
    created = api.post("/api/tickets/", {"title": "Fan", "description": "Loud.", "category": "technical"})
    api.patch(f"/api/tickets/{created.json()['id']}/", {"status": "resolved"})
    (day,) = api.get("/api/tickets/trends/?days=1").json()["over_time"]
    assert (day["created"], day["resolved"], day["backlog"]) == (1, 1, 0)
    assert day["time_to_resolve"]["tickets"] == 1


@pytest.mark.django_db
def test_takes_thirty_days_or_those_that_are_given(api: APIClient) -> None:
    assert len(api.get("/api/tickets/trends/").json()["over_time"]) == 30
    body = api.get("/api/tickets/trends/?since=2026-03-01&until=2026-03-20").json()
    assert (body["since"], body["until"], len(body["over_time"])) == ("2026-03-01", "2026-03-20", 20)
    yesterday = timezone.localdate() - DAY
    assert api.get(f"/api/tickets/trends/?since={yesterday}").json()["until"] == str(timezone.localdate())


NOT_LONGER = "Choose a first day that is not after the last, and at most 366 days in all."


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ({"days": "0"}, {"days": ["Choose a whole number of days from 1 to 366."]}),
        ({"days": "367"}, {"days": ["Choose a whole number of days from 1 to 366."]}),
        ({"until": "2026-03-20"}, {"since": ["Give the first day as well."]}),
        ({"since": "2026-03-01", "days": "7"}, {"days": ["Give either days, or since and until."]}),
        ({"since": "2026-03-21", "until": "2026-03-20"}, {"since": [NOT_LONGER]}),
        ({"since": "2025-03-19", "until": "2026-03-20"}, {"since": [NOT_LONGER]}),
        (
            {"since": "2026-03-01", "until": "2999-01-01"},
            {"until": ["The last day cannot be in the future."]},
        ),
    ],
)
def test_refuses_a_period_and_says_which_it_allows(
    api: APIClient, query: dict[str, str], problem: dict[str, list[str]]
) -> None:
    response = api.get("/api/tickets/trends/", query)
    assert (response.status_code, response.json()) == (400, problem)


@pytest.mark.parametrize(
    "value", ["yesterday", "2026-02-30", "0001-01-01", "9" * 2000, "\0", "2026-03-01T00:00"]
)
def test_refuses_what_is_no_day(api: APIClient, value: str) -> None:
    for name in ("since", "until"):
        response = api.get(
            "/api/tickets/trends/", {"since": "2026-03-01", "until": "2026-03-02", name: value}
        )
        assert response.status_code == 400
        assert set(response.json()) & {"since", "until"}
