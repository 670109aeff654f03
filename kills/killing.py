"""Killing the parts one after the other, and taking from them what they need."""

import contextlib
import os
import random
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from threading import Event, Lock, Thread

import psycopg2

from kills.ledger import Ledger
from kills.parts import LOOK_SECONDS, Parts, await_that
from kills.processes import kill, kill_group, processes_of
from native.failure import Failure
from native.services import Service

# Calls that are refused before what was taken is given back.
SOME_REFUSALS = 3
MEGABYTE = bytes(1_000_000)
AT_WORK = """
    SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
    ORDER BY state = 'idle', random() LIMIT 1
"""
OF_OTHERS = """
    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE backend_type = 'client backend' AND pid <> ALL (%s)
"""


class Killing:
    """What can be killed, each by its name. What has ended is started again: `restart: unless-stopped`."""

    def __init__(self, parts: Parts, chance: random.Random, ledger: Ledger) -> None:
        self._parts = parts
        self._ledger = ledger
        self._chance = chance
        self._postgres_rests = Lock()
        self._over = Event()
        self.kinds: Mapping[str, Callable[[], None]] = {
            "PostgreSQL": self._postgres,
            "a connection's process of PostgreSQL": self._postgres_process,
            "backend": lambda: kill_group(parts.backend.service.pid()),
            "a process of backend": self._backend_process,
            "triage": lambda: kill_group(parts.triage.service.pid()),
            "worker": lambda: kill_group(parts.worker.pid()),
            "PostgreSQL, shut down for a while": self._shut_down,
            "every connection of PostgreSQL, taken for a while": self._take_connections,
            **({"the disk, full for a while": self._fill_disk} if parts.disk else {}),
        }

    def kill(self, kind: str) -> None:
        self.kinds[kind]()

    @contextlib.contextmanager
    def looking_after(self) -> Iterator[None]:
        """What has ended is started again, until the end."""
        supervisor = Thread(target=self._look_after, daemon=True)
        supervisor.start()
        try:
            yield
        finally:
            self._over.set()
            supervisor.join()

    def _look_after(self) -> None:
        while not self._over.wait(LOOK_SECONDS):
            self._revive_postgres()
            for service in self._parts.services:
                if service.has_died():
                    self._again(service)

    def _revive_postgres(self) -> None:
        """Unless it is to rest. While the disk is full it may not start, and is tried again."""
        if not self._postgres_rests.acquire(blocking=False):
            return
        try:
            with contextlib.suppress(Failure):
                if not self._parts.cluster.is_alive():
                    self._parts.cluster.revive()
        finally:
            self._postgres_rests.release()

    def _postgres(self) -> None:
        """The first process: the others notice, and end without another word."""
        with self._resting_postgres(signal.SIGKILL):
            pass

    def _shut_down(self) -> None:
        """As for an upgrade: it ends in order, though at once, and comes back when somebody has noticed."""
        with self._resting_postgres(signal.SIGINT):
            self._await_refusals()

    @contextlib.contextmanager
    def _resting_postgres(self, ended_by: signal.Signals) -> Iterator[None]:
        """Nobody starts it meanwhile."""
        cluster = self._parts.cluster
        await_that(cluster.is_alive, "PostgreSQL did not come back")
        with self._postgres_rests:
            os.kill(int((cluster.data / "postmaster.pid").read_text().split()[0]), ended_by)
            await_that(lambda: not cluster.is_alive(), "PostgreSQL lives on")
            yield

    def _postgres_process(self) -> None:
        """One that is at work, if any is: PostgreSQL then ends all others and recovers."""
        kill(await_some(self._at_work, "PostgreSQL has no connection")[0])

    def _at_work(self) -> Sequence[int]:
        with (
            contextlib.suppress(psycopg2.OperationalError),
            contextlib.closing(self._parts.connect()) as connection,
            connection.cursor() as cursor,
        ):
            cursor.execute(AT_WORK)
            return cursor.fetchone() or ()
        return ()

    def _take_connections(self) -> None:
        """By somebody who takes every one that gets free, and ends those of the product."""
        taken: list[psycopg2.extensions.connection] = []
        with contextlib.ExitStack() as resources:
            while not taken or self._end_others(taken):
                with contextlib.suppress(psycopg2.OperationalError):
                    while True:
                        taken.append(resources.enter_context(contextlib.closing(self._parts.connect())))
            self._await_refusals()

    def _end_others(self, taken: list[psycopg2.extensions.connection]) -> bool:
        """Whether there were any."""
        with taken[0].cursor() as cursor:
            cursor.execute(OF_OTHERS, [[one.info.backend_pid for one in taken]])
            [count] = cursor.fetchone() or (0,)
            return bool(count)

    def _fill_disk(self) -> None:
        """To the last byte, until somebody makes room."""
        filler = (self._parts.disk or Path()) / "filler"
        try:
            with contextlib.suppress(OSError), filler.open("wb", buffering=0) as opened:
                while True:
                    opened.write(MEGABYTE)
            self._await_refusals()
        finally:
            filler.unlink()

    def _await_refusals(self) -> None:
        before = self._ledger.refusals()
        await_that(
            lambda: self._ledger.refusals() >= before + SOME_REFUSALS,
            "nobody was refused what cannot be stored",
        )

    def _backend_process(self) -> None:
        """Of the several that a server consists of, any."""
        found = await_some(
            lambda: processes_of(self._parts.backend.service.pid() or 0), "backend did not come back"
        )
        kill(self._chance.choice(found))

    def _again(self, service: Service) -> None:
        """As a container, which ends with its first process."""
        kill_group(service.pid())
        service.stop()
        metrics = self._parts.folder / f"{service.name}-metrics"
        own = {"PROMETHEUS_MULTIPROC_DIR": str(metrics)} if metrics.exists() else {}
        service.start({**self._parts.env, **own})


def await_some(find: Callable[[], Sequence[int]], what: str) -> Sequence[int]:
    """What `find` finds, once that is anything. Raises NotBack."""
    found: list[int] = []

    def is_found() -> bool:
        found.extend(find())
        return bool(found)

    await_that(is_found, what)
    return found
