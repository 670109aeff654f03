"""Who may do what where people log in: every call, by every role, on one's own ticket and another's.

What is expected stands here a second time, on purpose: a rule that changes by mistake is found.
"""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from django.urls import get_resolver
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts import invitations, tokens
from accounts.models import ApiToken, Role, Scope, User
from accounts.tests.factory import client_of, client_with, make_token, make_user
from config.rules import RULES
from tickets.models import SavedView, Ticket
from tickets.tests.factory import make_ticket

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("login_access")]

LOG_IN, NO, MISSING = 401, 403, 404
TICKET = {"title": "Refund", "description": "Charged twice."}


@dataclass(frozen=True)
class Row:
    """
    nobody, requester, agent, admin: the status of the answer to each.
    others: that to a requester who asks for somebody else's ticket.
    scope: what a token must be for; None where no token counts.
    """

    call: str
    nobody: int
    requester: int
    agent: int
    admin: int
    others: int | None = None
    body: Any = None
    scope: Scope | None = None


SUBMIT, READ, WRITE = Scope.SUBMIT, Scope.READ, Scope.WRITE
ALLOWED = {SUBMIT: {SUBMIT}, READ: {READ}, WRITE: {SUBMIT, READ, WRITE}}
TABLE = [
    Row("GET /api/session/", 200, 200, 200, 200),
    Row("POST /api/session/", 400, 400, 400, 400, body={}),
    Row("DELETE /api/session/", 204, 204, 204, 204),
    Row("DELETE /api/session/all/", LOG_IN, 204, 204, 204),
    Row("POST /api/session/password/", LOG_IN, 400, 400, 400, body={}),
    Row("GET /api/session/oidc/", LOG_IN, MISSING, MISSING, MISSING),
    Row("POST /api/session/oidc/", MISSING, MISSING, MISSING, MISSING, body={}),
    Row("POST /api/session/oidc/complete/", MISSING, MISSING, MISSING, MISSING, body={}),
    Row("POST /api/session/oidc/disconnect/", LOG_IN, MISSING, MISSING, MISSING, body={}),
    Row("POST /api/invitations/look/", 410, 410, 410, 410, body={"token": "none"}),
    Row("POST /api/invitations/join/", 400, 400, 400, 400, body={}),
    Row("POST /api/invitations/password/", 400, 400, 400, 400, body={}),
    Row("POST /api/public/tickets/", MISSING, MISSING, MISSING, MISSING, body=TICKET),
    Row("POST /api/public/tickets/follow/", MISSING, MISSING, MISSING, MISSING, body={}),
    Row("GET /api/invitations/", LOG_IN, NO, NO, 200),
    Row("POST /api/invitations/", LOG_IN, NO, NO, 201, body={"role": "agent"}),
    Row("DELETE /api/invitations/{invitation_id}/", LOG_IN, NO, NO, 204),
    Row("POST /api/invitations/{invitation_id}/renew/", LOG_IN, NO, NO, 200),
    Row("GET /api/people/", LOG_IN, NO, NO, 200),
    Row("PATCH /api/people/{person_id}/", LOG_IN, NO, NO, 200, body={"role": "agent"}),
    Row("POST /api/people/{person_id}/password/", LOG_IN, NO, NO, 201),
    Row("DELETE /api/people/{person_id}/second-factor/", LOG_IN, NO, NO, 204),
    Row("GET /api/people/{person_id}/tokens/", LOG_IN, NO, NO, 200),
    Row("GET /api/tokens/", LOG_IN, 200, 200, 200),
    Row("POST /api/tokens/", LOG_IN, 400, 400, 400, body={}),
    # The requester's own.
    Row("DELETE /api/tokens/{token_id}/", LOG_IN, 204, MISSING, 204),
    Row("GET /api/people/traces/", LOG_IN, NO, NO, 400),
    Row("DELETE /api/people/traces/", LOG_IN, NO, NO, 400),
    Row("GET /api/people/traces/export/", LOG_IN, NO, NO, 400),
    Row("GET /api/second-factor/", LOG_IN, 200, 200, 200),
    Row("POST /api/second-factor/propose/", LOG_IN, 400, 400, 400, body={}),
    Row("POST /api/second-factor/confirm/", LOG_IN, 400, 400, 400, body={}),
    Row("POST /api/second-factor/off/", LOG_IN, 400, 400, 400, body={}),
    Row("GET /api/tickets/", LOG_IN, 200, 200, 200, scope=READ),
    Row("POST /api/tickets/", LOG_IN, 201, 201, 201, body=TICKET, scope=SUBMIT),
    Row("GET /api/tickets/{ticket_id}/", LOG_IN, 200, 200, 200, MISSING, scope=READ),
    Row("PATCH /api/tickets/{ticket_id}/", LOG_IN, NO, 200, 200, NO, body={"status": "closed"}, scope=WRITE),
    Row(
        "POST /api/tickets/{ticket_id}/comments/",
        LOG_IN,
        NO,
        201,
        201,
        NO,
        body={"body": "Seen."},
        scope=WRITE,
    ),
    Row("GET /api/tickets/count/", LOG_IN, 200, 200, 200, scope=READ),
    # Told in earnest only where it is served asynchronously.
    Row("GET /api/tickets/events/", LOG_IN, NO, 503, 503, scope=READ),
    Row("GET /api/tickets/demo/", LOG_IN, NO, NO, 200),
    Row("POST /api/tickets/demo/", LOG_IN, NO, NO, 409),
    Row("DELETE /api/tickets/demo/", LOG_IN, NO, NO, 200),
    Row("GET /api/tickets/export/", LOG_IN, NO, 400, 400, scope=READ),
    Row("POST /api/tickets/import/", LOG_IN, NO, 400, 400, body={}, scope=WRITE),
    Row("DELETE /api/tickets/import/{import_id}/", LOG_IN, NO, 204, 204, scope=WRITE),
    Row("POST /api/tickets/import/{import_id}/rows/", LOG_IN, NO, 400, 400, body={}, scope=WRITE),
    Row("POST /api/tickets/import/{import_id}/commit/", LOG_IN, NO, 400, 400, body={}, scope=WRITE),
    Row("POST /api/tickets/similar/", LOG_IN, NO, 200, 200, body=TICKET, scope=READ),
    Row("POST /api/tickets/classify/", LOG_IN, 400, 400, 400, body={}, scope=SUBMIT),
    Row("POST /api/tickets/bulk/", LOG_IN, NO, 400, 400, body={}, scope=WRITE),
    Row("POST /api/tickets/bulk/{change_id}/undo/", LOG_IN, NO, 404, 404, scope=WRITE),
    Row("GET /api/tickets/views/", LOG_IN, NO, 200, 200, scope=READ),
    Row("POST /api/tickets/views/", LOG_IN, NO, 400, 400, body={}, scope=WRITE),
    Row("PATCH /api/tickets/views/{id}/", LOG_IN, NO, 200, 200, body={}, scope=WRITE),
    Row("DELETE /api/tickets/views/{id}/", LOG_IN, NO, 204, 204, scope=WRITE),
    Row("GET /api/tickets/stats/", LOG_IN, NO, 200, 200, scope=READ),
    Row("GET /api/tickets/trends/", LOG_IN, NO, 200, 200, scope=READ),
    Row("GET /api/triage/status/", LOG_IN, 200, 200, 200, scope=READ),
    Row("GET /api/triage/quality/", LOG_IN, NO, 200, 200, scope=READ),
    Row("GET /api/system/", LOG_IN, NO, NO, 200, scope=READ),
]


@pytest.fixture(autouse=True)
def one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """What asynchronous code gives back is, in a test, the connection of the test itself."""
    monkeypatch.setattr(connections["default"], "close", lambda: None)


@pytest.fixture(autouse=True)
def no_model(settings: Settings) -> None:
    settings.LLM_PROVIDER = "none"


@pytest.fixture
def requester() -> User:
    return make_user(Role.REQUESTER)


@pytest.fixture
def own(requester: User) -> Ticket:
    """The requester's."""
    return make_ticket(requester=requester)


def status_of(client: APIClient, row: Row, ticket: Ticket) -> int:
    method, path = row.call.split()
    names = {
        "ticket_id": ticket.pk,
        "change_id": uuid4(),
        "import_id": uuid4(),
        "id": a_view().pk,
        "person_id": make_user(Role.AGENT, f"somebody-{uuid4()}").pk,
        "invitation_id": invitations.invite(Role.AGENT)[0].pk,
        "token_id": a_token_of(ticket.requester).pk,
    }
    answer = client.generic(method, path.format(**names), *content(row.body))
    return int(answer.status_code)


def content(body: Any) -> tuple[str, str]:
    return ("", "") if body is None else (json.dumps(body), "application/json")


def a_token_of(user: User | None) -> ApiToken:
    assert user
    return tokens.make(user, "A program", Scope.READ, timedelta(days=1))[0]


def a_view() -> SavedView:
    return SavedView.objects.create(name=str(uuid4()), query="status=open")


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.call)
def test_each_role_may_do_what_the_table_says(row: Row, requester: User, own: Ticket) -> None:
    clients = {
        "nobody": APIClient(raise_request_exception=False),
        "requester": client_of(requester),
        "agent": client_of(make_user(Role.AGENT)),
        "admin": client_of(make_user(Role.ADMIN)),
    }
    found = {name: status_of(client, row, own) for name, client in clients.items()}
    assert found == {name: getattr(row, name) for name in clients}


@pytest.mark.parametrize("row", [row for row in TABLE if row.others], ids=lambda row: row.call)
def test_a_ticket_of_somebody_else_is_not_there_for_a_requester(row: Row, requester: User) -> None:
    another = make_ticket(requester=make_user(Role.REQUESTER, "another"))
    assert status_of(client_of(requester), row, another) == row.others


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.call)
def test_a_token_may_do_what_both_its_scope_and_its_owner_may(row: Row, requester: User, own: Ticket) -> None:
    admin = make_user(Role.ADMIN)
    for owner, scope in ((requester, WRITE), (admin, SUBMIT), (admin, READ), (admin, WRITE)):
        allowed = getattr(row, owner.role) if row.scope in ALLOWED[scope] else NO
        expected = allowed if row.nobody == LOG_IN else row.nobody
        assert status_of(client_with(make_token(owner, scope)), row, own) == expected, (owner.role, scope)


def test_every_call_of_the_document_is_in_the_table() -> None:
    paths = client_of(make_user()).get("/api/schema/?format=json").json()["paths"]
    calls = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    assert {row.call for row in TABLE} == calls
    about_one_ticket = {call for call in calls if "{ticket_id}" in call}
    assert {row.call for row in TABLE if row.others} == about_one_ticket


def test_every_address_has_a_rule_and_every_rule_an_address() -> None:
    names = {pattern.name for pattern in addresses(get_resolver().url_patterns)}
    assert None not in names
    assert names | {"interface"} == set(RULES)


def addresses(patterns: list[Any]) -> list[Any]:
    return [
        found
        for pattern in patterns
        for found in (addresses(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern])
    ]


def test_an_address_without_a_rule_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(RULES, "ticket-stats")
    assert client_of(make_user(Role.ADMIN)).get("/api/tickets/stats/").status_code == NO


def test_a_method_without_a_rule_is_closed(requester: User) -> None:
    for client, status in ((APIClient(), LOG_IN), (client_of(requester), 405)):
        for method in ("PUT", "DELETE", "OPTIONS", "TRACE", "BREW"):
            assert client.generic(method, "/api/tickets/").status_code == status


@pytest.mark.parametrize(
    ("path", "allowed"), [("/api/tickets/", "GET, POST, HEAD"), ("/api/session/password/", "POST")]
)
def test_a_method_that_there_is_not_is_told_which_there_are(requester: User, path: str, allowed: str) -> None:
    assert client_of(requester).delete(path).headers["Allow"] == allowed


def test_alive_and_ready_need_no_log_in(client: Client) -> None:
    assert client.get("/healthz").status_code == client.get("/readyz").status_code == 200


def test_what_is_not_there_is_not_there_for_everybody(client: Client) -> None:
    assert client.get("/api/nothing/").status_code == 404


def test_requesters_find_and_count_their_own_tickets_only(requester: User) -> None:
    make_ticket("Refund for somebody else")
    client = client_of(requester)
    own = client.post("/api/tickets/", TICKET).json()
    assert [ticket["id"] for ticket in client.get("/api/tickets/?search=refund").json()["results"]] == [
        own["id"]
    ]
    assert client.get("/api/tickets/count/?search=refund").json()["count"] == 1


def test_requesters_neither_see_nor_search_what_the_team_notes(requester: User) -> None:
    client = client_of(requester)
    number = client.post("/api/tickets/", TICKET).json()["id"]
    client_of(make_user()).post(f"/api/tickets/{number}/comments/", {"body": "A difficult customer."})
    assert client.get(f"/api/tickets/{number}/").json()["comments"] == []
    assert client.get("/api/tickets/count/?search=difficult").json()["count"] == 0
    assert client.get("/api/tickets/?search=difficult").json()["results"] == []


def test_an_idempotency_key_of_somebody_else_gives_away_nothing(requester: User) -> None:
    key: Any = {"HTTP_IDEMPOTENCY_KEY": "guessed"}
    assert client_of(requester).post("/api/tickets/", TICKET, **key).status_code == 201
    another = client_of(make_user(Role.REQUESTER, "another"))
    assert another.post("/api/tickets/", TICKET, **key).status_code == 422


def test_the_record_says_who_did_it(requester: User) -> None:
    number = client_of(requester).post("/api/tickets/", TICKET).json()["id"]
    agent = client_of(make_user(name="Ann Agent"))
    agent.patch(f"/api/tickets/{number}/", {"status": "in_progress"})
    agent.post(f"/api/tickets/{number}/comments/", {"body": "Seen.", "author": "Somebody else"})
    changed = agent.post("/api/tickets/bulk/", {"ids": [number], "changes": {"status": "resolved"}}).json()
    agent.post(f"/api/tickets/bulk/{changed['undo']}/undo/")
    ticket = agent.get(f"/api/tickets/{number}/").json()
    assert ticket["requester"] == requester.name
    assert [comment["author"] for comment in ticket["comments"]] == ["Ann Agent"]
    assert [(entry["actor"], entry["actor_name"]) for entry in ticket["history"]] == [
        ("person", "Ann Agent")
    ] * 3
