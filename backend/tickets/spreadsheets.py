"""Tickets in files for spreadsheets, which take some texts for formulas.

Whoever files a ticket could write one, which would run on the computer of whoever opens the file.
"""

import re

# Begins a formula, or is skipped before one; the last four are the same signs in full width.
FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
DANGEROUS = re.compile(f"'*[{re.escape(FORMULA)}]")


def harmless(text: str) -> str:
    """The text with an apostrophe before what could be a formula, by which spreadsheets take it for a text.

    One that has such an apostrophe already is given another, so that every text can be found again.
    """
    return f"'{text}" if DANGEROUS.match(text) else text


def as_written(text: str) -> str:
    """What `harmless` made the text of."""
    return text[1:] if text.startswith("'") and DANGEROUS.match(text) else text
