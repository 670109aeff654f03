# ruff: noqa: RUF001 - other scripts are the point here
import pytest

from triage.builtin.cues import cue_features
from triage.builtin.text import HEAD_CHARACTERS, TAIL_CHARACTERS, plain, shorten


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("I CAN\u2019T Log-in", "i cant log in"),
        ("Müller, déjà  vu\n\tça", "muller, deja vu ca"),
        ("l\u2019argent", "l argent"),
        ("ｆｕｌｌ ｗｉｄｔｈ", "full width"),
        ("pass\u200bword", "password"),
        ("write to a.b@example.com or https://example.com/x", "write to webaddress or webaddress"),
        ("heeeeeelp", "heeelp"),
        ("lone \ud800 surrogate", "lone ? surrogate"),
        ("", ""),
    ],
)
def test_brings_text_into_one_plain_form(written: str, read: str) -> None:
    assert plain(written) == read


def test_drops_quoted_lines() -> None:
    assert plain("> the server is down!\nThanks, all good now.") == "thanks, all good now."


def test_keeps_a_ticket_that_is_only_a_quotation() -> None:
    assert "server" in plain("> the server is down!")


def test_reduces_log_lines_to_a_mark() -> None:
    assert plain("It works, but why this?\n2025-01-02 03:04:05 CRITICAL disk failure\nRegards") == (
        "it works, but why this? logline regards"
    )


def test_keeps_head_and_tail_of_a_long_text() -> None:
    text = "head" + "x" * 20_000 + "tail"
    assert len(shorten(text)) == HEAD_CHARACTERS + TAIL_CHARACTERS + 1
    assert shorten(text).startswith("head")
    assert shorten(text).endswith("tail")


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("You charged me twice, I want a refund", "money"),
        ("Die Rechnung ist falsch", "money"),
        ("返金してください", "money"),
        ("I forgot my password", "account"),
        ("Не могу войти, пароль не подходит", "account"),
        ("비밀번호를 잊어버렸습니다", "account"),
        ("L'application plante", "fault"),
        ("Nobody can open it", "many"),
        ("Our data has been stolen", "loss"),
        ("There is no rush", "calm"),
    ],
)
def test_finds_cues_in_many_languages(text: str, family: str) -> None:
    assert cue_features(plain(text)).get(family, 0) > 0


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("No data was stolen", "loss"),
        ("This is not a security breach", "security"),
        ("Es ist nicht heute", "now"),
        ("Not everyone is affected", "many"),
    ],
)
def test_a_denied_alarm_calms(text: str, family: str) -> None:
    found = cue_features(plain(text))
    assert family not in found
    assert found["calm"] > 0


def test_a_denial_does_not_reach_across_a_comma() -> None:
    assert cue_features(plain("It is not just me, everyone is affected"))["many"] > 0


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("40 of our users", 40),
        ("1,204 employees wait", 1204),
        ("约200人", 200),
        ("order 20417", 1),
        ("0 users", 1),
    ],
)
def test_counts_people(text: str, people: int) -> None:
    assert 10 ** (2 * cue_features(plain(text))["people"]) == pytest.approx(people)


def test_the_word_urgent_is_no_cue() -> None:
    calm, shouting = cue_features("please call me"), cue_features("urgent please call")
    assert set(calm) == set(shouting)
