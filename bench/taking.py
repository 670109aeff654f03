"""How long the worker takes to find its next ticket, beside all that wait for nothing."""

from collections.abc import Callable
from datetime import timedelta
from statistics import median
from time import perf_counter
from typing import Any, TypeVar

from bench import plans  # noqa: F401  (sets Django up)
from tickets.models import Ticket
from tickets.services import create_ticket
from triage.background import queue

WAITING = 100
TITLE = "Nobody labelled this"
LEASE = timedelta(minutes=1)

T = TypeVar("T")


def figures() -> dict[str, Any]:
    """In milliseconds; what waits is made first, and worked off."""
    none = [_timed(lambda: queue.claim(queue.Judge.MODEL, LEASE))[0] for _ in range(WAITING)]
    for number in range(WAITING):
        create_ticket(title=TITLE, description=f"As bench number {number}.")
    taking, handing_back = zip(*(_take_and_hand_back() for _ in range(WAITING)), strict=True)
    Ticket.objects.filter(title=TITLE).delete()
    return {
        "waiting": WAITING,
        "none_ms": round(median(none), 2),
        "taking_ms": round(median(taking), 2),
        "handing_back_ms": round(median(handing_back), 2),
    }


def _take_and_hand_back() -> tuple[float, float]:
    taking, claim = _timed(lambda: queue.claim(queue.Judge.MODEL, LEASE))
    if claim is None:
        raise RuntimeError("The worker found no ticket, though some wait.")
    return taking, _timed(lambda: queue.release(claim))[0]


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    began = perf_counter()
    done = work()
    return (perf_counter() - began) * 1000, done
