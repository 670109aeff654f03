"""hushdesk_label_choices_total: how often people keep what an engine suggested."""

from collections import Counter
from typing import Any

import pytest
from django.test import Client
from prometheus_client import REGISTRY
from pytest_django import DjangoCaptureOnCommitCallbacks

from tickets.services import create_ticket, edit_ticket
from tickets.tests.factory import BY_MODEL

TEXT: dict[str, Any] = {"title": "Charged twice", "description": "One invoice, two debits."}

pytestmark = pytest.mark.django_db


def choices() -> Counter[tuple[str, str]]:
    return Counter(
        {
            (label, outcome): int(
                REGISTRY.get_sample_value(
                    "hushdesk_label_choices_total", {"label": label, "outcome": outcome}
                )
                or 0
            )
            for label in ("category", "priority")
            for outcome in ("accepted", "overridden")
        }
    )


def test_counts_what_people_choose_beside_a_suggestion(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    before = choices()
    with django_capture_on_commit_callbacks(execute=True):
        ticket = create_ticket(**TEXT, category="billing", priority="low", suggestion=BY_MODEL)
    assert choices() - before == {("category", "accepted"): 1, ("priority", "overridden"): 1}
    with django_capture_on_commit_callbacks(execute=True):
        edit_ticket(ticket.pk, {"category": "general", "status": "closed"})
    assert choices() - before == {
        ("category", "accepted"): 1,
        ("category", "overridden"): 1,
        ("priority", "overridden"): 1,
    }


def test_counts_neither_what_nobody_chose_nor_what_nobody_suggested(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    before = choices()
    with django_capture_on_commit_callbacks(execute=True):
        create_ticket(**TEXT, suggestion=BY_MODEL)
        edit_ticket(create_ticket(**TEXT, category="billing").pk, {"priority": "high"})
    assert choices() == before


def test_counts_nothing_that_was_not_stored(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    before = choices()
    with django_capture_on_commit_callbacks():
        create_ticket(**TEXT, category="billing", suggestion=BY_MODEL)
    assert choices() == before


def test_prometheus_sees_it(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        create_ticket(**TEXT, category="billing", suggestion=BY_MODEL)
    page = client.get("/metrics").content.decode()
    assert 'hushdesk_label_choices_total{label="category",outcome="accepted"}' in page
