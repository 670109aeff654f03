"""Signs of life that the processes leave in the database, so that each can tell of the others.

Who asks often is in another container, and may not reach them.
"""

import socket
from contextlib import suppress
from datetime import timedelta
from threading import Thread
from time import sleep

from django.db import Error, connection
from django.db.models.functions import Now

from triage.database import has_table
from triage.models import SignOfLife

WORKER, SERVER = "worker", "server"
GIVEN_EVERY = 20.0
# Some may be lost on a busy machine.
HOLDS = timedelta(seconds=90)
KEPT = timedelta(days=1)


def give(part: str) -> None:
    """Raises django.db.Error."""
    SignOfLife.objects.update_or_create(part=part, host=socket.gethostname(), defaults={"at": Now()})
    SignOfLife.objects.filter(at__lt=Now() - KEPT).delete()


def keep_giving(part: str) -> None:
    """As long as this process runs, in a thread of its own."""
    Thread(target=_give_again_and_again, args=(part,), name="signs-of-life", daemon=True).start()


def _give_again_and_again(part: str) -> None:
    while True:
        with suppress(Error):
            if has_table(SignOfLife):
                give(part)
        connection.close()
        sleep(GIVEN_EVERY)


def living(part: str) -> int:
    """How many of them have given a sign of late."""
    return SignOfLife.objects.filter(part=part, at__gt=Now() - HOLDS).count()
