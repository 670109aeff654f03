"""People for tests."""

from rest_framework.test import APIClient

from accounts.models import Role, User

PASSWORD = "correct horse battery"


def make_user(role: str = Role.AGENT, username: str = "", name: str = "Ann Agent") -> User:
    return User.objects.create_user(username or role, PASSWORD, name=name, role=role)


def client_of(user: User) -> APIClient:
    """Somebody who is logged in, and whose calls need no token against CSRF."""
    client = APIClient(raise_request_exception=False)
    client.force_login(user)
    return client
