"""How a line of the log looks, and the one line that each request leaves.

No line holds a word of a ticket. Errors tell their type and where they were raised, but not what they say:
that may quote what was being worked on.
"""

import logging
import traceback
from datetime import UTC, datetime
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse

from config.routes import route_of
from triage import tracing

access = logging.getLogger("hushdesk.access")
# Asked every few seconds by whoever watches this process.
PROBES = {"healthz", "readyz", "metrics"}
# What a request may add to its line.
FACTS = ("method", "route", "status", "ms")
# A line is one line, whatever is in it.
ESCAPED = {number: f"\\x{number:02x}" for number in (*range(32), 127, 0x85, 0x2028, 0x2029)}


class Text(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(line)s")

    def format(self, record: logging.LogRecord) -> str:
        record.request_id = tracing.current() or "-"
        record.line = said(record).translate(ESCAPED)
        # What another handler has kept there tells all that the error says.
        record.exc_text = None
        return super().format(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's own name
        return without_words(ei[1])


class Json(logging.Formatter):
    """time: ISO 8601 in UTC. request_id: null outside of requests and of the worker's work."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request_id": tracing.current() or None,
            "message": said(record),
            **{name: vars(record)[name] for name in FACTS if name in vars(record)},
        }
        if record.exc_info and record.exc_info[1]:
            line["error"] = without_words(record.exc_info[1])
        return orjson.dumps(line, default=str).decode()


def said(record: logging.LogRecord) -> str:
    message = record.getMessage()
    # Granian writes out the error that broke an answer off, with what it says.
    return message.partition("\n")[0] if record.name.startswith("_granian") else message


def without_words(error: BaseException | None) -> str:
    """A traceback that tells types and places, and those of the errors that led to it."""
    told: list[str] = []
    while error and len(told) < 10:
        name = f"{type(error).__module__}.{type(error).__qualname__}"
        told.append("".join([*traceback.format_tb(error.__traceback__), name]))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n\nled to\n\n".join(reversed(told))


def log_answer(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    """The route's name, never the address, which may carry a search."""
    found = route_of(request)
    route = (found and found.url_name) or "(none)"
    facts = {
        "method": request.method,
        "route": route,
        "status": response.status_code,
        "ms": round(seconds * 1000),
    }
    level = logging.DEBUG if route in PROBES and response.status_code < 400 else logging.INFO
    access.log(level, "%(method)s %(route)s %(status)d in %(ms)d ms", facts, extra=facts)
