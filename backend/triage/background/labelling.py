"""Labelling tickets that came in without labels, one after the other."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from django.conf import settings

from tickets.services import Suggestion
from triage.background import queue
from triage.background.backoff import Backoff
from triage.background.queue import Claim, Judge
from triage.database import in_database
from triage.engine import Engine, Outcome, SuggestionUnavailable
from triage.providers.base import FallbackReason

logger = logging.getLogger(__name__)

# These say nothing about the ticket: the model was not there to be asked, or not for us.
NOT_THE_TICKETS_FAULT = {
    FallbackReason.UNREACHABLE,
    FallbackReason.MODEL_MISSING,
    FallbackReason.MODEL_LOADING,
    FallbackReason.SERVER_OUTDATED,
    FallbackReason.BUSY,
    FallbackReason.UNAUTHORIZED,
}
# Longer than a model may take: a lease that ends early has two workers ask about one ticket.
LEASE_PER_TIMEOUT = 1.5


@dataclass(frozen=True)
class Verdict:
    """What the engine came up with, if anything, and why it is not the model's where that was asked."""

    outcome: Outcome | None
    failure: FallbackReason | None

    @property
    def suggestion(self) -> Suggestion | None:
        if self.outcome is None:
            return None
        return replace(self.outcome.suggestion, latency_ms=self.outcome.latency_ms)

    def __str__(self) -> str:
        """For the log: no word of a ticket."""
        reason = f"the model did not answer ({self.failure})" if self.failure else ""
        if self.outcome is None:
            return reason
        answer = f"{self.outcome.suggestion.model} answered in {self.outcome.latency_ms} ms"
        return f"{reason}, {answer}" if reason else answer


class Labeller:
    """
    model_ready: whether the model would answer now. While it would not, or has just failed, it is not
    asked: the built-in classifier labels what nothing has labelled yet, until the model judges it.
    """

    def __init__(self, engine: Engine, model_ready: Callable[[], bool]) -> None:
        self._engine = engine
        self._without_model = replace(engine, provider=None)
        self._model_ready = model_ready
        self._model_rests = Backoff(first=2, longest=300)

    async def label_next(self) -> bool:
        """Label one ticket; False when there is none to label, or the model could not be asked."""
        judge = self._judge()
        if judge is None:
            return False
        lease = timedelta(seconds=settings.LLM_BACKGROUND_TIMEOUT * LEASE_PER_TIMEOUT)
        claim = await in_database(queue.claim, judge, lease)
        if claim is None:
            return False
        try:
            verdict = await self._ask(judge, claim)
        except asyncio.CancelledError:
            await in_database(queue.release, claim)
            raise
        if judge is Judge.MODEL:
            self._remember(verdict.failure)
        await self._keep(judge, claim, verdict)
        return verdict.failure not in NOT_THE_TICKETS_FAULT

    def _judge(self) -> Judge | None:
        if self._engine.provider is None:
            return Judge.BUILTIN
        if self._model_ready() and not self._model_rests.is_on:
            return Judge.MODEL
        return Judge.STAND_IN if self._engine.fall_back else None

    async def _ask(self, judge: Judge, claim: Claim) -> Verdict:
        engine = self._engine if judge is Judge.MODEL else self._without_model
        limit = settings.LLM_BACKGROUND_TIMEOUT
        try:
            outcome = await engine.suggest(claim.title, claim.description, within=limit)
        except SuggestionUnavailable as error:
            return Verdict(None, error.reason)
        return Verdict(outcome, outcome.fallback_reason)

    def _remember(self, failure: FallbackReason | None) -> None:
        """Whatever it is that fails, the model is asked ever more rarely, until it answers again."""
        if failure is None:
            self._model_rests.over()
        else:
            pause = self._model_rests.begin()
            logger.warning("the model did not answer (%s): not asked again for %d s", failure, pause)

    async def _keep(self, judge: Judge, claim: Claim, verdict: Verdict) -> None:
        """Write down what was said; a stand-in's word and a failure's leave the ticket to the model."""
        if verdict.failure in NOT_THE_TICKETS_FAULT or judge is Judge.STAND_IN:
            await in_database(queue.release, claim, verdict.suggestion)
            done = "left to the model"
        elif verdict.failure or verdict.suggestion is None:
            await in_database(queue.postpone, claim, verdict.suggestion)
            done = "put off"
        else:
            applied = await in_database(queue.finish, claim, verdict.suggestion)
            done = "labelled" if applied else "left as people made it"
        logger.info("ticket %d: %s; %s", claim.ticket_id, done, verdict)
