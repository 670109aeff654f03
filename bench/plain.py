"""The list of tickets as one would write it at first, which the product's own is compared with.

The product's table and its serializer, what Django REST framework has for pages and JSON, and gunicorn's
threads: `python -m gunicorn bench.plain:application`.
"""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from rest_framework.generics import ListAPIView  # noqa: E402  (needs the settings)
from rest_framework.pagination import CursorPagination  # noqa: E402
from rest_framework.renderers import JSONRenderer  # noqa: E402

from tickets.models import Ticket  # noqa: E402
from tickets.serializers import TicketSerializer  # noqa: E402


class Newest(CursorPagination):
    ordering = ("-created_at", "-id")
    page_size_query_param = "page_size"


class PlainList(ListAPIView[Ticket]):
    queryset = Ticket.objects.all()
    serializer_class = TicketSerializer
    pagination_class = Newest
    renderer_classes = [JSONRenderer]


urlpatterns = [path("api/tickets/", PlainList.as_view())]
settings.ROOT_URLCONF = __name__
