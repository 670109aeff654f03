"""Having the built-in classifier trained once a day, when there is something new to learn from."""

import asyncio
import logging
import os
import sys
from time import monotonic

from django.conf import settings

from triage import learning
from triage.database import in_database

logger = logging.getLogger(__name__)

# Counting the confirmed tickets of a large database takes a moment.
LOOK_SECONDS = 900.0
NICENESS = 10


class Learner:
    def __init__(self) -> None:
        self._next_look = monotonic()

    async def learn(self) -> None:
        """Train if it is time. The looks are minutes apart, however often this is called."""
        if monotonic() < self._next_look:
            return
        self._next_look = monotonic() + LOOK_SECONDS
        if await in_database(learning.due):
            await train()


async def train() -> None:
    """In a process of its own, behind everything else: it takes a core and memory that are given back.

    That process sees to it that only one of all workers trains.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, str(settings.BASE_DIR / "manage.py"), "train_builtin", "--if-due"),
        stdin=asyncio.subprocess.DEVNULL,
    )
    try:
        os.setpriority(os.PRIO_PROCESS, process.pid, NICENESS)
        code = await process.wait()
    except asyncio.CancelledError:
        process.terminate()
        await process.wait()
        raise
    if code:
        logger.error("training the built-in classifier failed with exit code %d", code)
