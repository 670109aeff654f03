"""Sixteen people type at once, and the model takes two seconds for an answer.

How slow does that make the data API, how long does each of them wait, and how many of the model's seconds go
into answers that nobody reads? The same with browsers that take no question back tells what that is worth.
"""

import asyncio
import contextlib
import json
import random
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from bench.definition import Bench, Figures, markdown_table
from bench.load import DataLoad, percentile
from bench.people import Habits, Person, Seen
from bench.places import Places

TICKETS = Path(__file__).parent.parent / "backend/triage/evaluation/tickets.jsonl"
LLM_TIMEOUT = 10  # seconds: the default
AIM_RATIO = 1.5
COUNTED = ("started", "finished", "cancelled")
# Seconds until a server has noticed who has left.
SETTLING = 1.0


@dataclass(frozen=True)
class Scale:
    """
    rounds: how often idle and typing take turns, so that a machine whose speed drifts treats them alike.
    rate: calls of the data API per second.
    """

    people: int
    word_seconds: float
    model_seconds: float
    seconds: float
    rounds: int
    rate: float


FULL = Scale(people=16, word_seconds=0.4, model_seconds=2, seconds=20, rounds=3, rate=20)
QUICK = Scale(people=4, word_seconds=0.02, model_seconds=0.2, seconds=2, rounds=1, rate=5)


@dataclass
class Phase:
    """What one way of using the product came to, over all rounds."""

    latencies: list[float] = field(default_factory=list)
    seen: Seen = field(default_factory=Seen)
    generations: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTED, 0))


async def measure(places: Places, quick: bool) -> AsyncIterator[Figures]:
    scale = QUICK if quick else FULL
    idle, typing, ignoring = Phase(), Phase(), Phase()
    async with _stage(places, scale) as stage:
        for number in range(scale.rounds):
            idle.latencies += await stage.load.run(scale.seconds)
            await stage.type(number, typing, aborts=True)
            await stage.type(number, ignoring, aborts=False)
    if not typing.seen.outcomes["llm"]:
        raise RuntimeError("The model answered nobody: these figures would say nothing.")
    yield {
        "people": scale.people,
        "model_seconds": scale.model_seconds,
        "seconds": scale.seconds * scale.rounds,
        "rate": scale.rate,
        "idle": _latencies(idle),
        "typing": _figures(typing),
        "without_cancellation": _figures(ignoring),
    }


@dataclass(frozen=True)
class Stage:
    """Clients of the three servers, made once: making one would disturb what is measured meanwhile."""

    scale: Scale
    load: DataLoad
    suggestions: httpx.AsyncClient
    model: httpx.AsyncClient
    texts: list[str]

    async def type(self, number: int, phase: Phase, *, aborts: bool) -> None:
        """One round of people who type, added to the phase. The same number: the same people and pauses."""
        before = await self._counted()
        typing = [
            asyncio.create_task(self._person(100 * number + seat, phase.seen, aborts).type_tickets())
            for seat in range(self.scale.people)
        ]
        phase.latencies += await self.load.run(self.scale.seconds)
        for task in typing:
            task.cancel()
        for task in typing:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        await asyncio.sleep(SETTLING)
        after = await self._counted()
        for name in COUNTED:
            phase.generations[name] += after[name] - before[name]

    def _person(self, seed: int, seen: Seen, aborts: bool) -> Person:
        habits = Habits(self.scale.word_seconds, aborts)
        return Person(self.suggestions, self.texts, random.Random(seed), habits, seen)

    async def _counted(self) -> Mapping[str, int]:
        control: dict[str, int] = (await self.model.get("/control")).raise_for_status().json()
        return control


@contextlib.asynccontextmanager
async def _stage(places: Places, scale: Scale) -> AsyncIterator[Stage]:
    texts = [json.loads(line)["description"] for line in TICKETS.read_bytes().split(b"\n") if line]
    async with (
        httpx.AsyncClient(base_url=places.data, trust_env=False, timeout=30) as data,
        httpx.AsyncClient(base_url=places.suggestions, trust_env=False, timeout=60) as suggestions,
        httpx.AsyncClient(base_url=places.model, trust_env=False) as model,
    ):
        load = DataLoad(data, scale.rate)
        await load.prepare()
        (await model.post("/control", json={"delay": scale.model_seconds})).raise_for_status()
        yield Stage(scale, load, suggestions, model, texts)


def _latencies(phase: Phase) -> dict[str, Any]:
    return {
        "calls": len(phase.latencies),
        "p50_ms": round(percentile(phase.latencies, 0.50) * 1000, 1),
        "p95_ms": round(percentile(phase.latencies, 0.95) * 1000, 1),
    }


def _figures(phase: Phase) -> dict[str, Any]:
    read = phase.seen.outcomes["llm"]
    return {
        **_latencies(phase),
        "outcomes": dict(phase.seen.outcomes.most_common()),
        "longest_wait_s": round(max(phase.seen.waits), 2),
        "generations": {**phase.generations, "unread": phase.generations["finished"] - read},
    }


def ratio(figures: Figures) -> str:
    return f"{figures['typing']['p95_ms'] / figures['idle']['p95_ms']:.2f}"


def report(figures: Figures) -> Sequence[str]:
    return [
        f"{figures['people']} people type for {figures['seconds']} s. The model gives one answer at a time, "
        f"in {figures['model_seconds']} s. The data API is called {figures['rate']} times a second.",
        _table(figures),
        f"The data API's p95 is {ratio(figures)} times its idle value (aim: at most {AIM_RATIO}). Nobody may "
        f"wait longer than {LLM_TIMEOUT} s.",
    ]


def _table(figures: Figures) -> str:
    asked = figures["typing"], figures["without_cancellation"]
    phases = figures["idle"], *asked
    outcomes = dict.fromkeys(name for phase in asked for name in phase["outcomes"])
    return markdown_table(
        [
            ["", "idle", "typing", "typing, nothing taken back"],
            ["data API: calls", *(str(phase["calls"]) for phase in phases)],
            ["data API: p50", *(f"{phase['p50_ms']} ms" for phase in phases)],
            ["data API: p95", *(f"{phase['p95_ms']} ms" for phase in phases)],
            ["longest wait of a person", "", *(f"{phase['longest_wait_s']} s" for phase in asked)],
            *(
                _row(f"questions: {name}", [phase["outcomes"].get(name, 0) for phase in asked])
                for name in outcomes
            ),
            *(
                _row(f"generations: {name}", [phase["generations"][name] for phase in asked])
                for name in (*COUNTED, "unread")
            ),
        ]
    )


def _row(name: str, counts: Sequence[int]) -> list[str]:
    """Nobody asks while the product is idle."""
    return [name, "", *map(str, counts)]


def headline(figures: Figures) -> Mapping[str, str]:
    typing = figures["typing"]
    return {
        "p95 idle": f"{figures['idle']['p95_ms']} ms",
        "p95 typing": f"{typing['p95_ms']} ms",
        "ratio": ratio(figures),
        "longest wait": f"{typing['longest_wait_s']} s",
        "read": str(typing["outcomes"].get("llm", 0)),
        "unread": str(typing["generations"]["unread"]),
        "unread if nothing is taken back": str(figures["without_cancellation"]["generations"]["unread"]),
    }


BENCH = Bench("typing", "Sixteen people type at once", measure, report, headline)
