"""A real worker, `manage.py run_worker`, in a process of its own."""

import os
import subprocess
import sys
from asyncio.subprocess import Process, create_subprocess_exec
from pathlib import Path

from tickets.tests.product import BACKEND, database_url


async def start_worker(ollama_url: str, log: Path, *words: str, **settings: str) -> Process:
    """Start a worker on the test database; what it writes goes to the end of `log`."""
    env = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "for-tests-only",
        "DATABASE_URL": database_url(),
        "OLLAMA_URL": ollama_url,
        # One thread is enough for a linear model, and many workers share this machine.
        "OMP_NUM_THREADS": "1",
        **settings,
    }
    with log.open("ab") as output:
        return await create_subprocess_exec(
            *(sys.executable, "manage.py", "run_worker", *words),
            cwd=BACKEND,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
