"""`make kills` runs this, and CI a short form of it."""

import argparse
import os
import random
import sys
import time
from threading import Event

from kills import parts as product
from kills.audit import audit
from kills.killing import Killing
from kills.ledger import Ledger
from kills.parts import LOOK_SECONDS, NotBack, Parts, await_that
from kills.scribe import Scribe
from kills.writers import Agent, Foreman, Importer, Reader, Typist, Writer
from native import signals
from native.failure import Failure, Interrupted

# How often each is killed, among so many.
WEIGHTS = {
    "PostgreSQL": 3,
    "a connection's process of PostgreSQL": 6,
    "backend": 2,
    "a process of backend": 2,
    "triage": 2,
    "worker": 5,
    "PostgreSQL, shut down for a while": 1,
    "every connection of PostgreSQL, taken for a while": 1,
    "the disk, full for a while": 1,
}
# Things that are acknowledged between two kills, at most.
MOST_BETWEEN = 8
LONGEST_CALL_SECONDS = 0.05
AGENTS = 3


def main() -> int:
    options = _options()
    signals.watch()
    began = time.monotonic()
    try:
        with product.running(os.environ) as parts:
            print(f"Killing {options.kills} times, with the seed {options.seed} ...", flush=True)
            if not parts.disk:
                print("No small disk can be mounted here, as root may: none is filled.", flush=True)
            ledger, wrong = kill_and_compare(parts, options.kills, options.seed)
    except Interrupted:
        print("Stopped.")
        return 130
    except Failure as failure:
        failure.show()
        return 1
    print(report(ledger, time.monotonic() - began))
    for sentence in wrong[:50]:
        print(f"  WRONG: {sentence}")
    print(f"{len(wrong)} contradictions.")
    return 1 if wrong else 0


def kill_and_compare(parts: Parts, kills: int, seed: int) -> tuple[Ledger, list[str]]:
    """What was killed and acknowledged, and what contradicts that."""
    ledger, stop, chance = Ledger(), Event(), random.Random(seed)
    killing = Killing(parts, chance, ledger)
    with killing.looking_after():
        writers = hire(parts, seed, ledger, stop)
        try:
            for kind in plan(kills, list(killing.kinds), chance):
                _let_work(chance, ledger)
                killing.kill(kind)
                ledger.count_kill(kind)
                _tell(ledger)
            stop.set()
            for writer in writers:
                writer.join()
            return ledger, audit(parts, ledger)
        except NotBack as error:
            return ledger, [*ledger.wrong.elements(), str(error)]
        finally:
            stop.set()


def hire(parts: Parts, seed: int, ledger: Ledger, stop: Event) -> list[Writer]:
    writers: list[Writer] = [
        *(Agent(f"agent {number}", parts.data, seed, ledger, stop) for number in range(AGENTS)),
        Foreman("foreman", parts.data, seed, ledger, stop),
        Importer("importer", parts.data, seed, ledger, stop),
        Reader("reader", parts.data, seed, ledger, stop),
        Typist("typist", parts.suggestions, seed, ledger, stop),
        Scribe(parts.browser, parts.data, seed, ledger, stop),
    ]
    for writer in writers:
        writer.start()
    return writers


def _let_work(chance: random.Random, ledger: Ledger) -> None:
    """Until some more is acknowledged, which also says that all is back, and then to any point of a call."""
    goal = ledger.done.total() + chance.randint(1, MOST_BETWEEN)
    await_that(lambda: ledger.await_total(goal, LOOK_SECONDS), "nothing was acknowledged")
    time.sleep(chance.random() * LONGEST_CALL_SECONDS)


def _tell(ledger: Ledger) -> None:
    if ledger.killed.total() % 20 == 0:
        print(f"  {ledger.killed.total()} kills, {ledger.done.total()} things acknowledged", flush=True)


def plan(kills: int, kinds: list[str], chance: random.Random) -> list[str]:
    """Each kind once, however few kills there are, and then as often as WEIGHTS say."""
    weights = [WEIGHTS[kind] for kind in kinds]
    return [*chance.sample(kinds, len(kinds)), *chance.choices(kinds, weights, k=kills)][:kills]


def report(ledger: Ledger, seconds: float) -> str:
    return "\n".join(
        [
            f"{ledger.killed.total()} kills in {seconds:.0f} s:",
            *(f"  {count:5}  {kind}" for kind, count in ledger.killed.most_common()),
            "Acknowledged:",
            *(f"  {count:5}  {what}" for what, count in ledger.done.most_common()),
            f"  {len(ledger.tickets):5}  tickets in all",
            "Calls:",
            *(f"  {count:5}  {outcome}" for outcome, count in ledger.calls.most_common()),
        ]
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


sys.exit(main())
