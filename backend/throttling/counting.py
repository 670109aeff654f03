"""Counting calls in PostgreSQL, so that all processes of all hosts count together.

The generic cell rate algorithm: one moment is kept for each who asks, in one statement for each call.
"""

from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.crypto import salted_hmac

from throttling.rates import Rate

# A call takes its share of the period, unless the whole period is taken by now. What is taken for twice as
# long was taken before the clock was set back, and no longer counts.
TAKE = """
INSERT INTO throttling_allowance AS mine (key, used_until)
VALUES (%(key)s, now() + make_interval(secs => %(share)s))
ON CONFLICT (key) DO UPDATE
SET used_until = make_interval(secs => %(share)s) + CASE
    WHEN mine.used_until BETWEEN now() AND now() + make_interval(secs => 2 * %(period)s) THEN mine.used_until
    ELSE now()
END
WHERE mine.used_until + make_interval(secs => %(share)s) <= now() + make_interval(secs => %(period)s)
    OR mine.used_until > now() + make_interval(secs => 2 * %(period)s)
RETURNING xmax = 0 -- whether the row is new
"""
WAIT = """
SELECT ceil(extract(epoch FROM used_until - now()) + %(share)s - %(period)s)
FROM throttling_allowance WHERE key = %(key)s
"""
# Whoever comes for the first time removes a few of those who have all of theirs again.
FORGET = """
DELETE FROM throttling_allowance WHERE key IN (
    SELECT key FROM throttling_allowance WHERE used_until < now()
    ORDER BY used_until LIMIT 10 FOR UPDATE SKIP LOCKED
)
"""


def seconds_to_wait(what: str, who: str, rate: Rate) -> int:
    """Count a call; 0 if it may be made, else the seconds after which it may be tried again."""
    values = {"key": key_of(what, who), "share": rate.period / rate.calls, "period": rate.period}
    with connection.cursor() as cursor:
        is_their_first = _first(cursor, TAKE, values)
        if is_their_first is None:
            return max(1, int(_first(cursor, WAIT, values) or 0))
        if is_their_first:
            cursor.execute(FORGET)
    return 0


def key_of(what: str, who: str) -> UUID:
    return UUID(bytes=salted_hmac(f"throttling:{what}", who, algorithm="sha256").digest()[:16])


def _first(cursor: Any, statement: str, values: dict[str, Any]) -> Any:
    """The first column of the first row; None where there is no row."""
    cursor.execute(statement, values)
    row = cursor.fetchone()
    return None if row is None else row[0]
