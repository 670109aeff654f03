"""`make backup` and `make restore`: deploy/*.sh, for this folder's containers or the private PostgreSQL.

They are shell scripts because an installation from a bundle has them too, on a host that needs no Python.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from native import console, database, processes, product, python_env, run, settings_file
from native.database import Database
from native.failure import Failure
from native.places import DEPLOY, ROOT
from native.postgres import DATABASE, OWNER

BACKUP = DEPLOY / "backup.sh"
RESTORE = DEPLOY / "restore.sh"
BACKUPS = ROOT / "backups"
NOT_OURS = (
    "DATABASE_URL names a database of yours, which is yours to back up, for example: "
    'pg_dump --format=custom --file=tickets.dump "$DATABASE_URL"'
)


def backup(folder: str) -> int:
    """Write everything that the database holds into one file in that folder."""
    return _run_where_the_tickets_are(BACKUP, folder or str(BACKUPS))


def restore(file: str) -> int:
    """Replace everything that the database holds by what a back-up does."""
    if not file:
        raise Failure("Name the file to restore: make restore FILE=backups/hushdesk-....tar")
    return _run_where_the_tickets_are(RESTORE, file)


def _run_where_the_tickets_are(script: Path, word: str) -> int:
    if _containers_run():
        console.say("  Of the containers of this folder.")
        os.chdir(ROOT)
        os.execvp("sh", ["sh", str(script), word])  # noqa: S606 - from here on it is the script that is asked
    settings = settings_file.operator_settings()
    if script == BACKUP and not database.has_own():
        raise Failure(
            "There is nothing to back up: no container of this folder runs, and `make run` never did.",
            advice="With containers, start them: docker compose up -d",
        )
    return _natively(script, word, settings)


def _containers_run() -> bool:
    """Whether a database runs in a container that was started from this folder."""
    program = ["docker", "compose"] if shutil.which("docker") else ["docker-compose"]
    if not shutil.which(program[0]):
        return False
    answer = subprocess.run(
        [*program, "ps", "-q", "db"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return answer.returncode == 0 and bool(answer.stdout.strip())


def _natively(script: Path, word: str, settings: Mapping[str, str]) -> int:
    alone = run.only_one("a back-up is being restored", "Stop it first, with Ctrl-C where it was started.")
    with alone if script == RESTORE else contextlib.nullcontext():
        python_env.prepare_runtime()
        with database.running(settings) as found:
            console.say(f"  Of {found.label}.")
            env = environment(found, settings)
            return processes.run_attached(["sh", script, word], cwd=ROOT, env=env, typed=sys.stdin.buffer)


def environment(found: Database, settings: Mapping[str, str]) -> dict[str, str]:
    """What the scripts need to know of a running cluster of ours."""
    cluster = found.cluster
    if not cluster:
        raise Failure("This is not a database that Hushdesk made.", advice=NOT_OURS)
    # Those of the person who calls would lead to another server.
    base = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return product.environment(base, settings, found.url) | {
        "PATH": f"{cluster.programs.folder}{os.pathsep}{os.environ['PATH']}",
        "PGHOST": str(cluster.sockets),
        "PGUSER": OWNER,
        "PGPASSWORD": cluster.password,
        "PGDATABASE": DATABASE,
        "NATIVE_SERVER": found.url.removesuffix(f"/{DATABASE}"),
        "NATIVE_PYTHON": str(python_env.PYTHON),
    }
