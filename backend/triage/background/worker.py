"""Background work: labelling tickets, keeping the model, learning from what people chose, and forgetting.

State, not messages: each step reads from the database what is to be done, so a worker that dies at any
point leaves nothing behind but a lease that ends, and any number of workers may run.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

from django.db import Error

from triage import signs, tracing
from triage.background.keeper import ModelKeeper
from triage.background.labelling import Labeller
from triage.background.learner import Learner
from triage.background.upkeep import Upkeep
from triage.database import in_database
from triage.engine import Engine

logger = logging.getLogger(__name__)

POLL_SECONDS = 2.0


async def work(engine: Engine, sign_of_life: Callable[[], None] = lambda: None) -> None:
    """Work until cancelled; a ticket in hand is handed back then.

    sign_of_life: called after every step of labelling that went well, even if there was nothing to label.
    """
    keeper = ModelKeeper(engine.provider) if engine.provider else None
    labeller = Labeller(engine, model_ready=lambda: keeper is not None and keeper.ready)

    async def label_next() -> bool:
        busy = await labeller.label_next()
        sign_of_life()
        return busy

    if keeper:
        # Before the first ticket, or the built-in classifier would label it in the model's place.
        with contextlib.suppress(Error):
            await keeper.look()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(again_and_again(label_next))
        tasks.create_task(again_and_again(Learner().learn))
        tasks.create_task(again_and_again(Upkeep().tend))
        tasks.create_task(again_and_again(give_sign_of_life))
        if keeper:
            tasks.create_task(again_and_again(keeper.tend))


async def give_sign_of_life() -> None:
    await in_database(signs.give, signs.WORKER)
    await asyncio.sleep(signs.GIVEN_EVERY)


async def again_and_again(step: Callable[[], Awaitable[bool | None]]) -> None:
    """Step after step, each with an id, with a pause when one had nothing to do or the database is away."""
    while True:
        tracing.begin()
        try:
            busy = await step()
        except Error as error:
            logger.warning("the database does not answer (%s), trying again", type(error).__name__)
            busy = False
        if not busy:
            await asyncio.sleep(POLL_SECONDS)
