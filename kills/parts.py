"""The parts of the product as processes that are killed and come back, as Compose would bring them back."""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import environ
import psycopg2

from kills import browser as browsers
from kills.browser import Browser
from native import accounts, database, deployed, fake_model, postgres, product, signals
from native.postgres import Cluster
from native.services import Service

PATIENCE_SECONDS = 120
LOOK_SECONDS = 0.05
# The worker takes up what a killed one had in hand after one and a half times this. Longer than an answer of
# the stand-in takes on the busiest machine: one that comes too late counts as the ticket's failure.
MODEL_SECONDS = 8
DISK_MEGABYTES = 500
# On a small disk PostgreSQL must not keep as much of its log as it would otherwise.
SMALL = ("min_wal_size=32MB", "max_wal_size=64MB")


class NotBack(Exception):
    """A part did not come back by itself, or nobody answered, for PATIENCE_SECONDS."""


@dataclass(frozen=True)
class Parts:
    """
    data, suggestions: the addresses of the data API and of the suggestions.
    folder: where the logs are.
    disk: where PostgreSQL's data are, if that is a disk of their own and small; else None.
    """

    cluster: Cluster
    backend: deployed.Server
    triage: deployed.Server
    worker: Service
    browser: Browser
    env: Mapping[str, str]
    folder: Path
    disk: Path | None

    @property
    def data(self) -> str:
        return self.backend.address

    @property
    def services(self) -> tuple[Service, ...]:
        """What is started again when it has ended."""
        return self.backend.service, self.triage.service, self.worker, self.browser.service

    @property
    def suggestions(self) -> str:
        return self.triage.address

    def connect(self) -> psycopg2.extensions.connection:
        return connect(self.cluster.url)


def connect(url: str) -> psycopg2.extensions.connection:
    """Raises psycopg2.OperationalError."""
    told = environ.Env.db_url_config(url)
    made = psycopg2.connect(
        host=told["HOST"],
        dbname=told["NAME"],
        user=told["USER"],
        password=told["PASSWORD"],
        connect_timeout=5,
    )
    made.autocommit = True
    return made


@contextlib.contextmanager
def running(env: Mapping[str, str]) -> Iterator[Parts]:
    """Start everything, with a stand-in for Ollama, on a PostgreSQL that waits for its disk."""
    account = accounts.for_postgres()
    programs = database.programs_for(None, account)
    with (
        _small_disk() as disk,
        postgres.temporary(programs, account, SMALL if disk else (), disk) as cluster,
        tempfile.TemporaryDirectory(prefix="hushdesk-kills-") as name,
        fake_model.running(env, Path(name)) as model,
    ):
        folder = Path(name)
        told = {
            **env,
            "DATABASE_URL": cluster.url,
            "LLM_PROVIDER": "ollama",
            "OLLAMA_URL": model,
            "LLM_BACKGROUND_TIMEOUT": str(MODEL_SECONDS),
            "LLM_CONNECT_TIMEOUT": str(MODEL_SECONDS),
        }
        product.migrate(told)
        with (
            deployed.started("backend", deployed.command("wsgi"), told, folder) as backend,
            deployed.started("triage", deployed.command("asginl"), told, folder) as triage,
            _at_work(told, folder) as worker,
            browsers.started(told, folder) as browser,
        ):
            backend.wait("/readyz")
            triage.wait("/healthz")
            yield Parts(cluster, backend, triage, worker, browser, told, folder, disk)


@contextlib.contextmanager
def _small_disk() -> Iterator[Path | None]:
    """None where we may not have one."""
    with tempfile.TemporaryDirectory(prefix="hushdesk-disk-") as name:
        mount = ("mount", "-t", "tmpfs", "-o", f"mode=755,size={DISK_MEGABYTES}m", "tmpfs", name)
        if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
            yield None
            return
        try:
            yield Path(name)
        finally:
            subprocess.run(("umount", "--lazy", name), check=False)


@contextlib.contextmanager
def _at_work(env: Mapping[str, str], folder: Path) -> Iterator[Service]:
    service = Service("worker", [*product.MANAGE, "run_worker"], folder)
    try:
        service.start(env)
        yield service
    finally:
        service.stop()


def await_that(holds: Callable[[], bool], what: str) -> None:
    """Raises NotBack, which says `what` did not come to be."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > until:
            raise NotBack(f"{what}, for {PATIENCE_SECONDS} s")
        signals.pause(LOOK_SECONDS)


def await_end(left: Callable[[], int], what: str) -> None:
    """The same, until nothing is left to do; it may take long as long as it gets less."""
    while before := left():
        await_that(lambda: left() < before, f"{what}: {before}")
