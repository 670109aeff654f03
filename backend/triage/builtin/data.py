"""Read labelled tickets, one JSON object per line, and refuse anything that is not one."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triage.json_lines import (
    MAX_DESCRIPTION,
    MAX_TITLE,
    InvalidTickets,
    check_choice,
    check_length,
    read_json_lines,
)

CATEGORIES = ("billing", "technical", "account", "general")
PRIORITIES = ("low", "medium", "high", "critical")

SHIPPED = Path(__file__).with_name("labelled_tickets.jsonl")

_REQUIRED = ("id", "group", "description", "category", "priority", "language")
_OPTIONAL = ("title",)


@dataclass(frozen=True, slots=True)
class LabelledTicket:
    id: str
    group: str  # paraphrases share a group, so that they never straddle a fold
    title: str
    description: str
    category: str
    priority: str
    language: str
    by_team: bool = False  # confirmed by those who use Hushdesk, not shipped


def read_labelled_tickets(path: Path = SHIPPED) -> list[LabelledTicket]:
    seen: set[str] = set()

    def parse(row: dict[str, Any]) -> LabelledTicket:
        ticket = _ticket(row)
        if ticket.id in seen:
            raise InvalidTickets("its id is taken by an earlier line")
        seen.add(ticket.id)
        return ticket

    return read_json_lines(path, parse)


def _ticket(row: dict[str, Any]) -> LabelledTicket:
    _check_fields(row)
    check_choice(row, "category", CATEGORIES)
    check_choice(row, "priority", PRIORITIES)
    check_length(row, "title", MAX_TITLE)
    check_length(row, "description", MAX_DESCRIPTION)
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
