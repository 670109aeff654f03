"""Within a test's transaction the database's clock stands still: what comes back is what the test gives."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.utils import timezone

from throttling.counting import seconds_to_wait
from throttling.models import Allowance
from throttling.rates import Rate

RATE = Rate(calls=3, period=60)


def ask(times: int, who: str = "ann", what: str = "submit") -> list[int]:
    return [seconds_to_wait(what, who, RATE) for _ in range(times)]


def let_pass(seconds: int) -> None:
    Allowance.objects.update(used_until=F("used_until") - timedelta(seconds=seconds))


@pytest.mark.django_db
class TestCounting:
    def test_lets_as_many_through_as_the_rate_says_and_then_tells_when_to_try_again(self) -> None:
        assert ask(5) == [0, 0, 0, 20, 20]

    def test_what_was_used_comes_back_evenly(self) -> None:
        ask(3)
        let_pass(15)
        assert ask(1) == [5]
        let_pass(5)
        assert ask(2) == [0, 20]
        let_pass(3600)
        assert ask(4) == [0, 0, 0, 20]

    def test_what_was_used_before_the_clock_was_set_back_does_not_count(self) -> None:
        ask(3)
        let_pass(-3600)
        assert ask(4) == [0, 0, 0, 20]

    def test_people_and_kinds_of_calls_are_counted_apart(self) -> None:
        ask(3)
        assert ask(1, who="ben") == [0]
        assert ask(1, what="classify") == [0]
        assert ask(1) == [20]

    def test_who_has_all_again_is_forgotten_when_somebody_new_comes(self) -> None:
        ask(1)
        let_pass(60)
        ask(1, who="ben")
        assert Allowance.objects.count() == 1

    def test_who_has_not_is_remembered(self) -> None:
        ask(3)
        ask(1, who="ben")
        assert ask(1) == [20]

    def test_who_was_there_is_not_written_down(self) -> None:
        ask(1, who="address 203.0.113.7")
        assert "203" not in str(list(Allowance.objects.values_list("key")))

    def test_the_table_is_not_written_to_the_log_of_postgresql(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'throttling_allowance'")
            assert cursor.fetchone() == ("u",)


@pytest.mark.django_db(transaction=True)
def test_all_connections_count_together() -> None:
    hardly_any = Rate(calls=10, period=24 * 60 * 60)

    def ask_often(_: int) -> int:
        try:
            return [seconds_to_wait("submit", "ann", hardly_any) for _ in range(5)].count(0)
        finally:
            connection.close()

    began = timezone.now()
    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(ask_often, range(6))) == 10
    assert Allowance.objects.get().used_until > began + timedelta(hours=23)
