"""Naming people on the command line."""

from django.core.management.base import CommandError

from accounts.models import User


def person(username: str) -> User:
    try:
        return User.objects.get_by_natural_key(username)
    except User.DoesNotExist:
        raise CommandError("Nobody has this user name: `manage.py people` lists all.") from None
