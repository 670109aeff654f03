from django.conf import settings
from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from config import errors, health, interface, metrics, system
from tickets.public_views import FollowedTicket, PublicTickets

urlpatterns = [
    path("api/tickets/", include("tickets.urls")),
    path("api/people/", include("tickets.erasure.urls")),
    path("api/public/tickets/", PublicTickets.as_view(), name="public-submit"),
    path("api/public/tickets/follow/", FollowedTicket.as_view(), name="public-follow"),
    path("api/", include("triage.urls")),
    path("api/", include("accounts.urls")),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path(
        "api/docs/",
        SpectacularSwaggerSplitView.as_view(url_name="schema", template_name="api_docs.html"),
        name="docs",
    ),
    path("api/system/", system.System.as_view(), name="system"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
]
if settings.FRONTEND_DIST:
    # Not for what is surely missing: an unknown call of the API, or a file that is not there.
    urlpatterns.append(re_path(r"^(?!api/|.*\.\w+$).*$", interface.index, name="interface"))

handler400 = errors.bad_request
handler404 = errors.not_found
handler500 = errors.server_error
