"""The commands of `python3 backend/native`; the Makefile's targets call them."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from native import (
    backup,
    bench,
    checks,
    console,
    database,
    demo,
    dependencies,
    fuzz,
    kills,
    node_env,
    python_env,
    run,
    screenshots,
    settings_file,
    signals,
    upkeep,
)
from native.failure import Failure, Interrupted
from native.places import SBOM


def _run(_options: argparse.Namespace) -> int:
    """Start Hushdesk on this machine, from nothing if need be."""
    return run.run()


def _demo(options: argparse.Namespace) -> int:
    """Fill an empty system with 200 believable tickets, or remove them."""
    return demo.demo(remove=options.remove)


def _backup(options: argparse.Namespace) -> int:
    """Write every ticket into one file, while Hushdesk runs or not."""
    return backup.backup(options.folder)


def _restore(options: argparse.Namespace) -> int:
    """Replace every ticket by those of a back-up, after asking."""
    return backup.restore(options.file)


def _test(options: argparse.Namespace) -> int:
    """Run everything that CI runs, or only the checks named by --only."""
    return checks.test([name for name in options.only.split(",") if name])


def _bench(options: argparse.Namespace) -> int:
    """Measure how fast the product is as deployed, and write bench/results.md."""
    return bench.bench([name for name in options.only.split(",") if name], quick=options.quick)


def _fuzz(options: argparse.Namespace) -> int:
    """Send the running API what its description allows, and what it does not, for some minutes."""
    python_env.prepare_development()
    env = settings_file.neutral_environment({"SECRET_KEY": "for-tests-only"})
    fuzz.fuzz(env, options.minutes, options.access)
    return 0


def _screenshots(_options: argparse.Namespace) -> int:
    """Retake the pictures of docs/screenshots, of the built product with the demo tickets."""
    return screenshots.take()


def _kills(options: argparse.Namespace) -> int:
    """Kill every part of the product again and again while people write, and see that nothing is lost."""
    return kills.kills(options.kills, options.seed)


def _sbom(options: argparse.Namespace) -> int:
    """Write lists of the packages that Hushdesk uses, as CycloneDX, and of their licences."""
    python_env.prepare_development()
    dependencies.sbom(Path(options.folder or SBOM))
    return 0


def _audit(_options: argparse.Namespace) -> int:
    """Ask services outside what is known against the locked packages."""
    python_env.prepare_development()
    node_env.prepare()
    dependencies.audit()
    return 0


def _lock(options: argparse.Namespace) -> int:
    """Pin the Python packages that backend/pyproject.toml asks for, with their hashes."""
    upkeep.lock(options.upgrade)
    return 0


def _openapi(_options: argparse.Namespace) -> int:
    """Write backend/openapi.yaml, and the interface's types from it."""
    upkeep.openapi()
    return 0


def _messages(_options: argparse.Namespace) -> int:
    """Bring the catalogues of what the server says up to its sources, and compile them."""
    upkeep.messages()
    return 0


def _format(_options: argparse.Namespace) -> int:
    """Format the code of the backend and the interface."""
    upkeep.format_sources()
    return 0


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
    "backup": _backup,
    "restore": _restore,
    "test": _test,
    "bench": _bench,
    "fuzz": _fuzz,
    "screenshots": _screenshots,
    "kills": _kills,
    "sbom": _sbom,
    "audit": _audit,
    "lock": _lock,
    "openapi": _openapi,
    "messages": _messages,
    "format": _format,
    "scratch-db": _scratch_db,
}


def _argument(*names: str, **settings: Any) -> Callable[[argparse.ArgumentParser], object]:
    """Adds it to a parser: what `add_argument` takes."""
    return lambda parser: parser.add_argument(*names, **settings)


NUMBER = {"type": int, "metavar": "NUMBER"}
CHECK_NAMES = ", ".join(check.name for check in checks.CHECKS)
ARGUMENTS = {
    "demo": (_argument("--remove", action="store_true", help="remove them; all others stay"),),
    "backup": (_argument("folder", nargs="?", default="", help="where to; default: backups"),),
    "restore": (_argument("file", nargs="?", default="", help="what `make backup` wrote"),),
    "test": (_argument("--only", default="", metavar="CHECK,CHECK", help=f"some of: {CHECK_NAMES}"),),
    "bench": (
        _argument("--only", default="", metavar="BENCH,BENCH", help="some of bench/README.md"),
        _argument("--quick", action="store_true", help="only see that they work, write nothing"),
    ),
    "fuzz": (
        _argument("minutes", type=int, nargs="?", default=10, help="for how long; default: 10"),
        _argument("--access", choices=("open", "login"), default="open"),
    ),
    "kills": (
        _argument("--kills", default=200, help="default: 200", **NUMBER),
        _argument("--seed", default=1, help="default: 1", **NUMBER),
    ),
    "sbom": (_argument("folder", nargs="?", default="", help="where to; default: var/sbom"),),
    "lock": (_argument("--upgrade", action="store_true", help="take the newest versions"),),
}


OTHER_USER = "Was Hushdesk started by another user before? Run it as that user, or make the folder yours."


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
        failure.show()
    except PermissionError as error:
        Failure(f"Not permitted: {error.filename}.", advice=OTHER_USER).show()
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 backend/native", description=__doc__)
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        subparser = subparsers.add_parser(name, help=command.__doc__, description=command.__doc__)
        for add_to in ARGUMENTS.get(name, ()):
            add_to(subparser)
    return parser
