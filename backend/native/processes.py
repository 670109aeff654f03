"""Other programs: run one to its end, or keep one running with its log and its process id on disk."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from native import console, signals
from native.failure import Failure

POLL_SECONDS = 0.05


@dataclass(frozen=True)
class Account:
    """The system user that a program runs as."""

    name: str
    uid: int
    gid: int


@dataclass(frozen=True)
class Outcome:
    """How a finished program ended, and all that it printed."""

    code: int
    output: str


def start(
    command: Sequence[str | Path],
    output: IO[bytes] | None,
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    account: Account | None = None,
    typed: IO[bytes] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a program in a session of its own: Ctrl-C reaches us alone, and we stop things in order."""
    try:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=typed or subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            cwd=cwd,
            env=None if env is None else dict(env),
            start_new_session=True,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )
    except OSError as error:
        raise Failure(f"{command[0]} cannot be run: {error.strerror}.") from error


def stop(process: subprocess.Popen[bytes], patience: float = 5.0) -> None:
    """Ask the program and its children to end; insist when they do not."""
    if process.poll() is None:
        _signal_group(process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)
    _signal_group(process.pid, signal.SIGKILL)
    process.wait()


def stop_group(leader: int, patience: float = 5.0) -> None:
    """The same for a process group that is no child of ours."""
    until = time.monotonic() + patience
    _signal_group(leader, signal.SIGTERM)
    while group(leader) and time.monotonic() < until:
        time.sleep(0.1)
    _signal_group(leader, signal.SIGKILL)


def group(leader: int) -> list[str]:
    """The command lines of the living processes of a group; the leader itself may be dead."""
    return [command for pid_group, command in every_process() if pid_group == leader]


def every_process() -> Iterator[tuple[int, str]]:
    """Process group and command line of everything that runs. Slim systems have no `ps`, others no /proc."""
    if not Path("/proc/self/stat").exists():
        told = subprocess.run(["ps", "-axo", "pgid=,command="], capture_output=True, text=True, check=False)
        for line in told.stdout.splitlines():
            pid_group, _, command = line.strip().partition(" ")
            yield int(pid_group), command.strip()
        return
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            state, _parent, pid_group = (folder / "stat").read_text().rpartition(")")[2].split()[:3]
            command = (folder / "cmdline").read_bytes().decode(errors="replace")
            if state != "Z":
                yield int(pid_group), command.replace("\0", " ").strip()


def _signal_group(leader: int, number: signal.Signals) -> bool:
    try:
        os.killpg(leader, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    account: Account | None = None,
    typed: str = "",
    progress: console.Progress | None = None,
) -> Outcome:
    """Run a program to its end, or kill it when somebody asks us to stop."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as stdin:
        stdin.write(typed.encode())
        stdin.seek(0)
        process = start(command, output, cwd=cwd, env=env, account=account, typed=stdin)
        try:
            while process.poll() is None:
                if progress:
                    progress.tick(_last_line(output))
                signals.pause(POLL_SECONDS)
        finally:
            if process.poll() is None:
                stop(process)
        output.seek(0)
        return Outcome(process.returncode, output.read().decode(errors="replace"))


def _last_line(output: IO[bytes]) -> str:
    """The last line that the program wrote; read by position, since the descriptor is shared with it."""
    size = os.fstat(output.fileno()).st_size
    tail = os.pread(output.fileno(), 400, max(0, size - 400)).decode(errors="replace")
    lines = [line.strip() for line in tail.replace("\r", "\n").split("\n") if line.strip()]
    return lines[-1] if lines and lines[-1].isprintable() else ""


def run_attached(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    typed: IO[bytes] | None = None,
    limit: float = float("inf"),
) -> int:
    """Run a program that talks to the person itself; gives its exit code. `limit` is in seconds."""
    until = time.monotonic() + limit
    process = start(command, None, cwd=cwd, env=env, typed=typed)
    try:
        while process.poll() is None:
            if time.monotonic() > until:
                raise Failure(f"{Path(command[0]).name} did not end within {console.took(limit)}.")
            signals.pause(POLL_SECONDS)
    finally:
        if process.poll() is None:
            stop(process)
    return process.returncode


def run_step(
    title: str,
    command: Sequence[str | Path],
    *,
    advice: str = "",
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    account: Account | None = None,
) -> str:
    """Run one announced step and return its output; the full output is shown when it fails."""
    with console.step(title) as progress:
        outcome = run(command, cwd=cwd, env=env, account=account, progress=progress)
        if outcome.code != 0:
            raise Failure(
                f"{title}: failed (exit code {outcome.code}).", advice=advice, output=outcome.output
            )
    return outcome.output
