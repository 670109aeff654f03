"""What became of tickets: their labels, what was done with them when, and what was noted on them.

Nine of ten are closed, what is open is mostly new, and a few were reopened.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

DAY = 86_400.0
MEAN_WAIT = 1.3 * DAY

CATEGORIES = np.array(["technical", "billing", "account", "general"])
CATEGORY_SHARES = (0.45, 0.27, 0.18, 0.10)
PRIORITIES = np.array(["low", "medium", "high", "critical"])
PRIORITY_SHARES = (0.30, 0.47, 0.18, 0.05)
OPEN, IN_PROGRESS, RESOLVED, CLOSED = range(4)
STATUSES = ("open", "in_progress", "resolved", "closed")
# Where a ticket has been, by where it is; and where one has been that was reopened.
PATHS = ((OPEN,), (OPEN, IN_PROGRESS), (OPEN, IN_PROGRESS, RESOLVED), (OPEN, IN_PROGRESS, RESOLVED, CLOSED))
PATHS_REOPENED = (
    (OPEN, IN_PROGRESS, RESOLVED, OPEN),
    (OPEN, RESOLVED, IN_PROGRESS),
    (OPEN, RESOLVED, OPEN, RESOLVED),
    (OPEN, IN_PROGRESS, RESOLVED, OPEN, IN_PROGRESS, RESOLVED, CLOSED),
)
SHARE_REOPENED = 0.04

SHARE_BY_MODEL = 0.9
SHARE_RIGHT = 0.82
SHARE_NOT_CHOSEN = 0.12
SHARE_UNSURE = 0.09
ENGINES = {"llm": "qwen3:4b-instruct-2507-q4_K_M", "builtin": "builtin-1"}

# With none, one, two or three.
COMMENT_SHARES = (0.75, 0.15, 0.07, 0.03)
AUTHORS = ("", "Ada", "Barbara", "Edsger", "Grace")


@dataclass(frozen=True)
class Change:
    at: datetime
    old: str
    new: str


@dataclass(frozen=True)
class Note:
    at: datetime
    author: str


@dataclass(frozen=True)
class Life:
    """labels: the values of the columns that tell labels and suggestion, by their names."""

    created: datetime
    status: str
    labels: dict[str, Any]
    changes: Sequence[Change]
    notes: Sequence[Note]

    @property
    def updated(self) -> datetime:
        moments = [change.at for change in self.changes] + [note.at for note in self.notes]
        return max(moments, default=self.created)


def lives(created: NDArray[np.floating[Any]], now: float, chance: np.random.Generator) -> Iterator[Life]:
    """One for each moment of creation; moments are seconds since 1970."""
    size = len(created)
    statuses = _statuses((now - created) / DAY, chance)
    reopened = chance.random(size) < SHARE_REOPENED
    comments = chance.choice(len(COMMENT_SHARES), size, p=COMMENT_SHARES)
    for begin, status, again, noted, labels in zip(
        created.tolist(),
        statuses.tolist(),
        reopened.tolist(),
        comments.tolist(),
        _labels(size, chance),
        strict=True,
    ):
        path = (PATHS_REOPENED if again else PATHS)[status]
        moments = _moments(begin, now, len(path) - 1, chance)
        steps = zip(moments, path, path[1:], strict=False)
        yield Life(
            created=_moment(begin),
            status=STATUSES[status],
            labels=labels,
            changes=[Change(at, STATUSES[old], STATUSES[new]) for at, old, new in steps],
            notes=[
                Note(at, AUTHORS[at.microsecond % len(AUTHORS)]) for at in _moments(begin, now, noted, chance)
            ],
        )


def _statuses(age: NDArray[np.floating[Any]], chance: np.random.Generator) -> NDArray[np.integer[Any]]:
    """By the ticket's age in days."""
    shares = [
        0.85 * np.exp(-age / 8) + 0.010,
        0.10 * np.exp(-age / 20) + 0.006,
        0.5 * np.exp(-age / 60) + 0.03,
    ]
    drawn = chance.random(len(age))
    return np.asarray((drawn[:, None] > np.cumsum(shares, axis=0).T).sum(axis=1))


def _labels(size: int, chance: np.random.Generator) -> Iterator[dict[str, Any]]:
    categories = chance.choice(CATEGORIES, size, p=CATEGORY_SHARES).tolist()
    priorities = chance.choice(PRIORITIES, size, p=PRIORITY_SHARES).tolist()
    guesses = zip(
        chance.choice(CATEGORIES, size).tolist(), chance.choice(PRIORITIES, size).tolist(), strict=True
    )
    drawn = chance.random((size, 7)).round(3).tolist()
    for category, priority, guess, (engine, right, *sure, chosen, wait) in zip(
        categories, priorities, guesses, drawn, strict=True
    ):
        # Without a choice, the worker would have the model judge again what the classifier has judged.
        source = "llm" if engine < SHARE_BY_MODEL else "builtin"
        by_person = source == "builtin" or chosen > SHARE_NOT_CHOSEN
        suggested = guess if by_person and right > SHARE_RIGHT else (category, priority)
        yield {
            "category": category,
            "priority": priority,
            "category_set_by_person": by_person,
            "priority_set_by_person": by_person,
            "suggestion_source": source,
            "suggested_category": suggested[0],
            "suggested_priority": suggested[1],
            "suggested_category_confidence": sure[0],
            "suggested_priority_confidence": sure[1],
            "suggested_category_unsure": sure[2] < SHARE_UNSURE,
            "suggested_priority_unsure": sure[2] > 1 - SHARE_UNSURE,
            "suggestion_latency_ms": int(500 + 2000 * wait) if source == "llm" else 4,
            "suggestion_model": ENGINES[source],
            "prompt_version": "7",
        }


def _moments(begin: float, end: float, number: int, chance: np.random.Generator) -> list[datetime]:
    """Between two moments, in order; mostly days after the first."""
    waits = np.cumsum(chance.exponential(MEAN_WAIT, number))
    if number and waits[-1] > end - begin:
        waits *= 0.95 * (end - begin) / waits[-1]
    return [_moment(begin + wait) for wait in waits.tolist()]


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
