"""People and programs that write without a pause, and repeat a call until they know what came of it."""

import random
import time
from abc import ABC, abstractmethod
from threading import Event, Thread
from typing import Any
from uuid import UUID

import httpx

from kills.ledger import Ledger, Ticket
from kills.parts import PATIENCE_SECONDS, NotBack

CATEGORIES = ("billing", "technical", "account", "general")
PRIORITIES = ("low", "medium", "high", "critical")
STATUSES = ("open", "in_progress", "resolved", "closed")
PAUSE_SECONDS = 0.2
# Answers that say: not now. What they are for may have been done or not.
LATER = {429, 502, 503, 504}
MANY = 25
LABELS = {"category": "billing", "priority": "low"}


class Writer(ABC, Thread):
    """Works until told to stop; what it has begun by then it brings to an end."""

    def __init__(self, name: str, address: str, seed: int, ledger: Ledger, stop: Event) -> None:
        super().__init__(name=name, daemon=True)
        self.ledger = ledger
        self.chance = random.Random(f"{seed} {name}")
        self._client = httpx.Client(base_url=address, timeout=20)
        self._stop_asked = stop
        self._count = 0

    def run(self) -> None:
        try:
            self.begin()
            while not self._stop_asked.is_set():
                self.work()
        except Exception as error:
            # Whatever it is: a writer that is silently gone would hide a loss.
            self.ledger.complain(f"{self.name} had to stop: {type(error).__name__}: {error}")

    def begin(self) -> None:
        """Once, before `work`."""

    @abstractmethod
    def work(self) -> None:
        """One thing after the other."""

    def ask(self, method: str, path: str, **content: Any) -> httpx.Response:
        """Ask until the answer says whether it was done."""
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            try:
                answer = self._client.request(method, path, **content)
            except httpx.TransportError:
                self.ledger.count_call("without an answer")
                time.sleep(PAUSE_SECONDS)
                continue
            if answer.status_code < 500 and answer.status_code not in LATER:
                self.ledger.count_call("answered")
                return answer
            self._look_at(method, path, answer)
            time.sleep(PAUSE_SECONDS)
        raise NotBack(f"{method} {path} was not answered for {PATIENCE_SECONDS} s")

    def _look_at(self, method: str, path: str, answer: httpx.Response) -> None:
        self.ledger.count_call(f"{answer.status_code} {answer.json()['code']}")
        if answer.status_code not in LATER:
            self.ledger.complain(
                f"{method} {path} was answered with {answer.status_code}: {answer.text[:200]}"
            )
        elif "retry-after" not in answer.headers:
            self.ledger.complain(f"a {answer.status_code} that does not say when to come back")

    def unique(self, what: str) -> str:
        self._count += 1
        return f"{what} {self._count} of {self.name}"

    def key(self) -> dict[str, str]:
        return {"Idempotency-Key": str(UUID(int=self.chance.getrandbits(128)))}

    def some_labels(self) -> dict[str, str]:
        labels = {"category": self.chance.choice(CATEGORIES), "priority": self.chance.choice(PRIORITIES)}
        return {label: value for label, value in labels.items() if self.chance.random() < 0.5}

    def file(self, **chosen: str) -> Ticket:
        title = self.unique("ticket")
        body = {"title": title, "description": f"About {title}.", **chosen}
        answer = self.ask("POST", "/api/tickets/", json=body, headers=self.key())
        answer.raise_for_status()
        ticket = Ticket(answer.json()["id"], [title], body["description"], chosen=chosen)
        self.ledger.note("tickets filed")
        return self.ledger.add(ticket)


class Agent(Writer):
    """Files tickets, changes them and comments on them."""

    def begin(self) -> None:
        self._own = [self.file()]

    def work(self) -> None:
        match self.chance.choices(("file", "edit", "comment"), (4, 5, 2))[0]:
            case "file":
                self._own.append(self.file(**self.some_labels()))
            case "edit":
                self._edit(self.chance.choice(self._own))
            case "comment":
                self._comment(self.chance.choice(self._own))

    def _edit(self, ticket: Ticket) -> None:
        """Each has a title of its own, by which it is known whether a call without an answer was heard."""
        changes = {"title": self.unique("edit"), **self.some_labels()}
        if self.chance.random() < 0.5:
            changes["status"] = self.chance.choice(STATUSES)
        version = self.ask("GET", f"/api/tickets/{ticket.number}/").json()["version"]
        while True:
            answer = self.ask("PATCH", f"/api/tickets/{ticket.number}/", json={**changes, "version": version})
            if answer.status_code != 409 or answer.json()["current"]["title"] == changes["title"]:
                break
            version = answer.json()["current"]["version"]
        if answer.status_code != 409:
            answer.raise_for_status()
        ticket.titles.append(changes["title"])
        ticket.chosen |= {label: changes[label] for label in ("category", "priority") if label in changes}
        became(ticket, changes.get("status", ticket.statuses[-1]))
        self.ledger.note("edits")

    def _comment(self, ticket: Ticket) -> None:
        body = {"body": self.unique("comment"), "author": self.name}
        path = f"/api/tickets/{ticket.number}/comments/"
        self.ask("POST", path, json=body, headers=self.key()).raise_for_status()
        ticket.comments.append(body["body"])
        self.ledger.note("comments")


class Foreman(Writer):
    """Changes many tickets at once, and takes some of that back."""

    def begin(self) -> None:
        self._own = [self.file(**LABELS) for _ in range(MANY)]

    def work(self) -> None:
        before = self._own[0].statuses[-1]
        wanted = self.chance.choice([status for status in STATUSES if status != before])
        body = {"ids": [ticket.number for ticket in self._own], "changes": {"status": wanted}}
        answer = self.ask("POST", "/api/tickets/bulk/", json=body)
        answer.raise_for_status()
        told = answer.json()
        # None, when an earlier call that was not answered had been heard.
        self._expect_all_or_none(told["changed"], "changed")
        self._all_became(wanted)
        self.ledger.note("changes of many")
        if told["undo"] and self.chance.random() < 0.5:
            self._undo(told["undo"], before)

    def _undo(self, change: str, before: str) -> None:
        answer = self.ask("POST", f"/api/tickets/bulk/{change}/undo/")
        if answer.status_code != 409:
            self._expect_all_or_none(answer.raise_for_status().json()["restored"], "restored")
        self._all_became(before)
        self.ledger.note("changes of many undone")

    def _expect_all_or_none(self, count: int, how: str) -> None:
        if count not in (0, MANY):
            self.ledger.complain(f"{count} of {MANY} tickets were {how} at once")

    def _all_became(self, status: str) -> None:
        for ticket in self._own:
            became(ticket, status)


class Importer(Writer):
    """Imports tickets from files, and leaves some imports midway."""

    def work(self) -> None:
        name = self.unique("import")
        tickets = [self._row(f"{name}, row {number}") for number in range(2, self.chance.randint(20, 60))]
        header = ["title", "description", "status", "category", "priority"]
        begun = self.ask("POST", "/api/tickets/import/", json={"header": header}).raise_for_status().json()
        address = f"/api/tickets/import/{begun['id']}"
        for first in range(0, len(tickets), MANY):
            self._send(address, first, tickets[first : first + MANY])
            if self.chance.random() < 0.1:
                return
        made = self.ask("POST", f"{address}/commit/", json={"rows": len(tickets)}).raise_for_status().json()
        if made["created"] != len(tickets):
            self.ledger.complain(f"{made['created']} of {len(tickets)} rows became tickets")
        for ticket in tickets:
            self.ledger.add(ticket)
        self.ledger.note("imports")

    def _row(self, title: str) -> Ticket:
        status = self.chance.choice(STATUSES)
        came_to_be = ["open", status] if status != "open" else ["open"]
        # The model has to judge what has no labels, one after the other.
        labels = LABELS if self.chance.random() < 0.9 else self.some_labels()
        return Ticket(None, [title], self.chance.randbytes(700).hex(), came_to_be, dict(labels))

    def _send(self, address: str, first: int, tickets: list[Ticket]) -> None:
        rows = [
            {"number": number, "cells": cells(ticket)} for number, ticket in enumerate(tickets, first + 2)
        ]
        self.ask("POST", f"{address}/rows/", json={"rows": rows}).raise_for_status()


class Reader(Writer):
    """Looks at the statistics, whose sums have to agree at any moment."""

    def work(self) -> None:
        told = self.ask("GET", "/api/tickets/stats/").raise_for_status().json()
        sums = {sum(told[f"{label}_breakdown"].values()) for label in ("category", "priority")}
        if sums != {told["total_tickets"]}:
            self.ledger.complain(f"of {told['total_tickets']} tickets the statistics know {sums}")
        time.sleep(PAUSE_SECONDS)


class Typist(Writer):
    """Has labels suggested for what nobody files."""

    def work(self) -> None:
        body = {"title": self.unique("draft"), "description": "Still being written."}
        self.ask("POST", "/api/tickets/classify/", json=body).raise_for_status()
        time.sleep(PAUSE_SECONDS)


def became(ticket: Ticket, status: str) -> None:
    if ticket.statuses[-1] != status:
        ticket.statuses.append(status)


def cells(ticket: Ticket) -> list[str]:
    labels = [ticket.chosen.get("category", ""), ticket.chosen.get("priority", "")]
    return [ticket.title, ticket.description, ticket.statuses[-1], *labels]
