"""The parts of django-allauth that are used: what it knows about second factors.

None of its addresses is reachable and none of its views is used, so its middleware, which serves those, is
left out: signing up, e-mail and its log-in do not exist here.
"""

from django.apps import AppConfig


class Account(AppConfig):
    """The other parts need its models. Its own configuration insists on the middleware."""

    name = "allauth.account"
    default_auto_field = "django.db.models.AutoField"
