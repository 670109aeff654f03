"""What a token may be used for, beside what its owner may: `config.rules` is asked as well.

What is not listed no token may: passwords, second factors, tokens and people are for people in person.
"""

from collections.abc import Mapping

from accounts.models import ApiToken, Scope

SUBMIT, READ, WRITE = Scope.SUBMIT, Scope.READ, Scope.WRITE

# By the names that the addresses have in urls.py.
SCOPES: Mapping[str, Mapping[str, Scope]] = {
    "schema": {"GET": READ},
    "ticket-list": {"GET": READ, "POST": SUBMIT},
    "ticket-detail": {"GET": READ, "PATCH": WRITE},
    "ticket-comments": {"POST": WRITE},
    "ticket-count": {"GET": READ},
    "ticket-events": {"GET": READ},
    "ticket-export": {"GET": READ},
    "import-list": {"POST": WRITE},
    "import-detail": {"DELETE": WRITE},
    "import-rows": {"POST": WRITE},
    "import-commit": {"POST": WRITE},
    "ticket-similar": {"POST": READ},
    "ticket-bulk-change": {"POST": WRITE},
    "ticket-bulk-undo": {"POST": WRITE},
    "saved-view-list": {"GET": READ, "POST": WRITE},
    "saved-view-detail": {"PATCH": WRITE, "DELETE": WRITE},
    "ticket-stats": {"GET": READ},
    "ticket-trends": {"GET": READ},
    "classify": {"POST": SUBMIT},
    "triage-status": {"GET": READ},
    "triage-quality": {"GET": READ},
    "system": {"GET": READ},
}


def needed(address: str, method: str) -> Scope | None:
    """The scope without which no token gets there; None where none does."""
    return SCOPES.get(address, {}).get(method)


def covers(token: ApiToken, address: str, method: str) -> bool:
    least = needed(address, method)
    return least is not None and Scope(token.scope).allows(least)
