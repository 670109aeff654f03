"""How good an engine is on tickets whose right labels are known: quality, speed and failures."""

import contextlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil
from time import perf_counter

from django.conf import settings

from tickets.models import Category, Priority
from tickets.services import Suggestion
from triage import prompt
from triage.engine import builtin_suggestion, judged
from triage.evaluation.host import host
from triage.evaluation.tickets import EvaluationTicket
from triage.figures import LabelFigures, label_figures
from triage.live_classifier import live_classifier
from triage.locality import host_of, stays_on_private_network
from triage.providers.base import Provider, ProviderError, Question

# Gigabytes are read from a disk before a model's first answer.
LOADING_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What one engine was worth.

    host: where it ran; a model's server on a private network is taken to be on this host.
    tickets: how many it was asked about.
    category, priority: over the answered tickets that have the label; None where there is none.
    latency_p50_ms, latency_p95_ms: of the answers; None where there is none.
    failures: how often there was no answer, by reason.
    """

    engine: str
    model: str
    host: str
    tickets: int
    category: LabelFigures | None
    priority: LabelFigures | None
    latency_p50_ms: float | None
    latency_p95_ms: float | None
    failures: dict[str, int]


@dataclass
class Candidate:
    """An engine under evaluation, and what it has answered so far.

    provider: None stands for the built-in classifier.
    """

    provider: Provider | None
    answered: list[tuple[EvaluationTicket, Suggestion]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    gpu_share: float | None = None

    @property
    def model(self) -> str:
        return self.provider.model if self.provider else live_classifier.get().name

    async def load(self) -> None:
        """Ask once beforehand, so that the time it takes to load a model is not the first ticket's."""
        if self.provider:
            with contextlib.suppress(ProviderError):
                await self.provider.ask(_question("", "Hello", LOADING_SECONDS))
            self.gpu_share = (await self.provider.report()).gpu_share

    async def judge(self, tickets: Iterable[EvaluationTicket]) -> None:
        """Ask about one ticket after the other: each latency is that of a model with nothing else to do."""
        for ticket in tickets:
            started = perf_counter()
            try:
                suggestion = await self._ask(ticket)
            except ProviderError as error:
                self.failures[error.reason.value] += 1
            else:
                self.seconds.append(perf_counter() - started)
                self.answered.append((ticket, suggestion))

    async def _ask(self, ticket: EvaluationTicket) -> Suggestion:
        """Straight to the model: nothing that protects it, and no earlier answer, may blur the figures."""
        if self.provider is None:
            return builtin_suggestion(ticket.title, ticket.description)
        question = _question(ticket.title, ticket.description, settings.LLM_BACKGROUND_TIMEOUT)
        return judged(await self.provider.ask(question))

    def _where(self) -> str:
        """This host, or the one outside that was asked."""
        if self.provider and not stays_on_private_network(self.provider.url):
            return host_of(self.provider.url)
        if self.gpu_share is None:
            return host()
        return f"{host()}, {f'{self.gpu_share:.0%} on the GPU' if self.gpu_share else 'CPU only'}"

    def evaluation(self) -> Evaluation:
        return Evaluation(
            engine=self.provider.name if self.provider else "builtin",
            model=self.model,
            host=self._where(),
            tickets=len(self.answered) + self.failures.total(),
            category=_figures("category", Category.values, self.answered),
            priority=_figures("priority", Priority.values, self.answered),
            latency_p50_ms=_percentile_ms(self.seconds, 0.50),
            latency_p95_ms=_percentile_ms(self.seconds, 0.95),
            failures=dict(self.failures),
        )


def _question(title: str, description: str, timeout: float) -> Question:
    return prompt.question(title, description, num_ctx=settings.LLM_NUM_CTX, timeout=timeout)


def _figures(
    field: str, labels: Sequence[str], answered: Sequence[tuple[EvaluationTicket, Suggestion]]
) -> LabelFigures | None:
    labelled = [(ticket, suggestion) for ticket, suggestion in answered if getattr(ticket, field)]
    if not labelled:
        return None
    return label_figures(
        labels,
        [getattr(ticket, field) for ticket, _ in labelled],
        [getattr(suggestion, field) for _, suggestion in labelled],
        [getattr(suggestion, f"{field}_confidence") for _, suggestion in labelled],
        ordered=labels == Priority.values,
    )


def _percentile_ms(seconds: Sequence[float], part: float) -> float | None:
    """The time within which this part of the answers came."""
    if not seconds:
        return None
    return round(sorted(seconds)[ceil(part * len(seconds)) - 1] * 1000, 1)
