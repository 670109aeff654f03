"""What everybody may do about their own account: another password, and to log out everywhere."""

import pytest
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.models import Role, User
from accounts.tests.factory import PASSWORD, client_of, make_user

OWN_PASSWORD = "/api/session/password/"
NEW = "an entirely new one"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("login_access")]


@pytest.fixture
def rita() -> User:
    return make_user(Role.REQUESTER, "rita", "Rita")


def test_a_new_password_ends_all_sessions_but_this_one(rita: User) -> None:
    here, elsewhere = client_of(rita), client_of(rita)
    answer = here.post(OWN_PASSWORD, {"old_password": PASSWORD, "password": NEW})
    assert (answer.status_code, answer.json()["person"]["username"]) == (200, "rita")
    assert here.get("/api/tickets/").status_code == 200
    assert elsewhere.get("/api/tickets/").status_code == 401
    for password, status in ((PASSWORD, 400), (NEW, 200)):
        body = {"username": "rita", "password": password}
        assert APIClient().post("/api/session/", body).status_code == status


def test_the_old_password_is_asked_for_and_guessing_it_ends(rita: User) -> None:
    client = client_of(rita)
    bodies = [{"old_password": f"wrong {number}", "password": NEW} for number in range(5)]
    answers = [client.post(OWN_PASSWORD, body) for body in bodies]
    assert {answer.status_code for answer in answers} == {400}
    assert answers[0].json() == {"old_password": ["This is not your password."]}
    answer = client.post(OWN_PASSWORD, {"old_password": PASSWORD, "password": NEW})
    assert (answer.status_code, answer.json()["code"]) == (429, "locked_out")


@pytest.mark.parametrize("weak", ["short", "password1234"])
def test_a_weak_password_is_refused_and_nothing_ends(rita: User, weak: str) -> None:
    client = client_of(rita)
    answer = client.post(OWN_PASSWORD, {"old_password": PASSWORD, "password": weak})
    assert (answer.status_code, list(answer.json())) == (400, ["password"])
    assert client.get("/api/tickets/").status_code == 200


def test_who_logs_out_everywhere_is_out_here_too_and_nobody_else_is(rita: User) -> None:
    here, elsewhere = client_of(rita), client_of(rita)
    another = client_of(make_user())
    assert here.delete("/api/session/all/").status_code == 204
    assert [client.get("/api/tickets/").status_code for client in (here, elsewhere)] == [401, 401]
    assert another.get("/api/tickets/").status_code == 200


def test_where_nobody_logs_in_there_is_no_account(rita: User, settings: Settings) -> None:
    client = client_of(rita)
    settings.ACCESS = "open"
    for answer in (client.post(OWN_PASSWORD, {}), client.delete("/api/session/all/")):
        assert (answer.status_code, answer.json()["code"]) == (404, "access_open")
