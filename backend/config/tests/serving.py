"""The web server, started as it is in earnest."""

import asyncio
import os
import socket
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path

import httpx

from tickets.tests.product import BACKEND, database_url


@asynccontextmanager
async def serving(log: Path | None = None, **settings: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the one program that serves everything, in a process of its own."""
    async with serving_process(log, **settings) as (client, _):
        yield client


@asynccontextmanager
async def serving_process(
    log: Path | None = None, **settings: str
) -> AsyncIterator[tuple[httpx.AsyncClient, Process]]:
    """The same with the process, which the test may end. What it writes goes into `log`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # It would wait for clients that have stopped reading.
    listen = ["--interface", "asgi", "--port", str(port), "--workers-kill-timeout", "5"]
    arguments = ["-m", "granian", *listen, "config.asgi:application"]
    environment = {**os.environ, "DATABASE_URL": database_url(), **settings}
    with log.open("ab") if log else nullcontext() as output:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, *arguments), cwd=BACKEND, env=environment, stdout=output, stderr=output
        )
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=20) as client:
            await until_ready(client)
            yield client, process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def until_ready(client: httpx.AsyncClient) -> None:
    async with asyncio.timeout(60):
        while True:
            try:
                if (await client.get("/readyz")).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.1)
