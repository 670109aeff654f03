"""Tickets whose right labels are known, to judge engines by.

Those that come with Hushdesk, tickets.jsonl, are for nothing else: no model learns from them and
no setting is chosen by them, else they would stop telling the truth.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tickets.models import Category, Priority
from triage.json_lines import (
    MAX_DESCRIPTION,
    MAX_TITLE,
    InvalidTickets,
    check_choice,
    check_length,
    read_json_lines,
)

SECOND_SET = Path(__file__).with_name("tickets.jsonl")


@dataclass(frozen=True, slots=True)
class EvaluationTicket:
    """category, priority: the right label, or None where the file does not say."""

    title: str
    description: str
    category: str | None
    priority: str | None


def read_evaluation_tickets(path: Path = SECOND_SET) -> list[EvaluationTicket]:
    """Rows of `text`, or `title` and `description`, with `category`, `priority` or both.

    Fields of other names are nobody's business here. Raises InvalidTickets, which names the line.
    """
    return read_json_lines(path, _ticket)


def _ticket(row: dict[str, Any]) -> EvaluationTicket:
    row = {field: value for field, value in row.items() if value is not None}
    for field in ("text", "title", "description", "category", "priority"):
        if not isinstance(row.get(field, ""), str):
            raise InvalidTickets(f"{field!r} must be a string")
    if "text" in row and ("title" in row or "description" in row):
        raise InvalidTickets("'text' stands instead of 'title' and 'description', not beside them")
    field = "text" if "text" in row else "description"
    if not row.get(field, "").strip():
        raise InvalidTickets("needs a 'text' or a 'description'")
    check_length(row, field, MAX_DESCRIPTION)
    check_length(row, "title", MAX_TITLE)
    _check_labels(row)
    return EvaluationTicket(row.get("title", ""), row[field], row.get("category"), row.get("priority"))


def _check_labels(row: dict[str, Any]) -> None:
    labels = {"category": Category.values, "priority": Priority.values}
    if not row.keys() & labels.keys():
        raise InvalidTickets("needs a 'category', a 'priority' or both")
    for field in row.keys() & labels.keys():
        check_choice(row, field, labels[field])
