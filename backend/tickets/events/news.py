"""Which tickets were created or changed."""

import json
from dataclasses import asdict, dataclass

# A notification of PostgreSQL's holds 8,000 bytes.
MOST_NAMED = 100


@dataclass(frozen=True)
class News:
    """
    created, changed: numbers of tickets, together at most MOST_NAMED.
    more: others as well, or nobody knows: whoever hears it looks at everything again.
    """

    created: frozenset[int] = frozenset()
    changed: frozenset[int] = frozenset()
    more: bool = False

    def __or__(self, later: "News") -> "News":
        both = News(self.created | later.created, self.changed | later.changed, self.more or later.more)
        return ANEW if len(both.created | both.changed) > MOST_NAMED else both

    def __bool__(self) -> bool:
        return self != NOTHING

    def as_json(self) -> str:
        return json.dumps(asdict(self), default=sorted, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "News":
        told = json.loads(text)
        return cls(frozenset(told["created"]), frozenset(told["changed"]), told["more"])


NOTHING = News()
ANEW = News(more=True)
