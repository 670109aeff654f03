"""From which tickets the built-in classifier learns, when, and which one is live."""

from datetime import timedelta

import psycopg2
import pytest
from django.db import IntegrityError
from django.db.models.functions import Now
from django.utils.timezone import now

from tickets.demo import load_demo_tickets
from tickets.models import Ticket
from tickets.services import edit_ticket
from tickets.tests.factory import BY_MODEL, make_ticket
from tickets.tests.product import database_url
from triage import builtin, learning
from triage.models import BuiltinTraining

pytestmark = pytest.mark.django_db


def make_confirmed(title: str = "Refund", days_ago: int = 0, **labels: str) -> Ticket:
    ticket = make_ticket(title, "Charged twice.", created_at=now() - timedelta(days=days_ago))
    return edit_ticket(ticket.pk, {"category": "billing", "priority": "medium", **labels})


def keep(name: str, content: bytes | None = b"content") -> None:
    learning.keep(name=name, learnt_from=[], figures={}, content=content)


def let_pass(time: timedelta) -> None:
    BuiltinTraining.objects.update(at=Now() - time)


def live() -> list[str]:
    return list(learning.live().values_list("name", flat=True))


def test_learns_where_a_person_chose_both_labels() -> None:
    ticket = make_confirmed(category="account", priority="high")
    make_ticket("One label", category_set_by_person=True)
    make_ticket("By the model", **BY_MODEL.as_fields())
    [learnt] = learning.newest_confirmed()
    assert (learnt.id, learnt.title, learnt.description) == (str(ticket.pk), "Refund", "Charged twice.")
    assert (learnt.category, learnt.priority, learnt.by_team) == ("account", "high", True)


def test_nothing_is_learnt_from_the_demo() -> None:
    load_demo_tickets()
    Ticket.objects.update(category_set_by_person=True, priority_set_by_person=True, **BY_MODEL.as_fields())
    assert learning.newest_confirmed() == []


def test_of_tickets_that_say_the_same_only_the_newest_counts() -> None:
    make_confirmed("Refund 1234", days_ago=2, priority="low")
    make_confirmed("  REFUND 5678", days_ago=1, priority="high")
    assert [ticket.priority for ticket in learning.newest_confirmed()] == ["high"]


def test_of_very_many_only_the_newest_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "MOST_TICKETS", 2)
    for days_ago, title in ((1, "Second"), (3, "Third"), (0, "First")):
        make_confirmed(title, days_ago)
    assert [ticket.title for ticket in learning.newest_confirmed()] == ["First", "Second"]


@pytest.fixture
def two_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "ENOUGH_NEWS", 2)


@pytest.mark.usefixtures("two_are_enough")
def test_it_is_time_when_enough_was_confirmed() -> None:
    assert not learning.due()
    make_confirmed("First")
    assert not learning.due()
    make_confirmed("Second")
    assert learning.due()


@pytest.mark.usefixtures("two_are_enough")
def test_then_once_a_day_and_with_new_ones() -> None:
    make_confirmed("First")
    keep("builtin-team-1")
    make_confirmed("Second")
    make_confirmed("Third")
    assert not learning.due()
    let_pass(learning.PAUSE)
    assert learning.due()
    keep("builtin-team-2", content=None)
    let_pass(learning.PAUSE)
    assert not learning.due()


@pytest.mark.usefixtures("two_are_enough")
def test_it_is_time_also_when_tickets_are_gone() -> None:
    tickets = [make_confirmed("First"), make_confirmed("Second")]
    keep("builtin-team-1")
    let_pass(learning.PAUSE)
    for ticket in tickets:
        ticket.delete()
    assert learning.due()


@pytest.mark.usefixtures("two_are_enough")
def test_a_new_version_of_hushdesk_learns_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    make_confirmed("First")
    make_confirmed("Second")
    keep("builtin-team-1")
    monkeypatch.setattr(builtin, "shipped_name", lambda: "builtin-next")
    assert live() == []
    assert learning.due()


def test_a_new_one_takes_the_place_of_the_one_in_use() -> None:
    keep("builtin-team-1")
    keep("builtin-team-2", content=None)
    assert live() == ["builtin-team-1"]
    keep("builtin-team-3")
    assert live() == ["builtin-team-3"]


def test_two_cannot_be_live() -> None:
    keep("builtin-team-1")
    with pytest.raises(IntegrityError, match="builtintraining_one_live"):
        BuiltinTraining.objects.create(
            name="other",
            base=builtin.shipped_name(),
            confirmed=0,
            learnt_from=[],
            figures={},
            content=b"content",
        )


def test_two_versions_of_hushdesk_have_one_each(monkeypatch: pytest.MonkeyPatch) -> None:
    keep("builtin-team-old")
    with monkeypatch.context() as next_version:
        next_version.setattr(builtin, "shipped_name", lambda: "builtin-next")
        keep("builtin-team-new")
        assert live() == ["builtin-team-new"]
    assert live() == ["builtin-team-old"]


def test_remembers_no_more_than_the_last_trainings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "KEPT_TRAININGS", 2)
    keep("builtin-team-live")
    for number in range(4):
        keep(f"builtin-team-{number}", content=None)
    names = BuiltinTraining.objects.order_by("id").values_list("name", flat=True)
    assert list(names) == ["builtin-team-live", "builtin-team-2", "builtin-team-3"]


@pytest.mark.usefixtures("two_are_enough")
def test_forgetting_leaves_nothing_of_it_and_lasts() -> None:
    make_confirmed("First")
    make_confirmed("Second")
    keep("builtin-team-1")
    assert learning.forget()
    assert not BuiltinTraining.objects.exclude(content=None).exists()
    let_pass(learning.PAUSE)
    assert not learning.due()
    assert not learning.forget()


def test_only_one_trains_at_a_time() -> None:
    other = psycopg2.connect(database_url())
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [learning._LOCK])
            with learning.lock() as taken:
                assert not taken
            cursor.execute("SELECT pg_advisory_unlock(%s)", [learning._LOCK])
        with learning.lock() as taken:
            assert taken
            with other.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_lock(%s)", [learning._LOCK])
                assert cursor.fetchone() == (False,)
    finally:
        other.close()
