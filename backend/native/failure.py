"""The one error that this package raises for people: a sentence, what to do, and the evidence."""

from __future__ import annotations


class Failure(Exception):
    """A step that cannot go on. `advice` says what to do; `output` is shown in full."""

    def __init__(self, message: str, *, advice: str = "", output: str = "") -> None:
        super().__init__(message)
        self.advice = advice
        self.output = output


class Interrupted(Exception):
    """Somebody asked us to stop: Ctrl-C, SIGTERM, or a closed terminal."""
