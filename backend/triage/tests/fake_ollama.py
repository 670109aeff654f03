"""A server that speaks Ollama's HTTP API as far as Hushdesk uses it, for tests: real HTTP, no model.

`python -m triage.tests.fake_ollama` prints {"url": ...} as its first line and serves until stopped.
What it answers is set by `POST /control`:

delay    seconds that a generation takes
fault    "", "400", "404", "500", "503", "hang", "garbage", "truncated" or "drop"
answer   {"category": ..., "priority": ...}
sure     with what probability it says each of these; not told where it is empty
missing  the model is not installed; a pull installs it
others   models that are installed beside it
loaded   the model is in memory; a generation loads it
size_vram, version, show  what `/api/ps`, `/api/version` and `/api/show` tell

`GET /control` tells these and counts generations started, finished and cancelled, the last of which means
that the client went away, and how often a question came that was just being answered.
Like the real one it generates one answer at a time.
"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from math import log
from typing import Any

MODEL = "qwen3:4b-instruct-2507-q4_K_M"
LAYER_BYTES = 2_500_000_000
INSTALLED = {
    "digest": "0" * 64,
    "details": {"parameter_size": "4.0B", "quantization_level": "Q4_K_M"},
}
FAULTS = {
    "400": (400, {"error": "invalid format"}),
    "404": (404, {"error": f"model '{MODEL}' not found"}),
    "500": (500, {"error": "llama-server process has terminated: signal: killed"}),
    "503": (503, {"error": "server busy, please try again.  maximum pending requests exceeded"}),
}


@dataclass
class Control:
    delay: float = 0
    fault: str = ""
    answer: dict[str, str] = field(default_factory=lambda: {"category": "technical", "priority": "high"})
    sure: dict[str, float] = field(default_factory=dict)
    missing: bool = False
    others: list[str] = field(default_factory=list)
    loaded: bool = True
    size_vram: int | None = 0
    version: str = "0.40.2"
    show: dict[str, Any] = field(default_factory=lambda: {"capabilities": ["completion", "tools"]})
    pull_error: str = ""
    pull_delay: float = 0
    pull_quarters: int = 4
    pulls: int = 0
    started: int = 0
    finished: int = 0
    cancelled: int = 0
    asked_twice_at_once: int = 0
    requests: list[dict[str, Any]] = field(default_factory=list)
    request_ids: list[str] = field(default_factory=list)


class FakeOllama:
    def __init__(self) -> None:
        self.control = Control()
        self.url = ""
        self._slot = asyncio.Semaphore(1)
        self._quarters = 0
        self._in_answer: list[str] = []

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request_line, headers = await read_head(reader)
            body = json.loads(await reader.readexactly(int(headers.get("content-length", 0))) or b"{}")
            method, path, _ = request_line.split(" ")
            if path == "/api/chat":
                self.control.request_ids.append(headers.get("x-request-id", ""))
            await self._route(method, path, body, reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _route(
        self,
        method: str,
        path: str,
        body: dict[str, Any],
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        names = [*([] if self.control.missing else [MODEL]), *self.control.others]
        size = {"size": LAYER_BYTES, "size_vram": self.control.size_vram}
        installed = [{**INSTALLED, **size, "name": name, "model": name} for name in names]
        match (method, path):
            case ("POST", "/control"):
                for name, value in body.items():
                    setattr(self.control, name, value)
                await respond(writer, 200, asdict(self.control))
            case ("GET", "/control"):
                await respond(writer, 200, asdict(self.control))
            case ("GET", "/api/version"):
                await respond(writer, 200, {"version": self.control.version})
            case ("POST", "/api/show"):
                await respond(writer, 200, {"model_info": {}, **self.control.show})
            case ("GET", "/api/tags"):
                await respond(writer, 200, {"models": installed})
            case ("GET", "/api/ps"):
                await respond(writer, 200, {"models": installed if self.control.loaded else []})
            case ("POST", "/api/chat"):
                await self._chat(body, reader, writer)
            case ("POST", "/api/pull"):
                await self._pull(writer)
            case _:
                await respond(writer, 404, {"error": "not found"})

    async def _chat(
        self, body: dict[str, Any], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.control.started += 1
        self.control.requests = [*self.control.requests[-19:], body]
        question = body["messages"][-1]["content"]
        self.control.asked_twice_at_once += question in self._in_answer
        self._in_answer.append(question)
        try:
            answered = await self._generate(reader)
        finally:
            self._in_answer.remove(question)
        if not answered:
            self.control.cancelled += 1
            return
        self.control.finished += 1
        self.control.loaded = True
        fault = "404" if self.control.missing else self.control.fault
        if fault in FAULTS:
            await respond(writer, *FAULTS[fault])
        elif fault != "drop":
            await respond(writer, 200, self._reply(fault))

    def _reply(self, fault: str) -> dict[str, Any]:
        content = json.dumps(
            {"category": "refunds", "priority": 11} if fault == "garbage" else self.control.answer
        )
        cut = fault == "truncated"
        return {
            "model": MODEL,
            "created_at": "2026-01-01T00:00:00Z",
            "message": {"role": "assistant", "content": content[:12] if cut else content},
            "done": True,
            "done_reason": "length" if cut else "stop",
            **({"logprobs": self._logprobs()} if self.control.sure else {}),
        }

    def _logprobs(self) -> list[dict[str, Any]]:
        """The answer's tokens: each label is one, and what probability it leaves is on another label."""
        category, priority = self.control.answer["category"], self.control.answer["priority"]
        return [
            token('{"category": "'),
            token(category, self.control.sure["category"], "general" if category != "general" else "billing"),
            token('", "priority": "'),
            token(priority, self.control.sure["priority"], "low" if priority != "low" else "high"),
            token('"}'),
        ]

    async def _generate(self, reader: asyncio.StreamReader) -> bool:
        """Take the time that a generation takes; False when the client left meanwhile."""
        work = asyncio.ensure_future(self._hold_slot())
        gone = asyncio.ensure_future(reader.read())
        done, pending = await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        return work in done

    async def _hold_slot(self) -> None:
        async with self._slot:
            await asyncio.sleep(3600 if self.control.fault == "hang" else self.control.delay)

    async def _pull(self, writer: asyncio.StreamWriter) -> None:
        self.control.pulls += 1
        events: list[dict[str, Any]] = [{"status": "pulling manifest"}]
        if self.control.pull_error:
            events.append({"error": self.control.pull_error})
        else:
            events += self._pull_on()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nConnection: close\r\n\r\n")
        for event in events:
            writer.write(json.dumps(event).encode() + b"\n")
            await writer.drain()
            await asyncio.sleep(self.control.pull_delay)
            self.control.missing = event.get("status") != "success"

    def _pull_on(self) -> list[dict[str, Any]]:
        first = self._quarters
        self._quarters = min(first + self.control.pull_quarters, 4)
        layer = {"status": "pulling layer", "digest": "sha256:0", "total": LAYER_BYTES}
        brought = range(first, self._quarters + 1)
        events: list[dict[str, Any]] = [{**layer, "completed": LAYER_BYTES * part // 4} for part in brought]
        broken = {"error": "max retries exceeded: unexpected EOF"}
        return [*events, {"status": "success"} if self._quarters == 4 else broken]


def token(text: str, probability: float = 1, other: str = "") -> dict[str, Any]:
    alternatives = [(text, probability), *([(other, 1 - probability)] if other else [])]
    told = [{"token": text, "logprob": log(probability)} for text, probability in alternatives]
    return {**told[0], "top_logprobs": told}


async def read_head(reader: asyncio.StreamReader) -> tuple[str, dict[str, str]]:
    """The request line and the headers, in lower case."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
    return head[0], headers


async def respond(writer: asyncio.StreamWriter, status: int, body: dict[str, Any]) -> None:
    data = json.dumps(body).encode()
    head = f"HTTP/1.1 {status} -\r\nContent-Type: application/json\r\nContent-Length: {len(data)}\r\n"
    writer.write(f"{head}Connection: close\r\n\r\n".encode() + data)
    await writer.drain()


@asynccontextmanager
async def running(port: int = 0) -> AsyncIterator[FakeOllama]:
    fake = FakeOllama()
    server = await asyncio.start_server(fake.handle, "127.0.0.1", port)
    fake.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield fake


async def serve(port: int) -> None:
    async with running(port) as fake:
        sys.stdout.write(json.dumps({"url": fake.url}) + "\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
