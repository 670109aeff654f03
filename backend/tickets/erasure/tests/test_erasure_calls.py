"""Forgetting a person by the API: what there is, the export, and then the erasure of that."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import Role, User
from accounts.tests.factory import client_of, make_user
from tickets.comments import add_comment
from tickets.erasure import erasing
from tickets.models import FORGOTTEN_PERSON, Comment, Ticket
from tickets.removal import remove
from tickets.services import edit_ticket
from tickets.tests.factory import make_ticket
from tickets.tests.locks import wait_until_somebody_waits

pytestmark = pytest.mark.django_db
TRACES = "/api/people/traces/"
NAME = "Zoë Quaint"


@pytest.fixture
def admin(login_access: None) -> APIClient:
    return client_of(make_user(Role.ADMIN))


@pytest.fixture
def zoe() -> User:
    zoe = make_user(Role.AGENT, "zquaint", NAME)
    make_ticket("Filed by her", requester=zoe)
    shared = make_ticket("Of somebody else")
    edit_ticket(shared.pk, {"status": "resolved"}, by=NAME)
    add_comment(shared.pk, body="Done.", author=NAME)
    add_comment(shared.pk, body="Ask Zoë Quaint.", author="Other")
    return zoe


def export(client: APIClient, **asked: Any) -> dict[str, Any]:
    return dict(client.get(f"{TRACES}export/", asked).json())


def forget(client: APIClient, **asked: Any) -> Any:
    return client.delete(TRACES, query_params=asked)


def test_tells_how_much_there_is(admin: APIClient, zoe: User) -> None:
    assert admin.get(TRACES, {"person": "ZQuaint"}).json() == {
        "name": NAME,
        "username": "zquaint",
        "tickets": 1,
        "comments": 1,
        "changes": 1,
        "mentions": 1,
    }


def test_erases_what_was_exported(admin: APIClient, zoe: User) -> None:
    stored = export(admin, person="zquaint")
    assert [ticket["title"] for ticket in stored["tickets"]] == ["Filed by her"]
    erased = forget(admin, person="zquaint", exported=stored["fingerprint"])
    assert erased.json() == {"tickets": 1, "comments": 1, "changes": 1}
    assert [ticket.title for ticket in Ticket.objects.all()] == ["Of somebody else"]
    assert set(Comment.objects.values_list("author", flat=True)) == {FORGOTTEN_PERSON, "Other"}
    assert not User.objects.filter(username="zquaint").exists()


def test_nothing_is_erased_that_was_not_exported(admin: APIClient, zoe: User) -> None:
    assert forget(admin, person="zquaint").json() == {"exported": ["This field is required."]}
    stored = export(admin, person="zquaint")
    add_comment(Ticket.objects.get(title="Filed by her").pk, body="One more.", author="Other")
    refused = forget(admin, person="zquaint", exported=stored["fingerprint"])
    assert (refused.status_code, refused.json()["code"]) == (409, "changed_since_export")
    assert User.objects.filter(username="zquaint").exists()
    assert Ticket.objects.count() == 2


def test_the_tickets_can_be_kept(admin: APIClient, zoe: User) -> None:
    exported = export(admin, person="zquaint")["fingerprint"]
    assert forget(admin, person="zquaint", exported=exported, keep_tickets=True).status_code == 200
    assert Ticket.objects.get(title="Filed by her").requester is None


def test_who_has_no_account_is_found_by_name(admin: APIClient) -> None:
    add_comment(make_ticket().pk, body="A note.", author="Ann")
    found = admin.get(TRACES, {"person": "Ann"}).json()
    assert (found["name"], found["username"], found["comments"]) == ("Ann", "", 1)
    forget(admin, person="Ann", exported=export(admin, person="Ann")["fingerprint"])
    assert admin.get(TRACES, {"person": "Ann"}).json()["code"] == "no_such_person"


def test_of_namesakes_nobody_is_forgotten_by_mistake(admin: APIClient, zoe: User) -> None:
    make_user(Role.AGENT, "zq2", NAME)
    refused = admin.get(TRACES, {"person": "zquaint"})
    assert (refused.status_code, refused.json()["code"]) == (409, "namesakes")
    told = {"person": "zquaint", "with_namesakes": True}
    assert forget(admin, exported=export(admin, **told)["fingerprint"], **told).status_code == 200
    assert User.objects.filter(username="zq2").exists()


def test_the_last_administrator_stays(admin: APIClient) -> None:
    exported = export(admin, person="admin")["fingerprint"]
    assert forget(admin, person="admin", exported=exported).json()["code"] == "last_administrator"
    assert User.objects.filter(username="admin").exists()


def test_the_second_of_two_who_forget_finds_nobody(admin: APIClient, zoe: User) -> None:
    exported = export(admin, person="zquaint")["fingerprint"]
    call_command("forget_person", "zquaint", "--erase")
    assert forget(admin, person="zquaint", exported=exported).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_who_logs_in_meanwhile_waits_for_the_end_and_is_nobody_then(
    admin: APIClient, zoe: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported = export(admin, person="zquaint")["fingerprint"]

    def log_in() -> int:
        try:
            return User.objects.filter(pk=zoe.pk).update(last_login=timezone.now())
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        logged_in: list[Future[int]] = []

        def remove_meanwhile(tickets: QuerySet[Ticket]) -> int:
            logged_in.append(pool.submit(log_in))
            wait_until_somebody_waits()
            return remove(tickets)

        monkeypatch.setattr(erasing, "remove", remove_meanwhile)
        assert forget(admin, person="zquaint", exported=exported).status_code == 200
        assert logged_in[0].result() == 0


def test_where_nobody_logs_in_there_is_no_such_call(api: APIClient) -> None:
    assert api.get(TRACES, {"person": "Ann"}).json()["code"] == "access_open"


def test_the_log_names_nobody(admin: APIClient, zoe: User, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        forget(admin, person="zquaint", exported=export(admin, person="zquaint")["fingerprint"])
    assert "forgot a person: 1 tickets removed" in caplog.text
    assert "uaint" not in caplog.text
