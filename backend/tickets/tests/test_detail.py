import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from tickets.models import Ticket, TicketChange
from tickets.tests.factory import make_ticket

pytestmark = pytest.mark.django_db


def test_shows_the_ticket_and_its_version(api: APIClient) -> None:
    ticket = make_ticket()
    response = api.get(f"/api/tickets/{ticket.pk}/")
    assert response.status_code == 200
    assert response.headers["ETag"] == '"1"'
    assert response.json()["title"] == ticket.title
    assert response.json()["history"] == []


@pytest.mark.parametrize("number", ["1", "0", "999999999999999999", "9" * 30])
@pytest.mark.parametrize("method", ["get", "patch"])
def test_a_ticket_that_is_not_there_is_a_404(api: APIClient, method: str, number: str) -> None:
    response = getattr(api, method)(f"/api/tickets/{number}/", {})
    assert response.status_code == 404
    assert response.json()["code"] == "not_found"


@pytest.mark.parametrize("method", ["get", "patch"])
def test_that_a_ticket_is_not_there_is_said_in_the_same_words(api: APIClient, method: str) -> None:
    response = getattr(api, method)("/api/tickets/1/", {}, headers={"Accept-Language": "de"})
    assert response.json()["detail"] == "Das gibt es hier nicht oder nicht mehr."


def test_a_change_is_kept_in_the_history_with_who_made_it(api: APIClient) -> None:
    ticket = make_ticket()
    body = api.patch(f"/api/tickets/{ticket.pk}/", {"status": "in_progress", "priority": "high"}).json()
    assert (body["status"], body["priority"], body["version"]) == ("in_progress", "high", 2)
    assert body["updated_at"] > body["created_at"]
    rows = {row["field"]: (row["old"], row["new"], row["actor"]) for row in body["history"]}
    assert rows == {"status": ("open", "in_progress", "person"), "priority": ("medium", "high", "person")}


def test_the_history_is_newest_first(api: APIClient) -> None:
    ticket = make_ticket()
    for status in ("in_progress", "resolved", "open"):
        body = api.patch(f"/api/tickets/{ticket.pk}/", {"status": status}).json()
    assert [row["new"] for row in body["history"]] == ["open", "resolved", "in_progress"]


def test_a_change_to_what_it_is_already_changes_nothing(api: APIClient) -> None:
    ticket = make_ticket()
    body = api.patch(f"/api/tickets/{ticket.pk}/", {"status": "open", "title": ticket.title}).json()
    assert body["version"] == 1
    assert body["history"] == []


def test_confirming_a_label_makes_it_the_persons(api: APIClient) -> None:
    ticket = make_ticket()
    body = api.patch(f"/api/tickets/{ticket.pk}/", {"category": ticket.category}).json()
    assert body["category_set_by_person"] is True
    assert body["priority_set_by_person"] is False
    assert body["history"] == []


@pytest.mark.parametrize("headers", [{}, {"If-Match": '"1"'}, {"If-Match": 'W/"1"'}, {"If-Match": "*"}])
def test_a_change_of_the_current_version_is_applied(api: APIClient, headers: dict[str, str]) -> None:
    ticket = make_ticket()
    response = api.patch(f"/api/tickets/{ticket.pk}/", {"status": "closed"}, headers=headers)
    assert response.status_code == 200
    assert response.headers["ETag"] == '"2"'


@pytest.mark.parametrize(("body", "headers"), [({"version": 1}, {}), ({}, {"If-Match": '"1"'})])
def test_a_change_of_an_older_version_is_refused_and_loses_nothing(
    api: APIClient, body: dict[str, int], headers: dict[str, str]
) -> None:
    ticket = make_ticket()
    api.patch(f"/api/tickets/{ticket.pk}/", {"status": "resolved"})
    response = api.patch(f"/api/tickets/{ticket.pk}/", {"priority": "low", **body}, headers=headers)
    assert response.status_code == 409
    assert response.json()["code"] == "conflict"
    assert response.json()["current"]["status"] == "resolved"
    assert response.json()["current"]["history"][0]["new"] == "resolved"
    assert Ticket.objects.get().priority == "medium"
    assert TicketChange.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", "done"),
        ("category", None),
        ("title", " "),
        ("description", ""),
        ("version", 0),
        ("version", "x"),
    ],
)
def test_a_broken_change_is_refused_and_names_the_field(api: APIClient, field: str, value: object) -> None:
    ticket = make_ticket()
    response = api.patch(f"/api/tickets/{ticket.pk}/", {"priority": "low", field: value})
    assert response.status_code == 400
    assert list(response.json()) == [field]
    assert Ticket.objects.get().version == 1


@pytest.mark.parametrize("version", ["abc", '"1", "2"', "9" * 5000])
def test_a_broken_if_match_is_refused(api: APIClient, version: str) -> None:
    response = api.patch(
        f"/api/tickets/{make_ticket().pk}/", {"status": "closed"}, headers={"If-Match": version}
    )
    assert response.status_code == 400
    assert list(response.json()) == ["version"]


def test_takes_three_queries_whatever_happened_to_it(
    api: APIClient, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ticket = make_ticket()
    for status in ("in_progress", "resolved", "closed"):
        api.patch(f"/api/tickets/{ticket.pk}/", {"status": status})
        api.post(f"/api/tickets/{ticket.pk}/comments/", {"body": status})
    with django_assert_num_queries(3):
        api.get(f"/api/tickets/{ticket.pk}/")
