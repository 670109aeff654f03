"""Sentences that refuse, where several modules say the same."""

from collections.abc import Iterable

from django.utils.translation import gettext as _


def not_one_of(value: str, choices: Iterable[str]) -> str:
    return _('"%(value)s" is not one of %(choices)s.') % {"value": value, "choices": ", ".join(choices)}
