"""What the classifier sees of a ticket's text: its words, parts of its words, and the hand-made cues.

Training and answering read texts by this one function, so that they cannot disagree.
"""

import re
from dataclasses import dataclass

from .cues import cue_features
from .text import plain

_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_SHORTEST_PART, _LONGEST_PART = 3, 5


@dataclass(frozen=True, slots=True)
class Features:
    """words, parts: in the order of the text, repetitions and all. cues: weight by name."""

    words: list[str]
    parts: list[str]
    cues: dict[str, float]


def features(text: str) -> Features:
    text = plain(text)
    spelt = spelling(text)
    return Features(_WORD.findall(spelt), _parts(spelt), cue_features(text))


def spelling(plain_text: str) -> str:
    """To the vocabularies any digit is as good as another; only the cues count."""
    return _DIGIT.sub("0", plain_text)


def _parts(spelt: str) -> list[str]:
    """Of each word with a space at either end; they carry most languages and most typos."""
    parts: list[str] = []
    for word in spelt.split():
        padded = f" {word} "
        for length in range(_SHORTEST_PART, _LONGEST_PART + 1):
            if len(padded) <= length:
                parts.append(padded)
                break
            parts += [padded[start : start + length] for start in range(len(padded) - length + 1)]
    return parts
