"""Which tickets are said to be similar to a text."""

from typing import Any

import pytest
from django.db import connection
from django.db.models.functions import Now
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from tickets import similar
from tickets.models import Ticket
from tickets.tests.factory import make_ticket

pytestmark = pytest.mark.django_db


def found(api: APIClient, title: str = "", description: str = "") -> list[str]:
    response = api.post("/api/tickets/similar/", {"title": title, "description": description}, format="json")
    assert response.status_code == 200, response.content
    return [ticket["title"] for ticket in response.json()["results"]]


def make_others(number: int) -> None:
    Ticket.objects.bulk_create(
        Ticket(title="Another", description="matter", created_at=Now(), updated_at=Now())
        for _ in range(number)
    )


def test_finds_tickets_that_share_a_telling_word(api: APIClient) -> None:
    paid = make_ticket("Invoice paid two times", "Both went through.")
    make_ticket("Printer on fire")
    response = api.post("/api/tickets/similar/", {"title": "Charged twice for invoice"}, format="json")
    assert response.json() == {
        "results": [{"id": paid.pk, "title": "Invoice paid two times", "status": "open"}]
    }


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Invoice wrong", "two INVOICES"),
        ("Rechnungen doppelt", "eine Rechnung"),
        ("The app crashes", "a crash"),
        ("About INV-20418", "where is inv-20418"),
        ("Mail to ada@example.org", "ada@example.org"),
        ("L'écran noir", "écran"),
    ],
)
def test_forms_of_a_word_are_one_word(api: APIClient, title: str, text: str) -> None:
    make_ticket(title, "-")
    assert found(api, description=text) == [title]


@pytest.mark.parametrize(("title", "text"), [("INV-20418", "INV-20419"), ("The cat", "a catalogue")])
def test_numbers_and_short_words_stand_for_themselves(api: APIClient, title: str, text: str) -> None:
    make_ticket(title, "-")
    assert found(api, description=text.removeprefix("INV")) == []


def test_open_tickets_come_first_then_those_that_share_more(api: APIClient) -> None:
    for title, status in (
        ("Router blinks", "closed"),
        ("Router blinks orange", "resolved"),
        ("Router blinks too", "in_progress"),
        ("Router blinks orange again", "open"),
    ):
        make_ticket(title, "-", status=status)
    make_others(20)
    assert found(api, "Router blinks orange") == [
        "Router blinks orange again",
        "Router blinks too",
        "Router blinks orange",
        "Router blinks",
    ]


def test_shows_five_at_most(api: APIClient) -> None:
    for number in range(8):
        make_ticket(f"{number}. kiln", "-")
    make_others(40)
    assert found(api, "kiln") == [f"{number}. kiln" for number in (7, 6, 5, 4, 3)]


def test_a_word_that_many_tickets_have_says_nothing(api: APIClient) -> None:
    for number in range(10):
        make_ticket(f"Please help with number {number}", "-")
    assert found(api, "Please help with the kiln") == []
    make_ticket("The kiln", "-")
    assert found(api, "Please help with the kiln") == ["The kiln"]


def test_one_word_of_many_is_not_enough(api: APIClient) -> None:
    make_ticket("Kiln", "-")
    make_ticket("Kiln glows", "-")
    assert found(api, "Kiln glows violet since yesterday", "afternoon") == ["Kiln glows"]


def test_of_a_large_table_only_tickets_with_two_of_the_words_are_read(
    api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_ticket("Kiln glows", "-")
    make_ticket("Kiln", "-")
    monkeypatch.setattr(similar, "MOST_ROWS", 0.0005 * Ticket.objects.latest("pk").pk)
    assert found(api, "Kiln glows") == ["Kiln glows"]
    monkeypatch.setattr(similar, "MOST_ROWS", 0)
    assert found(api, "Kiln glows") == []


@pytest.mark.parametrize("text", ["", "  \n ", "a an to", "?! -- &", "the the"])
def test_a_text_that_says_nothing_is_like_no_ticket(api: APIClient, text: str) -> None:
    make_ticket("a an to ?! -- & ", "-")
    assert found(api, text, text) == []


@pytest.mark.parametrize("text", ["it's 'quoted'", "C:\\temp\\x' | y", "(kiln & ! <-> *:", "%s %(any)s"])
def test_what_means_something_to_a_query_is_text(api: APIClient, text: str) -> None:
    make_ticket("Unlike", "-")
    assert found(api, text, text) == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"title": "t" * 201}, "title"),
        ({"description": "d" * 20_001}, "description"),
        ({"description": "\0"}, "description"),
        ({"title": ["kiln"]}, "title"),
    ],
)
def test_refuses_what_no_ticket_could_hold(api: APIClient, body: dict[str, Any], field: str) -> None:
    response = api.post("/api/tickets/similar/", body, format="json")
    assert response.status_code == 400
    assert list(response.json()) == [field]


def test_a_text_has_no_place_in_an_address(api: APIClient) -> None:
    assert api.get("/api/tickets/similar/?title=kiln").status_code == 405


def test_a_long_text_costs_no_more_queries(
    api: APIClient, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_ticket("Kiln", "-")
    text = " ".join(f"word{number}" for number in range(2_000))
    with django_assert_num_queries(4):
        assert found(api, "kiln", text) == []


def test_the_index_answers(api: APIClient) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN SELECT FROM tickets_ticket WHERE {similar.INDEXED} @@ 'kiln'::tsquery")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "ticket_words" in plan
