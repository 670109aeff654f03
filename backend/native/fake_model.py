"""The tests' stand-in for Ollama, as a program of its own beside the product."""

from __future__ import annotations

import contextlib
import json
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from native import processes, signals
from native.failure import Failure
from native.places import BACKEND
from native.python_env import PYTHON

START_SECONDS = 20


@contextlib.contextmanager
def running(env: Mapping[str, str], folder: Path) -> Iterator[str]:
    """Start it, with its log in `folder`; gives its address, which it tells in its first line."""
    said = folder / "fake-ollama.log"
    with said.open("wb") as output:
        process = processes.start([PYTHON, "-m", "triage.tests.fake_ollama"], output, cwd=BACKEND, env=env)
    try:
        yield _announced_address(process, said)
    finally:
        processes.stop(process)


def _announced_address(process: subprocess.Popen[bytes], said: Path) -> str:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        first, complete, _ = said.read_text().partition("\n")
        if complete:
            return str(json.loads(first)["url"])
        signals.pause(0.05)
    raise Failure("The stand-in for Ollama did not start.", output=said.read_text())
