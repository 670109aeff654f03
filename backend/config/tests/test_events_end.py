"""A stream of news ends with the right to hear it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from pytest_django import Settings

from accounts.models import Role, User
from accounts.people import change_person, end_sessions
from accounts.tests.factory import client_of, make_user
from tickets.events import views
from tickets.events.hub import Hub
from tickets.events.mailbox import Mailbox
from triage.database import in_database

ENDS: dict[str, Callable[[User], Any]] = {
    "they log out everywhere": end_sessions,
    "their session is over": lambda person: Session.objects.all().delete(),
    "they are switched off": lambda person: change_person(person, is_active=False),
    "they become a requester": lambda person: change_person(person, role="requester"),
}

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("login_access")]


@pytest.fixture(autouse=True)
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "HEARTBEAT_SECONDS", 0.01)
    monkeypatch.setattr(Hub, "pause", 0.0)


def begun() -> tuple[User, HttpRequest]:
    make_user(Role.ADMIN)
    person = make_user(Role.AGENT)
    request = HttpRequest()
    request.session = client_of(person).session
    return person, request


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
async def test_ends_soon_after(end: Callable[[User], Any]) -> None:
    person, request = await in_database(begun)
    stream = views._news(Mailbox(), request)
    assert await anext(stream) == await anext(stream) == views.HEARTBEAT
    await in_database(end, person)
    assert {part async for part in stream} <= {views.HEARTBEAT}


async def test_goes_on_for_who_may_hear_it(settings: Settings) -> None:
    for access in ("login", "open"):
        settings.ACCESS = access
        _, request = (None, HttpRequest()) if access == "open" else await in_database(begun)
        stream = views._news(Mailbox(), request)
        for _ in range(5):
            assert await anext(stream) == views.HEARTBEAT
