"""From a ticket's text to the best honest suggestion in time.

cache → breaker and waiting room → model → check → else the built-in classifier, which says why the
model did not answer. It is also the second opinion on what the model said: see `doubt`.
"""

import asyncio
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from hashlib import sha256
from time import perf_counter
from typing import Any
from weakref import WeakKeyDictionary

from cachetools import LRUCache
from django.conf import settings

from tickets.models import Category, Priority, SuggestionSource
from tickets.services import Suggestion
from triage import metrics, prompt
from triage.confidence import confidence
from triage.doubt import with_doubt
from triage.live_classifier import live_classifier
from triage.locality import host_of, stays_on_private_network
from triage.protection import Breaker, Protection, WaitingRoom
from triage.providers.base import Answer, FallbackReason, Provider, ProviderError
from triage.providers.ollama import OllamaProvider

MOST_ANSWERS = 2000


class SuggestionUnavailable(Exception):
    """The model gave no answer, and the operator wants none from the built-in classifier."""

    def __init__(self, reason: FallbackReason, *, retryable: bool = True) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.retryable = retryable


@dataclass(frozen=True)
class Outcome:
    """A suggestion and how it came about.

    local: the text stayed on this host or its private networks.
    latency_ms: whole milliseconds from question to answer.
    fallback_reason: why the model did not answer, if it was asked.
    retryable: asking the model again may do better.
    """

    suggestion: Suggestion
    local: bool
    latency_ms: int
    fallback_reason: FallbackReason | None = None
    retryable: bool = False


@dataclass(frozen=True)
class Engine:
    """
    answers: what the model said before. Doubt is not cached with it, since the built-in classifier learns.
    """

    provider: Provider | None
    fall_back: bool
    num_ctx: int
    unsure_below: float = 0
    destination: str = ""
    protection: Protection | None = None
    answers: LRUCache[bytes, Suggestion] = field(default_factory=lambda: LRUCache(MOST_ANSWERS))

    @property
    def local(self) -> bool:
        return not self.destination

    async def suggest(self, title: str, description: str, *, within: float) -> Outcome:
        """Ask the model, for at most `within` seconds, else the built-in classifier.

        Raises SuggestionUnavailable when the model fails and falling back is off.
        """
        started = perf_counter()
        failure: ProviderError | None = None
        suggestion: Suggestion | None = None
        if self.provider:
            try:
                suggestion = await self._ask(self.provider, title, description, within)
            except ProviderError as error:
                failure = error
                if not self.fall_back:
                    metrics.count_failure(error.reason)
                    raise SuggestionUnavailable(error.reason, retryable=error.retryable) from None
        own = builtin_suggestion(title, description)
        outcome = Outcome(
            suggestion=with_doubt(suggestion or own, own, unsure_below=self.unsure_below),
            local=self.local,
            latency_ms=round((perf_counter() - started) * 1000),
            fallback_reason=failure.reason if failure else None,
            retryable=failure.retryable if failure else False,
        )
        metrics.count_suggestion(
            outcome.suggestion.source, outcome.fallback_reason, outcome.latency_ms / 1000
        )
        return outcome

    async def _ask(self, provider: Provider, title: str, description: str, within: float) -> Suggestion:
        """The model's suggestion, from the cache if it has judged this text before."""
        key = text_key(title, description)
        if known := self.answers.get(key):
            return known
        question = prompt.question(title, description, num_ctx=self.num_ctx, timeout=within)
        async with self.protection.call() if self.protection else nullcontext():
            with metrics.model_call():
                answer = await provider.ask(question)
            suggestion = judged(answer)
        self.answers[key] = suggestion
        return suggestion


def text_key(title: str, description: str) -> bytes:
    """The cache's key: a hash, so that the text itself is not kept.

    Model and prompt are not part of it: an engine has one of each.
    """
    return sha256(f"{title}\0{description}".encode()).digest()


def judged(answer: Answer) -> Suggestion:
    """The model's answer, if it fits the schema that was sent, which not every server enforces."""
    category, priority = answer.content.get("category"), answer.content.get("priority")
    if category not in Category.values or priority not in Priority.values:
        raise ProviderError(FallbackReason.INVALID_ANSWER)
    return Suggestion(
        category=category,
        priority=priority,
        source=SuggestionSource.LLM,
        model=answer.model,
        prompt_version=prompt.VERSION,
        category_confidence=confidence(answer.tokens, "category", category, Category.values),
        priority_confidence=confidence(answer.tokens, "priority", priority, Priority.values),
    )


def builtin_suggestion(title: str, description: str) -> Suggestion:
    classifier = live_classifier.get()
    judgement = classifier.classify(title, description)
    return Suggestion(
        category=judgement.category,
        priority=judgement.priority,
        source=SuggestionSource.BUILTIN,
        model=classifier.name,
        category_confidence=judgement.category_confidence,
        priority_confidence=judgement.priority_confidence,
    )


def make_provider(model: str | None = None) -> Provider | None:
    """The provider that LLM_PROVIDER names, or None if only the built-in classifier is to answer.

    model: a model other than LLM_MODEL, at the same address.
    """
    model = model or settings.LLM_MODEL
    match settings.LLM_PROVIDER:
        case "ollama":
            return make_ollama(model)
        case "openai" | "anthropic":
            return make_hosted(model)
    return None


def make_ollama(model: str) -> Provider:
    return OllamaProvider(
        url=settings.OLLAMA_URL,
        model=model,
        connect_timeout=settings.LLM_CONNECT_TIMEOUT,
        num_ctx=settings.LLM_NUM_CTX,
        num_thread=settings.LLM_NUM_THREAD,
        num_predict=prompt.ANSWER_TOKENS,
    )


def make_hosted(model: str) -> Provider:
    address: dict[str, Any] = {
        "url": settings.LLM_BASE_URL,
        "model": model,
        "connect_timeout": settings.LLM_CONNECT_TIMEOUT,
        "key": settings.LLM_API_KEY,
    }
    # Imported only where it is chosen: the package behind it takes up to a second and 40 MB.
    if settings.LLM_PROVIDER == "openai":
        from triage.providers.openai import OpenAIProvider

        return OpenAIProvider(**address)
    from triage.providers.anthropic import AnthropicProvider

    return AnthropicProvider(**address)


def make_protection() -> Protection:
    room = WaitingRoom(settings.LLM_CONCURRENCY, settings.LLM_WAITING, settings.LLM_PATIENCE)
    return Protection(Breaker(), room)


def make_engine() -> Engine:
    """The engine that the settings describe, for work in the background, which may take its time."""
    provider = make_provider()
    outside = provider is not None and not stays_on_private_network(provider.url)
    return Engine(
        provider=provider,
        fall_back=settings.TRIAGE_FALLBACK == "builtin",
        num_ctx=settings.LLM_NUM_CTX,
        unsure_below=settings.TRIAGE_UNSURE_BELOW,
        destination=host_of(provider.url) if provider and outside else "",
    )


_engines: WeakKeyDictionary[asyncio.AbstractEventLoop, Engine] = WeakKeyDictionary()


def engine() -> Engine:
    """The running event loop's engine for people who wait: its client's connections belong to that loop."""
    loop = asyncio.get_running_loop()
    if loop not in _engines:
        _engines[loop] = replace(make_engine(), protection=make_protection())
    return _engines[loop]
