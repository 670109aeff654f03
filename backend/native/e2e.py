"""The product as the end-to-end tests meet it: started as `make run` does, with a stand-in for Ollama."""

from __future__ import annotations

import contextlib
import json
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from native import processes, product, signals
from native.failure import Failure
from native.places import BACKEND
from native.product import Product
from native.python_env import PYTHON

FAKE_SECONDS = 20


@contextlib.contextmanager
def product_with_fake_model(env: Mapping[str, str], database_url: str) -> Iterator[dict[str, str]]:
    """Start both; gives the variables that tell the tests where they are."""
    with (
        tempfile.TemporaryDirectory(prefix="hushdesk-e2e-") as folder,
        _fake_ollama(env, Path(folder)) as model,
    ):
        settings = {**env, "OLLAMA_URL": model, "LLM_PROVIDER": "ollama"}
        hushdesk = Product(
            product.environment(settings, settings, database_url), product.free_port(), Path(folder)
        )
        with hushdesk.serving():
            yield {"E2E_BASE_URL": hushdesk.address, "E2E_OLLAMA_URL": model}


@contextlib.contextmanager
def _fake_ollama(env: Mapping[str, str], folder: Path) -> Iterator[str]:
    """The tests' own Ollama, which tells its address in its first line."""
    said = folder / "fake-ollama.log"
    with said.open("wb") as output:
        process = processes.start([PYTHON, "-m", "triage.tests.fake_ollama"], output, cwd=BACKEND, env=env)
    try:
        yield _announced_address(process, said)
    finally:
        processes.stop(process)


def _announced_address(process: subprocess.Popen[bytes], said: Path) -> str:
    until = time.monotonic() + FAKE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        first, complete, _ = said.read_text().partition("\n")
        if complete:
            return str(json.loads(first)["url"])
        signals.pause(0.05)
    raise Failure("The stand-in for Ollama did not start.", output=said.read_text())
