"""Waiting for what another task brings about."""

import asyncio
from collections.abc import Callable


async def until(condition: Callable[[], bool], within: float = 5) -> None:
    """Return once the condition holds; fails after `within` seconds."""
    async with asyncio.timeout(within):
        while not condition():  # noqa: ASYNC110  (what is waited for signals nothing)
            await asyncio.sleep(0.01)
