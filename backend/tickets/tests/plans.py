"""Which plan PostgreSQL makes, whatever the number of rows: what does not depend on time can be tested."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.test.utils import CaptureQueriesContext

from tickets.models import Category, Priority, Status

# Enough that one index is better than another. Their numbers take none from the tickets of other tests.
SOME = """
INSERT INTO tickets_ticket (id, title, description, category, priority, status)
SELECT 1000000000 + n, 'title', 'description', (%s)[1 + n %% 4], (%s)[1 + n / 4 %% 4], (%s)[1 + n / 16 %% 4]
FROM generate_series(1, 3000) AS n
"""


@contextmanager
def as_in_a_large_table() -> Iterator[list[str]]:
    """Collects the plans of the queries inside, made as if reading a whole table were out of the question."""
    plans: list[str] = []
    with connection.cursor() as cursor:
        cursor.execute(SOME, [Category.values, Priority.values, Status.values])
        cursor.execute("ANALYZE tickets_ticket")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
    with CaptureQueriesContext(connection) as queries:
        yield plans
    with connection.cursor() as cursor:
        plans += [plan_of(cursor, query["sql"]) for query in queries if query["sql"].startswith("SELECT")]


def plan_of(cursor: CursorWrapper, sql: str, parameters: Any = None) -> str:
    cursor.execute(f"EXPLAIN {sql}", parameters)
    return "\n".join(line for (line,) in cursor.fetchall())
