"""Internal notes on a ticket."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from tickets.models import Comment, Ticket
from tickets.tests.factory import make_ticket

NOTE = {"body": "The customer called.\n  They wait.", "author": "Ada"}
KEY = {"Idempotency-Key": "a key of the client's"}


def comment_on(ticket: Ticket, body: str = "A note.") -> None:
    Comment.objects.create(ticket=ticket, body=body)


def found_by(api: APIClient, search: str) -> list[str]:
    return [ticket["title"] for ticket in api.get("/api/tickets/", {"search": search}).json()["results"]]


@pytest.mark.django_db
def test_a_comment_is_answered_and_becomes_part_of_the_ticket(api: APIClient) -> None:
    ticket = make_ticket()
    response = api.post(f"/api/tickets/{ticket.pk}/comments/", NOTE)
    assert response.status_code == 201
    assert {name: response.json()[name] for name in NOTE} == NOTE
    assert api.get(f"/api/tickets/{ticket.pk}/").json()["comments"] == [response.json()]


@pytest.mark.django_db
def test_an_author_need_not_be_named(api: APIClient) -> None:
    response = api.post(f"/api/tickets/{make_ticket().pk}/comments/", {"body": "A note."})
    assert (response.status_code, response.json()["author"]) == (201, "")


@pytest.mark.django_db
def test_comments_are_newest_first(api: APIClient) -> None:
    ticket = make_ticket()
    for body in ("first", "second"):
        api.post(f"/api/tickets/{ticket.pk}/comments/", {"body": body})
    comments = api.get(f"/api/tickets/{ticket.pk}/").json()["comments"]
    assert [comment["body"] for comment in comments] == ["second", "first"]


@pytest.mark.django_db
def test_a_ticket_that_is_not_there_cannot_be_commented_on(api: APIClient) -> None:
    response = api.post("/api/tickets/999999/comments/", NOTE)
    assert (response.status_code, response.json()["code"]) == (404, "not_found")


@pytest.mark.django_db
def test_a_comment_stands_in_nobodys_way_who_is_changing_the_ticket(api: APIClient) -> None:
    ticket = make_ticket()
    api.post(f"/api/tickets/{ticket.pk}/comments/", NOTE)
    response = api.patch(f"/api/tickets/{ticket.pk}/", {"status": "closed", "version": ticket.version})
    assert response.status_code == 200
    assert response.json()["comments"][0]["body"] == NOTE["body"]


@pytest.mark.django_db
def test_a_commented_ticket_is_among_the_last_changed(api: APIClient) -> None:
    commented, _ = make_ticket("commented"), make_ticket("newer")
    api.post(f"/api/tickets/{commented.pk}/comments/", NOTE)
    results = api.get("/api/tickets/", {"ordering": "-updated_at"}).json()["results"]
    assert [ticket["title"] for ticket in results] == ["commented", "newer"]


@pytest.mark.django_db
def test_a_search_finds_a_ticket_by_words_of_its_comments(api: APIClient) -> None:
    ticket, other = make_ticket("hit"), make_ticket("other")
    comment_on(ticket, "Asked for a REFUND of 100%.")
    comment_on(ticket, "Refund sent.")
    comment_on(other, "Nothing of the kind, 100 of them.")
    assert found_by(api, "refund") == ["hit"]
    assert found_by(api, "hit refund 100%") == ["hit"]
    assert found_by(api, "other refund") == []


@pytest.mark.django_db
def test_searching_comments_takes_two_queries(
    api: APIClient, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    comment_on(make_ticket("hit"), "refund")
    with django_assert_num_queries(2):
        assert found_by(api, "refund hit") == ["hit"]


@pytest.mark.django_db
def test_a_repeated_request_is_answered_with_the_first_comment(api: APIClient) -> None:
    url = f"/api/tickets/{make_ticket().pk}/comments/"
    first, again = (api.post(url, NOTE, headers=KEY) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert Comment.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"body": "Another note."}, {"author": "Grace"}])
def test_a_key_is_not_good_for_another_comment(api: APIClient, change: dict[str, Any]) -> None:
    url = f"/api/tickets/{make_ticket().pk}/comments/"
    api.post(url, NOTE, headers=KEY)
    response = api.post(url, NOTE | change, headers=KEY)
    assert (response.status_code, response.json()["code"]) == (422, "idempotency_key_reused")
    assert Comment.objects.count() == 1


@pytest.mark.django_db
def test_without_a_key_the_same_words_are_another_comment(api: APIClient) -> None:
    url = f"/api/tickets/{make_ticket().pk}/comments/"
    for _ in range(2):
        assert api.post(url, NOTE).status_code == 201
    assert Comment.objects.count() == 2


@pytest.mark.django_db
def test_a_key_that_is_too_long_is_refused(api: APIClient) -> None:
    headers = {"Idempotency-Key": "k" * 256}
    response = api.post(f"/api/tickets/{make_ticket().pk}/comments/", NOTE, headers=headers)
    assert (response.status_code, list(response.json())) == (400, ["idempotency_key"])


@pytest.mark.django_db(transaction=True)
def test_the_same_request_many_times_at_once_makes_one_comment() -> None:
    url = f"/api/tickets/{make_ticket().pk}/comments/"

    def send(_: int) -> int:
        try:
            return APIClient().post(url, NOTE, headers=KEY).json()["id"]  # type: ignore[no-any-return]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(send, range(16)))) == 1
    assert Comment.objects.count() == 1
