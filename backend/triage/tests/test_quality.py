"""GET /api/triage/quality/: what people made of the suggestions."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import AsyncClient
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tickets.models import Ticket
from tickets.period import last_days
from tickets.tests.factory import make_ticket
from triage.database import in_database
from triage.quality import Outcomes, suggestion_quality

TODAY = date(2026, 3, 20)
NOON = datetime(2026, 3, 20, 12, tzinfo=UTC)
NOTHING = {"accepted": 0, "overridden": 0, "unconfirmed": 0}


def suggested(created_at: datetime = NOON, **fields: Any) -> Ticket:
    """A ticket for which an engine suggested billing and high, if nothing else is given. Unconfirmed."""
    given = {
        "suggested_category": "billing",
        "suggested_priority": "high",
        "suggestion_source": "llm",
        "suggestion_model": "some-model:4b",
        **fields,
    }
    labels = {"category": given["suggested_category"], "priority": given["suggested_priority"]}
    return make_ticket(created_at=created_at, **{**labels, **given})


def confirmed(**fields: Any) -> Ticket:
    """The same, with both labels set by a person: as suggested, but for those given."""
    return suggested(**{"category_set_by_person": True, "priority_set_by_person": True, **fields})


def outcomes(accepted: int = 0, overridden: int = 0, unconfirmed: int = 0) -> Outcomes:
    return {"accepted": accepted, "overridden": overridden, "unconfirmed": unconfirmed}


def counts(figures: Any) -> dict[str, int]:
    return {name: figures[name] for name in NOTHING}


@pytest.mark.django_db
def test_tells_accepted_from_overridden_from_unconfirmed() -> None:
    confirmed()
    confirmed(priority="low")
    confirmed(category="account", priority_set_by_person=False)
    suggested(suggested_category="technical", suggested_priority="low")
    quality = suggestion_quality(last_days(30, TODAY))
    assert quality["suggestions"] == 4
    assert counts(quality["category"]) == outcomes(accepted=2, overridden=1, unconfirmed=1)
    assert counts(quality["priority"]) == outcomes(accepted=1, overridden=1, unconfirmed=2)


@pytest.mark.django_db
def test_a_ticket_without_a_suggestion_does_not_count() -> None:
    make_ticket(created_at=NOON, category_set_by_person=True, priority_set_by_person=True)
    assert suggestion_quality(last_days(30, TODAY))["suggestions"] == 0


@pytest.mark.django_db
def test_shows_which_labels_are_corrected_into_which() -> None:
    doubtful: dict[str, Any] = {"suggested_category": "technical", "suggested_priority": "medium"}
    confirmed(**doubtful)
    for _ in range(2):
        confirmed(**doubtful, category="account", priority="critical")
    suggested(**doubtful)
    quality = suggestion_quality(last_days(30, TODAY))
    assert quality["category"]["chosen"]["technical"] == {
        "billing": 0,
        "technical": 1,
        "account": 2,
        "general": 0,
    }
    assert quality["priority"]["chosen"]["medium"] == {"low": 0, "medium": 1, "high": 0, "critical": 2}
    assert set(quality["priority"]["chosen"]) == {"low", "medium", "high", "critical"}


@pytest.mark.django_db
def test_tells_unsure_suggestions_apart_for_each_label() -> None:
    confirmed(category="general", suggested_category_unsure=True)
    suggested(suggested_category_unsure=True)
    confirmed(suggested_priority_unsure=True)
    quality = suggestion_quality(last_days(30, TODAY))
    assert quality["category"]["unsure"] == outcomes(overridden=1, unconfirmed=1)
    assert quality["priority"]["unsure"] == outcomes(accepted=1)
    assert counts(quality["category"]) == outcomes(accepted=1, overridden=1, unconfirmed=1)


@pytest.mark.django_db
def test_compares_the_engines_with_their_times() -> None:
    for latency in (100, 201, 300, 400, None):
        confirmed(suggestion_latency_ms=latency)
    builtin = {"suggestion_source": "builtin", "suggestion_model": "built-in"}
    confirmed(category="general", **builtin)
    model, classifier = suggestion_quality(last_days(30, TODAY))["models"]
    assert (model["source"], model["model"], model["suggestions"]) == ("llm", "some-model:4b", 5)
    assert (model["latency_p50_ms"], model["latency_p95_ms"]) == (250, 385)
    assert model["category"] == outcomes(accepted=5)
    assert (classifier["source"], classifier["model"]) == ("builtin", "built-in")
    assert classifier["latency_p50_ms"] is classifier["latency_p95_ms"] is None
    assert (classifier["category"], classifier["priority"]) == (outcomes(overridden=1), outcomes(accepted=1))


@pytest.mark.django_db
def test_names_no_more_models_than_a_person_would_read() -> None:
    for number in range(22):
        suggested(suggestion_model=f"model-{number:02}")
    suggested(suggestion_model="model-21")
    quality = suggestion_quality(last_days(30, TODAY))
    assert quality["suggestions"] == 23
    assert [model["model"] for model in quality["models"]][:2] == ["model-21", "model-00"]
    assert len(quality["models"]) == 20


@pytest.mark.django_db
def test_every_day_is_there_and_begins_at_midnight_of_the_configured_time_zone() -> None:
    """In Auckland, 20 March begins on 19 March at 11:00 UTC."""
    midnight = datetime(2026, 3, 19, 11, tzinfo=UTC)
    confirmed(created_at=midnight)
    confirmed(category="general", created_at=midnight - timedelta(microseconds=1))
    confirmed(created_at=midnight - timedelta(days=3))
    confirmed(created_at=midnight - timedelta(days=3, microseconds=1))
    confirmed(created_at=midnight + timedelta(days=1))
    with timezone.override("Pacific/Auckland"):
        quality = suggestion_quality(last_days(4, TODAY))
    assert (quality["since"], quality["until"], quality["step"]) == (date(2026, 3, 17), TODAY, "day")
    assert [(bucket["start"].day, bucket["category"]) for bucket in quality["over_time"]] == [
        (17, outcomes(accepted=1)),
        (18, outcomes()),
        (19, outcomes(overridden=1)),
        (20, outcomes(accepted=1)),
    ]
    assert quality["suggestions"] == 3


@pytest.mark.django_db
def test_a_long_period_is_shown_by_weeks_that_begin_on_monday() -> None:
    """20 March 2026 is a Friday, and so was 23 January, 57 days before: nine weeks."""
    confirmed(priority="low", created_at=datetime(2026, 1, 23, tzinfo=UTC))
    confirmed(created_at=datetime(2026, 1, 25, 23, 59, tzinfo=UTC))
    suggested(created_at=datetime(2026, 1, 26, tzinfo=UTC))
    quality = suggestion_quality(last_days(57, TODAY))
    assert quality["step"] == "week"
    assert [bucket["start"] for bucket in quality["over_time"]] == [
        date(2026, 1, 19) + timedelta(weeks=week) for week in range(9)
    ]
    assert [bucket["priority"] for bucket in quality["over_time"]] == [
        outcomes(accepted=1, overridden=1),
        outcomes(unconfirmed=1),
        *[outcomes()] * 7,
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("tickets", [0, 3])
def test_takes_four_queries(tickets: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(tickets):
        confirmed(suggestion_model=f"model-{number}")
    with django_assert_num_queries(4):
        suggestion_quality(last_days(365, TODAY))


@pytest.mark.django_db(transaction=True)
async def test_without_suggestions_everything_is_there_and_nothing(async_client: AsyncClient) -> None:
    response = await async_client.get("/api/triage/quality/?days=7")
    assert response.status_code == 200
    body = response.json()
    none = {**NOTHING, "override_rate": None}
    assert (body["suggestions"], body["models"], len(body["over_time"])) == (0, [], 7)
    assert {**body["category"], "chosen": None} == {**none, "unsure": none, "chosen": None}
    assert body["priority"]["chosen"]["low"] == {"low": 0, "medium": 0, "high": 0, "critical": 0}
    assert body["over_time"][0]["priority"] == none


@pytest.mark.django_db(transaction=True)
async def test_answers_for_thirty_days_with_rates(async_client: AsyncClient) -> None:
    now = timezone.now()
    for category in ("billing", "billing", "billing", "account"):
        await in_database(confirmed, category=category, created_at=now)
    await in_database(confirmed, created_at=now - timedelta(days=31))
    body = (await async_client.get("/api/triage/quality/")).json()
    assert (body["suggestions"], body["step"]) == (4, "week")
    assert (body["category"]["override_rate"], body["priority"]["override_rate"]) == (0.25, 0)
    assert body["models"][0]["category"] == {
        "accepted": 3,
        "overridden": 1,
        "unconfirmed": 0,
        "override_rate": 0.25,
    }


@pytest.mark.django_db(transaction=True)
async def test_answers_for_the_days_that_are_given(async_client: AsyncClient) -> None:
    for day in (4, 5, 6, 7):
        await in_database(suggested, created_at=datetime(2026, 3, day, 12, tzinfo=UTC))
    body = (await async_client.get("/api/triage/quality/?since=2026-03-05&until=2026-03-06")).json()
    assert (body["since"], body["until"], body["suggestions"]) == ("2026-03-05", "2026-03-06", 2)


@pytest.mark.parametrize("days", ["0", "-1", "367", "1.5", "a month", "9" * 2000, "\0"])
async def test_refuses_a_period_that_makes_no_sense(async_client: AsyncClient, days: str) -> None:
    response = await async_client.get("/api/triage/quality/", {"days": days})
    assert response.status_code == 400
    assert response.json() == {"days": ["Choose a whole number of days from 1 to 366."]}
