"""`make kills`: every part of the product killed again and again while people write, and what comes of it."""

from __future__ import annotations

from pathlib import Path

from native import browser, node_env, processes, python_env, settings_file
from native.places import BACKEND, DIST, ROOT
from native.python_env import PYTHON


def kills(count: int, seed: int) -> int:
    """Kill so many times; 0 when what is stored is what was acknowledged."""
    python_env.prepare_runtime()
    given = {"SECRET_KEY": "for-tests-only", "PYTHONUNBUFFERED": "1", "LOG_LEVEL": "WARNING"}
    env = settings_file.neutral_environment(given) | {"PYTHONPATH": str(BACKEND)} | _browser()
    command: list[str | Path] = [PYTHON, "-m", "kills", "--kills", str(count), "--seed", str(seed)]
    return processes.run_attached(command, cwd=ROOT, env=env)


def _browser() -> dict[str, str]:
    """What somebody needs who writes in the interface."""
    chromium = browser.chromium()
    node_env.prepare()
    node_env.build()
    return {"CHROMIUM_PATH": str(chromium), "FRONTEND_DIST": str(DIST)}
