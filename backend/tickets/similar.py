"""Tickets that are already there and read like one that is being written.

What counts are the words that they share, as PostgreSQL's full-text search splits a text: in any language,
and knowing none. Nothing is understood, so "paid two times" is not found for "charged twice".

- A longer word also stands for those that begin like it: "charged" for "charges", "invoice" for "invoices".
- A word that many of the newest tickets have says nothing. The rarer it is there, the more it says.
- The first words count that say something, beginning with the title: of a long text, no more than these.
- Where a word is in thousands of tickets, only those are looked at that have another of the words as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import log

from django.db import connection
from django.db.models import Max

from tickets.models import FINISHED, Ticket

MOST_TICKETS = 5
MOST_WORDS = 6
SHORTEST_WORD = 3
# A shorter beginning is that of too many other words.
SHORTEST_BEGINNING = 5
# Of a text's words, how many are looked at to find those that say something.
MOST_CANDIDATES = 60
SAMPLE = 200
# A word that more tickets of the sample have says nothing.
COMMON = 40
# Where there are hardly any tickets, a word may be in three of them.
COMMON_AMONG_FEW = 3
# How many rows may be expected to match, which bounds the time however many tickets there are.
MOST_ROWS = 2_000
# How many of these are compared, the newest.
MOST_COMPARED = 200

# The expression of the index `ticket_words`, and a cheaper one, of a description's beginning only.
INDEXED = "to_tsvector('simple'::regconfig, COALESCE(title, '') || ' ' || COALESCE(description, ''))"
COMPARED = "to_tsvector('simple', title || ' ' || left(description, 1000))"

WRITTEN = """
SELECT lexeme FROM unnest(to_tsvector('simple', %s))
WHERE length(lexeme) >= %s ORDER BY positions[1] LIMIT %s
"""

SEEN = f"""
WITH recent AS MATERIALIZED (
    SELECT {COMPARED} AS words FROM tickets_ticket ORDER BY created_at DESC, id DESC LIMIT %s
)
SELECT query, count(recent.words), (SELECT count(*) FROM recent)
FROM unnest(%s::text[]) WITH ORDINALITY AS wanted (query, place)
LEFT JOIN recent ON recent.words @@ query::tsquery
GROUP BY query, place ORDER BY place
"""  # noqa: S608

SHARING = f"""
WITH found AS MATERIALIZED (
    SELECT id FROM tickets_ticket WHERE {INDEXED} @@ %(any)s::tsquery
), newest AS (
    SELECT id FROM found ORDER BY id DESC LIMIT %(compared)s
), compared AS MATERIALIZED (
    SELECT id, title, status, {COMPARED} AS words FROM newest JOIN tickets_ticket USING (id)
), shared AS (
    SELECT id, title, status, sum(weight) AS weight
    FROM unnest(%(queries)s::text[], %(weights)s::float8[]) AS wanted (query, weight)
    JOIN compared ON words @@ query::tsquery
    GROUP BY id, title, status HAVING count(*) >= %(enough)s
)
SELECT id, title, status FROM shared WHERE weight >= (SELECT max(weight) FROM shared) / 2
ORDER BY status = ANY(%(done)s), weight DESC, id DESC LIMIT %(most)s
"""  # noqa: S608


@dataclass(frozen=True)
class Word:
    """
    query: a tsquery that finds it.
    seen: how many tickets of the sample have it.
    """

    query: str
    seen: int

    @property
    def share(self) -> float:
        """The share of all tickets that is to be expected to have it."""
        return (self.seen + 0.5) / SAMPLE

    @property
    def weight(self) -> float:
        return -log(self.share)


def similar_tickets(title: str, description: str) -> list[Ticket]:
    """At most five tickets, with their id, title and status: open ones first, then by what they share.

    Each shares at least a quarter of the words looked for, and at least half as much as the best of them.
    """
    words = _telling(f"{title}\n{description}")
    found_by = list(_affordable(words))
    if not found_by:
        return []
    parameters = {
        "any": " | ".join(found_by),
        "queries": [word.query for word in words],
        "weights": [word.weight for word in words],
        "enough": len(words) / 4,
        "compared": MOST_COMPARED,
        "done": list(FINISHED),
        "most": MOST_TICKETS,
    }
    return list(Ticket.objects.raw(SHARING, parameters))


def _telling(text: str) -> list[Word]:
    """The first words of a text that say something."""
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN, [text, SHORTEST_WORD, MOST_CANDIDATES])
        queries = dict.fromkeys(_query(lexeme) for (lexeme,) in cursor.fetchall())
        cursor.execute(SEEN, [SAMPLE, list(queries)])
        words = [
            Word(query, seen)
            for query, seen, sample in cursor.fetchall()
            if seen <= max(COMMON_AMONG_FEW, sample * COMMON // SAMPLE)
        ]
    return words[:MOST_WORDS]


def _affordable(words: list[Word]) -> Iterator[str]:
    """Queries for these words and for pairs of them, the rarest, as many as can be answered in time."""
    tickets = Ticket.objects.aggregate(newest=Max("id"))["newest"] or 0
    singles = [(word.share, word.query) for word in words]
    pairs = [(a.share * b.share, f"({a.query} & {b.query})") for a, b in combinations(words, 2)]
    rows = 0.0
    for share, query in sorted(singles + pairs):
        rows += share * tickets
        if rows > MOST_ROWS:
            return
        yield query


def _query(lexeme: str) -> str:
    """A tsquery for a word, and if it is a long one, for what begins like it."""
    begins = lexeme.isalpha() and len(lexeme) >= SHORTEST_BEGINNING
    word = lexeme[: max(SHORTEST_BEGINNING, len(lexeme) - 2)] if begins else lexeme
    quoted = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}':*" if begins else f"'{quoted}'"
