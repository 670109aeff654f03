"""How much the worker has before it, for Prometheus."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import Error
from django.db.models import Count, Min
from django.db.models.functions import Now
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from tickets.models import NOT_CHOSEN, SuggestionSource, Ticket
from triage.background import retriage


def backlog() -> dict[str, int]:
    """Tickets with a label that nobody chose, by what they wait for.

    unjudged: for any engine. builtin: for the model, after the built-in classifier has judged them. bulk: to
    be judged again. given_up: for somebody to queue them again; these are in the first two as well.
    """
    sources = (SuggestionSource.NONE, SuggestionSource.BUILTIN)
    waiting = Ticket.objects.filter(NOT_CHOSEN, suggestion_source__in=sources).order_by()
    counted = dict(waiting.values_list("suggestion_source").annotate(count=Count("*")))
    return {
        "unjudged": counted.get(SuggestionSource.NONE, 0),
        "builtin": counted.get(SuggestionSource.BUILTIN, 0),
        "bulk": retriage.left_in_bulk(),
        "given_up": Ticket.objects.filter(NOT_CHOSEN, labelling__given_up_at__isnull=False).count(),
    }


def oldest() -> timedelta:
    """How long the ticket waits that somebody filed first of those that no engine has judged; 0 without one.

    What was imported may be years old and is in no hurry, and what was given up does not wait.
    """
    waiting = Ticket.objects.filter(NOT_CHOSEN, suggestion_source=SuggestionSource.NONE)
    waiting = waiting.filter(labelling__given_up_at=None).exclude(labelling__bulk=True)
    found = waiting.aggregate(age=Now() - Min("created_at"))
    return found["age"] or timedelta()


class BacklogCollector(Collector):
    """Asks the database whenever it is asked; says nothing while that is away."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        gauge = GaugeMetricFamily(
            "hushdesk_labelling_tickets", "Tickets that wait to be labelled by an engine.", labels=["state"]
        )
        try:
            found, age = backlog(), oldest()
        except Error:
            return
        for state, count in found.items():
            gauge.add_metric([state], count)
        yield gauge
        yield GaugeMetricFamily(
            "hushdesk_labelling_oldest_seconds",
            "How long the oldest ticket that somebody filed waits for its first judgement.",
            value=age.total_seconds(),
        )
