"""Serving the built interface from Django, where no web server stands in front (`make run`)."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from whitenoise import WhiteNoise


def index(request: HttpRequest) -> HttpResponse:
    """The page for every address that is the interface's own to route."""
    page = Path(str(settings.FRONTEND_DIST), "index.html").read_bytes()
    response = HttpResponse(page, content_type="text/html; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


def immutable(path: str, url: str) -> bool:
    """Vite puts a hash of the content into the name of everything under assets/."""
    return url.startswith("/assets/")


def with_files(application: Any) -> WhiteNoise:
    """The application with the collected static files and, where it is to be served here, the interface."""
    files = WhiteNoise(application, max_age=0, immutable_file_test=immutable)
    if settings.STATIC_ROOT.is_dir():
        files.add_files(str(settings.STATIC_ROOT), prefix=settings.STATIC_URL)
    if settings.FRONTEND_DIST and Path(settings.FRONTEND_DIST).is_dir():
        files.add_files(str(settings.FRONTEND_DIST))
    return files
