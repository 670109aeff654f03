"""Comparing what is stored with what was acknowledged, by SQL and without any code of the product."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import psycopg2.extensions

from kills.ledger import Ledger, Ticket
from kills.parts import PATIENCE_SECONDS, Parts, await_end

FIELDS = ("title", "description", "category", "priority", "status")
NOT_JUDGED = """
    SELECT count(*) FROM tickets_ticket
    WHERE NOT (category_set_by_person AND priority_set_by_person) AND suggestion_source <> 'llm'
"""
# What is remembered of a ticket whose labels people have chosen since holds nothing up.
HELD_UP = """
    SELECT count(*) FROM triage_labellingattempt JOIN tickets_ticket ON id = ticket_id
    WHERE NOT (category_set_by_person AND priority_set_by_person)
"""
SPOILING = {
    "a ticket that is there twice": """
        INSERT INTO tickets_ticket (title, description) SELECT title, description FROM tickets_ticket LIMIT 1
    """,
    "a lost comment": "DELETE FROM tickets_comment WHERE id = (SELECT max(id) FROM tickets_comment)",
    "a lost change": "UPDATE tickets_ticket SET status = 'open' WHERE status <> 'open'",
    "a change without its history": """
        DELETE FROM tickets_ticketchange
        WHERE id = (SELECT max(id) FROM tickets_ticketchange WHERE actor = 'person')
    """,
    "a label that was not chosen": "UPDATE tickets_ticket SET priority = 'high' WHERE priority <> 'high'",
}
Row = dict[str, Any]


class Stored:
    """All that is in the database."""

    def __init__(self, cursor: psycopg2.extensions.cursor) -> None:
        self._cursor = cursor
        self.tickets = self._rows("SELECT * FROM tickets_ticket ORDER BY id")
        self.histories = self._by_ticket("SELECT * FROM tickets_ticketchange ORDER BY id")
        self.comments = self._by_ticket("SELECT * FROM tickets_comment ORDER BY id")
        self.waiting = self._rows(
            "SELECT p.id FROM tickets_importpiece p JOIN tickets_ticketimport i ON i.id = p.of_id "
            "WHERE i.committed_at IS NOT NULL"
        )

    def _rows(self, query: str) -> list[Row]:
        self._cursor.execute(query)
        names = [column.name for column in self._cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in self._cursor.fetchall()]

    def _by_ticket(self, query: str) -> dict[int, list[Row]]:
        found: dict[int, list[Row]] = defaultdict(list)
        for row in self._rows(query):
            found[row["ticket_id"]].append(row)
        return found


def audit(parts: Parts, ledger: Ledger) -> list[str]:
    """What is not as it should be, a sentence each. Waits until the worker has nothing left to do."""
    await_end(lambda: _count(parts, NOT_JUDGED), "tickets without labels stay so")
    await_end(lambda: _count(parts, HELD_UP), "leases are stuck")
    with closing(parts.connect()) as connection, connection.cursor() as cursor:
        stored = Stored(cursor)
        return [
            *(f"{sentence} ({times} times)" for sentence, times in ledger.wrong.items()),
            *compare(ledger.tickets, stored),
            *_compare_figures(parts, stored),
            *(f"the audit does not notice {what}" for what in _unnoticed(cursor, ledger)),
        ]


def compare(expected: list[Ticket], stored: Stored) -> list[str]:
    """What of the tickets is not as it was told to be, or contradicts itself."""
    return [
        *_compare(expected, stored),
        *(
            problem
            for ticket in stored.tickets
            for problem in _replay(ticket, stored.histories[ticket["id"]])
        ),
        *(f"a row waits in an import that was made: {row['id']}" for row in stored.waiting),
    ]


def _unnoticed(cursor: psycopg2.extensions.cursor, ledger: Ledger) -> Iterator[str]:
    """An audit that can find nothing proves nothing: whatever spoils what is stored has to be found."""
    for what, statement in SPOILING.items():
        cursor.execute("BEGIN")
        cursor.execute(statement)
        if cursor.rowcount and not compare(ledger.tickets, Stored(cursor)):
            yield what
        cursor.execute("ROLLBACK")


def _count(parts: Parts, query: str) -> int:
    with closing(parts.connect()) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        [count] = cursor.fetchone() or (0,)
        return int(count)


def _compare(expected: list[Ticket], stored: Stored) -> Iterator[str]:
    found = {row["title"]: row for row in stored.tickets}
    times = Counter(row["title"] for row in stored.tickets)
    for ticket in expected:
        if times[ticket.title] != 1:
            yield f"{ticket.title!r} is stored {times[ticket.title]} times"
        else:
            row = found[ticket.title]
            notes = [note["body"] for note in stored.comments[row["id"]]]
            yield from _compare_one(ticket, row, stored.histories[row["id"]], notes)
    for title in found.keys() - {ticket.title for ticket in expected}:
        yield f"nobody was told that {title!r} is stored"


def _compare_one(ticket: Ticket, row: Row, history: list[Row], notes: list[str]) -> Iterator[str]:
    wanted = {"description": ticket.description, "status": ticket.statuses[-1], **ticket.chosen}
    for name, value in wanted.items():
        if row[name] != value:
            yield f"{ticket.title!r}: {name} is {row[name]!r} and was told to be {value!r}"
    if ticket.number not in (None, row["id"]):
        yield f"{ticket.title!r} is number {row['id']} and was told to be {ticket.number}"
    for name, values in (("title", ticket.titles), ("status", ticket.statuses)):
        told = [change["new"] for change in history if change["field"] == name]
        if told != values[1:]:
            yield f"{ticket.title!r}: the history of {name} is {told} and should be {values[1:]}"
    if notes != ticket.comments:
        yield f"{ticket.title!r} has the comments {notes} and should have {ticket.comments}"


def _replay(ticket: Row, history: list[Row]) -> Iterator[str]:
    """Each change begins where the one before ended, the last one at what is; and each has made a version."""
    last: dict[str, str] = {}
    for change in history:
        name = change["field"]
        if last.get(name, change["old"]) != change["old"]:
            yield f"ticket {ticket['id']}: a change of {name} is missing in its history"
        last[name] = change["new"]
    for name in FIELDS:
        if last.get(name, ticket[name]) != ticket[name]:
            yield f"ticket {ticket['id']}: the last change of {name} is missing in its history"
    # What an import knows of the time before is no change of the ticket.
    moments = {change["at"] for change in history if change["at"] > ticket["created_at"]}
    # An engine that confirms the labels makes a version without a change: the built-in one, then the model.
    most = len(moments) + 1 + 2 * (ticket["suggestion_source"] != "none")
    if not len(moments) + 1 <= ticket["version"] <= most:
        yield f"ticket {ticket['id']}: version {ticket['version']} after {len(moments)} changes"


def _compare_figures(parts: Parts, stored: Stored) -> Iterator[str]:
    told = _ask(parts, "stats/")
    counted = {
        name: Counter(row[name] for row in stored.tickets) for name in ("status", "category", "priority")
    }
    figures = {"total_tickets": len(stored.tickets), "open_tickets": counted["status"]["open"]}
    for name, value in figures.items():
        if told[name] != value:
            yield f"the statistics say {name} {told[name]} and there are {value}"
    for name in ("category", "priority"):
        if Counter(told[f"{name}_breakdown"]) != counted[name]:
            yield f"the statistics are wrong by {name}"
    trends = _ask(parts, "trends/?days=7")
    backlog = counted["status"]["open"] + counted["status"]["in_progress"]
    if trends["over_time"][-1]["backlog"] != backlog:
        yield f"the backlog is said to be {trends['over_time'][-1]['backlog']} and is {backlog}"


def _ask(parts: Parts, what: str) -> Any:
    """With time for it: after a crash PostgreSQL does not know for a while how large its tables are."""
    answer = httpx.get(f"{parts.data}/api/tickets/{what}", timeout=PATIENCE_SECONDS)
    return answer.raise_for_status().json()
