"""Single sign-on by OpenID Connect, with an issuer over HTTP."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.models import Role, User
from accounts.tests.factory import PASSWORD, client_of, make_user
from accounts.tests.issuer import CLIENT_ID, CLIENT_SECRET, Issuer, serving

OIDC = "/api/session/oidc/"
COMPLETE = "/api/session/oidc/complete/"
DISCONNECT = "/api/session/oidc/disconnect/"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("login_access")]


@pytest.fixture
def issuer(settings: Settings) -> Iterator[Issuer]:
    with serving(Issuer()) as found:
        settings.OIDC_ISSUER = found.address
        settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT_ID, CLIENT_SECRET
        settings.OIDC_NAME, settings.OIDC_ROLE = "Example", "requester"
        yield found


def leave(client: APIClient, issuer: Issuer, password: str = "") -> dict[str, str]:
    """Go to the issuer and log in there; what the browser brings back."""
    location = client.post(OIDC, {"password": password}).json()["location"]
    assert location.startswith(f"{issuer.address}/log-in?")
    return issuer.log_in(location)


def come_back(client: APIClient, brought: dict[str, str]) -> tuple[int, str]:
    answer = client.post(COMPLETE, brought)
    return int(answer.status_code), str(answer.json().get("code", ""))


def log_in(issuer: Issuer, client: APIClient | None = None) -> tuple[int, str]:
    client = client or APIClient()
    return come_back(client, leave(client, issuer))


def test_who_comes_for_the_first_time_gets_an_account_of_the_role_that_is_set(issuer: Issuer) -> None:
    issuer.person |= {"name": "Ann Smith", "preferred_username": "Ann.Smith"}
    client = APIClient()
    assert log_in(issuer, client) == (200, "")
    person = client.get("/api/session/").json()["person"]
    assert (person["username"], person["name"], person["role"]) == ("ann.smith", "Ann Smith", "requester")
    assert client.get("/api/tickets/").status_code == 200
    assert log_in(issuer) == (200, "")
    assert User.objects.count() == 1
    assert not User.objects.get().has_usable_password()


@pytest.mark.django_db(transaction=True)
def test_who_comes_for_the_first_time_twice_at_once_gets_one_account(issuer: Issuer) -> None:
    issuer.person |= {"preferred_username": "ann"}
    clients = [APIClient(raise_request_exception=False) for _ in range(2)]
    brought = [leave(client, issuer) for client in clients]
    with ThreadPoolExecutor() as threads, transaction.atomic(), connection.cursor() as cursor:
        # Nobody can be made until both have seen that there is nobody.
        cursor.execute(f"LOCK TABLE {User._meta.db_table} IN SHARE MODE")
        coming = [threads.submit(come_back_apart, *one) for one in zip(clients, brought, strict=True)]
        deadline = time.monotonic() + 30
        while waiting(cursor) < 2:
            assert time.monotonic() < deadline
            time.sleep(0.01)
    assert [one.result() for one in coming] == [(200, "")] * 2
    assert User.objects.count() == 1


def come_back_apart(client: APIClient, brought: dict[str, str]) -> tuple[int, str]:
    """In a thread, which has a connection of its own."""
    try:
        return come_back(client, brought)
    finally:
        connection.close()


def waiting(cursor: CursorWrapper) -> int:
    """How many want to write what is locked."""
    table = [User._meta.db_table]
    cursor.execute("SELECT count(*) FROM pg_locks WHERE relation = %s::regclass AND NOT granted", table)
    return int(cursor.fetchone()[0])


def test_asks_with_state_nonce_and_a_proof_key_and_comes_back_to_where_the_browser_is(issuer: Issuer) -> None:
    client = APIClient()
    location = client.post(OIDC, {}, HTTP_ORIGIN="http://testserver").json()["location"]
    issuer.log_in(location)
    assert issuer.asked["redirect_uri"] == "http://testserver/signed-in"
    assert issuer.asked["code_challenge_method"] == "S256"
    assert len(issuer.asked["state"]) >= 40
    assert len(issuer.asked["nonce"]) >= 40
    cookie = client.cookies["oidc"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", OIDC)
    assert CLIENT_SECRET not in location


def test_without_a_role_nobody_is_let_in_whom_no_account_is_connected_to(
    issuer: Issuer, settings: Settings
) -> None:
    settings.OIDC_ROLE = "none"
    assert log_in(issuer) == (403, "not_invited")
    assert User.objects.count() == 0


@pytest.mark.parametrize("claim", ["preferred_username", "email"])
def test_an_account_is_never_taken_over_by_its_name(issuer: Issuer, claim: str) -> None:
    make_user(Role.ADMIN, "ann@example.org")
    issuer.person |= {claim: "Ann@example.org", "email_verified": True}
    client = APIClient()
    assert log_in(issuer, client) == (200, "")
    person = client.get("/api/session/").json()["person"]
    assert (person["username"], person["role"]) == ("ann@example.org-2", "requester")


def test_names_that_are_none_do_no_harm(issuer: Issuer) -> None:
    issuer.person |= {"name": " \0 ", "preferred_username": "../<b>", "email": 7}
    client = APIClient()
    assert log_in(issuer, client) == (200, "")
    person = client.get("/api/session/").json()["person"]
    assert (person["username"], person["name"]) == ("b", "b")


def test_who_is_logged_in_connects_their_account_with_their_password(issuer: Issuer) -> None:
    ann = make_user(Role.AGENT, "ann")
    client = client_of(ann)
    assert client.post(OIDC, {"password": "wrong"}).status_code == 400
    assert come_back(client, leave(client, issuer, PASSWORD)) == (200, "")
    another = APIClient()
    assert log_in(issuer, another) == (200, "")
    assert another.get("/api/session/").json()["person"]["username"] == "ann"


def test_who_has_a_password_disconnects_their_account_with_it(issuer: Issuer, settings: Settings) -> None:
    client = client_of(make_user())
    assert client.get(OIDC).json() == {"is_connected": False, "has_password": True}
    come_back(client, leave(client, issuer, PASSWORD))
    assert client.get(OIDC).json()["is_connected"]
    assert client.post(DISCONNECT, {"password": "wrong"}).json().keys() == {"password"}
    assert client.post(DISCONNECT, {"password": PASSWORD}).status_code == 204
    assert not client.get(OIDC).json()["is_connected"]
    settings.OIDC_ROLE = "none"
    assert log_in(issuer) == (403, "not_invited")


def test_whom_nothing_else_lets_in_stays_connected(issuer: Issuer) -> None:
    client = APIClient()
    assert log_in(issuer, client) == (200, "")
    assert client.get(OIDC).json() == {"is_connected": True, "has_password": False}
    answer = client.post(DISCONNECT, {"password": "any"})
    assert (answer.status_code, answer.json()["code"]) == (409, "no_password")
    assert log_in(issuer) == (200, "")


def test_a_log_in_is_connected_to_one_account_only(issuer: Issuer) -> None:
    assert log_in(issuer) == (200, "")
    client = client_of(make_user())
    assert come_back(client, leave(client, issuer, PASSWORD)) == (409, "connected_elsewhere")


def test_what_was_begun_to_connect_an_account_logs_nobody_in(issuer: Issuer) -> None:
    client = client_of(make_user())
    brought = leave(client, issuer, PASSWORD)
    client.delete("/api/session/")
    assert come_back(client, brought) == (400, "not_believed")


def test_who_is_switched_off_stays_out(issuer: Issuer) -> None:
    assert log_in(issuer) == (200, "")
    User.objects.update(is_active=False)
    assert log_in(issuer) == (403, "not_invited")


def test_a_session_before_logging_in_is_not_taken_over(issuer: Issuer) -> None:
    client = APIClient()
    client.cookies["sessionid"] = "fixedbyanother"
    assert log_in(issuer, client) == (200, "")
    assert client.cookies["sessionid"].value != "fixedbyanother"


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "https://elsewhere.example.org"},
        {"iss": None},
        {"aud": "another"},
        {"aud": None},
        {"aud": [CLIENT_ID, "another"], "azp": "another"},
        {"exp": int(time.time()) - 120},
        {"exp": None},
        {"iat": int(time.time()) + 86_400},
        {"sub": None},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_this_is_not_believed(issuer: Issuer, wrong: dict[str, Any]) -> None:
    issuer.wrong = wrong
    assert log_in(issuer) == (400, "not_believed")
    assert User.objects.count() == 0


def test_a_token_that_another_key_signed_is_not_believed(issuer: Issuer) -> None:
    issuer.signed_by = generate_private_key(65537, 2048)
    assert log_in(issuer) == (400, "not_believed")


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_that_anybody_could_sign_is_not_believed(issuer: Issuer, algorithm: str) -> None:
    issuer.algorithm = algorithm
    assert log_in(issuer) == (400, "not_believed")


def test_a_subject_that_no_row_can_hold_is_refused(issuer: Issuer) -> None:
    issuer.person = {"sub": "x" * 192}
    assert log_in(issuer) == (403, "not_invited")


def test_a_wrong_state_is_refused_and_so_is_another_browser(issuer: Issuer) -> None:
    client = APIClient()
    brought = leave(client, issuer)
    assert come_back(client, brought | {"state": "another"}) == (400, "not_believed")
    assert come_back(APIClient(), brought) == (400, "not_believed")
    client.cookies["oidc"] = client.cookies["oidc"].value + "x"
    assert come_back(client, brought) == (400, "not_believed")


def test_what_was_used_cannot_be_used_again(issuer: Issuer) -> None:
    client = APIClient()
    brought = leave(client, issuer)
    assert come_back(client, brought) == (200, "")
    assert come_back(client, brought) == (400, "not_believed")


def test_a_code_that_the_issuer_does_not_know_is_refused(
    issuer: Issuer, caplog: pytest.LogCaptureFixture
) -> None:
    client = APIClient()
    brought = leave(client, issuer)
    assert come_back(client, brought | {"code": "secret guess"}) == (400, "not_believed")
    assert "secret guess" not in caplog.text
    assert "invalid_grant" not in caplog.text


@pytest.mark.parametrize(
    "discovery",
    [
        {"issuer": "https://elsewhere.example.org"},
        {"token_endpoint": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": None},
    ],
    ids=str,
)
def test_an_issuer_that_is_not_itself_is_not_asked(issuer: Issuer, discovery: dict[str, Any]) -> None:
    issuer.discovery = discovery
    answer = APIClient().post(OIDC, {})
    assert (answer.status_code, answer.json()["code"]) == (502, "issuer_failed")


def test_says_so_where_the_issuer_does_not_answer(issuer: Issuer, settings: Settings) -> None:
    settings.OIDC_ISSUER = "http://127.0.0.1:1"
    answer = APIClient().post(OIDC, {})
    assert (answer.status_code, answer.json()["code"]) == (502, "issuer_failed")


@pytest.mark.parametrize("path", [OIDC, COMPLETE])
def test_another_site_can_begin_and_end_nothing(issuer: Issuer, path: str) -> None:
    browser = APIClient(enforce_csrf_checks=True)
    body = {"code": "x", "state": "x"}
    assert browser.post(path, body).status_code == 403
    browser.get("/api/session/")
    token = browser.cookies["csrftoken"].value
    answer = browser.post(path, body, HTTP_X_CSRFTOKEN=token, HTTP_ORIGIN="https://elsewhere.example.org")
    assert answer.status_code == 403


def test_the_page_learns_what_the_button_is_called(issuer: Issuer, api: APIClient) -> None:
    assert api.get("/api/session/").json()["single_sign_on"] == "Example"


def test_there_is_none_unless_it_is_set_up(api: APIClient, settings: Settings) -> None:
    for path in (OIDC, COMPLETE):
        answer = api.post(path, {})
        assert (answer.status_code, answer.json()["code"]) == (404, "no_issuer")
    settings.ACCESS = "open"
    assert api.post(OIDC, {}).json()["code"] == "access_open"
