"""The tickets that engines are judged by, and that nothing may learn from."""

import json
import re
from collections import Counter

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from tickets.models import Category, Priority
from triage.builtin import read_labelled_tickets
from triage.evaluation.tickets import SECOND_SET, read_evaluation_tickets

NEARLY_THE_SAME = (
    0.5  # cosine of 3- to 5-letter parts of words: closer than two tellers of one kind of mishap
)


def test_every_pair_of_labels_is_there_equally_often() -> None:
    tickets = read_evaluation_tickets()
    assert len(tickets) >= 120
    counts = Counter((ticket.category, ticket.priority) for ticket in tickets)
    assert set(counts) == {(category, priority) for category in Category for priority in Priority}
    assert len(set(counts.values())) == 1


def test_each_has_its_own_id_and_a_language() -> None:
    rows = [json.loads(line) for line in SECOND_SET.read_text(encoding="utf-8").split("\n") if line]
    assert len({row["id"] for row in rows}) == len(rows)
    assert all(
        set(row) - {"title"} == {"id", "description", "category", "priority", "language"} for row in rows
    )
    languages = Counter(row["language"] for row in rows)
    assert len(languages) >= 10
    assert languages["en"] <= 0.85 * len(rows)


def test_the_builtin_classifier_has_learnt_none_of_them() -> None:
    learnt = [f"{ticket.title}\n{ticket.description}" for ticket in read_labelled_tickets()]
    kept = [f"{ticket.title}\n{ticket.description}" for ticket in read_evaluation_tickets()]
    parts = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True).fit(learnt + kept)
    likeness = (parts.transform(kept) @ parts.transform(learnt).T).toarray()
    assert [tuple(pair) for pair in np.argwhere(likeness > NEARLY_THE_SAME)] == []


def test_every_address_is_one_reserved_for_examples() -> None:
    domain = re.compile(r"(?:@|://|www\.)([\w.-]+\w)")
    found = domain.findall(SECOND_SET.read_text(encoding="utf-8"))
    assert [name for name in found if not re.search(r"\bexample\.(?:com|net|org)$", name)] == []
