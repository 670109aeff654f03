"""Logging in and out."""

from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.utils import timezone
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.models import Role, User
from accounts.tests.factory import PASSWORD, client_of, make_user

SESSION = "/api/session/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> APIClient:
    """Calls need the token against CSRF, as they do in earnest."""
    return APIClient(enforce_csrf_checks=True, raise_request_exception=False)


def log_in(client: APIClient, username: str = "agent", password: str = PASSWORD, **headers: Any) -> int:
    token = client.get(SESSION).cookies["csrftoken"].value if "csrftoken" not in client.cookies else ""
    headers.setdefault("HTTP_X_CSRFTOKEN", token or client.cookies["csrftoken"].value)
    return int(client.post(SESSION, {"username": username, "password": password}, **headers).status_code)


def test_where_nobody_logs_in_there_is_nothing_to_do(api: APIClient) -> None:
    answer = api.get(SESSION)
    assert answer.json() == {
        "access": "open",
        "person": None,
        "needs_setup": False,
        "single_sign_on": "",
        "public_submit": False,
    }
    assert answer.cookies == {}
    for method in (api.post, api.delete):
        refused = method(SESSION, {})
        assert (refused.status_code, refused.json()["code"]) == (404, "access_open")


@pytest.mark.usefixtures("login_access")
def test_tells_who_is_logged_in(api: APIClient) -> None:
    assert api.get(SESSION).json() == {
        "access": "login",
        "person": None,
        "needs_setup": True,
        "single_sign_on": "",
        "public_submit": False,
    }
    user = make_user(Role.ADMIN, "ann", "Ann")
    assert api.get(SESSION).json()["needs_setup"] is False
    body = client_of(user).get(SESSION).json()
    assert body["person"] == {"id": user.pk, "username": "ann", "name": "Ann", "role": "admin"}


@pytest.mark.usefixtures("login_access")
def test_lets_in_with_name_and_password_however_the_name_is_typed(browser: APIClient) -> None:
    make_user(username="ann@example.org")
    assert browser.get("/api/tickets/").status_code == 401
    assert log_in(browser, " Ann@Example.ORG ") == 200
    assert browser.get("/api/tickets/").status_code == 200


@pytest.mark.usefixtures("login_access")
@pytest.mark.parametrize(
    ("username", "password"), [("agent", "wrong"), ("nobody", PASSWORD), ("agent", f" {PASSWORD}")]
)
def test_a_wrong_name_and_a_wrong_password_are_the_same_to_who_guesses(
    browser: APIClient, username: str, password: str
) -> None:
    make_user()
    browser.get(SESSION)
    body = {"username": username, "password": password}
    answer = browser.post(SESSION, body, HTTP_X_CSRFTOKEN=browser.cookies["csrftoken"].value)
    assert (answer.status_code, answer.json()["code"]) == (400, "wrong_credentials")
    assert "sessionid" not in browser.cookies


@pytest.mark.usefixtures("login_access")
def test_an_account_that_is_switched_off_is_out_at_once(browser: APIClient) -> None:
    user = make_user()
    assert log_in(browser) == 200
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert browser.get("/api/tickets/").status_code == 401
    assert log_in(browser) == 400


@pytest.mark.usefixtures("login_access")
def test_a_new_password_ends_other_sessions(browser: APIClient) -> None:
    user = make_user()
    assert log_in(browser) == 200
    user.set_password("another long password")
    user.save()
    assert browser.get("/api/tickets/").status_code == 401


@pytest.mark.usefixtures("login_access")
def test_logging_out_ends_the_session_on_the_server(browser: APIClient) -> None:
    make_user()
    log_in(browser)
    stolen = browser.cookies["sessionid"].value
    answer = browser.delete(SESSION, HTTP_X_CSRFTOKEN=browser.cookies["csrftoken"].value)
    assert answer.status_code == 204
    browser.cookies["sessionid"] = stolen
    assert browser.get("/api/tickets/").status_code == 401


@pytest.mark.usefixtures("login_access")
def test_a_session_before_logging_in_is_not_taken_over(browser: APIClient) -> None:
    make_user()
    browser.cookies["sessionid"] = "fixedbyanother"
    log_in(browser)
    assert browser.cookies["sessionid"].value != "fixedbyanother"


@pytest.mark.usefixtures("login_access")
def test_sessions_that_are_over_are_removed(browser: APIClient) -> None:
    make_user()
    log_in(browser)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert browser.get("/api/tickets/").status_code == 401
    log_in(browser)
    assert Session.objects.count() == 1


@pytest.mark.usefixtures("login_access")
@pytest.mark.parametrize("origin", ["http://testserver", "https://testserver"])
def test_cookies_are_for_this_site_only_and_for_https_where_that_is_spoken(
    browser: APIClient, origin: str, settings: Settings
) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://testserver"]
    make_user()
    assert log_in(browser, HTTP_ORIGIN=origin) == 200
    cookie = browser.cookies["sessionid"]
    assert (bool(cookie["secure"]), cookie["httponly"], cookie["samesite"]) == (
        origin.startswith("https"),
        True,
        "Lax",
    )
    assert int(cookie["max-age"]) == 12 * 60 * 60


@pytest.mark.usefixtures("login_access")
class TestGuessing:
    def test_ends_after_five_wrong_passwords_also_for_the_right_one(self, browser: APIClient) -> None:
        make_user()
        statuses = [log_in(browser, password=f"wrong {number}") for number in range(6)]
        assert statuses == [400] * 5 + [429]
        body = {"username": "AGENT", "password": PASSWORD}
        answer = browser.post(SESSION, body, HTTP_X_CSRFTOKEN=browser.cookies["csrftoken"].value)
        assert (answer.status_code, answer.json()["code"]) == (429, "locked_out")
        assert answer.headers["Retry-After"] == "900"

    def test_begins_anew_after_a_quarter_of_an_hour(self, browser: APIClient) -> None:
        make_user()
        for number in range(6):
            log_in(browser, password=f"wrong {number}")
        AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
        assert log_in(browser) == 200

    def test_shuts_out_nobody_else(self, browser: APIClient) -> None:
        make_user()
        make_user(username="another")
        caddy = {"REMOTE_ADDR": "172.18.0.2"}
        guesser = {**caddy, "HTTP_X_FORWARDED_FOR": "203.0.113.7"}
        for number in range(6):
            log_in(browser, password=f"wrong {number}", **guesser)
        assert log_in(browser, **guesser) == 429
        assert log_in(browser, "another", **guesser) == 200
        assert log_in(browser, **caddy, HTTP_X_FORWARDED_FOR="203.0.113.8") == 200

    def test_cannot_hide_behind_an_address_of_its_own_making(self, browser: APIClient) -> None:
        make_user()
        statuses = [
            log_in(browser, password="wrong", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}")
            for number in range(6)
        ]
        assert statuses[-1] == 429

    def test_cannot_go_on_from_another_address_of_the_same_household(self, browser: APIClient) -> None:
        make_user()
        caddy = {"REMOTE_ADDR": "172.18.0.2"}
        statuses = [
            log_in(browser, password="wrong", **caddy, HTTP_X_FORWARDED_FOR=f"2001:db8::{number}")
            for number in range(1, 7)
        ]
        assert statuses == [400] * 5 + [429]

    def test_is_forgiven_with_the_right_password(self, browser: APIClient) -> None:
        make_user()
        for number in range(4):
            log_in(browser, password=f"wrong {number}")
        assert log_in(browser) == 200
        assert [log_in(browser, password="wrong") for _ in range(4)] == [400] * 4

    def test_leaves_no_name_and_no_password_in_the_log(
        self, browser: APIClient, caplog: pytest.LogCaptureFixture
    ) -> None:
        make_user()
        for _ in range(6):
            log_in(browser, "agent", "mistyped secret")
        assert "agent" not in caplog.text
        assert "secret" not in caplog.text
        assert "secret" not in str(AccessAttempt.objects.values())


@pytest.mark.usefixtures("login_access")
class TestCallsThatAnotherSiteMakes:
    def test_are_refused_without_the_token(self, browser: APIClient) -> None:
        make_user()
        assert log_in(browser, HTTP_X_CSRFTOKEN="x" * 32) == 403
        log_in(browser)
        for method in (browser.post, browser.patch, browser.delete, browser.put):
            answer = method("/api/tickets/views/1/", {"name": "x"})
            assert answer.status_code in (403, 405)
        answer = browser.post("/api/tickets/", {"title": "x", "description": "x"})
        assert (answer.status_code, answer.json()["code"]) == (403, "csrf_failed")

    def test_are_refused_from_another_origin(self, browser: APIClient) -> None:
        make_user()
        assert log_in(browser, HTTP_ORIGIN="https://elsewhere.example.com") == 403
        assert log_in(browser, HTTP_ORIGIN="null") == 403

    def test_are_refused_for_suggestions_as_well(self, browser: APIClient) -> None:
        make_user()
        log_in(browser)
        answer = browser.post("/api/tickets/classify/", {"description": "x"})
        assert (answer.status_code, answer.json()["code"]) == (403, "csrf_failed")
