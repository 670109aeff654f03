"""`make run` itself, in a copy of the repository: start, stop, crash and start again."""

import contextlib
import http.client
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from native import processes, product, settings_file
from native.places import ROOT, VENV

NODE_MODULES = Path("frontend/node_modules")

Start = Callable[[], subprocess.Popen[str]]


@pytest.fixture(scope="module")
def clone() -> Iterator[Path]:
    """What git would hand to a new user, with the installed packages lent by this repository."""
    folder = Path(tempfile.mkdtemp(prefix="hushdesk-clone-"))
    folder.chmod(0o755)
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(VENV)
    if (ROOT / NODE_MODULES).exists():
        # Never a link to the folder: a changed lock file would have npm empty the one it leads to.
        shutil.copytree(ROOT / NODE_MODULES, folder / NODE_MODULES, symlinks=True, copy_function=link_or_copy)
    yield folder
    shutil.rmtree(folder)


def link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


@pytest.fixture(scope="module")
def port() -> int:
    return product.free_port()


@pytest.fixture
def start(clone: Path, port: int) -> Iterator[Start]:
    """Start it as `make run` does, and wait for the address; whatever is left at the end is killed."""
    started: list[subprocess.Popen[str]] = []
    env = settings_file.neutral_environment({"HUSHDESK_PORT": str(port), "OLLAMA_URL": "http://127.0.0.1:1"})

    def launch() -> subprocess.Popen[str]:
        command = [sys.executable, "backend/native", "run"]
        process = subprocess.Popen(
            command, cwd=clone, env=env, stdout=subprocess.PIPE, text=True, preexec_fn=hear_hangups
        )
        started.append(process)
        return process

    yield launch
    for process in started:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)


def hear_hangups() -> None:
    """These tests may run under nohup, which children inherit."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def read_until(process: subprocess.Popen[str], text: str) -> str:
    assert process.stdout
    seen = ""
    for line in process.stdout:
        seen += line
        if text in line:
            return seen
    raise AssertionError(seen)


def get(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def living(clone: Path) -> list[str]:
    """Command lines of what still runs from that folder."""
    return [command for _, command in processes.every_process() if str(clone) in command]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_it_serves_everything_and_stops_cleanly(
    start: Start, clone: Path, port: int, number: signal.Signals
) -> None:
    process = start()
    said = read_until(process, "Ctrl-C stops it")
    assert f"http://127.0.0.1:{port}" in said
    assert "the built-in classifier suggests" in said
    for path in ("/", "/tickets", "/api/tickets/", "/readyz"):
        assert get(port, path) == 200
    began = time.monotonic()
    process.send_signal(number)
    rest, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Traceback" not in rest
    assert time.monotonic() - began < 15
    assert living(clone) == []


def test_a_crash_of_everything_is_no_obstacle(start: Start, clone: Path, port: int) -> None:
    process = start()
    read_until(process, "Ctrl-C stops it")
    postmaster = int((clone / "var/postgres/data/postmaster.pid").read_text().split()[0])
    process.kill()
    process.wait()
    os.kill(postmaster, signal.SIGKILL)
    again = start()
    said = read_until(again, "Ctrl-C stops it")
    assert "an earlier start had left running" in said
    assert get(port, "/readyz") == 200
    again.send_signal(signal.SIGTERM)
    again.communicate(timeout=60)
    assert living(clone) == []


def test_a_second_one_says_so_in_a_sentence(start: Start, port: int) -> None:
    read_until(start(), "Ctrl-C stops it")
    second = start()
    said, _ = second.communicate(timeout=30)
    assert said == f"Hushdesk is already running from this folder: http://127.0.0.1:{port}.\n"
    assert second.returncode == 1


def test_what_dies_is_started_again(start: Start, clone: Path, port: int) -> None:
    process = start()
    read_until(process, "Ctrl-C stops it")
    for name in ("worker", "server"):
        # Alone: what it has started lives on, and holds the port.
        os.kill(leader(clone, name), signal.SIGKILL)
        said = read_until(process, f"The {name} is running again")
        assert f"The {name} stopped (signal 9); it is started again in 1 s." in said
    wait_until_ready(port)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert living(clone) == []


def wait_until_ready(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            if get(port, "/readyz") == 200:
                return
        time.sleep(0.1)
    raise AssertionError("it does not answer")


def leader(clone: Path, name: str) -> int:
    return int((clone / f"var/log/{name}.pid").read_text().split(",")[0].strip("["))
