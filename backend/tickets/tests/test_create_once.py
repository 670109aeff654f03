"""Repeating a request for a ticket with the Idempotency-Key of the first time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from rest_framework.test import APIClient

from tickets.models import Submission, Ticket

BODY = {"title": "Charged twice", "description": "Two payments for one order.", "priority": "high"}
KEY = {"Idempotency-Key": "a key of the client's"}


@pytest.mark.django_db
def test_a_repeated_request_is_answered_with_the_first_ticket(api: APIClient) -> None:
    first = api.post("/api/tickets/", BODY, headers=KEY)
    again = api.post("/api/tickets/", BODY, headers=KEY)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again.headers["Location"] == first.headers["Location"]
    assert Ticket.objects.count() == 1


@pytest.mark.django_db
def test_a_suggestion_that_came_in_between_makes_no_other_ticket(api: APIClient) -> None:
    labels = {"suggested_category": "billing", "suggested_priority": "high"}
    first = api.post("/api/tickets/", BODY, headers=KEY)
    again = api.post("/api/tickets/", {**BODY, **labels, "suggestion_source": "builtin"}, headers=KEY)
    assert again.json() == first.json()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", [{"title": "Charged thrice"}, {"priority": "low"}, {"category": "general"}]
)
def test_a_key_is_not_good_for_another_ticket(api: APIClient, change: dict[str, str]) -> None:
    api.post("/api/tickets/", BODY, headers=KEY)
    response = api.post("/api/tickets/", {**BODY, **change}, headers=KEY)
    assert (response.status_code, response.json()["code"]) == (422, "idempotency_key_reused")
    assert Ticket.objects.count() == 1


@pytest.mark.django_db
def test_other_keys_and_none_make_tickets_of_their_own(api: APIClient) -> None:
    for headers in (KEY, {"Idempotency-Key": "another"}, {}, {}):
        assert api.post("/api/tickets/", BODY, headers=headers).status_code == 201
    assert Ticket.objects.count() == 4


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "k" * 256])
def test_a_key_has_to_have_some_characters_and_not_too_many(api: APIClient, key: str) -> None:
    response = api.post("/api/tickets/", BODY, headers={"Idempotency-Key": key})
    assert response.status_code == 400
    assert response.json() == {"idempotency_key": ["Idempotency-Key must have 1 to 255 characters."]}
    assert Ticket.objects.count() == 0


@pytest.mark.django_db
def test_what_was_refused_uses_no_key_up(api: APIClient) -> None:
    assert api.post("/api/tickets/", {**BODY, "title": ""}, headers=KEY).status_code == 400
    assert api.post("/api/tickets/", BODY, headers=KEY).status_code == 201


@pytest.mark.django_db
def test_a_key_is_forgotten_after_a_day(api: APIClient) -> None:
    api.post("/api/tickets/", BODY, headers=KEY)
    Submission.objects.update(created_at=timezone.now() - timedelta(hours=24))
    assert api.post("/api/tickets/", BODY, headers=KEY).status_code == 201
    assert Ticket.objects.count() == 2
    assert Submission.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_request_many_times_at_once_makes_one_ticket() -> None:
    def submit(_: int) -> int:
        try:
            return APIClient().post("/api/tickets/", BODY, headers=KEY).json()["id"]  # type: ignore[no-any-return]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(submit, range(16)))) == 1
    assert Ticket.objects.count() == 1
