"""The labelled tickets that come with the product."""

import re
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from triage.builtin import CATEGORIES, PRIORITIES, LabelledTicket, read_labelled_tickets

NEARLY_THE_SAME = 0.4  # cosine of 3- to 5-letter parts of words


@pytest.fixture(scope="module")
def tickets() -> list[LabelledTicket]:
    return read_labelled_tickets()


def test_there_are_enough(tickets: list[LabelledTicket]) -> None:
    assert len(tickets) >= 1200


def test_every_pair_of_labels_is_balanced(tickets: list[LabelledTicket]) -> None:
    counts = Counter((ticket.category, ticket.priority) for ticket in tickets)
    assert set(counts) == {(category, priority) for category in CATEGORIES for priority in PRIORITIES}
    assert max(counts.values()) <= 1.25 * min(counts.values())


def test_they_are_in_order_of_their_ids(tickets: list[LabelledTicket]) -> None:
    assert all(before.id < after.id for before, after in pairwise(tickets))


def test_they_speak_many_languages(tickets: list[LabelledTicket]) -> None:
    languages = Counter(ticket.language for ticket in tickets)
    assert len(languages) >= 20
    assert sum(languages.values()) - languages["en"] >= len(tickets) / 5


def test_they_are_short_and_long(tickets: list[LabelledTicket]) -> None:
    lengths = [len(ticket.description) for ticket in tickets]
    assert min(lengths) < 30
    assert max(lengths) > 1000
    assert any(not ticket.title for ticket in tickets)


def test_near_duplicates_share_a_group(tickets: list[LabelledTicket]) -> None:
    texts = [f"{ticket.title}\n{ticket.description}" for ticket in tickets]
    parts = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True).fit_transform(texts)
    alike = np.argwhere(np.triu((parts @ parts.T).toarray(), k=1) > NEARLY_THE_SAME)
    astray = [
        (tickets[one].id, tickets[other].id)
        for one, other in alike
        if tickets[one].group != tickets[other].group
    ]
    assert astray == []


def test_every_address_is_one_reserved_for_examples(tickets: list[LabelledTicket]) -> None:
    domain = re.compile(r"(?:@|://|www\.)([\w.-]+\w)")
    found = {name for ticket in tickets for name in domain.findall(f"{ticket.title}\n{ticket.description}")}
    assert [name for name in found if not re.search(r"\bexample\.(?:com|net|org)$", name)] == []
