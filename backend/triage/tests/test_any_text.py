"""A suggestion for whatever Unicode there is: one of the labels, or refused by name."""

import json

import pytest
from django.db import connections
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pytest_django import Settings
from rest_framework.test import APIClient

from tickets.models import Category, Priority

pytestmark = pytest.mark.django_db

# Halves of characters as well.
ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=200)


@pytest.fixture(autouse=True)
def no_model(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.LLM_PROVIDER = "none"
    # What asynchronous code gives back is, in a test, the connection of the test itself.
    monkeypatch.setattr(connections["default"], "close", lambda: None)


def cannot_be_kept(text: str) -> bool:
    return "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text)


@settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(title=ANY_TEXT, description=ANY_TEXT)
@example(title="", description="\0")
@example(title="\ud800", description="x")
@example(title="", description="\U000e0001" * 200)
def test_any_text_gets_one_of_the_labels_or_is_refused_by_name(
    api: APIClient, title: str, description: str
) -> None:
    body = json.dumps({"title": title, "description": description})
    answer = api.generic("POST", "/api/tickets/classify/", body, "application/json")
    wrong = {name for name, text in (("title", title), ("description", description)) if cannot_be_kept(text)}
    if not description.strip():
        wrong.add("description")
    if wrong:
        assert (answer.status_code, set(answer.json())) == (400, wrong)
    else:
        assert answer.status_code == 200
        assert answer.json()["suggested_category"] in Category.values
        assert answer.json()["suggested_priority"] in Priority.values
