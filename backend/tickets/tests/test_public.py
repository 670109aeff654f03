"""/api/public/: people without an account submit, and follow what they submitted."""

import json
from typing import Any

import pytest
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.models import Role
from accounts.tests.factory import client_of, make_token, make_user
from throttling.rates import Rate
from tickets.models import FollowLink, Ticket
from tickets.tests.factory import make_ticket

SUBMIT = "/api/public/tickets/"
FOLLOW = "/api/public/tickets/follow/"
TICKET = {"title": "Refund", "description": "Charged twice."}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("login_access")]


@pytest.fixture(autouse=True)
def public_submit(settings: Settings) -> None:
    settings.PUBLIC_SUBMIT = True


@pytest.fixture
def agent() -> APIClient:
    return client_of(make_user(Role.AGENT))


def follow(api: APIClient, secret: str) -> dict[str, Any]:
    return dict(api.post(FOLLOW, {"secret": secret}).json())


def test_files_a_ticket_of_nobody_and_tells_its_secret_once(api: APIClient, agent: APIClient) -> None:
    made = api.post(SUBMIT, TICKET)
    assert made.status_code == 201
    assert list(made.json()) == ["number", "secret"]
    seen = agent.get(f"/api/tickets/{made.json()['number']}/")
    assert (seen.json()["title"], seen.json()["requester"]) == ("Refund", "")
    assert made.json()["secret"] not in seen.content.decode() + str(FollowLink.objects.values())


def test_its_writer_follows_it_and_sees_nothing_of_what_the_team_notes(
    api: APIClient, agent: APIClient
) -> None:
    number, secret = api.post(SUBMIT, TICKET).json().values()
    agent.post(f"/api/tickets/{number}/comments/", {"body": "A difficult customer."})
    agent.patch(f"/api/tickets/{number}/", {"priority": "critical"})
    found = follow(api, secret)
    assert found.pop("created_at") == found.pop("status_since")
    assert found == {"number": number, **TICKET, "status": "open"}
    agent.patch(f"/api/tickets/{number}/", {"status": "in_progress"})
    found = follow(api, secret)
    assert found["status"] == "in_progress"
    assert found["created_at"] <= found["status_since"]


@pytest.mark.parametrize("wrong", ["x", "hd_", "\u00e9", "x" * 43])
def test_a_wrong_link_leads_nowhere_in_one_look(
    api: APIClient, wrong: str, django_assert_num_queries: Any, settings: Settings
) -> None:
    settings.LIMITS = dict.fromkeys(settings.LIMITS)
    api.post(SUBMIT, TICKET)
    with django_assert_num_queries(1):
        answer = api.post(FOLLOW, {"secret": wrong})
    assert (answer.status_code, answer.json()["code"]) == (410, "link_gone")


def test_a_link_leads_nowhere_when_its_ticket_was_removed(api: APIClient) -> None:
    secret = api.post(SUBMIT, TICKET).json()["secret"]
    Ticket.objects.all().delete()
    assert api.post(FOLLOW, {"secret": secret}).status_code == 410


def test_lets_nobody_see_anything_else(api: APIClient) -> None:
    make_ticket()
    api.post(SUBMIT, TICKET)
    for path in ("/api/tickets/", "/api/tickets/1/", "/api/tickets/count/", "/api/tickets/stats/"):
        assert api.get(path).status_code == 401
    for path in ("/api/tickets/", "/api/tickets/similar/"):
        assert api.post(path, TICKET).status_code == 401


def test_a_repeated_submission_makes_one_ticket_and_both_links_lead_to_it(api: APIClient) -> None:
    key: Any = {"HTTP_IDEMPOTENCY_KEY": "one"}
    first, second = (api.post(SUBMIT, TICKET, **key).json() for _ in range(2))
    assert first["number"] == second["number"]
    assert Ticket.objects.count() == 1
    assert follow(api, first["secret"]) == follow(api, second["secret"])
    another = api.post(SUBMIT, TICKET | {"title": "Another"}, **key)
    assert (another.status_code, another.json()["code"]) == (422, "idempotency_key_reused")


def test_is_limited_for_each_address(api: APIClient, settings: Settings) -> None:
    settings.LIMITS = {**settings.LIMITS, "public-submit": Rate(calls=2, period=60)}
    assert [api.post(SUBMIT, TICKET).status_code for _ in range(3)] == [201, 201, 429]
    assert api.post(SUBMIT, TICKET, REMOTE_ADDR="203.0.113.9").status_code == 201


def test_asks_for_suggestions(api: APIClient) -> None:
    assert api.post("/api/tickets/classify/", {}).status_code == 400
    assert api.get("/api/session/").json()["public_submit"] is True


def test_leaves_programs_their_tokens() -> None:
    program = APIClient(enforce_csrf_checks=True)
    program.credentials(HTTP_AUTHORIZATION=f"Bearer {make_token(make_user(Role.AGENT))}")
    assert program.post("/api/tickets/classify/", {}).json() == {"description": ["This field is required."]}


def test_needs_the_proof_that_its_own_page_asks() -> None:
    elsewhere = APIClient(enforce_csrf_checks=True)
    assert elsewhere.post(SUBMIT, TICKET).json()["code"] == "csrf_failed"


@pytest.mark.parametrize("access", ["login", "open"])
def test_is_not_there_where_it_is_off(api: APIClient, settings: Settings, access: str) -> None:
    settings.PUBLIC_SUBMIT = False
    settings.ACCESS = access
    for path in (SUBMIT, FOLLOW):
        answer = api.post(path, json.dumps(TICKET), content_type="application/json")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_public")
    assert api.get("/api/session/").json()["public_submit"] is False
