"""Fixtures for the tests of every part."""

import pytest
from pytest_django import Settings
from rest_framework.test import APIClient


@pytest.fixture
def api() -> APIClient:
    """A client that answers a server error as a user would see it, instead of raising it."""
    return APIClient(raise_request_exception=False)


@pytest.fixture
def quick_passwords(settings: Settings) -> None:
    """Passwords whose hashing takes no time. Another process cannot check them."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def login_access(settings: Settings, quick_passwords: None) -> None:
    """The product as it is with ACCESS=login."""
    settings.ACCESS = "login"
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, *settings.LOGIN_MIDDLEWARE, *settings.THROTTLE_MIDDLEWARE]
