"""Fixtures for the tests of every part."""

import pytest
from pytest_django import Settings
from rest_framework.test import APIClient


@pytest.fixture
def api() -> APIClient:
    """A client that answers a server error as a user would see it, instead of raising it."""
    return APIClient(raise_request_exception=False)


@pytest.fixture
def login_access(settings: Settings) -> None:
    """The product as it is with ACCESS=login, but for how long hashing a password takes."""
    settings.ACCESS = "login"
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, *settings.LOGIN_MIDDLEWARE, *settings.THROTTLE_MIDDLEWARE]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
