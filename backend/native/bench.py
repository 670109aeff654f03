"""`make bench`: how fast the product is as deployed, on a throw-away database."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from native import browser, database, deployed, node_env, processes, python_env, settings_file
from native.places import BACKEND, ROOT
from native.python_env import PYTHON

# A bench that hangs must not take the whole of CI's time with it.
LONGEST_QUICK_SECONDS = 10 * 60


def bench(names: Sequence[str], *, quick: bool) -> int:
    """Run all benches of bench/, or those named; `quick` only sees whether they work."""
    python_env.prepare_development()
    node_env.prepare()
    node_env.build()
    given = {"SECRET_KEY": "for-benches-only", "PYTHONUNBUFFERED": "1", "LOG_LEVEL": "WARNING"}
    given["CHROMIUM_PATH"] = str(browser.chromium())
    env = settings_file.neutral_environment(given)
    command: list[str | Path] = [PYTHON, "-m", "bench", *(["--quick"] if quick else []), *names]
    with database.throwaway() as url, deployed.running(env, url) as places:
        own = {"PYTHONPATH": str(BACKEND), "DATABASE_URL": url}
        limit = LONGEST_QUICK_SECONDS if quick else float("inf")
        return processes.run_attached(command, cwd=ROOT, env={**env, **places, **own}, limit=limit)
