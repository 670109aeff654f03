"""What is in hand when a container is told to stop is finished or handed back."""

import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from compose_test.suggestions import BILLING, UNLABELLED, labelled
from compose_test.telling import check, wait_for

LABELLED = {"title": "In flight", "description": "x", "category": "general", "priority": "low"}
WAITING = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
IN_HAND = "select count(*) from triage_labellingattempt where lease is not null and due_at > now()"


def stopping_finishes_what_is_in_hand(site, stack):
    a_slow_suggestion(site, stack, "triage")
    a_slow_suggestion(site, stack, "frontend")
    a_ticket_that_is_being_stored(site, stack)
    a_job(site, stack)


def a_slow_suggestion(site, stack, service):
    text = {"description": f"{BILLING} While {service} is stopped."}
    stack.lab("ollama", delay=4)
    before = stack.lab("ollama")["started"]
    with ThreadPoolExecutor() as pool:
        asked = pool.submit(site.json, "POST", "/api/tickets/classify/", text)
        wait_for(lambda: stack.lab("ollama")["started"] > before, "the model is at work", 10)
        stack("stop", service)
    answer = asked.result()
    check(answer["source"] == "llm", f"`stop {service}` lets it finish, and the answer arrives")
    stack.lab("ollama", delay=0.3)
    stack.up()


def a_ticket_that_is_being_stored(site, stack):
    with ThreadPoolExecutor() as pool:
        with locked_tickets(stack):
            stored = pool.submit(site.json, "POST", "/api/tickets/", LABELLED, 201)
            wait_for(lambda: stack.sql(WAITING) == "1", "a ticket is being stored", 10)
            stopped = pool.submit(stack, "stop", "backend")
            told = "Shutting down" if stack.program[0] == "docker" else ""
            wait_for(lambda: told in stack("logs", "--no-color", "backend"), "backend is told to stop", 10)
        number = stored.result()["id"]
        stopped.result()
    check(number, f"`stop backend` lets it finish: ticket {number} is acknowledged")
    stack.up()
    check(site.json("GET", f"/api/tickets/{number}/")["title"] == "In flight", "and stored")


@contextmanager
def locked_tickets(stack):
    """Nobody can write a ticket meanwhile."""
    words = [*stack.program, *stack.options, "exec", "-T", "db", "psql", "-U", "hushdesk", "-XAtq"]
    session = subprocess.Popen(
        words,
        env=stack.env,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        session.stdin.write("begin; lock table tickets_ticket in exclusive mode; select 'locked';\n")
        session.stdin.flush()
        check(session.stdout.readline() == "locked\n", "the table of tickets is locked")
        yield
    finally:
        session.communicate("commit;\n", timeout=30)


def a_job(site, stack):
    before = stack.lab("ollama", delay=50)["started"]
    number = site.json("POST", "/api/tickets/", UNLABELLED, status=201)["id"]
    wait_for(lambda: stack.lab("ollama")["started"] > before, f"the worker has ticket {number} in hand", 20)
    check(stack.sql(IN_HAND) == "1", "under a lease")
    started = time.monotonic()
    stack("stop", "worker")
    state = stack.containers()["worker"]["State"]
    took = time.monotonic() - started
    check(state["ExitCode"] == 0, f"`stop worker` ends it by itself, in {took:.1f} s")
    check(stack.sql(IN_HAND) == "0", "the ticket was handed back, for any worker to take at once")
    stack.lab("ollama", delay=0.3)
    stack.up()
    wait_for(lambda: labelled(site, number), f"the next worker labels ticket {number}", 60)
