"""What the compiled encoder writes is what Django REST framework's own would."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from django.utils.functional import lazystr
from rest_framework.exceptions import ErrorDetail
from rest_framework.renderers import JSONRenderer

from config.renderers import CompiledJSONRenderer


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        [],
        {"text": 'é 日本 🙂 \\ " / \n \x1f', "none": None, "yes": True, "number": 2**53, "share": 0.1},
        {"at": datetime(2026, 3, 1, 12, tzinfo=UTC), "on": date(2026, 3, 1)},
        datetime(2026, 3, 1, 12, 0, 0, 5, tzinfo=timezone(timedelta(hours=5, minutes=45))),
        {"id": UUID(int=7), "error": ErrorDetail("No.", code="no"), "later": lazystr("text")},
        (1, (2, 3)),
        {"numbers as names": {0: ["Wrong."]}},
        {"larger than any integer of the encoder's": 2**70},
    ],
)
def test_the_same_bytes(data: Any) -> None:
    assert CompiledJSONRenderer().render(data) == JSONRenderer().render(data)


def test_indents_where_it_is_asked_to() -> None:
    asked = "application/json; indent=2"
    assert CompiledJSONRenderer().render({"a": 1}, asked) == JSONRenderer().render({"a": 1}, asked)


def test_refuses_numbers_that_json_does_not_have() -> None:
    """The one difference: what is no number is null, as in JavaScript. No figure of ours is one."""
    assert CompiledJSONRenderer().render(float("nan")) == b"null"
