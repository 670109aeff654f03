"""Views of the list that a team gave names to."""

from typing import Any

import pytest
from django.db import DataError, IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from tickets.listing.ordering import ORDERINGS
from tickets.models import SavedView

pytestmark = pytest.mark.django_db

VALID = {"name": "Urgent", "query": "priority=critical"}


def save(api: APIClient, **values: str) -> dict[str, Any]:
    response = api.post("/api/tickets/views/", {**VALID, **values})
    assert response.status_code == 201, response.json()
    return dict(response.json())


def test_lists_what_was_saved_by_name(
    api: APIClient, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for name in ("unsure ones", "Billing", "urgent"):
        save(api, name=name)
    with django_assert_num_queries(1):
        views = api.get("/api/tickets/views/").json()
    assert [view["name"] for view in views] == ["Billing", "unsure ones", "urgent"]
    assert set(views[0]) == {"id", "name", "query", "created_at"}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("status=in_progress,open", "status=in_progress,open"),
        ("ordering=-priority&status=open", "status=open&ordering=-priority"),
        ("status=open%2C%20open&category=", "status=open"),
        ("labels=unsure&created_from=2026-11-01&created_to=2026-11-22",) * 2,
        ("search=a%26b+%C3%A4", "search=a%26b+%C3%A4"),
    ],
)
def test_keeps_a_query_in_one_way_of_writing_it(api: APIClient, given: str, kept: str) -> None:
    assert save(api, query=given)["query"] == kept


@pytest.mark.parametrize("ordering", ORDERINGS)
def test_keeps_what_the_list_understands(api: APIClient, ordering: str) -> None:
    query = save(api, query=f"ordering={ordering}")["query"]
    assert api.get(f"/api/tickets/?{query}").status_code == 200


def test_keeps_the_longest_search_however_it_is_written(api: APIClient) -> None:
    everything = (
        "category=billing,technical,account,general&priority=low,medium,high,critical"
        "&status=open,in_progress,resolved,closed&labels=chosen,suggested,unsure"
        f"&created_from=2026-11-01&created_to=2026-11-22&search={'😀' * 200}&ordering=-created_at"
    )
    assert save(api, query=everything)["query"].count("%F0%9F%98%80") == 200


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("status=lost", '"lost" is not one of open'),
        ("page=7", '"page" is not one of category'),
        ("ordering=title", '"title" is not a valid choice'),
        ("created_from=soon", "Date has wrong format"),
        ("search=%00", "Null characters are not allowed"),
        ("search=" + "+".join("abcdefghijk"), "at most 10 words"),
        ("a=1&" * 21, "Too many parameters"),
        ("status=", "Choose at least one filter or an order"),
        ("x", "Choose at least one filter or an order"),
    ],
)
def test_refuses_what_the_list_would_not_understand(api: APIClient, query: str, message: str) -> None:
    response = api.post("/api/tickets/views/", {**VALID, "query": query})
    assert response.status_code == 400
    assert message in response.json()["query"][0]


BROKEN = [
    ("name", ""),
    ("name", " \t"),
    ("name", "x" * 81),
    ("query", ""),
    ("query", " "),
    ("query", "search=" + "x" * 3000),
]


@pytest.mark.parametrize(("field", "value"), BROKEN)
def test_api_refuses_a_broken_field_and_names_it(api: APIClient, field: str, value: str) -> None:
    response = api.post("/api/tickets/views/", {**VALID, field: value})
    assert response.status_code == 400
    assert list(response.json()) == [field]


@pytest.mark.parametrize(("field", "value"), [*BROKEN, ("name", None), ("query", None), ("created_at", None)])
def test_postgresql_refuses_a_broken_field(field: str, value: str | None) -> None:
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        SavedView.objects.create(**{**VALID, field: value})


def test_a_name_is_one_view_s_whatever_its_case(api: APIClient) -> None:
    save(api, name="Urgent")
    other = save(api, name="Other")
    taken = {"name": ["There is already a view with this name."]}
    again = api.post("/api/tickets/views/", {**VALID, "name": " URGENT "})
    assert (again.status_code, again.json()) == (400, taken)
    renamed = api.patch(f"/api/tickets/views/{other['id']}/", {"name": "urgent"})
    assert (renamed.status_code, renamed.json()) == (400, taken)
    with pytest.raises(IntegrityError, match="savedview_name_unique"), transaction.atomic():
        SavedView.objects.create(**{**VALID, "name": "uRGENT"})


def test_renames_a_view_also_by_its_case_alone(api: APIClient) -> None:
    view = save(api)
    response = api.patch(f"/api/tickets/views/{view['id']}/", {"name": "URGENT"})
    assert response.json() == {**view, "name": "URGENT"}


def test_changes_what_a_view_shows(api: APIClient) -> None:
    view = save(api)
    response = api.patch(f"/api/tickets/views/{view['id']}/", {"query": "status=open"})
    assert response.json() == {**view, "query": "status=open"}


def test_deletes_a_view(api: APIClient) -> None:
    address = f"/api/tickets/views/{save(api)['id']}/"
    assert api.delete(address).status_code == 204
    assert api.get("/api/tickets/views/").json() == []
    assert api.delete(address).status_code == 404
    assert api.patch(address, {"name": "x"}).status_code == 404
