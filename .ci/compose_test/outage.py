"""PostgreSQL goes away and comes back."""

import json
import time

from compose_test.suggestions import BILLING, UNLABELLED, labelled
from compose_test.telling import check, wait_for

ASKING = ("backend", "triage", "worker")


def the_database_may_go_away(site, stack, seconds):
    before = lives(stack)
    stack("stop", "db")
    stopped = time.monotonic()
    answers_are_honest(site)
    # The outage itself is what is tried, however fast the looks at it were.
    time.sleep(max(0, seconds - (time.monotonic() - stopped)))
    answers_are_honest(site)
    stack("start", "db")
    away = time.monotonic() - stopped
    wait_for(site.answers, f"after {away:.0f} s without PostgreSQL it is ready again by itself", 30)
    number = site.json("POST", "/api/tickets/", UNLABELLED, status=201)["id"]
    wait_for(lambda: labelled(site, number), "and so is the worker", 30)
    check(lives(stack) == before, f"none of {', '.join(ASKING)} was restarted")


def lives(stack):
    containers = stack.containers()
    return [containers[service]["State"]["StartedAt"] for service in ASKING]


def answers_are_honest(site):
    for method, path, body in (
        ("GET", "/api/tickets/", None),
        ("POST", "/api/tickets/", UNLABELLED),
        ("GET", "/api/tickets/stats/", None),
        ("GET", "/readyz", None),
    ):
        started = time.monotonic()
        status, _, text = site.ask(method, path, body)
        took = time.monotonic() - started
        told = (status, json.loads(text)["code"])
        check(
            told == (503, "database_unavailable"), f"{method} {path} is a 503 that says so, in {took:.1f} s"
        )
    check(site.ask("GET", "/healthz")[0] == 200, "the processes themselves are well")
    answer = site.json("POST", "/api/tickets/classify/", {"description": BILLING + " Without a database."})
    check(answer["source"] == "llm", "and suggestions go on")
