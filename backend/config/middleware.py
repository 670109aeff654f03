"""What happens around every request: id, size limit, language before it; headers, metrics and log after it.

One middleware for all, since each has to exist in a synchronous and an asynchronous form: one
that could only run in a thread would cut the suggestion view off from the news that its client left.
Where others than this machine's owner are let in there is `throttle`, and where people log in `gate` and
Django's own, which have both forms.
"""

from collections.abc import Callable
from time import perf_counter
from typing import Any

from asgiref.sync import iscoroutinefunction
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_and_async_middleware

from config import headers, languages, limits, logs, metrics, origins, rules, throttles
from triage import tracing
from triage.database import in_database


def begin(request: HttpRequest) -> float:
    """When it was, as `perf_counter` has it."""
    tracing.begin(request.headers.get(tracing.HEADER, ""))
    return perf_counter()


@sync_and_async_middleware
def frame(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    def finish(request: HttpRequest, response: HttpResponse, started: float) -> HttpResponse:
        seconds = perf_counter() - started
        metrics.observe_request(request, response, seconds)
        logs.log_answer(request, response, seconds)
        response.headers[tracing.HEADER] = tracing.current()
        return headers.secure(request, languages.declare(request, response))

    if iscoroutinefunction(get_response):

        async def handle_async(request: HttpRequest) -> HttpResponse:
            started = begin(request)
            with languages.spoken_to(request):
                response = refusal(request) or await get_response(request)
                return finish(request, response, started)

        return handle_async

    def handle(request: HttpRequest) -> HttpResponse:
        started = begin(request)
        with languages.spoken_to(request):
            response = refusal(request) or get_response(request)
            return finish(request, response, started)

    return handle


def refusal(request: HttpRequest) -> HttpResponse | None:
    return origins.refusal(request) or limits.refusal(request)


@sync_and_async_middleware
def gate(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Lets through who may do what they ask for. It keeps no database connection meanwhile."""
    if iscoroutinefunction(get_response):

        async def handle_async(request: HttpRequest) -> HttpResponse:
            return await in_database(rules.refusal, request) or await get_response(request)

        return handle_async

    def handle(request: HttpRequest) -> HttpResponse:
        return rules.refusal(request) or get_response(request)

    return handle


@sync_and_async_middleware
def throttle(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Turns away who asks for too much at once. It keeps no database connection meanwhile."""
    if iscoroutinefunction(get_response):

        async def handle_async(request: HttpRequest) -> HttpResponse:
            return await in_database(throttles.refusal, request) or await get_response(request)

        return handle_async

    def handle(request: HttpRequest) -> HttpResponse:
        return throttles.refusal(request) or get_response(request)

    return handle
