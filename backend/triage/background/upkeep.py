"""Removing what is not to be kept any longer: tickets by RETENTION_DAYS, and what requests left for a day."""

from time import monotonic

from tickets import retention
from tickets.leftovers import forget_leftovers
from tickets.models import RetentionRun
from triage.database import in_database

LOOK_SECONDS = 900.0


class Upkeep:
    def __init__(self) -> None:
        self._next_look = monotonic()
        self._run: RetentionRun | None = None

    async def tend(self) -> bool:
        """Do the next step; whether there may be another at once. The looks are minutes apart."""
        if self._run is None and monotonic() >= self._next_look:
            self._next_look = monotonic() + LOOK_SECONDS
            await in_database(forget_leftovers)
            self._run = await in_database(retention.begin)
        if self._run and not await in_database(retention.remove_some, self._run.days, self._run):
            self._run = None
        return self._run is not None
