"""The stream of news, for as long as the client stays."""

from collections.abc import AsyncIterator, Iterable
from functools import partial
from http import HTTPStatus
from time import monotonic
from typing import Any

import psycopg2
from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.db import Error
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import APIException
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from accounts.access import person_by_now
from tickets.asynchronous import AsyncAPIView
from tickets.events.hub import Full, hub
from tickets.events.mailbox import Mailbox
from tickets.events.news import ANEW, MOST_NAMED, News
from tickets.visibility import works_on_tickets

# Shorter than what any proxy on the way waits for.
HEARTBEAT_SECONDS = 20.0
HEARTBEAT = ":\n\n"
# How long a browser waits before it connects again, in milliseconds.
RETRY = "retry: 3000\n"


class Numbers(serializers.ListField):
    child = serializers.IntegerField()


class NewsSerializer(serializers.Serializer[Any]):
    created = Numbers(max_length=MOST_NAMED)
    changed = Numbers(max_length=MOST_NAMED)
    more = serializers.BooleanField(help_text="Others as well, or nobody knows: look at everything again.")


class NoNews(APIException):
    status_code = HTTPStatus.SERVICE_UNAVAILABLE
    default_detail = _(
        "News is not available now. Ask for what you need from time to time, and try again later."
    )
    default_code = "news_unavailable"


class WhateverIsAccepted(BaseContentNegotiation):
    """Errors are JSON, also for browsers, which accept nothing but a stream of events."""

    def select_parser(self, request: Request, parsers: Iterable[BaseParser]) -> BaseParser:
        return next(iter(parsers))

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        renderer = next(iter(renderers))
        return renderer, renderer.media_type


class TicketEvents(AsyncAPIView):
    content_negotiation_class = WhateverIsAccepted

    @extend_schema(
        operation_id="tickets_events",
        responses={
            (HTTPStatus.OK, "text/event-stream"): OpenApiResponse(
                NewsSerializer, "Server-sent events named `tickets`; the data of each is this, as JSON."
            )
        },
    )
    async def get(self, request: Request) -> StreamingHttpResponse:
        """Which tickets are created and changed, as it happens: the first event says that all may be news."""
        # A thread that serves nobody else from now on is not to be had.
        if not isinstance(request._request, ASGIRequest):
            raise NoNews
        try:
            await hub.listen()
        except (Full, psycopg2.Error):
            raise NoNews from None
        return StreamingHttpResponse(
            _stream(request._request), content_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
        )


async def _stream(request: HttpRequest) -> AsyncIterator[str]:
    try:
        async with hub.place() as mailbox:
            yield RETRY + _event(ANEW)
            async for part in _news(mailbox, request):
                yield part
    except (Full, psycopg2.Error, Error):
        return  # the database went away meanwhile, or the last place did: the client comes back


async def _news(mailbox: Mailbox, request: HttpRequest) -> AsyncIterator[str]:
    checked = monotonic()
    while not mailbox.is_closed:
        news = await mailbox.take(HEARTBEAT_SECONDS)
        if monotonic() - checked >= HEARTBEAT_SECONDS:
            if not await hub.ask(partial(_may_still_listen, request)):
                return
            checked = monotonic()
        if mailbox.is_closed:
            return
        yield _event(news) if news else HEARTBEAT
        await mailbox.rest(hub.pause)


def _may_still_listen(request: HttpRequest) -> bool:
    """Not who has logged out since, was switched off, or has become a requester."""
    if settings.ACCESS == "open":
        return True
    person = person_by_now(request)
    return person is not None and works_on_tickets(person)


def _event(news: News) -> str:
    return f"event: tickets\ndata: {news.as_json()}\n\n"
