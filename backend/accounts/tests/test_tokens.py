"""API tokens: made by people in person, used by programs, and what ends them."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts import tokens
from accounts.access import person_by_now
from accounts.models import ApiToken, Role, Scope, User
from accounts.people import change_person
from accounts.tests.factory import PASSWORD, client_of, client_with, make_token, make_user

TOKENS = "/api/tokens/"
TICKETS = "/api/tickets/"
TICKET = {"title": "Refund", "description": "Charged twice."}
WANTED = {"name": "Monitoring", "scope": "submit", "expires_in_days": 90, "password": PASSWORD}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("login_access")]


@pytest.fixture
def ann() -> User:
    return make_user(Role.AGENT, "ann")


def status_with(secret: str, path: str = TICKETS) -> int:
    return int(client_with(secret).get(path).status_code)


class TestMaking:
    def test_shows_the_token_once_and_keeps_its_hash(
        self, ann: User, caplog: pytest.LogCaptureFixture
    ) -> None:
        client = client_of(ann)
        made = client.post(TOKENS, WANTED)
        assert made.status_code == 201
        secret = made.json()["token"]
        assert secret.startswith("hd_")
        assert len(secret) == 46
        assert status_with(secret, "/api/tickets/classify/") == 405
        for kept in (str(ApiToken.objects.values()), client.get(TOKENS).content.decode(), caplog.text):
            assert secret[3:] not in kept

    def test_is_for_a_time(self, ann: User) -> None:
        client = client_of(ann)
        client.post(TOKENS, WANTED)
        (listed,) = client.get(TOKENS).json()
        assert (listed["name"], listed["scope"], listed["last_used_at"]) == ("Monitoring", "submit", None)
        lasts = ApiToken.objects.get().expires_at - timezone.now()
        assert timedelta(days=89) < lasts <= timedelta(days=90)

    def test_asks_for_the_password_once_more_and_is_no_way_to_guess_it(self, ann: User) -> None:
        client = client_of(ann)
        answers = [client.post(TOKENS, WANTED | {"password": f"wrong {n}"}) for n in range(6)]
        assert [answer.status_code for answer in answers] == [400] * 5 + [429]
        assert answers[0].json() == {"password": ["This is not your password."]}
        assert not ApiToken.objects.exists()

    def test_asks_for_none_where_there_is_none(self, ann: User) -> None:
        ann.set_unusable_password()
        ann.save()
        wanted = {name: value for name, value in WANTED.items() if name != "password"}
        assert client_of(ann).post(TOKENS, wanted).status_code == 201

    @pytest.mark.parametrize(
        "wrong",
        [
            {"scope": "admin"},
            {"name": " "},
            {"name": "x" * 81},
            {"expires_in_days": 0},
            {"expires_in_days": 367},
        ],
    )
    def test_refuses_nonsense(self, ann: User, wrong: dict[str, Any]) -> None:
        answer = client_of(ann).post(TOKENS, WANTED | wrong)
        assert (answer.status_code, list(answer.json())) == (400, list(wrong))

    def test_forgets_those_that_ran_out_long_ago(self, ann: User) -> None:
        for days in (29, 31):
            make_token(ann)
            ApiToken.objects.filter(pk=ApiToken.objects.latest("id").pk).update(
                expires_at=timezone.now() - timedelta(days=days)
            )
        make_token(ann)
        assert len(client_of(ann).get(TOKENS).json()) == 2


class TestUse:
    def test_needs_no_session_and_no_proof_against_other_sites(self, ann: User) -> None:
        program = APIClient(enforce_csrf_checks=True)
        made = program.post(TICKETS, TICKET, headers={"Authorization": f"bearer {make_token(ann)}"})
        assert made.status_code == 201
        assert program.cookies == {}
        assert client_of(ann).get(f"{TICKETS}{made.json()['id']}/").json()["requester"] == "Ann Agent"

    def test_sees_what_its_owner_sees(self) -> None:
        rita = make_user(Role.REQUESTER, "rita")
        client_of(make_user(Role.AGENT)).post(TICKETS, TICKET)
        assert client_with(make_token(rita)).get(TICKETS).json()["results"] == []

    def test_counts_rather_than_a_session_beside_it(self, ann: User) -> None:
        client = client_of(make_user(Role.ADMIN))
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {make_token(ann)}")
        assert client.get("/api/system/").status_code == 403
        client.credentials(HTTP_AUTHORIZATION="Bearer hd_wrong")
        assert client.get(TICKETS).status_code == 401

    def test_is_no_session(self, ann: User) -> None:
        assert client_with(make_token(ann)).get("/api/session/").json()["person"] is None

    def test_is_noted_at_most_once_an_hour(self, ann: User) -> None:
        client = client_with(make_token(ann))

        def noted() -> Any:
            client.get(TICKETS)
            return ApiToken.objects.get().last_used_at

        first = noted()
        assert first is not None
        assert noted() == first
        ApiToken.objects.update(last_used_at=first - timedelta(hours=2))
        assert noted() >= first

    def test_goes_on_where_it_cannot_be_noted(self, ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
        secret = make_token(ann)

        def disk_is_full(*_: Any, **__: Any) -> int:
            raise OperationalError

        monkeypatch.setattr(QuerySet, "update", disk_is_full)
        assert status_with(secret) == 200

    def test_of_a_bearer_that_is_none_of_ours_is_none(self, ann: User) -> None:
        client = client_of(ann)
        client.credentials(HTTP_AUTHORIZATION="Bearer of-a-proxy-on-the-way")
        assert client.get(TICKETS).status_code == 200


class TestWrong:
    @pytest.mark.parametrize(
        "secret", ["hd_", "hd_wrong", "hd_\u00e9\u00ff", "hd_ with a blank", "hd_" + "x" * 5_000]
    )
    def test_ones_are_refused(self, secret: str) -> None:
        answer = client_with(secret).get(TICKETS)
        assert (answer.status_code, answer.json()["code"]) == (401, "invalid_token")
        assert answer.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'

    def test_ones_take_the_same_work(self, ann: User, django_assert_num_queries: Any) -> None:
        make_token(ann)
        for secret in ("hd_wrong", "hd_" + "x" * 43):
            with django_assert_num_queries(1):
                assert status_with(secret) == 401

    def test_scopes_say_so(self, ann: User) -> None:
        answer = client_with(make_token(ann, Scope.READ)).post(TICKETS, TICKET)
        assert (answer.status_code, answer.json()["code"]) == (403, "insufficient_scope")
        assert answer.headers["WWW-Authenticate"] == 'Bearer error="insufficient_scope"'


class TestEnds:
    def test_when_its_time_is_over(self, ann: User) -> None:
        secret = make_token(ann)
        ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        assert status_with(secret) == 401

    def test_when_its_owner_revokes_it(self, ann: User) -> None:
        secret = make_token(ann)
        path = f"{TOKENS}{ApiToken.objects.get().pk}/"
        assert client_of(make_user(Role.AGENT, "ben")).delete(path).status_code == 404
        assert status_with(secret) == 200
        assert client_of(ann).delete(path).status_code == 204
        assert status_with(secret) == 401
        assert client_of(ann).delete(path).status_code == 404

    def test_when_an_administrator_revokes_it(self, ann: User) -> None:
        secret, admin = make_token(ann), client_of(make_user(Role.ADMIN))
        counts = {person["id"]: person["tokens"] for person in admin.get("/api/people/").json()}
        assert sorted(counts.values()) == [0, 1]
        assert counts[ann.pk] == 1
        (listed,) = admin.get(f"/api/people/{ann.pk}/tokens/").json()
        assert admin.delete(f"{TOKENS}{listed['id']}/").status_code == 204
        assert status_with(secret) == 401
        assert admin.get("/api/people/999999/tokens/").status_code == 404

    def test_for_good_when_its_owner_is_switched_off(self, ann: User) -> None:
        secret = make_token(ann)
        make_user(Role.ADMIN)
        User.objects.filter(pk=ann.pk).update(is_active=False)
        assert status_with(secret) == 401
        change_person(ann, is_active=False)
        change_person(ann, is_active=True)
        assert status_with(secret) == 401

    def test_also_for_who_listens_already(self, ann: User) -> None:
        request = HttpRequest()
        request.META["HTTP_AUTHORIZATION"] = f"Bearer {make_token(ann)}"
        request.session = SessionStore()
        tokens.identify(request)
        assert person_by_now(request) == ann
        ApiToken.objects.all().delete()
        assert person_by_now(request) is None

    def test_never_with_a_session_or_a_role(self, ann: User) -> None:
        secret = make_token(ann)
        client_of(ann).delete("/api/session/all/")
        assert status_with(secret) == status_with(secret, "/api/tickets/stats/") == 200
        User.objects.filter(pk=ann.pk).update(role=Role.REQUESTER)
        assert status_with(secret, "/api/tickets/stats/") == 403


def test_where_nobody_logs_in_there_are_none(api: APIClient, settings: Settings) -> None:
    settings.ACCESS = "open"
    settings.MIDDLEWARE = settings.MIDDLEWARE[:1]
    for answer in (
        api.get(TOKENS),
        api.post(TOKENS, {}),
        api.delete(f"{TOKENS}1/"),
        api.get("/api/people/1/tokens/"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "access_open")
