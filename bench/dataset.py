"""Many believable tickets with history and comments, written by COPY as the product would have left them.

They are of three years, more of them every year. The same number gives the same tickets, but for the
moment at which the three years end.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench import needles
from bench.lives import DAY, Life, lives
from bench.texts import Writer

YEARS = 3
CHUNK = 20_000
TICKET, CHANGE, COMMENT = "tickets_ticket", "tickets_ticketchange", "tickets_comment"
COLUMNS = {
    TICKET: "id, title, description, status, created_at, updated_at, version, category, priority, "
    "category_set_by_person, priority_set_by_person, suggestion_source, suggested_category, "
    "suggested_priority, suggested_category_confidence, suggested_priority_confidence, "
    "suggested_category_unsure, suggested_priority_unsure, suggestion_latency_ms, suggestion_model, "
    "prompt_version",
    CHANGE: "ticket_id, at, field, old, new, actor",
    COMMENT: "ticket_id, at, author, body",
}


def fill(connection: Any, tickets: int, now: float) -> None:
    """Fill the migrated and empty database that a psycopg2 connection leads to.

    Indexes are taken off and made again, which is many times as fast as keeping them up.
    """
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        with _without_indexes(cursor):
            for table, rows in _rows(tickets, now):
                cursor.copy_expert(f"COPY {table} ({COLUMNS[table]}) FROM STDIN", rows)
        cursor.execute("SELECT setval(pg_get_serial_sequence('tickets_ticket', 'id'), %s)", [tickets])
        cursor.execute(f"VACUUM ANALYZE {', '.join(COLUMNS)}")


@contextmanager
def _without_indexes(cursor: Any) -> Iterator[None]:
    """But for those that a constraint keeps."""
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND NOT EXISTS "
        "(SELECT FROM pg_constraint WHERE conindid = indexname::regclass)",
        [list(COLUMNS)],
    )
    indexes = cursor.fetchall()
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    yield
    for _, definition in indexes:
        cursor.execute(definition)


def _rows(tickets: int, now: float) -> Iterator[tuple[str, StringIO]]:
    """Some rows at a time, as COPY reads them, with their table."""
    chance = np.random.default_rng(7)
    chunks = _Chunks(tickets, now, Writer(chance), chance)
    created = now - YEARS * 365 * DAY * (1 - np.sort(chance.random(tickets)) ** 0.8)
    for first in range(0, tickets, CHUNK):
        yield from chunks.rows(first, created[first : first + CHUNK])


class _Chunks:
    def __init__(self, tickets: int, now: float, writer: Writer, chance: np.random.Generator) -> None:
        self._now = now
        self._writer = writer
        self._chance = chance
        self._in_texts = needles.words_by_place(needles.IN_TEXTS, tickets)
        self._in_comments = needles.words_by_place([needles.IN_COMMENTS], tickets)

    def rows(self, first: int, created: NDArray[np.floating[Any]]) -> Iterator[tuple[str, StringIO]]:
        """first: the place of the first ticket among all. Its number is one more."""
        found = list(lives(created, self._now, self._chance))
        titles = self._writer.titles(len(found))
        texts = self._writer.texts(len(found), 50, 400)
        yield (
            TICKET,
            _lines(
                [number, title, text + self._in_texts.get(number - 1, ""), *_columns(life)]
                for number, (title, text, life) in enumerate(
                    zip(titles, texts, found, strict=True), first + 1
                )
            ),
        )
        yield (
            CHANGE,
            _lines(
                [number, change.at, "status", change.old, change.new, "person"]
                for number, life in enumerate(found, first + 1)
                for change in life.changes
            ),
        )
        yield COMMENT, self._comments(first, found)

    def _comments(self, first: int, found: Sequence[Life]) -> StringIO:
        notes = [(number, note) for number, life in enumerate(found, first + 1) for note in life.notes]
        bodies = self._writer.texts(len(notes), 20, 250)
        return _lines(
            [number, note.at, note.author, body + self._in_comments.get(number - 1, "")]
            for (number, note), body in zip(notes, bodies, strict=True)
        )


def _columns(life: Life) -> list[Any]:
    return [life.status, life.created, life.updated, 1 + len(life.changes), *life.labels.values()]


def _lines(rows: Iterator[list[Any]]) -> StringIO:
    """No text of ours has a tab, a line break or a backslash."""
    return StringIO("".join("\t".join(map(str, row)) + "\n" for row in rows))
