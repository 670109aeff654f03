"""Labelling tickets that came in without labels."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace

from django.conf import settings

from tickets import services
from triage import queue
from triage.database import in_database
from triage.engine import Engine, Outcome, SuggestionUnavailable
from triage.providers.base import FallbackReason

logger = logging.getLogger(__name__)

# These say nothing about the ticket: the model was not there to be asked.
NOT_THERE = {FallbackReason.UNREACHABLE, FallbackReason.MODEL_MISSING, FallbackReason.MODEL_LOADING}


class Labeller:
    """
    model_ready: whether the model would answer now. While it would not, only tickets that no engine has
    judged are taken; once it does, also those that the built-in classifier has judged in its place.
    """

    def __init__(self, engine: Engine, model_ready: Callable[[], bool]) -> None:
        self.engine = engine
        self.model_ready = model_ready

    async def label_next(self) -> bool:
        """Label one ticket; False when there is none to label, or the model left while it was asked."""
        limit = settings.LLM_BACKGROUND_TIMEOUT
        claim = await in_database(queue.claim, model_ready=self.model_ready(), timeout=limit)
        if claim is None:
            return False
        try:
            outcome = await self.engine.suggest(claim.title, claim.description, within=limit)
        except SuggestionUnavailable as error:
            return await self._hand_back(claim.ticket_id, error.reason, error.retryable)
        except asyncio.CancelledError:
            await in_database(queue.release, claim.ticket_id)
            raise
        await self._keep(claim, outcome)
        if outcome.fallback_reason:
            return await self._hand_back(claim.ticket_id, outcome.fallback_reason, outcome.retryable)
        await in_database(queue.finish, claim.ticket_id)
        return True

    async def _keep(self, claim: queue.Claim, outcome: Outcome) -> None:
        text = {"title": claim.title, "description": claim.description}
        suggestion = replace(outcome.suggestion, latency_ms=outcome.latency_ms)
        applied = await in_database(services.apply_suggestion, claim.ticket_id, suggestion, **text)
        logger.info(
            "ticket %d: %s, %s answered in %d ms%s",
            claim.ticket_id,
            "labelled" if applied else "left as people made it",
            outcome.suggestion.model,
            outcome.latency_ms,
            f" (the model did not: {outcome.fallback_reason})" if outcome.fallback_reason else "",
        )

    async def _hand_back(self, ticket_id: int, reason: FallbackReason, retryable: bool) -> bool:
        if retryable and reason in NOT_THERE:
            await in_database(queue.release, ticket_id)
            return False
        await in_database(queue.postpone, ticket_id)
        return True
