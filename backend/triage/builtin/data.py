"""Read labelled tickets, one JSON object per line, and refuse anything that is not one."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CATEGORIES = ("billing", "technical", "account", "general")
PRIORITIES = ("low", "medium", "high", "critical")

SHIPPED = Path(__file__).with_name("labelled_tickets.jsonl")

MAX_TITLE = 200
MAX_DESCRIPTION = 20_000
_REQUIRED = ("id", "group", "description", "category", "priority", "language")
_OPTIONAL = ("title",)


class InvalidTickets(ValueError):
    """Says which line of which file is wrong, and never what the ticket says."""


@dataclass(frozen=True, slots=True)
class LabelledTicket:
    id: str
    group: str  # paraphrases share a group, so that they never straddle a fold
    title: str
    description: str
    category: str
    priority: str
    language: str


def read_labelled_tickets(path: Path = SHIPPED) -> list[LabelledTicket]:
    tickets: list[LabelledTicket] = []
    seen: set[str] = set()
    # Not splitlines(), which also breaks at U+2028 and the like inside a ticket.
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            ticket = _ticket(line)
            if ticket.id in seen:
                raise InvalidTickets("its id is taken by an earlier line")
        except InvalidTickets as error:
            raise InvalidTickets(f"{path.name}, line {number}: {error}") from None
        seen.add(ticket.id)
        tickets.append(ticket)
    return tickets


def _ticket(line: str) -> LabelledTicket:
    try:
        row: Any = json.loads(line)
    except json.JSONDecodeError as error:
        raise InvalidTickets(f"not JSON ({error.msg})") from None
    if not isinstance(row, dict):
        raise InvalidTickets("not a JSON object")
    _check_fields(row)
    _check_choice(row, "category", CATEGORIES)
    _check_choice(row, "priority", PRIORITIES)
    _check_length(row, "title", MAX_TITLE)
    _check_length(row, "description", MAX_DESCRIPTION)
    return LabelledTicket(**{"title": "", **row})


def _check_fields(row: dict[str, Any]) -> None:
    if unknown := sorted(set(row) - set(_REQUIRED) - set(_OPTIONAL)):
        raise InvalidTickets(f"unknown field {unknown[0]!r}")
    for field in (*_REQUIRED, *_OPTIONAL):
        value = row.get(field, "" if field in _OPTIONAL else None)
        if not isinstance(value, str):
            raise InvalidTickets(f"{field!r} must be a string")
        if field in _REQUIRED and not value.strip():
            raise InvalidTickets(f"{field!r} must not be blank")


def _check_choice(row: dict[str, Any], field: str, choices: Sequence[str]) -> None:
    if row[field] not in choices:
        raise InvalidTickets(f"{field!r} must be one of {', '.join(choices)}")


def _check_length(row: dict[str, Any], field: str, limit: int) -> None:
    if len(row.get(field, "")) > limit:
        raise InvalidTickets(f"{field!r} is longer than {limit} characters")
