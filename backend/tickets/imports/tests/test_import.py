"""Tickets from a file: its columns, its rows in pieces, and then all of them or none."""

from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import ANY
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from rest_framework.test import APIClient

from accounts.tests.factory import client_of, make_user
from tickets.imports.importing import MOST_ROWS_AT_ONCE, REMEMBERED
from tickets.models import ImportPiece, Ticket, TicketChange, TicketImport
from tickets.period import Period
from tickets.spreadsheets import as_written, harmless
from tickets.stats.trends import ticket_trends
from tickets.tests.factory import make_ticket
from tickets.tests.test_export import TEXTS, export, rows

HEADER = ["title", "description"]
URL = "/api/tickets/import/"


def begin(api: APIClient, header: list[str]) -> str:
    response = api.post(URL, {"header": header})
    assert response.status_code == 201, response.content
    return f"{URL}{response.json()['id']}/"


def send(api: APIClient, address: str, *cells: list[str], first: int = 2) -> dict[str, Any]:
    numbered = [{"number": number, "cells": row} for number, row in enumerate(cells, first)]
    response = api.post(f"{address}rows/", {"rows": numbered})
    assert response.status_code == 200, response.content
    return dict(response.json())


def commit(api: APIClient, address: str, count: int, **options: Any) -> Any:
    return api.post(f"{address}commit/", {"rows": count, **options})


def imported(api: APIClient, header: list[str], *cells: list[str]) -> None:
    address = begin(api, header)
    assert send(api, address, *cells)["errors"] == []
    assert commit(api, address, len(cells)).json() == {"created": len(cells), "left_out": 0}


def errors_of(api: APIClient, header: list[str], *cells: list[str]) -> list[tuple[int, str, str]]:
    found = send(api, begin(api, header), *cells)["errors"]
    return [(error["number"], error["column"], error["message"]) for error in found]


@pytest.mark.django_db
def test_finds_columns_whatever_their_case_and_names_those_it_does_not_read(api: APIClient) -> None:
    response = api.post(URL, {"header": ["\ufeffTITLE", " Description", "Created at", "created-by", "id"]})
    assert response.json() == {
        "id": ANY,
        "columns": [
            {"name": "TITLE", "field": "title"},
            {"name": "Description", "field": "description"},
            {"name": "Created at", "field": "created_at"},
            {"name": "created-by", "field": None},
            {"name": "id", "field": None},
        ],
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("header", "message"),
    [
        (["Subject", "category"], "Missing columns: title, description."),
        (["title"], "Missing columns: description."),
        (["title", "description", "Title"], "Columns that appear more than once: title."),
    ],
)
def test_columns_that_are_no_tickets_are_refused(api: APIClient, header: list[str], message: str) -> None:
    response = api.post(URL, {"header": header})
    assert response.status_code == 400
    assert response.json()["header"][0].startswith(message)
    assert not TicketImport.objects.exists()


@pytest.mark.django_db
def test_a_row_becomes_a_ticket_only_when_all_are_imported(api: APIClient) -> None:
    address = begin(api, ["description", "title", "priority"])
    assert send(api, address, ["It hums.", "Printer", "High"]) == {"valid": 1, "errors": []}
    assert not Ticket.objects.exists()
    commit(api, address, 1)
    ticket = Ticket.objects.get()
    assert (ticket.title, ticket.description, ticket.status) == ("Printer", "It hums.", "open")
    assert (ticket.priority, ticket.priority_set_by_person) == ("high", True)
    assert (ticket.category, ticket.category_set_by_person) == ("general", False)
    assert not ImportPiece.objects.exists()


@pytest.mark.django_db
def test_names_row_and_column_of_every_error(api: APIClient) -> None:
    header = ["Title", "description", "Priority", "created_at", "updated_at"]
    future = (timezone.now() + timedelta(days=1)).isoformat()
    found = errors_of(
        api,
        header,
        ["", "d", "urgent", "yesterday", ""],
        ["x" * 201, "d\x00", "", future, ""],
        ["t", "d", "low", "2026-03-02", "2026-03-01"],
        ["t", "d", "low", "", "", "one cell more"],
        ["t"],
    )
    assert found == [
        (2, "Title", "This field may not be blank."),
        (2, "Priority", '"urgent" is not one of low, medium, high, critical.'),
        (2, "created_at", "Is not a date and time such as 2026-03-31 14:05."),
        (3, "Title", "Ensure this field has no more than 200 characters."),
        (3, "description", "Null characters are not allowed."),
        (3, "created_at", "Is in the future."),
        (4, "updated_at", "Is before created_at."),
        (5, "", ANY),
        (6, "description", "This field may not be blank."),
    ]


@pytest.mark.django_db
def test_rows_with_errors_keep_all_out_unless_a_person_leaves_them_out(api: APIClient) -> None:
    address = begin(api, HEADER)
    assert send(api, address, ["good", "row"], ["", "bad"])["valid"] == 1
    refused = commit(api, address, 2)
    assert refused.status_code == 409
    assert "Nothing was imported" in refused.json()["detail"]
    assert not Ticket.objects.exists()
    assert commit(api, address, 2, leave_out_errors=True).json() == {"created": 1, "left_out": 1}
    assert Ticket.objects.get().title == "good"


@pytest.mark.django_db
def test_rows_that_did_not_arrive_keep_all_out(api: APIClient) -> None:
    address = begin(api, HEADER)
    send(api, address, ["one", "of two"])
    assert commit(api, address, 2).status_code == 409
    assert not Ticket.objects.exists()


@pytest.mark.django_db
def test_the_same_rows_and_the_same_import_twice_are_once(api: APIClient) -> None:
    address = begin(api, HEADER)
    for _ in range(2):
        send(api, address, ["one", "row"])
    answers = [commit(api, address, 1).json() for _ in range(2)]
    assert answers == [{"created": 1, "left_out": 0}] * 2
    assert Ticket.objects.count() == 1
    late = api.post(f"{address}rows/", {"rows": [{"number": 2, "cells": ["one", "row"]}]})
    assert late.status_code == 409


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["2026-03-01T12:30:00+00:00", "2026-03-01 12:30:00", "01.03.2026 12:30", "01.03.2026 12:30:00"]
)
def test_reads_moments_as_programs_and_spreadsheets_write_them(
    api: APIClient, settings: Any, text: str
) -> None:
    settings.TIME_ZONE = "UTC"
    imported(api, [*HEADER, "created_at"], ["t", "d", text])
    ticket = Ticket.objects.get()
    assert ticket.created_at == ticket.updated_at == datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/New_York"])
@pytest.mark.parametrize("text", ["0001-01-01", "0001-01-01T00:00:00Z", "01.01.0001", "30.12.1899 00:00:00"])
def test_a_moment_of_no_time_is_an_error_of_its_row(
    api: APIClient, settings: Any, zone: str, text: str
) -> None:
    settings.TIME_ZONE = zone
    [(number, column, _)] = errors_of(api, [*HEADER, "created_at"], ["t", "d", text])
    assert (number, column) == (2, "created_at")


@pytest.mark.django_db
def test_a_status_that_is_not_open_has_its_history(api: APIClient) -> None:
    header = [*HEADER, "status", "created_at", "updated_at"]
    imported(
        api,
        header,
        ["resolved", "d", "Resolved", "2026-03-01", "2026-03-04"],
        ["in hand", "d", "In progress", "2026-03-02", ""],
        ["open", "d", "open", "2026-03-02", "2026-03-03"],
    )
    changes = TicketChange.objects.order_by("at").values_list(
        "ticket__title", "old", "new", "at__day", "actor"
    )
    assert list(changes) == [
        ("in hand", "open", "in_progress", 2, "person"),
        ("resolved", "open", "resolved", 4, "person"),
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("login_access")
def test_the_history_says_who_imported() -> None:
    imported(client_of(make_user(name="Ann Agent")), [*HEADER, "status"], ["t", "d", "resolved"])
    assert TicketChange.objects.get().actor_name == "Ann Agent"


@pytest.mark.django_db
def test_trends_know_what_was_imported(api: APIClient, settings: Any) -> None:
    settings.TIME_ZONE = "UTC"
    header = [*HEADER, "status", "created_at", "updated_at"]
    imported(api, header, ["t", "d", "closed", "2026-03-01", "2026-03-03"], ["t", "d", "", "2026-03-02", ""])
    days = [datetime(2026, 3, day, tzinfo=UTC).date() for day in (1, 2, 3, 4)]
    trends = ticket_trends(Period(days[0], days[-1]), days[-1])
    moves = [(span["created"], span["resolved"], span["backlog"]) for span in trends["over_time"]]
    assert moves == [(1, 0, 1), (1, 0, 2), (0, 1, 1), (0, 0, 1)]


@pytest.mark.django_db
def test_an_export_is_imported_without_loss(api: APIClient) -> None:
    for title in ("=1+1", "'=1+1", "plain", "'quoted'", "Überweisung 🙂"):
        make_ticket(title, f'{title}; "x",\ny', status="closed", category="billing")
    table = rows(export(api, "csv"))
    kept = ("title", "description", "category", "priority", "status", "created_at", "updated_at")
    before = list(Ticket.objects.order_by("id").values(*kept))
    Ticket.objects.all().delete()
    imported(api, list(table[0]), *[list(row.values()) for row in reversed(table)])
    assert list(Ticket.objects.order_by("id").values(*kept)) == before


@given(TEXTS)
def test_an_import_undoes_what_makes_a_text_harmless(text: str) -> None:
    assert as_written(harmless(text)) == text


@pytest.mark.django_db
def test_imports_are_forgotten_after_a_day_or_when_told(api: APIClient) -> None:
    old, dropped, kept = (begin(api, HEADER) for _ in range(3))
    TicketImport.objects.filter(pk=old.split("/")[-2]).update(created_at=timezone.now() - REMEMBERED)
    send(api, dropped, ["t", "d"])
    assert api.delete(dropped).status_code == 204
    assert commit(api, old, 1).status_code == commit(api, dropped, 1).status_code == 404
    begin(api, HEADER)
    assert not TicketImport.objects.filter(pk=old.split("/")[-2]).exists()
    assert send(api, kept, ["t", "d"])["valid"] == 1
    assert api.post(f"{URL}{uuid4()}/rows/", {"rows": [{"number": 2, "cells": []}]}).status_code == 404


@pytest.mark.django_db
def test_takes_as_many_queries_for_many_rows_as_for_one(api: APIClient) -> None:
    def queries(count: int) -> list[int]:
        taken = []
        with CaptureQueriesContext(connection) as captured:
            address = begin(api, [*HEADER, "status"])
        taken.append(len(captured))
        with CaptureQueriesContext(connection) as captured:
            send(api, address, *[["t", "d", "closed"]] * count)
        taken.append(len(captured))
        with CaptureQueriesContext(connection) as captured:
            assert commit(api, address, count).json()["created"] == count
        return [*taken, len(captured)]

    assert queries(1) == queries(MOST_ROWS_AT_ONCE)


@pytest.mark.django_db
def test_columns_are_refused_in_the_language_of_the_client(api: APIClient) -> None:
    response = api.post("/api/tickets/import/", {"header": ["title"]}, headers={"Accept-Language": "de"})
    assert response.json() == {
        "header": ["Diese Spalten fehlen: description. Die erste Zeile nennt die Spalten."]
    }
