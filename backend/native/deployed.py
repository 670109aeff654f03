"""The product as docker-compose.yml deploys it: the data API and suggestions as two programs, for benches."""

from __future__ import annotations

import contextlib
import http
import re
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from native import console, fake_model, product, signals
from native.failure import Failure
from native.places import ROOT
from native.product import HOST
from native.python_env import PYTHON
from native.services import Service

COMPOSE = ROOT / "docker-compose.yml"
READY_SECONDS = 60


@contextlib.contextmanager
def running(env: Mapping[str, str], database_url: str) -> Iterator[dict[str, str]]:
    """Start it with a stand-in for Ollama; gives the variables that say where they are."""
    with tempfile.TemporaryDirectory(prefix="hushdesk-bench-") as name:
        folder = Path(name)
        with fake_model.running(env, folder) as model:
            settings = {**env, "DATABASE_URL": database_url, "LLM_PROVIDER": "ollama", "OLLAMA_URL": model}
            product.migrate(settings)
            with (
                started("backend", command("wsgi"), settings, folder) as data,
                started("triage", command("asginl"), settings, folder) as suggestions,
            ):
                with console.step("Starting the data API and the suggestions"):
                    data.wait("/readyz")
                    suggestions.wait("/healthz")
                yield {
                    "BENCH_DATA": data.address,
                    "BENCH_SUGGESTIONS": suggestions.address,
                    "BENCH_MODEL": model,
                    "BENCH_DATA_GROUP": str(data.group),
                    "BENCH_SUGGESTIONS_GROUP": str(suggestions.group),
                }


@dataclass(frozen=True)
class Server:
    """
    group: its process group.
    """

    service: Service
    address: str
    group: int

    def wait(self, page: str) -> None:
        """Return once it answers."""
        until = time.monotonic() + READY_SECONDS
        while not _answers(self.address + page):
            if self.service.has_died() or time.monotonic() > until:
                raise Failure(f"{self.service.name} did not start.", output=self.service.last_lines())
            signals.pause(0.1)


@contextlib.contextmanager
def started(name: str, command: str, env: Mapping[str, str], folder: Path) -> Iterator[Server]:
    """A server of ours: `command` names its Python module, with `{port}` for where it is to listen."""
    port = product.free_port()
    service = Service(name, [PYTHON, "-m", *command.format(port=port).split()], folder)
    metrics = folder / f"{name}-metrics"
    metrics.mkdir()
    try:
        service.start({**env, "PROMETHEUS_MULTIPROC_DIR": str(metrics)})
        yield Server(service, f"http://{HOST}:{port}", service.pid() or 0)
    finally:
        service.stop()


def command(interface: str) -> str:
    """The command in docker-compose.yml: what is measured is what is deployed."""
    found = re.search(rf"granian --interface {interface} .*", COMPOSE.read_text())
    if not found:
        raise Failure(f"{COMPOSE.name} starts no granian with --interface {interface} any more.")
    return found[0].replace("0.0.0.0", HOST) + " --port {port}"  # noqa: S104 - it is taken out


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own address
            return bool(answer.status == http.HTTPStatus.OK)
    except (urllib.error.URLError, OSError):
        return False
