"""What clients may send that are no browsers: too much, too slowly, or not what HTTP is."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import product as combinations

import httpx
import pytest
from rest_framework.test import APIClient

from config.bodies import WholeBodies
from config.tests.serving import serving

TICKET = {"title": "Refund", "description": "Charged twice."}
LIST = "/api/tickets/"
# More than there are threads that answer.
MANY = 40


NO_REQUESTS: dict[str, tuple[str, ...]] = {
    f"GET {LIST}?search={'a' * 100_000} HTTP/1.1\r\nHost: localhost": ("414", "431"),
    f"GET {LIST} HTTP/1.1\r\nHost: localhost\r\nX-Long: {'a' * 100_000}": ("431",),
    f"GET {LIST} HTTP/1.1\r\nHost: localhost\r\n" + "\r\n".join(f"X-{n}: a" for n in range(300)): ("431",),
    f"GET {LIST} HTTP/1.1\r\nHost: localhost\r\nX-Odd: a\0b": ("400",),
    f"POST {LIST} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 3": ("400",),
    f"POST {LIST} HTTP/1.1\r\nHost: localhost\r\nContent-Length: -2": ("400",),
    f"GET {LIST} HTTP/1.1": ("400",),
    "HUSHDESK": ("400",),
}


@pytest.fixture
async def product(transactional_db: None) -> AsyncIterator[httpx.AsyncClient]:
    limits = {"GRANIAN_HTTP1_BUFFER_SIZE": "65536", "GRANIAN_HTTP1_HEADER_READ_TIMEOUT": "500"}
    async with serving(None, LLM_PROVIDER="none", **limits) as client:
        yield client


@asynccontextmanager
async def saying(product: httpx.AsyncClient, *words: str) -> AsyncIterator[asyncio.StreamReader]:
    """What is answered to lines of HTTP, which may stop anywhere."""
    reader, writer = await asyncio.open_connection(product.base_url.host, product.base_url.port)
    try:
        writer.write("\r\n".join(words).encode("latin-1"))
        yield reader
    finally:
        writer.close()


def head(path: str, length: int | str) -> tuple[str, ...]:
    start = (f"POST {path} HTTP/1.1", "Host: localhost", "Content-Type: application/json")
    return (*start, f"Content-Length: {length}", "", "")


async def first_line(reader: asyncio.StreamReader) -> str:
    async with asyncio.timeout(20):
        return (await reader.readline()).decode().strip()


async def test_slow_bodies_keep_nobody_else_waiting(product: httpx.AsyncClient) -> None:
    async with asyncio.TaskGroup() as clients:
        all_there, done = asyncio.Barrier(MANY + 1), asyncio.Event()

        async def send_slowly() -> None:
            async with saying(product, *head(LIST, 100), "{") as reader:
                await all_there.wait()
                await done.wait()
                assert not reader.at_eof()

        for _ in range(MANY):
            clients.create_task(send_slowly())
        await all_there.wait()
        assert (await product.post(LIST, json=TICKET)).status_code == 201
        assert (await product.get(LIST)).status_code == 200
        done.set()


async def test_what_is_not_a_request_is_refused(product: httpx.AsyncClient) -> None:
    for words, status in NO_REQUESTS.items():
        async with saying(product, words, "", "") as reader:
            assert (await first_line(reader)).split(" ")[1] in status, words[:80]
    # Headers that do not end are cut off.
    async with saying(product, f"GET {LIST} HTTP/1.1", "Host: localhost", "X-Slow") as reader:
        async with asyncio.timeout(20):
            assert b" 200 " not in await reader.read()


async def test_a_body_that_is_not_taken_is_refused_in_words(product: httpx.AsyncClient) -> None:
    refused = {
        ("Content-Length: 10000000", ""): (413, "body_too_large"),
        ("Transfer-Encoding: chunked", "", "2", "{}", "0", ""): (411, "length_required"),
        ("Content-Length: 2", "Transfer-Encoding: chunked", "", "0", ""): (411, "length_required"),
        ("Content-Length: 2", "Content-Type: text/plain", "", "{}"): (415, "unsupported_media_type"),
    }
    for path, words in combinations((LIST, "/api/tickets/classify/"), refused):
        status, code = refused[words]
        async with saying(product, f"POST {path} HTTP/1.1", "Host: localhost", *words, "") as reader:
            assert f" {status} " in await first_line(reader)
            async with asyncio.timeout(20):
                headers = await reader.readuntil(b"{")
                body = json.loads(b"{" + await reader.readuntil(b"}"))
        assert body["code"] == code
        assert (b"connection: close" in headers.lower()) is (status != 415)


async def test_a_body_that_does_not_come_in_time_is_told_so() -> None:
    sent: list[dict[str, object]] = []

    async def nothing_comes() -> None:
        await asyncio.Event().wait()

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    async def never(*_: object) -> None:
        raise AssertionError("asked without a body")

    scope = {"type": "http", "headers": [(b"content-length", b"10")]}
    await WholeBodies(never, seconds=0.01)(scope, nothing_comes, send)
    assert sent[0]["status"] == 408
    assert json.loads(str(sent[1]["body"], "ascii"))["code"] == "timeout"  # type: ignore[call-overload]


async def test_a_client_that_leaves_before_the_end_of_its_body_is_not_answered() -> None:
    messages = [{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}]

    async def receive() -> object:
        return messages.pop(0)

    async def never(*_: object) -> None:
        raise AssertionError("asked or answered")

    scope = {"type": "http", "headers": [(b"content-length", b"10")]}
    await WholeBodies(never)(scope, receive, never)


@pytest.mark.parametrize(("length", "body"), [(b"7", b'{"a":1}'), (b"99999999", b"")])
async def test_a_body_in_pieces_arrives_whole_or_not_at_all_and_then_that_the_client_left(
    length: bytes, body: bytes
) -> None:
    messages: list[dict[str, object]] = [
        {"type": "http.request", "body": b'{"a":', "more_body": True},
        {"type": "http.request", "body": b"1}"},
        {"type": "http.disconnect"},
    ]
    seen = []

    async def receive() -> object:
        return messages.pop(0)

    async def application(scope: object, receive: object, send: object) -> None:
        seen.extend([await receive(), await receive()])  # type: ignore[operator]

    await WholeBodies(application)({"type": "http", "headers": [(b"content-length", length)]}, receive, None)
    assert seen == [{"type": "http.request", "body": body, "more_body": False}, {"type": "http.disconnect"}]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        b'{"title":' + b"[" * 500 + b"]" * 500 + b"}",
        b'{"suggestion_latency_ms":' + b"9" * 5000 + b"}",
        b'{"title": NaN, "description": Infinity}',
        b'{"title": "\xff"}',
        b"{" + b",".join(b'"f%d":1' % n for n in range(50_000)) + b"}",
        b"\xef\xbb\xbf{}",
        b"{}{}",
        b"[]",
        b'"text"',
        b"null",
        b"",
    ],
    ids=lambda body: body[:12],
)
@pytest.mark.parametrize("path", [LIST, "/api/tickets/similar/", "/api/tickets/views/"])
def test_json_that_is_no_ticket_is_a_bad_request(api: APIClient, path: str, body: bytes) -> None:
    answer = api.post(path, body, content_type="application/json")
    # One may ask for tickets that are similar to no words at all.
    expected = (200, 400) if path.endswith("similar/") else (400,)
    assert answer.status_code in expected
    assert answer.json()


@pytest.mark.parametrize(
    "media_type",
    [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "application/xml",
        "application/json-patch+json",
        "",
        ";;;",
    ],
)
def test_only_json_is_taken(api: APIClient, media_type: str) -> None:
    answer = api.generic("POST", LIST, '{"title": "a", "description": "b"}', media_type)
    assert answer.status_code == 415
    assert answer.json()["code"] == "unsupported_media_type"


@pytest.mark.django_db
@pytest.mark.parametrize("media_type", ["text/html", "application/xml", "text/csv", "x"])
def test_only_json_is_given(api: APIClient, media_type: str) -> None:
    answer = api.get(LIST, HTTP_ACCEPT=media_type)
    assert answer.status_code == 406
    assert answer.json()["code"] == "not_acceptable"
