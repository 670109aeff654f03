"""People who type tickets into the form, as frontend/src/tickets/new/use-suggestion.ts asks for them.

The form asks when the text has stood still for a moment, and a question for a newer text aborts the one
before. While somebody types on, that one goes on: its answer is shown, though the text is longer by then.
"""

import asyncio
import contextlib
import itertools
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import perf_counter

import httpx

STANDS_STILL = 0.6  # PAUSE_MS of the form, in seconds
WORDS_AT_A_GO = (4, 12)
PAUSE = 1.5  # seconds in the mean; most are long enough for a question, few for an answer
# In front of each text, since the same one would be asked but once.
TICKET_NUMBERS = itertools.count(1)
LEAVES_AT_ONCE = 1 / 3  # the others look at the last suggestion before they file the ticket


@dataclass
class Seen:
    """What people met with.

    outcomes: how questions ended: the engine that answered and why not the model, or typed on or left.
    waits: seconds from each question to its answer, or until its person typed on or left.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)

    def note(self, outcome: str, began: float) -> None:
        self.outcomes[outcome] += 1
        self.waits.append(perf_counter() - began)


@dataclass(frozen=True)
class Habits:
    """
    word_seconds: time to type a word.
    aborts: a question that is overtaken is taken back, as browsers do when told; else its answer is ignored.
    """

    word_seconds: float
    aborts: bool


class Person:
    """Types tickets like `texts`, with pauses as `chance` has it."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        texts: Sequence[str],
        chance: random.Random,
        habits: Habits,
        seen: Seen,
    ) -> None:
        self._client = client
        self._texts = texts
        self._random = chance
        self._habits = habits
        self._seen = seen
        self._question: Question | None = None
        self._abandoned: list[Question] = []

    async def type_tickets(self) -> None:
        """Until cancelled; then every question is taken back. Raises httpx.HTTPError for one that failed."""
        try:
            while True:
                await self._type_ticket()
        finally:
            self._leave()
            for question in self._abandoned:
                await question.end()

    async def _type_ticket(self) -> None:
        text = str(next(TICKET_NUMBERS))
        words = self._random.choice(self._texts).split()
        while words:
            some = self._random.randint(*WORDS_AT_A_GO)
            await asyncio.sleep(len(words[:some]) * self._habits.word_seconds)
            text, words = f"{text} {' '.join(words[:some])}", words[some:]
            pause = self._random.expovariate(1 / PAUSE)
            await asyncio.sleep(min(pause, STANDS_STILL))
            if pause >= STANDS_STILL or not words:
                self._leave()
                self._question = Question(self._client, text, self._seen)
                await asyncio.sleep(max(0, pause - STANDS_STILL))
        if self._question and self._random.random() > LEAVES_AT_ONCE:
            await self._question.answered()
        self._leave()

    def _leave(self) -> None:
        """Nobody looks at the answer of the last question any more."""
        if self._question:
            self._question.overtake(abort=self._habits.aborts)
            self._abandoned.append(self._question)
            self._question = None


class Question:
    """One call for a suggestion, under way."""

    def __init__(self, client: httpx.AsyncClient, text: str, seen: Seen) -> None:
        self._seen = seen
        self._began = perf_counter()
        self._overtaken = False
        self._call = asyncio.create_task(self._ask(client, text))

    async def _ask(self, client: httpx.AsyncClient, text: str) -> None:
        response = await client.post("/api/tickets/classify/", json={"title": "", "description": text})
        if not self._overtaken:
            answer = response.raise_for_status().json()
            reason = answer["fallback_reason"]
            self._seen.note(f"{answer['source']}, {reason}" if reason else answer["source"], self._began)

    def overtake(self, *, abort: bool) -> None:
        if not self._call.done():
            self._overtaken = True
            self._seen.note("typed on or left", self._began)
            if abort:
                self._call.cancel()

    async def answered(self) -> None:
        await self._call

    async def end(self) -> None:
        """Take it back if it is still under way. Raises httpx.HTTPError if it failed."""
        self._call.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._call
