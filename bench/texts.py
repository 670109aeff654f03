"""Texts that nobody wrote, with the words of support tickets about as often as people use them.

How often a word occurs decides how fast it is found. The words of the repository's own tickets are the
frequent ones, followed by many that hardly anybody uses: Zipf's law, as in any language.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BACKEND = Path(__file__).parent.parent / "backend"
SOURCES = ("triage/builtin/labelled_tickets.jsonl", "triage/evaluation/tickets.jsonl")
RARE_WORDS = 40_000
BEGINNINGS = "b br c ch cl d dr f fl g gr h j k kl l m n p pr qu r s sh st t th tr v w z".split()  # noqa: SIM905
VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ou"]
ENDINGS = ["", "n", "r", "s", "t", "x", "nd", "rt", "ck", "lm"]
WORDS_OF_A_SENTENCE = 11
# Of a word and the blank after it.
MEAN_LENGTH = 7

Words = NDArray[np.object_]


class Writer:
    """Writes texts as its chance has it: the same chance, the same texts."""

    def __init__(self, chance: np.random.Generator) -> None:
        self._chance = chance
        self._words = np.array(_vocabulary(chance), dtype=object)
        often = 1 / (np.arange(len(self._words)) + 2.7) ** 1.03
        self._often = often / often.sum()

    def titles(self, count: int) -> list[str]:
        return self._texts(self._chance.integers(3, 9, count), sentences=False)

    def texts(self, count: int, shortest: int, longest: int) -> list[str]:
        """`count` texts with about so many characters each."""
        lengths = self._chance.integers(shortest, longest, count) // MEAN_LENGTH
        return self._texts(lengths, sentences=True)

    def _texts(self, lengths: NDArray[np.integer], *, sentences: bool) -> list[str]:
        words: Words = self._words[self._chance.choice(len(self._words), lengths.sum(), p=self._often)]
        if sentences:
            words[::WORDS_OF_A_SENTENCE] += "."
        ends = np.cumsum(lengths)
        parts = zip((ends - lengths).tolist(), ends.tolist(), strict=True)
        return [" ".join(words[begin:end]).capitalize() for begin, end in parts]


def _vocabulary(chance: np.random.Generator) -> Sequence[str]:
    """The most frequent word first."""
    counted: Counter[str] = Counter()
    for source in SOURCES:
        for line in (BACKEND / source).read_bytes().splitlines():
            ticket = json.loads(line)
            text = f"{ticket.get('title', '')} {ticket['description']}"
            counted.update(re.findall(r"[a-z]+", text.lower()))
    frequent = [word for word, _ in counted.most_common()]
    return list(dict.fromkeys([*frequent, *_rare_words(chance)]))


def _rare_words(chance: np.random.Generator) -> Iterator[str]:
    """Drawn all at once: one by one they would take seconds."""
    lengths = chance.integers(2, 5, RARE_WORDS)
    count = lengths.sum()
    syllables = np.char.add(chance.choice(BEGINNINGS, count), chance.choice(VOWELS, count)).tolist()
    endings = chance.choice(ENDINGS, RARE_WORDS).tolist()
    for end, length, ending in zip(np.cumsum(lengths).tolist(), lengths.tolist(), endings, strict=True):
        yield "".join(syllables[end - length : end]) + ending
