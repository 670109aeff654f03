"""Suggestions and news on Django's asynchronous handler, files and everything else on WSGI threads.

A suggestion waits seconds for a model, news wait for something to happen, and both must notice that their
client has gone, which only ASGI can.
The data API is faster on threads that keep their database connections. `make run` serves both from
this one program; in Compose `triage` runs it and is sent suggestions, news, and what asks for files: Granian
breaks the connection of an answer that cannot be finished under ASGI only.
"""

import os
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from a2wsgi import WSGIMiddleware
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
asynchronous = get_asgi_application()

from config.bodies import WholeBodies  # noqa: E402  (needs the settings)
from config.downloads import Downloads  # noqa: E402
from config.wsgi import application as wsgi_application  # noqa: E402
from triage import signs  # noqa: E402
from triage.engine import make_provider  # noqa: E402
from triage.live_classifier import live_classifier  # noqa: E402

ASYNCHRONOUS_PATHS = ("/api/tickets/classify/", "/api/tickets/events/", "/api/triage/")
DOWNLOAD_PATH = "/api/tickets/export/"
WSGI_THREADS = 16
DOWNLOADS_AT_ONCE = 4

data_api = WSGIMiddleware(wsgi_application, workers=WSGI_THREADS)
downloads = Downloads(wsgi_application, threads=DOWNLOADS_AT_ONCE)

# Read and imported before the first request, so that no one waits for it.
live_classifier.follow()
signs.keep_giving(signs.SERVER)
make_provider()


def as_coroutine_function(receive: Callable[[], Awaitable[Any]]) -> Callable[[], Coroutine[Any, Any, Any]]:
    """a2wsgi schedules what `receive()` gives from another thread, which only a coroutine allows."""

    async def call() -> Any:
        return await receive()

    return call


async def by_path(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "http" and scope["path"].startswith(ASYNCHRONOUS_PATHS):
        await asynchronous(scope, receive, send)
    elif scope["type"] == "http" and scope["path"] == DOWNLOAD_PATH:
        await downloads(scope, receive, send)
    elif scope["type"] == "http":
        await data_api(scope, as_coroutine_function(receive), send)
    else:
        raise NotImplementedError(f"Hushdesk speaks HTTP only, not {scope['type']}.")


application = WholeBodies(by_path)
