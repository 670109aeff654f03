"""Fixtures for the tests of every part."""

import pytest
from rest_framework.test import APIClient


@pytest.fixture
def api() -> APIClient:
    """A client that answers a server error as a user would see it, instead of raising it."""
    return APIClient(raise_request_exception=False)
