"""A page shows tickets exactly as their serializer does, though it is not asked."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings
from rest_framework.renderers import JSONRenderer
from rest_framework.test import APIClient

from tickets.listing.rows import shape_of
from tickets.models import Ticket
from tickets.serializers import TicketSerializer
from tickets.tests.factory import BY_MODEL, make_ticket

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "Europe/London", "Asia/Kathmandu"])
@pytest.mark.parametrize(
    "fields",
    [
        {},
        BY_MODEL.as_fields(),
        {"title": 'Ünïcode \u2028 </script> \\ " \t', "description": "日本\n🙂", "version": 7},
        {"updated_at": datetime(2999, 12, 31, 23, 59, 59, 1, tzinfo=UTC)},
    ],
)
def test_byte_for_byte(api: APIClient, settings: Settings, zone: str, fields: dict[str, Any]) -> None:
    settings.TIME_ZONE = zone
    make_ticket(created_at=datetime(2026, 7, 1, 12, tzinfo=UTC), **fields)
    make_ticket(created_at=datetime(2026, 1, 1, 12, 0, 0, 120, tzinfo=UTC), **fields)
    with timezone.override(zone):
        expected = JSONRenderer().render(TicketSerializer(Ticket.objects.all(), many=True).data)
        answer = api.get("/api/tickets/").content
    # Both ways of writing these two are JSON, and only they differ.
    expected = expected.replace(b"\\u2028", "\u2028".encode())
    assert answer.endswith(b'"results":' + expected + b"}")


def test_every_field_of_the_serializer_is_there() -> None:
    assert list(shape_of(TicketSerializer).columns) == list(TicketSerializer().fields)
