"""The worker as a process: it shows that it gets on, and stops when it is told to."""

import subprocess
from pathlib import Path

import pytest

from tickets.models import Ticket
from tickets.tests.factory import make_ticket
from triage.background.tests.worker_process import start_worker
from triage.database import in_database
from triage.models import LabellingAttempt
from triage.tests.fake_ollama import FakeOllama
from triage.tests.waiting import until

pytestmark = pytest.mark.django_db(transaction=True)

# More than a process may need to start on a busy machine.
PATIENCE = 60


def is_said_to_work(heartbeat: Path) -> bool:
    """The very check of docker-compose.yml."""
    check = f'test -n "$(find {heartbeat} -newermt now)"'
    return subprocess.run(["sh", "-c", check], stderr=subprocess.DEVNULL, check=False).returncode == 0


async def test_sigterm_hands_the_ticket_back_and_ends_well(ollama: FakeOllama, tmp_path: Path) -> None:
    ollama.control.fault = "hang"
    await in_database(make_ticket)
    worker = await start_worker(ollama.url, tmp_path / "log")
    await until(lambda: ollama.control.started == 1, within=PATIENCE)
    assert await in_database(LabellingAttempt.objects.exclude(lease=None).exists)
    worker.terminate()
    assert await worker.wait() == 0, (tmp_path / "log").read_text()
    await until(lambda: ollama.control.cancelled == 1)
    assert not await in_database(LabellingAttempt.objects.exists)
    assert await in_database(Ticket.objects.filter(suggestion_source="none").exists)


async def test_the_heartbeat_tells_whether_steps_come_to_an_end(ollama: FakeOllama, tmp_path: Path) -> None:
    heartbeat = tmp_path / "heartbeat"
    assert not is_said_to_work(heartbeat)
    words = ("--heartbeat", str(heartbeat))
    worker = await start_worker(ollama.url, tmp_path / "log", *words)
    await until(heartbeat.exists, within=PATIENCE)
    first = heartbeat.stat().st_mtime
    assert is_said_to_work(heartbeat)
    await until(lambda: heartbeat.stat().st_mtime > first, within=PATIENCE)
    worker.kill()
    await worker.wait()


async def test_a_heartbeat_that_cannot_be_written_stops_the_start(ollama: FakeOllama, tmp_path: Path) -> None:
    nowhere = tmp_path / "no such folder" / "heartbeat"
    worker = await start_worker(ollama.url, tmp_path / "log", "--heartbeat", str(nowhere))
    assert await worker.wait() == 1
    assert f"--heartbeat: {nowhere}: No such file or directory." in (tmp_path / "log").read_text()
