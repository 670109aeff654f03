"""Which built-in classifier answers in a process, while the team's own comes and goes."""

from dataclasses import replace
from functools import partial

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from triage import builtin, engine, learning, live_classifier, signs
from triage.live_classifier import LiveClassifier
from triage.models import BuiltinTraining


def make_live(name: str = "builtin-team-1") -> None:
    """The shipped classifier under another name, as the team's own."""
    content = builtin.to_bytes(replace(builtin.load(), name=name))
    learning.keep(name=name, learnt_from=[], figures={}, content=content)


def name_after_a_look(live: LiveClassifier) -> str:
    live.look()
    return live.get().name


def test_answers_without_a_database() -> None:
    assert LiveClassifier().get().name == builtin.shipped_name()


@pytest.mark.django_db
def test_takes_up_the_teams_own_and_its_successor() -> None:
    live = LiveClassifier()
    assert name_after_a_look(live) == builtin.shipped_name()
    make_live("builtin-team-1")
    assert name_after_a_look(live) == "builtin-team-1"
    make_live("builtin-team-2")
    assert name_after_a_look(live) == "builtin-team-2"


@pytest.mark.django_db
def test_goes_back_to_the_shipped_one() -> None:
    live = LiveClassifier()
    make_live()
    live.look()
    learning.forget()
    assert name_after_a_look(live) == builtin.shipped_name()


@pytest.mark.django_db
def test_leaves_alone_what_another_version_made() -> None:
    make_live()
    BuiltinTraining.objects.update(base="builtin-of-another-version")
    assert name_after_a_look(LiveClassifier()) == builtin.shipped_name()


@pytest.mark.django_db
def test_a_damaged_one_is_reported_and_not_used(caplog: pytest.LogCaptureFixture) -> None:
    make_live()
    BuiltinTraining.objects.update(content=b"damaged")
    assert name_after_a_look(LiveClassifier()) == builtin.shipped_name()
    assert "its checksum is wrong; `manage.py train_builtin` makes a new one" in caplog.text


@pytest.mark.django_db
def test_reads_it_only_when_it_is_another_one(django_assert_num_queries: pytest.FixtureRequest) -> None:
    live = LiveClassifier()
    make_live()
    live.look()
    with django_assert_num_queries(1) as queries:  # type: ignore[operator]
        live.look()
    assert '"content"' not in queries[0]["sql"].split("WHERE")[0]


@pytest.mark.django_db
def test_a_suggestion_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    live = LiveClassifier()
    monkeypatch.setattr(engine, "live_classifier", live)
    make_live()
    live.look()
    assert engine.builtin_suggestion("", "no refund").model == "builtin-team-1"


def test_keeps_looking_while_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[str] = []

    class Flaky(LiveClassifier):
        def look(self) -> None:
            looks.append("look")
            if len(looks) == 1:
                raise OperationalError

    def pause(seconds: float) -> None:
        if len(looks) == 2:
            raise InterruptedError

    monkeypatch.setattr(live_classifier, "has_table", lambda model: True)
    monkeypatch.setattr(live_classifier, "sleep", pause)
    with pytest.raises(InterruptedError):
        Flaky()._keep_looking()


@pytest.mark.django_db
def test_asks_a_database_that_is_not_migrated_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(seconds: float) -> None:
        raise InterruptedError

    monkeypatch.setattr(connection, "close", lambda: None)
    monkeypatch.setattr(live_classifier, "sleep", stop)
    monkeypatch.setattr(signs, "sleep", stop)
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA bare; SET LOCAL search_path TO bare")
    with CaptureQueriesContext(connection) as queries:
        for loop in (LiveClassifier()._keep_looking, partial(signs._give_again_and_again, signs.SERVER)):
            with pytest.raises(InterruptedError):
                loop()
    assert len(queries) == 2
    assert all("pg_catalog" in query["sql"] for query in queries)
