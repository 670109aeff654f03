"""The product on one machine: the migrated database, the web server and the worker, watched over."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import secrets
import socket
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from native import console, processes, signals
from native.failure import Failure
from native.places import BACKEND, DIST, VAR, shown
from native.python_env import PYTHON
from native.services import Kept, Service

HOST = "127.0.0.1"
READY_SECONDS = 60
# Bytes of a request's address and headers, and milliseconds until they must be there.
HEAD_LIMITS = ("--http1-buffer-size", "65536", "--http1-header-read-timeout", "10000")
MANAGE: tuple[str | Path, ...] = (PYTHON, BACKEND / "manage.py")


class Product:
    """The two programs of the product, and what they share."""

    def __init__(self, env: Mapping[str, str], port: int, logs: Path) -> None:
        self.port = port
        self.address = f"http://{HOST}:{port}"
        self._env = env
        listen = ("--interface", "asginl", "--workers", "1", "--host", HOST, "--port", str(port))
        command: list[str | Path] = [
            PYTHON,
            "-m",
            "granian",
            *listen,
            *HEAD_LIMITS,
            "config.asgi:application",
        ]
        self._server = Kept(Service("server", command, logs), env)
        self._worker = Kept(Service("worker", [*MANAGE, "run_worker"], logs), env)

    def stop_leftovers(self) -> None:
        """Stop what a launcher that was killed left running."""
        services = (self._server.service, self._worker.service)
        stopped = [service.name for service in services if service.stop_leftover()]
        if stopped:
            console.say(f"  Stopped the {' and the '.join(stopped)} that an earlier start had left running.")

    @contextlib.contextmanager
    def serving(self) -> Iterator[None]:
        """Migrate, start both programs, and stop them at the end: first the server, then the worker."""
        migrate(self._env)
        try:
            with console.step("Starting the server and the worker") as progress:
                self._server.start()
                self._worker.start()
                self._wait_until_ready(progress)
            yield
        finally:
            self._server.service.stop()
            self._worker.service.stop()

    def _wait_until_ready(self, progress: console.Progress) -> None:
        until = time.monotonic() + READY_SECONDS
        while self.get("/readyz")[0] != http.HTTPStatus.OK:
            self._check_server()
            if time.monotonic() > until:
                raise Failure(
                    f"The server did not become ready within {READY_SECONDS} s.",
                    advice=f"Its log is {shown(self._server.service.log)}.",
                    output=self._server.service.last_lines(),
                )
            progress.tick()
            signals.pause(0.1)

    def get(self, path: str) -> tuple[int, Any]:
        """Status and JSON of one of the product's pages; status 0 when it does not answer."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=5)
        try:
            connection.request("GET", path, headers={"Host": self._allowed_host()})
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError):
            return 0, None
        finally:
            connection.close()

    def _allowed_host(self) -> str:
        """A name that the server answers to: the operator may have taken 127.0.0.1 off the list."""
        first = self._env.get("ALLOWED_HOSTS", "").split(",")[0].strip()
        return HOST if first in ("", "*") else first.removeprefix(".")

    def watch(self) -> None:
        """Look after the programs once: a dead one is started again."""
        self._server.watch()
        self._worker.watch()

    def _check_server(self) -> None:
        server = self._server.service
        if server.has_died():
            raise Failure(
                f"The server stopped ({server.ending()}).",
                advice=f"Above is the end of its log, {shown(server.log)}.",
                output=server.last_lines(),
            )


def environment(base: Mapping[str, str], settings: Mapping[str, str], database_url: str) -> dict[str, str]:
    """What the product's programs are told beside `base`; `settings` is all that the operator set."""
    env = dict(base) | {"DATABASE_URL": database_url, "DATABASE_URL_FILE": "", "PYTHONUNBUFFERED": "1"}
    # What these say is for Compose: here it listens on HOST, whatever they are.
    env |= {"HUSHDESK_BIND": HOST, "HUSHDESK_HOST": ""}
    if DIST.exists() and not settings.get("FRONTEND_DIST"):
        env["FRONTEND_DIST"] = str(DIST)
    if not settings.get("SECRET_KEY") and not settings.get("SECRET_KEY_FILE"):
        env["SECRET_KEY_FILE"] = str(_secret_key_file())
    return env


def _secret_key_file() -> Path:
    """Made once, readable by us alone."""
    file = VAR / "secret_key"
    if not file.exists() or not file.read_text().strip():
        VAR.mkdir(exist_ok=True)
        unfinished = file.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as opened:
            opened.write(secrets.token_urlsafe(48))
        unfinished.replace(file)
    return file


def migrate(env: Mapping[str, str]) -> None:
    """Bring the database's tables up to this version."""
    command = [*MANAGE, "migrate", "--no-input"]
    processes.run_step("Bringing the database's tables up to date", command, cwd=BACKEND, env=env)


def invite_first(env: Mapping[str, str], settings: Mapping[str, str]) -> str:
    """What is to be said of the first administrator where people log in; empty when there is one."""
    if settings.get("ACCESS") != "login":
        return ""
    command = [*MANAGE, "invite_first"]
    return processes.run_step("Looking for an administrator", command, cwd=BACKEND, env=env).strip()


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def check_port_is_free(port: int) -> None:
    """Say so early when somebody else has the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise Failure(
                f"Hushdesk cannot listen on port {port}: {error.strerror}.",
                advice="Choose another one, for example: HUSHDESK_PORT=8001 make run",
            ) from None
