"""What Prometheus is told, by one process and by several."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from django.db.models.functions import Now
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from config.tests.serving import until_ready
from tickets.models import Ticket
from tickets.tests.factory import make_ticket
from tickets.tests.product import BACKEND, database_url
from triage.background.tests.worker_process import start_worker
from triage.models import LabellingAttempt


def samples(text: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    """Values by name and labels."""
    families = text_string_to_metric_families(text)
    return {(s.name, tuple(sorted(s.labels.items()))): s.value for family in families for s in family.samples}


def value(client: Client, name: str, **labels: str) -> float:
    return samples(client.get("/metrics").content.decode()).get((name, tuple(sorted(labels.items()))), 0)


@pytest.mark.django_db
def test_every_statement_is_counted_once(client: Client) -> None:
    name = "hushdesk_database_statement_duration_seconds_count"
    before = value(client, name)
    Ticket.objects.count()
    once = value(client, name)
    twice = value(client, name)
    assert once - before == 1 + (twice - once)


@pytest.mark.django_db
def test_the_oldest_that_waits_is_what_somebody_filed(client: Client) -> None:
    name = "hushdesk_labelling_oldest_seconds"
    assert value(client, name) == 0
    imported, given_up = (make_ticket(created_at=timezone.now() - timedelta(days=9)) for _ in range(2))
    LabellingAttempt.objects.create(ticket=imported, due_at=Now(), bulk=True)
    LabellingAttempt.objects.create(ticket=given_up, due_at=Now(), given_up_at=Now())
    filed = make_ticket(created_at=timezone.now() - timedelta(hours=2))
    assert 7200 <= value(client, name) < 7300
    LabellingAttempt.objects.create(ticket=filed, due_at=Now(), failures=1)
    assert 7200 <= value(client, name) < 7300


@pytest.fixture
async def two_processes(transactional_db: None, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """The data API as Compose runs it: two processes that take turns."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)),
        *("--workers", "2", "--blocking-threads", "2", "config.wsgi:application"),
        cwd=BACKEND,
        env={**os.environ, "DATABASE_URL": database_url(), "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)},
    )
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=20) as client:
            await until_ready(client)
            yield client
    finally:
        process.terminate()
        await process.wait()


async def test_the_figures_of_several_processes_are_added_up(two_processes: httpx.AsyncClient) -> None:
    asked = 40
    for _ in range(asked):
        # A new connection each, so that either process gets some.
        async with httpx.AsyncClient(base_url=two_processes.base_url, timeout=20) as browser:
            await browser.get("/api/tickets/count/")
    found = samples((await two_processes.get("/metrics")).text)
    labels = (("method", "GET"), ("route", "api/tickets/count/"))
    assert found["hushdesk_http_responses_total", (*labels, ("status", "200"))] == asked
    assert found["hushdesk_http_request_duration_seconds_count", labels] == asked
    assert found["process_resident_memory_bytes", ()] > 2 * 30_000_000


@pytest.mark.django_db(transaction=True)
async def test_the_worker_tells_its_own(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    worker = await start_worker("", tmp_path / "log", "--metrics", str(port), LLM_PROVIDER="none")
    try:
        async with httpx.AsyncClient(timeout=5) as prometheus:
            told: list[str] = []

            async def ask() -> None:
                while not told:
                    try:
                        told.append((await prometheus.get(f"http://127.0.0.1:{port}/metrics")).text)
                    except httpx.TransportError:
                        await asyncio.sleep(0.05)

            await asyncio.wait_for(ask(), 60)
    finally:
        worker.terminate()
        await worker.wait()
    names = {name for name, _ in samples(told[0])}
    assert {"process_resident_memory_bytes", "hushdesk_database_statement_duration_seconds_sum"} <= names
