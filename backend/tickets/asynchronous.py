"""Views of Django REST framework whose methods are coroutines."""

from collections.abc import Awaitable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView


class AsyncAPIView(APIView):
    """All of it happens on the event loop, where nothing of it waits: the gate in front knows who asks.

    Django would render in a thread, and so hands each answer over twice: here that is done already.
    """

    async def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """As Django REST framework's own, but that it awaits the method."""
        self.args, self.kwargs = args, kwargs
        self.request = self.initialize_request(request, *args, **kwargs)
        self.headers = self.default_response_headers
        try:
            self.initial(self.request, *args, **kwargs)
            response = await self._handle(self.request, *args, **kwargs)
        except Exception as error:
            response = self.handle_exception(error)
        return rendered(self.finalize_response(self.request, response, *args, **kwargs))

    async def _handle(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        name = str(request.method).lower()
        known = name in self.http_method_names
        handler = getattr(self, name, self.http_method_not_allowed) if known else self.http_method_not_allowed
        # What answers OPTIONS, and whatever is not allowed, is no coroutine.
        answer: Response | Awaitable[Response] = handler(request, *args, **kwargs)
        return await answer if isinstance(answer, Awaitable) else answer


def rendered(response: HttpResponseBase) -> HttpResponseBase:
    if not isinstance(response, Response):
        return response
    content = response.rendered_content
    return HttpResponse(content, status=response.status_code, headers=response.headers)
