"""manage.py export_labelled: what the team confirmed, for fine-tuning and judging models elsewhere."""

import json
import stat
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils.timezone import now

from tickets.models import Ticket
from tickets.tests.factory import make_ticket
from triage.evaluation.tickets import read_evaluation_tickets

pytestmark = pytest.mark.django_db

CONFIRMED: dict[str, Any] = {"category_set_by_person": True, "priority_set_by_person": True}


def export(*words: str) -> str:
    out = StringIO()
    call_command("export_labelled", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


def rows(*words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in export(*words).split("\n") if line]


def test_holds_what_people_confirmed_and_nothing_else() -> None:
    make_ticket("First", "Both labels.", category="billing", priority="low", **CONFIRMED)
    make_ticket("Second", "One label.", category_set_by_person=True)
    make_ticket("Third", "No label.")
    assert rows() == [
        {"title": "First", "description": "Both labels.", "category": "billing", "priority": "low"}
    ]


def test_evaluate_triage_reads_it(tmp_path: Path) -> None:
    text = 'Übel.\u2028\x85 \\ " \U0001f600\r\nEnd'
    make_ticket("Été", text, category="account", priority="high", **CONFIRMED)
    export("--output", str(tmp_path / "tickets.jsonl"))
    [ticket] = read_evaluation_tickets(tmp_path / "tickets.jsonl")
    assert (ticket.title, ticket.description, ticket.category, ticket.priority) == (
        "Été",
        text,
        "account",
        "high",
    )


def test_only_its_owner_may_read_the_file(tmp_path: Path) -> None:
    make_ticket(**CONFIRMED)
    file = tmp_path / "tickets.jsonl"
    export("--output", str(file))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_overwrites_nothing_unless_told_to(tmp_path: Path) -> None:
    make_ticket(**CONFIRMED)
    file = tmp_path / "tickets.jsonl"
    file.write_text("mine")
    with pytest.raises(CommandError, match="--force"):
        export("--output", str(file))
    assert file.read_text() == "mine"
    export("--output", str(file), "--force")
    assert len(read_evaluation_tickets(file)) == 1


def test_a_failure_half_way_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_ticket(**CONFIRMED)
    file = tmp_path / "tickets.jsonl"
    file.write_text("mine")
    monkeypatch.setattr("json.dumps", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export("--output", str(file), "--force")
    assert file.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere.*No such file or directory"):
        export("--output", str(tmp_path / "nowhere" / "tickets.jsonl"))


def test_since_a_day_holds_what_was_changed_from_then_on() -> None:
    yesterday, today = now() - timedelta(days=1), now()
    for title, moment in (("old", yesterday - timedelta(days=1)), ("new", today)):
        ticket = make_ticket(title, created_at=yesterday - timedelta(days=1), **CONFIRMED)
        Ticket.objects.filter(pk=ticket.pk).update(updated_at=moment)
    assert [row["title"] for row in rows("--since", f"{yesterday:%Y-%m-%d}")] == ["new"]


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(CommandError, match="--since"):
        export("--since", "yesterday")


def test_reads_through_a_cursor_that_holds_no_copy(django_assert_num_queries: Any) -> None:
    make_ticket(**CONFIRMED)
    with django_assert_num_queries(4) as queries:
        export()
    _, count, cursor, _ = [query["sql"] for query in queries]
    assert "COUNT" in count
    assert "CURSOR WITHOUT HOLD" in cursor
