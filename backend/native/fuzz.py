"""The running product is sent what its description allows, and what it does not, by schemathesis.

No answer may be a server error, nor of a status or a shape, nor to a method, that is not in the description.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from native import database, e2e, processes
from native.failure import Failure
from native.places import BACKEND
from native.python_env import PYTHON

LONGEST_SECONDS = 10 * 60
# Not all rules can be said in a description (a title of blanks, days that end before they begin), and the
# server takes more than it asks for (a number for a text, a parameter that it does not know).
NOT_CHECKED = ("positive_data_acceptance", "negative_data_rejection")
# It answers without an end.
STREAM = "/api/tickets/events/"
# The same calls each time, so that CI is not a game of chance.
SAME_EACH_TIME = ("--generation-deterministic", "--max-examples", "15", "--no-shrink")


def fuzz(env: Mapping[str, str], minutes: int = 0) -> None:
    """The same calls each time or, with `minutes`, others for so long."""
    effort = ("--max-time", str(60 * minutes)) if minutes else SAME_EACH_TIME
    with (
        tempfile.TemporaryDirectory(prefix="hushdesk-fuzz-") as folder,
        database.throwaway() as url,
        e2e.serving({**env, "LLM_PROVIDER": "none"}, url, Path(folder, "logs")) as served,
    ):
        command = [
            *(PYTHON.with_name("schemathesis"), "--no-color", "run", BACKEND / "openapi.yaml"),
            *("--url", served.address, "--exclude-path", STREAM, "--workers", "2", "--warnings", "off"),
            *("--request-timeout", "60"),
            *("--exclude-checks", ",".join(NOT_CHECKED), *effort),
        ]
        code = processes.run_attached(
            command, cwd=Path(folder), env=env, limit=LONGEST_SECONDS + 60 * minutes
        )
    if code != 0:
        raise Failure(f"schemathesis ended with exit code {code}.")
