"""How much one person, or one address, may ask for."""

import re
from dataclasses import dataclass

SECONDS = {"second": 1, "minute": 60, "hour": 60 * 60, "day": 24 * 60 * 60}
WRITTEN = re.compile(rf"([1-9]\d{{0,5}})/({'|'.join(SECONDS)})", re.ASCII)


@dataclass(frozen=True)
class Rate:
    """So many calls at once; what was used comes back evenly over the period.

    period: seconds.
    """

    calls: int
    period: int

    @classmethod
    def read(cls, written: str) -> "Rate | None":
        """`60/minute` as a rate, None where it is not written like that."""
        found = WRITTEN.fullmatch(written)
        return cls(int(found[1]), SECONDS[found[2]]) if found else None
