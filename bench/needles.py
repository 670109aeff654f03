"""Words that a bench searches for, put into a known number of tickets."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Needle:
    """A word that stands in so many tickets, or in such a share of them; of the oldest part of them only."""

    word: str
    tickets: int = 0
    share: float = 0.0
    of_oldest: float = 1.0

    def places(self, total: int) -> Sequence[int]:
        """The positions of its tickets among all, the oldest being 0."""
        wanted = max(1, self.tickets or round(self.share * total))
        places: list[int] = (
            np.linspace(0, total * self.of_oldest - 1, min(wanted, total)).astype(int).tolist()
        )
        return places


FREQUENT = Needle("saffron", share=0.02)
UNCOMMON = Needle("marzipan", share=0.0064)
RARE = Needle("tungsten", tickets=200)
RAREST = Needle("zeppelin", tickets=50)
# An incident of long ago.
OLD = Needle("hailstorm", share=0.03, of_oldest=0.075)
IN_TEXTS = (FREQUENT, UNCOMMON, RARE, RAREST, OLD)
# Three of four tickets have no comment that it could stand in.
IN_COMMENTS = Needle("ombudsman", tickets=800)


def words_by_place(needles: Sequence[Needle], total: int) -> dict[int, str]:
    """What is to be added to the text of which ticket."""
    words: dict[int, str] = {}
    for needle in needles:
        for place in needle.places(total):
            words[place] = f"{words.get(place, '')} {needle.word}"
    return words
