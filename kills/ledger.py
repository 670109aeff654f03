"""What writers were told is stored."""

from collections import Counter
from dataclasses import dataclass, field
from threading import Condition


@dataclass
class Ticket:
    """A ticket that one writer alone changes, as it must be in the end.

    number: None for one of an import, which does not tell.
    titles, statuses: all that it had, one after the other.
    chosen: the labels that somebody chose.
    """

    number: int | None
    titles: list[str]
    description: str
    statuses: list[str] = field(default_factory=lambda: ["open"])
    chosen: dict[str, str] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.titles[-1]


class Ledger:
    """Shared by all writers.

    wrong: what contradicts a promise, seen while it was written, and how often.
    """

    def __init__(self) -> None:
        self.tickets: list[Ticket] = []
        self.done: Counter[str] = Counter()
        self.calls: Counter[str] = Counter()
        self.killed: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self._changed = Condition()

    def add(self, ticket: Ticket) -> Ticket:
        with self._changed:
            self.tickets.append(ticket)
        return ticket

    def note(self, what: str) -> None:
        """Something was acknowledged."""
        with self._changed:
            self.done[what] += 1
            self._changed.notify_all()

    def count_kill(self, what: str) -> None:
        with self._changed:
            self.killed[what] += 1

    def count_call(self, outcome: str) -> None:
        with self._changed:
            self.calls[outcome] += 1

    def refusals(self) -> int:
        """Calls that were answered with: not now."""
        with self._changed:
            return sum(count for outcome, count in self.calls.items() if outcome.startswith("503"))

    def complain(self, sentence: str) -> None:
        with self._changed:
            self.wrong[sentence] += 1

    def await_total(self, goal: int, at_most: float) -> bool:
        """Whether so many things are acknowledged; waits for that for at most so many seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: self.done.total() >= goal, at_most)
