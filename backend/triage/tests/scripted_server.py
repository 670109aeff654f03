"""An HTTP server that answers what a test wrote down beforehand and remembers what it was asked."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Fault(Enum):
    HANG = "accepts the request and never answers"
    DROP = "closes the connection without an answer"


@dataclass(frozen=True)
class Reply:
    body: Any = field(default_factory=dict)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: dict[str, str]
    body: Any


class ScriptedServer:
    """`script` holds the answers, the last of which is repeated; `abandoned` counts clients that left."""

    def __init__(self) -> None:
        self.url = ""
        self.script: deque[Reply | Fault] = deque()
        self.requests: list[Request] = []
        self.abandoned = 0

    def answer(self, *script: Reply | Fault) -> None:
        self.script = deque(script)

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            self.requests.append(await read_request(reader))
            reply = self.script.popleft() if len(self.script) > 1 else self.script[0]
            if isinstance(reply, Reply):
                await send(writer, reply)
            elif reply is Fault.HANG:
                await reader.read()
                self.abandoned += 1
        finally:
            writer.close()


async def read_request(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, path, _ = head[0].split(" ")
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in head[1:] if line)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Request(method, path, headers, json.loads(body or b"null"))


async def send(writer: asyncio.StreamWriter, reply: Reply) -> None:
    data = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
    headers = {"Content-Type": "application/json", "Content-Length": str(len(data)), "Connection": "close"}
    lines = [f"{name}: {value}\r\n" for name, value in (headers | reply.headers).items()]
    writer.write(f"HTTP/1.1 {reply.status} -\r\n{''.join(lines)}\r\n".encode() + data)
    await writer.drain()


@asynccontextmanager
async def running() -> AsyncIterator[ScriptedServer]:
    scripted = ScriptedServer()
    server = await asyncio.start_server(scripted.handle, "127.0.0.1", 0)
    scripted.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield scripted
