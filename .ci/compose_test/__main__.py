"""Start Hushdesk in containers as a new user would, and look whether it keeps its promises.

Runs where the compose lab is: real Docker, real PostgreSQL, a stand-in for Ollama. It has a project
name, port and image tag of its own, so that it disturbs nothing else, and removes all it made.
With --quick only what CI has time for.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from compose_test.airgap import a_bundle_installs_without_a_network
from compose_test.backups import backups_bring_every_row_back
from compose_test.configuration import configurations_are_valid, wrong_settings_stop_the_start
from compose_test.confinement import containers_are_confined, logs_hold_no_ticket, secrets_stay_secret
from compose_test.files import files_come_from_where_they_can_break
from compose_test.graceful import stopping_finishes_what_is_in_hand
from compose_test.hosted import a_hosted_model_is_opened_by_settings_alone
from compose_test.https import https_is_one_more_file_and_a_name
from compose_test.interface import (
    errors_are_json,
    headers_are_the_same_everywhere,
    metrics_are_private,
    page_is_served,
)
from compose_test.isolation import nothing_leaves
from compose_test.lateness import a_body_begins, a_body_that_does_not_come_is_refused
from compose_test.losses import many_may_run_and_any_may_die
from compose_test.news import news_arrive_at_once
from compose_test.outage import the_database_may_go_away
from compose_test.restart import data_survive
from compose_test.stack import ROOT, Stack, environment, free_port, old_program, remove, unpacked
from compose_test.suggestions import (
    UNLABELLED,
    leaving_stops_the_model,
    suggestions_change_over,
    suggestions_start_without_a_model,
    tickets_are_kept,
    worker_labels,
)
from compose_test.telling import Failure, check, say
from compose_test.website import Site

LAB = ROOT.parent / "shared" / "compose-lab" / "setup"


def main(quick):
    if not LAB.exists() or os.geteuid() != 0:
        raise Failure(f"this needs root and the compose lab at {LAB}")
    subprocess.run([LAB], cwd=ROOT, check=True, timeout=580)
    port = free_port()
    env, site = environment(port), Site(port)
    old = old_program()
    say(f"docker-compose 1.29 is {'tried too' if old else 'not to be had here: only Compose v2 is tried'}")
    new = ["docker", "compose"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        configurations_are_valid([p for p in (new, old) if p], env, folder)
        stack = Stack(new, env, folder)
        again = Stack(old, env, folder) if old else stack
        try:
            start(stack, again)
            prove(site, stack, again)
            if not quick:
                prove_more(site, stack)
        except Exception:
            print(stack("logs", "--no-color", "--tail", "20")[-12000:], file=sys.stderr)
            raise
        finally:
            remove(stack, again)


def start(stack, again):
    copy = unpacked(stack.folder)
    if again is not stack:
        again("up", "--build", "-d", seconds=580, cwd=copy)
        say("ok  `docker-compose up --build -d` starts it as well, with nothing there yet")
        remove(stack, again)
    started = time.monotonic()
    stack("up", "--build", "-d", "--wait", seconds=580, cwd=copy)
    say(f"`docker compose up --build -d --wait` took {time.monotonic() - started:.0f} s")
    check(" ERROR: " not in stack("logs", "db"), "and asks the database for nothing before it is there")


def prove(site, stack, again):
    """What CI has time for."""
    page_is_served(site)
    late = a_body_begins(site)
    suggestions_start_without_a_model(site)
    worker_labels(site, tickets_are_kept(site), "builtin")
    files_come_from_where_they_can_break(site, stack)
    errors_are_json(site)
    headers_are_the_same_everywhere(site)
    metrics_are_private(site, stack)
    suggestions_change_over(site, stack)
    worker_labels(site, site.json("POST", "/api/tickets/", UNLABELLED, status=201)["id"], "llm")
    leaving_stops_the_model(site, stack)
    news_arrive_at_once(site, stack)
    a_body_that_does_not_come_is_refused(late)
    containers_are_confined(stack)
    secrets = secrets_stay_secret(stack)
    logs_hold_no_ticket(site, stack)
    outside_name = nothing_leaves(stack)
    a_hosted_model_is_opened_by_settings_alone(site, stack, outside_name)
    the_database_may_go_away(site, stack, seconds=5)
    data_survive(site, stack, again, secrets)


def prove_more(site, stack):
    """What `make compose-test` shows beyond that."""
    stack.up()
    wrong_settings_stop_the_start(stack)
    stack.up()
    https_is_one_more_file_and_a_name(stack)
    stopping_finishes_what_is_in_hand(site, stack)
    the_database_may_go_away(site, stack, seconds=30)
    many_may_run_and_any_may_die(site, stack)
    backups_bring_every_row_back(site, stack)
    a_bundle_installs_without_a_network(site, stack)


def leave(number, _frame):
    raise Failure(f"stopped by signal {number}")


if __name__ == "__main__":
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, leave)
    started = time.monotonic()
    try:
        main(quick=sys.argv[1:] == ["--quick"])
    except Failure as failure:
        say(f"FAILED: {failure}")
        sys.exit(1)
    say(f"all promises kept, in {time.monotonic() - started:.0f} s")
