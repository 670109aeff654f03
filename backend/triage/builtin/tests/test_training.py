"""Training, in scikit-learn, and answering, without it, are two ways to the same numbers."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer

from triage.builtin import LabelledTicket, read_labelled_tickets
from triage.builtin.cues import cue_features
from triage.builtin.fingerprint import shipped_name, team_name
from triage.builtin.model import BuiltinClassifier, ticket_text
from triage.builtin.text import plain
from triage.builtin.training import Numbers, train


def some_tickets() -> list[LabelledTicket]:
    return read_labelled_tickets()[::5][:260]


@pytest.fixture(scope="module")
def classifier() -> BuiltinClassifier:
    return train(some_tickets(), "some tickets")


class Reference:
    """The same weights, multiplied with what scikit-learn's own vectorizers make of a text."""

    def __init__(self, classifier: BuiltinClassifier) -> None:
        self.words = TfidfVectorizer(token_pattern=r"\w+", lowercase=False, sublinear_tf=True)
        self.parts = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(3, 5), min_df=2, lowercase=False, sublinear_tf=True
        )
        self.cues = DictVectorizer()
        learnt = [ticket_text(ticket.title, ticket.description) for ticket in some_tickets()]
        self.words.fit([spelling(text) for text in learnt])
        self.parts.fit([spelling(text) for text in learnt])
        self.cues.fit([cue_features(plain(text)) for text in learnt])
        rows = [np.array(terms.weights).T for terms in (classifier.words, classifier.parts)]
        self.weights = np.vstack([*rows, *(classifier.cues[name] for name in self.cues.feature_names_)])
        self.bias = classifier.bias

    def scores(self, text: str) -> Numbers:
        blocks = [vectorizer.transform([spelling(text)]) for vectorizer in (self.words, self.parts)]
        matrix = hstack([*blocks, self.cues.transform([cue_features(plain(text))])], format="csr")
        scores: Numbers = (matrix @ self.weights + self.bias)[0]
        return scores


def spelling(text: str) -> str:
    return "".join("0" if character.isdecimal() else character for character in plain(text))


@pytest.fixture(scope="module")
def reference(classifier: BuiltinClassifier) -> Reference:
    return Reference(classifier)


def test_answers_as_scikit_learn_would(classifier: BuiltinClassifier, reference: Reference) -> None:
    for ticket in read_labelled_tickets()[::3]:
        text = ticket_text(ticket.title, ticket.description)
        assert classifier.scores(text) == pytest.approx(reference.scores(text), abs=1e-6)


@pytest.mark.parametrize(
    "text",
    ["", " ", "\x00", "\ud800", "a", "a b", "ab abc abcd", "!?", "\u2028\x1c\x85", "漢字 ไทย हिन्दी",
     "١٢٣ 123", "no " * 6000, "🙂" * 20_000, " ".join(f"word{n}" for n in range(4000))],
    ids=lambda text: f"{text[:2]!r} {len(text)}",
)  # fmt: skip
def test_odd_texts_are_no_exception(classifier: BuiltinClassifier, reference: Reference, text: str) -> None:
    assert classifier.scores(text) == pytest.approx(reference.scores(text), abs=1e-6)


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=400))
def test_any_text_is_no_exception(classifier: BuiltinClassifier, reference: Reference, text: str) -> None:
    assert classifier.scores(text) == pytest.approx(reference.scores(text), abs=1e-6)


def test_the_same_tickets_give_the_same_classifier(classifier: BuiltinClassifier) -> None:
    shuffled = random.Random(1).sample(some_tickets(), len(some_tickets()))
    other = train(shuffled, "some tickets")
    for ticket in some_tickets()[:20]:
        assert other.classify("", ticket.description) == classifier.classify("", ticket.description)


def test_the_name_tells_what_it_was_trained_from() -> None:
    first, *others = some_tickets()
    changed = replace(first, priority="high" if first.priority == "low" else "low")
    names = {team_name(tickets) for tickets in ([first, *others], [changed, *others], others)}
    assert len(names | {shipped_name()}) == 4
    assert team_name([*others, first]) in names


def test_what_a_team_writes_is_learnt_only_from_three_tickets_on() -> None:
    shipped = some_tickets()
    said = ["Zweistein's frobnicator hums", "A frobnicator hums", "The frobnicator hums at Zweistein's"]
    team = [
        replace(shipped[number], id=f"{number}", description=text, by_team=True)
        for number, text in enumerate(said)
    ]
    learnt = train([*shipped, *team], "")
    assert "frobnicator" in learnt.words.positions
    assert "zweisteins" not in learnt.words.positions
    assert {"robni", "frobn"} < learnt.parts.positions.keys()
    assert not {"zweis", "weist"} & learnt.parts.positions.keys()
