from datetime import datetime
from typing import Any

import pytest
from django.test import override_settings
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from tickets.tests.factory import BY_MODEL, make_ticket

pytestmark = pytest.mark.django_db


def titles(api: APIClient, **query: Any) -> list[str]:
    response = api.get("/api/tickets/", query)
    assert response.status_code == 200, response.content
    return [ticket["title"] for ticket in response.json()["results"]]


def test_newest_first(api: APIClient) -> None:
    for title in ("first", "second", "third"):
        make_ticket(title)
    assert titles(api) == ["third", "second", "first"]


def test_filters_combine(api: APIClient) -> None:
    make_ticket("hit", category="billing", priority="high", status="closed")
    make_ticket("other category", category="general", priority="high", status="closed")
    make_ticket("other priority", category="billing", priority="low", status="closed")
    make_ticket("other status", category="billing", priority="high")
    assert titles(api, category="billing", priority="high", status="closed") == ["hit"]
    assert titles(api, category="billing", priority="high", status="closed", search="hit fire") == []
    assert set(titles(api, category="billing", status="closed")) == {"hit", "other priority"}


def test_a_filter_takes_several_values(api: APIClient) -> None:
    for status in ("open", "in_progress", "closed"):
        make_ticket(status, status=status)
    assert titles(api, status="open,closed") == ["closed", "open"]
    assert titles(api, status=" open, in_progress,") == ["in_progress", "open"]


def test_one_unknown_value_among_several_is_an_error(api: APIClient) -> None:
    response = api.get("/api/tickets/", {"status": "open,lost"})
    assert response.json() == {"status": ['"lost" is not one of open, in_progress, resolved, closed.']}


def test_named_tickets_pass_the_filters_as_others_do(api: APIClient) -> None:
    first, second, _ = make_ticket("first"), make_ticket("second", status="closed"), make_ticket("third")
    named = f"{first.pk},{second.pk},999"
    assert titles(api, ids=named) == ["second", "first"]
    assert titles(api, ids=named, status="open") == ["first"]
    assert titles(api, ids="") == ["third", "second", "first"]


@pytest.mark.parametrize("ids", ["seven", "1,,2", "-1", "1" * 19, "1\x00", ",".join(["1"] * 201)])
def test_numbers_that_no_ticket_has_are_an_error(api: APIClient, ids: str) -> None:
    response = api.get("/api/tickets/", {"ids": ids})
    assert response.status_code == 400
    assert response.json() == {"ids": ["Give at most 200 ticket numbers, separated by commas."]}


@override_settings(TIME_ZONE="Europe/Berlin")
def test_days_are_those_of_the_servers_time_zone_both_included(api: APIClient) -> None:
    for moment in ("2026-03-01T22:59Z", "2026-03-01T23:00Z", "2026-03-03T22:59Z", "2026-03-03T23:00Z"):
        make_ticket(moment, created_at=datetime.fromisoformat(moment))
    found = titles(api, created_from="2026-03-02", created_to="2026-03-03")
    assert found == ["2026-03-03T22:59Z", "2026-03-01T23:00Z"]


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("name", ["created_from", "created_to"])
def test_a_day_that_is_none_is_an_error(api: APIClient, name: str, day: str) -> None:
    response = api.get("/api/tickets/", {name: day})
    assert response.status_code == 400
    assert list(response.json()) == [name]


def test_filters_by_where_the_labels_come_from(api: APIClient) -> None:
    judged = BY_MODEL.as_fields() | {"suggested_priority_unsure": False}
    chosen = {"category_set_by_person": True, "priority_set_by_person": True}
    make_ticket("nobody has looked")
    make_ticket("suggested", **judged)
    make_ticket("unsure", **judged | {"suggested_priority_unsure": True})
    make_ticket("settled", **judged | chosen | {"suggested_category_unsure": True})
    assert titles(api, labels="chosen") == ["settled"]
    assert titles(api, labels="suggested") == ["unsure", "suggested"]
    assert titles(api, labels="unsure") == ["unsure"]
    assert titles(api, labels="chosen,unsure") == ["settled", "unsure"]


@pytest.mark.parametrize("empty", ["", " ", "\t"])
def test_an_empty_filter_filters_nothing(api: APIClient, empty: str) -> None:
    make_ticket("only")
    assert titles(api, category=empty, priority=empty, status=empty, search=empty) == ["only"]


@pytest.mark.parametrize("name", ["category", "priority", "status", "labels"])
def test_an_unknown_value_is_an_error_that_names_the_filter(api: APIClient, name: str) -> None:
    response = api.get("/api/tickets/", {name: "purple"})
    assert response.status_code == 400
    assert list(response.json()) == [name]


def test_an_unknown_value_is_answered_with_the_valid_ones(api: APIClient) -> None:
    message = api.get("/api/tickets/", {"category": "purple"}).json()["category"][0]
    assert "billing, technical, account, general" in message


@pytest.mark.parametrize(
    "search", ["invoice", "INVOICE", "nvoic", "123456", "billing@example.com", "invoice paid"]
)
def test_search_finds_words_and_parts_of_words_in_title_and_description(api: APIClient, search: str) -> None:
    make_ticket("Invoice INV-123456", "Write to billing@example.com, it is paid.")
    make_ticket("Another", "Nothing to see here.")
    assert titles(api, search=search) == ["Invoice INV-123456"]


def test_search_ignores_case_beyond_ascii(api: APIClient) -> None:
    make_ticket("ÜBERWEISUNG fehlt")
    assert titles(api, search="überweisung") == ["ÜBERWEISUNG fehlt"]


@pytest.mark.parametrize(
    "text", ["100%", "a_b", "it's", '"quoted"', "back\\slash", "%", "_", "\\", "'; DROP"]
)
def test_search_takes_special_characters_as_text(api: APIClient, text: str) -> None:
    make_ticket("has it", f"before {text} after")
    make_ticket("has it not", "axb 100 back/slash quoted")
    assert titles(api, search=text) == ["has it"]


@pytest.mark.parametrize("search", ["nul\x00", "x" * 201, " ".join("abcdefghijk")])
def test_a_search_that_cannot_be_served_is_an_error_that_says_so(api: APIClient, search: str) -> None:
    response = api.get("/api/tickets/", {"search": search})
    assert response.status_code == 400
    assert list(response.json()) == ["search"]


def test_a_lone_surrogate_in_the_address_is_no_server_error(api: APIClient) -> None:
    assert api.get("/api/tickets/?search=%ED%A0%80").status_code in (200, 400)


@pytest.mark.parametrize("tickets", [1, 30])
def test_takes_one_query_whatever_the_number(
    api: APIClient, django_assert_num_queries: DjangoAssertNumQueries, tickets: int
) -> None:
    for _ in range(tickets):
        make_ticket()
    with django_assert_num_queries(1):
        api.get("/api/tickets/", {"status": "open", "category": "general"})
