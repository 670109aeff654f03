"""manage.py people, and `invite --password-of`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from rest_framework.test import APIClient

from accounts.models import Role
from accounts.tests.factory import client_of, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("login_access")]


def said(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_lists_who_there_is() -> None:
    make_user(Role.ADMIN, "bob", "Bob")
    make_user(Role.AGENT, "ann", "Ann")
    assert said("people") == "ann  agent  Ann\nbob  admin  Bob\n"


def test_another_role_counts_from_the_next_call_on() -> None:
    make_user(Role.ADMIN)
    client = client_of(make_user(Role.REQUESTER, "ann"))
    assert client.get("/api/tickets/stats/").status_code == 403
    assert said("people", "ANN", "--role", "agent") == "ann  agent  Ann Agent\n"
    assert client.get("/api/tickets/stats/").status_code == 200


def test_an_account_that_is_switched_off_is_out_and_has_to_log_in_once_it_is_on_again() -> None:
    make_user(Role.ADMIN)
    ann = make_user(Role.AGENT, "ann")
    client = client_of(ann)
    assert "(off)" in said("people", "ann", "--off")
    assert client.get("/api/tickets/").status_code == 401
    said("people", "ann", "--on")
    assert client.get("/api/tickets/").status_code == 401
    ann.refresh_from_db()
    assert client_of(ann).get("/api/tickets/").status_code == 200


@pytest.mark.parametrize("change", [("--role", "agent"), ("--off",)])
def test_the_last_administrator_stays(change: tuple[str, ...]) -> None:
    make_user(Role.ADMIN, "bob")
    with pytest.raises(CommandError, match="no administrator left"):
        said("people", "bob", *change)
    assert said("people").startswith("bob  admin")
    make_user(Role.ADMIN, "another")
    said("people", "bob", *change)


@pytest.mark.parametrize("words", [("ann",), ("--off",), ("nobody", "--off")])
def test_what_is_not_clear_is_refused(words: tuple[str, ...]) -> None:
    make_user(Role.ADMIN, "ann")
    with pytest.raises(CommandError):
        said("people", *words)


def test_a_link_lets_somebody_choose_a_new_password(api: APIClient) -> None:
    make_user(Role.AGENT, "ann")
    token = said("invite", "--password-of", "ann").strip().split("#")[1]
    body = {"token": token, "password": "an entirely new one"}
    assert api.post("/api/invitations/password/", body).json()["person"]["username"] == "ann"
    with pytest.raises(CommandError, match="Nobody has this user name"):
        said("invite", "--password-of", "nobody")
