"""The commands of `python3 backend/native`; the Makefile's targets call them."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Callable, Sequence

from native import console, database, demo, run, signals
from native.failure import Failure, Interrupted


def _run(_options: argparse.Namespace) -> int:
    """Start Hushdesk on this machine, from nothing if need be."""
    return run.run()


def _demo(_options: argparse.Namespace) -> int:
    """Fill an empty system with 200 believable tickets."""
    return demo.demo()


def _scratch_db(_options: argparse.Namespace) -> int:
    """Keep a throw-away PostgreSQL until Ctrl-C, and print its DATABASE_URL."""
    with contextlib.redirect_stdout(sys.stderr), database.throwaway() as url:
        print(url, file=sys.__stdout__, flush=True)
        console.say("  Ctrl-C stops it and throws it away.")
        with contextlib.suppress(Interrupted):
            while True:
                signals.pause(3600)
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "run": _run,
    "demo": _demo,
    "scratch-db": _scratch_db,
}


def main(words: Sequence[str]) -> int:
    """Run one command; its exit code is the program's."""
    options = _parser().parse_args(words)
    signals.watch()
    try:
        return COMMANDS[options.command](options)
    except Interrupted:
        console.say("Stopped.")
        return 130
    except Failure as failure:
        _report(failure)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 backend/native", description=__doc__)
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        subparsers.add_parser(name, help=command.__doc__, description=command.__doc__)
    return parser


def _report(failure: Failure) -> None:
    """Show the evidence, what failed, and what to do."""
    if failure.output.strip():
        console.say(failure.output.rstrip())
        console.say()
    console.say(console.red(str(failure)))
    if failure.advice:
        console.say(failure.advice)
