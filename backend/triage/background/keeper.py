"""Keeping the model there and warm: fetched where it is missing, loaded where it is not in memory."""

import logging

from django.conf import settings

from triage import prompt
from triage.background import downloads
from triage.background.backoff import Backoff
from triage.background.download_failed import DownloadFailed
from triage.database import in_database
from triage.providers.base import ModelState, Provider, ProviderError

logger = logging.getLogger(__name__)


class ModelKeeper:
    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        self.ready = False
        self._loading_rests = Backoff(first=2, longest=300)

    async def tend(self) -> None:
        """Look at the model once and do what it needs."""
        state = await self.look()
        if state is ModelState.LOADING and not self._loading_rests.is_on:
            # One that cannot be loaded, as for want of memory, is not tried every two seconds.
            self._loading_rests.begin()
            await self._warm_up()
            state = await self.look()
        if state is ModelState.MISSING and self.provider.can_fetch and settings.OLLAMA_PULL == "auto":
            await self._fetch()

    async def look(self) -> ModelState:
        """The model's state, by which `ready` is what it says from now on."""
        state = (await self.provider.report()).state
        was_ready, self.ready = self.ready, state is ModelState.READY
        if self.ready:
            self._loading_rests.over()
        if self.ready and not was_ready:
            # However it came here: what is remembered of failed downloads is of no concern any more.
            await in_database(downloads.finish, self.provider.model)
        return state

    async def _warm_up(self) -> None:
        """Ask once in the shape of every later question: it loads the model and fills its prompt cache."""
        num_ctx, timeout = settings.LLM_NUM_CTX, settings.LLM_BACKGROUND_TIMEOUT
        try:
            await self.provider.ask(prompt.question("", "Hello", num_ctx=num_ctx, timeout=timeout))
        except ProviderError as error:
            logger.info("the model is not loaded yet: %s", error.reason)

    async def _fetch(self) -> None:
        model = self.provider.model
        try:
            if await downloads.fetch(model):
                logger.info("the model %s is there", model)
        except DownloadFailed as error:
            logger.warning("the model could not be fetched: %s", error)
