"""Pages of other sites may not call the Hushdesk on the machine of whoever looks at them."""

import pytest
from django.test import Client
from rest_framework.test import APIClient

pytestmark = pytest.mark.django_db

CALLS = ["/api/tickets/", "/api/tickets/stats/", "/api/session/", "/api/triage/status/", "/api/docs/", "/"]


@pytest.mark.parametrize("path", CALLS)
@pytest.mark.parametrize("name", ["evil.example.com", "localhost.example.com", "", "a b"])
def test_an_unknown_name_is_refused_for_every_call(client: Client, path: str, name: str) -> None:
    """Another site can lead a name of its own to this machine, and browsers then see one origin."""
    answer = client.get(path, HTTP_HOST=name)
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_host")


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_programs_next_to_it_may_use_any_name(client: Client, path: str) -> None:
    assert client.get(path, HTTP_HOST="backend:8000").status_code == 200


@pytest.mark.parametrize(
    ("said", "status"), [("cross-site", 403), ("same-origin", 201), ("none", 201), ("same-site", 201)]
)
def test_a_change_that_a_page_of_another_site_asks_for_is_refused(
    api: APIClient, said: str, status: int
) -> None:
    ticket = {"title": "a", "description": "b"}
    assert api.post("/api/tickets/", ticket, HTTP_SEC_FETCH_SITE=said).status_code == status


def test_a_link_from_another_site_is_followed(api: APIClient) -> None:
    assert api.get("/api/tickets/", HTTP_SEC_FETCH_SITE="cross-site").status_code == 200
