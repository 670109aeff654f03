"""What stops a command: a failure that people are told about, or somebody's wish."""

from __future__ import annotations

from native import console


class Failure(Exception):
    """A step that cannot go on: a sentence. `advice` says what to do; `output` is the evidence."""

    def __init__(self, message: str, *, advice: str = "", output: str = "") -> None:
        super().__init__(message)
        self.advice = advice
        self.output = output

    def show(self) -> None:
        """Print the evidence, what failed, and what to do."""
        if self.output.strip():
            console.say(self.output.rstrip())
            console.say()
        console.say(console.red(str(self)))
        if self.advice:
            console.say(self.advice)


class Skipped(Exception):
    """A check that cannot be carried out here; says why."""


class Interrupted(Exception):
    """Somebody asked us to stop: Ctrl-C, SIGTERM, or a closed terminal."""
