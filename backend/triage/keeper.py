"""Keeping the model there and warm: fetched where it is missing, loaded where it is not in memory."""

import asyncio
import logging

from django.conf import settings

from triage import downloads, prompt
from triage.database import in_database
from triage.providers.base import ModelState, Provider, ProviderError

logger = logging.getLogger(__name__)

PROGRESS_SECONDS = 1.0


class ModelKeeper:
    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        self.ready = False

    async def tend(self) -> None:
        """Look at the model once and do what it needs."""
        state = await self.look()
        if state is ModelState.LOADING:
            await self._warm_up()
            state = await self.look()
        if state is ModelState.MISSING and self.provider.can_fetch and settings.OLLAMA_PULL == "auto":
            await self._download()

    async def look(self) -> ModelState:
        """The model's state, by which `ready` is what it says from now on."""
        state = (await self.provider.report()).state
        was_ready, self.ready = self.ready, state is ModelState.READY
        if self.ready and not was_ready:
            await in_database(downloads.finish, self.provider.model)
        return state

    async def _warm_up(self) -> None:
        """Ask once in the shape of every later question: it loads the model and fills its prompt cache."""
        num_ctx, timeout = settings.LLM_NUM_CTX, settings.LLM_BACKGROUND_TIMEOUT
        try:
            await self.provider.ask(prompt.question("", "Hello", num_ctx=num_ctx, timeout=timeout))
        except ProviderError as error:
            logger.info("the model is not loaded yet: %s", error.reason)

    async def _download(self) -> None:
        model = self.provider.model
        if not await in_database(downloads.begin, model):
            return
        logger.info("fetching the model %s", model)
        reporter = Reporter(model)
        reporting = asyncio.create_task(reporter.run())
        try:
            async for progress in downloads.pull(settings.OLLAMA_PULL_URL, model):
                reporter.latest = progress
        except downloads.DownloadFailed as error:
            failure = str(error)
        else:
            failure = ""
        finally:
            reporting.cancel()
            await asyncio.gather(reporting, return_exceptions=True)
        if failure:
            logger.warning("the model %s could not be fetched: %s", model, failure)
            await in_database(downloads.fail, model, failure)
        else:
            logger.info("the model %s is there", model)


class Reporter:
    """Writes down how far a download is, also while Ollama says nothing, as when it verifies what it has."""

    def __init__(self, model: str) -> None:
        self.model = model
        self.latest = downloads.Progress(0, None)

    async def run(self) -> None:
        while True:
            await in_database(downloads.record, self.model, self.latest)
            await asyncio.sleep(PROGRESS_SECONDS)
