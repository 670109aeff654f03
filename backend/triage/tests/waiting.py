"""Waiting for what another task brings about."""

import asyncio
from collections.abc import Callable

from triage.database import in_database


async def until(condition: Callable[[], bool], within: float = 5) -> None:
    """Return once the condition holds; fails after `within` seconds."""
    async with asyncio.timeout(within):
        while not condition():  # noqa: ASYNC110  (what is waited for signals nothing)
            await asyncio.sleep(0.01)


async def until_in_database(condition: Callable[[], bool], within: float = 10) -> None:
    """The same of what another process or task writes to the database."""
    async with asyncio.timeout(within):
        while not await in_database(condition):  # noqa: ASYNC110  (whoever writes signals nothing)
            await asyncio.sleep(0.05)
