"""A second factor: set up, asked for at log-in, reset."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management import call_command
from django.db import connection
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts import invitations, second_factor
from accounts.models import Role, User
from accounts.tests.factory import PASSWORD, client_of, make_user

SESSION = "/api/session/"
FACTOR = "/api/second-factor/"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("login_access")]


class Phone:
    """An app that knows a secret, and a clock that only goes on when it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.secret = ""
        self.now = 1_800_000_000.0
        monkeypatch.setattr(time, "time", lambda: self.now)

    def code(self, periods_ahead: int = 0) -> str:
        return str(format_hotp_value(hotp_value(self.secret, int(self.now) // 30 + periods_ahead)))

    def wait(self) -> None:
        self.now += 30


@pytest.fixture
def phone(monkeypatch: pytest.MonkeyPatch) -> Phone:
    return Phone(monkeypatch)


def protect(user: User, phone: Phone) -> list[str]:
    """Switch a second factor on as the page does; the recovery codes."""
    client = client_of(user)
    phone.secret = client.post(f"{FACTOR}propose/", {"password": PASSWORD}).json()["secret"]
    codes: list[str] = client.post(f"{FACTOR}confirm/", {"code": phone.code()}).json()["recovery_codes"]
    phone.wait()
    return codes


def log_in(code: str = "", password: str = PASSWORD, **more: Any) -> tuple[int, str]:
    body = {"username": "agent", "password": password, "code": code}
    answer = APIClient().post(SESSION, body, **more)
    said = answer.json().get("code", "")
    return int(answer.status_code), said if isinstance(said, str) else "wrong"


def test_is_off_at_first() -> None:
    client = client_of(make_user())
    assert client.get(FACTOR).json() == {"is_on": False, "has_password": True}


def test_shows_the_secret_once_as_text_and_as_a_picture(phone: Phone, settings: Settings) -> None:
    settings.HUSHDESK_HOST = "help.example.org"
    client = client_of(make_user(username="ann@example.org"))
    shown = client.post(f"{FACTOR}propose/", {"password": PASSWORD}).json()
    assert shown["uri"] == (
        f"otpauth://totp/ann%40example.org?secret={shown['secret']}&issuer=Hushdesk%20help.example.org"
    )
    assert "<svg" in shown["qr_code"]
    phone.secret = shown["secret"]
    client.post(f"{FACTOR}confirm/", {"code": phone.code()})
    assert client.get(FACTOR).json() == {"is_on": True, "has_password": True}
    again = client.post(f"{FACTOR}propose/", {"password": PASSWORD})
    assert (again.status_code, again.json()["code"]) == (409, "second_factor_on")


def test_does_not_count_before_a_code_of_it_came_back(phone: Phone) -> None:
    client = client_of(make_user())
    shown = client.post(f"{FACTOR}propose/", {"password": PASSWORD}).json()
    phone.secret = shown["secret"]
    assert client.post(f"{FACTOR}confirm/", {"code": phone.code(periods_ahead=9)}).status_code == 400
    assert log_in() == (200, "")
    assert Authenticator.objects.count() == 0


def test_is_confirmed_only_where_it_was_proposed(phone: Phone) -> None:
    user = make_user()
    assert client_of(user).post(f"{FACTOR}propose/", {"password": PASSWORD}).status_code == 200
    answer = client_of(user).post(f"{FACTOR}confirm/", {"code": "123456"})
    assert (answer.status_code, answer.json()["code"]) == (409, "nothing_proposed")


def test_a_session_left_open_sets_nothing_up_and_guesses_no_password() -> None:
    client = client_of(make_user())
    statuses = [client.post(f"{FACTOR}propose/", {"password": f"wrong {n}"}).status_code for n in range(6)]
    assert statuses == [400] * 5 + [429]


def test_log_in_asks_for_a_code_after_the_right_password_only(phone: Phone) -> None:
    protect(make_user(), phone)
    assert log_in() == (400, "code_needed")
    assert log_in(password="wrong") == (400, "wrong_credentials")
    assert log_in(phone.code(), password="wrong") == (400, "wrong_credentials")
    assert log_in(phone.code()) == (200, "")


@pytest.mark.parametrize("periods", [-1, 0, 1])
def test_a_clock_may_be_half_a_minute_off(phone: Phone, periods: int) -> None:
    protect(make_user(), phone)
    phone.wait()
    assert log_in(phone.code(periods)) == (200, "")


@pytest.mark.parametrize("periods", [-2, 2])
def test_older_and_later_codes_are_wrong(phone: Phone, periods: int) -> None:
    protect(make_user(), phone)
    phone.now += 90
    assert log_in(phone.code(periods)) == (400, "wrong")


def test_a_code_may_be_typed_as_it_is_shown(phone: Phone) -> None:
    protect(make_user(), phone)
    code = phone.code()
    assert log_in(f" {code[:3]} {code[3:]}") == (200, "")


def test_a_code_works_once_and_so_does_the_one_of_the_set_up(phone: Phone) -> None:
    protect(make_user(), phone)
    assert log_in(phone.code(-1)) == (400, "wrong")
    assert [log_in(phone.code())[0] for _ in range(2)] == [200, 400]
    phone.wait()
    assert log_in(phone.code()) == (200, "")


@pytest.mark.django_db(transaction=True)
def test_of_several_who_use_a_code_at_once_one_gets_in(phone: Phone) -> None:
    user = make_user()
    protect(user, phone)
    code, together = phone.code(), Barrier(4)

    def use(_number: int) -> bool:
        together.wait()
        try:
            return second_factor.accepts(user, code)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(use, range(4))) == [False, False, False, True]


def test_recovery_codes_let_in_once_each(phone: Phone) -> None:
    codes = protect(make_user(), phone)
    assert len(set(codes)) == 10
    assert [log_in(codes[0])[0], log_in(codes[0])[0], log_in(codes[1])[0]] == [200, 400, 200]


def test_five_wrong_codes_lock_out_like_five_wrong_passwords(phone: Phone) -> None:
    protect(make_user(), phone)
    wrong = phone.code(9)
    assert [log_in(wrong)[0] for _ in range(6)] == [400] * 5 + [429]
    assert log_in(phone.code()) == (429, "locked_out")
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    assert log_in(phone.code(), **elsewhere) == (200, "")


def test_nonsense_is_no_code(phone: Phone) -> None:
    protect(make_user(), phone)
    for code in ("0", "٣٤٥٦٧٨", "'; --", "....."):
        assert log_in(code) == (400, "wrong")


def test_a_new_password_by_a_link_still_needs_the_code(phone: Phone) -> None:
    user = make_user()
    protect(user, phone)
    client = APIClient()
    body = {"token": invitations.reset(user)[1], "password": "an entirely new one"}
    assert client.post("/api/invitations/password/", body).json()["person"] is None
    assert client.get("/api/tickets/").status_code == 401
    assert log_in(password="an entirely new one") == (400, "code_needed")


def test_is_switched_off_by_password_and_code_only(phone: Phone) -> None:
    user = make_user()
    protect(user, phone)
    client = client_of(user)
    for wrong in ({"password": PASSWORD, "code": "000"}, {"password": "wrong", "code": phone.code()}):
        assert client.post(f"{FACTOR}off/", wrong).status_code == 400
    right = {"password": PASSWORD, "code": phone.code()}
    assert client.post(f"{FACTOR}off/", right).status_code == 204
    assert log_in() == (200, "")
    assert Authenticator.objects.count() == 0


def test_an_administrator_resets_that_of_somebody_else(phone: Phone) -> None:
    user = make_user()
    protect(user, phone)
    with_the_phone = client_of(user)
    admin = client_of(make_user(Role.ADMIN, "bob"))
    assert {person["has_second_factor"] for person in admin.get("/api/people/").json()} == {True, False}
    assert admin.delete(f"/api/people/{user.pk}/second-factor/").status_code == 204
    assert admin.delete("/api/people/999999/second-factor/").status_code == 404
    assert with_the_phone.get("/api/tickets/").status_code == 401
    assert log_in() == (200, "")


def test_the_command_line_resets_it(phone: Phone, capsys: pytest.CaptureFixture[str]) -> None:
    make_user(Role.ADMIN)
    user = make_user()
    protect(user, phone)
    with_the_phone = client_of(user)
    call_command("people", "agent", "--reset-second-factor")
    assert with_the_phone.get("/api/tickets/").status_code == 401
    assert capsys.readouterr().out == "agent  agent  Ann Agent\n"
    assert log_in() == (200, "")


def test_an_account_without_a_password_has_nothing_to_protect() -> None:
    user = make_user()
    user.set_unusable_password()
    user.save()
    client = client_of(user)
    assert client.get(FACTOR).json()["has_password"] is False
    answer = client.post(f"{FACTOR}propose/", {"password": "x"})
    assert (answer.status_code, answer.json()["code"]) == (409, "no_password")


def test_the_secret_is_kept_encrypted_and_is_in_no_log(
    phone: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    user = make_user()
    codes = protect(user, phone)
    log_in(phone.code(9))
    stored = str(list(Authenticator.objects.values()))
    for secret in (phone.secret, *codes):
        assert secret not in stored
        assert secret not in caplog.text


def test_says_so_where_another_key_encrypted_it(phone: Phone, settings: Settings) -> None:
    protect(make_user(), phone)
    settings.SECRET_KEY = "another"
    assert log_in(phone.code()) == (409, "second_factor_unreadable")


def test_where_nobody_logs_in_there_is_none(api: APIClient, settings: Settings) -> None:
    settings.ACCESS = "open"
    settings.MIDDLEWARE = settings.MIDDLEWARE[:1]
    for answer in (
        api.get(FACTOR),
        api.post(f"{FACTOR}propose/", {}),
        api.post(f"{FACTOR}confirm/", {}),
        api.post(f"{FACTOR}off/", {}),
        api.delete("/api/people/1/second-factor/"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "access_open")


@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/_allauth/browser/v1/config", "/accounts/2fa/totp/activate/"]
)
def test_none_of_allauths_own_addresses_is_there(api: APIClient, path: str) -> None:
    assert api.get(path).status_code == 404
