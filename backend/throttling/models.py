"""Who has used how much of what they may ask for."""

from django.db import models


class Allowance(models.Model):
    """One person's, or one address's, of one kind of call.

    key: a keyed hash of the two: who was there when is nobody's business.
    used_until: when all of it will have come back.

    The table is unlogged: it is written with many calls, and may be empty after a crash of PostgreSQL.
    """

    key = models.UUIDField(primary_key=True)
    used_until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.key)
