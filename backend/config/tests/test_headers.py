import pytest
from django.test import Client
from rest_framework.test import APIClient

from config.headers import SECURITY_HEADERS
from tickets.tests.product import BACKEND


@pytest.mark.parametrize("path", ["/healthz", "/api/nothing/", "/api/docs/"])
def test_every_answer_has_the_security_headers(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("path", ["/healthz", "/api/nothing/", "/api/docs/"])
def test_nothing_inline_and_nothing_of_another_site_is_run_or_framed(client: Client, path: str) -> None:
    policy = client.get(path).headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "*" not in policy
    assert {"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"} <= set(policy.split("; "))


def test_browsers_are_told_to_come_by_https_only_where_they_do(client: Client) -> None:
    assert (
        client.get("/healthz", HTTP_X_FORWARDED_PROTO="https").headers["Strict-Transport-Security"]
        == "max-age=31536000"
    )
    assert "Strict-Transport-Security" not in client.get("/healthz").headers


def test_caddy_gives_the_same_headers() -> None:
    caddyfile = (BACKEND.parent / "frontend/Caddyfile").read_text()
    for name, value in SECURITY_HEADERS.items():
        assert f'{name} "{value}"' in caddyfile or f"{name} {value}\n" in caddyfile


@pytest.mark.django_db
def test_tickets_stay_out_of_the_browsers_cache(api: APIClient) -> None:
    created = api.post("/api/tickets/", {"title": "a", "description": "b"})
    for response in (created, api.get("/api/tickets/"), api.get(f"/api/tickets/{created.json()['id']}/")):
        assert response.headers["Cache-Control"] == "no-store"
