import pytest

from throttling.rates import Rate


@pytest.mark.parametrize(
    ("written", "rate"),
    [
        ("5/second", Rate(5, 1)),
        ("60/minute", Rate(60, 60)),
        ("10/hour", Rate(10, 3600)),
        ("1/day", Rate(1, 86400)),
    ],
)
def test_reads_calls_and_a_period(written: str, rate: Rate) -> None:
    assert Rate.read(written) == rate


@pytest.mark.parametrize(
    "written",
    ["", "60", "0/minute", "-1/minute", "1.5/hour", "60/m", "60 / minute", "60/minutes", "٦/minute"],
)
def test_reads_nothing_else(written: str) -> None:
    assert Rate.read(written) is None
