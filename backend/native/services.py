"""Programs that stay: the web server and the worker, each with a log and a process id on disk."""

from __future__ import annotations

import contextlib
import json
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from native import console, processes
from native.places import BACKEND

TAIL_BYTES = 4000
TAIL_LINES = 15
SHORTEST_PAUSE, LONGEST_PAUSE = 1.0, 60.0


class Service:
    """One long-running program of the product."""

    def __init__(self, name: str, command: Sequence[str | Path], logs: Path) -> None:
        self.name = name
        self.log = logs / f"{name}.log"
        self._command = [str(word) for word in command]
        self._pid_file = logs / f"{name}.pid"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, env: Mapping[str, str]) -> None:
        """Start it with a fresh log; the last one is kept beside it."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists():
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("wb") as output:
            self._process = processes.start(self._command, output, cwd=BACKEND, env=env)
        self._pid_file.write_text(json.dumps([self._process.pid, self._command]))

    def has_died(self) -> bool:
        """Whether it was started and ended without being asked to."""
        return self._process is not None and self._process.poll() is not None

    def pid(self) -> int | None:
        """Its process, which leads a group of its own; None while it does not run."""
        return self._process.pid if self._process else None

    def exit_code(self) -> int | None:
        """How it ended; a negative number is a signal."""
        return self._process.poll() if self._process else None

    def ending(self) -> str:
        """How it ended, in words."""
        code = self.exit_code() or 0
        return f"signal {-code}" if code < 0 else f"exit code {code}"

    def stop(self) -> None:
        """Ask it to end, and see to it."""
        if self._process:
            processes.stop(self._process)
            self._process = None
        self._pid_file.unlink(missing_ok=True)

    def stop_leftover(self) -> bool:
        """Stop one that a killed launcher left running. Whether there was one."""
        with contextlib.suppress(FileNotFoundError, ValueError):
            pid, command = json.loads(self._pid_file.read_text())
            self._pid_file.unlink()
            # The number may belong to somebody else by now.
            if " ".join(command) in processes.group(pid):
                processes.stop_group(pid)
                return True
        return False

    def last_lines(self) -> str:
        """The end of its log."""
        with contextlib.suppress(FileNotFoundError):
            text = self.log.read_bytes()[-TAIL_BYTES:].decode(errors="replace")
            return "\n".join(text.splitlines()[-TAIL_LINES:])
        return ""


class Kept:
    """A service that is started again when it dies, after a longer pause each time that it soon does."""

    def __init__(self, service: Service, env: Mapping[str, str]) -> None:
        self.service = service
        self._env = env
        self._pause = SHORTEST_PAUSE
        self._started = 0.0
        self._due = 0.0

    def start(self) -> None:
        self._due = 0.0
        self._started = time.monotonic()
        self.service.start(self._env)

    def watch(self) -> None:
        """Look after it once."""
        now = time.monotonic()
        if self._due and now >= self._due:
            # What its children hold, such as a port, is needed.
            self.service.stop()
            self.start()
            console.say(f"  The {self.service.name} is running again.")
        elif not self._due and self.service.has_died():
            self._due = now + self._pause
            self._tell()
            self._pause = min(self._pause * 2, LONGEST_PAUSE)
        elif not self._due and now > self._started + LONGEST_PAUSE:
            self._pause = SHORTEST_PAUSE

    def _tell(self) -> None:
        again = f"it is started again in {self._pause:.0f} s"
        console.warn(
            f"The {self.service.name} stopped ({self.service.ending()}); {again}. The end of its log:"
        )
        lines = (self.service.last_lines() or "(empty)").splitlines()
        console.say("\n".join(f"    {line}" for line in lines))
