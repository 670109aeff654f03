from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from rest_framework.test import APIClient

from tickets.models import Ticket

BODY = {"title": "Charged twice", "description": "Two payments for one order."}
SEEN = {
    "suggested_category": "billing",
    "suggested_priority": "high",
    "suggestion_source": "llm",
    "suggestion_model": "some-model:4b",
    "prompt_version": "1",
    "suggestion_confidence": {"category": 0.9, "priority": None},
    "suggestion_unsure": {"category": False, "priority": True},
    "suggestion_latency_ms": 840,
}


@pytest.mark.django_db
def test_stores_a_ticket_with_the_labels_that_a_person_chose(api: APIClient) -> None:
    response = api.post("/api/tickets/", {**BODY, "category": "billing", "priority": "high"})
    assert response.status_code == 201
    ticket = response.json()
    assert response.headers["Location"] == f"/api/tickets/{ticket['id']}/"
    assert ticket["status"] == "open"
    assert ticket["version"] == 1
    assert (ticket["category"], ticket["priority"]) == ("billing", "high")
    assert ticket["category_set_by_person"] is ticket["priority_set_by_person"] is True
    assert Ticket.objects.get(pk=ticket["id"]).title == BODY["title"]


@pytest.mark.django_db
def test_labels_may_be_left_out(api: APIClient) -> None:
    ticket = api.post("/api/tickets/", BODY).json()
    assert (ticket["category"], ticket["priority"]) == ("general", "medium")
    assert ticket["category_set_by_person"] is ticket["priority_set_by_person"] is False
    assert ticket["suggestion_source"] == "none"


@pytest.mark.django_db
def test_keeps_what_was_suggested_beside_what_was_chosen(api: APIClient) -> None:
    ticket = api.post("/api/tickets/", {**BODY, "category": "account", "priority": "high", **SEEN}).json()
    assert ticket["category"] == "account"
    assert {name: ticket[name] for name in SEEN} == SEEN


@pytest.mark.django_db
def test_a_label_that_was_left_out_is_as_suggested_and_still_not_a_persons(api: APIClient) -> None:
    ticket = api.post("/api/tickets/", {**BODY, "category": "account", **SEEN}).json()
    assert (ticket["category"], ticket["category_set_by_person"]) == ("account", True)
    assert (ticket["priority"], ticket["priority_set_by_person"]) == ("high", False)


@pytest.mark.django_db
@pytest.mark.parametrize("missing", ["suggested_category", "suggested_priority", "suggestion_source"])
def test_half_a_suggestion_is_refused(api: APIClient, missing: str) -> None:
    half = {name: value for name, value in SEEN.items() if name != missing}
    response = api.post("/api/tickets/", {**BODY, **half})
    assert response.status_code == 400
    assert "suggestion_source" in response.json()


@pytest.mark.django_db
def test_a_suggestion_that_says_nothing_of_doubt_is_sure(api: APIClient) -> None:
    silent = {
        name: value
        for name, value in SEEN.items()
        if name not in ("suggestion_unsure", "suggestion_latency_ms")
    }
    ticket = api.post("/api/tickets/", {**BODY, **silent}).json()
    assert ticket["suggestion_unsure"] == {"category": False, "priority": False}
    assert ticket["suggestion_latency_ms"] is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("suggestion_latency_ms", -1),
        ("suggestion_latency_ms", 2**31),
        ("suggestion_unsure", {"category": "perhaps"}),
    ],
)
def test_what_cannot_be_said_of_a_suggestion_is_refused(api: APIClient, field: str, value: object) -> None:
    response = api.post("/api/tickets/", {**BODY, **SEEN, field: value})
    assert response.status_code == 400
    assert list(response.json()) == [field]


@pytest.mark.django_db
def test_never_takes_a_creation_time_or_a_status(api: APIClient) -> None:
    ticket = api.post(
        "/api/tickets/", {**BODY, "created_at": "2001-01-01T00:00:00Z", "status": "closed"}
    ).json()
    assert not ticket["created_at"].startswith("2001")
    assert ticket["status"] == "open"


@pytest.mark.django_db(transaction=True)
def test_a_thousand_at_once_are_all_stored_and_none_twice() -> None:
    def create(numbers: range) -> set[int]:
        try:
            client = APIClient()
            posts = (client.post("/api/tickets/", {**BODY, "title": f"Ticket {n}"}) for n in numbers)
            return {response.status_code for response in posts}
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=16) as threads:
        statuses = set().union(*threads.map(create, [range(first, 1000, 16) for first in range(16)]))
    titles = list(Ticket.objects.values_list("title", flat=True))
    assert statuses == {201}
    assert len(titles) == len(set(titles)) == 1000


def test_options_tell_what_a_new_ticket_takes(api: APIClient) -> None:
    fields = api.options("/api/tickets/").json()["actions"]["POST"]
    assert {name for name, field in fields.items() if field["required"]} == {"title", "description"}
    assert not fields["category"]["read_only"]
