"""What a line of the log holds, and what none does."""

import json
import logging
from collections.abc import Iterator
from io import StringIO
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client
from rest_framework.test import APIClient

from config.logs import Json, Text
from config.tests.test_metrics import value
from triage import tracing

OWN = "3f2a9c1e-0000-4000-8000-0123456789ab"
FORMATS = pytest.mark.parametrize("form", [Text(), Json()], ids=["text", "json"])


@pytest.fixture
def log() -> Iterator[StringIO]:
    """All that the root logger is given, one JSON object a line."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Json())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def access_lines(log: StringIO) -> list[dict[str, object]]:
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    return [line for line in lines if line["logger"] == "hushdesk.access"]


def test_a_request_leaves_one_line_with_its_route_and_never_its_search(
    client: Client, log: StringIO, db: None
) -> None:
    answer = client.get("/api/tickets/?search=unmistakable")
    [line] = access_lines(log)
    told = {name: line[name] for name in ("method", "route", "status", "request_id")}
    request_id = answer.headers["X-Request-ID"]
    assert told == {"method": "GET", "route": "ticket-list", "status": 200, "request_id": request_id}
    assert isinstance(line["ms"], int)
    assert "unmistakable" not in log.getvalue()


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 401), ({"HTTP_SEC_FETCH_SITE": "cross-site"}, 403), ({"CONTENT_LENGTH": "9999999"}, 413)],
)
@pytest.mark.usefixtures("login_access")
def test_what_is_refused_is_told_by_its_route_as_well(
    client: Client, log: StringIO, db: None, headers: dict[str, str], status: int
) -> None:
    told = {"method": "POST", "route": "api/tickets/stats/", "status": str(status)}
    before = value(client, "hushdesk_http_responses_total", **told)
    assert client.post("/api/tickets/stats/", **headers).status_code == status  # type: ignore[arg-type]
    assert value(client, "hushdesk_http_responses_total", **told) == before + 1
    [line] = [line for line in access_lines(log) if line["method"] == "POST"]
    assert (line["route"], line["status"]) == ("ticket-stats", status)


@pytest.mark.parametrize("address", ["/unmistakable", "/api/tickets/unmistakable/", "/api/%0Aunmistakable"])
def test_an_address_that_leads_nowhere_is_in_no_line(client: Client, log: StringIO, address: str) -> None:
    client.get(address)
    assert access_lines(log)[0]["status"] == 404
    assert "unmistakable" not in log.getvalue()


def test_who_watches_this_process_leaves_no_line(client: Client, log: StringIO) -> None:
    logging.getLogger("hushdesk.access").setLevel(logging.INFO)
    client.get("/healthz")
    assert access_lines(log) == []


@pytest.mark.parametrize(
    "foreign", ["", "x", "unmistakable", OWN.upper(), f"{OWN}0", f"{OWN}, {OWN}", f"{OWN}\r\nSet-Cookie: a=b"]
)
def test_an_id_of_another_form_is_not_taken_over(foreign: str) -> None:
    assert tracing.begin(foreign) != foreign
    assert tracing.begin(tracing.current()) == tracing.current()


def test_an_id_that_the_proxy_has_made_is_taken_over(client: Client, log: StringIO) -> None:
    answer = client.get("/api/nothing/", headers={"X-Request-ID": OWN})
    assert answer.headers["X-Request-ID"] == access_lines(log)[0]["request_id"] == OWN


def test_each_request_has_an_id_of_its_own(client: Client) -> None:
    first, second = (client.get("/healthz").headers["X-Request-ID"] for _ in range(2))
    assert first != second


@pytest.mark.parametrize(
    ("error", "status"), [(RuntimeError("unmistakable"), 500), (OperationalError("unmistakable"), 503)]
)
def test_a_failure_of_ours_names_the_id_that_finds_it_in_the_log(
    api: APIClient, log: StringIO, error: Exception, status: int
) -> None:
    with patch("tickets.stats.views.ticket_stats", side_effect=error):
        answer = api.get("/api/tickets/stats/")
    assert (answer.status_code, answer.json()["request_id"]) == (status, answer.headers["X-Request-ID"])
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert {line["request_id"] for line in lines} == {answer.json()["request_id"]}
    assert "unmistakable" not in log.getvalue()


def test_what_the_client_did_wrong_needs_no_id(client: Client) -> None:
    assert "request_id" not in client.get("/api/nothing/").json()


def broken() -> logging.LogRecord:
    words = "unmistakable"  # the traceback shows the lines below
    try:
        try:
            raise KeyError(words)
        except KeyError as cause:
            raise ValueError(words) from cause
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
    return logging.LogRecord("a", logging.ERROR, __file__, 1, "it %s", ("broke\nand\x1b[2J",), info)


@FORMATS
def test_an_error_tells_its_types_and_places_but_not_its_words(form: logging.Formatter) -> None:
    line = form.format(broken())
    assert "builtins.KeyError" in line
    assert "builtins.ValueError" in line
    assert "test_logs.py" in line
    assert "unmistakable" not in line


def test_a_message_stays_on_its_line() -> None:
    [first, *_] = Text().format(broken()).splitlines()
    assert first.endswith(r"it broke\x0aand\x1b[2J")
    assert json.loads(Json().format(broken()))["message"] == "it broke\nand\x1b[2J"


@FORMATS
def test_what_the_web_server_writes_of_an_error_is_cut_to_its_first_line(form: logging.Formatter) -> None:
    words = "Application callable raised an exception\nValueError: unmistakable"
    record = logging.LogRecord("_granian.app", logging.ERROR, __file__, 1, words, (), None)
    assert "unmistakable" not in form.format(record)
    assert "Application callable" in form.format(record)
