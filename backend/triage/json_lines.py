"""Read files of tickets, one JSON object per line, with complaints that name the line and quote nothing."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

MAX_TITLE = 200
MAX_DESCRIPTION = 20_000

Row = TypeVar("Row")


class InvalidTickets(ValueError):
    """Says which line of which file is wrong, and never what the ticket says."""


def read_json_lines(path: Path, parse: Callable[[dict[str, Any]], Row]) -> list[Row]:
    """Blank lines are skipped; `parse` raises InvalidTickets for an object that is no ticket."""
    rows: list[Row] = []
    # Not splitlines(), which also breaks at U+2028 and the like inside a ticket.
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if line.strip():
            try:
                rows.append(parse(_json_object(line)))
            except InvalidTickets as error:
                raise InvalidTickets(f"{path.name}, line {number}: {error}") from None
    return rows


def check_choice(row: dict[str, Any], field: str, choices: Sequence[str]) -> None:
    if row[field] not in choices:
        raise InvalidTickets(f"{field!r} must be one of {', '.join(choices)}")


def check_length(row: dict[str, Any], field: str, limit: int) -> None:
    if len(row.get(field, "")) > limit:
        raise InvalidTickets(f"{field!r} is longer than {limit} characters")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidTickets(f"{path.name}: not UTF-8") from None


def _json_object(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise InvalidTickets(f"not JSON ({error.msg})") from None
    except RecursionError:
        raise InvalidTickets("nested too deeply") from None
    if not isinstance(row, dict):
        raise InvalidTickets("not a JSON object")
    return row
