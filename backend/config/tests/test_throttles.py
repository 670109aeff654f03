"""How often one may call: 429, in the shape of every error, with the seconds to wait."""

from typing import Any

import pytest
from django.conf import settings as product
from django.db import OperationalError, connections
from django.urls import get_resolver
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.models import Role
from accounts.tests.factory import client_of, make_user
from config import throttles
from config.tests.test_rules import addresses
from throttling.rates import Rate
from tickets.models import Ticket

TICKET = {"title": "Refund", "description": "Charged twice."}
LIST = "/api/tickets/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_of_each(settings: Settings) -> None:
    settings.LIMITS = dict.fromkeys(product.LIMITS, Rate(calls=2, period=60))


@pytest.fixture
def open_to_others(settings: Settings) -> None:
    """ACCESS=open with ALLOW_OPEN_ACCESS=true."""
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, *settings.THROTTLE_MIDDLEWARE]


def file_tickets(client: APIClient, times: int, **headers: Any) -> list[int]:
    return [client.post(LIST, TICKET, **headers).status_code for _ in range(times)]


@pytest.mark.usefixtures("open_to_others")
class TestTooMuch:
    def test_is_refused_with_the_seconds_to_wait(self, api: APIClient) -> None:
        assert file_tickets(api, 3) == [201, 201, 429]
        answer = api.post(LIST, TICKET)
        assert answer.headers["Retry-After"] == "30"
        assert answer.json() == {
            "detail": "That was too much at once. Please try again in 30 seconds.",
            "code": "throttled",
        }
        assert Ticket.objects.count() == 2

    def test_is_refused_in_the_persons_language(self, api: APIClient) -> None:
        answer = [api.post(LIST, TICKET, HTTP_ACCEPT_LANGUAGE="de") for _ in range(3)][-1]
        assert "in 30 Sekunden" in answer.json()["detail"]

    def test_leaves_reading_alone(self, api: APIClient) -> None:
        assert file_tickets(api, 3)[-1] == 429
        assert [api.get(LIST).status_code for _ in range(5)] == [200] * 5

    def test_of_what_is_invalid_counts_as_well(self, api: APIClient) -> None:
        assert [api.post(LIST, {}).status_code for _ in range(3)] == [400, 400, 429]

    def test_is_counted_by_address_and_nobody_can_make_up_their_own(self, api: APIClient) -> None:
        caddy = {"REMOTE_ADDR": "172.18.0.2"}
        for number in range(2):
            file_tickets(api, 1, **caddy, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}, 203.0.113.7")
        assert file_tickets(api, 1, **caddy, HTTP_X_FORWARDED_FOR="198.51.100.9, 203.0.113.7") == [429]
        assert file_tickets(api, 1, **caddy, HTTP_X_FORWARDED_FOR="203.0.113.8") == [201]

    def test_never_keeps_a_ticket_out_when_it_cannot_be_counted(
        self, api: APIClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def away(*_: Any) -> int:
            raise OperationalError

        monkeypatch.setattr(throttles, "seconds_to_wait", away)
        assert file_tickets(api, 3) == [201] * 3


@pytest.mark.usefixtures("login_access")
class TestWherePeopleLogIn:
    def test_each_is_counted_wherever_they_come_from(self) -> None:
        ann, ben = client_of(make_user(Role.AGENT, "ann")), client_of(make_user(Role.AGENT, "ben"))
        caddy = {"REMOTE_ADDR": "172.18.0.2"}
        found = [file_tickets(ann, 1, **caddy, HTTP_X_FORWARDED_FOR=f"203.0.113.{n}")[0] for n in range(3)]
        assert found == [201, 201, 429]
        assert file_tickets(ben, 1, **caddy, HTTP_X_FORWARDED_FOR="203.0.113.1") == [201]

    def test_comments_and_imports_count_with_tickets(self) -> None:
        ann = client_of(make_user())
        number = ann.post(LIST, TICKET).json()["id"]
        ann.post(f"/api/tickets/{number}/comments/", {"body": "Seen."})
        for path in (f"/api/tickets/{number}/comments/", "/api/tickets/import/", LIST):
            assert ann.post(path, {}).status_code == 429

    def test_logging_in_and_links_are_counted_by_address(self, api: APIClient) -> None:
        make_user()
        calls = ["/api/session/", "/api/invitations/look/", "/api/invitations/password/"]
        assert [api.post(path, {}).status_code for path in calls] == [400, 400, 429]
        assert api.get("/api/session/").status_code == 200
        assert api.post("/api/session/", {}, REMOTE_ADDR="203.0.113.7").status_code == 400

    def test_who_may_not_do_it_takes_nothing_from_others(self, api: APIClient) -> None:
        assert file_tickets(api, 3) == [401] * 3


def test_who_is_alone_on_this_machine_is_not_counted(api: APIClient) -> None:
    assert file_tickets(api, 5) == [201] * 5


@pytest.mark.usefixtures("open_to_others")
def test_a_limit_can_be_switched_off(api: APIClient, settings: Settings) -> None:
    settings.LIMITS = {**settings.LIMITS, "submit": None}
    assert file_tickets(api, 5) == [201] * 5


@pytest.mark.usefixtures("open_to_others")
def test_suggestions_are_counted_as_well(
    api: APIClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What asynchronous code gives back is, in a test, the connection of the test itself.
    monkeypatch.setattr(connections["default"], "close", lambda: None)
    settings.LLM_PROVIDER = "none"
    answers = [api.post("/api/tickets/classify/", {"description": "Charged twice."}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1].json()["code"] == "throttled"


def test_every_call_that_is_counted_exists_and_has_a_rate() -> None:
    names = {pattern.name for pattern in addresses(get_resolver().url_patterns)}
    assert {name for name, _ in throttles.THROTTLES} <= names
    assert set(throttles.THROTTLES.values()) == set(product.LIMITS)
