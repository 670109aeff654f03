"""The trigram indexes that make search by parts of words fast. It is right without them.

They need PostgreSQL's extension pg_trgm, which some installations lack and may be given later. So they are no
part of the models: `migrate` makes those that are missing, each time it runs and while people write.
"""

from collections.abc import Iterator

from django.db import connection

# As Django's `icontains` asks.
INDEXES = {
    "ticket_title_parts": ("tickets_ticket", "UPPER(title::text)"),
    "ticket_description_parts": ("tickets_ticket", "UPPER(description::text)"),
    "comment_parts": ("tickets_comment", "UPPER(body::text)"),
}
AVAILABLE = "SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm')"
# One whose making was interrupted is there, but not valid.
VALID = """
SELECT name FROM unnest(%s) AS name JOIN pg_index ON indexrelid = to_regclass(name) WHERE indisvalid
"""


def exist() -> bool:
    return not list(missing())


def can_exist() -> bool:
    """Whether this PostgreSQL has the extension, or can be given it with a CREATE EXTENSION."""
    with connection.cursor() as cursor:
        cursor.execute(AVAILABLE)
        return bool(cursor.fetchone()[0])


def missing() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(VALID, [list(INDEXES)])
        valid = {name for (name,) in cursor.fetchall()}
    return (name for name in INDEXES if name not in valid)


def make(name: str) -> None:
    """Outside of any transaction. Raises django.db.Error."""
    table, expression = INDEXES[name]
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute(f"DROP INDEX IF EXISTS {name}")
        cursor.execute(f"CREATE INDEX CONCURRENTLY {name} ON {table} USING gin ({expression} gin_trgm_ops)")
