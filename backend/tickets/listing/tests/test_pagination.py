from datetime import UTC, datetime, timedelta

import pytest
from rest_framework.test import APIClient

from tickets.models import Priority, Ticket
from tickets.tests.factory import make_ticket

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def make_many(count: int, created_at: datetime) -> None:
    Ticket.objects.bulk_create(
        Ticket(title=f"{number}", description="text", created_at=created_at, updated_at=created_at)
        for number in range(count)
    )


def make_varied(count: int) -> None:
    """Tickets of all priorities, few moments and other moments of change."""
    for number in range(count):
        priority = Priority.values[number % 4]
        created = NOON + timedelta(hours=number % 3)
        changed = NOON + timedelta(days=1, hours=number * 7 % 5)
        make_ticket(f"{number}", created_at=created, priority=priority, updated_at=changed)


def walk(api: APIClient, url: str, link: str) -> list[list[int]]:
    """The tickets' ids page by page, following `next` or `previous` to its end."""
    pages = []
    while url:
        body = api.get(url).json()
        pages.append([ticket["id"] for ticket in body["results"]])
        url = body[link]
        assert len(pages) < 200
    return pages


def test_three_thousand_of_one_moment_are_each_listed_once(api: APIClient) -> None:
    make_many(3000, NOON)
    ids = [i for page in walk(api, "/api/tickets/?page_size=200", "next") for i in page]
    assert len(ids) == 3000
    assert ids == sorted(ids, reverse=True)
    assert len(set(ids)) == 3000


def test_tickets_that_come_in_meanwhile_neither_repeat_nor_hide_one(api: APIClient) -> None:
    make_many(30, NOON)
    expected = set(Ticket.objects.values_list("id", flat=True))
    url, seen = "/api/tickets/?page_size=7", []
    while url:
        body = api.get(url).json()
        seen += [ticket["id"] for ticket in body["results"]]
        url = body["next"]
        make_ticket("newer", created_at=NOON + timedelta(minutes=len(seen)))
        make_ticket("of the same moment", created_at=NOON)
    assert len(seen) == len(set(seen))
    assert set(seen) == expected


def test_previous_leads_back_over_the_same_pages(api: APIClient) -> None:
    make_many(10, NOON)
    make_many(10, NOON + timedelta(hours=1))
    there = walk(api, "/api/tickets/?page_size=6", "next")
    last = "/api/tickets/?page_size=6"
    while link := api.get(last).json()["next"]:
        last = link
    back = walk(api, last, "previous")
    assert [len(page) for page in there] == [6, 6, 6, 2]
    assert back == there[::-1]


SORTED = {
    "created_at": lambda ticket: (ticket.created_at, ticket.pk),
    "updated_at": lambda ticket: (ticket.updated_at, ticket.pk),
    "priority": lambda ticket: (Priority.values.index(ticket.priority), ticket.created_at, ticket.pk),
}


@pytest.mark.parametrize("minus", ["", "-"])
@pytest.mark.parametrize("key", SORTED)
def test_every_order_lists_each_ticket_once_there_and_back(api: APIClient, key: str, minus: str) -> None:
    make_varied(23)
    expected = [ticket.pk for ticket in sorted(Ticket.objects.all(), key=SORTED[key], reverse=minus == "-")]
    first = f"/api/tickets/?page_size=6&ordering={minus}{key}"
    there = walk(api, first, "next")
    assert [i for page in there for i in page] == expected
    last = first
    while link := api.get(last).json()["next"]:
        last = link
    assert walk(api, last, "previous") == there[::-1]


def test_an_unknown_order_is_an_error_that_names_the_known_ones(api: APIClient) -> None:
    response = api.get("/api/tickets/", {"ordering": "colour"})
    assert response.status_code == 400
    assert "-priority" in response.json()["ordering"][0]


def test_a_cursor_of_another_order_is_an_error(api: APIClient) -> None:
    make_varied(5)
    link = api.get("/api/tickets/?page_size=2").json()["next"]
    response = api.get(f"{link}&ordering=priority")
    assert response.status_code == 400
    assert list(response.json()) == ["cursor"]


def test_one_page_has_no_links(api: APIClient) -> None:
    make_many(25, NOON)
    body = api.get("/api/tickets/").json()
    assert len(body["results"]) == 25
    assert body["next"] is body["previous"] is None


def test_a_cursor_beyond_the_last_ticket_leads_back_to_the_beginning(api: APIClient) -> None:
    make_many(3, NOON)
    url = api.get("/api/tickets/?page_size=2").json()["next"]
    Ticket.objects.all().delete()
    body = api.get(url).json()
    assert body["results"] == []
    assert body["previous"].endswith("/api/tickets/?page_size=2")


def test_links_keep_the_filters(api: APIClient) -> None:
    make_many(5, NOON)
    link = api.get("/api/tickets/", {"page_size": "2", "status": "open", "search": "text"}).json()["next"]
    assert "status=open" in link
    assert "search=text" in link


@pytest.mark.parametrize("size", ["0", "-1", "201", "ten", "1.5", "²", "9" * 400, "0000000010000"])
def test_a_wrong_page_size_is_an_error(api: APIClient, size: str) -> None:
    response = api.get("/api/tickets/", {"page_size": size})
    assert response.status_code == 400
    assert list(response.json()) == ["page_size"]


@pytest.mark.parametrize("cursor", ["x", "é", "W10=", "bnVsbA==", "WyJvbGRlciIsICIyMDI2LTAxLTAxIiwgMV0="])
def test_a_made_up_cursor_is_an_error(api: APIClient, cursor: str) -> None:
    response = api.get("/api/tickets/", {"cursor": cursor})
    assert response.status_code == 400
    assert list(response.json()) == ["cursor"]
