"""Links that let people in."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts import invitations
from accounts.models import Invitation, Role, User
from accounts.tests.factory import PASSWORD, make_user

LOOK, JOIN, NEW_PASSWORD = (f"/api/invitations/{name}/" for name in ("look", "join", "password"))
PERSON = {"username": "Ann@Example.org", "name": "Ann", "password": PASSWORD}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("login_access")]


def join(token: str, client: APIClient | None = None, **changed: Any) -> Any:
    return (client or APIClient()).post(JOIN, {"token": token, **PERSON, **changed})


def said(command: str, *words: str) -> str:
    out = StringIO()
    call_command(command, *words, stdout=out)
    return out.getvalue()


def token_in(text: str) -> str:
    return text.split("/welcome#")[1].split()[0]


def test_an_invitation_tells_what_it_is_for(api: APIClient) -> None:
    _, token = invitations.invite(Role.AGENT, "Ann")
    body = api.post(LOOK, {"token": token}).json()
    assert (body["purpose"], body["role"], body["name"], body["username"]) == ("join", "agent", "Ann", "")


def test_an_invitation_makes_an_account_of_its_role_and_logs_in(api: APIClient) -> None:
    _, token = invitations.invite(Role.AGENT)
    answer = join(token, api)
    assert answer.status_code == 201
    assert answer.json()["person"]["username"] == "ann@example.org"
    assert api.get("/api/tickets/stats/").status_code == 200
    assert User.objects.get().role == Role.AGENT


def test_an_invitation_works_once(api: APIClient) -> None:
    _, token = invitations.invite(Role.AGENT)
    assert join(token).status_code == 201
    again = join(token, username="bob")
    assert (again.status_code, again.json()["code"]) == (410, "link_gone")
    assert api.post(LOOK, {"token": token}).status_code == 410


def test_an_invitation_ends(api: APIClient) -> None:
    made, token = invitations.invite(Role.AGENT)
    assert timedelta(days=6) < made.expires_at - timezone.now() < timedelta(days=8)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert join(token).status_code == 410


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("password", "short", "12"),
        ("password", "startfinding", "common"),
        ("password", "ann@example.org", "similar"),
        ("username", "Ann Agent", "letters"),
        ("username", "\u0430nn", "letters"),
        ("name", " ", "blank"),
    ],
)
def test_what_does_not_do_is_said_and_the_link_goes_on_working(field: str, value: str, says: str) -> None:
    _, token = invitations.invite(Role.AGENT)
    changed: Any = {field: value}
    answer = join(token, **changed)
    assert answer.status_code == 400
    assert says in " ".join(answer.json()[field])
    assert join(token).status_code == 201


def test_a_user_name_that_is_taken_is_refused_whatever_its_case() -> None:
    make_user(username="ann@example.org")
    _, token = invitations.invite(Role.AGENT)
    answer = join(token, username="ANN@example.org")
    assert (answer.status_code, list(answer.json())) == (400, ["username"])
    assert join(token, username="ann2").status_code == 201


def test_a_reset_sets_the_password_of_its_account_alone(api: APIClient) -> None:
    user = make_user()
    _, token = invitations.reset(user)
    assert api.post(LOOK, {"token": token}).json()["username"] == "agent"
    assert join(token).status_code == 410
    assert api.post(NEW_PASSWORD, {"token": token, "password": "short"}).status_code == 400
    assert api.post(NEW_PASSWORD, {"token": token, "password": "an entirely new one"}).status_code == 200
    user.refresh_from_db()
    assert user.check_password("an entirely new one")
    assert api.post(NEW_PASSWORD, {"token": token, "password": "an entirely new one"}).status_code == 410


def test_a_reset_replaces_the_one_before_and_is_none_for_who_is_switched_off(api: APIClient) -> None:
    user = make_user()
    _, first = invitations.reset(user)
    _, second = invitations.reset(user)
    assert api.post(LOOK, {"token": first}).status_code == 410
    User.objects.update(is_active=False)
    assert api.post(LOOK, {"token": second}).status_code == 410


def test_the_database_keeps_no_token() -> None:
    _, token = invitations.invite(Role.AGENT)
    assert token not in str(Invitation.objects.values())


def test_where_nobody_logs_in_no_link_works(api: APIClient, settings: Settings) -> None:
    _, token = invitations.invite(Role.AGENT)
    settings.ACCESS = "open"
    for path in (LOOK, JOIN, NEW_PASSWORD):
        answer = api.post(path, {"token": token, **PERSON})
        assert (answer.status_code, answer.json()["code"]) == (404, "access_open")
    assert User.objects.count() == 0


def test_the_first_start_prints_a_link_that_makes_an_administrator() -> None:
    answer = join(token_in(said("invite_first")))
    assert answer.json()["person"]["role"] == "admin"
    assert said("invite_first") == ""


def test_first_links_work_only_until_there_is_an_administrator() -> None:
    one, another = token_in(said("invite_first")), token_in(said("invite_first"))
    assert join(one).status_code == 201
    assert join(another, username="intruder").status_code == 410
    assert User.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_several_first_links_used_at_once_one_makes_an_administrator() -> None:
    tokens = [token_in(said("invite_first")) for _ in range(4)]
    together = threading.Barrier(len(tokens))

    def use(number: int) -> int:
        together.wait()
        try:
            return int(join(tokens[number], username=f"person{number}").status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tokens)) as pool:
        statuses = sorted(pool.map(use, range(len(tokens))))
    assert statuses == [201, 410, 410, 410]


def test_where_nobody_logs_in_the_first_start_prints_nothing(settings: Settings) -> None:
    settings.ACCESS = "open"
    assert said("invite_first") == ""
    with pytest.raises(CommandError, match="ACCESS=login"):
        said("invite")


def test_the_command_line_invites_under_the_name_that_people_open(settings: Settings) -> None:
    settings.HUSHDESK_PORT = "3000"
    assert said("invite").startswith("http://localhost:3000/welcome#")
    settings.HUSHDESK_HOST = "help.example.org"
    assert said("invite", "--role", "admin", "--name", "Ann").startswith("https://help.example.org/welcome#")
    assert list(Invitation.objects.values_list("role", "name")) == [("admin", "Ann"), ("requester", "")]
