"""A stream of news ends with the right to hear it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, connections
from django.http import HttpRequest
from pytest_django import Settings

from accounts.models import Role, User
from accounts.people import change_person, end_sessions
from accounts.tests.factory import client_of, make_user
from tickets.events import views
from tickets.events.hub import Hub
from tickets.events.mailbox import Mailbox
from triage.database import in_database
from triage.tests.waiting import until_in_database

ENDS: dict[str, Callable[[User], Any]] = {
    "they log out everywhere": end_sessions,
    "their session is over": lambda person: Session.objects.all().delete(),
    "they are switched off": lambda person: change_person(person, is_active=False),
    "they become a requester": lambda person: change_person(person, role="requester"),
}

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("login_access")]


@pytest.fixture(autouse=True)
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """One that looks often."""
    monkeypatch.setattr(views, "HEARTBEAT_SECONDS", 0.01)
    monkeypatch.setattr(Hub, "pause", 0.0)
    hub = Hub()
    monkeypatch.setattr(views, "hub", hub)
    yield hub
    hub._asking.submit(connections.close_all).result()


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


async def test_what_is_asked_for_all_takes_one_connection_until_the_last_has_left(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Ctrl-C is to end the tests.
    monkeypatch.setattr("tickets.events.hub.before_stopping", lambda call: None)
    asked_on = set()

    def question() -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            asked_on.add(cursor.fetchone()[0])
        return True

    async with hub.place():
        async with hub.place():
            assert await hub.ask(question)
        assert await hub.ask(question)
        assert len(asked_on) == 1
    await until_in_database(lambda: asked_on.isdisjoint(connected()))


def connected() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity")
        return [pid for (pid,) in cursor.fetchall()]
