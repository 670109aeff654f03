"""Two hundred tickets on one page, and a processor of a quarter of the speed.

How long does the interface take to show what somebody did?
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import httpx

from bench import browser
from bench.definition import Bench, Figures, markdown_table
from bench.places import Places

SCRIPT = Path(__file__).with_suffix(".mjs")
WORD = "interaction"
AIM_MS = 100
SLOWDOWN = 4


@dataclass(frozen=True)
class Scale:
    """
    rounds: how many browsers are started one after the other.
    pause: milliseconds before and after each thing that is done, for the browser to say what it took.
    """

    rows: int
    rounds: int
    pause: int


FULL = Scale(rows=200, rounds=5, pause=1000)
QUICK = Scale(rows=30, rounds=1, pause=100)


async def measure(places: Places, quick: bool) -> AsyncIterator[Figures]:
    scale = QUICK if quick else FULL
    await _file(places, scale.rows)
    rounds = browser.look(places, SCRIPT, WORD, scale.rows, scale.rounds, SLOWDOWN, scale.pause)
    yield {
        "rows": scale.rows,
        "rounds": scale.rounds,
        "ms": {deed: [took[deed] for took in rounds] for deed in rounds[0]},
    }


async def _file(places: Places, tickets: int) -> None:
    """With labels, so that no worker changes them meanwhile."""
    async with httpx.AsyncClient(base_url=places.data) as client:
        for number in range(tickets):
            ticket = {
                "title": f"{WORD} {number}",
                "description": "Somebody who does something wants to see at once that it is done. " * 3,
                "category": "technical",
                "priority": "medium",
            }
            (await client.post("/api/tickets/", json=ticket)).raise_for_status()


def report(figures: Figures) -> Sequence[str]:
    rows = [["what one does", "median ms", "longest ms"]]
    rows += [[deed, f"{median(ms):.0f}", f"{max(ms):.0f}"] for deed, ms in figures["ms"].items()]
    return [
        f"On a list of {figures['rows']} tickets, {figures['rounds']} times each, with the processor slowed "
        f"{SLOWDOWN} times: from the key or click, with the pointer at rest, to the frame that shows it. "
        f"The aim is {AIM_MS} ms.",
        markdown_table(rows),
    ]


def headline(figures: Figures) -> Mapping[str, str]:
    deed, slowest = max(((deed, median(ms)) for deed, ms in figures["ms"].items()), key=lambda row: row[1])
    return {f"slowest median ms (aim {AIM_MS})": f"{slowest:.0f} ({deed})"}


BENCH = Bench("interaction", "What the interface takes to show what one does", measure, report, headline)
