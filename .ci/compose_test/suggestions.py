"""Suggestions, before and after the model is there, and tickets with and without labels."""

import contextlib
import urllib.error

from compose_test.telling import check, wait_for

BILLING = "I was charged twice on my invoice this month and want a refund, please."
UNLABELLED = {"title": "Charged twice", "description": BILLING}


def suggestion(site):
    return site.json("POST", "/api/tickets/classify/", {"description": BILLING})


def suggestions_start_without_a_model(site):
    def downloading():
        status = site.json("GET", "/api/triage/status/")
        return status["state"] == "downloading" and status["download"]["total"] and status

    status = wait_for(downloading, "the model is being downloaded without being asked for", 60)
    check((status["engine"], status["local"]) == ("builtin", True), "the built-in classifier stands in")
    answer = suggestion(site)
    given = (answer["source"], answer["fallback_reason"])
    check(given == ("builtin", "model_missing"), f"it suggests {answer['suggested_category']}, and says why")


def suggestions_change_over(site, stack):
    stack.lab("model-downloader", pull=3)
    path = "/api/triage/status/"
    wait_for(lambda: site.json("GET", path)["state"] == "ready", "the model is ready by itself", 60)
    answer = suggestion(site)
    check(answer["source"] == "llm", f"suggestions come from {answer['model']}, in {answer['latency_ms']} ms")
    check(stack.lab("model-downloader")["started"] == 0, "the downloader was never sent a ticket")
    counted = 'hushdesk_suggestions_total{fallback_reason="",source="llm"}'
    metrics = stack.inside("frontend", "curl -fsS http://triage:8000/metrics")
    check(counted in metrics, "a Prometheus on the inner network is told of it")


def tickets_are_kept(site):
    """The number of a ticket that nobody has labelled."""
    chosen = {"category": "technical", "priority": "low"}
    first = site.json("POST", "/api/tickets/", UNLABELLED | chosen, status=201)
    second = site.json("POST", "/api/tickets/", UNLABELLED, status=201)
    listed = [t["id"] for t in site.json("GET", "/api/tickets/")["results"]]
    check(listed == [second["id"], first["id"]], "tickets are created and listed, newest first")
    stats = site.json("GET", "/api/tickets/stats/")
    check((stats["total_tickets"], stats["open_tickets"]) == (2, 2), "and counted")
    return second["id"]


def labelled(site, number, *sources):
    ticket = site.json("GET", f"/api/tickets/{number}/")
    return ticket["suggestion_source"] in (sources or ("builtin", "llm")) and ticket


def worker_labels(site, number, source):
    what = f"the worker labelled ticket {number}, which came in without labels"
    ticket = wait_for(lambda: labelled(site, number, source), what, 60)
    check(ticket["category"] == "billing", f"as {ticket['category']}, by {ticket['suggestion_model']}")


def leaving_stops_the_model(site, stack):
    stack.lab("ollama", delay=30)
    before = stack.lab("ollama")["cancelled"]
    with contextlib.suppress(TimeoutError, urllib.error.URLError):
        site.ask("POST", "/api/tickets/classify/", {"description": BILLING + " Quickly."}, seconds=1)
    stopped = "the model stops when the browser goes away"
    wait_for(lambda: stack.lab("ollama")["cancelled"] > before, stopped, 8)
    stack.lab("ollama", delay=0.3)
