"""How much the worker has before it, for Prometheus."""

from collections.abc import Iterator

from django.db import Error
from django.db.models import Count
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


class BacklogCollector(Collector):
    """Asks the database whenever it is asked; says nothing while that is away."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        gauge = GaugeMetricFamily(
            "hushdesk_labelling_tickets", "Tickets that wait to be labelled by an engine.", labels=["state"]
        )
        try:
            found = backlog()
        except Error:
            return
        for state, count in found.items():
            gauge.add_metric([state], count)
        yield gauge
