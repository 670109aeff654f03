import json
from pathlib import Path
from typing import Any

import pytest

from triage.builtin import InvalidTickets, read_labelled_tickets

ROW: dict[str, Any] = {
    "id": "t1",
    "group": "t1",
    "title": "Refund",
    "description": "Where is my money?",
    "category": "billing",
    "priority": "medium",
    "language": "en",
}


def written(folder: Path, *lines: str) -> Path:
    path = folder / "tickets.jsonl"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_reads_a_ticket_without_a_title(tmp_path: Path) -> None:
    row = {key: value for key, value in ROW.items() if key != "title"}
    [ticket] = read_labelled_tickets(written(tmp_path, json.dumps(row), ""))
    assert (ticket.title, ticket.description, ticket.category) == ("", "Where is my money?", "billing")


def test_a_line_separator_inside_a_ticket_does_not_end_its_line(tmp_path: Path) -> None:
    line = json.dumps({**ROW, "description": "One\u2028two"}, ensure_ascii=False)
    [ticket] = read_labelled_tickets(written(tmp_path, line))
    assert ticket.description == "One\u2028two"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"category": "sales"}, "'category' must be one of billing, technical, account, general"),
        ({"priority": "urgent"}, "'priority' must be one of low, medium, high, critical"),
        ({"description": "  "}, "'description' must not be blank"),
        ({"description": "x" * 20_001}, "'description' is longer than 20000 characters"),
        ({"title": "x" * 201}, "'title' is longer than 200 characters"),
        ({"group": None}, "'group' must be a string"),
        ({"title": 7}, "'title' must be a string"),
        ({"mood": "angry"}, "unknown field 'mood'"),
    ],
)
def test_refuses_a_wrong_ticket(tmp_path: Path, change: dict[str, Any], complaint: str) -> None:
    path = written(tmp_path, json.dumps({**ROW, "id": "t0"}), json.dumps({**ROW, **change}))
    with pytest.raises(InvalidTickets) as refused:
        read_labelled_tickets(path)
    assert str(refused.value) == f"tickets.jsonl, line 2: {complaint}"


@pytest.mark.parametrize(
    ("line", "complaint"), [("{broken", "not JSON"), ('["a", "list"]', "not a JSON object")]
)
def test_refuses_what_is_no_ticket(tmp_path: Path, line: str, complaint: str) -> None:
    with pytest.raises(InvalidTickets, match=complaint):
        read_labelled_tickets(written(tmp_path, line))


def test_refuses_an_id_that_is_taken(tmp_path: Path) -> None:
    with pytest.raises(InvalidTickets, match="line 2: its id is taken"):
        read_labelled_tickets(written(tmp_path, json.dumps(ROW), json.dumps(ROW)))


def test_a_complaint_never_quotes_the_ticket(tmp_path: Path) -> None:
    with pytest.raises(InvalidTickets) as refused:
        read_labelled_tickets(written(tmp_path, json.dumps({**ROW, "category": "Where is my money?"})))
    assert "money" not in str(refused.value)
