"""Functions of PostgreSQL that Django does not come with."""

from typing import Any

from django.db.models import Aggregate, FloatField, Func


class PercentileCont(Aggregate):
    """PostgreSQL's percentile_cont: what lies at a fraction (0 to 1) of the sorted values, NULLs left out."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(%(fraction)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()

    def __init__(self, expression: Any, *, fraction: float) -> None:
        super().__init__(expression, fraction=fraction)


class SecondsOf(Func):
    """The seconds of an interval, as a float: Django's Extract gives a decimal, which takes long to sort."""

    template = "DATE_PART('epoch', %(expressions)s)"
    output_field = FloatField()
