"""Any one container dies under load: nothing that was acknowledged is lost, and all goes on by itself."""

import json
import os
import signal
import threading
import time
import urllib.error
from collections import Counter
from http import HTTPStatus
from uuid import uuid4

from compose_test.telling import Failure, check, say, wait_for

CLIENTS = 8
SEVERAL = ("--scale", "backend=3", "--scale", "triage=2", "--scale", "worker=4")
VICTIMS = ("backend", "triage", "worker", "ollama", "frontend", "db")
STATUSES = ("in_progress", "resolved", "closed", "open")


class Client(threading.Thread):
    """Files tickets and changes them, and asks again until it is told that it was done."""

    def __init__(self, site, stop):
        super().__init__(daemon=True)
        self.site, self.stop = site, stop
        self.acknowledged, self.failures, self.problem = {}, Counter(), None

    def run(self):
        try:
            while not self.stop.is_set():
                self.file_and_change(uuid4().hex)
        except Exception as error:
            self.problem = error

    def file_and_change(self, word):
        ticket = {"title": f"Under load {word}", "description": "We are charged twice."}
        made = self.until_done("POST", "/api/tickets/", ticket, {"Idempotency-Key": word})
        self.acknowledged[made["id"]] = (ticket["title"], made["status"])
        for status in STATUSES:
            changed = self.until_done("PATCH", f"/api/tickets/{made['id']}/", {"status": status})
            self.acknowledged[made["id"]] = (ticket["title"], changed["status"])

    def until_done(self, method, path, body, headers=None):
        for _ in range(600):
            try:
                status, _, text = self.site.ask(method, path, body, headers=headers)
            except (OSError, urllib.error.URLError):
                self.failures["no answer"] += 1
            else:
                if status in (HTTPStatus.OK, HTTPStatus.CREATED):
                    return json.loads(text)
                if status < HTTPStatus.INTERNAL_SERVER_ERROR:
                    raise Failure(f"{method} {path}: {status} {text[:300]}")
                self.failures[f"{status} {json.loads(text)['code']}"] += 1
            time.sleep(0.1)
        raise Failure(f"{method} {path} was never done")


def many_may_run_and_any_may_die(site, stack):
    stack.up(*SEVERAL)
    counts = [len(stack.inspect(service)) for service in ("backend", "triage", "worker")]
    check(counts == [3, 2, 4], "three backends, two triages and four workers run")
    stop = threading.Event()
    clients = [Client(site, stop) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    shared = f"{CLIENTS} clients file and change tickets, by all three backends"
    wait_for(lambda: all(filed(stack, number) for number in (1, 2, 3)), shared, 90)
    for service in VICTIMS:
        dies_and_returns(site, stack, clients, service)
    stop.set()
    for client in clients:
        client.join(timeout=90)
    nothing_is_lost(stack, clients)
    stack.up()


def dies_and_returns(site, stack, clients, service):
    """As in a crash: killed from outside, so that Docker starts it again."""
    victim = stack.inspect(service)[0]
    before = done(clients)
    os.kill(victim["State"]["Pid"], signal.SIGKILL)
    wait_for(lambda: restarted(stack, victim), f"{service} was killed and starts again", 60)
    wait_for(site.answers, "the site answers", 60)
    after = done(clients)
    wait_for(
        lambda: done(clients) > after, f"and {CLIENTS} clients go on, {after - before} done meanwhile", 60
    )


def restarted(stack, victim):
    found = {c["Id"]: c for c in stack.inspect()}[victim["Id"]]
    return found["State"]["Running"] and found["State"]["StartedAt"] != victim["State"]["StartedAt"]


def done(clients):
    return sum(len(client.acknowledged) for client in clients)


def nothing_is_lost(stack, clients):
    problems = [client.problem or "still busy" for client in clients if client.problem or client.is_alive()]
    if problems:
        raise Failure(f"clients gave up: {problems}")
    acknowledged = {k: v for client in clients for k, v in client.acknowledged.items()}
    rows = stack.sql("select id, title, status from tickets_ticket where title like 'Under load %'")
    stored = {int(n): (title, status) for n, title, status in (row.split("|") for row in rows.splitlines())}
    say(f"    failed and tried again: {dict(sum((c.failures for c in clients), Counter()))}")
    check(len(acknowledged) > CLIENTS, f"{len(acknowledged)} tickets were acknowledged")
    check(stored == acknowledged, "exactly these are stored, each as it was last acknowledged")


def filed(stack, number):
    """How many tickets a backend has filed since it started."""
    return int(stack("exec", "-T", "--index", str(number), "backend", "python", "-c", FILED))


FILED = """
import re, urllib.request
text = urllib.request.urlopen("http://127.0.0.1:8000/metrics").read().decode()
print(int(sum(float(n) for n in re.findall(r'responses_total{method="POST".*status="201"} (.*)', text))))
"""
