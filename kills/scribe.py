"""Somebody who writes tickets in a browser, which is killed while it sends each of them."""

import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Timer
from typing import Any, TypeVar

from kills.browser import Browser
from kills.ledger import Ledger, Ticket
from kills.parts import LOOK_SECONDS, PATIENCE_SECONDS, NotBack
from kills.writers import CATEGORIES, PRIORITIES, Writer

SCRIPT = Path(__file__).with_name("hands.mjs")
# A browser writes down what it stores after five seconds, but in one life of it more and more seldom.
KEPT_SECONDS = 12
# From the press of the button on: it sends, waits for the answer, or has just shown it.
LONGEST_SENDING_SECONDS = 0.6
Form = dict[str, str]
Result = TypeVar("Result")


class Gone(Exception):
    """The browser was killed, or what it shows is away."""


class Scribe(Writer):
    """What the browser has written down it knows again; sending that once more makes no second ticket."""

    def __init__(self, browser: Browser, address: str, seed: int, ledger: Ledger, stop: Event) -> None:
        super().__init__("scribe", address, seed, ledger, stop)
        self._browser = browser
        self._hands = Hands(browser.address, address)

    def work(self) -> None:
        form = self._new_form()
        self._insist(lambda: self._write_down(form))
        told = self._send_and_be_killed()
        number = self._insist(lambda: self._send_again(form))
        if told not in (None, number):
            self.ledger.complain(f"{form['title']!r} was told to be number {told}, and then {number}")
        labels = {label: form[label] for label in ("category", "priority")}
        self.ledger.note("tickets filed in a browser")
        self.ledger.add(Ticket(number, [form["title"]], form["description"], chosen=labels))

    def _new_form(self) -> Form:
        title = self.unique("ticket")
        labels = {"category": self.chance.choice(CATEGORIES), "priority": self.chance.choice(PRIORITIES)}
        return {"title": title, "description": f"About {title}.", **labels}

    def _insist(self, step: Callable[[], Result]) -> Result:
        """However often the browser, or what it shows, is gone."""
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            try:
                return step()
            except Gone:
                time.sleep(LOOK_SECONDS)
        raise NotBack(f"the browser did not come back for {PATIENCE_SECONDS} s")

    def _write_down(self, form: Form) -> None:
        """Until the browser has it on the disk. Raises Gone where that takes too long."""
        self._hands.do("look")
        self._hands.do("write", **form)
        until = time.monotonic() + KEPT_SECONDS
        while not self._browser.has_kept(form):
            if time.monotonic() > until:
                self._browser.kill()
                raise Gone
            time.sleep(LOOK_SECONDS)

    def _send_and_be_killed(self) -> int | None:
        """The number of the ticket, if it was told first: each second time the browser is killed then."""
        killer = Timer(self.chance.random() * LONGEST_SENDING_SECONDS, self._browser.kill)
        try:
            if self._count % 2 == 0:
                killer.start()
            return int(self._hands.do("send"))
        except Gone:
            return None
        finally:
            killer.cancel()
            self._browser.kill()
            self.ledger.count_kill("the browser, while it sends a ticket")

    def _send_again(self, form: Form) -> int:
        """Whoever finds what they wrote, and was not told that it arrived or does not remember, sends it."""
        found = self._hands.do("look")
        if found != form:
            self.ledger.complain(f"of {form['title']!r} the browser knows {found} after it was killed")
            self._hands.do("write", **form)
        return int(self._hands.do("send"))


class Hands:
    """What is done and seen in the browser."""

    def __init__(self, browser: str, address: str) -> None:
        command = ["node", str(SCRIPT), browser, address]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def do(self, deed: str, **what: str) -> Any:
        """Raises Gone."""
        if not (self._process.stdin and self._process.stdout):
            raise Gone
        self._process.stdin.write(json.dumps({"deed": deed, **what}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        if "failed" in answer:
            raise Gone(answer["failed"])
        return answer["done"]
