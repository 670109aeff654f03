"""Which labels of a suggestion are more of a question than an answer.

A label is unsure where the engine's own confidence in it is low, or where the built-in classifier is sure of
another one. An engine that cannot tell its confidence is not doubted for that.

Both limits were chosen by cross-validation of the built-in classifier on the tickets that it learns from:

- Confidence below 0.6, the default of TRIAGE_UNSURE_BELOW, marks 22 of 100 categories and 28 of 100
  priorities, about as many as are wrong. Of those marked half are wrong, of the others 14 and 20 of 100.
  (On the second set, which nothing was chosen by, about half of the marked and 10 of 100 of the others.)
- Sure is from 0.8 on. A model that is right 8 times in 10, and contradicts the classifier there, is right 3
  times in 10, of either label; where the classifier is less sure, the model is right more often than not.
  That a priority is one step off or two told less than how sure the classifier was.
"""

from dataclasses import replace

from tickets.services import Suggestion

SURE = 0.8


def with_doubt(suggestion: Suggestion, second_opinion: Suggestion, *, unsure_below: float) -> Suggestion:
    """The suggestion with each label marked unsure or not.

    second_opinion: the built-in classifier's for the same text.
    unsure_below: a lower confidence, 0 to 1, makes a label unsure.
    """
    return replace(
        suggestion,
        category_unsure=_is_low(suggestion.category_confidence, unsure_below)
        or (suggestion.category != second_opinion.category and _is_sure(second_opinion.category_confidence)),
        priority_unsure=_is_low(suggestion.priority_confidence, unsure_below)
        or (suggestion.priority != second_opinion.priority and _is_sure(second_opinion.priority_confidence)),
    )


def _is_low(confidence: float | None, limit: float) -> bool:
    return confidence is not None and confidence < limit


def _is_sure(confidence: float | None) -> bool:
    return confidence is not None and confidence >= SURE
