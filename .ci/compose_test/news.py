"""Browsers hear of new tickets through Caddy, as they come."""

import contextlib
import json
import time
import urllib.request

from compose_test.telling import check

TICKET = {"title": "News", "description": "x", "category": "general", "priority": "low"}


def news_arrive_at_once(site, stack):
    with listening(site) as stream:
        check(next_news(stream)["more"], "a browser that listens is told to look at everything first")
        started = time.monotonic()
        number = site.json("POST", "/api/tickets/", TICKET, status=201)["id"]
        check(next_news(stream)["created"] == [number], f"then of ticket {number}, by its number")
        check(time.monotonic() - started < 5, f"after {time.monotonic() - started:.1f} s")
        started = time.monotonic()
        stack("stop", "triage")
        took = time.monotonic() - started
        check(stack.containers()["triage"]["State"]["ExitCode"] == 0, f"`stop triage` took {took:.1f} s")
        check(stream.read().strip(b":\n") == b"", "and ended the stream")
    stack.up()


@contextlib.contextmanager
def listening(site):
    headers = {"Accept": "text/event-stream", "Accept-Encoding": "gzip"}
    request = urllib.request.Request(site.base + "/api/tickets/events/", headers=headers)
    with urllib.request.urlopen(request, timeout=60) as stream:
        check(stream.headers["Content-Encoding"] is None, "news are not compressed, and so not gathered")
        yield stream


def next_news(stream):
    for line in stream:
        if line.startswith(b"data: "):
            return json.loads(line.removeprefix(b"data: "))
    raise EOFError
