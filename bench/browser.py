"""Looking at the product with a browser, served as `make run` does."""

import os
import subprocess
import tempfile
from json import loads
from pathlib import Path
from typing import Any

from bench.places import Places
from native import e2e


def look(places: Places, script: Path, *arguments: str | int) -> Any:
    """What the script prints as JSON. It is given the product's address, and then the arguments."""
    env = {**os.environ, "OLLAMA_URL": places.model, "LLM_PROVIDER": "ollama"}
    with (
        tempfile.TemporaryDirectory(prefix="hushdesk-bench-") as folder,
        e2e.serving(env, os.environ["DATABASE_URL"], Path(folder)) as served,
    ):
        command = ["node", str(script), served.address, *map(str, arguments)]
        answer = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    if answer.returncode:
        raise RuntimeError(answer.stderr)
    return loads(answer.stdout)
