"""What stands in addresses."""

from django.urls.converters import IntConverter


class RowNumber(IntConverter):
    """Digits that PostgreSQL's bigint can hold; a longer number is no row's."""

    regex = "[0-9]{1,18}"
