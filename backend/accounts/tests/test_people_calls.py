"""/api/people/ and /api/invitations/: what administrators do on the page."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.models import Invitation, Role, User
from accounts.tests.factory import client_of, make_user

PEOPLE = "/api/people/"
INVITATIONS = "/api/invitations/"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("login_access")]


@pytest.fixture
def admin() -> APIClient:
    return client_of(make_user(Role.ADMIN, "bob", "Bob"))


def join(token: str, username: str) -> int:
    person = {"username": username, "name": "Cleo", "password": "an entirely new one"}
    return int(APIClient().post(f"{INVITATIONS}join/", {"token": token, **person}).status_code)


def test_tells_who_there_is(admin: APIClient) -> None:
    make_user(Role.REQUESTER, "ann", "Ann")
    ann, bob = admin.get(PEOPLE).json()
    assert ann == {
        "id": User.objects.get(username="ann").pk,
        "username": "ann",
        "name": "Ann",
        "role": "requester",
        "is_active": True,
        "last_login": None,
        "has_second_factor": False,
        "tokens": 0,
    }
    assert (bob["username"], bob["last_login"] is None) == ("bob", False)


def test_another_role_counts_from_the_next_call_on(admin: APIClient) -> None:
    ann = make_user(Role.REQUESTER, "ann")
    client = client_of(ann)
    answer = admin.patch(f"{PEOPLE}{ann.pk}/", {"role": "agent"})
    assert (answer.status_code, answer.json()["role"]) == (200, "agent")
    assert client.get("/api/tickets/stats/").status_code == 200


def test_who_is_switched_off_is_logged_out_for_good(admin: APIClient) -> None:
    ann = make_user(Role.AGENT, "ann")
    client = client_of(ann)
    assert admin.patch(f"{PEOPLE}{ann.pk}/", {"is_active": False}).json()["is_active"] is False
    assert client.get("/api/tickets/").status_code == 401
    assert admin.patch(f"{PEOPLE}{ann.pk}/", {"is_active": True}).json()["is_active"] is True
    assert client.get("/api/tickets/").status_code == 401


@pytest.mark.parametrize("change", [{"role": "agent"}, {"is_active": False}])
def test_the_last_administrator_stays(admin: APIClient, change: dict[str, object]) -> None:
    bob = User.objects.get(username="bob")
    answer = admin.patch(f"{PEOPLE}{bob.pk}/", change)
    assert (answer.status_code, answer.json()["code"]) == (409, "last_administrator")
    bob.refresh_from_db()
    assert (bob.role, bob.is_active) == ("admin", True)
    assert admin.get(PEOPLE).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_administrators_who_demote_one_another_at_once_one_stays() -> None:
    people = [make_user(Role.ADMIN, f"admin{number}") for number in range(4)]
    clients = [client_of(person) for person in people]
    together = threading.Barrier(len(people))

    def demote_next(number: int) -> int:
        together.wait()
        try:
            path = f"{PEOPLE}{people[number - 1].pk}/"
            return int(clients[number].patch(path, {"role": "requester"}).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        statuses = set(pool.map(demote_next, range(len(people))))
    # Who was demoted before their own call arrived may not make it any more.
    assert statuses <= {200, 403, 409}
    assert User.objects.filter(role=Role.ADMIN).count() >= 1


@pytest.mark.parametrize("body", [{"role": "owner"}, {"role": None}, {"is_active": "perhaps"}])
def test_what_is_no_change_is_refused(admin: APIClient, body: dict[str, object]) -> None:
    ann = make_user(Role.REQUESTER, "ann")
    assert admin.patch(f"{PEOPLE}{ann.pk}/", body).status_code == 400
    assert admin.patch(f"{PEOPLE}999999/", {"role": "agent"}).status_code == 404


def test_a_link_lets_somebody_choose_a_new_password(admin: APIClient, api: APIClient) -> None:
    ann = make_user(Role.AGENT, "ann")
    client = client_of(ann)
    made = admin.post(f"{PEOPLE}{ann.pk}/password/")
    assert (made.status_code, made.json()["name"]) == (201, "Ann Agent")
    assert client.get("/api/tickets/").status_code == 200
    body = {"token": made.json()["token"], "password": "an entirely new one"}
    assert api.post(f"{INVITATIONS}password/", body).status_code == 200
    assert client.get("/api/tickets/").status_code == 401


def test_who_is_switched_off_gets_no_link(admin: APIClient) -> None:
    ann = make_user(Role.AGENT, "ann")
    User.objects.filter(pk=ann.pk).update(is_active=False)
    answer = admin.post(f"{PEOPLE}{ann.pk}/password/")
    assert (answer.status_code, answer.json()["code"]) == (409, "switched_off")


def test_an_invitation_lets_one_person_in(admin: APIClient) -> None:
    made = admin.post(INVITATIONS, {"role": "agent", "name": "Cleo"})
    assert made.status_code == 201
    (invited,) = admin.get(INVITATIONS).json()
    assert (invited["role"], invited["name"]) == ("agent", "Cleo")
    assert made.json()["token"] not in str(admin.get(INVITATIONS).content)
    assert join(made.json()["token"], "cleo") == 201
    assert admin.get(INVITATIONS).json() == []
    assert User.objects.get(username="cleo").role == "agent"


def test_a_withdrawn_invitation_lets_nobody_in(admin: APIClient) -> None:
    token = admin.post(INVITATIONS, {"role": "agent"}).json()["token"]
    path = f"{INVITATIONS}{Invitation.objects.get().pk}/"
    assert admin.delete(path).status_code == 204
    assert join(token, "cleo") == 410
    assert admin.delete(path).status_code == 404


def test_a_renewed_invitation_has_another_link_also_when_its_time_was_over(admin: APIClient) -> None:
    old = admin.post(INVITATIONS, {"role": "admin", "name": "Cleo"}).json()["token"]
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    (invited,) = admin.get(INVITATIONS).json()
    renewed = admin.post(f"{INVITATIONS}{invited['id']}/renew/")
    assert renewed.status_code == 200
    assert (join(old, "cleo"), join(renewed.json()["token"], "cleo")) == (410, 201)
    assert User.objects.get(username="cleo").role == "admin"
    assert admin.post(f"{INVITATIONS}{invited['id']}/renew/").status_code == 404


def test_what_is_long_over_is_forgotten(admin: APIClient) -> None:
    admin.post(INVITATIONS, {"role": "agent", "name": "Cleo"})
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=31))
    admin.post(INVITATIONS, {"role": "agent", "name": "Dan"})
    assert [invited["name"] for invited in admin.get(INVITATIONS).json()] == ["Dan"]


def test_links_to_the_first_administrator_and_to_passwords_are_not_among_the_invited(
    admin: APIClient,
) -> None:
    admin.post(f"{PEOPLE}{make_user(Role.AGENT, 'ann').pk}/password/")
    assert admin.get(INVITATIONS).json() == []
    assert admin.delete(f"{INVITATIONS}{Invitation.objects.get().pk}/").status_code == 404


def test_where_nobody_logs_in_there_is_nobody_to_change(admin: APIClient, settings: Settings) -> None:
    settings.ACCESS = "open"
    for answer in (
        admin.get(PEOPLE),
        admin.patch(f"{PEOPLE}1/", {"role": "agent"}),
        admin.post(f"{PEOPLE}1/password/"),
        admin.get(INVITATIONS),
        admin.post(INVITATIONS, {"role": "agent"}),
        admin.delete(f"{INVITATIONS}1/"),
        admin.post(f"{INVITATIONS}1/renew/"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "access_open")
