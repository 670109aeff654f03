"""manage.py train_builtin: what it learns, what it says, and what it leaves alone."""

from io import StringIO
from string import ascii_letters
from typing import Any

import psycopg2
import pytest
from django.core.management import CommandError, call_command

from tickets.services import create_ticket
from tickets.tests.product import database_url
from triage import builtin, learning
from triage.builtin.comparison import Comparison
from triage.builtin.tests.test_comparison import BETTER, SAME, WORSE
from triage.live_classifier import LiveClassifier
from triage.management.commands import train_builtin
from triage.models import BuiltinTraining

pytestmark = pytest.mark.django_db

HUMMING = "The frobnicator hums."


@pytest.fixture(autouse=True)
def few_shipped_tickets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seconds matter here, not figures."""
    some = builtin.read_labelled_tickets()[::4]
    monkeypatch.setattr(builtin, "read_labelled_tickets", lambda: some)


@pytest.fixture
def verdict(monkeypatch: pytest.MonkeyPatch) -> list[Comparison]:
    """The last one decides in place of cross-validation."""
    verdicts = [Comparison(SAME, SAME)]
    monkeypatch.setattr(train_builtin, "compare", lambda *args: verdicts[-1])
    return verdicts


def run(*words: str) -> str:
    out = StringIO()
    call_command("train_builtin", *words, stdout=out)
    return out.getvalue()


def confirm(count: int) -> None:
    """Tickets of a team that takes a humming frobnicator for an emergency of the account."""
    for number in range(count):
        create_ticket(
            title=f"Frobnicator {ascii_letters[number]}",
            description=HUMMING,
            category="account",
            priority="critical",
        )


def test_learns_what_the_team_confirmed() -> None:
    confirm(12)
    text = run()
    assert "Learnt from 329 shipped tickets and 12 of the team's own." in text
    assert "priority, the team's own" in text
    training = learning.live().get()
    assert f"{training.name} is live: it is at least as good as {builtin.shipped_name()}" in text
    assert training.figures["of_team"]["after"]["priority"]["accuracy"] == 1
    live = LiveClassifier()
    assert live.get().classify("", HUMMING).priority != "critical"
    live.look()
    assert live.get().name == training.name
    judgement = live.get().classify("", HUMMING)
    assert (judgement.category, judgement.priority) == ("account", "critical")


def test_leaves_in_use_what_is_better(verdict: list[Comparison]) -> None:
    confirm(3)
    run()
    [before] = learning.live()
    confirm(3)
    for worse, where in (
        (Comparison(WORSE, BETTER), "on all tickets together"),
        (Comparison(BETTER, WORSE), "on the team's own tickets"),
    ):
        verdict.append(worse)
        text = run()
        assert f"{before.name} stays: {where}, builtin-team-" in text
        assert [training.name for training in learning.live()] == [before.name]
    assert BuiltinTraining.objects.latest("id").confirmed == 6


def test_compares_with_what_is_in_use(verdict: list[Comparison], monkeypatch: pytest.MonkeyPatch) -> None:
    confirm(3)
    run()
    [in_use] = learning.live()
    confirm(6)

    def compare(tickets: Any, known: Any, advance: Any) -> Comparison:
        assert known == {str(pk) for pk in in_use.learnt_from}
        return verdict[-1]

    monkeypatch.setattr(train_builtin, "compare", compare)
    run()
    assert len(in_use.learnt_from) == 3
    assert len(learning.live().get().learnt_from) == 6


def test_a_dry_run_changes_nothing(verdict: list[Comparison]) -> None:
    assert "nothing to learn from" in run("--dry-run")
    confirm(3)
    assert run("--dry-run").endswith("Nothing was changed.\n")
    assert not BuiltinTraining.objects.exists()


def test_forgets_when_told_to(verdict: list[Comparison]) -> None:
    confirm(3)
    run()
    assert "The shipped classifier answers again." in run("--forget")
    assert not learning.live().exists()


def test_forgets_when_all_that_it_learnt_from_is_gone(verdict: list[Comparison]) -> None:
    confirm(3)
    run()
    learning.confirmed().delete()
    assert "The shipped classifier answers again." in run()
    assert not learning.live().exists()


def test_a_stored_training_holds_no_text(verdict: list[Comparison]) -> None:
    confirm(3)
    assert HUMMING not in run()
    assert HUMMING not in str(BuiltinTraining.objects.values().get())


def test_if_due_says_nothing_before_it_is_time(verdict: list[Comparison]) -> None:
    confirm(3)
    assert run("--if-due") == ""
    assert not BuiltinTraining.objects.exists()


def test_if_due_trains_when_it_is_time(verdict: list[Comparison], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "ENOUGH_NEWS", 3)
    confirm(3)
    assert "is live" in run("--if-due")


def test_waits_for_nobody_who_trains_already(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "ENOUGH_NEWS", 3)
    confirm(3)
    other = psycopg2.connect(database_url())
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [learning._LOCK])
            with pytest.raises(CommandError, match="Somebody else is training"):
                run()
            assert run("--if-due") == ""
    finally:
        other.close()
    assert not BuiltinTraining.objects.exists()
