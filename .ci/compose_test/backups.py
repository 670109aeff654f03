"""What `make backup` wrote, `make restore` brings back into an empty installation, to the last row."""

import time

from compose_test.stack import PROJECT, run
from compose_test.telling import Failure, check, say


def backups_bring_every_row_back(site, stack):
    folder = stack.folder / "backups"
    stack("stop", "worker")  # it would go on changing what is compared
    before = rows(stack)
    make(stack, "backup", f"TO={folder}")
    (file,) = folder.iterdir()
    check(file.stat().st_mode & 0o777 == 0o600, "a back-up is readable by its owner alone")

    stack("down", "-v", "-t", "5")
    stack.up()
    stack("stop", "worker")
    check(site.json("GET", "/api/tickets/stats/")["total_tickets"] == 0, "a new installation is empty")
    make(stack, "restore", f"FILE={file}")
    check(rows(stack) == before, f"and has all {len(before)} rows and counters after `make restore`")
    refused_without_a_yes(stack, file)
    stack.up()
    check(site.json("GET", "/api/tickets/?page_size=1")["results"], "the API hands them out")


def refused_without_a_yes(stack, file):
    try:
        make(stack, "restore", f"FILE={file}", "YES=")
    except Failure as failure:
        check("Nothing was changed" in str(failure), "what is there is not replaced without a yes")
    else:
        raise Failure("tickets were replaced without asking")


def make(stack, target, *words):
    """A target of the Makefile, for the containers of this test."""
    files = [word for flag, word in zip(stack.options, stack.options[1:], strict=False) if flag == "-f"]
    env = stack.env | {
        "COMPOSE_PROJECT_NAME": PROJECT,
        "COMPOSE_FILE": ":".join(files),
        "COMPOSE_ENV_FILES": str(stack.folder / "empty.env"),
        "YES": "1",
    }
    started = time.monotonic()
    run("make", target, *words, env=env, seconds=580)
    say(f"`make {target}` took {time.monotonic() - started:.1f} s")


def rows(stack):
    """Every row of every table, and where the numbering of each is, as SQL."""
    dump = stack("exec", "-T", "db", "pg_dump", "-U", "hushdesk", "--data-only", "--inserts", "hushdesk")
    return sorted(line for line in dump.splitlines() if line.startswith(("INSERT", "SELECT pg_catalog.setval")))
