"""What fails is left alone, ever longer."""

from triage.background.backoff import Backoff


def test_pauses_grow_to_the_longest_and_begin_anew_when_it_works() -> None:
    now = 100.0
    rest = Backoff(first=2, longest=10, clock=lambda: now)
    assert not rest.is_on
    assert [rest.begin() for _ in range(5)] == [2, 4, 8, 10, 10]
    assert rest.is_on
    now += 10
    assert not rest.is_on
    rest.over()
    assert rest.begin() == 2
