"""What a classifier was made from, in one word: the tickets, the cue words and the code that reads them.

The code counts as it stands in its files. Then a classifier that was made by other code is never taken for
one of this code's, and nobody has to remember to raise a version.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import astuple
from functools import cache
from pathlib import Path

from .cues import WORDS
from .data import SHIPPED, LabelledTicket

_CODE = ("text.py", "cues.py", "features.py", "model.py", "training.py", "stored.py")
_LENGTH = 8


@cache
def shipped_name() -> str:
    """Of the classifier that this code makes of the shipped tickets."""
    files = [*(Path(__file__).with_name(name) for name in _CODE), WORDS, SHIPPED]
    digests = "".join(hashlib.sha256(file.read_bytes()).hexdigest() for file in files)
    return f"builtin-{_short(digests)}"


def team_name(tickets: Iterable[LabelledTicket]) -> str:
    """Of the one that it makes of the shipped tickets and these."""
    rows = [astuple(ticket) for ticket in sorted(tickets, key=lambda ticket: ticket.id)]
    return f"builtin-team-{_short(f'{shipped_name()}{rows!r}')}"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:_LENGTH]
