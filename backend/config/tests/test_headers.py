import pytest
from django.test import Client
from rest_framework.test import APIClient


@pytest.mark.parametrize("path", ["/healthz", "/api/nothing/", "/api/docs/"])
def test_every_answer_has_the_security_headers(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.django_db
def test_tickets_stay_out_of_the_browsers_cache(api: APIClient) -> None:
    created = api.post("/api/tickets/", {"title": "a", "description": "b"})
    for response in (created, api.get("/api/tickets/"), api.get(f"/api/tickets/{created.json()['id']}/")):
        assert response.headers["Cache-Control"] == "no-store"
