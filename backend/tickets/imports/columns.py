"""Which column of a file is which field of a ticket."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

REQUIRED = ("title", "description")
OPTIONAL = ("category", "priority", "status", "created_at", "updated_at")
BYTE_ORDER_MARK = "\ufeff"


class BadHeader(Exception):
    """The columns of a file are not those of tickets. The message says what to do."""


class Column(NamedTuple):
    """name: as the file has it. field: of a ticket; None for a column that is not read."""

    name: str
    field: str | None


def columns_of(header: Sequence[str]) -> list[Column]:
    """Raises BadHeader."""
    columns = [Column(name, _field(name)) for name in (cell.strip(f"{BYTE_ORDER_MARK} ") for cell in header)]
    found = [column.field for column in columns if column.field]
    if missing := [field for field in REQUIRED if field not in found]:
        message = _("Missing columns: %(missing)s. The first row must name the columns.")
        raise BadHeader(message % {"missing": ", ".join(missing)})
    if twice := sorted({field for field in found if found.count(field) > 1}):
        message = _("Columns that appear more than once: %(twice)s.")
        raise BadHeader(message % {"twice": ", ".join(twice)})
    return columns


def _field(name: str) -> str | None:
    field = "_".join(name.casefold().replace("-", " ").replace("_", " ").split())
    return field if field in (*REQUIRED, *OPTIONAL) else None
