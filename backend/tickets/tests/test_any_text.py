"""Search and cursors with whatever Unicode there is: right, or refused, and never an error of ours."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from tickets.listing import search
from tickets.listing.filters import selected
from tickets.listing.ordering import LARGEST_ID, ORDERINGS
from tickets.listing.pagination import BACK, FORTH
from tickets.models import Comment, Priority
from tickets.tests.factory import make_ticket

pytestmark = pytest.mark.django_db

LIST = "/api/tickets/"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
# The same examples each time; fixtures stay as they are meanwhile.
ALIKE = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

# Those whose cases are odd, those that patterns are made of, and any other that a text may hold.
ODD = "ßſKÅİıΣσςẞǅŉﬁéÉ%_\\'\"*?."  # noqa: RUF001
LETTERS = st.sampled_from(ODD) | st.characters(codec="utf-8", exclude_characters="\0")


@st.composite
def texts_and_search(draw: st.DrawFn) -> tuple[list[str], str]:
    """Few letters, in all their cases, so that much is found."""
    letters = draw(st.lists(LETTERS, min_size=1, max_size=4, unique=True))
    cases = "".join(f"{letter}{letter.upper()}{letter.lower()}{letter.title()}" for letter in letters)
    written = st.text(st.sampled_from(f"{cases} "), max_size=12)
    words = st.text(st.sampled_from(f"{cases} "), min_size=1, max_size=5)
    return draw(st.lists(written, min_size=1, max_size=8)), draw(words)


@contextmanager
def stored(texts: list[str]) -> Iterator[dict[int, list[str]]]:
    """Tickets with these texts, each in another place of one; what there is to be found of each."""
    with transaction.atomic():
        places: dict[int, list[str]] = {}
        for number, text in enumerate(texts):
            written = ["#", "#", "#"]
            written[number % 3] += text
            title, description, body = written
            ticket = make_ticket(title, description, created_at=NOON + timedelta(hours=number))
            Comment.objects.create(ticket=ticket, body=body)
            places[ticket.pk] = written
        yield places
        transaction.set_rollback(True)


def upper(letters: set[str]) -> Mapping[int, str]:
    """As PostgreSQL has it, which keeps the length of a text, and knows other letters than Python."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT letter, upper(letter) FROM unnest(%s) letter", [sorted(letters)])
        return str.maketrans(dict(cursor.fetchall()))


def having(places: Mapping[int, list[str]], words: str) -> list[int]:
    """The tickets with all words in one place or another, the newest first."""
    case = upper({letter for texts in places.values() for letter in "".join(texts)} | set(words))
    return [
        number
        for number, texts in reversed([*places.items()])
        if all(any(word.translate(case) in text.translate(case) for text in texts) for word in words.split())
    ]


def walk(api: APIClient, words: str) -> list[int]:
    found, page = [], api.get(LIST, {"search": words, "page_size": "3"}).json()
    while True:
        found += [ticket["id"] for ticket in page["results"]]
        if not page["next"]:
            return found
        page = api.get(page["next"]).json()


@pytest.mark.parametrize("sample", [search.SAMPLE, 1], ids=["looked through", "by the indexes"])
def test_a_search_finds_what_has_the_words_in_whatever_case(
    api: APIClient, monkeypatch: pytest.MonkeyPatch, sample: int
) -> None:
    monkeypatch.setattr(search, "SAMPLE", sample)
    monkeypatch.setattr(search, "MOST_LOOKED_THROUGH", 2 * sample)

    @ALIKE
    @given(texts_and_search())
    @example((["straße", "STRASSE", "STRAẞE"], "ß"))
    @example((["100%", "100", "1_0", "a\\b"], "%"))
    def finds(case: tuple[list[str], str]) -> None:
        texts, words = case
        assume(words.strip())
        with stored(texts) as places:
            expected = having(places, words)
            assert walk(api, words) == expected
            assert {ticket.pk for ticket in selected({"search": words}).tickets} == set(expected)

    finds()


@ALIKE
@given(words=st.text(st.characters(exclude_categories=[]), max_size=250))
@example("\0")
@example("\ud800")
@example(" ")
@example("a " * 11)
def test_a_search_that_cannot_be_is_refused_by_name(api: APIClient, words: str) -> None:
    asked = words.encode(errors="surrogatepass")
    for path in (LIST, f"{LIST}count/"):
        answer = api.get(path, {"search": asked})
        assert answer.status_code == 200 or (answer.status_code, [*answer.json()]) == (400, ["search"])


def token(value: Any) -> str:
    return urlsafe_b64encode(json.dumps(value, default=datetime.isoformat).encode()).decode()


DIRECTIONS, NAMES = st.sampled_from([FORTH, BACK]), st.sampled_from(list(ORDERINGS))
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)


@ALIKE
@given(
    st.text(st.characters(exclude_categories=[]), min_size=1)
    | st.binary(min_size=1).map(lambda made: urlsafe_b64encode(made).decode())
    | ANY_JSON.map(token)
    | st.tuples(DIRECTIONS, NAMES, ANY_JSON, ANY_JSON).map(token)
)
def test_a_made_up_cursor_is_refused_by_name(api: APIClient, cursor: str) -> None:
    answer = api.get(LIST, {"cursor": cursor.encode(errors="surrogatepass")})
    assert (answer.status_code, [*answer.json()]) == (400, ["cursor"])


OFFSETS = st.timedeltas(timedelta(days=-1, microseconds=1), timedelta(days=1, microseconds=-1)).map(timezone)
MOMENTS = st.datetimes(timezones=OFFSETS) | st.integers(-1, 5).map(
    lambda hours: NOON + timedelta(hours=hours)
)
VALUES = {
    "created_at": MOMENTS,
    "updated_at": MOMENTS,
    "urgency": st.integers(0, 4) | st.integers(0, LARGEST_ID),
    "id": st.integers(0, LARGEST_ID),
}


@st.composite
def places(draw: st.DrawFn) -> tuple[str, str, list[Any]]:
    name = draw(NAMES)
    return draw(DIRECTIONS), name, [draw(VALUES[key]) for key in ORDERINGS[name].keys]


def is_of_a_year(moment: Any) -> bool:
    """Whether it is one in UTC as well."""
    try:
        return bool(moment.astimezone(UTC))
    except OverflowError:
        return False


def test_any_place_shows_just_what_lies_beyond_it(api: APIClient) -> None:
    tickets = [
        make_ticket(created_at=NOON + timedelta(hours=number), priority=priority)
        for number, priority in enumerate(Priority.values)
    ]

    @ALIKE
    @given(places())
    @example((FORTH, "-created_at", [datetime(2026, 3, 1, tzinfo=timezone(timedelta(hours=23))), 1]))
    @example((FORTH, "created_at", [datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1))), 1]))
    def shows(place: tuple[str, str, list[Any]]) -> None:
        direction, name, values = place
        answer = api.get(LIST, {"cursor": token([direction, name, *values]), "ordering": name})
        if not all(is_of_a_year(value) for value in values if isinstance(value, datetime)):
            assert (answer.status_code, [*answer.json()]) == (400, ["cursor"])
            return
        ordering = ORDERINGS[name]
        below = ordering.descending != (direction == BACK)
        rows = {
            ticket.pk: ordering.place_of({**vars(ticket), "priority": ticket.priority}) for ticket in tickets
        }
        expected = {number for number, row in rows.items() if (row < values if below else row > values)}
        assert {ticket["id"] for ticket in answer.json()["results"]} == expected

    shows()
