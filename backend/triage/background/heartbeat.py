"""How others see that the worker works, and does not only run."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from triage.background.labelling import LEASE_PER_TIMEOUT

# The longest step is one question to the model; the rest is for a slow database and a busy machine.
SLACK_SECONDS = 30


class Heartbeat:
    """A file whose time of change lies ahead: it says until when the next beat is due.

    So whoever checks it need not know how long a step may take:

        test -n "$(find FILE -newermt now)"
    """

    def __init__(self, file: Path, clock: Callable[[], float] = time.time) -> None:
        self._file = file
        self._clock = clock

    def beat(self) -> None:
        due = self._clock() + settings.LLM_BACKGROUND_TIMEOUT * LEASE_PER_TIMEOUT + SLACK_SECONDS
        self._file.touch()
        os.utime(self._file, (due, due))
