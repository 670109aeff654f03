"""Periods of whole days, in the configured time zone, and the days or weeks that they consist of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from django.db.models import Q
from django.utils import timezone

# PostgreSQL and Python agree on these in any time zone.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)
# A leap year.
MOST_DAYS = 366

Step = Literal["day", "week"]
STEPS: tuple[Step, ...] = ("day", "week")
DAYS_OF: dict[Step, int] = {"day": 1, "week": 7}


@dataclass(frozen=True)
class Period:
    """since, until: the first and the last day, both part of it."""

    since: date
    until: date

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1

    @property
    def day_after(self) -> date:
        return self.until + timedelta(days=1)

    @property
    def end(self) -> datetime:
        """The moment at which the period is over."""
        return beginning_of(self.day_after)

    def covers(self, column: str) -> Q:
        return Q(**{f"{column}__gte": beginning_of(self.since), f"{column}__lt": self.end})

    def starts(self, step: Step) -> Iterator[date]:
        """The days, or the Mondays, of all that lies in it; the first Monday may lie before it."""
        start = self.since if step == "day" else self.since - timedelta(days=self.since.weekday())
        while start <= self.until:
            yield start
            start += timedelta(days=DAYS_OF[step])


def last_days(days: int, today: date) -> Period:
    return Period(today - timedelta(days=days - 1), today)


def beginning_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
