"""Finding words, by looking through some tickets or by the indexes: what is found is the same."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from tickets.comments import add_comment
from tickets.listing import search, search_indexes
from tickets.models import Comment, Ticket
from tickets.tests.factory import make_ticket
from tickets.tests.plans import plan_of

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks through few tickets, as if there were very many."""
    monkeypatch.setattr(search, "SAMPLE", 4)
    monkeypatch.setattr(search, "MOST_LOOKED_THROUGH", 12)
    monkeypatch.setattr(search, "ENOUGH_COUNTED", 6)


def make_numbered(count: int) -> None:
    """The newest has the highest number. Every second is open; all have some words, the oldest ten more."""
    for number in range(count):
        make_ticket(
            f"Ticket no{number:03}",
            "a printer" + (" in the hailstorm" if number < 10 else ""),
            created_at=NOON + timedelta(hours=number),
            status="open" if number % 2 else "closed",
        )


def walk(api: APIClient, **query: str) -> list[str]:
    """The titles of all pages; each page is found again from the next one."""
    page = api.get("/api/tickets/", {"page_size": "3", **query}).json()
    titles = [ticket["title"] for ticket in page["results"]]
    while page["next"]:
        page = api.get(page["next"]).json()
        titles += [ticket["title"] for ticket in page["results"]]
    return titles


def numbers(wanted: Sequence[int]) -> list[str]:
    return [f"Ticket no{number:03}" for number in wanted]


@pytest.mark.usefixtures("few")
def test_a_word_that_only_old_tickets_have(api: APIClient) -> None:
    make_numbered(40)
    assert walk(api, search="hailstorm") == numbers(range(9, -1, -1))
    assert walk(api, search="printer HAIL", status="open") == numbers([9, 7, 5, 3, 1])
    assert walk(api, search="hailstorm", ordering="created_at") == numbers(range(10))
    assert walk(api, search="hailstorm", ordering="-priority") == numbers(range(9, -1, -1))
    assert walk(api, search="no007") == numbers([7])
    assert walk(api, search="nowhere") == []


@pytest.mark.usefixtures("few")
def test_a_word_that_all_tickets_have(api: APIClient) -> None:
    make_numbered(20)
    assert walk(api, search="rinte") == numbers(range(19, -1, -1))
    assert walk(api, search="printer", status="open") == numbers(range(19, 0, -2))


@pytest.mark.usefixtures("few")
def test_one_word_in_the_ticket_and_one_in_a_comment(api: APIClient) -> None:
    make_numbered(20)
    add_comment(Ticket.objects.get(title="Ticket no003").pk, body="Ask the OMBUDSMAN.")
    add_comment(Ticket.objects.get(title="Ticket no012").pk, body="Asked the ombudsman.")
    assert walk(api, search="ombudsman") == numbers([12, 3])
    assert walk(api, search="hailstorm ombuds") == numbers([3])
    assert walk(api, search="ombudsman asked printer") == numbers([12])


@pytest.mark.usefixtures("few")
def test_without_indexes_the_same_is_found(api: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    make_numbered(30)
    monkeypatch.setattr(search_indexes, "exist", lambda: False)
    assert walk(api, search="hailstorm") == numbers(range(9, -1, -1))
    assert api.get("/api/tickets/count/?search=printer").json() == {"count": 12, "more": True}
    assert api.get("/api/tickets/count/?search=hailstorm").json() == {"count": 10, "more": False}


@pytest.mark.usefixtures("few")
def test_two_letters_are_looked_for_so_far_and_from_there_on(api: APIClient) -> None:
    make_numbered(40)
    page = api.get("/api/tickets/?search=38&page_size=3").json()
    assert [ticket["title"] for ticket in page["results"]] == numbers([38])
    assert page["searched"] == 12
    assert page["next"] is not None
    assert walk(api, search="38") == numbers([38])
    assert walk(api, search="01") == numbers([19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 1])


@pytest.mark.usefixtures("few")
def test_the_pages_of_two_letters_lead_back(api: APIClient) -> None:
    make_numbered(40)
    page = api.get("/api/tickets/?search=03&page_size=3").json()
    found: list[str] = []
    while page["next"]:
        page = api.get(page["next"]).json()
    while page["previous"]:
        page = api.get(page["previous"]).json()
        found = [ticket["title"] for ticket in page["results"]] + found
    assert set(numbers(range(39, 29, -1))) <= set(found)


@pytest.mark.usefixtures("few")
def test_a_search_of_all_tickets_says_nothing_of_how_far_it_went(api: APIClient) -> None:
    make_numbered(8)
    assert api.get("/api/tickets/", {"search": "no"}).json()["searched"] is None
    assert api.get("/api/tickets/", {"search": "hailstorm"}).json()["searched"] is None


@pytest.mark.usefixtures("few")
def test_counts_rare_words_all_and_others_among_the_newest(api: APIClient) -> None:
    make_numbered(40)
    counted = {
        word: tuple(api.get("/api/tickets/count/", {"search": word}).json().values())
        for word in ("hailstorm", "nowhere", "printer", "no", "no039")
    }
    assert counted == {
        "hailstorm": (10, False),
        "nowhere": (0, False),
        "printer": (12, True),
        "no": (12, True),
        "no039": (1, False),
    }


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("words", ["printer", "hailstorm", "no", "hailstorm printer no", "nowhere"])
def test_takes_few_queries(
    api: APIClient, django_assert_max_num_queries: DjangoAssertNumQueries, words: str
) -> None:
    make_numbered(40)
    # Looking twice, asking for the indexes, then them (a savepoint around it in tests), then for the page.
    with django_assert_max_num_queries(8):
        api.get("/api/tickets/", {"search": words})
    with django_assert_max_num_queries(7):
        api.get("/api/tickets/count/", {"search": words})


@pytest.mark.parametrize("name", search_indexes.INDEXES)
def test_the_indexes_answer_what_django_asks(name: str) -> None:
    if not search_indexes.exist():
        pytest.skip("this PostgreSQL lacks pg_trgm")
    model, field = {
        "ticket_title_parts": (Ticket, "title"),
        "ticket_description_parts": (Ticket, "description"),
        "comment_parts": (Comment, "body"),
    }[name]
    found = model._default_manager.order_by().filter(**{f"{field}__icontains": "100% of_it"})
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        assert name in plan_of(cursor, *found.query.sql_with_params())
