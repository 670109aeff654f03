"""The commands of `python3 backend/native`."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Callable, Sequence

from native import console, database, signals
from native.failure import Failure, Interrupted


def scratch_db(_options: argparse.Namespace) -> int:
    """Start a throw-away PostgreSQL, print its DATABASE_URL, and keep it until Ctrl-C."""
    with contextlib.redirect_stdout(sys.stderr), database.throwaway() as url:
        print(url, file=sys.__stdout__, flush=True)
        console.say("  Ctrl-C stops it and throws it away.")
        with contextlib.suppress(Interrupted):
            while True:
                signals.pause(3600)
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "scratch-db": scratch_db,
}


def main(words: Sequence[str]) -> int:
    """Run one command; its exit code is the program's."""
    parser = argparse.ArgumentParser(prog="python3 backend/native", description=__doc__)
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        subparsers.add_parser(name, help=command.__doc__, description=command.__doc__)
    options = parser.parse_args(words)
    signals.watch()
    try:
        return COMMANDS[options.command](options)
    except Interrupted:
        console.say("Stopped.")
        return 130
    except Failure as failure:
        report(failure)
        return 1


def report(failure: Failure) -> None:
    """Show what failed, the evidence, and what to do."""
    if failure.output.strip():
        console.say(failure.output.rstrip())
        console.say()
    console.say(console.red(str(failure)))
    if failure.advice:
        console.say(failure.advice)
