"""What is remembered only for a while: later requests forget it and, where none come, the worker does."""

from datetime import timedelta

from django.db.models import Model
from django.db.models.functions import Now


def forget_old(model: type[Model], older_than: timedelta, at_once: int) -> int:
    """Delete a few that are older, and none that another request is deleting; how many were deleted.

    To be called in a transaction.
    """
    old = model._default_manager.filter(created_at__lte=Now() - older_than)
    some = list(old.select_for_update(skip_locked=True).values_list("pk", flat=True)[:at_once])
    model._default_manager.filter(pk__in=some).delete()
    return len(some)
