from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.test import Client


def test_alive_needs_no_database(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.django_db
def test_ready_when_the_database_answers_and_is_migrated(client: Client) -> None:
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_not_ready_before_the_last_migration(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'tickets'")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["code"] == "not_migrated"


@pytest.mark.django_db
def test_not_ready_while_the_database_is_away(client: Client) -> None:
    with patch.object(connection, "ensure_connection", side_effect=OperationalError):
        response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["code"] == "database_unavailable"


@pytest.mark.django_db
def test_metrics_name_routes_and_never_what_was_searched_for(client: Client) -> None:
    client.get("/api/tickets/", {"search": "mysecretword"})
    text = client.get("/metrics").content.decode()
    assert 'hushdesk_http_responses_total{method="GET",route="api/tickets/",status="200"}' in text
    assert "mysecretword" not in text
