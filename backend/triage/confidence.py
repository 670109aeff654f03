"""How sure a language model was of each label, from the log-probabilities of its answer's tokens.

They are taken before the grammar restricts the choice, over the whole vocabulary, so they are
renormalised over the labels at the first token of each value: all labels of a kind differ in their
first letter. Not so where little of the probability was on any label: then the model did not mean to
name one, and what the label had of the whole says how little it was meant.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence

from triage.providers.base import Token

# With less of the probability than this on all labels together, their shares of it say nothing.
LEAST_MASS = 0.5


def confidence(tokens: Sequence[Token], key: str, label: str, labels: Iterable[str]) -> float | None:
    """The probability of `label` among `labels` as the value of `key`; None where the tokens do not tell."""
    found = _first_token_of_value(tokens, key)
    if found is None:
        return None
    token, before = found
    masses = _mass_by_label(token.alternatives, before, labels)
    total = sum(masses.values())
    return masses[label] / total if total >= LEAST_MASS else masses[label]


def _first_token_of_value(tokens: Sequence[Token], key: str) -> tuple[Token, str] | None:
    """The token that the value begins in, and what of that token comes before the value."""
    text = "".join(token.text for token in tokens)
    # The last of them, as for JSON: what stands before may be thoughts.
    match = re.search(rf'.*"{re.escape(key)}"\s*:\s*"', text, re.DOTALL)
    if match is None:
        return None
    start, offset = match.end(), 0
    for token in tokens:
        if start < offset + len(token.text):
            return token, token.text[: start - offset]
        offset += len(token.text)
    return None


def _mass_by_label(alternatives: Mapping[str, float], before: str, labels: Iterable[str]) -> dict[str, float]:
    masses = dict.fromkeys(labels, 0.0)
    for text, logprob in alternatives.items():
        beginning = text.removeprefix(before).strip().lower() if text.startswith(before) else ""
        for label in masses:
            if beginning and (label.startswith(beginning) or beginning.startswith(label)):
                masses[label] += math.exp(logprob)
    return masses
