"""Killed at any point, workers lose nothing and do nothing twice: real processes, and kill -9."""

import random
import signal
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from django.db.models import QuerySet

from tickets.models import NOT_CHOSEN, Ticket, TicketChange
from tickets.services import create_ticket, edit_ticket
from triage.background.tests.worker_process import start_worker
from triage.database import in_database
from triage.tests.fake_ollama import FakeOllama
from triage.tests.waiting import until, until_in_database

WORKERS = 4
# What a worker that was killed had in hand is free again after one and a half times this.
TIMEOUT = 8
# More than starting processes takes on a busy machine.
PATIENCE = 120

JUDGED = {"category": "technical", "priority": "high"}
CHOSEN = {"category": "billing", "priority": "low"}


class Crew:
    """Workers of which one or another is killed; a new one takes its place."""

    def __init__(self, ollama: FakeOllama, log: Path, chance: random.Random) -> None:
        self._ollama = ollama
        self._log = log
        self._chance = chance
        self._workers: list[Process] = []

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        try:
            for _ in range(WORKERS):
                await self._hire()
            yield
            for worker in self._workers:
                worker.terminate()
            # One that was still starting has no ticket to hand back.
            endings = {await worker.wait() for worker in self._workers}
            assert endings <= {0, -signal.SIGTERM}, self._log.read_text()
        finally:
            for worker in self._workers:
                if worker.returncode is None:
                    worker.kill()
                    await worker.wait()

    async def lose_one(self) -> None:
        lost = self._workers.pop(self._chance.randrange(WORKERS))
        lost.kill()
        await lost.wait()
        await self._hire()

    async def _hire(self) -> None:
        settings = {
            "LLM_BACKGROUND_TIMEOUT": str(TIMEOUT),
            # On a busy machine nothing is taken for an absent model, nor labelled in its place.
            "LLM_CONNECT_TIMEOUT": str(TIMEOUT),
            "TRIAGE_FALLBACK": "off",
        }
        self._workers.append(await start_worker(self._ollama.url, self._log, **settings))


class People:
    """Some choose labels before the workers begin, some while they are at it."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self.chosen: dict[int, set[str]] = {}

    def file(self, count: int) -> None:
        for number in range(count):
            ticket = create_ticket(title=f"Ticket {number}", description="It is broken.")
            self.chosen[ticket.pk] = set()
            if number % 5 == 0:
                self._choose(ticket.pk)

    def choose_some(self) -> None:
        """Of a ticket that a worker has in hand, of one that waits, and of any."""
        waiting = Ticket.objects.filter(NOT_CHOSEN, suggestion_source="none")
        in_hand = waiting.filter(labelling__lease__isnull=False)
        for tickets in (in_hand, waiting.filter(labelling=None), Ticket.objects.all()):
            numbers = sorted(tickets.values_list("pk", flat=True))
            if numbers:
                self._choose(self._chance.choice(numbers))

    def _choose(self, ticket_id: int) -> None:
        labels = set(self._chance.choice([["category"], ["priority"], ["category", "priority"]]))
        edit_ticket(ticket_id, {label: CHOSEN[label] for label in labels})
        self.chosen[ticket_id] |= labels


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("tickets", "kill_after_every"), [(120, 15), pytest.param(500, 20, marks=pytest.mark.slow)]
)
async def test_every_ticket_is_judged_once_and_nobodys_choice_is_touched(
    ollama: FakeOllama, tmp_path: Path, tickets: int, kill_after_every: int
) -> None:
    chance = random.Random(1)
    people, crew = People(chance), Crew(ollama, tmp_path / "log", chance)
    ollama.control.answer = JUDGED
    ollama.control.delay = 0.02
    await in_database(people.file, tickets)
    marks = range(kill_after_every, tickets * 2 // 3, kill_after_every)
    async with crew.at_work():
        for answers in marks:
            await until(partial(has_answered, ollama, answers), within=PATIENCE)
            await in_database(people.choose_some)
            await crew.lose_one()
        await until_in_database(lambda: not unjudged().exists(), within=PATIENCE)
    assert ollama.control.asked_twice_at_once == 0
    assert ollama.control.started <= tickets + len(marks), "a kill costs more than one answer"
    await in_database(check_tickets, people.chosen)
    await in_database(check_history)


def has_answered(ollama: FakeOllama, count: int) -> bool:
    return ollama.control.finished >= count


def unjudged() -> QuerySet[Ticket]:
    return Ticket.objects.filter(NOT_CHOSEN).exclude(suggestion_source="llm")


def check_tickets(chosen: dict[int, set[str]]) -> None:
    for ticket in Ticket.objects.all():
        for label in ("category", "priority"):
            is_chosen = label in chosen[ticket.pk]
            assert getattr(ticket, f"{label}_set_by_person") == is_chosen
            assert getattr(ticket, label) == (CHOSEN if is_chosen else JUDGED)[label]
        # The model's answer was written once, also where writing it again would have changed no label.
        assert ticket.version == 2 or chosen[ticket.pk]


def check_history() -> None:
    """The model changed each label of each ticket at most once, and no other engine did."""
    by_engines = TicketChange.objects.exclude(actor="person").values_list("ticket", "field", "actor")
    repeated = [change for change, times in Counter(by_engines).items() if times > 1]
    assert not repeated
    assert {actor for _, _, actor in by_engines} == {"llm"}
