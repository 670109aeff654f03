"""A file that is being sent ends with whoever asked for it."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from config.downloads import Downloads


class EndlessFile:
    """A WSGI application, and whether its answer was closed."""

    is_closed = False

    def __call__(self, environ: Any, start_response: Any) -> "EndlessFile":
        start_response("200 OK", [])
        return self

    def __iter__(self) -> Iterator[bytes]:
        while True:
            yield b"one piece more"

    def close(self) -> None:
        self.is_closed = True


SCOPE = {
    "type": "http",
    "method": "GET",
    "path": "/",
    "query_string": b"",
    "http_version": "1.1",
    "headers": [],
}


@pytest.mark.parametrize("pieces_before", [0, 30])
async def test_an_answer_without_end_ends_when_its_client_leaves(pieces_before: int) -> None:
    file, left, sent = EndlessFile(), asyncio.Event(), []

    async def receive() -> dict[str, Any]:
        await left.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)
        if len(sent) > pieces_before:
            left.set()
        await asyncio.sleep(0)

    async with asyncio.timeout(20):
        await Downloads(file, threads=1)(SCOPE, receive, send)
    assert file.is_closed
