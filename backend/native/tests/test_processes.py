"""Stopping what was started, and nothing else."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from native import processes, signals
from native.failure import Failure, Interrupted
from native.services import Service

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
# A program with a child in its process group, as the web server is.
PARENT = [
    sys.executable,
    "-c",
    "import os, time; os.fork() or print('up', flush=True); time.sleep(60)",
]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    service = Service("sleeper", SLEEP, tmp_path)
    yield service
    service.stop()


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_failed_step_shows_all_that_the_program_said() -> None:
    with pytest.raises(Failure) as raised:
        processes.run_step(
            "Trying", [sys.executable, "-c", "print('why'); raise SystemExit(3)"], advice="Do this."
        )
    assert "exit code 3" in str(raised.value)
    assert raised.value.output == "why\n"
    assert raised.value.advice == "Do this."


def test_a_request_to_stop_ends_the_running_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signals, "_requested", True)
    monkeypatch.setattr(signals, "_delivered", False)
    began = time.monotonic()
    with pytest.raises(Interrupted):
        processes.run(SLEEP)
    assert time.monotonic() - began < 10
    signals.check()  # delivered once: cleaning up must be able to wait


def test_a_program_that_takes_too_long_is_ended() -> None:
    with pytest.raises(Failure, match="did not end within"):
        processes.run_attached(SLEEP, limit=0.2)


def test_what_a_killed_launcher_left_running_is_stopped(service: Service, tmp_path: Path) -> None:
    service.start(os.environ)
    launched_next = Service("sleeper", SLEEP, tmp_path)
    assert launched_next.stop_leftover()
    wait_for(service.has_died)


def test_children_of_a_dead_leader_are_found(tmp_path: Path) -> None:
    service = Service("parent", PARENT, tmp_path)
    service.start(os.environ)
    wait_for(lambda: "up" in service.last_lines())
    leader = int((tmp_path / "parent.pid").read_text().split(",")[0].strip("["))
    os.kill(leader, signal.SIGKILL)
    wait_for(service.has_died)
    assert len(processes.group(leader)) == 1
    assert Service("parent", PARENT, tmp_path).stop_leftover()
    wait_for(lambda: not processes.group(leader))


def test_somebody_else_with_the_same_number_is_left_alone(service: Service, tmp_path: Path) -> None:
    with subprocess.Popen(SLEEP, start_new_session=True) as other:
        (tmp_path / "sleeper.pid").write_text(f'[{other.pid}, ["another", "program"]]')
        assert not service.stop_leftover()
        assert other.poll() is None
        other.kill()


def test_the_log_of_the_last_start_is_kept(service: Service, tmp_path: Path) -> None:
    (tmp_path / "sleeper.log").write_text("before")
    service.start(os.environ)
    assert (tmp_path / "sleeper.log.1").read_text() == "before"
