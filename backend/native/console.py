"""What a person sees: plain sentences, and one live line for a step that takes long."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import time
from collections.abc import Iterator

REMINDER_SECONDS = 30.0


def _write(text: str) -> None:
    """Write to the terminal; one that has been closed is no reason to stop cleaning up."""
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.write(text)
        sys.stdout.flush()


def is_live() -> bool:
    """Whether one line can be rewritten: a terminal that is not a dumb one."""
    with contextlib.suppress(OSError, ValueError):
        return sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"
    return False


def _styled(code: str, text: str) -> str:
    return f"\033[{code}m{text}\033[0m" if is_live() and not os.environ.get("NO_COLOR") else text


def bold(text: str) -> str:
    """The text in bold on a terminal."""
    return _styled("1", text)


def green(text: str) -> str:
    """The text in green on a terminal."""
    return _styled("32", text)


def red(text: str) -> str:
    """The text in red on a terminal."""
    return _styled("31", text)


def yellow(text: str) -> str:
    """The text in yellow on a terminal."""
    return _styled("33", text)


def say(text: str = "") -> None:
    """Print one line."""
    _write(f"{text}\n")


def warn(text: str) -> None:
    """Print one line that asks for attention."""
    say(f"{yellow('!')} {text}")


def took(seconds: float) -> str:
    """A duration as people say it: `0.4 s`, `12 s`, `2 min 05 s`."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{seconds // 60:.0f} min {seconds % 60:02.0f} s"


class Progress:
    """A running step: call `tick` often; it shows the elapsed time and the last detail."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.started = time.monotonic()
        self.detail = ""
        self._reminded = self.started
        self._shown = ""

    @property
    def elapsed(self) -> float:
        """Seconds since the step began."""
        return time.monotonic() - self.started

    def tick(self, detail: str = "") -> None:
        """Say that the step is still running, and with what it is busy."""
        self.detail = detail or self.detail
        if is_live():
            self._rewrite()
        elif time.monotonic() - self._reminded >= REMINDER_SECONDS:
            self._reminded = time.monotonic()
            say(f"  ... still busy after {took(self.elapsed)}")

    def _rewrite(self) -> None:
        line = f"  {self.title} ... {self.elapsed:.0f} s"
        if self.detail:
            line += f"  {self.detail}"
        line = line[: shutil.get_terminal_size().columns - 1]
        if line != self._shown:
            self._shown = line
            _write(f"\r\033[K{line}")

    def end(self, mark: str) -> None:
        """Replace the live line by what became of the step."""
        _write("\r\033[K" if is_live() else "")
        say(f"{mark} {self.title} ({took(self.elapsed)})")


@contextlib.contextmanager
def step(title: str) -> Iterator[Progress]:
    """A step that takes more than a moment: announced, kept alive, and closed with its duration."""
    progress = Progress(title)
    if is_live():
        progress.tick()
    else:
        say(f"  {title} ...")
    try:
        yield progress
    except BaseException:
        progress.end(red("x"))
        raise
    progress.end(green("+"))
