"""The running product is sent what its description allows, and what it does not, by schemathesis.

No answer may be a server error, nor of a status or a shape, nor to a method, that is not in the description.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from native import database, e2e, processes
from native.failure import Failure
from native.places import BACKEND
from native.python_env import PYTHON
from native.visitor import Visitor, first_administrator

LONGEST_SECONDS = 10 * 60
# Not all rules can be said in a description (a title of blanks, days that end before they begin), and the
# server takes more than it asks for (a number for a text, a parameter that it does not know).
NOT_CHECKED = ("positive_data_acceptance", "negative_data_rejection")
# It answers without an end.
STREAM = "/api/tickets/events/"
# The same calls each time, so that CI is not a game of chance.
SAME_EACH_TIME = ("--generation-deterministic", "--max-examples", "15", "--no-shrink")
# What there is only where people log in.
ABOUT_PEOPLE = ("--include-path-regex", "^/api/(session|invitations|people|second-factor|tokens)/")
# They log out whoever asks, or let them in as somebody else.
ENDS_SESSION = (
    *("session_create", "session_destroy", "session_end_all"),
    *("invitations_join", "invitations_password"),
)
UNLIMITED = dict.fromkeys(("LIMIT_SUBMIT", "LIMIT_CLASSIFY", "LIMIT_LOGIN"), "off")


def fuzz(env: Mapping[str, str], minutes: int = 0, access: str = "open") -> None:
    """The same calls each time or, with `minutes`, others for so long.

    access: the setting of that name. With `login` an administrator asks; without `minutes` only what there is
    nowhere else.
    """
    effort = ("--max-time", str(60 * minutes)) if minutes else SAME_EACH_TIME
    settings = {**env, "LLM_PROVIDER": "none", "ACCESS": access, **UNLIMITED}
    with (
        tempfile.TemporaryDirectory(prefix="hushdesk-fuzz-") as folder,
        database.throwaway() as url,
        e2e.serving(settings, url, Path(folder, "logs")) as served,
    ):
        command = (*_schemathesis(served.address), *effort)
        limit = LONGEST_SECONDS + 60 * minutes
        if access == "open":
            _run(command, Path(folder), env, limit)
            return
        visitor = first_administrator(served)
        _run((*command, *_as(visitor), *(() if minutes else ABOUT_PEOPLE)), Path(folder), env, limit)
        # Somebody who was logged out meanwhile has tried nothing.
        visitor.ask("GET", "/api/people/")


def _schemathesis(address: str) -> tuple[str | Path, ...]:
    return (
        *(PYTHON.with_name("schemathesis"), "--no-color", "run", BACKEND / "openapi.yaml"),
        *("--url", address, "--exclude-path", STREAM, "--workers", "2", "--warnings", "off"),
        *("--request-timeout", "60", "--exclude-checks", ",".join(NOT_CHECKED)),
    )


def _as(visitor: Visitor) -> list[str]:
    headers = [f"{name}: {value}" for name, value in visitor.headers.items()]
    excluded = [word for name in ENDS_SESSION for word in ("--exclude-operation-id", name)]
    return [*(word for header in headers for word in ("--header", header)), *excluded]


def _run(command: Sequence[str | Path], folder: Path, env: Mapping[str, str], limit: float) -> None:
    if code := processes.run_attached(command, cwd=folder, env=env, limit=limit):
        raise Failure(f"schemathesis ended with exit code {code}.")
