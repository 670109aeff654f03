"""What attackers write, through every field of every call: kept or refused, never an error of ours."""

import csv
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
import yaml
from django.conf import settings as product
from django.db import connections
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.models import Role, User
from accounts.tests.factory import PASSWORD, client_of, make_user
from config.logs import Text
from config.tests.payloads import FORMULAS, LETTERS, LINES, ODDITIES, PAYLOADS
from tickets.spreadsheets import as_written
from tickets.tests.factory import make_ticket

pytestmark = pytest.mark.django_db

LIST = "/api/tickets/"
DOCUMENT = yaml.safe_load((product.BASE_DIR / "openapi.yaml").read_text())
# One of each kind, for the fields that are not for texts.
SOME = [*PAYLOADS[::20], LINES[0], *LETTERS[-8:]]
# Answered by an asynchronous handler only.
STREAM = "/api/tickets/events/"


@pytest.fixture(autouse=True)
def no_model(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.LLM_PROVIDER = "none"
    # What asynchronous code gives back is, in a test, the connection of the test itself.
    monkeypatch.setattr(connections["default"], "close", lambda: None)


def test_there_are_many_and_each_is_another() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 250


def kept_or_refused(answer: Any, field: str, payload: str) -> bool:
    """Blanks around a text are no part of it."""
    if answer.status_code in (200, 201):
        return bool(answer.json()[field] == payload.strip())
    return bool(answer.status_code == 400 and field in answer.json())


def send(api: APIClient, path: str, body: Any, method: str = "POST", **headers: Any) -> Any:
    """Halves of characters too, which only an escape can carry."""
    return api.generic(method, path, json.dumps(body), "application/json", **headers)


def read_whole(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def test_a_ticket_keeps_them_as_they_are(api: APIClient) -> None:
    for payload in PAYLOADS:
        created = send(api, LIST, {"title": payload, "description": payload})
        for field in ("title", "description"):
            assert kept_or_refused(created, field, payload), payload
        if created.status_code == 201:
            assert api.get(created.headers["Location"]).json()["description"] == payload.strip()


def test_a_change_keeps_them_and_its_history_too(api: APIClient) -> None:
    address = f"{LIST}{make_ticket().pk}/"
    for payload in PAYLOADS[::3]:
        assert kept_or_refused(send(api, address, {"title": payload}, "PATCH"), "title", payload), payload
    entries = api.get(address).json()["history"]
    assert {payload.strip() for payload in PAYLOADS[:150:3]} <= {entry["new"] for entry in entries}


def test_a_comment_keeps_them(api: APIClient) -> None:
    address = f"{LIST}{make_ticket().pk}/comments/"
    for payload in PAYLOADS:
        assert kept_or_refused(send(api, address, {"body": payload}), "body", payload), payload
        said = send(api, address, {"body": "x", "author": payload})
        assert kept_or_refused(said, "author", payload), payload


def test_a_saved_view_keeps_them(api: APIClient) -> None:
    for payload in PAYLOADS:
        made = send(api, "/api/tickets/views/", {"name": payload, "query": "status=open"})
        assert kept_or_refused(made, "name", payload), payload
        query = f"search={quote(payload, errors='surrogatepass')}"
        searched = send(api, "/api/tickets/views/", {"name": str(uuid4()), "query": query})
        assert searched.status_code in (201, 400), payload


@pytest.mark.parametrize("path", [LIST, "/api/tickets/count/", "/api/tickets/export/"])
def test_a_search_finds_them_or_says_why_not(api: APIClient, path: str) -> None:
    file = "format=csv&" if "export" in path else ""
    for payload in PAYLOADS[::3]:
        make_ticket("Payload", payload.replace("\0", "").encode(errors="ignore").decode() or "x")
    for payload in PAYLOADS[:: 1 if path == LIST else 4]:
        answer = api.get(f"{path}?{file}search={quote(payload, errors='surrogatepass')}")
        assert answer.status_code in (200, 400), payload
        read_whole(answer)


@pytest.mark.parametrize("path", ["/api/tickets/classify/", "/api/tickets/similar/"])
def test_a_question_about_them_is_answered(api: APIClient, path: str) -> None:
    for payload in PAYLOADS:
        answer = send(api, path, {"title": payload, "description": payload})
        assert answer.status_code in (200, 400), payload


def test_an_import_keeps_them(api: APIClient) -> None:
    for payload in PAYLOADS[::10]:
        assert send(api, "/api/tickets/import/", {"header": [payload, "title"]}).status_code in (201, 400)
    begun = api.post("/api/tickets/import/", {"header": ["title", "description"]}).json()["id"]
    rows = [{"number": n, "cells": [payload, payload]} for n, payload in enumerate(PAYLOADS, 2)]
    assert send(api, f"/api/tickets/import/{begun}/rows/", {"rows": rows}).status_code == 200
    done = api.post(f"/api/tickets/import/{begun}/commit/", {"rows": len(rows), "leave_out_errors": True})
    assert done.status_code == 200
    found = {ticket["title"] for page in pages(api, LIST) for ticket in page["results"]}
    assert {payload.strip() for payload in PAYLOADS[:150]} <= found


def pages(api: APIClient, path: str) -> Iterator[Any]:
    at: str | None = f"{path}?page_size=100"
    while at:
        page = api.get(at).json()
        yield page
        at = page["next"]


def test_a_spreadsheet_takes_none_for_a_formula_and_gives_each_back(api: APIClient) -> None:
    for formula in FORMULAS:
        api.post(LIST, {"title": f"x{formula}", "description": formula})
        api.post(LIST, {"title": formula, "description": "x"})
    file = read_whole(api.get("/api/tickets/export/?format=csv")).decode("utf-8-sig")
    cells = [cell for row in csv.reader(file.splitlines(keepends=True)) for cell in row]
    assert len(cells) > 2 * len(FORMULAS)
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))]
    assert {formula.strip() for formula in FORMULAS} <= {as_written(cell) for cell in cells}


def test_headers_are_not_believed(api: APIClient) -> None:
    address = f"{LIST}{make_ticket().pk}/"
    for payload in [*PAYLOADS[::5], *LINES]:
        value = payload.encode(errors="replace").decode("latin-1")
        for name in ("Idempotency-Key", "If-Match", "Accept-Language", "X-Request-ID", "Accept", "Origin"):
            headers: Any = {f"HTTP_{name.upper().replace('-', '_')}": value}
            answer = api.patch(address, {"status": "closed"}, **headers)
            assert answer.status_code in (200, 400, 406), (name, payload)
            assert "hdforged" not in str(answer.headers)


@pytest.mark.usefixtures("login_access")
def test_names_and_passwords_may_be_anything(api: APIClient, settings: Settings) -> None:
    settings.LIMITS = dict.fromkeys(settings.LIMITS)
    for payload in PAYLOADS[::3]:
        for body in ({"username": payload, "password": "x"}, {"username": "ann", "password": payload}):
            assert send(api, "/api/session/", body).status_code in (400, 429), payload
        assert send(api, "/api/invitations/look/", {"token": payload}).status_code in (400, 410), payload


@pytest.fixture
def admin(login_access: None, settings: Settings) -> APIClient:
    """One whom nothing stops but what is wrong."""
    settings.LIMITS = dict.fromkeys(settings.LIMITS)
    return client_of(make_user(Role.ADMIN, "ada"))


def test_people_may_be_called_anything(admin: APIClient) -> None:
    names = set()
    for number, payload in enumerate(PAYLOADS):
        invited = send(admin, "/api/invitations/", {"role": "agent", "name": payload})
        assert kept_or_refused(invited, "name", payload), payload
        if invited.status_code == 201 and number % 5 == 0:
            joining = {"token": invited.json()["token"], "username": f"u{number}", "password": PASSWORD}
            joined = send(APIClient(), "/api/invitations/join/", {**joining, "name": payload})
            names.add(joined.json()["person"]["name"] if joined.status_code == 201 else "")
    people = {person["name"] for person in admin.get("/api/people/").json()}
    assert people - {"Ann Agent"} == names - {""}
    assert len(people) > 30


@pytest.mark.usefixtures("login_access")
def test_no_line_of_the_log_is_forged(api: APIClient, caplog: pytest.LogCaptureFixture) -> None:
    agent = client_of(make_user())
    for payload in LINES:
        address = quote(payload, errors="surrogatepass")
        agent.get(f"/api/{address}/")
        agent.get(f"{LIST}?search={address}&status={address}")
        send(agent, LIST, {"title": payload})
        agent.get(LIST, HTTP_HOST=payload.encode().decode("latin-1"))
        agent.get(LIST, HTTP_USER_AGENT=payload)
        send(api, "/api/session/", {"username": payload, "password": payload})
    lines = [Text().format(record) for record in caplog.records]
    assert len(lines) > 5 * len(LINES)
    assert not [line for line in lines if re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", line)]


def calls_with_bodies() -> list[tuple[str, str, dict[str, Any]]]:
    """Method, path and the schema of the body of each call that has one."""
    return [
        (method, path, resolved(call["requestBody"]["content"]["application/json"]["schema"]))
        for path, methods in DOCUMENT["paths"].items()
        for method, call in methods.items()
        if "requestBody" in call
    ]


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema itself, where there is but a reference to it."""
    while found := schema.get("$ref") or (schema.get("allOf") or [{}])[0].get("$ref"):
        schema = DOCUMENT["components"]["schemas"][found.rpartition("/")[2]]
    return schema


@pytest.mark.parametrize(("method", "path", "schema"), calls_with_bodies(), ids=lambda value: str(value)[:40])
def test_whatever_a_field_is_given_is_no_error_of_ours(
    api: APIClient, request: pytest.FixtureRequest, method: str, path: str, schema: dict[str, Any]
) -> None:
    if not path.startswith("/api/tickets/"):
        api = request.getfixturevalue("admin")
    address = path.format(**numbers_in(path))
    for field in (*schema.get("properties", {}), "__proto__", "constructor"):
        for value in [*ODDITIES, *SOME]:
            body = json.dumps({**a_ticket(schema), field: value})
            answer = api.generic(method, address, body, content_type="application/json")
            assert answer.status_code < 500, (field, value)
            assert answer.status_code != 401
            assert answer.status_code == 204 or answer.json() is not None


def numbers_in(path: str) -> dict[str, Any]:
    """Of what is there, as far as it can be made in one line."""
    there = {"ticket_id": make_ticket().pk, "person_id": User.objects.values_list("pk", flat=True).first()}
    names = re.findall(r"{(\w+)}", path)
    return {name: there.get(name, uuid4() if "import" in name or "change" in name else 1) for name in names}


def a_ticket(schema: dict[str, Any]) -> dict[str, str]:
    """What goes with the field that is tried, so that it is looked at."""
    return {name: "x" for name in ("title", "description", "body", "name") if name in schema["properties"]}


def parameters() -> list[tuple[str, str]]:
    return [
        (path, parameter["name"])
        for path, methods in DOCUMENT["paths"].items()
        for call in methods.values()
        for parameter in call.get("parameters", [])
        if parameter["in"] == "query" and path != STREAM
    ]


@pytest.mark.parametrize(("path", "name"), parameters())
def test_whatever_a_parameter_is_given_is_no_error_of_ours(api: APIClient, path: str, name: str) -> None:
    for value in (*SOME, "-1", "0", "9" * 400, "1e400", "NaN", "9999-12-31", "0001-01-01", "a" * 10_000):
        answer = api.get(f"{path}?{name}={quote(value, errors='surrogatepass')}")
        assert answer.status_code in (200, 400, 404), value
        read_whole(answer)
