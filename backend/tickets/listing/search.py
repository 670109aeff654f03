"""Finding tickets by words: each must be a part of title, description or a comment, whatever its case.

Trigram indexes (`search_indexes`) know the words that have three letters or more. They tell of all tickets
with a word at once and in no order, which takes long where many have it. Then it is quicker to look through
the newest tickets, which in turn takes for ever where few have it. PostgreSQL cannot tell in advance: a word
that only old tickets have is to it one that every hundredth has.

So a few tickets are looked through first, in the order of the page. If they do not fill it, they tell whether
more of them will, or else the index of the rarest word is asked. Where no word has three letters in a row,
MOST_LOOKED_THROUGH tickets are looked through for a page, and the next page goes on from there.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection, transaction
from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from tickets.listing import search_indexes
from tickets.listing.ordering import NEWEST_FIRST, ORDERINGS, Course
from tickets.models import Comment, Ticket

MOST_WORDS = 10
LONGEST = 200
SAMPLE = 500
MOST_LOOKED_THROUGH = 5_000
# More than a page shows.
ENOUGH_COUNTED = 50
# What a trigram index finds.
THREE_LETTERS = re.compile(r"[^\W_]{3}")

COMMENTS = Comment.objects.order_by()


@dataclass(frozen=True)
class Found:
    """
    numbers: the tickets in order, as many as were wanted or all that there are.
    looked_through: None or, where the search ended before that, how many tickets were looked through.
    """

    numbers: Sequence[int]
    looked_through: int | None = None


def matching(tickets: QuerySet[Ticket], words: Sequence[str]) -> QuerySet[Ticket]:
    """All tickets that have the words."""
    if not words:
        return tickets
    rarest = max(words, key=len)
    in_text = Ticket.objects.order_by().filter(_in_text(rarest)).values("pk")
    in_comments = COMMENTS.filter(body__icontains=rarest).values("ticket")
    return having_all(tickets, words, but=rarest).filter(pk__in=in_text.union(in_comments))


def having_all(tickets: QuerySet[Ticket], words: Sequence[str], but: str = "") -> QuerySet[Ticket]:
    """The same, by looking at each of the tickets."""
    for word in words:
        if word != but:
            tickets = tickets.filter(_has(word))
    return tickets


def in_texts(tickets: QuerySet[Ticket], words: Sequence[str]) -> QuerySet[Ticket]:
    """For whom comments are not meant: what is found would tell what they say."""
    for word in words:
        tickets = tickets.filter(_in_text(word))
    return tickets


def find(tickets: QuerySet[Ticket], words: Sequence[str], course: Course, most: int) -> Found:
    """The first tickets of a course that have the words."""
    ordered = course.follow(tickets)
    look = _look(ordered, words, SAMPLE)
    known = _known(words)
    if not look.suffices(most) and (not known or look.promises(most)):
        look = _look(ordered, words, MOST_LOOKED_THROUGH)
    if look.suffices(most):
        return Found(look.numbers[:most])
    if not known:
        return Found(look.numbers, look.looked_through)
    if not search_indexes.exist():
        return Found(list(having_all(ordered, words).values_list("pk", flat=True)[:most]))
    rarest = min(known, key=lambda word: (look.seen[word], -len(word)))
    return Found(_all_by_index(tickets, words, rarest, course, most))


def count(tickets: QuerySet[Ticket], words: Sequence[str], most: int) -> tuple[int, bool]:
    """How many tickets have the words, as far as was counted, and whether there may be more.

    It counts up to `most`; where it will find ENOUGH_COUNTED among the newest, only these.
    """
    newest = Course(ORDERINGS[NEWEST_FIRST]).follow(tickets)
    look = _look(newest, words, SAMPLE)
    if look.is_all:
        return len(look.numbers), False
    if _known(words) and not look.promises(ENOUGH_COUNTED):
        with _by_index() if search_indexes.exist() else nullcontext():
            found = matching(tickets, words)[: most + 1].count()
        return min(found, most), found > most
    look = _look(newest, words, MOST_LOOKED_THROUGH)
    return min(len(look.numbers), most), len(look.numbers) > most or not look.is_all


@dataclass(frozen=True)
class Look:
    """What was seen in some tickets.

    wanted, looked_through: how many were to be looked through, and how many there were.
    numbers: of those that have all words, in order.
    seen: how many have each word.
    """

    wanted: int
    looked_through: int
    numbers: Sequence[int]
    seen: dict[str, int]

    @property
    def is_all(self) -> bool:
        return self.looked_through < self.wanted

    def suffices(self, most: int) -> bool:
        return len(self.numbers) >= most or self.is_all

    def promises(self, most: int) -> bool:
        """Whether so many are to be expected of MOST_LOOKED_THROUGH."""
        return len(self.numbers) * MOST_LOOKED_THROUGH >= most * self.wanted


def _look(ordered: QuerySet[Ticket], words: Sequence[str], wanted: int) -> Look:
    names = {f"has_{number}": word for number, word in enumerate(words)}
    flags = {name: ExpressionWrapper(_has(word), BooleanField()) for name, word in names.items()}
    seen = ordered.annotate(**flags)[:wanted].aggregate(
        looked_through=Count("*"),
        numbers=ArrayAgg("pk", filter=Q(**dict.fromkeys(names, True)), default=[]),
        **{f"seen_{name}": Count("pk", filter=Q(**{name: True})) for name in names},
    )
    return Look(
        wanted,
        seen["looked_through"],
        seen["numbers"],
        {word: seen[f"seen_{name}"] for name, word in names.items()},
    )


def _all_by_index(
    tickets: QuerySet[Ticket], words: Sequence[str], rarest: str, course: Course, most: int
) -> list[int]:
    """A UNION has PostgreSQL read both parts whole, instead of walking through the tickets in order."""
    others = having_all(course.follow(tickets).order_by(), words, but=rarest)
    in_text = others.filter(_in_text(rarest))
    in_comments = others.filter(pk__in=COMMENTS.filter(body__icontains=rarest).values("ticket"))
    both = in_text.values_list(*course.keys).union(in_comments.values_list(*course.keys))
    with _by_index():
        return [number for *_, number in course.sort(both)[:most]]


@contextmanager
def _by_index() -> Iterator[None]:
    """It takes a word that it has not met in its statistics for frequent, and would read the whole table."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield


def _known(words: Sequence[str]) -> list[str]:
    """Those that a trigram index finds."""
    return [word for word in words if THREE_LETTERS.search(word)]


def _has(word: str) -> Q:
    return _in_text(word) | Q(Exists(_comments_with(word)))


def _in_text(word: str) -> Q:
    """`icontains` escapes `%`, `_` and backslashes, so they are text like any other."""
    return Q(title__icontains=word) | Q(description__icontains=word)


def _comments_with(word: str) -> QuerySet[Comment]:
    """Of one ticket. Were its number asked for by `=`, PostgreSQL would rather search all comments first."""
    of_ticket = COMMENTS.filter(ticket__gte=OuterRef("pk"), ticket__lte=OuterRef("pk"))
    return of_ticket.filter(body__icontains=word)
