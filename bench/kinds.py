"""The next request of each kind of call, for clients that make many."""

import itertools
import random
from collections.abc import Callable, Mapping

from bench import calls
from bench.clients import Request

CLASSIFY = "classify"
# What takes its part in each of these.
MODEL = "the stand-in for the model"
# Of a thousand, about as a team at work makes them; the others are one of the lists.
MIX = {"one ticket": 250, "count": 80, "create": 50, "update": 40, "search": 15, "totals": 2}


def get(address: str) -> Request:
    return {"method": "GET", "url": address}


class Kinds:
    """
    tickets: how many there are, with the numbers from 1 on.
    addresses: of what is read, by name.
    """

    def __init__(self, tickets: int, addresses: Mapping[str, str]) -> None:
        self._tickets = tickets
        self._addresses = addresses
        self._numbers = itertools.count(1)
        self._statuses = itertools.cycle(["in_progress", "resolved", "open"])
        self._lists = [address for name, address in addresses.items() if name.startswith("list: ")]
        self._chance = random.Random(6)

    def by_name(self) -> dict[str, Callable[[], Request]]:
        return {
            "hello": lambda: get(calls.HELLO),
            "list": self._of("list: newest"),
            "list of some labels": self._of("list: of some labels"),
            "search": self._of("search: rare (200 tickets)"),
            "count": self._of("count: of one status"),
            "one ticket": lambda: get(f"/api/tickets/{self._chance.randrange(self._tickets) + 1}/"),
            "totals": self._of(calls.STATS),
            "create": self.create,
            "update": self.update,
            CLASSIFY: self.classify,
            MODEL: lambda: {"method": "POST", "url": "/api/chat", "json": calls.QUESTION},
        }

    def mixed(self) -> Callable[[], Request]:
        by_name = self.by_name()
        kinds = [by_name[name] for name, share in MIX.items() for _ in range(share)]
        kinds += [self._a_list] * (1000 - len(kinds))
        return lambda: self._chance.choice(kinds)()

    def create(self) -> Request:
        return {"method": "POST", "url": "/api/tickets/", "json": calls.TICKET}

    def update(self) -> Request:
        """Of the newest tickets one after the other."""
        newest = min(self._tickets, 10_000)
        url = f"/api/tickets/{self._tickets - next(self._numbers) % newest}/"
        return {"method": "PATCH", "url": url, "json": {"status": next(self._statuses)}}

    def classify(self) -> Request:
        """Another text each time: the same one would be answered from memory."""
        text = f"{calls.TICKET['description']} No {next(self._numbers)}."
        return {"method": "POST", "url": "/api/tickets/classify/", "json": {"description": text}}

    def _of(self, name: str) -> Callable[[], Request]:
        return lambda: get(self._addresses[name])

    def _a_list(self) -> Request:
        return get(self._chance.choice(self._lists))
