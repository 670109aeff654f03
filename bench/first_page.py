"""How long a browser without any cache takes to show the first tickets, served as `make run` does."""

import os
import subprocess
import tempfile
from json import loads
from pathlib import Path
from statistics import median
from typing import Any

from bench.places import Places
from native import e2e

SCRIPT = Path(__file__).with_suffix(".mjs")


def figures(places: Places, times: int) -> dict[str, Any]:
    """times: how many browsers are started one after the other."""
    env = {**os.environ, "OLLAMA_URL": places.model, "LLM_PROVIDER": "ollama"}
    with (
        tempfile.TemporaryDirectory(prefix="hushdesk-bench-") as folder,
        e2e.serving(env, os.environ["DATABASE_URL"], Path(folder)) as served,
    ):
        command = ["node", str(SCRIPT), served.address, str(times)]
        answer = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
        if answer.returncode:
            raise RuntimeError(answer.stderr)
    seen = loads(answer.stdout)
    return {
        "times": times,
        "rows_ms": round(median(one["rows"] for one in seen)),
        "after_answer_ms": round(median(one["rows"] - one["answered"] for one in seen)),
    }
