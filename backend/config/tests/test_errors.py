"""Every error is JSON in the shape of Django REST framework, whatever the path and method."""

from http import HTTPStatus
from unittest.mock import Mock, patch

import psycopg2.errors
import pytest
from asgiref.sync import sync_to_async
from django.db import DatabaseError, OperationalError
from django.test import AsyncClient, Client
from rest_framework.test import APIClient

from tickets.models import Ticket

JSON = "application/json"


@pytest.mark.parametrize(
    "path", ["/api/", "/api/nothing/", "/api/tickets/abc/", "/nothing", "/api/tickets/1/x/"]
)
@pytest.mark.parametrize("method", ["get", "post", "patch", "delete"])
def test_what_is_not_there_is_a_404(client: Client, method: str, path: str) -> None:
    response = getattr(client, method)(path)
    assert response.status_code == HTTPStatus.NOT_FOUND
    assert response.headers["Content-Type"] == JSON
    assert response.json()["code"] == "not_found"


def test_a_forgotten_slash_is_pointed_out(client: Client) -> None:
    assert "end with a slash" in client.post("/api/tickets").json()["detail"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("delete", "/api/tickets/"),
        ("put", "/api/tickets/1/"),
        ("delete", "/api/tickets/1/"),
        ("post", "/api/tickets/1/"),
        ("post", "/api/tickets/stats/"),
        ("get", "/api/tickets/classify/"),
        ("post", "/api/triage/status/"),
    ],
)
def test_a_method_that_is_not_allowed_is_a_405(client: Client, method: str, path: str) -> None:
    response = getattr(client, method)(path, content_type=JSON)
    assert response.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert response.json()["code"] == "method_not_allowed"


@pytest.mark.parametrize("path", ["/api/tickets/", "/api/tickets/classify/"])
@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]
)
def test_a_body_that_is_not_json_is_a_415(client: Client, path: str, content_type: str) -> None:
    response = client.post(path, b"title=a", content_type=content_type)
    assert response.status_code == HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    assert response.json()["code"] == "unsupported_media_type"


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe", b'{"title": NaN}', b"[" * 100_000, b'{"title": ' + b"9" * 5000 + b"}"]
)
@pytest.mark.parametrize("path", ["/api/tickets/", "/api/tickets/classify/"])
def test_a_body_that_cannot_be_read_is_a_400(api: APIClient, path: str, body: bytes) -> None:
    assert api.post(path, body, content_type=JSON).status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("body", [b"[]", b'"text"', b"null", b"7"])
@pytest.mark.parametrize("path", ["/api/tickets/", "/api/tickets/classify/"])
def test_a_body_that_is_no_object_is_a_400(api: APIClient, path: str, body: bytes) -> None:
    assert api.post(path, body, content_type=JSON).status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("path", ["/api/tickets/", "/api/tickets/classify/", "/nothing"])
def test_a_body_over_a_megabyte_is_a_413(client: Client, path: str) -> None:
    response = client.post(path, b" " * 1_000_001, content_type=JSON)
    assert response.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert response.json()["code"] == "body_too_large"


def test_a_body_of_unknown_length_is_a_411(client: Client) -> None:
    response = client.post(
        "/api/tickets/", b"{}", content_type=JSON, headers={"Transfer-Encoding": "chunked"}
    )
    assert response.status_code == HTTPStatus.LENGTH_REQUIRED


def test_a_database_that_does_not_answer_is_a_503(api: APIClient) -> None:
    with patch("tickets.stats.views.ticket_stats", side_effect=OperationalError):
        response = api.get("/api/tickets/stats/")
    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert response.json()["code"] == "database_unavailable"
    assert response.headers["Retry-After"] == "3"


def test_so_it_is_when_the_connection_ends_within_an_answer(api: APIClient) -> None:
    error = DatabaseError()
    error.__cause__ = psycopg2.DatabaseError(
        "error with status PGRES_TUPLES_OK and no message from the libpq"
    )
    with patch("tickets.stats.views.ticket_stats", side_effect=error):
        assert api.get("/api/tickets/stats/").json()["code"] == "database_unavailable"


@pytest.mark.usefixtures("login_access")
@pytest.mark.parametrize("path", ["/api/tickets/", "/api/triage/status/"])
async def test_so_it_is_where_a_session_is_looked_for_before_any_view(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("config.rules.refusal", Mock(side_effect=OperationalError))
    for response in (
        await sync_to_async(Client(raise_request_exception=False).get)(path),
        await AsyncClient(raise_request_exception=False).get(path),
    ):
        assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
        assert response.json()["code"] == "database_unavailable"
        assert response.headers["Retry-After"] == "3"


def test_a_full_disk_is_a_503_that_says_so(api: APIClient) -> None:
    error = OperationalError()
    error.__cause__ = psycopg2.errors.DiskFull()
    with patch("tickets.stats.views.ticket_stats", side_effect=error):
        response = api.get("/api/tickets/stats/")
    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert response.json()["code"] == "disk_full"
    assert response.headers["Retry-After"] == "60"


@pytest.mark.django_db
def test_what_the_database_refuses_is_logged_without_the_row(
    api: APIClient, caplog: pytest.LogCaptureFixture
) -> None:
    def store_unchecked(**fields: object) -> None:
        Ticket.objects.create(title="unmistakable", description="unmistakable", status="lost")

    with patch("tickets.views.create_ticket", store_unchecked):
        response = api.post("/api/tickets/", {"title": "a", "description": "b"})
    assert response.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert response.json()["code"] == "server_error"
    assert "ticket_status_known" in caplog.text
    assert "unmistakable" not in caplog.text


def test_a_fault_of_ours_is_a_500_that_tells_nothing(api: APIClient) -> None:
    with patch("tickets.stats.views.ticket_stats", side_effect=RuntimeError("secret words")):
        response = api.get("/api/tickets/stats/")
    assert response.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert response.json()["code"] == "server_error"
    assert b"secret words" not in response.content


def test_a_foreign_host_name_is_a_400(client: Client) -> None:
    response = client.get("/api/tickets/", headers={"Host": "evil.example.com"})
    assert response.status_code == HTTPStatus.BAD_REQUEST
    assert response.headers["Content-Type"] == JSON
