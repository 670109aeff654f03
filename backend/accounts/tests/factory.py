"""People for tests."""

from datetime import timedelta

from rest_framework.test import APIClient

from accounts import tokens
from accounts.models import Role, Scope, User

PASSWORD = "correct horse battery"


def make_user(role: str = Role.AGENT, username: str = "", name: str = "Ann Agent") -> User:
    return User.objects.create_user(username or role, PASSWORD, name=name, role=role)


def client_of(user: User) -> APIClient:
    """Somebody who is logged in, and whose calls need no token against CSRF."""
    client = APIClient(raise_request_exception=False)
    client.force_login(user)
    return client


def make_token(user: User, scope: Scope = Scope.WRITE) -> str:
    return tokens.make(user, "A program", scope, timedelta(days=1))[1]


def client_with(token: str) -> APIClient:
    """A program that has a token, right or wrong."""
    client = APIClient(raise_request_exception=False)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    return client
