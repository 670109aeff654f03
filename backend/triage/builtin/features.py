"""Turn ticket texts into a sparse matrix: words, parts of words, and the hand-made cues.

scikit-learn is imported when a classifier is trained, not before: commands that never classify start fast.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

from .cues import cue_features
from .text import plain

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

VERSION = (
    "2"  # part of the classifier's name: raise it when the same tickets and cue words give other answers
)

CUE_WEIGHT = 0.2
# Parts of words carry most languages and most typos; those seen in one ticket only carry noise.
_WORD_PARTS = (3, 5)
_MIN_TICKETS = 2

_DIGIT = re.compile(r"\d")


class TicketFeatures:
    def __init__(self, words: Any, parts: Any, cues: Any) -> None:
        self._words = words
        self._parts = parts
        self._cues = cues

    @classmethod
    def learn(cls, texts: Sequence[str]) -> "tuple[Self, csr_matrix]":
        """Vocabulary and weights from these texts alone, and the matrix of these texts."""
        from numpy import float32
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.feature_extraction.text import TfidfVectorizer

        words = TfidfVectorizer(
            token_pattern=r"\w+",  # noqa: S106 - a regular expression, not a password
            lowercase=False,
            sublinear_tf=True,
            dtype=float32,
        )
        parts = TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=_WORD_PARTS,
            min_df=_MIN_TICKETS,
            lowercase=False,
            sublinear_tf=True,
            dtype=float32,
        )
        cues = DictVectorizer(dtype=float32)
        spelling, found = _prepare(texts)
        matrix = _joined(
            words.fit_transform(spelling), parts.fit_transform(spelling), cues.fit_transform(found)
        )
        return cls(words, parts, cues), matrix

    def matrix(self, texts: Sequence[str]) -> "csr_matrix":
        """One row per text."""
        spelling, found = _prepare(texts)
        return _joined(
            self._words.transform(spelling), self._parts.transform(spelling), self._cues.transform(found)
        )


def _prepare(texts: Sequence[str]) -> tuple[list[str], list[dict[str, float]]]:
    """What the vocabularies see (any digit is as good as another) and the cues (which count people)."""
    plain_texts = [plain(text) for text in texts]
    return [_DIGIT.sub("0", text) for text in plain_texts], [cue_features(text) for text in plain_texts]


def _joined(words: Any, parts: Any, cues: Any) -> "csr_matrix":
    from scipy.sparse import hstack

    return hstack([words, parts, cues * CUE_WEIGHT], format="csr")
